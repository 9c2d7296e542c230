"""Bodies named by pattern: a head word (Department, Cartel, Task Force) with the capitalised words it gathers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from entramado.extract.forenames import FORENAMES
from entramado.extract.found import HYPHENS, Found, Words, by_kind, words_of

_TABLE: Final = "names.yaml"
_HEADS: Final = by_kind(_TABLE, "org_heads")
_OPENERS: Final = by_kind(_TABLE, "org_openers")
_TITLES = words_of(_TABLE, "titles")
_NOT_ENTITIES = words_of(_TABLE, "not_entities")
_HONORIFICS = words_of(_TABLE, "honorifics")
_OWNERS = words_of(_TABLE, "office_owners")
_POSSESSED = words_of(_TABLE, "possessed")
_GENERIC = words_of(_TABLE, "generic_heads")
_TAIL_HEADS = words_of(_TABLE, "tail_heads")
_TAIL_PREPOSITIONS = words_of(_TABLE, "tail_prepositions")
_CENTER_BODIES = words_of(_TABLE, "center_bodies")
_LEFT_OF_OPENER = words_of(_TABLE, "left_of_opener")
_LEGAL_FORMS = words_of(_TABLE, "legal_forms")
_LEGAL_TAILS = words_of(_TABLE, "legal_tails")
_RANKS = words_of(_TABLE, "ranks")
_DESCRIBING = words_of(_TABLE, "describing")
_STOPS = words_of(_TABLE, "before_names")
_NAMED_FOR_RANK: Final = frozenset(("major", "justice", "general"))
"""Ranks that are common words before a head: the Major Crimes Unit, the Justice Department."""
_OF_PLACES = words_of(_TABLE, "heads_of_places")
_ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_POSSESSIVE: Final = frozenset(("'s", "’s", "'", "’"))
_CENTERS: Final = frozenset(("center", "centre"))


def organisations(words: Words) -> Iterator[Found]:
    """Candidates for bodies in one passage."""
    yield from companies(words)
    for i, low in enumerate(words.low):
        if not words.cap[i]:
            continue
        taken = words.taken[i]
        if taken is not None and taken.type != "Place":
            continue
        head = "agency" if low == "force" and i and words.low[i - 1] == "task" else _HEADS.get(low)
        if low in _CENTERS:
            head = "agency"
        if head is not None:
            found = _headed(words, i, head)
            if found:
                yield found
        if low in _OPENERS and i + 2 < len(words.text) and words.low[i + 1] in ("of", "for", "de", "del"):
            found = _opened(words, i, _OPENERS[low])
            if found:
                yield found


def _headed(words: Words, head: int, kind: str) -> Found | None:
    """Capitalised words that lead up to a head: "Narcotics Enforcement Team", "Orange County Sheriff's Department"."""
    end = head + 1
    if (
        end < len(words.text)
        and words.cap[end]
        and (words.low[end] in _HEADS or words.low[end] in _TITLES and _is_title(words, head, end))
    ):
        return None
    start = _reach_left(words, head)
    while start < head and (
        words.low[start] in _HONORIFICS - _NAMED_FOR_RANK or words.low[start].rstrip(".") in _STOPS and words.low[start] != "u.s."
    ):
        start += 1
    if start == head or all(words.low[i] in _RANKS for i in range(start, head)):
        return None
    if words.low[head] in ("organization", "organisation") and words.low[head - 1] in _DESCRIBING:
        return None
    modifiers = [words.low[i] for i in range(start, head) if words.text[i] not in HYPHENS]
    low = words.low[head]
    if low == "administration" and (len(modifiers) == 1 or words.text[start + 1] in HYPHENS):
        return None  # "the Novak Administration": a government by its head
    if low in _CENTERS and not _CENTER_BODIES & set(modifiers):
        return None
    place = words.taken[head - 1]
    after_place = place is not None and place.type == "Place" and place.start <= start
    if low in _GENERIC and len(modifiers) < 2 and words.label[head] != "ORG" and not after_place:
        return None
    tail = _tail(words, end) if low in _TAIL_HEADS else end
    if tail == end and low in _OF_PLACES and words.low[end : end + 1] in (["of"], ["de"]):
        tail = _past_place(words, end)
    return _body(words, start, tail, kind, 70)


def _past_place(words: Words, of: int) -> int:
    """End of the place that a body is of: "Autonomous University of Nayarit", "Central Bank of Ecuador"."""
    i = _past_article(words, of + 1)
    end = i
    while (
        end < len(words.text)
        and words.cap[end]
        and words.text[end][0].isalpha()
        and (words.taken[end] is None or words.taken[end].type == "Place")  # type: ignore[union-attr]  # None is tested
        and words.label[end] != "PERSON"
    ):
        end += 1
    return end if end > i else of


def _is_title(words: Words, head: int, after: int) -> bool:
    """Whether the head is part of a title: "Bureau Chief", "Unit Commander" and the like."""
    return words.low[after] in (
        "chief",
        "director",
        "commander",
        "officer",
        "officers",
        "agent",
        "agents",
        "detective",
        "detectives",
    ) and (
        words.low[head] in ("bureau", "unit", "division", "section", "police", "service", "squad", "army", "navy")
        and not _reach_left(words, head) < head - 1
    )


def _reach_left(words: Words, head: int) -> int:
    start = head
    while start > 0:
        before = start - 1
        low = words.low[before]
        taken = words.taken[before]
        if taken is not None and taken.type == "Organization" and words.low[start] == "task" and words.low[head] == "force":
            start = taken.start  # a task force that is called after a body or programme
            continue
        if taken is not None and taken.type != "Place":
            break
        if low in _POSSESSIVE and before and words.low[before - 1] in _OWNERS and words.low[start] in _POSSESSED:
            start = before - 1
        elif words.text[before] in HYPHENS and before and words.cap[before - 1] and not words.space[before - 1]:
            start = before - 1
        elif (
            low in ("and", "&")
            and before
            and words.cap[before - 1]
            and words.label[before - 1] == words.label[before] == words.label[start] == "ORG"
        ):
            start = before - 1
        elif (
            words.cap[before]
            and words.text[before][0].isalpha()
            and (words.text[before][-1] != "." or low in ("u.s.", "st.", "d.c."))
            and low not in _STOPS
            or _ORDINAL.fullmatch(low)
        ):
            start = before
        else:
            break
    return start


def _tail(words: Words, end: int) -> int:
    """End of what follows the head: "... on Foreign Relations", "... to Address Synthetic Drug Threats"."""
    size = len(words.text)
    if end + 1 >= size or words.low[end] not in _TAIL_PREPOSITIONS:
        return end
    i = end + 1
    if words.low[i] == "the" and i + 1 < size:
        i += 1
    if not words.cap[i] or words.taken[i] or words.label[i] == "PERSON" or words.low[end] == "to" and words.doc[i].tag_ != "VB":
        return end
    while (
        i < size
        and words.free(i, i + 1)
        and words.label[i] != "PERSON"
        and (
            words.cap[i]
            or words.low[i] in ("and", "of", "for", "the")
            and i + 1 < size
            and words.cap[i + 1]
            and words.low[i + 1] not in _OPENERS
        )
    ):
        i += 1
    return i


def _opened(words: Words, head: int, kind: str) -> Found | None:
    """Department of X (and Y), Ministry of the X, Office of the Director of X."""
    start = head
    while start and words.cap[start - 1] and words.low[start - 1] in _LEFT_OF_OPENER:
        start -= 1
    if (
        start
        and words.cap[start - 1]
        and words.free(start - 1, start)
        and words.label[start - 1] == "ORG"
        and words.low[start - 1] not in _STOPS
    ):
        return None  # "Narcotics Control Bureau of the ...": the head has its own name before it
    size = len(words.text)
    i = _past_article(words, head + 2)
    end = i
    while end < size:
        low = words.low[end]
        if words.cap[end] and words.text[end][0].isalpha() and low != "the":
            if end > i and (
                _breaks(words, end)
                or words.taken[end] is not None
                and words.taken[end - 1] is not words.taken[end]
                and words.low[end - 1] not in ("of", "for", "and", "the")
            ):
                break
            end += 1
        elif low in ("of", "for", "de") and (after := _past_article(words, end + 1)) < size and words.cap[after]:
            if words.low[after] in _OPENERS and after + 1 < size and words.low[after + 1] == "of":
                break
            end = after
        elif (
            low in ("and", "&")
            and end + 1 < size
            and words.cap[end + 1]
            and words.low[end + 1] not in _OPENERS
            and words.free(end + 1, end + 2)
        ):
            if words.label[end] != "ORG" and words.doc[end].head.i < i:
                break
            end += 1
        elif words.text[end] in HYPHENS and end > i and not words.space[end - 1] and not words.space[end]:
            end += 1
        else:
            break
    while end > i and not words.cap[end - 1]:
        end -= 1
    owner = words.taken[start - 1] if start else None
    if owner is not None and owner.type == "Organization" and owner.end == start and words.text[owner.start].isupper():
        return _body(words, owner.start, end, kind, 82)  # "DHS Office of Inspector General"
    return _body(words, start, end, kind, 72) if end > i else None


def _past_article(words: Words, i: int) -> int:
    return i + 1 if i < len(words.text) and words.low[i] in ("the", "la", "las", "los", "el") else i


def _breaks(words: Words, i: int) -> bool:
    """A person's name or title begins here."""
    low = words.low[i]
    if words.label[i] == "PERSON" or low in FORENAMES and i + 1 < len(words.text) and words.cap[i + 1]:
        return True
    return (
        low in _HONORIFICS
        and words.low[i - 1] not in ("of", "the")
        and low not in ("general", "director", "attorney", "minister", "prosecutor")
    )


