"""What is shown, as plain JSON for programs. Each record lists the claims it stands on."""

from __future__ import annotations

from collections import Counter

from entramado.model.claim import Problem
from entramado.model.network import Disagreement, Edge, Entity, Merge, Network
from entramado.share.exhibit import Exhibits
from entramado.share.explain import Grounds
from entramado.share.profile import Profile
from entramado.share.subjects import Subject, Subjects
from entramado.share.timeline import Happening

Record = dict[str, object]


def entity(found: Entity) -> Record:
    return {
        "id": found.id,
        "type": found.type,
        "kind": found.kind,
        "name": found.name,
        "names": list(found.names),
        "documents": list(found.documents),
        "key": found.key,
        "lat": found.lat,
        "lon": found.lon,
    }


def edge(network: Network, said: Edge, exhibits: Exhibits | None = None) -> Record:
    record: Record = {
        "subject": said.subject,
        "subject_name": network.entities[said.subject].name,
        "predicate": said.predicate,
        "object": said.object,
        "object_name": network.entities[said.object].name if said.object else None,
        "value": said.value,
        "bound": said.figure.bound if said.figure else None,
        "belief": round(said.belief, 4),
        "origins": said.origins,
        "modality": said.modality,
        "negated": said.negated,
        "disputed": said.disputed,
        "former": said.former,
        "claims": list(said.claims),
    }
    if exhibits is not None:
        record["evidence"] = [exhibit.as_json() for exhibit in exhibits.all(said.claims)]
    return record


def disagreement(network: Network, found: Disagreement, exhibits: Exhibits) -> Record:
    sides = []
    for exhibit in exhibits.all(found.claims):
        claim = exhibit.claim
        target = network.entities[network.entity_of[claim.object]].name if claim.object else None
        sides.append({"says": target or claim.value, **exhibit.as_json()})
    return {
        "id": found.id,
        "nature": found.nature,
        "subject": found.subject,
        "subject_name": network.entities[found.subject].name,
        "predicate": found.predicate,
        "about": found.about,
        "claims": list(found.claims),
        "sides": sides,
    }


def happening(network: Network, found: Happening, exhibits: Exhibits | None = None) -> Record:
    return {
        "id": found.event.id,
        "kind": found.event.kind,
        "name": found.event.name,
        "date": found.date,
        "happened": found.held,
        "parts": [edge(network, part, exhibits) for part in found.parts],
    }


def profile(network: Network, found: Profile, exhibits: Exhibits) -> Record:
    return {
        "entity": entity(found.entity),
        "attributes": [edge(network, a, exhibits) for a in found.attributes],
        "links": [edge(network, a, exhibits) for a in (*found.outward, *found.inward)],
        "events": [happening(network, h, exhibits) for h in found.events],
        "disagreements": [disagreement(network, d, exhibits) for d in found.disagreements],
        "merges": [merge(m) for m in found.merges],
    }


def grounds(network: Network, found: Grounds) -> Record:
    record = edge(network, found.edge)
    record["evidence"] = [exhibit.as_json() for exhibit in found.exhibits]
    record["disagreements"] = [d.id for d in found.disagreements]
    return record


def problem(found: Problem) -> Record:
    return {"where": found.where, "what": found.what, "code": found.code, "refused": found.refused, "document": found.doc}


def counts(network: Network) -> dict[str, int]:
    """Entities by type."""
    return dict(sorted(Counter(each.type for each in network.entities.values()).items()))


def subjects(found: Subjects) -> Record:
    def listed(each: tuple[Subject, ...]) -> list[Record]:
        return [
            {"id": s.entity.id, "name": s.entity.name, "standing": s.standing, "origins": s.origins, "claims": list(s.claims)}
            for s in each
        ]

    return {
        "groups": listed(found.groups),
        "persons": listed(found.persons),
        "officials": listed(found.officials),
        "journalists": listed(found.journalists),
        "others": listed(found.others),
    }


def merge(found: Merge) -> Record:
    return {"a": found.a, "b": found.b, "score": found.score, "why": found.why, "by": found.by}
