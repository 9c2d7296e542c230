"""Who could take over: whom sources name first and apart, then who stands nearest to the position of the removed.

The second is a place in a network, not a forecast of a person's career: nobody is more than "near" by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Ints
from entramado.analyse.ground import Flags, Ground, Stated
from entramado.analyse.whatif.options import Plan

DRAWS: Final = 200
"""Possible worlds in which positions are compared."""
CONTACTS: Final = 500
"""Contacts of one removed node that are looked at, the surest first."""
CANDIDATES: Final = 40
"""Of whom so many are compared, the nearest by the best estimate first."""
TOLD: Final = 10
"""Removed nodes whose succession is told."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """Somebody who may be listed, of the same kind as the removed."""

    node: int
    shared: Floats
    """Share of the contacts and subordinates of the removed whom he knows or commands, in each draw."""
    first: float
    """In how many of the draws nobody stands nearer, equals shared out."""
    under: float
    """The belief that he took orders from the removed."""
    commands: int
    """How many of the subordinates of the removed take orders from him too."""
    ties: tuple[str, ...]
    """How he and the removed are tied, in predicates."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Succession:
    """After one removed node."""

    removed: int
    named: tuple[Stated, ...]
    """Successors whom sources name, those in place before mere candidates, the surest first."""
    candidates: tuple[Candidate, ...]
    """By position, the nearest first."""
    margin: Floats
    """How far the nearest is ahead of the next in each draw, as share of the contacts."""


def successions_of(ground: Ground, plan: Plan, seed: int) -> list[Succession]:
    """Of the first removed nodes. Nobody removed and nobody who may not be listed is named."""
    return [_succession(ground, plan, int(node), np.random.default_rng([seed, 4, int(node)])) for node in plan.removed[:TOLD]]


def _succession(ground: Ground, plan: Plan, removed: int, rng: np.random.Generator) -> Succession:
    kind = ground.kinds[removed] if ground.kinds else ""
    fit = ground.listed & ~plan.all_gone
    if ground.kinds:
        fit = fit & np.array([each == kind for each in ground.kinds])
    named = sorted(
        (each for each in ground.stated if each.predicate == "successor_of" and each.object == removed and fit[each.subject]),
        key=lambda each: (each.candidate, -each.belief, each.subject),
    )
    contacts = _beliefs(ground, removed)
    subordinates, superiors = _arrows(ground, removed)
    for node, belief in subordinates.items():
        contacts[node] = max(contacts.get(node, 0.0), belief)
    near = sorted((node for node in contacts if not plan.all_gone[node]), key=lambda node: (-contacts[node], node))[:CONTACTS]
    beliefs = np.array([contacts[node] for node in near])
    nodes, matrix = _known(ground, np.array(near, np.int64), beliefs, fit)
    lead = _lead(ground, sorted(subordinates))
    column = {node: at for at, node in enumerate(near)}
    for row, node in enumerate(nodes):
        for other in lead.get(int(node), ()):
            if other in column:
                matrix[row, column[other]] = 1.0
    shared, first, margin = _compared(beliefs, matrix, rng)
    candidates = [
        Candidate(
            int(node), shared[:, row], float(first[row]), subordinates.get(int(node), 0.0), len(lead.get(int(node), ())),
            *_ties(ground, removed, int(node), under=int(node) in subordinates, over=int(node) in superiors),
        )
        for row, node in enumerate(nodes)
    ]  # fmt: skip
    candidates.sort(key=lambda each: (-each.first, -each.shared.mean(), each.node))
    return Succession(removed, tuple(named), tuple(candidates), margin)


