"""Places: names of the gazetteer where the text speaks of a place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from entramado.extract.forenames import FORENAMES
from entramado.extract.found import HYPHENS, QUOTES, Found, Words, by_kind, words_of
from entramado.knowledge import Knowledge
from entramado.knowledge.places import Place

_TABLE: Final = "names.yaml"
_HEADS: Final = by_kind(_TABLE, "place_heads")
_NOT_PLACES = words_of(_TABLE, "not_places")
_COMMON: Final = (words_of(_TABLE, "titles") | frozenset(by_kind(_TABLE, "org_heads")) | frozenset(_HEADS)) - {"us", "u.s."}
_LOCATIVE = words_of(_TABLE, "prepositions_of_place")
_HONORIFICS = words_of(_TABLE, "honorifics")
_PEOPLED: Final = (["police"], ["residents"], ["resident"], ["mayor"], ["native"], ["man"], ["woman"], ["courthouse"])
_HOUSES: Final = [[noun] for noun in words_of(_TABLE, "houses")]
_WITHIN: Final = frozenset(("in", "near", "outside", "around"))
_OWNING: Final = (["'s"], ["’s"])
_CITY: Final = 100_000
"""People from which a town is meant even where nothing else says so."""
_TOWN: Final = 20_000
"""People from which a town that bears a forename is meant behind "in"."""
_LONGEST: Final = 6
_SURE: Final = frozenset(("country", "admin1", "region", "border"))


def gazetteer(words: Words, knowledge: Knowledge, adjectives: Collection[str]) -> Iterator[Found]:
    """Capitalised words that the gazetteer knows, longest first. Which of several namesakes is meant is settled later.

    A country or state counts wherever it stands; a town needs the text to speak of it as a place. ``adjectives``: words
    like "mexican", no places by themselves.
    """
    size = len(words.text)
    i = 0
    while i < size:
        if (
            not words.cap[i]
            or words.taken[i] is not None
            or not words.text[i][0].isalpha()
            or words.low[i] in adjectives
            or words.low[i] == "the"
        ):
            i += 1
            continue
        end, place = _longest(words, i, knowledge)
        if place is None:
            end = _labelled(words, i)
            if end > i:
                weight = 40 if located(words, i) else 24
                yield Found(words.number, i, end, "Place", None, (words.join(i, end),), weight)
            i = max(end, i + 1)
            continue
        weight = _weight(words, i, end, place, knowledge)
        if weight:
            yield Found(words.number, i, end, "Place", place.kind, (words.join(i, end),), weight, key=place.key)
        i = end


def _longest(words: Words, start: int, knowledge: Knowledge) -> tuple[int, Place | None]:
    limit = start
    while (
        limit < len(words.text)
        and limit < start + _LONGEST
        and words.free(limit, limit + 1)
        and (
            words.cap[limit]
            or words.low[limit] in ("of", "de", "del", "la", "las", "los", "and", "y", "au", "sur", "en", "s", "'s", "’s", ",")
            or words.text[limit] in HYPHENS
        )
    ):
        limit += 1
    for end in range(limit, start, -1):
        if not words.cap[end - 1]:
            continue
        if end == start + 1 and (
            words.low[start] in _NOT_PLACES
            and not _followed_by_area(words, end, knowledge)
            or words.low[start] in _COMMON
            or len(words.text[start]) < 4
            and not words.text[start].isupper()
        ):
            continue
        if any(words.text[i] == "," for i in range(start, end)) and "," not in words.text[start + 1 : start + 4]:
            continue
        places = knowledge.places.find(words.join(start, end))
        if places and not (places[0].kind not in _SURE and _hyphenated(words, start, end)):
            return end, places[0]
    return start, None


def _hyphenated(words: Words, start: int, end: int) -> bool:
    """Part of a compound like Sherwood-Randall, where neither half is meant by itself."""
    if end + 1 < len(words.text) and words.text[end] in HYPHENS and not words.space[end - 1] and not words.space[end]:
        return words.cap[end + 1]
    return (
        start > 1
        and words.text[start - 1] in HYPHENS
        and not words.space[start - 1]
        and not words.space[start - 2]
        and words.cap[start - 2]
    )


def _labelled(words: Words, start: int) -> int:
    """End of a run that the statistical model calls a place."""
    end = start
    while (
        end < len(words.text)
        and words.label[end] in ("GPE", "LOC")
        and words.free(end, end + 1)
        and (words.cap[end] or words.text[end] in HYPHENS or words.low[end] in ("of", "de", "del"))
    ):
        end += 1
    if (
        end == start
        or any(words.low[i] in _NOT_PLACES for i in range(start, end))
        or _hyphenated(words, start, end)
        or words.text[start].isupper()
        and end == start + 1
    ):
        return start
    return end


def located(words: Words, start: int) -> bool:
    """The word before, past an article or a compass point, is a preposition of place."""
    i = start - 1
    while i >= 0 and words.low[i] in (
        "the",
        "downtown",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "nearby",
        "city",
        "town",
        "state",
    ):
        i -= 1
    if (
        i >= 0
        and words.low[i] == "of"
        and i
        and words.low[i - 1]
        in ("city", "town", "state", "county", "municipality", "village", "port", "region", "north", "south", "east", "west")
    ):
        return True
    return i >= 0 and words.low[i] in _LOCATIVE and words.low[i] not in ("of", "to", "by")


def _weight(words: Words, start: int, end: int, place: Place, knowledge: Knowledge) -> int:
    """How sure it is that the place is meant; 0 when something else plainly is."""
    before = start - 1
    area = _followed_by_area(words, end, knowledge)
    if words.label[start] == "PERSON" and not area and _beside_person(words, start, end):
        return 0
    if before >= 0 and words.low[before].rstrip(".") in _HONORIFICS and words.cap[before] and place.kind not in _SURE:
        return 0
    behind = end < len(words.text) and words.cap[end] and words.text[end].isalpha() and words.space[end - 1]
    personal = words.low[start] in FORENAMES or end - start == 1 and behind and knowledge.is_forename(words.text[start])
    if personal and behind and end - start == 1 and _surname_follows(words, end, knowledge):
        return 0
    if place.kind in _SURE:
        return 85 if place.kind in ("country", "border") else 75
    there = located(words, start) or _houses(words, start, end) or _after_age(words, start)
    labelled = words.label[start] in ("GPE", "LOC")
    if (
        personal
        and not area
        and end - start == 1
        and end < len(words.text)
        and (words.cap[end] and words.text[end].isalpha() or words.text[end] in QUOTES)
    ):
        return 0
    if before >= 0 and words.text[before] in QUOTES and end < len(words.text) and words.text[end] in QUOTES | {","}:
        return 0
    if (
        before >= 0
        and words.cap[before]
        and words.taken[before] is None
        and (words.low[before] in FORENAMES or knowledge.is_forename(words.text[before]))
    ):
        return 0 if end - start == 1 else 30
    if (
        end - start == 1
        and not area
        and end < len(words.text)
        and words.cap[end]
        and words.text[end].isalpha()
        and words.space[start]
        and (words.label[end] == words.label[start] != "" and words.low[end] not in _COMMON)
    ):
        return 30
    if words.label[start] == "PERSON" and not (there or area):
        if end - start > 1:
            if personal and knowledge.is_surname(words.text[end - 1]):
                return 0
            return 45 if knowledge.is_forename(words.text[start]) or knowledge.is_surname(words.text[end - 1]) else 57
        return (
            20
            if knowledge.is_surname(words.text[start]) or knowledge.is_forename(words.text[start]) or place.population < 20_000
            else 56
        )
    evidence = (
        there
        + labelled
        + 2 * area
        + _after_age(words, start)
        + (words.low[end : end + 1] in _PEOPLED)
        + _listed(words, start, end)
    )
    if end - start > 1 and not personal:
        return 62 if evidence else 50 if words.low[start] in ("el", "la") else 57
    if evidence >= 2:
        return 61
    if personal and end - start == 1:
        within = words.low[before] in _WITHIN and words.low[end : end + 1] not in _OWNING
        if there and place.population >= _TOWN and (within or _houses(words, start, end)):
            return 58
        return 30 if evidence else 0
    if evidence:
        return 58 if place.population >= 50_000 or labelled or area else 48
    if words.label[start] not in ("", "ORG") or words.headline:
        return 0
    alone = not behind and not (start and words.cap[before] and not words.doc[start].is_sent_start)
    named = knowledge.is_surname(words.text[start]) or knowledge.is_forename(words.text[start])
    return 45 if alone and place.population >= _CITY and not named and words.label[start] == "ORG" else 30


def _surname_follows(words: Words, i: int, knowledge: Knowledge) -> bool:
    """What stands behind a forename is another, or a surname."""
    word = words.text[i]
    return words.label[i] == "PERSON" or knowledge.is_surname(word) or knowledge.is_forename(word)


def _beside_person(words: Words, start: int, end: int) -> bool:
    """A capitalised neighbour carries the label of a person too: both are parts of one name."""
    behind = end < len(words.text) and words.cap[end] and words.label[end] == "PERSON"
    return behind or start > 0 and words.cap[start - 1] and words.label[start - 1] == "PERSON"


def _followed_by_area(words: Words, end: int, knowledge: Knowledge) -> bool:
    """A state or country stands behind a comma: "Chandler, Arizona"; that alone makes the word a place."""
    if end + 1 < len(words.text) and words.text[end] == "," and words.cap[end + 1]:
        taken = words.taken[end + 1]
        if taken is not None and taken.type == "Place" and taken.kind in ("country", "admin1") or words.label[end + 1] == "GPE":
            return True
        return any(place.kind in ("country", "admin1") for place in knowledge.places.find(words.text[end + 1]))
    return False


def _houses(words: Words, start: int, end: int) -> bool:
    """The town of a house: "in a Leon restaurant"."""
    return start > 0 and words.low[start - 1] in ("a", "an") and words.low[end : end + 1] in _HOUSES


def _listed(words: Words, start: int, end: int) -> bool:
    """Named in one breath with a place: "Reno and Elko in Nevada"."""
    size = len(words.text)
    behind = words.taken[end + 1] if end + 1 < size and words.low[end] in ("and", "or", ",") else None
    ahead = words.taken[start - 2] if start > 1 and words.low[start - 1] in ("and", "or", ",") else None
    return any(held is not None and held.type == "Place" for held in (behind, ahead))


def _after_age(words: Words, start: int) -> bool:
    """Press releases name a man's town behind his age: "Tom Hill, 44, Anaheim"; "Tom Hill, 44, of Anaheim"."""
    i = start - 1
    if i >= 0 and words.low[i] == "of":
        i -= 1
    return i >= 1 and words.text[i] == "," and words.text[i - 1].isdigit() and len(words.text[i - 1]) == 2
