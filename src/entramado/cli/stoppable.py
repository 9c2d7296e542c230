"""Long work that shows how far it is, and ends when it is told to.

Python hears Ctrl-C between two of its own steps, and compiled code may run for many seconds without one. So the work is done in a
thread of its own, and the main one waits for it and listens.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final, Generic, TypeVar

from entramado.analyse.progress import QUIET, Progress, Stopped

Made = TypeVar("Made")

_PATIENCE: Final = 1.0
"""Seconds that the work has to hear that it should end."""
_LISTEN: Final = 0.2
"""Seconds between two looks whether it is done: a wait without an end is deaf to Ctrl-C on some systems."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C in long work."""

    def __init__(self, *, running: bool) -> None:
        super().__init__("stopped before it was done: nothing is printed or written.")
        self.running = running
        """Whether compiled code runs on, and would keep the process from ending by itself."""


class _Work(Thread, Generic[Made]):
    """One call, and what came of it."""

    def __init__(self, call: Callable[[], Made]) -> None:
        super().__init__(name="analysis", daemon=True)
        self._call = call
        self._made: list[Made] = []
        self._failed: BaseException | None = None
        self.done = Event()
        """Not `join`, which takes a thread for ended when Ctrl-C interrupts it (Python 3.11)."""

    def run(self) -> None:
        try:
            self._made.append(self._call())
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised where the result is waited for
            self._failed = error
        finally:
            self.done.set()

    def result(self) -> Made:
        if self._failed is not None:
            raise self._failed
        return self._made[0]


def stoppable(work: Callable[[Progress], Made]) -> Made:
    """What ``work`` makes. It is given what to tell its progress to: a bar on standard error, where that is a terminal.

    Raises what ``work`` raises, and Interrupted on Ctrl-C.
    """
    ended = Event()

    def watched(tell: Progress) -> Progress:
        def advance(what: str, done: int, total: int) -> None:
            if ended.is_set():
                raise Stopped("stopped")
            tell(what, done, total)

        return advance

    with _bar() as tell:
        thread = _Work(lambda: work(watched(tell)))
        thread.start()
        try:
            while not thread.done.wait(_LISTEN):
                pass
        except KeyboardInterrupt:
            ended.set()
            with suppress(KeyboardInterrupt):  # told twice
                thread.done.wait(_PATIENCE)
            raise Interrupted(running=not thread.done.is_set()) from None
    return thread.result()


@contextmanager
def _bar() -> Iterator[Progress]:
    """A bar that is gone when it ends, so that what is printed next stands alone."""
    if not sys.stderr.isatty():
        yield QUIET
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Analysing", total=None)
        yield lambda what, done, total: bar.update(task, description=what[:1].upper() + what[1:], completed=done, total=total)
