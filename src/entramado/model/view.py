"""The one way to read a case: what one viewer may see, as of one transaction.

Everything that reads (resolution, fusion, search, exports) takes a `View`, so that what is hidden cannot weigh on
anything that is shown. The store has the only implementation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from entramado.model.claim import Claim, Document, Judgement, Mention, Problem, Reading, Referent, Source


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks. Without a clearance of their own a viewer sees what is for everyone; the owner sees everything."""

    name: str
    clearance: str = "TLP:CLEAR"
    country: str | None = None
    organisation: str | None = None
    caveats: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    """What they may use things for (`entramado.model.marking.PURPOSES`)."""
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that answers a full-text query. Score from visible documents alone; offsets in the stored text."""

    doc: str
    start: int
    end: int
    snippet: str
    score: float


class View(Protocol):
    """Rows that ``viewer`` may see and that stood at transaction ``as_of``; iteration order is stable."""

    @property
    def viewer(self) -> Viewer: ...

    @property
    def as_of(self) -> int: ...

    def sources(self) -> Iterator[Source]: ...

    def documents(self) -> Iterator[Document]: ...

    def document(self, doc: str) -> Document:
        """Raises NotFound."""
        ...

    def referents(self) -> Iterator[Referent]: ...

    def mentions(self, doc: str | None = None) -> Iterator[Mention]: ...

    def claims(self, doc: str | None = None) -> Iterator[Claim]: ...

    def claim(self, claim: str) -> Claim:
        """Raises NotFound."""
        ...

    def readings(self) -> Iterator[Reading]: ...

    def judgements(self) -> Iterator[Judgement]: ...

    def problems(self) -> Iterator[Problem]: ...

    def search(self, query: str, limit: int = 20) -> Sequence[Hit]: ...
