"""Persons by the shape of their names: titles before, forenames, particles, two surnames, a nickname inside, suffixes.

The statistical labels are one witness among several: a run of capitalised words is a person when a forename opens it, when
a title stands before it, or when the label says so and nothing speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from entramado.extract.forenames import FORENAMES
from entramado.extract.found import HYPHENS, QUOTES, Found, Words, by_kind, words_of
from entramado.extract.personcues import acts, aged, apposed, described, holds_post, renamed
from entramado.extract.personnames import PARTICLES, SUFFIXES
from entramado.knowledge import Knowledge

_TABLE: Final = "names.yaml"
_TITLES = words_of(_TABLE, "titles")
_HONORIFICS = words_of(_TABLE, "honorifics")
_PLURAL_TITLES = words_of(_TABLE, "plural_titles")
_MONTHS: Final = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_MONTH: Final = re.compile(r"[a-z]{3,4}\.|january|february|march|april|may|june|july|august|(?:sept|octo|novem|decem)(?:em)?ber")
_NOT_PERSONS = words_of(_TABLE, "not_persons")
_SMALL_TITLES = words_of(_TABLE, "small_titles")
_NOT_ENTITIES = words_of(_TABLE, "not_entities")
_HEADS: Final = frozenset(by_kind(_TABLE, "org_heads")) | frozenset(by_kind(_TABLE, "place_heads")) - FORENAMES
_FUNCTION: Final = frozenset(("ADP", "ADV", "CCONJ", "SCONJ", "DET", "PRON", "AUX", "PART", "NUM", "INTJ"))
_LINKS: Final = frozenset(("of", "for", "to", "the", "and", "at"))
_NAME: Final = re.compile(r"[^\W\d_][^\W\d_'’.]*(?:['’.][^\W\d_]+)?\.?")
_ARTICLES: Final = frozenset(("el", "la", "los", "las"))
_LIKELY: Final = 36
"""Weight of words that are labelled as a body but end in a surname."""
_LONGEST: Final = 6
"""Words a personal name may have."""


def persons(words: Words, common: frozenset[str], knowledge: Knowledge) -> Iterator[Found]:
    """Candidates for full names and titled surnames in one passage.

    Args:
        words: the passage.
        common: words that the document also writes small inside sentences; they open no name.
        knowledge: for its lists of forenames and surnames.
    """
    size = len(words.text)
    i = 0
    while i < size:
        if not _is_name(words, i):
            i += 1
            continue
        end = _run(words, i)
        yield from _within(words, i, end, common, knowledge)
        i = end


def _is_name(words: Words, i: int) -> bool:
    if words.low[i][:3] in _MONTHS and i + 1 < len(words.text) and words.text[i + 1].isdigit() and _MONTH.fullmatch(words.low[i]):
        return False  # "arrested Prieto Feb. 10"
    return words.cap[i] and words.taken[i] is None and bool(_NAME.fullmatch(words.text[i]))


def _run(words: Words, start: int) -> int:
    """End of the row of name-like words that opens at ``start``, hyphens and particles included."""
    size = len(words.text)
    end = start + 1
    while end < size:
        if _is_name(words, end) and words.text[end - 1][-1] not in "'’":
            end += 1
        elif (
            words.text[end] in HYPHENS
            and end + 1 < size
            and _is_name(words, end + 1)
            and not words.space[end]
            and not words.space[end - 1]
        ):
            end += 2
        elif (after := _past_particles(words, end)) is not None:
            end = after
        else:
            break
    return end


def _past_particles(words: Words, i: int) -> int | None:
    """Index behind one to three particles and the name word they lead to, or None."""
    j = i
    while j < len(words.text) and j < i + 3 and words.low[j] in PARTICLES and not words.cap[j]:
        j += 1
    return j + 1 if i < j < len(words.text) and _is_name(words, j) else None


def _usual(words: Words, i: int, common: frozenset[str]) -> bool:
    """A word that is no part of a personal name."""
    low = words.low[i].rstrip(".")
    if low in _NOT_PERSONS or low in _HEADS:
        return True
    if low in PARTICLES:
        return False
    return low not in FORENAMES and (low in _TITLES or low in common) and len(low) > 1


def _within(words: Words, start: int, end: int, common: frozenset[str], knowledge: Knowledge) -> Iterator[Found]:
    """The persons in one row of capitalised words."""
    begin = start
    if words.low[begin] not in FORENAMES and words.doc[begin].pos_ in _FUNCTION and words.label[begin] != "PERSON":
        begin += 1
    while begin < end and (
        _usual(words, begin, common)
        or words.text[begin] in HYPHENS
        or words.low[begin] in PARTICLES
        and not words.cap[begin]
        or words.low[begin] in _ARTICLES
    ):
        begin += 1
    opening = next((i for i in range(begin, end - 1) if words.low[i] in FORENAMES), None)
    if opening is not None and opening > begin and not all(_plausible(words, i, start, knowledge) for i in range(begin, opening)):
        begin = opening
    stop = begin
    while stop < end and (
        stop == begin or not _usual(words, stop, common) or words.low[stop].rstrip(".") in SUFFIXES or _surely_name(words, stop)
    ):
        stop += 1
    rest = stop
    while stop > begin and (words.text[stop - 1] in HYPHENS or words.low[stop - 1] in PARTICLES and not words.cap[stop - 1]):
        stop -= 1
    if stop <= begin:
        return
    if rest < end and words.low[rest] in _NOT_ENTITIES and words.label[rest - 1] not in ("PERSON", ""):
        return  # "John Lewis Voting Rights Act"
    tail = _suffix(words, stop)
    found = (
        _nicknamed(words, begin, tail)
        or _listed(words, begin, tail, knowledge)
        or _withheld(words, begin, tail)
        or Found(words.number, begin, tail, "Person", None, (words.join(begin, tail),), 0)
    )
    found.title = _title(words, begin)
    found.weight = (
        72
        if found.end > tail and not found.nicknames
        else _weigh(words, found, max(stop, found.end if found.nicknames else 0), knowledge)
    )
    rest = max(rest, found.end)
    if found.weight:
        yield found
    if rest < end:
        yield from _within(words, rest, end, common, knowledge)


def _plausible(words: Words, i: int, start: int, knowledge: Knowledge) -> bool:
    """A word before a known forename that may be a forename itself, and not the end of a title."""
    if i == start and words.label[i] == "" and words.doc[i].tag_ == "NNP" and (start == 0 or not words.cap[start - 1]):
        return start == 0 or words.low[start - 1] not in _LINKS
    if words.label[i] != "PERSON":
        return False
    if words.text[i] in HYPHENS or knowledge.is_forename(words.text[i]) or knowledge.is_surname(words.text[i]):
        return True
    return i == start and (start == 0 or words.low[start - 1] not in _LINKS and not words.cap[start - 1])


def _surely_name(words: Words, i: int) -> bool:
    """A word that the text uses as a common one too, but here as a surname: the label goes on."""
    return words.label[i] == words.label[i - 1] == "PERSON" and words.low[i] not in _NOT_PERSONS | _TITLES


def _weigh(words: Words, found: Found, stop: int, knowledge: Knowledge) -> int:
    """How sure it is that this names a person; 0 when it does not."""
    begin = found.start
    real = [i for i in range(begin, stop) if words.cap[i]]
    labels = [words.label[i] for i in real]
    labelled = labels.count("PERSON") * 2 >= len(labels)
    forename = words.low[begin] in FORENAMES or (
        len(real) > 1 and knowledge.is_forename(words.text[begin]) and knowledge.is_surname(words.text[real[-1]])
    )
    word = words.low[found.title[1] - 1].rstrip(".") if found.title else ""
    titled = word in _HONORIFICS or word in _PLURAL_TITLES or found.title is not None and holds_post(words, found)
    if words.headline and not (titled or forename):
        labelled = False
    if len(real) == 1:
        return _weigh_single(words, found, titled=titled, labelled=labelled, knowledge=knowledge)
    told = aged(words, begin, found.end) or described(words, begin) or renamed(words, found.end)
    last = words.text[real[-1]]
    if words.low[real[-1]] in _NOT_ENTITIES and not knowledge.is_surname(last) and not titled:
        return 0
    if not (forename or labelled or titled or told):
        surnamed = len(real) in (2, 3) and knowledge.is_surname(last) and set(labels) == {"ORG"} and not words.headline
        return _LIKELY if surnamed else 0
    if len(real) > _LONGEST:
        return 0
    if found.alias:
        return 70
    if forename:
        return 66 if labelled or titled else 56 if not {"ORG", "GPE", "FAC", "LOC"} & set(labels) else 38
    if titled or told and not words.headline:
        return 60
    if len(words.text[begin]) < 4 and words.text[begin].isupper() and "." not in words.text[begin]:
        return 0
    known = any(knowledge.is_surname(words.text[i]) or knowledge.is_forename(words.text[i]) for i in real)
    return 46 if known or acts(words, real[-1]) else 18


def _weigh_single(words: Words, found: Found, *, titled: bool, labelled: bool, knowledge: Knowledge) -> int:
    """A surname or forename alone: new to the document only with a title, or labelled and used as persons are."""
    i = found.start
    if i and words.low[i - 1] in _ARTICLES and words.cap[i - 1]:
        return 0
    if titled:
        return 52
    behind = words.text[found.end] if found.end < len(words.text) else ""
    if behind[:1].isupper() and behind.isalpha() or behind in HYPHENS and not words.space[i]:
        return 0
    if words.low[i] in PARTICLES or words.text[i].isupper() and not words.headline:
        return 0
    known = words.low[i] in FORENAMES or knowledge.is_forename(words.text[i]) and not knowledge.is_surname(words.text[i])
    if known and labelled and not words.headline and (aged(words, i, found.end) or apposed(words, found.end)):
        return 24
    if known or words.headline:
        return 10
    if labelled and (knowledge.is_surname(words.text[i]) or acts(words, i)):
        return 22
    return 10 if labelled else 0


def _suffix(words: Words, end: int) -> int:
    size = len(words.text)
    if end < size and words.low[end] in SUFFIXES and words.cap[end]:
        return end + 1
    if end + 1 < size and words.text[end] == "," and words.low[end + 1] in ("jr.", "sr.", "jr", "sr"):
        return end + 2
    return end


def _nicknamed(words: Words, begin: int, end: int) -> Found | None:
    """First "Nickname" Last: one name with a nickname inside."""
    size = len(words.text)
    if end >= size or words.text[end] not in QUOTES:
        return None
    close = end + 1
    while close < size and close - end <= 4 and words.text[close] not in QUOTES:
        if words.text[close] in (",", ".", ";", "("):
            return None
        close += 1
    after = close + 1
    if close >= size or words.text[close] not in QUOTES or close == end + 1 or after >= size or not words.cap[end + 1]:
        return None
    if not (_is_name(words, after) and words.space[close] and words.low[after] not in _NOT_PERSONS | _TITLES):
        return None
    last = _suffix(words, _run(words, after))
    nickname = words.join(end + 1, close)
    full = f"{words.join(begin, end)} {words.join(after, last)}"
    return Found(words.number, begin, last, "Person", None, (full,), 0, alias=True, nicknames=(nickname,))


def _listed(words: Words, begin: int, end: int, knowledge: Knowledge) -> Found | None:
    """RUIZ MORA, Ana Maria: the way sanctions lists and indictments write a name."""
    if (
        end + 1 >= len(words.text)
        or words.text[end] != ","
        or words.headline
        or not (words.low[end + 1] in FORENAMES or knowledge.is_forename(words.text[end + 1]))
        or words.text[end + 1].isupper()
    ):
        return None
    if not all(words.text[i].isupper() and len(words.text[i]) > 1 or words.text[i] in HYPHENS for i in range(begin, end)):
        return None
    last = end + 2
    while last < len(words.text) and _is_name(words, last) and not words.text[last].isupper():
        last += 1
    surnames = " ".join(word.capitalize() for word in words.text[begin:end]).replace(" - ", "-")
    return Found(words.number, begin, last, "Person", None, (f"{words.join(end + 1, last)} {surnames}",), 0, nicknames=())


def _withheld(words: Words, begin: int, end: int) -> Found | None:
    """Kevin "N": the way Mexican authorities name a suspect without the surname."""
    if end != begin + 1 or end >= len(words.text) or words.low[begin] not in FORENAMES:
        return None
    quoted = (
        words.text[end] in QUOTES and words.text[end + 1 : end + 2] == ["N"] and "".join(words.text[end + 2 : end + 3]) in QUOTES
    )
    if not quoted and words.text[end] not in ("N", "N."):
        return None
    last = end + 3 if quoted else end + 1
    return Found(words.number, begin, last, "Person", None, (f'{words.text[begin]} "N"', f"{words.text[begin]} N"), 0)


def _title(words: Words, begin: int) -> tuple[int, int] | None:
    """Tokens of the title before a name, "Senior Deputy District Attorney", with the bodies and places inside it."""
    i = begin
    while i > 0:
        before = i - 1
        low = words.low[before].rstrip(".")
        taken = words.taken[before]
        if low in _TITLES and taken is None and (words.cap[before] or low in _SMALL_TITLES):
            i = before
        elif taken is not None and taken.end == i and (i < begin and taken.type != "Person" or taken.implied):
            i = taken.start
        elif (
            taken is not None
            and taken.type == "Organization"
            and i == begin
            and words.low[taken.start - 1] in ("of", "the", "at", "for")
        ):
            i = taken.start
        elif low in _LINKS and i < begin and before and (words.cap[before - 1] or words.low[before - 1] in _LINKS):
            i = before
        elif (
            low == ","
            and i < begin
            and before
            and words.taken[before - 1] is None
            and words.cap[before - 1]
            and words.cap[i]
            and _in_list(words, before)
        ):
            i = before
        elif (
            words.cap[before]
            and words.text[before][0].isalpha()
            and i < begin
            and low not in _NOT_PERSONS
            and words.taken[before] is None
        ):
            i = before
        else:
            break
    while i < begin and not (words.cap[i] or words.low[i] in _TITLES):
        i += 1
    held = words.taken[i]
    if held is not None and held.end == begin and not held.implied:
        return None
    return (i, begin) if i < begin else None


def _in_list(words: Words, comma: int) -> bool:
    """A comma inside a title: "Undersecretary of Human Rights, Population and Migration"."""
    return (
        words.low[comma + 2 : comma + 3] == ["and"]
        and words.low[comma - 1] not in FORENAMES
        and words.label[comma - 1] != "PERSON"
    )


def articled(words: Words) -> Iterator[Found]:
    """El Mencho, La Reina, El Señor de los Cielos: a Spanish article with a capital, and one or two capitalised words."""
    size = len(words.text)
    for i in range(size - 1):
        if (
            words.text[i] not in ("El", "La", "EL", "LA")
            or words.taken[i] is not None
            or not words.cap[i + 1]
            or not words.text[i + 1].isalpha()
        ):
            continue
        if words.taken[i + 1] is not None and words.taken[i + 1].type != "Place":  # type: ignore[union-attr]  # the entry is not None
            continue
        end = i + 2
        while (
            end < size
            and end < i + 5
            and words.cap[end]
            and words.text[end].isalpha()
            and words.label[end] == words.label[i + 1] != ""
        ):
            end += 1
        yield Found(words.number, i, end, "Person", None, (words.join(i, end),), 54, alias=True)
