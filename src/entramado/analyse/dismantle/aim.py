"""What an order of removal is for, and what a search has found."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.graph import Floats, Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """``allowed`` nodes may be removed, each at its ``cost`` above 0, until ``limit`` nodes are connected.

    With a ``budget`` what counts is how small the largest component is when it is spent, and then the way there.
    """

    allowed: NDArray[np.bool_]
    cost: Floats
    limit: int
    budget: float = math.inf


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Where a line of search stands: an order, how good it is (less is better), and what its nodes count for (`reinsert`)."""

    value: float
    order: Numbers
    factor: Floats
