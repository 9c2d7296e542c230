"""Persons by the shape of their names: titles before, forenames, particles, two surnames, nicknames, suffixes.

The statistical labels are one witness among several; a run of capitalised words is a person when a forename opens it, a
title stands before it, or the label says so and nothing speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from entramado.extract.found import HYPHENS, QUOTES, Found, Words, words_of

_TITLES = words_of("names.yaml", "titles")
_HONORIFICS = words_of("names.yaml", "honorifics")
_SUFFIXES = words_of("names.yaml", "suffixes")
_PARTICLES = words_of("names.yaml", "particles")
_NOT_PERSONS = words_of("names.yaml", "not_persons")
_MALE = words_of("forenames.yaml", "male")
_FEMALE = words_of("forenames.yaml", "female")
FORENAMES: Final = _MALE | _FEMALE
_INITIAL = re.compile(r"[A-Z]\.?")
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.]*(?:['’][^\W\d_]+)?\.?")


def gender(name: str) -> str | None:
    """"m" or "f" by the first forename, or None when it is unknown or goes for both."""
    for word in name.split():
        low = word.lower().strip("'\"“”‘’")
        if low in FORENAMES:
            return None if low in _MALE and low in _FEMALE else "m" if low in _MALE else "f"
    return None


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name taken apart. ``surnames`` are the words that may stand for the person alone, first surname first."""

    forenames: tuple[str, ...]
    surnames: tuple[str, ...]
    suffix: str | None = None


def parse_name(name: str) -> PersonName:
    """Forenames and surnames of "Nemesio Rubén Oseguera Cervantes", "Ryan J. Cunningham", "Ana de la Cruz Jr."."""
    words = name.replace("’", "'").split()
    suffix = None
    if len(words) > 1 and words[-1].lower().rstrip(",") in _SUFFIXES:
        suffix = words.pop()
        words[-1] = words[-1].rstrip(",")
    words = [w for w in words if w]
    if len(words) == 1:
        return PersonName((), (words[0],), suffix)
    first = 1
    while first < len(words) - 1 and (_INITIAL.fullmatch(words[first]) or words[first].lower() in FORENAMES):
        first += 1
    if first < len(words) - 1 and words[first - 1].lower() in _PARTICLES and words[first - 1][0].islower():
        first -= 1
    return PersonName(tuple(words[:first]), tuple(words[first:]), suffix)


@dataclass(slots=True)
class _Run:
    """Indices of name-like tokens in a row, with what joins them included."""

    start: int
    end: int


def _is_name(words: Words, i: int) -> bool:
    return words.cap[i] and not words.taken[i] and bool(_NAME.fullmatch(words.text[i]))


def _runs(words: Words) -> Iterator[_Run]:
    size = len(words.text)
    i = 0
    while i < size:
        if not _is_name(words, i):
            i += 1
            continue
        end = i + 1
        while end < size:
            if _is_name(words, end):
                end += 1
            elif words.text[end] in HYPHENS and end + 1 < size and _is_name(words, end + 1) and not words.space[end] and not words.space[end - 1]:
                end += 2
            elif (
                words.low[end] in _PARTICLES
                and not words.taken[end]
                and _after_particles(words, end) is not None
                and (words.low[end] != "y" or True)
            ):
                end = _after_particles(words, end) or end + 1
            else:
                break
        yield _Run(i, end)
        i = end


def _after_particles(words: Words, i: int) -> int | None:
    """Index behind one to three particles and the name word they lead to, or None."""
    size = len(words.text)
    j = i
    while j < size and j < i + 3 and words.low[j] in _PARTICLES and not words.cap[j]:
        j += 1
    return j + 1 if i < j < size and _is_name(words, j) else None


def persons(words: Words, common: frozenset[str]) -> Iterator[Found]:
    """Candidates for full names and titled surnames in one passage.

    ``common``: words that the document also writes small inside sentences; they open no name.
    """
    for run in _runs(words):
        yield from _persons_of(words, run.start, run.end, common)


def _usual(words: Words, i: int, common: frozenset[str]) -> bool:
    """A word that is no part of a personal name."""
    low = words.low[i].rstrip(".")
    return low in _NOT_PERSONS or (low in _TITLES and low not in FORENAMES) or (low in common and low not in FORENAMES)


