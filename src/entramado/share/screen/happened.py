"""Events as timeline and map show them: whether they are history, each date with how finely it is known, what is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from entramado.model.claim import MODALITIES
from entramado.model.values import PartialDate
from entramado.share.screen.answers import EntityRef, Reviewed
from entramado.share.screen.saying import origins
from entramado.share.screen.stage import Stage
from entramado.share.told import UNHELD
from entramado.share.wording import plain

Granularity = Literal["day", "span", "month", "year", "before", "after", "worded"]
Standing = Literal["held", "foreseen", "denied"]
"""Whether somebody says that it took place; only that it will, or might; or nobody but who says that it did not."""
_FIRMNESS: Final[Mapping[str, int]] = {name: place for place, name in enumerate(MODALITIES)}
_DATES: Final = frozenset({"date", "birth_date", "death_date", "founding_year"})


@dataclass(frozen=True, slots=True)
class When:
    """One date that is given to something. It lies between ``first`` and ``last`` (ISO 8601); a date known to the month may
    be any of its days. `granularity` "before" and "after" leave one end open; "worded" has neither.
    """

    line: str
    """What says so: `/api/claims?line=ID`."""
    value: str
    """As the claims give it."""
    first: str | None
    last: str | None
    granularity: Granularity
    belief: float
    modality: str
    negated: bool
    disputed: bool
    review: Reviewed
    origins: int


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in short. Its evidence: `/api/claims?entity=ID`."""

    event: EntityRef
    standing: Standing
    dates: Sequence[When]
    """Best believed first; more than one where sources differ, or some know it more finely."""
    differ: bool
    """Whether two of the dates cannot both be so."""
    belief: float
    """Of the best believed part."""
    modality: str
    """The firmest of its parts."""
    disputed: Sequence[str]
    """Predicates of it that are disputed: `occurred` is whether it happened."""
    review: Reviewed
    origins: int
    documents: int
    reported_from: str | None
    """First and last day on which what tells of it was published."""
    reported_to: str | None


def parts(stage: Stage) -> Mapping[str, Sequence[int]]:
    """Event id to the numbers of the edges that start from it; made once."""
    return stage.kept("parts of events", lambda: _parts(stage))


def _parts(stage: Stage) -> Mapping[str, Sequence[int]]:
    events = {entity.id for entity in stage.network.entities.values() if entity.type == "Event"}
    found: dict[str, list[int]] = defaultdict(list)
    for number, edge in enumerate(stage.network.edges):
        if edge.subject in events:
            found[edge.subject].append(number)
    return found


def standing(stage: Stage, numbers: Iterable[int]) -> Standing:
    """Whether some edges of an event make it history: a claim of one must say so, from another origin than who denies it."""
    edges = [stage.network.edges[number] for number in numbers]
    origin = stage.network.origin_of
    deny = {origin.get(c, c) for e in edges if e.negated and e.predicate == "occurred" for c in e.claims}
    for edge in edges:
        if not edge.negated and edge.modality not in UNHELD and any(origin.get(c, c) not in deny for c in edge.claims):
            return "held"
    return "denied" if deny or (edges and all(edge.negated for edge in edges)) else "foreseen"


def when(stage: Stage, number: int) -> When:
    """The date that an edge (a date of an event, of a birth, a death, a founding) gives."""
    edge = stage.network.edges[number]
    first: date | None = None
    last: date | None = None
    granularity = "worded"
    try:
        given = PartialDate.parse(edge.value or "")
    except ValueError:
        pass
    else:
        first, last, granularity = given.first, given.last, given.granularity
        ends = [_end(stage.exhibits.claims[claim].qualifiers.get("until")) for claim in edge.claims]
        until = max((end for end in ends if end is not None and end > given.last), default=None)
        if until is not None:
            last, granularity = until, "span"
    return _made(stage, number, plain(edge.value or ""), first, last, granularity)


