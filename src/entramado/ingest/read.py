"""Inputs to documents: read each, with what it holds, and say what is wrong with the rest.

Reading an input depends on nothing but its bytes and its manifest row, so inputs can be shared out among processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from entramado.ingest import dates, furniture
from entramado.ingest.decode import decode
from entramado.ingest.deposit import Content, Deposit, Input, Part, Refused
from entramado.ingest.detect import media_type
from entramado.ingest.formats import READERS
from entramado.ingest.language import language
from entramado.ingest.listing import Manifests, list_inputs, row_of, skipped
from entramado.ingest.manifest import NAME, Row, read_manifest, source
from entramado.model.claim import Document, Problem, Region, Source, content_id
from entramado.model.errors import ManifestError
from entramado.model.values import PartialDate

Known = Callable[[str], bool]
"""Whether the case already holds the document of that SHA-256 (hex)."""

LARGEST: Final = 512 * 1024 * 1024
"""Bytes a single file may have."""
DEEPEST: Final = 3
"""Files within files: a text in a zip in a mail in an mbox is at depth 3."""
_MOST: Final = 2 * 1024 * 1024 * 1024
"""Bytes that all the files within one file may have together, at any depth."""
_TITLE: Final = 300


def nothing_known(sha256: str) -> bool:
    """The `known` of a first build."""
    return False


def read_paths(paths: Sequence[Path], known: Known = nothing_known) -> Iterator[Deposit | Problem]:
    """Every document under ``paths`` that ``known`` does not hold yet, and every problem, in a stable order."""
    for entry in list_inputs(paths):
        yield from read_input(entry, known)


def read_input(entry: Input, known: Known = nothing_known) -> list[Deposit | Problem]:
    """The documents of one input, attachments and archive members included. Raises nothing: bad input is a Problem."""
    if entry.problem:
        return [entry.problem]
    try:
        size = entry.path.stat().st_size
        if size > LARGEST:
            return [Problem(entry.name, f"has {size:,} bytes, more than {LARGEST:,}: split it", "too-large")]
        data = entry.path.read_bytes()
    except OSError as error:
        return [Problem(entry.name, f"cannot be read ({error.strerror or error}): check its permissions", "unreadable")]
    return list(_Reader(known).file(data, _Place(entry.name, entry.row)))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a file was found, and what that says of it. ``row`` is its own or its container's."""

    name: str
    row: Row | None = None
    media_type: str | None = None
    depth: int = 0
    parent: str | None = None
    carrier: Source | None = None
    """The source of the mail that it is attached to."""
    sent: PartialDate | None = None


