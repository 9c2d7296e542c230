"""Two-mode networks: persons tied to what they attend or belong to, and the ties among persons that this gives."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from entramado.analyse.graph import Graph


def projected(size: int, attended: ArrayLike, *, newman: bool = False) -> Graph:
    """Persons who share events (or groups), from pairs (person, event), shape (m, 2): ``size`` persons, events by any number.

    A link weighs the events that two share; with ``newman`` each event counts 1 / (its persons - 1) (Newman 2001), so that a
    feast of forty ties nobody as close as a meeting of two, and a person's strength is the events he shared with anybody. A pair
    that is given twice counts once. Raises ValueError for a person that is not there.
    """
    pairs = np.unique(np.asarray(attended, np.int64).reshape(-1, 2), axis=0)
    if len(pairs) and (pairs[:, 0].min() < 0 or pairs[:, 0].max() >= size):
        raise ValueError(f"an event names a person who is not there: persons are 0 to {size - 1}")
    order = np.lexsort((pairs[:, 0], pairs[:, 1]))
    person, event = pairs[order, 0], pairs[order, 1]
    links, weights = [np.empty((0, 2), np.int64)], [np.empty(0)]
    for there in np.split(person, np.flatnonzero(np.diff(event)) + 1) if len(event) else ():
        if len(there) > 1:
            one, other = np.triu_indices(len(there), 1)
            links.append(np.stack([there[one], there[other]], axis=1))
            weights.append(np.full(len(one), 1.0 / (len(there) - 1) if newman else 1.0))
    return Graph.of(size, np.concatenate(links), np.concatenate(weights))
