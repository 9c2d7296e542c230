"""Routes between two sets of nodes, and the rewiring of a network after a removal, compiled."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.ground import Flags
from entramado.analyse.jit import kernel

Bits: TypeAlias = NDArray[np.uint64]


@kernel
def routes(starts: Ints, ends: Numbers, links: Numbers, count: int, first: Ints, last: Flags, most: int) -> int:
    """How many paths lead from the nodes ``first`` to those flagged ``last`` that share no link, ``most`` at most.

    The maximum flow where each of ``count`` links carries one (Ford and Fulkerson 1956; shortest paths first: Edmonds and Karp
    1972).
    """
    size = len(starts) - 1
    flow = np.zeros(count, np.int8)  # 1: from the smaller end to the larger; -1: back
    seen = np.full(size, -1, np.int32)
    by_place, before, order = np.empty(size, np.int64), np.empty(size, np.int32), np.empty(size, np.int32)
    found = 0
    while found < most:
        tail, end = 0, -1
        for node in first:
            if seen[node] != found:
                seen[node], before[node], order[tail] = found, -1, node
                tail += 1
        head = 0
        while head < tail and end < 0:
            node = order[head]
            head += 1
            for place in range(starts[node], starts[node + 1]):
                other = ends[place]
                way = 1 if node < other else -1
                if seen[other] == found or flow[links[place]] == way:
                    continue
                seen[other], before[other], by_place[other], order[tail] = found, node, place, other
                tail += 1
                if last[other]:
                    end = other
                    break
        if end < 0:
            break
        while before[end] >= 0:
            flow[links[by_place[end]]] += 1 if before[end] < end else -1
            end = before[end]
        found += 1
    return found


@kernel
def _spread(size: int, head: Ints, following: Ints, to: Ints, live: Flags, counted: Ints, every: int) -> tuple[float, float]:
    """Efficiency among ``counted``, from each ``every``-th of them, and the share of them in the largest part that a source is
    in.
    """
    distance = np.full(size, -1, np.int32)
    order = np.empty(size, np.int32)
    is_counted = np.zeros(size, np.bool_)
    is_counted[counted] = True
    total, largest, sources = 0.0, 0, 0
    for place in range(0, len(counted), every):
        source = counted[place]
        sources += 1
        distance[source], order[0] = 0, source
        at, tail, here = 0, 1, 1
        while at < tail:
            node = order[at]
            at += 1
            slot = head[node]
            while slot >= 0:
                other = to[slot]
                if live[slot] and distance[other] < 0:
                    distance[other] = distance[node] + 1
                    if is_counted[other]:
                        total += 1.0 / distance[other]
                        here += 1
                    order[tail] = other
                    tail += 1
                slot = following[slot]
        largest = max(largest, here)
        for place_of in range(tail):
            distance[order[place_of]] = -1
    pairs = sources * (len(counted) - 1)
    return (total / pairs if pairs else 0.0), largest / max(len(counted), 1)


@kernel
def _chance(state: Bits) -> float:
    """The next number from 0 to 1 of a generator whose state is one word (SplitMix64, Steele, Lea and Flood 2014)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    word = state[0]
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return float((word ^ (word >> np.uint64(31))) >> np.uint64(11)) / 9007199254740992.0


@kernel
def _join(one: int, other: int, head: Ints, following: Ints, to: Ints, live: Flags, used: Ints) -> bool:
    """Link two nodes, unless they are or no place is left. A link takes two places side by side, one for each direction."""
    slot = head[one]
    while slot >= 0:
        if live[slot] and to[slot] == other:
            return False
        slot = following[slot]
    first = used[0]
    if first + 2 > len(to):
        return False
    to[first], following[first], head[one] = other, head[one], first
    to[first + 1], following[first + 1], head[other] = one, head[other], first + 1
    live[first] = live[first + 1] = True
    used[0] = first + 2
    return True


@kernel
def _stroll(start: int, steps: int, head: Ints, following: Ints, to: Ints, live: Flags, state: Bits) -> int:
    """Where a random walk of so many steps ends, -1 where it cannot go on."""
    node = start
    for _ in range(steps):
        around, step = 0, -1
        slot = head[node]
        while slot >= 0:
            if live[slot]:
                around += 1
                if _chance(state) * around < 1.0:
                    step = to[slot]
            slot = following[slot]
        if step < 0:
            return -1
        node = step
    return node


@kernel
def _drop(node: int, head: Ints, following: Ints, live: Flags) -> None:
    """Cut the link that the node made last: the newest contact is the first to be distrusted."""
    slot = head[node]
    while slot >= 0:
        if live[slot]:
            live[slot] = live[slot ^ 1] = False
            return
        slot = following[slot]