def held_from(stage: Stage, number: int) -> When | None:
    """The days between which the claims of a link say that it held, or None where they say nothing of it."""
    claims = [stage.exhibits.claims[claim] for claim in stage.network.edges[number].claims]
    starts = sorted({claim.valid_from for claim in claims if claim.valid_from}, key=lambda day: day.first)
    ends = sorted({claim.valid_to for claim in claims if claim.valid_to}, key=lambda day: day.last)
    first = starts[0].first if starts else None
    last = ends[-1].last if ends else None
    if first is None and last is None:
        return None
    granularity = "span" if first and last else "after" if first else "before"
    words = f"{starts[0] if starts else ''}/{ends[-1] if ends else ''}"
    return _made(stage, number, words, first, last, granularity)


def dated(stage: Stage, number: int) -> bool:
    """Whether an edge gives a date as its value."""
    return stage.network.edges[number].predicate in _DATES and stage.network.edges[number].value is not None


def dates(stage: Stage, numbers: Iterable[int]) -> list[When]:
    """The dates among some edges: those that are not denied first, then the best believed, then the finest."""
    found = [when(stage, number) for number in numbers if dated(stage, number)]
    return sorted(found, key=lambda w: (w.negated, w.granularity == "worded", -w.belief, -w.origins, _width(w), w.value, w.line))


def differ(found: Sequence[When]) -> bool:
    """Whether two dates leave no day on which both are so."""
    spans = [(w.first, w.last) for w in found if w.first and w.last and not w.negated]
    return bool(spans) and max(first for first, _ in spans) > min(last for _, last in spans)


def best(found: Sequence[When]) -> When | None:
    """The date to put something at: the best believed, or a finer one of the others that lies within it."""
    usable = [w for w in found if not w.negated and (w.first or w.last)]
    if not usable:
        return None
    top = usable[0]
    within = [w for w in usable if (w.first or "") >= (top.first or "") and (w.last or "9999") <= (top.last or "9999")]
    return min(within, key=_width)


def happening(stage: Stage, event: str, numbers: Sequence[int]) -> Happening:
    """An event as far as some of its edges tell it."""
    edges = [stage.network.edges[number] for number in numbers]
    found = dates(stage, numbers)
    positive = [edge for edge in edges if not edge.negated] or edges
    claims = {claim for edge in edges for claim in edge.claims}
    reviews = {stage.reviewed(number) for number in numbers}
    published = [stage.days(number)[2:] for number in numbers]
    return Happening(
        stage.ref(event),
        standing(stage, numbers),
        found,
        differ(found),
        round(max((edge.belief for edge in positive), default=0.0), 4),
        min((edge.modality for edge in positive), key=lambda m: _FIRMNESS.get(m, 0), default="stated"),
        sorted({edge.predicate for edge in edges if edge.disputed}),
        "all" if reviews == {"all"} else "none" if reviews <= {"none"} else "some",
        origins(stage, claims),
        len({document for edge in edges for document in edge.documents}),
        _iso(min((first for first, _ in published if first), default=None)),
        _iso(max((last for _, last in published if last), default=None)),
    )


def _made(stage: Stage, number: int, value: str, first: date | None, last: date | None, granularity: str) -> When:
    edge = stage.network.edges[number]
    assert granularity in Granularity.__args__  # type: ignore[attr-defined]  # of a Literal
    return When(
        stage.line_id(number),
        value,
        _iso(first),
        _iso(last),
        granularity,  # type: ignore[arg-type]  # just checked
        round(edge.belief, 4),
        edge.modality,
        edge.negated,
        edge.disputed,
        stage.reviewed(number),
        edge.origins,
    )


def _end(value: object) -> date | None:
    try:
        return PartialDate.parse(str(value)).last if value else None
    except ValueError:
        return None


def _width(found: When) -> timedelta:
    if found.first is None or found.last is None:
        return timedelta.max
    return date.fromisoformat(found.last) - date.fromisoformat(found.first)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
