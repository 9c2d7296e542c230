"""The audit trail: one entry a transaction, in the order they came, whose tree (RFC 9162) has a root that can be signed.

An entry says who did what and when, in ids and counts. It never holds content: documents and what is in them are named by
keyed ids (`known_as`), and its digest, salted, vouches for all rows that the transaction brought or ended (`vouching`). Its
bytes are canonical JSON (RFC 8785), hold the hash of the entry before, and are a leaf of the tree.

Whoever can write the file can also write a new trail. A signed root kept elsewhere shows that (`entramado.case.heads`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from json.encoder import encode_basestring as _quoted
from secrets import token_hex
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from entramado.store import merkle, rows, schema
from entramado.store.act import Act
from entramado.store.keyed import KEYED, keyed, known_as
from entramado.store.vouching import digests, unsettled

GENESIS: Final = "0" * 64
"""What the first entry has in place of the hash of the one before."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail: who did what, when. ``what`` holds keyed ids and counts, ``hash`` is that of its leaf.

    ``why`` stands outside the trail, where a purge can blank it.
    """

    id: int
    tx: int
    at: str
    actor: str
    action: str
    what: Mapping[str, Any]
    previous: str
    hash: str
    why: str


def append(connection: Connection, *, tx: int, at: str, actor: str, action: str, what: Mapping[str, Any]) -> None:
    """Add the entry of a transaction that is about to end, all its rows being written."""
    last = connection.execute(select(schema.audit.c.id, schema.audit.c.hash).order_by(schema.audit.c.id.desc()).limit(1)).first()
    number, previous = (last.id + 1, last.hash) if last else (1, GENESIS)
    told = keyed(connection, tx, what) | {"digest": digests(connection, tx)[tx]}
    connection.execute(insert(schema.audit), row_of(number, tx, at, actor, action, told, previous))


def row_of(number: int, tx: int, at: str, actor: str, action: str, told: Mapping[str, Any], previous: str) -> rows.Values:
    """An entry as it is kept, with the hash of its leaf; ``told`` holds keyed ids only."""
    what = rows.dump(told)
    leaf = merkle.leaf_hash(_canonical(number, tx, at, actor, action, what, previous)).hex()
    row = {"id": number, "tx": tx, "at": at, "actor": actor, "action": action, "what": what}
    return row | {"previous": previous, "hash": leaf}


def entries(connection: Connection) -> Iterator[Entry]:
    """The trail, oldest first."""
    query = select(schema.audit, schema.tx.c.why).outerjoin(schema.tx, schema.tx.c.tx == schema.audit.c.tx)
    for row in connection.execute(query.order_by(schema.audit.c.id)):
        what = _read(row.what)
        yield Entry(row.id, row.tx, row.at, row.actor, row.action, what, row.previous, row.hash, row.why or "")


def canonical(entry: Entry) -> bytes:
    """The bytes of an entry's leaf: canonical JSON (RFC 8785), for its words are ASCII and it has no fractions."""
    return _canonical(entry.id, entry.tx, entry.at, entry.actor, entry.action, rows.dump(entry.what), entry.previous)


def leaves(connection: Connection) -> list[bytes]:
    """The hashes of all entries as they now stand, oldest first: the leaves of the tree."""
    table = schema.audit.c
    query = select(table.id, table.tx, table.at, table.actor, table.action, table.what, table.previous).order_by(table.id)
    return [merkle.leaf_hash(_canonical(*row)) for row in connection.execute(query)]


def verify(connection: Connection) -> list[str]:
    """Every fault found, in words; empty when the trail is whole and all that it vouches for is as it was."""
    faults: list[str] = []
    told = _Told()
    try:
        faults.extend(_walk(connection, told))
        faults.extend(_broken(connection, told.vouched, digests(connection)))
        faults.extend(_gone(connection, told.documents))
        faults.extend(unsettled(connection))
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:  # SQLite keeps a value of any kind in any column
        faults.append(f"a value in the file is of a kind that is never written: {error}")
    return faults


@dataclass(slots=True)
class _Told:
    """What the trail says: of each transaction its entry, action and digest; of each document its entry and review date."""

    vouched: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    documents: dict[str, tuple[int, str]] = field(default_factory=dict)


