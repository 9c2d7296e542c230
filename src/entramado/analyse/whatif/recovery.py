"""How fast a network recovers: a simulation in which those who lost a contact look for another one.

Agents are the people around the removal. Each lost contact is sought again or given up; who seeks turns to others who lost the
same contact (closure), to those with many contacts (degree) or to contacts of contacts (distance): the three ways of replacement
of Duijn, Kashirin and Sloot (2014) in spirit, with the closing of triads that Diviák (2024) found to matter. A successor, once in
place, draws some of the former contacts to himself. Only those who may be listed seek or are found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Graph, Ints
from entramado.analyse.ground import Flags, Ground
from entramado.analyse.parameters import Parameter
from entramado.analyse.progress import QUIET, Progress
from entramado.analyse.whatif.options import Plan, WhatIf
from entramado.analyse.whatif.parameters import RECOVERY
from entramado.analyse.whatif.succession import Succession

LOCAL: Final = 200
"""People around the removal who take part: contacts first, then theirs."""
SOURCES: Final = 16
"""From so many of them efficiency is measured."""
SWAYS: Final = 3_000
"""People in all runs for each end of a parameter, 12 runs at least."""
MARKS: Final = (4, 8, 13, 26, 39, 52, 78, 104, 156, 208, 312, 416, 520)
"""Weeks at which the network is measured."""


@dataclass(frozen=True, slots=True)
class Sway:
    """Efficiency in the end, as share of that before, with one parameter at its low, best and high value."""

    parameter: Parameter
    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Recovery:
    """Of each run: before, right after, and at each mark."""

    people: int
    """Who takes part and remains."""
    everybody: bool
    """Whether that is the whole network."""
    weeks: tuple[int, ...]
    """The marks."""
    efficiency: Floats
    """Shape (runs, 2 + marks)."""
    largest: Floats
    """Share of the people in the largest part, shape (runs, 2 + marks)."""
    links: Floats
    """New links, shape (runs, 2 + marks)."""
    swayed: Sequence[Sway]

    def relative(self) -> Floats:
        """Efficiency as share of that before, shape (runs, 2 + marks)."""
        before = self.efficiency[:, :1]
        return np.divide(self.efficiency, before, out=np.ones_like(self.efficiency), where=before > 0)

    def back(self, share: float = 0.9) -> Floats:
        """The week by which so much of the lost efficiency is back, the mark at which it is seen; NaN if not by the last one."""
        lost = self.efficiency[:, :1] - self.efficiency[:, 1:2]
        enough = self.efficiency[:, 2:] >= self.efficiency[:, 1:2] + share * lost
        first = np.argmax(enough, axis=1)
        return np.where(enough.any(axis=1), np.array(self.weeks, np.float64)[first], np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class _Around:
    nodes: Ints
    pairs: Ints
    belief: Floats
    cut: Flags
    gone: Flags
    able: Flags


def recovery_of(
    ground: Ground,
    plan: Plan,
    options: WhatIf,
    successions: Sequence[Succession],
    parameters: Mapping[str, Parameter],
    progress: Progress = QUIET,
) -> Recovery | None:
    """None where the removal takes no contact from anybody."""
    from entramado.analyse.kernels.sharing import shared
    from entramado.analyse.whatif.kernels import rewire

    around = _around(ground.graph, plan, ground.listed)
    if around is None:
        return None
    weeks = (*(mark for mark in MARKS if mark < options.weeks), options.weeks)
    named = [parameters[each.name] for each in RECOVERY]
    remaining = int((~around.gone).sum())
    every = max(remaining // SOURCES, 1)
    number = {int(node): place for place, node in enumerate(around.nodes)}

    def once(run: int, values: Floats | None, marks: Ints) -> Floats:
        """The same run draws the same world and successors, whatever its values."""
        rng = np.random.default_rng([options.seed, 5, run])
        there = rng.random(len(around.belief)) < around.belief
        heirs = _heirs(successions, number, len(around.nodes), rng)
        drawn = np.array(
            [each.value if each.low == each.high else rng.triangular(each.low, each.value, each.high) for each in named]
        )
        chosen = drawn if values is None else values
        state = rng.integers(2**63, size=1, dtype=np.uint64)
        found: Floats = rewire(
            len(around.nodes), around.pairs, there, around.cut, around.gone, around.able, heirs, chosen, marks, every, state
        )  # fmt: skip
        return found

    ends = np.array([options.weeks], np.int64)
    best = np.array([each.value for each in named])
    cases = [best]
    spread = [place for place, each in enumerate(named) if each.low < each.high]
    for place in spread:
        for value in (named[place].low, named[place].high):
            cases.append(best.copy())
            cases[-1][place] = value
    whole = np.array(weeks, np.int64)
    pieces: list[tuple[int, Floats | None, Ints]] = [(run, None, whole) for run in range(options.runs)]
    few = min(max(SWAYS // remaining, 12), options.runs)
    pieces += [(run, case, ends) for case in cases for run in range(few)]
    made = list(shared(lambda piece: once(*piece), pieces, progress, "recovery"))
    runs = np.stack(made[: options.runs])
    sways = np.stack(made[options.runs :]).reshape(len(cases), -1, 3, 3)
    outcome = sways[:, :, 2, 0].mean(axis=1) / np.maximum(sways[:, :, 0, 0].mean(axis=1), 1e-12)
    swayed = [
        Sway(named[place], float(outcome[2 * at + 1]), float(outcome[0]), float(outcome[2 * at + 2]))
        for at, place in enumerate(spread)
    ]  # fmt: skip
    everybody = len(around.nodes) == ground.graph.size
    return Recovery(remaining, everybody, weeks, runs[:, :, 0], runs[:, :, 1], runs[:, :, 2], swayed)


def _around(graph: Graph, plan: Plan, listed: Flags) -> _Around | None:
    """The people around the removal, and the links among them."""
    from entramado.analyse.kernels.distances import distances
    from entramado.analyse.kernels.rows import thinned

    believed = thinned(graph.starts, graph.ends, graph.links, graph.belief > 0)
    cut = np.unique(graph.pairs[plan.cut]).astype(np.int64)
    gone = np.flatnonzero(plan.all_gone)
    distance = distances(believed[0], believed[1], np.union1d(gone, cut))
    near = np.flatnonzero(distance >= 0)
    degree = np.diff(believed[0])
    near = near[np.lexsort((near, -degree[near], distance[near]))]
    fixed = np.isin(near, gone)
    nodes = np.sort(np.concatenate([near[fixed], near[~fixed][:LOCAL]]))
    number = np.full(graph.size, -1, np.int64)
    number[nodes] = np.arange(len(nodes))
    pairs = number[graph.pairs]
    kept = (pairs >= 0).all(axis=1) & (graph.belief > 0)
    touched = plan.cut[kept] | plan.all_gone[graph.pairs[kept]].any(axis=1)
    if not touched.any() or int((~plan.all_gone[nodes]).sum()) < 2:
        return None
    return _Around(
        nodes, np.ascontiguousarray(pairs[kept]), graph.belief[kept], plan.cut[kept], plan.all_gone[nodes], listed[nodes] &
        ~plan.all_gone[nodes]
    )  # fmt: skip


def _heirs(successions: Sequence[Succession], number: Mapping[int, int], size: int, rng: np.random.Generator) -> Ints:
    """Who takes over from each removed node in this run: a stated successor as often as believed, else one by position."""
    heirs = np.full(size, -1, np.int64)
    for each in successions:
        draw = rng.random(len(each.named) + 1)
        heir = next((said.subject for said, chance in zip(each.named, draw, strict=False) if chance < said.belief), None)
        chances = np.array([candidate.first for candidate in each.candidates])
        if heir is None and chances.sum() > 0:
            heir = each.candidates[int(np.searchsorted(np.cumsum(chances), draw[-1] * chances.sum(), side="right"))].node
        if heir is not None and each.removed in number:
            heirs[number[each.removed]] = number.get(heir, -1)
    return heirs
