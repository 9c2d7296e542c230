"""Model objects to table rows and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, and_

from entramado.model.claim import (
    Cell,
    Claim,
    Document,
    Judgement,
    Mention,
    Problem,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    Utterance,
    content_id,
)
from entramado.model.marking import Marking
from entramado.model.values import Figure, PartialDate
from entramado.model.view import Viewer
from entramado.store import schema

Values = dict[str, Any]
Kept = TypeVar("Kept", Referent, Claim)


def dump(value: object) -> str:
    """Canonical JSON, as kept in text columns and hashed by the audit."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _text(value: PartialDate | None) -> str | None:
    return str(value) if value else None


def label_row(number: int, marking: str) -> Values:
    parsed = Marking.parse(marking)
    released = None if parsed.display is None else " ".join(sorted(parsed.display))
    return {
        "label": number,
        "marking": marking,
        "level": parsed.tlp,
        "caveats": dump(sorted(parsed.needs())),
        "release_to": released,
    }


def edition(source: Source) -> str:
    """Id of a source as one deposit describes it."""
    return content_id("e", source.id, source.name, source.kind, source.owner, source.reliability, source.marking)


def source_row(source: Source, label: int) -> Values:
    return {
        "edition": edition(source),
        "source": source.id,
        "name": source.name,
        "kind": source.kind,
        "owner": source.owner,
        "lineage": None,
        "reliability": source.reliability,
        "label": label,
        "deposited": label,
    }


def source_of(row: Row[Any], marking: str) -> Source:
    return Source(row.source, row.name, row.kind, row.owner, row.reliability, marking)


def document_row(document: Document, source: Source | None, label: int) -> Values:
    return {
        "edition": edition(source) if source else None,
        "doc": document.id,
        "sha256": document.sha256,
        "source": document.source,
        "name": document.name,
        "title": document.title,
        "published": _text(document.published),
        "published_from": document.published_from,
        "lang": document.lang,
        "media_type": document.media_type,
        "credibility": document.credibility,
        "parent": document.parent,
        "text": document.text,
        "label": label,
        "deposited": label,
        "body": dump([[region.start, region.end, region.kind] for region in document.body]),
    }


def document_of(row: Row[Any], marking: str, source: str | None) -> Document:
    """``source`` is None when this viewer may not know it."""
    return Document(
        row.doc,
        row.name,
        row.sha256,
        row.text,
        tuple(Region(*region) for region in json.loads(row.body)),
        source,
        row.title,
        _date(row.published),
        row.published_from,
        row.lang,
        row.media_type,
        row.credibility,
        marking,
        row.parent,
    )


def referent_row(referent: Referent) -> Values:
    return {
        "referent": referent.id,
        "type": referent.type,
        "kind": referent.kind,
        "name": referent.name,
        "anchor": referent.anchor,
        "collective": referent.collective,
        "key": referent.key,
        "doc": referent.doc,
    }


def is_named() -> ColumnElement[bool]:
    """The condition on a referent that a text names it; the name of an event is made of what claims say."""
    table = schema.referent.c
    return and_(table.name.is_not(None), table.type != "Event")


def referent_of(row: Row[Any], *, whole: bool = True) -> Referent:
    """It keeps its id where a purge wrote over a part of its name.

    Not ``whole``: as somebody may have it who is not shown every claim. An event is named by its parts ("killing by the army,
    Tapalpa"), each a claim of its own; those that are shown name it anew.
    """
    name = row.name if whole or row.type != "Event" else None
    return _kept(
        Referent, row.referent, doc=row.doc, type=row.type, kind=row.kind, name=name, anchor=row.anchor,
        collective=row.collective, key=row.key,
    )  # fmt: skip


def mention_row(mention: Mention) -> Values:
    return {
        "mention": mention.id,
        "referent": mention.referent,
        "doc": mention.doc,
        "start": mention.start,
        "end": mention.end,
        "name": mention.name,
    }


def mention_of(row: Row[Any]) -> Mention:
    return Mention(row.referent, row.doc, row.start, row.end, row.name)


def claim_row(claim: Claim, label: int) -> Values:
    figure = claim.figure
    return {
        "claim": claim.id,
        "subject": claim.subject,
        "predicate": claim.predicate,
        "object": claim.object,
        "value": claim.value,
        "low": figure and figure.low,
        "high": figure and figure.high,
        "approx": figure and figure.approx,
        "qualifiers": dump(dict(claim.qualifiers)),
        "doc": claim.doc,
        "said_by": dump([[u.name, u.referent, u.verb, u.modality, u.named] for u in claim.said_by]),
        "modality": claim.modality,
        "negated": claim.negated,
        "disputes": claim.disputes,
        "credibility": claim.credibility,
        "valid_from": _text(claim.valid_from),
        "valid_to": _text(claim.valid_to),
        "said_at": _text(claim.said_at),
        "own": claim.marking is not None,
        "label": label,
        "deposited": label if claim.marking is not None else None,
    }


