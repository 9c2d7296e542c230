"""Change between two networks of the same people: who came, who went, who rose and who fell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from entramado.analyse.graph import Graph
from entramado.analyse.key.measured import MEASURES, Rows
from entramado.analyse.key.ranks import mid_ranks


@dataclass(frozen=True, slots=True)
class Moved:
    """One who is in both networks. Standing is from 0, last, to 1, first, so that networks of different size compare."""

    name: str
    before: float
    after: float
    value_before: float
    value_after: float

    @property
    def rise(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Change:
    """What is different in the second network. Names are in the order of the alphabet, ``moved`` by rise, the greatest first."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    moved: tuple[Moved, ...]
    links_kept: int
    links_new: int
    links_gone: int
    """Between any two, whoever came or went."""

    @property
    def stability(self) -> float:
        """Jaccard's index of links: the share of all links of either network that are in both. 1 when neither has any."""
        every = self.links_kept + self.links_new + self.links_gone
        return self.links_kept / every if every else 1.0


def change(before: tuple[Graph, Sequence[str]], after: tuple[Graph, Sequence[str]], measure: str = "betweenness") -> Change:
    """From one network to the next, whose nodes are told by their names (or ids), each once. A node without links is not there.

    Links of belief 0 are not there either. Standing by ``measure`` is among those who are there.
    """
    first, second = _standing(*before, measure), _standing(*after, measure)
    one, other = _links(*before), _links(*after)
    both = first.keys() & second.keys()
    moved = [Moved(name, first[name][0], second[name][0], first[name][1], second[name][1]) for name in both]
    return Change(
        tuple(sorted(second.keys() - first.keys())),
        tuple(sorted(first.keys() - second.keys())),
        tuple(sorted(moved, key=lambda each: (-round(each.rise, 12), each.name))),
        len(one & other),
        len(other - one),
        len(one - other),
    )


def _standing(graph: Graph, names: Sequence[str], measure: str) -> Mapping[str, tuple[float, float]]:
    there = graph.belief > 0
    rows = Rows.of(graph.size, graph.pairs[there], graph.weight[there], graph.size, np.random.default_rng(0))
    linked = np.diff(rows.starts) > 0
    values = MEASURES[measure].of(rows)[linked]
    ranks, _ = mid_ranks(values, MEASURES[measure].low_first)
    standing = 1.0 - (ranks - 1) / max(len(ranks) - 1, 1)
    return {
        names[node]: (float(place), float(value))
        for node, place, value in zip(np.flatnonzero(linked).tolist(), standing, values, strict=True)
    }


def _links(graph: Graph, names: Sequence[str]) -> set[tuple[str, str]]:
    found = set()
    for one, other in graph.pairs[graph.belief > 0].tolist():
        a, b = names[one], names[other]
        found.add((min(a, b), max(a, b)))
    return found
