"""A dossier as JSON for programs: what the other forms show, field by field, and the rules by which it is to be read."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final

from entramado.share.dossier.judging import CONFIDENCE_RULE, LIKELIHOOD, LIKELIHOOD_RULE
from entramado.share.dossier.legend import MEANINGS
from entramado.share.dossier.model import Dossier

FORMAT: Final = "entramado-dossier/1"
"""Changes when a program that reads one could no longer read the next."""


def record(dossier: Dossier) -> dict[str, object]:
    """The dossier as plain values. ``claims`` of a line are claim ids; ``evidence`` lays each of them open."""
    return {
        "format": FORMAT,
        **asdict(dossier),
        "legend": {
            "statuses": MEANINGS,
            "likelihood": {word: upper for upper, word in LIKELIHOOD},
            "likelihood_rule": LIKELIHOOD_RULE,
            "confidence_rule": CONFIDENCE_RULE,
        },
    }


def record_bytes(dossier: Dossier) -> bytes:
    """The record as UTF-8 JSON."""
    return f"{json.dumps(record(dossier), ensure_ascii=False, indent=1)}\n".encode()
