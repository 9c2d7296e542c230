"""What is around an entity, and the paths between two: over what passes the filter, each step with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from entramado.analyse.paths import paths
from entramado.share.screen.answers import EntityRef, Line, Page, Reviewed, beginning
from entramado.share.screen.filter import Filter, Passing, passing
from entramado.share.screen.saying import best_first
from entramado.share.screen.stage import Stage
from entramado.share.screen.ties import REVIEWS, STYLES, Drawn, Style, Ties, drawn, roads, ties

SPOKEN: Final = 4
"""Links of a step that are said in words; the rest is behind its pair."""
_AROUND: Final = 2000
"""Neighbours that the surroundings of an entity go up to."""
_Sight = tuple[Ties, Drawn, Passing]
"""What of the map passes a filter."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity near another, with the pair through which it was reached. The evidence: `/api/claims?pair=A~B`."""

    entity: EntityRef
    distance: int
    through: str
    """The entity before it."""
    pair: str
    belief: float
    style: Style
    disputed: bool
    review: Reviewed
    links: int
    says: Sequence[str]
    """Predicates of the links that pass."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two entities of a path, next to each other, and what links them. The evidence: `/api/claims?pair=A~B`."""

    pair: str
    a: EntityRef
    b: EntityRef
    belief: float
    style: Style
    disputed: bool
    review: Reviewed
    lines: Sequence[Line]
    """The best believed of its links that pass, at most four."""
    links: int


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one to the other. `belief` is the product of its steps': that all of them hold, were they independent."""

    nodes: Sequence[EntityRef]
    steps: Sequence[Step]
    belief: float


@dataclass(frozen=True, slots=True)
class Paths:
    """The best simple paths: fewest steps first, then the best believed. None when nothing that passes joins the two."""

    paths: Sequence[Path]


def surroundings(
    stage: Stage, entity: str, wanted: Filter, *, depth: int = 1, cursor: str | None = None, limit: int = 50
) -> Page[Neighbour]:
    """The nearest first, among those equally near the best believed link first. Raises NotFound, UsageError."""
    start = beginning(cursor)
    stage.entity(entity)
    found = stage.recent(("around", entity, wanted, depth), lambda: _around(stage, entity, wanted, depth))
    sight = _sight(stage, wanted)
    shown = [_neighbour(stage, sight, *each) for each in found[start : start + limit]]
    return Page(shown, len(found), str(start + limit) if start + limit < len(found) else None)


def between(stage: Stage, one: str, other: str, wanted: Filter, *, count: int = 3, avoid: Sequence[str] = ()) -> Paths:
    """Paths between two entities. ``avoid`` names types of entities that none goes through. Raises NotFound."""
    of = ties(stage)
    start, end = (of.number_of[stage.entity(entity).id] for entity in (one, other))
    shunned = stage.kept(("of types", frozenset(avoid)), lambda: _of_types(stage, frozenset(avoid)))
    found = paths(roads(stage, wanted), start, end, count, shunned)
    sight = _sight(stage, wanted)
    return Paths(
        [
            Path(
                [stage.ref(of.ids[node]) for node in nodes],
                [_step(stage, sight, a, b) for a, b in pairwise(nodes)],
                round(belief, 6),
            )
            for nodes, belief in found
        ]
    )


def _of_types(stage: Stage, types: frozenset[str]) -> frozenset[int]:
    entities, of = stage.network.entities, ties(stage)
    return frozenset(of.number_of[entity.id] for entity in entities.values() if entity.type in types)


def _around(stage: Stage, entity: str, wanted: Filter, depth: int) -> list[tuple[int, int, int, int]]:
    """Node, distance, the node before it, and the pair of the two."""
    of, look = ties(stage), drawn(stage, wanted)
    start = of.number_of[entity]
    seen, layer = {start}, [start]
    found: list[tuple[int, int, int, int]] = []
    for distance in range(1, depth + 1):
        reached = [
            (-float(look.belief[pair]), -float(of.strength[other]), other, node, pair)
            for node in layer
            for other, pair in of.near[node]
            if other not in seen and look.count[pair]
        ]
        layer = []
        for _, _, other, node, pair in sorted(reached):
            if other not in seen and len(found) < _AROUND:
                seen.add(other)
                layer.append(other)
                found.append((other, distance, node, pair))
    return found


def _sight(stage: Stage, wanted: Filter) -> _Sight:
    return ties(stage), drawn(stage, wanted), passing(stage, wanted)


def _neighbour(stage: Stage, sight: _Sight, node: int, distance: int, before: int, pair: int) -> Neighbour:
    of, look, _ = sight
    numbers = _links(stage, sight, pair)
    return Neighbour(
        stage.ref(of.ids[node]),
        distance,
        of.ids[before],
        of.pair_id(pair),
        round(float(look.belief[pair]), 4),
        STYLES[look.style[pair]],
        bool(look.disputed[pair]),
        REVIEWS[look.review[pair]],
        len(numbers),
        list(dict.fromkeys(stage.network.edges[number].predicate for number in numbers)),
    )


def _step(stage: Stage, sight: _Sight, one: int, other: int) -> Step:
    of, look, _ = sight
    pair = of.pair(one, other)
    numbers = _links(stage, sight, pair)
    return Step(
        of.pair_id(pair),
        stage.ref(of.ids[one]),
        stage.ref(of.ids[other]),
        round(float(look.belief[pair]), 4),
        STYLES[look.style[pair]],
        bool(look.disputed[pair]),
        REVIEWS[look.review[pair]],
        [stage.said(number) for number in numbers[:SPOKEN]],
        len(numbers),
    )


def _links(stage: Stage, sight: _Sight, pair: int) -> list[int]:
    """The links of a pair that pass, the best first."""
    of, _, shown = sight
    return best_first(stage, (number for number in stage.pair(of.pair_id(pair)) if number in shown))
