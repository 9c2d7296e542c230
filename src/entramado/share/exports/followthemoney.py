"""FollowTheMoney 4 entities (followthemoney.tech), one JSON object a line: for OpenAleph, yente and their kin.

The mapping stands in the vocabulary (``ftm``). What FollowTheMoney has no word for (substances, activities, denials,
disagreements) is kept as notes, never as a link that would say more than the claim.
"""

from __future__ import annotations

import json
from typing import TextIO

from entramado.model.claim import content_id
from entramado.model.network import Edge, Entity, Network
from entramado.model.view import View
from entramado.model.vocabulary import vocabulary
from entramado.share.exhibit import Exhibits
from entramado.share.wording import phrase

Properties = dict[str, list[str]]


def write(view: View, network: Network, out: TextIO) -> None:
    """Write the entities that have a schema, then the links between them. Denied and foreseen links become notes."""
    exhibits = Exhibits(view, network)
    nodes: dict[str, tuple[str, Properties]] = {}
    for entity in network.entities.values():
        schema = _schema(entity)
        if schema is not None:
            nodes[entity.id] = (schema, _named(entity, schema, exhibits))
    links: list[tuple[str, str, Properties]] = []
    for said in network.edges:
        if said.subject not in nodes:
            continue
        made = _link(network, said, nodes, exhibits)
        if made is None:
            _note(network, said, nodes)
        else:
            links += made
    for entity_id, (schema, properties) in nodes.items():
        _line(out, entity_id, schema, properties)
    for link_id, schema, properties in links:
        _line(out, link_id, schema, properties)


def _line(out: TextIO, entity_id: str, schema: str, properties: Properties) -> None:
    kept = {key: sorted(set(values)) for key, values in sorted(properties.items()) if values}
    out.write(json.dumps({"id": entity_id, "schema": schema, "properties": kept}, ensure_ascii=False) + "\n")


def _schema(entity: Entity) -> str | None:
    known = vocabulary().types[entity.type]
    kind = known.kinds.get(entity.kind or "")
    return kind.ftm if kind else known.ftm


def _named(entity: Entity, schema: str, exhibits: Exhibits) -> Properties:
    files = [exhibits.documents[doc].name for doc in entity.documents if doc in exhibits.documents]
    properties: Properties = {"name": [entity.name], "notes": [f"named in {file}" for file in files]}
    if schema == "Address":
        properties["full"] = [entity.name]
        if entity.lat is not None and entity.lon is not None:
            properties |= {"latitude": [str(entity.lat)], "longitude": [str(entity.lon)]}
    others = [name for name in entity.names if name != entity.name]
    properties["alias"] = others
    if entity.kind == "criminal":
        properties["topics"] = ["crime"]
    return properties


def _link(
    network: Network, said: Edge, nodes: dict[str, tuple[str, Properties]], exhibits: Exhibits
) -> list[tuple[str, str, Properties]] | None:
    """The entities that an edge becomes; an empty list when it became a property; None when it does not fit."""
    word = vocabulary().predicates[said.predicate]
    if said.negated or said.modality in ("predicted", "hypothetical") or said.object is None or said.object not in nodes:
        return None
    if "schema" not in word.ftm:
        return None
    evidence = [f"“{' '.join(e.quote.split())}” {e.citation()}" for e in exhibits.all(said.claims)]
    link_id = content_id("l", said.subject, said.predicate, said.object, said.former)
    schema, target = word.ftm["schema"], said.object
    properties: Properties = {
        word.ftm["subject"]: [said.subject],
        word.ftm["object"]: [target],
        "role": [phrase(said.predicate, former=said.former)],
        "summary": evidence,
        "recordId": list(said.claims),
    }
    if schema not in ("UnknownLink", "Occupancy", "Payment") and "Address" in (nodes[said.subject][0], nodes[target][0]):
        properties = {"subject": [said.subject], "object": [target]} | {k: properties[k] for k in ("role", "summary", "recordId")}
        schema = "UnknownLink"
    made: list[tuple[str, str, Properties]] = []
    if schema == "Occupancy":
        post = content_id("l", "post", target)
        holder = network.entities[target].name
        made.append((post, "Position", {"name": [f"post in {holder}"], "notes": [f"of {holder} ({target})"]}))
        properties[word.ftm["object"]] = [post]
        del properties["role"]
        properties["status"] = ["ended" if said.former else "current"]
    if schema in ("Family", "Associate"):
        properties["relationship"] = properties.pop("role")
    if schema == "Payment":
        properties["purpose"] = properties.pop("role")
    made.append((link_id, schema, properties))
    return made


def _note(network: Network, said: Edge, nodes: dict[str, tuple[str, Properties]]) -> None:
    """What is no link: a typed property where FollowTheMoney has one, and a note in words."""
    properties = nodes[said.subject][1]
    word = vocabulary().predicates[said.predicate]
    value = network.entities[said.object].name if said.object else said.value or ""
    told = "" if said.predicate == "occurred" else f" {value}"
    held = not said.negated and said.modality not in ("predicted", "hypothetical")
    if held and told and "property" in word.ftm and word.ftm["property"] in _PLAIN.get(nodes[said.subject][0], ()):
        properties.setdefault(word.ftm["property"], []).append(value)
    note = f"{phrase(said.predicate, False, said.negated, said.former)}{told} ({said.modality}, belief {said.belief:.2f})"
    properties.setdefault("notes", []).append(note)


_PLAIN: dict[str, frozenset[str]] = {
    "Person": frozenset({"alias", "birthDate", "deathDate", "position", "summary", "description"}),
    "Organization": frozenset({"alias", "incorporationDate", "summary", "description"}),
    "PublicBody": frozenset({"alias", "incorporationDate", "summary", "description"}),
    "Company": frozenset({"alias", "incorporationDate", "summary", "description"}),
    "Event": frozenset({"date", "summary", "description"}),
}
"""Properties that take what a claim says as it stands."""
