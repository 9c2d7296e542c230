"""What an answer would be worth: for each uncertain link, how often knowing it would change who comes first.

Possible worlds are drawn from the beliefs, and one set of them serves all links. A first look splits the worlds by whether they
hold the link (Strong and Oakley 2013: partial perfect information from one sample). The links that look most telling are then
turned over in each world, present and absent with all else equal, so that what differs is due to the link and not to chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.findings import Interval
from entramado.analyse.gaps.worlds import Held, Worlds, fitting, worlds_of
from entramado.analyse.graph import Floats, Graph, Ints
from entramado.analyse.ground import Flags
from entramado.analyse.kernels.sharing import shared
from entramado.analyse.progress import QUIET, Progress

_TRIED: Final = 3
"""Links turned over for each that is told."""
_TURNED: Final = 100
"""Worlds in which a link is turned over, at most."""
_DRAWS: Final = 4000
_RESAMPLED: Final = 200
_SEEN: Final = 0.05
"""Change in the share of worlds from which on a node is told to rise or fall."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What it would be worth to know whether one link is there."""

    link: int
    turned: Interval
    """Share of possible worlds in which the first places differ with the link and without it."""
    surprise: Interval
    """Share of cases in which the answer is the less likely one and the first places differ for it: min(b, 1 - b) * turned."""
    gained: Interval
    """Expected number of right names among the first that the answer adds: partial expected value of perfect information."""
    rising: tuple[int, ...]
    """Nodes that are more often among the first with the link, those that rise most first."""
    falling: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """``doubtful`` counts the links that are uncertain, ``tried`` those that were turned over."""

    measure: str
    worth: Sequence[Worth]
    doubtful: int
    tried: int
    worlds: int
    turned: int
    first: Floats
    """Of each node the share of worlds in which it is among the first, shape (nodes,)."""


def answers(
    graph: Graph,
    listed: Flags,
    rng: np.random.Generator,
    *,
    measure: str = "auto",
    among: int = 10,
    worlds: int = 200,
    limit: int = 20,
    progress: Progress = QUIET,
) -> Answers:
    """The uncertain links, those first whose answer would most often change which ``listed`` nodes are the first ``among``.

    Only links between listed nodes are asked about: nobody is sent to ask after a victim or a witness.
    Raises ValueError for a measure that would take far too long on a network of this size.
    """
    doubtful = np.flatnonzero((graph.belief > 0) & (graph.belief < 1) & listed[graph.pairs].all(axis=1))
    turned = min(_TURNED, worlds)
    chosen = fitting(measure, graph, worlds + turned * min(_TRIED * limit, len(doubtful)))
    drawn = worlds_of(graph, listed, chosen, among, worlds, rng)
    placed = shared(lambda world: drawn.first(world, None), range(worlds), progress, "ranking possible networks")
    first = np.array(list(placed)).reshape(worlds, len(drawn.nodes))
    tried = _telling(graph, doubtful, drawn, first, _TRIED * limit)

    def turn(piece: tuple[int, np.random.Generator]) -> Worth:
        return _turned(graph, piece[0], drawn, first[:turned], among, piece[1])

    pieces = list(zip(tried.tolist(), rng.spawn(len(tried)), strict=True))
    found = list(shared(turn, pieces, progress, "turning links over"))
    found.sort(key=lambda each: (-each.surprise.mid, -each.gained.mid, each.link))
    share = np.zeros(graph.size)
    share[drawn.nodes] = first.mean(axis=0)
    return Answers(chosen, found[:limit], len(doubtful), len(tried), worlds, turned, share)


def _telling(graph: Graph, doubtful: Ints, drawn: Worlds, first: Held, count: int) -> Ints:
    """The doubtful links most worth trying, by how much the first places of worlds with the link differ from those without.

    In a large network only links that touch, or are one link away from, a node whose place among the first is not certain.
    """
    share = first.mean(axis=0)
    swinging = (share > 0) & (share < 1)
    if len(doubtful) <= count or not swinging.any():
        return doubtful[: count if swinging.any() else 0]
    near = np.zeros(graph.size, np.bool_)
    near[drawn.nodes[swinging]] = True
    near[graph.pairs[near[graph.pairs].any(axis=1)].ravel()] = True
    doubtful = doubtful[near[graph.pairs[doubtful]].any(axis=1)]
    placed = first[:, swinging].astype(np.float32)
    placed -= placed.mean(axis=0)
    score = np.empty(len(doubtful))
    step = 4096
    for begin in range(0, len(doubtful), step):
        held = drawn.told[:, doubtful[begin : begin + step]].astype(np.float32)
        # the covariance of a link and a place is b (1 - b) times what the link changes in the place
        score[begin : begin + step] = np.abs((held - held.mean(axis=0)).T @ placed).sum(axis=1)
    return doubtful[np.lexsort((doubtful, -score))[:count]]


def _turned(graph: Graph, link: int, drawn: Worlds, first: Held, among: int, rng: np.random.Generator) -> Worth:
    """Turn one link over in each of the worlds of ``first``."""
    other = np.array([drawn.first(world, link) for world in range(len(first))])
    held = drawn.told[: len(first), link][:, None]
    with_it, without = np.where(held, first, other), np.where(held, other, first)
    differ = float((with_it != without).any(axis=1).sum())
    low, high = np.quantile(rng.beta(differ + 0.5, len(first) - differ + 0.5, _DRAWS), (0.05, 0.95))
    share = differ / len(first)
    turned = Interval(min(float(low), share), share, max(float(high), share))
    belief = float(graph.belief[link])
    unlikely = min(belief, 1.0 - belief)
    surprise = Interval(unlikely * turned.low, unlikely * share, unlikely * turned.high)
    change = with_it.mean(axis=0) - without.mean(axis=0)
    rising, falling = (_most(change * sign, drawn.nodes) for sign in (1.0, -1.0))
    return Worth(link, turned, surprise, _gained(with_it, without, belief, among, rng), rising, falling)


def _gained(with_it: Held, without: Held, belief: float, among: int, rng: np.random.Generator) -> Interval:
    """What the best list of names gains in right ones from the answer, with its interval over worlds (bootstrap)."""
    ever = (with_it | without).any(axis=0)
    worlds = len(with_it)
    weight = np.concatenate([np.ones((1, worlds)), rng.multinomial(worlds, np.full(worlds, 1 / worlds), _RESAMPLED)]) / worlds
    present, absent = (weight @ some[:, ever].astype(np.float64) for some in (with_it, without))
    now = belief * present + (1.0 - belief) * absent
    gain = np.maximum(belief * _top(present, among) + (1.0 - belief) * _top(absent, among) - _top(now, among), 0.0)
    low, high = np.quantile(gain[1:], (0.05, 0.95))
    return Interval(min(float(low), float(gain[0])), float(gain[0]), max(float(high), float(gain[0])))


def _top(share: Floats, among: int) -> Floats:
    """The sum of the greatest ``among`` of each row."""
    return np.asarray(
        np.partition(share, -among, axis=1)[:, -among:].sum(axis=1) if among < share.shape[1] else share.sum(axis=1)
    )


def _most(change: Floats, nodes: Ints) -> tuple[int, ...]:
    """Up to three nodes with the greatest change."""
    order = np.argsort(-change, kind="stable")[:3]
    return tuple(int(nodes[each]) for each in order if change[each] >= _SEEN)
