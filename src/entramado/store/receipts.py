"""What came from partners: which packages, and which claims of this case stand for which of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from entramado.model.claim import Document, Extraction, Judgement, Reading, Source
from entramado.store import rows, schema
from entramado.store.act import Act
from entramado.store.dialect import among
from entramado.store.recalls import note_recalls
from entramado.store.store import Store


@dataclass(frozen=True, slots=True)
class Receipt:
    """A package that was taken in. ``header`` is what stood on it, as canonical JSON."""

    package: str
    kind: str
    sender: str
    key: str
    recipient: str
    sequence: int
    sent_at: str
    header: str


def receipts(store: Store) -> Sequence[Receipt]:
    """All of them, in the order in which they came."""
    table = schema.received
    with store.reading() as connection:
        found = connection.execute(select(table).order_by(table.c.tx, table.c.sequence))
        return [
            Receipt(r.package, r.kind, r.sender, r.key, r.recipient, r.sequence, r.sent_at, r.header) for r in found
        ]  # fmt: skip


def log(act: Act, receipt: Receipt, claims: Mapping[str, str]) -> None:
    """Keep that a package came. ``claims`` maps the sender's ids to those here."""
    row = {name: getattr(receipt, name) for name in Receipt.__slots__}
    act.connection.execute(insert(schema.received), row | {"tx": act.tx})
    new = [{"package": receipt.package, "original": there, "claim": here} for there, here in sorted(claims.items())]
    if new:
        act.connection.execute(insert(schema.received_claim), new)
    act.what |= {"package": receipt.package, "kind": receipt.kind, "sequence": receipt.sequence, "claims": len(new)}


def known(act: Act, key: str) -> dict[str, str]:
    """The sender's ids of claims that he sent and has not recalled since, to those here."""
    table, package = schema.received_claim, schema.received
    query = (
        select(table.c.original, table.c.claim, package.c.kind)
        .join(package, package.c.package == table.c.package)
        .where(package.c.key == key)
        .order_by(package.c.tx, package.c.sequence)
    )
    found: dict[str, str] = {}
    for row in act.connection.execute(query):
        if row.kind == "recall":
            found.pop(row.original, None)
        else:
            found[row.original] = row.claim
    return found


def ends(act: Act, claims: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """Subject and object of claims, by id."""
    table = schema.claim.c
    found = {}
    for some in rows.batches(sorted(claims)):
        for row in act.connection.execute(select(table.claim, table.subject, table.object).where(table.claim.in_(some))):
            found[row.claim] = (row.subject, row.object)
    return found


def enter(
    store: Store, act: Act, document: Document, original: bytes, source: Source, extraction: Extraction, holder: str,
) -> Extraction:  # fmt: skip
    """Add one document of a package to the case, held by its sender. Returns what was stored."""
    stored, entered = store.enter(act, document, original, source, extraction, holder=holder, holding=document.name)
    act.what.setdefault("entered", []).append(entered)
    return stored


def read_again(act: Act, readings: Iterable[Reading]) -> int:
    """Add further readings of claims that are here already; returns how many were new."""
    table = schema.reading
    said = {(reading.claim, reading.by): reading for reading in readings}
    query = select(table.c.claim, table.c.by).where(among(table.c.claim, {claim for claim, _ in said}))
    here = {(row.claim, row.by) for row in act.connection.execute(query)}
    new = [{"claim": r.claim, "by": r.by, "p": r.p, "tx": act.tx} for key, r in sorted(said.items()) if key not in here]
    if new:
        act.connection.execute(insert(table), new)
    return len(new)


def judge(store: Store, act: Act, judgements: Iterable[Judgement]) -> int:
    """Keep the sender's word on who is who, between referents that are here; returns how many."""
    said = list(judgements)
    referent = schema.referent.c.referent
    query = select(referent).where(among(referent, {end for j in said for end in (j.a, j.b)}))
    there = set(act.connection.execute(query).scalars())
    kept = [j for j in said if {j.a, j.b} <= there]
    for judgement in kept:
        store.put_judgement(act, judgement)
    return len(kept)


def end(act: Act, claims: Iterable[str]) -> int:
    """End claims that their sender recalled; whoever was given them from here is to be told too. Returns how many ended."""
    table = schema.claim
    stands = among(table.c.claim, set(claims)) & table.c.tx_out.is_(None)
    ended = sorted(act.connection.execute(select(table.c.claim).where(stands)).scalars())
    act.connection.execute(update(table).where(stands).values(tx_out=act.tx))
    act.what["ended"] = len(ended)
    note_recalls(act, ended, "retracted")
    return len(ended)
