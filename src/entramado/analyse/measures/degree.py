"""Degree and strength: how many ties a node has, and how much they weigh (Freeman 1978; Barrat et al. 2004)."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Floats, Graph, Ints


def degree(graph: Graph) -> Ints:
    """Neighbours of each node, shape (nodes,)."""
    return graph.degrees()


def strength(graph: Graph) -> Floats:
    """Sum of the weights of each node's links, shape (nodes,)."""
    return np.bincount(graph.pairs.ravel(), np.repeat(graph.weight, 2), graph.size).astype(np.float64)
