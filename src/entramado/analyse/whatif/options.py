"""What is asked: whom to remove, in which order, which links to cut. Only what is lawful against suspects is simulated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entramado.analyse.graph import Ints
from entramado.analyse.ground import Flags, Ground
from entramado.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class WhatIf:
    """An arrest, a removal from office or trade, or the seizure of a link: one, several at once, or in phases."""

    remove: tuple[int, ...] = ()
    """Who is removed: numbers of nodes."""
    phases: tuple[int, ...] = ()
    """How many of them go in each phase, in order: 1, 2 takes the first alone, then the next two. Empty: all at once."""
    cut: tuple[int, ...] = ()
    """Links that are cut in the first phase (a route closed, an account frozen): numbers of links."""
    weeks: int = 104
    """How far the simulation of what follows looks."""
    worlds: int = 200
    """How many possible worlds to draw at most, each link there as often as it is believed. Large networks get fewer."""
    runs: int = 100
    """How many times to simulate what follows."""
    parameters: tuple[str, ...] = ()
    """Values of the simulation's parameters that replace its own, as "seek=0.2". They are not drawn."""
    top: int = 15
    """How many rows a table of names has at most."""
    level: float = 0.9
    """The probability of the intervals."""
    seed: int = 1
    """Of the random numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The options as arrays."""

    gone: tuple[Flags, ...]
    """Who is gone after each phase, each of shape (nodes,): each phase adds to the one before."""
    cut: Flags
    """Which links are cut, shape (links,)."""
    arrows: Flags
    """Which arrows of command are cut with them, shape (arrows,)."""
    removed: Ints
    """Who is removed, in the order asked."""

    @property
    def all_gone(self) -> Flags:
        return self.gone[-1]


def plan_of(ground: Ground, options: WhatIf) -> Plan:
    """Raises UsageError for what cannot be, and for a person against whom nothing lawful is simulated."""
    graph, size = ground.graph, ground.graph.size
    if size == 0:
        raise UsageError("the network is empty: nobody is in it")
    if size == 1:
        raise UsageError("the network is one node: without it, nothing is left to look at")
    if not options.remove and not options.cut:
        raise UsageError("say whom to remove, or which link to cut")
    _check_numbers(ground, options)
    if len(graph.pairs) and not (graph.belief > 0).any():
        raise UsageError("no link of this network is believed at all (all have belief 0): a removal would change nothing")
    phases = options.phases or (len(options.remove),)
    gone, flags, first = [], np.zeros(size, np.bool_), 0
    for count in phases:
        flags = flags.copy()
        flags[list(options.remove[first : first + count])] = True
        first += count
        gone.append(flags)
    if flags.all():
        raise UsageError("everybody would be removed: nothing is left to look at")
    cut = np.zeros(len(graph.pairs), np.bool_)
    cut[list(options.cut)] = True
    return Plan(tuple(gone), cut, _arrows(ground, cut), np.array(options.remove, np.int64))


def _check_numbers(ground: Ground, options: WhatIf) -> None:
    size, links = ground.graph.size, len(ground.graph.pairs)
    for node in options.remove:
        if not 0 <= node < size:
            raise UsageError(f"number {node} is not in the network: nodes are 0 to {size - 1}")
        if not ground.listed[node]:
            raise UsageError(
                f"{ground.names[node]} cannot be a target. What is simulated is lawful measures against suspects and criminal "
                "groups; a victim, a witness, a journalist, a child, an official as such, or somebody in no category is not one."
            )
    for link in options.cut:
        if not 0 <= link < links:
            raise UsageError(f"link {link} is not in the network, which has {links}")
        if not ground.listed[ground.graph.pairs[link]].any():
            raise UsageError(f"link {link} cannot be cut: neither of its ends is a suspect or a criminal group")
    if len(set(options.remove)) < len(options.remove):
        twice = next(node for node in options.remove if options.remove.count(node) > 1)
        raise UsageError(f"{ground.names[twice]} is removed twice: a person goes in one phase alone")
    if options.phases and (sum(options.phases) != len(options.remove) or min(options.phases) < 1):
        raise UsageError(
            f"the phases take {sum(options.phases)}, but {len(options.remove)} are to be removed; each phase takes one or more"
        )  # fmt: skip
    for wrong, message in (
        (not 1 <= options.weeks <= 520, "weeks are 1 to 520"),
        (not 1 <= options.worlds <= 10_000, "worlds are 1 to 10,000"),
        (not 1 <= options.runs <= 10_000, "runs are 1 to 10,000"),
        (not 0 < options.level < 1, "the level is between 0 and 1"),
        (options.top < 1, "a table has one row or more"),
    ):
        if wrong:
            raise UsageError(message)


def _arrows(ground: Ground, cut: Flags) -> Flags:
    """The arrows of command between two whose link is cut."""
    if ground.command is None or not len(ground.command.pairs):
        return np.zeros(0 if ground.command is None else len(ground.command.pairs), np.bool_)
    size = ground.graph.size
    ends = np.sort(ground.command.pairs.astype(np.int64), axis=1)
    pairs = ground.graph.pairs[cut].astype(np.int64)
    return np.isin(ends[:, 0] * size + ends[:, 1], pairs[:, 0] * size + pairs[:, 1])