def _body(words: Words, start: int, end: int, kind: str, weight: int) -> Found | None:
    if words.low[end - 1] in _NOT_ENTITIES:
        return None
    full = words.join(start, end)
    if "task force" in full.lower():
        kind = "agency"
    place = words.taken[start]
    forms = [full]
    if place is not None and place.type == "Place" and place.kind == "country" and end - place.end > 2:
        forms.insert(0, words.join(place.end, end).lstrip("-‑– "))
    return Found(words.number, start, end, "Organization", kind, tuple(forms), weight)


def companies(words: Words) -> Iterator[Found]:
    """A name with its legal form: "Servicios Gama, S.A. de C.V.", "Pearl Travel Inc."."""
    for i, low in enumerate(words.low):
        if low not in _LEGAL_FORMS or not words.cap[i] or i < 1:
            continue
        last = i - 1
        while last > 0 and words.text[last] == ",":
            last -= 1
        start = last + 1
        while (
            start
            and words.taken[start - 1] is None
            and (
                words.cap[start - 1]
                and words.text[start - 1][0].isalnum()
                and words.low[start - 1] not in _STOPS
                or start <= last
                and (words.low[start - 1] in ("de", "del", "la", "y", "e", "&") or words.text[start - 1] in HYPHENS)
            )
        ):
            start -= 1
        while start <= last and not words.cap[start]:
            start += 1
        if start > last:
            continue
        end = i + 1
        while end < len(words.text) and words.low[end] in _LEGAL_TAILS:
            end += 1
        yield Found(
            words.number, start, end, "Organization", "company", (words.join(start, end), words.join(start, last + 1)), 78
        )
