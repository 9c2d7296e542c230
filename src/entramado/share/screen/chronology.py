"""What happened when, in lanes by kind of event or by who took part.

Only what some source says took place is history; what is foreseen or denied stands on the timeline too, and says so. Lanes of
persons are there for those that are asked for: nobody is put forward for how often he is named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from entramado.share.screen.answers import EntityRef, Line, Page, beginning
from entramado.share.screen.filter import Filter, Passing, passing
from entramado.share.screen.happened import Happening, When, best, dated, dates, happening, held_from, parts
from entramado.share.screen.stage import Stage, pair_id
from entramado.share.wording import phrase

By = Literal["kind", "entity"]
LANES: Final = 60
"""Lanes of entities, the ones in most events first."""
_EVENT: Final = "event:"
_LINE: Final = "line:"
_OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the timeline: a kind of event (`event:arrest`), a predicate with a date (`line:birth_date`), or an entity."""

    id: str
    label: str
    entity: EntityRef | None
    total: int


@dataclass(frozen=True, slots=True)
class Dated:
    """What stands on the timeline: an event, or a line of the map that has a date of its own (a birth, a membership)."""

    id: str
    lanes: Sequence[str]
    happening: Happening | None
    line: Line | None
    dates: Sequence[When]
    first: str | None
    """Where it is put, first and last day (ISO 8601), by the best believed date; null at an open end."""
    last: str | None
    opens: str
    """What a click selects: `entity:ID` or `pair:A~B`."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A stretch of what has a date, in order. `undated` events are listed at `/api/timeline/undated`."""

    about: Sequence[EntityRef]
    """Whom it was asked about."""
    lanes: Sequence[Lane]
    items: Page[Dated]
    first: str | None
    """First and last day of all that the filter shows, whatever the window."""
    last: str | None
    undated: int
    elsewhere: int
    """Dated events in none of the lanes: of lanes by entity only."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is on the timeline under a filter, before it is put in words."""

    id: str
    numbers: Sequence[int]
    first: str | None
    last: str | None
    event: bool

    @property
    def begins(self) -> str:
        return self.first or self.last or ""


def timeline(
    stage: Stage,
    wanted: Filter,
    *,
    by: By = "kind",
    about: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    cursor: str | None = None,
    limit: int = 500,
) -> Timeline:
    """What passes the filter and has a date, in order.

    Args:
        stage: the map.
        wanted: the filter.
        by: what a lane is.
        about: entities; by kind only events in which one of them takes part are shown, by entity each has its lane.
        since: window: first day (ISO 8601) of what is listed; lanes and totals are of the whole.
        until: its last day.
        cursor: `next` of the page before.
        limit: items in a page.

    Raises:
        NotFound: an entity of ``about`` is not on the map.
        UsageError: the cursor is none.
    """
    start = beginning(cursor)
    entries = _entries(stage, wanted, tuple(stage.entity(each).id for each in about))
    placed = [entry for entry in entries if entry.begins]
    lane_of: Mapping[str, Sequence[str]]
    if by == "kind":
        lane_of = {entry.id: (_kind(stage, entry),) for entry in placed}
        lanes = _kinds(Counter(lane for each in lane_of.values() for lane in each))
    else:
        listed = about or _bodies(stage, placed)
        chosen = {entity: place for place, entity in enumerate(listed)}
        lane_of = {entry.id: tuple(sorted(_ends(stage, entry) & chosen.keys(), key=chosen.__getitem__)) for entry in placed}
        counted = Counter(lane for each in lane_of.values() for lane in each)
        lanes = [Lane(entity, stage.ref(entity).name, stage.ref(entity), counted[entity]) for entity in listed]
    shown = [entry for entry in placed if lane_of[entry.id]]
    window = [entry for entry in shown if _within(entry, since, until)]
    page = [_dated(stage, entry, lane_of[entry.id]) for entry in window[start : start + limit]]
    return Timeline(
        [stage.ref(entity) for entity in about],
        lanes,
        Page(page, len(window), str(start + limit) if start + limit < len(window) else None),
        min((entry.begins for entry in shown), default=None),
        max((entry.last or entry.begins for entry in shown), default=None),
        sum(not entry.begins for entry in entries),
        len(placed) - len(shown),
    )


