"""How a dossier is to be read: the words that every form prints beside its lines, and how lines point to their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from entramado.share.dossier.model import Evidence, Handling, Line

KINDS: Final = {"subject": "Subject dossier", "network": "Network assessment"}
NAMES: Final = {"fact": "Fact", "assessment": "Assessment", "machine": "Machine reading", "question": "Open question"}
MEANINGS: Final = {
    "fact": "said by a source in so many words, read there by a person, disputed by nobody.",
    "assessment": "a person's judgement, or what is computed over several claims.",
    "machine": "read out of a text by rules alone; no person has reviewed it (of members of a criminal group: no two persons).",
    "question": "something that the sources leave open.",
}
READING: Final = (
    "Numbers in brackets lead to the source schedule. Evidence numbers lead to the sentence: 3.12 is the twelfth claim taken "
    "from source 3. Likelihood is about the thing, confidence about the evidence: both rules are printed under “Strength of the "
    "evidence”."
)
FIGURES: Final = {
    "claims": "claims",
    "documents": "documents",
    "origins": "independent origins",
    "reviewed": "claims read by a person",
    "lines_of_one_origin": "lines of one origin",
    "lines_disputed": "lines disputed",
}
"""Figures that stand on the first page, with what is written under them."""


MANY: Final = 12
"""Runs of evidence numbers that a line shows; a line on more says from which sources they are."""


def spans(labels: Sequence[str]) -> list[list[str]]:
    """Labels in order, runs of three or more as first and last: 1.2, 1.3, 1.4, 3.1 is [[1.2, 1.4], [3.1]]."""
    numbers = sorted({(int(source), int(claim)) for source, _, claim in (label.partition(".") for label in labels)})
    runs: list[list[tuple[int, int]]] = []
    for source, claim in numbers:
        if runs and runs[-1][-1] == (source, claim - 1):
            runs[-1].append((source, claim))
        else:
            runs.append([(source, claim)])
    found: list[list[str]] = []
    for run in runs:
        names = [f"{source}.{claim}" for source, claim in run]
        found += [[names[0], names[-1]]] if len(names) > 2 else [[name] for name in names]
    return found


def pointers(line: Line, labels: Mapping[str, str]) -> list[list[str]]:
    """Evidence numbers of a line, runs as first and last; empty for a line on more than fits."""
    found = spans([labels[claim] for claim in line.claims if claim in labels])
    return found if len(found) <= MANY else []


def under_heads(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Lines under what they answer: a head holds for the lines after it too."""
    parts: list[tuple[str, list[Line]]] = []
    for line in lines:
        if line.head or not parts:
            parts.append((line.head, []))
        parts[-1][1].append(line)
    return parts


def under_quotes(evidence: Iterable[Evidence]) -> list[tuple[str, list[Evidence]]]:
    """Claims of one source under the sentence that they were read out of, which stands once."""
    by_quote: dict[tuple[str, str], list[Evidence]] = {}
    for each in evidence:
        by_quote.setdefault((each.quote, each.place), []).append(each)
    return [(quote, claims) for (quote, _), claims in by_quote.items()]


def prepared(handling: Handling) -> str:
    """By whom, for whom and when."""
    organisation = f" ({handling.organisation})" if handling.organisation else ""
    return f"Prepared on {handling.prepared_on} by {handling.prepared_by}, as seen by {handling.prepared_for}{organisation}"
