"""The run of `change`: both dates as known, and in possible worlds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.change import tables, words
from entramado.analyse.change.options import Between, day_of
from entramado.analyse.change.standing import Standing, last, middle
from entramado.analyse.findings import Findings
from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.ground import Flags, Ground, Spell
from entramado.analyse.key.intervals import Plan
from entramado.analyse.key.measured import MEASURES, Rows
from entramado.analyse.key.ranks import mid_ranks
from entramado.analyse.key.worlds import learn
from entramado.analyse.progress import QUIET, Progress
from entramado.model.errors import UsageError

WHOLE: Final = ("entities", "ties", "contacts", "largest")
"""What is told of the network as a whole at each date."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Both dates. ``nodes`` are those who may be listed and are tied at one of the two."""

    ground: Ground
    options: Between
    days: tuple[int, int]
    belief: Floats
    """That each link is there at each date, shape (2, links)."""
    spells: Mapping[int, Sequence[Spell]]
    """By link."""
    graphs: tuple[Graph, Graph]
    nodes: Ints
    stayed: Ints
    """Of these, those who are tied at both dates on the map: they alone are ranked, against each other."""
    known: Floats
    """Ranks were every known tie sure and no other there, shape (2, stayed)."""
    ranks: Floats
    """In each world, shape (worlds, 2, stayed)."""
    tied: Flags
    """In each world, whether a node has a tie, shape (worlds, 2, nodes)."""
    whole: Floats
    """In each world what is told of the whole, shape (worlds, 2, len(WHOLE))."""
    whole_known: Floats
    """The same of what is known, shape (2, len(WHOLE))."""


def run(ground: Ground, options: Between, progress: Progress = QUIET) -> Findings:
    """Who came and went, who rose and fell between two dates. Raises UsageError for dates or options without meaning."""
    options = options.checked()
    progress("ties by their dates", 0, 1)
    if not any(spell.dated for spell in ground.spells):
        if options.since or options.until:
            raise UsageError(f"{words.UNDATED} Dates that are asked for find nothing.")
        return words.nothing(ground, options)
    days = _days(ground, options)
    standing = Standing.of(ground, days, options.window, options.undated == "both")
    graphs = standing.graph(0), standing.graph(1)
    linked = [(graph.degrees() > 0) & ground.listed for graph in graphs]
    nodes, stayed = np.flatnonzero(linked[0] | linked[1]), np.flatnonzero(linked[0] & linked[1])
    union = standing.union()
    plan = Plan.of(union, [options.measure] * 2, options.worlds)
    sure = [(graph.pairs, graph.weight) for graph in graphs]
    known, _, whole_known = _measured(union.size, sure, nodes, stayed, options, plan, np.random.default_rng((options.seed, 0)))
    drawn = _worlds(standing, union, nodes, stayed, options, plan, progress)
    spells: dict[int, list[Spell]] = defaultdict(list)
    for spell in ground.spells:
        spells[spell.link].append(spell)
    belief = np.array([standing.belief_at(0), standing.belief_at(1)])
    outcome = Outcome(ground, options, days, belief, spells, graphs, nodes, stayed, known, *drawn, whole_known)
    return words.told(outcome, tables.all_of(outcome))


def _days(ground: Ground, options: Between) -> tuple[int, int]:
    until = last(ground.spells) if options.until is None else day_of("until", options.until)
    since = middle(ground.spells) if options.since is None else day_of("since", options.since)
    if options.since is None and since >= until:
        since = until - 1
    if since >= until:
        raise UsageError("the earlier date, since, lies before the later one, until")
    return since, until


def _worlds(
    standing: Standing, union: Graph, nodes: Ints, stayed: Ints, options: Between, plan: Plan, progress: Progress
) -> tuple[Floats, Flags, Floats]:
    from entramado.analyse.kernels.sharing import WORKERS, shared

    if len(union.pairs):
        unseen = [learn(union, rate, np.random.default_rng((options.seed, 1))) for rate in options.rates]
    else:
        unseen = []

    def world(number: int) -> tuple[Floats, Flags, Floats]:
        random = np.random.default_rng((options.seed, 2, number))
        if not unseen:
            empty = (union.pairs, union.weight)
            return _measured(union.size, [empty, empty], nodes, stayed, options, plan, random)
        both = standing.world(unseen[int(random.integers(len(unseen)))], random)
        return _measured(union.size, both, nodes, stayed, options, plan, random)

    workers = WORKERS if len(union.pairs) > 200 else 1
    made = list(shared(world, range(plan.worlds), progress, "possible worlds", workers))
    ranks, tied, whole = (np.array(each) for each in zip(*made, strict=True))
    return ranks, tied, whole


def _measured(
    size: int, both: list[tuple[Numbers, Floats]], nodes: Ints, stayed: Ints, options: Between, plan: Plan,
    random: np.random.Generator,
) -> tuple[Floats, Flags, Floats]:  # fmt: skip
    """Ranks (2, stayed), who is tied (2, nodes), and what is told of the whole (2, len(WHOLE)) of two networks."""
    from entramado.analyse.kernels.connectivity import component_labels

    measure = MEASURES[options.measure]
    ranks, tied, whole = np.empty((2, len(stayed))), np.empty((2, len(nodes)), np.bool_), np.zeros((2, len(WHOLE)))
    for date, (pairs, weight) in enumerate(both):
        rows = Rows.of(size, pairs, weight, plan.sources, random)
        linked = np.diff(rows.starts) > 0
        tied[date] = linked[nodes]
        ranks[date], _ = mid_ranks(measure.of(rows)[stayed], measure.low_first)
        count, links = int(linked.sum()), len(pairs)
        part = np.bincount(component_labels(rows.starts, rows.ends)[linked]).max() if count else 0
        whole[date] = (count, links, 2 * links / max(count, 1), part / max(count, 1))
    return ranks, tied, whole
