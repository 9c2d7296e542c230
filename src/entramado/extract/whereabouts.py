"""Where a text plays: which of several namesakes a place name means, and which country a "defense ministry" belongs to."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from entramado.extract.found import Found, Words
from entramado.knowledge import Knowledge
from entramado.knowledge.places import Place


@lru_cache(maxsize=4)
def demonyms(knowledge: Knowledge) -> dict[str, str]:
    """Lower-case demonym ("mexican") to country code."""
    found: dict[str, str] = {}
    for key in knowledge.rows:
        if key.startswith("government:"):
            place = knowledge.places.get("place:" + key.removeprefix("government:"))
            for demonym in place.demonyms if place else ():
                found.setdefault(demonym.lower(), key.removeprefix("government:"))
    return {demonym: code for demonym, code in found.items() if demonym not in ("us", "u.s.")}


class Whereabouts:
    """The places of one document, settled together: towns by the states and countries named, those by themselves."""

    def __init__(self, passages: list[Words], found: list[Found], knowledge: Knowledge) -> None:
        self._passages = passages
        self._knowledge = knowledge
        self._demonyms = demonyms(knowledge)
        places = [f for f in found if f.type == "Place"]
        self._areas = [p for f in places if f.kind in ("country", "admin1") and (p := knowledge.places.get(f.key)) is not None]
        self._countries = Counter(p.country for p in self._areas if p.country)
        for words in passages:
            for i, low in enumerate(words.low):
                if words.cap[i] and (code := self._demonyms.get(low)):
                    self._countries[code] += 1

    def settle(self, f: Found) -> Place | None:
        """The gazetteer entry that a place candidate means, or None when there is none to choose."""
        name = f.forms[0]
        if f.kind in ("country", "region", "border") and f.key:
            return self._knowledge.places.get(f.key)
        area = self._area_behind(f)
        context = [area] if area else self._areas
        if f.key or self._knowledge.places.find(name):
            chosen = self._knowledge.places.choose(name, context)
            return chosen or self._knowledge.places.get(f.key)
        return self._knowledge.places.nearest(name, context) if len(name.split()) <= 3 else None

    def _area_behind(self, f: Found) -> Place | None:
        words = self._passages[f.passage]
        i = f.end
        if i + 1 < len(words.text) and words.text[i] == ",":
            behind = words.taken[i + 1]
            if behind is not None and behind.type == "Place":
                return self._knowledge.places.get(behind.key)
        return None

    def near(self, f: Found) -> str | None:
        """ISO code of the country that the words around a candidate speak of, or None."""
        words = self._passages[f.passage]
        sentence = words.doc[f.start].sent
        spread = [*range(f.end - 1, sentence.start - 1, -1), *range(f.end, sentence.end), *range(sentence.start - 1, -1, -1)]
        return next((code for i in spread if (code := self._country_at(words, i)) is not None), None)

    def countries(self) -> list[str]:
        """ISO codes of the countries that the document names, the most frequent first."""
        return [code for code, _ in self._countries.most_common()]

    def _country_at(self, words: Words, i: int) -> str | None:
        taken = words.taken[i]
        if taken is not None and taken.type == "Place" and taken.key:
            place = self._knowledge.places.get(taken.key)
            return place.country if place else None
        if taken is not None and taken.type == "Organization" and taken.key:
            row = self._knowledge.rows.get(taken.key)
            return row.fields.get("country") if row else None
        return self._demonyms.get(words.low[i]) if words.cap[i] else None
