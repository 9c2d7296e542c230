"""The subjects of a case: criminal groups, and persons that claims tie to them or charge. No score of guilt or danger.

Subjects are ordered by the number of independent origins that speak of their ties. Officials, journalists, victims and
everyone else are listed apart, by name, and never ranked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from entramado.model.network import Edge, Entity, Network

TIES: Final = frozenset({
    "leads", "member_of", "works_for", "founded", "reports_to", "launders_for", "successor_of",
})  # fmt: skip
"""Predicates that tie a person to a criminal group. Contact alone (meetings, family, a shared document) is none,
nor is paying one: who is extorted pays."""

ACCUSED: Final = {"charge": "charged", "conviction": "convicted", "sentence": "convicted"}
ACCUSING_EVENTS: Final = {"charge": "charged", "conviction": "convicted", "sentencing": "convicted", "arrest": "arrested"}
CRITERIA: Final = {
    "Criminal groups": "Cartels, gangs and their cells that claims speak of, most independent origins first.",
    "Persons tied to them or accused": (
        "Persons who by a claim lead, founded, belong to, work for, pay or answer to such a group, or who were charged, "
        "convicted or arrested; most independent origins of those claims first."
    ),
    "Officials": "Persons in a public post, by name. Not ranked.",
    "Journalists": "Persons in a post at a news outlet, by name. Not ranked.",
    "Others named": "Victims, witnesses, bystanders and all whom no claim ties to a group, by name. Not ranked.",
}  # fmt: skip
"""By what each list is made; the same words in the terminal and on the page."""
HARMED: Final = frozenset({"killing", "kidnapping", "attack", "clash"})
POSTS: Final = frozenset({"government", "agency"})


@dataclass(frozen=True, slots=True)
class Subject:
    """One entity in the list. ``standing`` says in a word why it is there; ``claims`` is what that stands on."""

    entity: Entity
    standing: str
    origins: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subjects:
    """``groups`` and ``persons`` by origins, most first; the others by name."""

    groups: tuple[Subject, ...]
    persons: tuple[Subject, ...]
    officials: tuple[Subject, ...]
    journalists: tuple[Subject, ...]
    others: tuple[Subject, ...]


def subjects(network: Network) -> Subjects:
    """Sort the persons and criminal groups of a network by what claims say of them."""
    about: dict[str, list[Edge]] = {}
    for edge in network.edges:
        if edge.negated or edge.modality in ("predicted", "hypothetical"):
            continue
        about.setdefault(edge.subject, []).append(edge)
        if edge.object is not None:
            about.setdefault(edge.object, []).append(edge)
    criminal = {e.id for e in network.entities.values() if e.type == "Organization" and e.kind == "criminal"}
    groups = [_subject(network, network.entities[g], "criminal group", about.get(g, [])) for g in criminal]
    persons: list[Subject] = []
    apart: dict[str, list[Subject]] = {"official": [], "journalist": [], "other": []}
    for entity in network.entities.values():
        if entity.type != "Person":
            continue
        standing, grounds = _standing(network, entity, about.get(entity.id, []), criminal)
        subject = _subject(network, entity, standing, grounds)
        if standing in apart or standing == "victim":
            apart.get(standing, apart["other"]).append(subject)
        else:
            persons.append(subject)

    def ranked(found: list[Subject]) -> tuple[Subject, ...]:
        return tuple(sorted(found, key=lambda s: (-s.origins, -len(s.claims), s.entity.name, s.entity.id)))

    def by_name(found: list[Subject]) -> tuple[Subject, ...]:
        return tuple(sorted(found, key=lambda s: (s.entity.name, s.entity.id)))

    return Subjects(
        ranked([g for g in groups if g.claims]), ranked(persons), by_name(apart["official"]), by_name(apart["journalist"]),
        by_name(apart["other"]),
    )  # fmt: skip


def _standing(network: Network, person: Entity, about: list[Edge], criminal: set[str]) -> tuple[str, list[Edge]]:
    """In this order: what a person's category claim says, ties to a criminal group, accusation, post, harm suffered."""

    def kind_of(edge: Edge) -> str | None:
        return network.entities[edge.subject].kind if network.entities[edge.subject].type == "Event" else None

    given = [a for a in about if a.predicate == "category" and a.subject == person.id]
    if given:
        word = str(given[0].value)
        protected = {"official": "official", "journalist": "journalist", "victim": "victim", "witness": "other", "child": "other"}
        return protected.get(word, word), given
    tied = [a for a in about if a.predicate in TIES and a.subject == person.id and a.object in criminal]
    if tied:
        leads = any(a.predicate in ("leads", "founded") for a in tied)
        return ("named as leader" if leads else "named as member or contractor"), tied
    post = [a for a in about if a.predicate == "holds_post" and a.subject == person.id]
    heads = [a for a in about if a.predicate == "leads" and a.subject == person.id]
    if not post:
        accused = [a for a in about if a.predicate in ACCUSED and a.subject == person.id]
        accused += [a for a in about if a.object == person.id and a.predicate == "target" and kind_of(a) in ACCUSING_EVENTS]
        if accused:
            words = {ACCUSED.get(a.predicate) or ACCUSING_EVENTS[kind_of(a) or ""] for a in accused}
            return next(w for w in ("convicted", "charged", "arrested") if w in words), accused
    if post or heads:
        media = [a for a in post if a.object is not None and network.entities[a.object].kind == "media"]
        return ("journalist", media) if media else ("official", post or heads)
    harmed = [a for a in about if a.object == person.id and a.predicate == "victim" and kind_of(a) in HARMED]
    return ("victim", harmed) if harmed else ("other", about)


def _subject(network: Network, entity: Entity, standing: str, grounds: list[Edge]) -> Subject:
    claims = sorted({claim for edge in grounds for claim in edge.claims})
    return Subject(entity, standing, len({network.origin_of.get(claim, claim) for claim in claims}), tuple(claims))
