"""What hangs together: connected components, and the nodes and links on which that depends."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Ints, Numbers
from entramado.analyse.ground import Flags
from entramado.analyse.jit import kernel


@kernel
def component_labels(starts: Ints, ends: Numbers) -> Numbers:
    """Of each node the number of its component, numbered from 0 by smallest node. Shape (nodes,).

    Union and find in the order of Afforest (Sutton, Ben-Nun and Barak 2018): two links of each node first, which join most of
    what is joined; then the other links of those alone that are not yet in the largest part, since a link has two ends.
    """
    size = len(starts) - 1
    label = np.arange(size).astype(np.int32)
    for turn in range(2):
        for node in range(size):
            if starts[node] + turn < starts[node + 1]:
                _join(label, node, ends[starts[node] + turn])
        for node in range(size):
            while label[node] != label[label[node]]:
                label[node] = label[label[node]]
    # the largest part, as far as a sample of nodes tells: a wrong guess costs time alone
    tally = np.zeros(size, np.int32)
    largest = 0
    for node in range(0, size, max(1, size // 1024)):
        tally[label[node]] += 1
        if tally[label[node]] > tally[largest]:
            largest = label[node]
    for node in range(size):
        if label[node] != largest:
            for place in range(starts[node] + 2, starts[node + 1]):
                _join(label, node, ends[place])
    # a root is the smallest node of its part: it is numbered before the others ask
    count = 0
    for node in range(size):
        root = label[node]
        if root == node:
            tally[node] = count
            count += 1
        else:
            while root != label[root]:
                root = label[root]
            tally[node] = tally[root]
    return tally


@kernel
def _join(label: Numbers, one: int, other: int) -> None:
    """Make two parts one, the greater root below the smaller."""
    first, second = label[one], label[other]
    while first != second:
        high, low = max(first, second), min(first, second)
        above = label[high]
        if above == high:
            label[high] = low
            return
        first, second = label[above], label[low]


@kernel
def cuts(starts: Ints, ends: Numbers, links: Numbers, count: int) -> tuple[Flags, Flags]:
    """Which nodes are articulation points, shape (nodes,), and which links are bridges, shape (count,).

    ``count`` is above every number of a link. Depth first, without recursion (Hopcroft and Tarjan 1973).
    """
    size = len(starts) - 1
    point, bridge = np.zeros(size, np.bool_), np.zeros(count, np.bool_)
    entered = np.zeros(size, np.int32)  # when the walk came to a node, from 1; 0 before
    low = np.empty(size, np.int32)
    place_of = np.empty(size, np.int64)  # where the walk of a node's row has come to
    by_link = np.empty(size, np.int32)  # the link by which the walk came
    stack = np.empty(size, np.int32)
    clock = 0
    for root in range(size):
        if entered[root]:
            continue
        clock += 1
        entered[root] = low[root] = clock
        stack[0], by_link[root], place_of[root] = root, -1, starts[root]
        depth, branches = 1, 0
        while depth:
            node = stack[depth - 1]
            place = place_of[node]
            if place < starts[node + 1]:
                place_of[node] = place + 1
                other = ends[place]
                if not entered[other]:
                    clock += 1
                    entered[other] = low[other] = clock
                    stack[depth], by_link[other], place_of[other] = other, links[place], starts[other]
                    depth += 1
                elif links[place] != by_link[node]:
                    low[node] = min(low[node], entered[other])
                continue
            depth -= 1
            if not depth:
                break
            above = stack[depth - 1]
            low[above] = min(low[above], low[node])
            if low[node] > entered[above]:
                bridge[by_link[node]] = True
            if above == root:
                branches += 1
            elif low[node] >= entered[above]:
                point[above] = True
        point[root] = branches > 1
    return point, bridge
