"""What the sources disagree on, value by value: each side with its claims, who says so, how graded, when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from entramado.model.errors import NotFound
from entramado.model.network import Disagreement
from entramado.share.exhibit import Exhibit
from entramado.share.screen.answers import EntityRef, Evidence, beginning
from entramado.share.screen.evidence import laid_open
from entramado.share.screen.saying import LOWERING, edge_of, grades, origins, profiles, published, speakers
from entramado.share.screen.stage import Stage
from entramado.share.wording import plain, side, topic

NATURES: Final = ("denial", "contradiction", "revision", "estimate")
"""What lowers belief first."""
LAID_OPEN: Final = 20
"""Claims of one side that are laid open in a disagreement's file; the line has them all."""
VALUES: Final = 6
"""Sides told in a row of the list."""


@dataclass(frozen=True, slots=True)
class SideInShort:
    """One side in short: what it says and by how many."""

    says: str
    """In words: "59", "not Jalisco", "it did not happen"."""
    far: EntityRef | None
    value: str | None
    of: str | None
    """What a figure counts, as worded: "soldiers"."""
    negated: bool
    claims: int
    origins: int


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """A disagreement in a row."""

    id: str
    nature: str
    lowers: bool
    """Whether it lowers how far each side is believed: contradictions and denials do, estimates and revisions do not."""
    subject: EntityRef
    predicate: str
    topic: str
    sides: Sequence[SideInShort]
    """At most six, in the order of publication."""
    more: int
    """Sides that the row has no room for."""
    claims: int
    origins: int
    first: str | None
    """First and last publication, ISO 8601."""
    last: str | None


@dataclass(frozen=True, slots=True)
class Disagreements:
    """A page of disagreements, with how many there are of each nature and predicate before these two filters."""

    items: Sequence[DisagreementRow]
    total: int
    next: str | None
    natures: Mapping[str, int]
    predicates: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DisagreementSide:
    """One side laid open."""

    says: str
    far: EntityRef | None
    value: str | None
    of: str | None
    """What a figure counts, as worded."""
    negated: bool
    line: str | None
    """The line of the map that says so: `/api/claims?line=ID` has all its claims."""
    belief: float | None
    """How far the map believes it; on both sides of a denial or contradiction that is lowered."""
    origins: int
    grades: Sequence[str]
    speakers: Sequence[str]
    first: str | None
    last: str | None
    total: int
    """Claims on this side; the first twenty are laid open."""
    claims: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class DisagreementFile:
    """One disagreement, side by side, the sides in the order in which they were first published."""

    id: str
    nature: str
    lowers: bool
    subject: EntityRef
    predicate: str
    topic: str
    sides: Sequence[DisagreementSide]
    claims: int
    origins: int


