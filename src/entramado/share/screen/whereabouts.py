"""Where the places of a map lie: by the tables, by their own coordinates, or by the claims that put them into another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from entramado.knowledge.places import Gazetteer
from entramado.model.network import Entity
from entramado.share.screen.saying import best_first
from entramado.share.screen.stage import Stage
from entramado.share.told import UNHELD

Precision = Literal["spot", "admin2", "admin1", "country", "wider", "unknown"]
Level = Literal["country", "admin1", "admin2"]
LEVELS: Final[Mapping[str, Level]] = {"country": "country", "admin1": "admin1", "admin2": "admin2"}
_SPOTS: Final = frozenset({"locality", "port", "site"})


@dataclass(frozen=True, slots=True)
class Lies:
    """Where a place lies, as finely as it is known. `within` has the codes of the areas that hold it, the smallest first;
    `through` the lines that say so, where the place itself is in no list.
    """

    precision: Precision
    lat: float | None
    lon: float | None
    within: tuple[str, ...]
    through: tuple[str, ...] = ()

    @property
    def drawn(self) -> bool:
        return bool(self.within) or (self.lat is not None and self.lon is not None)


def lies(stage: Stage, places: Gazetteer) -> Mapping[str, Lies]:
    """Entity id of each place to where it lies; made once a stage."""
    return stage.kept("whereabouts", lambda: _all_places(stage, places))


def _all_places(stage: Stage, places: Gazetteer) -> Mapping[str, Lies]:
    found = {entity.id: _listed(entity, places) for entity in stage.network.entities.values() if entity.type == "Place"}
    for entity, where in list(found.items()):
        if not where.drawn:
            found[entity] = _through(stage, entity, found) or where
    return found


def _listed(entity: Entity, places: Gazetteer) -> Lies:
    """By the tables, else by the coordinates that the map has."""
    row = places.get(entity.key)
    kind = row.kind if row is not None else entity.kind or ""
    precision: Precision = "spot" if kind in _SPOTS else LEVELS.get(kind, "wider")
    if row is None:
        known = entity.lat is not None and entity.lon is not None
        return Lies(precision if known and kind in _SPOTS else "unknown", entity.lat, entity.lon, ())
    codes = [key.removeprefix("place:") for key in (row.admin2, row.admin1) if key]
    if kind in LEVELS:
        codes.insert(0, row.key.removeprefix("place:"))
    if row.country:
        codes.append(row.country)
    if kind == "region" and row.members:
        codes = _common(row.members, places)
    return Lies(precision, row.lat, row.lon, tuple(dict.fromkeys(codes)))


def _common(members: Iterable[str], places: Gazetteer) -> list[str]:
    """The areas that hold every part of a region: Southern California is in California, the Golden Triangle in Mexico."""
    shared: list[str] | None = None
    for member in members:
        row = places.get(member)
        if row is None:
            return []
        own = [row.key, row.admin2, row.admin1, f"place:{row.country}" if row.country else None]
        codes = [key.removeprefix("place:") for key in own if key and row.kind in LEVELS]
        shared = codes if shared is None else [code for code in shared if code in codes]
    return shared or []


def _through(stage: Stage, entity: str, known: Mapping[str, Lies]) -> Lies | None:
    """Of a place in no list: where the best believed claim says that it lies, which is no finer than that."""
    edges = stage.network.edges
    numbers = [
        number
        for number in stage.edges_of.get(entity, ())
        if edges[number].subject == entity and edges[number].predicate == "located_in" and not edges[number].negated
    ]
    for number in best_first(stage, numbers):
        holder = known.get(edges[number].object or "")
        if holder is not None and holder.drawn and edges[number].modality not in UNHELD:
            levels: Mapping[int, Precision] = {3: "admin2", 2: "admin1", 1: "country"}
            finest = levels.get(len(holder.within), "wider") if holder.precision == "spot" else holder.precision
            return Lies(finest, holder.lat, holder.lon, holder.within, (stage.line_id(number),))
    return None
