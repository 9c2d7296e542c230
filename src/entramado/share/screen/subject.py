"""The file of one entity: a head that says who and how sure, and the first stretch of each section. The rest comes by section.

A file is a bounded answer: what a section has no room for is counted, and paged by `subject_facts`, `subject_ties` and
`subject_ground`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from entramado.model.marking import Marking, joined
from entramado.model.network import Entity
from entramado.share.category import RANKED, Category, category
from entramado.share.dossier.compose import TEMPLATES
from entramado.share.dossier.subject import PROTECTED
from entramado.share.evidence import gaps
from entramado.share.membership import Membership, memberships
from entramado.share.screen.answers import EntityRef, Page
from entramado.share.screen.saying import grade, origins, profiles, published, told
from entramado.share.screen.stage import Stage
from entramado.share.screen.subject_facts import Attribute, facts
from entramado.share.screen.subject_ground import claims_about
from entramado.share.screen.subject_ties import LinkGroup, Occasion, link_count, links, occasions
from entramado.share.standing import Item, dead, standing
from entramado.share.told import Ground
from entramado.share.wording import plain

NAMES: Final = 12
STEPS: Final = 10
PARTS: Final = 8
OCCASIONS: Final = 10
"""Names, steps of standing, parts in groups and events in the first answer; of more, the number."""
KEPT: Final = 256
"""Files of a stage that are kept: an analyst comes back to the same few."""
CITED: Final = 5
"""Claims that the head names for each thing it says; the others are in the section."""


@dataclass(frozen=True, slots=True)
class GroundOf:
    """What a word of the head stands on."""

    claims: Sequence[str]
    """At most five; open each with `/api/claims/ID`."""
    total: int
    origins: int
    modality: str
    disputed: bool
    review: str
    """none, one, assessed, differing or misread."""
    reviewers: Sequence[str]
    first: str | None
    """First and last publication, ISO 8601."""
    last: str | None


@dataclass(frozen=True, slots=True)
class OtherCategory:
    """What another category claim says."""

    word: str
    date: str | None
    claims: Sequence[str]


@dataclass(frozen=True, slots=True)
class CategoryOf:
    """A person's part in the matter. `word` is null for who is in no category."""

    word: str | None
    why: str
    because: Sequence[str]
    """`why` in stable words, for whoever says it in another language: standing (kind, value), part (role, group, assessed,
    former), claim (grade), age, born, line (predicate, far end, role, former), harm (kind of event); what is not so is empty.
    """
    date: str | None
    explicit: bool
    """Whether a claim gives the category itself, and it does not follow from another."""
    ranked: bool
    """Whether it is one that lists may rank; nobody else ever is."""
    ground: GroundOf
    others: Sequence[OtherCategory]


@dataclass(frozen=True, slots=True)
class StandingStep:
    """What the state has said or done: a charge, a warrant, an arrest, a reward. A charge is a charge."""

    kind: str
    value: str | None
    """The offence, the sum; null where it follows from an event."""
    former: bool
    date: str | None
    by: str | None
    ground: GroundOf


@dataclass(frozen=True, slots=True)
class GroupPart:
    """A part that claims give the subject in a criminal group."""

    group: EntityRef
    role: str
    former: bool
    assessed: bool
    """Whether two persons have found a claim of it read right: until then he is named, not assessed."""
    ground: GroundOf


@dataclass(frozen=True, slots=True)
class SectionCounts:
    """How much each section holds."""

    names: int
    facts: int
    links: int
    events: int
    documents: int
    disagreements: int
    merges: int


@dataclass(frozen=True, slots=True)
class SubjectHead:
    """Who this is and how well it is known."""

    entity: EntityRef
    named: bool
    """Whether some source gives a name; else it is called as the sources call it."""
    collective: bool
    """Several people spoken of as one."""
    names: Sequence[str]
    key: str | None
    """Row of a reference table."""
    latitude: float | None
    longitude: float | None
    category: CategoryOf | None
    """Of a person."""
    protected: bool
    """A victim, witness, journalist or child: ranked nowhere, and placed in no network."""
    standing: Sequence[StandingStep]
    standing_total: int
    dead: bool
    parts: Sequence[GroupPart]
    parts_total: int
    missing: Sequence[str]
    """What is expected of a subject and told by no claim; of those who may be ranked, and of groups."""
    claims: int
    """Claims about it: those of `/api/claims?entity=ID`."""
    reviewed: int
    """Of these, how many a person has read out of the document."""
    origins: int
    disputed: int
    grades: Mapping[str, int]
    """Claims by Admiralty grade."""
    first: str | None
    last: str | None
    marking: str
    """Of all that these claims stand in, as this viewer may be shown it."""
    dossier: bool
    """Whether a dossier can be written on it: on a person or a group."""
    counts: SectionCounts