class _Reader:
    """Reads one input to its depth; counts what it has expanded."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._expanded = 0

    def file(self, data: bytes, place: _Place) -> Iterator[Deposit | Problem]:
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            kind = place.media_type or media_type(place.name, data)
            holds_others = kind in _CONTAINERS
            if not holds_others and self._known(sha256):
                return
            content = READERS[kind].read(data)
        except Refused as refusal:
            yield Problem(place.name, str(refusal), refusal.code)
            return
        if content.text is not None and not content.text.strip() and not content.parts:
            yield Problem(place.name, "is empty: it holds no text", "empty")
            return
        if content.text is None:
            yield from (Problem(place.name, message, code, refused=False) for code, message in content.notes)
            yield from self._parts(content.parts, place)
            return
        deposit = _deposit(data, sha256, kind, content, place)
        if not self._known(sha256):
            yield deposit
            for code, message in content.notes:
                yield Problem(place.name, message, code, refused=False, doc=deposit.document.id)
        inner = replace(place, parent=deposit.document.id, carrier=deposit.source, sent=deposit.document.published)
        yield from self._parts(content.parts, inner)

    def _parts(self, parts: Sequence[Part], place: _Place) -> Iterator[Deposit | Problem]:
        """The files within a file, each with its row when the container brings a manifest."""
        manifests, refused = _manifests(parts, place.name)
        yield from refused.values()
        for part in parts:
            if any(map(skipped, part.name.split("/"))) or part.name.rpartition("/")[2] == NAME:
                continue
            if any(part.name.startswith(below) for below in refused):
                continue
            name = f"{place.name}/{part.name}" if part.name else place.name.removesuffix(".gz").removesuffix(".gzip")
            if place.depth >= DEEPEST:
                yield Problem(name, f"is nested more than {DEEPEST} files deep: unpack it first", "nested")
                continue
            try:
                data = part.load()
            except Refused as refusal:
                yield Problem(name, str(refusal), refusal.code)
                continue
            self._expanded += len(data)
            if self._expanded > _MOST:
                yield Problem(name, f"is past the {_MOST:,} bytes that one file may hold: the rest was not read", "zip-bomb")
                return
            row = row_of(part.name, manifests) or place.row
            yield from self.file(data, replace(place, name=name, row=row, media_type=part.media_type, depth=place.depth + 1))


_CONTAINERS: Final = frozenset({"message/rfc822", "application/mbox", "application/zip", "application/gzip"})
"""Formats whose parts must be looked at even when the file itself is known."""


def _manifests(parts: Sequence[Part], name: str) -> tuple[Manifests, Mapping[str, Problem]]:
    """The manifests in a container, innermost first, and the folders that a wrong one refuses ("" is all of it)."""
    names = {part.name for part in parts}
    found: list[tuple[str, Mapping[str, Row]]] = []
    refused: dict[str, Problem] = {}
    for part in parts:
        folder, _, file = part.name.rpartition("/")
        if file != NAME:
            continue
        below = f"{folder}/" if folder else ""
        try:
            text = decode(part.load()).text
            found.append((folder, read_manifest(text, f"{name}/{part.name}", lambda file, below=below: below + file in names)))  # type: ignore[misc]
        except (ManifestError, Refused) as error:
            refused[below] = Problem(f"{name}/{part.name}", f"{error}. Nothing of this folder was read", "manifest")
    return tuple(sorted(found, key=lambda pair: -len(pair[0]))), refused


def _deposit(data: bytes, sha256: str, kind: str, content: Content, place: _Place) -> Deposit:
    text = content.text or ""
    row = place.row or Row()
    body = furniture.regions(text, row.title or content.title, content.main, authored=content.authored)
    published, published_from = _published(row, content, text, body)
    if published is None and place.sent is not None:
        published, published_from = place.sent, "metadata"
    who = row.source or content.source
    origin = source(who, row.reliability, row.marking, content.source_kind) if who else place.carrier
    document = Document(
        content_id("d", sha256),
        place.name,
        sha256,
        text,
        body,
        source=origin.id if origin else None,
        title=row.title or content.title or _headline(text, body),
        published=published,
        published_from=published_from,
        lang=row.language or _language(content, body),
        media_type=kind,
        credibility=row.credibility,
        marking=row.marking,
        parent=place.parent,
    )
    return Deposit(document, data, origin, place.name)


_From = Literal["manifest", "metadata", "text", "none"]


def _published(row: Row, content: Content, text: str, body: tuple[Region, ...]) -> tuple[PartialDate | None, _From]:
    """The publication date, and which of the places that may tell it did."""
    if row.published:
        return row.published, "manifest"
    if content.published:
        return content.published, "metadata"
    first = next((region.start for region in body if region.kind == "text"), len(text))
    stated = dates.published(text, first)
    if stated:
        return stated, "text"
    return (content.created, "metadata") if content.created else (None, "none")


def _headline(text: str, body: tuple[Region, ...]) -> str | None:
    """The title that stands above the article: its headline regions before the first sentence."""
    above: list[str] = []
    for region in body:
        if region.kind != "headline":
            break
        above.append(text[region.start : region.end])
    return " ".join(" ".join(above).split())[:_TITLE] or None


def _language(content: Content, body: tuple[Region, ...]) -> str:
    """The language of what is content; a format's own say counts only where the words do not tell."""
    text = content.text or ""
    sample = "".join(text[region.start : min(region.end, region.start + 5_000)] for region in body[:20])
    found = language(sample)
    return found if found != "und" else (content.language or "en").lower()[:2]
