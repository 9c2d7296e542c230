"""Names of the reference tables in running text, as candidates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from entramado.extract.found import Found, Words
from entramado.knowledge import Knowledge, Row
from entramado.knowledge.tables import Hit

_TYPES: Final = frozenset({"Person", "Organization", "Substance", "Activity", "Asset"})
_ADVISERS: Final = (["advisor"], ["adviser"], ["secretary"])
_BEARERS: Final = frozenset({"Person", "Organization"})
_LONGER: Final = (["agency"], ["office"], ["department"], ["division"], ["commission"], ["association"], ["union"])
_BY_WAY_OF: Final = (["on"], ["via"], ["through"])
_PUBLIC: Final = frozenset({"agency", "government"})
_COMMON_CASE: Final = frozenset({"Substance", "Activity", "Asset"})


def lexicon(words: Words, knowledge: Knowledge, adjectives: Mapping[str, str]) -> Iterator[Found]:
    """Table rows named in one passage: bodies and persons need a capital, substances, activities and assets do not.

    A form that means a body only once the country is known ("defense ministry") has no key yet and weighs little.
    """
    for hit in knowledge.scan(words.text, _TYPES):
        row = hit.rows[0]
        if (
            row.type not in _COMMON_CASE
            and not hit.colloquial
            and not any(words.cap[hit.start : hit.end])
            and not row.name.islower()
        ):
            continue
        written = words.join(hit.start, hit.end)
        if (
            len(written.rstrip(".")) == 1
            and written != "X"
            or _is_title(words, hit.start, hit.end)
            or _in_title(words, hit.start, hit.end)
            or _is_label(words, hit.start, hit.end)
        ):
            continue
        if (
            row.type in _BEARERS
            and hit.end > hit.start + 1
            and words.low[hit.end : hit.end + 1] in _LONGER
            and words.cap[hit.end]
        ):
            continue  # the name of another body goes on: "Health and Human Services" Agency
        if row.type in _BEARERS and hit.end == hit.start + 1 and _part_of_name(words, hit.start, row):
            continue
        if row.fields.get("class") == "platform" and words.low[hit.start - 1 : hit.start] in _BY_WAY_OF:
            continue  # where something was written, not who wrote it
        first, country = _country(words, hit.start, knowledge, adjectives)
        public = row.kind in _PUBLIC and not written.isupper()
        if country and (hit.colloquial or public and row.fields.get("country", country) != country):
            yield _of_country(words, first, hit, country, knowledge)
        elif hit.colloquial:
            yield from _colloquial(words, hit.start, hit.end, row)
        else:
            yield Found(words.number, hit.start, hit.end, row.type, row.kind, (row.name, written), 90, key=row.key)


def _in_title(words: Words, start: int, end: int) -> bool:
    """A body only as the field of a post: "Secretary of the Treasury", "Homeland Security Advisor"."""
    if words.low[end : end + 1] in _ADVISERS:
        return words.low[start] == "homeland"
    of = start - 2 if start and words.low[start - 1] == "the" else start - 1
    return (
        of > 0
        and words.low[of] == "of"
        and words.low[of - 1] in ("secretary", "undersecretary", "minister")
        and words.cap[of - 1]
    )


def _is_title(words: Words, start: int, end: int) -> bool:
    """The holder of a post, not the body: "Secretary of National Defense Ana Ruiz" (a name follows)."""
    return (
        words.low[start] in ("secretary", "minister", "attorney", "director", "commissioner")
        and words.low[end - 1] not in ("office", "general's")
        and (end < len(words.text) and words.cap[end] and words.text[end][0].isalpha())
    )


def _country(words: Words, start: int, knowledge: Knowledge, adjectives: Mapping[str, str]) -> tuple[int, str | None]:
    """The country word that stands right before a body ("Colombian navy", "Guyana's Coast Guard"): where, and its code."""
    before = start - 1
    if before < 0:
        return start, None
    if words.cap[before] and (code := adjectives.get(words.low[before])):
        return before, code
    owner = before - 1 if words.low[before] in ("'s", "’s") else before
    for first in (owner - 1, owner):
        if first >= 0 and words.cap[first] and words.cap[owner] and words.text[owner].isalpha():
            countries = [p for p in knowledge.places.find(words.join(first, owner + 1)) if p.kind == "country"]
            if countries:
                return first, countries[0].country
    return start, None


def _of_country(words: Words, first: int, hit: Hit, country: str, knowledge: Knowledge) -> Found:
    """A body that is called alike in many countries, of the country named with it."""
    common, full = words.join(hit.start, hit.end), words.join(first, hit.end)
    row = next((row for row in hit.rows if row.fields.get("country") == country), None) or knowledge.body(common, country)
    if row is not None:
        start = hit.start if words.low[hit.start - 1] in ("'s", "’s") else first
        return Found(words.number, start, hit.end, row.type, row.kind, (row.name, words.join(start, hit.end)), 92, key=row.key)
    return Found(words.number, first, hit.end, "Organization", hit.rows[0].kind, (full,), 92)


def _colloquial(words: Words, start: int, end: int, row: Row) -> Iterator[Found]:
    """A common form by itself: in small letters only behind "the", and not as the first part of another noun."""
    behind = words.doc[end].pos_ if end < len(words.text) else "PUNCT"
    definite = start and words.low[start - 1] == "the"
    if not words.cap[start] and (not definite or behind in ("NOUN", "PROPN")):
        return
    if words.cap[start] and (
        end < len(words.text) and words.cap[end] and words.text[end].isalpha() or end - start == 1 and not definite
    ):
        return
    form = words.join(start, end)
    yield Found(words.number, start, end, row.type, row.kind, (form,), 92, colloquial=True)


def _is_label(words: Words, start: int, end: int) -> bool:
    """A word in capitals that labels a line: "WHO: Ana Ruiz, 41 years old"."""
    return start == 0 and end < len(words.text) and words.text[end] == ":" and words.text[start].isupper()


def _part_of_name(words: Words, i: int, row: Row) -> bool:
    """One word of a person's name ("Judge Tom Hill"), or of a body that is called so only with its article ("The Hill")."""
    if row.name.startswith("The ") and (i == 0 or words.low[i - 1] != "the"):
        return True
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(words.text) and words.cap[j]]
    return words.label[i] == "PERSON" and any(words.label[j] == "PERSON" for j in beside)
