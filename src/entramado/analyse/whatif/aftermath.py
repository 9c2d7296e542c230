"""Where a fight over the succession, a break and retaliation are likely: simulated from structure and what studies found.

Of each removed leader: is the succession open, do his branches hang together without him, and does the group then break? The
change in violence is that of studies of Mexico, told with their disagreement and never computed from the network alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.ground import Flags, Ground, Presence, Stated
from entramado.analyse.parameters import Parameter
from entramado.analyse.whatif.options import Plan, WhatIf
from entramado.analyse.whatif.succession import Succession

Rank = Literal["leader", "lieutenant", "member"]

UNDER: Final = 2_000
"""Subordinates of one leader whose ties are looked at, the nearest first."""
WORLDS: Final = 100
"""Possible worlds in which branches are told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Aftermath:
    """After the removal of one node, in each run."""

    removed: int
    rank: Rank
    """A leader commands and takes no orders; a lieutenant does both, by what is more likely than not. A group that nobody else is
    known to lead gives its members no orders; one that what he leads is a part of does."""
    branches: tuple[int, ...]
    """Direct subordinates who remain."""
    parts: Floats
    """Parts into which those under him fall, by ties among themselves: shape (worlds,)."""
    opened: float
    """The chance that the succession is open."""
    conflict: float
    """The chance of a conflict within."""
    breaks: float
    """The chance that the group breaks."""
    violence: Floats
    """Change in lethal violence around him in six months, shape (runs,); empty for a member: no study has one."""
    elsewhere: Floats
    """And where else his group is present."""
    rivals: tuple[Stated, ...]
    """Rivalries of the groups he leads, commands or belongs to, or of the group itself."""
    places: tuple[Presence, ...]
    """Where he and those groups are, and have struck, the surest first."""


def aftermaths_of(
    ground: Ground, plan: Plan, options: WhatIf, successions: Sequence[Succession], parameters: Mapping[str, Parameter]
) -> list[Aftermath]:
    """One for each succession."""
    return [_aftermath(ground, plan, options, each, parameters) for each in successions]


def _aftermath(
    ground: Ground, plan: Plan, options: WhatIf, succession: Succession, parameters: Mapping[str, Parameter]
) -> Aftermath:
    removed, runs = succession.removed, max(options.runs, 500)
    rng = np.random.default_rng([options.seed, 6, removed])
    rank, branches = _rank(ground, plan, removed)
    parts = _parts(ground, plan, removed, branches, rng)

    def drawn(name: str) -> Floats:
        each = parameters[name]
        if each.low == each.high:
            return np.full(runs, each.value)
        return rng.triangular(each.low, each.value, each.high, runs)

    stated = np.zeros(runs, np.bool_)
    for said in succession.named:
        if not said.candidate:
            stated |= rng.random(runs) < said.belief
    ahead = rng.choice(succession.margin, runs) >= drawn("lead")
    opened = ~(stated | ahead) if rank != "member" else np.zeros(runs, np.bool_)
    conflict = opened & (rng.random(runs) < drawn("contest"))
    loose = rng.choice(parts, runs) > 1
    breaks = (len(branches) > 1) & (conflict | (loose & (rng.random(runs) < drawn("apart"))))
    calm = np.where(opened, 1.0, drawn("calm"))
    violence, elsewhere = np.zeros(0), np.zeros(0)
    if rank != "member":
        rise, other = drawn(rank), drawn("elsewhere")
        violence = np.where(rise > 0, rise * calm, rise)
        elsewhere = other * calm if rank == "leader" else np.zeros(0)
    return Aftermath(
        removed, rank, tuple(branches), parts, float(opened.mean()), float(conflict.mean()), float(breaks.mean()),
        violence, elsewhere, _rivals(ground, plan, removed), _places(ground, removed),
    )  # fmt: skip


