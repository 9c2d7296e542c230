"""What a file stands on: the documents that speak of its subject, why its mentions are one, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entramado.model.network import Entity, Merge
from entramado.share.category import RANKED, category
from entramado.share.dossier.answer import died
from entramado.share.dossier.gaps import Question
from entramado.share.dossier.gaps import questions as of_person
from entramado.share.dossier.group_gaps import questions as of_group
from entramado.share.dossier.people import people
from entramado.share.dossier.phrasing import named
from entramado.share.dossier.writer import Writer
from entramado.share.membership import memberships
from entramado.share.screen.answers import EntityRef, Page, beginning, paged
from entramado.share.screen.merge_reasons import Why, taken_apart, why
from entramado.share.screen.merge_sides import called
from entramado.share.screen.saying import grade, origins, profiles, told
from entramado.share.screen.stage import Stage
from entramado.share.screen.subject_facts import MentionedAt, referents, where
from entramado.share.standing import standing
from entramado.share.wording import plain


@dataclass(frozen=True, slots=True)
class DocumentAbout:
    """A document that names the subject, with what it claims of it."""

    document: str
    file: str
    title: str | None
    source: str | None
    published: str | None
    grade: str
    """Of the document as a whole."""
    claim_grades: Sequence[str]
    """Of the claims about the subject, the best first."""
    marking: str
    claims: int
    """About the subject; none where it is only named."""
    reviewed: int
    origins: int


@dataclass(frozen=True, slots=True)
class MentionOf:
    """One document's mention of the subject, that was taken for the same as another's."""

    name: str | None
    where: MentionedAt | None


@dataclass(frozen=True, slots=True)
class MergeReason:
    """Why two mentions are one subject. `person`: whether a person judged so, and not the program."""

    why: str
    reasons: Sequence[Why]
    """The same taken apart, of what the program joined; empty where a person judged, in words of his own."""
    by: str
    person: bool
    score: float
    a: MentionOf
    b: MentionOf


@dataclass(frozen=True, slots=True)
class GapQuestion:
    """A question that the sources do not answer."""

    question: str
    key: str
    """A stable word for the question, for whoever puts it in another language; empty for one without."""
    values: Sequence[str]
    """What stands in it, in the order of the question."""
    about: Sequence[EntityRef]


def sources(stage: Stage, entity: Entity, cursor: str | None, limit: int) -> Page[DocumentAbout]:
    """The documents that name the subject, the latest first, undated ones last. Raises UsageError."""
    of: dict[str, list[str]] = {doc: [] for doc in entity.documents if doc in stage.exhibits.documents}
    for claim in claims_about(stage, entity):
        of.setdefault(stage.exhibits.claims[claim].doc, []).append(claim)
    documents = stage.exhibits.documents
    ordered = sorted(of, key=lambda doc: (documents[doc].name, doc))
    ordered.sort(key=lambda doc: str(documents[doc].published or ""), reverse=True)
    page = paged(ordered, cursor, limit)
    return Page([_speaking(stage, doc, of[doc]) for doc in page.items], page.total, page.next)


def claims_about(stage: Stage, entity: Entity) -> list[str]:
    """The claims of the lines that touch the subject: what `/api/claims?entity=ID` lays open."""
    edges = stage.network.edges
    return list(dict.fromkeys(claim for number in stage.edges_of.get(entity.id, ()) for claim in edges[number].claims))


def joinings(stage: Stage, entity: Entity, cursor: str | None, limit: int) -> Page[MergeReason]:
    """Why the mentions are one; what persons judged first, then the least sure. Raises UsageError."""
    found = profiles(stage).merges(entity)
    ordered = sorted(found, key=lambda m: (not m.by.startswith("person:"), m.score, m.a, m.b))
    start = beginning(cursor)
    end = start + limit
    shown = [_joining(stage, entity, merge) for merge in ordered[start:end]]
    return Page(shown, len(ordered), str(end) if end < len(ordered) else None)


def gaps(stage: Stage, entity: Entity, cursor: str | None, limit: int) -> Page[GapQuestion]:
    """What is expected in a file like this one and told by no claim, the most pressing first. Raises UsageError.

    Of one who is no suspect, convict or associate nothing is asked but who it is; of what is no person and no group, nothing.
    """
    page = paged(_questions(stage, entity), cursor, limit)
    return Page([_gap(stage, question) for question in page.items], page.total, page.next)


def _questions(stage: Stage, entity: Entity) -> Sequence[Question]:
    if entity.type not in ("Person", "Organization"):
        return ()
    writer = Writer(stage.view, stage.network, stage.exhibits)
    found = profiles(stage).of(entity)
    if entity.type == "Organization":
        return of_group(writer, found, people(writer, entity, told(stage)))
    about = told(stage)
    word = category(about, entity, memberships(about, entity), standing(about, entity)).word
    return of_person(writer, found, dead=died(found), suspected=word in RANKED)


def _gap(stage: Stage, question: Question) -> GapQuestion:
    names = (name for name in dict.fromkeys(question.names) if name in stage.network.entities)
    about = [stage.network.entities[name] for name in names]
    # "the Milenio Cartel" is how English says it
    bare = {} if stage.language == "en" else {named(entity): entity.name for entity in about}
    values = [plain(bare.get(value, value)) for value in question.values]
    return GapQuestion(plain(question.text), question.key, values, [stage.ref(entity.id) for entity in about])


def _speaking(stage: Stage, doc: str, claims: Iterable[str]) -> DocumentAbout:
    document = stage.exhibits.documents[doc]
    listed = list(claims)
    source = stage.exhibits.source(document)
    return DocumentAbout(
        document.id,
        plain(document.name),
        plain(document.title) if document.title else None,
        plain(source) if source is not None else None,
        str(document.published) if document.published is not None else None,
        stage.exhibits.grade(document),
        sorted({grade(stage, claim) for claim in listed}),
        document.marking,
        len(listed),
        sum(stage.read_by_person(claim) for claim in listed),
        origins(stage, listed),
    )


def _joining(stage: Stage, entity: Entity, merge: Merge) -> MergeReason:
    person = merge.by.startswith("person:")
    return MergeReason(
        plain(merge.why),
        [] if person else [why(reason) for reason in taken_apart(merge.why, entity.type)],
        plain(merge.by.removeprefix("person:")),
        person,
        round(merge.score, 4),
        _mentioned(stage, merge.a),
        _mentioned(stage, merge.b),
    )


def _mentioned(stage: Stage, referent: str) -> MentionOf:
    found = referents(stage).get(referent)
    if found is None:
        return MentionOf(None, None)
    at = where(stage, found.doc, found.anchor) if found.doc in stage.exhibits.documents else None
    return MentionOf(called(stage, referent), at)
