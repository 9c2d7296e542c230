"""Links hidden and sought again: how well a method finds what is not seen, measured on the very network at hand.

The links between listed nodes are parted at random into folds. Each fold is hidden in turn, and the pairs that are left without a
link are put in order: the hidden ones should come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.gaps.pairs import Indices, Seen, drawn, few, indices, unlinked
from entramado.analyse.gaps.predictor import Stack, stacked
from entramado.analyse.graph import Floats, Graph, Ints, Numbers
from entramado.analyse.ground import Flags
from entramado.analyse.progress import QUIET, Progress

LEAST: Final = 20
"""Links below which nothing can be measured: two hidden at a time, and an interval as wide as the scale."""
ROUNDS: Final = 3
"""How often a small network's links are parted anew."""
_TRIALS: Final = 3
"""Folds that are hidden in a large network."""
_OTHERS: Final = 20_000
"""Pairs without a link that a fold of a large network is measured with."""
_TAUGHT: Final = 1500
"""Pairs without a link by which one trial teaches."""
_HIDDEN: Final = 1000
"""Hidden links looked at in one trial."""
METHODS: Final = (
    "stacked indices", "resource allocation", "Adamic-Adar", "common neighbours", "Jaccard", "paths of three links",
    "preferential attachment",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One fold hidden. The pairs are hidden links and others that no link joins; arrays of shape (pairs,)."""

    round: int
    pairs: Numbers
    found: Indices
    link: Ints
    """The number of the link that was hidden, -1 for a pair that no link joins."""
    weight: Floats
    """The belief in the hidden link; 1 for other pairs."""
    seen: Seen


@dataclass(frozen=True, slots=True)
class Measured:
    """How one method did: the placement of each hidden link, the share of other pairs that it stands above, ties by half."""

    method: str
    auc: float
    low: float
    high: float
    """90 % of the accuracies that other samples of as many links would give (Bayesian bootstrap, Rubin 1981)."""


def folds(graph: Graph, listed: Flags, unseen: float, rounds: int, rng: np.random.Generator) -> Iterator[tuple[int, Ints]]:
    """(round, numbers of links that are hidden together): each round hides every believed link between listed nodes once."""
    links = np.flatnonzero(listed[graph.pairs].all(axis=1) & (graph.belief > 0))
    count = max(round(1 / unseen), 2)
    for each in range(rounds):
        for fold in np.array_split(rng.permutation(links), min(count, max(len(links), 1))):
            yield each, np.sort(fold)


def enough(graph: Graph, listed: Flags) -> bool:
    """Whether there are links enough, and pairs without one, to measure anything."""
    links = int((listed[graph.pairs].all(axis=1) & (graph.belief > 0)).sum()) if len(graph.pairs) else 0
    count = int(listed.sum())
    return links >= LEAST and count * (count - 1) // 2 - links >= LEAST


def trials(graph: Graph, listed: Flags, unseen: float, rng: np.random.Generator, progress: Progress = QUIET) -> list[Trial]:
    """Hide each fold. In a large network some folds, some links of each, and pairs drawn at random."""
    small = few(listed)
    chosen = list(folds(graph, listed, unseen, ROUNDS if small else 1, rng))[: None if small else _TRIALS]
    others = unlinked(graph, listed) if small else np.empty((0, 2), np.int32)
    made = []
    for number, (each, fold) in enumerate(chosen):
        progress("hiding links", number, len(chosen))
        kept = np.ones(len(graph.pairs), np.bool_)
        kept[fold] = False
        seen = Seen.of(graph, kept)
        looked = fold if small else np.sort(rng.permutation(fold)[:_HIDDEN])
        rest = others if small else drawn(graph, listed, _OTHERS, rng)
        pairs = np.concatenate([graph.pairs[looked], rest])
        link = np.concatenate([looked, np.full(len(rest), -1)])
        weight = np.concatenate([graph.belief[looked], np.ones(len(rest))])
        made.append(Trial(each, pairs, indices(seen, pairs), link, weight, seen))
    return made


def learnt(some: list[Trial], rng: np.random.Generator) -> Stack | None:
    """A stack taught by several trials: all their hidden links, and as many other pairs of each as are needed."""
    kept = [_taught(each, rng) for each in some]
    parts = [each.found.of(rows) for each, rows in zip(some, kept, strict=True)]
    hidden = [each.link[rows] >= 0 for each, rows in zip(some, kept, strict=True)]
    return stacked(Indices.joined(parts), np.concatenate(hidden)) if parts else None


def scored(made: list[Trial], rng: np.random.Generator) -> tuple[list[dict[str, Floats]], list[Stack | None]]:
    """Of each trial the scores of its pairs by method, and its stack: it was taught by the other trials of its round alone."""
    stacks = [learnt([other for other in made if other.round == each.round and other is not each], rng) for each in made]
    return [by_method(each.found, stack) for each, stack in zip(made, stacks, strict=True)], stacks


def by_method(found: Indices, stack: Stack | None) -> dict[str, Floats]:
    """Scores by `METHODS`; without a stack resource allocation stands for it."""
    first = found.allocation if stack is None else stack.score(found)
    every = (first, found.allocation, found.adamic_adar, found.common, found.jaccard, found.long, found.attachment)
    return dict(zip(METHODS, every, strict=True))


def measured(made: list[Trial], told: list[dict[str, Floats]], rng: np.random.Generator, draws: int = 1000) -> list[Measured]:
    """The area under the curve (AUC) of each method, the best first, each with an interval over the links that there are."""
    link = np.concatenate([each.link[each.link >= 0] for each in made])
    weight = np.concatenate([each.weight[each.link >= 0] for each in made])
    _, place = np.unique(link, return_inverse=True)
    share = rng.standard_exponential((draws, int(place.max()) + 1))
    total = share @ np.bincount(place, weight)
    found = []
    for method in METHODS:
        placed = np.concatenate([placement(scores[method], each.link >= 0) for each, scores in zip(made, told, strict=True)])
        spread = share @ np.bincount(place, weight * placed) / total
        low, high = np.quantile(spread, (0.05, 0.95))
        found.append(Measured(method, float(placed @ weight / weight.sum()), float(low), float(high)))
    return sorted(found, key=lambda each: -each.auc)


def placement(scores: Floats, hidden: Flags) -> Floats:
    """Of each hidden link the share of the other pairs that score below it, those equal by half. Shape (hidden links,)."""
    others = np.sort(scores[~hidden])
    below = np.searchsorted(others, scores[hidden], side="left")
    upto = np.searchsorted(others, scores[hidden], side="right")
    return (below + upto) / (2.0 * max(len(others), 1))


def _taught(trial: Trial, rng: np.random.Generator) -> Ints:
    others = np.flatnonzero(trial.link < 0)
    if len(others) > _TAUGHT:
        others = np.sort(rng.choice(others, _TAUGHT, replace=False))
    return np.concatenate([np.flatnonzero(trial.link >= 0), others])
