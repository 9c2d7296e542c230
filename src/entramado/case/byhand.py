"""A claim that a person reads out of a document: what of the document it speaks of, and in which words of the vocabulary.

It says no more than its document does. What it speaks of is a referent of that document; one that is new there is called as the
text calls it, never by a name that only other documents know. That it is an entity of the map is a judgement of its own, handled
like all that both stand on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from entramado.case.judging import grounds, handling, spokesman
from entramado.case.opened import CaseView
from entramado.knowledge.tables import fold
from entramado.model.claim import (
    Claim,
    Document,
    Extraction,
    Judgement,
    Mention,
    Modality,
    Qualifiers,
    Reading,
    Referent,
    Span,
    Utterance,
)
from entramado.model.errors import NotFound, UsageError, VocabularyError
from entramado.model.network import Entity
from entramado.model.values import Figure, PartialDate
from entramado.model.vocabulary import Predicate, vocabulary
from entramado.share.find import find

LONGEST: Final = 4_000
"""Characters that a quote may have: it is to show what a claim stands on, and a page shows nothing."""
_BOUND: Final = re.compile(
    r"(?:(?P<least>at least|more than)|(?P<most>up to|at most)|(?P<about>about|around))?\s*"
    r"(?P<low>[\d, ]+?)(?:\s+to\s+(?P<high>[\d, ]+))?"
)


@dataclass(frozen=True, slots=True)
class End:
    """What one end of a claim is: something the case has, or something new.

    ``known`` is a referent of the document, or an entity by id or name. What is new has a ``type`` and maybe a ``kind``. ``at``
    is where the document names or points to it; without it ``words`` (or the entity's names) are looked for, in the quote first.
    """

    known: str | None = None
    type: str | None = None
    kind: str | None = None
    words: str | None = None
    at: Span | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """As a person types it: the name of something known, or ``Person:Ana``, ``Organization/criminal:Los Ejemplo``."""
        head, colon, words = text.partition(":")
        kind_of, _, kind = head.partition("/")
        if colon and kind_of in vocabulary().types:
            return cls(type=kind_of, kind=kind or None, words=words.strip())
        return cls(known=text.strip())


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim says: an ``object`` or a ``value``. Dates as ISO 8601 cut to what is known, none when empty."""

    subject: End
    predicate: str
    object: End | None = None
    value: str | None = None
    modality: Modality = "stated"
    negated: bool = False
    since: str = ""
    until: str = ""
    speaker: End | None = None
    said_by: tuple[Utterance, ...] = ()
    """Whom the document names as having said it, when that is known already; ``speaker`` goes first."""
    qualifiers: Qualifiers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ByHand:
    """What is to be recorded: the claim with its new referents, and the judgements that tie those to the map."""

    claim: Claim
    extraction: Extraction
    judgements: tuple[Judgement, ...]


class Reader:
    """Reads claims out of one document for one person."""

    def __init__(self, view: CaseView, doc: str, person: str, why: str) -> None:
        """Raises NotFound where the document is not there, or its text is withheld."""
        self.document = view.document(doc)
        if not self.document.text:
            raise NotFound(f"no document {doc}")
        self._view, self._person, self._why = view, person, why
        self._here = {referent.id: referent for referent in view.referents() if referent.doc == doc}
        self._mentions = list(view.mentions(doc))
        self._new: dict[str, tuple[Referent, Mention]] = {}
        self._judgements: list[Judgement] = []

    def read(self, quote: Span, said: Said, original: Claim | None = None) -> ByHand:
        """The claim, standing on ``quote``, or where ``original`` stands.

        Raises UsageError, NotFound, Ambiguous, VocabularyError for what cannot be said, in words that tell what can.
        """
        quote = _trimmed(self.document, quote)
        predicate = vocabulary().predicate(said.predicate)
        subject = self._end(said.subject, _subjects(predicate), quote)
        target = None
        if said.object is not None:
            if not predicate.pairs:
                raise VocabularyError(f"{predicate.name} has a value, no object ({predicate.direction})")
            target = self._end(said.object, _objects(predicate, subject), quote)
        elif not (said.value or "").strip():
            raise UsageError(f"{predicate.name} needs {'an object' if predicate.pairs else 'a value'} ({predicate.direction})")
        value, figure = (None, None) if target else _value(predicate, said.value or "")
        speakers = said.said_by
        if said.speaker is not None:
            speaker = self._end(said.speaker, ("Person", "Organization", "Place"), quote)
            speakers = (Utterance(speaker.name or self._worded(speaker), speaker.id, "say"), *speakers)
        claim = Claim(
            self.document.id,
            subject.id,
            predicate.name,
            target.id if target else None,
            value,
            figure,
            _fitting(said.qualifiers, predicate, figure),
            original.spans if original else (quote,),
            original.cell if original else None,
            speakers,
            said.modality,
            said.negated,
            original.disputes if original else None,
            *_dates(said.since, said.until),
            original.said_at if original else None,
            original.credibility if original else "6",
            original.marking if original else None,
        )
        known = {referent.id: referent for referent in (subject, *([target] if target else []))}
        if fault := vocabulary().fault(claim, {key: referent.type for key, referent in known.items()}):
            raise VocabularyError(fault)
        referents, mentions = zip(*self._new.values(), strict=True) if self._new else ((), ())
        reading = Reading(claim.id, f"person:{self._person}", 1.0)
        return ByHand(claim, Extraction(referents, mentions, (claim,), (reading,)), tuple(self._judgements))

    def _end(self, end: End, types: Sequence[str], quote: Span) -> Referent:
        """The referent of this document that an end is, made when there is none."""
        if end.known is None:
            return self._named_anew(end, types, quote)
        if end.known in self._here:
            return self._here[end.known]
        network = self._view.network()
        entity = network.entities.get(network.entity_of.get(end.known, end.known)) or find(network, end.known, whole=True)
        here = [self._here[one] for one in entity.referents if one in self._here]
        fitting = [one for one in here if one.type in types] or here
        if fitting:
            return min(fitting, key=lambda one: (not self._mentioned(one, end.at or quote), one.anchor, one.id))
        if types and entity.type not in types:
            raise UsageError(f"{entity.name} is a {entity.type}, where a {' or '.join(types)} is wanted")
        at = _within(self.document, end.at) if end.at else self._placed((entity.name, *entity.names), quote)
        words = self.document.text[at.start : at.end]
        name = words if fold(words) in {fold(name) for name in (entity.name, *entity.names)} else _name(words)
        made = self._make(entity.type, entity.kind, None if entity.type == "Event" else name, at, entity.collective)
        self._tie(made, entity)
        return made

    def _named_anew(self, end: End, types: Sequence[str], quote: Span) -> Referent:
        kind = end.type or (types[0] if len(types) == 1 else "")
        if fault := vocabulary().fault_of_type(kind, end.kind):
            raise VocabularyError(fault if kind else f"say what it is: {' or '.join(types)}")
        if end.at is None and not (end.words or "").strip():
            raise UsageError("a claim names its subject and its object")
        at = _within(self.document, end.at) if end.at else self._placed(((end.words or "").strip(),), quote)
        same = [m for m in self._mentions if (m.start, m.end) == (at.start, at.end)]
        known = next((self._here[m.referent] for m in same if self._here[m.referent].type == kind), None)
        words = self.document.text[at.start : at.end]
        return known or self._make(kind, end.kind, None if kind == "Event" else _name(words), at)

    def _make(self, kind: str, finer: str | None, name: str | None, at: Span, collective: bool = False) -> Referent:
        words = " ".join(name.split()) if name else None
        made = Referent(self.document.id, kind, finer, words, at.start, collective)
        self._new[made.id] = made, Mention(made.id, self.document.id, at.start, at.end, words)
        return made

    def _tie(self, made: Referent, entity: Entity) -> None:
        stand_on = grounds(self._view)
        handled = handling(entity.referents, {**stand_on, made.id: (self.document.marking,)})
        handled = handling((*entity.referents, made.id), {**stand_on, made.id: (self.document.marking, handled)})
        who = spokesman(entity, handled, stand_on)
        why = self._why or f"read by hand in {self.document.name}"
        self._judgements.append(Judgement(made.id, who, "same", 1.0, why, f"person:{self._person}", handled))

    def _placed(self, names: Collection[str], quote: Span) -> Span:
        """Where the document says one of the names: in the quote, or else where it first does."""
        text = self.document.text
        longest = sorted({" ".join(name.split()) for name in names} - {""}, key=lambda name: (-len(name), name))
        for start, end in ((quote.start, quote.end), (0, len(text))):
            for name in longest:
                words = r"\s+".join(re.escape(word) for word in name.split())
                if found := re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE).search(text, start, end):
                    return Span(found.start(), found.end())
        called = repr(longest[0]) if longest else "it"
        raise UsageError(f"the document does not say {called}: give the words of it that point there, or write a note")

    def _mentioned(self, referent: Referent, where: Span) -> bool:
        return any(m.referent == referent.id and m.start < where.end and where.start < m.end for m in self._mentions)

    def _worded(self, referent: Referent) -> str:
        at = next((m for m in self._mentions if m.referent == referent.id), None)
        made = self._new.get(referent.id)
        where = at or (made[1] if made else None)
        return " ".join(self.document.text[where.start : where.end].split()) if where else "unnamed"


