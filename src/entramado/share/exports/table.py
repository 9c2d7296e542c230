"""One CSV row a claim, readable in any spreadsheet: who, what, whom, by whom said, where it stands."""

from __future__ import annotations

import csv
from typing import Final, TextIO

from entramado.model.network import Network
from entramado.model.view import View
from entramado.share.exhibit import Exhibits

COLUMNS: Final = (
    "subject", "subject_type", "predicate", "object", "object_type", "value", "modality", "negated", "said_by", "grade",
    "file", "published", "start", "end", "quote", "belief", "origin", "marking", "claim",
)  # fmt: skip


def write(view: View, network: Network, out: TextIO) -> None:
    """Write the header and one row a claim. A cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    exhibits = Exhibits(view, network)
    for claim_id in exhibits.claims:
        exhibit = exhibits.of(claim_id)
        claim = exhibit.claim
        subject = network.entities[network.entity_of[claim.subject]]
        target = network.entities[network.entity_of[claim.object]] if claim.object else None
        cells = (
            subject.name, subject.type, claim.predicate, target.name if target else "", target.type if target else "",
            claim.value or "", claim.modality, "yes" if claim.negated else "", exhibit.said(), exhibit.grade,
            exhibit.document.name, str(exhibit.document.published or ""), exhibit.start, exhibit.end,
            " ".join(exhibit.quote.split()), "" if exhibit.belief is None else round(exhibit.belief, 3), exhibit.origin or "",
            exhibit.marking, claim.id,
        )  # fmt: skip
        rows.writerow([_safe(cell) for cell in cells])


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + cell
    return cell
