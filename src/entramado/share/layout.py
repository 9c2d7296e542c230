"""Where nodes go on a chart: the same picture every time, for one node or for fifty thousand.

Nodes first move in groups, then in smaller ones, then one by one (multilevel force-directed layout, Walshaw 2003), groups being
communities, so that a community is seen as one. Parts that no link joins are laid out apart, and packed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.components import components
from entramado.share.forces import Floats, Ints, settle, settle_many
from entramado.share.packing import apart, pack

_SMALL: Final = 64
"""Parts of up to so many nodes are laid out many at once, from their distances in the graph."""
_ROUNDS: Final = (160, 100, 60, 50)
"""Rounds from the coarsest level on; the last stands for all finer ones."""
_GOLDEN: Final = np.pi * (3 - np.sqrt(5))
_ROOM: Final = 6.0
"""Distance between nodes of a large part, if they were spread evenly, in radii."""
_LINK: Final = 7.0
"""Mean length of the links of a small part (geometric mean), in radii."""


def arrange(
    size: int,
    pairs: Ints,
    weights: Floats | None = None,
    levels: Sequence[Ints] = (),
    radii: Floats | None = None,
) -> Floats:
    """Positions of ``size`` nodes, shape (size, 2), centred on 0, in the unit of ``radii`` (1 each when None).

    ``pairs`` are linked nodes, shape (m, 2); ``weights`` how strongly each pair attracts, in (0, 1]. ``levels`` say of each node
    which group it is in, finest groups first, each level made of whole groups of the one before; no group spans two parts.
    """
    if size == 0:
        return np.zeros((0, 2))
    reach = np.ones(size) if radii is None else radii
    pairs, strength = _canonical(pairs.reshape(-1, 2), weights)
    part_of = components(size, pairs)
    count = np.bincount(part_of)
    at = np.zeros((size, 2))
    for most in (2, 4, 8, 16, 32, _SMALL):
        small = np.flatnonzero((count <= most) & (count > max(most // 2, 1)))
        if len(small):
            _place_small(at, pairs, strength, part_of, small, most)
    large = np.flatnonzero(count > _SMALL)
    effort = float(np.clip(8 / max(len(large), 1), 0.2, 1.0))
    for part in large.tolist():
        nodes = np.flatnonzero(part_of == part)
        number = np.zeros(size, np.int64)
        number[nodes] = np.arange(len(nodes))
        inside = part_of[pairs[:, 0]] == part
        own = [np.unique(level[nodes], return_inverse=True)[1] for level in levels]
        at[nodes] = _multilevel(number[pairs[inside]], strength[inside], [np.arange(len(nodes)), *own], effort)
    alone = count[part_of] == 1
    if alone.any():  # they stand in rows, as one block
        at[alone] = _rows(int(alone.sum()), float(reach[alone].max()) * 3)
        part_of = np.unique(np.where(alone, -1, part_of), return_inverse=True)[1]
    at = _scaled(at, pairs, reach, part_of, alone)
    at = apart(pack(_level(at, part_of, alone), reach, part_of), reach * 1.25)
    return pack(at, reach, part_of)


def beside(at: Floats, pairs: Ints, radii: Floats) -> Floats:
    """Positions of all nodes, those of ``at`` first and where they were; the others near what they are linked to, in free space.

    Shapes: ``at`` (k, 2), ``pairs`` (m, 2), ``radii`` (n,), k ≤ n. A node that is linked to none with a place stands below.
    """
    known, size = len(at), len(radii)
    placed = np.concatenate([at, np.zeros((size - known, 2))])
    there = np.arange(size) < known
    middle = at.mean(axis=0) if known else np.zeros(2)
    low = at[:, 1].min() if known else 0.0
    for place, node in enumerate(range(known, size)):
        linked = np.concatenate([pairs[pairs[:, 0] == node, 1], pairs[pairs[:, 1] == node, 0]])
        linked = linked[there[linked] & (linked != node)]
        if len(linked):
            outward = placed[linked].mean(axis=0) - middle
            turn = np.arctan2(outward[1], outward[0]) + (place * _GOLDEN if len(linked) == 1 else 0.0)
            far = _LINK * radii[node] if len(linked) == 1 else radii[node]
            placed[node] = placed[linked].mean(axis=0) + far * np.array([np.cos(turn), np.sin(turn)])
        else:
            placed[node] = middle[0] + 4 * radii[node] * (place % 20 - 10), low - 6 * radii.max()
        there[node] = True
    return apart(placed, radii * 1.25, fixed=known)


def _canonical(pairs: Ints, weights: Floats | None) -> tuple[Ints, Floats]:
    """Each pair once, smaller node first, in order, with the greatest of its weights: the order they came in leaves no trace."""
    strength = np.ones(len(pairs)) if weights is None else np.clip(weights, 0.05, 1.0)
    proper = pairs[:, 0] != pairs[:, 1]
    pairs, strength = np.sort(pairs[proper], axis=1), strength[proper]
    order = np.lexsort((-strength, pairs[:, 1], pairs[:, 0]))
    pairs, strength = pairs[order], strength[order]
    first = np.ones(len(pairs), bool)
    first[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
    return pairs[first], strength[first]


def _place_small(at: Floats, pairs: Ints, strength: Floats, part_of: Ints, parts: Ints, most: int) -> None:
    """Lay out parts of up to ``most`` nodes, all at once; writes to ``at``."""
    which = np.full(int(part_of.max()) + 1, -1)
    which[parts] = np.arange(len(parts))
    nodes = np.flatnonzero(which[part_of] >= 0)
    group = which[part_of[nodes]]
    place = _rank(group)
    slot = np.zeros(len(part_of), np.int64)
    slot[nodes] = place
    inside = which[part_of[pairs[:, 0]]] >= 0
    group_of, (one, other) = which[part_of[pairs[inside, 0]]], slot[pairs[inside]].T
    tie = np.zeros((len(parts), most, most))
    tie[group_of, one, other] = tie[group_of, other, one] = strength[inside]
    there = np.zeros((len(parts), most), bool)
    there[group, place] = True
    mass = np.where(there, 1.0 + (tie > 0).sum(axis=2), 0.0)
    rounds = int(np.clip(1.2e8 / tie.size, 30, 200))
    at[nodes] = settle_many(_scaling(tie, there) * 4, mass, tie, rounds)[group, place]


def _scaling(tie: Floats, there: NDArray[np.bool_]) -> Floats:
    """Classical multidimensional scaling (Torgerson 1952) of distances counted in links; shapes as in `settle_many`."""
    most = tie.shape[1]
    steps = np.where(tie > 0, 1.0, most)
    steps[:, np.arange(most), np.arange(most)] = 0
    for middle in range(most):
        np.minimum(steps, steps[:, :, middle, None] + steps[:, None, middle, :], out=steps)
    both = there[:, :, None] & there[:, None, :]
    squared = np.where(both, steps**2, 0.0)
    count = there.sum(axis=1)[:, None, None]
    row = squared.sum(axis=2, keepdims=True) / count
    inner = np.where(both, -0.5 * (squared - row - np.swapaxes(row, 1, 2) + row.sum(axis=1, keepdims=True) / count), 0.0)
    values, vectors = np.linalg.eigh(inner)
    at = vectors[:, :, :-3:-1] * np.sqrt(np.maximum(values[:, None, :-3:-1], 0.0))
    heaviest = np.abs(at).round(6).argmax(axis=1)
    sign = np.sign(np.take_along_axis(at, heaviest[:, None, :], axis=1))
    return np.asarray(at * np.where(sign == 0, 1, sign) + 0.05 * _sunflower(most))


def _multilevel(pairs: Ints, strength: Floats, levels: Sequence[Ints], effort: float) -> Floats:
    """One part, from its coarsest groups to its nodes; ``levels[0]`` are the nodes themselves."""
    degree = 1.0 + np.bincount(pairs.ravel(), minlength=len(levels[0]))
    at = np.zeros((0, 2))
    for turn, depth in enumerate(range(len(levels) - 1, -1, -1)):
        group = levels[depth]
        mass = np.bincount(group, degree).astype(np.float64)
        joined, weight = _joined(group[pairs], strength, len(mass))
        if depth == len(levels) - 1:
            at = _sunflower(len(mass)) * np.sqrt(mass.mean()) * 2
        else:
            parent = np.zeros(len(mass), np.int64)
            parent[group] = levels[depth + 1]
            at = at[parent] + _around(parent, 0.6 * np.sqrt(np.bincount(parent, mass)))
        at = settle(at, mass, joined, weight, int(_ROUNDS[min(turn, len(_ROUNDS) - 1)] * effort))
    return at


def _joined(ends: Ints, strength: Floats, size: int) -> tuple[Ints, Floats]:
    """Links between groups, each pair once, with the sum of what the links between their nodes weigh."""
    low, high = ends.min(axis=1), ends.max(axis=1)
    between = low != high
    keys, place = np.unique(low[between] * size + high[between], return_inverse=True)
    return np.stack([keys // size, keys % size], axis=1), np.bincount(place, strength[between], len(keys)).astype(np.float64)


def _around(parent: Ints, spread: Floats) -> Floats:
    """Offsets of nodes from their group's place: a sunflower of the group's size, one alone in the middle."""
    many = np.bincount(parent)[parent]
    rank = _rank(parent)
    radius = np.where(many > 1, np.sqrt((rank + 0.5) / many) * spread[parent], 0.0)
    return np.stack([radius * np.cos(rank * _GOLDEN), radius * np.sin(rank * _GOLDEN)], axis=1)


def _rank(groups: Ints) -> Ints:
    """Of each item its place among those of the same group, from 0."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    start = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    rank = np.empty(len(groups), np.int64)
    rank[order] = np.arange(len(groups)) - np.repeat(start, np.diff(np.r_[start, len(groups)]))
    return rank


