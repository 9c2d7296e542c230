"""How well hidden links are found on covert networks, beside resource allocation in the same run.

A tenth of the links is hidden at random, twenty times over; the score of every hidden link is compared with that of every pair
that no link joins, equals counted half (AUC). Links hidden here take no part in the learning: the method hides others in turn.
What the analysis says of itself (its accuracy, the probability of its first pairs) is checked against what was really hidden.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.figures import Figure, Skipped
from entramado.analyse.gaps.hiding import placement
from entramado.analyse.gaps.pairs import Seen, indices, keys
from entramado.analyse.gaps.unseen import unseen
from entramado.analyse.graph import Graph

FOLDER: Final = Path(__file__).parents[2] / "shared" / "data" / "networks"
NETWORKS: Final = (
    ("Montagna meetings", "montagna/Montagna_meetings_edgelist.csv", 0.93), ("London", "covert/LONDON_GANG.csv", 0.89),
    ("French Connection", "covert/macdonald_tfc.csv", 0.87), ("Siren", "covert/morselli_siren.csv", 0.84),
    ("Caviar", "covert/morselli_caviar.csv", 0.76), ("Togo", "covert/morselli_togo.csv", 0.66),
    ("cocaine", "covert/natajaran_cocaine.csv", 0.55),
)  # fmt: skip
"""Name, file, and the AUC of resource allocation as told elsewhere."""
MORE: Final = (
    ("Montagna calls", "montagna/Montagna_phonecalls_edgelist.csv"), ("heroin", "covert/natajaran_heroin.csv"),
    ("Ciel", "covert/morselli_cielnet.csv"), ("Italian gangs", "covert/ITALIAN_GANGS.csv"),
    ("Montreal gangs", "covert/MONTREALGANG.csv"), ("Oversize", "covert/berlusconietal_oversize.csv"),
)  # fmt: skip
HIDDEN: Final = 0.1
REPEATED: Final = 20
LESS: Final = 0.01
"""How far below resource allocation is still as good."""
FIRST: Final = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """Means over the repetitions."""

    allocation: float
    """AUC of resource allocation."""
    ours: float
    stated: float
    """The AUC that the analysis measured by itself on what it was given."""
    believed: float
    """Hidden links among the first pairs, as their probabilities have it."""
    found: float
    """Hidden links among the first pairs."""


def graph_of(path: Path) -> Graph:
    """An undirected graph of a matrix with names in its first row and column, or of a list of numbered ends."""
    if "edgelist" in path.name:
        rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        names = sorted({name for row in rows for name in row[:2]}, key=int)
        number = {name: node for node, name in enumerate(names)}
        return Graph.of(len(names), [[number[row[0]], number[row[1]]] for row in rows])
    with path.open(encoding="utf-8-sig", newline="") as lines:
        matrix = np.array([[float(cell or 0) for cell in row[1:]] for row in list(csv.reader(lines))[1:]])
    return Graph.of(len(matrix), np.argwhere(matrix > 0))


def outcome(graph: Graph, repeated: int = REPEATED, seed: int = 0) -> Outcome:
    """Hide, and seek with the analysis as it is."""
    everyone = np.ones(graph.size, np.bool_)
    told = []
    for rng in np.random.default_rng(seed).spawn(repeated):
        count = max(1, round(HIDDEN * len(graph.pairs)))
        chosen = np.sort(rng.permutation(len(graph.pairs))[:count])
        left = Graph.of(graph.size, np.delete(graph.pairs, chosen, axis=0))
        found = unseen(left, everyone, rng, share=HIDDEN, limit=FIRST)
        if found.pairs is None or found.scores is None or found.accuracy is None:
            raise ValueError(f"{len(left.pairs)} links are too few to measure by")
        sought = keys(graph.pairs[chosen], graph.size)
        hidden = np.isin(keys(found.pairs, graph.size), sought)
        allocation = indices(Seen.of(left), found.pairs).allocation
        first = np.array([each.nodes for each in found.supposed], np.int32).reshape(-1, 2)
        told.append((
            placement(allocation, hidden).mean(), placement(found.scores, hidden).mean(), found.accuracy.auc,
            sum(each.probable.mid for each in found.supposed), np.isin(keys(first, graph.size), sought).sum(),
        ))  # fmt: skip
    return Outcome(*np.mean(told, axis=0).tolist())


def measure() -> Iterator[Figure | Skipped]:
    """Each network of the list against resource allocation in the same run; others, and what is believed, for the record."""
    for name, file, told in (*NETWORKS, *((name, file, None) for name, file in MORE)):
        if not (FOLDER / file).exists():
            yield Skipped(f"hidden links, {name}", "its network is not in ../shared")
            continue
        found = outcome(graph_of(FOLDER / file))
        elsewhere = f", told elsewhere {told}" if told else ""
        yield Figure(
            f"hidden links found, {name}", found.ours, "AUC", round(found.allocation - LESS, 3), "at least",
            f"{found.ours:.3f}; resource allocation {found.allocation:.3f} here{elsewhere}; stated by itself {found.stated:.3f}",
        )  # fmt: skip
        if found.believed:
            note = f"their probabilities say {found.believed:.2f}"
            yield Figure(f"hidden links in the first {FIRST}, {name}", found.found, "", None, "at least", note)


if __name__ == "__main__":
    for figure in measure():
        print(figure, flush=True)
