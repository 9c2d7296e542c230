"""How long documents are kept: when each is to be reviewed, and the reviews that there were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, insert, select, update

from entramado.model.errors import NotFound, UsageError
from entramado.model.retention import checked_review
from entramado.store import rows, schema
from entramado.store.dialect import among
from entramado.store.store import OWNER, Store


@dataclass(frozen=True, slots=True)
class Review:
    """A person's say that a document is still needed, and until when it may be kept."""

    by: str
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A document with the day by which it must be reviewed, what stands on it, and its last review."""

    document: str
    name: str
    review_by: date
    claims: int
    persons: int
    """Persons that it names."""
    last: Review | None

    def overdue(self, today: date) -> bool:
        return self.review_by < today


def retention(store: Store, due: date | None = None) -> Sequence[Kept]:
    """All documents, or those to be reviewed by ``due``; soonest first."""
    document, claim, referent = schema.document.c, schema.claim.c, schema.referent.c
    query = select(document.doc, document.name, document.review_by).where(document.tx_out.is_(None))
    if due is not None:
        query = query.where(document.review_by <= due.isoformat())
    with store.reading() as connection:
        found = connection.execute(query).all()
        docs = {row.doc for row in found}
        claims = select(claim.doc, func.count()).where(claim.tx_out.is_(None), among(claim.doc, docs)).group_by(claim.doc)
        names = func.count(func.distinct(func.lower(referent.name)))
        persons = select(referent.doc, names).where(referent.type == "Person", among(referent.doc, docs)).group_by(referent.doc)
        counts: dict[str, int] = {row[0]: row[1] for row in connection.execute(claims)}
        named: dict[str, int] = {row[0]: row[1] for row in connection.execute(persons)}
        reviews = select(schema.retained, schema.tx.c.at).join(schema.tx, schema.tx.c.tx == schema.retained.c.tx)
        last = {row.doc: Review(row.by, row.why, row.at) for row in connection.execute(reviews.order_by(schema.retained.c.tx))}
    listed = [
        Kept(r.doc, r.name, date.fromisoformat(r.review_by), counts.get(r.doc, 0), named.get(r.doc, 0), last.get(r.doc))
        for r in found
    ]
    return sorted(listed, key=lambda kept: (kept.review_by, kept.name, kept.document))


def keep(store: Store, documents: Sequence[str], until: date, *, by: str, why: str, today: date | None = None) -> None:
    """Keep documents (ids) until a later review. Raises UsageError for a day past or beyond five years, NotFound."""
    checked_review(until, today or datetime.now(UTC).date())
    if not by.strip() or by == OWNER.name:
        raise UsageError("say who reviewed it (--by NAME): a review is answered for by a person")
    if not why.strip():
        raise UsageError("say why it is still needed (--why)")
    if not documents:
        raise UsageError("say which documents to keep (--keep DOCUMENT)")
    table = schema.document.c
    with store.act(by, "retain", why) as act:
        standing = select(table.doc).where(among(table.doc, documents), table.tx_out.is_(None))
        there = set(act.connection.execute(standing).scalars())
        if missing := sorted(set(documents) - there):
            raise NotFound(f"no document {missing[0]}; `entramado retention CASE` lists them")
        chosen = sorted(there)
        same = among(table.doc, chosen)
        act.connection.execute(update(schema.document).where(same).values(review_by=until.isoformat()))
        row: rows.Values = {"review_by": until.isoformat(), "by": by, "why": why, "tx": act.tx}
        act.connection.execute(insert(schema.retained), [row | {"doc": doc} for doc in chosen])
        act.what |= {"documents": chosen, "until": until.isoformat()}