@dataclass(frozen=True, slots=True)
class SubjectFile:
    """The head and the first sections."""

    head: SubjectHead
    facts: Sequence[Attribute]
    links: Sequence[LinkGroup]
    events: Page[Occasion]


def subject(stage: Stage, entity_id: str) -> SubjectFile:
    """The file of an entity of any type; the last ones asked for are kept. Raises NotFound."""
    entity = stage.entity(entity_id)
    made = stage.kept("files", lambda: lru_cache(KEPT)(partial(_file, stage)))
    return made(entity)


def _file(stage: Stage, entity: Entity) -> SubjectFile:
    said = facts(stage, entity)
    events = occasions(stage, entity, None, OCCASIONS)
    head = _head(stage, entity, sum(fact.total for fact in said), events.total)
    return SubjectFile(head, said, links(stage, entity), events)


def _head(stage: Stage, entity: Entity, said: int, events: int) -> SubjectHead:
    claims = claims_about(stage, entity)
    about = told(stage)
    items = standing(about, entity) if entity.type in ("Person", "Organization") else ()
    ties = memberships(about, entity) if entity.type in ("Person", "Organization") else ()
    part = category(about, entity, ties, items) if entity.type == "Person" else None
    protected = part is not None and part.word in PROTECTED
    files = profiles(stage)
    first, last = published(stage, claims)
    return SubjectHead(
        entity=stage.ref(entity.id),
        named=bool(entity.names),
        collective=entity.collective,
        names=[plain(name) for name in entity.names[:NAMES]],
        key=entity.key,
        latitude=entity.lat,
        longitude=entity.lon,
        category=category_of(part) if part is not None else None,
        protected=protected,
        standing=[step(item) for item in items[:STEPS]],
        standing_total=len(items),
        dead=dead(items) is not None,
        parts=[part_of(stage, tie) for tie in ties[:PARTS]] if not protected else (),
        parts_total=len(ties) if not protected else 0,
        missing=_missing(stage, entity, part, items),
        claims=len(claims),
        reviewed=sum(stage.read_by_person(claim) for claim in claims),
        origins=origins(stage, claims),
        disputed=sum(claim in about.disputed for claim in claims),
        grades=dict(sorted(Counter(grade(stage, claim) for claim in claims).items())),
        first=first,
        last=last,
        marking=marking(stage, entity, claims),
        dossier=entity.type in TEMPLATES,
        counts=SectionCounts(
            len(entity.names), said, link_count(stage, entity), events, len(entity.documents),
            len(files.disagreements(entity)), len(files.merges(entity)),
        ),
    )  # fmt: skip


def _missing(stage: Stage, entity: Entity, part: Category | None, items: Sequence[Item]) -> Sequence[str]:
    ranked = part is not None and category_of(part).ranked
    if ranked or entity.type == "Organization" and entity.kind == "criminal":
        return gaps(told(stage), entity, dead=dead(items) is not None)
    return ()


def marking(stage: Stage, entity: Entity, claims: Sequence[str]) -> str:
    """The marking joined from the claims about an entity and the documents that they stand in or that name it."""
    documents = stage.exhibits.documents
    found = {documents[doc].marking for doc in entity.documents if doc in documents}
    for claim_id in claims:
        claim = stage.exhibits.claims[claim_id]
        found.add(claim.marking or documents[claim.doc].marking)
    total = Marking.parse(joined(sorted(found)))
    return str(total.seen_by(stage.view.viewer)) or "TLP:CLEAR"


# --- what a head says, as an answer


def category_of(found: Category) -> CategoryOf:
    """A category with what it stands on."""
    return CategoryOf(
        found.word,
        plain(found.why),
        [plain(word) for word in found.because],
        found.date,
        found.explicit,
        found.word in RANKED,
        ground_of(found.ground),
        [OtherCategory(other.word, other.date, other.claims[:CITED]) for other in found.others[:CITED]],
    )


def step(item: Item) -> StandingStep:
    """One matter of a subject's standing."""
    return StandingStep(
        item.kind,
        plain(item.value) if item.value is not None else None,
        item.former,
        item.date,
        plain(item.by) if item.by is not None else None,
        ground_of(item.ground),
    )


def part_of(stage: Stage, tie: Membership) -> GroupPart:
    """A part in a criminal group."""
    assessed = tie.ground.review.level == "assessed"
    return GroupPart(stage.ref(tie.group.id), tie.role, tie.former, assessed, ground_of(tie.ground))


def ground_of(found: Ground) -> GroundOf:
    """What something stands on, bounded."""
    return GroundOf(
        found.claims[:CITED],
        len(found.claims),
        found.origins,
        found.modality,
        found.disputed,
        found.review.level,
        [plain(name) for name in found.review.right],
        found.first,
        found.last,
    )
