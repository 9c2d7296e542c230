"""What two nodes share, counted over belief: the sums that every index of a pair is made of."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.ground import Flags
from entramado.analyse.jit import kernel


@kernel
def pair_sums(starts: Ints, ends: Numbers, belief: Floats, strength: Floats, pairs: Numbers, made: Floats) -> None:
    """Put into ``made``, shape (pairs, 4), what is shared by the two nodes of each pair, which are ordered by the first of them.

    ``belief`` has the belief at each place of ``ends``, ``strength`` the sum of beliefs of each node's links. The columns: common
    neighbours, Adamic-Adar, resource allocation, and paths of three links, each divided by the root of its inner strengths.
    """
    size = len(starts) - 1
    near, far = np.zeros(size), np.zeros(size)
    last = -1
    for row in range(len(pairs)):
        node, other = pairs[row, 0], pairs[row, 1]
        if node != last:
            if last >= 0:
                for place in range(starts[last], starts[last + 1]):
                    between = ends[place]
                    near[between] = 0.0
                    for onward in range(starts[between], starts[between + 1]):
                        far[ends[onward]] = 0.0
            for place in range(starts[node], starts[node + 1]):
                between = ends[place]
                near[between] = belief[place]
                if strength[between] > 0:
                    given = belief[place] / np.sqrt(strength[between])
                    for onward in range(starts[between], starts[between + 1]):
                        far[ends[onward]] += given * belief[onward]
            last = node
        common = adamic = allocated = long = 0.0
        for place in range(starts[other], starts[other + 1]):
            between = ends[place]
            if strength[between] <= 0:
                continue
            both = near[between] * belief[place]
            if both > 0:
                common += both
                adamic += both / np.log(max(strength[between], 2.0))
                allocated += both / strength[between]
            long += far[between] * belief[place] / np.sqrt(strength[between])
        made[row, 0], made[row, 1], made[row, 2], made[row, 3] = common, adamic, allocated, long


@kernel
def allocation(
    starts: Ints, ends: Numbers, belief: Floats, strength: Floats, listed: Flags, edges: Floats, found: Numbers, counts: Ints
) -> int:
    """Walk all pairs of listed nodes that share a neighbour and are not linked, with their resource allocation.

    ``counts``, shape (len(edges) + 1,), gets how many lie below each of the ascending ``edges`` and above the one before. The
    pairs of at least ``edges[0]`` are written to ``found``, shape (room, 2), while there is room. Returns how many there are.
    """
    size = len(starts) - 1
    score = np.zeros(size)
    reached = np.empty(size, np.int32)
    linked = np.full(size, -1, np.int32)
    written = 0
    for node in range(size):
        if not listed[node]:
            continue
        for place in range(starts[node], starts[node + 1]):
            linked[ends[place]] = node
        many = 0
        for place in range(starts[node], starts[node + 1]):
            between = ends[place]
            if strength[between] <= 0 or belief[place] <= 0:
                continue
            given = belief[place] / strength[between]
            for onward in range(starts[between], starts[between + 1]):
                other = ends[onward]
                if other > node and listed[other] and linked[other] != node and belief[onward] > 0:
                    if score[other] == 0.0:
                        reached[many] = other
                        many += 1
                    score[other] += given * belief[onward]
        for each in range(many):
            other = reached[each]
            counts[np.searchsorted(edges, score[other], side="right")] += 1
            if score[other] >= edges[0]:
                if written < len(found):
                    found[written, 0], found[written, 1] = node, other
                written += 1
            score[other] = 0.0
    return written
