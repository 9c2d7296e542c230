"""The network before and after, over possible worlds: how large its parts are, who can reach whom, and how directly.

All is counted among those who remain: before the removal, paths may lead through the removed, but they are not counted
themselves. So a number changes because contact is lost, not because somebody is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.progress import QUIET, Progress
from entramado.analyse.whatif.options import Plan

MEASURES: Final = ("parts", "largest", "pairs", "efficiency", "alone")
"""Parts of two or more; nodes in the largest part; pairs in one part; mean of 1 / distance over pairs (Latora and Marchiori
2001); those who are linked to nobody."""
WORK: Final = 54_000_000
"""Nodes and ends of links that the search for parts may touch in all worlds together: about a second on two processors."""
SPREAD: Final = 14_000_000
"""And the search for distances, which costs ten times as much for each: efficiency is measured in the first worlds alone."""
EXACT: Final = 640
"""Nodes up to which all are sources of efficiency."""
SOURCES: Final = 64
"""Sources of efficiency in a larger network, drawn anew in each world, the same before and after."""


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """Of each world, before and after each phase."""

    values: Floats
    """Shape (worlds, phases + 1, measures), by `MEASURES`."""
    remaining: int
    """Who is counted."""
    sources: int
    """Of efficiency in each world; fewer than those who remain: sampled."""

    def of(self, measure: str) -> Floats:
        """In the worlds in which it was measured: shape (worlds, phases + 1)."""
        found: Floats = self.values[:, :, MEASURES.index(measure)]
        return found[np.isfinite(found).all(axis=1)]


def worlds_for(graph: Graph, plan: Plan, asked: int) -> tuple[int, int]:
    """How many worlds fit the time, and in how many of them efficiency: one where nothing is in doubt and nothing is sampled."""
    exact = graph.size - int(plan.all_gone.sum()) <= EXACT
    if exact and bool(((graph.belief == 0) | (graph.belief == 1)).all()):
        return 1, 1
    touched = (graph.size + len(graph.ends)) * (len(plan.gone) + 1)
    walked = touched * (max(graph.size // 64, 1) if exact else 1)
    worlds = int(np.clip(WORK // max(touched, 1), min(8, asked), asked))
    return worlds, int(np.clip(SPREAD // max(walked, 1), min(3, worlds), worlds))


def structure_of(graph: Graph, plan: Plan, asked: int, seed: int, progress: Progress = QUIET) -> Structure:
    """``asked`` worlds at most. The same seed draws the same worlds."""
    from entramado.analyse.kernels.sharing import shared

    remaining = np.flatnonzero(~plan.all_gone)
    sources = len(remaining) if len(remaining) <= EXACT else SOURCES
    worlds, spread = worlds_for(graph, plan, asked)

    def work(world: int) -> Floats:
        return _world(graph, plan, remaining, sources if world < spread else 0, np.random.default_rng([seed, world]))

    made = list(shared(work, range(worlds), progress, "worlds"))
    return Structure(np.stack(made), len(remaining), sources)


def _world(graph: Graph, plan: Plan, remaining: Ints, sources: int, rng: np.random.Generator) -> Floats:
    from entramado.analyse.kernels.rows import thinned, without_nodes

    there = rng.random(len(graph.belief)) < graph.belief
    some = remaining if sources == len(remaining) else np.sort(rng.choice(remaining, sources, replace=False))
    rows = thinned(graph.starts, graph.ends, graph.links, there)
    found = [_measured(rows[0], rows[1], remaining, some)]
    if plan.cut.any():
        rows = thinned(*rows, ~plan.cut)
    for gone in plan.gone:
        rows = without_nodes(*rows, gone)
        found.append(_measured(rows[0], rows[1], remaining, some))
    return np.array(found)


def _measured(starts: Ints, ends: Numbers, remaining: Ints, sources: Ints) -> list[float]:
    """By `MEASURES`, of the remaining nodes; efficiency is NaN without sources."""
    from entramado.analyse.kernels.connectivity import component_labels
    from entramado.analyse.kernels.distances import distance_sums

    size = len(starts) - 1
    sizes = np.bincount(component_labels(starts, ends)[remaining])
    pairs, near = len(sources) * (len(remaining) - 1), np.zeros(size)
    if len(sources):
        distance_sums(starts, ends, sources, np.zeros(size, np.int64), near, np.zeros(size, np.int64))
    return [
        float((sizes > 1).sum()),
        float(sizes.max(initial=0)),
        float((sizes * (sizes - 1) // 2).sum()),
        float(near[remaining].sum() / max(pairs, 1)) if len(sources) else np.nan,
        float((sizes == 1).sum()),
    ]
