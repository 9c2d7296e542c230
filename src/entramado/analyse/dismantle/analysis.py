"""Taking a network apart: one order of removal for one objective, measured in every possible world."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from entramado.analyse.dismantle import chain, command, flow, report
from entramado.analyse.dismantle.aim import Aim
from entramado.analyse.dismantle.curve import area_under, largest_after, removals_to
from entramado.analyse.dismantle.options import Dismantle, checked
from entramado.analyse.dismantle.report import Measure, Result
from entramado.analyse.dismantle.scores import by_score, collective_influence
from entramado.analyse.dismantle.search import best_order
from entramado.analyse.dismantle.uncertain import certain, curves_of, order_over_worlds
from entramado.analyse.findings import Findings
from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.ground import Ground
from entramado.analyse.progress import QUIET, Progress
from entramado.model.errors import UsageError


def run(ground: Ground, options: Dismantle, progress: Progress = QUIET) -> Findings:
    """Raises UsageError for what cannot be, and what ``progress`` raises."""
    cost = checked(ground, options)
    budget = math.inf if options.budget is None else options.budget
    if options.objective == "largest":
        result = _largest(ground, options, cost, budget, progress)
    elif options.objective == "command":
        result = _command(ground, cost, budget, options, progress)
    elif options.objective == "flow":
        result = _flow(ground, cost, budget, options, progress)
    else:
        result = _chain(ground, cost, budget)
    return report.findings_of(ground, options, result)


def _limit(threshold: float, size: int) -> int:
    """Nodes in the largest part that are few enough. One alone is no part to take apart."""
    return max(int(threshold * size + 1e-9), 1)


def _within(order: Numbers | Ints, cost: Floats, budget: float) -> Numbers:
    """The removals that the budget pays for, in order."""
    paid = cost[order].cumsum()
    return np.asarray(order[: int(np.searchsorted(paid, budget * (1 + 1e-12), side="right"))], np.int32)


def _largest(ground: Ground, options: Dismantle, cost: Floats, budget: float, progress: Progress) -> Result:
    graph, size = ground.graph, ground.graph.size
    aim = Aim(np.asarray(ground.listed & (cost <= budget)), cost, _limit(options.threshold, size), budget)
    there = graph.of_links(graph.belief > 0)
    if options.method == "auto":
        order = order_over_worlds(graph, aim, options.seed, options.effort, progress)
    else:
        order = _by_rule(there, aim, options.method)
    order = _within(order, cost, budget)
    found = curves_of(graph, order, options.worlds, options.seed, progress=progress)
    low, mid, high = found.quantiles(options.level)
    if certain(graph):
        shares = largest_after(there, order) / size
    else:
        shares = np.interp(np.arange(len(order) + 1), found.marks, found.share.mean(axis=0))
    rule = _within(_by_rule(there, aim, "degree"), cost, budget)
    plain = largest_after(there, rule) / size
    by_rule = float(plain[min(len(order), len(rule))])
    measures = [
        Measure("Largest connected part before", float(low[0]), float(mid[0]), float(high[0]), "share"),
        Measure("Largest connected part after", float(low[-1]), float(mid[-1]), float(high[-1]), "share"),
        Measure.sure("After as many removals by degree, counted anew", by_rule, "share"),
    ]
    reached = removals_to(shares, options.threshold)
    return Result(
        order=order, cost=cost, marks=found.marks, low=low, mid=mid, high=high, unit="share", measures=measures,
        exact=False, reached=reached,
        extra={
            "lcc": [float(share) for share in shares],
            "auc": area_under(shares, options.threshold) if len(order) else 0.0,
            "removals_to_threshold": reached,
            "auc_by_degree": area_under(plain, options.threshold) if len(rule) else 0.0,
        },
    )  # fmt: skip


def _by_rule(graph: Graph, aim: Aim, method: str) -> Numbers:
    """The order of a plain rule, as far as the limit."""
    if method == "degree":
        from entramado.analyse.dismantle.adaptive import by_degree

        order = by_degree(graph.starts, graph.ends, aim.allowed, aim.cost, np.zeros(graph.size))
    else:
        order = by_score(graph, collective_influence, aim.allowed, aim.cost, graph.size)
    under = largest_after(graph, order) <= aim.limit
    return order[: int(under.argmax())] if under.any() else order


def _command(ground: Ground, cost: Floats, budget: float, options: Dismantle, progress: Progress) -> Result:
    reach, nodes = command.reach_of(ground)
    if not len(nodes):
        raise UsageError("no line of command is known in this network: ask for the objective largest, flow or chain")
    if not ground.listed[nodes].any():
        raise UsageError("nobody in a line of command may be proposed: no plan can be made for it")
    chosen = command.take_command(reach, ground.listed[nodes], cost[nodes], budget, progress)
    order = np.asarray(nodes[chosen.order], np.int32)
    values = _standing(ground, order, options)
    low, mid, high = np.quantile(values, [(1 - options.level) / 2, 0.5, (1 + options.level) / 2], axis=0)
    measures = [
        Measure("Pairs of commander and commanded before", float(low[0]), float(mid[0]), float(high[0]), "count"),
        Measure("Pairs that still stand after", float(low[-1]), float(mid[-1]), float(high[-1]), "count"),
    ]
    return Result(
        order=order, cost=cost, marks=np.arange(len(order) + 1), low=low, mid=mid, high=high, unit="count",
        measures=measures, exact=chosen.exact, extra={"pairs": values.mean(axis=0).tolist()},
    )  # fmt: skip


def _standing(ground: Ground, order: Numbers, options: Dismantle) -> Floats:
    """Pairs that stand after each removal in each possible world, shape (worlds, removals + 1)."""
    arrows = ground.command
    assert arrows is not None
    sure = bool(((arrows.belief == 0) | (arrows.belief == 1)).all())
    # Each world walks the arrows once for every sixty-four commanders: many worlds of a large network would take minutes.
    most = max(10, int(2e8 // ((len(arrows.pairs) + 1) * (ground.graph.size // 64 + 1) * (len(order) + 1))))
    found = []
    for world in range(1 if sure else min(options.worlds, most)):
        there = np.random.default_rng([options.seed, 13, world]).random(len(arrows.belief)) < arrows.belief
        reach = command.Reach(ground.graph.size, arrows.pairs[there].astype(np.int64))
        gone = np.zeros(ground.graph.size, np.bool_)
        row = [reach.standing(gone)]
        for node in order:
            gone[node] = True
            row.append(reach.standing(gone))
        found.append(row)
    return np.array(found, np.float64)


def _flow(ground: Ground, cost: Floats, budget: float, options: Dismantle, progress: Progress) -> Result:
    graph = ground.graph.of_links(ground.graph.belief > 0)
    sources, sinks = np.array(options.sources, np.int64), np.array(options.sinks, np.int64)
    total, cut = flow.cheapest_cut(graph, np.where(ground.listed, cost, np.inf), sources, sinks)
    if not math.isfinite(total):
        raise UsageError(
            "sources and sinks cannot be parted: they are linked directly, or through others who may not be proposed. "
            "Choose other ends, or ask for the objective largest."
        )
    order = _within(cut[np.lexsort((cut, cost[cut]))], cost, budget)
    values = flow.routes_in_worlds(graph, order, sources, sinks, options.worlds, options.seed, progress)
    low, mid, high = np.quantile(values, [(1 - options.level) / 2, 0.5, (1 + options.level) / 2], axis=0)
    measures = [
        Measure("Routes that share no node, before", float(low[0]), float(mid[0]), float(high[0]), "count"),
        Measure("Routes that are left", float(low[-1]), float(mid[-1]), float(high[-1]), "count"),
        Measure.sure("What it costs at least to part sources from sinks, were every link there", total, "number"),
    ]
    return Result(
        order=order, cost=cost, marks=np.arange(len(order) + 1), low=low, mid=mid, high=high, unit="count",
        measures=measures, exact=len(order) == len(cut),
        extra={"routes": values.mean(axis=0).tolist(), "parted": (values == 0).mean(axis=0).tolist(), "cut_cost": total},
    )  # fmt: skip


def _chain(ground: Ground, cost: Floats, budget: float) -> Result:
    if not chain.holders(ground):
        raise UsageError("no step of a value chain is known to be held in this network: ask for another objective")
    cuts, cannot, exact = chain.cheapest_cuts(ground, ground.listed, cost)
    order = chain.in_order(ground, cuts, cost, budget)
    values = np.array([chain.steps_held(ground, order[:count]) for count in range(len(order) + 1)])
    measures = [
        Measure.sure("Steps expected to be held before", values[0], "number"),
        Measure.sure("Steps expected to be held after", values[-1], "number"),
    ]
    return Result(
        order=order.astype(np.int32), cost=cost, marks=np.arange(len(order) + 1), low=values, mid=values, high=values,
        unit="number", measures=measures, exact=exact, cuts=tuple(cuts), cannot=tuple(cannot), extra={"steps": values.tolist()},
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """An order found for a graph without names, with its curve: for benchmarks."""

    order: Numbers
    shares: Floats

    @property
    def auc(self) -> float:
        return area_under(self.shares)


def plan(graph: Graph, *, threshold: float = 0.1, seed: int = 1, effort: float = 1.0, progress: Progress = QUIET) -> Plan:
    """The order in which all nodes alike are removed, until the largest part is ``threshold`` of the nodes."""
    aim = Aim(np.ones(graph.size, np.bool_), np.ones(graph.size), _limit(threshold, graph.size))
    order = best_order(graph, aim, seed, effort, progress)
    return Plan(order, largest_after(graph, order) / max(graph.size, 1))
