"""Texts written in capitals throughout, as old wire copy is: which of their words are names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final

from spacy.language import Language

from entramado.extract.whereabouts import demonyms
from entramado.knowledge import Knowledge

_BIG_TOWN: Final = 100_000
"""People from which a town's name outweighs a common noun spelled alike."""
_ENDINGS: Final = (
    ("men", "man"),
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("n", ""),
    ("ers", ""),
)
_PLAIN: Final = frozenset(
    (
        "the",
        "a",
        "of",
        "in",
        "on",
        "and",
        "to",
        "at",
        "by",
        "for",
        "from",
        "with",
        "was",
        "were",
        "that",
        "this",
        "his",
        "one",
        "two",
    )
)
_CALENDAR: Final = frozenset(word.lower() for word in (*calendar.day_name, *calendar.month_name)) - {"march", "may", ""}
_DOUBLED: Final = re.compile(r"(\w)\1(?:ed|ing|er)$")


class ProperWords:
    """Tells names from common English words by the parser's own word lists (WordNet's) and the reference tables."""

    def __init__(self, nlp: Language, knowledge: Knowledge) -> None:
        self._nlp = nlp
        self._knowledge = knowledge
        self._known = lru_cache(maxsize=65_536)(self._judge)

    def names(self, words: Sequence[str]) -> set[int]:
        """Indices of the words of a text in capitals that ordinary print would begin with one."""
        named = {i for i, word in enumerate(words) if self._known(word.lower())}
        surnames = {
            words[i + 1].lower()
            for i in range(len(words) - 1)
            if i in named and self._knowledge.is_forename(words[i]) and self._knowledge.is_surname(words[i + 1])
        }
        named |= {i for i, word in enumerate(words) if word.lower() in surnames}
        for hit in self._knowledge.scan(words, {"Organization", "Person"}):
            if hit.end - hit.start > 1 and not hit.colloquial:
                named.update(range(hit.start, hit.end))
        for i in range(len(words) - 1):
            pair = words[i].lower(), words[i + 1].lower()
            if not _PLAIN & set(pair) and self._knowledge.places.find(" ".join(pair).title()):
                named.update((i, i + 1))
        return named

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return frozenset(self._index["noun"])

    @cached_property
    def _others(self) -> frozenset[str]:
        parts = (word for part in ("verb", "adj", "adv") for word in self._index[part])
        return frozenset(parts) | self._nlp.Defaults.stop_words

    @property
    def _index(self) -> Mapping[str, Iterable[str]]:
        lemmatizer: Any = self._nlp.get_pipe("lemmatizer")
        index: Mapping[str, Iterable[str]] = lemmatizer.lookups.get_table("lemma_index")
        return index

    def _judge(self, low: str) -> bool:
        if low in _CALENDAR or low in demonyms(self._knowledge):
            return True
        if low in self._others or len(low) < 3:
            return False
        if self._knowledge.is_forename(low):
            return True
        places = self._knowledge.places.find(low.capitalize())
        if any(place.kind in ("country", "admin1", "region") or place.population >= _BIG_TOWN for place in places):
            return True
        if low in self._nouns:
            return False
        stems = {
            low.removesuffix(ending) + new for ending, new in _ENDINGS if low.endswith(ending) and len(low) > len(ending) + 2
        }
        if doubled := _DOUBLED.search(low):
            stems.add(low[: doubled.start() + 1])
        return not any(stem in self._nouns or stem in self._others for stem in stems)
