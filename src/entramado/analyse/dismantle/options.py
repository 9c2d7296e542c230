"""What is asked: what to break, with whom, at what cost; and what cannot be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from entramado.analyse.graph import Floats
from entramado.analyse.ground import Ground
from entramado.model.errors import UsageError

Objective = Literal["largest", "command", "flow", "chain"]
Costs = Literal["unit", "degree"]
Method = Literal["auto", "degree", "influence"]


@dataclass(frozen=True, slots=True)
class Dismantle:
    """How a network could be taken apart lawfully: by arrest, prosecution, sanction or seizure."""

    objective: Objective = "largest"
    """What is to be made small: the largest connected part; command (pairs of superior and subordinate that still stand); flow
    (separate routes from sources to sinks); chain (steps of the value chain that anybody holds)."""
    budget: float | None = None
    """What may be spent; None: as much as it takes."""
    costs: Costs = "unit"
    """What it costs to remove one: the same for all, or as many units as there are links of that one."""
    prices: tuple[str, ...] = ()
    """Costs of single nodes, as "Ana Ejemplo=3"; the others cost as `costs` says."""
    sources: tuple[int, ...] = ()
    """Where the flow begins: numbers of nodes. They are not removed."""
    sinks: tuple[int, ...] = ()
    """Where the flow ends: numbers of nodes. They are not removed."""
    method: Method = "auto"
    """How an order is found: the search, or the plain rule of highest degree or collective influence, counted anew each time."""
    threshold: float = 0.1
    """Taken apart is a network whose largest part holds this share of the nodes or less."""
    worlds: int = 200
    """How many possible worlds to draw, each link there as often as it is believed. One is enough when all links are certain."""
    level: float = 0.9
    """The probability of the intervals."""
    effort: float = 1.0
    """How long to search, as a multiple of the usual work."""
    seed: int = 1
    """Of the random numbers."""


def checked(ground: Ground, options: Dismantle) -> Floats:
    """The cost of each node, shape (nodes,). Raises UsageError for what cannot be."""
    size = ground.graph.size
    if size == 0:
        raise UsageError("the network is empty: nobody is in it")
    if options.budget is not None and not 0 < options.budget < math.inf:
        raise UsageError("a budget is a number above 0; leave it out to spend as much as it takes")
    if not 0 <= options.threshold < 1:
        raise UsageError("the threshold is a share of the nodes, from 0 to below 1")
    if not 0 < options.level < 1:
        raise UsageError("the level of an interval is a probability between 0 and 1, as 0.9")
    if options.worlds < 1 or options.effort < 0:
        raise UsageError("worlds are 1 or more, and effort is 0 or more")
    if any(not 0 <= node < size for node in (*options.sources, *options.sinks)):
        raise UsageError(f"no such node: nodes are 0 to {size - 1}")
    if set(options.sources) & set(options.sinks):
        raise UsageError("one node is both a source and a sink: nothing can be removed between them")
    if options.objective == "flow" and not (options.sources and options.sinks):
        raise UsageError("flow needs at least one source and one sink: name where it begins and where it ends")
    if options.objective != "flow" and (options.sources or options.sinks):
        raise UsageError("sources and sinks belong to the objective flow; leave them out, or ask for flow")
    cost = np.ones(size) if options.costs == "unit" else np.maximum(ground.graph.degrees(), 1).astype(np.float64)
    for text in options.prices:
        name, _, price = text.rpartition("=")
        try:
            value = float(price)
        except ValueError:
            value = 0.0
        if not name or not 0 < value < math.inf:
            raise UsageError(f"a price is a name and a number above 0, as in Ana Ejemplo=3, not {text!r}")
        cost[_node(ground, name.strip())] = value
    return cost


def _node(ground: Ground, name: str) -> int:
    if ground.ids and name in ground.ids:
        return list(ground.ids).index(name)
    fits = [number for number, known in enumerate(ground.names) if known.casefold() == name.casefold()]
    # Who may not be listed is not named either: to whoever asks, there is nobody of that name to remove.
    fits = [number for number in fits if ground.listed[number]]
    if len(fits) != 1:
        found = "nobody who may be proposed" if not fits else f"{len(fits)} of them; give the id"
        raise UsageError(f"a price names {name!r}: {found}")
    return fits[0]
