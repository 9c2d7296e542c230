"""The two sides of a merge set against one another: names, documents, evidence, and each predicate value by value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal

from entramado.fuse.entities import event_title
from entramado.knowledge.tables import fold
from entramado.model.claim import Claim, Document, Referent
from entramado.share.screen.answers import EntityRef, Evidence
from entramado.share.screen.evidence import laid_open
from entramado.share.screen.stage import Stage
from entramado.share.titles import in_spanish
from entramado.share.wording import phrase, plain, spoken

_TRAITS: Final = 24
_VALUES: Final = 12
_DOCUMENTS: Final = 12
_QUOTES: Final = 3


@dataclass(frozen=True, slots=True)
class InDocument:
    """A document that a side stands in."""

    id: str
    file: str
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: who it is, and what hangs on it."""

    entity: EntityRef
    referent: str
    names: Sequence[str]
    documents: Sequence[InDocument]
    document_count: int
    claims: int
    evidence: Sequence[Evidence]
    """The claims best believed, laid open."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value of one side, with the claims that say so."""

    text: str
    entity: str | None
    claims: Sequence[str]
    shared: bool
    """Whether the other side has it too."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One predicate side by side. `agree` is shared, differ, or one where only one side has a value."""

    predicate: str
    inverse: bool
    """Whether the two are its object, so that it reads the other way round."""
    label: str
    a: Sequence[Told]
    b: Sequence[Told]
    agree: Literal["shared", "differ", "one"]


def referents(stage: Stage) -> Mapping[str, Referent]:
    """Those of a stage by id."""
    return stage.kept("referents", lambda: {referent.id: referent for referent in stage.view.referents()})


def called(stage: Stage, referent: str) -> str | None:
    """As its document names it. Names of events are the program's own, and said in the language of the stage."""
    found = referents(stage)[referent]
    if stage.language == "en" or found.type != "Event":
        return plain(found.name) if found.name else None
    entities, entity_of = stage.network.entities, stage.network.entity_of
    title = event_title(found.kind, _claims(stage, (referent,)), lambda end: entities[entity_of[end]].name)
    return plain(in_spanish(title))


def side(stage: Stage, referent: str, members: frozenset[str]) -> Side:
    claims = _claims(stage, members)
    documents = sorted({referents(stage)[member].doc for member in members}, key=lambda doc: _order(stage, doc))
    return Side(
        stage.ref(stage.network.entity_of[referent]),
        referent,
        _names(stage, members),
        [_in_document(stage.exhibits.documents[doc]) for doc in documents[:_DOCUMENTS]],
        len(documents),
        len(claims),
        [laid_open(stage, stage.exhibits.of(claim.id)) for claim in _telling(stage, claims)],
    )


def _telling(stage: Stage, claims: Iterable[Claim]) -> list[Claim]:
    """The claims best believed, of each sentence one; that an event took place tells the least of it."""
    best = sorted(claims, key=lambda c: (c.predicate == "occurred", -stage.network.belief_of.get(c.id, 0.0), c.id))
    of_sentence: dict[object, Claim] = {}
    for claim in best:
        of_sentence.setdefault((claim.doc, claim.spans[:1] or claim.id), claim)
    return list(of_sentence.values())[:_QUOTES]


def _order(stage: Stage, doc: str) -> tuple[str, str]:
    document = stage.exhibits.documents[doc]
    return str(document.published or "9999"), document.name


def _in_document(document: Document) -> InDocument:
    published = str(document.published) if document.published else None
    return InDocument(document.id, plain(document.name), plain(document.title) if document.title else None, published)


def _names(stage: Stage, members: frozenset[str]) -> list[str]:
    """Every name that the documents give to these, the longest first."""
    found = {name for member in members if (name := called(stage, member))}
    for doc in sorted({referents(stage)[member].doc for member in members})[:_DOCUMENTS]:
        found |= {m.name for m in stage.view.mentions(doc) if m.referent in members and m.name}
    return sorted({plain(" ".join(name.split())) for name in found}, key=lambda n: (-len(n), n))[:_VALUES]


def _claims(stage: Stage, members: Iterable[str]) -> list[Claim]:
    """The claims that the map draws of these."""
    by_referent = stage.kept("claims by referent", partial(_by_referent, stage))
    found = {claim.id: claim for member in members for claim in by_referent.get(member, ())}
    return list(found.values())


def _by_referent(stage: Stage) -> Mapping[str, Sequence[Claim]]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for edge in stage.network.edges:
        for claim_id in edge.claims:
            claim = stage.exhibits.claims[claim_id]
            for end in {claim.subject, claim.object}:
                if end is not None:
                    found[end].append(claim)
    return found


def traits(stage: Stage, first: frozenset[str], second: frozenset[str]) -> list[Trait]:
    """What the two have by predicate: first what they share, then where they differ, then what only one has."""
    sides = _values(stage, first), _values(stage, second)
    found = []
    for predicate, inverse in sides[0].keys() | sides[1].keys():
        a, b = (side.get((predicate, inverse), {}) for side in sides)
        shared = a.keys() & b.keys()
        agree: Literal["shared", "differ", "one"] = "one" if not a or not b else "shared" if shared else "differ"
        found.append(Trait(predicate, inverse, phrase(predicate, inverse), _told(a, shared), _told(b, shared), agree))
    order = ("shared", "differ", "one")
    return sorted(found, key=lambda t: (order.index(t.agree), t.predicate, t.label))[:_TRAITS]


@dataclass(slots=True)
class _Value:
    text: str
    entity: str | None
    claims: list[str] = field(default_factory=list)


def _values(stage: Stage, members: frozenset[str]) -> Mapping[tuple[str, bool], Mapping[str, _Value]]:
    """By predicate and direction: values by what they are compared by."""
    found: defaultdict[tuple[str, bool], dict[str, _Value]] = defaultdict(dict)
    for claim in _claims(stage, members):
        if claim.negated or claim.predicate == "occurred":
            continue
        inverse = claim.subject not in members
        far = claim.subject if inverse else claim.object
        entity = stage.network.entity_of[far] if far is not None else None
        if entity is not None:
            key, value = entity, _Value(stage.network.entities[entity].name, entity)
        else:
            key, value = (
                fold(claim.value or "") or str(claim.value),
                _Value(spoken(claim.value or "", claim.figure, stage.language), None),
            )
        found[claim.predicate, inverse].setdefault(key, value).claims.append(claim.id)
    return found


def _told(values: Mapping[str, _Value], shared: Collection[str]) -> list[Told]:
    """What both have first."""
    ordered = sorted(values.items(), key=lambda item: (item[0] not in shared, item[1].text, item[0]))[:_VALUES]
    return [Told(plain(v.text), v.entity, sorted(v.claims)[:_VALUES], key in shared) for key, v in ordered]
