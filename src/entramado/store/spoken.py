"""Claims that nobody reads any longer, and referents that nothing shown speaks of: a view leaves both out.

A person may take back his word on a claim. A claim of which no word is left, not even a rule's, is not there: it was read by
hand, and undone. It can be read again; nothing was ended. What only such a claim brought to the map goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, not_, select

from entramado.model.claim import WITHDRAWN
from entramado.store import rows, schema

Ask = Callable[[Select[Any]], Sequence[Row[Any]]]


def last_words(readings: Iterable[Row[Any]]) -> list[Row[Any]]:
    """The latest reading of each reader of each claim, save those that were taken back."""
    last = {(row.claim, row.by): row for row in sorted(readings, key=lambda r: r.tx)}
    return [row for row in last.values() if not _taken_back(row)]


def unread(ask: Ask, tx: int) -> frozenset[str]:
    """Claims that somebody read as of ``tx``, and whose readers have all taken it back."""
    table = schema.reading
    taken_back = table.c.by.startswith("person:") & (table.c.p == WITHDRAWN) & (table.c.tx <= tx)
    suspect = {row.claim for row in ask(select(table.c.claim).where(taken_back))}
    for some in rows.batches(sorted(suspect)):
        found = ask(select(table).where(table.c.claim.in_(some), table.c.tx <= tx))
        suspect.difference_update(row.claim for row in last_words(found))
    return frozenset(suspect)


def unspoken(
    ask: Ask, documents: Collection[str], shown: ColumnElement[bool], tx: int, gone: Collection[str], *, everything: bool,
) -> frozenset[str]:  # fmt: skip
    """Referents of ``documents`` that a viewer is not shown, since no claim that he is shown speaks of them.

    Those are: nameless ones that only hidden claims speak of, which would tell of those claims; those that a person brought
    after the document came in; those that a claim brought that is ``gone``, as nobody reads it. ``shown`` is the condition on
    a claim. One that was retracted has spoken all the same: else what it spoke of would vanish with it, but only where a hidden
    claim speaks of it too.
    """
    claim = schema.claim
    suspect = {row.referent: row.doc for row in _brought(ask, tx) if row.doc in documents}
    for some in rows.batches(sorted(gone)):
        query = select(claim.c.tx_in, claim.c.doc, *_ends()).where(claim.c.claim.in_(some), shown)
        suspect |= {end: row.doc for row in ask(query) for end in _came_with(ask, row) if row.doc in documents}
    if not everything:
        hidden = ask(select(*_ends(), claim.c.doc).where(claim.c.own, not_(shown)))
        nameless = {end: row.doc for row in hidden if row.doc in documents for end in rows.ends_of(row)}
        for some in rows.batches(sorted(nameless)):
            referent = schema.referent.c
            for row in ask(select(referent.referent).where(referent.referent.in_(some), rows.is_named())):
                del nameless[row.referent]
        suspect |= nameless
    for some in rows.batches(sorted(set(suspect.values()))):
        spoken = select(claim.c.claim, *_ends()).where(claim.c.doc.in_(some), claim.c.tx_in <= tx, shown)
        for row in ask(spoken):
            if row.claim not in gone:
                for end in rows.ends_of(row):
                    suspect.pop(end, None)
    return frozenset(suspect)


def _taken_back(row: Row[Any]) -> bool:
    return bool(row.by.startswith("person:") and row.p == WITHDRAWN)


def _ends() -> tuple[Any, ...]:
    claim = schema.claim.c
    return claim.subject, claim.object, claim.said_by


def _brought(ask: Ask, tx: int) -> Sequence[Row[Any]]:
    referent, document = schema.referent, schema.document
    query = select(referent.c.referent, referent.c.doc).join(document, document.c.doc == referent.c.doc)
    return ask(query.where(referent.c.tx_in > document.c.tx_in, referent.c.tx_in <= tx))


def _came_with(ask: Ask, row: Row[Any]) -> set[str]:
    """Of the ends of a claim those that came in with it."""
    referent = schema.referent.c
    query = select(referent.referent).where(referent.referent.in_(sorted(rows.ends_of(row))), referent.tx_in == row.tx_in)
    return {found.referent for found in ask(query)}
