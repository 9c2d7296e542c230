"""Who is at the page, of which case; and the words of the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from fastapi import Request, Response

from entramado.model.claim import MODALITIES
from entramado.model.marking import joined
from entramado.model.vocabulary import vocabulary
from entramado.share.screen.stage import Stage
from entramado.web.answer import answer
from entramado.web.desk import desk_of, name_of, session_of
from entramado.web.topics import topic

router: Final = topic("session")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is on the map."""

    entities: int
    links: int
    claims: int
    documents: int
    disagreements: int
    waiting: int
    """Links that stand on claims that no person has read."""


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    """The session. `csrf` goes into the header `X-Entramado-CSRF` of every act."""

    case: str
    viewer: str
    owner: bool
    by: str | None
    reason: str | None
    needs_reason: bool
    can_write: bool
    updating: bool
    csrf: str
    version: str
    as_of: int | None
    marking: str | None
    """Joined from all that this viewer sees."""
    counts: Counts | None


@dataclass(frozen=True, slots=True)
class SessionChange:
    """Who works at the page, and why he reads; what is left out stays."""

    by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TypeWord:
    """An entity type with its kinds."""

    name: str
    kinds: Sequence[str]
    open_kinds: bool


@dataclass(frozen=True, slots=True)
class PredicateWord:
    """A predicate: how it reads from either end, and what it may join. `role` is link, attribute, part or count."""

    name: str
    role: str
    label: str
    inverse: str | None
    definition: str
    link: bool
    symmetric: bool
    pairs: Sequence[tuple[str, str]]
    domain: Sequence[str]
    value: str | None
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of the map."""

    types: Sequence[TypeWord]
    predicates: Sequence[PredicateWord]
    modalities: Sequence[str]
    grades: Sequence[str]


@router.get("/session", response_model=SessionAnswer)
def session(request: Request) -> Response:
    """Case, viewer, the session's token, and how much there is to see."""
    desk, own = desk_of(request), session_of(request)
    stage = None if desk.needs_reason else desk.room().stage
    return answer(
        SessionAnswer(
            desk.case.path.stem,
            desk.viewer,
            desk.owner,
            own.by,
            desk.reason,
            desk.needs_reason,
            desk.owner,
            desk.updating,
            own.csrf,
            version("entramado"),
            stage.as_of if stage else None,
            stage.kept("marking", lambda: _marking(stage)) if stage else None,
            stage.kept("counts", lambda: _counts(stage)) if stage else None,
        )
    )


@router.post("/session", response_model=SessionAnswer)
def change_session(request: Request, change: SessionChange) -> Response:
    """Say who works at the page (for what is answered for with a name), or why the case is read (where it demands that)."""
    if change.by is not None:
        session_of(request).by = name_of(change.by)
    if change.reason is not None:
        desk_of(request).give_reason(change.reason)
    return session(request)


@router.get("/vocabulary", response_model=Words)
async def words() -> Response:
    """Types, predicates and grades that claims may use."""
    known = vocabulary()
    return answer(
        Words(
            [TypeWord(t.name, list(t.kinds), t.open_kinds) for t in known.types.values()],
            [
                PredicateWord(
                    p.name,
                    p.role,
                    p.label,
                    p.inverse,
                    p.definition,
                    bool(p.pairs),
                    p.symmetric,
                    p.pairs,
                    p.domain,
                    p.value,
                    p.values,
                )
                for p in known.predicates.values()
            ],
            MODALITIES,
            list("ABCDEF"),
        )
    )


def _marking(stage: Stage) -> str | None:
    documents = {document.marking for document in stage.exhibits.documents.values()}
    claims = {claim.marking for claim in stage.exhibits.claims.values() if claim.marking}
    found = sorted(documents | claims)
    return joined(found) if found else None


def _counts(stage: Stage) -> Counts:
    links = [number for number, edge in enumerate(stage.network.edges) if edge.object is not None]
    return Counts(
        len(stage.network.entities),
        len(links),
        len(stage.exhibits.claims),
        len(stage.exhibits.documents),
        len(stage.network.disagreements),
        sum(stage.reviewed(number) == "none" for number in links),
    )
