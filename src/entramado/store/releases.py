"""The dissemination log: what went to whom, when, why, on whose authority, and what of it was recalled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, func, insert, select, update

from entramado.model.claim import Claim
from entramado.store import rows, schema
from entramado.store.act import Act
from entramado.store.erasing import forget_told
from entramado.store.store import Store


@dataclass(frozen=True, slots=True)
class Dissemination:
    """One package that left. Of its ``claims``, ``recalled`` are not to be used, ``pending`` of them untold to the recipient."""

    package: str
    kind: str
    recipient: str
    sequence: int
    at: str
    purpose: str
    authority: str
    why: str
    by: str
    digest: str
    """SHA-256 of the tag manifest that was signed."""
    claims: int = 0
    recalled: int = 0
    pending: int = 0


_LOGGED: Final = ("package", "kind", "recipient", "sequence", "at", "purpose", "authority", "why", "by", "digest")


@dataclass(frozen=True, slots=True)
class Sent:
    """A claim (id of this case) as it went: under which id, with the sentence it stands on or without."""

    claim: str
    doc: str
    sent_as: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Recall:
    """A claim that a recipient has and is to use no longer. ``notice`` is the package that told so, None before."""

    recipient: str
    package: str
    claim: str
    sent_as: str
    reason: str
    at: str
    notice: str | None


def disseminations(store: Store, recipient: str | None = None) -> Sequence[Dissemination]:
    """The log, oldest first."""
    table, sent, recall = schema.dissemination, schema.disseminated, schema.recall
    query = select(table).order_by(table.c.tx, table.c.package)
    if recipient is not None:
        query = query.where(table.c.recipient == recipient)
    with store.reading() as connection:
        found = connection.execute(query).all()
        sizes: Counter[str] = Counter()
        for package, count in connection.execute(select(sent.c.package, func.count()).group_by(sent.c.package)):
            sizes[package] = count
        recalled, pending = Counter[str](), Counter[str]()
        for row in connection.execute(select(recall.c.package, recall.c.notice)):
            recalled[row.package] += 1
            if row.notice is None:
                pending[row.package] += 1
            else:
                sizes[row.notice] += 1
    return [
        Dissemination(
            row.package, row.kind, row.recipient, row.sequence, row.at, row.purpose, row.authority, row.why, row.by, row.digest,
            claims=sizes[row.package],
            recalled=recalled[row.package],
            pending=pending[row.package],
        )
        for row in found
    ]  # fmt: skip


def last_sent(store: Store, recipient: str) -> tuple[int, str | None]:
    """Number and id of the latest package to a recipient; (0, None) before the first."""
    table = schema.dissemination.c
    query = select(table.sequence, table.package).where(table.recipient == recipient).order_by(table.sequence.desc()).limit(1)
    with store.reading() as connection:
        row = connection.execute(query).first()
    return (row.sequence, row.package) if row else (0, None)


def last_change(store: Store) -> int:
    """The latest transaction that was no mere read."""
    table = schema.audit.c
    with store.reading() as connection:
        return connection.execute(select(func.max(table.tx)).where(table.action != "read")).scalar() or 0


def log(act: Act, entry: Dissemination, sent: Iterable[Sent] = ()) -> None:
    """Keep that a package leaves, with the claims in it."""
    row = {name: getattr(entry, name) for name in _LOGGED}
    act.connection.execute(insert(schema.dissemination), row | {"tx": act.tx})
    new = [{"package": entry.package, "claim": s.claim, "doc": s.doc, "sent_as": s.sent_as, "quoted": s.quoted} for s in sent]
    if new:
        act.connection.execute(insert(schema.disseminated), new)
    act.what |= {"package": entry.package, "recipient": entry.recipient, "sequence": entry.sequence, "claims": len(new)}


def recalls(store: Store, recipient: str | None = None, *, pending: bool = True) -> Sequence[Recall]:
    """What is to be recalled, by recipient; with ``pending`` False what recipients were told of as well."""
    table, sent, package, moment = schema.recall, schema.disseminated, schema.dissemination, schema.tx
    query = (
        select(table, sent.c.sent_as, package.c.recipient, moment.c.at)
        .join(sent, (sent.c.package == table.c.package) & (sent.c.claim == table.c.claim))
        .join(package, package.c.package == table.c.package)
        .join(moment, moment.c.tx == table.c.tx)
        .order_by(package.c.recipient, package.c.sequence, sent.c.sent_as)
    )
    if recipient is not None:
        query = query.where(package.c.recipient == recipient)
    if pending:
        query = query.where(table.c.notice.is_(None))
    with store.reading() as connection:
        return [Recall(r.recipient, r.package, r.claim, r.sent_as, r.reason, r.at, r.notice) for r in connection.execute(query)]


def told(act: Act, notice: str, recalled: Sequence[Recall]) -> None:
    """Keep that the recipient was told of these recalls by the package ``notice``."""
    table = schema.recall
    same = (table.c.package == bindparam("sent_in")) & (table.c.claim == bindparam("told_of"))
    keys = [{"sent_in": each.package, "told_of": each.claim} for each in recalled]
    if keys:
        act.connection.execute(update(table).where(same).values(notice=notice), keys)
    act.what["told"] = len(recalled)
    forget_told(act)


def put_tearline(act: Act, claim: Claim, original: str, by: str) -> None:
    """Keep which claim was written for release in place of which. Known here alone: no view has it, and nothing takes it out."""
    act.connection.execute(insert(schema.tearline), {"released": claim.id, "original": original, "by": by, "tx_in": act.tx})
    act.what["tearline"] = claim.id


def tearlines(store: Store, claims: Iterable[str] | None = None) -> Mapping[str, str]:
    """Claims written for release to those that they stand in for; of ``claims`` alone when given."""
    table = schema.tearline.c
    stands = select(table.released, table.original).where(table.tx_out.is_(None))
    with store.reading() as connection:
        if claims is None:
            return {row.released: row.original for row in connection.execute(stands)}
        return {
            row.released: row.original
            for some in rows.batches(sorted(set(claims)))
            for row in connection.execute(stands.where(table.released.in_(some)))
        }
