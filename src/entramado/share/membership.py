"""Who is named as belonging to a criminal group, by how many, and whether persons have assessed it.

Only a claim that says so in so many words names a member: that he leads it, founded it, belongs to it, or serves it. Contact is
none: meetings, calls, payments (who is extorted pays), kinship, friendship, orders from a person, a shared document or event.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from entramado.model.network import Edge, Entity
from entramado.share.review_status import listed
from entramado.share.told import Ground, Told

BELONGING: Final = {"leads": "leader", "founded": "founder", "member_of": "member", "holds_post": "member"}
SERVING: Final = {"works_for": "contractor", "launders_for": "launderer"}
PARTS: Final = {"part_of": "part", "member_of": "member", "works_for": "contractor"}
"""Of groups."""
_ORDER: Final = ("leader", "founder", "member", "part", "contractor", "launderer")


@dataclass(frozen=True, slots=True)
class Membership:
    """One part that a person or group is named as having in a criminal group."""

    group: Entity
    role: str
    """leader, founder, member, part, contractor or launderer."""
    former: bool
    ground: Ground

    @property
    def belongs(self) -> bool:
        """Whether it says that he belongs to the group, and not that he serves it."""
        return self.role not in SERVING.values()

    def part(self) -> str:
        """The part in words: "leader of X"."""
        return f"{'former ' * self.former}{self.role} of {self.group.name}"

    def words(self) -> str:
        """Named or assessed, by how many: "named as leader of X by 3 independent origins, not assessed (…)"."""
        what, review = self.part(), self.ground.review
        many = f"{self.ground.origins} independent origin{'s' * (self.ground.origins != 1)}"
        firm = "" if self.ground.modality in ("stated", "reported") else f" ({self.ground.modality})"
        disputed = ", disputed" * self.ground.disputed
        match review.level:
            case "assessed":
                return f"assessed as {what} by {listed(review.right)}; said by {many}{firm}{disputed}"
            case "one":
                return f"named as {what} by {many}{firm}{disputed}, not assessed (reviewed by one person: {review.right[0]})"
            case "differing":
                return f"named as {what} by {many}{firm}{disputed}, not assessed ({review.words()})"
        who = f"no person but its author, {review.author}, has reviewed it" if review.author else "no person has reviewed it"
        return f"named as {what} by {many}{firm}{disputed}, not assessed ({who})"


def memberships(told: Told, entity: Entity) -> tuple[Membership, ...]:
    """The parts that claims name an entity as having in criminal groups; the weightiest first."""
    words = BELONGING | SERVING if entity.type == "Person" else PARTS
    found: dict[tuple[str, str, bool], list[Edge]] = defaultdict(list)
    for edge in told.by(entity, words):
        if edge.object is not None and criminal(told.network.entities[edge.object]):
            found[edge.object, words[edge.predicate], edge.former].append(edge)
    made = [Membership(told.network.entities[g], role, former, told.ground(edges)) for (g, role, former), edges in found.items()]
    return tuple(sorted(made, key=lambda m: (m.former, _ORDER.index(m.role), -m.ground.origins, m.group.name, m.group.id)))


def criminal(entity: Entity) -> bool:
    """Whether it is a criminal group."""
    return entity.type == "Organization" and entity.kind == "criminal"
