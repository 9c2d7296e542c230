"""Communities: groups of nodes with more weight of links among them than chance would put there.

The method of Louvain (Blondel et al. 2008), with the queue of Leiden's local moves (Traag et al. 2019) in place of whole sweeps,
and with communities that fall apart split. Nodes are taken in the order of their numbers: equal input gives equal output.

The chart's: it needs nested levels, and the page does not wait for compiled code (docs/decisions/0021). Analyses use
`measures.leiden`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.components import Ints, components

Floats = NDArray[np.float64]
Near = list[dict[int, float]]
"""Of each node its neighbours, with the weight of the link."""

_LEAST: float = 1e-12
"""A gain below this is rounding."""


def communities(size: int, pairs: Ints, weights: Floats, resolution: float = 1.0) -> list[Ints]:
    """Levels of communities, finest first; each says of every node the number of its community, shape (size,).

    ``pairs`` are linked nodes, shape (m, 2), ``weights`` their weights, above 0. Each community of a level is made of whole ones
    of the level before, and is connected. A node without links is one by itself; no level at all when no two nodes belong
    together. A higher ``resolution`` gives smaller communities (Reichardt and Bornholdt 2006).
    """
    near = _adjacency(size, pairs, weights)
    degree = [sum(row.values()) for row in near]
    total = sum(degree)
    member = np.arange(size, dtype=np.int64)
    levels: list[Ints] = []
    while total > 0:
        moved = np.array(_move(near, degree, resolution / total), np.int64)
        moved = _connected(moved, near)
        if int(moved.max()) + 1 == len(near):
            break
        member = moved[member]
        levels.append(member)
        near, degree = _merged(near, degree, moved.tolist())
    return levels


def _adjacency(size: int, pairs: Ints, weights: Floats) -> Near:
    near: Near = [{} for _ in range(size)]
    order = np.lexsort((pairs.max(axis=1), pairs.min(axis=1))) if len(pairs) else np.zeros(0, np.int64)
    for (a, b), weight in zip(pairs[order].tolist(), weights[order].tolist(), strict=True):
        if a != b and weight > 0:
            near[a][b] = near[a].get(b, 0.0) + weight
            near[b][a] = near[b].get(a, 0.0) + weight
    return near


def _move(near: Near, degree: Sequence[float], penalty: float) -> list[int]:
    """Move nodes to the neighbouring community that gains most modularity, until none gains by moving."""
    community = list(range(len(near)))
    volume = list(degree)
    queue, waiting = deque(range(len(near))), bytearray(b"\1" * len(near))
    while queue:
        node = queue.popleft()
        waiting[node] = 0
        if not near[node]:
            continue
        own, expected = community[node], degree[node] * penalty
        tied: dict[int, float] = {}
        for other, weight in near[node].items():
            there = community[other]
            tied[there] = tied.get(there, 0.0) + weight
        volume[own] -= degree[node]
        best, most = own, tied.get(own, 0.0) - volume[own] * expected
        for there, weight in tied.items():
            gain = weight - volume[there] * expected
            if gain > most + _LEAST:
                best, most = there, gain
        volume[best] += degree[node]
        if best != own:
            community[node] = best
            for other in near[node]:
                if not waiting[other] and community[other] != best:
                    waiting[other] = 1
                    queue.append(other)
    return community


def _connected(community: Ints, near: Near) -> Ints:
    """Communities that are in one piece: a node that held one together may have moved on. Numbered from 0."""
    inside = [(a, b) for a, row in enumerate(near) for b in row if a < b and community[a] == community[b]]
    return components(len(community), np.array(inside, np.int64).reshape(-1, 2))


def _merged(near: Near, degree: Sequence[float], community: Sequence[int]) -> tuple[Near, list[float]]:
    """The graph of the communities. Weight inside one counts in its degree alone: it has no say in where the whole goes."""
    size = max(community) + 1
    merged: Near = [{} for _ in range(size)]
    volume = [0.0] * size
    for node, row in enumerate(near):
        own = community[node]
        volume[own] += degree[node]
        into = merged[own]
        for other, weight in row.items():
            there = community[other]
            if there != own:
                into[there] = into.get(there, 0.0) + weight
    return merged, volume
