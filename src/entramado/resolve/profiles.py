"""What is known of a referent when it is compared: its names, its reference row, and what its claims tie it to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from entramado.knowledge.folding import fold
from entramado.model.claim import Claim, Document, Mention, Referent
from entramado.model.values import Figure, PartialDate
from entramado.resolve import names as persons
from entramado.resolve.ages import born_between
from entramado.resolve.words import word_list

AFFILIATION: Final = frozenset({"leads", "member_of", "works_for", "founded", "holds_post", "part_of", "owns", "launders_for"})
PRESENCE: Final = frozenset({"based_in", "operates_in", "controls", "located_in", "born_in"})
TIES: Final = frozenset({"family_of", "associate_of", "reports_to", "successor_of"})
ROLES: Final = frozenset({"agent", "target", "victim", "support", "recipient", "from", "to", "instrument", "item"})
_ANYONES: Final = frozenset(word_list("common_roles"))


@dataclass(slots=True)
class Profile:
    """One referent as resolution sees it. ``context`` holds what it shares with others, as (sort, what) pairs."""

    id: str
    doc: str
    type: str
    kind: str | None
    name: str | None
    key: str | None
    collective: bool
    names: set[str] = field(default_factory=set)
    """Every form of the name, as written."""
    nicknames: set[str] = field(default_factory=set)
    """Folded: names by alias claims, quoted nicknames, names with El or La."""
    context: set[tuple[str, str]] = field(default_factory=set)
    born: tuple[date, date] | None = None
    identifiers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Happening:
    """What the claims of one event referent say: when, where, who, how many, and what it led to."""

    id: str
    doc: str
    kind: str | None
    published: PartialDate | None
    dates: set[PartialDate] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    roles: dict[str, set[str]] = field(default_factory=dict)
    """Role to entities (named ones only)."""
    figures: dict[str, list[Figure]] = field(default_factory=dict)
    causes: set[str] = field(default_factory=set)
    effects: set[str] = field(default_factory=set)


def profiles(
    referents: Iterable[Referent],
    mentions: Iterable[Mention],
    claims: Iterable[Claim],
    documents: Mapping[str, Document | None],
) -> dict[str, Profile]:
    """Names and attributes of every referent that is no event. Context is added later, by `tie`."""
    found = {
        r.id: Profile(r.id, r.doc, r.type, r.kind, r.name, r.key, r.collective, {r.name} if r.name else set())
        for r in referents
        if r.type != "Event"
    }
    for mention in mentions:
        profile = found.get(mention.referent)
        if profile is not None and mention.name:
            profile.names.add(" ".join(mention.name.split()))
    for claim in claims:
        profile = found.get(claim.subject)
        if profile is None or claim.value is None or claim.negated:
            continue
        if claim.predicate == "alias":
            profile.nicknames.add(persons.nickname(claim.value))
        elif claim.predicate == "identifier":
            profile.identifiers.add(fold(claim.value))
        elif claim.predicate in ("age", "birth_date") and profile.born is None:
            document = documents.get(claim.doc)
            profile.born = born_between(claim, document.published if document else None)
    for profile in found.values():
        if profile.type == "Person":
            for name in profile.names:
                profile.nicknames |= persons.parse(name).nicknames
        profile.nicknames.discard("")
    return found


def tie(found: Mapping[str, Profile], claims: Iterable[Claim], entity_of: Mapping[str, str]) -> None:
    """Add to each profile what its claims tie it to: entities already resolved, people by name, posts, dated events."""
    claims = list(claims)
    dated: dict[str, str] = {
        c.subject: c.value for c in claims if c.predicate == "date" and c.value and len(c.value) == 10 and not c.negated
    }
    for claim in claims:
        if claim.negated:
            continue
        subject = found.get(claim.subject)
        target = found.get(claim.object) if claim.object else None
        if subject is not None:
            role = claim.qualifiers.get("role")
            if claim.predicate in ("occupation", "former_occupation"):
                role = claim.value
            if isinstance(role, str) and fold(role) not in _ANYONES:
                subject.context.add(("calling", fold(role)))
                if claim.object is not None and claim.object in entity_of:
                    subject.context.add(("post", f"{fold(role)} @ {entity_of[claim.object]}"))
        if subject is not None and target is not None:
            _link(subject, target, claim.predicate, entity_of)
        elif target is not None and claim.predicate in ROLES and claim.subject in dated:
            target.context.add(("event", f"{claim.predicate} on {dated[claim.subject]}"))


def _link(subject: Profile, target: Profile, predicate: str, entity_of: Mapping[str, str]) -> None:
    if target.type == "Organization" and target.id in entity_of and (target.name or target.key):
        subject.context.add(("organisation", entity_of[target.id]))
    elif target.type == "Place" and target.id in entity_of and target.kind not in ("country", "region") and predicate in PRESENCE:
        subject.context.add(("place", entity_of[target.id]))
    elif predicate in TIES and subject.type == target.type == "Person":
        if target.name and persons.parse(target.name).full:
            subject.context.add(("person", " ".join(persons.parse(target.name).words)))
        if subject.name and persons.parse(subject.name).full:
            target.context.add(("person", " ".join(persons.parse(subject.name).words)))
    if subject.type == "Organization" and target.type == "Organization" and subject.id in entity_of and subject.name:
        target.context.add(("organisation", entity_of[subject.id]))


def happenings(
    referents: Iterable[Referent],
    claims: Iterable[Claim],
    documents: Mapping[str, Document | None],
    entity_of: Mapping[str, str],
    named: frozenset[str],
) -> dict[str, Happening]:
    """What each event referent's claims say. ``named``: entities with a name, which alone can tell events apart."""
    found: dict[str, Happening] = {}
    for referent in referents:
        if referent.type == "Event":
            document = documents.get(referent.doc)
            found[referent.id] = Happening(referent.id, referent.doc, referent.kind, document.published if document else None)
    roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        event = found.get(claim.subject)
        if event is None or claim.negated:
            continue
        if claim.predicate == "date" and claim.value:
            try:
                event.dates.add(PartialDate.parse(claim.value))
            except ValueError:
                continue  # a date as worded ("during the evening") cannot be compared
        elif claim.predicate == "place" and claim.object:
            event.places.add(entity_of.get(claim.object, claim.object))
        elif claim.predicate in ROLES and claim.object:
            entity = entity_of.get(claim.object, claim.object)
            if entity in named:
                roles[event.id][claim.predicate].add(entity)
        elif claim.predicate == "caused" and claim.object:
            event.effects.add(entity_of.get(claim.object, claim.object))
            if claim.object in found:
                found[claim.object].causes.add(entity_of.get(event.id, event.id))
        elif claim.figure is not None:
            event.figures.setdefault(claim.predicate, []).append(claim.figure)
    for event_id, by_role in roles.items():
        found[event_id].roles = dict(by_role)
    return found
