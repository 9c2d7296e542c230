"""Where nodes go on a chart: the spring layout of Fruchterman and Reingold (1991), the same every time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def spring(size: int, edges: Sequence[tuple[int, int]], rounds: int = 300) -> NDArray[np.float64]:
    """Positions in [0, 1]², shape (size, 2). Quadratic in ``size``: meant for charts of up to about a thousand nodes.

    Starts from a sunflower spiral, so that equal input gives an equal picture; a weak pull to the centre keeps
    disconnected parts on the page.
    """
    if size == 0:
        return np.zeros((0, 2))
    turn = np.arange(size) * np.pi * (3 - np.sqrt(5))
    radius = np.sqrt((np.arange(size) + 0.5) / size)
    at = np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
    ideal = 1.6 / np.sqrt(size)
    pairs = np.array(sorted({(min(e), max(e)) for e in edges if e[0] != e[1]}), dtype=np.int64).reshape(-1, 2)
    for heat in np.linspace(0.12, 0.002, rounds):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2)) + 1e-9
        force = (apart * (ideal**2 / distance**2)[:, :, None]).sum(axis=1)
        if len(pairs):
            along = at[pairs[:, 0]] - at[pairs[:, 1]]
            pull = along * (np.sqrt((along**2).sum(axis=1)) / ideal)[:, None]
            np.add.at(force, pairs[:, 0], -pull)
            np.add.at(force, pairs[:, 1], pull)
        force -= at * 0.9
        length = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        at = at + force / length * np.minimum(length * 0.08, heat)
    low, high = at.min(axis=0), at.max(axis=0)
    return np.asarray((at - low) / np.maximum(high - low, 1e-9)) if size > 1 else np.array([[0.5, 0.5]])
