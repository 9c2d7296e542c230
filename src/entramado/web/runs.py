"""Analyses under way: one at a time beside the answers, each with its progress told to the session that asked, and a stop.

Only that session hears of a run or reads what it found. What a run finds stays with the map that it read, so that who asks the
same of the same map again has it at once. When the map has changed meanwhile it may still be read, as the desk's answers may: as
long as its viewer may see all that was on the map before.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from threading import Event, Lock, Thread
from typing import Any, Final, Literal
from weakref import ref

from fastapi import Request

from entramado.analyse import Analysis
from entramado.analyse.findings import Findings
from entramado.analyse.progress import Stopped
from entramado.model.errors import CaseBusy, EntramadoError, NotFound, UsageError
from entramado.share.analyses import page, records
from entramado.share.analyses.asked import node_called
from entramado.share.analyses.asking import ask, narrowed
from entramado.share.analyses.grounding import ground
from entramado.share.screen.saying import told
from entramado.share.screen.stage import Stage
from entramado.share.wording import plain
from entramado.web.desk import Room
from entramado.web.errors import word
from entramado.web.events import Events

RunState = Literal["waiting", "running", "done", "stopped", "failed"]
ENDED: Final = frozenset({"done", "stopped", "failed"})
_WAITING: Final = 8
"""Runs that may wait at once."""
_REMEMBERED: Final = 40
_LONGEST: Final = 20_000
"""Letters of a question."""
_TOLD_EVERY: Final = 0.2
"""Seconds between two words of progress."""


@dataclass(frozen=True, slots=True)
class Run:
    """An analysis as it goes on: of ``what`` is being done, ``done`` of ``total`` parts are.

    ``error`` is the stable word of what went wrong, ``message`` says what to do next.
    """

    id: str
    analysis: str
    state: RunState
    ahead: int
    """Runs that are done before it."""
    what: str | None
    done: int
    total: int
    seconds: float
    """How long it has worked."""
    stopping: bool
    """Whether it has been told to stop: it does when the step under way is done."""
    error: str | None
    message: str | None
    as_of: int
    """The map that it reads, as `as_of` of the session."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a map: options by name as they were given, and whether former ties are read."""

    analysis: Analysis
    given: Mapping[str, Any]
    about: Sequence[str] = ()
    named: Sequence[str] = ()
    """Ids of the entities that are asked for by name."""
    former: bool = False
    longest: float | None = None
    """Seconds after which it is given up."""

    @property
    def key(self) -> str:
        """The same for the same question."""
        return json.dumps([self.analysis.name, self.given, list(self.about), self.former, self.longest], sort_keys=True)


@dataclass(frozen=True, slots=True)
class Found:
    """What a run came to, with all that is needed to write it to a file."""

    findings: Findings
    evidence: records.EvidenceTold
    marking: str


@dataclass(slots=True)
class _Work:
    id: str
    session: str
    question: Question
    room: Room | None
    """Given up at its end: an old map is not kept for what was found on it."""
    map: ref[Stage]
    rights: int
    as_of: int
    state: RunState = "waiting"
    what: str | None = None
    done: int = 0
    total: int = 0
    begun: float = 0.0
    took: float = 0.0
    told: float = 0.0
    stopping: bool = False
    ended: Event = field(default_factory=Event)
    found: Found | None = None
    fault: EntramadoError | None = None


