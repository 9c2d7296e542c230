"""Betweenness by sums over sources (Brandes 2001), the shortest paths from each found by breadth or by Dijkstra's search."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.jit import kernel


@kernel
def brandes(starts: Ints, ends: Numbers, sources: Ints, score: Floats, square: Floats) -> None:
    """Add to ``score``, shape (nodes,), each node's dependency of every one of ``sources``: over all targets, the share of the
    shortest paths from the source that go through the node.

    The squares of the dependencies are added to ``square``, unless it has no item. Ends of a path are not on it.
    """
    size = len(starts) - 1
    distance = np.full(size, -1, np.int32)
    paths, dependency = np.zeros(size), np.zeros(size)
    order = np.empty(size, np.int32)
    squares = len(square) > 0
    for source in sources:
        distance[source], paths[source], order[0] = 0, 1.0, source
        head, tail = 0, 1
        while head < tail:
            node = order[head]
            head += 1
            next_distance, count = distance[node] + 1, paths[node]
            for place in range(starts[node], starts[node + 1]):
                other = ends[place]
                if distance[other] < 0:
                    distance[other] = next_distance
                    paths[other] = count
                    order[tail] = other
                    tail += 1
                elif distance[other] == next_distance:
                    paths[other] += count
        for spot in range(tail - 1, 0, -1):
            node = order[spot]
            before, found = distance[node] - 1, dependency[node]
            share = (1.0 + found) / paths[node]
            for place in range(starts[node], starts[node + 1]):
                other = ends[place]
                if distance[other] == before:
                    dependency[other] += paths[other] * share
            score[node] += found
            if squares:
                square[node] += found * found
        for spot in range(tail):
            node = order[spot]
            distance[node] = -1
            dependency[node] = 0.0


@kernel
def brandes_by_length(starts: Ints, ends: Numbers, length: Floats, sources: Ints, score: Floats, square: Floats) -> None:
    """As `brandes`, for paths of least total length. ``length`` has the length at each place of ``ends``, above 0.

    Lengths that differ by less than a part in 10^12 are equal: sums of the same parts in another order are.
    """
    size = len(starts) - 1
    distance = np.full(size, np.inf)
    done = np.zeros(size, np.bool_)
    paths, dependency = np.zeros(size), np.zeros(size)
    order = np.empty(size, np.int32)
    # a binary heap of nodes, each in it once
    heap, at = np.empty(size, np.int32), np.full(size, -1, np.int32)
    squares = len(square) > 0
    for source in sources:
        distance[source], paths[source] = 0.0, 1.0
        heap[0], at[source] = source, 0
        waiting, tail = 1, 0
        while waiting:
            node = heap[0]
            waiting -= 1
            if waiting:
                last, spot = heap[waiting], 0
                while True:
                    child = 2 * spot + 1
                    if child >= waiting:
                        break
                    if child + 1 < waiting and distance[heap[child + 1]] < distance[heap[child]]:
                        child += 1
                    if distance[heap[child]] >= distance[last]:
                        break
                    heap[spot], at[heap[child]] = heap[child], spot
                    spot = child
                heap[spot], at[last] = last, spot
            done[node] = True
            order[tail] = node
            tail += 1
            for place in range(starts[node], starts[node + 1]):
                other = ends[place]
                if done[other]:
                    continue
                new, old = distance[node] + length[place], distance[other]
                if old < np.inf and abs(new - old) <= 1e-12 * old:
                    paths[other] += paths[node]
                elif new < old:
                    if old == np.inf:
                        at[other] = waiting
                        waiting += 1
                    distance[other], paths[other] = new, paths[node]
                    spot = at[other]
                    while spot and distance[heap[(spot - 1) // 2]] > new:
                        above = (spot - 1) // 2
                        heap[spot], at[heap[above]] = heap[above], spot
                        spot = above
                    heap[spot], at[other] = other, spot
        for spot in range(tail - 1, 0, -1):
            node = order[spot]
            found = dependency[node]
            share = (1.0 + found) / paths[node]
            for place in range(starts[node], starts[node + 1]):
                other = ends[place]
                if distance[other] < distance[node] and (
                    abs(distance[other] + length[place] - distance[node]) <= 1e-12 * distance[node]
                ):
                    dependency[other] += paths[other] * share
            score[node] += found
            if squares:
                square[node] += found * found
        for spot in range(tail):
            node = order[spot]
            distance[node], dependency[node], done[node] = np.inf, 0.0, False
