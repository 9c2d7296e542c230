"""Who stands on a chart: the best tied entities, or those around one; and whoever was added by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.share.screen.stage import Stage
from entramado.share.screen.ties import Ints, Mask, ties

EXPANDED: Final = 40
"""Neighbours, the best tied first, that expanding an entity brings."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to stand on a chart. Ids of entities that the map does not have are passed over."""

    limit: int = 300
    focus: str | None = None
    """Only what is around this entity."""
    depth: int = 1
    """Links that `focus` reaches."""
    alone: bool = False
    """With those that no link ties to anything."""
    expand: tuple[str, ...] = ()
    """Entities whose best tied neighbours come too, in the order in which they were expanded."""
    add: tuple[str, ...] = ()
    """Entities that come too."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Entities by their numbers in `ties`: ``base`` in ascending order, ``added`` in the order in which they came."""

    base: Ints
    added: tuple[int, ...]
    gone: tuple[str, ...]
    """Ids asked for that the map does not have."""


def choose(stage: Stage, wanted: Wanted) -> Chosen:
    """Raises NotFound when the focus is not there."""
    base = stage.recent(("base", wanted.limit, wanted.focus, wanted.depth, wanted.alone), lambda: _base(stage, wanted))
    return bring(stage, base, wanted)


def bring(stage: Stage, base: Ints, wanted: Wanted) -> Chosen:
    """Those of ``base``, and what was added or expanded by hand."""
    of = ties(stage)
    there = set(base.tolist())
    added: list[int] = []

    def take(nodes: Iterable[int]) -> None:
        for node in nodes:
            if node not in there:
                there.add(node)
                added.append(node)

    take(of.number_of[entity] for entity in wanted.add if entity in of.number_of)
    for entity in wanted.expand:
        if entity in of.number_of:
            node = of.number_of[entity]
            take([node, *neighbours(stage, node)[:EXPANDED]])
    gone = tuple(entity for entity in (*wanted.expand, *wanted.add) if entity not in of.number_of)
    return Chosen(base, tuple(added), gone)


def neighbours(stage: Stage, node: int) -> Sequence[int]:
    """Whoever is linked to a node: the best believed link first, then the best tied."""
    of = ties(stage)
    ranked = sorted((-float(of.weight[pair]), -float(of.strength[other]), other) for other, pair in of.near[node])
    return [other for _, _, other in ranked]


def _base(stage: Stage, wanted: Wanted) -> Ints:
    if wanted.focus is not None:
        stage.entity(wanted.focus)
        return _around(stage, ties(stage).number_of[wanted.focus], wanted.depth, wanted.limit)
    return _best_tied(stage, wanted.limit, alone=wanted.alone)


def _around(stage: Stage, focus: int, depth: int, limit: int) -> Ints:
    """The surroundings of a node, the nearest first, among those equally near the best tied."""
    found, layer = {focus}, [focus]
    for _ in range(depth):
        reached: list[int] = []
        for node in layer:
            for other in neighbours(stage, node):
                if len(found) >= limit:
                    return np.array(sorted(found), np.int64)
                if other not in found:
                    found.add(other)
                    reached.append(other)
        layer = reached
    return np.array(sorted(found), np.int64)


def _best_tied(stage: Stage, limit: int, *, alone: bool) -> Ints:
    """Two thirds of the room are for entities; events that tie two or more of them have the rest first."""
    of, entities = ties(stage), stage.network.entities
    size = len(of.ids)
    tied = np.array([len(near) > 0 for near in of.near], bool)
    if int(tied.sum() if not alone else size) <= limit:
        return np.arange(size) if alone else np.flatnonzero(tied)
    event = np.array([entities[entity].type == "Event" for entity in of.ids], bool)
    ranked = np.lexsort((np.arange(size), -of.strength))
    chosen = np.zeros(size, bool)
    room = limit - limit // 3
    for node in ranked[tied[ranked] & ~event[ranked]].tolist():
        if room <= 0:
            break
        if chosen[node]:
            continue
        if not any(chosen[other] for other, _ in of.near[node]):
            if room < 2:
                continue
            chosen[neighbours(stage, node)[0]] = True  # nobody stands on a chart without a link
            room -= 1
        chosen[node] = True
        room -= 1
    binding = np.bincount(of.ends[:, 0], chosen[of.ends[:, 1]], size) + np.bincount(of.ends[:, 1], chosen[of.ends[:, 0]], size)
    events = [node for node in ranked.tolist() if event[node] and binding[node] >= 2]
    chosen[events[: limit - int(chosen.sum())]] = True
    return np.flatnonzero(_filled(of.ends, chosen, ranked, limit))


def _filled(ends: Ints, chosen: Mask, ranked: Ints, limit: int) -> Mask:
    """Room that is left goes to the best tied of those next to the chosen."""
    near = np.zeros(len(chosen), bool)
    near[ends[chosen[ends[:, 0]], 1]] = True
    near[ends[chosen[ends[:, 1]], 0]] = True
    filled = chosen.copy()
    filled[ranked[(near & ~chosen)[ranked]][: max(limit - int(chosen.sum()), 0)]] = True
    return filled