class Runs:
    """The analyses of one server, one after the other."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._lock = Lock()
        self._work: dict[str, _Work] = {}
        self._queue: deque[_Work] = deque()
        self._worker: Thread | None = None

    # --- asked by the page

    def begin(self, session: str, room: Room, question: Question) -> Run:
        """Have it answered when its turn comes. What the session has asked of this map before is not asked twice.

        Raises CaseBusy when too many are waiting, UsageError for a question without end.
        """
        if len(question.key) > _LONGEST:
            raise UsageError(f"a question has up to {_LONGEST:,} letters: name fewer")
        with self._lock:
            for known in self._work.values():
                same = known.session == session and known.map() is room.stage
                if same and known.state not in ("stopped", "failed") and known.question.key == question.key:
                    return self._seen(known)
            if len(self._queue) >= _WAITING:
                raise CaseBusy(f"{_WAITING} analyses are waiting already: stop one of them, or wait for one to end")
            work = _Work(token_hex(8), session, question, room, ref(room.stage), room.rights, room.stage.as_of)
            self._work[work.id] = work
            self._queue.append(work)
            ended = [each for each in self._work.values() if each.state in ENDED]
            for old in ended[: max(0, len(ended) - _REMEMBERED)]:
                del self._work[old.id]
            if self._worker is None:
                self._worker = Thread(target=self._go, name="entramado-runs", daemon=True)
                self._worker.start()
            return self._seen(work)

    def run(self, session: str, run: str) -> Run:
        """Raises NotFound."""
        with self._lock:
            return self._seen(self._known(session, run))

    def stop(self, session: str, run: str) -> Run:
        """End a run: nothing of it is kept. One that has ended stays as it is. Raises NotFound."""
        with self._lock:
            work = self._known(session, run)
            work.stopping = True
            if work.state == "waiting":
                self._queue.remove(work)
                self._end(work, "stopped")
            seen = self._seen(work)
        self._tell(work)
        return seen

    def found(self, session: str, run: str, room: Room, patience: float = 0.0) -> Found:
        """What it came to, for who sees the ``room`` now. Raises what ended it, NotFound, and CaseBusy while it goes on."""
        with self._lock:
            work = self._known(session, run)
        if not work.ended.wait(patience):
            raise CaseBusy("this analysis goes on: wait for it to end, or stop it")
        if work.fault is not None:
            raise work.fault
        if work.found is None:
            raise Stopped("this analysis was stopped: nothing of it is kept")
        if work.rights != room.rights:
            raise NotFound("what you may see has changed since this was found: run it again")
        return work.found

    def named(self, session: str, run: str) -> Sequence[str]:
        """The entities that it was asked about by name. Raises NotFound."""
        with self._lock:
            return self._known(session, run).question.named

    def close(self) -> None:
        """End all runs."""
        with self._lock:
            worker = self._worker
            self._queue.clear()
            for work in self._work.values():
                work.stopping = True
        if worker is not None:
            worker.join(timeout=5)

    def _known(self, session: str, run: str) -> _Work:
        work = self._work.get(run)
        if work is None or work.session != session:
            raise NotFound(f"no run {run}: start it again")
        return work

    def _seen(self, work: _Work) -> Run:
        ahead = self._queue.index(work) + 1 if work in self._queue else 0
        seconds = time.monotonic() - work.begun if work.state == "running" else work.took
        error, message = (word(work.fault), plain(work.fault)) if work.fault is not None else (None, None)
        return Run(
            work.id, work.question.analysis.name, work.state, ahead, work.what, work.done, work.total, round(seconds, 1),
            work.stopping, error, message, work.as_of,
        )  # fmt: skip

    # --- the work

    def _go(self) -> None:
        while True:
            with self._lock:
                if not self._queue:
                    self._worker = None
                    return
                work = self._queue.popleft()
                work.state, work.begun = "running", time.monotonic()
            self._tell(work)
            self._answer(work)
            self._tell(work)

    def _answer(self, work: _Work) -> None:
        state: RunState = "done"
        assert work.room is not None
        try:
            work.found = _find(work.question, work.room, lambda *told: self._advance(work, *told))
        except Stopped as stopped:
            state = "stopped" if work.stopping else "failed"
            work.fault = None if work.stopping else stopped
        except EntramadoError as error:
            state, work.fault = "failed", error
        except Exception as error:  # noqa: BLE001 - whatever it is, the page has to be told, and the next run done
            state, work.fault = "failed", EntramadoError(f"{type(error).__name__}: {error}: please report this")
        with self._lock:
            self._end(work, state)

    @staticmethod
    def _end(work: _Work, state: RunState) -> None:
        work.took = time.monotonic() - work.begun if work.begun else 0.0
        work.state, work.room = state, None
        work.ended.set()

    def _advance(self, work: _Work, what: str, done: int, total: int) -> None:
        if work.stopping:
            raise Stopped("stopped")
        longest, now = work.question.longest, time.monotonic()
        if longest is not None and now - work.begun > longest:
            raise Stopped(f"stopped after {longest:.0f} seconds: ask for less, or start a run, which has no such bound")
        fresh = what != work.what
        work.what, work.done, work.total = what, done, total
        if fresh or now - work.told > _TOLD_EVERY:
            self._tell(work)

    def _tell(self, work: _Work) -> None:
        work.told = time.monotonic()
        with self._lock:
            seen = self._seen(work)
        self._events.tell("run", {name: getattr(seen, name) for name in Run.__slots__}, work.session)


def _find(question: Question, room: Room, progress: Any) -> Found:
    """Raises Stopped, and what `ask` raises for what cannot be asked."""
    stage, asked = room.stage, question.analysis
    progress("reading the map", 0, 0)
    standing = stage.kept(
        ("ground", asked.reads, question.former), lambda: ground(told(stage), asked.reads, former=question.former)
    )
    nodes = [node_called(standing, name, stage.network) for name in question.about]
    key = ("analysis", asked.name, json.dumps(question.given, sort_keys=True), question.former)
    whole = stage.recent(key, lambda: ask(asked, standing, question.given, stage.network, progress))
    findings = narrowed(whole, standing, nodes)
    marking = stage.kept("marking of all", lambda: page.marking(stage.view))
    return Found(findings, records.evidence(findings, stage.network), marking)


def runs_of(request: Request) -> Runs:
    """The runs of the server that answers."""
    runs = request.app.state.runs
    assert isinstance(runs, Runs)
    return runs
