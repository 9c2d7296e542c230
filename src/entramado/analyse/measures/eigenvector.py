"""Standing that comes from the standing of one's neighbours: eigenvector centrality and PageRank."""

from __future__ import annotations

from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Graph
from entramado.analyse.measures.connectivity import largest_component

_ROUNDS: Final = 100_000


def eigenvector(graph: Graph, *, weighted: bool = True, tolerance: float = 1e-10) -> Floats:
    """The vector x of length 1 with A x = λ x for the greatest λ (Bonacich 1972), on the largest component; 0 elsewhere.

    A part that no link joins to the largest has no value that could be compared with it: it is left at 0. Of components of equal
    size it is the one with the smallest node. A holds the weights, or 1 where not ``weighted``. Shape (nodes,); 0 without links.
    """
    from entramado.analyse.kernels.ranks import leading_vector

    inside = largest_component(graph).astype(np.float64) * (graph.degrees() > 0)
    return leading_vector(graph.starts, graph.ends, _weights(graph, weighted), inside, tolerance, _ROUNDS)


def pagerank(graph: Graph, *, damping: float = 0.85, weighted: bool = True, tolerance: float = 1e-10) -> Floats:
    """Where a walker is found who follows links, by weight, and now and then (1 - ``damping``) goes to any node at all.

    Brin and Page (1998). A node without links sends him to any node. Shape (nodes,), summing to 1; the sum over nodes of what is
    wrong is at most ``tolerance``. Raises ValueError for a damping outside 0 to 1.
    """
    from entramado.analyse.kernels.ranks import pagerank_solved

    if not 0.0 <= damping < 1.0:
        raise ValueError("the damping is from 0 to below 1")
    return pagerank_solved(graph.starts, graph.ends, _weights(graph, weighted), damping, tolerance, _ROUNDS)


def _weights(graph: Graph, weighted: bool) -> Floats:
    """By half-link, or none where all are equal: then they change nothing."""
    if not weighted or not len(graph.weight) or np.all(graph.weight == graph.weight[0]):
        return np.empty(0)
    return graph.weight[graph.links]
