"""Clusters to entities: which of its names an entity bears, where it lies, in which documents it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from entramado.knowledge import Knowledge
from entramado.model.claim import Claim, Document, Mention, Referent
from entramado.model.network import Entity, EventTitle
from entramado.resolve import names as persons
from entramado.resolve import orgnames

_ENDS = re.compile(r"^[\s\"“”‘’'(\[,.;:]+|[\s\"“”‘’'\]),;:]+$")
_LINKS = {
    "operation": "against",
    "charge": "against",
    "attack": "on",
    "sanction": "on",
    "clash": "with",
    "meeting": "with",
    "payment": "to",
}
"""Event kind to the word before whom it concerns; "of" for the others."""
MANY_PLACES = 2
"""An event in more places is not called after one of them."""
_POSSESSIVE = re.compile(r"['’]s?$")


def entities(
    referents: Iterable[Referent],
    mentions: Iterable[Mention],
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    entity_of: Mapping[str, str],
    knowledge: Knowledge,
) -> dict[str, Entity]:
    """One `Entity` a cluster, sorted by id."""
    members: dict[str, list[Referent]] = defaultdict(list)
    for referent in referents:
        members[entity_of[referent.id]].append(referent)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    worded: dict[str, Mention] = {}
    for mention in mentions:
        if mention.name:
            forms[mention.referent][tidy(mention.name)] += 1
        elif mention.referent not in worded or mention.start < worded[mention.referent].start:
            worded[mention.referent] = mention
    found: dict[str, Entity] = {}
    for entity, group in sorted(members.items()):
        group.sort(key=lambda r: r.id)
        counted: Counter[str] = Counter()
        for referent in group:
            counted += forms[referent.id]
            if referent.name:
                counted[tidy(referent.name)] += 1
        del counted[""]
        key = next((r.key for r in group if r.key), None)
        kinds = Counter(r.kind for r in group if r.kind)
        kind = _type(group)
        row, place = (knowledge.rows.get(key), knowledge.places.places.get(key)) if key else (None, None)
        known = row.name if row else place.name if place else None
        name = known or choose(counted, kind) or _as_worded(group, worded, documents)
        found[entity] = Entity(
            id=entity,
            type=kind,
            kind=kinds.most_common(1)[0][0] if kinds else None,
            name=name,
            names=tuple(sorted(counted)),
            referents=tuple(r.id for r in group),
            documents=tuple(sorted({r.doc for r in group})),
            key=key,
            collective=all(r.collective for r in group),
            lat=place.lat if place else None,
            lon=place.lon if place else None,
        )
    return _name_events(found, claims, entity_of)


def tidy(name: str) -> str:
    """A name without the punctuation and possessive around it."""
    return _POSSESSIVE.sub("", _ENDS.sub("", " ".join(name.split()))).strip()


def choose(counted: Mapping[str, int], kind: str) -> str | None:
    """The name an entity bears: the fullest, most frequent one.

    A person bears the full name with most words among those that are at least a third as frequent as the commonest; a
    nickname or a surname only where there is nothing else. Anything else bears its commonest form that is no acronym.
    """
    if not counted:
        return None
    if kind != "Person":
        return max(counted, key=lambda n: (not (n.isupper() and len(n) < 9), counted[n], len(n), n))
    full = [n for n in counted if persons.parse(n).full and not persons.parse(n).nicknames]
    if not full:
        return max(counted, key=lambda n: (persons.parse(n).full, counted[n], len(n), n))
    commonest = max(counted[n] for n in full)
    frequent = [n for n in full if 3 * counted[n] >= commonest]
    return max(frequent, key=lambda n: (not n.isupper(), len(persons.parse(n).words), counted[n], n))


def _type(group: list[Referent]) -> str:
    counted = Counter(r.type for r in group)
    return max(sorted(counted), key=lambda t: counted[t])


def _as_worded(group: list[Referent], worded: Mapping[str, Mention], documents: Mapping[str, Document]) -> str:
    """How the text speaks of an unnamed thing ("his brother")."""
    for referent in group:
        mention = worded.get(referent.id)
        if mention is not None:
            quote = " ".join(documents[mention.doc].text[mention.start : mention.end].split())
            if quote:
                return quote[:80]
    first = group[0]
    return f"unnamed {first.kind or first.type.lower()}"


def _name_events(found: dict[str, Entity], claims: Iterable[Claim], entity_of: Mapping[str, str]) -> dict[str, Entity]:
    """Events are called by what they are: "killing of Nemesio Oseguera Cervantes, Tapalpa, 2026-02-22"."""
    telling: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        event = found.get(entity_of[claim.subject])
        if event is not None and event.type == "Event":
            telling[event.id].append(claim)
    names = {entity.id: entity.name for entity in found.values()}
    for entity in list(found.values()):
        if entity.type == "Event":
            title = event_title(entity.kind, telling[entity.id], lambda referent: names[entity_of[referent]])
            found[entity.id] = replace(entity, name=_worded(title), title=title)
    return found


def event_title(kind: str | None, claims: Iterable[Claim], name_of: Callable[[str], str]) -> EventTitle:
    """What an event is called after, by the claims that tell of it; of several values the one that is told most often."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if claim.negated:
            continue
        if claim.predicate in ("victim", "target", "place", "item", "agent") and claim.object:
            said[claim.predicate][name_of(claim.object)] += 1
        elif claim.predicate == "date" and claim.value:
            said["date"][claim.value] += 1

    def most(*roles: str) -> str | None:
        for role in roles:
            if said.get(role):
                return max(sorted(said[role]), key=lambda n: said[role][n])
        return None

    places = len(said["place"])
    return EventTitle(
        kind,
        whom=(whom := most("victim", "target", "item")),
        by=None if whom else most("agent"),
        place=most("place") if places <= MANY_PLACES else None,
        places=places,
        date=most("date"),
    )


def _worded(title: EventTitle) -> str:
    head = (title.kind or "event").replace("_", " ")
    if title.whom:
        head += f" {_LINKS.get(title.kind or '', 'of')} {title.whom}"
    elif title.by:
        head += f" by {title.by}"
    where = f"{title.places} places" if title.places > MANY_PLACES else title.place
    return ", ".join(part for part in (head, where, title.date) if part)


def country_of(entity: Entity, knowledge: Knowledge) -> str | None:
    """ISO code of the country an entity is, lies in or serves, from its reference row or its name; else None."""
    if entity.key:
        place = knowledge.places.places.get(entity.key)
        if place is not None:
            return place.country or entity.key.removeprefix("place:")[:2]
        row = knowledge.rows.get(entity.key)
        if row is not None and row.fields.get("country"):
            return row.fields["country"].upper()
        parts = entity.key.split(":")[-1].split("-")
        if entity.key.startswith("agency:") and len(parts) > 1 and len(parts[0]) == 2:
            return parts[0].upper()
    return next((c for n in (entity.name, *entity.names) if (c := orgnames.country(n))), None)
