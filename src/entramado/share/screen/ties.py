"""The map as numbered nodes and pairs, for chart, surroundings and paths: who is tied to whom, and what of it passes a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.paths import Near, Roads
from entramado.model.vocabulary import vocabulary
from entramado.share.screen.answers import Reviewed
from entramado.share.screen.filter import Filter, columns, passing
from entramado.share.screen.stage import Stage
from entramado.share.told import UNHELD

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

Style = Literal["stated", "alleged", "denied"]
STYLES: Final[tuple[Style, ...]] = ("stated", "alleged", "denied")
"""Of a pair: some link is stated or reported; none is more than alleged, believed or foreseen; every one is denied."""
REVIEWS: Final[tuple[Reviewed, ...]] = ("none", "some", "all")
"""How many of the links of a pair (of the claims of a link) a person has read."""
ARROWS: Final = ("none", "forward", "back", "both")
"""Which way the links of a pair point: in neither, to the second, to the first, or either way."""
_FIRM: Final = frozenset({"stated", "reported"})
_WEAKEST: Final = 1e-6
"""Weight of a link that nobody believes: it can still be walked."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Entities numbered by id, pairs by the numbers of their ends, the smaller first; links grouped by pair."""

    ids: Sequence[str]
    number_of: Mapping[str, int]
    ends: Ints
    """Pair to its two ends, shape (p, 2), in order."""
    link: Ints
    """Numbers in ``network.edges`` of all links, grouped by pair."""
    pair_of: Ints
    """Of each of those links its pair, ascending."""
    forward: Mask
    """Of each link whether it runs from the pair's first end."""
    symmetric: Mask
    weight: Floats
    """Of each pair the belief of its best believed link that holds, 0 when none does."""
    near: Near
    """Of each entity its neighbours, each with the number of the pair."""
    strength: Floats
    """Of each entity the sum of the weights of its pairs."""

    def pair(self, one: int, other: int) -> int:
        """The number of the pair of two neighbours."""
        return next(pair for node, pair in self.near[one] if node == other)

    def pair_id(self, pair: int) -> str:
        one, other = self.ends[pair].tolist()
        return f"{self.ids[one]}~{self.ids[other]}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What of each pair passes a filter, by pair; codes are places in `STYLES`, `REVIEWS` and `ARROWS`. Arrays of shape (p,)."""

    count: Ints
    """Links that pass; 0 where the pair is not drawn."""
    belief: Floats
    style: Ints
    disputed: Mask
    review: Ints
    arrow: Ints
    former: Mask
    """Whether nothing but what held once is left."""


def ties(stage: Stage) -> Ties:
    """Made once a stage."""
    return stage.kept("ties", lambda: _ties(stage))


