"""Whether rank intervals hold what they promise: links of known networks are hidden at random, and true ranks looked up.

usage: python -m benchmarks.intervals [--repeats N] [--rates 0.1 0.2 0.3] [--only NAME ...] [--assumed SHARE ...] [--json]
       python -m benchmarks.intervals --speed [--nodes N --links M]

A case is one node, one measure, one hiding. It counts as held when the node's rank in the whole network lies within its 90 %
interval; nodes of equal value share the middle of their places, in the whole network and in each world. Nodes that lost all their
links stay in the network. "first ten" counts those alone who truly are among the first ten. The interval is told the share that
was hidden, or --assumed instead. Networks are those of ../shared/data/networks/covert (skipped when absent) and generated ones.
--speed ranks a generated network of 250,000 nodes and a million links.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import networkx as nx
import numpy as np

from benchmarks.figures import Figure, Skipped
from entramado.analyse.graph import Graph
from entramado.analyse.key.intervals import ranked
from entramado.analyse.key.measured import MEASURES, Rows
from entramado.analyse.key.ranks import mid_ranks

COVERT: Final = Path(__file__).resolve().parents[2] / "shared" / "data" / "networks" / "covert"
NAMES: Final = ("degree", "betweenness", "closeness", "eigenvector", "pagerank")
RATES: Final = (0.1, 0.2, 0.3)
REPEATS: Final = 2
NODES: Final = 250_000
LINKS: Final = 1_000_000
_WHOLE: Final = 10**9
"""More sources than any network has nodes: exact."""


def matrix(path: Path) -> Graph:
    """A network written as a square matrix (either direction ties), or as persons by events."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [[float(cell or 0) for cell in row[1:]] for row in list(csv.reader(file))[1:]]
    table = np.array(rows)
    table = table + table.T if table.shape[0] == table.shape[1] else table @ table.T
    return Graph.of(len(table), np.argwhere(np.triu(table, 1) > 0))


def periods(name: str) -> dict[int, tuple[Graph, list[str]]]:
    """The networks of a file of several periods, with the names of their nodes."""
    names: dict[int, list[str]] = {}
    pairs: dict[int, list[tuple[int, int]]] = {}
    with (COVERT / f"{name}_nodes.csv").open(newline="") as file:
        for row in csv.reader(file):
            if row[0].isdigit():
                names.setdefault(int(row[0]), []).append(row[2])
    with (COVERT / f"{name}_edges.csv").open(newline="") as file:
        for edge in csv.DictReader(file):
            pairs.setdefault(int(edge["period"]), []).append((int(edge["from"]), int(edge["to"])))
    found = {period: (Graph.of(len(names[period]), ends), names[period]) for period, ends in pairs.items()}
    return {period: (Graph.of(graph.size, graph.pairs), of) for period, (graph, of) in found.items()}


def networks() -> Iterator[tuple[str, Graph]]:
    if COVERT.is_dir():
        for path in sorted(COVERT.glob("*.csv")):
            if not path.stem.endswith(("_nodes", "_edges")):
                yield path.stem, matrix(path)
        for period, (graph, _) in periods("pira_periods").items():
            yield f"pira {period}", graph
    else:
        print(f"the covert networks are not at {COVERT}: generated ones alone", file=sys.stderr)
    made = {
        "Barabási-Albert": nx.barabasi_albert_graph(300, 2, seed=1),
        "Erdős-Rényi": nx.gnm_random_graph(300, 750, seed=1),
        "Watts-Strogatz": nx.watts_strogatz_graph(300, 6, 0.1, seed=1),
        "five blocks": nx.stochastic_block_model([60] * 5, np.where(np.eye(5), 0.1, 0.005).tolist(), seed=1),
        "powerlaw cluster": nx.powerlaw_cluster_graph(300, 3, 0.6, seed=1),
    }
    for name, graph in made.items():
        yield name, Graph.of(len(graph), list(graph.edges))


def true_ranks(graph: Graph) -> dict[str, Any]:
    rows = Rows.of(graph.size, graph.pairs, graph.weight, _WHOLE, np.random.default_rng(0))
    return {name: mid_ranks(MEASURES[name].of(rows))[0] for name in NAMES}


def held(graph: Graph, rate: float, assumed: Sequence[float], repeats: int) -> dict[str, dict[str, float]]:
    """By measure: the share of cases held, of the first ten, as the worlds alone would, and the mean width over the nodes."""
    random = np.random.default_rng(7)
    true = true_ranks(graph)
    sums = {name: np.zeros(4) for name in NAMES}
    for repeat in range(repeats):
        seen = graph.of_links(random.random(len(graph.pairs)) >= rate)
        found, _ = ranked(seen, np.ones(graph.size, np.bool_), NAMES, missing=assumed, top=10, seed=repeat)
        for name in NAMES:
            one, rank = found[name], true[name]
            inside = (one.low <= rank + 1e-6) & (rank <= one.high + 1e-6)
            worlds = np.sort(one.ranks, axis=0)
            place = max(int(np.ceil(0.05 * len(worlds))), 1)
            nominal = (worlds[place - 1] <= rank + 1e-6) & (rank <= worlds[-place] + 1e-6)
            first = rank <= 10
            sums[name] += inside.mean(), inside[first].mean() if first.any() else np.nan, nominal.mean(), (
                (one.high - one.low).mean() / graph.size
            )  # fmt: skip
    keys = ("held", "first ten", "worlds alone", "width")
    return {name: dict(zip(keys, (total / repeats).tolist(), strict=True)) for name, total in sums.items()}


