"""Structural equivalence: who is tied to the same others, and so could stand in for whom (Lorrain and White 1971)."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from entramado.analyse.graph import Floats, Graph, Ints
from entramado.model.errors import UsageError

Likeness = Literal["correlation", "euclidean", "jaccard"]
LARGEST: Final = 3000
"""Nodes whose profiles are compared: a table of all pairs grows with the square."""


def likeness(graph: Graph, how: Likeness = "correlation") -> Floats:
    """How alike the profiles of two nodes are, shape (nodes, nodes), 1 for equal ones.

    A profile is a node's row of weights. What two nodes have with each other and with themselves is left out of the comparison:
    else two who are tied would never be alike. "correlation" is Pearson's over the other nodes (-1 to 1; two rows without any
    difference in them are alike if equal, else not at all), "euclidean" 1 / (1 + distance), "jaccard" common contacts over all
    contacts. Raises UsageError for a network of more than `LARGEST` nodes.
    """
    size = graph.size
    if size > LARGEST:
        raise UsageError(f"profiles are compared in networks of up to {LARGEST:,} nodes, and this has {size:,}")
    matrix = np.zeros((size, size))
    matrix[graph.pairs[:, 0], graph.pairs[:, 1]] = matrix[graph.pairs[:, 1], graph.pairs[:, 0]] = graph.weight
    if how == "jaccard":
        tied = (matrix > 0).astype(np.float64)
        common = tied @ tied
        degree = tied.sum(axis=1)
        every = degree[:, None] + degree[None, :] - common - 2 * tied
        alike = np.divide(common, every, out=np.ones_like(common), where=every > 0)
    elif how == "euclidean":
        squares = (matrix**2).sum(axis=1)
        distance = squares[:, None] + squares[None, :] - 2 * matrix @ matrix - 2 * matrix**2
        alike = 1.0 / (1.0 + np.sqrt(np.maximum(distance, 0.0)))
    elif how == "correlation":
        alike = _correlated(matrix)
    else:
        raise UsageError(f"profiles are compared by correlation, euclidean or jaccard, not {how!r}")
    np.fill_diagonal(alike, 1.0)
    return np.asarray(alike)


def _correlated(matrix: Floats) -> Floats:
    """Pearson's correlation of rows over all columns but the two of the rows themselves."""
    count = max(len(matrix) - 2, 1)
    total, squares = matrix.sum(axis=1), (matrix**2).sum(axis=1)
    mean = (total[:, None] - matrix) / count
    spread = np.maximum((squares[:, None] - matrix**2) / count - mean**2, 0.0)
    both = spread * spread.T
    covariance = (matrix @ matrix) / count - mean * mean.T
    flat = both <= 1e-18
    equal = flat & (np.abs(mean - mean.T) <= 1e-12) & (spread + spread.T <= 1e-9)
    return np.asarray(
        np.where(flat, equal.astype(np.float64), np.clip(covariance / np.sqrt(np.where(flat, 1.0, both)), -1.0, 1.0))
    )


def positions(alike: Floats, least: float = 0.7) -> Ints:
    """Clusters of nodes whose mean likeness is ``least`` or more, numbered from 0 by smallest node. Shape (nodes,).

    Average linkage (Sokal and Michener 1958): the two most alike clusters become one until none are alike enough; of equally
    alike ones, those of the smallest nodes first.
    """
    size = len(alike)
    near = alike.copy()
    np.fill_diagonal(near, -np.inf)
    members = np.ones(size)
    label = np.arange(size)
    while size > 1:
        place = int(np.argmax(near))
        one, other = divmod(place, size)
        if near[one, other] < least:
            break
        joined = (near[one] * members[one] + near[other] * members[other]) / (members[one] + members[other])
        near[one], near[:, one] = joined, joined
        near[one, one] = -np.inf
        near[other], near[:, other] = -np.inf, -np.inf
        members[one] += members[other]
        label[label == other] = one
    return np.unique(label, return_inverse=True)[1].astype(np.int64)
