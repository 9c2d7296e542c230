"""One entry of the gazetteer, and under which names it is sought."""

from __future__ import annotations

from dataclasses import dataclass

from entramado.knowledge.folding import fold_place


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. ``key`` holds its code: ``place:MX-14`` (INEGI state), ``place:MX-14086`` (municipality),
    ``place:GN-3981609`` (GeoNames), ``place:US-CA``, ``place:US-06059`` (county, FIPS), ``place:MX`` (ISO 3166).
    """

    key: str
    name: str
    kind: str
    """country, admin1, admin2, locality, port, border, region, site"""
    country: str | None
    """ISO 3166 two-letter code, or None (regions)."""
    admin1: str | None
    """Key of the state it lies in, or None."""
    lat: float | None
    lon: float | None
    population: int = 0
    """0: not known."""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    admin2: str | None = None
    """Key of the municipality or county it lies in, or None."""
    exact: tuple[str, ...] = ()
    """Abbreviations, which count only as written here, stops included: US, CDMX, "Calif.", "La.", "TX"."""
    members: tuple[str, ...] = ()
    """Keys of what a region holds: states, countries, smaller regions."""


def index_names(place: Place) -> list[str]:
    """Index names of a place: folded names, ``=`` before abbreviations as written, ``#`` before the key.

    A form listed as an abbreviation too is only that: "Port of Manzanillo" then needs its capitals.
    """
    plain = (form for form in (place.name, *place.aliases) if form not in place.exact)
    folded = [form for form in map(fold_place, plain) if form]
    return list(dict.fromkeys([*folded, *map("={}".format, place.exact), f"#{place.key}"]))
