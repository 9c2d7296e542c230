"""Changing an order of removal a little, putting it right by greedy reinsertion, and keeping what is no worse."""
# ruff: noqa: NPY002 -- compiled code has these functions alone, seeded for the thread that runs it

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.dismantle.reinsertion import reinsert
from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.jit import kernel


@kernel
def measured(order: Numbers, largest: Ints, count: int, cost: Floats, limit: int, budget: float) -> tuple[float, int]:
    """How good an order is (less is better), and how many removals reach the limit.

    Without a budget (infinite) it is the area under the curve, cost by cost. With one it is the largest component when the budget
    is spent, and between equals the area so far: it is below size times budget, so divided by that it decides no more than that.
    """
    area, paid, spent = 0.0, 0.0, float(largest[0])
    kept = count
    for place in range(count):
        after, price = largest[place + 1], cost[order[place]]
        paid += price
        if paid <= budget * (1 + 1e-12):
            area += after * price
            spent = float(after)
        if after <= limit:
            kept = place + 1
            break
    if budget == math.inf:
        return area, kept
    return spent + area / (budget * len(cost) + 1.0), kept


@kernel
def improve(
    starts: Ints, ends: Numbers, allowed: NDArray[np.bool_], cost: Floats, limit: int, budget: float,
    order: Numbers, factor: Floats, value: float, mate: Numbers, seed: int, until: int,
) -> tuple[Numbers, float]:  # fmt: skip
    """Search on from ``order`` until the work is done; the best order, and its value. ``factor`` is changed in place.

    A change takes half of another order, ``mate``, as well; or a few nodes more and a few less (mostly one or two, now and then a
    third of all); or it changes how soon some are put back. ``factor`` of a node is what it counts for then (`reinsert`).
    """
    np.random.seed(seed)
    size = len(starts) - 1
    now = order.copy()
    made, largest = np.empty(size, np.int32), np.empty(size + 1, np.int64)
    changed = factor.copy()
    candidates = np.flatnonzero(allowed & (starts[1:] - starts[:-1] > 1))
    usual = cost.mean()
    work = 0
    while work < until:
        taken = np.zeros(size, np.bool_)
        taken[now] = True
        changed[:] = factor
        many = int(math.exp(np.random.random() * math.log(max(0.3 * len(now), 2.0)))) + 1
        kind = np.random.random()
        if kind < 0.2:
            for node in mate:
                if np.random.random() < 0.5:
                    taken[node] = True
        if 0.1 < kind < 0.6:
            for _ in range(many):
                changed[now[np.random.randint(len(now))]] *= math.exp(0.2 * np.random.randn())
        if kind > 0.35:
            again = np.random.random() < 0.5
            for _ in range(many):
                node = now[np.random.randint(len(now))]
                if np.random.random() < 0.5 and len(candidates) > 0:
                    node = candidates[np.random.randint(len(candidates))]
                elif starts[node + 1] > starts[node]:
                    node = ends[np.random.randint(starts[node], starts[node + 1])]
                if allowed[node]:
                    taken[node] = True
                    if again:
                        changed[node] = usual / cost[node] * math.exp(0.2 * np.random.randn())
            if np.random.random() < 0.5:
                for _ in range(many // 2 + 1):
                    taken[now[np.random.randint(len(now))]] = False
        count = taken.sum()
        # A try costs a walk over all links and what is put back; the rest ends the search on tiny graphs in a few seconds.
        tried = 20_000 + size + len(ends) // 2 + reinsert(starts, ends, taken, changed, made, largest)
        work += tried + tried * size // 20_000  # large graphs do not fit the processor's caches
        if largest[count] > limit:
            continue
        found, kept = measured(made, largest, count, cost, limit, budget)
        if found <= value:
            now, value = made[:kept].copy(), found
            factor[:] = changed
    return now, value
