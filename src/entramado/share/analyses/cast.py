"""Who of a map may be a node of an analysis, and who may stand in a ranking or a plan.

Listed are criminal groups, persons who are suspected, convicted or associated (`share.category`), and companies that the state
has charged, designated or sanctioned. Nobody else ever is: no victim, witness, journalist, official or child, and nobody of whom
no claim says what his part is. They stay between those who are tied through them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from entramado.model.network import Entity
from entramado.share.category import RANKED, category
from entramado.share.membership import Membership, criminal, memberships
from entramado.share.standing import ACCUSING, CONVICTING, LISTING, Item, dead, standing
from entramado.share.told import Told

PROTECTED: Final = frozenset({"victim", "witness", "journalist", "child"})
"""Whose personal ties are no ties of cooperation."""
_KINDS: Final = {"criminal": "group", "company": "company", None: "organization"}
"""Of an organisation, to the kind of its node. State bodies, media and others are no nodes."""


class Cast:
    """Each entity is judged once."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._word: dict[str, str | None] = {}
        self._standing: dict[str, tuple[Item, ...]] = {}
        self._memberships: dict[str, tuple[Membership, ...]] = {}

    def kind(self, entity: Entity) -> str | None:
        """person, group, company or organization; None for what is no node."""
        if entity.type == "Person":
            return None if entity.collective else "person"
        return _KINDS.get(entity.kind) if entity.type == "Organization" else None

    def listed(self, entity: Entity) -> bool:
        if entity.type == "Person":
            return self.word(entity) in RANKED
        if entity.kind == "company":
            return any(item.kind in CONVICTING | ACCUSING | LISTING for item in self._items(entity))
        return criminal(entity)

    def word(self, person: Entity) -> str | None:
        """The category of a person; None for who is in none."""
        if person.id not in self._word:
            self._word[person.id] = category(self._told, person, self.memberships(person), self._items(person)).word
        return self._word[person.id]

    def protected(self, entity: Entity) -> bool:
        return entity.type == "Person" and self.word(entity) in PROTECTED

    def dead(self, person: Entity) -> Item | None:
        """The claim that a person died."""
        return dead(self._items(person))

    def memberships(self, entity: Entity) -> Sequence[Membership]:
        if entity.id not in self._memberships:
            self._memberships[entity.id] = memberships(self._told, entity)
        return self._memberships[entity.id]

    def _items(self, entity: Entity) -> tuple[Item, ...]:
        if entity.id not in self._standing:
            self._standing[entity.id] = standing(self._told, entity)
        return self._standing[entity.id]