def undated(
    stage: Stage, wanted: Filter, *, about: Sequence[str] = (), cursor: str | None = None, limit: int = 50
) -> Page[Happening]:
    """Events without a date that can be placed. They took place at some time, mostly before what tells of them was published."""
    start = beginning(cursor)
    entries = [e for e in _entries(stage, wanted, tuple(stage.entity(each).id for each in about)) if not e.begins]
    found = [happening(stage, entry.id, entry.numbers) for entry in entries[start : start + limit]]
    return Page(found, len(entries), str(start + limit) if start + limit < len(entries) else None)


def _entries(stage: Stage, wanted: Filter, about: tuple[str, ...]) -> Sequence[_Entry]:
    """All that passes, in order; events that name one of ``about``, and dated lines of theirs."""
    return stage.recent(("timeline", wanted, about), lambda: _sorted(_found(stage, passing(stage, wanted), frozenset(about))))


def _sorted(entries: Iterator[_Entry]) -> list[_Entry]:
    return sorted(entries, key=lambda entry: (entry.begins, entry.last or "9999", entry.id))


def _found(stage: Stage, shown: Passing, about: Collection[str]) -> Iterator[_Entry]:
    edges = stage.network.edges
    for event, numbers in parts(stage).items():
        kept = [number for number in numbers if number in shown]
        if not kept or (about and not any(edges[number].object in about for number in kept) and event not in about):
            continue
        day = best(dates(stage, kept))
        yield _Entry(event, kept, day.first if day else None, day.last if day else None, event=True)
    for number in _lines(stage):
        edge = edges[number]
        if number not in shown or (about and not {edge.subject, edge.object} & set(about)):
            continue
        if edge.object is None and not about:
            continue  # births and foundings lie decades before: they stand beside what somebody's own timeline shows
        day = _when(stage, number)
        if day is not None and not day.negated and (day.first or day.last):
            yield _Entry(stage.line_id(number), (number,), day.first, day.last, event=False)


def _lines(stage: Stage) -> Sequence[int]:
    """Numbers of the edges that are no part of an event and have a date of their own; found once."""
    events = parts(stage)
    return stage.kept(
        "dated lines",
        lambda: [
            number
            for number, edge in enumerate(stage.network.edges)
            if edge.subject not in events and _when(stage, number) is not None
        ],
    )


def _when(stage: Stage, number: int) -> When | None:
    if dated(stage, number):
        return dates(stage, (number,))[0]
    return held_from(stage, number)


def _kind(stage: Stage, entry: _Entry) -> str:
    if entry.event:
        return _EVENT + (stage.network.entities[entry.id].kind or _OTHER)
    return _LINE + stage.network.edges[entry.numbers[0]].predicate


def _kinds(counted: Mapping[str, int]) -> list[Lane]:
    lanes = []
    for lane, total in sorted(counted.items(), key=lambda each: (each[0].startswith(_LINE), -each[1], each[0])):
        word = lane.partition(":")[2]
        lanes.append(Lane(lane, phrase(word) if lane.startswith(_LINE) else word.replace("_", " "), None, total))
    return lanes


def _ends(stage: Stage, entry: _Entry) -> set[str]:
    """Who or what takes part."""
    edges = [stage.network.edges[number] for number in entry.numbers]
    found = {edge.object for edge in edges if edge.object is not None}
    return found if entry.event else found | {edges[0].subject}


def _bodies(stage: Stage, entries: Sequence[_Entry]) -> list[str]:
    """Organisations, the ones in most events first."""
    counted: dict[str, int] = defaultdict(int)
    entities = stage.network.entities
    for entry in entries:
        for entity in _ends(stage, entry):
            if entities[entity].type == "Organization":
                counted[entity] += 1
    return sorted(counted, key=lambda entity: (-counted[entity], entities[entity].name, entity))[:LANES]


def _within(entry: _Entry, since: str | None, until: str | None) -> bool:
    return (since is None or (entry.last or "9999") >= since) and (until is None or (entry.first or "") <= until)


def _dated(stage: Stage, entry: _Entry, lanes: Sequence[str]) -> Dated:
    if entry.event:
        told = happening(stage, entry.id, entry.numbers)
        return Dated(entry.id, lanes, told, None, told.dates, entry.first, entry.last, f"entity:{entry.id}")
    edge = stage.network.edges[entry.numbers[0]]
    day = _when(stage, entry.numbers[0])
    opens = f"pair:{pair_id(edge.subject, edge.object)}" if edge.object else f"entity:{edge.subject}"
    line = stage.said(entry.numbers[0])
    return Dated(entry.id, lanes, None, line, [day] if day else (), entry.first, entry.last, opens)
