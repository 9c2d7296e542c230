"""Betweenness: on how many shortest paths between others a node lies (Freeman 1977), exact, or from a sample with its error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from entramado.analyse.graph import Floats, Graph, Ints
from entramado.analyse.progress import QUIET, Progress

_PIECES: Final = 16
"""Into how many the sources are parted. Not by the number of processors: sums of the same parts give the same bits anywhere."""
_SMALL: Final = 200_000
"""Sources times half-links below which threads cost more than they save."""
_DOUBT: Final = log(4 / 0.05)
"""Of a bound that holds with 95 %, on both sides (2 / δ for each of two sides, δ the 5 % that are left)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """From a sample: in at least 95 of 100, ``value`` ± ``error`` holds a node's true value. Arrays of shape (nodes,)."""

    value: Floats
    error: Floats
    sampled: int
    """Sources drawn."""


def betweenness(graph: Graph, *, length: ArrayLike | None = None, normalised: bool = False, progress: Progress = QUIET) -> Floats:
    """Of each node, the sum over pairs of other nodes of the share of their shortest paths that go through it. Shape (nodes,).

    By Brandes' algorithm (2001): O(nodes * links). A shortest path has the fewest links, or with a ``length`` above 0 of each
    link, shape (links,), the least sum of lengths. ``normalised`` divides by the number of pairs, (n - 1)(n - 2) / 2.
    Raises ValueError for a length that is not above 0.
    """
    sources = np.flatnonzero(graph.degrees() > 0)
    score, _ = _summed(graph, sources, length, False, progress)
    return score * _scale(graph.size, normalised)


def sampled_betweenness(
    graph: Graph,
    sources: int,
    *,
    seed: int = 0,
    length: ArrayLike | None = None,
    normalised: bool = False,
    progress: Progress = QUIET,
) -> Estimate:
    """Betweenness from the shortest paths out of ``sources`` nodes, drawn with replacement (Brandes and Pich 2007).

    The estimate is unbiased. Its error is the empirical Bernstein bound (Maurer and Pontil 2009, theorem 4) on the mean of that
    many dependencies, each from 0 to the size of the node's component less 2: it holds for every node, at least 95 times in 100,
    whatever the graph. The usual standard error does not: nobody may have been drawn on the far side of the only bridge. When no
    fewer sources are asked for than there are nodes with links, the answer is exact and the error 0.
    """
    from entramado.analyse.measures.connectivity import components

    linked = np.flatnonzero(graph.degrees() > 0)
    drawn = max(int(sources), 2)
    if drawn >= len(linked):
        exact = betweenness(graph, length=length, normalised=normalised, progress=progress)
        return Estimate(exact, np.zeros(graph.size), len(linked))
    chosen = np.sort(np.random.default_rng(seed).choice(linked, drawn))
    total, square = _summed(graph, chosen, length, True, progress)
    mean = total / drawn
    variance = np.maximum(square - drawn * mean**2, 0.0) / (drawn - 1)
    label = components(graph)
    # a node of one link is on no path between others
    most = np.where(graph.degrees() > 1, np.bincount(label)[label] - 2.0, 0.0)
    error = np.sqrt(2.0 * variance * _DOUBT / drawn) + 7.0 * most * _DOUBT / (3.0 * (drawn - 1))
    scale = len(linked) * _scale(graph.size, normalised)
    return Estimate(mean * scale, error * scale, drawn)


def _scale(size: int, normalised: bool) -> float:
    """Each pair is counted from both of its ends."""
    return 0.5 if not normalised else 1.0 / ((size - 1) * (size - 2)) if size > 2 else 0.0


def _summed(graph: Graph, sources: Ints, length: ArrayLike | None, squares: bool, progress: Progress) -> tuple[Floats, Floats]:
    """Sums of dependencies, and of their squares if wanted, over the sources. Shape (nodes,)."""
    from entramado.analyse.kernels.brandes import brandes, brandes_by_length
    from entramado.analyse.kernels.sharing import WORKERS, shared

    lengths = None if length is None else _lengths(graph, length)

    def work(some: Ints) -> tuple[Floats, Floats]:
        score, square = np.zeros(graph.size), np.zeros(graph.size if squares else 0)
        if lengths is None:
            brandes(graph.starts, graph.ends, some, score, square)
        else:
            brandes_by_length(graph.starts, graph.ends, lengths, some, score, square)
        return score, square

    pieces: Sequence[Ints] = np.array_split(sources, _PIECES) if len(sources) >= _PIECES else [sources]
    workers = WORKERS if len(sources) * len(graph.ends) > _SMALL else 1
    score, square = np.zeros(graph.size), np.zeros(graph.size if squares else 0)
    for one, other in shared(work, pieces, progress, "shortest paths", workers):
        score += one
        square += other
    return score, square


def _lengths(graph: Graph, length: ArrayLike) -> Floats:
    given = np.asarray(length, np.float64)
    if given.shape != (len(graph.pairs),) or not np.all(given > 0) or not np.all(np.isfinite(given)):
        raise ValueError("each link has a length above 0")
    return given[graph.links]
