"""The audit trail at the end of a long case: 100,000 acts, verified with all that they vouch for, signed and proved.

Most acts of a case in use are reads put on the record; the rest are documents with claims and corrections. They
are written in one transaction, since 100,000 would otherwise wait for the disk 100,000 times.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from secrets import token_hex
from typing import Final, TypeVar

from sqlalchemy import Connection, insert, select, update

from benchmarks.figures import Figure
from entramado.model.claim import Claim, Document, Extraction, Mention, Reading, Referent, Region, Source, Span, content_id
from entramado.store import Store, audit, merkle, schema
from entramado.store.act import Act
from entramado.store.keyed import known_as
from entramado.store.vouching import digests

ENTRIES: Final = 100_000
DOCUMENTS: Final = 2_000
T = TypeVar("T")
TEXT: Final = "Ana Ejemplo leads the Blue Gang. Juan Ficticio works for the Blue Gang, a court said on Monday. " * 6


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as place, Store(Path(place) / "bench.entramado", create=True) as store:
        claims = _fill(store)
        what = f"{ENTRIES:,} entries, with {DOCUMENTS:,} documents and {claims:,} claims"
        seconds, faults = _timed(store.verify)
        if faults:
            raise RuntimeError(f"the benchmark's own case is at fault: {faults[:3]}")
        yield Figure(f"verify {what}", seconds, "s", 5.0)
        seconds, leaves = _timed(store.leaves)
        yield Figure("leaves of the tree, from the file", seconds, "s")
        seconds, root = _timed(lambda: merkle.root(leaves))
        yield Figure("root (a head to sign)", seconds, "s")
        seconds, proof = _timed(lambda: merkle.inclusion(leaves, ENTRIES // 3))
        yield Figure(f"proof of one entry, {len(proof)} hashes", seconds, "s")
        seconds, proof = _timed(lambda: merkle.consistency(leaves, ENTRIES // 3))
        yield Figure(f"proof that a third of it is its beginning, {len(proof)} hashes", seconds, "s")
        assert merkle.proves_consistency(ENTRIES // 3, ENTRIES, merkle.root(leaves[: ENTRIES // 3]), root, proof)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done


def _fill(store: Store) -> int:
    """Documents, a retraction in every fourth, and reads of their subjects; returns how many claims there are."""
    source = Source(content_id("s", "The Daily"), "The Daily", "media")
    claims, numbers = 0, iter(range(1, ENTRIES + 1))
    with store.writing(), store.engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        with connection.begin():
            read, retracted = [], []
            for number in islice(numbers, DOCUMENTS):
                document, extraction = _document(number, source)
                with _act(connection, number, "deposit") as act:
                    name = document.name
                    extraction, act.what = store.enter(act, document, b"", source, extraction, holder="owner", holding=name)
                claims += len(extraction.claims)
                read.append(extraction.referents[0].id)
                if number % 4 == 0:
                    retracted.append(extraction.claims[0].id)
            for claim, number in zip(retracted, numbers, strict=False):
                with _act(connection, number, "retract") as act:
                    table = schema.claim
                    connection.execute(update(table).where(table.c.claim == claim).values(tx_out=act.tx))
                    act.what["claim"] = claim
            _reads(connection, list(numbers), read)
    return claims


def _reads(connection: Connection, numbers: list[int], subjects: list[str]) -> None:
    """As if each had been put on the record when it was done. That they are right, `verify` says."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    begun = [{"tx": n, "at": at, "actor": "ana", "why": f"read number {n}", "salt": token_hex(16)} for n in numbers]
    connection.execute(insert(schema.tx), begun)
    found = digests(connection)
    previous = connection.execute(select(schema.audit.c.hash).order_by(schema.audit.c.id.desc()).limit(1)).scalar_one()
    new = []
    for number in numbers:
        what = {"through": "show", "of": "subject", "subject": known_as("salt", subjects[number % len(subjects)])}
        new.append(audit.row_of(number, number, at, "ana", "read", what | {"digest": found[number]}, previous))
        previous = new[-1]["hash"]
    connection.execute(insert(schema.audit), new)


@contextmanager
def _act(connection: Connection, number: int, action: str) -> Iterator[Act]:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    why = f"{action} number {number}"
    connection.execute(insert(schema.tx), {"tx": number, "at": at, "actor": "ana", "why": why, "salt": token_hex(16)})
    act = Act(connection, number, at)
    yield act
    audit.append(connection, tx=number, at=at, actor="ana", action=action, what=act.what)


def _document(number: int, source: Source) -> tuple[Document, Extraction]:
    text = f"{number}: {TEXT}"
    document = Document(content_id("d", text), f"{number}.txt", content_id("x", text), text, (Region(0, len(text)),), source.id)
    people = [Referent(document.id, "Person", None, f"Ana Ejemplo {n}", n) for n in range(6)]
    gang = Referent(document.id, "Organization", "criminal", "Blue Gang", 40)
    claims = [
        Claim(document.id, one.id, said, gang.id, spans=(Span(5, 40),)) for one in people for said in ("leads", "works_for")
    ]
    mentions = [Mention(one.id, document.id, n, n + 5, "Ana") for one in people for n in range(3)]
    readings = [Reading(claim.id, "rules@1:bench", 0.9) for claim in claims]
    return document, Extraction((*people, gang), tuple(mentions), tuple(claims), tuple(readings))
