"""One entity's file, section by section, the lists of subjects, and the category that a person gives somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from entramado.share.screen import subject as file
from entramado.share.screen import subject_facts, subject_ground, subject_ties
from entramado.share.screen import subjects as screen
from entramado.share.screen.answers import Page
from entramado.share.screen.saying import FileLine
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Here, Limit, OnStage
from entramado.web.desk import desk_of, session_of
from entramado.web.topics import topic

router: Final = topic("subjects")
Kind = Literal["groups", "persons", "officials", "journalists", "victims", "witnesses", "children", "others"]
Ordering = Literal["origins", "claims", "reviewed", "ties", "reward", "latest", "name"]
Predicate = Annotated[str, Query(max_length=60)]


@dataclass(frozen=True, slots=True)
class CategoryGiven:
    """A category as a person gives it: the word, and on what evidence; ids of claims, or the reason in words."""

    category: str
    text: str = ""
    evidence: Sequence[str] = ()
    date: str | None = None
    """Since when or when it is so: YYYY, YYYY-MM or YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class CategoryKept:
    """The note that says so, by its document."""

    document: str
    marking: str


@router.get("/entities/{entity}", response_model=file.SubjectFile)
async def entity(room: Here, entity: str) -> Response:
    """The file of an entity of any type: who, how well known, and the first of facts, links and events."""
    made = file.subject(room.stage, entity)
    if room.view.record is not None:  # the case keeps who was looked at
        await run_in_threadpool(room.account, entity)
    return answer(made)


@router.get("/entities/{entity}/names", response_model=Page[subject_facts.NameForm])
def names(stage: OnStage, entity: str, cursor: Cursor = None, limit: Limit = 20) -> Response:
    """Every form of the name, with where it stands."""
    return answer(subject_facts.names(stage, stage.entity(entity), cursor, limit))


@router.get("/entities/{entity}/attributes", response_model=Page[FileLine])
async def attributes(stage: OnStage, entity: str, predicate: Predicate, cursor: Cursor = None, limit: Limit = 20) -> Response:
    """All values of one predicate: each with who says so, how graded, and who says otherwise."""
    return answer(subject_facts.values(stage, stage.entity(entity), predicate, cursor, limit))


@router.get("/entities/{entity}/links", response_model=Page[FileLine])
async def links(
    stage: OnStage, entity: str, predicate: Predicate, inverse: bool = False, cursor: Cursor = None, limit: Limit = 20,
) -> Response:  # fmt: skip
    """All links of one predicate and direction, the best believed first."""
    found = subject_ties.links_of(stage, stage.entity(entity), predicate, inverse=inverse, cursor=cursor, limit=limit)
    return answer(found)


@router.get("/entities/{entity}/events", response_model=Page[subject_ties.Occasion])
async def events(stage: OnStage, entity: str, cursor: Cursor = None, limit: Limit = 20) -> Response:
    """The events that it took part in, the latest first, undated ones last."""
    return answer(subject_ties.occasions(stage, stage.entity(entity), cursor, limit))


@router.get("/entities/{entity}/places", response_model=Page[subject_ties.PlaceTie])
async def places(stage: OnStage, entity: str, cursor: Cursor = None, limit: Limit = 20) -> Response:
    """Places that it is tied to, by links or by events that happened there."""
    return answer(subject_ties.places(stage, stage.entity(entity), cursor, limit))


@router.get("/entities/{entity}/sources", response_model=Page[subject_ground.DocumentAbout])
async def sources(stage: OnStage, entity: str, cursor: Cursor = None, limit: Limit = 20) -> Response:
    """The documents that name it, with grade, origins, and how much of it a person has read."""
    return answer(subject_ground.sources(stage, stage.entity(entity), cursor, limit))


@router.get("/entities/{entity}/merges", response_model=Page[subject_ground.MergeReason])
def merges(stage: OnStage, entity: str, cursor: Cursor = None, limit: Limit = 20) -> Response:
    """Why its mentions in several documents were taken for one."""
    return answer(subject_ground.joinings(stage, stage.entity(entity), cursor, limit))


@router.get("/entities/{entity}/gaps", response_model=Page[subject_ground.GapQuestion])
def gaps(stage: OnStage, entity: str, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """What is not known of a person or group, as questions, the most pressing first."""
    return answer(subject_ground.gaps(stage, stage.entity(entity), cursor, limit))


@router.post("/entities/{entity}/category", response_model=CategoryKept, status_code=201)
def categorise(request: Request, stage: OnStage, entity: str, given: CategoryGiven) -> Response:
    """Give a person a category as of a day, answered for by name; it is kept as a note, beside what the texts say."""
    person = stage.entity(entity).id
    kept = desk_of(request).act(
        session_of(request),
        lambda case, by: case.categorise(
            person, given.category, by=by, text=given.text, evidence=given.evidence, date=given.date or None
        ),
    )
    return answer(CategoryKept(kept.id, kept.marking), 201)


@router.get("/subjects", response_model=screen.SubjectList)
def subjects(
    stage: OnStage,
    list: Kind = "persons",  # noqa: A002 - the parameter's name in the address
    order: Ordering = "origins",
    category: Annotated[str | None, Query(max_length=20)] = None,
    q: Annotated[str, Query(max_length=200)] = "",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """One list in a stated order. Who is in no category, or a victim, witness, official, journalist or child, is never ranked."""
    found = screen.subjects(stage, listed=list, order=order, category=category, q=q, cursor=cursor, limit=limit)
    return answer(found)
