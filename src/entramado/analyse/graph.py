"""A graph as arrays: compressed sparse rows, as every analysis walks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]
"""Numbers of nodes or links: 32 bits, since a walk through a large graph waits for memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Undirected and simple. Nodes and links are numbered from 0, links in the order of their ends.

    The neighbours of node v are ``ends[starts[v]:starts[v + 1]]``, ascending, and ``links`` has the number of the link to each.
    """

    starts: Ints
    """Shape (nodes + 1,)."""
    ends: Numbers
    """Shape (2 * links,)."""
    links: Numbers
    """Shape (2 * links,)."""
    pairs: Numbers
    """The two nodes of each link, the smaller first; shape (links, 2)."""
    weight: Floats
    """How strong each link is, above 0; shape (links,). 1 where nothing is said."""
    belief: Floats
    """The probability that each link is there, from 0 to 1; shape (links,). 1 where nothing is said."""

    @property
    def size(self) -> int:
        """Nodes."""
        return len(self.starts) - 1

    def degrees(self) -> Ints:
        """Neighbours of each node, shape (nodes,)."""
        return np.diff(self.starts)

    def neighbours(self, node: int) -> Numbers:
        return self.ends[self.starts[node] : self.starts[node + 1]]

    @classmethod
    def of(cls, size: int, pairs: ArrayLike, weight: ArrayLike | None = None, belief: ArrayLike | None = None) -> Graph:
        """Of links in any order. Shape of ``pairs`` (m, 2), of the others (m,).

        A link from a node to itself is left out. Links between the same two nodes become one: their weights are added, and it is
        there when one of them is: 1 - product of (1 - belief). Raises ValueError for a node that is not there, a weight that is
        not above 0, or a belief outside 0 to 1.
        """
        ends = np.asarray(pairs, np.int64).reshape(-1, 2)
        count = len(ends)
        weights = np.ones(count) if weight is None else np.asarray(weight, np.float64)
        beliefs = np.ones(count) if belief is None else np.asarray(belief, np.float64)
        if count and (ends.min() < 0 or ends.max() >= size):
            raise ValueError(f"a link names a node that is not there: nodes are 0 to {size - 1}")
        if not np.all(weights > 0) or not np.all(np.isfinite(weights)):
            raise ValueError("a link's weight is above 0")
        if not np.all((beliefs >= 0) & (beliefs <= 1)):
            raise ValueError("a link's belief is from 0 to 1")
        low, high = ends.min(axis=1), ends.max(axis=1)
        kept = low != high
        key, place = np.unique(low[kept] * max(size, 1) + high[kept], return_inverse=True)
        doubt = np.zeros(len(key))
        with np.errstate(divide="ignore"):
            np.add.at(doubt, place, np.log1p(-beliefs[kept]))
        return cls._sorted(size, key, np.bincount(place, weights[kept], len(key)).astype(np.float64), -np.expm1(doubt))

    @classmethod
    def _sorted(cls, size: int, key: Ints, weight: Floats, belief: Floats) -> Graph:
        made = np.stack(np.divmod(key, max(size, 1)), axis=1)
        both = np.concatenate([made, made[:, ::-1]])
        order = np.argsort(both[:, 0] * max(size, 1) + both[:, 1], kind="stable")
        starts = np.zeros(size + 1, np.int64)
        np.cumsum(np.bincount(both[:, 0], minlength=size), out=starts[1:])
        numbers = np.tile(np.arange(len(key), dtype=np.int32), 2)
        return cls(starts, both[order, 1].astype(np.int32), numbers[order], made.astype(np.int32), weight, belief)

    def of_links(self, kept: NDArray[Any]) -> Graph:
        """The same nodes with some links alone: a mask of them, or their numbers."""
        return Graph.of(self.size, self.pairs[kept], self.weight[kept], self.belief[kept])
