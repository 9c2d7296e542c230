"""The gazetteer: which place a name means. Countries, states, municipalities, towns, with codes and coordinates."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from entramado.knowledge.folding import fold_place
from entramado.knowledge.packed import Packed
from entramado.knowledge.place import Place, index_names

__all__ = ["Gazetteer", "Place"]

_SHORTEST: Final = 5
"""Letters below which a misspelling cannot be told from another name."""
_LONG: Final = 9
"""Letters from which two mistakes are allowed instead of one."""
_KNOWN: Final = 10_000
"""People a town has at least to be sought by a misspelt name in a whole country."""
_OUTWEIGHED: Final = 100
"""Times the people of a town that a namesake abroad must have to be meant though its country is not named."""
_WORDS: Final = {"admin1": "state", "admin2": "municipality", "locality": "town"}
_FEDERATIONS: Final = frozenset(("MX", "US", "BR", "VE"))


class Gazetteer:
    """Places by folded name: those given, then those of ``shipped``, which is read when first asked for."""

    def __init__(self, places: Iterable[Place], shipped: Packed | None = None) -> None:
        self._own = {place.key: place for place in places}
        self._shipped = shipped
        self._by_name: dict[str, list[Place]] = {}
        for place in self._own.values():
            for name in index_names(place):
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
        """The place a text means: a country or state of the name before towns; then the one nearest to the context's places
        (same municipality, state, country); then the most prominent. None when no place bears the name.

        Args:
            name: as the text has it.
            context: the other places of the sentence or document, in any order.
        """
        candidates = self.find(name)
        # Jalisco is the state whatever small towns of that name the other places of the text lie beside.
        candidates = [place for place in candidates if _is_major(place)] or candidates
        most = max((place.population for place in candidates), default=0)
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        around = list(context)
        areas = {key for place in around for key in (place.admin1, place.admin2, place.key)} - {None}
        countries = {place.country for place in around} - {None}
        # The most prominent of the nearest: `max` keeps the first of equals.
        return max(candidates, key=lambda place: _nearness(place, areas, countries, most))

    def nearest(self, name: str, context: Iterable[Place]) -> Place | None:
        """For a misspelling (Talpalpa): the closest name within the states or country that the context names, or None.

        One wrong, missing, added or swapped letter is allowed from five letters on, two from nine on; the first letter
        must agree. States are searched before countries, and in a country only its states and places of 10,000 people.
        """
        around = list(context)
        states = {place.key if place.kind == "admin1" else place.admin1 for place in around} - {None}
        countries = {place.country for place in around} - {None}
        near = self._misspelt(fold_place(name))
        for place in near:
            if place.key in states or place.admin1 in states:
                return place
        return next((place for place in near if place.country in countries and _known(place)), None)

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

    def _misspelt(self, sought: str) -> list[Place]:
        """Places whose name differs in a letter or two, the closest first and among those the most prominent."""
        if self._shipped is None or len(sought) < _SHORTEST:
            return []
        from rapidfuzz.distance import OSA  # here, for most texts are spelt right

        allowed = 2 if len(sought) >= _LONG else 1
        close = []
        for candidate, numbers in self._shipped.starting(sought[0]):
            if abs(len(candidate) - len(sought)) <= allowed:
                distance = OSA.distance(sought, candidate, score_cutoff=allowed)
                if distance <= allowed:
                    close += [(distance, number) for number in numbers]
        return [self._shipped.numbered(number) for _, number in sorted(close)]


def _known(place: Place) -> bool:
    return place.kind == "admin1" or place.population >= _KNOWN


def _is_major(place: Place) -> bool:
    return place.kind in ("country", "region", "border") or (place.kind == "admin1" and place.country in ("MX", "US"))


def _nearness(place: Place, areas: Collection[str | None], countries: Collection[str | None], most: int) -> int:
    """How well a place fits the others of its text: named itself or same municipality, same state, same country, none.

    A hamlet in a country that is named does not outweigh a city of the name elsewhere, of ``most`` people.
    """
    if place.key in areas or (place.admin2 and place.admin2 in areas):
        return 3
    if place.admin1 and place.admin1 in areas:
        return 2
    small = place.kind == "locality" and place.population * _OUTWEIGHED < most
    return 1 if place.country and place.country in countries and place.kind != "country" and not small else 0


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
