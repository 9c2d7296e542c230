"""One mention of an event, as a sentence tells it: who, to whom, where, when, how many, with what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from entramado.extract.rules import Rule
from entramado.extract.scene import Ref
from entramado.model.values import Figure, PartialDate

PARTIES: Final = ("Person", "Organization", "Place:country", "Place:admin1")
"""What may act or be acted on: countries and states do, in the news."""
DOERS: Final = ("Person", "Organization")
"""Who commits a crime: not a state as such."""
KEYS: Final = ("victim", "target", "recipient")
"""Roles that tell one event of a kind from another."""
CASUALTIES: Final = ("killing", "attack", "arrest")
SCENES: Final = frozenset(["operation", "attack", "clash"])
"""Kinds in which people are killed, hurt and arrested: figures told beside them are theirs."""
CRIMES: Final = frozenset(["killing", "attack", "kidnapping", "arson", "shipment", "escape", "clash", "blockade"])


@dataclass(eq=False, slots=True)
class Count:
    """A figure told of an event: the predicate it goes under, and of whom."""

    predicate: str
    figure: Figure
    of: str | None
    token: Token


@dataclass(eq=False, slots=True)
class Item:
    """A thing seized, shipped or paid: its words, referent when it is one, quantity and unit."""

    text: str
    ref: Ref | None
    quantity: Figure | None
    unit: str | None
    token: Token


@dataclass(eq=False, slots=True)
class Happening:
    """One mention of an event. ``parent``: the mention in the same sentence that this one is part of or happened in."""

    rule: Rule
    kind: str
    trigger: Token
    definite: bool = False
    roles: dict[str, list[tuple[Ref, Token]]] = field(default_factory=dict)
    dates: list[tuple[PartialDate, bool]] = field(default_factory=list)
    places: list[tuple[Ref, Token]] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    parent: Happening | None = None
    equal: Happening | None = None
    """The mention that this one is said to be: "the raid was a military operation"."""
    cause: Happening | None = None
    """The mention of what set this one off: "the raid triggered a wave of violence"."""
    someone: bool = False
    """One person is spoken of and not named: "the man was sentenced"."""
    sentence: int = 0
    setting: PartialDate | None = None
    """The day that the story told last before this mention."""
    setting_at: int = 0
    """Number of the sentence that told it."""
    apart: tuple[Happening, int, str] | None = None
    """The mention it is told so many days, weeks … after (before, when negative): "a week after the ambush"."""

    @property
    def only_counts(self) -> bool:
        """Says how many were killed, hurt or arrested, of which body at most, and names no one."""
        counted = bool(self.counts) and self.kind in CASUALTIES and not self.rule.fields.get("violent")
        return counted and not any(ref.type == "Person" for ref in self.refs(*self.roles))

    def refs(self, *roles: str) -> list[Ref]:
        return [ref for role in roles for ref, _ in self.roles.get(role, ())]

    def give(self, role: str, ref: Ref, token: Token) -> None:
        held = self.roles.setdefault(role, [])
        if all(ref is not other for other, _ in held):
            held.append((ref, token))


@dataclass(eq=False, slots=True)
class Event:
    """Mentions that speak of one event. ``inferred``: date and places taken over from the story around it."""

    kind: str
    mentions: list[Happening] = field(default_factory=list)
    predicted: bool = False
    denied: list[Happening] = field(default_factory=list)
    """Mentions by which someone disputes it."""
    extra: list[tuple[Happening, Count]] = field(default_factory=list)
    """Figures that other mentions tell of this event."""
    targets: list[tuple[Ref, Happening]] = field(default_factory=list)
    """Who an operation was aimed at, told by what happened in it; who "the defendant" is."""
    agents: list[tuple[Ref, Happening]] = field(default_factory=list)
    """Who is charged with the one killing that a text tells."""
    inferred_date: tuple[PartialDate, Happening] | None = None
    inferred_places: list[tuple[Ref, Happening]] = field(default_factory=list)

    def refs(self, *roles: str) -> list[Ref]:
        return list(dict.fromkeys(ref for h in self.mentions for role in roles for ref in h.refs(role)))

    @property
    def dates(self) -> list[PartialDate]:
        return list(dict.fromkeys(date for h in self.mentions for date, _ in h.dates))

    @property
    def places(self) -> list[Ref]:
        return list(dict.fromkeys(ref for h in self.mentions for ref, _ in h.places))

    @property
    def date(self) -> PartialDate | None:
        """The finest date told."""
        told = sorted(self.dates, key=lambda d: (d.day is None, d.month is None))
        return told[0] if told else self.inferred_date[0] if self.inferred_date else None
