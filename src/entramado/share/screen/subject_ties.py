"""With whom, when and where: a subject's links by kind, the events that it took part in, the places that it is tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from entramado.model.network import Entity
from entramado.model.vocabulary import vocabulary
from entramado.share.screen.answers import EntityRef, Page, Reviewed, beginning
from entramado.share.screen.saying import FileLine, best_first, grades, origins, profiles, said, told
from entramado.share.screen.stage import Stage
from entramado.share.screen.subject_facts import FACTUAL_LINKS
from entramado.share.timeline import Happening
from entramado.share.wording import phrase

FIRST: Final = 5
"""LinkGroup of one kind in the first answer; of more, the number."""
TOGETHER: Final = 4
"""Others named in one event that a row has room for."""
_WHERE: Final = "place"


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The links of one predicate and direction, what is asserted before what is denied, the best believed first."""

    predicate: str
    inverse: bool
    phrase: str
    """As it reads from the subject: "leads", "led by"."""
    items: Sequence[FileLine]
    total: int


@dataclass(frozen=True, slots=True)
class EventRole:
    """A part in an event. Its evidence: `/api/claims?line=ID`."""

    line: str
    predicate: str
    phrase: str
    """As it reads from the subject: "victim of"."""
    negated: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event that the subject took part in."""

    event: EntityRef
    date: str | None
    """The finest best-believed one, as finely as it is known: 2026, 2026-02 or 2026-02-22."""
    roles: Sequence[EventRole]
    place: EntityRef | None
    others: Sequence[EntityRef]
    """Who else is named in it; at most four."""
    more: int
    held: bool
    """False for what is only foreseen or supposed, or said not to have happened."""
    disputed: bool
    claims: int
    origins: int
    grades: Sequence[str]
    review: Reviewed


@dataclass(frozen=True, slots=True)
class PlaceTie:
    """A place that the subject is tied to, by links or by events that happened there."""

    place: EntityRef
    latitude: float | None
    longitude: float | None
    ties: Sequence[FileLine]
    """LinkGroup between the two."""
    events: int
    """Events that the subject took part in and that are said to have happened there."""
    claims: int


@dataclass(slots=True)
class _At:
    links: list[int] = field(default_factory=list)
    events: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)


def links(stage: Stage, entity: Entity) -> list[LinkGroup]:
    """All kinds of link, in the order of the vocabulary, with the first of each."""
    kinds = _kinds(stage, entity)
    order = _order()
    shown = []
    for predicate, inverse in sorted(kinds, key=lambda kind: (order.get(kind[0], len(order)), *kind)):
        numbers = best_first(stage, kinds[predicate, inverse])
        first = [said(stage, number, entity.id) for number in numbers[:FIRST]]
        shown.append(LinkGroup(predicate, inverse, phrase(predicate, inverse=inverse), first, len(numbers)))
    return shown


@cache
def _order() -> Mapping[str, int]:
    """The place of each predicate in the vocabulary."""
    return {name: place for place, name in enumerate(vocabulary().predicates)}


def link_count(stage: Stage, entity: Entity) -> int:
    """How many links the file has."""
    return sum(len(numbers) for numbers in _kinds(stage, entity).values())


def links_of(stage: Stage, entity: Entity, predicate: str, *, inverse: bool, cursor: str | None, limit: int) -> Page[FileLine]:
    """The links of one kind. Raises UsageError for a cursor that no answer gave."""
    numbers = best_first(stage, _kinds(stage, entity).get((predicate, inverse), ()))
    start = beginning(cursor)
    end = start + limit
    shown = [said(stage, number, entity.id) for number in numbers[start:end]]
    return Page(shown, len(numbers), str(end) if end < len(numbers) else None)


def _kinds(stage: Stage, entity: Entity) -> dict[tuple[str, bool], list[int]]:
    """LinkGroup by predicate and direction. Roles in events stand with the events, but for the file of an event."""
    entities = stage.network.entities
    symmetric = vocabulary().symmetric
    kinds: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number in stage.edges_of.get(entity.id, ()):
        edge = stage.network.edges[number]
        if edge.object is None:
            continue
        inverse = edge.object == entity.id and edge.subject != entity.id
        if inverse and entities[edge.subject].type == "Event" and entity.type != "Event":
            continue
        if not inverse and edge.predicate in FACTUAL_LINKS:
            continue
        kinds[edge.predicate, inverse and edge.predicate not in symmetric].append(number)
    return kinds


# --- events


def occasions(stage: Stage, entity: Entity, cursor: str | None, limit: int) -> Page[Occasion]:
    """The events that the subject took part in, the latest first, undated ones last. Raises UsageError."""
    entities = stage.network.entities
    of = profiles(stage)
    days = told(stage)
    events = [(days.day(entities[event]) or "", entities[event].name, event) for event in of.events(entity)]
    events.sort(key=lambda at: (at[1], at[2]))
    events.sort(key=lambda at: at[0], reverse=True)
    start = beginning(cursor)
    end = start + limit
    shown = [_occasion(stage, of.happening(entities[event]), entity.id) for _, _, event in events[start:end]]
    return Page(shown, len(events), str(end) if end < len(events) else None)


def _occasion(stage: Stage, found: Happening, entity: str) -> Occasion:
    roles: list[EventRole] = []
    others: dict[str, None] = {}
    place: str | None = None
    event = found.event.id
    for number in stage.edges_of.get(event, ()):
        edge = stage.network.edges[number]
        if edge.object is None:
            continue
        far = edge.object if edge.subject == event else edge.subject
        if far == entity:
            inverse = edge.object == entity
            words = phrase(edge.predicate, inverse=inverse, negated=edge.negated)
            roles.append(EventRole(stage.line_id(number), edge.predicate, words, edge.negated, edge.disputed))
        elif edge.subject == event and edge.predicate == _WHERE and not edge.negated:
            place = place or far
        elif edge.subject == event and not edge.negated and stage.network.entities[far].type != "Event":
            others.setdefault(far)
    claims = {claim for part in found.parts for claim in part.claims}
    return Occasion(
        stage.ref(event),
        found.date,
        roles,
        stage.ref(place) if place is not None else None,
        [stage.ref(other) for other in list(others)[:TOGETHER]],
        max(len(others) - TOGETHER, 0),
        found.held,
        any(part.disputed for part in found.parts),
        len(claims),
        origins(stage, claims),
        grades(stage, claims),
        _reviewed(stage, claims),
    )


def _reviewed(stage: Stage, claims: set[str]) -> Reviewed:
    read = sum(stage.read_by_person(claim) for claim in claims)
    return "none" if not read else "all" if read == len(claims) else "some"


# --- places


def places(stage: Stage, entity: Entity, cursor: str | None, limit: int) -> Page[PlaceTie]:
    """Places by how many claims tie the subject to them. Raises UsageError."""
    found: dict[str, _At] = defaultdict(_At)
    entities, edges = stage.network.entities, stage.network.edges
    for number in stage.edges_of.get(entity.id, ()):
        edge = edges[number]
        far = edge.object if edge.subject == entity.id else edge.subject
        if far is not None and entities[far].type == "Place" and entity.type != "Event":
            found[far].links.append(number)
            found[far].claims |= set(edge.claims)
    for event in profiles(stage).events(entity) if entity.type != "Event" else [entity.id]:
        for number in stage.edges_of.get(event, ()):
            edge = edges[number]
            if edge.subject == event and edge.predicate == _WHERE and edge.object not in (None, entity.id) and not edge.negated:
                found[edge.object or ""].events.add(event)
                found[edge.object or ""].claims |= set(edge.claims)
    ordered = sorted(found, key=lambda place: (-len(found[place].claims), entities[place].name, place))
    start = beginning(cursor)
    end = start + limit
    shown = [_place(stage, entity, place, found[place]) for place in ordered[start:end]]
    return Page(shown, len(ordered), str(end) if end < len(ordered) else None)


def _place(stage: Stage, entity: Entity, place: str, at: _At) -> PlaceTie:
    where = stage.network.entities[place]
    ties = [said(stage, number, entity.id) for number in best_first(stage, at.links)[:FIRST]]
    return PlaceTie(stage.ref(place), where.lat, where.lon, ties, len(at.events), len(at.claims))
