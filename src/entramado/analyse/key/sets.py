"""Key player sets (Borgatti 2006): nodes that matter most together, which the first nodes of a ranking seldom are.

- KPP-neg: whose removal leaves the rest least able to reach each other. Fragmentation F is the share of pairs of the rest that no
  path joins; distance-weighted fragmentation is 1 less the mean over pairs of 1 / distance, and also counts longer ways.
- KPP-pos: who reach most. Distance-weighted reach is the sum over nodes of 1 / distance to the nearest of the set (a member
  counts 1), as a share of all nodes.

A set has no member who adds nothing: where two do as much as three, they are two. Small networks with few candidates are searched
through; else sets grow by the best next member and are bettered by swaps. That is a heuristic: it may miss the best set, and says
whether it could.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

import numpy as np

from entramado.analyse.graph import Graph, Ints
from entramado.analyse.progress import QUIET, Progress

Set = tuple[int, ...]
SEARCHED: Final = 3000
"""Sets that are looked at one by one: with more, the search is a heuristic."""
_ROUNDS: Final = 10
_SOURCES: Final = 512
"""Nodes whose distances stand for all in a larger network."""
_ENDS: Final = 64
"""Candidates that a larger network's search keeps: half of them of highest degree, the others of highest betweenness, since who
holds parts together may have few links."""


@dataclass(frozen=True, slots=True)
class Players:
    """``exact`` when every set was looked at. ``value`` is what the objective of the set is, ``before`` that of no set."""

    nodes: Set
    value: float
    before: float
    exact: bool


def fragmenting(
    graph: Graph, candidates: Sequence[int], size: int, *, by_distance: bool = True, progress: Progress = QUIET
) -> Players:
    """The set of ``size`` candidates (fewer when there are not as many, or as few do as much) whose removal fragments the rest
    most.
    """
    alive = np.ones(graph.size, np.bool_)
    measure = _far_apart if by_distance else _apart

    def after(nodes: Set) -> float:
        alive[:] = True
        alive[list(nodes)] = False
        return measure(graph, alive)

    return _best(graph, candidates, size, after, progress)


def reaching(graph: Graph, candidates: Sequence[int], size: int, *, progress: Progress = QUIET) -> Players:
    """The set of ``size`` candidates (fewer when there are not as many, or as few do as much) that reaches most by the fewest
    links.
    """
    from entramado.analyse.kernels.distances import distances

    def reach(nodes: Set) -> float:
        if not nodes:
            return 0.0
        found = distances(graph.starts, graph.ends, np.array(nodes, np.int64))
        return float((found == 0).sum() + (1.0 / found[found > 0]).sum()) / graph.size

    return _best(graph, candidates, size, reach, progress)


def _apart(graph: Graph, alive: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    """Fragmentation of the nodes that are left: 0 when all reach each other, 1 when nobody reaches anybody."""
    from entramado.analyse.kernels.connectivity import component_labels
    from entramado.analyse.kernels.rows import without_nodes

    left = int(alive.sum())
    if left < 2:
        return 1.0
    starts, ends, _ = without_nodes(graph.starts, graph.ends, graph.links, ~alive)
    members = np.bincount(component_labels(starts, ends)[alive]).astype(np.float64)
    return 1.0 - float((members * (members - 1)).sum()) / (left * (left - 1))


def _far_apart(graph: Graph, alive: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    """Distance-weighted fragmentation of the nodes that are left; from evenly spread sources in a large network."""
    from entramado.analyse.kernels.distances import distance_sums
    from entramado.analyse.kernels.rows import without_nodes

    left = int(alive.sum())
    if left < 2:
        return 1.0
    starts, ends, _ = without_nodes(graph.starts, graph.ends, graph.links, ~alive)
    nodes = np.flatnonzero(alive)
    sources: Ints = nodes if left <= _SOURCES else nodes[np.linspace(0, left - 1, _SOURCES).astype(np.int64)]
    far, near, reached = np.zeros(graph.size, np.int64), np.zeros(graph.size), np.zeros(graph.size, np.int64)
    distance_sums(starts, ends, sources, far, near, reached)
    return 1.0 - float(near.sum()) / (len(sources) * (left - 1))


def _best(graph: Graph, candidates: Sequence[int], size: int, value: Callable[[Set], float], progress: Progress) -> Players:
    before = value(())
    pool = sorted({int(node) for node in candidates})
    size = min(max(size, 0), len(pool))
    if not size:
        return Players((), before, before, True)
    if sum(comb(len(pool), few) for few in range(1, size + 1)) <= SEARCHED:
        sets = [nodes for few in range(1, size + 1) for nodes in combinations(pool, few)]
        values = []
        for number, nodes in enumerate(sets):
            if number % 100 == 0:
                progress("sets of key players", number, len(sets))
            values.append(value(nodes))
        best = _first_greatest(values)
        return Players(sets[best], values[best], before, True)
    if len(pool) > _ENDS:
        pool = _promising(graph, pool)
    chosen: Set = ()
    for step in range(size):
        progress("sets of key players", step, size)
        rest = [node for node in pool if node not in chosen]
        chosen = (*chosen, rest[_first_greatest([value((*chosen, node)) for node in rest])])
    now = value(chosen)
    for _ in range(_ROUNDS):
        swapped = False
        for place in range(size):
            progress("sets of key players", place, size)
            rest = [node for node in pool if node not in chosen]
            values = [value((*chosen[:place], node, *chosen[place + 1 :])) for node in rest]
            best = _first_greatest(values) if values else 0
            if values and values[best] > now + 1e-12:
                chosen, now, swapped = (*chosen[:place], rest[best], *chosen[place + 1 :]), values[best], True
        if not swapped:
            break
    for node in sorted(chosen, reverse=True):
        without = tuple(other for other in chosen if other != node)
        if without and value(without) >= now - 1e-12:
            chosen, now = without, value(without)
    return Players(tuple(sorted(chosen)), now, before, False)


def _promising(graph: Graph, pool: Sequence[int]) -> list[int]:
    from entramado.analyse.kernels.brandes import brandes

    linked = np.flatnonzero(graph.degrees() > 0)
    between, count = np.zeros(graph.size), min(len(linked), _SOURCES)
    sources = linked[np.linspace(0, len(linked) - 1, count).astype(np.int64)] if count else linked
    brandes(graph.starts, graph.ends, sources, between, np.empty(0))
    by_degree = sorted(pool, key=lambda node: (-int(graph.starts[node + 1] - graph.starts[node]), node))[: _ENDS // 2]
    others = sorted(set(pool) - set(by_degree), key=lambda node: (-round(float(between[node]), 6), node))
    return sorted([*by_degree, *others[: _ENDS - len(by_degree)]])


def _first_greatest(values: Sequence[float]) -> int:
    """Equal values, rounding apart, go to the first."""
    return int(np.argmax(np.round(values, 12)))
