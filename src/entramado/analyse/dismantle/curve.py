"""The curve of the largest component along an order of removal, and the area under it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entramado.analyse.graph import Floats, Graph, Ints

ROUNDING: Final = 1e-9
"""A mean over worlds that all say 0.1 may come out a little more."""


def largest_after(graph: Graph, order: ArrayLike) -> Ints:
    """Nodes in the largest component after the first k removals, shape (len(order) + 1,)."""
    from entramado.analyse.dismantle.forest import curves

    back, until = backwards(graph, order)
    marks = np.arange(len(until), dtype=np.int64)
    there = np.ones(len(back))
    found = curves(graph.pairs[back], there, back, until, marks, graph.size, 0, 0, 1)[0, ::-1].astype(np.int64)
    # A node that is put back alone is a component of one, even when nothing is tied to it.
    left = graph.size - np.arange(len(until))
    return np.minimum(found, left)


def backwards(graph: Graph, order: ArrayLike) -> tuple[Ints, Ints]:
    """The links in the order in which they are put back, and how many are back when k removals fewer are made than all.

    Shapes (links,) and (len(order) + 1,).
    """
    nodes = np.asarray(order, np.int64)
    steps = len(nodes)
    back = np.zeros(graph.size, np.int64)
    back[nodes] = np.arange(steps, 0, -1)
    at = back[graph.pairs].max(axis=1) if len(graph.pairs) else np.empty(0, np.int64)
    return np.argsort(at, kind="stable"), np.cumsum(np.bincount(at, minlength=steps + 1))


def removals_to(shares: Floats, threshold: float) -> int | None:
    """How many removals bring the share to the threshold or below; None where none does. ``shares[k]`` is after k removals."""
    under = np.asarray(shares) <= threshold + ROUNDING
    return int(under.argmax()) if under.any() else None


def area_under(shares: Floats, threshold: float = 0.1) -> float:
    """The AUC of the literature on dismantling: the integral of the share after each removal, to the first within the threshold.

    The spacing is one removal, and the share before the first removal does not count, as in Grassia et al. (2021) and the review
    of Artime et al. (2024). Simpson's rule; for an even number of points with Cartwright's correction of the last interval, as
    scipy has it.
    """
    count = removals_to(shares[1:], threshold)
    return simpson(np.asarray(shares[1:] if count is None else shares[1 : count + 2], np.float64))


def simpson(y: NDArray[np.float64]) -> float:
    """Integral of evenly spaced points, one apart. One point has no extent: 0."""
    count = len(y)
    if count < 2:
        return 0.0
    if count == 2:
        return float(y[0] + y[1]) / 2
    if count % 2:
        return float(y[0] + 4 * y[1:-1:2].sum() + 2 * y[2:-1:2].sum() + y[-1]) / 3
    return simpson(y[:-1]) + float(5 * y[-1] + 8 * y[-2] - y[-3]) / 12
