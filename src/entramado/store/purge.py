"""Purge: what is deleted, and stays deleted. Rows, words in texts that stay, search index, free pages and log; older copies too.

A purge is entered in the ledger beside the case, then committed with its audit entry, then the file is written anew without
free pages. Cut short at any moment it is finished when the case is next opened (`catch_up`), and a copy from before it, put
in the case's place, loses the same things before anybody reads it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import Final

from sqlalchemy import Connection, func, insert, select

from entramado.model.errors import CaseError, NotFound, UsageError
from entramado.store import audit, ledger, masking, schema
from entramado.store.act import Act
from entramado.store.dialect import among, failures, write_anew
from entramado.store.erasing import Doomed, closed, counted, erase
from entramado.store.forgotten import Forgotten, keyed_id, purges, secret_of
from entramado.store.keyed import known_as
from entramado.store.masking import Mask
from entramado.store.recalls import note_recalls
from entramado.store.store import OWNER, Store

_PATIENCE: Final = 2.0
"""Seconds that opening waits for another process that is purging."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A recipient who was sent some of what goes, and has not been told to delete it."""

    recipient: str
    packages: int
    claims: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a purge would take: rows by table, documents written over, and who holds some of it."""

    doomed: Doomed
    rows: Mapping[str, int]
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A purge carried out. Not ``clean``: old pages are left in the file or its log, and go when it is next opened."""

    id: str
    rows: Mapping[str, int]
    recipients: int
    clean: bool


def preview(store: Store, doomed: Doomed) -> Preview:
    """What would go with it. Raises NotFound when nothing of it is in the case."""
    with store.reading() as connection:
        whole = closed(connection, _present(connection, doomed))
        return Preview(whole, {name: n for name, n in counted(connection, whole).items() if n}, _holders(connection, whole))


def purge(store: Store, doomed: Doomed, *, authority: str, by: str, why: str) -> Done:
    """Delete it for good. Raises UsageError without a name, a reason and an authority; NotFound when nothing is there."""
    check_words(authority, by, why)
    with store.writing(_PATIENCE):
        with store.reading() as connection:
            whole = closed(connection, _present(connection, doomed))
            names = _names(connection, whole)
        for word in (authority, why):
            if masking.occurrences(word, names):
                raise UsageError("--authority and --why are kept: word them without naming what is to go")
        entry = Forgotten(token_hex(12), "", by, authority)
        done, told = _carry_out(store, whole, entry, why)
    return Done(entry.id, done, told, clean=finish(store))


def check_words(authority: str, by: str, why: str) -> None:
    """Raises UsageError unless somebody says that it be done, why, and on what authority."""
    if not by.strip() or by == OWNER.name:
        raise UsageError("say who decides it (--by NAME): a purge is answered for by a person")
    if not why.strip():
        raise UsageError("say why (--why): a purge is done for a reason")
    if not authority.strip():
        raise UsageError("say on what authority (--authority): an order, a law, a review")


def finish(store: Store) -> bool:
    """Write the file anew and empty the log. False when that cannot be now (another process reads, the disk is full): what was
    purged is deleted all the same, and opening tries again.
    """
    with store.reading() as connection:
        case = _fingerprint(connection)
    try:
        with store.writing(_PATIENCE), failures(store.path):
            clean = write_anew(store.engine)
            if clean:
                ledger.write(store.path, case, replace(ledger.read(store.path, case), clean=True))
    except CaseError:
        return False
    return clean


def catch_up(store: Store) -> None:
    """Carry out what the ledger says was purged and this file has not seen, and finish what was cut short.

    Raises CaseError when something must go and the file may only be read.
    """
    lacking, clean = _pending(store)
    if lacking and not os.access(store.path, os.W_OK):
        raise CaseError(
            f"{store.path.name} is a copy from before a purge, and may only be read: make it writable, so that what was "
            "purged can go, then open it again"
        )
    if lacking:
        with store.writing(_PATIENCE):
            for entry in _pending(store)[0]:  # another process may have done it meanwhile
                with store.reading() as connection:
                    doomed = closed(connection, recognise(connection, entry, secret_of(connection)))
                _carry_out(store, doomed, entry, "purged before; this copy was older")
    if lacking or not clean:
        finish(store)


def recognise(connection: Connection, entry: Forgotten, secret: bytes) -> Doomed:
    """What of a purge is in this file, found by its keyed ids."""

    def among_keys(kind: str, column: object, wanted: frozenset[str]) -> frozenset[str]:
        if not wanted:
            return frozenset()
        keys = connection.execute(select(column)).scalars()  # type: ignore[call-overload]  # a column
        return frozenset(key for key in keys if keyed_id(secret, kind, key) in wanted)

    document = schema.document.c
    shas = {row.sha256: row.doc for row in connection.execute(select(document.doc, document.sha256))}
    found = {sha: keyed_id(secret, "document", sha) for sha in shas}
    masks = []
    if entry.masks:
        for table, key, column in masking.places(connection):
            mask = Mask(table, key, column, ())
            if stretches := entry.masks.get(keyed_id(secret, "mask", mask.place)):
                masks.append(replace(mask, stretches=stretches))
    return Doomed(
        frozenset(shas[sha] for sha, key in found.items() if key in entry.documents),
        among_keys("claim", schema.claim.c.claim, entry.claims),
        among_keys("referent", schema.referent.c.referent, entry.referents),
        frozenset(shas[sha] for sha, key in found.items() if key in entry.carriers),
        tuple(masks),
    )


