"""What hangs together: connected components, and the nodes and links on which that depends."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Ints, Numbers
from entramado.analyse.ground import Flags
from entramado.analyse.jit import kernel


@kernel
def component_labels(starts: Ints, ends: Numbers) -> Numbers:
    """Of each node the number of its component, numbered from 0 by smallest node. Shape (nodes,)."""
    size = len(starts) - 1
    label = np.full(size, -1, np.int32)
    order = np.empty(size, np.int32)
    count = 0
    for first in range(size):
        if label[first] >= 0:
            continue
        label[first], order[0] = count, first
        head, tail = 0, 1
        while head < tail:
            node = order[head]
            head += 1
            for place in range(starts[node], starts[node + 1]):
                other = ends[place]
                if label[other] < 0:
                    label[other] = count
                    order[tail] = other
                    tail += 1
        count += 1
    return label


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
