"""How good the evidence on a subject is, where it stands in the network, and what is missing. Counts, and no score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from entramado.model.network import Entity
from entramado.share.told import Told
from entramado.share.wording import phrase

_PERSONS_FACTS: Final = (
    ("birth date", ("birth_date",)), ("nationality", ("national_of",)), ("whereabouts", ("located_in", "based_in")),
    ("identifier", ("identifier",)), ("charge", ("charge", "conviction", "sentence", "warrant")),
)  # fmt: skip
_GROUPS_FACTS: Final = (
    ("leader", ("led by",)), ("founding year", ("founding_year",)), ("number of members", ("size",)),
    ("where it works", ("based_in", "operates_in", "controls")),
    ("what it deals in", ("traffics", "produces", "engages_in")), ("designation", ("designation",)),
)  # fmt: skip
"""What is expected of a subject, and the predicates that would tell it."""
_CHARGING: Final = frozenset({"charge", "conviction", "sentencing"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counted over claims; ``grades`` by Admiralty grade (B2, F6 …), ``origins`` independent ones."""

    claims: int
    origins: int
    grades: Mapping[str, int]
    reviewed: int
    """Claims that a person other than their author found read right."""
    assessed: int
    """Claims that two did."""
    disputed: int

    @property
    def best(self) -> str | None:
        """The best grade of a source that could be judged, with that of the information."""
        return min((grade for grade in self.grades if grade[0] != "F"), default=None)


@dataclass(frozen=True, slots=True)
class Position:
    """Direct ties by predicate, as said of the subject ("leads", "led by"), each neighbour counted once; events apart."""

    ties: Mapping[str, int]
    neighbours: int
    events: int


def evidence(told: Told, claims: Iterable[str]) -> Evidence:
    """Count some claims."""
    opened = [told.exhibit(claim) for claim in sorted(set(claims))]
    return Evidence(
        len(opened),
        len({exhibit.origin or exhibit.claim.id for exhibit in opened}),
        dict(sorted(Counter(exhibit.grade for exhibit in opened).items())),
        sum(exhibit.review.level in ("one", "assessed") for exhibit in opened),
        sum(exhibit.review.level == "assessed" for exhibit in opened),
        sum(exhibit.claim.id in told.disputed for exhibit in opened),
    )


def position(told: Told, entity: Entity) -> Position:
    """Where an entity stands among what this viewer sees."""
    ties: dict[str, set[str]] = {}
    events: set[str] = set()
    for edge in told.about(entity):
        if edge.object is None:
            continue
        other = edge.object if edge.subject == entity.id else edge.subject
        if told.network.entities[other].type == "Event":
            events.add(other)
        else:
            label = phrase(edge.predicate, inverse=edge.object == entity.id, former=edge.former)
            ties.setdefault(label, set()).add(other)
    counts = {label: len(others) for label, others in sorted(ties.items(), key=lambda item: (-len(item[1]), item[0]))}
    return Position(counts, len(set().union(*ties.values())), len(events))


def gaps(told: Told, entity: Entity, *, dead: bool) -> tuple[str, ...]:
    """What is expected of a subject and not told by any claim that this viewer may see."""
    known = {edge.predicate for edge in told.about(entity) if edge.subject == entity.id}
    if entity.type != "Person":
        known |= {"led by" for edge in told.about(entity) if edge.object == entity.id and edge.predicate == "leads"}
        return tuple(name for name, predicates in _GROUPS_FACTS if not known & set(predicates))
    if told.roles(entity, "target", _CHARGING):
        known.add("charge")
    missing = [name for name, predicates in _PERSONS_FACTS if not known & set(predicates)]
    return tuple(name for name in missing if not (dead and name == "whereabouts"))
