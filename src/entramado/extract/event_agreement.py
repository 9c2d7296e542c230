"""Whether two tellings agree: on the day, on the place, on whom it befell. Below 0: they cannot be of one event."""

from __future__ import annotations

from typing import Final

from entramado.extract.happening import KEYS, Event, Happening
from entramado.extract.scene import Ref
from entramado.knowledge import Knowledge
from entramado.model.values import PartialDate

COURT: Final = frozenset(["charge", "conviction", "sentencing"])


def agree_dates(told: list[PartialDate], days: list[PartialDate]) -> float:
    if not told or not days:
        return 0.0
    best = -1.0
    for one in told:
        for other in days:
            if one == other:
                best = max(best, 2.0 if one.day else 1.0)
            elif one.contains(other) or other.contains(one):
                best = max(best, 1.0)
    return best


def agree_places(told: list[Ref], here: list[Ref], knowledge: Knowledge) -> float:
    if not told or not here:
        return 0.0
    for one in told:
        for other in here:
            if one is other:
                return 1.0
            first, second = knowledge.places.get(one.key), knowledge.places.get(other.key)
            if first is None or second is None:
                return 0.0
            if knowledge.places.within(first, second) or knowledge.places.within(second, first):
                return 1.0
    return -1.0


def agree_parties(event: Event, happening: Happening, distance: int) -> float:
    """Shared victims, targets or, for meetings, participants."""
    if event.kind == "meeting":
        shared = set(map(id, event.refs("agent"))) & set(map(id, happening.refs("agent")))
        return 1.0 * len(shared) if shared or not happening.refs("agent") else 0.0
    if event.kind in ("seizure", "shipment", "payment", "information_transfer"):
        items = {i.text.lower() for h in event.mentions for i in h.items} & {i.text.lower() for i in happening.items}
        shared = set(map(id, event.refs("recipient", "agent"))) & set(map(id, happening.refs("recipient", "agent")))
        return len(items) + len(shared)
    mine, theirs = happening.refs(*KEYS), event.refs(*KEYS)
    shared_keys = {id(r) for r in mine} & {id(r) for r in theirs}
    if shared_keys:
        return 3.0
    if mine and theirs:
        together = agree_dates(event.dates, [d for d, _ in happening.dates])
        persons = all(ref.type == "Person" for ref in (*mine, *theirs))
        near = event.kind in ("killing", "kidnapping", "attack") and distance <= 1 and not happening.places and persons
        reach = 5 if event.kind == "charge" else 0  # each is convicted and sentenced for himself
        if (event.kind in COURT and (together >= 1 or (distance <= reach and together >= 0))) or near:
            return 2.0
        return -1.0
    return 0.0
