"""The only way to read a case: what one viewer may see, as of one transaction (`entramado.model.view.View`).

Each distinct marking is judged once; rows under a hidden one are left out in SQL, before anything is counted or ordered.
Order is by document name, then by place in the text: never by when a row came in.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, Table, and_, func, or_, select

from entramado.model.claim import Claim, Document, Judgement, Mention, Problem, Reading, Referent, Source
from entramado.model.errors import NotFound
from entramado.model.marking import Marking, joined
from entramado.model.view import Hit, Viewer
from entramado.store import rows, schema
from entramado.store.dialect import candidates, failures
from entramado.store.search import Query, rank


class StoreView:
    """Rows that ``viewer`` may see and that stood at transaction ``as_of`` (the latest when None)."""

    def __init__(self, engine: Engine, path: Path, viewer: Viewer, as_of: int | None = None) -> None:
        self._engine = engine
        self._path = path
        self.viewer = viewer
        latest = self._rows(select(func.max(schema.tx.c.tx)))[0][0] or 0
        self.as_of = latest if as_of is None else min(as_of, latest)
        self._markings: Mapping[int, str] = {row.label: row.marking for row in self._rows(select(schema.label))}
        self._hidden = [n for n, text in self._markings.items() if not Marking.parse(text).visible_to(viewer)]

    # --- documents and sources

    def sources(self) -> Iterator[Source]:
        """Those of visible documents, by name. Where deposits grade one differently, the lower grade counts."""
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
        for doc in self._documents:
            yield self.document(doc)

    def document(self, doc: str) -> Document:
        if doc in self._documents:
            found = self._rows(select(schema.document).where(schema.document.c.doc == doc))
            row = found[0]
            return rows.document_of(row, self._markings[row.label], row.source if row.edition in self._editions else None)
        raise NotFound(f"no document {doc}")

    def original(self, doc: str) -> bytes:
        """The bytes as deposited. Raises NotFound."""
        if doc not in self._documents:
            raise NotFound(f"no document {doc}")
        found = self._rows(select(schema.document.c.original).where(schema.document.c.doc == doc))
        return zlib.decompress(found[0].original)

    @cached_property
    def _documents(self) -> Mapping[str, Row[Any]]:
        """Visible documents without their text, by id, in order."""
        table = schema.document.c
        found = self._rows(
            select(table.doc, table.name, table.edition, table.sentences, table.words).where(
                self._stands(schema.document), self._shown(table.label)
            )
        )
        return {row.doc: row for row in sorted(found, key=lambda r: (r.name, r.doc))}

    @cached_property
    def _editions(self) -> Mapping[str, Source]:
        """Sources that this viewer may know, as the deposits of visible documents describe them."""
        used = {row.edition for row in self._documents.values()}
        found = self._rows(select(schema.source).where(self._shown(schema.source.c.label)))
        return {row.edition: rows.source_of(row, self._markings[row.label]) for row in found if row.edition in used}

    # --- what was read out of them

    def referents(self) -> Iterator[Referent]:
        for docs in rows.batches(self._documents):
            table = schema.referent
            found = rows.by_doc(self._rows(select(table).where(table.c.doc.in_(docs), self._stands(table))))
            for doc in docs:
                here = [rows.referent_of(row) for row in found.get(doc, ()) if row.referent not in self._unspoken]
                yield from sorted(here, key=lambda r: (r.anchor, r.id))

    def mentions(self, doc: str | None = None) -> Iterator[Mention]:
        table = schema.mention
        for docs in self._batches(doc):
            found = rows.by_doc(self._rows(select(table).where(table.c.doc.in_(docs), table.c.tx_in <= self.as_of)))
            for one in docs:
                here = [rows.mention_of(row) for row in found.get(one, ()) if row.referent not in self._unspoken]
                yield from sorted(here, key=lambda m: (m.start, m.end, m.referent))

    def claims(self, doc: str | None = None) -> Iterator[Claim]:
        table = schema.claim
        for docs in self._batches(doc):
            found = rows.by_doc(self._claim_rows(select(table).where(table.c.doc.in_(docs))))
            spans = rows.by_doc(self._rows(select(schema.span).where(schema.span.c.doc.in_(docs))), "claim")
            visible = {row.claim for here in found.values() for row in here}
            for one in docs:
                here = [self._claim(row, spans[row.claim], visible) for row in found.get(one, ())]
                yield from sorted(here, key=_place)

    def claim(self, claim: str) -> Claim:
        found = self._claim_rows(select(schema.claim).where(schema.claim.c.claim == claim))
        if not found or found[0].doc not in self._documents:
            raise NotFound(f"no claim {claim}")
        spans = self._rows(select(schema.span).where(schema.span.c.claim == claim))
        return self._claim(found[0], spans, set())

    def readings(self) -> Iterator[Reading]:
        reading, claim = schema.reading, schema.claim
        for docs in self._batches(None):
            query = select(reading, claim.c.doc).join(claim, claim.c.claim == reading.c.claim)
            found = rows.by_doc(self._claim_rows(query.where(claim.c.doc.in_(docs), reading.c.tx <= self.as_of)))
            for one in docs:
                yield from sorted((rows.reading_of(row) for row in found.get(one, ())), key=lambda r: (r.claim, r.by))

    def judgements(self) -> Iterator[Judgement]:
        """Those between referents that are both visible."""
        table = schema.judgement
        found = self._rows(select(table).where(self._stands(table), self._shown(table.c.label)))
        visible = self._visible({row.a for row in found} | {row.b for row in found})
        here = [rows.judgement_of(row, self._markings[row.label]) for row in found if {row.a, row.b} <= visible]
        yield from sorted(here, key=lambda j: (j.a, j.b, j.id))

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
            return connection.execute(query).all()

    def _claim_rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        label = schema.claim.c.label
        return self._rows(query.where(self._stands(schema.claim), or_(label.is_(None), self._shown(label))))

    def _stands(self, table: Table) -> ColumnElement[bool]:
        return and_(table.c.tx_in <= self.as_of, or_(table.c.tx_out.is_(None), table.c.tx_out > self.as_of))

    def _shown(self, label: ColumnElement[int]) -> ColumnElement[bool]:
        return label.not_in(self._hidden)

    def _batches(self, doc: str | None) -> Iterator[tuple[str, ...]]:
        if doc is None:
            yield from rows.batches(self._documents)
        elif doc in self._documents:
            yield (doc,)
        else:
            raise NotFound(f"no document {doc}")

    def _claim(self, row: Row[Any], spans: Sequence[Row[Any]], visible: set[str]) -> Claim:
        """``visible`` spares asking again for claims that are known to be."""
        disputes = row.disputes
        if disputes is not None and disputes not in visible:
            answered = self._claim_rows(select(schema.claim.c.doc).where(schema.claim.c.claim == disputes))
            if not answered or answered[0].doc not in self._documents:
                disputes = None
        marking = None if row.label is None else self._markings[row.label]
        return rows.claim_of(row, sorted(spans, key=lambda s: s.place), marking, disputes=disputes)

    def _visible(self, referents: set[str]) -> set[str]:
        """Those of the referents that this viewer may see."""
        table = schema.referent.c
        return {
            row.referent
            for some in rows.batches(sorted(referents))
            for row in self._rows(select(table.referent, table.doc).where(table.referent.in_(some)))
            if row.doc in self._documents and row.referent not in self._unspoken
        }

    @cached_property
    def _unspoken(self) -> frozenset[str]:
        """Nameless referents that only hidden claims speak of: showing them would tell of those claims."""
        if not self._hidden:
            return frozenset()
        claim = schema.claim
        hidden = self._rows(select(claim.c.subject, claim.c.object).where(claim.c.label.in_(self._hidden)))
        suspect = {end for row in hidden for end in row if end is not None}
        table = schema.referent.c
        for some in rows.batches(sorted(suspect)):
            named = select(table.referent).where(table.referent.in_(some), table.name.is_not(None))
            suspect.difference_update(row.referent for row in self._rows(named))
        for some in rows.batches(sorted(suspect)):
            spoken = or_(claim.c.subject.in_(some), claim.c.object.in_(some))
            for row in self._claim_rows(select(claim.c.subject, claim.c.object, claim.c.doc).where(spoken)):
                if row.doc in self._documents:
                    suspect -= {row.subject, row.object}
        return frozenset(suspect)


def _place(claim: Claim) -> tuple[Any, ...]:
    spans = tuple((span.start, span.end) for span in claim.spans)
    cell = (claim.cell.sheet, claim.cell.row, claim.cell.column or "") if claim.cell else ()
    return (spans, cell, claim.subject, claim.predicate, claim.id)
