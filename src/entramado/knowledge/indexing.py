"""Under which names a place is sought: the same at build time and for a user's own places."""

from __future__ import annotations

from entramado.knowledge.folding import fold_place
from entramado.knowledge.place import Place


def names(place: Place) -> list[str]:
    """Index names of a place: folded names, ``=`` before abbreviations as written, ``#`` before the key.

    An entry listed both as a name and as an abbreviation counts as the abbreviation: "Port of Manzanillo" then needs its capitals.
    """
    plain = (form for form in (place.name, *place.aliases) if form not in place.exact)
    folded = [form for form in map(fold_place, plain) if form]
    return list(dict.fromkeys([*folded, *map("={}".format, place.exact), f"#{place.key}"]))
