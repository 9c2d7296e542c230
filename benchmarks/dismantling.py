"""Dismantling beside the published figures of MIND (Tian et al., AAAI 2026), and curves over possible worlds on a large network.

A lower area under the curve is better. A network's figure is met when the area is below MIND's; its seconds are told beside it.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.figures import Figure, Skipped
from entramado.analyse.dismantle.analysis import plan
from entramado.analyse.dismantle.uncertain import curves_of
from entramado.analyse.edgelist import read
from entramado.analyse.graph import Graph

FOLDER: Final = Path(__file__).parents[2] / "shared" / "data" / "networks" / "dismantling"
SECONDS: Final = 60.0
PEOPLE: Final = 250_000
LINKS: Final = 1_000_000
WORLDS: Final = 1_000
REMOVED: Final = 400


def measure() -> Iterator[Figure | Skipped]:
    yield from _published()
    yield from worlds()


def _published() -> Iterator[Figure | Skipped]:
    table = next(iter(sorted(FOLDER.glob("published_MIND_*.csv"))), None)
    if table is None:
        yield Skipped("area under the curve, beside MIND", "the published networks are not beside the checkout")
        return
    with table.open(encoding="utf-8") as rows:
        mind = {row["Graph"]: float(row["AUC"]) for row in csv.DictReader(rows)}
    _warm()
    for path in sorted(FOLDER.glob("*.edges.csv.gz")):
        name = path.name.removesuffix(".edges.csv.gz")
        begun = time.perf_counter()
        graph = read(path).graph
        found = plan(graph)
        seconds = time.perf_counter() - begun
        note = f"MIND {mind[name]:.2f}; {len(found.order):,} removals, {graph.size:,} nodes, {seconds:.0f} s"
        yield Figure(f"{name}: area under the curve", found.auc, "", mind[name], note=note)
        yield Figure(f"{name}: time", seconds, "s", SECONDS)


def worlds() -> Iterator[Figure | Skipped]:
    """A thousand worlds of a curve on a network as large as a country's trade, each link believed at 0.5 to 1."""
    chance = np.random.default_rng(1)
    pull = 1 / np.arange(1, PEOPLE + 1) ** 0.4
    pairs = chance.choice(PEOPLE, (LINKS, 2), p=pull / pull.sum())
    graph = Graph.of(PEOPLE, pairs, belief=chance.uniform(0.5, 1, LINKS))
    order = np.argsort(-graph.degrees(), kind="stable")[:REMOVED]
    _warm()
    begun = time.perf_counter()
    found = curves_of(graph, order, WORLDS, 1)
    seconds = time.perf_counter() - begun
    low, mid, high = found.quantiles(0.9)[:, -1]
    what = f"{WORLDS:,} worlds of a curve, {PEOPLE:,} people, {len(graph.pairs):,} links"
    yield Figure(what, seconds, "s", SECONDS, note=f"largest part after {REMOVED} removals {mid:.1%} ({low:.1%} to {high:.1%})")


def _warm() -> None:
    """Compile, or read what was compiled: no part of what is measured."""
    graph = Graph.of(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)], belief=[0.5] * 5)
    plan(graph, effort=0.0)
    curves_of(graph, [2], 2, 1)
