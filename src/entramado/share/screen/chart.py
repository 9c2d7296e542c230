"""The link chart: which entities stand on it, where, and what of their links passes the filter.

Who stands on a chart and where does not depend on the filter: what is filtered away leaves its place empty, and comes back to it.
Answers are columns (one list a field), so that fifty thousand nodes go over the wire in a few megabytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.communities import communities
from entramado.knowledge.places import Gazetteer
from entramado.model.marking import joined
from entramado.share.layout import arrange, beside
from entramado.share.screen.choosing import Chosen, Wanted, bring, choose
from entramado.share.screen.filter import Filter, passing
from entramado.share.screen.grouping import Community, Grouped, Region, located, tied
from entramado.share.screen.stage import Stage
from entramado.share.screen.ties import Drawn, Floats, Ints, Mask, Ties, drawn, ties
from entramado.share.wording import described, plain

MOST: Final = 60_000
"""Nodes that one chart may hold."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """Of each node that is drawn, one item in every list."""

    id: Sequence[str]
    name: Sequence[str]
    type: Sequence[int]
    """Place in `types`."""
    kind: Sequence[int]
    """Place in `kinds`, -1 for none."""
    x: Sequence[float]
    y: Sequence[float]
    """Positions in units of the smallest node's radius, y upwards."""
    radius: Sequence[float]
    """In the same unit: no two discs of this radius overlap."""
    links: Sequence[int]
    """Neighbours on the whole map, whatever the filter."""
    drawn: Sequence[int]
    """Neighbours on the chart as filtered."""
    review: Sequence[int]
    """0: no person has reviewed any of its drawn links, 1: some, 2: all."""
    community: Sequence[int]
    """Place in `communities`, -1 for none."""
    region: Sequence[int]
    """Place in `regions`, -1 for none."""
    described: Sequence[int]
    """Place in `descriptions`: what it is, in a word or two."""


@dataclass(frozen=True, slots=True)
class Links:
    """Of each pair of nodes that is drawn as one line, one item in every list. Its id is `A~B`, the ids of its ends in order."""

    a: Sequence[int]
    b: Sequence[int]
    """Ends, as places in the lists of the nodes; a's id comes before b's."""
    belief: Sequence[float]
    """Of the best believed link."""
    style: Sequence[int]
    """0: some link is stated or reported, 1: all are alleged, believed or foreseen at most, 2: all are denied."""
    arrow: Sequence[int]
    """0: none, 1: to b, 2: to a, 3: either way."""
    disputed: Sequence[int]
    """1: sources dispute some link."""
    former: Sequence[int]
    """1: nothing but what held once."""
    review: Sequence[int]
    """0: no person has reviewed any of its links, 1: some, 2: all."""
    count: Sequence[int]
    """Links that the line stands for."""
    says: Sequence[int]
    """Place in `says`: what the links say."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as filtered. Tables that its columns point into come with it."""

    nodes: Nodes
    links: Links
    types: Sequence[str]
    kinds: Sequence[str]
    descriptions: Sequence[str]
    says: Sequence[Sequence[str]]
    """Sets of predicates."""
    communities: Sequence[Community]
    regions: Sequence[Region]
    chosen: int
    """Nodes that stand on the chart, the filtered ones included."""
    hidden_nodes: int
    """Of these, nodes that the filter leaves without a link."""
    hidden_links: int
    """Lines between nodes of the chart that the filter hides."""
    hidden: Mapping[str, int]
    """Links of the whole map that each part of the filter alone hides."""
    entities: int
    """Entities of the whole map that are tied to another."""
    alone: int
    """Entities that no link ties to anything."""
    gone: Sequence[str]
    """Ids asked for that are not on the map."""
    marking: str
    """How a picture of it is to be handled: like every claim behind a line that is drawn."""


def chart(stage: Stage, wanted: Wanted, shown: Filter, places: Gazetteer) -> Chart:
    """Raises NotFound when the focus is not there."""
    chosen = choose(stage, wanted)
    at, radii, nodes = _placed(stage, chosen)
    keep = {wanted.focus, *wanted.add, *wanted.expand}
    return compose(stage, nodes, at, radii, shown, places, keep=keep, alone=wanted.alone, gone=chosen.gone)