def find_quote(document: Document, words: str) -> Span:
    """Where a document says these words, blanks aside. Raises UsageError when nowhere, or at several places."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = list(re.finditer(pattern, document.text)) if pattern else []
    if len(found) == 1:
        return Span(found[0].start(), found[0].end())
    times = f"{len(found)} times: give more of the sentence" if found else "nowhere: copy the words as they stand"
    raise UsageError(f"{document.name} says these words {times}")


def _trimmed(document: Document, span: Span) -> Span:
    span = _within(document, span)
    words = document.text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    if end - start > LONGEST:
        raise UsageError(f"the quote has {end - start:,} characters: select the sentence that says it ({LONGEST:,} at most)")
    return Span(start, end)


def _within(document: Document, span: Span) -> Span:
    if not 0 <= span.start < span.end <= len(document.text) or not document.text[span.start : span.end].strip():
        raise UsageError("the words that were selected are not in the document's text: select them anew")
    return span


def _name(words: str) -> str | None:
    """The words as a name; None for a description ("the commander"), which names nobody."""
    return None if words[:1].islower() else words


def _subjects(predicate: Predicate) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*predicate.domain, *(subject for subject, _ in predicate.pairs))))


def _objects(predicate: Predicate, subject: Referent) -> tuple[str, ...]:
    return tuple(target for source, target in predicate.pairs if source == subject.type) or predicate.range


def _value(predicate: Predicate, text: str) -> tuple[str, Figure | None]:
    """The exchange form, and its figure: "at least 20", "10 to 12". Raises VocabularyError."""
    if predicate.value == "figure" and (bound := _BOUND.fullmatch(text.strip().lower())):
        low = int(vocabulary().normalise(predicate.name, bound["low"]))
        high = int(vocabulary().normalise(predicate.name, bound["high"])) if bound["high"] else None
        if high is not None and high < low:
            raise VocabularyError(f"{predicate.name}: {low} to {high} runs backwards")
        if bound["most"]:
            return str(low), Figure(None, low)
        if bound["least"]:
            return str(low), Figure(low, None)
        if high is None and not bound["about"] and "of" not in predicate.qualifiers:
            return str(low), None  # an age is a number and counts nothing
        return str(low), Figure(low, low if high is None else high, bool(bound["about"]))
    if predicate.value is None:
        raise VocabularyError(f"{predicate.name} needs an entity, not the value {text!r} ({predicate.direction})")
    value = vocabulary().normalise(predicate.name, text)
    return value, Figure.exact(int(value.split()[1])) if predicate.value == "money" else None


def _fitting(qualifiers: Mapping[str, str | int | float | bool], predicate: Predicate, figure: Figure | None) -> Qualifiers:
    """Those that the predicate takes; the bound of a figure is that of its words."""
    kept = {name: held for name, held in qualifiers.items() if name in predicate.qualifiers and name != "bound"}
    return kept | ({"bound": figure.bound} if figure is not None and predicate.value == "figure" else {})


def _dates(since: str, until: str) -> tuple[PartialDate | None, PartialDate | None]:
    first, last = _date(since, "since"), _date(until, "until")
    if first and last and last.last < first.first:
        raise UsageError(f"since {first} is after until {last}: swap them")
    return first, last


def _date(text: str, name: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text.strip() else None
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None
