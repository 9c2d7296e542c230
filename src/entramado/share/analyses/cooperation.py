"""Which lines of a map are ties of cooperation (`analyse.projections.TIES`), and how far the ties of one pair are believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import Final

from entramado.analyse.projections import ACTING, PERSONAL, TIES
from entramado.model.network import Edge, Entity
from entramado.share.analyses.cast import Cast
from entramado.share.lines import line_id
from entramado.share.membership import criminal
from entramado.share.told import Told

RELATIONS: Final = frozenset({"allied_with", "rival_of"})
"""Predicates of the projection of groups."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One reason to link two entities: ``one`` and ``other`` are ids, in order."""

    one: str
    other: str
    predicate: str
    belief: float
    lines: tuple[str, ...]
    origins: frozenset[str]
    """Of its claims: what shares one of them is no second witness."""


def ties(told: Told, cast: Cast, edges: Sequence[Edge]) -> dict[tuple[str, str], list[Tie]]:
    """The ties of each pair of entities, of the links that hold. One end of a tie may be listed; else it is no tie."""
    found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in (*_stated(told, cast, edges), *_acted(told, cast)):
        entities = told.network.entities
        if cast.listed(entities[tie.one]) or cast.listed(entities[tie.other]):
            found[tie.one, tie.other].append(tie)
    return found


def relations(told: Told, edges: Sequence[Edge]) -> dict[tuple[str, str], list[Tie]]:
    """Alliances and rivalries of criminal groups, by pair."""
    found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for edge in edges:
        subject, far = (told.network.entities[end or ""] for end in (edge.subject, edge.object))
        if edge.predicate in RELATIONS and criminal(subject) and criminal(far) and subject.id != far.id:
            tie = _tie(told, edge)
            found[tie.one, tie.other].append(tie)
    return found


def belief(several: Sequence[Tie]) -> float:
    """The probability that one tie of a pair holds.

    Ties that share an origin stand or fall together: the best believed of them counts. Independent ones add up as in belief
    itself: 1 - product of (1 - belief).
    """
    groups: list[tuple[set[str], float]] = []
    for tie in sorted(several, key=lambda t: (-t.belief, t.lines)):
        touching = [group for group in groups if group[0] & tie.origins]
        merged = set(tie.origins).union(*(origins for origins, _ in touching))
        most = max([tie.belief, *(held for _, held in touching)])
        groups = [group for group in groups if group not in touching] + [(merged, most)]
    return 1 - prod(1 - held for _, held in groups)


def held(told: Told, *, former: bool) -> Iterator[Edge]:
    """Links that hold: not denied, foreseen or supposed; nor past unless ``former``."""
    for entity in told.network.entities.values():
        for edge in told.about(entity):
            if edge.subject == entity.id and edge.object is not None and (former or not edge.former):
                yield edge


def _stated(told: Told, cast: Cast, edges: Sequence[Edge]) -> Iterator[Tie]:
    entities = told.network.entities
    for edge in edges:
        if edge.predicate in TIES and edge.subject != edge.object:
            subject, far = entities[edge.subject], entities[edge.object or ""]
            if cast.kind(subject) and cast.kind(far) and _admitted(cast, edge.predicate, subject, far):
                yield _tie(told, edge)


def _tie(told: Told, edge: Edge) -> Tie:
    one, other = sorted((edge.subject, edge.object or ""))
    return Tie(one, other, edge.predicate, edge.belief, (line_id(edge),), _origins(told, [edge]))


def _admitted(cast: Cast, predicate: str, subject: Entity, far: Entity) -> bool:
    if predicate in PERSONAL and (cast.protected(subject) or cast.protected(far)):
        return False
    match predicate:
        case "family_of":
            return cast.listed(subject) and cast.listed(far)
        case "pays":
            return cast.listed(subject) and not cast.protected(far)
        case "owns" | "uses":
            return far.kind == "company"
    return True


def _acted(told: Told, cast: Cast) -> Iterator[Tie]:
    """Two who are named as acting in one offence, by one document, undisputed."""
    entities = told.network.entities
    for event in entities.values():
        if event.type != "Event" or event.kind not in ACTING:
            continue
        agents = [
            edge for edge in told.about(event)
            if edge.subject == event.id and edge.predicate in ("agent", "support") and edge.object and not edge.disputed
            and cast.kind(entities[edge.object])
        ]  # fmt: skip
        for a, b in combinations(sorted(agents, key=line_id), 2):
            if a.object != b.object and set(a.documents) & set(b.documents):
                one, other = sorted((a.object or "", b.object or ""))
                lines = (line_id(a), line_id(b))
                yield Tie(one, other, "acted_together", a.belief * b.belief, lines, _origins(told, [a, b]))


def _origins(told: Told, edges: Iterable[Edge]) -> frozenset[str]:
    return frozenset(told.network.origin_of.get(claim, claim) for edge in edges for claim in edge.claims)
