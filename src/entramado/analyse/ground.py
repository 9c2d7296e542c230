"""What an analysis stands on: a graph with the names of its nodes, and of whom it may say anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.graph import Graph, Numbers

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Directed:
    """Arrows between nodes, each with the probability that it is there: shapes (m, 2) and (m,)."""

    pairs: Numbers
    belief: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Part:
    """A step of a value chain that a node holds: "transport" by node 7, with a belief."""

    node: int
    step: str
    belief: float
    why: tuple[str, ...] = ()
    """The lines that say so."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the map says between two nodes that is no tie of the projection, or whose direction matters: ``subject`` is the
    "successor_of", "rival_of", "allied_with", "family_of" … of ``object``.
    """

    subject: int
    predicate: str
    object: int
    belief: float
    why: tuple[str, ...] = ()
    """The lines that say so."""
    candidate: bool = False
    """Of a successor: only named as possible."""
    weight: float = 1.0
    """How strong: for an alliance or a rivalry, the places where it is so."""


@dataclass(frozen=True, slots=True)
class Presence:
    """That a node is said to be at a place, or to have struck there: ``how`` is "controls", "operates_in" …, or the kind of an
    act of violence.
    """

    node: int
    place: str
    how: str
    belief: float
    why: tuple[str, ...] = ()
    date: str | None = None
    """Of an act, ISO 8601, as fine as it is known."""


@dataclass(frozen=True, slots=True)
class Size:
    """A stated number of members of a group, from ``low`` to ``high``. Sources that differ give several."""

    node: int
    low: float
    high: float
    belief: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spell:
    """One tie of a link, and when it held as far as is told. Days are numbered as `datetime.date.toordinal` does."""

    link: int
    belief: float
    origin: int
    """Ties of one link with the same number share a source: they stand or fall together."""
    first: int | None = None
    """The day from which it held: as stated, or else the one on which it is first told of. None when no day is known, and for a
    tie of the past whose beginning nobody tells."""
    ended: int | None = None
    """The first day on which it held no longer: as stated, or else the one on which it is first told of as past. None: no end
    is told."""
    told: tuple[int, ...] = ()
    """The days on which it is told of as holding."""
    stated: bool = False
    """Whether ``first`` or ``ended`` is stated, and not merely the day of a report."""
    lines: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        return self.first is not None or self.ended is not None


@dataclass(frozen=True, slots=True)
class Ground:
    """A viewer's network as a graph, or a graph from a file, whose nodes have no more than names.

    ``listed`` says of each node whether it may stand in a ranking or a plan: nobody protected does (victims, witnesses,
    journalists, children, officials as such), nor who is in no category. They stay in the graph: others are tied through them.
    """

    graph: Graph
    names: Sequence[str]
    listed: Flags
    projection: str = "graph"
    """Which projection of the network it is: one of PROJECTIONS, or "graph" for a file."""
    ids: Sequence[str] = ()
    """Entity ids; empty for a graph from a file."""
    kinds: Sequence[str] = ()
    """ "person" or "group", or another word; empty for a graph from a file."""
    lines: Sequence[tuple[str, ...]] = ()
    """Of each link of the graph the lines of the map that it stands on: the way back to claims and quotes."""
    layers: Sequence[tuple[str, ...]] = ()
    """Of each link its predicates."""
    command: Directed | None = None
    """From superior to subordinate, group to its part included."""
    steps: Sequence[Part] = ()
    groups: Sequence[tuple[int, int]] = ()
    """(person, group) of stated memberships, as nodes."""
    stated: Sequence[Stated] = ()
    """Successions, alliances, rivalries and kinship, between any two nodes."""
    sizes: Sequence[Size] = ()
    """Stated numbers of members of groups."""
    places: Sequence[Presence] = ()
    """Where who may be listed is, and has struck, as stated."""
    notes: Sequence[str] = field(default=())
    """What was left out, and why, in words for the reader."""
    spells: Sequence[Spell] = ()
    """When each tie of each link held; only of the projection "times" and of a file with a column of dates."""
    missing: Sequence[tuple[str, ...]] = ()
    """Of each node the facts that are expected of it and told by no claim, in words; empty for a graph from a file."""

    def first_places(self, asked: int) -> int:
        """How many first places to ask about: where no more may be listed, all are among them, and the first third is."""
        listed = int(self.listed.sum())
        return asked if asked < listed else max(listed // 3, 1)

    @classmethod
    def of_graph(cls, graph: Graph, names: Sequence[str]) -> Ground:
        """A graph from a file: its nodes are names and nothing else, and all may be listed."""
        return cls(graph, names, np.ones(graph.size, np.bool_))
