"""One search box."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query, Response

from entramado.share.screen import search as screen
from entramado.share.screen.answers import Page
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Limit, OnStage, Words
from entramado.web.topics import topic

router: Final = topic("search")
Asked = Annotated[str, Query(max_length=400, description='Words; a "quoted phrase" must be there as it stands')]


@router.get("/search", response_model=screen.Found)
async def search(stage: OnStage, q: Asked, type: Words = None, cursor: Cursor = None, limit: Limit = 20) -> Response:  # noqa: A002 - the parameter's name in the address
    """Entities by name and sentences by their words, best first."""
    return answer(screen.search(stage, q, types=frozenset(type or ()), cursor=cursor, limit=limit))


@router.get("/suggest", response_model=Page[screen.EntityHit])
async def suggest(stage: OnStage, q: Asked, type: Words = None, limit: Limit = 10) -> Response:  # noqa: A002 - as above
    """Entities whose names have words that begin like those typed; names that are like it when none does."""
    return answer(screen.suggest(stage, q, types=frozenset(type or ()), limit=limit))
