"""How long a what-if takes on 250,000 people and a million links, on this machine.

usage: python -m benchmarks.whatif

The network is generated: degrees fall off as in a contact network, a tree of command of five subordinates each, twenty holders of
each step, every link and arrow in doubt. The first run on a machine compiles; the second is measured.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

import numpy as np

from benchmarks.figures import Figure, Skipped
from entramado.analyse.graph import Graph
from entramado.analyse.ground import Directed, Ground, Part
from entramado.analyse.whatif import WhatIf, run

PEOPLE: Final = 250_000
LINKS: Final = 1_000_000
UNDER: Final = 5
HOLDERS: Final = 20
STEPS: Final = ("source", "production", "transport", "wholesale", "money", "protection")
LIMIT: Final = 5.0


def ground_of(people: int, links: int, seed: int = 3) -> Ground:
    """A network of people with command and steps."""
    rng = np.random.default_rng(seed)
    reach = np.cumsum(rng.pareto(1.5, people) + 1)
    ends = np.searchsorted(reach / reach[-1], rng.random((links, 2)))
    graph = Graph.of(people, ends, belief=rng.uniform(0.3, 1.0, links))
    below = np.arange(1, people)
    command = Directed(np.stack([(below - 1) // UNDER, below], axis=1).astype(np.int32), rng.uniform(0.4, 1.0, people - 1))
    steps = [
        Part(int(node), step, float(rng.uniform(0.4, 1.0))) for step in STEPS for node in rng.integers(0, people, HOLDERS)
    ]  # fmt: skip
    names = [f"Ejemplo {node}" for node in range(people)]
    return Ground(graph, names, np.ones(people, np.bool_), "ties", kinds=["person"] * people, command=command, steps=steps)


def measure() -> Iterator[Figure | Skipped]:
    """One person in the middle, and four with the best connected among them."""
    ground = ground_of(PEOPLE, LINKS)
    hub = int(np.argmax(ground.graph.degrees()))
    run(ground, WhatIf(remove=(3,)))
    for what, removed in (("one lieutenant removed", (3,)), ("four removed, the best connected among them", (hub, 1, 2, 7))):
        began, busy = time.perf_counter(), time.process_time()
        found = run(ground, WhatIf(remove=removed))
        wall, cpu = time.perf_counter() - began, time.process_time() - busy
        note = f"processor {cpu:.1f} s; {found.extra['worlds']} worlds, {len(ground.graph.pairs):,} links"
        yield Figure(f"what if: {what}", wall, "s", LIMIT, "at most", note)


if __name__ == "__main__":
    for figure in measure():
        print(figure, flush=True)
