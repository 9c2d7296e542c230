"""How many generated cases answer like their twins without what is hidden, beyond those that `make test` always draws.

Seeds are new with every run; the first one is printed, so that a leak can be drawn again:
``python -m benchmarks.twins SEED [PAIRS]``.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final

from tests.views.pairs import Pairs

from benchmarks.figures import Figure

PAIRS: Final = 4000
RUN: Final = 100
"""Pairs that one process compares with one pair of case files."""


def leaks(first: int, number: int = RUN) -> list[tuple[int, Sequence[str]]]:
    """Draw from ``number`` seeds on; those whose pair was told apart, with what told them."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        pairs = Pairs(Path(folder))
        for seed in range(first, first + number):
            if told := pairs.drawn(Random(seed)):
                found.append((seed, told))
        pairs.close()
    return found


def measure(first: int | None = None, number: int = PAIRS) -> Iterator[Figure]:
    first = secrets.randbelow(2**40) if first is None else first
    runs = [(at, min(RUN, first + number - at)) for at in range(first, first + number, RUN)]
    began = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(chain.from_iterable(pool.map(leaks, *zip(*runs, strict=True))))
    took = time.perf_counter() - began
    for seed, told in found:
        print(f"  seed {seed}:", *told[:2], sep="\n    ")
    yield Figure("cases held against their twin", number, "", number, "at least", f"seeds from {first}")
    yield Figure("pairs a second", number / took, "")
    yield Figure("answers that told of what is hidden", len(found), "", 0)


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]]
    for figure in measure(*asked):
        print(figure)