def past(store: Store) -> Sequence[Forgotten]:
    """What was purged, oldest first."""
    with store.reading() as connection:
        return purges(connection)


# --- how it is done


def _carry_out(store: Store, doomed: Doomed, entry: Forgotten, why: str) -> tuple[Mapping[str, int], int]:
    """One transaction, entered in the ledger before it is committed. ``doomed`` is `closed`."""
    with store.reading() as connection:
        case = _fingerprint(connection)
    before = ledger.read(store.path, case)
    try:
        with store.act(entry.by, "purge", why) as act:
            known = entry if entry.at else _remembered(act, doomed, entry)
            told = note_recalls(act, doomed.claims, "purged")
            act.what.pop("tearlines", None)  # their ids go with them
            with audit.deleting(act):
                gone = erase(act.connection, doomed)
            row = {"id": known.id, "tx": act.tx, "at": known.at, "by": known.by, "authority": known.authority}
            act.connection.execute(insert(schema.purge), row | {"keyed": known.keyed()})
            act.what |= {"purge": known.id, **gone}
            everything = {each.id: each for each in (*purges(act.connection), *before.purges, known)}
            ledger.write(store.path, case, ledger.Ledger(tuple(everything.values()), clean=False))
    except BaseException:
        if entry.id not in {each.id for each in past(store)}:
            ledger.write(store.path, case, before)
        raise
    return gone, told


def _remembered(act: Act, doomed: Doomed, entry: Forgotten) -> Forgotten:
    """The entry with the keyed ids of what goes; what goes with its document is known by the document."""
    secret = secret_of(act.connection)
    document, claim, referent = schema.document, schema.claim, schema.referent
    docs = act.connection.execute(select(document).where(among(document.c.doc, doomed.documents | doomed.carriers))).all()
    stay = ~among(document.c.doc, doomed.documents)
    claims = act.connection.execute(
        select(claim.c.claim, document.c.salt)
        .join(document, document.c.doc == claim.c.doc)
        .where(stay, among(claim.c.claim, doomed.claims))
    ).all()
    referents = act.connection.execute(
        select(referent.c.referent)
        .join(document, document.c.doc == referent.c.doc)
        .where(stay, among(referent.c.referent, doomed.referents))
    ).scalars()
    return replace(
        entry,
        at=act.at,
        documents=frozenset(keyed_id(secret, "document", row.sha256) for row in docs if row.doc in doomed.documents),
        carriers=frozenset(keyed_id(secret, "document", row.sha256) for row in docs if row.doc in doomed.carriers),
        claims=frozenset(keyed_id(secret, "claim", row.claim) for row in claims),
        referents=frozenset(keyed_id(secret, "referent", key) for key in referents),
        masks={keyed_id(secret, "mask", mask.place): mask.stretches for mask in doomed.masks},
        deposits=frozenset(
            [known_as(row.salt, row.doc) for row in docs if row.doc in doomed.documents]
            + [known_as(row.salt, row.claim) for row in claims]
        ),
    )


def _pending(store: Store) -> tuple[list[Forgotten], bool]:
    with store.reading() as connection:
        found = ledger.read(store.path, _fingerprint(connection))
        return found.lacking(purges(connection)), found.clean


def _fingerprint(connection: Connection) -> str:
    """How the ledger knows the case, and nobody else does."""
    return keyed_id(secret_of(connection), "case", "")


def _present(connection: Connection, doomed: Doomed) -> Doomed:
    """Raises NotFound, in the same words, for what was never there and what has gone."""
    document, claim, referent = schema.document.c, schema.claim.c, schema.referent.c
    for kind, column, keys in (
        ("document", document.doc, doomed.documents),
        ("claim", claim.claim, doomed.claims),
        ("referent", referent.referent, doomed.referents),
    ):
        there = set(connection.execute(select(column).where(among(column, keys))).scalars())
        if keys - there:
            raise NotFound(f"no {kind} {min(keys - there)}; `entramado documents --json` and `show --json` give the ids")
    if not doomed:
        raise NotFound("there is nothing to purge")
    return doomed


def _names(connection: Connection, doomed: Doomed) -> set[masking.Words]:
    """Names that must not stand in the reasons: of people and bodies that go wholly, of more than a word."""
    referent = schema.referent.c
    wanted = select(referent.name).where(
        among(referent.referent, doomed.referents), referent.type == "Person", referent.name.is_not(None)
    )
    left = select(func.lower(referent.name)).where(~among(referent.referent, doomed.referents), referent.name.is_not(None))
    staying = set(connection.execute(left).scalars())
    names = {name for name in connection.execute(wanted).scalars() if name.lower() not in staying}
    return {words for name in names if len(words := masking.fold_words(name)) > 1}


def _holders(connection: Connection, doomed: Doomed) -> tuple[Holder, ...]:
    sent, package, recall = schema.disseminated, schema.dissemination, schema.recall
    told = select(recall.c.claim).where(
        recall.c.package == sent.c.package, recall.c.claim == sent.c.claim, recall.c.notice.is_not(None)
    )
    query = (
        select(package.c.recipient, sent.c.package, sent.c.claim)
        .join(package, package.c.package == sent.c.package)
        .where(among(sent.c.claim, doomed.claims), package.c.kind == "release", ~told.exists())
    )
    held: dict[str, list[tuple[str, str]]] = {}
    for row in connection.execute(query):
        held.setdefault(row.recipient, []).append((row.package, row.claim))
    return tuple(
        Holder(name, len({package for package, _ in rows}), len({claim for _, claim in rows}))
        for name, rows in sorted(held.items())
    )
