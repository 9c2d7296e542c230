"""Closeness: how near a node is to all others, where some may be out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Graph, Ints
from entramado.analyse.progress import QUIET, Progress

_PIECE: Final = 512
"""Sources that are walked from in one go: a multiple of 64, as `distance_sums` takes them."""


def closeness(graph: Graph, *, progress: Progress = QUIET) -> Floats:
    """Of each node, with r nodes in reach and distances d: (r / (n - 1)) * (r / sum of d), 0 for a node without links.

    The first factor, of Wasserman and Faust (1994, p. 201), keeps a node of a small part from seeming close to all. Shape
    (nodes,), from 0 to 1. Distances count links.
    """
    far, _, reached = _sums(graph, progress)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (reached / max(graph.size - 1, 1)) * (reached / far)
    return np.where(far > 0, found, 0.0)


def harmonic(graph: Graph, *, progress: Progress = QUIET) -> Floats:
    """Of each node the mean over all others of 1 / distance, 0 for one out of reach (Rochat 2009). Shape (nodes,), 0 to 1."""
    return _sums(graph, progress)[1] / max(graph.size - 1, 1)


def efficiency(graph: Graph, *, progress: Progress = QUIET) -> float:
    """The mean over pairs of nodes of 1 / distance (Latora and Marchiori 2001): 1 when all are linked, 0 when none are."""
    return float(harmonic(graph, progress=progress).mean()) if graph.size else 0.0


def _sums(graph: Graph, progress: Progress) -> tuple[Ints, Floats, Ints]:
    """Sums of distances and of 1 / distance to all others in reach, and how many those are."""
    from entramado.analyse.kernels.distances import distance_sums
    from entramado.analyse.kernels.sharing import WORKERS, shared

    def work(some: Ints) -> tuple[Ints, Floats, Ints]:
        made = np.zeros(graph.size, np.int64), np.zeros(graph.size), np.zeros(graph.size, np.int64)
        distance_sums(graph.starts, graph.ends, some, *made)
        return made

    sources = np.flatnonzero(graph.degrees() > 0)
    pieces: Sequence[Ints] = [sources[first : first + _PIECE] for first in range(0, len(sources), _PIECE)]
    far, near, reached = np.zeros(graph.size, np.int64), np.zeros(graph.size), np.zeros(graph.size, np.int64)
    for one, other, third in shared(work, pieces, progress, "distances", WORKERS if len(pieces) > 1 else 1):
        far += one
        near += other
        reached += third
    return far, near, reached
