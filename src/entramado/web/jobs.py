"""Long work beside the answers: reading documents into the case, one job at a time, with its progress told to the page."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue
from secrets import token_hex
from threading import Lock, Thread
from typing import Final, Literal

from entramado.case.build import BuildReport
from entramado.model.claim import Problem
from entramado.model.errors import CaseBusy, EntramadoError, NotFound, UsageError
from entramado.share.screen.stage import Stage
from entramado.share.wording import plain
from entramado.web.desk import Desk
from entramado.web.uploads import Inbox, sweep

JobState = Literal["receiving", "waiting", "running", "done", "stopped", "failed"]
ENDED: Final = frozenset({"done", "stopped", "failed"})
_WAITING: Final = 16
"""Jobs that may be received or wait at once."""
_REMEMBERED: Final = 40
_LISTED: Final = 500
"""Names and problems in a report; of more, the number."""
_STALE: Final = 3600.0
"""Seconds without a file after which a job that nobody starts is given up."""
_TOLD_EVERY: Final = 0.2
"""Seconds between two words of progress: a folder of small notes would send hundreds a second."""
_READERS: Final = 2
"""Processes that read. Never this one: what a hostile file breaks is not the page's server."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A file that was refused, or read with doubts: what is wrong and what to do next; `code` is a stable word."""

    file: str
    what: str
    code: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a job did. The lists have up to 500 entries, the numbers count all."""

    added: Sequence[str]
    """Names of the new documents."""
    added_count: int
    known: int
    """Documents that the case had already."""
    refused: Sequence[Noted]
    refused_count: int
    noted: Sequence[Noted]
    noted_count: int
    claims: int
    predicates: Mapping[str, int]
    """New claims by predicate."""
    referents: Mapping[str, int]
    """New things spoken of, by type."""


@dataclass(frozen=True, slots=True)
class Job:
    """Documents on their way into the case. `done` of `total` inputs are read, the last one being `name`.

    A job that is `receiving` waits for its files and for being started.
    """

    id: str
    kind: str
    state: JobState
    files: int
    bytes: int
    done: int
    total: int | None
    name: str | None
    message: str | None
    """Why it failed, or what stopping left."""
    by: str
    report: Report | None


class _Stop(Exception):
    """Raised out of the progress of a build: what is under way is not finished."""


@dataclass(slots=True)
class _Work:
    """A job as it goes on. Changed under the lock of `Jobs` only."""

    id: str
    by: str
    inbox: Inbox
    state: JobState = "receiving"
    done: int = 0
    total: int | None = None
    name: str | None = None
    message: str | None = None
    report: Report | None = None
    stopping: bool = False
    receiving: int = 0
    """Files on their way in."""
    touched: float = field(default_factory=time.monotonic)
    told: float = 0.0
    files: int = 0
    bytes: int = 0

    def seen(self) -> Job:
        return Job(
            self.id,
            "build",
            self.state,
            self.files,
            self.bytes,
            self.done,
            self.total,
            self.name,
            self.message,
            self.by,
            self.report,
        )


class Jobs:
    """The work of one desk. Begun by its owner's page; ended with the server."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._work: dict[str, _Work] = {}
        self._queue: SimpleQueue[_Work | None] = SimpleQueue()
        self._worker: Thread | None = None
        sweep()

    # --- asked by the page

    def open(self, by: str) -> Job:
        """A job that files may be handed in for. Raises CaseBusy when too many are waiting."""
        with self._lock:
            self._give_up_stale()
            if sum(work.state not in ENDED for work in self._work.values()) >= _WAITING:
                raise CaseBusy(f"{_WAITING} jobs are waiting already: let them end first")
            work = _Work(token_hex(8), by, Inbox())
            self._work[work.id] = work
            ended = [each for each in self._work.values() if each.state in ENDED]
            for old in ended[: max(0, len(ended) - _REMEMBERED)]:
                del self._work[old.id]
            return work.seen()

    @contextlib.contextmanager
    def receiving(self, job: str) -> Iterator[Inbox]:
        """The folder that a file is written to. Raises NotFound, UsageError for a job that has begun."""
        with self._lock:
            work = self._known(job)
            if work.state != "receiving":
                raise UsageError("this job takes no more files: open a new one")
            work.receiving += 1
        try:
            yield work.inbox
        finally:
            with self._lock:
                work.receiving -= 1
                work.touched = time.monotonic()
                work.files, work.bytes = len(work.inbox.files), work.inbox.size
                if work.state in ENDED and not work.receiving:
                    work.inbox.remove()

    def start(self, job: str) -> Job:
        """Have its files read when its turn comes. Raises NotFound, UsageError."""
        with self._lock:
            work = self._known(job)
            if work.state != "receiving":
                raise UsageError("this job was started already")
            if work.receiving:
                raise UsageError("files are still on their way: start the job when they are there")
            if not work.inbox.files:
                raise UsageError("no file was handed in: there is nothing to read")
            work.state, work.total = "waiting", len(work.inbox.files)
            if self._worker is None:
                self._worker = Thread(target=self._go, name="entramado-jobs", daemon=True)
                self._worker.start()
        self._queue.put(work)
        self._tell(work)
        return work.seen()

    def jobs(self) -> list[Job]:
        """The latest first."""
        with self._lock:
            return [work.seen() for work in reversed(self._work.values())]

    def job(self, job: str) -> Job:
        """Raises NotFound."""
        with self._lock:
            return self._known(job).seen()

    def stop(self, job: str) -> Job:
        """End a job: what was read so far stays, the input under way is given up. One that has ended stays as it is."""
        with self._lock:
            work = self._known(job)
            work.stopping = True
            if work.state in ("receiving", "waiting"):
                self._end(work, "stopped", "stopped before anything was read")
        self._tell(work)
        return work.seen()

    def close(self) -> None:
        """End all work; wait for the document under way to be whole or not at all."""
        with self._lock:
            for work in self._work.values():
                work.stopping = True
                if work.state in ("receiving", "waiting"):
                    self._end(work, "stopped", "the server was ended")
            worker = self._worker
        self._queue.put(None)
        if worker is not None:
            worker.join(timeout=60)
        with self._lock:
            for work in self._work.values():
                work.inbox.remove()

    def _known(self, job: str) -> _Work:
        if job not in self._work:
            raise NotFound(f"no job {job}")
        return self._work[job]

    def _give_up_stale(self) -> None:
        for work in self._work.values():
            if work.state == "receiving" and not work.receiving and time.monotonic() - work.touched > _STALE:
                self._end(work, "stopped", "given up: it was never started")

    @staticmethod
    def _end(work: _Work, state: JobState, message: str | None) -> None:
        work.state, work.message = state, message
        if not work.receiving:
            work.inbox.remove()

    # --- the work

    def _go(self) -> None:
        while (work := self._queue.get()) is not None:
            if not work.stopping:
                self._read(work)

    def _read(self, work: _Work) -> None:
        before: Stage | None = None

        def progress(done: int, total: int, name: str) -> None:
            work.done, work.total, work.name = done, total, plain(name)
            if work.stopping:
                raise _Stop
            if time.monotonic() - work.told > _TOLD_EVERY:
                self._tell(work)

        work.state = "running"
        self._tell(work)
        state: JobState = "done"
        message = None
        try:
            before = self._desk.settled().stage
            built = self._desk.case.build(work.inbox.folder, progress, workers=_READERS, by=work.by)
            work.report = _report(built)
        except _Stop:
            state, message = "stopped", f"stopped after {work.done} of {work.total} files: what was read so far stays"
        except EntramadoError as error:
            state, message = "failed", plain(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the page has to be told, and the next job done
            state, message = "failed", f"{type(error).__name__}: {plain(error)}: please report this"
        with contextlib.suppress(EntramadoError):  # whoever asks for the map is told what keeps it from being made
            after = self._desk.settled().stage
            if work.report is None and before is not None:
                work.report = _between(before, after)
        with self._lock:
            self._end(work, state, message)
        self._tell(work)
        if work.report is not None and work.report.claims:
            self._desk.tell("claims", {"added": work.report.claims})

    def _tell(self, work: _Work) -> None:
        work.told = time.monotonic()
        seen = work.seen()
        told = ("id", "kind", "state", "done", "total", "name", "message")
        self._desk.tell("job", {part: getattr(seen, part) for part in told})


def _report(built: BuildReport) -> Report:
    refused, noted = _noted(built.refused), _noted(built.problems)
    return Report(
        [plain(name) for name in built.added[:_LISTED]],
        len(built.added),
        built.known,
        refused[:_LISTED],
        len(refused),
        noted[:_LISTED],
        len(noted),
        built.claims,
        dict(built.predicates),
        dict(built.referents),
    )


def _between(before: Stage, after: Stage) -> Report:
    """What a job that did not come to its end has left, from the map before and the one after."""
    documents = [d for d in after.exhibits.documents.values() if d.id not in before.exhibits.documents]
    claims = [c for c in after.exhibits.claims.values() if c.id not in before.exhibits.claims]
    problems = set(after.view.problems()) - set(before.view.problems())
    refused, noted = (_noted(sorted((p for p in problems if p.refused is told), key=str)) for told in (True, False))
    new = {document.id for document in documents}
    return Report(
        [plain(document.name) for document in documents[:_LISTED]],
        len(documents),
        0,
        refused[:_LISTED],
        len(refused),
        noted[:_LISTED],
        len(noted),
        len(claims),
        dict(sorted(Counter(claim.predicate for claim in claims).items())),
        dict(sorted(Counter(r.type for r in after.view.referents() if r.doc in new).items())),
    )


def _noted(problems: Sequence[Problem]) -> list[Noted]:
    return [Noted(plain(problem.where), plain(problem.what), problem.code) for problem in problems]
