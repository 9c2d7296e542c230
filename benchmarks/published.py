"""The project's figures beside the published ones: ``python -m benchmarks.published [--json] [section …]``. Exit code 1 when one
is missed.

Each section measures one analysis on the data that its paper used, and tells the published figure in the note of each of its own.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Final

from benchmarks.figures import Figure, Skipped

SECTIONS: Final[dict[str, str]] = {
    "montagna": "benchmarks.montagna",
    "dismantling": "benchmarks.dismantling",
    "links": "benchmarks.links",
    "population": "benchmarks.population",
    "leadership": "benchmarks.leadership",
    "intervals": "benchmarks.intervals",
}
"""Section, and the module whose `measure` yields its figures."""


def measure() -> Iterator[Figure | Skipped]:
    """All sections, for `make bench`."""
    for name in SECTIONS:
        yield from section(name)


def section(name: str) -> Iterable[Figure | Skipped]:
    found: Iterable[Figure | Skipped] = import_module(SECTIONS[name]).measure()
    return found


def main(arguments: list[str]) -> int:
    as_json, names = "--json" in arguments, [each for each in arguments if each != "--json"]
    unknown = set(names) - set(SECTIONS)
    if unknown:
        print(f"no such section: {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}", file=sys.stderr)
        return 2
    missed, told = 0, {}
    for name in names or SECTIONS:
        told[name] = []
        if not as_json:
            print(f"{name}:", flush=True)
        for figure in section(name):
            missed += not figure.met
            told[name].append({**dataclasses.asdict(figure), "met": figure.met})
            if not as_json:
                print(figure, flush=True)
    if as_json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
