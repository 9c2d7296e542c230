"""What whoever is written of may ask of a row besides its content: since when it is held, until when, and who was given it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from entramado.store import schema
from entramado.store.store import Store


def terms(store: Store) -> Mapping[str, tuple[str, str]]:
    """Of each document, the day since which it is held and that until which it may be kept (ISO 8601)."""
    document, moment = schema.document.c, schema.tx.c
    query = select(document.doc, moment.at, document.review_by).join(schema.tx, moment.tx == document.tx_in)
    with store.reading() as connection:
        return {row.doc: (row.at[:10], row.review_by) for row in connection.execute(query)}


def sent(store: Store) -> Mapping[str, Sequence[str]]:
    """Claims that were sent out, each with its recipients by name."""
    claim, package = schema.disseminated.c, schema.dissemination.c
    query = select(claim.claim, package.recipient).distinct().join(schema.dissemination, package.package == claim.package)
    found: dict[str, list[str]] = {}
    with store.reading() as connection:
        for row in connection.execute(query.where(package.kind == "release").order_by(claim.claim, package.recipient)):
            found.setdefault(row.claim, []).append(row.recipient)
    return found
