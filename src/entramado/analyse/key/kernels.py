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


@kernel
def completed(starts: Ints, ends: Numbers, lacks: Ints, closing: float, seed: int) -> Numbers:
    """New links such that each node gets ``lacks`` of them, shape (nodes,), as far as that works out. Shape (links, 2).

    The share ``closing`` of ends is first sent on a walk of two steps, to another node that lacks a link; the ends that are left
    are paired by chance (the configuration model). Neighbours in ``ends`` are ascending. A link may come out twice.
    """
    np.random.seed(seed)  # noqa: NPY002 - compiled code knows the old generator alone
    size, total = len(starts) - 1, lacks.sum()
    left, pool = lacks.copy(), np.empty(total, np.int32)
    made, filled = np.empty((total // 2 + 1, 2), np.int32), 0
    for turn in range(9):
        count = 0
        for node in range(size):
            for _ in range(left[node]):
                pool[count] = node
                count += 1
        for place in range(count - 1, 0, -1):
            other = np.random.randint(0, place + 1)  # noqa: NPY002
            pool[place], pool[other] = pool[other], pool[place]
        for place in range(0, count, 1 if turn == 0 else 2):
            one = pool[place]
            if turn == 0:
                near = starts[one + 1] - starts[one]
                if left[one] == 0 or near == 0 or np.random.random() >= closing:  # noqa: NPY002
                    continue
                tries = 20
            elif place + 1 == count:
                break
            else:
                tries = 1
            for _ in range(tries):
                if turn == 0:
                    middle = ends[starts[one] + np.random.randint(0, near)]  # noqa: NPY002
                    two = ends[starts[middle] + np.random.randint(0, starts[middle + 1] - starts[middle])]  # noqa: NPY002
                else:
                    two = pool[place + 1]
                spot = starts[two] + np.searchsorted(ends[starts[two] : starts[two + 1]], one)
                linked = spot < starts[two + 1] and ends[spot] == one
                if two != one and left[two] > 0 and not linked:
                    made[filled, 0], made[filled, 1] = min(one, two), max(one, two)
                    filled += 1
                    left[one] -= 1
                    left[two] -= 1
                    break
    return made[:filled]
