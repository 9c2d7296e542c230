"""The analyses: what there is, one of them run on what the session's viewer sees, and what it found as a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

from fastapi import Query, Request, Response

from entramado.model.errors import UsageError
from entramado.share.analyses import page, records
from entramado.share.analyses.asked import analysis_of, asked_for
from entramado.web.answer import answer
from entramado.web.asked import Here, Words
from entramado.web.desk import Room, desk_of, session_of
from entramado.web.runs import Found, Question, Run, runs_of
from entramado.web.topics import topic

router: Final = topic("analyses")
LONGEST: Final = 60.0
"""Seconds that an analysis may take that is asked for without a run; neither a run nor the command line has such a bound."""
_PATIENCE: Final = 150.0
"""Seconds to wait for it and for those before it."""
_MEDIA: Final = {"html": "text/html; charset=utf-8", "json": "application/json", "png": "image/png", "svg": "image/svg+xml"}
Form = Literal["html", "png", "svg", "json"]


@dataclass(frozen=True, slots=True)
class RunAsked:
    """Options by name, entities by id or name, a link as ``A~B``. With ``about`` only rows about these are given."""

    options: Mapping[str, Any] = field(default_factory=dict)
    about: Sequence[str] = field(default_factory=tuple)
    former: bool = False
    """With ties that held once and no longer."""


@router.get("/analyses", response_model=list[records.AnalysisTold])
def analyses() -> Response:
    """What can be asked of the network, with the options of each."""
    return answer(records.analyses())


# Not `async`: it takes up to a minute.
@router.get("/analyses/{analysis}", response_model=records.FindingsTold)
def analysis(
    request: Request,
    room: Here,
    analysis: str,
    options: Annotated[str, Query(max_length=4000, description="A JSON object; entities by id or name, a link as A~B")] = "{}",
    about: Annotated[Words, Query(description="Only rows about these entities")] = None,
    former: Annotated[bool, Query(description="With ties that held once and no longer")] = False,
) -> Response:
    """Run an analysis on what the viewer sees; for at most a minute. For programs: the page starts a run."""
    asked = RunAsked(_object(options), tuple(about or ()), former)
    run = _begin(request, room, analysis, asked, LONGEST)
    return answer(_told(runs_of(request).found(session_of(request).id, run.id, desk_of(request).room(), _PATIENCE)))


@router.post("/analyses/{analysis}/runs", response_model=Run, status_code=201)
def start(request: Request, room: Here, analysis: str, asked: RunAsked) -> Response:
    """Start a run of an analysis on what the viewer sees, after those before it; `run` of `/api/events` tells how far it is.

    The same question to the same map is the same run.
    """
    return answer(_begin(request, room, analysis, asked, None), 201)


@router.get("/runs/{run}", response_model=Run)
def run(request: Request, run: str) -> Response:
    """How far a run of this session is; at its end, what came of it."""
    return answer(runs_of(request).run(session_of(request).id, run))


@router.delete("/runs/{run}", response_model=Run)
def stop(request: Request, run: str) -> Response:
    """Stop a run. Nothing of it is kept."""
    return answer(runs_of(request).stop(session_of(request).id, run))


@router.get("/runs/{run}/findings", response_model=records.FindingsTold)
def findings(request: Request, room: Here, run: str) -> Response:
    """What a run found."""
    return answer(_told(runs_of(request).found(session_of(request).id, run, room)))


@router.get("/runs/{run}/file", response_class=Response)
def file(
    request: Request,
    room: Here,
    run: str,
    format: Form = "html",  # noqa: A002 - the parameter's name in the address
) -> Response:
    """What a run found as a file: a page, its charts, or everything for programs; handled like all that the viewer sees."""
    runs, own = runs_of(request), session_of(request).id
    made = runs.found(own, run, room)
    for entity in runs.named(own, run):
        if entity in room.stage.network.entities:
            room.account(entity)
    title = desk_of(request).case.path.stem
    written = page.written(made.findings, f".{format}", title, made.evidence, made.marking)
    name = f"{made.findings.analysis}.{format}"
    kept = quote(f"{title} {name}", safe="")
    headers = {"content-disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{kept}"}
    return Response(written, headers=headers, media_type=_MEDIA[format])


def _begin(request: Request, room: Room, name: str, asked: RunAsked, longest: float | None) -> Run:
    """Raises NotFound and Ambiguous for names; what else is wrong with the options is told by the run."""
    analysis = analysis_of(name)
    named = [entity.id for entity in asked_for(analysis, asked.options, room.stage.network, asked.about)]
    for entity in named:
        room.account(entity)
    question = Question(analysis, dict(asked.options), tuple(asked.about), tuple(named), asked.former, longest)
    return runs_of(request).begin(session_of(request).id, room, question)


def _told(made: Found) -> records.FindingsTold:
    return records.told(made.findings, made.evidence, made.marking)


def _object(text: str) -> dict[str, Any]:
    """Raises UsageError for what is no JSON object."""
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise UsageError('`options` is a JSON object, as in {"remove": ["El Mencho"]}')
    return given
