"""The value chain: which of its steps lose their only holder, and how many separate routes join one step to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.ground import Flags, Ground, Part
from entramado.analyse.progress import QUIET, Progress
from entramado.analyse.whatif.options import Plan

Rows = tuple[Ints, Numbers, Numbers]
"""``starts``, ``ends`` and ``links`` as in `Graph`."""

ORDER: Final = ("source", "production", "transport", "wholesale", "money")
"""Goods pass from one step to the next, and money follows. Protection serves them all and is no place on the way."""
MOST: Final = 50
"""Routes that are counted: more are as many as these."""
LARGE: Final = 100_000
"""Ends of links from which routes are counted in one world alone, of the links that are more likely than not, and up to `FEW`."""
FEW: Final = 5
WORK: Final = 30_000_000
"""Ends of links that the search for routes may touch in all worlds together."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the value chain."""

    name: str
    parts: tuple[Part, ...]
    """Who is said to hold it, the surest first."""
    removed: tuple[Part, ...]
    """Who of them is removed."""
    before: float
    """The chance that at least one of them does."""
    after: float
    """The chance that at least one who remains does."""
    lost: float
    """The chance that somebody held it and nobody who remains does."""

    @property
    def only(self) -> bool:
        """Whether all who are said to hold it are removed."""
        return bool(self.parts) and len(self.removed) == len(self.parts)


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Routes from one step to the next that share no link, before and after all phases: shape (worlds, 2)."""

    source: str
    target: str
    routes: Floats
    capped: bool


def steps_of(ground: Ground, plan: Plan) -> list[Step]:
    """In the order of the chain, others after. Holders are taken to be independent of each other."""
    held: dict[str, list[Part]] = {}
    for part in ground.steps:
        if part.belief > 0:
            held.setdefault(part.step, []).append(part)
    names = [name for name in ORDER if name in held] + sorted(set(held) - set(ORDER))
    made = []
    for name in names:
        parts = sorted(held[name], key=lambda part: (-part.belief, part.node))
        removed = [part for part in parts if plan.all_gone[part.node]]
        nobody_left = _nobody([part for part in parts if not plan.all_gone[part.node]])
        nobody_gone = _nobody(removed)
        made.append(
            Step(
                name, tuple(parts), tuple(removed),
                1 - nobody_left * nobody_gone, 1 - nobody_left, nobody_left * (1 - nobody_gone),
            )
        )  # fmt: skip
    return made


def _nobody(parts: Sequence[Part]) -> float:
    by_node: dict[int, float] = {}
    for part in parts:
        by_node[part.node] = max(by_node.get(part.node, 0.0), part.belief)
    return float(np.prod([1 - belief for belief in by_node.values()])) if by_node else 1.0


def flows_of(ground: Ground, plan: Plan, steps: Sequence[Step], worlds: int, seed: int, progress: Progress = QUIET) -> list[Flow]:
    """Between each step of the chain and the next that anybody is said to hold.

    Who holds both is a route of his own, and no other goes through him.
    """
    from entramado.analyse.kernels.sharing import shared

    graph = ground.graph
    known = [step for step in steps if step.name in ORDER]
    pairs = list(pairwise(known))
    if not pairs:
        return []
    large = len(graph.ends) > LARGE
    sure = bool(((graph.belief == 0) | (graph.belief == 1)).all()) and all(part.belief == 1 for part in ground.steps)
    cost = (graph.size + len(graph.ends)) * len(pairs) * 8
    count = 1 if large or sure else int(np.clip(WORK // max(cost, 1), min(8, worlds), worlds))
    most = FEW if large else MOST

    def work(world: int) -> Floats:
        rng = np.random.default_rng([seed, 3, world])
        there = graph.belief >= 0.5 if large else rng.random(len(graph.belief)) < graph.belief
        holders = {step.name: _holders(graph, step, rng, sure=large) for step in known}
        found = np.empty((len(pairs), 2))
        for after in (False, True):
            rows = _rows_of(graph, plan, there, after=after)
            for place, (one, other) in enumerate(pairs):
                found[place, int(after)] = _routes(rows, graph, holders[one.name], holders[other.name], plan, most, after=after)
        return found

    made = np.stack(list(shared(work, range(count), progress, "routes")))
    return [
        Flow(one.name, other.name, made[:, place], bool((made[:, place] >= most).any()))
        for place, (one, other) in enumerate(pairs)
    ]  # fmt: skip


def _holders(graph: Graph, step: Step, rng: np.random.Generator, *, sure: bool) -> Flags:
    flags = np.zeros(graph.size, np.bool_)
    beliefs = np.array([part.belief for part in step.parts])
    held = beliefs >= 0.5 if sure else rng.random(len(beliefs)) < beliefs
    flags[[part.node for part, keep in zip(step.parts, held, strict=True) if keep]] = True
    return flags


def _rows_of(graph: Graph, plan: Plan, there: Flags, *, after: bool) -> Rows:
    from entramado.analyse.kernels.rows import thinned, without_nodes

    rows = thinned(graph.starts, graph.ends, graph.links, there & ~plan.cut if after else there)
    return without_nodes(*rows, plan.all_gone) if after else rows


def _routes(rows: Rows, graph: Graph, one: Flags, other: Flags, plan: Plan, most: int, *, after: bool) -> int:
    from entramado.analyse.kernels.rows import without_nodes
    from entramado.analyse.whatif.kernels import routes

    if after:
        one, other = one & ~plan.all_gone, other & ~plan.all_gone
    both = one & other
    rows = without_nodes(*rows, both) if both.any() else rows
    first, last = np.flatnonzero(one & ~both), other & ~both
    found = routes(*rows, len(graph.pairs), first, last, most) if len(first) and last.any() else 0
    return min(int(both.sum()) + found, most)
