"""The only way to read a case: what one viewer may see, as of one transaction (`entramado.model.view.View`).

Each distinct marking is judged once; rows under a hidden one are left out in SQL, before anything is counted or ordered.
Order is by document name, then by place in the text: never by when a row came in. A marking counts as it is now, in a view of
the past too.

Three things are guarded apart. A hidden document hides its text, name and date, and with them every claim that takes its
marking from it; a claim in it that is marked apart and shown stands on a *withheld* document, which has an id and nothing else. A
hidden source leaves the document without one.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, Table, and_, func, not_, or_, select, true

from entramado.model.claim import Claim, Document, Judgement, Mention, Problem, Reading, Referent, Source
from entramado.model.errors import NotFound, Revoked
from entramado.model.marking import Marking, joined
from entramado.model.view import Hit, Viewer
from entramado.store import rows, schema
from entramado.store.dialect import candidates, failures
from entramado.store.search import Query, rank
from entramado.store.spoken import last_words, unread, unspoken
from entramado.store.standing import kept_since, latest_act, still_stands
from entramado.store.visible import Admitted, admit_labels

Signed = TypeVar("Signed", Reading, Judgement)
ANALYST: Final = "person:an analyst"
WITHHELD: Final = "withheld"
"""Name of a document whose text this viewer may not see."""

_AS_TEXT: Final = [column for column in schema.document.c if column.name != "original"]
"""A document without its file, which takes longer to read than all else and is seldom asked for."""


class StoreView:
    """Rows that ``viewer`` may see and that stood at transaction ``as_of`` (the latest when None).

    Each viewer counts the transactions that brought or ended something he sees, so that their numbers have no gaps; the
    owner counts them all. ``today`` decides what is past its last day (now, UTC, when None). Every read raises Revoked once the
    viewer was changed or withdrawn.
    """

    def __init__(
        self, engine: Engine, path: Path, viewer: Viewer, as_of: int | None = None, *, today: date | None = None,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._path = path
        self.viewer = viewer
        self._today = today or datetime.now(UTC).date()
        with failures(path), engine.connect() as connection:
            self._tx = self._checked = latest_act(connection)
            self._kept = kept_since(connection, viewer)
            self._labels = {row.label: row.marking for row in connection.execute(select(schema.label))}
            self._admitted = self._admit(connection)
        self._now: StoreView | None = None
        if as_of is not None and viewer.owner:
            self._tx = min(as_of, self._tx)
        elif as_of is not None:
            self._now = StoreView(engine, path, viewer, today=self._today)
            moments = self._now.moments
            self._tx = 0 if as_of < 1 else moments[as_of - 1] if as_of <= len(moments) else self._tx

    @property
    def as_of(self) -> int:
        """The transaction that it stands at, in this viewer's count."""
        return self._tx if self.viewer.owner else sum(moment <= self._tx for moment in (self._now or self).moments)

    def check(self) -> None:
        """Raise Revoked when what the viewer may see was changed since: for whoever keeps what this view has given."""
        self.look()

    def look(self) -> int:
        """The same; gives the number of the last act, hidden ones too: to compare only."""
        with failures(self._path), self._engine.connect() as connection:
            self._check(connection)
            return latest_act(connection)

    def _check(self, connection: Connection) -> None:
        """As long as no act has followed the last look there is nothing to look for."""
        if self.viewer.owner or (latest := latest_act(connection)) == self._checked:
            return
        if not still_stands(connection, self.viewer, self._kept, self._admitted, self._checked):
            raise Revoked(f"what {self.viewer.name} may see was changed: open the view again")
        self._checked = latest

    # --- documents and sources

    def sources(self) -> Iterator[Source]:
        """Those of visible documents, by name. Where deposits grade one differently, the lower grade counts."""
        self.check()
        found: dict[str, Source] = {}
        for source in sorted(self._editions.values(), key=lambda s: (s.name, s.id, s.reliability, s.marking)):
            known = found.get(source.id)
            if known is None:
                found[source.id] = source
            else:
                grades = sorted({known.reliability, source.reliability} - {"F"}) or ["F"]
                found[source.id] = replace(known, reliability=grades[-1], marking=joined([known.marking, source.marking]))
        yield from sorted(found.values(), key=lambda s: (s.name, s.id))

    def documents(self) -> Iterator[Document]:
        """Those whose text may be seen, by name; then withheld ones that a visible claim stands on, by id."""
        for doc in (*self._documents, *self._withheld):
            yield self.document(doc)

    def document(self, doc: str) -> Document:
        if doc in self._withheld:
            self.check()
            return Document(doc, WITHHELD, "", "", (), marking=self._withheld[doc])
        if doc in self._documents:
            row = self._still(select(*_AS_TEXT).where(schema.document.c.doc == doc))
            made = rows.document_of(row, self._marking(row.label), row.source if row.edition in self._editions else None)
            told = self._admitted.everything or made.parent is None or made.parent in self._documents
            return made if told else replace(made, parent=None)
        raise NotFound(f"no document {doc}")

    def original(self, doc: str) -> bytes:
        """The bytes as deposited. Raises NotFound, also where no source is shown: the bytes of a note name its analyst, and a
        source that is hidden must look like none.
        """
        known = self._admitted.everything or (doc in self._documents and self._documents[doc].edition in self._editions)
        if doc not in self._documents or not known:
            raise NotFound(f"no document {doc}")
        return zlib.decompress(self._still(select(schema.document.c.original).where(schema.document.c.doc == doc)).original)

    @cached_property
    def _documents(self) -> Mapping[str, Row[Any]]:
        """Visible documents without their text, by id, in order."""
        table = schema.document.c
        found = self._rows(
            select(table.doc, table.name, table.edition, table.sentences, table.words).where(
                self._stands(schema.document),
                self._in_time(),
                self._admitted.shows(table.label, table.doc, self._admitted.documents),
            )
        )
        return {row.doc: row for row in sorted(found, key=lambda r: (r.name, r.doc))}

    @cached_property
    def _withheld(self) -> Mapping[str, str]:
        """Documents that may not be seen and hold a claim that may, marked apart or agreed to, with the marking of those."""
        if self._admitted.everything:
            return {}
        claim, document = schema.claim.c, schema.document
        apart = or_(claim.own, claim.claim.in_(sorted(self._admitted.claims)))
        query = select(claim.doc, claim.label).distinct().join(document, document.c.doc == claim.doc)
        found: dict[str, list[str]] = {}
        for row in self._rows(query.where(apart, self._claim_stands(), self._stands(document), self._in_time())):
            if row.doc not in self._documents:
                found.setdefault(row.doc, []).append(self._marking(row.label))
        return {doc: joined(markings) for doc, markings in sorted(found.items())}

    @cached_property
    def _readable(self) -> tuple[str, ...]:
        """Documents that claims may stand on, withheld ones last."""
        return (*self._documents, *self._withheld)

    @cached_property
    def _editions(self) -> Mapping[str, Source]:
        """Sources that this viewer may know, as the deposits of visible documents describe them."""
        used = {row.edition for row in self._documents.values()}
        found = self._rows(select(schema.source).where(self._admitted.shows(schema.source.c.label)))
        return {row.edition: rows.source_of(row, self._marking(row.label)) for row in found if row.edition in used}

    # --- what was read out of them

    def referents(self) -> Iterator[Referent]:
        query = select(schema.referent).where(self._stands(schema.referent))
        for docs in rows.batches(self._readable):
            found = rows.by_doc(self._rows(query.where(schema.referent.c.doc.in_(docs))))
            for doc in docs:
                spoken = (row for row in found.get(doc, ()) if self._spoken(row.referent, doc))
                here = (rows.referent_of(row, whole=self.viewer.owner) for row in spoken)
                yield from sorted(here, key=lambda r: (r.anchor, r.id))

    def mentions(self, doc: str | None = None) -> Iterator[Mention]:
        """None in a withheld document: they would tell where its text names whom."""
        table = schema.mention
        for docs in self._batches(doc, self._documents):
            found = rows.by_doc(self._rows(select(table).where(table.c.doc.in_(docs), table.c.tx_in <= self._tx)))
            for one in docs:
                here = [rows.mention_of(row) for row in found.get(one, ()) if row.referent not in self._unspoken]
                yield from sorted(here, key=lambda m: (m.start, m.end, m.referent))

    def claims(self, doc: str | None = None) -> Iterator[Claim]:
        table = schema.claim
        for docs in self._batches(doc, self._readable):
            found = rows.by_doc(self._claim_rows(select(table).where(table.c.doc.in_(docs))))
            spans = rows.by_doc(self._rows(select(schema.span).where(schema.span.c.doc.in_(docs))), "claim")
            visible = {row.claim for here in found.values() for row in here}
            for one in docs:
                here = [self._claim(row, spans.get(row.claim, ()), visible) for row in found.get(one, ())]
                yield from sorted(here, key=rows.place_of)

    def claim_count(self) -> int:
        """How many `claims` there are, without reading them."""
        claim, document = schema.claim, schema.document
        over = self._rows(select(document.c.doc).where(not_(and_(self._stands(document), self._in_time()))))
        query = select(func.count()).select_from(claim).where(self._claim_stands())
        if over:
            query = query.where(claim.c.doc.not_in([row.doc for row in over]))
        return int(self._rows(query)[0][0])

    def claim(self, claim: str) -> Claim:
        found = self._claim_rows(select(schema.claim).where(schema.claim.c.claim == claim))
        if not found:
            raise NotFound(f"no claim {claim}")
        spans = self._rows(select(schema.span).where(schema.span.c.claim == claim))
        return self._claim(found[0], spans, set())

    def readings(self) -> Iterator[Reading]:
        """The latest of each reader, save what was taken back."""
        reading, claim = schema.reading, schema.claim
        for docs in self._batches(None, self._readable):
            query = select(reading, claim.c.doc).join(claim, claim.c.claim == reading.c.claim)
            found = rows.by_doc(self._claim_rows(query.where(claim.c.doc.in_(docs), reading.c.tx <= self._tx)))
            for one in docs:
                last = last_words(found.get(one, ()))
                yield from sorted((self._signed(rows.reading_of(row)) for row in last), key=lambda r: (r.claim, r.by))

    def judgements(self) -> Iterator[Judgement]:
        """Those between referents that are both visible; where they contradict, the last that this viewer may see counts."""
        table = schema.judgement
        found = self._rows(select(table).where(self._stands(table), self._admitted.shows(table.c.label)))
        visible = self._visible({row.a for row in found} | {row.b for row in found})
        shown = sorted((row for row in found if {row.a, row.b} <= visible), key=lambda row: (row.tx_in, row.id))
        last = {(row.a, row.b): row.verdict for row in shown}
        here = {row.id: row for row in shown if last[row.a, row.b] == row.verdict}
        for row in sorted(here.values(), key=lambda row: (row.a, row.b, row.id)):
            yield self._signed(rows.judgement_of(row, self._marking(row.label)))

    def repeats(self) -> Mapping[str, str]:
        """Claims written for release to those whose words they say again. Only the owner's map knows of it."""
        table = schema.tearline.c
        found = self._rows(select(table.released, table.original)) if self.viewer.owner else ()
        return {row.released: row.original for row in found}

    def problems(self) -> Iterator[Problem]:
        """Those of visible documents; a refused file has no marking, so that only the owner hears of it."""
        table = schema.problem
        for row in sorted(self._rows(select(table).where(self._stands(table))), key=lambda r: (r.where, r.code, r.problem)):
            if row.doc in self._documents or (row.doc is None and self.viewer.owner):
                yield rows.problem_of(row)

    def search(self, query: str, limit: int = 20) -> Sequence[Hit]:
        """Sentences that hold words of the query, best first; a "quoted phrase" must be there as it stands."""
        parsed = Query.parse(query)
        if not parsed.terms or limit < 1:
            return []
        with failures(self._path), self._engine.connect() as connection:
            holding = candidates(connection, parsed.terms)
        return rank(
            parsed,
            (self.document(doc) for doc in self._documents if doc in holding),
            total=sum(row.sentences for row in self._documents.values()),
            length=sum(row.words for row in self._documents.values()),
            limit=limit,
        )

    # --- how it is asked

    def _rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with failures(self._path), self._engine.connect() as connection:
            self._check(connection)
            return connection.execute(query).all()

    def _still(self, query: Select[Any]) -> Row[Any]:
        """The row of what this view has listed. Raises Revoked when it was purged since."""
        if found := self._rows(query):
            return found[0]
        raise Revoked("something was purged since this view was opened: open it again")

    def _signed(self, signed: Signed) -> Signed:
        """A reading or judgement without the name of an analyst who, as a source, is hidden."""
        return replace(signed, by=ANALYST) if signed.by in self._unnamed else signed

    @cached_property
    def _unnamed(self) -> frozenset[str]:
        table = schema.source.c
        hidden = select(table.name).where(table.kind == "analyst", not_(self._admitted.shows(table.label)))
        return frozenset(f"person:{row.name}" for row in self._rows(hidden))

    def _marking(self, label: int) -> str:
        """The marking as this viewer may be shown it."""
        if label not in self._labels:  # the owner's view stays open when something is marked otherwise
            self._labels = {row.label: row.marking for row in self._rows(select(schema.label))}
        return str(Marking.parse(self._labels[label]).seen_by(self.viewer))

    def _admit(self, connection: Connection) -> Admitted:
        table = schema.consent.c
        given = and_(table.recipient == self.viewer.name, table.state == "given", table.tx_out.is_(None))
        query = select(table.kind, table.id).where(given)
        agreed = [] if self.viewer.owner else [(row.kind, row.id) for row in connection.execute(query)]
        documents, claims = (frozenset(i for kind, i in agreed if kind == wanted) for wanted in ("document", "claim"))
        return admit_labels(self._labels, self.viewer, self._today, documents=documents, claims=claims)

    def _claim_rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """Rows of visible claims: in a document that is visible, or marked apart and so visible by themselves."""
        found = self._rows(query.where(self._claim_stands()))
        return [row for row in found if row.doc in self._documents or row.doc in self._withheld]

    def _claim_stands(self) -> ColumnElement[bool]:
        read = schema.claim.c.claim.not_in(self._unread) if self._unread else true()
        return and_(self._stands(schema.claim), self._claim_shown(), read)

    def _claim_shown(self) -> ColumnElement[bool]:
        """One that is not marked apart bears its document's label, so that it is shown where its document is."""
        claim, admitted = schema.claim.c, self._admitted
        shown = admitted.shows(claim.label, claim.claim, admitted.claims)
        if admitted.documents:
            shown = or_(shown, and_(~claim.own, admitted.shows(claim.label, claim.doc, admitted.documents)))
        return shown

    def _stands(self, table: Table) -> ColumnElement[bool]:
        return and_(table.c.tx_in <= self._tx, or_(table.c.tx_out.is_(None), table.c.tx_out > self._tx))

    def _in_time(self) -> ColumnElement[bool]:
        """A document that nobody has said is still needed is the owner's alone, until he reviews or purges it."""
        return true() if self.viewer.owner else schema.document.c.review_by >= self._today.isoformat()

    def _batches(self, doc: str | None, among: Collection[str]) -> Iterator[tuple[str, ...]]:
        if doc is None:
            yield from rows.batches(among)
        elif doc in among:
            yield (doc,)
        elif doc not in self._readable:
            raise NotFound(f"no document {doc}")

    def _claim(self, row: Row[Any], spans: Sequence[Row[Any]], visible: set[str]) -> Claim:
        """``visible`` spares asking again for claims that are known to be."""
        disputes = row.disputes
        if disputes is not None and disputes not in visible:
            query = select(schema.claim.c.doc, schema.claim.c.own).where(schema.claim.c.claim == disputes)
            if not self._claim_rows(query):
                disputes = None
        placed = row.doc in self._documents
        marking = self._marking(row.label) if row.own or not placed else None
        return rows.claim_of(row, sorted(spans, key=lambda s: s.place), marking, disputes=disputes, placed=placed)

    def _spoken(self, referent: str, doc: str) -> bool:
        return referent not in self._unspoken if doc in self._documents else referent in self._told

    def _visible(self, referents: set[str]) -> set[str]:
        """Those of the referents that this viewer may see."""
        table = schema.referent.c
        return {
            row.referent
            for some in rows.batches(sorted(referents))
            for row in self._rows(select(table.referent, table.doc).where(table.referent.in_(some)))
            if row.doc in self._readable and self._spoken(row.referent, row.doc)
        }

    @cached_property
    def moments(self) -> tuple[int, ...]:
        """Transactions that brought or ended something that this viewer sees, in order."""
        document, claim, reading, judgement = schema.document, schema.claim, schema.reading, schema.judgement
        readable = claim.c.doc.in_(select(document.c.doc).where(self._in_time()))
        seen: list[Select[Any]] = [
            select(document.c.tx_in, document.c.tx_out).where(document.c.doc.in_(self._documents)),
            select(claim.c.tx_in, claim.c.tx_out).distinct().where(self._claim_shown(), readable),
            select(reading.c.tx, reading.c.tx.label("again"))
            .join(claim, claim.c.claim == reading.c.claim)
            .distinct()
            .where(self._claim_shown(), readable),
        ]
        found: list[tuple[int | None, ...]] = [tuple(row) for query in seen for row in self._rows(query)]
        judged = self._rows(select(judgement).where(self._admitted.shows(judgement.c.label)))
        visible = self._visible({end for row in judged for end in (row.a, row.b)})
        found += [(row.tx_in, row.tx_out) for row in judged if {row.a, row.b} <= visible]
        return tuple(sorted({moment for pair in found for moment in pair if moment is not None}))

    @cached_property
    def _told(self) -> frozenset[str]:
        """Referents of withheld documents that a visible claim speaks of."""
        claim, told = schema.claim.c, set[str]()
        for some in rows.batches(self._withheld):
            query = select(claim.subject, claim.object, claim.said_by).where(claim.doc.in_(some), self._claim_stands())
            told.update(end for row in self._rows(query) for end in rows.ends_of(row))
        return frozenset(told)

    @cached_property
    def _unread(self) -> frozenset[str]:
        """Claims whose readers have all taken them back."""
        return unread(self._rows, self._tx)

    @cached_property
    def _unspoken(self) -> frozenset[str]:
        """Referents of visible documents that no visible claim speaks of, where showing them would tell of others."""
        shown, everything = self._claim_shown(), self._admitted.everything
        return unspoken(self._rows, self._documents, shown, self._tx, self._unread, everything=everything)
