"""What goes through ingest: inputs (places to read), contents (what a reader got), deposits (documents for the case)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from entramado.ingest.manifest import Row
from entramado.model.claim import Document, Problem, Source
from entramado.model.errors import InputError
from entramado.model.values import PartialDate


class Refused(InputError):
    """An input that cannot be read. ``code`` is the `Problem`'s; the message says what is wrong and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. ``name`` is how the user knows it; ``problem`` is set when it cannot even be listed."""

    path: Path
    name: str
    row: Row | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A file within a file: archive member, attachment, message. ``load`` gives its bytes or raises Refused."""

    name: str
    load: Callable[[], bytes]
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader got out of a file's bytes. ``text`` is None for what only holds other files.

    ``main`` narrows ``text`` to its main matter, as half-open offset pairs, where the format tells (a page's article,
    a mail without its quoted tail); furniture is looked for within it. ``notes`` are (code, message) pairs of what was
    met and overcome. A ``published`` or ``title`` given here is the file's own metadata.
    """

    text: str | None
    main: tuple[tuple[int, int], ...] | None = None
    title: str | None = None
    published: PartialDate | None = None
    source: str | None = None
    language: str | None = None
    parts: Sequence[Part] = ()
    notes: tuple[tuple[str, str], ...] = ()
    source_kind: str = "unknown"
    authored: bool = False
    """Whether somebody wrote all of ``text``, so that no page surrounds it."""
    created: PartialDate | None = None
    """When the file was made: the last resort for its date, since files are made again by saving them."""


@dataclass(frozen=True, slots=True)
class Deposit:
    """A document on its way into the case, with the bytes it was read from and under which name it came."""

    document: Document
    original: bytes
    source: Source | None
    holding: str
