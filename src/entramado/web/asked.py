"""What requests have in common: the room that answers, the page of a list."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.concurrency import run_in_threadpool

from entramado.share.screen.stage import Stage
from entramado.web.desk import Room, desk_of
from entramado.web.language import language_of

Words = Annotated[list[str] | None, Query()]


async def room_of(request: Request) -> Room:
    """What the viewer sees now; the event loop waits for no map to be made."""
    desk = desk_of(request)
    ready = desk.ready()
    room = ready if ready is not None else await run_in_threadpool(desk.room)
    language = language_of(request.headers)
    desk.speaks(language)
    return room.told_in(language)


async def stage_of(request: Request) -> Stage:
    return (await room_of(request)).stage


Here = Annotated[Room, Depends(room_of)]
OnStage = Annotated[Stage, Depends(stage_of)]
Cursor = Annotated[str | None, Query(description="`next` of the page before", max_length=20)]
Limit = Annotated[int, Query(ge=1, le=200, description="Items in the answer")]
