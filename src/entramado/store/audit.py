"""The audit trail: one row a transaction, each holding the hash of the one before, so that a change to any shows.

Row hash = SHA-256 over the previous hash and the row's canonical JSON. Whoever can write the file can also forge the whole
chain; keeping `head` elsewhere shows that too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from entramado.store import rows, schema

GENESIS: Final = "0" * 64
"""What the first row has in place of a previous hash."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail: who did what, when. ``what`` holds ids and counts, never content."""

    id: int
    tx: int
    at: str
    actor: str
    action: str
    what: Mapping[str, Any]
    hash: str


def known_as(salt: str, thing: str) -> str:
    """How the trail names a document, a claim or a referent: HMAC-SHA256 (128 bits, hex) under its document's salt.

    A document's id is a hash of the file: whoever has the file could find in a plain trail that it was here. The salt
    (`document.salt`) goes with the document when it is purged, and then nobody can.
    """
    return hmac.new(salt.encode(), thing.encode(), hashlib.sha256).hexdigest()[:32]


def append(connection: Connection, *, tx: int, at: str, actor: str, action: str, what: Mapping[str, Any]) -> None:
    """Add one row, within the transaction that it is about."""
    last = connection.execute(select(schema.audit).order_by(schema.audit.c.id.desc()).limit(1)).first()
    number, previous = (last.id + 1, last.hash) if last else (1, GENESIS)
    text = rows.dump(what)
    connection.execute(
        insert(schema.audit),
        {
            "id": number,
            "tx": tx,
            "at": at,
            "actor": actor,
            "action": action,
            "what": text,
            "previous": previous,
            "hash": _hash(previous, number, tx, at, actor, action, text),
        },
    )


def entries(connection: Connection) -> Iterator[Entry]:
    """The trail, oldest first."""
    for row in connection.execute(select(schema.audit).order_by(schema.audit.c.id)):
        yield Entry(row.id, row.tx, row.at, row.actor, row.action, json.loads(row.what), row.hash)


def verify(connection: Connection) -> list[str]:
    """Every fault found, in words; empty when the trail is whole and documents and claims are those that were recorded."""
    faults: list[str] = []
    previous, expected, recorded = GENESIS, 1, set()
    deposits: dict[str, str] = {}
    for row in connection.execute(select(schema.audit).order_by(schema.audit.c.id)):
        if row.id != expected:
            faults.append(f"audit rows {expected} to {row.id - 1} are missing")
        if row.previous != previous:
            faults.append(f"audit row {row.id} does not follow the one before it")
        if row.hash != _hash(row.previous, row.id, row.tx, row.at, row.actor, row.action, row.what):
            faults.append(f"audit row {row.id} was changed")
        previous, expected = row.hash, row.id + 1
        recorded.add(row.tx)
        what = _read(row.what)
        for entered in (what, *what.get("entered", ())):  # one act may bring several documents
            if "digest" in entered:
                deposits[str(entered.get("document"))] = str(entered["digest"])
    stood = {row.tx: row for row in connection.execute(select(schema.tx))}
    faults += [f"transaction {number} has no audit row" for number in sorted(set(stood) - recorded)]
    faults += [f"transaction {number} of the audit trail is gone" for number in sorted(recorded - set(stood))]
    stored = connection.execute(select(schema.document.c.doc)).scalars().all()
    faults += [f"document {doc} has no audit row" for doc in sorted(set(stored) - set(deposits))]
    for doc, digest in sorted(deposits.items()):
        if doc not in stored:
            faults.append(f"document {doc} is gone")
        elif digest_of(connection, doc) != digest:
            faults.append(f"document {doc}, or what was read out of it, was changed")
    return faults


def head(connection: Connection) -> str:
    """Hash of the latest row: kept elsewhere, it proves that the trail was not rewritten."""
    last = connection.execute(select(schema.audit.c.hash).order_by(schema.audit.c.id.desc()).limit(1)).scalar()
    return last or GENESIS


def digest_of(connection: Connection, doc: str) -> str:
    """SHA-256 over a document's rows as they came in: text, original, referents, mentions, claims, spans, readings.

    What may be added later (an end by retraction, a further reading) is left out.
    """
    total = hashlib.sha256()

    def take(query: Any, *, but: frozenset[str] = frozenset()) -> None:
        for row in connection.execute(query):
            total.update(rows.dump({k: _plain(k, v) for k, v in row._mapping.items() if k not in but}).encode())  # noqa: SLF001 - public name

    ends = frozenset({"tx_out", "review_by", "label"})
    document, referent, mention, claim, span, reading = (
        schema.document,
        schema.referent,
        schema.mention,
        schema.claim,
        schema.span,
        schema.reading,
    )
    first = select(document.c.tx_in).where(document.c.doc == doc).scalar_subquery()
    take(select(document).where(document.c.doc == doc), but=ends)
    take(select(referent).where(referent.c.doc == doc).order_by(referent.c.referent), but=ends)
    take(select(mention).where(mention.c.doc == doc).order_by(mention.c.mention))
    take(select(claim).where(claim.c.doc == doc).order_by(claim.c.claim), but=ends)
    take(select(span).where(span.c.doc == doc).order_by(span.c.claim, span.c.place))
    take(
        select(reading)
        .join(claim, claim.c.claim == reading.c.claim)
        .where(claim.c.doc == doc, reading.c.tx == first)
        .order_by(reading.c.claim, reading.c.by)
    )
    return total.hexdigest()


def _plain(column: str, value: object) -> object:
    """A value for the digest; a document's bytes and its text by their own hash, since a long one as JSON is ten times itself."""
    if isinstance(value, bytes):
        return hashlib.sha256(zlib.decompress(value)).hexdigest()
    if column == "text" and isinstance(value, str):
        return hashlib.sha256(value.encode()).hexdigest()
    return value


def _hash(previous: str, *parts: object) -> str:
    return hashlib.sha256((previous + rows.dump(parts)).encode()).hexdigest()


def _read(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
