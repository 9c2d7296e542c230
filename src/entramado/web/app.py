"""The application: guard, API, page. Nothing here knows how it is served."""

from __future__ import annotations

from collections.abc import Collection
from importlib.metadata import version
from typing import Final

from fastapi import FastAPI, Request, Response
from starlette.responses import RedirectResponse

from entramado.web.desk import Desk
from entramado.web.errors import Fault, handle
from entramado.web.events import Events
from entramado.web.guard import Guard
from entramado.web.jobs import Jobs
from entramado.web.pages import page
from entramado.web.routes import ROUTERS
from entramado.web.runs import Runs
from entramado.web.session import Door
from entramado.web.topics import join

_DESCRIPTION: Final = (
    "Everything that the page does. Answers hold what the session's viewer may see and nothing else; lists come in pages; errors "
    "are `Fault`s. What changes anything needs the header `X-Entramado-CSRF` with the token of `GET /api/session`."
)
_USED: Final = (
    "<!doctype html><html lang=en><title>Entramado</title><h1>This link was used already</h1>"
    "<p>A launch link works once. Run <code>entramado open</code> again for a new one.</p>"
)


def create(desk: Desk, door: Door, hosts: Collection[str]) -> FastAPI:
    """The application over one desk. ``hosts`` are the ``name:port`` that it may be addressed by."""
    app = FastAPI(
        title="Entramado",
        description=_DESCRIPTION,
        version=version("entramado"),
        openapi_url="/api/openapi.json",
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
    )
    app.state.desk = desk
    app.state.events = Events(desk)
    app.state.jobs = Jobs(desk)
    app.state.runs = Runs(app.state.events)
    handle(app)
    join(app, ROUTERS)

    @app.get("/launch", include_in_schema=False)
    async def launch(request: Request) -> Response:
        session = door.enter(request.query_params.get("token", ""))
        if session is None:
            return Response(_USED, 403, media_type="text/html")
        answered = RedirectResponse("/", 303)
        answered.set_cookie(door.cookie, session.id, httponly=True, samesite="strict", path="/")
        return answered

    @app.get("/api/{path:path}", include_in_schema=False)
    async def nothing(path: str) -> Response:
        from entramado.web.answer import answer

        return answer(Fault("not-found", f"there is no /api/{path}"), 404)

    app.add_api_route("/{path:path}", page, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_middleware(Guard, door=door, hosts=hosts)
    return app
