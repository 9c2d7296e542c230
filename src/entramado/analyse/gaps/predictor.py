"""Which pairs look like links: indices weighed together by a logistic regression, learnt on links that were hidden.

Ghasemian et al. (2020) found that no index is best on every network, and that several stacked on the very network nearly are.
Covert networks are small: eight features and a ridge, in place of their forest, is what some hundred links can bear.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.gaps.pairs import Indices
from entramado.analyse.graph import Floats
from entramado.analyse.ground import Flags

RIDGE: Final = 0.5
"""Weight of the penalty on squared coefficients, of features with deviation 1."""
_ROUNDS: Final = 25
_STEP: Final = 1e-7
_STEEP: Final = 30.0
"""Log odds beyond which a pair is as good as decided."""


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """What sums are measured against: their medians among the pairs that share anything."""

    allocation: float
    long: float

    @classmethod
    def of(cls, found: Indices) -> Scale:
        return cls(_median(found.allocation), _median(found.long))


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """Indices weighed together."""

    scale: Scale
    mean: Floats
    deviation: Floats
    weights: Floats
    """Of each feature, and last the constant."""

    def score(self, found: Indices) -> Floats:
        """Log odds, on a scale of its own, of each pair to be a hidden link. Shape (pairs,).

        A pair with a node that has no link gets the middle of the others: neither for nor against it is anything known.
        """
        made = _features(found, self.scale)
        odds = ((made - self.mean) / self.deviation) @ self.weights[:-1] + self.weights[-1]
        return np.where(found.known, odds, np.median(odds[found.known]) if found.known.any() else 0.0)


def stacked(found: Indices, hidden: Flags) -> Stack | None:
    """Learn to tell ``hidden`` links from other pairs, shape (pairs,). None where there are fewer than two of either."""
    kept = found.known
    wanted = hidden[kept].astype(np.float64)
    positive = wanted.sum()
    if positive < 2 or len(wanted) - positive < 2:
        return None
    scale = Scale.of(found)
    made = _features(found, scale)[kept]
    mean, deviation = made.mean(axis=0), made.std(axis=0) + 1e-9
    columns = np.column_stack([(made - mean) / deviation, np.ones(len(made))])
    # both sides weigh the same: the order of pairs is sought, not their number
    weight = np.where(wanted > 0, 0.5, 0.5 * positive / (len(wanted) - positive))
    return Stack(scale, mean, deviation, _regressed(columns, wanted, weight))


def _regressed(columns: Floats, wanted: Floats, weight: Floats) -> Floats:
    """Logistic regression by Newton's method, with a ridge on all but the last column."""
    ridge = np.full(columns.shape[1], RIDGE)
    ridge[-1] = 1e-9
    weights = np.zeros(columns.shape[1])
    for _ in range(_ROUNDS):
        likely = 1.0 / (1.0 + np.exp(-np.clip(columns @ weights, -_STEEP, _STEEP)))
        slope = columns.T @ (weight * (likely - wanted)) + ridge * weights
        curve = columns.T @ (columns * (weight * likely * (1.0 - likely))[:, None]) + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < _STEP:
            break
    return weights


def _features(found: Indices, scale: Scale) -> Floats:
    """Shape (pairs, 8): logarithms, since what is shared runs over orders of magnitude."""
    return np.column_stack([
        np.log1p(4.0 * found.allocation / scale.allocation), np.log1p(4.0 * found.long / scale.long), np.log1p(found.common),
        np.log1p(found.adamic_adar), found.jaccard, np.log1p(found.attachment), found.unlike, found.common > 0,
    ])  # fmt: skip


def _median(sums: Floats) -> float:
    shared = sums[sums > 0]
    return float(np.median(shared)) if len(shared) else 1.0
