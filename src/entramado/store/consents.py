"""What the originator of a document or a claim says to one recipient's having it: asked, given, refused.

Given, it lifts what is his to waive (`Marking.consented`) for that recipient's views and releases, and for nobody else's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import insert, select, update

from entramado.model.errors import UsageError
from entramado.store import schema
from entramado.store.recalls import note_recalls
from entramado.store.remark import claims_of, kind_of
from entramado.store.store import Store

State = Literal["asked", "given", "refused"]


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer, or a question that waits for it. ``kind`` is document or claim."""

    kind: str
    id: str
    recipient: str
    state: str
    originator: str
    why: str
    by: str
    at: str


def consents(store: Store, recipient: str | None = None) -> Sequence[Consent]:
    """Those that stand, by recipient and id."""
    table, moment = schema.consent, schema.tx
    query = select(table, moment.c.at).join(moment, moment.c.tx == table.c.tx_in).where(table.c.tx_out.is_(None))
    if recipient is not None:
        query = query.where(table.c.recipient == recipient)
    with store.reading() as connection:
        found = [Consent(r.kind, r.id, r.recipient, r.state, r.originator, r.why, r.by, r.at) for r in connection.execute(query)]
    return sorted(found, key=lambda c: (c.recipient, c.kind, c.id))


def record(store: Store, key: str, recipient: str, state: State, *, originator: str, why: str, actor: str) -> Consent:
    """Keep what was asked or answered; it takes the place of what stood before. Raises NotFound, UsageError."""
    kind = kind_of(store, key)
    if kind == "source":
        raise UsageError("consent is given to documents and claims: who a source is, is marked with `entramado mark`")
    if not originator.strip() or not recipient.strip():
        raise UsageError("say who consents (--originator) and to whose having it (--to)")
    table = schema.consent
    with store.act(actor, "consent", why) as act:
        stands = (table.c.id == key) & (table.c.kind == kind) & (table.c.recipient == recipient) & table.c.tx_out.is_(None)
        act.connection.execute(update(table).where(stands).values(tx_out=act.tx))
        row = {"kind": kind, "id": key, "recipient": recipient, "state": state}
        act.connection.execute(insert(table), row | {"originator": originator, "why": why, "by": actor, "tx_in": act.tx})
        act.what |= {kind: key, "recipient": recipient, "state": state}
        note_recalls(act, claims_of(act, kind, key), "consent withdrawn", recipient)
        return Consent(kind, key, recipient, state, originator, why, actor, act.at)