def _rank(ground: Ground, plan: Plan, removed: int) -> tuple[Rank, list[int]]:
    if ground.command is None:
        return "member", []
    pairs = ground.command.pairs[ground.command.belief >= 0.5]
    above, below = pairs[:, 0], pairs[:, 1]
    group = np.array([kind == "group" for kind in ground.kinds or [""] * ground.graph.size])
    under = sorted(set(below[above == removed].tolist()) - {removed})
    heads = above[(below == removed) & (~group[above] | _led(group, pairs, removed)[above])]
    wholes = above[group[above] & group[below] & np.isin(below, under)]
    # a member of the group that he leads takes no orders from it
    over = {*heads.tolist(), *wholes.tolist()} - {removed, *under}
    rank: Rank = "member" if not under else "lieutenant" if over else "leader"
    return rank, [node for node in under if not plan.all_gone[node]]


def _led(group: Flags, pairs: Numbers, removed: int) -> Flags:
    """Which groups a person other than the removed leads. Shape (nodes,)."""
    led = np.zeros(len(group), np.bool_)
    led[pairs[group[pairs[:, 1]] & ~group[pairs[:, 0]] & (pairs[:, 0] != removed), 1]] = True
    return led


def _parts(ground: Ground, plan: Plan, removed: int, branches: Sequence[int], rng: np.random.Generator) -> Floats:
    """In each world, into how many parts with a branch in them those under the removed fall, by ties and arrows among them."""
    from entramado.analyse.kernels.connectivity import component_labels
    from entramado.analyse.kernels.distances import distances

    if ground.command is None or len(branches) < 2:
        return np.ones(1)
    graph, arrows = ground.graph, ground.command
    likely = arrows.belief > 0
    down = _rows(graph.size, arrows.pairs[likely])
    away = distances(*down, np.array([removed], np.int64))
    under = np.flatnonzero((away > 0) & ~plan.all_gone)
    under = np.sort(under[np.lexsort((under, away[under]))][:UNDER])
    number = np.full(graph.size, -1, np.int64)
    number[under] = np.arange(len(under))
    pairs = np.concatenate([graph.pairs[~plan.cut], arrows.pairs[~plan.arrows]])
    belief = np.concatenate([graph.belief[~plan.cut], arrows.belief[~plan.arrows]])
    kept = (number[pairs] >= 0).all(axis=1) & (belief > 0)
    local, chance = number[pairs[kept]], belief[kept]
    heads = number[[node for node in branches if number[node] >= 0]]
    worlds = WORLDS if bool((chance < 1).any()) else 1
    found = np.ones(worlds)
    for world in range(worlds):
        there = Graph.of(len(under), local[rng.random(len(chance)) < chance])
        found[world] = len(np.unique(component_labels(there.starts, there.ends)[heads]))
    return found


def _rows(size: int, pairs: Numbers) -> tuple[Ints, Numbers]:
    order = np.argsort(pairs[:, 0], kind="stable")
    starts = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(pairs[:, 0], minlength=size), out=starts[1:])
    return starts, np.ascontiguousarray(pairs[order, 1], np.int32)


def _concerned(ground: Ground, removed: int) -> set[int]:
    """The removed, and the groups that he leads, commands or belongs to."""
    mine = {removed} | {group for person, group in ground.groups if person == removed}
    if ground.command is not None:
        mine |= {int(node) for node in ground.command.pairs[ground.command.pairs[:, 0] == removed, 1]}
    return mine


def _places(ground: Ground, removed: int) -> tuple[Presence, ...]:
    mine = _concerned(ground, removed)
    kinds = ground.kinds or [""] * ground.graph.size
    found = [
        each for each in ground.places
        if each.node in mine and ground.listed[each.node] and (each.node == removed or kinds[each.node] == "group")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (-each.belief, each.node, each.place, each.how, each.date or "")))


def _rivals(ground: Ground, plan: Plan, removed: int) -> tuple[Stated, ...]:
    """Rivalries of the groups concerned, the surest first."""
    mine = _concerned(ground, removed)
    found = [
        each
        for each in ground.stated
        if each.predicate == "rival_of"
        and each.belief > 0
        and (each.subject in mine) != (each.object in mine)
        and ground.listed[each.subject]
        and ground.listed[each.object]
        and not plan.all_gone[each.object if each.subject in mine else each.subject]
    ]
    return tuple(sorted(found, key=lambda each: (-each.belief, each.subject, each.object)))
