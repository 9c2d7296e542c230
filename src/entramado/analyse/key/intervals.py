"""Rank intervals from possible worlds, widened or narrowed until they would have held the truth about this very network.

Worlds (`worlds`) vary what is believed and add what is unseen. Whether their spread is honest is then tried out, by a double
bootstrap: links of the known network are hidden at the same rate, intervals are made from the rest as if it were all that is
known, and the tails are set so that they hold the ranks of the whole known network as often as promised. What a network does to
its ranks when links are hidden, no table of constants has to guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Graph
from entramado.analyse.ground import Flags
from entramado.analyse.key.measured import MEASURES, Rows
from entramado.analyse.key.ranks import Halves, Placed, Tails, first_known, in_top, mid_ranks
from entramado.analyse.key.worlds import Unseen, drawn, learn
from entramado.analyse.progress import QUIET, Progress

LEAST: Final = 19
"""Worlds whose lowest and highest rank hold a further draw in 90 of 100 cases."""
MOST: Final = 200
TRIAL_WORLDS: Final = 59
"""In a trial: the tails are then known to a sixtieth."""
TRIALS: Final = 12
WIDEST: Final = 0.07
"""Of a tail at 90 %, where the nominal one is 0.05, however wide the trials found the worlds. In small networks trials would cut
too much off: links of a star that are hidden twice do not tell what hiding once has done."""
_EFFORT: Final = 24.0
"""Seconds of one processor, about, that worlds and trials may take together; not a limit of time, so that results do not vary."""
_PATH: Final = 6e-9
"""Seconds for one half-link seen from one source."""
_LINK: Final = 4e-7
"""Seconds for one link in all that does not follow paths."""
_SETUP: Final = 4e-4
_SAMPLED: Final = 10
"""Sources of the shortest paths of a world, at least."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is computed, from the size of the network alone."""

    worlds: int
    trials: int
    sources: int

    @classmethod
    def of(cls, graph: Graph, measures: Sequence[str], worlds: int | None) -> Plan:
        links = max(len(graph.pairs), 1)
        paths = sum(MEASURES[name].paths for name in measures)
        rest = _SETUP + _LINK * links * len(measures)
        each = 2 * links * _PATH * max(paths, 1)
        sources = int(np.clip(max(0.02, _EFFORT / 2 / LEAST - rest) / each, _SAMPLED, max(graph.size, _SAMPLED)))
        cost = rest + (each * min(sources, graph.size) if paths else 0.0)
        if worlds is None:
            worlds = int(np.clip(_EFFORT / 3 / cost, LEAST, MOST))
        trials = int(min(_EFFORT * 2 / 3 / cost / TRIAL_WORLDS, TRIALS))
        return cls(worlds, trials, sources)


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """One measure's ranks of the nodes that may be listed, in their order; arrays of shape (listed,)."""

    value: Floats
    """In the known network, every link of a belief above 0 taken to be there."""
    rank: Floats
    """There."""
    low: Floats
    mid: Floats
    high: Floats
    chance: Floats
    """Of being among the first, as many as asked."""
    tails: Tails
    ranks: Floats | Halves
    """In each world, shape (worlds, listed)."""


@dataclass(frozen=True, slots=True)
class Sure:
    """What the intervals rest on."""

    plan: Plan
    unseen: tuple[Unseen, ...]
    """A model for each share missing; none when nothing can differ."""


def ranked(
    graph: Graph,
    listed: Flags,
    measures: Sequence[str],
    *,
    missing: float | Sequence[float],
    top: int,
    level: float = 0.9,
    worlds: int | None = None,
    trials: int | None = None,
    seed: int = 0,
    progress: Progress = QUIET,
) -> tuple[Mapping[str, Ranked], Sure]:
    """The ranks by each measure, with intervals of ``level``, where the share ``missing`` of true links is not known.

    Several shares are held equally likely: each world has one of them, drawn by chance, and each trial the next.

    Only ``listed`` nodes are ranked, and only against each other; the others stay in the graph. ``worlds`` and ``trials`` are
    chosen from the size of the network when not given. The same seed gives the same ranks.
    """
    plan, rates = Plan.of(graph, measures, worlds), tuple(np.atleast_1d(missing).tolist())
    if trials is not None:
        plan = Plan(plan.worlds, trials, plan.sources)
    there = graph if (graph.belief > 0).all() else graph.of_links(graph.belief > 0)
    certain = bool((there.belief >= 1).all())
    exact = {name: MEASURES[name].of(_rows(there, plan, seed))[listed] for name in measures}
    known = {name: mid_ranks(exact[name], MEASURES[name].low_first) for name in measures}
    if (certain and max(rates) <= 0) or not len(there.pairs):
        # nothing can differ from world to world
        one = {name: known[name][0][None, :] for name in measures}
        tops = {name: in_top(*known[name], top) for name in measures}
        sure, tails = Sure(Plan(1, 0, plan.sources), ()), dict.fromkeys(measures, Tails.nominal(level, int(listed.sum())))
        return {name: _made(exact[name], known[name][0], one[name], tops[name], tails[name]) for name in measures}, sure
    unseen = tuple(learn(there, rate, np.random.default_rng((seed, 1))) for rate in rates)
    found, tops = _worlds(there, listed, measures, unseen, plan.worlds, plan, top, (seed, 2), progress)
    tails = dict.fromkeys(measures, Tails.nominal(level, int(listed.sum())))
    if max(rates) > 0 and plan.trials:
        placed = _trials(there, listed, measures, rates, plan, seed, progress)
        most = WIDEST * (1 - level) / 0.1
        tails = {name: placed[name].tails(level, most, first_known(known[name][0])) for name in placed}
    made = {name: _made(exact[name], known[name][0], found[name], tops[name], tails[name]) for name in measures}
    return made, Sure(plan, unseen)


