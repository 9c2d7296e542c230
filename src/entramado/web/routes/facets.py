"""The filter's values and the brush's density."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query, Response

from entramado.share.screen import facets as screen
from entramado.web.answer import answer
from entramado.web.asked import OnStage
from entramado.web.filtering import Filtered
from entramado.web.topics import topic

router: Final = topic("filter")


@router.get("/facets", response_model=screen.Facets)
async def facets(stage: OnStage, wanted: Filtered) -> Response:
    """What can be filtered by, with what each value and each part of the filter shows and hides."""
    return answer(screen.facets(stage, wanted))


@router.get("/density", response_model=screen.Density)
async def density(stage: OnStage, wanted: Filtered, bins: Annotated[int, Query(ge=1, le=400)] = 120) -> Response:
    """Lines by time, for the brush."""
    return answer(screen.density(stage, wanted, bins))
