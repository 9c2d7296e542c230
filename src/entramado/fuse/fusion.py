"""Claims of a view to its network: entities, edges with their belief, disagreements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from entramado.fuse import belief, origins
from entramado.fuse.disagreements import Ground, disagreements
from entramado.fuse.entities import country_of, entities
from entramado.knowledge import Knowledge
from entramado.knowledge.folding import fold
from entramado.model.claim import MODALITIES, Claim, Document, Modality, Reading, Source, misread
from entramado.model.network import Disagreement, Edge, Entity, Network
from entramado.model.values import Figure, PartialDate
from entramado.model.view import View
from entramado.model.vocabulary import vocabulary
from entramado.resolve import resolve
from entramado.resolve.resolution import containing

Key = tuple[str, str, str | None, str | None, Figure | None, bool, bool]
"""Subject entity, predicate, object entity, folded value, figure, negated, former."""
_LOWERING: Final = frozenset({"contradiction", "denial"})


def network(view: View, knowledge: Knowledge, repeats: Mapping[str, str] | None = None) -> Network:
    """What ``view`` shows, resolved and fused. Reads through the view alone; independent of the order of its rows.

    A claim that persons found misread says nothing here, as if it had never been read; only its own belief is kept. ``repeats``
    maps claims that only say again what another one says to that one: its origin is theirs.
    """
    referents = sorted(view.referents(), key=lambda r: r.id)
    mentions = sorted(view.mentions(), key=lambda m: (m.doc, m.start, m.end, m.referent))
    every = sorted(view.claims(), key=lambda c: c.id)
    read = _readings(view.readings())
    claims = [c for c in every if not misread(read.get(c.id, ()))]
    documents = {d.id: d for d in sorted(view.documents(), key=lambda d: d.id)}
    sources = {s.id: s for s in sorted(view.sources(), key=lambda s: s.id)}
    clusters = resolve(referents, mentions, claims, documents.values(), view.judgements(), knowledge)
    entity_of = clusters.entity_of
    shown = entities(referents, mentions, claims, documents, entity_of, knowledge)
    origin_of, story_of = origins.origins(claims, documents, sources, entity_of)
    origin_of |= {again: origin_of[first] for again, first in (repeats or {}).items() if {again, first} <= origin_of.keys()}
    groups = _group(claims, entity_of)
    publisher = _publishers(sources, shown)
    for group in groups.values():
        origins.own_words_of_speaker(group, documents, publisher, entity_of, origin_of)
    belief_of = {c.id: _belief(c, read, documents, sources) for c in every}
    differing = disagreements(claims, documents, entity_of, origin_of, _ground(shown, claims, entity_of, story_of, knowledge))
    edges = _assertions(groups, origin_of, belief_of, differing)
    return Network(shown, edges, differing, clusters.merges, entity_of, origin_of, belief_of)


def _readings(readings: Iterable[Reading]) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        found[reading.claim].append(reading)
    return found


def _belief(
    claim: Claim,
    read: Mapping[str, list[Reading]],
    documents: Mapping[str, Document],
    sources: Mapping[str, Source],
) -> float:
    """One claim's own belief, before anything confirms or opposes it."""
    document = documents[claim.doc]
    source = sources.get(document.source) if document.source else None
    credibility = claim.credibility if claim.credibility != "6" else document.credibility
    true = belief.true_by_grade(source.reliability if source else "F", credibility)
    return belief.read_right(read.get(claim.id, ())) * true * belief.FIRMNESS[claim.modality]


def _group(claims: Iterable[Claim], entity_of: Mapping[str, str]) -> dict[Key, list[Claim]]:
    """Claims that say the same, by what they say. Every claim is in one group."""
    symmetric = vocabulary().symmetric
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        subject = entity_of[claim.subject]
        target = entity_of[claim.object] if claim.object else None
        if target is not None and claim.predicate in symmetric and target < subject:
            subject, target = target, subject
        value = fold(claim.value) or claim.value if claim.value is not None else None
        former = bool(claim.qualifiers.get("former"))
        groups[subject, claim.predicate, target, value, claim.figure, claim.negated, former].append(claim)
    return dict(sorted(groups.items(), key=lambda item: (str(item[0]), item[1][0].id)))


def _publishers(sources: Mapping[str, Source], shown: Mapping[str, Entity]) -> dict[str, str]:
    """Sources that are entities of the map, by name."""
    named: dict[str, str] = {}
    for entity in shown.values():
        if entity.type == "Organization":
            for name in (entity.name, *entity.names):
                named.setdefault(fold(name), entity.id)
    return {s.id: named[fold(s.name)] for s in sources.values() if fold(s.name) in named}


