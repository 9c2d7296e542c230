"""Proposed merges in words, and what hangs on each: for the terminal, for programs, for the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from entramado.model.claim import Document
from entramado.model.network import Entity, Network
from entramado.resolve.conflicts import Obstacle
from entramado.resolve.proposals import Proposal

BASES: Final = {
    "near": "alike, and below the score from which rules join",
    "rule": "alike, and held apart by a rule",
    "unsure": "a person could not tell",
}
_OBSTACLES: Final = {
    "rows": "other rows of one reference table: {0} and {1}",
    "body": "one is a criminal group, the other a public body",
    "names": "no reading of {0} and {1} makes them one name",
    "document": "{0} names them apart",
    "events": "{0} and {1} tell of other days, places or victims",
}
_OF_DOCUMENTS: Final = frozenset({"document", "events"})


def named(found: Obstacle, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The values of an obstacle with documents by name."""
    if found.code not in _OF_DOCUMENTS:
        return found.values
    return tuple(documents[value].name for value in found.values)


def against(found: Obstacle, documents: Mapping[str, Document]) -> str:
    """What stands against two being one, in words."""
    return _OBSTACLES[found.code].format(*named(found, documents))


def sides(network: Network, proposal: Proposal) -> tuple[Entity, Entity]:
    """The two entities that a proposal would join."""
    return network.entities[network.entity_of[proposal.a]], network.entities[network.entity_of[proposal.b]]


def claims_of(network: Network) -> Mapping[str, int]:
    """How many claims speak of each entity, as subject or as object."""
    found: dict[str, set[str]] = {entity: set() for entity in network.entities}
    for edge in network.edges:
        found[edge.subject].update(edge.claims)
        if edge.object is not None:
            found[edge.object].update(edge.claims)
    return {entity: len(claims) for entity, claims in found.items()}


def record(
    network: Network,
    proposal: Proposal,
    documents: Mapping[str, Document],
    claims: Mapping[str, int],
) -> dict[str, object]:
    """One proposal as plain JSON."""
    told = [
        {
            "id": entity.id, "name": entity.name, "type": entity.type, "kind": entity.kind, "referent": referent,
            "claims": claims[entity.id], "documents": len(entity.documents),
        }
        for entity, referent in zip(sides(network, proposal), (proposal.a, proposal.b), strict=True)
    ]  # fmt: skip
    judged = proposal.judgement
    return {
        "a": told[0],
        "b": told[1],
        "basis": proposal.basis,
        "score": proposal.score,
        "reasons": [{"code": r.code, "words": r.words, "weight": r.weight} for r in proposal.reasons],
        "against": against(proposal.against, documents) if proposal.against else None,
        "judgement": {"id": judged.id, "by": judged.by, "why": judged.why} if judged else None,
    }