def hung(
    stage: Stage, standing: Mapping[str, tuple[float, float]], wanted: Wanted, shown: Filter, places: Gazetteer,
) -> Chart:  # fmt: skip
    """A chart that was kept: entities where they stood, whoever was added since beside what he is tied to.

    The filter hides who has no link left, as on any chart; those that nothing on the chart ties to another stay.
    """
    of = ties(stage)
    there = sorted((of.number_of[entity], place) for entity, place in standing.items())
    base = np.array([node for node, _ in there], np.int64)
    at = np.array([place for _, place in there], np.float64).reshape(-1, 2)
    chosen = bring(stage, base, wanted)
    nodes = np.concatenate([base, np.array(chosen.added, np.int64)])
    pairs = _inside(stage, nodes)[0]
    radii = radius(stage, nodes, pairs)
    if chosen.added:
        at, radii = place_beside(stage, nodes, at, radii[: len(base)])
    loose = np.setdiff1d(np.arange(len(nodes)), pairs)
    keep = {*wanted.add, *wanted.expand, *(of.ids[node] for node in nodes[loose].tolist())}
    return compose(stage, nodes, at, radii, shown, places, keep=keep, gone=chosen.gone)


def compose(
    stage: Stage,
    nodes: Ints,
    at: Floats,
    radii: Floats,
    shown: Filter,
    places: Gazetteer,
    *,
    keep: set[str | None],
    alone: bool = False,
    gone: Sequence[str] = (),
) -> Chart:
    """A chart of given nodes (their numbers in `ties`) at given positions. ``keep`` are drawn though no link of theirs is."""
    of, look = ties(stage), drawn(stage, shown)
    entities = [stage.network.entities[of.ids[node]] for node in nodes.tolist()]
    place = np.full(len(of.ids), -1)
    place[nodes] = np.arange(len(nodes))
    pair_ends = place[of.ends]
    inside = (pair_ends >= 0).all(axis=1)
    hide = np.array([entity.type in shown.hide_type for entity in entities], bool)
    lines = np.flatnonzero(inside & (look.count > 0))
    degree = np.bincount(pair_ends[lines].ravel(), minlength=len(nodes))
    kept = np.array([entity.id in keep for entity in entities], bool)
    stands = ~hide & ((degree > 0) | kept | (alone & (np.array([len(of.near[node]) == 0 for node in nodes.tolist()], bool))))
    left = np.flatnonzero(stands)
    again = np.full(len(nodes), -1)
    again[left] = np.arange(len(left))
    by, found = tied(stage)
    within, regions = located(stage, places)
    communities_on, community = _used(by, nodes[left])
    regions_on, region = _used(within, nodes[left])
    names = _Table()
    kinds, types = _Table(), _Table()
    here = [entities[number] for number in left.tolist()]
    columns = Nodes(
        [entity.id for entity in here],
        [plain(entity.name) for entity in here],
        [types.place(entity.type) for entity in here],
        [kinds.place(entity.kind) if entity.kind else -1 for entity in here],
        at[left, 0].round(2).tolist(),
        at[left, 1].round(2).tolist(),
        radii[left].round(2).tolist(),
        [len(of.near[node]) for node in nodes[left].tolist()],
        degree[left].tolist(),
        _reviewed(look, lines, pair_ends, len(nodes))[left].tolist(),
        community,
        region,
        [names.place(described(entity)) for entity in here],
    )
    says, links = _lines(stage, of, look, lines, again[pair_ends[lines]], shown)
    return Chart(
        columns,
        links,
        types.values,
        kinds.values,
        names.values,
        says,
        [found[number] for number in communities_on],
        [regions[number] for number in regions_on],
        len(nodes),
        int(len(nodes) - len(left)),
        int(inside.sum() - len(lines)),
        passing(stage, shown).hidden,
        sum(len(near) > 0 for near in of.near),
        sum(len(near) == 0 for near in of.near),
        gone,
        _marking(stage, of, lines, shown),
    )


class _Table:
    """Different values in the order in which they came."""

    def __init__(self) -> None:
        self._place: dict[str, int] = {}

    @property
    def values(self) -> list[str]:
        return list(self._place)

    def place(self, value: str) -> int:
        return self._place.setdefault(value, len(self._place))


def _used(groups: Grouped, nodes: Ints) -> tuple[list[int], list[int]]:
    """The groups that some node is in, in their order, and of each node the place of its group among them."""
    number = groups.number[nodes]
    used = np.unique(number[number >= 0])
    place = np.full(groups.count + 1, -1)
    place[used] = np.arange(len(used))
    return used.tolist(), place[number].tolist()


