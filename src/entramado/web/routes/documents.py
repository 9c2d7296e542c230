"""The documents of the case, what was wrong with inputs, adding more, and hearing how that goes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Final
from urllib.parse import unquote

from fastapi import Header, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from entramado.ingest.read import LARGEST
from entramado.model.errors import NotFound
from entramado.share.screen import documents as screen
from entramado.share.screen.answers import Page, paged
from entramado.store import OWNER
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Here, Limit, OnStage
from entramado.web.desk import desk_of, session_of
from entramado.web.errors import ReadOnly, TooLarge
from entramado.web.events import events_of
from entramado.web.jobs import Job, Jobs
from entramado.web.topics import topic

router: Final = topic("documents")
Searched = Annotated[str, Query(max_length=200, description="Words that all have to be there")]


@router.get("/documents", response_model=Page[screen.DocumentRow])
def documents(
    request: Request,
    room: Here,
    q: Searched = "",
    sort: screen.Sort = "name",
    reverse: bool = False,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """The documents: source, grade, date, claims, how many of them persons read, problems; to the owner, when each came in."""
    desk = desk_of(request)
    arrivals = room.stage.kept("arrivals", desk.case.arrivals) if desk.owner else None
    return answer(screen.documents(room.stage, q, sort, reverse=reverse, arrivals=arrivals, cursor=cursor, limit=limit))


@router.get("/problems", response_model=Page[screen.ProblemRow])
def problems(
    stage: OnStage,
    q: Searched = "",
    refused: Annotated[bool | None, Query(description="Only what was refused, or only what was read with doubts")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """What was refused or read with doubts, and what to do about it. Of a refused file only the owner hears."""
    return answer(screen.problems(stage, q, refused=refused, cursor=cursor, limit=limit))


@router.post("/jobs", response_model=Job, status_code=201)
def open_job(request: Request) -> Response:
    """Open a job: hand in its files one by one (`POST /api/documents?job=ID`), then start it."""
    return answer(_jobs(request).open(session_of(request).by or OWNER.name), 201)


@router.post("/documents", response_model=Job, status_code=201)
async def add_document(
    request: Request,
    x_file_name: Annotated[str, Header(max_length=4000, description="Name of the file, percent-encoded UTF-8; folders with /")],
    job: Annotated[
        str | None, Query(max_length=40, description="The job that it belongs to; a new one is started without")
    ] = None,
) -> Response:
    """Hand in one file: its bytes are the body. A `sources.csv` speaks for the files beside and below it, as in a folder.

    What is in it is told when it is read, by the job's report: what was refused, why, and what to do next.
    """
    jobs = _jobs(request)
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > LARGEST:
        raise TooLarge(f"the file has more than {LARGEST:,} bytes: split it")
    opened = job or (await run_in_threadpool(jobs.open, session_of(request).by or OWNER.name)).id
    with jobs.receiving(opened) as inbox:
        try:
            await inbox.keep(unquote(x_file_name, errors="replace"), request.stream())
        except BaseException:
            if job is None:
                jobs.stop(opened)
            raise
    return answer(await run_in_threadpool(jobs.job if job else jobs.start, opened), 201)


@router.post("/jobs/{job}/start", response_model=Job)
def start_job(request: Request, job: str) -> Response:
    """Have the files of a job read, after those of the jobs before it."""
    return answer(_jobs(request).start(job))


@router.get("/jobs", response_model=Page[Job])
def jobs(request: Request, cursor: Cursor = None, limit: Limit = 20) -> Response:
    """The work of this server, the latest first. A viewer's page has none."""
    listed = request.app.state.jobs.jobs() if desk_of(request).owner else []
    return answer(paged(listed, cursor, limit))


@router.get("/jobs/{job}", response_model=Job)
def job(request: Request, job: str) -> Response:
    """How far it is; at its end, what was added, refused and why."""
    if not desk_of(request).owner:
        raise NotFound(f"no job {job}")
    return answer(_jobs(request).job(job))


@router.delete("/jobs/{job}", response_model=Job)
def stop_job(request: Request, job: str) -> Response:
    """Stop it. What was read so far stays."""
    return answer(_jobs(request).stop(job))


@router.get("/events", response_class=EventSourceResponse)
async def events(
    request: Request,
    last_event_id: Annotated[str | None, Header(max_length=40, description="Id of the last event that was heard")] = None,
) -> AsyncIterator[ServerSentEvent]:
    """What happens, as server-sent events.

    `map` (`as_of`): the map has changed. To the owner also `job` (a `Job` without its report), `claims` (`added`) and `trouble`
    (`message`): the map cannot be made anew. To the session whose it is `run` (a `Run`): an analysis goes on.
    """
    async for event in events_of(request).stream(last_event_id, session_of(request).id):
        yield event


def _jobs(request: Request) -> Jobs:
    desk = desk_of(request)
    if not desk.owner:
        raise ReadOnly(f"this is the page of {desk.viewer}: documents are added by the owner of the case")
    jobs = request.app.state.jobs
    assert isinstance(jobs, Jobs)
    return jobs
