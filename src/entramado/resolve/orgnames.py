"""Names of organisations and sites: words compared without order, acronyms against long forms, and names that many bear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import JaroWinkler

from entramado.knowledge.folding import spell
from entramado.resolve.words import word_list, word_map

_LINKS: Final = frozenset(word_list("links"))
_LEGAL: Final = frozenset(word_list("legal_forms"))
_SAME: Final = word_map("one_meaning")
_COUNTRIES: Final = word_map("countries")
_GENERIC: Final = frozenset(word_list("generic"))


@dataclass(frozen=True, slots=True)
class OrgName:
    """``words`` as a set without link words, legal forms and country; ``country`` as an ISO code when the name says it."""

    words: frozenset[str]
    country: str | None
    initials: str
    acronym: str | None

    @property
    def generic(self) -> bool:
        """A name that every country, county or town has one of."""
        return self.words <= _GENERIC


def country(text: str) -> str | None:
    """ISO code of the country that a name or wording says ("Mexican troops", "no American", "United States"), or None."""
    folded = " ".join(w.casefold() for w in spell(re.sub(r"\bU\.S\.A?\.?", "US", text))).replace("united states", "us")
    return next((_COUNTRIES[w] for w in folded.split() if w in _COUNTRIES), None)


@lru_cache(maxsize=65536)
def parse(text: str) -> OrgName:
    """Take the name of an organisation or a site apart."""
    text = re.sub(r"\bUnited States\b|\bU\.S\.A?\.?", "US", text)
    spelled = spell(text)
    folded = [w.casefold() for w in spelled]
    country = next((_COUNTRIES[w] for w in folded if w in _COUNTRIES), None) if len(folded) > 1 else None
    kept = [w for w in folded if w not in _LINKS and (country is None or w not in _COUNTRIES)] or folded
    words = frozenset(_SAME.get(w, w) for w in kept if w not in _LEGAL) or frozenset(kept)
    letters = "".join(spelled)
    upper = sum(c.isupper() for c in letters)
    acronym = letters.casefold() if 2 <= len(letters) <= 8 and upper >= 2 and upper >= 0.6 * len(letters) else None
    return OrgName(words, country, "".join(w[0] for w in kept), acronym if len(text.split()) == 1 else None)


def alike(a: OrgName, b: OrgName) -> float:
    """1 for the same words, down to 0; words that look alike count, numbers must be equal. Different countries: 0."""
    if a.country and b.country and a.country != b.country:
        return 0.0
    if a.words == b.words:
        return 1.0
    only_a, only_b = sorted(a.words - b.words), sorted(b.words - a.words)
    if len(only_a) != len(only_b) or any(w.isdigit() for w in only_a + only_b):
        return 0.0
    worst = 1.0
    for word in only_a:
        best = max(only_b, key=lambda w: JaroWinkler.similarity(word, w))
        only_b.remove(best)
        worst = min(worst, JaroWinkler.similarity(word, best) if min(len(word), len(best)) >= 5 else 0.0)
    return worst if worst >= 0.92 else 0.0


def spells(short: OrgName, long: OrgName) -> bool:
    """Whether an acronym of three letters or more is made of the initials of a long form."""
    return short.acronym is not None and len(short.acronym) >= 3 and long.acronym is None and short.acronym == long.initials
