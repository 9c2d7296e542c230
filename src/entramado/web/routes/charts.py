"""Charts that are kept in the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Query, Request, Response

from entramado.case.charting import Drawing, Hung, Kept
from entramado.share.screen.answers import Page, paged
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Here, Limit
from entramado.web.desk import desk_of, session_of
from entramado.web.topics import topic

router: Final = topic("charts")


@dataclass(frozen=True, slots=True)
class Made:
    """The id of what was kept."""

    id: str


# Not `async`, all of them: they read and write the case file.
@router.get("/charts", response_model=Page[Kept])
def charts(
    request: Request,
    room: Here,
    as_of: Annotated[int | None, Query(description="As they stood at an earlier transaction")] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Response:
    """The charts kept in the case that this viewer may see, by name."""
    found: Sequence[Kept] = desk_of(request).case.charts(room.view, as_of)
    return answer(paged(found, cursor, limit))


@router.post("/charts", response_model=Made)
def keep(request: Request, room: Here, drawing: Drawing) -> Response:
    """Keep a chart under a name."""
    act = desk_of(request).act
    return answer(Made(act(session_of(request), lambda case, by: case.keep_chart(drawing, room.view, by=by), named=False)))


@router.get("/charts/{chart}", response_model=Hung)
def chart(request: Request, room: Here, chart: str, version: int | None = None) -> Response:
    """What was done by hand on a chart; who stands on it, with the links, comes from `/api/chart?chart=ID`."""
    return answer(desk_of(request).case.chart(room.view, chart, version))


@router.get("/charts/{chart}/versions", response_model=Page[Kept])
def versions(request: Request, room: Here, chart: str, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """A chart each time that it was kept, the latest first."""
    return answer(paged(desk_of(request).case.chart_history(room.view, chart), cursor, limit))


@router.put("/charts/{chart}", response_model=Made)
def keep_again(request: Request, room: Here, chart: str, drawing: Drawing) -> Response:
    """Keep a chart as it is now; what it was before stays among its versions."""
    act = desk_of(request).act
    return answer(Made(act(session_of(request), lambda case, by: case.keep_chart(drawing, room.view, chart, by=by), named=False)))


@router.delete("/charts/{chart}", response_model=Made)
def drop(request: Request, chart: str) -> Response:
    """Delete a chart; its versions stay on the record until a purge takes them."""
    desk_of(request).act(session_of(request), lambda case, by: case.drop_chart(chart, by=by), named=False)
    return answer(Made(chart))
