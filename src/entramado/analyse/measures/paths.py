"""The best paths between two nodes of a graph."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import numpy as np

from entramado.analyse.graph import Graph
from entramado.analyse.paths import LONGEST, Path, ranked


def shortest_paths(graph: Graph, start: int, end: int, count: int = 1, *, avoid: Iterable[int] = ()) -> list[tuple[Path, float]]:
    """Up to ``count`` simple paths (nodes from ``start`` to ``end``) with the product of their beliefs, best first.

    The best has the fewest links and, among those, the highest product: the probability that all of it is there, were its links
    independent. Yen (1971) over searches from both ends. None has a link of belief 0, goes through a node of ``avoid``, or is
    longer than `LONGEST` links. Empty when there is no path, or the two are one. Raises ValueError for a node that is not there.
    """
    from entramado.analyse.kernels.meeting import best_path

    for node in (start, end):
        if not 0 <= node < graph.size:
            raise ValueError(f"node {node} is not there: nodes are 0 to {graph.size - 1}")
    avoided = np.zeros(graph.size, np.bool_)
    avoided[list(avoid)] = True
    not_first = np.zeros(graph.size, np.bool_)
    reached, before, layers = (np.zeros((2, graph.size), np.int32) for _ in range(3))
    value = np.zeros((2, graph.size))
    path = np.zeros(LONGEST + 1, np.int32)
    clock = 0

    def search(spur: int, gone: Path, closed: AbstractSet[int]) -> tuple[Path, float] | None:
        nonlocal clock
        shut, first = list(gone), list(closed)
        before_shut = avoided[shut]
        avoided[shut], not_first[first] = True, True
        length, product, clock = best_path(
            graph.starts, graph.ends, graph.links, graph.belief, spur, end, avoided, not_first, LONGEST,
            clock, reached, value, before, layers, path,
        )  # fmt: skip
        avoided[shut], not_first[first] = before_shut, False
        return (tuple(path[:length].tolist()), product) if length else None

    def belief(one: int, other: int) -> float:
        at = graph.starts[one] + np.searchsorted(graph.neighbours(one), other)
        return float(graph.belief[graph.links[at]])

    return ranked(search, belief, start, end, count)
