"""A folder of 364 long texts (1.5 million words) from the command line: memory of the whole tree, its growth, the cores."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import Figure, Skipped
from benchmarks.process import entramado, watch
from benchmarks.texts import white_house


def measure() -> Iterator[Figure | Skipped]:
    with tempfile.TemporaryDirectory() as place:
        texts = Path(place) / "texts"
        texts.mkdir()
        count = white_house(texts)
        if not count:
            yield Skipped("364 White House texts: memory, cores", "the texts are not beside this checkout")
            return
        run = watch([*entramado(), "build", str(Path(place) / "bench.entramado"), str(texts)], sample=True)
        note = f"{count} texts in {run.seconds:.0f} s"
        if run.memory:
            yield Figure("364 White House texts: peak memory of all processes", run.peak / 1000, "GB", 1.2, note=note)
            yield Figure("  growth a document, over the middle half", growth(run.memory, count), "MB", 0.5)
        else:
            yield Skipped("364 White House texts: memory", "this system has no /proc")
        cores = min(2, os.cpu_count() or 1)
        # Of the time that other work on the machine left: what it took was not ours to keep busy.
        left = run.cpu_seconds + run.idle_seconds if run.idle_seconds else run.seconds * cores
        busy = cores * run.cpu_seconds / left
        note = f"{run.cpu_seconds:.0f} s of processor time"
        yield Figure(f"  cores kept busy (of {cores}), of the time others left", busy, "", 0.75 * cores, "at least", note)


def growth(memory: Sequence[tuple[float, float]], documents: int) -> float:
    """MB a document: from the second quarter of the run to the third, when readers are warm and fusing has not begun."""
    end = memory[-1][0]

    def level(low: float, high: float) -> float:
        return statistics.median(size for at, size in memory if low * end <= at < high * end)

    return (level(0.5, 0.75) - level(0.25, 0.5)) / (documents / 4)
