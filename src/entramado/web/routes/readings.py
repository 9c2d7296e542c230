"""What a person says of how documents were read: queue, reviews, corrections, claims by hand, notes; each can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from fastapi import Query, Request, Response

from entramado.case.correcting import Corrected, End, Said, Span
from entramado.case.note import Wording, write
from entramado.model.claim import Modality
from entramado.model.errors import EntramadoError, UsageError
from entramado.share.screen import queue
from entramado.share.screen.queue import ReadingQueue
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Limit, OnStage
from entramado.web.desk import desk_of, session_of
from entramado.web.topics import topic

router: Final = topic("readings")
_CLAIMS: Final = 50
"""Claims that one note may make."""


@dataclass(frozen=True, slots=True)
class ReviewAsked:
    """Whether the document says what the claim says."""

    right: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What an act came to. `recipients` had a claim that stands no longer, and are to be told (`entramado recall`)."""

    claims: Sequence[str]
    recipients: int


@dataclass(frozen=True, slots=True)
class EndAsked:
    """An end of a claim: `known` is a referent of the document, or an entity by id or name; what is new has a `type`.

    `start` and `end` say where the document names or points to it, as characters of its text.
    """

    known: str | None = None
    type: str | None = None
    kind: str | None = None
    words: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectionAsked:
    """What the sentence of a claim does say; what is left out stays as it is. An empty date says that none is given."""

    subject: EndAsked | None = None
    predicate: str | None = None
    object: EndAsked | None = None
    value: str | None = None
    modality: Modality | None = None
    negated: bool | None = None
    since: str | None = None
    until: str | None = None
    speaker: EndAsked | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ClaimAsked:
    """A claim read by hand: the words from `start` to `end` of the document's text say it."""

    start: int
    end: int
    subject: EndAsked
    predicate: str
    object: EndAsked | None = None
    value: str | None = None
    modality: Modality = "stated"
    negated: bool = False
    since: str = ""
    until: str = ""
    speaker: EndAsked | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class CorrectedTold:
    """A claim as a person reads it, and the one that it stands in for. Take it back with `/api/claims/{claim}/take-back`."""

    claim: str
    document: str
    misread: str | None
    recipients: int


@dataclass(frozen=True, slots=True)
class TakeBackAsked:
    """Why, if there is more to say than that it was a slip."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class NoteAsked:
    """An analyst's note and what it claims: subject, predicate, object or value. A new entity is named with its type, and
    maybe its kind: `Person:Ana`, `Organization/criminal:Los Ejemplo`. Without claims the rules read the text.
    """

    text: str
    claims: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    reliability: str = "F"
    marking: str | None = None


@dataclass(frozen=True, slots=True)
class NoteKept:
    """A note as a document, with its claims. Any of them takes back all."""

    document: str
    name: str
    claims: Sequence[str]


@dataclass(frozen=True, slots=True)
class NotePreview:
    """What would be kept: of each claim what is wrong with it (null: nothing), of the note as a whole, and its marking."""

    faults: Sequence[str | None]
    fault: str | None
    marking: str | None


@router.get("/review/readings", response_model=ReadingQueue)
def readings(
    request: Request,
    stage: OnStage,
    about: Annotated[str | None, Query(max_length=100, description="Only what is about this entity")] = None,
    by: Annotated[str | None, Query(max_length=80, description="Leave out what this person has reviewed or written")] = None,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> Response:
    """What waits for review: what matters first, then what is read least surely. `by` is the session's analyst unless given."""
    who = by if by is not None else session_of(request).by
    return answer(queue.readings(stage, about=about, by=who or None, cursor=cursor, limit=limit))


@router.post("/claims/{claim}/review", response_model=Told)
def review(request: Request, claim: str, asked: ReviewAsked) -> Response:
    """Say that a claim was read right or wrong. The last word of a person counts; the rule's reading stays beside it."""
    told = desk_of(request).act(
        session_of(request), lambda case, by: case.review([claim], right=asked.right, by=by, why=asked.why),
    )  # fmt: skip
    return answer(Told([claim], told))


