"""Rows of a graph: some of its links alone, and the product of its matrix with a vector."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.ground import Flags
from entramado.analyse.jit import kernel


@kernel
def thinned(starts: Ints, ends: Numbers, links: Numbers, kept: Flags) -> tuple[Ints, Numbers, Numbers]:
    """The rows (starts, ends, links) of the same nodes with the links alone that are ``kept``, a mask of shape (links,).

    Links keep their numbers: a possible world, or what is left after a removal.
    """
    size = len(starts) - 1
    new_starts = np.empty(size + 1, np.int64)
    new_ends, new_links = np.empty_like(ends), np.empty_like(links)
    filled = 0
    for node in range(size):
        new_starts[node] = filled
        for place in range(starts[node], starts[node + 1]):
            link = links[place]
            new_ends[filled] = ends[place]
            new_links[filled] = link
            filled += kept[link]
    new_starts[size] = filled
    return new_starts, new_ends[:filled].copy(), new_links[:filled].copy()


@kernel
def without_nodes(starts: Ints, ends: Numbers, links: Numbers, gone: Flags) -> tuple[Ints, Numbers, Numbers]:
    """The rows (starts, ends, links) that are left when the nodes ``gone``, a mask of shape (nodes,), have lost their links."""
    size = len(starts) - 1
    new_starts = np.empty(size + 1, np.int64)
    new_ends, new_links = np.empty_like(ends), np.empty_like(links)
    filled = 0
    for node in range(size):
        new_starts[node] = filled
        if not gone[node]:
            for place in range(starts[node], starts[node + 1]):
                if not gone[ends[place]]:
                    new_ends[filled] = ends[place]
                    new_links[filled] = links[place]
                    filled += 1
    new_starts[size] = filled
    return new_starts, new_ends[:filled].copy(), new_links[:filled].copy()


@kernel
def product(starts: Ints, ends: Numbers, weights: Floats, vector: Floats, made: Floats) -> None:
    """Put the product of the adjacency matrix and ``vector`` into ``made``, both of shape (nodes,).

    ``weights`` has the weight at each place of ``ends``, or no item when every link counts 1.
    """
    for node in range(len(starts) - 1):
        total = 0.0
        if len(weights):
            for place in range(starts[node], starts[node + 1]):
                total += weights[place] * vector[ends[place]]
        else:
            for place in range(starts[node], starts[node + 1]):
                total += vector[ends[place]]
        made[node] = total
