"""The measures that key people are ranked by: of a world given as links, one number for each node."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Ints, Numbers

_LARGE: Final = 20_000
_NO_WEIGHTS: Final = np.zeros(0)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """A world as it is walked, and what chance may be used in walking it."""

    starts: Ints
    ends: Numbers
    weights: Floats
    """The weight at each place of ``ends``, or no item when all are 1."""
    sources: int
    """From how many nodes shortest paths are followed at most."""
    random: np.random.Generator

    @classmethod
    def of(cls, size: int, pairs: Numbers, weight: Floats, sources: int, random: np.random.Generator) -> Rows:
        from entramado.analyse.key.kernels import rows_of

        starts, ends, links = rows_of(size, np.ascontiguousarray(pairs))
        alike = bool((weight == 1.0).all())
        return cls(starts, ends, _NO_WEIGHTS if alike else weight[links], sources, random)

    @property
    def size(self) -> int:
        return len(self.starts) - 1

    def drawn(self) -> tuple[Ints, float]:
        """Nodes to follow paths from, and how many each stands for."""
        linked = np.flatnonzero(np.diff(self.starts) > 0)
        if len(linked) <= self.sources:
            return linked, 1.0
        return np.sort(self.random.choice(linked, self.sources, replace=False)), len(linked) / self.sources


@dataclass(frozen=True, slots=True)
class Measure:
    title: str
    words: str
    """What it measures, and who defined it."""
    of: Callable[[Rows], Floats]
    low_first: bool = False
    """Whether the smallest value ranks first."""
    paths: bool = False
    """Whether it follows shortest paths from every node, the dear ones."""


def _degree(rows: Rows) -> Floats:
    return np.diff(rows.starts).astype(np.float64)


def _strength(rows: Rows) -> Floats:
    if not len(rows.weights):
        return _degree(rows)
    reached = np.concatenate([[0.0], np.cumsum(rows.weights)])
    return np.asarray(reached[rows.starts[1:]] - reached[rows.starts[:-1]])


def _betweenness(rows: Rows) -> Floats:
    from entramado.analyse.kernels.brandes import brandes

    sources, each = rows.drawn()
    score = np.zeros(rows.size)
    brandes(rows.starts, rows.ends, sources, score, _NO_WEIGHTS)
    return score * (each / 2)


def _far(rows: Rows) -> tuple[Ints, Floats, Ints, float]:
    from entramado.analyse.kernels.distances import distance_sums

    sources, each = rows.drawn()
    far, near, reached = np.zeros(rows.size, np.int64), np.zeros(rows.size), np.zeros(rows.size, np.int64)
    distance_sums(rows.starts, rows.ends, sources, far, near, reached)
    return far, near, reached, each


def _closeness(rows: Rows) -> Floats:
    far, _, reached, each = _far(rows)
    return each * reached / max(rows.size - 1, 1) * reached / np.maximum(far, 1)


def _harmonic(rows: Rows) -> Floats:
    _, near, _, each = _far(rows)
    return near * each / max(rows.size - 1, 1)


def _eigenvector(rows: Rows) -> Floats:
    from entramado.analyse.kernels.connectivity import component_labels
    from entramado.analyse.kernels.ranks import leading_vector

    if not len(rows.ends):
        return np.zeros(rows.size)
    labels = component_labels(rows.starts, rows.ends)
    members = np.bincount(labels)
    # of parts of equal size all: which one is numbered first must not matter
    largest = (members[labels] == members.max()).astype(np.float64)
    # in a large network the ranks are settled long before the last digits
    return leading_vector(rows.starts, rows.ends, rows.weights, largest, 1e-9 if rows.size <= _LARGE else 1e-6, 2000)


def _pagerank(rows: Rows) -> Floats:
    from entramado.analyse.kernels.ranks import pagerank_solved

    return pagerank_solved(rows.starts, rows.ends, rows.weights, 0.85, 1e-10, 500)


def _core(rows: Rows) -> Floats:
    from entramado.analyse.kernels.cores import core_numbers

    return core_numbers(rows.starts, rows.ends).astype(np.float64)


def _holes(rows: Rows) -> tuple[Floats, Floats]:
    from entramado.analyse.key.kernels import holes

    constraint, effective = np.zeros(rows.size), np.zeros(rows.size)
    holes(rows.starts, rows.ends, rows.weights, constraint, effective)
    return constraint, effective


MEASURES: Final[Mapping[str, Measure]] = {
    "degree": Measure("Degree", "Contacts: how many others a node is tied to.", _degree),
    "strength": Measure("Strength", "The weights of a node's links, added.", _strength),
    "betweenness": Measure(
        "Betweenness",
        "On how many shortest paths between two others a node lies (Freeman 1977); links count alike.",
        _betweenness,
        paths=True,
    ),
    "closeness": Measure(
        "Closeness",
        "How near all others in reach are, weighed by their share of all (Wasserman and Faust 1994).",
        _closeness,
        paths=True,
    ),
    "harmonic": Measure(
        "Harmonic closeness", "The mean over all others of 1 / distance, 0 out of reach (Rochat 2009).", _harmonic, paths=True
    ),
    "eigenvector": Measure(
        "Eigenvector", "Tied to those who are well tied themselves, in the largest component (Bonacich 1972).", _eigenvector
    ),
    "pagerank": Measure(
        "PageRank", "How often a walk by chance along links comes by (Brin and Page 1998; damping 0.85).", _pagerank
    ),
    "core": Measure("Core", "The greatest k of a part in which all have k contacts or more (Seidman 1983).", _core),
    "constraint": Measure(
        "Constraint",
        "How far a node's contacts are tied among themselves (Burt 1992): a low one leaves room to broker, and ranks first.",
        lambda rows: _holes(rows)[0],
        low_first=True,
    ),
    "effective_size": Measure(
        "Effective size", "Contacts less what they double of each other (Burt 1992).", lambda rows: _holes(rows)[1]
    ),
}
"""By the word that options use."""


def constraint_and_size(rows: Rows) -> tuple[Floats, Floats]:
    """Burt's constraint and effective size (1992), each of shape (nodes,).

    The share of his time that i spends on j is p_ij = weight over all his weights; the constraint is the sum over his contacts of
    (p_ij + sum over q of p_iq p_qj)^2, and the effective size the sum over them of 1 - sum over q of p_iq m_jq, with m_jq the
    weight of j's link to q over j's greatest. Of a node alone: 2, above any other, and 0.
    """
    return _holes(rows)
