"""Flow: the cheapest set of nodes that parts sources from sinks, and the separate routes that are left on the way to it.

Exact, by the theorem of Menger (1927): the cheapest such set costs as much as the greatest flow when every node lets through what
it costs to remove (Ford and Fulkerson 1956). Found along shortest augmenting paths (Edmonds and Karp 1972).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from entramado.analyse.dismantle.uncertain import certain
from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.jit import kernel
from entramado.analyse.progress import QUIET, Progress

WORK: Final = 2e8
"""Links that all worlds together may look at, about: some seconds."""
LEAST: Final = 20
"""Worlds, however large the network is."""


@kernel
def greatest(
    starts: Ints, ends: Numbers, twins: Ints, capacity: Floats, sources: Ints, sinks: Ints
) -> tuple[float, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """The greatest flow through nodes of the given capacity, and the nodes of a cut that it fills.

    ``twins`` is the place of each link seen from its other end. Infinite where a route has no node of finite capacity.
    """
    size = len(starts) - 1
    sent = np.zeros(len(ends))  # along each place of ``ends``
    through = np.zeros(size)
    last = np.zeros(size, np.bool_)
    last[sinks] = True
    # Each node has two sides: 2 v is where flow comes in, 2 v + 1 where it goes out.
    came = np.empty(2 * size, np.int64)
    along = np.empty(2 * size, np.int64)
    queue = np.empty(2 * size, np.int64)
    total = 0.0
    while True:
        came[:] = -2
        head, tail = 0, 0
        for source in sources:
            came[2 * source + 1] = -1
            queue[tail] = 2 * source + 1
            tail += 1
        end = -1
        while head < tail and end < 0:
            side = queue[head]
            head += 1
            node = side >> 1
            outside = side & 1
            if not outside and capacity[node] - through[node] > 1e-9 and came[side + 1] == -2:
                came[side + 1], along[side + 1] = side, -1
                queue[tail] = side + 1
                tail += 1
            if outside and through[node] > 1e-9 and came[side - 1] == -2:
                came[side - 1], along[side - 1] = side, -1
                queue[tail] = side - 1
                tail += 1
            for place in range(starts[node], starts[node + 1]):
                other = ends[place]
                if outside:
                    there = 2 * other
                elif sent[twins[place]] > 1e-9:
                    there = 2 * other + 1
                else:
                    continue
                if came[there] == -2:
                    came[there], along[there] = side, place
                    if outside and last[other]:
                        end = there
                        break
                    queue[tail] = there
                    tail += 1
        if end < 0:
            break
        most = np.inf
        side = end
        while came[side] >= 0:
            before = came[side]
            if along[side] < 0:
                node = side >> 1
                most = min(most, capacity[node] - through[node] if side & 1 else through[node])
            elif not before & 1:
                most = min(most, sent[twins[along[side]]])
            side = before
        if most == np.inf:
            return np.inf, last
        side = end
        while came[side] >= 0:
            before = came[side]
            if along[side] < 0:
                through[side >> 1] += most if side & 1 else -most
            elif before & 1:
                sent[along[side]] += most
            else:
                sent[twins[along[side]]] -= most
            side = before
        total += most
    cut = np.zeros(size, np.bool_)
    for node in range(size):
        cut[node] = came[2 * node] != -2 and came[2 * node + 1] == -2 and not last[node]
    return total, cut


def twins_of(graph: Graph) -> Ints:
    """Of each place in ``ends`` the place of the same link at its other end. Shape (2 * links,)."""
    both = np.argsort(graph.links, kind="stable").reshape(-1, 2)
    twins = np.empty(len(graph.ends), np.int64)
    twins[both[:, 0]], twins[both[:, 1]] = both[:, 1], both[:, 0]
    return twins


def cheapest_cut(graph: Graph, capacity: Floats, sources: Ints, sinks: Ints) -> tuple[float, Ints]:
    """What it costs at least to part all sources from all sinks, and whom to remove. Infinite and empty if it cannot be done."""
    free = capacity.copy()
    free[sources] = free[sinks] = np.inf
    total, cut = greatest(graph.starts, graph.ends, twins_of(graph), free, sources, sinks)
    return float(total), np.flatnonzero(cut) if np.isfinite(total) else np.empty(0, np.int64)


def routes_left(graph: Graph, gone: Numbers | Ints, sources: Ints, sinks: Ints) -> float:
    """How many routes from sources to sinks share no node on the way, without those who are gone; infinite if they touch."""
    flags = np.zeros(graph.size, np.bool_)
    flags[gone] = True
    left = graph.of_links(np.flatnonzero(~flags[graph.pairs].any(axis=1)))
    return cheapest_cut(left, np.ones(graph.size), sources, sinks)[0]


def routes_in_worlds(
    graph: Graph, order: Numbers, sources: Ints, sinks: Ints, worlds: int, seed: int, progress: Progress = QUIET
) -> Floats:
    """Routes that are left after each removal in each possible world, shape (worlds, removals + 1).

    One world where all links are certain; fewer than ``worlds`` where the network is large.
    """
    whole = graph.of_links(graph.belief > 0)
    sure = certain(graph)
    most = routes_left(whole, order[:0], sources, sinks)
    each = (len(order) + 1) * (most + 2) * (2 * len(whole.pairs) + graph.size)
    count = 1 if sure else int(min(worlds, max(LEAST, WORK // max(each, 1))))
    found = np.empty((count, len(order) + 1))
    for world in range(count):
        progress("possible worlds", world, count)
        there = np.random.default_rng([seed, 17, world]).random(len(whole.pairs)) < whole.belief
        drawn = whole.of_links(there)
        for gone in range(len(order) + 1):
            found[world, gone] = routes_left(drawn, order[:gone], sources, sinks)
    return found
