"""What waits for a person to review it: the least certain readings that matter first.

What matters is what stands on a claim: first the category, standing or membership of a person who is ranked, then a tie of a
criminal group, then another link, then a part of an event, then the rest. Within that the lowest P(read right) comes first, and
a claim on which a line stands alone before one that others back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from entramado.fuse.belief import read_right
from entramado.knowledge.folding import fold
from entramado.model.claim import Reading
from entramado.model.network import Edge, Entity, Network
from entramado.share.exhibit import Exhibit, Exhibits
from entramado.share.membership import BELONGING, PARTS, SERVING, criminal
from entramado.share.subjects import subjects
from entramado.share.wording import phrase, spoken

NEEDS: Final = {
    "none": "no person has reviewed it",
    "one": "membership: it needs a second reviewer",
    "differing": "reviewers differ",
}
"""Why a claim waits, by its level of review."""
STAKES: Final = (
    "a person's category, standing or membership", "a tie of a criminal group", "a link", "a part of an event",
    "a line of a file",
)  # fmt: skip
"""What stands on a claim, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for review. ``p`` is P(read right)."""

    exhibit: Exhibit
    says: str
    """The claim in words, with the names of the map."""
    need: str
    stake: int
    """Place in `STAKES`."""
    p: float
    alone: bool
    """Whether nothing else says the same."""


def queue(network: Network, exhibits: Exhibits, about: Entity | None = None, by: str | None = None) -> list[Waiting]:
    """All that waits, or what is about one entity; without what ``by`` has reviewed or written."""
    listed = subjects(network, exhibits)
    weighty = {claim for person in listed.persons for claim in person.claims}
    found = []
    for edge in network.edges:
        if about is not None and about.id not in (edge.subject, edge.object):
            continue
        for claim in edge.claims:
            exhibit = exhibits.of(claim)
            need = _need(network, edge, exhibit)
            if need is not None and not _told_by(exhibit, by):
                stake = 0 if claim in weighty else _stake(network, edge)
                p = read_right(Reading(claim, reader, p) for reader, p in exhibit.readings)
                found.append(Waiting(exhibit, said(network, edge), need, stake, p, len(edge.claims) == 1))
    return sorted(found, key=lambda w: (w.stake, w.p, not w.alone, w.says, w.exhibit.claim.id))


def said(network: Network, edge: Edge) -> str:
    """An edge in words: "X leads Y"."""
    far = network.entities[edge.object].name if edge.object else spoken(edge.value or "", edge.figure)
    words = phrase(edge.predicate, negated=edge.negated, former=edge.former)
    return f"{network.entities[edge.subject].name} {words}" + ("" if edge.predicate == "occurred" else f" {far}")


def misread_about(network: Network, exhibits: Exhibits, entities: Iterable[Entity]) -> list[Exhibit]:
    """What persons found misread and would speak of all of these entities."""
    wanted = {entity.id for entity in entities}
    return [
        exhibit
        for exhibit in exhibits.misread()
        if wanted <= {network.entity_of.get(end) for end in (exhibit.claim.subject, exhibit.claim.object) if end}
    ]


def claimed(network: Network, exhibit: Exhibit) -> str:
    """A claim in words where the map draws no edge of it."""
    claim = exhibit.claim
    far = network.entities[network.entity_of[claim.object]].name if claim.object else spoken(claim.value or "", claim.figure)
    return f"{network.entities[network.entity_of[claim.subject]].name} {phrase(claim.predicate, negated=claim.negated)} {far}"


def _need(network: Network, edge: Edge, exhibit: Exhibit) -> str | None:
    level = exhibit.review.level
    if level == "one" and not _membership(network, edge):
        return None
    return NEEDS.get(level)


def _membership(network: Network, edge: Edge) -> bool:
    words = {*BELONGING, *SERVING} if network.entities[edge.subject].type == "Person" else PARTS
    return edge.object is not None and edge.predicate in words and criminal(network.entities[edge.object])


def _stake(network: Network, edge: Edge) -> int:
    ends = [network.entities[end] for end in (edge.subject, edge.object) if end is not None]
    if network.entities[edge.subject].type == "Event":
        return 3
    if len(ends) == 1:
        return 4
    return 1 if any(criminal(end) for end in ends) else 2


def _told_by(exhibit: Exhibit, by: str | None) -> bool:
    """Whether a person has reviewed or written a claim already."""
    if by is None:
        return False
    review = exhibit.review
    names = (*review.right, *review.wrong, *((review.author,) if review.author else ()))
    return any(fold(name) == fold(by) for name in names)
