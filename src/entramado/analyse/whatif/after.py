"""Tables of what may follow a removal. All but the successors whom sources name is a simulation or a place in a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from entramado.analyse.findings import Cell, Column, Interval, Row, Table
from entramado.analyse.graph import Floats
from entramado.analyse.whatif import words
from entramado.analyse.whatif.parameters import AFTERMATH
from entramado.analyse.whatif.tables import about, interval

if TYPE_CHECKING:
    from entramado.analyse.whatif.study import Study

EACH: Final = 5
"""Candidates by position for each of the removed."""
CLEAR: Final = 0.02
"""Change in the outcome below which the runs are too few to tell a direction."""
_OF: Final = Column("of", "After")
_NAME: Final = Column("name", "Name")


def succession_tables(study: Study) -> list[Table]:
    """Stated successors, and who is nearest by position."""
    ground, level = study.ground, study.options.level
    named = [
        Row(
            {
                "of": ground.names[each.removed],
                "name": ground.names[said.subject],
                "how": "candidate" if said.candidate else "successor",
                "belief": said.belief,
            },
            about(ground, each.removed, said.subject),
            said.why,
        )
        for each in study.successions
        for said in each.named
    ]
    near = [
        Row(
            {
                "of": ground.names[each.removed],
                "name": ground.names[one.node],
                "shared": interval(one.shared, level),
                "first": one.first,
                "under": one.under,
                "commands": one.commands,
                "ties": one.ties,
            },
            about(ground, each.removed, one.node),
            one.lines,
        )
        for each in study.successions
        for one in each.candidates[:EACH]
    ]
    return [
        Table(
            "stated_successors", "Successors whom sources name",
            [_OF, _NAME, Column("how", "Named as"), Column("belief", "Belief", "probability")],
            named, words.STATED_NOTE if named else "No source names one who could be listed.",
        ),
        Table(
            "positions", "Who stands nearest to the position of the removed (by structure, not by any source)",
            [
                _OF, _NAME,
                Column("shared", "Contacts in common", "share", "Of those of the removed."),
                Column("first", "Share of worlds in which nobody is nearer", "share", "Equals share it out."),
                Column("under", "Took orders from the removed", "share", "The belief that it was so."),
                Column("commands", "Subordinates in common", "count", "Subordinates of the removed whom he commands too."),
                Column("ties", "Ties with the removed"),
            ],
            near, words.POSITIONS_NOTE,
        ),
    ]  # fmt: skip


def aftermath_tables(study: Study) -> list[Table]:
    """Open successions and breaks, violence, rivals."""
    ground, level = study.ground, study.options.level
    breaks, violence, rivals, places = [], [], [], []
    for each in study.aftermaths:
        name, ids = ground.names[each.removed], about(ground, each.removed)
        branches = tuple(ground.names[node] for node in each.branches if ground.listed[node])
        breaks.append(
            Row(
                {
                    "of": name,
                    "rank": each.rank,
                    "branches": branches[: study.options.top],
                    "parts": interval(each.parts, level),
                    "opened": each.opened if each.rank != "member" else None,
                    "conflict": each.conflict if each.rank != "member" else None,
                    "breaks": each.breaks if len(each.branches) > 1 else None,
                },
                (*ids, *about(ground, *each.branches)),
            )
        )
        for where, values in (("around", each.violence), ("elsewhere", each.elsewhere)):
            if len(values):
                place = "Where the removal takes place" if where == "around" else "Where else the group is present"
                cells: dict[str, Cell] = {
                    "of": name,
                    "where": place,
                    "change": interval(values, level),
                    "rises": float((values > 0).mean()),
                }
                violence.append(Row(cells, ids))
        for said in each.rivals:
            cells = {"of": name, "one": ground.names[said.subject], "other": ground.names[said.object], "belief": said.belief}
            rivals.append(Row(cells, about(ground, each.removed, said.subject, said.object), said.why))
        for at in each.places:
            how = f"{at.how.replace('_', ' ')}{f', {at.date}' if at.date else ''}"
            cells = {"of": name, "who": ground.names[at.node], "place": at.place, "how": how, "belief": at.belief}
            places.append(Row(cells, about(ground, each.removed, at.node), at.why))
    return [
        Table(
            "breaks", "Simulation: succession and fragmentation",
            [
                _OF, Column("rank", "Rank by command"), Column("branches", "Branches under him"),
                Column("parts", "Parts into which the branches fall", "number", "By ties and command among those under him."),
                Column("opened", "Chance that the succession is open", "probability"),
                Column("conflict", "Chance of a conflict within", "probability"),
                Column("breaks", "Chance that the group breaks", "probability"),
            ],
            breaks, words.BREAKS_NOTE,
        ),
        Table(
            "violence", "Simulation: change in lethal violence in the first six months",
            [
                _OF, Column("where", "Where"), Column("change", "Change", "share"),
                Column("rises", "Chance of a rise", "probability", "Share of the runs."),
            ],
            violence, words.VIOLENCE_NOTE,
        ),
        Table(
            "rivals", "Stated rivalries of the groups concerned",
            [_OF, Column("one", "Group"), Column("other", "Rival"), Column("belief", "Belief", "probability")],
            rivals, "Rivals may use the moment, or be blamed for it. Where these groups meet, watch for retaliation.",
        ),
        Table(
            "places", "Where the groups concerned are, and have struck",
            [
                _OF, Column("who", "Who"), Column("place", "Place"),
                Column("how", "As stated", help="What ties them to the place, or the act of violence and its day."),
                Column("belief", "Belief", "probability"),
            ],
            places, words.PLACES_NOTE if places else "No source names a place of theirs.",
        ),
    ]  # fmt: skip


def recovery_tables(study: Study) -> list[Table]:
    """The network around the removal, week by week, and what sways the outcome."""
    found, level = study.recovery, study.options.level
    if found is None:
        return []
    relative = found.relative()
    rows = []
    for column, week in enumerate((-1, 0, *found.weeks)):
        rows.append(
            Row({
                "week": week,
                "efficiency": interval(relative[:, column], level),
                "largest": interval(found.largest[:, column], level),
                "links": interval(found.links[:, column], level),
            })
        )  # fmt: skip
    back = found.back()
    ever = np.isfinite(back)
    denser = relative[:, -1] > 1.0
    summary = [
        Row({"what": "Chance that nine tenths of the lost efficiency are back in time", "value": float(ever.mean())}),
        Row({"what": "Chance that the network is more efficient in the end than before", "value": float(denser.mean())}),
    ]
    weeks: Floats = np.where(ever, back, float(study.options.weeks))
    when = [Row({"what": "Week by which nine tenths are back (not in time: the last week)", "week": interval(weeks, level)})]
    swayed = sorted(found.swayed, key=lambda sway: -abs(sway.high - sway.low))
    sensitivity = [
        Row({
            "parameter": sway.parameter.title,
            "low": sway.parameter.low,
            "high": sway.parameter.high,
            "efficiency": Interval(min(sway.low, sway.best, sway.high), sway.best, max(sway.low, sway.best, sway.high), 1.0),
            "rises": "no clear change" if abs(sway.high - sway.low) < CLEAR else "more" if sway.high > sway.low else "less",
        })
        for sway in swayed
    ]  # fmt: skip
    efficiency = Column("efficiency", "Efficiency, before = 1", "share", "Among those around the removal who remain.")
    return [
        Table(
            "recovery", "Simulation: how the network around the removal recovers",
            [
                Column("week", "Week", "count", "-1: before the removal; 0: right after."), efficiency,
                Column("largest", "Share of the people in the largest part", "share"),
                Column("links", "New links", "count"),
            ],
            rows, words.recovery_note(found.people, everybody=found.everybody),
        ),
        Table(
            "recovered", "Simulation: does it recover?",
            [Column("what", "What"), Column("value", "Chance", "probability")], summary,
        ),
        Table("recovery_time", "Simulation: how fast?", [Column("what", "What"), Column("week", "Week", "count")], when),
        Table(
            "sensitivity", f"Simulation: what sways efficiency after {study.options.weeks} weeks",
            [
                Column("parameter", "Parameter"), Column("low", "Low", "number"), Column("high", "High", "number"), efficiency,
                Column("rises", "When it rises"),
            ],
            sensitivity, "One at a time, from its low to its high end; the others at their best values. Means of the same runs.",
        ),
    ]  # fmt: skip


def parameter_table(study: Study) -> Table:
    """Everything that the simulation assumes, with ranges and sources."""
    after = {each.name for each in AFTERMATH}
    rows = [
        Row({
            "name": each.name,
            "parameter": each.title,
            "used": "what follows" if each.name in after else "recovery",
            "value": each.value,
            "low": each.low,
            "high": each.high,
            "source": each.source,
        })
        for each in study.parameters.values()
    ]  # fmt: skip
    columns = [
        Column("name", "Name"),
        Column("parameter", "Parameter"),
        Column("used", "Used for"),
        Column("value", "Value", "number"),
        Column("low", "Low", "number"),
        Column("high", "High", "number"),
        Column("source", "Source"),
    ]
    return Table("parameters", "Parameters of the simulation", columns, rows, words.PARAMETERS_NOTE)
