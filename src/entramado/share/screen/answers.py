"""The shapes that answers of the page share. Frozen dataclasses: the API's schema and the page's types are made from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from entramado.model.errors import UsageError

T = TypeVar("T")
Reviewed = Literal["none", "some", "all"]
"""How many of the claims behind a line a person has read out of the document."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A stretch of a list. `total` is the length of the whole; `next` the cursor of the next stretch, null at the end."""

    items: Sequence[T]
    total: int
    next: str | None


def paged(items: Sequence[T], cursor: str | None, limit: int) -> Page[T]:
    """The stretch of ``limit`` items that ``cursor`` points to. Raises UsageError for a cursor that no answer gave."""
    start = beginning(cursor)
    end = start + limit
    return Page(items[start:end], len(items), str(end) if end < len(items) else None)


def beginning(cursor: str | None) -> int:
    """The place in the list that a cursor stands for. Raises UsageError."""
    if cursor is None or cursor == "":
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise UsageError(f"{cursor!r} is no cursor: take it from `next` of the page before")
    return int(cursor)


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity as a screen names it. `described` says in a word or two what it is."""

    id: str
    name: str
    type: str
    kind: str | None
    described: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edge of the map in words: the claims that say the same of an entity, fused. Its evidence: `/api/claims?line=ID`."""

    id: str
    subject: EntityRef
    predicate: str
    phrase: str
    """The predicate as it reads from the subject, negation and "formerly" included."""
    object: EntityRef | None
    value: str | None
    spoken: str | None
    """The value as a person would write it."""
    belief: float
    modality: str
    negated: bool
    disputed: bool
    former: bool
    origins: int
    """Independent origins: copies count once."""
    documents: int
    claims: int
    review: Reviewed
    since: str | None
    """First day that the claims state (ISO 8601), null when they state none."""
    until: str | None
    reported_from: str | None
    """First and last day on which the documents were published."""
    reported_to: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of the chain from who knows to who prints."""

    name: str
    entity: str | None
    verb: str
    modality: str
    named: bool


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Who read a claim out of its document, and P(read right)."""

    by: str
    p: float


@dataclass(frozen=True, slots=True)
class ReviewOf:
    """What persons found of the reading: `level` is none, one, assessed, differing or misread."""

    level: str
    right: Sequence[str]
    wrong: Sequence[str]
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim laid open: its sentence, who says so, how it is graded, how far it is believed, who has read it."""

    claim: str
    says: str
    """The claim in words, with the names of the map."""
    subject: EntityRef
    predicate: str
    object: EntityRef | None
    value: str | None
    spoken: str | None
    """The value as a person would write it."""
    document: str
    file: str
    title: str | None
    published: str | None
    source: str | None
    start: int | None
    end: int | None
    place: str
    """Where in the document it stands, in words."""
    before: str
    quote: str
    after: str
    speakers: Sequence[Speaker]
    modality: str
    negated: bool
    valid_from: str | None
    valid_to: str | None
    grade: str
    marking: str
    belief: float | None
    origin: str | None
    readings: Sequence[ReadBy]
    reviewed: bool
    review: ReviewOf
    withheld: bool
    """Whether the document itself is not shown to this viewer."""
