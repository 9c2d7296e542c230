"""How groups grow and shrink, by the model of Prieto-Curiel, Campedelli and Hope (2023).

Members C_i of group i change in a week by

    recruitment    + rho C_i
    arrests        - eta C_i / sum of C
    deaths         - theta C_i * sum over j of M_ij C_j,    M_ij = (rivals_ij + 1) / (allies_i + 1),    M_ii = 0
    saturation     - omega C_i^2

where rivals_ij is the weight of the rivalry of i and j (0 where they are no rivals: all groups clash to some extent) and allies_i
the sum of the weights of i's alliances. That is how the authors' published data and parameters give their published numbers.

Steps are weeks (Euler), 52 to a year. What leaves a group in a week is no more than the group has, so that the four flows always
sum to the change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Ints
from entramado.analyse.population.groups import Relations

WEEKS: Final = 52
"""Weeks in a year of the model."""
FLOWS: Final = ("recruitment", "arrests", "deaths", "saturation")
"""The order of the flows in a `Course`. The first adds members, the others take them."""


@dataclass(frozen=True, slots=True)
class Rates:
    """A week's rates, each of shape (draws,)."""

    recruitment: Floats
    """rho: recruits per member."""
    arrests: Floats
    """eta: arrests in all groups together."""
    conflict: Floats
    """theta: deaths per pair of members of two groups that are neither allied nor rivals."""
    saturation: Floats
    """omega: those who leave, per pair of members of one group."""

    def times(self, *, recruitment: float = 1.0, arrests: float = 1.0) -> Rates:
        return replace(self, recruitment=self.recruitment * recruitment, arrests=self.arrests * arrests)


@dataclass(frozen=True, slots=True)
class Clash:
    """Who fights whom: the rivals of group i are ``right[starts[i]:starts[i + 1]]``; and what holds each group back."""

    starts: Ints
    """Shape (groups + 1,)."""
    right: Ints
    """Shape (2 m,)."""
    weight: Floats
    """Of each rivalry in each draw, 0 where it is not so: shape (draws, 2 m)."""
    allies: Floats
    """Weights of each group's alliances, summed: shape (draws, groups)."""

    @classmethod
    def of(cls, size: int, rivals: Relations, rival_there: Floats, allies: Relations, ally_there: Floats) -> Clash:
        """``…_there`` has 1 for each relation that is so in a draw, 0 otherwise: shape (draws, relations)."""
        ends = np.concatenate([rivals.pairs, rivals.pairs[:, ::-1]])
        order = np.argsort(ends[:, 0], kind="stable")
        starts = np.zeros(size + 1, np.int64)
        np.cumsum(np.bincount(ends[:, 0], minlength=size), out=starts[1:])
        held = np.zeros((len(ally_there), size))
        for side in (0, 1):
            np.add.at(held.T, allies.pairs[:, side], (allies.weight * ally_there).T)
        weight = np.tile(rivals.weight * rival_there, 2)[:, order]
        return cls(starts, np.ascontiguousarray(ends[order, 1]), np.ascontiguousarray(weight), held)


@dataclass(frozen=True, slots=True)
class Course:
    """What became of the groups, week by week, in each draw."""

    members: Floats
    """Of all groups together, shape (weeks + 1, draws)."""
    flows: Floats
    """In each week, by `FLOWS`, in all groups together: shape (weeks, 4, draws)."""
    last: Floats
    """Of each group at the end, shape (draws, groups)."""

    @property
    def deaths(self) -> Floats:
        """A week's deaths, shape (weeks, draws)."""
        return self.flows[:, FLOWS.index("deaths")]


def follow(members: Floats, clash: Clash, rates: Rates, weeks: int) -> Course:
    """From ``members``, shape (draws, groups), over ``weeks``."""
    from entramado.analyse.population.kernel import grow

    last = np.array(members, np.float64, order="C")
    totals, moved = np.empty((weeks + 1, len(last))), np.zeros((weeks, len(FLOWS), len(last)))
    by_flow = np.stack([rates.recruitment, rates.arrests, rates.conflict, rates.saturation])
    grow(last, clash.starts, clash.right, clash.weight, clash.allies, by_flow, totals, moved)
    return Course(totals, moved, last)
