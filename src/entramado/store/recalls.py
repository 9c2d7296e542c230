"""Recalls: what was sent to a partner and is no longer to be used there.

Whatever ends a claim or takes it from a recipient's sight notes the recall in its own transaction, so that none is forgotten;
`entramado recall` writes the notices later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, Literal

from sqlalchemy import Row, and_, insert, or_, select, update
from sqlalchemy.engine import Connection

from entramado.model.view import Viewer
from entramado.store import rows, schema
from entramado.store.act import Act
from entramado.store.visible import admit_labels

Reason = Literal["retracted", "corrected", "purged", "marking raised", "consent withdrawn"]
_OVER: Final = frozenset({"retracted", "corrected", "purged"})
"""Reasons for which a claim stands for nobody; the others are a matter of who may see it."""


def note_recalls(act: Act, claims: Iterable[str], reason: Reason, recipient: str | None = None) -> int:
    """Keep that these claims (ids of this case) are to be recalled, from ``recipient`` alone when given; from how many they are.

    Call it within the act that is the reason, after its changes, but before rows are deleted. What was written for release in
    place of a claim that stands no longer ends with it. Of a changed marking or consent only those recipients hear who may have
    the claim, or the sentence that went with it, no longer.
    """
    touched = set(claims)
    if reason in _OVER:
        touched |= _end_tearlines(act, touched)
    found = [row for some in rows.batches(sorted(touched)) for row in _held(act.connection, some)]
    recalled = []
    for holder in sorted({row.recipient for row in found if recipient in (None, row.recipient)}):
        theirs = [row for row in found if row.recipient == holder]
        kept = set() if reason in _OVER else _may_keep(act.connection, holder, theirs)
        recalled += [row for row in theirs if (row.package, row.claim) not in kept]
    new = [{"package": row.package, "claim": row.claim, "reason": reason, "tx": act.tx, "notice": None} for row in recalled]
    if new:
        act.connection.execute(insert(schema.recall), new)
        act.what["recalls"] = act.what.get("recalls", 0) + len(new)
    return len({row.recipient for row in recalled})


def _end_tearlines(act: Act, originals: set[str]) -> set[str]:
    """End what stands in for these; returns the claims that did."""
    table, claim = schema.tearline, schema.claim
    ended: set[str] = set()
    for some in rows.batches(sorted(originals)):
        stands = table.c.original.in_(some) & table.c.tx_out.is_(None)
        released = sorted(act.connection.execute(select(table.c.released).where(stands)).scalars())
        act.connection.execute(update(table).where(stands).values(tx_out=act.tx))
        act.connection.execute(update(claim).where(claim.c.claim.in_(released), claim.c.tx_out.is_(None)).values(tx_out=act.tx))
        ended.update(released)
    if ended:
        act.what["tearlines"] = len(ended)
    return ended


def _held(connection: Connection, claims: Sequence[str]) -> Sequence[Row[tuple[str, ...]]]:
    """Where these claims went, as far as they were not recalled."""
    sent, package, recall = schema.disseminated, schema.dissemination, schema.recall
    query = (
        select(sent, package.c.recipient)
        .join(package, package.c.package == sent.c.package)
        .outerjoin(recall, and_(recall.c.package == sent.c.package, recall.c.claim == sent.c.claim))
        .where(sent.c.claim.in_(claims), package.c.kind == "release", recall.c.package.is_(None))
        .order_by(sent.c.package, sent.c.claim)
    )
    return connection.execute(query).all()


def _may_keep(connection: Connection, recipient: str, sent: Sequence[Row[tuple[str, ...]]]) -> set[tuple[str, str]]:
    """Which of the claims sent (package, claim) the recipient may have as the markings and consents now are."""
    viewer, consent = schema.viewer, schema.consent.c
    row = connection.execute(select(viewer).where(viewer.c.name == recipient, viewer.c.tx_out.is_(None))).first()
    given = select(consent.kind, consent.id).where(
        consent.recipient == recipient, consent.state == "given", consent.tx_out.is_(None)
    )
    agreed = connection.execute(given).all()
    admitted = admit_labels(
        {label.label: label.marking for label in connection.execute(select(schema.label))},
        rows.viewer_of(row) if row else Viewer(recipient),
        datetime.now(UTC).date(),
        documents=frozenset(one.id for one in agreed if one.kind == "document"),
        claims=frozenset(one.id for one in agreed if one.kind == "claim"),
    )
    claim, document = schema.claim, schema.document
    with_document = and_(~claim.c.own, admitted.shows(claim.c.label, claim.c.doc, admitted.documents))
    seen: set[str] = set()
    read: set[str] = set()
    for some in rows.batches(sorted({each.claim for each in sent})):
        shown = or_(admitted.shows(claim.c.label, claim.c.claim, admitted.claims), with_document)
        seen.update(connection.execute(select(claim.c.claim).where(claim.c.claim.in_(some), shown)).scalars())
    for some in rows.batches(sorted({each.doc for each in sent})):
        shown = admitted.shows(document.c.label, document.c.doc, admitted.documents)
        read.update(connection.execute(select(document.c.doc).where(document.c.doc.in_(some), shown)).scalars())
    return {(each.package, each.claim) for each in sent if each.claim in seen and (each.doc in read or not each.quoted)}