def _walk(connection: Connection, told: _Told) -> Iterator[str]:
    """Faults of the trail itself; fills ``told``."""
    before, expected = GENESIS, 1
    table = schema.audit.c
    query = select(table.id, table.tx, table.at, table.actor, table.action, table.what, table.previous, table.hash)
    found = connection.execution_options(yield_per=1000).execute(query.order_by(table.id))
    for number, tx, at, actor, action, text, previous, kept in (row for some in found.partitions() for row in some):
        if number > expected:
            yield f"audit rows {expected} to {number - 1} are missing"
        elif number < expected:
            yield f"audit row {number} has no place"
        if previous != before:
            yield f"audit row {number} does not follow the one before it"
        if kept != merkle.leaf_hash(_canonical(number, tx, at, actor, action, text, previous)).hex():
            yield f"audit row {number} was changed"
        before, expected = kept, number + 1
        if tx in told.vouched:
            yield f"audit row {number} is of a transaction that another one tells"
        what = _read(text)
        told.vouched[tx] = (number, action, str(what.get("digest")))
        for again, digest in what.get("again", {}).items():
            if int(again) in told.vouched:
                told.vouched[int(again)] = (*told.vouched[int(again)][:2], str(digest))
        for entered in (what, *what.get("entered", ())):
            if "review_by" in entered:
                told.documents[str(entered.get("document"))] = (number, str(entered["review_by"]))


def _broken(
    connection: Connection, vouched: Mapping[int, tuple[int, str, str]], found: Mapping[int, str],
) -> Iterator[str]:  # fmt: skip
    """Transactions whose rows are not those that the trail vouches for."""
    stood = set(connection.execute(select(schema.tx.c.tx)).scalars())
    brought: dict[int, list[str]] = {}
    for row in connection.execute(select(schema.document.c.tx_in, schema.document.c.name)):
        brought.setdefault(row.tx_in, []).append(row.name)
    for number in sorted(set(found) - set(vouched)):
        if stood:  # else nobody has acted yet, and what there is the case was made with
            yield f"transaction {number} has no audit row"
    for number, (entry, action, digest) in sorted(vouched.items()):
        if number not in stood:
            yield f"transaction {number} of the audit trail is gone (entry {entry}, {action})"
        elif found.get(number) != digest:
            names = brought.get(number)
            what = f"document {' or '.join(sorted(names))}, or what was read out of it," if names else "what was recorded then"
            yield f"{what} was changed (entry {entry}, {action})"


def _gone(connection: Connection, documents: Mapping[str, tuple[int, str]]) -> Iterator[str]:
    """Documents that came in and are there no longer, no purge having taken them; review dates moved without a review."""
    table, review = schema.document.c, schema.retained
    reviewed = set(connection.execute(select(review.c.doc)).scalars())
    purged = {name for text in connection.execute(select(schema.purge.c.keyed)).scalars() for name in KEYED.findall(text)}
    there = {}
    for row in connection.execute(select(table.doc, table.salt, table.name, table.review_by)):
        there[known_as(row.salt, row.doc)] = row
    for name, (entry, review_by) in documents.items():
        if name not in there:
            if name not in purged:
                yield f"the document of entry {entry} is gone"
        elif there[name].doc not in reviewed and there[name].review_by != review_by:
            yield f"the review date of document {there[name].name} was changed, and no one said so"


@contextmanager
def deleting(act: Act) -> Iterator[None]:
    """Within it rows may be deleted or blanked: transactions that it changes are vouched for anew, under another salt.

    The digests that the trail has of them tell nothing more, as nobody can make them again. A transaction whose rows were
    not those vouched for before keeps its old digest, and stays a fault: a purge launders nothing.
    """
    before = digests(act.connection)
    vouched = _vouched(act.connection)
    yield
    after = digests(act.connection)
    whole = [number for number, digest in before.items() if vouched.get(number) == digest and number != act.tx]
    touched = [number for number in whole if after.get(number) != before[number]]
    tx = schema.tx
    for number in touched:
        act.connection.execute(update(tx).where(tx.c.tx == number).values(salt=token_hex(16)))
    if touched:
        after = digests(act.connection)
        act.what["again"] = {str(number): after[number] for number in touched}


def _vouched(connection: Connection) -> dict[int, str]:
    """The digest that the trail holds of each transaction: the last one told."""
    found: dict[int, str] = {}
    for row in connection.execute(select(schema.audit.c.tx, schema.audit.c.what).order_by(schema.audit.c.id)):
        what = _read(row.what)
        found[row.tx] = str(what.get("digest"))
        found.update((int(number), str(digest)) for number, digest in what.get("again", {}).items())
    return found


def _canonical(
    id: int, tx: int, at: str, actor: str, action: str, what: str, previous: str,  # noqa: A002 - the column's name
) -> bytes:  # fmt: skip
    text = (
        f'{{"action":{_quoted(action)},"actor":{_quoted(actor)},"at":{_quoted(at)},"entry":{id},'
        f'"previous":{_quoted(previous)},"tx":{tx},"what":{what}}}'
    )
    return text.encode()


def _read(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
