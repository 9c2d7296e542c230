"""All that a map says of one entity: who, what, with whom, when, by whom said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from entramado.model.network import Disagreement, Edge, Entity, Merge, Network
from entramado.share.timeline import Happening, happening, in_order


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


class Profiles:
    """The files of one network's entities: indexed once, so that each costs what it holds and not what the network does."""

    def __init__(self, network: Network, edges_of: Mapping[str, Sequence[int]] | None = None) -> None:
        """``edges_of`` maps an entity to the numbers of the edges that touch it, where that is known already."""
        self._network = network
        self._edges_of = touching(network) if edges_of is None else edges_of
        self._disagreements: dict[str, list[Disagreement]] = defaultdict(list)
        for found in network.disagreements:
            self._disagreements[found.subject].append(found)
        self._merges: dict[str, list[Merge]] = defaultdict(list)
        for merge in network.merges:
            if network.entity_of.get(merge.a) == network.entity_of.get(merge.b):
                self._merges[network.entity_of.get(merge.a, "")].append(merge)

    def of(self, entity: Entity) -> Profile:
        """One entity's file."""
        entities = self._network.entities
        attributes: list[Edge] = []
        outward: list[Edge] = []
        inward: list[Edge] = []
        for edge in self.edges(entity.id):
            if edge.subject == entity.id:
                (attributes if edge.object is None else outward).append(edge)
            elif entities[edge.subject].type != "Event":
                inward.append(edge)
        events = in_order(self.happening(entities[event]) for event in self.events(entity))
        return Profile(
            entity,
            tuple(sorted(attributes, key=best_first)),
            tuple(sorted(outward, key=best_first)),
            tuple(sorted(inward, key=best_first)),
            tuple(events),
            self.disagreements(entity),
            self.merges(entity),
        )

    def edges(self, entity: str) -> list[Edge]:
        """Those that touch an entity, in the order of the network."""
        return [self._network.edges[number] for number in self._edges_of.get(entity, ())]

    def events(self, entity: Entity) -> list[str]:
        """Events in which an entity takes part, in no order; an event takes part in none."""
        if entity.type == "Event":
            return []
        entities = self._network.entities
        ends = (end for edge in self.edges(entity.id) for end in (edge.subject, edge.object) if end is not None)
        return list(dict.fromkeys(end for end in ends if entities[end].type == "Event"))

    def happening(self, event: Entity) -> Happening:
        """One event with what is said of it. What it does to a later event is told there, and not here."""
        entities = self._network.entities
        said = [e for e in self.edges(event.id) if e.subject == event.id or entities[e.subject].type != "Event"]
        return happening(event, said)

    def disagreements(self, entity: Entity) -> tuple[Disagreement, ...]:
        """About an entity, or an event that it took part in."""
        about = {entity.id, *self.events(entity)}
        return tuple(d for each in sorted(about) for d in self._disagreements.get(each, ()))

    def merges(self, entity: Entity) -> tuple[Merge, ...]:
        """Why the referents of an entity are one."""
        return tuple(self._merges.get(entity.id, ()))


def profile(network: Network, entity: Entity) -> Profile:
    """One entity's file. Who makes several from one network makes `Profiles` of it once."""
    return Profiles(network).of(entity)


def touching(network: Network) -> Mapping[str, Sequence[int]]:
    """Each entity that an edge has at an end, to the numbers of such edges in ``network.edges``, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, edge in enumerate(network.edges):
        found[edge.subject].append(number)
        if edge.object is not None and edge.object != edge.subject:
            found[edge.object].append(number)
    return found


def best_first(edge: Edge) -> tuple[str, bool, float, str, str]:
    """By predicate; of one predicate what is asserted before what is denied, and the best believed first."""
    return (edge.predicate, edge.negated, -edge.belief, edge.object or "", edge.value or "")
