"""The k-core of each node (Seidman 1983), by taking away nodes of least degree (Batagelj and Zaveršnik 2003)."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Ints, Numbers
from entramado.analyse.jit import kernel


@kernel
def core_numbers(starts: Ints, ends: Numbers) -> Numbers:
    """The greatest k such that the node is in a part whose members have k neighbours or more in it. Shape (nodes,)."""
    size = len(starts) - 1
    degree = np.empty(size, np.int32)
    most = 0
    for node in range(size):
        degree[node] = starts[node + 1] - starts[node]
        most = max(most, degree[node])
    # nodes sorted by degree: `bin_start` has where each degree begins, `spot` where a node is
    bin_start = np.zeros(most + 2, np.int32)
    for node in range(size):
        bin_start[degree[node] + 1] += 1
    for least in range(1, most + 2):
        bin_start[least] += bin_start[least - 1]
    order, spot = np.empty(size, np.int32), np.empty(size, np.int32)
    fill = bin_start.copy()
    for node in range(size):
        spot[node] = fill[degree[node]]
        order[spot[node]] = node
        fill[degree[node]] += 1
    for number in range(size):
        node = order[number]
        least = degree[node]
        for place in range(starts[node], starts[node + 1]):
            other = ends[place]
            old = degree[other]
            if old > least:
                # to the front of its bin, whose front then moves on by one: that is the bin below
                front = bin_start[old]
                first = order[front]
                if first != other:
                    order[spot[other]], spot[first] = first, spot[other]
                    order[front], spot[other] = other, front
                bin_start[old] += 1
                degree[other] = old - 1
    return degree
