"""The exchange format: JSON Lines of documents, entities, claims and disagreements, in that order."""

from __future__ import annotations

import json
from typing import TextIO

from entramado.model.network import Network
from entramado.model.view import View
from entramado.share.exhibit import Exhibits


def write(view: View, network: Network, out: TextIO) -> None:
    """Write one object a line; offsets are Unicode code points into each document's ``text``."""

    def line(**fields: object) -> None:
        out.write(json.dumps(fields, ensure_ascii=False) + "\n")

    exhibits = Exhibits(view, network)
    sources = {source.id: source.name for source in view.sources()}
    for document in exhibits.documents.values():
        line(
            kind="document",
            id=document.id,
            name=document.name,
            sha256=document.sha256,
            title=document.title,
            source=sources.get(document.source or ""),
            published=str(document.published) if document.published else None,
            text=document.text,
        )
    for entity in network.entities.values():
        line(
            kind="entity",
            id=entity.id,
            type=entity.type,
            subtype=entity.kind,
            name=entity.name,
            names=list(entity.names),
            documents=list(entity.documents),
        )
    for claim_id in exhibits.claims:
        exhibit = exhibits.of(claim_id)
        claim = exhibit.claim
        qualifiers: dict[str, object] = dict(claim.qualifiers)
        if claim.figure is not None:
            qualifiers.setdefault("bound", claim.figure.bound)
            if claim.figure.bound == "range" and claim.figure.high is not None:
                qualifiers.setdefault("high", claim.figure.high)
        if claim.cell is not None:
            qualifiers |= {"sheet": claim.cell.sheet, "row": claim.cell.row} | (
                {"column": claim.cell.column} if claim.cell.column else {}
            )
        line(
            kind="claim",
            id=claim.id,
            subject=network.entity_of[claim.subject],
            predicate=claim.predicate,
            object=network.entity_of[claim.object] if claim.object else None,
            value=claim.value,
            qualifiers=qualifiers,
            document=claim.doc,
            start=exhibit.start,
            end=exhibit.end,
            quote=exhibit.quote,
            said_by=[{"name": s["name"], "entity": s["entity"], "verb": s["verb"]} for s in exhibit.speakers],
            modality=claim.modality,
            negated=claim.negated,
            disputes=claim.disputes,
            source_grade=exhibit.source_grade,
            information_grade=exhibit.information_grade,
            marking=exhibit.marking,
            valid_from=str(claim.valid_from) if claim.valid_from else None,
            valid_to=str(claim.valid_to) if claim.valid_to else None,
            readings=[{"by": by, "p": p} for by, p in exhibit.readings],
            belief=exhibit.belief,
        )
    for disagreement in network.disagreements:
        line(
            kind="disagreement",
            id=disagreement.id,
            nature=disagreement.nature,
            subject=disagreement.subject,
            predicate=disagreement.predicate,
            claims=list(disagreement.claims),
            about=disagreement.about,
        )
