"""What the nodes of a chart are grouped by: the community that ties put an entity in, or the area that it is in.

A tie says that two belong together, work together, or know each other (`TIES`). No tie: a part in an event (who kills and who is
killed are in one), a payment (who is extorted pays), rivalry, a place, a line of business. A community is not membership.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.communities import communities
from entramado.knowledge.places import Gazetteer
from entramado.share.screen.answers import EntityRef
from entramado.share.screen.happened import parts
from entramado.share.screen.saying import best_first
from entramado.share.screen.stage import Stage
from entramado.share.screen.ties import Ints, ties
from entramado.share.screen.whereabouts import LEVELS, lies
from entramado.share.told import UNHELD
from entramado.share.wording import plain

TIES: Final = frozenset({
    "leads", "member_of", "works_for", "founded", "holds_post", "family_of", "associate_of", "reports_to", "successor_of",
    "part_of", "allied_with", "launders_for", "owns", "uses",
})  # fmt: skip
"""Predicates between persons, organisations and assets that tie; see above for what does not."""
_TIED: Final = frozenset({"Person", "Organization", "Asset"})
_GROUND: Final = ("based_in", "located_in", "operates_in", "controls", "born_in")
"""What puts a person or organisation somewhere, the nearest to a home first."""
_NAMES: Final = 3


@dataclass(frozen=True, slots=True)
class Community:
    """Entities that are tied among themselves. `groups` are its organisations, the best tied first; it may have none."""

    groups: Sequence[EntityRef]
    size: int


@dataclass(frozen=True, slots=True)
class Region:
    """A state of Mexico or the US, a country elsewhere: `code` is as on the map (MX-14, US-CA, CO)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Grouped:
    """Of each entity (numbered as in `ties`) its group, -1 for none; shape (n,)."""

    number: Ints
    count: int


def tied(stage: Stage) -> tuple[Grouped, Sequence[Community]]:
    """Communities of the whole map, whatever the filter, the largest first; made once."""
    return stage.kept("communities", lambda: _tied(stage))


def _tied(stage: Stage) -> tuple[Grouped, Sequence[Community]]:
    of, edges, entities = ties(stage), stage.network.edges, stage.network.entities
    size = len(of.ids)
    weight = np.zeros(len(of.ends))
    for link, pair in zip(of.link.tolist(), of.pair_of.tolist(), strict=True):
        edge = edges[link]
        held = not edge.negated and edge.modality not in UNHELD and edge.predicate in TIES
        if held and edge.object is not None and entities[edge.subject].type in _TIED and entities[edge.object].type in _TIED:
            weight[pair] = max(weight[pair], edge.belief)
    used = weight > 0
    levels = communities(size, of.ends[used], weight[used])
    if not levels:
        return Grouped(np.full(size, -1), 0), []
    label = levels[-1]
    members = np.bincount(label)
    strength = np.bincount(of.ends[used].ravel(), np.repeat(weight[used], 2), size)
    several = [number for number in np.lexsort((np.arange(len(members)), -members)).tolist() if members[number] > 1]
    place = np.full(len(members), -1)
    place[several] = np.arange(len(several))
    number = place[label]
    named: dict[int, list[int]] = defaultdict(list)
    for node in np.lexsort((np.arange(size), -strength)).tolist():
        if number[node] >= 0 and entities[of.ids[node]].type == "Organization":
            named[int(number[node])].append(node)
    found = [
        Community([stage.ref(of.ids[node]) for node in named[place][:_NAMES]], int(members[several[place]]))
        for place in range(len(several))
    ]
    return Grouped(number, len(found)), found


def located(stage: Stage, places: Gazetteer) -> tuple[Grouped, Sequence[Region]]:
    """The state or country that each entity is in, by its code; of several the nearest to a home, then the best believed."""
    return stage.kept("regions", lambda: _located(stage, places))


def _located(stage: Stage, places: Gazetteer) -> tuple[Grouped, Sequence[Region]]:
    of, where = ties(stage), lies(stage, places)
    code_at = {place: code for place, lying in where.items() if (code := _region(lying.within, places))}
    code_of: dict[str, str] = dict(code_at)
    edges = stage.network.edges
    for entity, (kind, numbers) in _grounds(stage).items():
        order = {name: place for place, name in enumerate(kind)}
        ranked = best_first(stage, (n for n in numbers if not edges[n].negated and edges[n].object in code_at))
        nearest = min(ranked, key=lambda n: order[edges[n].predicate], default=None)
        if nearest is not None:
            code_of[entity] = code_at[edges[nearest].object or ""]
    codes = sorted(set(code_of.values()))
    regions = [Region(code, plain(row.name) if (row := places.get(f"place:{code}")) else code) for code in codes]
    number = np.array([codes.index(code_of[entity]) if entity in code_of else -1 for entity in of.ids], np.int64)
    return Grouped(number, len(regions)), regions


def _grounds(stage: Stage) -> Mapping[str, tuple[Sequence[str], Sequence[int]]]:
    """Of each event, person and organisation the predicates that put it somewhere, nearest first, and its edges of these."""
    found: dict[str, tuple[Sequence[str], Sequence[int]]] = {}
    edges = stage.network.edges
    for event, numbers in parts(stage).items():
        found[event] = ("place",), [number for number in numbers if edges[number].predicate == "place"]
    by_subject: dict[str, list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        if edge.predicate in _GROUND and stage.network.entities[edge.subject].type != "Place":
            by_subject[edge.subject].append(number)
    return found | {entity: (_GROUND, numbers) for entity, numbers in by_subject.items()}


def _region(within: Sequence[str], places: Gazetteer) -> str | None:
    """The state that holds a place, or the country where the tables have no states."""
    rows = [(code, places.get(f"place:{code}")) for code in within]
    levels = {LEVELS.get(row.kind): code for code, row in rows if row is not None}
    return levels.get("admin1") or levels.get("country")
