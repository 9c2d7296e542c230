"""A document to read: its head, its text or its pages, what is marked in them, and the file as it came in."""

from __future__ import annotations

import re
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import Query, Response

from entramado.ingest.pdfpage import Drawn, draw
from entramado.model.errors import NotFound
from entramado.share.screen import reader
from entramado.share.screen.answers import Page
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Here, OnStage
from entramado.web.desk import Room
from entramado.web.topics import topic

router: Final = topic("reader")
Start = Annotated[int, Query(alias="from", ge=0, le=1_000_000_000, description="First character (code points)")]
End = Annotated[int, Query(alias="to", ge=0, le=1_000_000_000, description="Character after the last")]
_SANDBOX: Final = {"content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff"}
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._ -]")


@router.get("/documents/{document}", response_model=reader.DocumentHead)
def head(stage: OnStage, document: str) -> Response:
    """What a document is, who published it, how it is graded and marked, and how its text is parted."""
    return answer(reader.head(stage, document))


@router.get("/documents/{document}/text", response_model=reader.TextPiece)
def text(stage: OnStage, document: str, start: Start = 0, end: End = reader.PIECE) -> Response:
    """A stretch of the stored text, line by line; at most 16,000 characters."""
    return answer(reader.text(stage, document, start, end))


@router.get("/documents/{document}/marks", response_model=reader.Marks)
def marks(stage: OnStage, document: str, start: Start = 0, end: End = reader.PIECE) -> Response:
    """Mentions with their entities and claims with their state, where they touch a stretch of the text."""
    return answer(reader.marks(stage, document, start, end))


@router.get("/documents/{document}/claims", response_model=Page[reader.ClaimMark])
def claims(
    stage: OnStage, document: str, cursor: Cursor = None, limit: Annotated[int, Query(ge=1, le=1000)] = 500,
) -> Response:  # fmt: skip
    """All claims that stand in a document, in the order of the text: for a list beside it, and to go from one to the next."""
    return answer(reader.claims(stage, document, cursor, limit))


@router.get("/documents/{document}/pages/{page}", response_class=Response, responses={200: {"content": {"image/png": {}}}})
def page(room: Here, document: str, page: int) -> Response:
    """A page of a PDF as a picture (PNG, 1,400 pixels across), drawn from the file as it came in."""
    return Response(_drawn(room, document, page).png, headers=_SANDBOX, media_type="image/png")


@router.get("/documents/{document}/pages/{page}/marks", response_model=reader.PageMarks)
def page_marks(room: Here, document: str, page: int) -> Response:
    """Claims and mentions on a page of a PDF, with their boxes as shares of the page."""
    return answer(reader.page_marks(room.stage, document, page, _drawn(room, document, page)))


@router.get(
    "/documents/{document}/original", response_class=Response, responses={200: {"content": {"application/octet-stream": {}}}}
)
def original(room: Here, document: str) -> Response:
    """The file as it came in, to be saved: it may be hostile, so no browser is to show it."""
    found = room.stage.exhibits.documents.get(document)
    if found is None or not found.text:
        raise NotFound(f"no document {document}")
    name = found.name.rpartition("/")[2] or "document"
    disposition = f"attachment; filename=\"{_UNSAFE.sub('_', name)}\"; filename*=UTF-8''{quote(name, safe='')}"
    data = room.view.original(document)
    return Response(data, headers={"content-disposition": disposition, **_SANDBOX}, media_type="application/octet-stream")


def _drawn(room: Room, document: str, page: int) -> Drawn:
    found = room.stage.exhibits.documents.get(document)
    if found is None or not found.text:
        raise NotFound(f"no document {document}")
    return draw(room.view.original(document), found.sha256, reader.page_of(found, page))
