"""The run of `key`: ranks with intervals, roles, sets, equivalence and leadership, put into findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from entramado.analyse.findings import Findings
from entramado.analyse.graph import Floats, Ints
from entramado.analyse.ground import Flags, Ground
from entramado.analyse.key import tables, words
from entramado.analyse.key.brokerage import Brokerage, brokerage
from entramado.analyse.key.equivalence import LARGEST, likeness
from entramado.analyse.key.intervals import Ranked, Sure, ranked
from entramado.analyse.key.leading import POSITION, probability, standing
from entramado.analyse.key.options import LEADING_UP_TO, SETS_UP_TO, KeyPeople
from entramado.analyse.key.sets import Players, fragmenting, reaching
from entramado.analyse.progress import QUIET, Progress


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """Where the shown nodes stand between communities or groups; arrays of shape (nodes,)."""

    label: Ints
    """The community, or the group's node; below 0 for none."""
    brokerage: Brokerage
    participation: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Leads:
    """Probabilities of leading, of the listed persons in their order: shape (persons,)."""

    persons: Ints
    """Their nodes."""
    low: Floats
    mid: Floats
    high: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Everything that was computed, ready to be told."""

    ground: Ground
    options: KeyPeople
    nodes: Ints
    """The nodes that may be listed, in order."""
    ranks: Mapping[str, Ranked]
    first: int
    """Among how many first places the chance of being is told."""
    sure: Sure
    shown: Ints
    """Of the listed, those that are shown: among the first by some measure. Places in ``nodes``."""
    roles: Roles
    players: Mapping[str, Players]
    alike: Mapping[int, tuple[int, float]]
    """Of a shown node the listed one whose ties are most like his, and how alike."""
    leads: Leads | None


def run(ground: Ground, options: KeyPeople, progress: Progress = QUIET) -> Findings:
    """Who holds the network together. Only ``ground.listed`` nodes are ranked. Raises UsageError for options without meaning."""
    options = options.checked()
    nodes = np.flatnonzero(ground.listed)
    if not len(nodes):
        return words.nobody(ground, options)
    assessed = options.leading and len(ground.graph.pairs) <= LEADING_UP_TO
    measures = list(dict.fromkeys([*options.measures, *(POSITION if assessed else ())]))
    first = ground.first_places(options.top)
    found, sure = ranked(
        ground.graph, ground.listed, measures,
        missing=options.rates, top=first, level=options.level, worlds=options.worlds, seed=options.seed, progress=progress,
    )  # fmt: skip
    firsts = {place for name in options.measures for place in _first(found[name], options.top)}
    shown = np.array(sorted(firsts), np.int64)
    outcome = Outcome(
        ground,
        options,
        nodes,
        found,
        first,
        sure,
        shown,
        _roles(ground, options, nodes[shown]),
        _players(ground, options, nodes, progress),
        _alike(ground, nodes, nodes[shown]),
        _leads(ground, found, nodes, options) if assessed else None,
    )
    return words.told(outcome, tables.all_of(outcome))


def _first(one: Ranked, top: int) -> list[int]:
    """Places of the first by chance of being among them, then by middle and by known rank."""
    order = np.lexsort((np.arange(len(one.rank)), one.rank, one.mid, -np.round(one.chance, 9)))
    return [int(place) for place in order[:top]]


def _roles(ground: Ground, options: KeyPeople, shown: Ints) -> Roles:
    from entramado.analyse.measures.communities import leiden, participation

    graph = ground.graph.of_links(ground.graph.belief > 0)
    if options.by == "group":
        label = np.full(graph.size, -1, np.int64)
        # of several groups the one of the smallest number, whatever the order they are told in
        for person, group in sorted(ground.groups, reverse=True):
            label[person] = group
    else:
        label = leiden(graph, seed=options.seed).astype(np.int64)
    return Roles(label, brokerage(graph, label, shown), participation(graph, label))


def _players(ground: Ground, options: KeyPeople, nodes: Ints, progress: Progress) -> Mapping[str, Players]:
    graph = ground.graph.of_links(ground.graph.belief > 0)
    if not options.size or not len(graph.pairs) or len(graph.pairs) > SETS_UP_TO:
        return {}
    pool, size = nodes.tolist(), options.size
    return {
        "fragmentation": fragmenting(graph, pool, size, by_distance=False, progress=progress),
        "distance": fragmenting(graph, pool, size, progress=progress),
        "reach": reaching(graph, pool, size, progress=progress),
    }


def _alike(ground: Ground, nodes: Ints, shown: Ints) -> Mapping[int, tuple[int, float]]:
    if len(nodes) < 2 or ground.graph.size > LARGEST:
        return {}
    alike = likeness(ground.graph.of_links(ground.graph.belief > 0))
    found = {}
    for node in shown.tolist():
        others = nodes[nodes != node]
        best = int(np.argmax(np.round(alike[node, others], 9)))
        if alike[node, others[best]] > 0:
            found[node] = int(others[best]), float(alike[node, others[best]])
    return found


def _leads(ground: Ground, found: Mapping[str, Ranked], nodes: Ints, options: KeyPeople) -> Leads | None:
    persons: Flags = np.array([not ground.kinds or ground.kinds[node] == "person" for node in nodes], np.bool_)
    if not persons.any():
        return None
    # ranks are among all listed: those of persons alone are in the same order
    positions = np.mean([standing(found[name].ranks[:, persons].astype(np.float64)) for name in POSITION], axis=0)
    known = np.mean([standing(found[name].rank[persons]) for name in POSITION], axis=0)
    drawn, tail = np.sort(probability(positions), axis=0), (1 - options.level) / 2
    place = min(max(int(np.ceil(tail * len(drawn))), 1), len(drawn))
    low, high = drawn[place - 1], drawn[len(drawn) - place]
    return Leads(nodes[persons], low, np.clip(probability(known), low, high), high)
