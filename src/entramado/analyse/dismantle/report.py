"""A plan of removal as findings: a study for review by people, with what it assumes and what it cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from entramado.analyse.dismantle import words
from entramado.analyse.dismantle.chain import Cut
from entramado.analyse.dismantle.options import Dismantle
from entramado.analyse.findings import Cell, Chart, Column, Findings, Form, Interval, Mark, Row, Table
from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.ground import Ground

ROWS: Final = 500
"""Removals that the table shows; all of them are in the numbers for programs."""
KEPT: Final = 0.9
"""A largest part that keeps this share or more has hardly changed."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number before or after, with its interval."""

    what: str
    low: float
    mid: float
    high: float
    form: Form

    @classmethod
    def sure(cls, what: str, value: float, form: Form) -> Measure:
        """The same in every world."""
        return cls(what, float(value), float(value), float(value), form)


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """An order, and what is left after ``marks`` removals: low, middle and high, in ``unit``."""

    order: Numbers
    cost: Floats
    marks: Ints
    low: Floats
    mid: Floats
    high: Floats
    unit: Form
    measures: list[Measure]
    exact: bool
    """Whether no cheaper set does as much."""
    reached: int | None = None
    """Removals to the threshold, where it is reached."""
    cuts: tuple[Cut, ...] = ()
    cannot: tuple[str, ...] = ()
    """Steps with a holder who may not be proposed."""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sure(self) -> bool:
        """Whether all possible worlds say the same."""
        return bool(np.array_equal(self.low, self.high))


def findings_of(ground: Ground, options: Dismantle, result: Result) -> Findings:
    """The plan in words, tables and charts."""
    tables = [_measures(options, result), _removals(ground, options, result), _curve(options, result)]
    if result.cuts:
        tables.append(_sets(ground, result))
    mark: Mark = "line" if result.sure else "band"
    charts = [Chart("curve", words.LEFT[options.objective], "curve", mark, "removals", "left")] if len(result.order) else []
    return Findings(
        analysis="dismantle",
        question=words.QUESTIONS[options.objective],
        answer=_answer(ground, options, result),
        method=words.METHODS[options.objective] if options.method == "auto" else words.RULES[options.method],
        assumptions=words.ASSUMPTIONS,
        limits=_limits(ground, options, result),
        tables=tables,
        charts=charts,
        sources=words.SOURCES,
        questions=_questions(ground, result),
        reads=ground.projection,
        seed=options.seed,
        extra={
            "objective": options.objective,
            "order": [ground.names[node] for node in result.order],
            **({"order_ids": [ground.ids[node] for node in result.order]} if ground.ids else {}),
            "cost": float(result.cost[result.order].sum()),
            "threshold": options.threshold,
            "exact": result.exact,
            **result.extra,
        },
    )


def _answer(ground: Ground, options: Dismantle, result: Result) -> str:
    count = len(result.order)
    if not count:
        return _nothing(ground, options, result)
    paid = f" at a cost of {result.cost[result.order].sum():,g}" if (result.cost != 1).any() else ""
    who, verb = (f"1 removal{paid}", "{}s") if count == 1 else (f"{count:,} removals{paid}", "{}")
    last = result.mid[-1]
    if options.objective == "largest":
        end = "" if result.reached is not None else f"; the threshold of {options.threshold:.0%} is not reached"
        if result.high[-1] * ground.graph.size < 1.5:
            end = ": nobody is tied to anybody any more"
        change = f"from {result.mid[0]:.1%} to {last:.1%} of all nodes"
        said = f"{who} {verb.format('take')} the largest connected part {change}{end}."
        return said + (f" {words.WRONG_MEASURE}" if last >= KEPT * result.mid[0] else "")
    leave = f"{who} {verb.format('leave')}"
    if options.objective == "command":
        return f"{leave} {last:,.0f} of {result.mid[0]:,.0f} pairs of commander and commanded standing."
    if options.objective == "flow":
        return f"{leave} {last:,.0f} of {result.mid[0]:,.0f} separate routes from sources to sinks."
    gone = next((cut.steps for cut in reversed(result.cuts) if set(cut.nodes) <= set(result.order.tolist())), ())
    return f"{leave} nobody known to hold {', '.join(gone)}."


def _nothing(ground: Ground, options: Dismantle, result: Result) -> str:
    if options.objective == "largest" and (not len(ground.graph.pairs) or not (ground.graph.belief > 0).any()):
        return "Nobody is linked to anybody with any belief: there is nothing to take apart."
    if options.objective == "largest" and result.mid[0] <= options.threshold:
        return f"The largest connected part is {result.mid[0]:.1%} of all nodes already: nothing needs to be removed."
    if options.objective == "flow" and result.mid[0] == 0:
        return "No route leads from the sources to the sinks: nothing needs to be removed."
    if not ground.listed.any():
        return "Nobody in this network may be proposed: there is no plan."
    return "No removal that the budget pays for would change this."


