"""Brokerage between groups: who stands between two that are not tied, and whose side each of the three is on.

Gould and Fernandez (1989) tell five roles apart by the groups of a, the broker b and c, where a and b are tied, b and c too, and
a and c are not:

- coordinator: all three are of one group;
- itinerant (consultant): a and c are of one group, b of another;
- gatekeeper and representative: b shares the group of one of them, and stands between it and another group. Gould and Fernandez
  tell the two apart by the direction of ties. Ties of cooperation have none, so each such pair is counted once, as "gate";
- liaison: all three are of different groups.

An undirected triad is counted once, not for both of its directions. A node of no known group brokers for nobody and is no end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from entramado.analyse.graph import Graph, Ints, Numbers

ROLES = ("coordinator", "gate", "itinerant", "liaison")


@dataclass(frozen=True, slots=True, eq=False)
class Brokerage:
    """How many open triads each node brokers in each role: arrays of shape (nodes,)."""

    coordinator: Ints
    gate: Ints
    """Gatekeeper or representative."""
    itinerant: Ints
    liaison: Ints

    @property
    def total(self) -> Ints:
        return self.coordinator + self.gate + self.itinerant + self.liaison


def brokerage(graph: Graph, groups: ArrayLike, nodes: ArrayLike | None = None) -> Brokerage:
    """The roles of all nodes, where ``groups`` has each node's group, shape (nodes,), below 0 for none known.

    With ``nodes`` theirs alone are counted, and the others' are 0.

    Pairs of neighbours are counted by group, and those that are tied are taken off again, triangle by triangle.
    """
    group = np.asarray(groups, np.int64)
    count = np.zeros((4, graph.size), np.int64)
    for node in range(graph.size) if nodes is None else np.asarray(nodes).tolist():
        own = group[node]
        if own < 0:
            continue
        near = graph.neighbours(node)
        of = group[near]
        near, of = near[of >= 0], of[of >= 0]
        if len(near) < 2:
            continue
        by_group = np.bincount(of)
        same = int(by_group[own]) if own < len(by_group) else 0
        pairs_alike = int((by_group * (by_group - 1) // 2).sum())
        coordinator = same * (same - 1) // 2
        gate = same * (len(near) - same)
        itinerant = pairs_alike - coordinator
        liaison = len(near) * (len(near) - 1) // 2 - coordinator - gate - itinerant
        count[:, node] = (coordinator, gate, itinerant, liaison)
        count[:, node] -= _closed(graph, near, of, int(own))
    return Brokerage(*count)


def _closed(graph: Graph, near: Numbers, of: Ints, own: int) -> Ints:
    """Of the pairs among ``near`` that are tied, how many fall to each role."""
    first = np.repeat(near, np.diff(graph.starts)[near])
    others = np.concatenate([graph.neighbours(node) for node in near.tolist()])
    place = np.minimum(np.searchsorted(near, others), len(near) - 1)
    tied = (near[place] == others) & (first < others)
    one, other = np.repeat(of, np.diff(graph.starts)[near])[tied], of[place[tied]]
    alike, with_one, with_other = one == other, one == own, other == own
    return np.array([
        (with_one & with_other).sum(), (with_one != with_other).sum(), (alike & ~with_one).sum(),
        (~alike & ~with_one & ~with_other).sum(),
    ], np.int64)  # fmt: skip
