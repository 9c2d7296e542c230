"""Room on a chart: nodes that overlap are moved apart, parts that no link joins are packed side by side."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ASPECT: Final = 1.6
"""Width to height of a screen."""
_TURNS: Final = 250_000
"""Node moves that are spent on overlaps: all that it takes on a small chart, the worst of it on the largest."""


def apart(at: Floats, radii: Floats, fixed: int = 0) -> Floats:
    """Positions near ``at``, shape (n, 2), at which no two discs overlap; on charts beyond some thousand nodes, few.

    The first ``fixed`` nodes stay where they are, and are got out of the way of.
    """
    at = at.copy()
    free = (np.arange(len(at)) >= fixed)[:, None]
    for turn in range(int(np.clip(_TURNS / max(len(at), 1), 12, 120))):
        one, other = close(at, 2 * float(radii.max()))
        between = at[other] - at[one]
        distance = np.sqrt((between**2).sum(axis=1))
        lack = radii[one] + radii[other] - distance
        hit = (lack > 1e-6) & ((one >= fixed) | (other >= fixed))
        if not hit.any():
            break
        one, other, between, distance, lack = one[hit], other[hit], between[hit], distance[hit], lack[hit]
        # two in one place part in a direction that their numbers choose
        angle = (one * 2.399963 + other * 0.754877 + turn)[:, None]
        stray = np.concatenate([np.cos(angle), np.sin(angle)], axis=1)
        way = np.where(distance[:, None] > 1e-9, between / np.maximum(distance, 1e-9)[:, None], stray)
        push = way * (lack * (0.5 if fixed == 0 else 0.7) + 1e-4)[:, None]
        moves = [np.bincount(other, push[:, axis], len(at)) - np.bincount(one, push[:, axis], len(at)) for axis in (0, 1)]
        at += np.where(free, np.stack(moves, axis=1), 0.0)
    return at


def close(at: Floats, reach: float) -> tuple[Ints, Ints]:
    """All pairs of nodes not farther than ``reach`` from each other, and some that are, by the cells of a grid."""
    cell = np.floor((at - at.min(axis=0)) / reach).astype(np.int64)
    columns = int(cell[:, 0].max()) + 3
    key = cell[:, 1] * columns + cell[:, 0]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    ends = np.searchsorted(ordered, ordered, side="right")
    ones, others = [], []
    place = np.arange(len(at))
    for begin, end in (
        (place + 1, ends),
        *(
            (np.searchsorted(ordered, ordered + step, side="left"), np.searchsorted(ordered, ordered + step, side="right"))
            for step in (1, columns - 1, columns, columns + 1)
        ),
    ):
        count = np.maximum(end - begin, 0)
        start = np.repeat(begin - (np.cumsum(count) - count), count)
        ones.append(np.repeat(place, count))
        others.append(start + np.arange(int(count.sum())))
    return order[np.concatenate(ones)], order[np.concatenate(others)]


def pack(at: Floats, radii: Floats, part_of: Ints) -> Floats:
    """Set the parts side by side, the largest first, in a rectangle of about a screen's shape, centred on 0. Shape (n, 2)."""
    gap = 2.5 * float(radii.max())
    parts = int(part_of.max()) + 1
    low, high = np.full((parts, 2), np.inf), np.full((parts, 2), -np.inf)
    np.minimum.at(low, part_of, at - radii[:, None])
    np.maximum.at(high, part_of, at + radii[:, None])
    extent = high - low + gap
    corner = _skyline(extent)
    corner[:, 1] = -corner[:, 1] - extent[:, 1]  # the largest at the top
    moved = at + (corner - low)[part_of]
    return np.asarray(moved - (moved.min(axis=0) + moved.max(axis=0)) / 2)


def _skyline(extent: Floats) -> Floats:
    """Lower left corners of rectangles set one after the other where they come to lie lowest (bottom-left skyline)."""
    order = np.lexsort((np.arange(len(extent)), -extent[:, 0], -extent[:, 1]))
    width = max(float(np.sqrt(extent.prod(axis=1).sum() * _ASPECT) * 1.04), float(extent[:, 0].max()))
    corner = np.zeros_like(extent)
    heights: list[tuple[float, float, float]] = [(0.0, width, 0.0)]  # from, to, height
    for number in order.tolist():
        wide, tall = extent[number].tolist()
        best = None
        for first, (left, _, _) in enumerate(heights):
            if left + wide > width + 1e-9:
                break
            top, last = 0.0, first
            while True:
                top = max(top, heights[last][2])
                if heights[last][1] >= left + wide - 1e-9 or (best is not None and top >= best[0]):
                    break
                last += 1
            if best is None or top < best[0] - 1e-9:
                best = (top, left, first, last)
        assert best is not None, "the widest fits"
        top, left, first, last = best
        corner[number] = left, top
        right = left + wide
        rest = [(right, heights[last][1], heights[last][2])] if heights[last][1] > right + 1e-9 else []
        heights[first : last + 1] = [(left, right, top + tall), *rest]
    return corner
