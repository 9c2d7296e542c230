"""Sites, streets, borders and waters: places that no gazetteer lists, by the words of their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from entramado.extract.found import HYPHENS, QUOTES, Found, Words, by_kind, table, words_of
from entramado.extract.placenames import located

_TABLE: Final = "names.yaml"
_HEADS: Final = by_kind(_TABLE, "place_heads")
_ORG_HEADS: Final = frozenset(by_kind(_TABLE, "org_heads"))
_OPENERS: Final = by_kind(_TABLE, "place_openers")
_SMALL_HEADS: Final[dict[tuple[str, ...], str]] = {
    tuple(phrase.split()): kind for kind, line in table(_TABLE)["small_place_heads"].items() for phrase in str(line).split(", ")
}
"""Heads in small letters, as words, to the kind of place."""
_STREETS = words_of(_TABLE, "streets")
_SURE_SITES = words_of(_TABLE, "sure_sites")
_CENTERS: Final = frozenset(("center", "centre"))
_CENTER_BODIES = words_of(_TABLE, "center_bodies")
_NOT_ENTITIES = words_of(_TABLE, "not_entities")
_TITLES = words_of(_TABLE, "titles")
_NOT_PERSONS = words_of(_TABLE, "not_persons")
_STOPS = words_of(_TABLE, "no_site_words")
_PLACE_NOUNS = words_of(_TABLE, "place_nouns")
_NUMBERED = words_of(_TABLE, "numbered_streets")
_OPENERS_WITH_OF: Final = frozenset(("port", "gulf", "bay", "strait", "straits", "isle", "sea"))
_ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_PARTICLES: Final = frozenset(("de", "del", "la", "los", "las", "el"))
_LONGEST: Final = 6


def sites(words: Words, adjectives: Collection[str]) -> Iterator[Found]:
    """Streets, sites and borders: "Oakmont Street", "Avenue J", "Orange County Jail", "Interstate 5", "US-Mexico border"."""
    size = len(words.text)
    yield from _labelled_sites(words)
    yield from _named_as_places(words)
    yield from _opened(words)
    yield from _counties(words)
    yield from _small_headed(words, adjectives)
    for i, low in enumerate(words.low):
        if low == "border" and i > 2 and words.text[i - 2] in HYPHENS and words.cap[i - 1] and words.cap[i - 3]:
            held = words.taken[i - 3]
            start = held.start if held is not None else i - 3
            yield Found(words.number, start, i + 1, "Place", "border", (words.join(start, i + 1),), 89)
        if not words.cap[i] or words.taken[i] is not None and words.taken[i].type != "Place":  # type: ignore[union-attr]  # None is tested
            continue
        if (
            low in _NUMBERED
            and i + 1 < size
            and (words.text[i + 1][0].isdigit() or words.cap[i + 1] and len(words.text[i + 1].rstrip(".")) == 1)
        ):
            yield Found(words.number, i, i + 2, "Place", "site", (words.join(i, i + 2).rstrip("."),), 66)
            continue
        kind = "site" if low == "place" and i and _ORDINAL.fullmatch(words.low[i - 1]) else _HEADS.get(low)
        if (
            kind is None
            or i + 1 < size
            and words.cap[i + 1]
            and words.space[i]
            and words.free(i + 1, i + 2)
            and words.low[i + 1] not in _STREETS
            and words.label[i + 1] == words.label[i]
        ):
            continue
        start = _reach(words, i)
        modifiers = i - start
        if not modifiers or low not in _STREETS | _SURE_SITES | {"place"} and not words.label[i] and not located(words, start):
            continue
        if low in _CENTERS and _CENTER_BODIES & set(words.low[start:i]):
            continue
        yield Found(words.number, start, i + 1, "Place", kind, (words.join(start, i + 1),), 68)


def _labelled_sites(words: Words) -> Iterator[Found]:
    """What only the statistical model calls a site, where the text goes to it: "at La Bella's Pizza Garden"."""
    size = len(words.text)
    i = 0
    while i < size:
        end = i
        while end < size and words.label[end] == "FAC" and words.low[end] not in ("in", "near", "at", "on"):
            end += 1
        start = i + 1 if end > i and words.low[i] == "the" else i
        if (
            end > start + 1
            and words.cap[start]
            and words.cap[end - 1]
            and not words.headline
            and located(words, start)
            and words.text[end - 1].isalpha()
            and words.low[end - 1] not in _NOT_ENTITIES
        ):
            yield Found(words.number, start, end, "Place", "site", (words.join(start, end),), 59)
        i = max(end, i + 1)


def _named_as_places(words: Words) -> Iterator[Found]:
    """What follows "the town of": the noun says that it is a place, whatever the name looks like."""
    for i in range(1, len(words.text) - 1):
        if words.low[i] != "of" or words.low[i - 1] not in _PLACE_NOUNS or not words.cap[i + 1]:
            continue
        end = _run(words, i + 1)
        held = words.taken[i + 1]
        if end > i + 1 and not (held is not None and held.end >= end):
            yield Found(words.number, i + 1, end, "Place", "locality", (words.join(i + 1, end),), 74)


def _run(words: Words, start: int) -> int:
    """End of the capitalised words that open at ``start``, with the particles between them."""
    size = len(words.text)
    end = start
    while end < size and end < start + _LONGEST and words.text[end][0].isalpha():
        held = words.taken[end]
        if held is not None and held.type != "Place" or words.low[end] in _NOT_PERSONS | _TITLES and end > start:
            break
        if not (words.cap[end] or words.low[end] in _PARTICLES and end + 1 < size and words.cap[end + 1]):
            break
        end += 1
    return end


def _opened(words: Words) -> Iterator[Found]:
    """Port of Spain, Gulf of Paria, Lake Yojoa, Ciudad Mier: the first word says that a place is named."""
    for i, low in enumerate(words.low):
        kind = _OPENERS.get(low)
        if kind is None or not words.cap[i] or i + 2 > len(words.text):
            continue
        begin = i + 1
        if words.low[begin : begin + 1] == ["of"]:
            begin += 2 if words.low[begin + 1 : begin + 2] == ["the"] else 1
        elif low in _OPENERS_WITH_OF:
            continue
        end = _run(words, begin)
        held = words.taken[i]
        body = any(words.low[j] in _ORG_HEADS or words.low[j] in _HEADS for j in range(begin, end))
        if end > begin and not body and not (held is not None and held.end >= end):
            yield Found(words.number, i, end, "Place", kind, (words.join(i, end),), 73)


def _counties(words: Words) -> Iterator[Found]:
    """Those named together: "Lake and Porter Counties"."""
    for head, low in enumerate(words.low):
        if low not in ("counties", "parishes") or not words.cap[head]:
            continue
        one = "County" if low == "counties" else "Parish"
        end = head
        while (start := _large_from(words, end)) < end:
            written = words.join(start, end)
            yield Found(words.number, start, end, "Place", "admin2", (f"{written} {one}", written), 81)
            end = start
            while end and words.low[end - 1] in (",", "and", "&", "or"):
                end -= 1
            if end == start:
                break


def _large_from(words: Words, end: int) -> int:
    """Where the capitalised words that end at ``end`` begin."""
    start = end
    while start and words.cap[start - 1] and words.text[start - 1][0].isalpha() and words.low[start - 1] not in _STOPS:
        start -= 1
    return start


def _small_headed(words: Words, adjectives: Collection[str]) -> Iterator[Found]:
    """The Elmdale port of entry, Norton air base, the Los Olivos prison: a name before a noun in small letters."""
    for head in range(1, len(words.text)):
        if words.cap[head] or not words.cap[head - 1]:
            continue
        phrase = next((p for p in _SMALL_HEADS if tuple(words.low[head : head + len(p)]) == p), None)
        if phrase is None:
            continue
        start = head
        while start and words.cap[start - 1] and words.text[start - 1][0].isalpha():
            held = words.taken[start - 1]
            if held is not None and held.type != "Place":
                break
            start -= 1
            if start > 1 and words.low[start - 1] in _PARTICLES and words.cap[start - 2]:
                start -= 1
        while start < head and (
            words.low[start] in _STOPS | _NOT_PERSONS or words.low[start] in adjectives or not words.cap[start]
        ):
            start += 1
        if start == head or start and words.low[start - 1] in ("a", "an"):
            continue
        held = words.taken[start]
        whole = held is not None and held.start == start and held.end == head
        if (
            held is not None
            and whole
            and (held.kind in ("country", "admin1") or words.low[start - 1 : start] != ["the"])
            and _SMALL_HEADS[phrase] != "border"
        ):
            continue  # a prison in the town
        end = head + len(phrase)
        if _SMALL_HEADS[phrase] == "locality":
            yield Found(words.number, start, head, "Place", "locality", (words.join(start, head),), 80)
            continue
        forms = (words.join(start, end),) if whole else (words.join(start, end), words.join(start, head))
        yield Found(words.number, start, end, "Place", _SMALL_HEADS[phrase], forms, 80)


def _reach(words: Words, head: int) -> int:
    start = head
    while start and words.low[start - 1] not in _STOPS:
        before = start - 1
        taken = words.taken[before]
        if taken is not None and taken.type != "Place":
            break
        if (
            words.cap[before]
            and words.text[before][0].isalpha()
            or _ORDINAL.fullmatch(words.low[before])
            or start == head
            and words.text[before][0].isdigit()
            and words.low[head] in _STREETS
        ):
            start = before
        elif (
            words.low[before] in ("'s", "’s")
            and before
            and words.cap[before - 1]
            and words.label[before] == words.label[head] != ""
        ):
            start = before - 1
        else:
            break
    while start < head and words.text[start] in QUOTES:
        start += 1
    return start
