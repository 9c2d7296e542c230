"""Run every benchmark and print each figure beside its target. Exit code 1 when one is missed.

``python -m benchmarks`` runs all, ``python -m benchmarks startup ratio`` some.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterable
from typing import Final

from benchmarks import (
    audit,
    dossier,
    folder,
    graphs,
    intervals,
    longtext,
    page,
    published,
    ratio,
    startup,
    twins,
    visible,
    whatif,
)
from benchmarks.figures import Figure, Skipped

BENCHMARKS: Final[dict[str, Callable[[], Iterable[Figure | Skipped]]]] = {
    "startup": startup.measure,
    "ratio": ratio.measure,
    "longtext": longtext.measure,
    "visible": visible.measure,
    "twins": twins.measure,
    "dossier": dossier.measure,
    "audit": audit.measure,
    "folder": folder.measure,
    "page": page.measure,
    "graphs": graphs.measure,
    "key": intervals.measure_speed,
    "whatif": whatif.measure,
    "published": published.measure,
}


def main(names: list[str]) -> int:
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # as `make` sets it: the build's own processes use the cores
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}", flush=True)
    missed = 0
    for name in names or BENCHMARKS:
        print(f"{name}:", flush=True)
        for figure in BENCHMARKS[name]():
            print(figure, flush=True)
            missed += not figure.met
    print("Every target met." if not missed else f"{missed} missed.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
