"""What requests have in common: the room that answers, the filter, the page of a list."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Query, Request
from starlette.concurrency import run_in_threadpool

from entramado.share.screen.filter import Filter
from entramado.share.screen.stage import Stage
from entramado.web.desk import Room, desk_of

Words = Annotated[list[str] | None, Query()]


async def room_of(request: Request) -> Room:
    """What the viewer sees now; the event loop waits for no map to be made."""
    desk = desk_of(request)
    ready = desk.ready()
    return ready if ready is not None else await run_in_threadpool(desk.room)


async def stage_of(request: Request) -> Stage:
    return (await room_of(request)).stage


async def filter_of(
    first: Annotated[str | None, Query(alias="from", description="First day: YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    last: Annotated[str | None, Query(alias="to", description="Last day")] = None,
    undated: Annotated[bool, Query(description="Keep what has no date")] = True,
    hide_source: Words = None,
    hide_grade: Words = None,
    hide_modality: Words = None,
    hide_predicate: Words = None,
    hide_type: Words = None,
    belief: Annotated[float, Query(ge=0, le=1, description="Least belief of a link")] = 0.0,
    review: Literal["any", "reviewed", "unreviewed"] = "any",
) -> Filter:
    """The filter that chart, map, timeline and paths share."""
    return Filter.parse(
        first,
        last,
        undated=undated,
        hide_source=hide_source or (),
        hide_grade=hide_grade or (),
        hide_modality=hide_modality or (),
        hide_predicate=hide_predicate or (),
        hide_type=hide_type or (),
        belief=belief,
        review=review,
    )


Here = Annotated[Room, Depends(room_of)]
OnStage = Annotated[Stage, Depends(stage_of)]
Filtered = Annotated[Filter, Depends(filter_of)]
Cursor = Annotated[str | None, Query(description="`next` of the page before", max_length=20)]
Limit = Annotated[int, Query(ge=1, le=200, description="Items in the answer")]
