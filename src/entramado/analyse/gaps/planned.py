"""What an answer would be worth to a plan: whom to remove may depend on a link, or on who holds a step of the value chain.

A plan is a few removals after which the largest connected part should be small. The best of many plans is sought over possible
worlds, as it is believed now, with the link and without it (expected value of partial perfect information, as in `worth`). A part
in the value chain is turned over in the cheapest sets that leave a step to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from entramado.analyse.dismantle.chain import Cut, holders
from entramado.analyse.findings import Interval
from entramado.analyse.gaps.worlds import Held
from entramado.analyse.graph import Floats, Graph, Ints
from entramado.analyse.ground import Flags, Ground, Part
from entramado.analyse.kernels.sharing import shared
from entramado.analyse.progress import QUIET, Progress

LARGEST: Final = 20_000
"""Links of a network in which plans are compared."""
WORLDS: Final = 60
"""Possible worlds in which plans are compared, at most."""
_PLANS: Final = 24
"""Plans compared, at most: those that the rule of highest degree makes most often in the worlds."""
_TRIED: Final = 20
"""Links turned over, at most."""
_WORK: Final = 3e8
"""Links walked over in all, about: some seconds."""
_RESAMPLED: Final = 200
_PARTS: Final = 60
"""Doubtful parts in the value chain that are turned over, at most."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What it would be worth to know whether one link is there. Nodes are in the order of their numbers."""

    link: int
    gained: Interval
    """Of all nodes, the share that the largest part is expected to lose more when the plan fits the answer."""
    with_it: tuple[int, ...]
    """The best plan if the link is there."""
    without: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plans:
    best: tuple[int, ...]
    """The plan of the least expected largest part, as it is believed now."""
    left: float
    """That part, as a share of all nodes."""
    worth: Sequence[Planned]
    """Those alone whose answer would change the plan, the most worth first."""
    tried: int
    doubtful: int
    compared: int


@dataclass(frozen=True, slots=True)
class Turned:
    """A doubtful part in the value chain, and the fewest removals that leave some step to nobody, either way."""

    part: Part
    if_so: Cut | None
    if_not: Cut | None


def plans(
    graph: Graph, listed: Flags, removals: int, rng: np.random.Generator, worlds: int = WORLDS, progress: Progress = QUIET
) -> Plans | None:
    """None where there is nothing to plan: no removal asked for or possible, or a network too large to compare plans in."""
    if not removals or not listed.any() or not (graph.belief > 0).any() or len(graph.pairs) > LARGEST:
        return None
    told = rng.random((min(worlds, WORLDS), len(graph.pairs))) < graph.belief
    made = _made(graph, listed, removals, told, rng)
    left = np.array(list(shared(lambda kept: _left(graph, kept, made), list(told), progress, "comparing plans")))
    best = int(left.mean(axis=0).argmin())
    doubtful = np.flatnonzero((graph.belief > 0) & (graph.belief < 1) & listed[graph.pairs].all(axis=1))
    tried = _telling(told, left, best, doubtful, _count(graph, left.size))

    def turn(piece: tuple[int, np.random.Generator]) -> Planned | None:
        return _turned(graph, piece[0], told, left, made, piece[1])

    found = list(shared(turn, list(zip(tried.tolist(), rng.spawn(len(tried)), strict=True)), progress, "turning links over"))
    worth = sorted(filter(None, found), key=lambda each: (-each.gained.mid, each.link))
    return Plans(made[best], float(left[:, best].mean()), worth, len(tried), len(doubtful), len(made))


def parts(ground: Ground) -> list[Turned]:
    """The doubtful parts of whom may be listed that change which fewest removals leave a step of the value chain to nobody."""
    doubtful = [part for part in ground.steps if 0 < part.belief < 1 and ground.listed[part.node]]
    found = []
    for part in sorted(doubtful, key=lambda part: (abs(part.belief - 0.5), part.node, part.step))[:_PARTS]:
        rest = [each for each in ground.steps if each is not part]
        so, no = (_cheapest(replace(ground, steps=steps)) for steps in ([*rest, replace(part, belief=1.0)], rest))
        if so != no:
            found.append(Turned(part, so, no))
    return found


