"""The value chain: whose removal leaves a step of it (source, transport, money …) to nobody."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Ints
from entramado.analyse.ground import Flags, Ground

MOST: Final = 12
"""Steps up to which every choice of them is tried."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The cheapest removal after which ``steps`` are held by nobody who is known."""

    steps: tuple[str, ...]
    nodes: tuple[int, ...]
    cost: float


def holders(ground: Ground) -> dict[str, dict[int, float]]:
    """Of each step its holders with their beliefs, those of belief 0 left out."""
    found: dict[str, dict[int, float]] = {}
    for part in ground.steps:
        if part.belief > 0:
            step = found.setdefault(part.step, {})
            step[part.node] = max(step.get(part.node, 0.0), part.belief)
    return found


def cheapest_cuts(ground: Ground, allowed: Flags, cost: Floats) -> tuple[list[Cut], list[str], bool]:
    """For each number of steps the cheapest cut; the steps that cannot be cut; and whether every choice was tried.

    A step with a holder who may not be proposed cannot be cut. With more than `MOST` steps, they are added one by one, each time
    the one that costs least beyond what is removed already: no guarantee then.
    """
    held = holders(ground)
    can = {step: frozenset(nodes) for step, nodes in held.items() if all(allowed[node] for node in nodes)}
    cannot = [step for step in held if step not in can]

    def cut(steps: tuple[str, ...]) -> Cut:
        nodes = tuple(sorted(frozenset(chain.from_iterable(can[step] for step in steps))))
        return Cut(steps, nodes, float(cost[list(nodes)].sum()))

    names = sorted(can)
    if len(names) <= MOST:
        every = [min((cut(some) for some in combinations(names, many)), key=_dear) for many in range(1, len(names) + 1)]
        return every, cannot, True
    made: list[Cut] = []
    while len(made) < len(names):
        now = made[-1].steps if made else ()
        made.append(min((cut((*now, step)) for step in names if step not in now), key=_dear))
    return made, cannot, False


def in_order(ground: Ground, cuts: list[Cut], cost: Floats, budget: float) -> Ints:
    """Of the cut with the most steps that the budget pays for, whom to remove first: what ends a step soonest."""
    within = [cut for cut in cuts if cut.cost <= budget * (1 + 1e-12)]
    if not within:
        return np.empty(0, np.int64)
    held, order, open_steps = holders(ground), [], list(within[-1].steps)
    while open_steps:
        step = min(open_steps, key=lambda name: (sum(cost[node] for node in held[name] if node not in order), name))
        open_steps.remove(step)
        order += [node for node in sorted(held[step], key=lambda node: (cost[node], node)) if node not in order]
    return np.array(order, np.int64)


def steps_held(ground: Ground, gone: Ints) -> float:
    """How many steps are expected to be held, given the beliefs of the holders who are left, each independent of the others."""
    away = set(gone.tolist())
    return sum(
        1 - math.prod(1 - belief for node, belief in nodes.items() if node not in away) for nodes in holders(ground).values()
    )


def _dear(cut: Cut) -> tuple[float, int, tuple[str, ...]]:
    return cut.cost, len(cut.nodes), cut.steps
