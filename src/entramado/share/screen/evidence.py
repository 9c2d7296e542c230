"""Claims laid open for the screen: by line, pair, entity or document."""

from __future__ import annotations

from typing import Final

from entramado.model.errors import NotFound, UsageError
from entramado.share.exhibit import Exhibit
from entramado.share.screen.answers import EntityRef, Evidence, Page, ReadBy, ReviewOf, Speaker, beginning
from entramado.share.screen.stage import Stage
from entramado.share.wording import phrase, plain, spoken

_AROUND: Final = 240
"""Characters shown before and after a quote."""


def evidence(stage: Stage, claim: str) -> Evidence:
    """One claim. Raises NotFound, as for one that is hidden."""
    if claim not in stage.exhibits.claims:
        raise NotFound(f"no claim {claim}")
    return laid_open(stage, stage.exhibits.of(claim))


def claims(
    stage: Stage,
    *,
    line: str | None = None,
    pair: str | None = None,
    entity: str | None = None,
    document: str | None = None,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[Evidence]:
    """The claims behind one thing, in the order of publication, then place in the text. Raises NotFound, UsageError."""
    key = [(name, value) for name, value in (("line", line), ("pair", pair), ("entity", entity), ("document", document)) if value]
    if len(key) != 1:
        raise UsageError("ask for the claims of one thing: line, pair, entity or document")
    ((kind, value),) = key
    ordered = stage.recent(("claims of", kind, value), lambda: _ordered(stage, kind, value))
    start = beginning(cursor)
    shown = [laid_open(stage, stage.exhibits.of(claim)) for claim in ordered[start : start + limit]]
    return Page(shown, len(ordered), str(start + limit) if start + limit < len(ordered) else None)


def _ordered(stage: Stage, kind: str, key: str) -> list[str]:
    match kind:
        case "line":
            numbers = [stage.line(key)]
        case "pair":
            numbers = list(stage.pair(key))
        case "entity":
            numbers = list(stage.edges_of.get(stage.entity(key).id, ()))
        case _:
            return _of_document(stage, key)
    found = dict.fromkeys(claim for number in numbers for claim in stage.network.edges[number].claims)
    return [exhibit.claim.id for exhibit in stage.exhibits.all(found)]


def _of_document(stage: Stage, document: str) -> list[str]:
    if document not in stage.exhibits.documents:
        raise NotFound(f"no document {document}")
    by_document = stage.kept("claims by document", lambda: _by_document(stage))
    return [exhibit.claim.id for exhibit in stage.exhibits.all(by_document.get(document, ()))]


def _by_document(stage: Stage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim in stage.exhibits.claims.values():
        found.setdefault(claim.doc, []).append(claim.id)
    return found


def claims_of_document(stage: Stage, document: str) -> list[str]:
    """Ids of the claims that stand in a document, misread ones too, in the order of the text. Raises NotFound."""
    return stage.recent(("claims of", "document", document), lambda: _of_document(stage, document))


def laid_open(stage: Stage, exhibit: Exhibit) -> Evidence:
    """An exhibit with its sentence in context."""
    claim, document = exhibit.claim, exhibit.document
    start, end = exhibit.start, exhibit.end
    text = document.text if exhibit.quote and start is not None and end is not None else ""
    subject, far = _end(stage, claim.subject), _end(stage, claim.object) if claim.object else None
    said = spoken(claim.value, claim.figure, stage.language) if claim.value is not None else far.name if far else ""
    words = phrase(claim.predicate, negated=claim.negated, former=bool(claim.qualifiers.get("former")))
    return Evidence(
        claim=claim.id,
        says=plain(f"{subject.name} {words}" + ("" if claim.predicate == "occurred" else f" {said}")),
        subject=subject,
        predicate=claim.predicate,
        object=far,
        value=plain(claim.value) if claim.value is not None else None,
        spoken=plain(said) if claim.value is not None else None,
        document=document.id,
        file=plain(document.name),
        title=plain(document.title) if document.title else None,
        published=str(document.published) if document.published else None,
        source=plain(exhibit.source) if exhibit.source else None,
        start=start if text else None,
        end=end if text else None,
        place=exhibit.placed(stage.language),
        before=plain(text[max(0, (start or 0) - _AROUND) : start or 0]) if text else "",
        quote=plain(exhibit.quote),
        after=plain(text[end or 0 : (end or 0) + _AROUND]) if text else "",
        speakers=[
            Speaker(
                plain(said["name"]),
                str(said["entity"]) if said["entity"] else None,
                str(said["verb"]),
                str(said["modality"]),
                bool(said["named"]),
            )
            for said in exhibit.speakers
        ],
        modality=claim.modality,
        negated=claim.negated,
        valid_from=str(claim.valid_from) if claim.valid_from else None,
        valid_to=str(claim.valid_to) if claim.valid_to else None,
        grade=exhibit.grade,
        marking=exhibit.marking,
        belief=round(exhibit.belief, 4) if exhibit.belief is not None else None,
        origin=exhibit.origin,
        readings=[ReadBy(plain(by), p) for by, p in exhibit.readings],
        reviewed=exhibit.reviewed,
        review=ReviewOf(exhibit.review.level, exhibit.review.right, exhibit.review.wrong, plain(exhibit.review.words())),
        withheld=not document.text,
    )


def _end(stage: Stage, referent: str) -> EntityRef:
    return stage.ref(stage.network.entity_of[referent])
