"""How sure a line is, in the words of ICD 203, and how good its evidence is: two scales that are never mixed.

Likelihood says how probable it is that a thing is so. Confidence says how good the evidence is: origins and grades alone.
Both rules are printed in every dossier (`LIKELIHOOD_RULE`, `CONFIDENCE_RULE`), so that a reader can check them.

Source of the words and ranges: Intelligence Community Directive 203, Analytic Standards.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from entramado.fuse.belief import judged
from entramado.share.dossier.model import Status
from entramado.share.exhibit import Exhibit

LIKELIHOOD: Final = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)
"""Upper end of each range, and its word."""
EVEN: Final = 0.45
"""Below it the evidence is thin, which does not make the thing unlikely: see `likelihood`."""
CONFIDENCES: Final = ("low", "moderate", "high")

LIKELIHOOD_RULE: Final = (
    "Likelihood words are those of ICD 203: almost no chance (1–5 %), very unlikely (5–20 %), unlikely (20–45 %), roughly even "
    "chance (45–55 %), likely (55–80 %), very likely (80–95 %), almost certain (95–99 %). They are computed from the grades of "
    "the sources, their independence, and how reliably the claims were read; where sources contradict each other, the belief in "
    "each side is set against that in the other. No word stands where no source is graded, where a source only supposes, or "
    "where the evidence is thin and nothing speaks against it: thin evidence does not make a thing unlikely."
)
CONFIDENCE_RULE: Final = (
    "Confidence is about the evidence, not about the thing. High: two or more independent origins whose source is graded A or B "
    "and whose information is graded 1 or 2, at least one claim read by a person, nobody disputing it. Moderate: one such "
    "origin, or two independent origins of which one comes from a source graded A to C. Low: everything else. A dispute lowers "
    "it by one step."
)


def likelihood(belief: float, exhibits: Collection[Exhibit], *, opposed: bool) -> str | None:
    """The word for a probability, or None where none would be honest.

    Belief multiplies doubts and adds nothing for what may be so without evidence: it is a lower bound. A low one therefore says
    "unlikely" only where something speaks against the thing (``opposed``).
    """
    if not any(judged(e.source_grade, e.information_grade) for e in exhibits):
        return None
    if all(e.claim.modality in ("predicted", "hypothetical") for e in exhibits):
        return None
    if belief < EVEN and not opposed:
        return None
    return next(word for upper, word in LIKELIHOOD if belief <= upper)


def confidence(exhibits: Collection[Exhibit], *, disputed: bool) -> str:
    """Low, moderate or high, by `CONFIDENCE_RULE`."""
    origins = {e.origin or e.claim.id for e in exhibits}
    good = {e.origin or e.claim.id for e in exhibits if e.source_grade in "AB" and e.information_grade in "12"}
    fair = any(e.source_grade in "ABC" for e in exhibits)
    if len(good) >= 2 and any(e.reviewed for e in exhibits):
        rank = 2
    elif good or (len(origins) >= 2 and fair):
        rank = 1
    else:
        rank = 0
    return CONFIDENCES[max(rank - disputed, 0)]


def status_of(exhibits: Sequence[Exhibit], *, disputed: bool) -> Status:
    """How a line that says what claims say came to be.

    A fact needs a person who has read it in a source that states it, and nobody who disputes it. What an analyst writes is a
    judgement; so is what a source itself only alleges, believes or expects, once a person has read it there.
    """
    read = [e for e in exhibits if e.reviewed]
    if not read:
        return "machine"
    plain = [e for e in read if e.claim.modality in ("stated", "reported") and not e.analyst]
    return "fact" if plain and not disputed else "assessment"
