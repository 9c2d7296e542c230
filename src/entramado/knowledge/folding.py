"""How names are compared: case, accents, punctuation, possessives and articles away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset(("the", "el", "la", "los", "las"))
_PLAIN = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
    }
)
_WORD = re.compile(r"[^\W_]+")
_KEPT = 1 << 16


def spell(name: str) -> list[str]:
    """The words of a name as written, without accents, stops and possessive: "Mexico's U.S. border" → Mexico, US, border."""
    return list(_spell(name))


@lru_cache(maxsize=_KEPT)
def _spell(name: str) -> tuple[str, ...]:
    text = name
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text).translate(_PLAIN)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    if "'" in text:
        text = text.replace("'s ", " ").removesuffix("'s")
    return tuple(_WORD.findall(text.replace(".", "")))


def words(name: str) -> list[str]:
    """The folded words of a name, articles kept."""
    return [word.casefold() for word in _spell(name)]


@lru_cache(maxsize=_KEPT)
def fold(name: str) -> str:
    """Case, accents, quotes, punctuation and a leading article away: how names of people and bodies are compared."""
    parts = words(name)
    if len(parts) > 1 and parts[0] in ARTICLES:
        parts = parts[1:]
    return " ".join(parts)


def fold_place(name: str) -> str:
    """As `fold`, but only "the" falls away: La Paz and Los Angeles keep the article that is part of the name."""
    parts = words(name)
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    return " ".join(parts)