def _known(ground: Ground, near: Ints, beliefs: Floats, fit: Flags) -> tuple[Ints, Floats]:
    """Who is best placed, and the belief with which each of them knows each of ``near``: shape (candidates, near).

    A contact who could take over counts as known to himself.
    """
    graph = ground.graph
    if not len(near):
        return np.zeros(0, np.int64), np.zeros((0, 0))
    rows = [slice(graph.starts[node], graph.starts[node + 1]) for node in near]
    who = np.concatenate([near, *(graph.ends[row] for row in rows)]).astype(np.int64)
    whom = np.concatenate([np.arange(len(near)), *(np.full(row.stop - row.start, at) for at, row in enumerate(rows))])
    belief = np.concatenate([np.ones(len(near)), *(graph.belief[graph.links[row]] for row in rows)])
    kept = fit[who] & (belief > 0)
    who, whom, belief = who[kept], whom[kept], belief[kept]
    nodes, row_of = np.unique(who, return_inverse=True)
    expected = np.bincount(row_of, belief * beliefs[whom], len(nodes))
    best = np.sort(np.argsort(-expected, kind="stable")[:CANDIDATES])
    place = np.full(len(nodes), -1, np.int64)
    place[best] = np.arange(len(best))
    matrix = np.zeros((len(best), len(near)))
    told = place[row_of] >= 0
    matrix[place[row_of[told]], whom[told]] = belief[told]
    return nodes[best], matrix


def _lead(ground: Ground, subordinates: list[int]) -> dict[int, tuple[int, ...]]:
    """Of each of the subordinates the others among them whom he commands."""
    if ground.command is None or not subordinates:
        return {}
    inner = np.isin(ground.command.pairs, subordinates).all(axis=1) & (ground.command.belief > 0)
    found: dict[int, tuple[int, ...]] = {}
    for one, other in sorted({(int(one), int(other)) for one, other in ground.command.pairs[inner]}):
        found[one] = (*found.get(one, ()), other)
    return found


def _compared(beliefs: Floats, matrix: Floats, rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Of each draw and candidate the share of contacts known; each candidate's share of first places; each draw's margin."""
    if not matrix.size:
        return np.zeros((1, len(matrix))), np.zeros(len(matrix)), np.zeros(1)
    sure = bool((((matrix == 0) | (matrix == 1)).all()) and ((beliefs == 0) | (beliefs == 1)).all())
    draws = 1 if sure else DRAWS
    there = rng.random((draws, len(beliefs))) < beliefs
    shared = np.empty((draws, len(matrix)))
    for draw in range(draws):
        met = (rng.random(matrix.shape) < matrix) & there[draw]
        shared[draw] = met.sum(axis=1) / max(int(there[draw].sum()), 1)
    best = shared.max(axis=1, keepdims=True)
    leads = (shared == best) & (best > 0)
    first = (leads / np.maximum(leads.sum(axis=1, keepdims=True), 1)).mean(axis=0)
    ranked = np.sort(shared, axis=1)
    margin = ranked[:, -1] - (ranked[:, -2] if len(matrix) > 1 else 0.0)
    return shared, first, margin


def _beliefs(ground: Ground, node: int) -> dict[int, float]:
    """The neighbours of a node, each with the belief of the link."""
    graph = ground.graph
    row = slice(graph.starts[node], graph.starts[node + 1])
    beliefs = graph.belief[graph.links[row]]
    return {int(other): float(belief) for other, belief in zip(graph.ends[row], beliefs, strict=True) if belief > 0}


def _arrows(ground: Ground, node: int) -> tuple[dict[int, float], dict[int, float]]:
    """Direct subordinates and direct superiors of a node, each with the belief."""
    if ground.command is None:
        return {}, {}
    pairs, belief = ground.command.pairs, ground.command.belief
    down, up = (pairs[:, 0] == node) & (belief > 0), (pairs[:, 1] == node) & (belief > 0)
    return (
        {int(other): float(each) for other, each in zip(pairs[down, 1], belief[down], strict=True)},
        {int(other): float(each) for other, each in zip(pairs[up, 0], belief[up], strict=True)},
    )


def _ties(ground: Ground, removed: int, node: int, *, under: bool, over: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the two are tied, and the lines that say so."""
    graph = ground.graph
    words = [*(["took orders from the removed"] if under else []), *(["commanded the removed"] if over else [])]
    lines: list[str] = []
    row = slice(graph.starts[removed], graph.starts[removed + 1])
    for other, link in zip(graph.ends[row], graph.links[row], strict=True):
        if other == node and graph.belief[link] > 0:
            words += ground.layers[link] if ground.layers else ["linked"]
            lines += ground.lines[link] if ground.lines else []
    for each in ground.stated:
        if each.predicate in {"family_of", "associate_of"} and {each.subject, each.object} == {removed, node}:
            words.append(each.predicate)
            lines += each.why
    return tuple(dict.fromkeys(words)), tuple(dict.fromkeys(lines))
