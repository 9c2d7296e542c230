"""Bodies named by pattern: a head word (Department, Cartel, Task Force) and the capitalised words it gathers, the office
that a title implies, governments as bodies that act, and short forms in parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from entramado.extract.found import HYPHENS, Found, Words, table, words_of
from entramado.knowledge import Knowledge

_TABLE = "names.yaml"
_HEADS: Final[dict[str, str]] = {w: kind for kind, line in table(_TABLE)["org_heads"].items() for w in str(line).split()}
_OPENERS: Final[dict[str, str]] = {w: kind for kind, line in table(_TABLE)["org_openers"].items() for w in str(line).split()}
_NOT_ENTITIES = words_of(_TABLE, "not_entities")
_HONORIFICS = words_of(_TABLE, "honorifics")
_OFFICE_OWNERS: Final = frozenset("attorney attorneys sheriff general prosecutor coroner governor mayor public inspector marshal president".split())
_PEOPLE: Final = frozenset("government administration military army navy marines police".split())
_GENERIC: Final = frozenset("group network club church school section lab hospital office service society house board chamber crew mob assembly bank".split())
_ACRONYM = re.compile(r"[A-Z][A-Za-z&.-]*[A-Z0-9][A-Za-z0-9.-]*")
_ATTORNEY_KINDS: Final = frozenset({"district", "state", "county", "city"})
COURTESY: Final = frozenset("senior acting deputy assistant chief supervising former interim executive principal".split())


def organisations(words: Words, knowledge: Knowledge) -> Iterator[Found]:
    """Candidates for bodies in one passage."""
    yield from _governments(words, knowledge)
    yield from _attorneys(words)
    size = len(words.text)
    for i in range(size):
        low = words.low[i]
        if not words.cap[i]:
            continue
        if low in _HEADS and not words.taken[i]:
            found = _headed(words, i, _HEADS[low])
            if found:
                yield found
        elif low == "force" and i and words.low[i - 1] == "task":
            found = _headed(words, i, "agency")
            if found:
                yield found
        if low in _OPENERS and i + 2 < size and words.low[i + 1] in ("of", "for", "de"):
            found = _opened(words, i, _OPENERS[low])
            if found:
                yield found


def _headed(words: Words, head: int, kind: str) -> Found | None:
    """Capitalised words that lead up to a head, "Narcotics Enforcement Team", "Orange County Sheriff's Department"."""
    start = head
    while start > 0:
        before = start - 1
        low = words.low[before]
        if words.taken[before] and words.taken[before].type != "Place":  # type: ignore[union-attr]  # checked
            break
        if low in ("'s", "’s", "'", "’") and before and (
            words.low[before - 1] in _OFFICE_OWNERS and words.low[start] in ("office", "department", "police", "bureau")
        ):
            start = before - 1
            continue
        if words.text[before] in HYPHENS and before and words.cap[before - 1] and not words.space[before - 1]:
            start = before - 1
            continue
        if low in ("and", "&") and before and words.cap[before - 1] and words.label[before - 1] == words.label[start] == "ORG":
            start = before - 1
            continue
        if words.cap[before] and words.text[before][0].isalpha() and (words.text[before][-1] != "." or low in ("u.s.", "st.", "d.c.")):
            if low in ("the", "a", "an", "this", "that", "our", "their", "its", "his", "her", "in", "at", "by", "from", "to", "of", "and", "under"):
                break
            start = before
            continue
        break
    while start < head and words.low[start] in _HONORIFICS and start + 1 < head:
        start += 1
    if start == head or (words.low[head] in _GENERIC and head - start < 2 and words.label[head] != "ORG"):
        if words.low[head] == "office" and head - start >= 1:
            pass
        elif start == head or words.label[head] != "ORG":
            return None
    end = head + 1
    if end < len(words.text) and words.low[end] in _HEADS and words.cap[end]:
        return None
    tail = _of_tail(words, end)
    return _body(words, start, tail, kind, 70)


def _of_tail(words: Words, end: int) -> int:
    """"Bureau of Investigations", "Commission on Human Rights": what an of-phrase adds to a head with its own name."""
    return end


def _opened(words: Words, head: int, kind: str) -> Found | None:
    """Department of X (and Y), Ministry of the X, Office of the Director of X."""
    i = head + 2
    size = len(words.text)
    if i < size and words.low[i] == "the":
        i += 1
    end = i
    while end < size:
        low = words.low[end]
        if words.cap[end] and words.text[end][0].isalpha() and low not in ("the",):
            if end > i and low in _HONORIFICS and low not in ("general", "director", "attorney", "minister", "prosecutor"):
                break
            end += 1
        elif low in ("of", "for", "de") and end + 1 < size and (words.cap[end + 1] or words.low[end + 1] == "the" and end + 2 < size and words.cap[end + 2]):
            end += 2 if words.low[end + 1] == "the" else 1
        elif low in ("and", "&") and end + 1 < size and words.cap[end + 1] and words.low[end + 1] not in _OPENERS and words.label[end] == "ORG":
            end += 1
        elif words.text[end] in HYPHENS and end > i and not words.space[end - 1] and not words.space[end]:
            end += 1
        else:
            break
    while end > i and not words.cap[end - 1]:
        end -= 1
    if end <= i:
        return None
    start = head
    while start and words.cap[start - 1] and words.low[start - 1] in ("general", "federal", "national", "royal", "superior", "supreme", "criminal", "state", "central"):
        start -= 1
    return _body(words, start, end, kind, 72)


def _body(words: Words, start: int, end: int, kind: str, weight: int) -> Found | None:
    if words.low[end - 1] in _NOT_ENTITIES:
        return None
    if words.low[start] in ("the",):
        start += 1
    full = words.join(start, end)
    if "task force" in full.lower():
        kind = "agency"
    forms = [full]
    place = words.taken[start]
    if place is not None and place.type == "Place" and place.kind == "country" and place.end < end:
        forms.insert(0, words.join(place.end, end).lstrip("-‑– "))
    return Found(words.number, start, end, "Organization", kind, tuple(forms), weight)


def _attorneys(words: Words) -> Iterator[Found]:
    """The office that "Orange County District Attorney" or "Brooklyn DA" names, said as a title or as a body."""
    for i, low in enumerate(words.low):
        if low not in ("attorney", "attorneys") or not i or words.low[i - 1] not in _ATTORNEY_KINDS or not words.cap[i]:
            continue
        start = i - 1
        while start and words.taken[start - 1] and words.taken[start - 1].type == "Place" and words.taken[start - 1].kind != "country":  # type: ignore[union-attr]  # checked
            start -= 1
        end = i + 1
        office = False
        if end + 1 < len(words.text) and words.low[end] in ("'s", "’s") and words.low[end + 1] == "office":
            end, office = end + 2, True
        named = words.join(start, i + 1)
        if start == i - 1 and not office:
            continue
        singular = named[:-1] if low == "attorneys" else named
        yield Found(words.number, start, end, "Organization", "agency", (f"{singular}'s Office", words.join(start, end)), 80)


def _governments(words: Words, knowledge: Knowledge) -> Iterator[Found]:
    """"the Mexican government", "Mexico's government": the body, kept apart from the country."""
    demonyms = _demonyms(knowledge)
    for i, low in enumerate(words.low):
        if low not in _PEOPLE or not i:
            continue
        start = i - 1
        if words.low[start] in ("'s", "’s") and start:
            start -= 1
        first = start
        name = words.low[start]
        if name == "states" and start and words.low[start - 1] == "united":
            start -= 1
        country = demonyms.get(name) or (demonyms.get("united states") if name == "states" else None)
        if country is None or not words.cap[first]:
            continue
        adjective, key = country
        if low in ("army", "navy", "marines", "police", "military") and not key:
            continue
        kind = "government" if low in ("government", "administration") else "agency"
        body = {"government": "Government", "administration": "Government"}.get(low, words.text[i])
        forms = (f"{adjective} {body}", words.join(start, i + 1))
        yield Found(words.number, start, i + 1, "Organization", kind, forms, 88)


_ADJECTIVES: Final[dict[str, tuple[str, str]]] = {
    "mexican": ("Mexican", "MX"), "mexico": ("Mexican", "MX"), "us": ("US", "US"), "u.s.": ("US", "US"), "american": ("US", "US"),
    "united states": ("US", "US"), "canadian": ("Canadian", "CA"), "canada": ("Canadian", "CA"), "colombian": ("Colombian", "CO"),
    "colombia": ("Colombian", "CO"), "chinese": ("Chinese", "CN"), "china": ("Chinese", "CN"), "venezuelan": ("Venezuelan", "VE"),
    "guatemalan": ("Guatemalan", "GT"), "ecuadorian": ("Ecuadorian", "EC"), "peruvian": ("Peruvian", "PE"),
    "salvadoran": ("Salvadoran", "SV"), "honduran": ("Honduran", "HN"),
}


def _demonyms(knowledge: Knowledge) -> dict[str, tuple[str, str]]:
    return _ADJECTIVES


def acronyms(words: Words, bodies: list[Found]) -> Iterator[Found]:
    """Short forms set in parentheses after a long form, "(CJNG)", "(“OCSD”)", or after ", or"."""
    for body in bodies:
        if body.type not in ("Organization", "Place") or body.passage != words.number:
            continue
        i = body.end
        size = len(words.text)
        if i + 2 < size and words.text[i] == "(":
            i += 1
            while i < size and words.text[i] in "'\"‘’“”":
                i += 1
            if i < size and words.low[i] in ("the", "or", "hereafter"):
                i += 1
        elif i + 2 < size and words.text[i] == "," and words.low[i + 1] == "or":
            i += 2
        else:
            continue
        end = i
        while end < size and words.text[end] not in (")", ",", ";", ".", "”", "\"", "'", "’") and end - i < 5:
            end += 1
        short = words.join(i, end)
        if end > i and _ACRONYM.fullmatch(short.replace(" ", "")) and len(short) <= 12:
            yield Found(words.number, i, end, body.type, body.kind, (short,), 95, key=body.key, defines=body)
