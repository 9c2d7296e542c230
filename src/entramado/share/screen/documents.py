"""The documents of a case as a list, and what was wrong with inputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from entramado.knowledge.tables import fold
from entramado.model.claim import Problem
from entramado.share.screen.answers import Page, paged
from entramado.share.screen.stage import Stage
from entramado.share.wording import plain

Sort = Literal["name", "published", "source", "grade", "claims", "reviewed", "problems", "added"]
_DESCENDING: Final = frozenset({"published", "claims", "problems", "added"})
"""Orders in which one wants the most or the latest first."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document. `added` (ISO 8601, UTC) is known to the owner only; `withheld` ones have an id and nothing else."""

    id: str
    file: str
    title: str | None
    source: str | None
    grade: str
    """Admiralty: reliability of the source, credibility of the information."""
    published: str | None
    published_from: str
    marking: str
    language: str
    media_type: str
    characters: int
    claims: int
    entities: int
    """How many things its text speaks of, as it names them."""
    reviewed: int
    """Of its claims, how many a person has read."""
    problems: int
    added: str | None
    withheld: bool


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something wrong with an input. One that was `refused` gave no document; `code` is a stable word."""

    file: str
    what: str
    """What is wrong and what to do next."""
    code: str
    refused: bool
    document: str | None


def documents(
    stage: Stage,
    q: str = "",
    sort: Sort = "name",
    *,
    reverse: bool = False,
    arrivals: Mapping[str, str] | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[DocumentRow]:
    """Those whose name, title or source holds all words of ``q``; what a sort does not tell apart goes by name."""
    rows = stage.recent(("documents", len(arrivals or ())), partial(_rows, stage, arrivals or {}))
    wanted = fold(q).split()
    if wanted:
        rows = [row for row in rows if _holds(row, wanted)]
    return paged(_sorted(rows, sort, reverse=reverse), cursor, limit)


def problems(
    stage: Stage, q: str = "", *, refused: bool | None = None, cursor: str | None = None, limit: int = 50
) -> Page[ProblemRow]:
    """What was refused or read with doubts: refusals first, then by file."""
    wanted = fold(q).split()
    found = [
        ProblemRow(plain(p.where), plain(p.what), p.code, p.refused, p.doc)
        for p in _problems(stage)
        if refused is None or p.refused is refused
    ]
    found = [row for row in found if not wanted or all(word in fold(f"{row.file} {row.what} {row.code}") for word in wanted)]
    return paged(sorted(found, key=lambda row: (not row.refused, row.file, row.code, row.what)), cursor, limit)


def _problems(stage: Stage) -> Sequence[Problem]:
    return stage.kept("problems", lambda: list(stage.view.problems()))


def _rows(stage: Stage, arrivals: Mapping[str, str]) -> list[DocumentRow]:
    claims = Counter(claim.doc for claim in stage.exhibits.claims.values())
    read = Counter(claim.doc for claim in stage.exhibits.claims.values() if stage.read_by_person(claim.id))
    named = Counter(referent.doc for referent in stage.view.referents())
    troubled = Counter(problem.doc for problem in _problems(stage) if problem.doc is not None)
    found = []
    for document in stage.exhibits.documents.values():
        source = stage.exhibits.source(document)
        withheld = not document.text
        found.append(
            DocumentRow(
                id=document.id,
                file=plain(document.name),
                title=plain(document.title) if document.title else None,
                source=plain(source) if source else None,
                grade=stage.exhibits.grade(document),
                published=str(document.published) if document.published else None,
                published_from=document.published_from,
                marking=document.marking,
                language=document.lang,
                media_type=document.media_type,
                characters=len(document.text),
                claims=claims[document.id],
                entities=0 if withheld else named[document.id],
                reviewed=read[document.id],
                problems=troubled[document.id],
                added=arrivals.get(document.id),
                withheld=withheld,
            )
        )
    return found


def _holds(row: DocumentRow, wanted: Sequence[str]) -> bool:
    text = fold(" ".join(filter(None, (row.file, row.title, row.source))))
    return all(word in text for word in wanted)


def _sorted(rows: Sequence[DocumentRow], sort: Sort, *, reverse: bool) -> list[DocumentRow]:
    """Rows without the value come last, whichever way the others go."""

    def value(row: DocumentRow) -> str | float | None:
        if sort == "name":
            return row.file.casefold()
        if sort == "reviewed":
            return row.reviewed / row.claims if row.claims else None
        found: str | int | None = getattr(row, sort)
        return found.casefold() if isinstance(found, str) and sort == "source" else found

    named = sorted(rows, key=lambda row: (row.file, row.id))
    known = [row for row in named if value(row) is not None]
    known.sort(key=value, reverse=reverse != (sort in _DESCENDING))  # type: ignore[arg-type]  # no None among them
    return known + [row for row in named if value(row) is None]
