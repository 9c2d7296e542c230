"""Pairs of nodes that no link joins: which are compared, and what the structure around each says of it.

Every sum runs over beliefs: a neighbour that is shared with belief 0.5 on either side counts a quarter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.ground import Flags

FEW: Final = 50_000
"""Pairs that are compared: all that no link joins where there are no more than these, or else the best by allocation."""
_EDGES: Final = np.geomspace(1e-9, 1e4, 400)
"""Steps of resource allocation by which the best pairs of a large network are told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A graph as it is seen: its rows, the belief at each place of ``ends``, and of each node the sum of beliefs of its links."""

    starts: Ints
    ends: Numbers
    belief: Floats
    strength: Floats

    @classmethod
    def of(cls, graph: Graph, kept: Flags | None = None) -> Seen:
        """All links, or those of a mask of shape (links,)."""
        starts, ends, links = graph.starts, graph.ends, graph.links
        if kept is not None:
            from entramado.analyse.kernels.rows import thinned

            starts, ends, links = thinned(starts, ends, links, kept)
        belief = graph.belief[links]
        node = np.repeat(np.arange(graph.size), np.diff(starts))
        return cls(starts, ends, belief, np.bincount(node, belief, graph.size).astype(np.float64))


@dataclass(frozen=True, slots=True, eq=False)
class Indices:
    """What the structure says of each pair. Arrays of shape (pairs,)."""

    common: Floats
    """Common neighbours."""
    adamic_adar: Floats
    """Common neighbours, each divided by the logarithm of its strength (Adamic and Adar 2003)."""
    allocation: Floats
    """Resource allocation: common neighbours, each divided by its strength (Zhou, Lü and Zhang 2009)."""
    long: Floats
    """Paths of three links, each divided by the root of the product of its inner strengths (Kovács et al. 2019)."""
    jaccard: Floats
    """Common neighbours by all neighbours of either."""
    attachment: Floats
    """Product of strengths (Barabási and Albert 1999)."""
    unlike: Floats
    """How far the strengths differ, as the difference of their logarithms."""
    known: Flags
    """Both nodes have links: of a node without any, structure says nothing."""

    def of(self, rows: Ints) -> Indices:
        """Of some pairs alone, by their places."""
        return Indices(*(getattr(self, each.name)[rows] for each in fields(self)))

    @classmethod
    def joined(cls, parts: Sequence[Indices]) -> Indices:
        """Of the pairs of several, one after the other."""
        return cls(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(cls)))


def indices(seen: Seen, pairs: Numbers) -> Indices:
    """Of pairs of different nodes, shape (pairs, 2), in any order."""
    from entramado.analyse.gaps.kernels import pair_sums

    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    sums, made = np.empty((len(pairs), 4)), np.empty((len(pairs), 4))
    pair_sums(seen.starts, seen.ends, seen.belief, seen.strength, np.ascontiguousarray(pairs[order], np.int32), sums)
    made[order] = sums
    one, other = seen.strength[pairs[:, 0]], seen.strength[pairs[:, 1]]
    common = made[:, 0]
    every = np.maximum(one + other - common, 1e-12)
    return Indices(
        common, made[:, 1], made[:, 2], made[:, 3],
        np.where(common > 0, common / every, 0.0), one * other, np.abs(np.log1p(one) - np.log1p(other)),
        (one > 0) & (other > 0),
    )  # fmt: skip


def few(listed: Flags) -> bool:
    """Whether there are so few listed nodes that all their pairs are compared."""
    count = int(listed.sum())
    return count * (count - 1) // 2 <= FEW


def keys(pairs: Numbers, size: int) -> Ints:
    """One number of each pair, the same whichever node comes first."""
    return np.asarray(pairs.min(axis=1).astype(np.int64) * max(size, 1) + pairs.max(axis=1))


def unlinked(graph: Graph, listed: Flags) -> Numbers:
    """All pairs of listed nodes that no link joins, the smaller node first. For few nodes."""
    nodes = np.flatnonzero(listed)
    one, other = np.triu_indices(len(nodes), 1)
    pairs = np.stack([nodes[one], nodes[other]], axis=1).astype(np.int32)
    return pairs[~np.isin(keys(pairs, graph.size), keys(graph.pairs, graph.size))]


def drawn(graph: Graph, listed: Flags, count: int, rng: np.random.Generator) -> Numbers:
    """Pairs of listed nodes that no link joins, drawn at random. Fewer than ``count`` where nearly all are linked."""
    nodes = np.flatnonzero(listed)
    pairs = nodes[rng.integers(0, len(nodes), (2 * count, 2))].astype(np.int32)
    pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
    linked = np.isin(keys(pairs, graph.size), keys(graph.pairs, graph.size))
    return pairs[~linked][:count]


def best(seen: Seen, listed: Flags, room: int = FEW) -> Numbers:
    """The pairs of listed nodes at distance two with the highest resource allocation, ``room`` at most.

    Pairs of one step of allocation go together: where they are more than the room that is left, none of them is taken.
    """
    from entramado.analyse.gaps.kernels import allocation

    arrays = seen.starts, seen.ends, seen.belief, seen.strength, listed
    counts = np.zeros(len(_EDGES) + 1, np.int64)
    allocation(*arrays, _EDGES, np.empty((0, 2), np.int32), counts)
    above = np.cumsum(counts[::-1])[::-1][1:]
    fitting = np.flatnonzero(above <= room)
    if not len(fitting) or not above[fitting[0]]:
        return np.empty((0, 2), np.int32)
    found = np.empty((int(above[fitting[0]]), 2), np.int32)
    allocation(*arrays, _EDGES[fitting[0] :], found, np.zeros(len(_EDGES) + 1 - int(fitting[0]), np.int64))
    return found
