"""All that a map says of one entity: who, what, with whom, when, by whom said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from entramado.model.network import Disagreement, Edge, Entity, Merge, Network
from entramado.share.explain import merges_of
from entramado.share.timeline import Happening, happenings


@dataclass(frozen=True, slots=True)
class Profile:
    """One entity's file. Links and attributes best believed first; events by date."""

    entity: Entity
    attributes: tuple[Edge, ...]
    outward: tuple[Edge, ...]
    inward: tuple[Edge, ...]
    events: tuple[Happening, ...]
    disagreements: tuple[Disagreement, ...]
    merges: tuple[Merge, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim that the file stands on."""
        edges: Iterable[Edge] = (
            *self.attributes,
            *self.outward,
            *self.inward,
            *(p for h in self.events for p in h.parts),
        )
        return tuple(sorted({claim for edge in edges for claim in edge.claims}))


def profile(network: Network, entity: Entity) -> Profile:
    """Collect one entity's file from a network."""
    attributes: list[Edge] = []
    outward: list[Edge] = []
    inward: list[Edge] = []
    for edge in network.edges:
        if edge.subject == entity.id:
            (attributes if edge.object is None else outward).append(edge)
        elif edge.object == entity.id and network.entities[edge.subject].type != "Event":
            inward.append(edge)
    events = happenings(network, entity.id) if entity.type != "Event" else []
    about = {entity.id, *(h.event.id for h in events)}
    return Profile(
        entity,
        tuple(sorted(attributes, key=_order)),
        tuple(sorted(outward, key=_order)),
        tuple(sorted(inward, key=_order)),
        tuple(events),
        tuple(d for d in network.disagreements if d.subject in about),
        tuple(merges_of(network, entity)),
    )


def _order(edge: Edge) -> tuple[str, bool, float, str, str]:
    return (edge.predicate, edge.negated, -edge.belief, edge.object or "", edge.value or "")