def span_rows(claim: Claim) -> list[Values]:
    rows: list[Values] = [
        {
            "claim": claim.id,
            "place": place,
            "doc": claim.doc,
            "start": span.start,
            "end": span.end,
            "sheet": None,
            "row": None,
            "column": None,
        }
        for place, span in enumerate(claim.spans)
    ]
    if claim.cell:
        rows.append(
            {
                "claim": claim.id,
                "place": len(rows),
                "doc": claim.doc,
                "start": None,
                "end": None,
                "sheet": claim.cell.sheet,
                "row": claim.cell.row,
                "column": claim.cell.column,
            }
        )
    return rows


def claim_of(
    row: Row[Any], spans: Sequence[Row[Any]], marking: str | None, *, disputes: str | None, placed: bool = True,
) -> Claim:  # fmt: skip
    """``disputes`` is None when this viewer may not see the claim that is answered, ``placed`` is False when he may not see the
    text that it stands in: then nothing tells where. The claim keeps its id all the same.
    """
    figure = None if row.approx is None else Figure(row.low, row.high, row.approx)
    cells = [Cell(s.sheet, s.row, s.column) for s in spans if s.start is None]
    return _kept(
        Claim,
        row.claim,
        doc=row.doc,
        subject=row.subject,
        predicate=row.predicate,
        object=row.object,
        value=row.value,
        figure=figure,
        qualifiers=json.loads(row.qualifiers),
        spans=tuple(Span(s.start, s.end) for s in spans if s.start is not None) if placed else (Span(0, 0),),
        cell=cells[0] if cells and placed else None,
        said_by=tuple(Utterance(*utterance) for utterance in json.loads(row.said_by)),
        modality=row.modality,
        negated=row.negated,
        disputes=disputes,
        valid_from=_date(row.valid_from),
        valid_to=_date(row.valid_to),
        said_at=_date(row.said_at),
        credibility=row.credibility,
        marking=marking,
    )


def _kept(kind: type[Kept], key: str, /, **fields: object) -> Kept:
    """With the id that it was kept under. To work it out again would take longer than all else, and what a purge wrote over or a
    viewer may not see would give another.
    """
    made = object.__new__(kind)
    for name, value in fields.items():
        object.__setattr__(made, name, value)
    object.__setattr__(made, "id", key)
    return made


def reading_of(row: Row[Any]) -> Reading:
    return Reading(row.claim, row.by, row.p)


def judgement_row(judgement: Judgement, label: int) -> Values:
    return {
        "id": judgement.id,
        "a": judgement.a,
        "b": judgement.b,
        "verdict": judgement.verdict,
        "score": judgement.score,
        "why": judgement.why,
        "by": judgement.by,
        "label": label,
    }


def judgement_of(row: Row[Any], marking: str) -> Judgement:
    return Judgement(row.a, row.b, row.verdict, row.score, row.why, row.by, marking)


def problem_row(problem: Problem) -> Values:
    return {
        "problem": content_id("p", problem.where, problem.code, problem.what, problem.doc),
        "where": problem.where,
        "what": problem.what,
        "code": problem.code,
        "refused": problem.refused,
        "doc": problem.doc,
    }


def problem_of(row: Row[Any]) -> Problem:
    return Problem(row.where, row.what, row.code, row.refused, row.doc)


def viewer_row(viewer: Viewer) -> Values:
    return {
        "name": viewer.name,
        "clearance": viewer.clearance,
        "country": viewer.country,
        "organisation": viewer.organisation,
        "caveats": dump(list(viewer.caveats)),
        "purposes": dump(list(viewer.purposes)),
        "owner": viewer.owner,
    }


def viewer_of(row: Row[Any]) -> Viewer:
    caveats, purposes = (tuple(json.loads(text)) for text in (row.caveats, row.purposes))
    return Viewer(row.name, row.clearance, row.country, row.organisation, caveats, purposes, row.owner)


def by_doc(rows: Iterable[Row[Any]], column: str = "doc") -> Mapping[str, list[Row[Any]]]:
    """Rows shared out by one of their columns."""
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(getattr(row, column), []).append(row)
    return found


def batches(items: Iterable[str], size: int = 200) -> Iterator[tuple[str, ...]]:
    """Runs of items: bounds both the memory of an answer and the length of a question."""
    iterator = iter(items)
    while run := tuple(islice(iterator, size)):
        yield run


def ends_of(row: Row[Any]) -> Iterator[str]:
    """Every referent that a claim speaks of, and those that say it."""
    yield row.subject
    if row.object is not None:
        yield row.object
    yield from (speaker for _, speaker, *_ in json.loads(row.said_by) if speaker is not None)


def place_of(claim: Claim) -> tuple[Any, ...]:
    """Where a claim stands in its document, for sorting."""
    spans = tuple((span.start, span.end) for span in claim.spans)
    cell = (claim.cell.sheet, claim.cell.row, claim.cell.column or "") if claim.cell else ()
    return (spans, cell, claim.subject, claim.predicate, claim.id)
