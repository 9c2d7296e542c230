"""Pairs that no link joins and that look like links. They are questions: none is drawn, counted or kept as a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from entramado.analyse.findings import Interval
from entramado.analyse.gaps.calibration import calibrated, in_order
from entramado.analyse.gaps.hiding import METHODS, Measured, by_method, enough, learnt, measured, scored, trials
from entramado.analyse.gaps.pairs import Seen, best, few, indices, unlinked
from entramado.analyse.graph import Floats, Graph, Numbers
from entramado.analyse.ground import Flags
from entramado.analyse.progress import QUIET, Progress

NAMED = 3
"""Shared neighbours that are told of a pair."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A pair that may be a link."""

    nodes: tuple[int, int]
    probable: Interval
    shared: tuple[int, ...]
    """Listed nodes that both are linked to, those of fewest links first."""
    links: tuple[int, ...]
    """The links to these: what the guess stands on."""


@dataclass(frozen=True, slots=True, eq=False)
class Unseen:
    """``measured`` is empty where nothing could be measured; then nothing is proposed either."""

    measured: Sequence[Measured] = ()
    method: str = ""
    """The one that orders the pairs."""
    supposed: Sequence[Supposed] = ()
    pairs: Numbers | None = None
    """All pairs that were compared, best first, shape (pairs, 2)."""
    scores: Floats | None = None
    complete: bool = True
    """All pairs without a link were compared."""

    @property
    def accuracy(self) -> Measured | None:
        """Of the method that was used."""
        return next((each for each in self.measured if each.method == self.method), None)

    @property
    def telling(self) -> bool:
        """Whether the method is surely better than chance here."""
        return self.accuracy is not None and self.accuracy.low > 0.5


def unseen(
    graph: Graph, listed: Flags, rng: np.random.Generator, *, share: float = 0.1, limit: int = 20, progress: Progress = QUIET
) -> Unseen:
    """Measure how well hidden links are found here, put the pairs without a link in order, and if the method is surely better
    than chance propose the first ``limit`` of them.

    Pairs of ``listed`` nodes alone, all of them in a small network, in a large one those at distance two with the highest
    resource allocation. ``share`` of the links is hidden at a time.
    """
    if not enough(graph, listed):
        return Unseen()
    made = trials(graph, listed, share, rng, progress)
    told, stacks = scored(made, rng)
    found = measured(made, told, rng)
    method = next(each.method for each in found if each.method in METHODS[:2])
    seen = Seen.of(graph)
    pairs = unlinked(graph, listed) if few(listed) else best(seen, listed)
    what = indices(seen, pairs)
    score = by_method(what, learnt(made, rng))[method]
    order = in_order(score, pairs)
    pairs, score, known = pairs[order], score[order], what.known[order]
    whole = Unseen(found, method, (), pairs, score, few(listed))
    if not whole.telling:
        return whole
    worth = calibrated(graph, listed, made, told, stacks, method, share, rng, progress)
    places = np.flatnonzero(known)[:limit].tolist()
    return replace(whole, supposed=[_supposed(graph, listed, pairs[place], worth.at(place)) for place in places])


def _supposed(graph: Graph, listed: Flags, pair: Numbers, probable: Interval) -> Supposed:
    one, other = (int(node) for node in pair)
    near = {int(end): int(link) for end, link in _believed(graph, one)}
    both = [(end, near[end], link) for end, link in _believed(graph, other) if end in near and listed[end]]
    degrees = graph.starts[1:] - graph.starts[:-1]
    both.sort(key=lambda each: (int(degrees[each[0]]), each[0]))
    told = both[:NAMED]
    return Supposed((one, other), probable, tuple(e[0] for e in both), tuple(link for e in told for link in e[1:]))


def _believed(graph: Graph, node: int) -> list[tuple[int, int]]:
    """(neighbour, link) of each link of a node that is believed at all."""
    rows = slice(int(graph.starts[node]), int(graph.starts[node + 1]))
    return [
        (end, link)
        for end, link in zip(graph.ends[rows].tolist(), graph.links[rows].tolist(), strict=True)
        if graph.belief[link] > 0
    ]
