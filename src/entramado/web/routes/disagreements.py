"""What the sources disagree on, value by value."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import Query, Response

from entramado.share.screen import disagreements as screen
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Limit, OnStage
from entramado.web.topics import topic

router: Final = topic("disagreements")
Nature = Literal["denial", "contradiction", "revision", "estimate"]


@router.get("/disagreements", response_model=screen.Disagreements)
async def disagreements(
    stage: OnStage,
    nature: Nature | None = None,
    predicate: Annotated[str | None, Query(max_length=60)] = None,
    about: Annotated[str | None, Query(max_length=60, description="An entity: its own, and of events it took part in")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Contradictions, denials, revisions and estimates; what lowers belief first."""
    found = screen.disagreements(stage, nature=nature, predicate=predicate, about=about, cursor=cursor, limit=limit)
    return answer(found)


@router.get("/disagreements/{disagreement}", response_model=screen.DisagreementFile)
async def disagreement(stage: OnStage, disagreement: str) -> Response:
    """One, side by side: each side with its claims, who says so, grades, dates."""
    return answer(screen.disagreement(stage, disagreement))
