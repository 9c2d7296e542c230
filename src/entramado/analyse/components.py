"""The parts of a graph that no link joins."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def components(size: int, pairs: Ints) -> Ints:
    """Of each node the number of its connected component, numbered from 0 by smallest node. Shape (size,).

    ``pairs`` are linked nodes, shape (m, 2). Labels sink to the smallest neighbour's, and chains of labels are cut short in each
    round (Shiloach and Vishkin 1982).
    """
    found = np.arange(size, dtype=np.int64)
    while len(pairs):
        least = np.minimum(found[pairs[:, 0]], found[pairs[:, 1]])
        new = found.copy()
        for ends in (found[pairs[:, 0]], found[pairs[:, 1]], pairs[:, 0], pairs[:, 1]):
            np.minimum.at(new, ends, least)
        new = new[new]
        if np.array_equal(new, found):
            break
        found = new
    return np.unique(found, return_inverse=True)[1].astype(np.int64)