def _ground(
    shown: Mapping[str, Entity],
    claims: Iterable[Claim],
    entity_of: Mapping[str, str],
    story_of: Mapping[str, str],
    knowledge: Knowledge,
) -> Ground:
    @cache
    def ancestors(place: str) -> frozenset[str]:
        return containing(shown[place].key, knowledge)

    def within(inner: str, outer: str) -> bool:
        return inner == outer or shown[outer].key in ancestors(inner)

    @cache
    def country(entity: str) -> str | None:
        return country_of(shown[entity], knowledge)

    where: dict[str, str] = {}
    for claim in claims:
        place = claim.object if claim.predicate == "place" and not claim.negated else None
        home = country(entity_of[place]) if place else None
        if home:
            where.setdefault(entity_of[claim.subject], home)
    return Ground(
        lambda e: shown[e].kind,
        within,
        country,
        where,
        lambda e: shown[e].name,
        _deaths(shown, claims, entity_of),
        story_of,
    )


def _deaths(shown: Mapping[str, Entity], claims: Iterable[Claim], entity_of: Mapping[str, str]) -> dict[str, PartialDate]:
    """The earliest day on which each entity is said to have died: by a claim, or as victim of a dated killing."""
    days: dict[str, set[PartialDate]] = defaultdict(set)
    killed_in: dict[str, set[str]] = defaultdict(set)
    dated: dict[str, set[PartialDate]] = defaultdict(set)
    for claim in claims:
        if claim.negated or claim.modality in ("predicted", "hypothetical"):
            continue
        subject = entity_of[claim.subject]
        if claim.predicate in ("death_date", "date") and claim.value:
            try:
                (days if claim.predicate == "death_date" else dated)[subject].add(PartialDate.parse(claim.value))
            except ValueError:
                continue  # a date as worded cannot be compared
        elif claim.predicate == "victim" and claim.object and shown[subject].kind == "killing":
            killed_in[entity_of[claim.object]].add(subject)
    for person, events in killed_in.items():
        for event in events:
            days[person] |= dated[event]
    return {person: min(found, key=lambda d: (d.first, d.last)) for person, found in days.items() if found}


def _assertions(
    groups: Mapping[Key, Sequence[Claim]],
    origin_of: Mapping[str, str],
    belief_of: Mapping[str, float],
    differing: Sequence[Disagreement],
) -> tuple[Edge, ...]:
    """One edge a group; what contradicts or denies it lowers its belief."""
    own: dict[Key, float] = {}
    of_claim: dict[str, Key] = {}
    for key, group in groups.items():
        by_origin: dict[str, list[float]] = defaultdict(list)
        for claim in group:
            by_origin[origin_of[claim.id]].append(belief_of[claim.id])
            of_claim[claim.id] = key
        own[key] = belief.combine(by_origin)
    against = _strongest_against(differing, of_claim, own)
    return tuple(_edge(key, group, origin_of, own[key], against.get(key)) for key, group in groups.items())


def _strongest_against(
    differing: Iterable[Disagreement],
    of_claim: Mapping[str, Key],
    own: Mapping[Key, float],
) -> dict[Key, float]:
    """For each edge that is denied or contradicted, the belief in the strongest one that does so."""
    found: dict[Key, float] = {}
    for disagreement in differing:
        if disagreement.nature not in _LOWERING:
            continue
        denial = disagreement.nature == "denial"
        strongest = sorted({of_claim[c] for c in disagreement.claims}, key=lambda k: -own[k])
        for key in strongest:
            rival = next((k for k in strongest if (k[5] != key[5] if denial else k[2:5] != key[2:5])), None)
            if rival is not None:
                found[key] = max(found.get(key, 0.0), own[rival])
    return found


def _edge(
    key: Key,
    group: Sequence[Claim],
    origin_of: Mapping[str, str],
    own: float,
    against: float | None,
) -> Edge:
    subject, predicate, target, _, figure, negated, former = key
    worded = Counter(c.value for c in group if c.value is not None)
    return Edge(
        subject=subject,
        predicate=predicate,
        object=target,
        value=max(sorted(worded), key=lambda v: worded[v]) if worded else None,
        figure=figure,
        claims=tuple(sorted(c.id for c in group)),
        origins=len({origin_of[c.id] for c in group}),
        belief=round(belief.against(own, [] if against is None else [against]), 4),
        modality=_firmest(group),
        negated=negated,
        disputed=against is not None,
        former=former,
        documents=tuple(sorted({c.doc for c in group})),
    )


def _firmest(group: Iterable[Claim]) -> Modality:
    return min((c.modality for c in group), key=MODALITIES.index)
