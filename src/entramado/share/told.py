"""What a map says of each entity, as far as it is held to be so: the ground that subjects are judged on.

What is denied, foreseen or only supposed makes nobody a subject, and is left out here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from entramado.model.claim import MODALITIES
from entramado.model.network import Edge, Entity, Network
from entramado.share.exhibit import Exhibit, Exhibits
from entramado.share.review_status import Review, together
from entramado.share.timeline import Happening, happenings

UNHELD: Final = frozenset({"predicted", "hypothetical"})
_FIRMNESS: Final[list[str]] = list(MODALITIES)


@dataclass(frozen=True, slots=True)
class Ground:
    """The claims that something stands on, and what is to be known of them. Dates are ISO 8601, of publication."""

    claims: tuple[str, ...] = ()
    origins: int = 0
    first: str | None = None
    last: str | None = None
    modality: str = "stated"
    disputed: bool = False
    review: Review = field(default_factory=Review)

    @property
    def reviewed(self) -> bool:
        """Whether a person other than its author found a claim of it right, and none found that one wrong."""
        return self.review.level in ("one", "assessed")

    def weight(self) -> str:
        """By how many and how firmly: "2 independent origins, alleged, disputed"."""
        many = f"{self.origins} independent origin{'s' * (self.origins != 1)}"
        firm = [] if self.modality in ("stated", "reported") else [self.modality]
        return ", ".join([many, *firm, *["disputed"] * self.disputed])

    def words(self) -> str:
        """The same with who has reviewed it: "1 independent origin, not reviewed"."""
        return f"{self.weight()}, {self.review.words()}"


class Told:
    """Edges that hold, by the entities that they touch; made once for a map."""

    def __init__(self, network: Network, exhibits: Exhibits) -> None:
        self.network = network
        self.exhibits = exhibits
        self._edges: dict[str, list[Edge]] = defaultdict(list)
        for edge in network.edges:
            if edge.negated or edge.modality in UNHELD:
                continue
            self._edges[edge.subject].append(edge)
            if edge.object is not None and edge.object != edge.subject:
                self._edges[edge.object].append(edge)
        self._opened: dict[str, Exhibit] = {}

    def about(self, entity: Entity) -> Sequence[Edge]:
        """Edges that touch an entity, on either end."""
        return self._edges.get(entity.id, ())

    def by(self, entity: Entity, predicates: Iterable[str]) -> list[Edge]:
        """Edges from an entity by one of some predicates."""
        wanted = frozenset(predicates)
        return [edge for edge in self.about(entity) if edge.subject == entity.id and edge.predicate in wanted]

    def roles(self, entity: Entity, role: str, kinds: Iterable[str] | None = None) -> list[tuple[Entity, Edge]]:
        """Events (of some kinds, or any), which happened, in which an entity has a role; with the edge that says so."""
        wanted = None if kinds is None else frozenset(kinds)
        found = []
        for edge in self.about(entity):
            if edge.object == entity.id and edge.predicate == role:
                event = self.network.entities[edge.subject]
                if event.id not in self._denied and (wanted is None or event.kind in wanted):
                    found.append((event, edge))
        return found

    def day(self, event: Entity) -> str | None:
        """The finest best-believed date of an event."""
        return self._days.get(event.id)

    def exhibit(self, claim: str) -> Exhibit:
        if claim not in self._opened:
            self._opened[claim] = self.exhibits.of(claim)
        return self._opened[claim]

    def ground(self, edges: Iterable[Edge]) -> Ground:
        """What some edges stand on, together."""
        edges = list(edges)
        claims = sorted({claim for edge in edges for claim in edge.claims})
        if not claims:
            return Ground()
        opened = [self.exhibit(claim) for claim in claims]
        days = sorted(str(e.document.published) for e in opened if e.document.published)
        return Ground(
            tuple(claims),
            len({self.network.origin_of.get(claim, claim) for claim in claims}),
            days[0] if days else None,
            days[-1] if days else None,
            min((str(edge.modality) for edge in edges), key=_FIRMNESS.index),
            any(edge.disputed for edge in edges),
            together(e.review for e in opened),
        )

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Claims that others deny or contradict."""
        differing = (d for d in self.network.disagreements if d.nature in ("denial", "contradiction"))
        return frozenset(claim for found in differing for claim in found.claims)

    @cached_property
    def _happenings(self) -> Sequence[Happening]:
        return happenings(self.network)

    @cached_property
    def _days(self) -> Mapping[str, str]:
        return {h.event.id: h.date for h in self._happenings if h.date}

    @cached_property
    def _denied(self) -> frozenset[str]:
        """Events that are said not to have happened, or not yet, and by nobody to have."""
        return frozenset(h.event.id for h in self._happenings if not h.held)
