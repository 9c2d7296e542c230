"""An order of removal that keeps the largest component small all along, found by search within a fixed amount of work.

Start orders are made by adaptive degree, taken some way beyond the limit and put right by greedy reinsertion. Then two of them
are changed a little at random again and again, and a change that is no worse is kept. What is measured is the graph itself, so
the better of two orders is known to be better. Work is counted in neighbours looked at, not in seconds: the same graph, options
and seed give the same order on every machine.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.dismantle.curve import largest_after
from entramado.analyse.graph import Floats, Graph, Numbers
from entramado.analyse.progress import QUIET, Progress

WORK: Final = 1_000_000_000
"""Of each of the two lines of search: some twenty seconds of one slow core."""
BEYOND: Final = (0.05, 0.2, 0.1, 0.03, 0.08, 0.4, 0.0)
"""How far past the limit the start orders go, as a share of the rest: what was removed too much is put back."""
HUBS: Final = (0.2, 0.0)
"""Start orders put a node of degree d back as if it joined d ** this times as much."""
ROUNDS: Final = 20
"""Between two rounds the progress is told."""


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """What an order is for: ``allowed`` nodes may be removed, each at its ``cost`` above 0, until ``limit`` nodes are connected.

    With a ``budget`` what counts is how small the largest component is when it is spent, and then the way there.
    """

    allowed: NDArray[np.bool_]
    cost: Floats
    limit: int
    budget: float = math.inf


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Where a line of search stands."""

    value: float
    order: Numbers
    factor: Floats


def best_order(graph: Graph, aim: Aim, seed: int, effort: float = 1.0, progress: Progress = QUIET) -> Numbers:
    """The best order found, as far as the limit; where all allowed nodes do not reach it, as far as they come.

    Raises what ``progress`` raises.
    """
    from entramado.analyse.dismantle.improvement import improve
    from entramado.analyse.kernels.sharing import shared

    progress("search for an order of removal", 0, ROUNDS + 1)
    whole = np.flatnonzero(aim.allowed).astype(np.int32)
    reached = largest_after(graph, whole)
    limit = max(aim.limit, int(reached[-1]), 1)
    if not len(whole) or reached[0] <= limit:
        return np.empty(0, np.int32)
    starts = _starts(graph, aim, limit, seed)
    lines = (starts * 2)[:2]

    def go_on(task: tuple[int, int]) -> Line:
        number, part = task
        line = lines[number]
        order, value = improve(
            graph.starts, graph.ends, aim.allowed, aim.cost, limit, aim.budget,
            line.order, line.factor, line.value, starts[(part + number) % len(starts)].order,
            seed * 1_000 + part * 2 + number, int(WORK * effort) // ROUNDS,
        )  # fmt: skip
        return Line(value, order, line.factor)

    for part in range(ROUNDS):
        progress("search for an order of removal", part + 1, ROUNDS + 1)
        lines = list(shared(go_on, [(0, part), (1, part)]))
        if part == ROUNDS // 2:  # from here on both go on from the better one
            best = min(lines, key=lambda line: line.value)
            lines = [Line(best.value, best.order, best.factor.copy()) for _ in lines]
    return min(lines, key=lambda line: line.value).order


def _starts(graph: Graph, aim: Aim, limit: int, seed: int) -> list[Line]:
    """Start orders, best first."""
    from entramado.analyse.dismantle.adaptive import by_degree
    from entramado.analyse.dismantle.improvement import measured
    from entramado.analyse.dismantle.reinsertion import reinsert
    from entramado.analyse.kernels.sharing import shared

    # Many nodes have equal degrees, and the order among them matters: by their neighbours' degrees, and at random.
    degree = graph.degrees()
    beside = np.bincount(graph.pairs.ravel(), degree[graph.pairs[:, ::-1]].ravel(), graph.size)
    ties = np.vstack([beside / (beside.max() + 1), np.random.default_rng([seed, 7]).random((3, graph.size))])
    dear = aim.cost.mean() / aim.cost
    tasks: list[tuple[NDArray[np.bool_], Floats]] = []
    for tie in ties:
        by = by_degree(graph.starts, graph.ends, aim.allowed, aim.cost, tie)
        rest = np.setdiff1d(np.flatnonzero(aim.allowed), by, assume_unique=True).astype(np.int32)
        by = np.concatenate([by, rest])
        under = largest_after(graph, by) <= limit
        crossing = int(under.argmax())
        for beyond in BEYOND:
            taken = np.zeros(graph.size, np.bool_)
            taken[by[: crossing + round(beyond * (len(by) - crossing))]] = True
            tasks += [(taken, dear * np.maximum(degree, 1) ** hub) for hub in HUBS]

    def made(task: tuple[NDArray[np.bool_], Floats]) -> Line:
        taken, factor = task
        order, largest = np.empty(graph.size, np.int32), np.empty(graph.size + 1, np.int64)
        reinsert(graph.starts, graph.ends, taken, factor, order, largest)
        value, kept = measured(order, largest, int(np.count_nonzero(taken)), aim.cost, limit, aim.budget)
        return Line(value, order[:kept].copy(), factor)

    # On a very large graph a reinsertion takes seconds: then the first few tasks, which mostly are the best, have to do.
    most = max(4, int(WORK // (30 * (graph.size + len(graph.ends)))))
    return sorted(shared(made, tasks[:most]), key=lambda line: line.value)
