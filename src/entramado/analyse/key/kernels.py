"""Compiled walks that key people need beside the basic measures': rows of a world, and Burt's structural holes."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.jit import kernel


@kernel
def rows_of(size: int, pairs: Numbers) -> tuple[Ints, Numbers, Numbers]:
    """The rows (starts, ends, links) of links in any order, as in `Graph`, but neighbours in the order of their links."""
    starts = np.zeros(size + 1, np.int64)
    for link in range(len(pairs)):
        starts[pairs[link, 0] + 1] += 1
        starts[pairs[link, 1] + 1] += 1
    for node in range(size):
        starts[node + 1] += starts[node]
    free = starts[:-1].copy()
    ends, links = np.empty(2 * len(pairs), np.int32), np.empty(2 * len(pairs), np.int32)
    for link in range(len(pairs)):
        one, other = pairs[link, 0], pairs[link, 1]
        ends[free[one]], links[free[one]] = other, link
        ends[free[other]], links[free[other]] = one, link
        free[one] += 1
        free[other] += 1
    return starts, ends, links


@kernel
def holes(starts: Ints, ends: Numbers, weights: Floats, constraint: Floats, effective: Floats) -> None:
    """Put Burt's constraint and effective size of each node into two arrays of shape (nodes,). ``weights`` as in `product`.

    A node without neighbours gets the greatest constraint any node can have, 2 (he has nobody to turn to), and no size.
    """
    size = len(starts) - 1
    unweighted = len(weights) == 0
    strength, greatest = np.zeros(size), np.zeros(size)
    for node in range(size):
        for place in range(starts[node], starts[node + 1]):
            weight = 1.0 if unweighted else weights[place]
            strength[node] += weight
            greatest[node] = max(greatest[node], weight)
    # what a node spends on each other, straight or by way of a third, and how much of each contact the others double
    spent, doubled = np.zeros(size), np.zeros(size)
    straight = np.zeros(size)
    for node in range(size):
        if starts[node] == starts[node + 1]:
            constraint[node], effective[node] = 2.0, 0.0
            continue
        for place in range(starts[node], starts[node + 1]):
            straight[ends[place]] = (1.0 if unweighted else weights[place]) / strength[node]
        for place in range(starts[node], starts[node + 1]):
            between = ends[place]
            share = straight[between]
            spent[between] += share
            for farther in range(starts[between], starts[between + 1]):
                other = ends[farther]
                if straight[other] > 0.0:
                    weight = 1.0 if unweighted else weights[farther]
                    spent[other] += share * weight / strength[between]
                    doubled[other] += share * weight / greatest[other]
        total, size_of = 0.0, 0.0
        for place in range(starts[node], starts[node + 1]):
            other = ends[place]
            total += spent[other] * spent[other]
            size_of += 1.0 - doubled[other]
        constraint[node], effective[node] = total, size_of
        for place in range(starts[node], starts[node + 1]):
            other = ends[place]
            spent[other] = doubled[other] = straight[other] = 0.0
