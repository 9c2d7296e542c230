"""Removing by degree, counted again after each removal."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.dismantle.reinsertion import pop, push
from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.jit import kernel


@kernel
def by_degree(starts: Ints, ends: Numbers, allowed: NDArray[np.bool_], cost: Floats, tie: Floats) -> Numbers:
    """The allowed nodes by neighbours left for each unit of cost, most first, until none has a neighbour left.

    ``tie`` is added to the degree: from 0 to 1 it decides between equals alone.
    """
    size = len(starts) - 1
    degree = np.empty(size, np.int64)
    keys, nodes, count = np.empty(size + 1), np.empty(size + 1, np.int32), 0
    for node in range(size):
        degree[node] = starts[node + 1] - starts[node]
        if allowed[node] and degree[node] > 0:
            count = push(keys, nodes, count, -(degree[node] + tie[node]) / cost[node], node)
    gone = np.zeros(size, np.bool_)
    order = np.empty(count, np.int32)
    taken = 0
    while count > 0:
        node = nodes[0]
        key = -(degree[node] + tie[node]) / cost[node]
        stale = key > keys[0]
        count = pop(keys, nodes, count)
        if degree[node] == 0:
            continue
        if stale:
            count = push(keys, nodes, count, key, node)
            continue
        gone[node] = True
        order[taken] = node
        taken += 1
        for place in range(starts[node], starts[node + 1]):
            if not gone[ends[place]]:
                degree[ends[place]] -= 1
    return order[:taken]
