"""What a file says of its subject alone: names with where each stands, and facts value by value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from entramado.model.claim import Referent
from entramado.model.network import Entity
from entramado.model.vocabulary import vocabulary
from entramado.share.screen.answers import Page, beginning, paged
from entramado.share.screen.saying import DisagreementRef, FileLine, best_first, disagreement_ref, disagreements_on, said
from entramado.share.screen.stage import Stage
from entramado.share.wording import phrase, plain

VALUES: Final = 6
"""Values of one predicate in the first answer; of more, the number."""
PLACES: Final = 3
"""Places told for each form of a name."""
SEARCHED: Final = 24
"""Documents that are looked through for forms of a name: who is named in more of them is well named in these."""
FACTUAL_LINKS: Final = frozenset({"holds_post", "national_of", "born_in"})
"""Links that say who a person is, and stand among his facts."""
_FIRST: Final = (
    "category", "birth_date", "age", "death_date", "born_in", "national_of", "identifier", "holds_post", "occupation",
    "former_occupation", "warrant", "charge", "conviction", "sentence", "designation", "sanction", "reward", "founding_year",
    "size", "occurred", "date",
)  # fmt: skip
"""In the order in which a reader asks; what is not here follows in the order of the vocabulary, descriptions and aliases last."""
_LAST: Final = ("description", "alias")


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is said of the subject by one predicate: each value with who says so, how graded, and who says otherwise."""

    predicate: str
    phrase: str
    values: Sequence[FileLine]
    """What is asserted before what is denied, the best believed first; at most six."""
    total: int
    disagreements: Sequence[DisagreementRef]
    """On this predicate, about this subject."""


@dataclass(frozen=True, slots=True)
class MentionedAt:
    """A document that has a name, and the offset of its first mention there."""

    document: str
    file: str
    title: str | None
    start: int


@dataclass(frozen=True, slots=True)
class NameForm:
    """One form of the name, as documents write it."""

    name: str
    chosen: bool
    """Whether the map calls it so."""
    documents: int
    where: Sequence[MentionedAt]
    """At most three, by date of publication."""


def facts(stage: Stage, entity: Entity) -> list[Attribute]:
    """All predicates that the map has a value for, each with its best believed values."""
    by_predicate: dict[str, list[int]] = defaultdict(list)
    for number in stage.edges_of.get(entity.id, ()):
        edge = stage.network.edges[number]
        if edge.subject == entity.id and (edge.object is None or edge.predicate in FACTUAL_LINKS):
            by_predicate[edge.predicate].append(number)
    return [_fact(stage, entity, predicate, by_predicate[predicate]) for predicate in _in_order(by_predicate)]


def values(stage: Stage, entity: Entity, predicate: str, cursor: str | None, limit: int) -> Page[FileLine]:
    """All values of one predicate. Raises UsageError for a cursor that no answer gave."""
    edges = stage.network.edges
    own = (n for n in stage.edges_of.get(entity.id, ()) if edges[n].subject == entity.id and edges[n].predicate == predicate)
    found = best_first(stage, own)
    start = beginning(cursor)
    end = start + limit
    shown = [said(stage, number, entity.id) for number in found[start:end]]
    return Page(shown, len(found), str(end) if end < len(found) else None)


def names(stage: Stage, entity: Entity, cursor: str | None, limit: int) -> Page[NameForm]:
    """Every form of the name, what most documents have first, with where it stands in the first 24 documents that have it.

    Raises UsageError.
    """
    forms: dict[str, dict[str, int]] = {name: {} for name in entity.names}
    own = frozenset(entity.referents)
    for doc in _by_date(stage, entity.documents)[:SEARCHED]:
        for mention in stage.view.mentions(doc):
            if mention.referent in own and mention.name in forms:
                forms[mention.name].setdefault(doc, mention.start)
    ordered = sorted(forms, key=lambda name: (name != entity.name, -len(forms[name]), name))
    page = paged(ordered, cursor, limit)
    shown = [
        NameForm(
            plain(name), name == entity.name, len(forms[name]), [where(stage, *at) for at in list(forms[name].items())[:PLACES]]
        )
        for name in page.items
    ]
    return Page(shown, page.total, page.next)


def referents(stage: Stage) -> Mapping[str, Referent]:
    """Every referent of the view, by id; read once a stage."""
    return stage.kept("referents", lambda: {referent.id: referent for referent in stage.view.referents()})


def where(stage: Stage, document: str, start: int) -> MentionedAt:
    """A place in a document."""
    found = stage.exhibits.documents[document]
    return MentionedAt(found.id, plain(found.name), plain(found.title) if found.title else None, start)


def _by_date(stage: Stage, documents: Iterable[str]) -> list[str]:
    known = stage.exhibits.documents
    shown = (doc for doc in documents if doc in known)
    return sorted(shown, key=lambda doc: (str(known[doc].published or "9999"), known[doc].name, doc))


def _fact(stage: Stage, entity: Entity, predicate: str, numbers: Sequence[int]) -> Attribute:
    found = best_first(stage, numbers)
    claims = (claim for number in numbers for claim in stage.network.edges[number].claims)
    differing = disagreements_on(stage, claims)
    return Attribute(
        predicate,
        phrase(predicate),
        [said(stage, number, entity.id) for number in found[:VALUES]],
        len(found),
        [disagreement_ref(each) for each in differing],
    )


@cache
def _order() -> Mapping[str, int]:
    """The place of each predicate."""
    between = (name for name in vocabulary().predicates if name not in _FIRST and name not in _LAST)
    return {name: place for place, name in enumerate((*_FIRST, *between, *_LAST))}


def _in_order(predicates: Iterable[str]) -> list[str]:
    order = _order()
    return sorted(predicates, key=lambda name: (order.get(name, len(order)), name))
