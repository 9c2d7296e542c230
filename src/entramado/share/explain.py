"""Why the map says so: from a link or an entity to the claims and the sentences they stand on."""

from __future__ import annotations

from dataclasses import dataclass

from entramado.model.network import Disagreement, Edge, Entity, Merge, Network
from entramado.share.exhibit import Exhibit, Exhibits


@dataclass(frozen=True, slots=True)
class Grounds:
    """One edge with its exhibits, and the disagreements it is part of."""

    edge: Edge
    exhibits: tuple[Exhibit, ...]
    disagreements: tuple[Disagreement, ...]


def between(network: Network, exhibits: Exhibits, one: Entity, other: Entity) -> list[Grounds]:
    """Everything that ties two entities: direct links, and events in which both take part. Strongest first."""
    direct = [a for a in network.edges if {a.subject, a.object} == {one.id, other.id}]
    shared: dict[str, dict[str, list[Edge]]] = {}
    for edge in network.edges:
        if edge.object in (one.id, other.id) and network.entities[edge.subject].type == "Event":
            shared.setdefault(edge.subject, {}).setdefault(edge.object, []).append(edge)
    both = [a for parts in shared.values() if len(parts) == 2 for side in parts.values() for a in side]
    direct.sort(key=lambda a: (-a.belief, a.predicate, a.subject))
    both.sort(key=lambda a: (a.subject, a.predicate, a.object or ""))
    return [grounds(network, exhibits, a) for a in (*direct, *both)]


def grounds(network: Network, exhibits: Exhibits, edge: Edge) -> Grounds:
    """An edge opened to its evidence."""
    ids = set(edge.claims)
    disputes = tuple(d for d in network.disagreements if ids & set(d.claims))
    return Grounds(edge, tuple(exhibits.all(edge.claims)), disputes)


def merges_of(network: Network, entity: Entity) -> list[Merge]:
    """Why the referents of an entity are one: the judgements that joined them."""
    own = set(entity.referents)
    return [merge for merge in network.merges if merge.a in own and merge.b in own]
