"""From anything on a screen to the claims and the sentences it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import Response

from entramado.share.screen import evidence
from entramado.share.screen.answers import EntityRef, Evidence, Line, Page
from entramado.share.screen.stage import pair_id
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Limit, OnStage
from entramado.web.topics import topic

router: Final = topic("evidence")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities and all links between them, in either direction."""

    id: str
    a: EntityRef
    b: EntityRef
    lines: Sequence[Line]


@router.get("/pairs/{pair}", response_model=Pair)
async def pair(stage: OnStage, pair: str) -> Response:
    """The links between two entities (`A~B`), best believed first."""
    edges = stage.network.edges
    numbers = sorted(stage.pair(pair), key=lambda n: (-edges[n].belief, edges[n].predicate, n))
    a, b = sorted((edges[numbers[0]].subject, str(edges[numbers[0]].object)))
    return answer(Pair(pair_id(a, b), stage.ref(a), stage.ref(b), [stage.said(number) for number in numbers]))


@router.get("/lines/{line}", response_model=Line)
async def line(stage: OnStage, line: str) -> Response:
    """One line of the map in words."""
    return answer(stage.said(stage.line(line)))


@router.get("/claims", response_model=Page[Evidence])
async def claims(
    stage: OnStage,
    line: str | None = None,
    pair: str | None = None,
    entity: str | None = None,
    document: str | None = None,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> Response:
    """The claims behind one line, pair of entities, entity or document, in the order of publication."""
    found = evidence.claims(stage, line=line, pair=pair, entity=entity, document=document, cursor=cursor, limit=limit)
    return answer(found)


@router.get("/claims/{claim}", response_model=Evidence)
async def claim(stage: OnStage, claim: str) -> Response:
    """One claim laid open."""
    return answer(evidence.evidence(stage, claim))
