"""One kernel over many pieces of work, on all processors: threads are enough, since a kernel holds no lock of the interpreter."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

from entramado.analyse.progress import QUIET, Progress

Piece = TypeVar("Piece")
Made = TypeVar("Made")

WORKERS: Final = max(1, os.cpu_count() or 1)


def shared(
    work: Callable[[Piece], Made], pieces: Sequence[Piece], progress: Progress = QUIET, what: str = "", workers: int = WORKERS
) -> Iterator[Made]:
    """What ``work`` makes of each piece, in the order of the pieces, however many processors there are.

    No more than twice as many pieces as workers are under way or waiting to be taken. When ``progress`` raises `Stopped`, or
    ``work`` anything, the pieces not yet begun are dropped, and it is raised here.
    """
    total = len(pieces)
    if workers < 2 or total < 2:
        for number, piece in enumerate(pieces):
            progress(what, number, total)
            yield work(piece)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: list[Future[Made]] = []
        begun = 0
        try:
            for number in range(total):
                while begun < total and len(waiting) < 2 * workers:
                    waiting.append(pool.submit(work, pieces[begun]))
                    begun += 1
                progress(what, number, total)
                yield waiting.pop(0).result()
        finally:
            for future in waiting:
                future.cancel()
