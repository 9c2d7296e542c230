"""Graphs from files as the ground of an analysis: plain edge lists, and tables of groups with their alliances and rivalries."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from entramado.analyse.graph import Graph
from entramado.analyse.ground import Ground, Size, Stated
from entramado.model.errors import InputError

ENDINGS: Final = (".csv", ".tsv", ".txt", ".edges", ".gz")
"""Of an edge list."""
TABLES: Final = ("Nodes", "Alliances", "Rivals")
"""How the names of the three tables of groups end, before ``.csv``."""


def edges(path: Path) -> Ground:
    """An edge list: two columns of names, perhaps a weight and a belief. Raises InputError."""
    from entramado.analyse.edgelist import read

    return read(path)


def groups(folder: Path) -> Ground:
    """Groups from a folder with three tables, named ``…Nodes.csv``, ``…Alliances.csv`` and ``…Rivals.csv``. Raises InputError."""
    from entramado.analyse.population import read_groups

    nodes, alliances, rivals = (_table(folder, name) for name in TABLES)
    found = read_groups(nodes, alliances, rivals)
    stated, pairs, beliefs = [], [], []
    for predicate, relations in (("allied_with", found.allies), ("rival_of", found.rivals)):
        for (one, other), weight, belief in zip(relations.pairs.tolist(), relations.weight, relations.belief, strict=True):
            stated.append(Stated(one, predicate, other, float(belief), weight=float(weight)))
            pairs.append((one, other))
            beliefs.append(float(belief))
    known = np.isfinite(found.high)
    sizes = [Size(node, float(found.low[node]), float(found.high[node]), 1.0) for node in np.flatnonzero(known).tolist()]
    graph = Graph.of(len(found), pairs, belief=beliefs)
    everyone = np.ones(len(found), np.bool_)
    return Ground(graph, found.names, everyone, "groups", kinds=["group"] * len(found), stated=stated, sizes=sizes)


def _table(folder: Path, name: str) -> Path:
    found = sorted(path for path in folder.glob("*.csv") if path.stem.lower().endswith(name.lower()))
    if len(found) != 1:
        raise InputError(f"{folder} needs one table whose name ends in {name}.csv, and has {len(found) or 'none'}")
    return found[0]
