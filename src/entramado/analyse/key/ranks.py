"""Ranks, and the intervals that worlds give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.graph import Floats
from entramado.analyse.ground import Flags

Halves = NDArray[np.float32]
"""Ranks in many worlds, at half the room: halves of whole numbers are exact."""
EQUAL: Final = 1e-8
"""Values that differ by less than this part of the greatest are equal: iterated measures are not sharper."""
ROUNDING: Final = 1e-6
FIRST: Final = 10
CAUTION: Final = 1.0
"""Of what may be left out, the part that trials are asked for: a few trials know the tails of what they tried too well."""


def mid_ranks(values: Floats, low_first: bool = False) -> tuple[Floats, Floats]:
    """Ranks from 1, the greatest value first; equal values share the middle of their places. Also how many share it.

    Both of shape (nodes,). "Equal" chains: neighbours in the order of values that differ by less than `EQUAL`.
    """
    signed = values if low_first else -values
    order = np.argsort(signed, kind="stable")
    sorted_values = signed[order]
    if not len(values):
        return np.zeros(0), np.zeros(0)
    gap = EQUAL * float(np.abs(values).max())
    new = np.concatenate([[True], np.diff(sorted_values) > gap])
    group = np.cumsum(new) - 1
    count = np.bincount(group)
    first = np.cumsum(count) - count + 1
    ranks, shared = np.empty(len(values)), np.empty(len(values))
    ranks[order], shared[order] = (first + (count - 1) / 2)[group], count[group]
    return ranks, shared


def in_top(ranks: Floats, shared: Floats, top: int) -> Floats:
    """The chance of being among the first ``top`` when those who share places draw lots."""
    first = ranks - (shared - 1) / 2
    return np.clip((top - first + 1) / shared, 0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Tails:
    """The share of worlds that each node's interval leaves out below and above; shape (nodes,)."""

    low: Floats
    high: Floats

    @classmethod
    def nominal(cls, level: float, size: int) -> Tails:
        return cls(np.full(size, (1 - level) / 2), np.full(size, (1 - level) / 2))

    def of(self, ranks: Floats | Halves) -> tuple[Floats, Floats]:
        """The ends of the intervals of ``ranks``, shape (worlds, nodes): the ranks themselves at the places the tails leave."""
        count, nodes = len(ranks), np.arange(ranks.shape[1])
        sorted_ranks = np.sort(np.asarray(ranks, np.float64), axis=0)
        below = np.clip(np.ceil(self.low * count - ROUNDING), 1, count).astype(np.int64)
        above = np.clip(np.ceil(self.high * count - ROUNDING), 1, count).astype(np.int64)
        return sorted_ranks[below - 1, nodes], sorted_ranks[count - above, nodes]


def first_known(ranks: Floats, least: int = FIRST) -> Flags:
    """Which nodes are among the first on the map, a tenth or ten, whichever is more: unseen links move them otherwise."""
    return ranks <= max(least, len(ranks) // 10)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Where true ranks lie among the ranks of worlds: the shares of worlds at or below, and at or above, each; shape (cases,)."""

    below: Floats
    above: Floats
    first: Flags
    """Whether the node is among the `first_known`."""

    @classmethod
    def of(cls, ranks: Floats | Halves, true: Floats, first: Flags) -> Placed:
        return cls((ranks <= true + ROUNDING).mean(axis=0), (ranks >= true - ROUNDING).mean(axis=0), first)

    @classmethod
    def together(cls, several: Sequence[Placed]) -> Placed:
        return cls(*(np.concatenate([getattr(one, part) for one in several]) for part in ("below", "above", "first")))

    def tails(self, level: float, most: float, first: Flags) -> Tails:
        """The tails with which intervals would have held ``level`` of these ranks, half of the rest on either side.

        Of the first on the map and of the others, apart. No wider than ``most``: where the worlds proved too wide, it may have
        been luck.
        """
        half = (1 - level) / 2 * CAUTION
        low, high = np.full(len(first), half), np.full(len(first), half)
        for of in (True, False):
            cases = self.first == of
            if cases.any():
                low[first == of] = min(float(np.quantile(self.below[cases], half, method="lower")), most)
                high[first == of] = min(float(np.quantile(self.above[cases], half, method="lower")), most)
        return Tails(low, high)
