"""Tables of what changed. Every row is about nodes that may be listed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from entramado.analyse.findings import Cell, Column, Form, Interval, Row, Table
from entramado.analyse.graph import Floats
from entramado.analyse.ground import Flags
from entramado.analyse.key.measured import MEASURES

if TYPE_CHECKING:
    from entramado.analyse.change.analysis import Outcome

LINES: Final = 50
"""Lines of the map that a row leads to, at most."""
TIES: Final = 1000
"""Ties that are listed, at most."""
NAME: Final = Column("name", "Name")
NOT_GUILT: Final = "A position in the network as known, no measure of guilt or danger."
_WHOLE: Final[tuple[tuple[str, Form], ...]] = (
    ("Entities with a tie", "count"), ("Ties", "count"), ("Contacts of each, on average", "number"),
    ("Share in the largest connected part", "share"),
)  # fmt: skip


def all_of(outcome: Outcome) -> list[Table]:
    """In the order of reading."""
    return [
        _whole(outcome), _presence(outcome, came=True), _presence(outcome, came=False), _moved(outcome, up=True),
        _moved(outcome, up=False), _ties(outcome),
    ]  # fmt: skip


def written(day: int | None) -> str | None:
    """As ISO 8601."""
    return None if day is None else date.fromordinal(day).isoformat()


def changed(outcome: Outcome) -> tuple[Flags, Flags]:
    """Of each link, whether it is new at the second date, and whether it is gone."""
    first, second = outcome.belief > 0
    return second & ~first, first & ~second


def present(outcome: Outcome) -> Flags:
    """Whether each of ``nodes`` has a known tie at each date, shape (2, nodes)."""
    return np.array([graph.degrees()[outcome.nodes] > 0 for graph in outcome.graphs])


def between(values: Floats, level: float) -> Interval:
    """The middle of draws, and the values that the tails leave."""
    tail = (1 - level) / 2
    low, mid, high = (float(end) for end in np.quantile(values, (tail, 0.5, 1 - tail), method="closest_observation"))
    return Interval(low, mid, high, level)


def rise(outcome: Outcome) -> Floats:
    """Places gained in each world, shape (worlds, stayed)."""
    return np.asarray(outcome.ranks[:, 0] - outcome.ranks[:, 1])


def moved(outcome: Outcome, *, up: bool) -> list[int]:
    """Places in ``stayed`` of those who rose (or fell) by a place or more on the map, the surest first."""
    sign = 1 if up else -1
    gained = sign * (outcome.known[0] - outcome.known[1])
    order = np.lexsort((np.arange(len(gained)), -np.round(gained, 9), -np.round(chance(outcome, up=up), 9)))
    return [place for place in order.tolist() if gained[place] >= 1]


def chance(outcome: Outcome, *, up: bool) -> Floats:
    """The share of worlds in which each of ``stayed`` rose (or fell) by a place or more."""
    return np.asarray(np.mean((1 if up else -1) * rise(outcome) >= 1, axis=0))


def _whole(outcome: Outcome) -> Table:
    rows = []
    for number, (title, form) in enumerate(_WHOLE):
        cells: dict[str, Cell] = {"what": title}
        for key, at in (("before", 0), ("after", 1)):
            cells[key] = _cell(outcome.whole_known[at, number], form)
        draws = outcome.whole[:, 1, number] - outcome.whole[:, 0, number]
        cells["change"] = between(draws, outcome.options.level)
        rows.append(Row(cells))
    first, second = (written(day) for day in outcome.days)
    columns = [
        Column("what", "The whole"),
        Column("before", f"On the map at {first}", "number"),
        Column("after", f"On the map at {second}", "number"),
        Column("change", "Change", "number", "Over possible worlds, with unseen ties."),
    ]
    return Table("whole", "The network as a whole", columns, rows)


def _cell(value: float, form: Form) -> float | int:
    return round(float(value)) if form == "count" else float(value)


def _presence(outcome: Outcome, *, came: bool) -> Table:
    at = 1 if came else 0
    there = present(outcome)
    share = np.mean(outcome.tied[:, at] & ~outcome.tied[:, 1 - at], axis=0)
    ties = outcome.graphs[at].degrees()[outcome.nodes]
    rows: list[Row] = []
    for place in np.lexsort((-ties, -np.round(share, 9))).tolist():
        if there[at, place] and not there[1 - at, place]:
            node = int(outcome.nodes[place])
            cells: dict[str, Cell] = {
                "name": outcome.ground.names[node],
                "chance": float(share[place]),
                "ties": int(ties[place]),
                "day": _day(outcome, node, came=came),
            }
            rows.append(Row(cells, **_evidence(outcome, node)))
    verb, day = ("came", "First told of") if came else ("went", "Last tie ended, or told of")
    columns = [
        NAME,
        Column("chance", f"Really {verb}", "probability", "The share of possible worlds, with unseen ties, in which it is so."),
        Column("ties", "Ties", "count", "At the date with any."),
        Column("day", day, "date"),
    ]
    title = "Who came: tied at the later date, and not at the earlier" if came else "Who went: tied at the earlier date alone"
    return Table(verb, title, columns, rows, NOT_GUILT)


def _day(outcome: Outcome, node: int, *, came: bool) -> str | None:
    graph = outcome.ground.graph
    links = graph.links[graph.starts[node] : graph.starts[node + 1]].tolist()
    spells = [each for link in links for each in outcome.spells.get(link, ())]
    if came:
        return written(min((each.first for each in spells if each.first is not None), default=None))
    days = [each.ended if each.ended is not None else max(each.told, default=0) for each in spells]
    return written(max((day for day in days if day), default=None))


def _moved(outcome: Outcome, *, up: bool) -> Table:
    gained, sure = rise(outcome), chance(outcome, up=up)
    rows = []
    for place in moved(outcome, up=up)[: outcome.options.top]:
        node = int(outcome.stayed[place])
        cells: dict[str, Cell] = {
            "name": outcome.ground.names[node],
            "chance": float(sure[place]),
            "before": _ranks(outcome, 0, place),
            "after": _ranks(outcome, 1, place),
            "places": between(gained[:, place], outcome.options.level),
            "ties_before": int(outcome.graphs[0].degrees()[node]),
            "ties_after": int(outcome.graphs[1].degrees()[node]),
        }
        rows.append(Row(cells, **_evidence(outcome, node)))
    first, second = (written(day) for day in outcome.days)
    columns = [
        NAME,
        Column("chance", f"Really {'rose' if up else 'fell'}", "probability", "The share of possible worlds in which it is so."),
        Column("before", f"Rank at {first}", "rank", MEASURES[outcome.options.measure].words),
        Column("after", f"Rank at {second}", "rank"),
        Column("places", "Places gained", "number", "Below 0: lost."),
        Column("ties_before", f"Ties at {first}", "count"),
        Column("ties_after", f"Ties at {second}", "count"),
    ]
    return Table("rose" if up else "fell", "Who rose" if up else "Who fell", columns, rows, NOT_GUILT)


def _ranks(outcome: Outcome, at: int, place: int) -> Interval:
    return between(outcome.ranks[:, at, place], outcome.options.level)


def _ties(outcome: Outcome) -> Table:
    ground = outcome.ground
    new, gone = changed(outcome)
    rows = []
    for link in np.flatnonzero((new | gone) & ground.listed[ground.graph.pairs].all(axis=1)).tolist()[:TIES]:
        one, other = ground.graph.pairs[link].tolist()
        of = outcome.spells[link]
        first = min((each.first for each in of if each.first is not None), default=None)
        ended = max((each.ended for each in of if each.ended is not None), default=None)
        cells: dict[str, Cell] = {
            "tie": f"{ground.names[one]} – {ground.names[other]}",
            "change": "new" if new[link] else "gone",
            "first": written(first),
            "ended": written(ended) if gone[link] else None,
            "belief": float(outcome.belief[int(new[link]), link]),
        }
        about = (ground.ids[one], ground.ids[other]) if ground.ids else ()
        rows.append(Row(cells, about, tuple(dict.fromkeys(line for each in of for line in each.lines))[:LINES]))
    columns = [
        Column("tie", "Tie"),
        Column("change", "Change"),
        Column("first", "From", "date", "As stated, or else the day of the first report."),
        Column("ended", "Until", "date", "As stated, or else the day of the first report that it held once."),
        Column("belief", "Belief", "probability", "That the tie is there at the date with it."),
    ]
    return Table("ties", "Ties that are new or gone, between those who may be listed", columns, rows)


def _evidence(outcome: Outcome, node: int) -> dict[str, tuple[str, ...]]:
    """Ids of the node, and of the lines of its ties to others who may be listed, what changed first."""
    ground = outcome.ground
    if not ground.ids:
        return {}
    new, gone = changed(outcome)
    graph = ground.graph
    links = graph.links[graph.starts[node] : graph.starts[node + 1]]
    links = links[ground.listed[ground.graph.pairs[links]].all(axis=1)]
    order = links[np.argsort(~(new | gone)[links], kind="stable")]
    lines = [line for link in order.tolist() for line in (ground.lines[link] if ground.lines else ())]
    return {"about": (ground.ids[node],), "lines": tuple(dict.fromkeys(lines))[:LINES]}
