"""Short forms and nicknames that the text itself ties to a name: "(CJNG)", ", or JITF-CC", "known as El Mencho"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from entramado.extract.found import QUOTES, Found, Words, table

_SHORT: Final = re.compile(r"[A-Z0-9][A-Za-z0-9&.\-‑]*[A-Z0-9][A-Za-z0-9.\-]*")
_KNOWN_AS: Final = re.compile(rf"(?:{''.join(str(table('names.yaml')['known_as']).split(' '))})[\s,:]*$", re.IGNORECASE)
_CLOSERS: Final = frozenset((")", ",", ";", ".", ":"))
_ANNOUNCERS: Final = frozenset(
    (
        "as",
        "by",
        "aka",
        "a.k.a",
        "a.k.a.",
        "alias",
        "aliases",
        "nicknamed",
        "dubbed",
        "called",
        "of",
        "the",
        "nickname",
        "is",
        "was",
        "him",
        "her",
        "himself",
        "herself",
        "a",
        "a/k/a",
        "f/k/a",
    )
)
_CALLING: Final = frozenset(("call", "calls", "called", "calling", "nicknamed", "dubbed"))
_REACH: Final = 40
"""Tokens back from "known as" to the name it speaks of."""
_LONGEST: Final = 5
"""Tokens a nickname may have."""


def acronyms(words: Words, bodies: Iterable[Found]) -> Iterator[Found]:
    """Short forms set in parentheses or after ", or" behind the long form."""
    size = len(words.text)
    for body in bodies:
        if body.type not in ("Organization", "Place"):
            continue
        i = body.end
        if i + 2 < size and words.text[i] == "(":
            i += 1
            while i < size - 1 and (words.text[i] in QUOTES or words.low[i] in ("the", "or", "hereinafter", "known", "as")):
                i += 1
        elif i + 2 < size and words.text[i] == "," and words.low[i + 1] == "or":
            i += 2
        else:
            continue
        end = i
        while end < size and words.text[end] not in _CLOSERS | QUOTES and end - i < _LONGEST:
            end += 1
        short = words.join(i, end)
        if end > i and len(short) <= 14 and _SHORT.fullmatch(short) and sum(map(str.isupper, short)) * 2 > len(short):
            yield Found(words.number, i, end, body.type, body.kind, (short,), 95, key=body.key, defines=body)


def nicknames(words: Words, named: list[Found]) -> Iterator[Found]:
    """Other names of the persons ``named`` in this passage, and nicknames of persons whose name the text does not give.

    A nickname stands in quotes or parentheses right behind the name, or after "known as", "alias", "a.k.a."; several may
    follow each other.
    """
    size = len(words.text)
    for person in named:
        spot = _enclosed(words, person.end)
        if spot is not None:
            yield from _list(words, *spot, person)
    for i in range(1, size):
        opens = words.text[i] in QUOTES or words.cap[i]
        if not opens or not _announced(words, i - 1):
            continue
        left = words.join(max(0, i - 8), i)
        known = _KNOWN_AS.search(left)
        if not known and not (words.text[i] in QUOTES and _called(words, i - 1)):
            continue
        spot = _quoted(words, i) or (_capitalised(words, i) if known else None)
        if spot is not None:
            for f in _list(words, *spot, _bearer(words, i, named)):
                f.announced = True
                yield f


def _called(words: Words, i: int) -> bool:
    """The verb at ``i`` or before it speaks of a person: "Mora, called “Lobo” by his men", "they called him “Lobo”"."""
    if words.low[i] in ("him", "her", "himself", "herself"):
        return words.low[i - 1] in _CALLING
    return words.low[i] == "called" and i > 1 and words.text[i - 1] == "," and words.cap[i - 2]


def _announced(words: Words, i: int) -> bool:
    """Whether what ends at token ``i`` may announce a name; `_KNOWN_AS` then looks at more of it."""
    if words.text[i] == ".":
        return i > 0 and words.low[i - 1] in ("a.k.a", "f.k.a", "k.a")
    return words.low[i] in _ANNOUNCERS or words.text[i] in (",", ":")


def _enclosed(words: Words, i: int) -> tuple[int, int] | None:
    """Tokens of a nickname in quotes, or in quotes within parentheses, that opens at ``i``."""
    size = len(words.text)
    if i < size and words.text[i] == "," and i + 1 < size and words.text[i + 1] in QUOTES:
        i += 1
    if i < size and words.text[i] == "(" and i + 1 < size:
        if words.text[i + 1] in QUOTES:
            return _quoted(words, i + 1)
        if words.text[i + 1] in ("El", "La") and words.cap[min(i + 2, size - 1)]:
            return _capitalised(words, i + 1)
        return None
    return _quoted(words, i) if i < size and words.text[i] in QUOTES else None


def _quoted(words: Words, i: int) -> tuple[int, int] | None:
    """Tokens between the quotation marks that open at ``i``: short, and capitalised."""
    size = len(words.text)
    if i >= size or words.text[i] not in QUOTES:
        return None
    start = i + 1
    end = start
    while (
        end < size
        and end - start < _LONGEST
        and words.text[end] not in QUOTES
        and words.text[end] not in ("(", ")", ".", "?", "!", ";")
    ):
        end += 1
    stop = end - 1 if end > start and words.text[end - 1] == "," else end
    if (
        start < stop
        and end < size
        and (words.text[end] in QUOTES or words.text[end] == "." and end + 1 < size and words.text[end + 1] in QUOTES)
        and words.cap[start]
    ):
        return start, stop
    return None


def _capitalised(words: Words, i: int) -> tuple[int, int] | None:
    end = i
    while end < len(words.text) and end - i < _LONGEST and words.cap[end] and words.text[end][0].isalpha():
        end += 1
    return (i, end) if end > i else None


def _list(words: Words, start: int, end: int, person: Found | None) -> Iterator[Found]:
    """The nickname at ``start:end`` and those coordinated with it."""
    if not _nameable(words, start, end):
        return
    yield Found(words.number, start, end, "Person", None, (words.join(start, end),), 96, alias=True, defines=person)
    size = len(words.text)
    i = end
    while i < size and (words.text[i] in QUOTES or words.text[i] == "," or words.low[i] in ("and", "or")):
        i += 1
    if i > end + 1 and i < size and words.text[i - 1] in QUOTES and words.cap[i]:
        spot = _quoted(words, i - 1)
        if spot is not None:
            yield from _list(words, *spot, person)


def _nameable(words: Words, start: int, end: int) -> bool:
    taken = words.taken[start]
    return taken is None or taken.type != "Organization"


def _bearer(words: Words, i: int, named: list[Found]) -> Found | None:
    """The person whom "known as" at ``i`` speaks of: the nearest named before it."""
    before = [
        p for p in named if p.end <= i < p.end + _REACH and words.text[p.start - 1] not in QUOTES and (not p.alias or p.nicknames)
    ]
    return max(before, key=lambda p: p.start) if before else None
