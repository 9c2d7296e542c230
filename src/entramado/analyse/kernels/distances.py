"""Distances in links: from one node, and sums of them from many."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.jit import kernel


@kernel
def distances(starts: Ints, ends: Numbers, sources: Ints) -> Numbers:
    """Links from the nearest of ``sources`` to each node, -1 where none leads. Shape (nodes,)."""
    size = len(starts) - 1
    distance = np.full(size, -1, np.int32)
    order = np.empty(size, np.int32)
    head, tail = 0, 0
    for source in sources:
        if distance[source] < 0:
            distance[source], order[tail] = 0, source
            tail += 1
    while head < tail:
        node = order[head]
        head += 1
        for place in range(starts[node], starts[node + 1]):
            other = ends[place]
            if distance[other] < 0:
                distance[other] = distance[node] + 1
                order[tail] = other
                tail += 1
    return distance


@kernel
def _ones(word: np.uint64) -> int:
    """How many bits are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def distance_sums(starts: Ints, ends: Numbers, sources: Ints, far: Ints, near: Floats, reached: Ints) -> None:
    """Add to each node, over all ``sources`` that reach it by a link or more: the distances to ``far``, one over the distance to
    ``near``, and their number to ``reached``. All three of shape (nodes,).

    Sixty-four sources walk together, a bit each (MS-BFS, Then et al. 2014).
    """
    size = len(starts) - 1
    none = np.uint64(0)
    seen, here, there = np.zeros(size, np.uint64), np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    layer, found = np.empty(size, np.int32), np.empty(size, np.int32)
    for first in range(0, len(sources), 64):
        seen[:] = none
        count = 0
        for bit in range(min(64, len(sources) - first)):
            source = sources[first + bit]
            if here[source] == none:
                layer[count] = source
                count += 1
            here[source] |= np.uint64(1) << np.uint64(bit)
            seen[source] = here[source]
        steps = 0
        while count:
            steps += 1
            more = 0
            for spot in range(count):
                node = layer[spot]
                walkers = here[node]
                for place in range(starts[node], starts[node + 1]):
                    other = ends[place]
                    new = walkers & ~seen[other]
                    if new != none:
                        if there[other] == none:
                            found[more] = other
                            more += 1
                        there[other] |= new
                here[node] = none
            for spot in range(more):
                node = found[spot]
                new = there[node]
                there[node] = none
                here[node] = new
                seen[node] |= new
                walkers_in = _ones(new)
                far[node] += steps * walkers_in
                near[node] += walkers_in / steps
                reached[node] += walkers_in
            layer, found = found, layer
            count = more
