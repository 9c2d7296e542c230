"""How far a claim is to be believed: P(read right) x P(true, given who says so). Method and figures: docs/explanation/belief.md.

A grade of F or 6 says that nothing is known of source or information. It is no low grade: such a claim stands at
`NEUTRAL`, which is a stated prior and not a measurement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import Final

from entramado.knowledge.folding import fold
from entramado.model.claim import RIGHT, WRONG, Modality, Reading

RELIABILITY: Final[Mapping[str, float]] = {"A": 0.95, "B": 0.85, "C": 0.70, "D": 0.50, "E": 0.30}
"""P(true) by the source alone: its usual record (Admiralty code, NATO AJP-2.1; F has none)."""
CREDIBILITY: Final[Mapping[str, float]] = {"1": 0.95, "2": 0.85, "3": 0.65, "4": 0.40, "5": 0.15}
"""P(true) by the information alone (6 has none)."""
NEUTRAL: Final = 0.5
FIRMNESS: Final[Mapping[Modality, float]] = {
    "stated": 1.0,
    "reported": 0.95,
    "alleged": 0.8,
    "believed": 0.8,
    "predicted": 0.4,
    "hypothetical": 0.2,
}
"""What is left of P(true) when the speaker commits himself less."""
DEPENDENCE: Final = 0.5
"""Weight of each further origin: stories on one matter are seldom wholly independent."""
CEILING: Final = 0.99
DENIAL: Final = 0.5
"""How much of an opposing claim's belief is taken off."""


def true_by_grade(reliability: str, credibility: str) -> float:
    """P(true) from both grades: the mean of their log-odds, one of them when the other cannot be judged, else `NEUTRAL`."""
    known = [p for p in (RELIABILITY.get(reliability), CREDIBILITY.get(credibility)) if p is not None]
    if not known:
        return NEUTRAL
    mean = sum(log(p / (1 - p)) for p in known) / len(known)
    return 1 / (1 + exp(-mean))


def judged(reliability: str, credibility: str) -> bool:
    """Whether either grade says anything."""
    return reliability in RELIABILITY or credibility in CREDIBILITY


def read_right(readings: Iterable[Reading]) -> float:
    """P(the claim was read right out of its document).

    Rules of one extractor err together: its best rule counts. Readers are independent. Once a person has found the claim misread
    the rules count no longer, and persons' words are weighed against each other, each alike: sum of log-odds.
    """
    best: dict[str, float] = defaultdict(float)
    persons: dict[str, float] = {}
    for reading in readings:
        if reading.person is None:
            extractor = reading.by.split(":")[0]
            best[extractor] = max(best[extractor], reading.p)
        else:
            persons[fold(reading.person)] = min(max(reading.p, WRONG), RIGHT)
            best["person"] = max(best["person"], reading.p)
    if any(p < NEUTRAL for p in persons.values()):
        return min(CEILING, 1 / (1 + exp(-sum(log(p / (1 - p)) for p in persons.values()))))
    wrong = 1.0
    for p in best.values():
        wrong *= 1 - p
    return min(CEILING, 1 - wrong)


def combine(by_origin: Mapping[str, Sequence[float]]) -> float:
    """Belief from the beliefs of claims, grouped by origin: the best of each origin, then a noisy-or in which every
    origin after the strongest weighs `DEPENDENCE`. Never above `CEILING`.
    """
    best = sorted((max(values) for values in by_origin.values()), reverse=True)
    doubt = 1.0
    for rank, p in enumerate(best):
        doubt *= 1 - p * (1.0 if rank == 0 else DEPENDENCE)
    return min(CEILING, 1 - doubt)


def against(belief: float, opposing: Iterable[float]) -> float:
    """Belief after denials and contradictions: each takes off `DENIAL` of its own weight. Nothing opposing: unchanged."""
    for other in opposing:
        belief *= 1 - DENIAL * other
    return belief
