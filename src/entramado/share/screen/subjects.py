"""Who the case is about: ranked lists in a stated order, everyone else apart by name. No score of guilt or danger.

The lists and their rules are those of `entramado.share.subjects`; here they are filtered and paged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from entramado.knowledge.folding import fold
from entramado.model.errors import UsageError
from entramado.share.screen.answers import EntityRef, beginning
from entramado.share.screen.saying import told
from entramado.share.screen.stage import Stage
from entramado.share.screen.subject import CategoryOf, GroupPart, StandingStep, category_of, part_of, step
from entramado.share.subjects import CRITERIA, DEFAULT, LISTS, RANKED_LISTS, Subject, Subjects, in_order
from entramado.share.subjects import subjects as of_map

KEYS: Final = dict(
    zip(
        ("groups", "persons", "officials", "journalists", "victims", "witnesses", "children", "others"), LISTS, strict=True
    )
)  # fmt: skip
"""The word for each list in a request, to its heading."""
STEPS: Final = 4
"""Matters of standing and parts in groups told in a row; of more, the number."""


@dataclass(frozen=True, slots=True)
class SubjectOrder:
    """A criterion that ranked lists can be in, in words."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class SubjectListKind:
    """One of the lists, with how many entries it has after the filter. What is not ranked is by name in every order."""

    key: str
    title: str
    rule: str
    """By what the list is made."""
    ranked: bool
    total: int


@dataclass(frozen=True, slots=True)
class EvidenceCounts:
    """How good the evidence is that an entry stands on. Counts, and no score."""

    claims: int
    origins: int
    best_grade: str | None
    reviewed: int
    assessed: int
    disputed: int


@dataclass(frozen=True, slots=True)
class MemberCounts:
    """Persons named as belonging to a group now, and of how many one person or two have reviewed it."""

    named: int
    reviewed: int
    assessed: int


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """An entry. Of persons apart only who they are, why they are listed there, and by how much evidence."""

    entity: EntityRef
    category: CategoryOf | None
    standing: Sequence[StandingStep]
    standing_total: int
    parts: Sequence[GroupPart]
    parts_total: int
    neighbours: int | None
    """Direct neighbours in the network, and events; null in a list that is not ranked."""
    events: int | None
    evidence: EvidenceCounts
    members: MemberCounts | None
    missing: Sequence[str]
    dead: bool
    latest: str | None


@dataclass(frozen=True, slots=True)
class SubjectList:
    """A page of one list, in a stated order; with all the orders and lists there are."""

    list: str
    order: str
    order_words: str
    """In words, as it is to be printed above the list: of a list that is not ranked, "by name"."""
    items: Sequence[SubjectRow]
    total: int
    next: str | None
    orders: Sequence[SubjectOrder]
    lists: Sequence[SubjectListKind]
    categories: Mapping[str, int]
    """Entries of this list by category, before the filter by category."""


def subjects(
    stage: Stage,
    *,
    listed: str = "persons",
    order: str = DEFAULT,
    category: str | None = None,
    q: str = "",
    cursor: str | None = None,
    limit: int = 50,
) -> SubjectList:
    """One list in the order of a criterion, of those whose names hold all words of ``q``. Raises UsageError."""
    if listed not in KEYS:
        raise UsageError(f"no list {listed!r}: it is one of {', '.join(KEYS)}")
    if order not in CRITERIA:
        raise UsageError(f"no order {order!r}: it is one of {', '.join(CRITERIA)}")
    words = fold(q).split()
    title = KEYS[listed]
    entries = [each for each in _entries(stage, title, order) if _named(each, words)]
    categories = Counter(each.category.word for each in entries if each.category and each.category.word)
    wanted = entries if category is None else [e for e in entries if e.category is not None and e.category.word == category]
    start = beginning(cursor)
    end = start + limit
    ranked = title in RANKED_LISTS
    return SubjectList(
        listed,
        order if ranked else "name",
        CRITERIA[order if ranked else "name"].words,
        [_row(stage, each, ranked=ranked) for each in wanted[start:end]],
        len(wanted),
        str(end) if end < len(wanted) else None,
        [SubjectOrder(key, criterion.words) for key, criterion in CRITERIA.items()],
        [_list(stage, key, words) for key in KEYS],
        dict(sorted(categories.items())),
    )


def _base(stage: Stage) -> Subjects:
    return stage.kept("subjects", lambda: of_map(stage.network, stage.exhibits, DEFAULT, told(stage)))


def _entries(stage: Stage, title: str, order: str) -> Sequence[Subject]:
    """One list in one order, made when first asked for."""
    return stage.kept(("subjects", title, order), lambda: in_order(title, _lists(stage)[title], order))


def _lists(stage: Stage) -> Mapping[str, Sequence[Subject]]:
    return {title: entries for title, _, entries in _base(stage).lists()}


def _list(stage: Stage, key: str, words: Sequence[str]) -> SubjectListKind:
    title = KEYS[key]
    total = sum(_named(each, words) for each in _lists(stage)[title])
    return SubjectListKind(key, title, LISTS[title], title in RANKED_LISTS, total)


def _named(entry: Subject, words: Sequence[str]) -> bool:
    """Whether one of the names holds the beginnings of all these words."""
    if not words:
        return True
    names = [fold(name).split() for name in (entry.entity.name, *entry.entity.names)]
    return any(all(any(part.startswith(word) for part in name) for word in words) for name in names)


def _row(stage: Stage, entry: Subject, *, ranked: bool) -> SubjectRow:
    counted = entry.evidence
    return SubjectRow(
        stage.ref(entry.entity.id),
        category_of(entry.category) if entry.category is not None else None,
        [step(item) for item in entry.standing[:STEPS]] if ranked else (),
        len(entry.standing) if ranked else 0,
        [part_of(stage, tie) for tie in entry.memberships[:STEPS]] if ranked else (),
        len(entry.memberships) if ranked else 0,
        entry.position.neighbours if ranked else None,
        entry.position.events if ranked else None,
        EvidenceCounts(
            counted.claims, counted.origins, counted.best, counted.reviewed, counted.assessed, counted.disputed
        ),
        MemberCounts(entry.members.named, entry.members.reviewed, entry.members.assessed) if entry.members is not None else None,
        entry.gaps if ranked else (),
        entry.dead is not None,
        entry.latest,
    )  # fmt: skip
