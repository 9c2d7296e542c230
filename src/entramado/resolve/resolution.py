"""Visible referents to entities, in three rounds: what can stand alone, then persons by what they are tied to, then events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from entramado.knowledge import Knowledge
from entramado.model.claim import Claim, Document, Judgement, Mention, Referent, content_id
from entramado.model.network import Merge
from entramado.resolve import blocking, conflicts, events, scoring
from entramado.resolve.ambiguity import Ambiguity
from entramado.resolve.clustering import Clustering, Scored
from entramado.resolve.conflicts import Group
from entramado.resolve.profiles import Happening, Profile, happenings, profiles, tie

BY: Final = "resolve@1"
_ROUNDS: Final = (("Place", "Substance", "Activity"), ("Organization", "Asset"), ("Person",))
_FINE: Final = frozenset({"locality", "admin2", "site", "port"})


@dataclass(frozen=True, slots=True)
class Clusters:
    """``entity_of``: referent id to entity id, for every visible referent. ``merges``: why those that were joined were."""

    entity_of: Mapping[str, str]
    merges: tuple[Merge, ...]


def resolve(
    referents: Iterable[Referent],
    mentions: Iterable[Mention],
    claims: Iterable[Claim],
    documents: Iterable[Document],
    judgements: Iterable[Judgement],
    knowledge: Knowledge,
) -> Clusters:
    """Cluster referents into entities.

    The result depends on what is given and not on its order. An entity's id is made of its smallest referent id, so it
    says nothing of referents that the viewer may not see.
    """
    rows = {r.id: r for r in sorted(referents, key=lambda r: r.id)}
    said = sorted(claims, key=lambda c: c.id)
    dated: dict[str, Document | None] = {d.id: d for d in documents}
    by_hand = sorted(judgements, key=lambda j: j.id)
    found = profiles(rows.values(), sorted(mentions, key=lambda m: (m.referent, m.start, m.end)), said, dated)
    entity_of: dict[str, str] = {}
    merges: list[Merge] = []
    for types in _ROUNDS:
        tie(found, said, entity_of)
        labels = _labels(found.values(), entity_of, knowledge)
        for kind in types:
            members = {i: p for i, p in found.items() if p.type == kind}
            clustering = _things(members, kind, labels, by_hand)
            merges += clustering.merges
            entity_of |= _entities(clustering)
    leftover = {i: p for i, p in found.items() if i not in entity_of}
    entity_of |= {i: entity_id([i]) for i in leftover}
    happened = happenings(rows.values(), said, dated, entity_of, _named(found.values(), entity_of))
    joined, more = _events(happened, rows, found, entity_of, by_hand, knowledge)
    entity_of |= joined
    return _across_types(entity_of, tuple(merges) + more, by_hand)


def entity_id(members: Sequence[str]) -> str:
    """The id of the entity that these referents make: that of the first, so it says nothing of the others."""
    return content_id("e", min(members))


def _things(
    members: Mapping[str, Profile],
    kind: str,
    labels: Mapping[str, str],
    by_hand: Sequence[Judgement],
) -> Clustering[Group]:
    ambiguous = Ambiguity(members) if kind == "Person" else lambda _: False
    clustering = Clustering(
        {i: conflicts.group(p) for i, p in sorted(members.items())},
        conflicts.absorb,
        lambda a, b: conflicts.clash(a, b, kind),
        lambda g: g.members,
    )
    clustering.judge([judgement for judgement in by_hand if judgement.verdict != "same"])
    clustering.agglomerate(_pairs(blocking.in_order(members.values()), labels, ambiguous), BY)
    clustering.judge(by_hand)  # "same" joins what the rules made of each, so it comes after them
    return clustering


def _pairs(
    members: Sequence[Profile], labels: Mapping[str, str], ambiguous: Callable[[Profile], bool],
) -> Iterator[Scored]:  # fmt: skip
    """The pairs that may be joined."""
    scores = scoring.Scores(members, labels, ambiguous)
    for one, other in blocking.numbered(members):
        if scores.fit(one, other):
            if members[one].id > members[other].id:  # the words name the lesser id first
                one, other = other, one
            value, why = scores.of(one, other)
            if value >= scoring.THRESHOLD:
                yield Scored(members[one].id, members[other].id, value, why)


def _entities(clustering: Clustering[Group]) -> dict[str, str]:
    """Each referent's entity; a group is named once, however many it has."""
    named: dict[int, str] = {}
    for group in clustering.group_of.values():
        if id(group) not in named:
            named[id(group)] = entity_id(group.members)
    return {i: named[id(group)] for i, group in clustering.group_of.items()}


