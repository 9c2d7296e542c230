"""How many links each node truly has, from how many are known: degrees told back from what a source let through.

Every true link is known with the same chance, so a known degree is binomial of the true one. The distribution of true degrees
that makes all known ones most likely is found by expectation and maximisation, stopped early and with a prior, since it would
else be all spikes. It tells, say, that nobody has but one contact, where known degrees of one can all come from two.
"""

from __future__ import annotations

from math import lgamma, log
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Ints

HIGHEST: Final = 40
"""Known degrees up to this are told back; above, the links that are lacking are negative binomial."""
_ROUNDS: Final = 10
_PRIOR: Final = 20.0
"""Nodes that the prior counts for: true degrees in proportion to 1 / (degree + 1)."""


def lacking_table(degree: Ints, rate: float) -> Floats:
    """P(at most so many links are lacking | known degree), shape (HIGHEST + 1, numbers), where the share ``rate`` is unknown."""
    more = int(np.ceil(HIGHEST * rate / (1 - rate) + 6 * np.sqrt(HIGHEST * rate) / (1 - rate))) + 2
    true = np.arange(HIGHEST + more + 1)
    of = np.array([lgamma(number + 1) for number in true])
    likely = np.zeros((HIGHEST + 1, len(true)))
    for known in range(HIGHEST + 1):
        ways = of[known:] - of[known] - of[: len(true) - known]
        likely[known, known:] = np.exp(ways + (true[known:] - known) * log(rate) + known * log(1 - rate))
    nodes = np.bincount(degree[degree <= HIGHEST], minlength=HIGHEST + 1).astype(np.float64)
    prior = 1.0 / (true + 1.0)
    prior /= prior.sum()
    share = prior
    for _ in range(_ROUNDS):
        after = likely * share
        after /= after.sum(axis=1, keepdims=True)
        share = nodes @ after + _PRIOR * prior
        share /= share.sum()
    after = likely * share
    table = np.zeros((HIGHEST + 1, more + 1))
    for known in range(HIGHEST + 1):
        table[known] = after[known, known : known + more + 1]
    return np.asarray(np.cumsum(table / table.sum(axis=1, keepdims=True), axis=1))


def lacked(degree: Ints, table: Floats, rate: float, random: np.random.Generator) -> Ints:
    """A draw of how many links each node lacks, shape (nodes,)."""
    made = np.zeros(len(degree), np.int64)
    small = degree <= HIGHEST
    chance = random.random(int(small.sum()))
    made[small] = (table[degree[small]] < chance[:, None]).sum(axis=1)
    made[~small] = random.negative_binomial(degree[~small], 1 - rate) if (~small).any() else 0
    return np.minimum(made, max(len(degree) - 1, 0))