def disagreements(
    stage: Stage,
    *,
    nature: str | None = None,
    predicate: str | None = None,
    about: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Disagreements:
    """Those of one nature, on one predicate, about one entity (and the events that it took part in), or all.

    Denials and contradictions come first. Raises NotFound for an entity that this viewer does not see, UsageError.
    """
    if about is None:
        pool = stage.kept("disagreements in order", lambda: _in_order(stage, stage.network.disagreements))
    else:
        pool = _in_order(stage, profiles(stage).disagreements(stage.entity(about)))
    natures = Counter(d.nature for d in pool if predicate in (None, d.predicate))
    predicates = Counter(d.predicate for d in pool if nature in (None, d.nature))
    wanted = [d for d in pool if predicate in (None, d.predicate) and nature in (None, d.nature)]
    start = beginning(cursor)
    end = start + limit
    return Disagreements(
        [row(stage, found) for found in wanted[start:end]],
        len(wanted),
        str(end) if end < len(wanted) else None,
        {each: natures[each] for each in NATURES},
        dict(sorted(predicates.items(), key=lambda item: (-item[1], item[0]))),
    )


def disagreement(stage: Stage, disagreement: str) -> DisagreementFile:
    """One, with every side laid open. Raises NotFound."""
    by_id = stage.kept("disagreements by id", lambda: {found.id: found for found in stage.network.disagreements})
    found = by_id.get(disagreement)
    if found is None:
        raise NotFound(f"no disagreement {disagreement}: the map has changed since, look for it in the list")
    return DisagreementFile(
        found.id,
        found.nature,
        found.nature in LOWERING,
        stage.ref(found.subject),
        found.predicate,
        topic(found.predicate),
        [_side(stage, claims) for claims in _sides(stage, found)],
        len(found.claims),
        origins(stage, found.claims),
    )


def row(stage: Stage, found: Disagreement) -> DisagreementRow:
    """A disagreement in short."""
    sides = _sides(stage, found)
    return DisagreementRow(
        found.id,
        found.nature,
        found.nature in LOWERING,
        stage.ref(found.subject),
        found.predicate,
        topic(found.predicate),
        [_told(stage, claims) for claims in sides[:VALUES]],
        max(len(sides) - VALUES, 0),
        len(found.claims),
        origins(stage, found.claims),
        *published(stage, found.claims),
    )


def _in_order(stage: Stage, found: Sequence[Disagreement]) -> list[Disagreement]:
    entities = stage.network.entities
    return sorted(found, key=lambda d: (NATURES.index(d.nature), entities[d.subject].name, d.predicate, d.id))


def _sides(stage: Stage, found: Disagreement) -> list[list[Exhibit]]:
    """Claims that say the same, together, in the order of publication."""
    sides: dict[tuple[str | None, str | None, bool, object], list[Exhibit]] = defaultdict(list)
    for exhibit in stage.exhibits.all(found.claims):
        claim = exhibit.claim
        far = stage.network.entity_of[claim.object] if claim.object is not None else None
        figure = claim.figure and (claim.figure.low, claim.figure.high, claim.figure.approx)
        sides[far, claim.value, claim.negated, figure].append(exhibit)
    return list(sides.values())


def _told(stage: Stage, exhibits: Sequence[Exhibit]) -> SideInShort:
    claim = exhibits[0].claim
    ids = [exhibit.claim.id for exhibit in exhibits]
    far = stage.ref(stage.network.entity_of[claim.object]) if claim.object is not None else None
    value, of = _value(exhibits[0])
    return SideInShort(_says(stage, exhibits[0], far), far, value, of, claim.negated, len(ids), origins(stage, ids))


def _side(stage: Stage, exhibits: Sequence[Exhibit]) -> DisagreementSide:
    claim = exhibits[0].claim
    ids = [exhibit.claim.id for exhibit in exhibits]
    far = stage.ref(stage.network.entity_of[claim.object]) if claim.object is not None else None
    number = edge_of(stage, claim.id)
    value, of = _value(exhibits[0])
    return DisagreementSide(
        _says(stage, exhibits[0], far),
        far,
        value,
        of,
        claim.negated,
        stage.line_id(number) if number is not None else None,
        round(stage.network.edges[number].belief, 4) if number is not None else None,
        origins(stage, ids),
        grades(stage, ids),
        speakers(stage, ids, LAID_OPEN),
        *published(stage, ids),
        len(ids),
        [laid_open(stage, exhibit) for exhibit in exhibits[:LAID_OPEN]],
    )


def _says(stage: Stage, exhibit: Exhibit, far: EntityRef | None) -> str:
    claim = exhibit.claim
    says = far.name if far is not None else claim.value or ""
    return plain(side(claim.predicate, says, claim.negated, claim.figure, stage.language))


def _value(exhibit: Exhibit) -> tuple[str | None, str | None]:
    """The value of a claim, and what it counts, as worded."""
    claim = exhibit.claim
    of = claim.qualifiers.get("of")
    return plain(claim.value) if claim.value is not None else None, plain(of) if of is not None else None
