"""An order of removal that keeps the largest component small all along, found by search within a fixed amount of work.

Start orders are made by links left and by cutting communities apart, taken some way beyond the limit and put right by greedy
reinsertion. Then two of them are changed a little at random again and again, and a change that is no worse is kept. What is
measured is the graph itself, so the better of two orders is known to be better. Work is counted in neighbours looked at, not in
seconds: the same graph, options and seed give the same order on every machine.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from entramado.analyse.dismantle.aim import Aim, Line
from entramado.analyse.dismantle.curve import largest_after
from entramado.analyse.dismantle.starts import starts
from entramado.analyse.graph import Graph, Numbers
from entramado.analyse.progress import QUIET, Progress

WORK: Final = 1_000_000_000
"""Of each of the two lines of search: some twenty seconds of one slow core."""
ROUNDS: Final = 20
"""Between two rounds the progress is told."""


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
    # On a very large graph a reinsertion takes seconds: then a few start orders have to do.
    made = starts(graph, aim, limit, seed, max(4, int(WORK // (30 * (graph.size + len(graph.ends))))))
    lines = (made * 2)[:2]

    def go_on(task: tuple[int, int]) -> Line:
        number, part = task
        line = lines[number]
        order, value = improve(
            graph.starts, graph.ends, aim.allowed, aim.cost, limit, aim.budget,
            line.order, line.factor, line.value, made[(part + number) % len(made)].order,
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