def measure() -> Iterator[Figure | Skipped]:
    """How often intervals hold the true rank: over all networks, by measure; and the share of single cells within the target."""
    if not COVERT.is_dir():
        yield Skipped("rank intervals that hold the true rank", "the covert networks are not beside the checkout")
        return
    cases = list(coverage(REPEATS, RATES))
    for name in NAMES:
        shares = [case["held"] for case in cases if case["measure"] == name]
        what, note = f"90 % rank intervals of {name}: hold the true rank", f"from {min(shares):.2f} to {max(shares):.2f}"
        yield Figure(what, 100 * float(np.mean(shares)), "%", 85.0, "at least", f"{note}, {len(shares)} of network and share")
        yield Figure(what, 100 * float(np.mean(shares)), "%", 95.0, "at most")
    every = np.array([case["held"] for case in cases])
    within = 100 * float(np.mean((every >= 0.85) & (every <= 0.95)))
    yield Figure("of network, measure and share: within 85 to 95 %", within, "%", note=f"{len(every)} cells")


def measure_speed() -> Iterator[Figure]:
    yield speed(NODES, LINKS)


def coverage(
    repeats: int, rates: Sequence[float], only: Sequence[str] = (), assumed: Sequence[float] = ()
) -> Iterator[dict[str, Any]]:
    """A record for each network, share hidden, and measure."""
    for name, graph in networks():
        if only and name not in only:
            continue
        for rate in rates:
            for measured, one in held(graph, rate, assumed or [rate], repeats).items():
                yield {"network": name, "nodes": graph.size, "rate": rate, "measure": measured, **one}


def summary(cases: Sequence[dict[str, Any]], rates: Sequence[float]) -> None:
    print("\nmeasure      rate   mean held   85 to 95 %   least   most   first ten   worlds alone   width")
    for name in NAMES:
        for rate in rates:
            of = [case for case in cases if case["measure"] == name and case["rate"] == rate]
            if of:
                held_ = np.array([case["held"] for case in of])
                mean = {key: np.nanmean([case[key] for case in of]) for key in ("first ten", "worlds alone", "width")}
                print(
                    f"{name:12} {rate:4.2f} {held_.mean():11.3f} {np.mean((held_ >= 0.85) & (held_ <= 0.95)):12.2f}"
                    f" {held_.min():7.2f} {held_.max():6.2f} {mean['first ten']:11.3f} {mean['worlds alone']:14.3f}"
                    f" {mean['width']:7.3f}"
                )
    every = np.array([case["held"] for case in cases])
    print(f"\nall {len(every)} of network, measure and rate: mean {every.mean():.3f}, "
          f"within 85 to 95 %: {np.mean((every >= 0.85) & (every <= 0.95)):.2f}")  # fmt: skip


def speed(nodes: int, links: int) -> Figure:
    random = np.random.default_rng(1)
    pull = random.pareto(1.8, nodes) + 1
    ends = np.searchsorted(np.cumsum(pull), random.random((int(links * 1.1), 2)) * pull.sum())
    graph = Graph.of(nodes, np.minimum(ends, nodes - 1)[:links])
    ranked(graph.of_links(np.arange(500)), np.ones(nodes, np.bool_), NAMES, missing=0.2, top=10, worlds=2, trials=0)
    start = time.perf_counter()
    _, sure = ranked(graph, np.ones(nodes, np.bool_), NAMES, missing=0.2, top=50)
    taken = time.perf_counter() - start
    what = f"key people: five measures with intervals, {graph.size:,} nodes"
    return Figure(what, taken, "s", 60.0, note=f"{len(graph.pairs):,} links; {sure.plan}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--rates", type=float, nargs="+", default=RATES)
    parser.add_argument("--only", nargs="+")
    parser.add_argument("--assumed", type=float, nargs="+")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--nodes", type=int, default=NODES)
    parser.add_argument("--links", type=int, default=LINKS)
    arguments = parser.parse_args()
    if arguments.speed:
        print(speed(arguments.nodes, arguments.links))
        return
    cases = []
    for case in coverage(arguments.repeats, arguments.rates, arguments.only or (), arguments.assumed or ()):
        cases.append(case)
        print(
            f"{case['network'][:24]:24} {case['nodes']:5} {case['rate']:4.2f} {case['measure']:12} {case['held']:6.3f}",
            flush=True,
        )
    if not cases:
        sys.exit(f"no such network: there are {', '.join(name for name, _ in networks())}")
    summary(cases, arguments.rates)
    if arguments.json:
        print(json.dumps(cases, indent=1))


if __name__ == "__main__":
    main()
