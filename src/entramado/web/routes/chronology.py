"""The timeline."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query, Response

from entramado.share.screen import chronology as screen
from entramado.share.screen.answers import Page
from entramado.share.screen.happened import Happening
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Limit, OnStage
from entramado.web.filtering import Filtered
from entramado.web.topics import topic

router: Final = topic("timeline")
_DAY: Final = r"^\d{4}-\d{2}-\d{2}$"
About = Annotated[list[str] | None, Query(description="Entities that it is about", max_length=20)]


# Not `async`: the first answer to a filter goes through every event of the map.
@router.get("/timeline", response_model=screen.Timeline)
def timeline(
    stage: OnStage,
    wanted: Filtered,
    lanes: screen.By = "kind",
    about: About = None,
    since: Annotated[str | None, Query(pattern=_DAY, description="First day of the window that is looked at")] = None,
    until: Annotated[str | None, Query(pattern=_DAY, description="Its last day")] = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Items in the answer")] = 500,
) -> Response:
    """What happened when, in lanes by kind or by who took part; each date with how finely it is known."""
    return answer(
        screen.timeline(stage, wanted, by=lanes, about=about or (), since=since, until=until, cursor=cursor, limit=limit)
    )


@router.get("/timeline/undated", response_model=Page[Happening])
def undated(stage: OnStage, wanted: Filtered, about: About = None, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """Events that no claim gives a date to, with when they were reported."""
    return answer(screen.undated(stage, wanted, about=about or (), cursor=cursor, limit=limit))
