"""Who is named in a group, as what, and what has become of them: the common ground of the network assessment's sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from entramado.model.network import Edge, Entity
from entramado.share.category import Category, category
from entramado.share.dossier.model import Line, Status
from entramado.share.dossier.phrasing import common, named, spell
from entramado.share.dossier.writer import Writer, headed
from entramado.share.membership import BELONGING, SERVING, Membership, memberships
from entramado.share.standing import Item, standing
from entramado.share.told import Told

PROTECTED: Final = frozenset({"victim", "witness", "journalist", "child"})
GONE: Final = ("death", "extradition", "sentence", "arrest")
"""Items of standing that take a person out of a group, or may: the weightiest first."""
_HEADS: Final = {
    "leader": "Named as leading it", "founder": "Named as having founded it", "member": "Named as belonging to it",
    "contractor": "Named as serving it", "launderer": "Named as laundering for it",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """One person and one part that claims give him or her in the group."""

    person: Entity
    membership: Membership
    edges: tuple[Edge, ...]
    word: str | None
    """The part as the sources word it: "regional commander"."""
    gone: Item | None
    """Death, extradition, sentence or arrest: said by sources."""
    category: Category

    @property
    def protected(self) -> bool:
        return self.category.word in PROTECTED

    @property
    def part(self) -> str:
        """As worded, else as claimed."""
        return self.word or self.membership.role


@dataclass(frozen=True, slots=True)
class People:
    """Everybody named in one group; by part, then by name."""

    group: Entity
    named: tuple[Named, ...]

    def present(self, *parts: str) -> list[Named]:
        """Those who have one of the parts (all when none is given) and are not said to have left, died or been taken."""
        return [n for n in self.having(*parts) if not n.membership.former and n.gone is None]

    def having(self, *parts: str) -> list[Named]:
        """Those who have or had one of the parts."""
        return [n for n in self.named if not parts or n.membership.role in parts]

    def tells(self, edge: Edge) -> bool:
        """Whether `lines` says what an edge says."""
        return any(edge in each.edges for each in self.named)

    def lines(self, writer: Writer) -> list[Line]:
        """One line a person and part, and what has become of the person below it."""
        lines: list[Line] = []
        told: set[str] = set()
        for role, head in _HEADS.items():
            own: list[Line] = []
            for each in self.having(role):
                own.append(_line(writer, each))
                if each.gone is not None and each.person.id not in told:
                    own.append(gone(writer, each, level=1))
                    told.add(each.person.id)
            lines += headed(own, head)
        return lines


def people(writer: Writer, group: Entity, told: Told | None = None) -> People:
    """Everybody whom claims give a part in ``group`` in so many words. ``told`` is of the same map, where it is made already."""
    told = told or Told(writer.network, writer.exhibits)
    words = BELONGING | SERVING
    found = []
    for person in {e.subject for e in told.about(group) if e.object == group.id and e.predicate in words}:
        entity = writer.network.entities[person]
        if entity.type != "Person":
            continue
        ties, items = _memberships(told, entity, group), standing(told, entity)
        lost = min((i for i in items if i.kind in GONE), key=lambda i: GONE.index(i.kind), default=None)
        kind = category(told, entity, memberships(told, entity), items)
        for tie in ties:
            edges = tuple(e for e in told.by(entity, words) if set(e.claims) <= set(tie.ground.claims) and e.object == group.id)
            claims = [claim for e in edges for claim in writer.claims(e)]
            found.append(Named(entity, tie, edges, common(claims, "role"), lost, kind))
    order = list(_HEADS)
    return People(group, tuple(sorted(found, key=lambda n: (order.index(n.membership.role), n.person.name, n.person.id))))


def status_of(found: Iterable[Named]) -> Status | None:
    """That somebody has a part stays a machine's reading until two persons have found it read right; None: see the claims."""
    return None if all(each.membership.ground.review.level == "assessed" for each in found) else "machine"


def gone(writer: Writer, each: Named, *, head: str = "", level: int = 0) -> Line:
    """What has become of one: "Juan Ficticio: arrested (2026-01-20)"."""
    item = each.gone
    if item is None:
        raise ValueError(f"nothing took {each.person.id} out of the group")
    when = f" on {spell(item.date)}" if item.date and len(item.date) == 10 else f" in {spell(item.date)}" if item.date else ""
    return writer.line(
        f"{named(each.person)}: {item.text}{when}",
        item.ground.claims,
        computed=True,
        disputed=item.ground.disputed,
        names=[each.person.id],
        head=head,
        level=level,
    )


def _memberships(told: Told, person: Entity, group: Entity) -> Sequence[Membership]:
    return [tie for tie in memberships(told, person) if tie.group.id == group.id]


def _line(writer: Writer, each: Named) -> Line:
    tie = each.membership
    word = f" ({each.word})" if each.word and each.word.lower() != tie.role else ""
    kept = f". Shown by the sources as a {each.category.word}" if each.protected else ""
    return writer.line(
        f"{named(each.person)}{word}: {tie.words()}{kept}",
        tie.ground.claims,
        status=status_of([each]),
        belief=max((writer.odds(e) for e in each.edges), default=None),
        disputed=tie.ground.disputed,
        names=[each.person.id, tie.group.id],
    )
