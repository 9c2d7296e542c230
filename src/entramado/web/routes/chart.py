"""The link chart, what is around an entity, and the paths between two."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query, Request, Response

from entramado.knowledge import load
from entramado.knowledge.places import Gazetteer
from entramado.share.screen import chart as screen
from entramado.share.screen import surroundings as around
from entramado.share.screen.answers import Page
from entramado.share.screen.choosing import Wanted
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Here, Limit, Words
from entramado.web.desk import Room, desk_of
from entramado.web.filtering import Filtered
from entramado.web.topics import topic

router: Final = topic("chart")


# Not `async`: a layout takes up to some seconds, the first time that its nodes are asked for.
@router.get("/chart", response_model=screen.Chart)
def drawn(
    request: Request,
    room: Here,
    shown: Filtered,
    limit: Annotated[int, Query(ge=1, le=screen.MOST, description="Entities on it, the best tied")] = 300,
    focus: Annotated[str | None, Query(description="Only what is around this entity")] = None,
    depth: Annotated[int, Query(ge=1, le=4, description="Links that `focus` reaches")] = 1,
    alone: Annotated[bool, Query(description="With entities that no link ties to anything")] = False,
    expand: Annotated[Words, Query(description="Entities whose best tied neighbours come too, in order")] = None,
    add: Annotated[Words, Query(description="Entities that come too")] = None,
    chart: Annotated[str | None, Query(description="A kept chart, instead of the best tied")] = None,
    version: Annotated[int | None, Query(description="An earlier version of the kept chart")] = None,
) -> Response:
    """The best tied entities with their places on the chart, and the links between them that pass the filter, in columns."""
    if focus is not None:
        room.account(focus)
    wanted = Wanted(limit, focus, depth, alone, tuple(expand or ()), tuple(add or ()))
    if chart is None:
        return answer(screen.chart(room.stage, wanted, shown, places(room)))
    hung = desk_of(request).case.chart(room.view, chart, version)
    standing = {node.entity: (node.x, node.y) for node in hung.drawing.nodes}
    return answer(screen.hung(room.stage, standing, wanted, shown, places(room)))


@router.get("/entities/{entity}/surroundings", response_model=Page[around.Neighbour])
async def surroundings(
    room: Here,
    wanted: Filtered,
    entity: str,
    depth: Annotated[int, Query(ge=1, le=4)] = 1,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Entities that links which pass the filter tie to one, nearest and best believed first."""
    room.account(entity)
    return answer(around.surroundings(room.stage, entity, wanted, depth=depth, cursor=cursor, limit=limit))


@router.get("/paths", response_model=around.Paths)
async def paths(
    room: Here,
    wanted: Filtered,
    a: Annotated[str, Query(description="Entity where they begin")],
    b: Annotated[str, Query(description="Entity where they end")],
    k: Annotated[int, Query(ge=1, le=10, description="Paths in the answer; each takes about as long as the first")] = 1,
    avoid: Annotated[Words, Query(description="Types of entities that no path goes through")] = None,
) -> Response:
    """The best paths between two entities: fewest links first, then the best believed. Each step has its evidence."""
    room.account(a)
    room.account(b)
    return answer(around.between(room.stage, a, b, wanted, count=k, avoid=avoid or ()))


def places(room: Room) -> Gazetteer:
    """The places of the tables that the room's map was made with."""
    return room.stage.kept("places", lambda: load(room.view.knowledge).places)
