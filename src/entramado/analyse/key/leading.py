"""Who may lead, told from structure alone, and kept apart from what sources state.

Leaders of criminal and armed groups tend to stand between others rather than to have most contacts (Morselli 2009; Calderoni and
Superchi 2019). So a node's position is the mean of its standing by three measures of that: betweenness, harmonic closeness and
effective size. None is weighed and none was fitted: training weights on other periods of the same organisation gave no better
order. Only the step from standing to probability is fitted, on the five periods of the Provisional IRA (Gill et al. 2014), where
32 of 1,570 places are senior: see docs/explanation/analysis-key.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Graph
from entramado.analyse.ground import Flags
from entramado.analyse.key.measured import MEASURES, Rows
from entramado.analyse.key.ranks import mid_ranks

POSITION: Final = ("betweenness", "harmonic", "effective_size")
ONE_NETWORK: Final = (0.68, -4.61)
WITH_EARLIER: Final = (0.93, -5.18)
"""Slope and start of the log-odds of being senior on those of the standing: of one period, and with all earlier ones known."""


def standing(ranks: Floats) -> Floats:
    """From 0 (last) to 1 (first), of ranks among as many as there are, along the last axis; never 0 or 1 itself."""
    return np.asarray((ranks.shape[-1] - ranks + 0.5) / max(ranks.shape[-1], 1))


def position(graphs: Sequence[Graph], listed: Flags, sources: int | None = None, seed: int = 0) -> Floats:
    """The mean standing of the ``listed`` nodes by the three measures, shape (listed,), over networks of the same nodes.

    More than one network: ties alone and ties with memberships, say, where those who share a unit meet in its node. Nodes after
    the last of ``listed`` belong to a network alone (units). Paths are followed from ``sources`` nodes, or from all.
    """
    total = np.zeros(int(listed.sum()))
    for graph in graphs:
        there = graph if (graph.belief > 0).all() else graph.of_links(graph.belief > 0)
        random = np.random.default_rng(seed)
        rows = Rows.of(there.size, there.pairs, there.weight, sources or max(there.size, 1), random)
        for name in POSITION:
            ranks, _ = mid_ranks(MEASURES[name].of(rows)[: len(listed)][listed])
            total += standing(ranks)
    return total / (len(POSITION) * max(len(graphs), 1))


def together(graphs: Sequence[Graph]) -> Graph:
    """One network of the links of all, of the same nodes: earlier periods and this one."""
    size = max(graph.size for graph in graphs)
    pairs = np.concatenate([graph.pairs for graph in graphs])
    return Graph.of(size, pairs, np.concatenate([graph.weight for graph in graphs]), np.concatenate([g.belief for g in graphs]))


def probability(positions: Floats, earlier: bool = False) -> Floats:
    """That one with this position among these leads, if this network is like those of the Provisional IRA.

    Shape as ``positions``, whose last axis is nodes. Where leaders are rarer or more common it is off; its order is not.
    """
    slope, start = WITH_EARLIER if earlier else ONE_NETWORK
    flat = positions.reshape(-1, positions.shape[-1]) if positions.size else positions.reshape(0, max(positions.shape[-1], 1))
    ranks = np.array([mid_ranks(row)[0] for row in flat]).reshape(positions.shape)
    share = standing(ranks)
    return np.asarray(1 / (1 + np.exp(-(start + slope * np.log(share / (1 - share)))))) if positions.size else np.zeros(0)
