"""Predicates, values and entities in words, for screens and reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, get_args

from entramado.model.network import Entity
from entramado.model.values import Figure
from entramado.model.vocabulary import vocabulary

Language = Literal["en", "es"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_BOUNDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {"exact": "{0}", "at_least": "at least {0}", "up_to": "up to {0}", "about": "about {0}", "range": "{0} to {1}"},
    "es": {"exact": "{0}", "at_least": "al menos {0}", "up_to": "hasta {0}", "about": "unos {0}", "range": "de {0} a {1}"},
}
_SIDES: Final[Mapping[Language, tuple[str, str, str]]] = {
    "en": ("it happened", "it did not happen", "not "),
    "es": ("ocurrió", "no ocurrió", "no "),
}
_MONEY = re.compile(r"([A-Z]{3}) (\d+)")
_KINDS = {"admin1": "state or province", "admin2": "municipality or county", "site": "spot"}
"""Kinds whose word in the vocabulary is no word of everyday speech."""
_WHOLE = frozenset({*_KINDS.values(), "country", "locality", "port", "border", "region", "drug", "precursor"})
"""Kinds that say all: the type after them would be one word too many."""

_INVISIBLE: Final = dict.fromkeys(
    (
        *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x00AD, 0x061C, 0x180E, 0xFEFF,
        *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
        *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080),
    )
)  # fmt: skip
"""Control characters (Cc) but for tab and line ends, and format characters (Cf) that have no place in Western text: they hide, or
turn the reading order, or tell a terminal what to do."""


@lru_cache(maxsize=4096)
def phrase(predicate: str, inverse: bool = False, negated: bool = False, former: bool = False) -> str:
    """As a person would say it, from the subject or (``inverse``) the object; marked when denied or past."""
    if predicate == "occurred":
        return "said not to have happened" if negated else "said to have happened"
    word = vocabulary().predicates.get(predicate)
    label = predicate.replace("_", " ") if word is None else (word.inverse or word.label) if inverse else word.label
    return " ".join(part for part in ("not:" if negated else "", "formerly" if former else "", label) if part)


def spoken(value: str, figure: Figure | None = None, language: Language = "en") -> str:
    """A value as a person would write it: "at least 25", "200,000 to 250,000", "USD 15,000,000"."""
    money = _MONEY.fullmatch(value)
    if money:
        return f"{money[1]} {int(money[2]):,}"
    if figure is None:
        return value
    ends = [f"{end:,}" for end in (figure.low, figure.high) if end is not None]
    return _BOUNDS[language][figure.bound].format(*ends)


def topic(predicate: str) -> str:
    """What a disagreement is about."""
    return "whether it happened" if predicate == "occurred" else phrase(predicate)


def side(predicate: str, says: str, negated: bool, figure: Figure | None = None, language: Language = "en") -> str:
    """What one side of a disagreement says: "59", "not Jalisco", "it did not happen"."""
    happened, not_so, no = _SIDES[language]
    if predicate == "occurred":
        return not_so if negated else happened
    return no * negated + spoken(says, figure, language)


def described(entity: Entity) -> str:
    """What an entity is, in a word or two: "criminal organization", "municipality or county", "event"."""
    kind = None if entity.type == "Event" else _KINDS.get(entity.kind or "", entity.kind)
    return kind if kind in _WHOLE else " ".join(filter(None, (kind, entity.type.lower())))


def whereabouts(entity: Entity) -> str:
    """The reference row of an entity and where it lies: "place:MX-14086, 19.9456 N 103.7542 W"; empty when neither is known."""
    spot = None
    if entity.lat is not None and entity.lon is not None:
        spot = f"{abs(entity.lat)} {'NS'[entity.lat < 0]} {abs(entity.lon)} {'EW'[entity.lon < 0]}"
    return ", ".join(filter(None, (entity.key, spot)))


def plain(text: object) -> str:
    """Without characters that hide or reorder text, and without lone surrogates."""
    text = str(text)
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_INVISIBLE).encode("utf-8", "replace").decode()
