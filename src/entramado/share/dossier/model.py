"""What a dossier is made of: sections of lines, each line with the claims it stands on. Every form (HTML, PDF, JSON) shows this.

Nothing here is text to be interpreted: forms escape it. A line without claims is a heading's introduction or a question, never
knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

Status = Literal["fact", "assessment", "machine", "question"]
"""How a line came to be, shown apart everywhere:

fact        said by a source in so many words, read by a person, not disputed
assessment  a person's judgement (an analyst's note), or what is computed over several claims
machine     read out of a text by rules alone; no person has reviewed it
question    something not known: a gap
"""
STATUSES: Final[tuple[Status, ...]] = ("fact", "assessment", "machine", "question")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said. ``likelihood`` is a word of ICD 203, ``confidence`` low, moderate or high: never one for the other."""

    text: str
    status: Status
    claims: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    """Numbers of the source schedule."""
    origins: int = 0
    likelihood: str | None = None
    confidence: str | None = None
    disputed: bool = False
    favourable: bool = False
    """Whether it speaks for the subject."""
    date: str | None = None
    quote: str | None = None
    """The sentence it stands on, when that is shown with it."""
    marking: str = "TLP:CLEAR"
    head: str = ""
    """What the line answers, where that stands before it: "Standing now"."""
    level: int = 0
    """1 for a line that belongs under the one before it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines. An empty one says so in the words of ``none``; it is never left out."""

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    intro: str = ""
    none: str = "Nothing in the sources."


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the link chart; ``x`` and ``y`` in [0, 1]."""

    id: str
    name: str
    type: str
    kind: str | None
    x: float
    y: float
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A line of the link chart."""

    a: str
    b: str
    label: str
    belief: float
    modality: str
    disputed: bool
    reviewed: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The subject and what it is tied to."""

    nodes: tuple[Node, ...] = ()
    ties: tuple[Tie, ...] = ()
    left_out: int = 0
    """Ties that the chart has no room for; the sections list them."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One row of the source schedule."""

    number: int
    document: str
    file: str
    title: str | None
    source: str
    published: str | None
    grade: str
    marking: str
    claims: int
    reviewed: int
    origins: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim laid open for the appendix, by its id."""

    claim: str
    number: int
    """Row of the source schedule."""
    label: str
    """How lines point to it: "3.12" is the twelfth claim taken from source 3."""
    quote: str
    said_by: str
    grade: str
    place: str
    """Where it stands: "characters 120 to 188"."""
    read_by: str
    reviewed: bool
    marking: str
    says: str = ""
    """What was read out of the quote: "Juan Ficticio leads Example Cartel"."""


@dataclass(frozen=True, slots=True)
class Handling:
    """What binds the reader: computed from what is in the dossier, never typed in."""

    marking: str
    conditions: tuple[str, ...]
    purpose: str | None
    """Asked of who prepares it; None is shown as not stated."""
    legal_basis: str | None
    prepared_for: str
    prepared_by: str
    prepared_on: str
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A subject's file or the assessment of a network, ready to be shown."""

    template: Literal["subject", "network"]
    title: str
    subject: str
    """Entity id."""
    handling: Handling
    answer: tuple[Line, ...]
    """The first page: what someone with five minutes must know, the most important first."""
    sections: tuple[Section, ...]
    chart: Chart
    schedule: tuple[Scheduled, ...]
    evidence: tuple[Evidence, ...]
    figures: dict[str, int | float | str] = field(default_factory=dict)
    """Claims, origins, documents, share reviewed …, by name."""
    notice: str = ""
    """What the reader must know before all else: the subject is a victim, a witness, a journalist or a child."""
