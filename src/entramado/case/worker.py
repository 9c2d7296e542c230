"""One input to claims, here or in a process of its own.

A worker process is this module run with pickles on its standard input and output. It ends when its input ends, so a killed
build leaves none behind; a plain subprocess, because multiprocessing would run the caller's script again in each.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from entramado.ingest import Deposit, Input, read_input
from entramado.knowledge import Knowledge, load
from entramado.model.claim import Extraction, Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """What one input gave: documents with what was read out of them, problems, and how many documents are known."""

    documents: tuple[tuple[Deposit, Extraction], ...]
    problems: tuple[Problem, ...]
    known: tuple[str, ...] = ()
    """SHA-256 of documents that the case has already."""


def read(entry: Input, knowledge: Knowledge, known: Callable[[str], bool]) -> Reading:
    """Read an input and extract its documents. Raises nothing for what is wrong with the input."""
    from entramado.extract.pipeline import extract  # two seconds that the process which only hands out work need not spend

    skipped: list[str] = []

    def has(sha256: str) -> bool:
        if known(sha256):
            skipped.append(sha256)
            return True
        return False

    found = read_input(entry, has)
    problems = [item for item in found if isinstance(item, Problem)]
    documents: list[tuple[Deposit, Extraction]] = []
    for deposit in found:
        if isinstance(deposit, Problem):
            continue
        try:
            (extraction,) = extract([deposit.document], knowledge)
        except Exception as error:  # noqa: BLE001 - one text that a rule trips over must not cost the others
            extraction = Extraction((), (), (), ())
            what = f"its text is kept, but nothing was read out of it ({type(error).__name__}: {error}): please report this"
            problems.append(Problem(deposit.document.name, what, "extraction", refused=False, doc=deposit.document.id))
        documents.append((deposit, extraction))
    return Reading(tuple(documents), tuple(problems), tuple(skipped))


class Worker:
    """A process that reads one input at a time. Used by one thread at a time."""

    def __init__(self, knowledge: Path | None, known: frozenset[str]) -> None:
        self._setup = (knowledge, known)
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def read(self, entry: Input) -> Reading:
        """As `read`; a process that dies over an input (out of memory, a fault in a native reader) is a Problem."""
        if self._process is None:
            self._process = self._start()
        process = self._process
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            pickle.dump(entry, stdin)
            stdin.flush()
            found = pickle.load(stdout)  # noqa: S301 - see above
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            _end(process)
            self._process = None
            what = "could not be read: the reader broke down over it (out of memory, or a damaged file)"
            return Reading((), (Problem(entry.name, what, "crash"),))
        assert isinstance(found, Reading)
        return found

    def stop(self) -> None:
        """End the process. May be called while another thread waits for it to answer: that one gets its Problem."""
        self._stopped = True
        if (process := self._process) is not None:
            _end(process)

    def _start(self) -> subprocess.Popen[bytes]:
        if self._stopped:
            raise RuntimeError("a worker that was stopped is asked to read")
        # One thread each: the workers are as many as the cores, and threads of the linear algebra would fight for them.
        environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        process = subprocess.Popen(
            [sys.executable, "-c", "from entramado.case.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        assert process.stdin is not None
        pickle.dump(self._setup, process.stdin)
        process.stdin.flush()
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was not sent any more cannot be
                pipe.close()


def main() -> None:
    """Serve inputs until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which ends its workers
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between the pickles
    questions = sys.stdin.buffer
    path, known = pickle.load(questions)  # noqa: S301 - see above
    knowledge = load(path)
    while True:
        try:
            entry = pickle.load(questions)  # noqa: S301 - see above
        except EOFError:
            return
        pickle.dump(read(entry, knowledge, known.__contains__), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()
