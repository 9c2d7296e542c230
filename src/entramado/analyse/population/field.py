"""Groups as they are in each draw, and what ends, splits or breaks an alliance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats
from entramado.analyse.parameters import Parameter
from entramado.analyse.population.groups import HELD, Groups, Relations
from entramado.analyse.population.model import Clash, Rates
from entramado.analyse.population.parameters import FITTED

ONE_FIGURE: Final = 0.2
"""How far a size may be off that sources state by one figure alone: assumed."""
UNKNOWN: Final = 3.0
"""A size that no source states may be so many times more or less than its rank tells: assumed."""
RANKING: Final = 0.25
"""Deviation of the logarithm of a group's strength, by which ranks are drawn: assumed."""


@dataclass(frozen=True, slots=True)
class Field:
    """Members of each group, shape (draws, groups), and which relations are so, shapes (draws, relations)."""

    members: Floats
    rivals: Relations
    rival_there: Floats
    allies: Relations
    ally_there: Floats

    def clash(self) -> Clash:
        return Clash.of(self.members.shape[1], self.rivals, self.rival_there, self.allies, self.ally_there)

    def rows(self, rows: slice) -> Field:
        return replace(
            self, members=self.members[rows], rival_there=self.rival_there[rows], ally_there=self.ally_there[rows]
        )  # fmt: skip

    def without(self, group: int, members: str) -> Field:
        """The group ends, and its alliances and rivalries with it."""
        freed = self.members[:, group]
        share = self.members.copy()
        share[:, group] = 0.0
        if members == "absorbed":
            allied = np.zeros_like(share)
            for side in (0, 1):
                mine = self.allies.pairs[:, side] == group
                allied[:, self.allies.pairs[mine, 1 - side]] += self.allies.weight[mine] * self.ally_there[:, mine]
            allied *= share > 0
            share = np.where(allied.sum(axis=1, keepdims=True) > 0, allied, share)
        whole = share.sum(axis=1, keepdims=True)
        left = self.members.copy()
        left[:, group] = 0.0
        if members != "gone":
            left += np.divide(share, whole, out=np.zeros_like(share), where=whole > 0) * freed[:, None]
        ended = (self.allies.pairs == group).any(axis=1)
        fought = (self.rivals.pairs == group).any(axis=1)
        return replace(self, members=left, ally_there=self.ally_there * ~ended, rival_there=self.rival_there * ~fought)

    def split(self, group: int, parts: int, feud: float) -> Field:
        """The group breaks into equal parts: each has its alliances and rivalries, and they are rivals of each other."""
        size = self.members.shape[1]
        heirs = [group, *range(size, size + parts - 1)]
        members = np.concatenate([self.members, np.repeat(self.members[:, [group]], parts - 1, axis=1)], axis=1)
        members[:, heirs] /= parts
        rivals, rival_there = _inherited(self.rivals, self.rival_there, group, heirs)
        allies, ally_there = _inherited(self.allies, self.ally_there, group, heirs)
        if feud > 0:
            inner = np.array([(a, b) for place, a in enumerate(heirs) for b in heirs[place + 1 :]], np.int64)
            rivals = Relations(
                np.concatenate([rivals.pairs, inner]),
                np.concatenate([rivals.weight, np.full(len(inner), feud)]),
                np.concatenate([rivals.belief, np.ones(len(inner))]),
            )
            rival_there = np.concatenate([rival_there, np.ones((len(rival_there), len(inner)))], axis=1)
        return Field(members, rivals, rival_there, allies, ally_there)

    def unallied(self, one: int, other: int) -> Field:
        """The two are no longer allies."""
        ended = (self.allies.pairs == (min(one, other), max(one, other))).all(axis=1)
        return replace(self, ally_there=self.ally_there * ~ended)


def _inherited(relations: Relations, there: Floats, group: int, heirs: list[int]) -> tuple[Relations, Floats]:
    mine = np.flatnonzero((relations.pairs == group).any(axis=1))
    pairs, places = [relations.pairs], [np.arange(len(relations.pairs))]
    for heir in heirs[1:]:
        pairs.append(np.where(relations.pairs[mine] == group, heir, relations.pairs[mine]))
        places.append(mine)
    place = np.concatenate(places)
    return Relations(np.concatenate(pairs), relations.weight[place], relations.belief[place]), there[:, place]


