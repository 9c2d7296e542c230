"""A dismantling curve when links are beliefs: drawn anew in each possible world, and an order that is good over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entramado.analyse.dismantle.aim import Aim
from entramado.analyse.dismantle.curve import backwards
from entramado.analyse.dismantle.search import best_order
from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.progress import QUIET, Progress

MARKS: Final = 400
"""Along a long order the curve is measured at this many places; a shorter one at each removal."""
JUDGED: Final = 60
"""Possible worlds over which orders are compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """The largest part after ``marks`` removals in each possible world, as a share of all nodes: shape (worlds, marks)."""

    marks: Ints
    share: Floats

    def quantiles(self, level: float) -> NDArray[np.float64]:
        """Low, middle and high at each mark, shape (3, marks)."""
        return np.quantile(self.share, [(1 - level) / 2, 0.5, (1 + level) / 2], axis=0)


def certain(graph: Graph) -> bool:
    return bool(((graph.belief == 0) | (graph.belief == 1)).all())


def curves_of(
    graph: Graph, order: ArrayLike, worlds: int, seed: int, *, marks: Ints | None = None, progress: Progress = QUIET
) -> Curves:
    """One world is drawn where all links are certain. Worlds depend on the seed and on the numbers of links alone.

    Each world costs one walk over the links: they are put back in the opposite order (Newman and Ziff 2001).
    """
    from entramado.analyse.dismantle.forest import curves
    from entramado.analyse.kernels.sharing import shared

    nodes = np.asarray(order, np.int64)
    back, until = backwards(graph, nodes)
    belief, pairs = graph.belief[back], np.ascontiguousarray(graph.pairs[back])
    if marks is None:
        marks = np.unique(np.linspace(0, len(nodes), min(len(nodes), MARKS) + 1).round().astype(np.int64))
    count = 1 if certain(graph) else worlds
    fewer = (len(nodes) - marks)[::-1].copy()
    ends = np.linspace(0, count, min(count, 64) + 1).round().astype(int)
    pieces = list(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True))

    def draw(piece: tuple[int, int]) -> NDArray[np.int32]:
        return curves(pairs, belief, back, until, fewer, graph.size, seed, *piece)

    found = np.concatenate(list(shared(draw, pieces, progress, "possible worlds")))[:, ::-1]
    # A node put back alone is a part of one, though no link shows it.
    largest = np.minimum(found, graph.size - marks)
    return Curves(marks, largest / max(graph.size, 1))


def order_over_worlds(graph: Graph, aim: Aim, seed: int, effort: float, progress: Progress = QUIET) -> Numbers:
    """The order whose curve is lowest on average, of those found for all links, for the likelier ones and for two worlds drawn.

    Each goes on with the nodes of the first that it lacks, so that it ends where the first does.
    """
    there = graph.belief > 0
    if certain(graph):
        return best_order(graph.of_links(there), aim, seed, effort, progress)
    chance = np.random.default_rng([seed, 11])
    masks = [there, graph.belief >= 0.5, *(chance.random((2, len(graph.belief))) < graph.belief)]
    orders = [best_order(graph.of_links(mask), aim, seed, effort / len(masks), progress) for mask in masks]
    whole = orders[0]
    made = [np.concatenate([order, whole[~np.isin(whole, order)]]) for order in orders]
    return min(made, key=lambda order: _expected(graph, aim, order, seed))


def _expected(graph: Graph, aim: Aim, order: Numbers, seed: int) -> float:
    """The mean largest part, over cost, down to the limit or until the budget is spent; with a budget its end counts most."""
    paid = aim.cost[order].cumsum()
    last = int(np.searchsorted(paid, aim.budget * (1 + 1e-12), side="right"))
    order, paid = order[:last], paid[:last]
    if not len(order):
        return 0.0
    found = curves_of(graph, order, JUDGED, seed + 1)
    mean = found.share.mean(axis=0)
    under = mean <= aim.limit / graph.size
    end = int(under.argmax()) if under.any() else len(mean) - 1
    cost = np.concatenate([[0.0], paid])[found.marks]
    area = float(np.trapezoid(mean[: end + 1], cost[: end + 1]))
    return area if np.isinf(aim.budget) else float(mean[-1]) + area / (aim.budget * graph.size + 1)
