"""Short names and nicknames that fit several people of a view, and so tell nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby
from typing import Final

from entramado.resolve import names
from entramado.resolve.names import Level
from entramado.resolve.profiles import Profile

_SEVERAL: Final = 40
"""Bearers of a name that are looked at: among so many, two who exclude one another have been met."""
_FITS: Final = frozenset({Level.SURNAMES, Level.INITIAL, Level.LOOSE, Level.SHORTER, Level.VARIANT, Level.SAME})


class Ambiguity:
    """Whether a short name or a nickname fits full names of the view that exclude one another."""

    def __init__(self, members: Mapping[str, Profile]) -> None:
        bearers: dict[str, set[str]] = defaultdict(set)
        for profile in members.values():
            parsed = names.parse(profile.name) if profile.name else None
            if profile.name is None or parsed is None or not parsed.full:
                continue
            for alias in profile.nicknames:
                bearers["alias " + alias].add(profile.name)
            for surname in {s for _, surnames in parsed.readings for s in surnames}:
                sound = names.skeleton(surname)
                bearers["surname " + sound].add(profile.name)
                bearers[f"{parsed.words[0][0]} {sound}"].add(profile.name)
        self._bearers = {key: sorted(found) for key, found in bearers.items()}
        self._known: dict[tuple[str | None, frozenset[str]], bool] = {}

    def __call__(self, profile: Profile) -> bool:
        key = profile.name, frozenset(profile.nicknames)
        if key not in self._known:
            self._known[key] = self._fits_several(profile)
        return self._known[key]

    def _fits_several(self, profile: Profile) -> bool:
        """Looked for in the order of the names and no further than needed: thousands may share a surname."""
        met: list[str] = []
        for bearer in self._fitting(profile):
            if any(names.compare_texts(other, bearer) is Level.CONFLICT for other in met):
                return True
            met.append(bearer)
            if len(met) == _SEVERAL:
                break
        return False

    def _fitting(self, profile: Profile) -> Iterator[str]:
        """Full names that a name or its nicknames fit, sorted."""
        name = profile.name or ""
        own = names.parse(name)
        if not own.words:
            yield from self._bearing(f"alias {alias}" for alias in profile.nicknames)
        elif own.full:
            near = {f"{own.words[0][0]} {names.skeleton(surname)}" for _, surnames in own.readings for surname in surnames}
            for bearer in self._bearing(near):
                if names.may_fit(own, names.parse(bearer)) and names.compare_texts(name, bearer) in _FITS:
                    yield bearer
        else:
            yield from self._bearing(["surname " + names.skeleton(own.words[0])])

    def _bearing(self, keys: Iterable[str]) -> Iterator[str]:
        """Names under any of the keys, sorted, each once."""
        return (name for name, _ in groupby(merge(*(self._bearers.get(key, ()) for key in keys))))
