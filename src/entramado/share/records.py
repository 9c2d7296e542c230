"""What is shown, as plain JSON for programs. Each record lists the claims it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from entramado.model.claim import Problem
from entramado.model.network import Disagreement, Edge, Entity, Merge, Network
from entramado.share.category import Category
from entramado.share.exhibit import Exhibit, Exhibits
from entramado.share.explain import Grounds
from entramado.share.profile import Profile
from entramado.share.review_queue import claimed, misread_about
from entramado.share.subjects import CRITERIA, Subject, Subjects
from entramado.share.timeline import Happening
from entramado.share.told import Ground

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
        "misread": misread(network, misread_about(network, exhibits, [found.entity])),
    }


def misread(network: Network, found: Sequence[Exhibit]) -> list[Record]:
    """What persons found misread, and the map leaves out."""
    return [{"says": claimed(network, exhibit), **exhibit.as_json()} for exhibit in found]


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


def subjects(found: Subjects, exhibits: Exhibits | None = None) -> Record:
    """With ``exhibits``, each category opens to the quotes it stands on."""
    lists = (
        ("groups", found.groups), ("persons", found.persons), ("officials", found.officials), ("journalists", found.journalists),
        ("victims", found.victims), ("witnesses", found.witnesses), ("children", found.children), ("others", found.others),
    )  # fmt: skip
    order: Record = {"criterion": found.criterion, "order": CRITERIA[found.criterion].words}
    return order | {name: [_subject(each, exhibits) for each in entries] for name, entries in lists}


def _subject(found: Subject, exhibits: Exhibits | None) -> Record:
    counted = found.evidence
    record: Record = {
        "id": found.entity.id,
        "name": found.entity.name,
        "category": _category(found.category, exhibits) if found.category else None,
        "standing": [
            {
                "kind": item.kind, "says": item.text, "date": item.date, "by": item.by,
                "currency": item.amount[0] if item.amount else None, "amount": item.amount[1] if item.amount else None,
                **_ground(item.ground),
            }
            for item in found.standing
        ],
        "memberships": [
            {
                "group": tie.group.id, "group_name": tie.group.name, "role": tie.role, "former": tie.former, "says": tie.words(),
                **_ground(tie.ground),
            }
            for tie in found.memberships
        ],
        "position": {"ties": dict(found.position.ties), "neighbours": found.position.neighbours, "events": found.position.events},
        "evidence": {
            "claims": counted.claims, "origins": counted.origins, "grades": dict(counted.grades), "best_grade": counted.best,
            "reviewed": counted.reviewed, "assessed": counted.assessed, "disputed": counted.disputed,
        },
        "members": asdict(found.members) if found.members else None,
        "gaps": list(found.gaps),
        "latest": found.latest,
        "claims": list(found.claims),
    }  # fmt: skip
    return record


def _category(found: Category, exhibits: Exhibits | None) -> Record:
    record: Record = {"is": found.word, "why": found.why, "date": found.date, "by_claim": found.explicit, **_ground(found.ground)}
    record["otherwise"] = [{"is": o.word, "date": o.date, "claims": list(o.claims)} for o in found.others]
    if exhibits is not None:
        record["evidence"] = [exhibit.as_json() for exhibit in exhibits.all(found.ground.claims)]
    return record


def _ground(found: Ground) -> Record:
    return {
        "origins": found.origins,
        "modality": found.modality,
        "disputed": found.disputed,
        "review": {"level": found.review.level, "right": list(found.review.right), "wrong": list(found.review.wrong)},
        "claims": list(found.claims),
    }


def merge(found: Merge) -> Record:
    return {"a": found.a, "b": found.b, "score": found.score, "why": found.why, "by": found.by}