def _reviewed(look: Drawn, lines: Ints, pair_ends: Ints, size: int) -> Ints:
    """Of each node how many of its lines a person has reviewed: 0 none, 1 some, 2 all."""
    ends, review = pair_ends[lines].ravel(), np.repeat(look.review[lines], 2)
    some = np.bincount(ends, review > 0, size) > 0
    every = np.bincount(ends, review < 2, size) == 0
    return np.where(some, np.where(every, 2, 1), 0)


def _lines(
    stage: Stage, of: Ties, look: Drawn, lines: Ints, ends: Ints, shown: Filter,
) -> tuple[list[list[str]], Links]:  # fmt: skip
    passes: Mask = passing(stage, shown).edges
    first = np.searchsorted(of.pair_of, lines)
    after = np.searchsorted(of.pair_of, lines, side="right")
    sets: dict[tuple[str, ...], int] = {}
    says = []
    edges = stage.network.edges
    for begin, end in zip(first.tolist(), after.tolist(), strict=True):
        said = tuple(dict.fromkeys(edges[number].predicate for number in of.link[begin:end].tolist() if passes[number]))
        says.append(sets.setdefault(said, len(sets)))
    return [list(said) for said in sets], Links(
        ends[:, 0].tolist(),
        ends[:, 1].tolist(),
        look.belief[lines].round(3).tolist(),
        look.style[lines].tolist(),
        look.arrow[lines].tolist(),
        look.disputed[lines].astype(np.int64).tolist(),
        look.former[lines].astype(np.int64).tolist(),
        look.review[lines].tolist(),
        look.count[lines].tolist(),
        says,
    )


def _marking(stage: Stage, of: Ties, lines: Ints, shown: Filter) -> str:
    inside = np.isin(of.pair_of, lines) & passing(stage, shown).edges[of.link]
    claims = (stage.exhibits.claims[c] for n in of.link[inside].tolist() for c in stage.network.edges[n].claims)
    found = {claim.marking or stage.exhibits.documents[claim.doc].marking for claim in claims}
    return joined(sorted(found))


# --- where nodes go


def _placed(stage: Stage, chosen: Chosen) -> tuple[Floats, Floats, Ints]:
    """Positions and radii of the nodes, and the nodes: the base as laid out, what was added beside what it is tied to."""
    key = chosen.base.tobytes()
    at, radii = stage.recent(("layout", key), lambda: layout(stage, chosen.base))
    if not chosen.added:
        return at, radii, chosen.base
    nodes = np.concatenate([chosen.base, np.array(chosen.added, np.int64)])
    at, more = stage.recent(("beside", key, chosen.added), lambda: place_beside(stage, nodes, at, radii))
    return at, more, nodes


def layout(stage: Stage, nodes: Ints) -> tuple[Floats, Floats]:
    """Positions and radii of the nodes with all their links, whatever the filter."""
    pairs, weight = _inside(stage, nodes)
    radii = radius(stage, nodes, pairs)
    levels = communities(len(nodes), pairs, np.maximum(weight, 0.05))
    return arrange(len(nodes), pairs, weight, levels, radii), radii


def place_beside(stage: Stage, nodes: Ints, at: Floats, radii: Floats) -> tuple[Floats, Floats]:
    """The same with more nodes after those that have a position, which stay where they are."""
    pairs, _ = _inside(stage, nodes)
    more = np.concatenate([radii, radius(stage, nodes, pairs)[len(at) :]])
    return beside(at, pairs, more), more


def radius(stage: Stage, nodes: Ints, pairs: Ints) -> Floats:
    """By the number of a node's links on the chart; events are smaller."""
    of, entities = ties(stage), stage.network.entities
    event = np.array([entities[of.ids[node]].type == "Event" for node in nodes.tolist()], bool)
    degree = np.bincount(pairs.ravel(), minlength=len(nodes))
    return np.asarray((1.0 + np.minimum(np.sqrt(degree) * 0.3, 3.0)) * np.where(event, 0.8, 1.0))


def _inside(stage: Stage, nodes: Ints) -> tuple[Ints, Floats]:
    """Pairs of which both ends are among the nodes, as places among them, with the belief that they hold."""
    of = ties(stage)
    place = np.full(len(of.ids), -1)
    place[nodes] = np.arange(len(nodes))
    ends = place[of.ends]
    inside = (ends >= 0).all(axis=1)
    return ends[inside], of.weight[inside]
