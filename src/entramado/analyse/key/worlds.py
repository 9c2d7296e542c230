"""Possible worlds: graphs that may be the true one, given how sure each known link is and how many links nobody has seen.

A known link is in a world with the probability of its belief. Unseen links are added: as many as a source that misses a given
share of links would have missed, and where links of this very network are found missing when as many of its known ones are hidden
again. So the model of unseen links is learned from the network alone, with nothing fitted on others:

- some close a triangle: a walk of two steps, from a node's contact to that contact's contact (as resource allocation scores
  pairs, Zhou, Lü and Zhang 2009);
- the others join any two nodes, each drawn by how many links nodes of his known degree turn out to lack.

That is one model. It lets chance decide how many links a node gets. In another (`degrees`), each node gets as many as its known
degree makes likely that it lacks, and these are then joined. Every other world is of the one, the rest of the other: neither is
right everywhere, and where they differ the intervals show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.key.degrees import lacked, lacking_table

_STEPS: Final = np.array([0, 1, 2, 3, 4, 6, 9, 14, 22, 35, 60, 100, 200, 1000, 10**9])
"""Nodes of degrees up to the same step are held alike in how many links they lack."""
_HIDDEN: Final = 400
"""Links to hide, over all rounds, before the model is believed."""
_ROUNDS: Final = 20
_LOOKED_AT: Final = 1000
"""Hidden links of a round that are looked at: in a large network more tell nothing new."""
_MOST_CLOSING: Final = 0.98
_PRIOR: Final = 2.0
"""Nodes that the first guess of a step, a lack in proportion to degree + 1, counts for."""
_TRIES: Final = 12


@dataclass(frozen=True, slots=True)
class Unseen:
    """How a source misses links: what share of them, and where those it missed tend to be."""

    rate: float
    """The share of all true links that is not among the known ones, from 0 to below 1."""
    closing: float
    """The share of missed links that close a triangle of known ones."""
    lack: Floats
    """By step of degree, how many missed links of the other sort a node has, up to a factor."""
    lacking: Floats
    """The table of `lacking_table`."""


def learn(graph: Graph, rate: float, random: np.random.Generator) -> Unseen:
    """The model of unseen links where the source missed the share ``rate``: hide as many again, and look where they were.

    Nodes that have no link at all tell nothing and are left out. The shares of the two sorts are found by expectation and
    maximisation: each hidden link counts for a sort as far as that sort would have put a link there.
    """
    steps = len(_STEPS) + 1
    prior = np.minimum(np.append(_STEPS, _STEPS[-1]), 1000) + 1.0
    there = max(float(graph.belief.sum()) * rate, 1e-9)
    walked: list[Floats] = []
    ends: list[Ints] = []
    nodes = np.zeros(steps)
    linked = graph.degrees() > 0
    for _ in range(int(np.clip(np.ceil(_HIDDEN / there), 1, _ROUNDS)) if rate > 0 else 0):
        known = random.random(len(graph.pairs)) < graph.belief
        seen = known & (random.random(len(graph.pairs)) >= rate)
        hidden = graph.pairs[known & ~seen]
        if not len(hidden) or not seen.any():
            continue
        hidden = hidden[np.sort(random.permutation(len(hidden))[:_LOOKED_AT])]
        world = World.of(graph.size, graph.pairs[seen])
        step = _step(world.degree)
        nodes += np.bincount(step[linked], minlength=steps)
        walked.append(world.walked(hidden, random))
        ends.append(step[hidden])
    believed = graph.pairs[random.random(len(graph.pairs)) < graph.belief]
    table = lacking_table(np.bincount(believed.ravel(), minlength=graph.size), rate) if rate > 0 else np.ones((1, 1))
    if not walked:
        return Unseen(rate, 0.0, prior, table)
    by_walk, of = np.concatenate(walked), np.concatenate(ends)
    nodes /= len(walked)
    lack, closing = prior / (nodes * prior).sum(), 0.3
    for _ in range(40):
        by_lack = lack[of[:, 0]] * lack[of[:, 1]] * 2.0 / max((nodes * lack).sum() ** 2, 1e-300)
        part = closing * by_walk / np.maximum(closing * by_walk + (1 - closing) * by_lack, 1e-300)
        closing = min(float(part.mean()), _MOST_CLOSING)
        found = np.bincount(of.ravel(), np.repeat(1 - part, 2), steps)
        guess = prior * found.sum() / (nodes * prior).sum()
        lack = (found + _PRIOR * guess) / (nodes + _PRIOR)
        total = float((nodes * lack).sum())
        lack = lack / total if total > 0 else prior / (nodes * prior).sum()
    # who is known without a link has lost all his, or never had one: as many have lost theirs as lose them when links are hidden
    lack[0] *= min(1.0, float(nodes[0]) / max(int((~linked).sum()), 1))
    return Unseen(rate, closing, lack, table)


def drawn(graph: Graph, unseen: Unseen, random: np.random.Generator) -> tuple[Numbers, Floats]:
    """One possible world: its links, shape (m, 2), and their weights, shape (m,).

    By the first model, the number of unseen links is negative binomial: those missed before as many were met as are known. An
    unseen link's weight is one of the known links', drawn by chance.
    """
    sure = graph.belief >= 1.0
    kept = sure if sure.all() else random.random(len(graph.pairs)) < graph.belief
    pairs, weight = graph.pairs[kept], graph.weight[kept]
    if unseen.rate <= 0 or not len(pairs):
        return pairs, weight
    room = graph.size * (graph.size - 1) // 2 - len(pairs)
    world = World.of(graph.size, pairs)
    if random.random() < 0.5:
        more = world.completed(unseen, random)
    else:
        more = world.lacking(unseen, min(int(random.negative_binomial(len(pairs), 1 - unseen.rate)), room), random)
    return np.concatenate([pairs, more]), np.concatenate([weight, random.choice(weight, len(more))])


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """The known links of a world, ready to be walked."""

    starts: Ints
    ends: Numbers
    degree: Ints
    keys: Ints
    """Its links as numbers low * nodes + high, ascending."""

    @classmethod
    def of(cls, size: int, pairs: Numbers) -> World:
        """``pairs`` are without doubles, the smaller node first."""
        from entramado.analyse.key.kernels import rows_of

        starts, ends, _ = rows_of(size, np.ascontiguousarray(pairs))
        return cls(starts, ends, np.diff(starts), np.sort(pairs[:, 0].astype(np.int64) * size + pairs[:, 1]))

    def lacking(self, unseen: Unseen, count: int, random: np.random.Generator) -> Numbers:
        """``count`` links that are not there, by the model: fewer when it finds no more places. Shape (count, 2)."""
        size = len(self.degree)
        weight = np.cumsum(unseen.lack[_step(self.degree)])
        found = np.empty(0, np.int64)
        for _ in range(_TRIES):
            if len(found) >= count:
                break
            wanted = int((count - len(found)) * 1.3) + 4
            by_walk = int(random.binomial(wanted, unseen.closing))
            some = self._walks(by_walk, random)
            others = np.searchsorted(weight, random.random((wanted - by_walk, 2)) * weight[-1], side="right")
            pairs = np.concatenate([some, np.minimum(others, size - 1)])[random.permutation(len(some) + wanted - by_walk)]
            key = pairs.min(axis=1) * size + pairs.max(axis=1)
            key = np.concatenate([found, key[(pairs[:, 0] != pairs[:, 1]) & ~self._has(key)]])
            found = key[np.sort(np.unique(key, return_index=True)[1])][:count]
        return np.stack(np.divmod(found, size), axis=1).astype(np.int32)

    def completed(self, unseen: Unseen, random: np.random.Generator) -> Numbers:
        """Links that are not there, as many at each node as it is likely to lack. Shape (links, 2)."""
        from entramado.analyse.key.kernels import completed

        lacks = lacked(self.degree, unseen.lacking, unseen.rate, random)
        made = completed(self.starts, self.ends, lacks, unseen.closing, int(random.integers(2**31)))
        key = np.unique(made[:, 0].astype(np.int64) * len(self.degree) + made[:, 1])
        return np.stack(np.divmod(key, len(self.degree)), axis=1).astype(np.int32)

    def walked(self, pairs: Numbers, random: np.random.Generator) -> Floats:
        """The probability that a walk of two steps ends at each of ``pairs``, given that its ends are not linked."""
        total = np.maximum(self.degree - 1, 0).sum()
        if not total:
            return np.zeros(len(pairs))
        some = self._walks(500, random)
        size = len(self.degree)
        closed = float(self._has(some.min(axis=1) * size + some.max(axis=1)).mean())
        made = np.empty(len(pairs))
        for number, (one, other) in enumerate(pairs.tolist()):
            common = np.intersect1d(self._near(one), self._near(other), assume_unique=True)
            made[number] = (2.0 / self.degree[common]).sum()
        return np.asarray(made / total / max(1 - closed, 0.05))

    def _near(self, node: int) -> Numbers:
        return self.ends[self.starts[node] : self.starts[node + 1]]

    def _walks(self, count: int, random: np.random.Generator) -> Ints:
        """The ends of walks of two steps, shape (count, 2): middle drawn by degree less 1, ends among its contacts."""
        reach = np.cumsum(np.maximum(self.degree - 1, 0))
        if not count or not len(reach) or not reach[-1]:
            return np.empty((0, 2), np.int64)
        middle = np.searchsorted(reach, random.integers(0, reach[-1], count), side="right")
        one, other = random.integers(0, self.degree[middle]), random.integers(0, self.degree[middle] - 1)
        other += other >= one
        first = self.starts[middle]
        return np.stack([self.ends[first + one], self.ends[first + other]], axis=1).astype(np.int64)

    def _has(self, key: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        if not len(self.keys):
            return np.zeros(len(key), np.bool_)
        place = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        return np.asarray(self.keys[place] == key)


def _step(degree: Ints) -> Ints:
    return np.searchsorted(_STEPS, degree, side="left").astype(np.int64)
