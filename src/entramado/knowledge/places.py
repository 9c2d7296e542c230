"""The gazetteer: which place a name means. Countries, states, municipalities, towns, with codes and coordinates."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz.distance import OSA

from entramado.knowledge.folding import fold_place
from entramado.knowledge.indexing import names
from entramado.knowledge.packed import Packed
from entramado.knowledge.place import Place

__all__ = ["Gazetteer", "Place"]

_SHORTEST: Final = 5
"""Letters below which a misspelling cannot be told from another name."""
_LONG: Final = 9
"""Letters from which two mistakes are allowed instead of one."""
_WORDS: Final = {"admin1": "state", "admin2": "municipality", "locality": "town"}
_FEDERATIONS: Final = frozenset(("MX", "US", "BR", "VE"))


class Gazetteer:
    """Places by folded name: those given, then those of ``shipped``, which is read when first asked for."""

    def __init__(self, places: Iterable[Place], shipped: Packed | None = None) -> None:
        self._own = {place.key: place for place in places}
        self._shipped = shipped
        self._by_name: dict[str, list[Place]] = {}
        for place in self._own.values():
            for name in names(place):
                self._by_name.setdefault(name, []).append(place)

    @classmethod
    def shipped(cls) -> Gazetteer:
        """The gazetteer that comes with Entramado (GeoNames, INEGI; see NOTICE.md)."""
        return cls((), Packed())

    def with_own(self, places: Iterable[Place]) -> Gazetteer:
        """This gazetteer with a user's places before it; one that bears a shipped key replaces it."""
        return Gazetteer([*places, *self._own.values()], self._shipped)

    @property
    def places(self) -> Mapping[str, Place]:
        """Every place by key."""
        return self._own if self._shipped is None else ChainMap(self._own, self._shipped)  # type: ignore[arg-type]  # read only

    def get(self, key: str | None) -> Place | None:
        """The place of a key, or None."""
        return self.places.get(key) if key else None

    def find(self, name: str) -> list[Place]:
        """Every place of this name or alias, most prominent first: countries, states of Mexico and the US, then by people.

        Abbreviations ("Calif.", "US", "La.") count only as written, stops included.
        """
        found: dict[str, Place] = {}
        for form in (fold_place(name), f"={name.strip()}"):
            for place in self._named(form):
                found.setdefault(place.key, place)
        return list(found.values())

    def choose(self, name: str, context: Iterable[Place] = ()) -> Place | None:
        """The place a text means: one that lies in, holds or neighbours the context's places, else the most prominent.

        Args:
            name: as the text has it.
            context: the other places of the sentence or document, in any order.
        """
        candidates = self.find(name)
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        around = list(context)
        areas = {key for place in around for key in (place.admin1, place.admin2, place.key if place.kind != "country" else None) if key}
        countries = {place.country for place in around if place.country}
        # Largest first within equal nearness, as `max` keeps the first of equals.
        return max(candidates, key=lambda place: _nearness(place, areas, countries))

    def nearest(self, name: str, context: Iterable[Place]) -> Place | None:
        """For a misspelling (Talpalpa): the closest name within the states or country that the context names, or None.

        One wrong, missing, added or swapped letter is allowed from five letters on, two from nine on; the first letter
        must agree. The states of the context are searched first, then its countries; a tie between different places of
        equal prominence tier is no answer.
        """
        if self._shipped is None or len(fold_place(name)) < _SHORTEST:
            return None
        around = list(context)
        states = frozenset(key for place in around for key in ((place.key if place.kind == "admin1" else place.admin1),) if key)
        countries = frozenset(place.country for place in around if place.country)
        return self._closest(name, states) or self._closest(name, countries)

    def within(self, place: Place, other: Place) -> bool:
        """Whether ``place`` lies in ``other`` (or is it): Tapalpa in Jalisco, in Mexico, in Latin America."""
        if other.key in (place.key, place.admin2, place.admin1) or (other.kind == "country" and other.country == place.country):
            return True
        return any(self.within(place, member) for member in map(self.get, other.members) if member is not None)

    def describe(self, place: Place) -> str:
        """Where a place lies, for the screen: "Tapalpa, municipality in Jalisco, Mexico (INEGI 14086)"."""
        above = (self.get(key) for key in (place.admin2, place.admin1, f"place:{place.country}" if place.country else None))
        chain = [holder.name for holder in above if holder is not None and holder.key != place.key]
        lies = f" in {', '.join(chain)}" if chain else ""
        code = _code(place)
        return f"{place.name}, {_word(place)}{lies}{f' ({code})' if code else ''}"

    def _named(self, form: str) -> list[Place]:
        own = self._by_name.get(form, [])
        if self._shipped is None:
            return own
        return own + [place for place in self._shipped.named(form) if place.key not in self._own]

    def _closest(self, name: str, areas: frozenset[str]) -> Place | None:
        if not areas or self._shipped is None:
            return None
        sought = fold_place(name)
        allowed = 2 if len(sought) >= _LONG else 1
        best: tuple[int, int] | None = None
        for candidate, number in self._shipped.within(areas):
            if abs(len(candidate) - len(sought)) > allowed or candidate[:1] != sought[:1]:
                continue
            distance = OSA.distance(sought, candidate, score_cutoff=allowed)
            if distance <= allowed and (best is None or (distance, number) < best):
                best = distance, number
        return self._shipped.numbered(best[1]) if best else None


def _nearness(place: Place, areas: set[str], countries: set[str]) -> int:
    """How well a place fits the others of its text: named itself, same municipality, same state, same country, none."""
    if place.kind in ("country", "region", "border"):
        return 2
    if place.admin2 in areas or place.key in areas:
        return 4
    if place.admin1 in areas:
        return 3
    return 2 if place.country in countries else 0


def _word(place: Place) -> str:
    if place.kind == "admin1" and place.country not in _FEDERATIONS:
        return "province"
    if place.kind == "admin2" and place.country == "US":
        return "county"
    return _WORDS.get(place.kind, place.kind)


def _code(place: Place) -> str:
    """The code of a shipped place with the list it comes from: "INEGI 14086"."""
    code = place.key.removeprefix("place:")
    number = code.partition("-")[2]
    if code.startswith("GN-"):
        return f"GeoNames {number}"
    if code.startswith("MX-"):
        return f"INEGI {number}"
    if place.kind == "admin2" and place.country == "US":
        return f"FIPS {number}"
    return f"ISO 3166 {code}" if place.kind in ("country", "admin1") else ""
