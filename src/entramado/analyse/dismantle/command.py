"""Command reach: the pairs of superior and subordinate, direct or not, that a removal leaves standing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.ground import Flags, Ground
from entramado.analyse.progress import QUIET, Progress

WORK: Final = 2_000_000_000
"""Ends of arrows that the evaluations may touch, all together, sixty-four nodes at a time."""
EXACT: Final = 20_000
"""Sets up to which all are tried."""


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    order: Numbers
    exact: bool
    """Whether no other set of that cost leaves fewer pairs."""


@dataclass(slots=True, eq=False)
class Reach:
    """Arrows among the nodes, and how many pairs stand once some are gone."""

    size: int
    pairs: Ints
    work: int = 0

    def counts(self, gone: Flags) -> tuple[Ints, Ints]:
        """Of each node, how many it commands and how many command it. Shapes (nodes,)."""
        kept = self.pairs[~gone[self.pairs].any(axis=1)]
        return self._reached(kept[:, ::-1]), self._reached(kept)

    def standing(self, gone: Flags) -> int:
        return int(self._reached(self.pairs[~gone[self.pairs].any(axis=1)]).sum())

    def _reached(self, pairs: Ints) -> Ints:
        """By how many others each node is reached along the arrows."""
        from entramado.analyse.kernels.distances import distance_sums

        order = np.argsort(pairs[:, 0], kind="stable")
        starts = np.zeros(self.size + 1, np.int64)
        np.cumsum(np.bincount(pairs[:, 0], minlength=self.size), out=starts[1:])
        ends = np.ascontiguousarray(pairs[order, 1], np.int32)
        from_whom = np.unique(pairs[:, 0])
        far, near, reached = np.zeros(self.size, np.int64), np.zeros(self.size), np.zeros(self.size, np.int64)
        distance_sums(starts, ends, from_whom, far, near, reached)
        self.work += (len(from_whom) // 64 + 1) * (len(pairs) + self.size)
        return reached


def reach_of(ground: Ground) -> tuple[Reach, Ints]:
    """The arrows more likely than not, over the nodes that have any; their numbers in the ground."""
    arrows = ground.command
    pairs = np.empty((0, 2), np.int64) if arrows is None else arrows.pairs[arrows.belief >= 0.5].astype(np.int64)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    nodes, local = np.unique(pairs, return_inverse=True)
    return Reach(len(nodes), local.reshape(-1, 2)), nodes


def take_command(reach: Reach, allowed: Flags, cost: Floats, budget: float, progress: Progress = QUIET) -> Chosen:
    """Whom to remove, first to last, so that few pairs stand. Shapes (nodes of ``reach``,).

    All sets are tried where they are few and all cost the same. Else greedily by what a removal takes for its cost: nobody can
    take more pairs than those above him times those below him, so most need no look. Losing pairs is not submodular (two lines
    side by side are lost only together), so that greedy choice has no guarantee.
    """
    free = np.flatnonzero(allowed)
    even = float(cost[free].min(initial=math.inf)) == float(cost[free].max(initial=0.0))
    most = int(min(budget / cost[free[0]], len(free))) if len(free) and math.isfinite(budget) and even else 0
    greedy = _greedy(reach, allowed, cost, budget, progress)
    if most < 2 or math.comb(len(free), most) > EXACT:
        return Chosen(greedy, most == 1)
    least, best = math.inf, greedy[:most]
    for number, some in enumerate(combinations(free.tolist(), min(most, len(free)))):
        if number % 500 == 0:
            progress("sets for command", number, math.comb(len(free), most))
        gone = np.zeros(reach.size, np.bool_)
        gone[list(some)] = True
        left = reach.standing(gone)
        if left < least:
            least, best = left, np.array(some, np.int32)
    within = np.zeros(reach.size, np.bool_)
    within[best] = True
    return Chosen(_greedy(reach, within, cost, budget, progress), True)


def _greedy(reach: Reach, allowed: Flags, cost: Floats, budget: float, progress: Progress) -> Numbers:
    gone, paid = np.zeros(reach.size, np.bool_), 0.0
    order: list[int] = []
    while True:
        progress("whom to remove for command", len(order), int(allowed.sum()))
        below, above = reach.counts(gone)
        standing = int(above.sum())
        can = np.flatnonzero(allowed & ~gone & (paid + cost <= budget * (1 + 1e-12)))
        if not standing or not len(can):
            return np.array(order, np.int32)
        bound = ((above[can] + 1) * (below[can] + 1) - 1) / cost[can]
        best, worth = -1, 0.0
        for place in np.argsort(-bound, kind="stable"):
            if bound[place] <= worth or (reach.work > WORK and best >= 0):
                break
            node = int(can[place])
            gone[node] = True
            taken = (standing - reach.standing(gone)) / cost[node]
            gone[node] = False
            if taken > worth:
                best, worth = node, taken
        if best < 0:
            return np.array(order, np.int32)
        gone[best] = True
        order.append(best)
        paid += float(cost[best])
