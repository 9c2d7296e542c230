"""Putting removed nodes back, each time the one that joins least: read backwards, it is an order of removal.

The reverse greedy step of Braunstein et al. (2016, PNAS 113:12368) and of explosive immunisation (Clusella et al. 2016, PRL
117:208301). Here it is exact at every step: nodes wait in two heaps, those that touch the giant component and those that do not,
with lower bounds of what they would join, and a bound is renewed only when its node comes up.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.dismantle.forest import join, root
from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.jit import kernel


@kernel
def push(keys: Floats, nodes: Numbers, count: int, key: float, node: int) -> int:
    """Into a binary heap with the least key on top; how many it holds afterwards."""
    place = count
    while place > 0:
        above = (place - 1) >> 1
        if keys[above] <= key:
            break
        keys[place], nodes[place] = keys[above], nodes[above]
        place = above
    keys[place], nodes[place] = key, node
    return count + 1


@kernel
def pop(keys: Floats, nodes: Numbers, count: int) -> int:
    """Drop the top; how many are left."""
    count -= 1
    key, node = keys[count], nodes[count]
    place = 0
    while True:
        below = 2 * place + 1
        if below >= count:
            break
        if below + 1 < count and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        keys[place], nodes[place] = keys[below], nodes[below]
        place = below
    keys[place], nodes[place] = key, node
    return count


@kernel
def reinsert(starts: Ints, ends: Numbers, taken: NDArray[np.bool_], factor: Floats, order: Numbers, largest: Ints) -> int:
    """Fill ``order`` with the nodes of the mask ``taken``, first to remove first; returns the work done, in neighbours looked at.

    ``largest[k]`` becomes the size of the largest component after the first k removals. The node put back next is the one with
    the least ``factor`` times what it joins (what it adds, when it touches the giant component).
    """
    size = len(starts) - 1
    taken = taken.copy()
    parent = np.arange(size).astype(np.int32)
    many = np.ones(size, np.int32)
    ring = np.arange(size).astype(np.int32)  # the members of each component, in a circle
    best, left, room, work = 0, 0, 1, 0
    for node in range(size):
        if taken[node]:
            left += 1
            room += 1 + starts[node + 1] - starts[node]
            continue
        best = max(best, 1)
        for place in range(starts[node], starts[node + 1]):
            other = ends[place]
            if other < node and not taken[other] and root(parent, node) != root(parent, other):
                best = max(best, join(parent, many, node, other))
                ring[node], ring[other] = ring[other], ring[node]
    largest[left] = best
    far_keys, far_nodes, far = np.empty(room), np.empty(room, np.int32), 0
    near_keys, near_nodes, near = np.empty(room), np.empty(room, np.int32), 0
    bound = np.zeros(size)
    waits = np.zeros(size, np.int8)  # 1 among those far from the giant, 2 among those near it
    seen = np.full(size, -1, np.int64)
    stamp = 0
    giant = -1  # a node of it
    enough = max(size // 20, 2)
    fresh = True
    while left > 0:
        if fresh:  # all start far: their bounds are renewed as they come up
            fresh, far, near = False, 0, 0
            if best >= enough:
                giant = 0
                while taken[giant] or many[root(parent, giant)] < best:
                    giant += 1
            for node in range(size):
                if taken[node]:
                    waits[node], bound[node] = 1, 0.0
                    far = push(far_keys, far_nodes, far, 0.0, node)
        home = root(parent, giant) if giant >= 0 else -1
        mass = many[home] if giant >= 0 else 0
        while near > 0 and (waits[near_nodes[0]] != 2 or bound[near_nodes[0]] != near_keys[0]):
            near = pop(near_keys, near_nodes, near)
        from_far = far > 0 and (near == 0 or far_keys[0] <= mass + near_keys[0])
        node = far_nodes[0] if from_far else near_nodes[0]
        joined, touches = 1, False
        stamp += 1
        for place in range(starts[node], starts[node + 1]):
            if not taken[ends[place]]:
                other = root(parent, ends[place])
                if other == home:
                    touches = True
                elif seen[other] != stamp:
                    seen[other] = stamp
                    joined += many[other]
        work += starts[node + 1] - starts[node]
        key = joined * factor[node]
        if from_far:
            stale = key > far_keys[0]
            far = pop(far_keys, far_nodes, far)
            if touches:
                waits[node], bound[node] = 2, key
                near = push(near_keys, near_nodes, near, key, node)
                continue
            if stale:
                far = push(far_keys, far_nodes, far, key, node)
                continue
        else:
            stale = key > near_keys[0]
            near = pop(near_keys, near_nodes, near)
            if stale:
                bound[node] = key
                near = push(near_keys, near_nodes, near, key, node)
                continue
        waits[node] = 0
        taken[node] = False
        best = max(best, 1)
        for place in range(starts[node], starts[node + 1]):
            other = ends[place]
            if taken[other] or root(parent, other) == root(parent, node):
                continue
            if touches and root(parent, other) != home:
                # What joins the giant is no longer extra for those near it: their bounds sink, or they would be found too late.
                stamp += 1
                part = many[root(parent, other)]
                member = other
                while True:
                    for spot in range(starts[member], starts[member + 1]):
                        waiting = ends[spot]
                        if waits[waiting] == 2 and seen[waiting] != stamp:
                            seen[waiting] = stamp
                            bound[waiting] = max(bound[waiting] - part * factor[waiting], 0.0)
                            near = push(near_keys, near_nodes, near, bound[waiting], waiting)
                    work += starts[member + 1] - starts[member]
                    member = ring[member]
                    if member == other:
                        break
            best = max(best, join(parent, many, node, other))
            ring[node], ring[other] = ring[other], ring[node]
            if touches:
                home = root(parent, giant)
        left -= 1
        order[left] = node
        largest[left] = best
        fresh = best >= enough and (giant < 0 or 2 * best > 3 * many[root(parent, giant)])
    return work
