"""Components that only grow: union-find, and the order of removal read backwards.

Taking nodes out one by one is the same as putting them back in the opposite order, and then components only join: the whole curve
of the largest component costs about as much as one walk over the links (Newman and Ziff 2001).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.jit import kernel


@kernel
def root(parent: Numbers, node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


@kernel
def join(parent: Numbers, size: Numbers, a: int, b: int) -> int:
    """The size of the component that the two are in afterwards."""
    a, b = root(parent, a), root(parent, b)
    if a != b:
        if size[a] < size[b]:
            a, b = b, a
        parent[b] = a
        size[a] += size[b]
    return int(size[a])


@kernel
def mixed(value: np.uint64) -> np.uint64:
    """A 64-bit number that looks random and follows from the given one alone (SplitMix64, Steele et al. 2014)."""
    value += np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@kernel
def curves(
    ends: Numbers, belief: Floats, numbers: Ints, until: Ints, marks: Ints, size: int, seed: int, first: int, last: int
) -> NDArray[np.int32]:
    """The largest component at each mark in the possible worlds from ``first`` to before ``last``, shape (worlds, marks).

    ``ends`` (links, 2) come in the order in which they are put back; after ``until[k]`` of them the graph stands as it is when k
    nodes fewer are removed than in the end. ``marks`` are such k, ascending. A link is there in world w when the random number of
    (seed, w, ``numbers`` of the link) says so: however worlds are shared out, they stay the same.
    """
    found = np.empty((last - first, len(marks)), np.int32)
    for world in range(first, last):
        parent = np.arange(size).astype(np.int32)
        many = np.ones(size, np.int32)
        largest, link = min(size, 1), 0
        key = mixed(mixed(np.uint64(seed)) ^ np.uint64(world))
        for mark in range(len(marks)):
            while link < until[marks[mark]]:
                if belief[link] >= 1.0 or (mixed(key ^ np.uint64(numbers[link])) >> np.uint64(11)) * 2.0**-53 < belief[link]:
                    largest = max(largest, join(parent, many, ends[link, 0], ends[link, 1]))
                link += 1
            found[world - first, mark] = largest
    return found
