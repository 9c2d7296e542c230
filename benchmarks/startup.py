"""What a person at a terminal waits for: `entramado --help`, and a handful of articles with start-up included."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.process import entramado, watch
from benchmarks.texts import articles


def measure() -> Iterator[Figure]:
    help_runs = [watch([*entramado(), "--help"]).seconds for _ in range(9)]
    yield Figure("entramado --help, median of 9", statistics.median(help_runs), "s", 0.3)

    folder, name = articles()
    builds: list[float] = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as place:
            builds.append(watch([*entramado(), "build", str(Path(place) / "bench.entramado"), str(folder)]).seconds)
    yield Figure(f"build of {name}, start-up included, median of 3", statistics.median(builds), "s", 6.0)
