"""What may enter the record: claims that stand on the text and use the words of the vocabulary. The rest is said, not stored."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from entramado.model.claim import Claim, Document, Extraction, Problem
from entramado.model.errors import EntramadoError, InputError
from entramado.model.marking import Marking
from entramado.model.vocabulary import Vocabulary, vocabulary

_LARGEST: Final = 2**63 - 1
"""What a database integer holds."""


def admit(document: Document, extraction: Extraction) -> tuple[Extraction, list[Problem]]:
    """The extraction without what does not stand, and why. Raises InputError when the document itself cannot be kept."""
    _check_text(document)
    words = vocabulary()
    faults: Counter[str] = Counter()
    size = len(document.text)
    types = {}
    for referent in extraction.referents:
        fault = words.fault_of_type(referent.type, referent.kind)
        if fault or referent.doc != document.id:
            faults[fault or "a referent belongs to another document"] += 1
        else:
            types[referent.id] = referent.type
    claims = {}
    for claim in extraction.claims:
        fault = _fault(claim, document, types, words)
        if fault:
            faults[fault] += 1
        else:
            claims[claim.id] = claim
    unanswered = [claim for claim in claims.values() if claim.disputes is not None and claim.disputes not in claims]
    for claim in unanswered:
        faults[f"{claim.predicate} answers a claim that is not there"] += 1
        del claims[claim.id]
    mentions = tuple(m for m in extraction.mentions if m.referent in types and 0 <= m.start < m.end <= size)
    admitted = replace(
        extraction,
        referents=tuple(r for r in extraction.referents if r.id in types),
        mentions=mentions,
        claims=tuple(claims.values()),
        readings=tuple(r for r in extraction.readings if r.claim in claims),
    )
    problems = [
        Problem(document.name, f"{count} left out: {fault}", "left-out", refused=False, doc=document.id)
        for fault, count in sorted(faults.items())
    ]
    return admitted, problems


def _check_text(document: Document) -> None:
    if "\x00" in document.text:
        raise InputError(f"{document.name} holds NUL characters: no text")
    try:
        document.text.encode()
    except UnicodeEncodeError:
        raise InputError(f"{document.name} holds half characters (lone surrogates): save it as UTF-8") from None
    Marking.parse(document.marking)


def _fault(claim: Claim, document: Document, types: dict[str, str], words: Vocabulary) -> str | None:
    if claim.doc != document.id:
        return f"{claim.predicate} stands on another document"
    for span in claim.spans:
        if not 0 <= span.start < span.end <= len(document.text):
            return f"{claim.predicate} has a quote outside the text"
        if not document.text[span.start : span.end].strip():
            return f"{claim.predicate} has an empty quote"
    if claim.figure and any(abs(end) > _LARGEST for end in (claim.figure.low, claim.figure.high) if end is not None):
        return f"{claim.predicate} has a figure beyond 64 bits"
    if claim.marking is not None:
        try:
            Marking.parse(claim.marking)
        except EntramadoError as error:
            return str(error)
    return words.fault(claim, types)