def estimate(groups: Groups, values: Mapping[str, Floats], total: float | None) -> Field:
    """The best estimate in each row: stated sizes at their middle, relations that are more likely than not.

    ``values`` has each parameter's value in each row.
    """
    rows = len(values["members"])
    ranks = np.tile(groups.ranks().astype(np.float64), (rows, 1))
    stated = np.tile(np.sqrt(groups.low * groups.high), (rows, 1))
    return Field(
        _sizes(stated, ranks, np.ones((rows, len(groups))), values, total),
        groups.rivals,
        np.tile((groups.rivals.belief >= HELD).astype(np.float64), (rows, 1)),
        groups.allies,
        np.tile((groups.allies.belief >= HELD).astype(np.float64), (rows, 1)),
    )


def drawn(groups: Groups, values: Mapping[str, Floats], total: float | None, rng: np.random.Generator) -> Field:
    """Sizes between what sources state, ranks with their doubt, and each relation as often as it is believed."""
    rows, size = len(values["members"]), len(groups)
    strength = (groups.strength() + 0.5) * np.exp(RANKING * rng.standard_normal((rows, size)))
    order = np.argsort(np.argsort(-strength, axis=1, kind="stable"), axis=1, kind="stable")
    ranks = (order + 1).astype(np.float64)
    one = groups.low == groups.high
    low = np.where(one, groups.low * (1 - ONE_FIGURE), groups.low)
    high = np.where(one, groups.high * (1 + ONE_FIGURE), groups.high)
    stated: Floats = np.exp(rng.uniform(size=(rows, size)) * (np.log(high) - np.log(low)) + np.log(low))
    doubt: Floats = np.exp(np.log(UNKNOWN) * rng.uniform(-1, 1, (rows, size)))
    return Field(
        _sizes(stated, ranks, doubt, values, total),
        groups.rivals,
        (rng.uniform(size=(rows, len(groups.rivals.weight))) < groups.rivals.belief).astype(np.float64),
        groups.allies,
        (rng.uniform(size=(rows, len(groups.allies.weight))) < groups.allies.belief).astype(np.float64),
    )


def _sizes(stated: Floats, ranks: Floats, doubt: Floats, values: Mapping[str, Floats], total: float | None) -> Floats:
    """Stated sizes as they are; the others fall with rank from the same line, or share out the members of all."""
    law: Floats = np.exp(-values["exponent"][:, None] * np.log(ranks))
    known = np.isfinite(stated[0])
    if known.any():
        line = np.exp(np.median(np.log(stated[:, known] / law[:, known]), axis=1, keepdims=True))
        sizes = np.where(known, stated, law * line * doubt)
    else:
        sizes = law / law.sum(axis=1, keepdims=True) * values["members"][:, None]
    return sizes if total is None else sizes / sizes.sum(axis=1, keepdims=True) * total


def rates(values: Mapping[str, Floats], scale: float) -> Rates:
    """The rates of each row for a set of ``scale`` times the members they were fitted for: the same rates per member."""
    return Rates(values["recruitment"], values["arrests"] * scale, values["conflict"] / scale, values["saturation"] / scale)


def at(parameters: Mapping[str, Parameter], rows: int) -> dict[str, Floats]:
    """Each parameter at its best value in every row."""
    return {name: np.full(rows, each.value) for name, each in parameters.items()}


def between(parameters: Mapping[str, Parameter], rows: int, rng: np.random.Generator) -> dict[str, Floats]:
    """Each parameter drawn between its ends, the best value the likeliest (triangular)."""
    return {
        name: np.full(rows, each.value) if each.low == each.high else rng.triangular(each.low, each.value, each.high, rows)
        for name, each in parameters.items()
    }


def scale_of(field: Field, *, scaled: bool) -> float:
    return float(field.members[0].sum()) / FITTED if scaled else 1.0