@kernel
def rewire(
    size: int, pairs: Ints, there: Flags, cut: Flags, gone: Flags, able: Flags, heirs: Ints,
    values: Floats, marks: Ints, every: int, state: Bits,
) -> Floats:  # fmt: skip
    """Efficiency and largest part of a network at each of ``marks``: shape (2 + marks, 3), the last column new links.

    Row 0 is before, row 1 right after, then weeks by ``marks``, ascending, from 1. ``pairs`` of ``size`` nodes are linked where
    ``there``; those ``cut`` and those of nodes ``gone`` are lost. Nodes that are ``able`` look for new contacts. ``heirs`` has of
    each node who takes over from it, -1 for nobody. ``values`` are in the order of `parameters.RECOVERY`. Only those who remain
    are counted. ``state``, shape (1,), is that of the random numbers.
    """
    quiet, replace, seek, closure, degree, nearness, drop, settle, follow = values
    most = closure + degree + nearness
    counted = np.flatnonzero(~gone)
    head, following = np.full(size, -1, np.int64), np.full(6 * len(pairs), -1, np.int64)
    to, live, used = np.zeros(6 * len(pairs), np.int64), np.zeros(6 * len(pairs), np.bool_), np.zeros(1, np.int64)
    place_of = np.full(len(pairs), -1, np.int64)
    for link in range(len(pairs)):
        if there[link]:
            place_of[link] = used[0]
            _join(pairs[link, 0], pairs[link, 1], head, following, to, live, used)
    found = np.zeros((len(marks) + 2, 3))
    found[0, 0], found[0, 1] = _spread(size, head, following, to, live, counted, every)
    # losses of one contact lie side by side, so that those who lost the same one find each other
    loser, lost = np.empty(2 * len(pairs), np.int64), np.empty(2 * len(pairs), np.int64)
    first, last = np.zeros(size, np.int64), np.zeros(size, np.int64)
    losses = 0
    for node in range(size):
        if not gone[node]:
            continue
        first[node] = losses
        slot = head[node]
        while slot >= 0:
            if not gone[to[slot]] and able[to[slot]]:
                loser[losses], lost[losses] = to[slot], node
                losses += 1
            live[slot] = live[slot ^ 1] = False
            slot = following[slot]
        last[node] = losses
    for link in range(len(pairs)):
        place = place_of[link] if cut[link] else -1
        if place >= 0 and live[place]:
            live[place] = live[place + 1] = False
            for side in range(2):
                if able[pairs[link, side]]:
                    loser[losses], lost[losses] = pairs[link, side], -1
                    losses += 1
    found[1, 0], found[1, 1] = _spread(size, head, following, to, live, counted, every)
    waiting, settled = np.zeros(losses, np.bool_), np.zeros(size, np.bool_)
    for loss in range(losses):
        waiting[loss] = _chance(state) < replace
    new, mark = 0, 0
    for week in range(1, marks[-1] + 1):
        for loss in range(losses):
            seeker, missed, partner = loser[loss], lost[loss], -1
            heir = heirs[missed] if missed >= 0 else -1
            if heir >= 0 and loss == first[missed] and not settled[missed]:
                settled[missed] = _chance(state) < settle
            if drop > 0.0 and _chance(state) < drop:
                _drop(seeker, head, following, live)
            if not waiting[loss]:
                continue
            if heir >= 0 and heir != seeker and settled[missed] and able[heir] and _chance(state) < follow:
                waiting[loss] = False
                new += _join(seeker, heir, head, following, to, live, used)
            elif week > quiet and _chance(state) < seek and most > 0.0:
                way = _chance(state) * most
                for _ in range(5):
                    if way < closure:
                        if missed >= 0:
                            partner = loser[first[missed] + int(_chance(state) * (last[missed] - first[missed]))]
                    elif way < closure + degree:
                        slot = int(_chance(state) * used[0])
                        partner = to[slot] if slot < used[0] and live[slot] else -1
                    else:
                        partner = _stroll(seeker, 2 + int(_chance(state) * 2.0), head, following, to, live, state)
                    fit = partner >= 0 and partner != seeker and able[partner]
                    if fit and _join(seeker, partner, head, following, to, live, used):
                        waiting[loss] = False
                        new += 1
                        break
        while mark < len(marks) and marks[mark] == week:
            found[2 + mark, 0], found[2 + mark, 1] = _spread(size, head, following, to, live, counted, every)
            found[2 + mark, 2] = new
            mark += 1
    return found
