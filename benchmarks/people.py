"""Whether rank intervals hold when people are hidden, and not links: whom no source names is in no possible world.

usage: python -m benchmarks.people [--shares 0.05 0.1 0.2] [--only NAME ...]

A share of the nodes of each covert network of up to 160 nodes is hidden at random with all their links, once. A case is one node
that is left, one measure: its true rank is that among those who are left, by the measure in the whole network. Intervals are told
the share of links that is lost, 1 - (1 - share)^2 ("told"), or nothing ("default": 10 to 30 %). Some minutes.
"""

from __future__ import annotations

import argparse
from typing import Final

import numpy as np

from benchmarks.intervals import _WHOLE, COVERT, NAMES, networks
from entramado.analyse.graph import Floats, Graph
from entramado.analyse.key.intervals import ranked
from entramado.analyse.key.measured import MEASURES, Rows
from entramado.analyse.key.options import UNKNOWN
from entramado.analyse.key.ranks import mid_ranks

SHARES: Final = (0.05, 0.1, 0.2)
MOST: Final = 160
GENERATED: Final = 5
"""Networks that are not covert, the last of all."""


def held(graph: Graph, share: float) -> dict[str, dict[str, float]]:
    """By what intervals are told and by measure, the share of those who are left whose true rank lies within."""
    kept = np.random.default_rng(11).random(graph.size) >= share
    number = np.cumsum(kept) - 1
    seen = Graph.of(int(kept.sum()), number[graph.pairs[kept[graph.pairs].all(axis=1)]])
    rows = Rows.of(graph.size, graph.pairs, graph.weight, _WHOLE, np.random.default_rng(0))
    true: dict[str, Floats] = {name: mid_ranks(MEASURES[name].of(rows)[kept])[0] for name in NAMES}
    made = {}
    for what, missing in (("told", (1 - (1 - share) ** 2,)), ("default", UNKNOWN)):
        found, _ = ranked(seen, np.ones(seen.size, np.bool_), NAMES, missing=missing, top=10, seed=0)
        made[what] = {
            name: float(((found[name].low <= true[name] + 1e-6) & (true[name] <= found[name].high + 1e-6)).mean())
            for name in NAMES
            for name in NAMES
        }
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shares", type=float, nargs="+", default=SHARES)
    parser.add_argument("--only", nargs="+")
    arguments = parser.parse_args()
    if not COVERT.is_dir():
        raise SystemExit(f"the covert networks are not at {COVERT}")
    cases: dict[tuple[str, float, str], list[float]] = {}
    for name, graph in list(networks())[:-GENERATED]:
        if graph.size > MOST or (arguments.only and name not in arguments.only):
            continue
        for share in arguments.shares:
            for what, by_measure in held(graph, share).items():
                print(f"{name[:24]:24} {share:4.2f} {what:8}", *(f"{value:6.3f}" for value in by_measure.values()), flush=True)
                for measure, value in by_measure.items():
                    cases.setdefault((what, share, measure), []).append(value)
    print("\ntold     share  measure       mean   least")
    for (what, share, measure), values in sorted(cases.items()):
        print(f"{what:8} {share:5.2f}  {measure:12} {np.mean(values):5.3f} {min(values):6.2f}")


if __name__ == "__main__":
    main()
