"""Possible worlds and who comes first in each, as they are and with one link turned over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.graph import Floats, Graph, Ints
from entramado.analyse.ground import Flags
from entramado.analyse.measures import pagerank

Held = NDArray[np.bool_]
_WORK: Final = 2.5e9
"""Steps through links that an automatic choice of the measure may take: some twenty seconds."""
_MOST: Final = 50
"""How many times as many a measure that was asked for may take."""
_ROUNDS: Final = 60
"""Of PageRank, each through all links."""
_DIGITS: Final = 9
"""To which scores are told apart: sums in another order differ in the last digits, and must not turn a ranking."""


@dataclass(frozen=True, slots=True, eq=False)
class Worlds:
    """``nodes`` are those that may come first; ``first`` says of each whether it does in a world, by its number."""

    told: Held
    """Which links each world has, shape (worlds, links)."""
    nodes: Ints
    first: Callable[[int, int | None], Flags]
    """Of a world, and of the link that is turned over in it, if any. Shape (nodes,)."""


def worlds_of(graph: Graph, listed: Flags, measure: str, among: int, count: int, rng: np.random.Generator) -> Worlds:
    """Draw worlds from the beliefs. ``measure`` is betweenness, pagerank or degree."""
    told = np.empty((count, len(graph.belief)), np.bool_)
    for number in range(count):
        told[number] = rng.random(len(graph.belief)) < graph.belief
    return _by_degree(graph, listed, among, told) if measure == "degree" else _by_walks(graph, listed, measure, among, told)


def fitting(asked: str, graph: Graph, runs: int) -> str:
    """What to rank by: what was asked for, or the first measure that is fast enough.

    Raises ValueError for one that would take hours.
    """
    steps = len(graph.ends) * runs
    needed = {"betweenness": steps * graph.size, "pagerank": steps * _ROUNDS, "degree": 0}
    if asked == "auto":
        return next(name for name, work in needed.items() if work <= _WORK)
    if needed[asked] > _MOST * _WORK:
        raise ValueError(
            f"{asked} of {graph.size:,} nodes in {runs:,} possible networks would take hours: "
            "ask for fewer worlds and rows, or for degree"
        )
    return asked


def leading(scores: Floats, among: int) -> Flags:
    """Those with a score and fewer than ``among`` above them: equals are in or out together. Shape of ``scores``."""
    greatest = scores.max(initial=0.0)
    if greatest <= 0:
        return np.zeros(len(scores), np.bool_)
    rounded = np.round(scores / greatest, _DIGITS)
    last = np.partition(rounded, -among)[-among] if among <= len(rounded) else 0.0
    return np.asarray((rounded >= last) & (rounded > 0))


def _by_walks(graph: Graph, listed: Flags, measure: str, among: int, told: Held) -> Worlds:
    nodes = np.flatnonzero(listed)

    def first(world: int, link: int | None) -> Flags:
        kept = told[world]
        if link is not None:
            kept = kept.copy()
            kept[link] = not kept[link]
        return leading(_scores(graph, kept, measure)[nodes], among)

    return Worlds(told, nodes, first)


def _scores(graph: Graph, kept: Flags, measure: str) -> Floats:
    from entramado.analyse.kernels.rows import thinned

    starts, ends, links = thinned(graph.starts, graph.ends, graph.links, kept)
    if measure == "betweenness":
        from entramado.analyse.kernels.brandes import brandes

        # the kernel itself, on one thread: the worlds are shared out, and small ones would be slowed by more
        score = np.zeros(graph.size)
        brandes(starts, ends, np.flatnonzero(np.diff(starts) > 0), score, np.empty(0))
        return score
    world = replace(graph, starts=starts, ends=ends, links=links)
    return pagerank(world, tolerance=1e-8) * (world.degrees() > 0)


def _by_degree(graph: Graph, listed: Flags, among: int, told: Held) -> Worlds:
    """One link changes two degrees by one: only who is within two of the last of the first can come or go."""
    candidates = np.flatnonzero(listed)
    near = np.zeros(graph.size, np.bool_)
    for kept in told:
        degree = _degrees(graph, kept)[candidates]
        last = np.partition(degree, -among)[-among] if among <= len(degree) else 0
        near[candidates[degree >= max(last - 2, 0)]] = True
    nodes = np.flatnonzero(near)
    place = np.full(graph.size, -1)
    place[nodes] = np.arange(len(nodes))
    table = np.array([_degrees(graph, kept)[nodes] for kept in told]).reshape(len(told), len(nodes))

    def first(world: int, link: int | None) -> Flags:
        degree = table[world].astype(np.float64)
        if link is not None:
            ends = place[graph.pairs[link]]
            degree[ends[ends >= 0]] += -1.0 if told[world, link] else 1.0
        return leading(degree, among)

    return Worlds(told, nodes, first)


def _degrees(graph: Graph, kept: Flags) -> Ints:
    return np.bincount(graph.pairs[kept].ravel(), minlength=graph.size).astype(np.int32)
