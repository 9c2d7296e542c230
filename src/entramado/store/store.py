"""The system of record: what may be written, each act one transaction with its audit row.

Rows are added and ended, never changed. One document with all that was read out of it is one transaction, so that a process
killed at any moment leaves whole documents only.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from threading import Lock
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection, Table, func, insert, select, update

from entramado.model.claim import Document, Extraction, Judgement, Problem, Source
from entramado.model.errors import NotFound, UsageError
from entramado.model.marking import Marking, check_viewer, joined
from entramado.model.retention import latest_review
from entramado.model.view import Viewer
from entramado.store import audit, ledger, rows, schema
from entramado.store.act import Act
from entramado.store.admit import admit
from entramado.store.dialect import Pulse, failures, fold_in, index_words, insert_new, open_engine
from entramado.store.forgotten import refuse_purged
from entramado.store.keyed import named
from entramado.store.lock import WriterLock
from entramado.store.recalls import note_recalls
from entramado.store.search import measure
from entramado.store.view import StoreView

__all__ = ["OWNER", "Act", "Store"]

OWNER: Final = Viewer("owner", "TLP:RED", owner=True)
_PATIENCE: Final = 2.0
"""Seconds that a short act waits for another one to end; a build does not wait."""


class Store:
    """One case file. ``create`` makes it when it is not there. Raises CaseError and its kinds."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path.resolve()
        self.engine = open_engine(self.path, create=create)
        self._lock = ExitStack()
        self._gate = Lock()
        self._pulse: Pulse | None = None
        self._writers = 0
        """Threads between taking and letting go of the lock; told under the gate."""
        if ledger.path_of(self.path).exists():  # an older copy may have been put in the case's place
            from entramado.store.purge import catch_up

            catch_up(self)

    def close(self) -> None:
        """Fold the write-ahead log in: the case at rest is one file."""
        with failures(self.path), self._gate:
            if self._pulse is not None:
                self._pulse.close()
                self._pulse = None
            fold_in(self.engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # --- reading

    def beat(self) -> int:
        """A number that is another one once anybody wrote to the case; a server asks before every answer."""
        pulse = self._pulse
        with failures(self.path):
            if pulse is None:
                with self._gate:
                    pulse = self._pulse = self._pulse or Pulse(self.engine)
            return pulse.beat()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with failures(self.path), self.engine.connect() as connection:
            yield connection

    def view(self, viewer: Viewer = OWNER, as_of: int | None = None) -> StoreView:
        return StoreView(self.engine, self.path, viewer, as_of)

    def known(self) -> Mapping[str, str]:
        """SHA-256 of every document there is, to its id."""
        table = schema.document.c
        return {row.sha256: row.doc for row in self._rows(select(table.sha256, table.doc))}

    def viewers(self) -> Sequence[Viewer]:
        """The owner first, then the others by name."""
        table = schema.viewer
        kept = [rows.viewer_of(row) for row in self._rows(select(table).where(table.c.tx_out.is_(None)))]
        return [OWNER, *sorted(kept, key=lambda v: v.name)]

    def audit(self) -> Sequence[audit.Entry]:
        with self.reading() as connection:
            return list(audit.entries(connection))

    def leaves(self) -> Sequence[bytes]:
        """Hashes of all audit entries, oldest first: the leaves of the tree whose root is signed (RFC 9162)."""
        with self.reading() as connection:
            return audit.leaves(connection)

    def named(self) -> Mapping[str, str]:
        """What the keyed ids in audit entries stand for, as far as it is still there."""
        with self.reading() as connection:
            return named(connection)

    def verify(self) -> Sequence[str]:
        """Faults of the audit trail and of what it vouches for; empty when there are none."""
        with self.reading() as connection:
            return audit.verify(connection)

    # --- writing

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[None]:
        """Be the one process that writes, for many acts. Raises CaseBusy while another one is.

        Threads of this process share the lock, and the last one to end lets it go: the database keeps their transactions apart,
        so that a judgement need not wait for a build.
        """
        with self._gate:
            if not self._writers:
                self._lock.enter_context(WriterLock(self.path, patience=patience))
            self._writers += 1
        try:
            yield
        finally:
            with self._gate:
                self._writers -= 1
                if not self._writers:
                    self._lock.close()

    def deposit(
        self,
        document: Document,
        original: bytes,
        source: Source | None,
        extraction: Extraction,
        *,
        actor: str,
        holding: str,
        problems: Sequence[Problem] = (),
        action: str = "deposit",
        judgements: Sequence[Judgement] = (),
    ) -> Extraction:
        """Store a document with all that was read out of it, whole or not at all. A known one only gains a holding.

        Returns what was stored: what does not stand (`admit`) is left out and said among the problems.
        """
        with self.act(actor, action, action) as act:
            extraction, entered = self.enter(
                act,
                document,
                original,
                source,
                extraction,
                holder=actor,
                holding=holding,
                problems=problems,
                judgements=judgements,
            )
            act.what |= entered
        return extraction

    def enter(
        self,
        act: Act,
        document: Document,
        original: bytes,
        source: Source | None,
        extraction: Extraction,
        *,
        holder: str,
        holding: str,
        problems: Sequence[Problem] = (),
        judgements: Sequence[Judgement] = (),
    ) -> tuple[Extraction, dict[str, Any]]:
        """Within an act, what `deposit` does: one act may enter several documents. Also returns what the audit is to be told."""
        extraction, refused = admit(document, extraction)
        entered: dict[str, Any] = {"document": document.id}
        if act.connection.execute(select(schema.document.c.doc).where(schema.document.c.doc == document.id)).first():
            self._hold(act, document, holder, holding)
            return extraction, entered | {"known": True}
        refuse_purged(act.connection, document)
        extraction = replace(extraction, problems=(*problems, *extraction.problems, *refused))
        self._put_document(act, document, original, source)
        self._hold(act, document, holder, holding)
        self._put_extraction(act, document, extraction)
        self._put_problems(act, document.name, extraction.problems)
        for judgement in judgements:
            self.put_judgement(act, judgement)
        review = act.connection.execute(select(schema.document.c.review_by).where(schema.document.c.doc == document.id)).scalar()
        entered |= {"referents": len(extraction.referents), "claims": len(extraction.claims), "review_by": review}
        return extraction, entered

    def hold(self, held: Iterable[str], *, actor: str) -> None:
        """Keep that ``actor`` deposited documents, by SHA-256, that others had deposited before."""
        document, holding = schema.document.c, schema.holding.c
        own = {row.doc for row in self._rows(select(holding.doc).where(holding.owner == actor))}
        for some in rows.batches(sorted(held)):
            found = self._rows(select(document.doc, document.name).where(document.sha256.in_(some)))
            new = [{"doc": r.doc, "owner": actor, "name": r.name} for r in found if r.doc not in own]
            if new:
                with self.act(actor, "hold", "documents held by another too") as act:
                    self._add(act, schema.holding, new)
                    act.what["documents"] = [row["doc"] for row in new]

    def report(self, where: str, problems: Sequence[Problem], *, actor: str) -> None:
        """Keep what is wrong with an input that gave no document; what was wrong with it before is over."""
        with self.act(actor, "report", "problems of an input") as act:
            self._put_problems(act, where, problems)
            act.what["problems"] = [problem.code for problem in problems]

    def judge(self, judgements: Sequence[Judgement], *, actor: str, why: str) -> None:
        """One act of one or more judgements. An opposite one on the same two referents ends."""
        with self.act(actor, "judge", why) as act:
            for judgement in judgements:
                self.put_judgement(act, judgement)
            act.what["judgements"] = [judgement.id for judgement in judgements]

    def undo(self, judgement: str | None, *, actor: str) -> Sequence[str]:
        """End a judgement, and those made in the same act; the latest one when None. Returns their ids."""
        table = schema.judgement
        with self.act(actor, "undo", "undo") as act:
            standing = select(table.c.id, table.c.tx_in).where(table.c.tx_out.is_(None)).order_by(table.c.tx_in.desc())
            if judgement is not None:
                standing = standing.where(table.c.id == judgement)
            last = act.connection.execute(standing).first()
            if last is None:
                hint = "; `merge`, `different` and `entramado audit CASE` give the ids"
                raise NotFound(f"no judgement {judgement}{hint}" if judgement else "no judgement to undo: none was made by hand")
            same = (table.c.tx_in == last.tx_in) & table.c.tx_out.is_(None)
            ids = sorted(act.connection.execute(select(table.c.id).where(same)).scalars())
            act.connection.execute(update(table).where(same).values(tx_out=act.tx))
            act.what["judgements"] = ids
        return ids

    def retract(self, claim: str, *, actor: str, why: str) -> int:
        """End a claim: it stands no longer, and an earlier as-of still shows it. Raises NotFound.

        Returns how many recipients have it and are to be told.
        """
        table = schema.claim
        with self.act(actor, "retract", why) as act:
            done = act.connection.execute(
                update(table).where(table.c.claim == claim, table.c.tx_out.is_(None)).values(tx_out=act.tx)
            )
            if not done.rowcount:
                raise NotFound(f"no claim {claim}; `entramado explain CASE NAME OTHER` and `show --json` give the ids")
            act.what["claim"] = claim
            return note_recalls(act, [claim], "retracted")

    def revoke(self, name: str, *, actor: str) -> None:
        """Keep a viewer no longer: what he has open answers nothing more. Raises NotFound."""
        table = schema.viewer
        with self.act(actor, "revoke", "viewer withdrawn") as act:
            same = (table.c.name == name) & table.c.tx_out.is_(None)
            if not act.connection.execute(update(table).where(same).values(tx_out=act.tx)).rowcount:
                raise NotFound(f"no viewer {name!r}: `entramado viewers` lists them")
            act.what["viewer"] = name

    def add_viewer(self, viewer: Viewer, *, actor: str) -> None:
        """Keep a viewer; one of that name is replaced. Raises MarkingError, UsageError."""
        if viewer.owner or viewer.name == OWNER.name or not viewer.name.strip():
            raise UsageError("a viewer needs a name of its own, and there is one owner")
        check_viewer(viewer)
        table = schema.viewer
        with self.act(actor, "viewer", "viewer kept") as act:
            same = (table.c.name == viewer.name) & table.c.tx_out.is_(None)
            act.connection.execute(update(table).where(same).values(tx_out=act.tx))
            act.connection.execute(insert(table), rows.viewer_row(viewer) | {"tx_in": act.tx})
            act.what["viewer"] = viewer.name

    # --- how it is written

    def _rows(self, query: Any) -> Sequence[Any]:
        with self.reading() as connection:
            return connection.execute(query).all()

    @contextmanager
    def act(self, actor: str, action: str, why: str, *, beside: bool = False) -> Iterator[Act]:
        """One transaction with its audit row, whole or not at all. ``why`` may name things: a purge blanks it.

        ``beside`` goes on while another process builds: the database itself keeps two transactions apart.
        """
        with nullcontext() if beside else self.writing(_PATIENCE), failures(self.path), self.engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            with connection.begin():
                number = (connection.execute(select(func.max(schema.tx.c.tx))).scalar() or 0) + 1
                at = datetime.now(UTC).isoformat(timespec="milliseconds")
                connection.execute(insert(schema.tx), {"tx": number, "at": at, "actor": actor, "why": why, "salt": token_hex(16)})
                act = Act(connection, number, at)
                yield act
                audit.append(connection, tx=number, at=at, actor=actor, action=action, what=act.what)

    @staticmethod
    def label(act: Act, marking: str) -> int:
        """The number under which a marking is kept."""
        text = str(Marking.parse(marking))
        known = act.connection.execute(select(schema.label.c.label).where(schema.label.c.marking == text)).scalar()
        if known is not None:
            return int(known)
        number = (act.connection.execute(select(func.max(schema.label.c.label))).scalar() or 0) + 1
        act.connection.execute(insert(schema.label), rows.label_row(number, text))
        return number

    def _put_document(self, act: Act, document: Document, original: bytes, source: Source | None) -> None:
        size = measure(document)
        row = rows.document_row(document, source, self.label(act, document.marking))
        row |= {"sentences": size.sentences, "words": size.words, "original": zlib.compress(original), "tx_in": act.tx}
        row |= {"salt": token_hex(16), "review_by": latest_review(datetime.now(UTC).date()).isoformat()}
        act.connection.execute(insert(schema.document), row)
        index_words(act.connection, document.id, size.vocabulary)
        if source is not None:
            self._put_source(act, source)

    def _put_source(self, act: Act, source: Source) -> None:
        """Once its marking was changed by hand, a source comes in no lower again."""
        table = schema.remark
        query = select(table.c.after).where(table.c.kind == "source", table.c.id == source.id).order_by(table.c.tx.desc())
        changed = act.connection.execute(query.limit(1)).scalar()
        label = self.label(act, source.marking)
        if changed is not None:
            kept = act.connection.execute(select(schema.label.c.marking).where(schema.label.c.label == changed)).scalar_one()
            label = self.label(act, joined([kept, source.marking]))
        self._add(act, schema.source, [rows.source_row(source, label)])

    def _hold(self, act: Act, document: Document, actor: str, name: str) -> None:
        row = {"doc": document.id, "owner": actor, "name": name}
        self._add(act, schema.holding, [row])

    def _put_extraction(self, act: Act, document: Document, extraction: Extraction) -> None:
        self._add(act, schema.referent, [rows.referent_row(referent) for referent in extraction.referents])
        self._add(act, schema.mention, [rows.mention_row(mention) for mention in extraction.mentions])
        labels = {marking: self.label(act, marking) for marking in {c.marking or document.marking for c in extraction.claims}}
        new = [rows.claim_row(claim, labels[claim.marking or document.marking]) for claim in extraction.claims]
        self._add(act, schema.claim, new)
        spans = [row for claim in extraction.claims for row in rows.span_rows(claim)]
        readings = [{"claim": r.claim, "by": r.by, "p": r.p, "tx": act.tx} for r in extraction.readings]
        for table, new in ((schema.span, spans), (schema.reading, readings)):
            if new:
                act.connection.execute(insert(table), new)

    def _put_problems(self, act: Act, where: str, problems: Sequence[Problem]) -> None:
        table = schema.problem
        new = {row["problem"]: row for row in map(rows.problem_row, problems)}
        stands = table.c.tx_out.is_(None) & table.c.doc.is_(None)
        over = [row.problem for row in act.connection.execute(select(table.c.problem).where(stands, table.c.where == where))]
        gone = [problem for problem in over if problem not in new]
        if gone:
            act.connection.execute(update(table).where(stands, table.c.problem.in_(gone)).values(tx_out=act.tx))
        self._add(act, table, [row for row in new.values() if row["problem"] not in over])

    def put_judgement(self, act: Act, judgement: Judgement) -> None:
        """Opposite ones on the same two referents end, save those that some may see who may not see this one."""
        table, label = schema.judgement, schema.label
        pair = (table.c.a == judgement.a) & (table.c.b == judgement.b) & table.c.tx_out.is_(None)
        query = select(table.c.id, table.c.verdict, table.c.tx_in, label.c.marking).join(label, label.c.label == table.c.label)
        own = Marking.parse(judgement.marking)
        standing = [(row, Marking.parse(row.marking)) for row in act.connection.execute(query.where(pair))]
        if any(row.id == judgement.id and marking <= own for row, marking in standing):
            return
        for row, marking in standing:
            if row.verdict != judgement.verdict and own <= marking:
                ended = (table.c.id == row.id) & (table.c.tx_in == row.tx_in)
                act.connection.execute(update(table).where(ended).values(tx_out=act.tx))
        self._add(act, table, [rows.judgement_row(judgement, self.label(act, judgement.marking))])

    def _add(self, act: Act, table: Table, new: Sequence[rows.Values]) -> None:
        """Insert rows that begin with this act; one that is there already stays as it is."""
        if new:
            act.connection.execute(insert_new(table), [row | {"tx_in": act.tx} for row in new])
