"""Paths between two nodes: fewest links first, then the highest product of the weights of their links.

Two searches, breadth first, meet in the middle, so that a path of length d is found within the surroundings at distance d / 2 of
its ends. Further paths follow Yen's scheme (1971): each leaves a path found before at one of its nodes, by another link.

The page's search, which does not wait for compiled code (docs/decisions/0021); Yen's scheme is shared with
`measures.shortest_paths`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final

Near = Sequence[Sequence[tuple[int, int]]]
"""Of each node its neighbours, each with the number of the link."""
Path = tuple[int, ...]
Search = Callable[[int, Path, AbstractSet[int]], tuple[Path, float] | None]
"""The best path from a node to the end, through none of the nodes of a path, nor straight to one of some; with its product."""

LONGEST: Final = 12
"""Links after which the search ends: what is farther apart is not connected in any way that would mean something."""
_NONE: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Roads:
    """A graph to walk. ``weight`` is each link's, in (0, 1]; a link of weight 0 is closed."""

    near: Near
    weight: Sequence[float]


def paths(roads: Roads, start: int, end: int, count: int = 1, avoid: Container[int] = _NONE) -> list[tuple[Path, float]]:
    """Up to ``count`` simple paths (nodes from ``start`` to ``end``) with the product of their weights, best first.

    None goes through a node of ``avoid``. Empty when there is no path, or the two are one.
    """

    def search(spur: int, gone: Path, closed: AbstractSet[int]) -> tuple[Path, float] | None:
        return _best(roads, spur, end, avoid, frozenset(gone), closed)

    return ranked(search, lambda one, other: _weight(roads, one, other), start, end, count)


def ranked(search: Search, weight: Callable[[int, int], float], start: int, end: int, count: int) -> list[tuple[Path, float]]:
    """Yen's scheme, over whatever finds the best single path: up to ``count`` paths of at most `LONGEST` links, best first.

    After Lawler (1972) a path is left only from where it left its own parent on: what leaves it before was found there.
    """
    if start == end:
        return []
    first = search(start, (), _NONE)
    waiting = [(len(first[0]), -first[1], first[0], 0)] if first else []
    seen = {path for _, _, path, _ in waiting}
    found: list[tuple[Path, float]] = []
    while waiting and len(found) < count:
        _, negative, path, left = heappop(waiting)
        found.append((path, -negative))
        if len(found) == count:
            break
        travelled = 1.0
        for place in range(len(path) - 1):
            if place >= left:
                root = path[: place + 1]
                closed = {other[place + 1] for other, _ in found if other[: place + 1] == root}
                rest = search(path[place], root[:-1], closed)
                if rest is not None and (whole := root[:-1] + rest[0]) not in seen and len(whole) <= LONGEST + 1:
                    seen.add(whole)
                    heappush(waiting, (len(whole), -travelled * rest[1], whole, place))
            travelled *= weight(path[place], path[place + 1])
    return found


def _best(
    roads: Roads, start: int, end: int, avoid: Container[int], gone: Container[int], not_first: Container[int],
) -> tuple[Path, float] | None:  # fmt: skip
    """The best path that goes through no node of ``avoid`` or ``gone``, nor from the start straight to one of ``not_first``."""
    near, weight = roads.near, roads.weight
    ahead: dict[int, tuple[float, int]] = {start: (1.0, start)}
    behind: dict[int, tuple[float, int]] = {end: (1.0, end)}
    front, back = [start], [end]
    for _ in range(LONGEST):
        forward = len(front) <= len(back)
        reached, layer = (ahead, front) if forward else (behind, back)
        target = end if forward else start
        new: dict[int, tuple[float, int]] = {}
        for node in layer:
            so_far = reached[node][0]
            for other, link in near[node]:
                value = so_far * weight[link]
                if value <= 0.0 or other in reached or other in gone or (other != target and other in avoid):
                    continue
                if (node == start and other in not_first) if forward else (other == start and node in not_first):
                    continue
                best = new.get(other)
                if best is None or value > best[0] or (value == best[0] and node < best[1]):
                    new[other] = value, node
        if not new:
            return None
        reached |= new
        layer[:] = new
        met = [(-ahead[node][0] * behind[node][0], node) for node in new if node in ahead and node in behind]
        if met:
            negative, middle = min(met)
            return (*_walk(ahead, middle)[::-1], *_walk(behind, middle)[1:]), -negative
    return None


def _walk(reached: dict[int, tuple[float, int]], node: int) -> list[int]:
    """From a node back to where its search began."""
    walked = [node]
    while reached[node][1] != node:
        node = reached[node][1]
        walked.append(node)
    return walked


def _weight(roads: Roads, one: int, other: int) -> float:
    return max(roads.weight[link] for node, link in roads.near[one] if node == other)
