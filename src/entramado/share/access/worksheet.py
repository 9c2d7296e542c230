"""The officer's worksheet: all that is held on a person, what of it the answer tells, and what holds the rest back.

It never goes to whoever asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from entramado.model.claim import Claim
from entramado.model.errors import NotFound
from entramado.model.marking import Marking
from entramado.model.network import Entity, Network
from entramado.model.view import View, Viewer
from entramado.share.access.answer import Answer, Term
from entramado.share.exhibit import Exhibit, Exhibits
from entramado.share.find import find
from entramado.share.wording import phrase, plain


@dataclass(frozen=True, slots=True)
class Row:
    """One claim on the person. ``number`` is its line in the answer, None where it is not told; then ``held`` says why."""

    claim: str
    text: str
    quote: str
    document: str
    citation: str
    marking: str
    number: int | None
    held: tuple[str, ...]
    term: Term | None
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Worksheet:
    """All that is held. ``mentioned`` are documents that name the person and on which no claim on him stands."""

    name: str
    prepared_on: str
    viewer: str
    rows: tuple[Row, ...] = ()
    mentioned: tuple[str, ...] = ()
    recipients: tuple[tuple[str, int], ...] = ()
    """Who was sent claims on the person, and how many."""

    @property
    def withheld(self) -> int:
        return sum(row.number is None for row in self.rows)


def worksheet(
    view: View,
    network: Network,
    name: str,
    told: Answer,
    viewer: Viewer,
    terms: Mapping[str, Term],
    *,
    prepared_on: date,
    sent: Mapping[str, Sequence[str]],
) -> Worksheet:
    """Out of the owner's ``view``: every claim with the person in it. ``told`` is the answer made for ``viewer``.

    ``sent`` names the recipients of each claim. Raises Ambiguous; a name that nothing bears gives an empty sheet.
    """
    empty = Worksheet(name, prepared_on.isoformat(), viewer.name)
    try:
        entity = find(network, name, whole=True)
    except NotFound:
        return empty
    exhibits = Exhibits(view, network)
    mine = set(entity.referents)
    events = {claim.subject for claim in exhibits.claims.values() if claim.object in mine and _event(network, claim)}
    about = [claim.id for claim in exhibits.claims.values() if _touches(claim, mine) or claim.subject in events]
    numbers = told.claims
    rows = [_row(each, network, numbers, viewer, terms, prepared_on) for each in exhibits.all(about)]
    on = {row.document for row in rows}
    named = [document.name for document in exhibits.documents.values() if document.id in entity.documents]
    receivers: dict[str, int] = {}
    for claim in about:
        for recipient in sent.get(claim, ()):
            receivers[recipient] = receivers.get(recipient, 0) + 1
    return Worksheet(
        name,
        prepared_on.isoformat(),
        viewer.name,
        tuple(rows),
        tuple(sorted(set(named) - on)),
        tuple(sorted(receivers.items())),
    )


def _row(
    exhibit: Exhibit, network: Network, numbers: Mapping[str, int], viewer: Viewer, terms: Mapping[str, Term], today: date,
) -> Row:  # fmt: skip
    claim = exhibit.claim
    number = numbers.get(claim.id)
    term = terms.get(claim.doc)
    held: list[str] = []
    if number is None:
        held += Marking.parse(exhibit.marking).held_by(viewer, today)
        if term is not None and term.until < today.isoformat():
            held.append(f"past its review date {term.until}: decide whether it is still needed (`entramado retention`)")
        if not held:
            held.append("part of an event, or of a reading, that the answer does not tell by itself")
    return Row(
        claim.id,
        _text(network, claim),
        plain(exhibit.quote),
        exhibit.document.name,
        exhibit.citation(),
        exhibit.marking,
        number,
        tuple(held),
        term,
        exhibit.reviewed,
    )


def _text(network: Network, claim: Claim) -> str:
    ends = [network.entities[e].name if (e := network.entity_of.get(r or "")) else None for r in (claim.subject, claim.object)]
    said = phrase(claim.predicate, negated=claim.negated)
    return plain(" ".join(filter(None, (ends[0] or "?", said, ends[1] or claim.value))))


def _event(network: Network, claim: Claim) -> bool:
    entity: Entity | None = network.entities.get(network.entity_of.get(claim.subject, ""))
    return entity is not None and entity.type == "Event"


def _touches(claim: Claim, mine: set[str]) -> bool:
    return bool({claim.subject, claim.object, *(said.referent for said in claim.said_by)} & mine)
