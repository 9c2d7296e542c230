"""Places: names of the gazetteer, streets and sites by their head word, and the border."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from entramado.extract.found import HYPHENS, Found, Words, table, words_of
from entramado.knowledge import Knowledge
from entramado.knowledge.places import Place

_HEADS: Final[dict[str, str]] = {w: kind for kind, line in table("names.yaml")["place_heads"].items() for w in str(line).split()}
_NOT_PERSONS = words_of("names.yaml", "not_persons")
_LOCATIVE: Final = frozenset("in at near from to around outside inside of through across into toward towards between throughout via".split())
_ABBREVIATED: Final = {"calif.": "California", "ariz.": "Arizona", "tex.": "Texas", "fla.": "Florida", "nev.": "Nevada", "u.s.": "United States",
                       "us": "United States", "u.s": "United States", "usa": "United States", "america": "United States"}


def gazetteer(words: Words, knowledge: Knowledge) -> Iterator[Found]:
    """Runs of capitalised words that the gazetteer knows, longest first; the choice among namesakes comes later."""
    size = len(words.text)
    i = 0
    while i < size:
        if not words.cap[i] or words.taken[i] or not words.text[i][0].isalpha():
            i += 1
            continue
        for end in range(min(size, i + 6), i, -1):
            if not words.cap[end - 1] or not words.free(i, end):
                continue
            name = words.join(i, end)
            places = _lookup(knowledge, name, words, i, end)
            if places:
                best = places[0]
                yield Found(words.number, i, end, "Place", best.kind, (name,), _weight(words, i, end, best), key=best.key)
                i = end
                break
        else:
            if words.label[i] in ("GPE", "LOC") and words.free(i, i + 1):
                end = i
                while end < size and words.label[end] == words.label[i] and (words.cap[end] or words.text[end] in HYPHENS or words.low[end] in ("of", "de")) and words.free(end, end + 1):
                    end += 1
                yield Found(words.number, i, end, "Place", None, (words.join(i, end),), 40)
                i = max(end, i + 1)
                continue
            i += 1


def _lookup(knowledge: Knowledge, name: str, words: Words, start: int, end: int) -> list[Place]:
    low = name.lower()
    if low in _ABBREVIATED:
        if low == "us" and name != "US":
            return []
        name = _ABBREVIATED[low]
    return knowledge.places.find(name)


def _weight(words: Words, start: int, end: int, place: Place) -> int:
    if place.kind == "country":
        return 85
    if place.kind == "admin1":
        return 75
    located = words.low[start - 1] in _LOCATIVE if start else False
    labelled = words.label[start] in ("GPE", "LOC")
    if labelled or located:
        return 62 if labelled and located else 58
    return 35 if end - start == 1 else 50


def sites(words: Words) -> Iterator[Found]:
    """Streets and sites: "Oakmont Street", "Avenue J", "Orange County Jail", "Interstate 5"."""
    for i, low in enumerate(words.low):
        if not words.cap[i] or words.taken[i]:
            continue
        if low in ("avenue", "interstate", "highway", "route") and i + 1 < len(words.text) and (
            words.text[i + 1].isdigit() or len(words.text[i + 1]) == 1 and words.cap[i + 1]
        ):
            yield Found(words.number, i, i + 2, "Place", "site", (words.join(i, i + 2),), 66)
            continue
        kind = _HEADS.get(low)
        if kind is None:
            continue
        start = i
        while start and words.cap[start - 1] and words.text[start - 1][0].isalpha() and words.low[start - 1] not in _NOT_PERSONS and (
            words.taken[start - 1] is None or words.taken[start - 1].type == "Place"  # type: ignore[union-attr]  # None is handled
        ):
            start -= 1
        if start < i:
            yield Found(words.number, start, i + 1, "Place", kind, (words.join(start, i + 1),), 68)