def _made(value: Floats, rank: Floats, ranks: Floats | Halves, chance: Floats, tails: Tails) -> Ranked:
    low, high = tails.of(ranks)
    return Ranked(value, rank, low, np.clip(np.median(ranks, axis=0), low, high), high, chance, tails, ranks)


def _rows(graph: Graph, plan: Plan, seed: int) -> Rows:
    return Rows.of(graph.size, graph.pairs, graph.weight, plan.sources, np.random.default_rng((seed, 0)))


def _worlds(
    graph: Graph, listed: Flags, measures: Sequence[str], unseen: Sequence[Unseen], count: int, plan: Plan, top: int,
    seed: tuple[int, ...], progress: Progress,
) -> tuple[dict[str, Halves], dict[str, Floats]]:  # fmt: skip
    """Ranks of the listed nodes in worlds by each measure, shape (worlds, listed), and their chances of the first places."""
    from entramado.analyse.kernels.sharing import WORKERS, shared

    def world(number: int) -> list[tuple[Halves, Halves]]:
        random = np.random.default_rng((*seed, number))
        pairs, weight = drawn(graph, unseen[int(random.integers(len(unseen)))], random)
        rows = Rows.of(graph.size, pairs, weight, plan.sources, random)
        made = []
        for name in measures:
            ranks, together = mid_ranks(MEASURES[name].of(rows)[listed], MEASURES[name].low_first)
            made.append((ranks.astype(np.float32), in_top(ranks, together, top).astype(np.float32)))
        return made

    size = int(listed.sum())
    ranks = {name: np.empty((count, size), np.float32) for name in measures}
    chance = {name: np.zeros(size) for name in measures}
    workers = WORKERS if len(graph.pairs) > 200 else 1
    for number, made in enumerate(shared(world, range(count), progress, "possible worlds", workers)):
        for name, (one, other) in zip(measures, made, strict=True):
            ranks[name][number] = one
            chance[name] += other
    return ranks, {name: np.clip(total / count, 0.0, 1.0) for name, total in chance.items()}


def _trials(
    graph: Graph, listed: Flags, measures: Sequence[str], rates: Sequence[float], plan: Plan, seed: int, progress: Progress,
) -> dict[str, Placed]:  # fmt: skip
    """Where the ranks of the known network lie among worlds made from what is left of it when links are hidden again."""
    placed: dict[str, list[Placed]] = {name: [] for name in measures}
    for trial in range(plan.trials):
        random = np.random.default_rng((seed, 3, trial))
        whole = graph.of_links(random.random(len(graph.pairs)) < graph.belief)
        rest = whole.of_links(random.random(len(whole.pairs)) >= rates[trial % len(rates)])
        sure = Graph.of(rest.size, rest.pairs, rest.weight)
        unseen = [learn(sure, rate, random) for rate in rates]
        rows = Rows.of(whole.size, whole.pairs, whole.weight, plan.sources, random)
        worlds, _ = _worlds(sure, listed, measures, unseen, TRIAL_WORLDS, plan, 1, (seed, 4, trial), QUIET)
        for name in measures:
            progress("trials of the intervals", trial, plan.trials)
            true, _ = mid_ranks(MEASURES[name].of(rows)[listed], MEASURES[name].low_first)
            # nodes without a known link are where hiding has put them: the trial cannot say where they belong
            linked = (whole.degrees() > 0)[listed]
            known, _ = mid_ranks(MEASURES[name].of(_rows(sure, plan, seed))[listed], MEASURES[name].low_first)
            placed[name].append(Placed.of(worlds[name][:, linked], true[linked], first_known(known)[linked]))
    return {name: Placed.together(placed[name]) for name in measures}