def _persons_of(words: Words, start: int, end: int, common: frozenset[str]) -> Iterator[Found]:
    begin = start
    while begin < end and (_usual(words, begin, common) or words.text[begin] in HYPHENS):
        begin += 1
    opening = next((i for i in range(begin, end) if words.low[i] in FORENAMES), None)
    if opening is not None and opening > begin and not _labelled(words, begin, opening):
        begin = opening
    stop = begin
    while stop < end and not (stop > begin and _usual(words, stop, common) and words.low[stop].rstrip(".") not in _SUFFIXES and words.label[stop] != "PERSON"):
        stop += 1
    while stop > begin and (words.text[stop - 1] in HYPHENS or words.low[stop - 1] in _PARTICLES and not words.cap[stop - 1]):
        stop -= 1
    if stop <= begin:
        return
    tail = _suffix(words, stop)
    title = _title(words, begin, start)
    name = words.join(begin, tail).rstrip(",")
    length = sum(words.text[i] not in HYPHENS for i in range(begin, stop))
    labels = [words.label[i] for i in range(begin, stop)]
    labelled = labels.count("PERSON") * 2 >= len(labels)
    if words.headline and not title:
        labelled = False
    forename = words.low[begin] in FORENAMES
    titled = title is not None and words.low[title[1] - 1].rstrip(".") in _HONORIFICS | {"attorneys", "detectives", "deputies"}
    if length == 1:
        if titled or labelled and not words.headline and words.low[begin] not in FORENAMES and words.low[begin] not in _PARTICLES:
            weight = 50 if titled else 20
            yield Found(words.number, begin, tail, "Person", None, (name,), weight, title=title)
        elif forename:
            yield Found(words.number, begin, tail, "Person", None, (name,), 10, title=title)
    elif length <= 6 and (forename or labelled or titled):
        weight = 65 if forename and (labelled or titled) else 60 if titled or forename else 45
        yield Found(words.number, begin, tail, "Person", None, (name,), weight, title=title)
    if stop < end:
        yield from _persons_of(words, stop, end, common)


def _labelled(words: Words, start: int, end: int) -> bool:
    return all(words.label[i] == "PERSON" or words.text[i] in HYPHENS for i in range(start, end))


def _suffix(words: Words, end: int) -> int:
    size = len(words.text)
    if end < size and words.low[end] in _SUFFIXES and words.cap[end]:
        return end + 1
    if end + 1 < size and words.text[end] == "," and words.low[end + 1] in ("jr.", "sr.", "jr", "sr"):
        return end + 2
    return end


def _title(words: Words, begin: int, start: int) -> tuple[int, int] | None:
    """Tokens of the title before a name, "Senior Deputy District Attorney", with the bodies and places inside it."""
    i = begin
    while i > 0:
        before = i - 1
        low = words.low[before].rstrip(".")
        taken = words.taken[before]
        if low in _TITLES and (words.cap[before] or low in ("attorneys", "detectives", "drug", "lord", "leader", "kingpin", "trafficker", "defendant", "boss")):
            i = before
        elif taken is not None and taken.type != "Person" and i < begin and taken.end == i:
            i = taken.start
        elif low in ("of", "for", "to", "the", "and", "at") and i < begin and before and (words.cap[before - 1] or words.low[before - 1] in ("of", "for", "to", "at")):
            i = before
        elif words.cap[before] and i < begin and words.text[before][0].isalpha() and low not in _NOT_PERSONS:
            i = before
        elif taken is not None and taken.type == "Organization" and taken.end == begin and i == begin and words.low[before] in ("attorney", "attorneys"):
            i = taken.start
        else:
            break
    while i < begin and not words.cap[i] and words.low[i] not in _TITLES:
        i += 1
    return (i, begin) if i < begin else None


def nicknames(words: Words) -> Iterator[Found]:
    """El Mencho, La Reina, "El Nini": an article with a capital and one or two capitalised words."""
    size = len(words.text)
    for i in range(size - 1):
        if words.text[i] not in ("El", "La", "EL", "LA") or not words.cap[i + 1] or not words.text[i + 1].isalpha():
            continue
        end = i + 2
        while end < size and end < i + 3 and words.cap[end] and words.text[end].isalpha() and words.space[end - 1] and words.label[end] == words.label[i + 1] != "":
            end += 1
        yield Found(words.number, i, end, "Person", None, (words.join(i, end),), 55, alias=True)


def quoted_inside(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """Tokens of a nickname in quotes or parentheses that follows directly at ``end``, or None."""
    size = len(words.text)
    i = end
    if i < size and words.text[i] in QUOTES | {"("}:
        j = i + 1
        while j < size and words.text[j] in QUOTES:
            j += 1
        k = j
        while k < size and k < j + 5 and words.text[k] not in QUOTES | {")", "(", "."}:
            k += 1
        if k < size and j < k and (words.text[k] in QUOTES or words.text[k] == ")"):
            return j, k
    return None
