"""A line as a file shows it: as it reads from one end, how it is graded, who says so, and who says otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from entramado.model.network import Disagreement, Edge
from entramado.share.profile import Profiles
from entramado.share.screen.answers import EntityRef, Line
from entramado.share.screen.stage import Stage
from entramado.share.told import Told
from entramado.share.wording import phrase, plain

SPEAKERS: Final = 3
"""Speakers named beside a line; the evidence has them all."""
LOWERING: Final = frozenset({"contradiction", "denial"})
"""Natures of disagreement that lower belief (docs/explanation/disagreements.md)."""


@dataclass(frozen=True, slots=True)
class DisagreementRef:
    """A disagreement that a line is part of. `lowers`: whether it lowers belief."""

    id: str
    nature: str
    lowers: bool


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line of a file. Its evidence: `/api/claims?line=ID`."""

    line: Line
    inverse: bool
    """Whether it is read from its object: "led by"."""
    phrase: str
    """The predicate as it reads from the entity whose file this is."""
    far: EntityRef | None
    """The other end, of a link."""
    grades: Sequence[str]
    """Admiralty grades of its claims, the best first."""
    speakers: Sequence[str]
    """Who says so, those who say it most often first; at most three."""
    against: Sequence[str]
    """Who denies it, or says what cannot be so as well; at most three."""
    disagreements: Sequence[DisagreementRef]


def said(stage: Stage, number: int, entity: str) -> FileLine:
    """An edge as it reads in the file of ``entity``, which is one of its ends."""
    edge = stage.network.edges[number]
    inverse = edge.object == entity and edge.subject != entity
    other = edge.subject if inverse else edge.object
    differing = disagreements_on(stage, edge.claims)
    return FileLine(
        stage.said(number),
        inverse,
        phrase(edge.predicate, inverse=inverse, negated=edge.negated, former=edge.former),
        stage.ref(other) if other is not None else None,
        grades(stage, edge.claims),
        speakers(stage, edge.claims),
        _against(stage, edge, differing) if edge.disputed else (),
        [disagreement_ref(found) for found in differing],
    )


def disagreement_ref(found: Disagreement) -> DisagreementRef:
    return DisagreementRef(found.id, found.nature, found.nature in LOWERING)


def best_first(stage: Stage, numbers: Iterable[int]) -> list[int]:
    """Numbers of edges: what is asserted before what is denied, the present before the past, and the best believed first."""
    edges = stage.network.edges

    def key(number: int) -> tuple[bool, bool, float, int, str, str]:
        edge = edges[number]
        return (edge.negated, edge.former, -edge.belief, -edge.origins, edge.object or "", edge.value or "")

    return sorted(numbers, key=key)


def grade(stage: Stage, claim_id: str) -> str:
    """The Admiralty grade of one claim: reliability of the source, credibility of the information."""
    claim = stage.exhibits.claims[claim_id]
    document = stage.exhibits.documents[claim.doc]
    source = stage.exhibits.publisher(document)
    reliability = source.reliability if source is not None else "F"
    return reliability + (claim.credibility if claim.credibility != "6" else document.credibility)


def grades(stage: Stage, claims: Iterable[str]) -> list[str]:
    """The grades of some claims, each once, the best first."""
    return sorted({grade(stage, claim) for claim in claims})


def speaker(stage: Stage, claim_id: str) -> str | None:
    """Who is said to know: the innermost speaker, else who published; None where neither is given or may be told."""
    claim = stage.exhibits.claims[claim_id]
    if claim.said_by:
        return plain(claim.said_by[0].name)
    name = stage.exhibits.source(stage.exhibits.documents[claim.doc])
    return plain(name) if name is not None else None


def speakers(stage: Stage, claims: Iterable[str], limit: int = SPEAKERS) -> list[str]:
    """Who says it, those who say it most often first."""
    counted = Counter(name for claim in claims if (name := speaker(stage, claim)) is not None)
    return sorted(counted, key=lambda name: (-counted[name], name))[:limit]


def origins(stage: Stage, claims: Iterable[str]) -> int:
    """Independent origins of some claims: copies count once."""
    return len({stage.network.origin_of.get(claim, claim) for claim in claims})


def published(stage: Stage, claims: Iterable[str]) -> tuple[str | None, str | None]:
    """First and last day (ISO 8601) on which what holds these claims was published."""
    documents = (stage.exhibits.documents[stage.exhibits.claims[claim].doc] for claim in claims)
    days = sorted({str(document.published) for document in documents if document.published is not None})
    return (days[0], days[-1]) if days else (None, None)


def told(stage: Stage) -> Told:
    """What the map says of each entity as far as it is held to be so; made once a stage."""
    return stage.kept("told", lambda: Told(stage.network, stage.exhibits))


def profiles(stage: Stage) -> Profiles:
    """The files of a stage's entities; made once."""
    return stage.kept("profiles", lambda: Profiles(stage.network, stage.edges_of))


def disagreements_on(stage: Stage, claims: Iterable[str]) -> list[Disagreement]:
    """The disagreements that these claims are part of."""
    by_claim = stage.kept("disagreements by claim", lambda: _by_claim(stage))
    return list({found.id: found for claim in claims for found in by_claim.get(claim, ())}.values())


def edge_of(stage: Stage, claim: str) -> int | None:
    """The number of the edge that a claim is part of."""
    return stage.kept("edges by claim", lambda: _edges(stage)).get(claim)


def _against(stage: Stage, edge: Edge, differing: Iterable[Disagreement]) -> list[str]:
    """Who says otherwise: of a denial the other polarity, of a contradiction any other value."""
    own = set(edge.claims)
    found: list[str] = []
    for each in differing:
        for claim in each.claims:
            if claim in own or each.nature not in LOWERING:
                continue
            if each.nature == "contradiction" or stage.exhibits.claims[claim].negated != edge.negated:
                found.append(claim)
    return speakers(stage, dict.fromkeys(found))


def _by_claim(stage: Stage) -> Mapping[str, Sequence[Disagreement]]:
    found: dict[str, list[Disagreement]] = defaultdict(list)
    for each in stage.network.disagreements:
        for claim in each.claims:
            found[claim].append(each)
    return found


def _edges(stage: Stage) -> Mapping[str, int]:
    return {claim: number for number, edge in enumerate(stage.network.edges) for claim in edge.claims}
