"""The best path between two nodes, by two breadth-first searches that meet; as `entramado.analyse.paths` does it, compiled."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.ground import Flags
from entramado.analyse.jit import kernel


@kernel
def best_path(
    starts: Ints,
    ends: Numbers,
    links: Numbers,
    belief: Floats,
    start: int,
    end: int,
    shut: Flags,
    not_first: Flags,
    longest: int,
    clock: int,
    reached: Numbers,
    value: Floats,
    before: Numbers,
    layers: Numbers,
    path: Numbers,
) -> tuple[int, float, int]:
    """Put into ``path`` the nodes of the path of fewest links and, of those, the highest product of beliefs.

    Returns how many nodes it has (0: there is no path of at most ``longest`` links), its product, and the clock. No link of
    belief 0, no node that is ``shut`` (but for the end), and no step from the start straight to a node of ``not_first``.

    ``reached``, ``value``, ``before`` and ``layers``, of shape (2, nodes), are room to work in, for the search from the start and
    that from the end. ``reached`` says at which tick a node was reached, and is the only one that is read before it is written:
    give zeros and a clock of 0 at first, and the same array with the returned clock for the next search.
    """
    begun = clock + 1
    heads = (start, end)
    counts = np.ones(2, np.int64)
    clock = begun
    for side in range(2):
        head = heads[side]
        reached[side, head], value[side, head], before[side, head], layers[side, 0] = clock, 1.0, head, head
    layer = np.empty(0, np.int32)
    for _ in range(longest):
        side = 0 if counts[0] <= counts[1] else 1
        target = heads[1 - side]
        clock += 1
        layer = layers[side, : counts[side]].copy()
        new = 0
        for node in layer:
            so_far = value[side, node]
            for place in range(starts[node], starts[node + 1]):
                other = ends[place]
                tick = reached[side, other]
                if begun <= tick < clock or (shut[other] and other != target):
                    continue
                product = so_far * belief[links[place]]
                if product <= 0.0:
                    continue
                if not_first[other if side == 0 else node] and (node if side == 0 else other) == start:
                    continue
                if tick < clock:
                    reached[side, other] = clock
                    layers[side, new] = other
                    new += 1
                elif not (product > value[side, other] or (product == value[side, other] and node < before[side, other])):
                    continue
                value[side, other], before[side, other] = product, node
        if not new:
            return 0, 0.0, clock
        counts[side] = new
        middle, most = -1, 0.0
        for spot in range(new):
            node = layers[side, spot]
            if reached[1 - side, node] >= begun:
                whole = value[0, node] * value[1, node]
                if middle < 0 or whole > most or (whole == most and node < middle):
                    middle, most = int(node), whole
        if middle >= 0:
            back, step = 0, middle
            while step != start:
                step = int(before[0, step])
                back += 1
            length = back
            step = middle
            for place in range(back, -1, -1):
                path[place] = step
                step = int(before[0, step])
            step = middle
            while step != end:
                step = int(before[1, step])
                length += 1
                path[length] = step
            return length + 1, most, clock
    return 0, 0.0, clock
