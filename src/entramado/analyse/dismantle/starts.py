"""Start orders for the search: by links left and by communities cut apart, each put right by greedy reinsertion."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.dismantle.aim import Aim, Line
from entramado.analyse.dismantle.curve import largest_after
from entramado.analyse.graph import Floats, Graph, Numbers

BEYOND: Final = (0.05, 0.2, 0.1, 0.03, 0.08, 0.4, 0.0)
"""How far past the limit orders by links go, as a share of the rest: what was removed too much is put back."""
RESOLUTIONS: Final = (1.0, 0.1, 10.0, 0.3, 3.0, 0.03)
"""Of the communities that are cut apart: how large they had best be differs from network to network."""
HUBS: Final = (0.2, 0.0)
"""A node of degree d is put back as if it joined d ** this times as much."""


def starts(graph: Graph, aim: Aim, limit: int, seed: int, most: int) -> list[Line]:
    """Up to ``most`` start orders, best first. All allowed nodes together have to reach ``limit``."""
    from entramado.analyse.dismantle.improvement import measured
    from entramado.analyse.dismantle.reinsertion import reinsert
    from entramado.analyse.kernels.sharing import shared

    degree = graph.degrees()
    dear = aim.cost.mean() / aim.cost
    ways = list(islice(_ways(graph, aim, limit, seed), most))
    tasks: list[tuple[Numbers, Floats]] = []
    for turn in range(len(BEYOND)):
        for order, ends in ways:
            for end in ends[turn : turn + 1]:
                tasks += [(order[:end], dear * np.maximum(degree, 1) ** hub) for hub in HUBS]

    def made(task: tuple[Numbers, Floats]) -> Line:
        removed, factor = task
        taken = np.zeros(graph.size, np.bool_)
        taken[removed] = True
        order, largest = np.empty(graph.size, np.int32), np.empty(graph.size + 1, np.int64)
        reinsert(graph.starts, graph.ends, taken, factor, order, largest)
        value, kept = measured(order, largest, len(removed), aim.cost, limit, aim.budget)
        return Line(value, order[:kept].copy(), factor)

    return sorted(shared(made, tasks[:most]), key=lambda line: line.value)


def _ways(graph: Graph, aim: Aim, limit: int, seed: int) -> Iterator[tuple[Numbers, list[int]]]:
    """Orders of all allowed nodes, both kinds by turns, each with how many of its first to take."""
    nobody = np.empty(0, np.int32)
    # Many nodes have equal degrees, and the order among them matters: by their neighbours' degrees, and at random.
    degree = graph.degrees()
    beside = np.bincount(graph.pairs.ravel(), degree[graph.pairs[:, ::-1]].ravel(), graph.size)
    ties = [beside / (beside.max() + 1), *np.random.default_rng([seed, 7]).random((3, graph.size))]
    for tie, resolution in zip_longest(ties, RESOLUTIONS):
        if tie is not None:
            order = _completed(graph, aim, nobody, tie)
            crossing = _crossing(graph, order, limit)
            yield order, [_beyond(order, crossing, share) for share in BEYOND]
        if resolution is not None and len(between := _between(graph, aim, resolution, seed)):
            order = _completed(graph, aim, between, ties[0])
            crossing = _crossing(graph, order, limit)
            yield order, [max(crossing, len(between)), crossing, _beyond(order, crossing, BEYOND[0])]


def _between(graph: Graph, aim: Aim, resolution: float, seed: int) -> Numbers:
    """Nodes that part the communities from each other, whoever has most links to other communities first.

    Where a network comes apart at few places, as roads and regions do, those are seldom the nodes with most links.
    """
    from entramado.analyse.dismantle.adaptive import by_degree
    from entramado.analyse.measures.communities import leiden

    community = leiden(graph, resolution=resolution, seed=seed, iterations=1)
    across = graph.of_links(community[graph.pairs[:, 0]] != community[graph.pairs[:, 1]])
    return by_degree(across.starts, across.ends, aim.allowed, aim.cost, np.zeros(graph.size))


def _completed(graph: Graph, aim: Aim, first: Numbers, tie: Floats) -> Numbers:
    """All allowed nodes: the ``first``, then by links left, then those without any."""
    from entramado.analyse.dismantle.adaptive import by_degree

    gone = np.zeros(graph.size, np.bool_)
    gone[first] = True
    left = graph.of_links(np.flatnonzero(~gone[graph.pairs].any(axis=1))) if len(first) else graph
    order = np.concatenate([first, by_degree(left.starts, left.ends, aim.allowed & ~gone, aim.cost, tie)])
    gone[order] = True
    return np.concatenate([order, np.flatnonzero(aim.allowed & ~gone).astype(np.int32)])


def _crossing(graph: Graph, order: Numbers, limit: int) -> int:
    """After how many removals the limit is reached."""
    under: NDArray[np.bool_] = largest_after(graph, order) <= limit
    return int(under.argmax())


def _beyond(order: Numbers, crossing: int, share: float) -> int:
    return crossing + round(share * (len(order) - crossing))