def _sunflower(size: int) -> Floats:
    turn = np.arange(size) * _GOLDEN
    return np.asarray(np.sqrt(np.arange(size) + 0.5)[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1))


def _rows(size: int, pitch: float) -> Floats:
    """A block of rows, much wider than tall."""
    columns = int(np.ceil(np.sqrt(size * 8)))
    place = np.arange(size)
    return np.asarray(np.stack([place % columns, -(place // columns)], axis=1) * pitch)


def _scaled(at: Floats, pairs: Ints, reach: Floats, part_of: Ints, fixed: NDArray[np.bool_]) -> Floats:
    """Each part as large as its nodes need: links are `_LINK` radii long on average, but for large parts that have room enough,
    or would take up too much.
    """
    count = np.bincount(part_of)
    middle = np.stack([np.bincount(part_of, at[:, axis]) for axis in (0, 1)], axis=1) / count[:, None]
    at = at - middle[part_of]
    spread = np.bincount(part_of, (at**2).sum(axis=1)) / count
    room = np.bincount(part_of, (_ROOM * reach) ** 2)
    by_area = np.sqrt(room / np.maximum(2 * np.pi * spread, 1e-12))
    long = np.sqrt(((at[pairs[:, 0]] - at[pairs[:, 1]]) ** 2).sum(axis=1))
    links = np.bincount(part_of[pairs[:, 0]], minlength=len(count))
    mean = np.exp(np.bincount(part_of[pairs[:, 0]], np.log(long + 1e-12), len(count)) / np.maximum(links, 1))
    radius = np.bincount(part_of, reach) / count
    by_link = _LINK * radius / np.maximum(mean, 1e-12)
    scale = np.where(count <= _SMALL, by_link, np.clip(by_link * 0.6, by_area, by_area * 4))[part_of]
    return np.asarray(np.where(fixed[:, None], at, at * scale[:, None]))


def _level(at: Floats, part_of: Ints, fixed: NDArray[np.bool_]) -> Floats:
    """Each part turned so that it is wider than tall, as screens are."""
    count = np.bincount(part_of)
    x, y = (at[:, axis] - (np.bincount(part_of, at[:, axis]) / count)[part_of] for axis in (0, 1))
    xx, yy, xy = (np.bincount(part_of, value) for value in (x * x, y * y, x * y))
    turn = np.where(fixed, 0.0, (-0.5 * np.arctan2(2 * xy, xx - yy))[part_of])
    return np.asarray(np.stack([x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)], axis=1))
