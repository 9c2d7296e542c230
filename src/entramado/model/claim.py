"""Claims and what they stand on. Nothing else carries knowledge.

Everything here is immutable and addressed by its content: the same file read twice gives the same ids, on any machine
and in any order. A claim's id says what is claimed and where it stands, never who read it; who read it is a `Reading`.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from entramado.model.values import Figure, PartialDate

Modality = Literal["stated", "reported", "alleged", "believed", "predicted", "hypothetical"]
MODALITIES: Final[tuple[Modality, ...]] = ("stated", "reported", "alleged", "believed", "predicted", "hypothetical")
Scalar = str | int | float | bool
Qualifiers = Mapping[str, Scalar]
_CANONICAL: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
"""Made once: `json.dumps` makes a new one a call, and a large case asks for a hundred thousand ids."""


def content_id(prefix: str, *parts: object) -> str:
    """A short stable id: ``prefix`` and 96 bits of BLAKE2b over the canonical JSON of ``parts``."""
    data = _CANONICAL.encode(parts)
    return prefix + hashlib.blake2b(data.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where a quote stands: Unicode code points into the document's stored text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a value stands in a table: sheet name, 1-based row, column name."""

    sheet: str
    row: int
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes: an outlet, an agency, an analyst. ``marking`` guards who it is."""

    id: str
    name: str
    kind: str = "unknown"
    owner: str | None = None
    reliability: str = "F"
    marking: str = "TLP:CLEAR"


def source_id(name: str) -> str:
    """The id of the source of that name: case, spacing and the form of its letters aside, one name is one source."""
    return content_id("s", " ".join(unicodedata.normalize("NFKC", name).casefold().split()))


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a document's text that is content. What lies in no region is page furniture."""

    start: int
    end: int
    kind: Literal["text", "headline"] = "text"


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that says something, as stored. ``text`` is the whole text; every offset counts in it."""

    id: str
    name: str
    sha256: str
    text: str
    body: tuple[Region, ...]
    source: str | None = None
    title: str | None = None
    published: PartialDate | None = None
    published_from: Literal["manifest", "metadata", "text", "none"] = "none"
    lang: str = "en"
    media_type: str = "text/plain"
    credibility: str = "6"
    marking: str = "TLP:CLEAR"
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a document that names or points to a referent."""

    referent: str
    doc: str
    start: int
    end: int
    name: str | None

    @property
    def id(self) -> str:
        return content_id("m", self.referent, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Referent:
    """One thing as one document speaks of it. ``anchor`` is the offset of its first mention in that document."""

    doc: str
    type: str
    kind: str | None
    name: str | None
    anchor: int
    collective: bool = False
    key: str | None = None
    """Row of a reference table that the document's wording points to (``group:cjng``, ``place:MX-14086``), or None."""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", content_id("r", self.doc, self.type, self.kind, self.name, self.anchor))


@dataclass(frozen=True, slots=True)
class Utterance:
    """One link of a said_by chain: who, with which verb, how firmly. ``referent`` when the speaker is one."""

    name: str
    referent: str | None = None
    verb: str = "said"
    modality: Modality = "stated"
    named: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said: subject, predicate, object or value, where it stands and who says so. Never edited."""

    doc: str
    subject: str
    predicate: str
    object: str | None = None
    value: str | None = None
    figure: Figure | None = None
    qualifiers: Qualifiers = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    cell: Cell | None = None
    said_by: tuple[Utterance, ...] = ()
    """Innermost speaker first, the outlet left out: the view adds it where the viewer may know the source."""
    modality: Modality = "stated"
    negated: bool = False
    disputes: str | None = None
    """Id of the claim that this one answers, or None. No part of this one's id, which must not tell of a claim that is hidden."""
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    said_at: PartialDate | None = None
    credibility: str = "6"
    marking: str | None = None
    """Handling of the content; None takes the document's."""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        if (self.object is None) == (self.value is None):
            raise ValueError(f"a {self.predicate} claim needs an object or a value, not both or neither")
        if not self.spans and self.cell is None:
            raise ValueError("a claim stands somewhere: it needs spans or a cell")
        figure = self.figure and (self.figure.low, self.figure.high, self.figure.approx)
        said = [(u.name, u.referent, u.verb, u.modality) for u in self.said_by]
        spans = [(s.start, s.end) for s in self.spans]
        cell = self.cell and (self.cell.sheet, self.cell.row, self.cell.column)
        object.__setattr__(
            self,
            "id",
            content_id(
                "c",
                self.doc,
                self.subject,
                self.predicate,
                self.object,
                self.value,
                figure,
                dict(self.qualifiers),
                spans,
                cell,
                said,
                self.modality,
                self.negated,
                str(self.valid_from),
                str(self.valid_to),
            ),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read a claim out of its document: an extractor (``rules@1:leads.appos``) or a person, and P(read right).

    A person (``person:ana``) who says that the document does not say so reads with a ``p`` below one half.
    """

    claim: str
    by: str
    p: float

    @property
    def person(self) -> str | None:
        """The name of the person who read it, or None for an extractor."""
        kind, _, name = self.by.partition(":")
        return name if kind == "person" else None


RIGHT: Final = 0.98
"""P(read right) by a person who found that the document says it."""
WRONG: Final = 0.02
"""P(read right) by a person who found that it does not."""
WITHDRAWN: Final = 0.5
"""Kept as the reading of a person who takes his word back: it says nothing either way, and no view gives it."""


def misread(readings: Iterable[Reading]) -> bool:
    """Whether persons have found a claim misread, and none has found it right: then no map draws it."""
    found = [reading.p >= 0.5 for reading in readings if reading.person is not None]
    return bool(found) and not any(found)


Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A say on whether two referents are one thing, with the reason. Undone by its retraction."""

    a: str
    b: str
    verdict: Verdict
    score: float
    why: str
    by: str
    marking: str = "TLP:CLEAR"
    id: str = field(init=False)

    def __post_init__(self) -> None:
        first, second = sorted((self.a, self.b))
        object.__setattr__(self, "a", first)
        object.__setattr__(self, "b", second)
        object.__setattr__(self, "id", content_id("j", first, second, self.verdict, self.by, self.why))


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with its recorded time (ISO 8601, UTC), which is its case's owner's to know. One that stands has no end."""

    judgement: Judgement
    at: str
    ended_at: str | None
    ended_by: str | None
    """Who took it back, or judged the opposite."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an input: a value on its way to `entramado problems`, not a crash."""

    where: str
    """File or archive member, as the user named it."""
    what: str
    """What is wrong and what to do next."""
    code: str
    """Stable short word: empty, encrypted, truncated, needs-ocr, encoding, zip-bomb, manifest, dates …"""
    refused: bool = True
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document yields. Order is that of the text."""

    referents: tuple[Referent, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...] = ()
