"""How often the k-th best pair was a hidden link: what a place in the order is worth as a probability."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.findings import Interval
from entramado.analyse.gaps.hiding import Trial, by_method
from entramado.analyse.gaps.pairs import best, few, indices, keys
from entramado.analyse.gaps.predictor import Stack
from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.ground import Flags
from entramado.analyse.progress import QUIET, Progress

_FIRST: Final = 5
"""Places in the first bin; each bin has twice as many as the one before."""
_DRAWS: Final = 4000


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """By bins of places, best first. Arrays of shape (bins,)."""

    edges: Ints
    """Shape (bins + 1,): bin i has the places from edges[i] up to, and without, edges[i + 1]."""
    low: Floats
    mid: Floats
    high: Floats

    def at(self, place: int) -> Interval:
        """The probability that the pair at this place, from 0, is a link, with its 90 % interval."""
        bin_ = min(int(np.searchsorted(self.edges, place, side="right")) - 1, len(self.mid) - 1)
        return Interval(float(self.low[bin_]), float(self.mid[bin_]), float(self.high[bin_]))


def calibrated(
    graph: Graph,
    listed: Flags,
    made: list[Trial],
    told: list[dict[str, Floats]],
    stacks: list[Stack | None],
    method: str,
    share: float,
    rng: np.random.Generator,
    progress: Progress = QUIET,
) -> Calibration:
    """Count hits by place over all trials, where ``share`` of the links is hidden and as large a share unseen all the time.

    The same pair comes up in many trials, so a bin counts for as many as it has different pairs. Its rate is that of a Beta
    distribution with Jeffreys' prior; the rates are made to fall from bin to bin by pooling neighbours (isotonic regression).
    Among the other pairs of a trial are the links that are really unseen, so a rate is too low for a probability: see `_unseen`.
    """
    hits: dict[int, float] = {}
    seen: dict[int, int] = {}
    pairs: dict[int, set[int]] = {}
    for number, (each, scores, stack) in enumerate(zip(made, told, stacks, strict=True)):
        progress("finding hidden links", number, len(made))
        key, hidden, order = _ordered(graph, listed, each, scores, stack, method)
        bins = _bin(np.arange(len(order)))
        for bin_ in np.unique(bins).tolist():
            chosen = order[bins == bin_]
            hits[bin_] = hits.get(bin_, 0.0) + float(hidden[chosen].sum())
            seen[bin_] = seen.get(bin_, 0) + len(chosen)
            pairs.setdefault(bin_, set()).update(key[chosen].tolist())
    every = sorted(seen)
    different = np.array([len(pairs[bin_]) for bin_ in every], np.float64)
    rate = np.array([hits[bin_] / seen[bin_] for bin_ in every])
    drawn = rng.beta(rate * different + 0.5, (1.0 - rate) * different + 0.5, (_DRAWS, len(every)))
    low, high = np.quantile(drawn, (0.05, 0.95), axis=0)
    mid = _falling((rate * different + 0.5) / (different + 1.0), different)
    low, high = np.minimum(_falling(low, different), mid), np.maximum(_falling(high, different), mid)
    edges = _FIRST * (2 ** np.arange(len(every) + 1) - 1)
    return Calibration(edges, *(_unseen(each, share) for each in (low, mid, high)))


def _unseen(rate: Floats, share: float) -> Floats:
    """The probability that a pair is an unseen link, from the rate of hidden links among pairs like it in a trial.

    Learning from positive and unlabelled examples (Elkan and Noto 2008): of n links that are seen, n * share are hidden, and
    n * share / (1 - share) are unseen all the time and look just like them. With a rate r of hidden links at a place, r / (1 -
    share) of the pairs there are unseen links, out of the 1 - r that are left when the hidden ones are seen again.
    """
    return np.asarray(np.minimum(rate / np.maximum((1.0 - rate) * (1.0 - share), 1e-12), 1.0))


def _ordered(
    graph: Graph, listed: Flags, each: Trial, scores: dict[str, Floats], stack: Stack | None, method: str
) -> tuple[Ints, Floats, Ints]:
    """(key of each pair, belief that it is a hidden link, order of the pairs with the best first) of one trial."""
    pairs, given = each.pairs, scores[method]
    hidden = np.where(each.link >= 0, each.weight, 0.0)
    if not few(listed):
        pairs = best(each.seen, listed)
        given = by_method(indices(each.seen, pairs), stack)[method]
        known, number = keys(graph.pairs, graph.size), keys(pairs, graph.size)
        place = np.minimum(np.searchsorted(known, number), len(known) - 1)
        hidden = np.where(known[place] == number, graph.belief[place], 0.0)
    return keys(pairs, graph.size), hidden, in_order(given, pairs)


def in_order(scores: Floats, pairs: Numbers) -> Ints:
    """The places of the pairs, the highest score first, equals by their nodes."""
    return np.lexsort((pairs[:, 1], pairs[:, 0], -scores))


def _bin(place: Ints) -> Ints:
    """Bin i has 5 * 2 ** i places."""
    return np.floor(np.log2(place / _FIRST + 1.0) + 1e-9).astype(np.int64)


def _falling(values: Floats, weight: Floats) -> Floats:
    """The nearest values that never rise, by pooling adjacent violators (Ayer et al. 1955)."""
    blocks: list[list[float]] = []
    for value, share in zip(values.tolist(), weight.tolist(), strict=True):
        blocks.append([value, share, 1])
        while len(blocks) > 1 and blocks[-2][0] < blocks[-1][0]:
            value_, share_, count = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[1] + value_ * share_) / (before[1] + share_)
            before[1] += share_
            before[2] += count
    return np.repeat([block[0] for block in blocks], [int(block[2]) for block in blocks])
