"""Inputs into the case: read and extract, on every core when it pays, and one transaction a document."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from entramado.case.manifest import outdated, stricter
from entramado.model.claim import Problem
from entramado.model.errors import InputError, Purged
from entramado.store import OWNER, Store, StoreView
from entramado.store.remark import mark

if TYPE_CHECKING:  # the parser behind these takes a second to import, which a command that only reads should not pay
    from entramado.case.worker import Reading
    from entramado.ingest import Input

Progress = Callable[[int, int, str], None]
"""Called after each input: how many are done, of how many, and its name."""

_FEW_FILES: Final = 6
_FEW_BYTES: Final = 120_000
"""Up to this, one process is done before a second one has loaded its parser (about two seconds)."""
_AHEAD: Final = 2
"""Inputs a worker may be ahead of what is written: bounds the memory that finished ones take."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``refused`` problems lost an input; ``problems`` were met and overcome."""

    added: tuple[str, ...]
    """Names of the new documents, in order."""
    known: int
    refused: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    claims: int
    referents: Mapping[str, int]
    """New referents by type."""
    predicates: Mapping[str, int]
    """New claims by predicate."""


def build(
    store: Store,
    paths: Sequence[Path],
    *,
    actor: str,
    knowledge: Path | None,
    progress: Progress | None,
    workers: int | None,
) -> BuildReport:
    """Add every document under ``paths`` that the case lacks. Raises CaseBusy while another process writes."""
    from entramado.ingest import list_inputs

    with store.writing():
        known = dict(store.known())
        case = str(store.path)  # and what stands beside it while it is open; a case may lie among its reports
        entries = [entry for entry in list_inputs(paths) if not str(entry.path.resolve()).startswith(case)]
        added: list[str] = []
        problems: dict[Problem, None] = {}
        held: set[str] = set()
        seen: dict[str, Input] = {}
        referents: Counter[str] = Counter()
        predicates: Counter[str] = Counter()
        with closing(_readings(entries, knowledge, frozenset(known), _crew(entries, workers))) as readings:
            for number, (entry, reading) in enumerate(readings, 1):
                at_large = [problem for problem in reading.problems if problem.doc is None]
                held.update(reading.known)
                if len(reading.known) == 1:
                    seen[known[reading.known[0]]] = entry
                for deposit, extraction in reading.documents:
                    document = deposit.document
                    if document.sha256 in known:
                        held.add(document.sha256)
                        continue
                    own = [problem for problem in reading.problems if problem.doc == document.id]
                    try:
                        stored = store.deposit(
                            document,
                            deposit.original,
                            deposit.source,
                            extraction,
                            actor=actor,
                            holding=deposit.holding,
                            problems=own,
                        )
                    except Purged as error:  # only told: to keep its name would be to hold it again
                        problems[Problem(document.name, str(error), "purged")] = None
                        continue
                    except InputError as error:
                        at_large.append(Problem(document.name, str(error), "encoding"))
                        continue
                    known[document.sha256] = document.id
                    added.append(document.name)
                    problems.update(dict.fromkeys(stored.problems))
                    referents.update(referent.type for referent in stored.referents)
                    predicates.update(claim.predicate for claim in stored.claims)
                if at_large:
                    store.report(entry.name, at_large, actor=actor)
                    problems.update(dict.fromkeys(at_large))
                if progress:
                    progress(number, len(entries), entry.name)
        store.hold(held, actor=actor)
        for doc, marking, entry in list(stricter(StoreView(store.engine, store.path, OWNER), seen)):
            mark(store, doc, marking, actor=actor, why="sources.csv asks for more")
            what = f"is now handled as {marking}, because sources.csv asks for it"
            problems[Problem(entry.name, what, "manifest-marked", refused=False, doc=doc)] = None
        problems.update(dict.fromkeys(outdated(StoreView(store.engine, store.path, OWNER), seen)))
    return BuildReport(
        tuple(added),
        len(held),
        tuple(p for p in problems if p.refused),
        tuple(p for p in problems if not p.refused),
        predicates.total(),
        dict(sorted(referents.items())),
        dict(sorted(predicates.items())),
    )


def _crew(entries: Sequence[Input], workers: int | None) -> int:
    """How many processes to read with; 0 is this one."""
    if workers is not None:
        return workers if workers > 1 else 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    size = sum(_size(entry.path) for entry in entries)
    if cores < 2 or len(entries) < 2 or (len(entries) <= _FEW_FILES and size <= _FEW_BYTES):
        return 0
    return min(cores, len(entries))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _readings(
    entries: Sequence[Input],
    knowledge: Path | None,
    known: frozenset[str],
    crew: int,
) -> Generator[tuple[Input, Reading], None, None]:
    """Each input with what it gave, in the order of the inputs, so that the same files always give the same case."""
    if crew:
        yield from _shared_out(entries, knowledge, known, crew)
    elif entries:
        from entramado.case.worker import read
        from entramado.knowledge import load

        tables = load(knowledge)
        for entry in entries:
            yield entry, read(entry, tables, known.__contains__)


def _shared_out(
    entries: Sequence[Input],
    knowledge: Path | None,
    known: frozenset[str],
    crew: int,
) -> Generator[tuple[Input, Reading], None, None]:
    from entramado.case.worker import Worker

    if knowledge is not None:
        from entramado.knowledge import load

        load(knowledge)  # what is wrong with it is raised here once, and not by every worker
    workers = [Worker(knowledge, known) for _ in range(crew)]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def read(entry: Input) -> Reading:
        worker = idle.get()
        try:
            return worker.read(entry)
        finally:
            idle.put(worker)

    waiting: deque[tuple[Input, Future[Reading]]] = deque()
    ahead = iter(entries)
    with ThreadPoolExecutor(crew) as threads:
        try:
            while True:
                while len(waiting) < crew * (1 + _AHEAD) and (entry := next(ahead, None)) is not None:
                    waiting.append((entry, threads.submit(read, entry)))
                if not waiting:
                    return
                entry, future = waiting.popleft()
                yield entry, future.result()
        finally:
            for _, future in waiting:
                future.cancel()
            for worker in workers:  # what is under way when a build is broken off is not waited for
                worker.stop()
