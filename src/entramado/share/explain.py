"""Why the map says so: from a link or an entity to the claims and the sentences they stand on."""

from __future__ import annotations

from dataclasses import dataclass

from entramado.model.network import Assertion, Disagreement, Entity, Merge, Network
from entramado.share.exhibit import Exhibit, Exhibits


@dataclass(frozen=True, slots=True)
class Grounds:
    """One assertion with its exhibits, and the disagreements it is part of."""

    assertion: Assertion
    exhibits: tuple[Exhibit, ...]
    disagreements: tuple[Disagreement, ...]


def between(network: Network, exhibits: Exhibits, one: Entity, other: Entity) -> list[Grounds]:
    """Everything that ties two entities: direct links, and events in which both take part. Strongest first."""
    direct = [a for a in network.assertions if {a.subject, a.object} == {one.id, other.id}]
    shared: dict[str, dict[str, list[Assertion]]] = {}
    for assertion in network.assertions:
        if assertion.object in (one.id, other.id) and network.entities[assertion.subject].type == "Event":
            shared.setdefault(assertion.subject, {}).setdefault(assertion.object, []).append(assertion)
    both = [a for parts in shared.values() if len(parts) == 2 for side in parts.values() for a in side]
    direct.sort(key=lambda a: (-a.belief, a.predicate, a.subject))
    both.sort(key=lambda a: (a.subject, a.predicate, a.object or ""))
    return [grounds(network, exhibits, a) for a in (*direct, *both)]


def grounds(network: Network, exhibits: Exhibits, assertion: Assertion) -> Grounds:
    """An assertion opened to its evidence."""
    ids = set(assertion.claims)
    disputes = tuple(d for d in network.disagreements if ids & set(d.claims))
    return Grounds(assertion, tuple(exhibits.all(assertion.claims)), disputes)


def merges_of(network: Network, entity: Entity) -> list[Merge]:
    """Why the referents of an entity are one: the judgements that joined them."""
    own = set(entity.referents)
    return [merge for merge in network.merges if merge.a in own and merge.b in own]
