"""The analyses: what there is, and one of them run on what the session's viewer sees."""

from __future__ import annotations

import json
import time
from threading import Lock
from typing import Annotated, Any, Final

from fastapi import Query, Response

from entramado.analyse.findings import Findings
from entramado.analyse.progress import Stopped
from entramado.model.errors import CaseBusy, UsageError
from entramado.share.analyses import page, records
from entramado.share.analyses.asked import analysis_of, asked_for, node_called
from entramado.share.analyses.asking import ask, narrowed
from entramado.share.analyses.grounding import ground
from entramado.share.screen.saying import told
from entramado.share.screen.stage import Stage
from entramado.web.answer import answer
from entramado.web.asked import Here, Words
from entramado.web.topics import topic

router: Final = topic("analyses")
LONGEST: Final = 60.0
"""Seconds that one analysis may take here; the command line has no such bound."""
_PATIENCE: Final = 90.0
"""Seconds to wait for the analysis before."""


@router.get("/analyses", response_model=list[records.AnalysisTold])
def analyses() -> Response:
    """What can be asked of the network, with the options of each."""
    return answer(records.analyses())


# Not `async`: it takes up to a minute.
@router.get("/analyses/{analysis}", response_model=records.FindingsTold)
def analysis(
    room: Here,
    analysis: str,
    options: Annotated[str, Query(max_length=4000, description="A JSON object; entities by id or name, a link as A~B")] = "{}",
    about: Annotated[Words, Query(description="Only rows about these entities")] = None,
    former: Annotated[bool, Query(description="With ties that held once and no longer")] = False,
) -> Response:
    """Run an analysis on what the viewer sees; for at most a minute."""
    given, asked, stage, only = _object(options), analysis_of(analysis), room.stage, tuple(about or ())
    for entity in asked_for(asked, given, stage.network, only):
        room.account(entity.id)

    standing = stage.kept(("ground", asked.reads, former), lambda: ground(told(stage), asked.reads, former=former))
    nodes = [node_called(standing, name, stage.network) for name in only]

    def found() -> Findings:
        return ask(asked, standing, given, stage.network, _until(time.monotonic() + LONGEST))

    one = stage.kept("analysing", Lock)  # two at once would each take twice as long
    if not one.acquire(timeout=_PATIENCE):
        raise CaseBusy("another analysis is running: wait for it to end")
    try:
        made = stage.recent(("analysis", analysis, json.dumps(given, sort_keys=True), former), found)
    finally:
        one.release()
    return answer(records.told(narrowed(made, standing, nodes), stage.network, _marking(stage)))


def _until(end: float) -> Any:
    """Progress that ends an analysis which takes too long."""

    def watch(_what: str, _done: int, _total: int) -> None:
        if time.monotonic() > end:
            raise Stopped(f"stopped after {LONGEST:.0f} seconds: ask for less, or run it with the command of the same name")

    return watch


def _object(text: str) -> dict[str, Any]:
    """Raises UsageError for what is no JSON object."""
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise UsageError('`options` is a JSON object, as in {"remove": ["El Mencho"]}')
    return given


def _marking(stage: Stage) -> str:
    return stage.kept("marking of all", lambda: page.marking(stage.view))
