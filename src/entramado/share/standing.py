"""What the state has said and done about a person or group, as claims tell it: charges, warrants, sentences, rewards, death.

Nothing is concluded: a charge is a charge, and an item says who says so, when, and whether a person has reviewed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from entramado.model.network import Edge, Entity
from entramado.share.told import Ground, Told
from entramado.share.wording import spoken

VALUES: Final = {
    "conviction": "convicted of", "sentence": "sentenced to", "charge": "charged with", "warrant": "wanted by a warrant for",
    "reward": "reward", "designation": "designated", "sanction": "sanctioned under", "death_date": "said to have died",
}  # fmt: skip
"""Predicate to the words before its value."""
EVENTS: Final = {
    "conviction": ("conviction", "convicted"), "sentencing": ("sentence", "sentenced"), "charge": ("charge", "charged"),
    "arrest": ("arrest", "arrested"), "extradition": ("extradition", "extradited"), "sanction": ("sanction", "sanctioned"),
    "designation": ("designation", "designated"),
}  # fmt: skip
"""Kind of event, by its target, to the kind of item and its words."""
KINDS: Final = (
    "conviction", "sentence", "charge", "warrant", "arrest", "extradition", "reward", "designation", "sanction", "death",
)  # fmt: skip
"""In the order in which they are shown."""
CONVICTING: Final = frozenset({"conviction", "sentence"})
ACCUSING: Final = frozenset({"charge", "warrant", "arrest", "extradition", "reward"})
"""Steps of criminal law against a person who is not convicted of it. A reward offered by the state is for a wanted person."""
LISTING: Final = frozenset({"designation", "sanction"})
"""Administrative measures: they need no suspicion of a crime that a court would know."""


@dataclass(frozen=True, slots=True)
class Item:
    """One matter of a subject's standing. ``date`` is when it was so (ISO 8601), None when no claim says."""

    kind: str
    text: str
    date: str | None
    ground: Ground
    by: str | None = None
    """Authority or court, as worded."""
    amount: tuple[str, int] | None = None
    """Currency and amount of a reward."""
    value: str | None = None
    """What a claim gives, as a person would write it: the offence, the sum; None where it follows from an event."""
    former: bool = False

    def words(self) -> str:
        """The item in a line, without what it stands on: "charged with murder (2026-01-20), by the Example Court"."""
        if self.date:
            day = f" ({self.date})"
        else:
            day = f" (undated; reported {self.ground.first})" if self.ground.first else " (undated)"
        return f"{self.text}{day}{f', by {self.by}' if self.by else ''}"


def standing(told: Told, entity: Entity) -> tuple[Item, ...]:
    """All items, by kind, then latest first. An event is told with the value that the same sentence gives of it, not again."""
    events = told.roles(entity, "target", EVENTS)
    found: list[Item] = []
    told_of: set[str] = set()
    for edge in told.by(entity, VALUES):
        same = _same(told, edge, events)
        told_of |= {event.id for event in same}
        found.append(_value(told, edge, next((day for event in same if (day := told.day(event))), None)))
    for event, edge in events:
        if event.id not in told_of:
            kind, words = EVENTS[event.kind or ""]
            found.append(Item(kind, words, told.day(event), told.ground([edge])))
    found += _deaths(told, entity, known=any(item.kind == "death" for item in found))
    order = {kind: place for place, kind in enumerate(KINDS)}
    latest = sorted(sorted(found, key=lambda i: i.text), key=lambda i: i.date or i.ground.first or "", reverse=True)
    return tuple(sorted(latest, key=lambda i: order[i.kind]))


def dead(items: Sequence[Item]) -> Item | None:
    """The item that says that the subject died, if any does."""
    return next((item for item in items if item.kind == "death"), None)


def _value(told: Told, edge: Edge, day: str | None) -> Item:
    claims = [told.exhibit(claim).claim for claim in edge.claims]
    dates = sorted(str(claim.valid_from) for claim in claims if claim.valid_from)
    by = next((str(c.qualifiers[q]) for c in claims for q in ("authority", "court") if q in c.qualifiers), None)
    value = edge.value or ""
    if edge.predicate == "death_date":
        return Item("death", VALUES["death_date"], value, told.ground([edge]), by)
    what = spoken(value, edge.figure)
    text = f"{'formerly ' * edge.former}{VALUES[edge.predicate]} {what}"
    amount = _amount(value) if edge.predicate == "reward" else None
    return Item(edge.predicate, text, day or (dates[0] if dates else None), told.ground([edge]), by, amount, what, edge.former)


def _same(told: Told, edge: Edge, events: Sequence[tuple[Entity, Edge]]) -> list[Entity]:
    """Events that a standing value follows from: the one it names, or one of its kind in the same sentence."""
    claims = [told.exhibit(claim).claim for claim in edge.claims]
    named = {told.network.entity_of.get(str(claim.qualifiers.get("event"))) for claim in claims}
    places = {(claim.doc, claim.spans) for claim in claims if claim.spans}
    found = []
    for event, part in events:
        there = {(c.doc, c.spans) for c in (told.exhibit(claim).claim for claim in part.claims)}
        if event.id in named or (EVENTS[event.kind or ""][0] == edge.predicate and there & places):
            found.append(event)
    return found


def _deaths(told: Told, entity: Entity, *, known: bool) -> Iterator[Item]:
    """Killings with the subject as victim, where no claim gives a day of death."""
    if entity.type == "Person" and not known:
        killed = told.roles(entity, "victim", ("killing",))
        for event, edge in killed[:1]:
            edges = [each for _, each in killed]
            yield Item("death", "said to have been killed", told.day(event), told.ground([edge, *edges]))


def _amount(value: str) -> tuple[str, int] | None:
    currency, _, number = value.partition(" ")
    return (currency, int(number)) if number.isdigit() else None