@router.post("/claims/{claim}/correction", response_model=CorrectedTold)
def correction(request: Request, claim: str, asked: CorrectionAsked) -> Response:
    """Read the sentence of a claim otherwise: a claim of the person's beside the machine's, which he says is misread."""
    given = {name: getattr(asked, name) for name in ("predicate", "value", "modality", "negated", "since", "until")}
    change: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    change |= {name: _end(end) for name in ("subject", "object", "speaker") if (end := getattr(asked, name)) is not None}
    made = desk_of(request).act(session_of(request), lambda case, by: case.correct(claim, by=by, why=asked.why, **change))
    return answer(_told(made))


@router.post("/documents/{document}/claims", response_model=CorrectedTold)
def read(request: Request, document: str, asked: ClaimAsked) -> Response:
    """Add a claim that the document makes and no rule found."""
    said = Said(
        _end(asked.subject),
        asked.predicate,
        _end(asked.object) if asked.object is not None else None,
        asked.value,
        asked.modality,
        asked.negated,
        asked.since,
        asked.until,
        _end(asked.speaker) if asked.speaker is not None else None,
    )
    quote = Span(asked.start, asked.end)
    made = desk_of(request).act(session_of(request), lambda case, by: case.read(document, quote, said, by=by, why=asked.why))
    return answer(_told(made))


@router.post("/claims/{claim}/take-back", response_model=Told)
def take_back(request: Request, claim: str, asked: TakeBackAsked) -> Response:
    """Undo what the session's analyst last said of a claim, with all of the same act: a review, a correction, a note."""
    done = desk_of(request).act(session_of(request), lambda case, by: case.take_back(claim, by=by, why=asked.why))
    return answer(Told(done.claims, done.recipients))


@router.post("/notes", response_model=NoteKept)
def note(request: Request, asked: NoteAsked) -> Response:
    """Keep a note: the source of what is drawn by hand. Its claims are the analyst's own."""
    claims = _wordings(asked)
    desk = desk_of(request)

    def keep(case: Any, by: str) -> NoteKept:
        kept = case.note(asked.text, claims, by=by, reliability=asked.reliability, marking=asked.marking)
        made = case.view(reason=desk.reason, through="page").claims(kept.id)
        return NoteKept(kept.id, kept.name, [claim.id for claim in made])

    return answer(desk.act(session_of(request), keep))


@router.post("/notes/preview", response_model=NotePreview)
def preview(request: Request, stage: OnStage, asked: NoteAsked) -> Response:
    """What is wrong with a note and its claims, before it is kept. Keeps nothing."""
    from datetime import UTC, datetime

    claims = _wordings(asked)
    markings = {document.id: document.marking for document in stage.exhibits.documents.values()}
    person = session_of(request).by or "analyst"

    def tried(text: str, wanted: Sequence[Wording]) -> tuple[str | None, str | None]:
        try:
            made = write(
                text, wanted, stage.network, markings,
                person=person, reliability=asked.reliability, at=datetime.now(UTC), marking=asked.marking,
            )  # fmt: skip
        except EntramadoError as error:
            return str(error), None
        return None, made.document.marking

    faults = [tried("-", [claim])[0] for claim in claims]
    sound = [claim for claim, fault in zip(claims, faults, strict=True) if fault is None]
    fault, marking = tried(asked.text, sound)
    return answer(NotePreview(faults, fault, marking))


def _wordings(asked: NoteAsked) -> list[Wording]:
    if len(asked.claims) > _CLAIMS:
        raise UsageError(f"a note makes up to {_CLAIMS} claims: write another one for the rest")
    return [(subject, predicate, target) for subject, predicate, target in asked.claims]


def _end(asked: EndAsked) -> End:
    at = Span(asked.start, asked.end) if asked.start is not None and asked.end is not None else None
    return End(asked.known, asked.type, asked.kind, asked.words, at)


def _told(made: Corrected) -> CorrectedTold:
    return CorrectedTold(made.claim, made.document, made.misread, made.recipients)