def _labels(found: Iterable[Profile], entity_of: Mapping[str, str], knowledge: Knowledge) -> dict[str, str]:
    """The longest name of each entity so far, or that of its reference row: for the reasons, read by people."""
    labels: dict[str, str] = {}
    for profile in found:
        entity = entity_of.get(profile.id)
        if entity is None or not profile.name:
            continue
        row = knowledge.rows.get(profile.key) if profile.key else None
        name = row.name if row else profile.name
        if entity not in labels or (len(name), name) > (len(labels[entity]), labels[entity]):
            labels[entity] = name
    return labels


def _named(found: Iterable[Profile], entity_of: Mapping[str, str]) -> frozenset[str]:
    return frozenset(entity_of[p.id] for p in found if (p.name or p.key) and not p.collective)


def _events(
    happened: Mapping[str, Happening],
    rows: Mapping[str, Referent],
    found: Mapping[str, Profile],
    entity_of: Mapping[str, str],
    by_hand: Sequence[Judgement],
    knowledge: Knowledge,
) -> tuple[dict[str, str], tuple[Merge, ...]]:
    """Cluster the events twice: the second time knowing which causes and effects turned out to be one."""
    labels = _labels(found.values(), entity_of, knowledge)
    merges: tuple[Merge, ...] = ()
    group_of: dict[str, str] = {i: i for i in happened}
    for _ in range(2):
        around = surroundings(happened, found.values(), entity_of, labels, group_of, knowledge)
        clustering = Clustering(
            {i: [h] for i, h in sorted(happened.items())},
            lambda a, b: a.extend(b),
            lambda a, b: events.groups_clash(a, b, around),  # noqa: B023 - read within this turn only
            lambda g: [h.id for h in g],
        )
        clustering.judge(by_hand)
        clustering.agglomerate((Scored(*s) for s in events.scored(happened, around)), BY)
        group_of = {i: min(h.id for h in group) for i, group in clustering.group_of.items()}
        merges = tuple(clustering.merges)
    return {i: entity_id([group_of[i]]) if i in group_of else entity_id([i]) for i in rows if rows[i].type == "Event"}, merges


def surroundings(
    happened: Mapping[str, Happening],
    found: Iterable[Profile],
    entity_of: Mapping[str, str],
    labels: Mapping[str, str],
    group_of: Mapping[str, str],
    knowledge: Knowledge,
) -> events.Surroundings:
    """What the comparison of events needs of all else. ``group_of``: the group that each event is in so far."""
    found = list(found)
    key_of = {entity_of[p.id]: p.key for p in found if p.key}
    kind_of = {entity_of[p.id]: p.kind for p in found}
    type_of = {entity_of[p.id]: p.type for p in found}
    kinds = Counter((h.doc, h.kind) for h in happened.values())
    told: dict[str, frozenset[str]] = {}
    for happening in happened.values():
        told[happening.doc] = told.get(happening.doc, frozenset()) | {group_of[happening.id]}

    @cache
    def ancestors(place: str) -> frozenset[str]:
        return containing(key_of.get(place), knowledge)

    def within(inner: str, outer: str) -> bool:
        return inner == outer or key_of.get(outer) in ancestors(inner)

    return events.Surroundings(
        labels,
        within,
        lambda p: kind_of.get(p) in _FINE,
        lambda p: kind_of.get(p) == "country",
        lambda e: type_of.get(e) == "Person",
        lambda i: group_of.get(i, i),
        told,
        lambda h: kinds[h.doc, h.kind] == 1,
    )


def containing(key: str | None, knowledge: Knowledge) -> frozenset[str]:
    """Keys of the places that a gazetteer entry lies in: its state and its country."""
    found: set[str] = set()
    while key is not None and key not in found:
        place = knowledge.places.places.get(key)
        if place is None:
            break
        found |= {key}
        if place.admin1 and place.admin1 != key:
            key = place.admin1
        else:
            country = f"place:{place.country}" if place.country else None
            key = country if country != key else None
    return frozenset(found)


def _across_types(entity_of: Mapping[str, str], merges: tuple[Merge, ...], by_hand: Sequence[Judgement]) -> Clusters:
    """Join what a hand judgement calls one although extraction gave it two types; "different" is honoured here too."""
    if not by_hand:
        return Clusters(dict(sorted(entity_of.items())), merges)
    members: dict[str, list[str]] = defaultdict(list)
    for referent, entity in sorted(entity_of.items()):
        members[entity].append(referent)
    groups = {referent: members[entity] for referent, entity in entity_of.items()}
    whole = Clustering(groups, lambda a, b: a.extend(b), lambda _a, _b: False, lambda g: g)
    whole.judge(by_hand)
    final = {referent: entity_id(group) for referent, group in sorted(whole.group_of.items())}
    return Clusters(final, merges + tuple(whole.merges))
