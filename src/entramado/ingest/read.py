"""Paths to documents: list what there is, read each input, say what is wrong with the rest.

Listing parses nothing; reading an input depends on nothing but its bytes and its manifest row, so inputs can be shared
out among processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

from entramado.ingest import dates, furniture
from entramado.ingest.deposit import Content, Deposit, Input, Refused
from entramado.ingest.detect import media_type
from entramado.ingest.formats import READERS
from entramado.ingest.language import language
from entramado.ingest.listing import list_inputs
from entramado.ingest.manifest import Row, source
from entramado.model.claim import Document, Problem, Region, content_id
from entramado.model.values import PartialDate

LARGEST: Final = 512 * 1024 * 1024
"""Bytes a single file may have."""
_TITLE: Final = 300


def nothing_known(sha256: str) -> bool:
    """The `known` of a first build."""
    return False


def read_paths(paths: Sequence[Path], known: Callable[[str], bool] = nothing_known) -> Iterator[Deposit | Problem]:
    """Every document under ``paths`` that ``known`` (of a SHA-256, in hex) does not hold yet, in a stable order."""
    for entry in list_inputs(paths):
        yield from read_input(entry, known)


def read_input(entry: Input, known: Callable[[str], bool] = nothing_known) -> list[Deposit | Problem]:
    """The documents of one input, attachments and archive members included. Raises nothing: bad input is a Problem."""
    if entry.problem:
        return [entry.problem]
    try:
        size = entry.path.stat().st_size
        if size > LARGEST:
            raise Refused("too-large", f"has {size:,} bytes, more than {LARGEST:,}: split it")
        data = entry.path.read_bytes()
    except OSError as error:
        return [Problem(entry.name, f"cannot be read ({error.strerror or error}): check its permissions", "unreadable")]
    except Refused as refusal:
        return [Problem(entry.name, str(refusal), refusal.code)]
    return list(_read(data, entry.name, entry.row, known))


def _read(data: bytes, name: str, row: Row | None, known: Callable[[str], bool]) -> Iterator[Deposit | Problem]:
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        kind = media_type(name, data)
        if known(sha256):
            return
        content = READERS[kind].read(data)
    except Refused as refusal:
        yield Problem(name, str(refusal), refusal.code)
        return
    yield from _deposit(data, sha256, name, kind, content, row)


def _deposit(data: bytes, sha256: str, name: str, kind: str, content: Content, row: Row | None) -> Iterator[Deposit | Problem]:
    text = content.text
    assert text is not None
    if not text.strip():
        yield Problem(name, "is empty: it holds no text", "empty")
        return
    body = tuple(
        Region(region.start + begin, region.end + begin, region.kind)
        for begin, end in content.main or ((0, len(text)),)
        for region in furniture.regions(text[begin:end], (row and row.title) or content.title)
    )
    row = row or Row()
    published, published_from = _published(row, content, text, body)
    who = row.source or content.source
    origin = source(who, row.reliability, row.marking, content.source_kind) if who else None
    document = Document(
        content_id("d", sha256),
        name,
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
    )
    yield Deposit(document, data, origin, name)
    for code, message in content.notes:
        yield Problem(name, message, code, refused=False, doc=document.id)


_From = Literal["manifest", "metadata", "text", "none"]


def _published(row: Row, content: Content, text: str, body: tuple[Region, ...]) -> tuple[PartialDate | None, _From]:
    """The publication date, and which of the places that may tell it did."""
    if row.published:
        return row.published, "manifest"
    if content.published:
        return content.published, "metadata"
    first = next((region.start for region in body if region.kind == "text"), len(text))
    stated = dates.published(text, first)
    return (stated, "text") if stated else (None, "none")


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
    assert content.text is not None
    sample = "".join(content.text[region.start : min(region.end, region.start + 5_000)] for region in body[:20])
    found = language(sample)
    return found if found != "und" else (content.language or "en").lower()[:2]
