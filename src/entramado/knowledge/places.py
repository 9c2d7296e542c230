"""The gazetteer: countries, states, municipalities, towns, with codes and coordinates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. ``key`` holds its code: ``place:MX-14`` (INEGI state), ``place:MX-14086`` (municipality),
    ``place:GN-3981609`` (GeoNames), ``place:US-CA``, ``place:MX`` (ISO 3166)."""

    key: str
    name: str
    kind: str
    """country, admin1, admin2, locality, port, border, region, site"""
    country: str | None
    admin1: str | None
    """Key of the state it lies in, or None."""
    lat: float | None
    lon: float | None
    population: int = 0
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class Gazetteer:
    """Places by folded name."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = {place.key: place for place in places}

    def find(self, name: str) -> list[Place]:
        """Every place of this name or alias, largest rank first (country, state, municipality, town by population)."""
        return []

    def choose(self, name: str, context: Iterable[Place] = ()) -> Place | None:
        """The place a text means: one that lies in or beside the context's places, else the most prominent, or None."""
        return None

    def nearest(self, name: str, context: Iterable[Place]) -> Place | None:
        """For a misspelling (Talpalpa): the closest name within the states or country that the context names, or None."""
        return None
