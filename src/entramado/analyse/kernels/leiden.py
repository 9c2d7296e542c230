"""The three steps of Leiden (Traag, Waltman and van Eck 2019): move nodes, refine the communities, make a node of each.

Rows of a level are ``starts``, ``ends`` and ``weights``, the weight at each place of ``ends``, above 0. ``volume`` is each node's
sum of weights, those inside it included, shape (nodes,). ``penalty`` is the resolution over the sum of all volumes, so that a
community gains ``weight to it - penalty * volume of the node * volume of the community`` by a node (times a constant, its
modularity). Unsigned of nodes and communities are unsigned, which
spares the look whether an index counts from the end.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.graph import Floats, Ints
from entramado.analyse.jit import kernel

Unsigned = NDArray[np.uint32]


@kernel
def moved(
    starts: Ints, ends: Unsigned, weights: Floats, volume: Floats, penalty: float, order: Unsigned, community: Unsigned
) -> int:
    """Move nodes to the neighbouring community that gains most, or out on their own, until none gains. The number of moves.

    Nodes wait in ``order`` at first; when one has moved, its neighbours elsewhere wait again. Changes ``community``, whose
    numbers are below the number of nodes.
    """
    size = len(starts) - 1
    sums = np.zeros((size, 2))  # of a community: weight of the node at hand to it, and its volume. Side by side: one cache line
    count = np.zeros(size, np.int32)
    for node in range(size):
        sums[community[node], 1] += volume[node]
        count[community[node]] += 1
    empty = np.empty(size, np.uint32)
    empties = 0
    for number in range(size):
        if count[number] == 0:
            empty[empties] = number
            empties += 1
    queue = order.copy()
    waits = np.ones(size, np.bool_)
    touched = np.empty(size, np.uint32)
    head, length, moves = 0, size, 0
    while length:
        node = queue[head]
        head = head + 1 if head + 1 < size else 0
        length -= 1
        waits[node] = False
        first, last = starts[node], starts[node + 1]
        if first == last:
            continue
        seen = 0
        for place in range(first, last):
            there = community[ends[place]]
            weight = sums[there, 0]
            if weight == 0.0:
                touched[seen] = there
                seen += 1
            sums[there, 0] = weight + weights[place]
        own, expected = community[node], volume[node] * penalty
        best, most = own, sums[own, 0] - (sums[own, 1] - volume[node]) * expected
        least = 1e-10 * volume[node]  # a gain below this is rounding
        for spot in range(seen):
            there = touched[spot]
            gain = sums[there, 0] - sums[there, 1] * expected
            sums[there, 0] = 0.0
            if gain > most + least and there != own:
                best, most = there, gain
        if most < -least:
            empties -= 1  # there is an empty one: alone, the node would lose nothing by staying
            best = empty[empties]
        if best == own:
            continue
        moves += 1
        community[node] = best
        sums[own, 1] -= volume[node]
        sums[best, 1] += volume[node]
        count[own] -= 1
        count[best] += 1
        if count[own] == 0:
            empty[empties] = own
            empties += 1
        for place in range(first, last):
            other = ends[place]
            if not waits[other] and community[other] != best:
                waits[other] = True
                spot = head + length
                queue[spot if spot < size else spot - size] = other
                length += 1
    return moves


@kernel
def grouped(community: Unsigned, order: Unsigned) -> tuple[Ints, Unsigned]:
    """Where the nodes of each community begin, shape (nodes + 1,), and the nodes, by community and within it as in ``order``."""
    size = len(community)
    begin = np.zeros(size + 1, np.int64)
    for node in range(size):
        begin[community[node] + 1] += 1
    for number in range(size):
        begin[number + 1] += begin[number]
    nodes, filled = np.empty(size, np.uint32), begin.copy()
    for node in order:
        nodes[filled[community[node]]] = node
        filled[community[node]] += 1
    return begin, nodes


@kernel
def refined(
    starts: Ints,
    ends: Unsigned,
    weights: Floats,
    volume: Floats,
    penalty: float,
    nodes: Unsigned,
    community: Unsigned,
    dice: Floats,
    heat: float,
    part: Unsigned,
) -> None:
    """Put into ``part`` of each of ``nodes`` (those of whole communities) the smallest group that it now belongs to.

    A node that is still alone, and well tied to its community, draws among the well tied parts by which it does not lose, with
    chances in proportion to exp(gain / ``heat``), and joins it. Parts are connected; a part's number is that of one of its nodes.
    ``dice`` are from 0 to 1, one a node of the graph.
    """
    size = len(starts) - 1
    whole, inside, part_volume = np.zeros(size), np.zeros(size), np.zeros(size)
    for node in nodes:
        own = community[node]
        whole[own] += volume[node]
        part[node], part_volume[node] = node, volume[node]
        for place in range(starts[node], starts[node + 1]):
            if community[ends[place]] == own:
                inside[node] += weights[place]  # of a part: the weight of its links to the rest of its community
    joined = np.zeros(size, np.bool_)
    tied, gains, touched = np.zeros(size), np.empty(size), np.empty(size, np.uint32)
    for node in nodes:
        own, own_volume = community[node], volume[node]
        if joined[node] or inside[node] < penalty * own_volume * (whole[own] - own_volume):
            continue
        seen, kept, most = 0, 0, 0.0
        for place in range(starts[node], starts[node + 1]):
            other = ends[place]
            if community[other] == own:
                there = part[other]
                if tied[there] == 0.0:
                    touched[seen] = there
                    seen += 1
                tied[there] += weights[place]
        for spot in range(seen):
            there = touched[spot]
            gain = tied[there] - penalty * own_volume * part_volume[there]
            if gain >= 0.0 and inside[there] >= penalty * part_volume[there] * (whole[own] - part_volume[there]):
                touched[spot], touched[kept], gains[kept] = touched[kept], there, gain
                kept += 1
                most = max(most, gain)
        if kept:
            total = 0.0
            for spot in range(kept):
                gains[spot] = np.exp((gains[spot] - most) / heat)
                total += gains[spot]
            left = dice[node] * total
            drawn = 0
            while drawn < kept - 1 and left >= gains[drawn]:
                left -= gains[drawn]
                drawn += 1
            best = touched[drawn]
            inside[best] += inside[node] - 2.0 * tied[best]
            part_volume[best] += own_volume
            joined[best] = joined[node] = True
            part[node] = best
        for spot in range(seen):
            tied[touched[spot]] = 0.0


@kernel
def aggregated(
    starts: Ints, ends: Unsigned, weights: Floats, part: Unsigned, begin: Ints, nodes: Unsigned, first: int, last: int
) -> tuple[Ints, Unsigned, Floats]:
    """The rows of parts ``first`` to ``last`` in the graph that has a node for each part: lengths of rows, ends and weights.

    ``begin`` and ``nodes`` are as `grouped` makes them of the parts. Links inside a part are left out: they count in its volume
    alone, and have no say in where the whole goes.
    """
    room = 0
    for spot in range(begin[first], begin[last]):
        room += starts[nodes[spot] + 1] - starts[nodes[spot]]
    lengths = np.empty(last - first, np.int64)
    new_ends, new_weights = np.empty(room, np.uint32), np.empty(room)
    at = np.full(len(begin), -1, np.int64)
    filled = 0
    for number in range(first, last):
        begun = filled
        for spot in range(begin[number], begin[number + 1]):
            node = nodes[spot]
            for place in range(starts[node], starts[node + 1]):
                there = part[ends[place]]
                if there == number:
                    continue
                if at[there] < begun:
                    at[there] = filled
                    new_ends[filled], new_weights[filled] = there, 0.0
                    filled += 1
                new_weights[at[there]] += weights[place]
        lengths[number - first] = filled - begun
    return lengths, new_ends[:filled].copy(), new_weights[:filled].copy()