def _cheapest(ground: Ground) -> Cut | None:
    """The one step that fewest hold, all of whom may be listed; None when there is none."""
    held = {step: tuple(sorted(nodes)) for step, nodes in holders(ground).items() if ground.listed[list(nodes)].all()}
    step = min(held, key=lambda name: (len(held[name]), name), default=None)
    return None if step is None else Cut((step,), held[step], float(len(held[step])))


def _made(graph: Graph, listed: Flags, removals: int, told: Held, rng: np.random.Generator) -> list[tuple[int, ...]]:
    """Plans by highest degree, counted anew, in each world and in the whole: those made most often. Equals go by lot."""
    from entramado.analyse.dismantle.adaptive import by_degree

    often: dict[tuple[int, ...], int] = {}
    for mask in (graph.belief > 0, graph.belief >= 0.5, *told):
        world = graph.of_links(mask)
        order = by_degree(world.starts, world.ends, listed, np.ones(graph.size), rng.random(graph.size))
        plan = tuple(sorted(order[:removals].tolist()))
        often[plan] = often.get(plan, 0) + 1
    return sorted(often, key=lambda plan: (-often[plan], plan))[:_PLANS]


def _left(graph: Graph, kept: Flags, made: Sequence[tuple[int, ...]]) -> Floats:
    """The largest part that each plan leaves, as a share of all nodes."""
    from entramado.analyse.kernels.connectivity import component_labels
    from entramado.analyse.kernels.rows import thinned

    found = np.empty(len(made))
    gone = np.zeros(graph.size, np.bool_)
    for number, plan in enumerate(made):
        gone[:] = False
        gone[list(plan)] = True
        rest = kept & ~gone[graph.pairs].any(axis=1)
        starts, ends, _ = thinned(graph.starts, graph.ends, graph.links, rest)
        found[number] = np.bincount(component_labels(starts, ends)[~gone], minlength=1).max()
    return found / graph.size


def _count(graph: Graph, looks: int) -> int:
    """How many links can be turned over, where each takes so many looks at a network."""
    return int(np.clip(_WORK // (looks * (len(graph.pairs) + graph.size)), 5, _TRIED))


def _telling(told: Held, left: Floats, best: int, doubtful: Ints, count: int) -> Ints:
    """The links by which what other plans leave more or less than the best varies most with them."""
    more = left - left[:, [best]]
    more = more - more.mean(axis=0)
    held = told[:, doubtful].astype(np.float64)
    score = np.abs((held - held.mean(axis=0)).T @ more).sum(axis=1)
    return doubtful[np.lexsort((doubtful, -np.round(score, 9)))[:count]]


def _turned(
    graph: Graph, link: int, told: Held, left: Floats, made: Sequence[tuple[int, ...]], rng: np.random.Generator
) -> Planned | None:
    """Turn one link over in each world; None where the best plan is the same either way."""
    other = np.empty_like(left)
    for world, kept in enumerate(told):
        turned = kept.copy()
        turned[link] = not turned[link]
        other[world] = _left(graph, turned, made)
    held = told[:, link][:, None]
    with_it, without = np.where(held, left, other), np.where(held, other, left)
    belief, worlds = float(graph.belief[link]), len(left)
    weight = np.concatenate([np.ones((1, worlds)), rng.multinomial(worlds, np.full(worlds, 1 / worlds), _RESAMPLED)]) / worlds
    present, absent = weight @ with_it, weight @ without
    now = belief * present + (1 - belief) * absent
    gain = now.min(axis=1) - belief * present.min(axis=1) - (1 - belief) * absent.min(axis=1)
    if gain[0] <= 1e-9:
        return None
    low, high = (float(end) for end in np.quantile(gain[1:], (0.05, 0.95)))
    gained = Interval(min(max(low, 0.0), float(gain[0])), float(gain[0]), max(high, float(gain[0])))
    return Planned(link, gained, made[int(present[0].argmin())], made[int(absent[0].argmin())])
