"""Review of merges: what is proposed, made, refused and undone; a person's say on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import Query, Request, Response

from entramado.case.case import Case
from entramado.model.claim import Judged, Judgement
from entramado.share.screen import merges as screen
from entramado.share.screen.answers import Page
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Here, Limit
from entramado.web.desk import Room, desk_of, session_of
from entramado.web.topics import topic

router: Final = topic("merges")
Which = Annotated[screen.State, Query(description="`made` holds the rules' and persons'; `undone` is told to the owner only")]


@dataclass(frozen=True, slots=True)
class Say:
    """What a person says of two: entities, or referents as the lists give them."""

    a: str
    b: str
    verdict: Literal["same", "different", "unsure"]
    why: str


@dataclass(frozen=True, slots=True)
class Undo:
    """A judgement to take back, with all that were made in the same act."""

    judgement: str


@dataclass(frozen=True, slots=True)
class Said:
    """The judgements that were made or taken back, by id."""

    judgements: Sequence[str]


@router.get("/review/merges", response_model=Page[screen.MergeLine])
def merges(request: Request, room: Here, state: Which = "proposed", cursor: Cursor = None, limit: Limit = 50) -> Response:
    """One list: proposals nearest first; merges least sure first, persons' before rules'; the others latest first."""
    return answer(screen.merges(room.stage, state, room.view.proposals, _past(request, room), cursor=cursor, limit=limit))


@router.get("/review/merges/{pair}", response_model=screen.Comparison)
def comparison(request: Request, room: Here, pair: str, state: Which = "proposed") -> Response:
    """Two sides set against one another: names, documents, evidence, value by value, and what speaks for and against."""
    view = room.view
    made = screen.comparison(room.stage, pair, state, view.proposals, view.reasons, _past(request, room))
    for entity in dict.fromkeys((made.a.entity.id, made.b.entity.id)):
        room.account(entity)
    return answer(made)


@router.post("/review/merges", response_model=Said)
def judge(request: Request, say: Say) -> Response:
    """Say that two are one, that they are not, or that it cannot be told. It goes into the case with name, reason and time."""
    desk = desk_of(request)
    entity_of = desk.room().stage.network.entity_of

    def act(case: Case, by: str) -> Sequence[Judgement]:
        why = " ".join(say.why.split())
        if say.verdict == "same":
            return case.merge(entity_of.get(say.a, say.a), entity_of.get(say.b, say.b), why, by=by)
        return (case.different if say.verdict == "different" else case.unsure)(say.a, say.b, why, by=by)

    return answer(Said([judgement.id for judgement in desk.act(session_of(request), act)]))


@router.post("/review/undo", response_model=Said)
def undo(request: Request, undo: Undo) -> Response:
    """Take a judgement back. The map is as it was before; that it was said and taken back is kept."""
    done = desk_of(request).act(session_of(request), lambda case, by: case.undo(undo.judgement, by=by))
    return answer(Said(done))


def _past(request: Request, room: Room) -> Sequence[Judged]:
    """Judgements with their times: the owner's to know."""
    desk = desk_of(request)
    return room.stage.kept("judged", desk.case.judged) if desk.owner else ()