def _ties(stage: Stage) -> Ties:
    edges = stage.network.edges
    ids = sorted(stage.network.entities)
    number_of = {entity: number for number, entity in enumerate(ids)}
    links = [
        (number_of[edge.subject], number_of[edge.object], number)
        for number, edge in enumerate(edges)
        if edge.object is not None and edge.object != edge.subject
    ]
    listed = np.array(links, np.int64).reshape(-1, 3)
    low, high = listed[:, :2].min(axis=1), listed[:, :2].max(axis=1)
    order = np.lexsort((listed[:, 2], high, low))
    listed, low, high = listed[order], low[order], high[order]
    keys, pair_of = np.unique(low * len(ids) + high, return_inverse=True)
    ends = np.stack([keys // max(len(ids), 1), keys % max(len(ids), 1)], axis=1)
    symmetric = vocabulary().symmetric
    link = listed[:, 2]
    held = np.array([_held(stage, number) for number in link.tolist()], np.float64)
    weight = _most(pair_of, held, len(ends))
    near: list[list[tuple[int, int]]] = [[] for _ in ids]
    for pair, (one, other) in enumerate(ends.tolist()):
        near[one].append((other, pair))
        near[other].append((one, pair))
    strength = np.bincount(ends.ravel(), np.repeat(weight, 2), len(ids)).astype(np.float64)
    return Ties(
        ids,
        number_of,
        ends,
        link,
        pair_of,
        listed[:, 0] == low,
        np.array([edges[number].predicate in symmetric for number in link.tolist()], bool),
        weight,
        near,
        strength,
    )


def drawn(stage: Stage, wanted: Filter) -> Drawn:
    """Kept for the filters that are asked for again and again."""
    return stage.recent(("drawn", wanted), lambda: _drawn(stage, wanted))


def _drawn(stage: Stage, wanted: Filter) -> Drawn:
    of, of_edge = ties(stage), _edges(stage)
    shown = passing(stage, wanted).edges[of.link]
    size = len(of.ends)
    kept, pair = of.link[shown], of.pair_of[shown]
    negated, firm = of_edge.negated[kept], of_edge.firm[kept]
    belief = of_edge.belief[kept]
    count = np.bincount(pair, minlength=size)
    asserted = np.bincount(pair, ~negated, size) > 0
    stated = np.bincount(pair, ~negated & firm, size) > 0
    # what is denied counts for the look of a pair only where nothing else is said
    speaks = ~negated | ~asserted[pair]
    directed = ~of.symmetric[shown] & speaks
    ahead = np.bincount(pair, of.forward[shown] & directed, size) > 0
    back = np.bincount(pair, ~of.forward[shown] & directed, size) > 0
    read, unread = (np.bincount(pair, which[kept], size) > 0 for which in (of_edge.read, of_edge.unread))
    return Drawn(
        count,
        _most(pair[speaks], belief[speaks], size),
        np.where(stated, 0, np.where(asserted, 1, 2)),
        np.bincount(pair, of_edge.disputed[kept], size) > 0,
        np.where(read, np.where(unread, 1, 2), 0),
        ahead * 1 + back * 2,
        (count > 0) & (np.bincount(pair, ~of_edge.former[kept] & speaks, size) == 0),
    )


def roads(stage: Stage, wanted: Filter) -> Roads:
    """The pairs that pass a filter and hold, to be walked."""
    return stage.recent(("roads", wanted), lambda: _roads(stage, wanted))


def _roads(stage: Stage, wanted: Filter) -> Roads:
    of = ties(stage)
    shown = passing(stage, wanted).edges[of.link]
    held = np.array([_held(stage, number) for number in of.link[shown].tolist()], np.float64)
    return Roads(of.near, _most(of.pair_of[shown], held, len(of.ends)).tolist())


@dataclass(frozen=True, slots=True)
class _Edges:
    """By edge of the network, what `Drawn` looks at."""

    belief: Floats
    negated: Mask
    firm: Mask
    disputed: Mask
    former: Mask
    read: Mask
    """Whether a person has read a claim of it."""
    unread: Mask
    """Whether no person has read some claim of it."""


def _edges(stage: Stage) -> _Edges:
    return stage.kept("look of edges", lambda: _look(stage))


def _look(stage: Stage) -> _Edges:
    edges = stage.network.edges
    review = [stage.reviewed(number) for number in range(len(edges))]
    return _Edges(
        columns(stage).belief,
        np.array([edge.negated for edge in edges], bool),
        np.array([edge.modality in _FIRM for edge in edges], bool),
        np.array([edge.disputed for edge in edges], bool),
        np.array([edge.former for edge in edges], bool),
        np.array([found != "none" for found in review], bool),
        np.array([found != "all" for found in review], bool),
    )


def _held(stage: Stage, number: int) -> float:
    """The belief of a link that somebody says is so; 0 of one that is denied, or only foreseen."""
    edge = stage.network.edges[number]
    return 0.0 if edge.negated or edge.modality in UNHELD else max(edge.belief, _WEAKEST)


def _most(groups: Ints, values: Floats, size: int) -> Floats:
    """The greatest value of each group, 0 for an empty one."""
    found = np.zeros(size)
    np.maximum.at(found, groups, values)
    return found
