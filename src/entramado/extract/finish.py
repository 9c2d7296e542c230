"""Scene to `Extraction`: drafts become claims with spans, and none passes whose quote is not the text at its offsets."""

from __future__ import annotations

from entramado.extract.scene import Draft, Ref, Scene
from entramado.model.claim import Claim, Extraction, Mention, Reading, Referent, Utterance

EXTRACTOR = "rules@1"
_NAMED = frozenset(("Person", "Organization", "Place"))
"""Types that are on the map for being named; a substance, activity or thing needs a claim that speaks of it."""


def finish(scene: Scene) -> Extraction:
    """Referents that are named or that some claim speaks of, with their mentions and claims, in text order."""
    needed = {id(ref) for draft in scene.drafts for ref in (draft.subject, draft.object) if ref is not None}
    made: dict[int, Referent] = {}
    mentions: list[Mention] = []
    for ref in scene.refs:
        if not ref.marks or not (ref.name and ref.type in _NAMED or id(ref) in needed):
            continue
        spans = sorted((scene.span(scene.tokens(mark)), mark.how) for mark in ref.marks)
        referent = Referent(scene.document.id, ref.type, ref.kind, ref.name, spans[0][0].start, ref.collective, ref.key)
        made[id(ref)] = referent
        for span, how in spans:
            quote = scene.document.text[span.start : span.end]
            mentions.append(Mention(referent.id, referent.doc, span.start, span.end, quote if how == "name" else None))
    claims: dict[str, Claim] = {}
    readings: dict[tuple[str, str], Reading] = {}
    ids: dict[int, str] = {}
    for draft in sorted(scene.drafts, key=lambda d: d.disputes is not None):
        claim = _claim(scene, draft, made, ids)
        if claim is None:
            continue
        ids[id(draft)] = claim.id
        claims.setdefault(claim.id, claim)
        by = f"{EXTRACTOR}:{draft.rule}"
        reading = readings.get((claim.id, by))
        if reading is None or reading.p < draft.p:
            readings[claim.id, by] = Reading(claim.id, by, draft.p)
    ordered = sorted(claims.values(), key=lambda c: (c.spans, c.subject, c.predicate, c.id))
    return Extraction(
        tuple(sorted({r.id: r for r in made.values()}.values(), key=lambda r: (r.anchor, r.id))),
        tuple(sorted({m.id: m for m in mentions}.values(), key=lambda m: (m.start, m.end, m.referent))),
        tuple(ordered),
        tuple(sorted(readings.values(), key=lambda r: (r.claim, r.by))),
        tuple(scene.problems),
    )


def _claim(scene: Scene, draft: Draft, made: dict[int, Referent], ids: dict[int, str]) -> Claim | None:
    def referent(ref: Ref | None) -> str | None:
        found = made.get(id(ref)) if ref is not None else None
        return found.id if found else None

    subject, target = referent(draft.subject), referent(draft.object)
    if subject is None or (draft.object is not None and target is None) or subject == target:
        return None
    span = scene.span(draft.trigger.sent)
    if not scene.document.text[span.start : span.end].strip():
        return None
    return Claim(
        doc=scene.document.id,
        subject=subject,
        predicate=draft.predicate,
        object=target,
        value=draft.value,
        figure=draft.figure,
        qualifiers=dict(draft.qualifiers),
        spans=(span,),
        said_by=tuple(Utterance(s.name, referent(s.ref), s.verb, s.modality, s.named) for s in draft.said_by or ()),
        modality=draft.modality or "stated",
        negated=bool(draft.negated),
        disputes=ids.get(id(draft.disputes)) if draft.disputes else None,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        credibility=scene.document.credibility,
    )
