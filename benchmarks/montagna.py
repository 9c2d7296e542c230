"""The published attack curves on the Sicilian Mafia's meetings and calls, made again (Cavallaro et al. 2020, PLOS ONE
15:e0236476).

Their protocol: the node of the highest score goes, scores are counted anew, until five nodes are left; of equals the one that was
read last goes (for collective influence the one of the highest number). Betweenness takes the number of meetings or calls for the
length of a link; Katz solves x = 0.1 A x + 1; each curve is divided by the largest component at the start.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.figures import Figure, Skipped
from entramado.analyse.dismantle.curve import largest_after
from entramado.analyse.dismantle.scores import collective_influence, katz
from entramado.analyse.graph import Floats, Graph, Numbers
from entramado.analyse.measures.betweenness import betweenness

FOLDER: Final = Path(__file__).parents[2] / "shared" / "data" / "networks" / "montagna"
LEFT: Final = 5
FILES: Final = (("meetings", "meeting"), ("phonecalls", "phone_calls"))
"""Of the list of links, and of the published curves."""
CLOSE: Final = 1e-9


def _strength(graph: Graph, weighted: bool) -> Floats:
    weight = graph.weight if weighted else np.ones(len(graph.pairs))
    return np.bincount(graph.pairs.ravel(), np.repeat(weight, 2), graph.size)


def _between(graph: Graph, weighted: bool) -> Floats:
    return betweenness(graph, length=graph.weight if weighted else None)


SCORES: Final[dict[str, Callable[[Graph, bool], Floats]]] = {
    "Betweenness": _between,
    "Katz": lambda graph, weighted: katz(graph, weighted=weighted),
    "Collective Influence": lambda graph, weighted: collective_influence(graph, weighted=weighted),
    "Degree": _strength,
}


def measure() -> Iterator[Figure | Skipped]:
    if not FOLDER.is_dir():
        yield Skipped("Montagna attack curves", "the published curves are not beside the checkout")
        return
    for links, curves in FILES:
        graph, labels = _read(FOLDER / f"Montagna_{links}_edgelist.csv")
        for weighted, word in ((False, "Unweighted"), (True, "Weighted")):
            with (FOLDER / f"published_sequential_{curves}_df_{word}_{LEFT}nrem.csv").open(encoding="utf-8") as file:
                published = list(csv.DictReader(file))
            for column, score in SCORES.items():
                theirs = np.array([float(row[column]) for row in published])
                ours = _attacked(graph, labels, score, weighted, by_label=column == "Collective Influence")
                largest = ours[: len(theirs)] / ours[0]
                apart = float(np.abs(largest - theirs).max())
                what = f"{links}, {word.lower()}, {column.lower()}: apart"
                yield Figure(what, apart, "", CLOSE, note=f"{len(theirs)} removals")


def _read(path: Path) -> tuple[Graph, Numbers]:
    """Nodes numbered as they are first named, with their labels: which of two equals goes hangs on it."""
    weights: dict[tuple[int, int], float] = {}
    number: dict[int, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        one, other, weight = (int(each) for each in line.split())
        ends = (number.setdefault(one, len(number)), number.setdefault(other, len(number)))
        weights[min(ends), max(ends)] = weight  # what a later line says of the same two replaces it
    pairs = np.array(list(weights), np.int64)
    return Graph.of(len(number), pairs, list(weights.values())), np.array(list(number), np.int32)


def _attacked(graph: Graph, labels: Numbers, score: Callable[[Graph, bool], Floats], weighted: bool, *, by_label: bool) -> Floats:
    """The largest component after each removal."""
    order: list[int] = []
    rest, left = np.arange(graph.size), graph
    while len(rest) > LEFT:
        values = score(left, weighted)
        place = int(np.lexsort((labels[rest] if by_label else np.arange(len(rest)), values))[-1])
        order.append(int(rest[place]))
        rest = np.delete(rest, place)
        number = np.full(graph.size, -1)
        number[rest] = np.arange(len(rest))
        kept = (number[graph.pairs] >= 0).all(axis=1)
        left = Graph.of(len(rest), number[graph.pairs[kept]], graph.weight[kept])
    return largest_after(graph, order).astype(np.float64)
