"""How names are compared: case, accents, punctuation, possessives and articles away."""

from __future__ import annotations

import unicodedata

ARTICLES = frozenset(("the", "el", "la", "los", "las"))
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "œ": "oe"})


def spell(name: str) -> list[str]:
    """The words of a name as written, without accents, punctuation and possessive: "Mexico's U.S.-bound" is Mexico, US, bound."""
    text = name.translate(_PLAIN)
    text = text.replace("'s ", " ").removesuffix("'s").replace(".", "")
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if text.isalnum():
        return [text]
    return "".join(c if c.isalnum() else " " for c in text).split()


def words(name: str) -> list[str]:
    """The folded words of a name, articles kept."""
    return [word.casefold() for word in spell(name)]


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
