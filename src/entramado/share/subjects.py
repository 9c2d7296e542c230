"""The subjects of a case: criminal groups, and persons with a category that may be ranked. No score of guilt or danger.

Ranked lists are in the order of one stated criterion. Whoever is in no category, or a victim, witness, official, journalist or
child, is listed apart, by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from entramado.model.network import Entity, Network
from entramado.share.category import RANKED, Category, category
from entramado.share.evidence import Evidence, Position, evidence, gaps, position
from entramado.share.exhibit import Exhibits
from entramado.share.membership import Membership, criminal, memberships
from entramado.share.standing import Item, dead, standing
from entramado.share.told import Ground, Told


@dataclass(frozen=True, slots=True)
class Members:
    """Persons named as belonging to a group now: how many, and of how many one person or two have reviewed it."""

    named: int
    reviewed: int
    assessed: int


@dataclass(frozen=True, slots=True)
class Subject:
    """One entry. Groups have no category; persons apart have neither ties to groups nor gaps shown: nothing is sought of them."""

    entity: Entity
    category: Category | None
    memberships: tuple[Membership, ...]
    standing: tuple[Item, ...]
    position: Position
    evidence: Evidence
    """Of the claims that the entry stands on."""
    claims: tuple[str, ...]
    """Those claims."""
    gaps: tuple[str, ...]
    members: Members | None
    """Of a group."""
    latest: str | None
    """Date of the latest event with the subject in it, or of the latest document that the entry stands on, ISO 8601."""

    @property
    def dead(self) -> Item | None:
        return dead(self.standing)

    def besides(self) -> list[str]:
        """Memberships and standing in words, without what the category says already."""
        said = self.category.ground.claims if self.category else ()
        ties = [tie.words() for tie in self.memberships if tie.ground.claims != said]
        return ties + [f"{item.words()}, {item.ground.words()}" for item in self.standing if item.ground.claims != said]


@dataclass(frozen=True, slots=True)
class Subjects:
    """``groups`` and ``persons`` in the order of the criterion; the others by name."""

    criterion: str
    groups: tuple[Subject, ...]
    persons: tuple[Subject, ...]
    officials: tuple[Subject, ...]
    journalists: tuple[Subject, ...]
    victims: tuple[Subject, ...]
    witnesses: tuple[Subject, ...]
    children: tuple[Subject, ...]
    others: tuple[Subject, ...]

    def lists(self) -> list[tuple[str, bool, tuple[Subject, ...]]]:
        """Heading, whether ranked, and entries, in the order in which they are shown."""
        every = (
            self.groups, self.persons, self.officials, self.journalists, self.victims, self.witnesses, self.children, self.others,
        )  # fmt: skip
        return [(title, title in RANKED_LISTS, entries) for title, entries in zip(LISTS, every, strict=True)]


LISTS: Final = {
    "Criminal groups": "Cartels, gangs and their cells that claims speak of.",
    "Persons suspected, convicted or associated": (
        "Persons whom a claim gives a legal status (charged, wanted, arrested, convicted, listed) or a part in a criminal group."
    ),
    "Officials": "Persons in a public post. Not ranked.",
    "Journalists": "Persons who work for news outlets. Not ranked, whatever else is claimed.",
    "Victims": "Persons harmed in an event. Not ranked.",
    "Witnesses": "Persons whom a claim calls a witness. Not ranked.",
    "Children": "Persons who are or may be under 18. Not ranked, whatever else is claimed.",
    "Others named": "Persons whom no claim gives a category: contact, kinship or a shared document is none. Not ranked.",
}  # fmt: skip
"""By what each list is made; the same words in the terminal and on the page."""
RANKED_LISTS: Final = frozenset(list(LISTS)[:2])
_APART: Final = {
    "official": "Officials", "journalist": "Journalists", "victim": "Victims", "witness": "Witnesses", "child": "Children",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Criterion:
    """An order of subjects, in words and as a key; what is equal by it is in the order of names."""

    words: str
    key: Callable[[Subject], Any]


def _down(text: str) -> tuple[int, ...]:
    """Sorts ISO dates latest first."""
    return tuple(-ord(char) for char in text)


def _rewards(subject: Subject) -> list[tuple[bool, str, int]]:
    offered = [item.amount for item in subject.standing if item.amount is not None]
    best = min(((currency != "USD", currency, -amount) for currency, amount in offered), default=None)
    return [best] if best else [(True, "~", 0)]


CRITERIA: Final[Mapping[str, Criterion]] = {
    "origins": Criterion(
        "most independent origins first, counted over the claims that the entry stands on", lambda s: -s.evidence.origins
    ),
    "claims": Criterion("most claims first, counted over those that the entry stands on", lambda s: -s.evidence.claims),
    "reviewed": Criterion(
        "largest share of claims reviewed by persons first",
        lambda s: -s.evidence.reviewed / max(s.evidence.claims, 1),
    ),
    "ties": Criterion("most direct neighbours in the network first", lambda s: -s.position.neighbours),
    "reward": Criterion("highest reward first, those in USD before other currencies, which are not converted", _rewards),
    "latest": Criterion("latest event or report first", lambda s: _down(s.latest or " ")),
    "name": Criterion("by name", lambda s: s.entity.name),
}
DEFAULT: Final = "origins"


def subjects(network: Network, exhibits: Exhibits, criterion: str = DEFAULT, told: Told | None = None) -> Subjects:
    """The persons and criminal groups of a map. ``told`` is of the same map, where it is made already.

    Raises KeyError for a criterion that `CRITERIA` does not have.
    """
    told = told or Told(network, exhibits)
    persons: dict[str, list[Subject]] = {title: [] for title in LISTS}
    for entity in network.entities.values():
        if entity.type == "Person":
            found = _person(told, entity)
            word = found.category.word if found.category else None
            title = "Persons suspected, convicted or associated" if word in RANKED else _APART.get(word or "", "Others named")
            persons[title].append(found)
    named = _named(person for some in persons.values() for person in some)
    groups = [_group(told, entity, named[entity.id]) for entity in network.entities.values() if criminal(entity)]
    persons["Criminal groups"] = [group for group in groups if group.claims]
    return Subjects(criterion, *(in_order(title, persons[title], criterion) for title in LISTS))


def in_order(title: str, entries: Iterable[Subject], criterion: str) -> tuple[Subject, ...]:
    """One list in the order of a criterion; a list that is not ranked by name, whatever the criterion."""
    key = CRITERIA[criterion if title in RANKED_LISTS else "name"].key
    return tuple(sorted(entries, key=lambda s: (key(s), s.entity.name, s.entity.id)))


def _group(told: Told, entity: Entity, named: Sequence[Sequence[Ground]]) -> Subject:
    items, ties = standing(told, entity), memberships(told, entity)
    claims = _claims(edge.claims for edge in told.about(entity))
    return Subject(
        entity, None, ties, items, position(told, entity), evidence(told, claims), claims, gaps(told, entity, dead=False),
        _members(named), _latest(told, entity, claims),
    )  # fmt: skip


def _person(told: Told, entity: Entity) -> Subject:
    items, ties = standing(told, entity), memberships(told, entity)
    found = category(told, entity, ties, items)
    grounds = [found.ground.claims, *(tie.ground.claims for tie in ties), *(item.ground.claims for item in items)]
    claims = _claims(grounds)
    ranked = found.word in RANKED
    missing = gaps(told, entity, dead=dead(items) is not None) if ranked else ()
    return Subject(
        entity, found, ties, items, position(told, entity), evidence(told, claims), claims, missing, None,
        _latest(told, entity, claims),
    )  # fmt: skip


def _named(persons: Iterable[Subject]) -> Mapping[str, list[list[Ground]]]:
    """Of each group (entity id), for each person who is named as belonging to it now, on what ground."""
    found: dict[str, list[list[Ground]]] = defaultdict(list)
    for person in persons:
        grounds: dict[str, list[Ground]] = defaultdict(list)
        for tie in person.memberships:
            if tie.belongs and not tie.former:
                grounds[tie.group.id].append(tie.ground)
        for group, some in grounds.items():
            found[group].append(some)
    return found


def _members(named: Sequence[Sequence[Ground]]) -> Members:
    return Members(
        len(named),
        sum(any(ground.reviewed for ground in grounds) for grounds in named),
        sum(any(ground.review.level == "assessed" for ground in grounds) for grounds in named),
    )


def _claims(grounds: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({claim for ground in grounds for claim in ground}))


def _latest(told: Told, entity: Entity, claims: Iterable[str]) -> str | None:
    entities = told.network.entities
    events = [entities[edge.subject] for edge in told.about(entity) if entities[edge.subject].type == "Event"]
    days = [day for event in events if (day := told.day(event))]
    published = (told.exhibit(claim).document.published for claim in claims)
    return max([*days, *(str(day) for day in published if day is not None)], default=None)
