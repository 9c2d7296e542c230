"""Names of the reference tables in running text, as candidates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from entramado.extract.found import Found, Words
from entramado.knowledge import Knowledge

_TYPES: Final = frozenset({"Person", "Organization", "Substance", "Activity", "Asset"})
_COMMON_CASE: Final = frozenset({"Substance", "Activity", "Asset"})


def lexicon(words: Words, knowledge: Knowledge) -> Iterator[Found]:
    """Table rows named in one passage: bodies and persons need a capital, substances, activities and assets do not.

    A form that means a body only once the country is known ("defense ministry") has no key yet and weighs little.
    """
    for hit in knowledge.scan(words.text, _TYPES):
        row = hit.rows[0]
        if row.type not in _COMMON_CASE and not hit.colloquial and not any(words.cap[hit.start : hit.end]) and not row.name.islower():
            continue
        written = words.join(hit.start, hit.end)
        if hit.colloquial:
            yield Found(words.number, hit.start, hit.end, row.type, row.kind, (written,), 30, colloquial=True)
        else:
            yield Found(words.number, hit.start, hit.end, row.type, row.kind, (row.name, written), 90, key=row.key)
