"""Where things happened, and who is based, operates or dominates where: by place, and counted for areas.

A place is drawn as finely as it is known: a town is a spot, a state is an area, and "somewhere in Jalisco" is never a point in
the middle of it. An event in a town counts once for its municipality, its state and its country; one that is only known to have
been in a state counts for that state and its country.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from entramado.knowledge.places import Gazetteer
from entramado.share.screen.answers import EntityRef, Line, Page, beginning
from entramado.share.screen.filter import Filter, passing
from entramado.share.screen.happened import Happening, Standing, best, dates, happening, parts, standing
from entramado.share.screen.saying import best_first
from entramado.share.screen.stage import Stage, pair_id
from entramado.share.screen.whereabouts import LEVELS, Level, Precision, lies
from entramado.share.told import UNHELD
from entramado.share.wording import plain

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west is greater than east across the 180th meridian."""
ROLES: Final = frozenset({"place", "from", "to"})
"""Parts of an event that say where."""
GROUND: Final = frozenset({"based_in", "operates_in", "controls", "sources_from", "ships_to"})
"""Links of an organisation or person to the ground it is on."""
HOLDERS: Final = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the map at which something is. It is drawn as finely as `precision` says: "wider" is a region or a border, which
    has a middle but no outline; "unknown" cannot be drawn.
    """

    place: EntityRef
    precision: Precision
    lat: float | None
    lon: float | None
    area: str | None
    """Code of the smallest area that holds it: MX-14086, MX-14, MX, US-CA."""
    within: Sequence[str]
    """Codes of the areas that hold it, itself included, the smallest first."""
    through: Sequence[str]
    """Lines that say that it lies there, where the place itself is in no list."""
    events: int
    """Events that somebody says took place here."""
    unheld: int
    """Events that are only foreseen, or denied."""
    grounds: int
    """Links of those who are based, operate, dominate, buy or sell here."""
    disputed: int
    """Lines, of all these, that sources dispute."""


@dataclass(frozen=True, slots=True)
class Area:
    """What is counted for an area: each event once, however many of its places lie in it."""

    code: str
    name: str
    level: Level
    events: int
    somewhere: int
    """Those of the events that are known no finer than this area."""
    unheld: int
    grounds: int
    holders: int
    """Organisations and persons that have a ground in it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A link of somebody to a place, with the area or spot it is drawn at."""

    line: Line
    pair: str
    precision: Precision
    area: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Holder:
    """An organisation with grounds, to be drawn in a pattern of its own."""

    entity: EntityRef
    grounds: int


@dataclass(frozen=True, slots=True)
class Geography:
    """What a map shows: areas with their counts, and a page of spots in the box that is looked at, those with most at first."""

    areas: Sequence[Area]
    spots: Page[Spot]
    bounds: Box | None
    """Of what is drawn, whatever the box looked at."""
    holders: Sequence[Holder]
    """Organisations by the number of their grounds; at most sixty."""
    events: int
    """Events with a place that can be drawn."""
    unlocated: int
    """Events with no place, or none that can be drawn; `/api/map/items?unlocated=true`."""


@dataclass(frozen=True, slots=True)
class Here:
    """Something at a place: an event with the lines that put it there, or a ground."""

    happening: Happening | None
    lines: Sequence[Line]
    opens: str
    """What a click selects: `entity:ID` or `pair:A~B`."""


@dataclass(slots=True)
class _At:
    """What passes a filter at one place."""

    events: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    grounds: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Laid:
    """All that passes a filter, by place."""

    at: Mapping[str, _At]
    events: Mapping[str, Sequence[int]]
    """Every event that passes, with its edges that do."""
    standing: Mapping[str, Standing]
    unlocated: Sequence[str]


def geography(
    stage: Stage, wanted: Filter, places: Gazetteer, *, box: Box | None = None, cursor: str | None = None, limit: int = 500
) -> Geography:
    """What passes the filter, by place. ``places`` are the tables that the map was made with. Raises UsageError."""
    start = beginning(cursor)
    laid = _laid(stage, wanted, places)
    spots = stage.recent(("spots", wanted), lambda: _spots(stage, laid, places))
    seen = [spot for spot in spots if box is None or _inside(spot, box)]
    page = Page(seen[start : start + limit], len(seen), str(start + limit) if start + limit < len(seen) else None)
    unlocated = len(laid.unlocated)
    return Geography(
        stage.recent(("areas", wanted), lambda: _areas(stage, laid, places)),
        page,
        _bounds(spots),
        _holders(stage, laid),
        len(laid.events) - unlocated,
        unlocated,
    )


def items(
    stage: Stage,
    wanted: Filter,
    places: Gazetteer,
    *,
    place: str | None = None,
    area: str | None = None,
    box: Box | None = None,
    unlocated: bool = False,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[Here]:
    """What is at a place, in an area, in a box or nowhere: events by their dates, the undated last, then grounds.

    Raises:
        NotFound: there is no such place on the map.
        UsageError: the cursor is none.
    """
    start = beginning(cursor)
    if place is not None:
        stage.entity(place)
    laid = _laid(stage, wanted, places)
    found = _sorted(stage, laid, laid.unlocated) if unlocated else _chosen(stage, laid, places, place, area, box)
    page = [_here(stage, laid, *each) for each in found[start : start + limit]]
    return Page(page, len(found), str(start + limit) if start + limit < len(found) else None)


def grounds(
    stage: Stage, wanted: Filter, places: Gazetteer, holder: str, *, cursor: str | None = None, limit: int = 200
) -> Page[Ground]:
    """Where one organisation or person is based, operates, dominates, buys or sells. Raises NotFound, UsageError."""
    start = beginning(cursor)
    stage.entity(holder)
    shown = passing(stage, wanted)
    edges = stage.network.edges
    numbers = best_first(
        stage,
        (n for n in stage.edges_of.get(holder, ()) if edges[n].subject == holder and edges[n].predicate in GROUND and n in shown),
    )
    found = [_ground(stage, number, places) for number in numbers[start : start + limit]]
    return Page(found, len(numbers), str(start + limit) if start + limit < len(numbers) else None)


# --- what is there


def _laid(stage: Stage, wanted: Filter, places: Gazetteer) -> _Laid:
    return stage.recent(("laid", wanted), lambda: _lay(stage, wanted, places))


def _lay(stage: Stage, wanted: Filter, places: Gazetteer) -> _Laid:
    where, shown, edges = lies(stage, places), passing(stage, wanted), stage.network.edges
    at: dict[str, _At] = defaultdict(_At)
    events: dict[str, Sequence[int]] = {}
    unlocated = []
    for event, numbers in parts(stage).items():
        kept = [number for number in numbers if number in shown]
        if not kept:
            continue
        events[event] = kept
        drawn = False
        for number in kept:
            edge = edges[number]
            if edge.predicate in ROLES and edge.object is not None and edge.object in where:
                at[edge.object].events[event].append(number)
                drawn = drawn or (not edge.negated and where[edge.object].drawn)
        if not drawn:
            unlocated.append(event)
    for number in _ground_edges(stage):
        place = edges[number].object
        if number in shown and place is not None and place in where:
            at[place].grounds.append(number)
    return _Laid(at, events, {event: standing(stage, kept) for event, kept in events.items()}, unlocated)


def _ground_edges(stage: Stage) -> Sequence[int]:
    return stage.kept("grounds", lambda: [n for n, edge in enumerate(stage.network.edges) if edge.predicate in GROUND])


def _held_here(stage: Stage, laid: _Laid, event: str, numbers: Iterable[int]) -> bool:
    """Whether an event is history, and somebody says that it was here."""
    edges = stage.network.edges
    return laid.standing[event] == "held" and any(not edges[n].negated and edges[n].modality not in UNHELD for n in numbers)


def _spots(stage: Stage, laid: _Laid, places: Gazetteer) -> Sequence[Spot]:
    where = lies(stage, places)
    found = []
    for place, at in laid.at.items():
        spot = where[place]
        held = sum(_held_here(stage, laid, event, numbers) for event, numbers in at.events.items())
        numbers = [*at.grounds, *(number for each in at.events.values() for number in each)]
        found.append(
            Spot(
                stage.ref(place),
                spot.precision,
                spot.lat,
                spot.lon,
                spot.within[0] if spot.within else None,
                spot.within,
                spot.through,
                held,
                len(at.events) - held,
                len(at.grounds),
                sum(stage.network.edges[number].disputed for number in numbers),
            )
        )
    return sorted(found, key=lambda spot: (-spot.events, -spot.grounds, -spot.unheld, spot.place.name, spot.place.id))


def _areas(stage: Stage, laid: _Laid, places: Gazetteer) -> Sequence[Area]:
    where, edges = lies(stage, places), stage.network.edges
    events: dict[str, set[str]] = defaultdict(set)
    finer: dict[str, set[str]] = defaultdict(set)
    unheld: dict[str, set[str]] = defaultdict(set)
    ground: dict[str, list[int]] = defaultdict(list)
    for place, at in laid.at.items():
        spot = where[place]
        for event, numbers in at.events.items():
            held = _held_here(stage, laid, event, numbers)
            for depth, code in enumerate(spot.within):
                (events if held else unheld)[code].add(event)
                if held and (depth or spot.precision == "spot"):
                    finer[code].add(event)
        for code in spot.within:
            ground[code] += at.grounds
    found = []
    for code in sorted({*events, *unheld, *ground}):
        row = places.get(f"place:{code}")
        level = LEVELS.get(row.kind) if row is not None else None
        if row is None or level is None:
            continue
        counted = (len(events[code]), len(events[code] - finer[code]), len(unheld[code] - events[code]), len(ground[code]))
        if any(counted):
            found.append(Area(code, plain(row.name), level, *counted, len({edges[number].subject for number in ground[code]})))
    return found


def _holders(stage: Stage, laid: _Laid) -> Sequence[Holder]:
    """Organisations alone: nobody is put forward for where he is said to be."""
    edges, entities = stage.network.edges, stage.network.entities
    held = (edges[number].subject for at in laid.at.values() for number in at.grounds if not edges[number].negated)
    counted = Counter(entity for entity in held if entities[entity].type == "Organization")
    order = sorted(counted, key=lambda entity: (-counted[entity], entities[entity].name, entity))[:HOLDERS]
    return [Holder(stage.ref(entity), counted[entity]) for entity in order]


# --- what is in some stretch of it


def _chosen(
    stage: Stage, laid: _Laid, places: Gazetteer, place: str | None, area: str | None, box: Box | None
) -> list[tuple[str | None, Sequence[int]]]:
    where = lies(stage, places)
    events: dict[str, list[int]] = defaultdict(list)
    lines: list[int] = []
    boxed = None if box is None else {s.place.id for s in _boxed(stage, laid, places, box)}
    for each, at in laid.at.items():
        if place is not None and each != place:
            continue
        if (area is not None and area not in where[each].within) or (boxed is not None and each not in boxed):
            continue
        for event, numbers in at.events.items():
            events[event] += numbers
        lines += at.grounds
    ordered = _sorted(stage, laid, events)
    return [(event, events[event or ""]) for event, _ in ordered] + [(None, (number,)) for number in best_first(stage, lines)]


def _boxed(stage: Stage, laid: _Laid, places: Gazetteer, box: Box) -> list[Spot]:
    return [spot for spot in _spots(stage, laid, places) if _inside(spot, box)]


def _sorted(stage: Stage, laid: _Laid, events: Iterable[str]) -> list[tuple[str | None, Sequence[int]]]:
    """Events by their dates, those without one last."""

    def day(event: str) -> tuple[str, str]:
        found = best(dates(stage, laid.events[event]))
        return ((found.first or found.last or "9999") if found else "9999", event)

    return [(event, ()) for event in sorted(events, key=day)]


def _here(stage: Stage, laid: _Laid, event: str | None, numbers: Sequence[int]) -> Here:
    lines = [stage.said(number) for number in numbers]
    if event is not None:
        return Here(happening(stage, event, laid.events[event]), lines, f"entity:{event}")
    edge = stage.network.edges[numbers[0]]
    return Here(None, lines, f"pair:{pair_id(edge.subject, edge.object or '')}")


def _ground(stage: Stage, number: int, places: Gazetteer) -> Ground:
    edge = stage.network.edges[number]
    place = lies(stage, places)[edge.object or ""]
    code = place.within[0] if place.within else None
    return Ground(stage.said(number), pair_id(edge.subject, edge.object or ""), place.precision, code, place.lat, place.lon)


def _inside(spot: Spot, box: Box) -> bool:
    if spot.lat is None or spot.lon is None:
        return False
    west, south, east, north = box
    across = west <= spot.lon <= east if west <= east else spot.lon >= west or spot.lon <= east
    return across and south <= spot.lat <= north


def _bounds(spots: Iterable[Spot]) -> Box | None:
    """Around what can be drawn. What is no finer than a country widens it only where there is nothing finer."""
    known = [(s.lon, s.lat, s.precision) for s in spots if s.lat is not None and s.lon is not None]
    finer = [(lon, lat) for lon, lat, precision in known if precision in ("spot", "admin2", "admin1")]
    drawn = finer or [(lon, lat) for lon, lat, _ in known]
    if not drawn:
        return None
    longitudes, latitudes = zip(*drawn, strict=True)
    return (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
