"""The endpoints by topic: all that is under /api."""

from typing import Final

from fastapi import APIRouter

from entramado.web.routes import evidence, facets, search, session

ROUTERS: Final[tuple[APIRouter, ...]] = (
    session.router,
    search.router,
    evidence.router,
    facets.router,
)
