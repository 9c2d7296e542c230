"""The forces of ForceAtlas2 (Jacomy et al. 2014): linked nodes attract, all repel in proportion to their links.

Repulsion is summed pair by pair for few nodes. For many, masses go on a grid and the field is a convolution by FFT, as in
particle-mesh methods (Hockney and Eastwood 1988): a round costs O(n + g log g) for g cells. There is no chance in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Repulsion = Callable[[Floats, Floats], Floats]

EXACT: Final = 128
"""Up to so many nodes repulsion is summed pair by pair, which is then as quick as the grid, and exact."""
_GRAVITY: Final = 0.4
_SOFT: Final = 1e-2
"""Added to squared distances, so that two nodes in one place do not divide by nothing."""


def settle(at: Floats, mass: Floats, pairs: Ints, weights: Floats, rounds: int) -> Floats:
    """Let nodes move for some rounds. Shapes: ``at`` (n, 2), ``mass`` (n,), ``pairs`` (m, 2), ``weights`` (m,).

    The speed of each node follows section 3.3 of the paper: slow where it swings to and fro.
    """
    size = len(at)
    repel = pairwise if size <= EXACT else Mesh(size)
    one, other = pairs[:, 0], pairs[:, 1]
    before, speed = np.zeros_like(at), 0.1
    for turn in range(rounds):
        force = repel(at, mass) * mass[:, None]
        pull = (at[other] - at[one]) * weights[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(one, pull[:, axis], size) - np.bincount(other, pull[:, axis], size)
        inward = np.average(at, axis=0, weights=mass) - at
        force += _GRAVITY * mass[:, None] * inward / np.maximum(_length(inward), 1.0)[:, None]
        swing, drag = _length(force - before), _length(force + before) / 2
        if turn:
            speed = min((mass * drag).sum() / max(float((mass * swing).sum()), 1e-12), speed * 1.5)
        at = at + force * (speed / (1 + np.sqrt(speed * swing)))[:, None]
        before = force
    return at


def settle_many(at: Floats, mass: Floats, tie: Floats, rounds: int) -> Floats:
    """The same for a stack of small graphs at once. Shapes: ``at`` (b, s, 2), ``mass`` (b, s), ``tie`` (b, s, s), the weights.

    Graphs of fewer than s nodes are filled up with nodes of no mass, which stay where they are.
    """
    before, speed = np.zeros_like(at), np.full(len(at), 0.1)
    total = np.maximum(mass.sum(axis=1), 1e-9)
    for turn in range(rounds):
        apart = at[:, :, None, :] - at[:, None, :, :]
        push = mass[:, :, None] * mass[:, None, :] / ((apart**2).sum(axis=3) + _SOFT)
        force = (apart * (push - tie)[..., None]).sum(axis=2)
        inward = ((at * mass[..., None]).sum(axis=1) / total[:, None])[:, None, :] - at
        force += _GRAVITY * mass[..., None] * inward / np.maximum(_length(inward), 1.0)[..., None]
        swing, drag = _length(force - before), _length(force + before) / 2
        if turn:
            found = (mass * drag).sum(axis=1) / np.maximum((mass * swing).sum(axis=1), 1e-12)
            speed = np.minimum(found, speed * 1.5)
        at = at + force * (speed[:, None] / (1 + np.sqrt(speed[:, None] * swing)))[..., None]
        before = force
    return at


def pairwise(at: Floats, mass: Floats) -> Floats:
    """The field of all masses at each node, summed pair by pair; shape (n, 2)."""
    apart = at[:, None, :] - at[None, :, :]
    share = mass[None, :] / ((apart**2).sum(axis=2) + _SOFT)
    return np.asarray(np.einsum("ijk,ij->ik", apart, share))


class Mesh:
    """The same field from a grid: masses are shared out to the four nearest grid points, and the field is read there."""

    def __init__(self, size: int) -> None:
        self._cells = cells = int(2 ** np.clip(np.ceil(np.log2(2.0 * np.sqrt(size))), 6, 8))
        offsets = np.fft.fftfreq(2 * cells, 1 / (2 * cells))
        x, y = np.meshgrid(offsets, offsets, indexing="ij")
        squared = x * x + y * y
        squared[0, 0] = 1.0
        self._kernels = tuple(np.fft.rfft2(axis / squared) for axis in (x, y))

    def __call__(self, at: Floats, mass: Floats) -> Floats:
        cells, low = self._cells, at.min(axis=0)
        width = max(float((at.max(axis=0) - low).max()), 1e-9) / (cells - 2)
        place = (at - low) / width
        corner = np.minimum(place.astype(np.int64), cells - 2)
        right, up = (place - corner).T
        first = corner[:, 0] * cells + corner[:, 1]
        points = (first, first + 1, first + cells, first + cells + 1)
        shares = ((1 - right) * (1 - up), (1 - right) * up, right * (1 - up), right * up)
        density = np.zeros(cells * cells)
        for point, share in zip(points, shares, strict=True):
            density += np.bincount(point, mass * share, cells * cells)
        spectrum = np.fft.rfft2(density.reshape(cells, cells), s=(2 * cells, 2 * cells))
        field = np.empty_like(at)
        for axis, kernel in enumerate(self._kernels):
            values = np.fft.irfft2(spectrum * kernel, s=(2 * cells, 2 * cells))[:cells, :cells].ravel()
            field[:, axis] = sum(values[point] * share for point, share in zip(points, shares, strict=True)) / width
        return field


def _length(vectors: Floats) -> Floats:
    return np.asarray(np.sqrt((vectors**2).sum(axis=-1)))
