"""Names of the reference tables in running text, as candidates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from entramado.extract.found import Found, Words
from entramado.knowledge import Knowledge, Row

_TYPES: Final = frozenset({"Person", "Organization", "Substance", "Activity", "Asset"})
_ADVISERS: Final = (["advisor"], ["adviser"], ["secretary"])
_BEARERS: Final = frozenset({"Person", "Organization"})
_LONGER: Final = (["agency"], ["office"], ["department"], ["division"], ["commission"], ["association"], ["union"])
_COMMON_CASE: Final = frozenset({"Substance", "Activity", "Asset"})


def lexicon(words: Words, knowledge: Knowledge, adjectives: Collection[str]) -> Iterator[Found]:
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
            len(written) == 1
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
        if hit.colloquial:
            yield from _colloquial(words, hit.start, hit.end, row, adjectives)
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


def _colloquial(words: Words, start: int, end: int, row: Row, adjectives: Collection[str]) -> Iterator[Found]:
    """A common form with the country word before it; in small letters only with one."""
    first = start
    if start and words.cap[start - 1] and (words.low[start - 1] in adjectives or words.taken[start - 1] is not None):
        first = start - 1
    elif not words.cap[start] or end < len(words.text) and words.cap[end] and words.text[end].isalpha():
        return
    elif end - start == 1 and (not start or words.low[start - 1] != "the"):
        return
    yield Found(
        words.number, first, end, row.type, row.kind, (words.join(start, end), words.join(first, end)), 92, colloquial=True
    )


def _is_label(words: Words, start: int, end: int) -> bool:
    """A word in capitals that labels a line: "WHO: Ana Ruiz, 41 years old"."""
    return start == 0 and end < len(words.text) and words.text[end] == ":" and words.text[start].isupper()


def _part_of_name(words: Words, i: int, row: Row) -> bool:
    """One word of a person's name ("Judge Tom Hill"), or of a body that is called so only with its article ("The Hill")."""
    if row.name.startswith("The ") and (i == 0 or words.low[i - 1] != "the"):
        return True
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(words.text) and words.cap[j]]
    return words.label[i] == "PERSON" and any(words.label[j] == "PERSON" for j in beside)
