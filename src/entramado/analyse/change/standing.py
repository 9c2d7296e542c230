"""Which ties stand on a date, and worlds of both dates: what is drawn of a tie at one date holds of it at the other too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.ground import Flags, Ground, Spell
from entramado.analyse.key.worlds import Unseen, drawn


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """The ties of a network at two dates: arrays of shape (ties,), or (2, ties) for the two dates."""

    ground: Ground
    link: Ints
    belief: Floats
    together: Ints
    """The number of what stands or falls together: ties of one link that share a source."""
    stands: Flags
    """Shape (2, ties)."""

    @classmethod
    def of(cls, ground: Ground, days: tuple[int, int], window: int, undated: bool) -> Standing:
        """``undated``: whether a tie without a date stands, at both dates."""
        spells = ground.spells
        key = np.array([(each.link, each.origin) for each in spells], np.int64).reshape(-1, 2)
        _, together = np.unique(key, axis=0, return_inverse=True)
        return cls(
            ground,
            key[:, 0],
            np.array([each.belief for each in spells], np.float64),
            together.reshape(-1),
            np.array([[stands(each, day, window, undated) for each in spells] for day in days], np.bool_).reshape(2, -1),
        )

    def belief_at(self, date: int) -> Floats:
        """That each link is there at the first date (0) or the second (1), shape (links,)."""
        best = np.zeros(int(self.together.max(initial=-1)) + 1)
        at = self.stands[date]
        np.maximum.at(best, self.together[at], self.belief[at])
        link = np.zeros(len(best), np.int64)
        link[self.together] = self.link
        doubt = np.zeros(len(self.ground.graph.pairs))
        with np.errstate(divide="ignore"):
            np.add.at(doubt, link, np.log1p(-best))
        return np.asarray(-np.expm1(doubt))

    def graph(self, date: int) -> Graph:
        """The links that stand at a date, with the belief that they do; the nodes are those of the whole."""
        graph, belief = self.ground.graph, self.belief_at(date)
        kept = belief > 0
        return Graph.of(graph.size, graph.pairs[kept], graph.weight[kept], belief[kept])

    def union(self) -> Graph:
        """Links that stand at either date."""
        graph, belief = self.ground.graph, np.maximum(self.belief_at(0), self.belief_at(1))
        kept = belief > 0
        return Graph.of(graph.size, graph.pairs[kept], graph.weight[kept], belief[kept])

    def world(self, unseen: Unseen, random: np.random.Generator) -> list[tuple[Numbers, Floats]]:
        """Links and weights at the first date and at the second, in one possible world.

        An unseen link is drawn once for both, and stands at the dates at which some known link, drawn by chance, does: as known
        ties come and go, so do those nobody told of.
        """
        graph = self.ground.graph
        there = random.random(int(self.together.max(initial=-1)) + 1)[self.together] < self.belief
        at = np.zeros((2, len(graph.pairs)), np.bool_)
        for date in (0, 1):
            at[date, self.link[there & self.stands[date]]] = True
        kept = at.any(axis=0)
        known = Graph.of(graph.size, graph.pairs[kept], graph.weight[kept])
        pairs, weight = drawn(known, unseen, random)
        more = len(pairs) - len(known.pairs)
        both = np.concatenate([at[:, kept], at[:, kept][:, random.integers(max(int(kept.sum()), 1), size=more)]], axis=1)
        return [(pairs[both[date]], weight[both[date]]) for date in (0, 1)]


def stands(spell: Spell, day: int, window: int, undated: bool) -> bool:
    """Whether a tie holds on a day, as far as is told; with a ``window``, whether it is told of in as many days up to it."""
    if not spell.dated:
        return undated
    if spell.ended is not None and spell.ended <= day:
        return False
    if window:
        return any(day - window < told <= day for told in spell.told)
    return spell.first is None or spell.first <= day


def middle(spells: Sequence[Spell]) -> int:
    """The day by which half of the ties with a first day are told of."""
    days: NDArray[np.int64] = np.sort([each.first for each in spells if each.first is not None] or [0])
    return int(days[(len(days) - 1) // 2])


def last(spells: Sequence[Spell]) -> int:
    """The last day that any tie has."""
    return max((day for each in spells for day in (each.first, each.ended, *each.told) if day is not None), default=0)