def _measures(options: Dismantle, result: Result) -> Table:
    rows = [Row({"what": each.what, "value": _cell(each.low, each.mid, each.high, options.level)}) for each in result.measures]
    form = result.measures[0].form if result.measures else "number"
    return Table("measures", "What the plan does", [Column("what", "What"), Column("value", "Value", form)], rows, words.STUDY)


def _removals(ground: Ground, options: Dismantle, result: Result) -> Table:
    paid = result.cost[result.order].cumsum()
    lines_of = _lines(ground, result.order[:ROWS])
    rows = []
    for place, node in enumerate(result.order[:ROWS].tolist()):
        low, mid, high = (float(np.interp(place + 1, result.marks, values)) for values in (result.low, result.mid, result.high))
        cells: dict[str, Cell] = {
            "rank": place + 1, "name": ground.names[node], "links": int(np.diff(ground.graph.starts)[node]),
            "cost": float(result.cost[node]), "paid": float(paid[place]), "left": _cell(low, mid, high, options.level),
        }  # fmt: skip
        rows.append(Row(cells, (ground.ids[node],) if ground.ids else (), lines_of.get(node, ())))
    columns = [
        Column("rank", "Removal", "count"),
        Column("name", "Who"),
        Column("links", "Links", "count"),
        Column("cost", "Cost", "number"),
        Column("paid", "Cost so far", "number"),
        Column("left", words.LEFT[options.objective], result.unit),
    ]
    more = len(result.order) - ROWS
    note = words.STUDY + (f" {more:,} further removals are in the JSON." if more > 0 else "")
    return Table("removals", "In which order", columns, rows, note)


def _lines(ground: Ground, nodes: Numbers) -> dict[int, tuple[str, ...]]:
    """The lines of the map behind the links of each node to others who may be listed."""
    if not ground.lines:
        return {}
    graph = ground.graph
    return {
        node: tuple(dict.fromkeys(
            line
            for place in range(graph.starts[node], graph.starts[node + 1]) if ground.listed[graph.ends[place]]
            for line in ground.lines[graph.links[place]]
        ))
        for node in nodes.tolist()
    }  # fmt: skip


def _curve(options: Dismantle, result: Result) -> Table:
    rows = [
        Row(
            {
                "removals": int(mark),
                "left": float(mid) if result.sure else Interval(float(low), float(mid), float(high), options.level),
            }
        )
        for mark, low, mid, high in zip(result.marks, result.low, result.mid, result.high, strict=True)
        if np.isfinite(mid)
    ]
    columns = [Column("removals", "Removals", "count"), Column("left", words.LEFT[options.objective], result.unit)]
    return Table("curve", "What is left as removals go on", columns, rows, words.WORLDS)


def _sets(ground: Ground, result: Result) -> Table:
    rows = [
        Row(
            {"steps": cut.steps, "who": tuple(ground.names[node] for node in cut.nodes), "cost": cut.cost},
            tuple(ground.ids[node] for node in cut.nodes) if ground.ids else (),
            tuple(dict.fromkeys(
                line for part in ground.steps if part.node in cut.nodes and part.step in cut.steps for line in part.why
            )),
        )
        for cut in result.cuts
    ]  # fmt: skip
    columns = [Column("steps", "Steps left to nobody"), Column("who", "Who is removed"), Column("cost", "Cost", "number")]
    return Table("sets", "The cheapest set for each number of steps", columns, rows)


def _cell(low: float, mid: float, high: float, level: float) -> Cell:
    """A plain number where all worlds say the same."""
    return mid if low == high else Interval(low, mid, high, level)


def _limits(ground: Ground, options: Dismantle, result: Result) -> list[str]:
    made = list(words.LIMITS)
    if options.objective == "largest":
        made.append(words.WRONG_MEASURE)
    made.append(words.EXACT if result.exact else words.HEURISTIC)
    if not ground.listed.all():
        made.append(words.UNLISTED)
    if result.cannot:
        made.append(f"Not every holder of these steps may be proposed, so no plan ends them: {', '.join(result.cannot)}.")
    if options.objective == "flow":
        made.append(
            "The cut parts every route over links that are believed at all; where doubtful ones are not there, less would do. "
            "The routes are counted in each possible world."
        )
    return [*made, *ground.notes]


def _questions(ground: Ground, result: Result) -> list[str]:
    """Doubtful links of those whom the plan takes first: the plan stands or falls with them."""
    graph, first = ground.graph, result.order[:20]
    doubtful = np.flatnonzero(np.isin(graph.pairs, first).any(axis=1) & (graph.belief > 0.1) & (graph.belief < 0.9))
    asked: list[str] = []
    for link in doubtful[np.argsort(np.abs(graph.belief[doubtful] - 0.5), kind="stable")]:
        one, other = (int(end) for end in graph.pairs[link])
        if ground.listed[one] and ground.listed[other] and len(asked) < 5:
            asked.append(f"Are {ground.names[one]} and {ground.names[other]} linked? It is believed at {graph.belief[link]:.0%}.")
    return asked
