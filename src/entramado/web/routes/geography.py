"""The map, and the outlines that it is drawn on."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

from fastapi import Query, Request, Response

from entramado.knowledge import load
from entramado.knowledge.places import Gazetteer
from entramado.model.errors import UsageError
from entramado.share.screen import geography as screen
from entramado.share.screen.answers import Page
from entramado.share.screen.whereabouts import Level
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Here, Limit
from entramado.web.desk import Room
from entramado.web.filtering import Filtered
from entramado.web.topics import topic

router: Final = topic("map")
Box = Annotated[str | None, Query(description="west,south,east,north in degrees", max_length=100)]


# Not `async`: the first answer to a filter goes through every event of the map.
@router.get("/map", response_model=screen.Geography)
def geography(
    room: Here,
    wanted: Filtered,
    bbox: Box = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Places in the answer")] = 500,
) -> Response:
    """Places with what is there, and the counts of every area that has any."""
    return answer(screen.geography(room.stage, wanted, _places(room), box=_box(bbox), cursor=cursor, limit=limit))


@router.get("/map/items", response_model=Page[screen.Here])
def items(
    room: Here,
    wanted: Filtered,
    place: str | None = None,
    area: Annotated[str | None, Query(description="Code of an area: MX-14086, MX-14, MX", max_length=20)] = None,
    bbox: Box = None,
    unlocated: Annotated[bool, Query(description="Events that cannot be drawn, instead")] = False,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """What is at a place, in an area or in a box, with the lines that put it there."""
    found = screen.items(
        room.stage,
        wanted,
        _places(room),
        place=place,
        area=area,
        box=_box(bbox),
        unlocated=unlocated,
        cursor=cursor,
        limit=limit,
    )
    return answer(found)


@router.get("/map/grounds", response_model=Page[screen.Ground])
def grounds(room: Here, wanted: Filtered, holder: str, cursor: Cursor = None, limit: Limit = 200) -> Response:
    """Where one organisation or person is based, operates, dominates, buys or sells."""
    return answer(screen.grounds(room.stage, wanted, _places(room), holder, cursor=cursor, limit=limit))


@router.get("/outlines/{level}", responses={200: {"content": {"application/geo+json": {}}}})
async def outlines(level: Level, request: Request) -> Response:
    """Outlines of all areas of a level as TopoJSON, with their codes; see NOTICE.md beside them for their makers."""
    packed = _outlines(level)
    headers = {"vary": "accept-encoding", "cache-control": "private, max-age=86400"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, headers=headers | {"content-encoding": "gzip"}, media_type="application/json")
    return Response(gzip.decompress(packed), headers=headers, media_type="application/json")


@cache
def _outlines(level: Level) -> bytes:
    return (files("entramado.web") / "outlines" / f"{level}.json.gz").read_bytes()


def _places(room: Room) -> Gazetteer:
    """The places of the tables that the room's map was made with."""
    return room.stage.kept("places", lambda: load(room.view.knowledge).places)


def _box(text: str | None) -> screen.Box | None:
    """Raises UsageError."""
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise UsageError("`bbox` is west,south,east,north in degrees") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise UsageError("`bbox` lies beyond the earth: longitudes are -180 to 180, south is below north")
    return west, south, east, north
