"""The endpoints of one topic, and how they join the application."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from entramado.web.errors import Fault
from entramado.web.filtering import PARAMETERS, filter_of

FAULTS: Final[dict[int | str, dict[str, Any]]] = {status: {"model": Fault} for status in (400, 401, 403, 404)}
"""What any endpoint may answer instead."""


def topic(name: str) -> APIRouter:
    """A router under /api."""
    return APIRouter(prefix="/api", tags=[name], responses=FAULTS)


def join(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Let ``app`` answer for all of them.

    Their routes become the application's own. An included router would try its routes twice, once to find that it has one and
    once to find which, and that took a third of the time of an answer.
    """
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute) and any(each.call is filter_of for each in route.dependant.dependencies):
                route.openapi_extra = {"parameters": PARAMETERS}
        app.router.routes.extend(router.routes)
