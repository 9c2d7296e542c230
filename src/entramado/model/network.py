"""What a viewer sees once the visible claims are resolved and fused: entities, links, attributes, disagreements.

Computed, never stored as knowledge: every item lists the ids of the claims it stands on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from entramado.model.values import Figure

Nature = Literal["contradiction", "estimate", "revision", "denial"]


@dataclass(frozen=True, slots=True)
class EventTitle:
    """What an event is called after. Its name says this in English; a screen may say it in another language."""

    kind: str | None
    whom: str | None
    """The name of whom or what it concerns: victim, target or item."""
    by: str | None
    """The name of who did it, where nobody is known whom it concerns."""
    place: str | None
    places: int
    """How many places are given; of more than two none is named."""
    date: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """A cluster of referents. ``name`` is chosen among ``names``, and of an event made of its ``title``; ``key`` is a reference
    row, when one fits.
    """

    id: str
    type: str
    kind: str | None
    name: str
    names: tuple[str, ...]
    referents: tuple[str, ...]
    documents: tuple[str, ...]
    key: str | None = None
    collective: bool = False
    lat: float | None = None
    lon: float | None = None
    title: EventTitle | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the map: the claims that say the same of an entity (predicate, object entity or value, polarity), fused.

    A link when ``object`` is set, an attribute when ``value`` is. ``belief`` is the probability that some document says it
    and that it is so, from graded origins and denials (docs/explanation/belief.md).
    """

    subject: str
    predicate: str
    object: str | None
    value: str | None
    figure: Figure | None
    claims: tuple[str, ...]
    origins: int
    belief: float
    modality: str
    negated: bool = False
    disputed: bool = False
    former: bool = False
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims about one subject that differ. ``about`` says in words what they differ on."""

    id: str
    nature: Nature
    subject: str
    predicate: str
    claims: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two referents are one entity in this view."""

    a: str
    b: str
    score: float
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Network:
    """One viewer's map."""

    entities: Mapping[str, Entity]
    edges: tuple[Edge, ...]
    disagreements: tuple[Disagreement, ...]
    merges: tuple[Merge, ...]
    entity_of: Mapping[str, str]
    """Referent id to entity id."""
    origin_of: Mapping[str, str]
    """Claim id to origin id: claims of one origin count once."""
    belief_of: Mapping[str, float] = field(default_factory=dict)
    """Claim id to its own belief."""
