"""An analyst's note: a document like any other, whose claims were read by a person and not by rules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from entramado.knowledge.tables import fold
from entramado.model.claim import (
    Claim,
    Document,
    Extraction,
    Judgement,
    Mention,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    content_id,
)
from entramado.model.errors import NotFound, UsageError, VocabularyError
from entramado.model.grading import Grade, GradingError
from entramado.model.marking import joined
from entramado.model.network import Entity, Network
from entramado.model.values import Figure, PartialDate
from entramado.model.vocabulary import Predicate, vocabulary
from entramado.share.find import find

Wording = tuple[str, str, str]
"""Subject, predicate, object or value. An entity is named by its name or id; one that is new may be typed: ``Person:Ana``, and
``Organization/criminal:Los Ejemplo`` with its kind."""

_FIGURES: Final = ("figure",)


@dataclass(frozen=True, slots=True)
class Note:
    """A note ready to be stored."""

    document: Document
    original: bytes
    source: Source
    extraction: Extraction
    judgements: tuple[Judgement, ...]


def source_of(person: str, reliability: str) -> Source:
    """The analyst as a source. Raises UsageError for a grade that the Admiralty code does not have."""
    try:
        grade = Grade("admiralty", reliability.upper(), "6")
    except GradingError:
        raise UsageError(f"reliability {reliability!r} is no grade: write A (completely reliable) to E, or F (unknown)") from None
    return Source(content_id("s", "analyst", person), person, "analyst", reliability=grade.source)


def document_of(
    text: str,
    claims: Sequence[Wording],
    person: str,
    source: Source,
    at: datetime,
    marking: str,
) -> tuple[Document, bytes]:
    """The note as a document. Its bytes hold who wrote what when, so that two notes are never one document."""
    record = {"note": text, "claims": [list(claim) for claim in claims], "by": person, "at": at.isoformat()}
    original = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    sha256 = hashlib.sha256(original).hexdigest()
    day = PartialDate(at.year, at.month, at.day)
    document = Document(
        content_id("d", sha256),
        f"note {at:%Y-%m-%d %H%M%S} {sha256[:6]}",  # who wrote it is the source's to tell, which may be hidden
        sha256,
        text,
        (Region(0, len(text)),),
        source=source.id,
        title="Analyst's note",
        published=day,
        published_from="metadata",
        media_type="application/json",
        marking=marking,
    )
    return document, original


def marking_of(names: Collection[str], network: Network, markings: Mapping[str, str]) -> str:
    """The marking of a note that names these (folded): joined from all documents that speak of anyone so named."""
    named = (e for e in network.entities.values() if any(fold(name) in names for name in (e.name, *e.names)))
    return joined([markings[doc] for doc in sorted({doc for e in named for doc in e.documents}) if doc in markings])


def write(
    text: str,
    claims: Sequence[Wording],
    network: Network,
    markings: Mapping[str, str],
    *,
    person: str,
    reliability: str,
    at: datetime,
    marking: str | None,
) -> Note:
    """The note with its claims by hand. ``markings`` gives the marking of each document that the network stands on.

    Without a marking of its own a note takes that of what it names. Raises UsageError and VocabularyError, and then nothing
    of the note is kept.
    """
    text = text.strip()
    if not text:
        raise UsageError("a note needs a text: it is what its claims stand on")
    ends = [_ends(claim, network) for claim in claims]
    if marking is None:
        named_in = {d for pair in ends for end in pair for d in (end.entity.documents if end and end.entity else ())}
        marking = joined([markings[d] for d in sorted(named_in) if d in markings])
    source = source_of(person, reliability)
    document, original = document_of(text, claims, person, source, at, marking)
    referents: dict[str, Referent] = {}
    mentions: dict[str, Mention] = {}
    judgements: dict[str, Judgement] = {}

    def referent(end: _End) -> str:
        start = text.find(end.name)
        made = Referent(document.id, end.type, end.kind, end.name, max(start, 0), key=end.entity.key if end.entity else None)
        if made.id not in referents:
            referents[made.id] = made
            span = (start, start + len(end.name)) if start >= 0 else (0, len(text))
            mention = Mention(made.id, document.id, *span, name=end.name)
            mentions[mention.id] = mention
            if end.entity:
                why = f"named in note of {at:%Y-%m-%d}"
                judgement = Judgement(made.id, min(end.entity.referents), "same", 1.0, why, f"person:{person}", marking)
                judgements[judgement.id] = judgement
        return made.id

    made: dict[str, Claim] = {}
    for (_, word, value), (subject, target) in zip(claims, ends, strict=True):
        assert subject is not None
        predicate = vocabulary().predicate(word)
        claim = _claim(document, predicate, referent(subject), referent(target) if target else None, value)
        types = {r.id: r.type for r in referents.values()}
        if fault := vocabulary().fault(claim, types):
            raise VocabularyError(fault)
        made[claim.id] = claim
    readings = tuple(Reading(claim, f"person:{person}", 1.0) for claim in made)
    extraction = Extraction(tuple(referents.values()), tuple(mentions.values()), tuple(made.values()), readings)
    return Note(document, original, source, extraction, tuple(judgements.values()))


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a claim as the analyst names it; ``entity`` when the case has it already."""

    name: str
    type: str
    kind: str | None
    entity: Entity | None


def _ends(claim: Wording, network: Network) -> tuple[_End | None, _End | None]:
    subject, word, target = claim
    predicate = vocabulary().predicate(word)
    domain = tuple(dict.fromkeys((*predicate.domain, *(s for s, _ in predicate.pairs))))
    first = _end(subject, domain, network)
    if not predicate.pairs:
        return first, None
    reachable = tuple(t for s, t in predicate.pairs if s == first.type) or predicate.range
    try:
        return first, _end(target, reachable, network)
    except NotFound:
        if predicate.value is None:
            raise
        return first, None


def _end(name: str, types: Sequence[str], network: Network) -> _End:
    head, colon, rest = name.partition(":")
    type_of, _, kind = head.partition("/")
    typed = colon == ":" and type_of in vocabulary().types
    if typed:
        name, types = rest.strip(), (type_of,)
        if fault := vocabulary().fault_of_type(type_of, kind or None):
            raise VocabularyError(fault)
    if not name.strip():
        raise UsageError("a claim names its subject and its object")
    try:
        entity = find(network, name, types, whole=True)
    except NotFound:
        if not typed:
            choices = " or ".join(f"{t}:{name}" for t in types)
            raise NotFound(f"Nothing is named {name!r} in this case; if it is new, say what it is, as in {choices}") from None
        return _End(name, types[0], kind or None, None)
    if types and entity.type not in types:
        raise UsageError(f"{entity.name} is a {entity.type}, where a {' or '.join(types)} is wanted")
    shown = name if fold(name) in {fold(n) for n in (entity.name, *entity.names)} else entity.name
    return _End(shown, entity.type, entity.kind, entity)


def _claim(document: Document, predicate: Predicate, subject: str, target: str | None, value: str) -> Claim:
    text = None if target else vocabulary().normalise(predicate.name, value)
    figure = Figure.exact(int(text)) if text is not None and predicate.value in _FIGURES else None
    return Claim(
        document.id,
        subject,
        predicate.name,
        target,
        text,
        figure,
        spans=(Span(0, len(document.text)),),
        credibility="6",
    )
