"""The groups of a forecast: who is allied with whom, who fights whom, and how many members each is said to have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Ints
from entramado.analyse.ground import Ground, Stated

UP_TO: Final = 3.0
"""Of "up to 20,000 members" the least is taken to be so many times fewer: assumed. Without it the least would be one member."""
HELD: Final = 0.5
"""The belief from which a relation counts in the best estimate. Draws take each as often as it is believed."""


@dataclass(frozen=True, slots=True)
class Relations:
    """Alliances, or rivalries: pairs of groups, the smaller number first, each pair once."""

    pairs: Ints
    """Shape (m, 2)."""
    weight: Floats
    """How strong each is, above 0: the places where it is so. Shape (m,)."""
    belief: Floats
    """The probability that each is so. Shape (m,)."""
    lines: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, said: Sequence[Stated]) -> Relations:
        """Of what is said, in either direction: the strongest weight counts, and each saying adds to the belief."""
        made: dict[tuple[int, int], list[Stated]] = {}
        for each in said:
            if each.subject != each.object:
                made.setdefault((min(each.subject, each.object), max(each.subject, each.object)), []).append(each)
        keys = sorted(made)
        return cls(
            np.array(keys, np.int64).reshape(-1, 2),
            np.array([max(each.weight for each in made[key]) for key in keys], np.float64),
            np.array([1.0 - np.prod([1.0 - each.belief for each in made[key]]) for key in keys], np.float64),
            tuple(tuple(dict.fromkeys(line for each in made[key] for line in each.why)) for key in keys),
        )

    def kept(self, mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Relations:
        lines = tuple(line for line, keep in zip(self.lines, mask, strict=True) if keep) if self.lines else ()
        return Relations(self.pairs[mask], self.weight[mask], self.belief[mask], lines)


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups numbered from 0. ``low`` and ``high`` are the least and the most members that sources state, NaN where none does."""

    names: tuple[str, ...]
    allies: Relations
    rivals: Relations
    low: Floats
    high: Floats
    ids: tuple[str, ...] = ()
    nodes: tuple[int, ...] = ()
    """The node of each group in the network it was read from; empty for files: a group's own number."""
    size_lines: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.names)

    def strength(self) -> Floats:
        """Of each group the weights of its alliances and rivalries, each as far as it is believed. Shape (groups,)."""
        found = np.zeros(len(self))
        for relations in (self.allies, self.rivals):
            for side in (0, 1):
                np.add.at(found, relations.pairs[:, side], relations.weight * relations.belief)
        return found

    def ranks(self) -> Ints:
        """Of each group its rank from 1, by strength, the earlier number first among equals. Shape (groups,)."""
        order = np.argsort(-np.round(self.strength(), 9), kind="stable")  # equal sums may differ in their last digits
        ranks = np.empty(len(self), np.int64)
        ranks[order] = np.arange(1, len(self) + 1)
        return ranks

    def about(self, group: int) -> tuple[str, ...]:
        return (self.ids[group],) if self.ids else ()

    def lines(self, group: int) -> tuple[str, ...]:
        return self.size_lines[group] if self.size_lines else ()


def groups_of(ground: Ground) -> Groups:
    """The groups of a network that may be listed, with the alliances, rivalries and sizes that the map states."""
    kinds = ground.kinds or ["group"] * ground.graph.size
    nodes = [node for node in range(ground.graph.size) if ground.listed[node] and kinds[node] == "group"]
    number = {node: place for place, node in enumerate(nodes)}
    said: dict[str, list[Stated]] = {"allied_with": [], "rival_of": []}
    for each in ground.stated:
        if each.predicate in said and each.subject in number and each.object in number and each.belief > 0:
            said[each.predicate].append(
                Stated(number[each.subject], each.predicate, number[each.object], each.belief, each.why, weight=each.weight)
            )
    low, high = np.full(len(nodes), np.nan), np.full(len(nodes), np.nan)
    lines: list[tuple[str, ...]] = [()] * len(nodes)
    for size in ground.sizes:
        group = number.get(size.node)
        if group is not None and size.belief > 0 and size.high > 0:
            least = size.low if size.low > 0 else size.high / UP_TO
            low[group] = np.fmin(low[group], max(least, 1.0))
            high[group] = np.fmax(high[group], size.high)
            lines[group] = tuple(dict.fromkeys(lines[group] + size.why))
    left = sum(kinds[node] == "group" for node in range(ground.graph.size)) - len(nodes)
    notes = (*ground.notes, *([f"{left} groups that may not be listed are left out."] if left else []))
    return Groups(
        tuple(ground.names[node] for node in nodes),
        Relations.of(said["allied_with"]),
        Relations.of(said["rival_of"]),
        low,
        high,
        tuple(ground.ids[node] for node in nodes) if ground.ids else (),
        tuple(nodes),
        tuple(lines),
        tuple(notes),
    )
