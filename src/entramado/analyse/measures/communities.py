"""Communities: groups of nodes with more weight of links among them than chance would put there, and who stands between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entramado.analyse.graph import Floats, Graph, Ints, Numbers

Unsigned = NDArray[np.uint32]
Made = TypeVar("Made")

_SMALL: Final = 200_000
"""Half-links below which threads cost more than they save."""
_HEAT: Final = 0.01
"""How freely refinement draws among parts, in mean weights of a link: Traag et al. (2019) call it theta, and take 0.01."""


def leiden(graph: Graph, *, resolution: float = 1.0, seed: int = 0, iterations: int = 2) -> Numbers:
    """Of each node the number of its community, the largest first, of equal ones that of the smallest node. Shape (nodes,).

    Leiden (Traag, Waltman and van Eck 2019) for the modularity of Newman and Girvan (2004) with weights and a ``resolution``
    (Reichardt and Bornholdt 2006): a higher one gives smaller communities. Each community is connected. A node without links is
    one by itself. Each of ``iterations`` starts from what the one before has found, and they end early when nothing moves.
    The same graph and ``seed`` give the same communities; another numbering of the nodes may not.
    """
    from entramado.analyse.kernels.connectivity import component_labels
    from entramado.analyse.kernels.rows import thinned

    if not len(graph.pairs):
        return np.arange(graph.size, dtype=np.int32)
    random = np.random.default_rng(seed)
    strength = np.bincount(graph.pairs.ravel(), np.repeat(graph.weight, 2), graph.size).astype(np.float64)
    bottom = _Level(graph.starts, graph.ends.view(np.uint32), graph.weight[graph.links], strength)
    penalty, heat = resolution / float(strength.sum()), _HEAT * float(graph.weight.mean())
    community = np.arange(graph.size, dtype=np.uint32)
    for _ in range(iterations):
        level, member, changed = bottom, np.arange(graph.size, dtype=np.uint32), False
        while True:
            order = random.permutation(level.size).astype(np.uint32)
            changed |= level.move(community, order, penalty) > 0
            part, count = level.refine(community, order, penalty, random.random(level.size), heat)
            if count == level.size:
                break
            above = np.empty(count, np.uint32)
            above[part] = community
            community = _numbered(above)[0]
            level, member = level.aggregate(part, count), part[member]
        community = _numbered(community[member])[0]
        if not changed:
            break
    inside = community[graph.pairs[:, 0]] == community[graph.pairs[:, 1]]
    return _by_size(component_labels(*thinned(graph.starts, graph.ends, graph.links, inside)[:2]))


@dataclass(frozen=True, slots=True)
class _Level:
    """A graph whose nodes are parts of the communities below; see `entramado.analyse.kernels.leiden` for its arrays."""

    starts: Ints
    ends: Unsigned
    weights: Floats
    volume: Floats

    @property
    def size(self) -> int:
        return len(self.volume)

    def move(self, community: Unsigned, order: Unsigned, penalty: float) -> int:
        """Change ``community`` until no node gains by moving; how many moved."""
        from entramado.analyse.kernels.leiden import moved

        return moved(self.starts, self.ends, self.weights, self.volume, penalty, order, community)

    def refine(self, community: Unsigned, order: Unsigned, penalty: float, dice: Floats, heat: float) -> tuple[Unsigned, int]:
        """Parts of the communities, numbered from 0, and how many there are."""
        from entramado.analyse.kernels.leiden import grouped, refined

        begin, nodes = grouped(community, order)
        part = np.empty(self.size, np.uint32)

        def work(some: tuple[int, int]) -> None:
            own = nodes[begin[some[0]] : begin[some[1]]]
            refined(self.starts, self.ends, self.weights, self.volume, penalty, own, community, dice, heat, part)

        deque(self._shared(work, begin), 0)
        return _numbered(part)

    def aggregate(self, part: Unsigned, count: int) -> _Level:
        """The graph that has a node for each of ``count`` parts."""
        from entramado.analyse.kernels.leiden import aggregated, grouped

        begin, nodes = grouped(part, np.arange(self.size, dtype=np.uint32))
        begin = begin[: count + 1]

        def work(some: tuple[int, int]) -> tuple[Ints, Unsigned, Floats]:
            return aggregated(self.starts, self.ends, self.weights, part, begin, nodes, *some)

        lengths, ends, weights = (np.concatenate(made) for made in zip(*self._shared(work, begin), strict=True))
        starts = np.concatenate([[0], np.cumsum(lengths)])
        return _Level(starts, ends, weights, np.bincount(part, self.volume, count).astype(np.float64))

    def _shared(self, work: Callable[[tuple[int, int]], Made], begin: Ints) -> Iterator[Made]:
        """``work`` done for all groups of nodes, from one to another, by all processors where that pays."""
        from entramado.analyse.kernels.sharing import WORKERS, shared

        groups = len(begin) - 1
        workers = WORKERS if len(self.ends) > _SMALL else 1
        places = np.searchsorted(begin, np.linspace(0, self.size, workers + 1)[1:-1]).tolist()
        edges = sorted({0, *places, groups})
        return shared(work, list(pairwise(edges)), workers=workers)


def _numbered(labels: Unsigned) -> tuple[Unsigned, int]:
    """The same labels as numbers from 0 in their order, and how many there are."""
    there = np.zeros(int(labels.max()) + 1, np.bool_)
    there[labels] = True
    number = np.cumsum(there, dtype=np.uint32)
    return number[labels] - np.uint32(1), int(number[-1])


def modularity(graph: Graph, labels: ArrayLike, *, resolution: float = 1.0) -> float:
    """The share of weight inside communities, less what chance would put there (Newman and Girvan 2004); 0 without links."""
    label = np.asarray(labels)
    total = float(graph.weight.sum())
    if total <= 0:
        return 0.0
    ends = label[graph.pairs]
    inside = float(graph.weight[ends[:, 0] == ends[:, 1]].sum()) / total
    volume = np.bincount(ends.ravel(), np.repeat(graph.weight, 2)) / (2 * total)
    return inside - resolution * float((volume**2).sum())


def _by_size(labels: Numbers) -> Numbers:
    """Numbered anew: the most members first. Labels are numbered by smallest node."""
    members = np.bincount(labels)
    place = np.empty(len(members), np.int32)
    place[np.lexsort((np.arange(len(members)), -members))] = np.arange(len(members))
    return place[labels]


def participation(graph: Graph, labels: ArrayLike) -> Floats:
    """Of each node 1 less the sum over communities of the squared share of its strength that goes there. Shape (nodes,).

    The participation coefficient of Guimerà and Amaral (2005): 0 when all its links go to one community (or it has none), near 1
    when they are spread evenly over many.
    """
    label = np.unique(np.asarray(labels), return_inverse=True)[1]
    half = np.concatenate([graph.pairs, graph.pairs[:, ::-1]]).astype(np.int64)
    # one key for each node and community that it is linked with
    key, place = np.unique(half[:, 0] * max(graph.size, 1) + label[half[:, 1]], return_inverse=True)
    weight = np.bincount(place, np.tile(graph.weight, 2), len(key))
    node = key // max(graph.size, 1)
    strength = np.bincount(node, weight, graph.size)
    squares = np.bincount(node, weight**2, graph.size)
    alone = strength == 0
    return np.where(alone, 0.0, 1.0 - squares / np.where(alone, 1.0, strength**2))


def within_module(graph: Graph, labels: ArrayLike) -> Floats:
    """How far each node's strength inside its community is above its members' mean, in their standard deviations.

    The within-module degree z of Guimerà and Amaral (2005). Shape (nodes,); 0 where all members are alike.
    """
    label = np.unique(np.asarray(labels), return_inverse=True)[1]
    if not len(label):
        return np.zeros(0)
    same = label[graph.pairs[:, 0]] == label[graph.pairs[:, 1]]
    inside = np.bincount(graph.pairs[same].ravel(), np.repeat(graph.weight[same], 2), graph.size)
    members = np.bincount(label)
    mean = np.bincount(label, inside) / members
    spread = np.sqrt(np.bincount(label, (inside - mean[label]) ** 2) / members)
    alike = spread[label] <= 1e-12 * np.maximum(mean[label], 1.0)
    return np.where(alike, 0.0, (inside - mean[label]) / np.where(alike, 1.0, spread[label]))
