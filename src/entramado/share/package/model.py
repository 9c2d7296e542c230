"""What a package says, as values: who sends what to whom, and the claims with what they stand on.

Ids are those that the recipient's view gives, or follow from the content where that view holds something back; the package
never shows that it did.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from entramado.model.claim import Claim, Judgement, Mention, Reading, Referent, Source
from entramado.model.network import Nature
from entramado.model.values import PartialDate
from entramado.model.view import Viewer

FORMAT: Final = "entramado package 1"
"""Name and version of the form. Whoever meets another one refuses it."""
PERSON: Final = "a person"
"""Who read or judged, when that was no rule: reviewers' names do not go."""

DIFFERING: Final = "persons who differ"
"""Who read a claim that one person found misread and another did not."""

Kind = Literal["release", "recall"]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who makes and signs it. ``key`` is the public key, ``ed25519:BASE64``."""

    organisation: str
    country: str | None
    key: str

    @property
    def name(self) -> str:
        return f"{self.organisation} ({self.country})" if self.country else self.organisation


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity that the release is about, as the recipient's view names it."""

    id: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Header:
    """What stands on the package: asked of the sender, never invented.

    ``made_at`` is UTC, ``2026-11-22T01:02:03Z``. ``sequence`` counts what this sender has sent to this recipient from 1, without
    gaps; ``previous`` is the id of the package before. ``subjects`` and ``marking`` are filled in by `contents`.
    """

    sender: Sender
    recipient: Viewer
    sequence: int
    previous: str | None
    made_at: str
    purpose: str
    authority: str
    kind: Kind = "release"
    conditions: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    """Empty when everything that the recipient may have was asked for."""
    marking: str = "TLP:CLEAR"
    """Joined from all that is in it."""


@dataclass(frozen=True, slots=True, order=True)
class Excerpt:
    """A stretch of the original document's text that quotes stand in; offsets in the original, end exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Excerpted:
    """A document as the recipient may have it: what it is, and its quotes alone.

    ``source`` is None when he may not know it. ``withheld``: he may not have its text either, so that there are no excerpts,
    and nothing is said of what it is.
    """

    id: str
    name: str
    title: str | None
    published: PartialDate | None
    lang: str
    credibility: str
    marking: str
    source: Source | None
    excerpts: tuple[Excerpt, ...]
    """In order, apart from one another."""
    withheld: bool = False

    def holds(self, start: int, end: int) -> bool:
        """Whether that stretch of the original lies in one excerpt."""
        place = bisect_right(self.excerpts, start, key=lambda excerpt: excerpt.start) - 1
        return place >= 0 and end <= self.excerpts[place].end


@dataclass(frozen=True, slots=True)
class Difference:
    """Claims of the package that differ, as the sender's map has it in the recipient's view."""

    nature: Nature
    predicate: str
    claims: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """A claim of an earlier package (its id there) that is no longer to be used, and why."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a package says. Everything is sorted, so that equal contents are equal bytes."""

    header: Header
    documents: tuple[Excerpted, ...] = ()
    referents: tuple[Referent, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    readings: tuple[Reading, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    """Who is who by a person's word: ``why`` is empty and ``by`` is `PERSON`."""
    differences: tuple[Difference, ...] = ()
    recalled: tuple[Recalled, ...] = ()
    sent: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Id of each claim in the sender's case to its id here, for the dissemination log. Does not travel."""


@dataclass(frozen=True, slots=True)
class Package:
    """Contents with the files that go along (name to bytes), under the id that both give."""

    id: str
    contents: Contents
    files: Mapping[str, bytes]
    release: bytes
    """The contents as they travel: ``data/release.json``."""
