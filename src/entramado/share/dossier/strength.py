"""How good the evidence of a dossier is: origins, grades, who has read it. Counted over the claims that its lines stand on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from entramado.share.dossier.judging import CONFIDENCE_RULE, LIKELIHOOD_RULE
from entramado.share.dossier.model import Line, Section
from entramado.share.dossier.phrasing import counted
from entramado.share.dossier.writer import Writer
from entramado.share.exhibit import Exhibit

_SOURCE: Final = {
    "A": "completely reliable source",
    "B": "usually reliable source",
    "C": "fairly reliable source",
    "D": "source not usually reliable",
    "E": "unreliable source",
    "F": "reliability cannot be judged",
}
_INFORMATION: Final = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""The Admiralty code in words."""


def origins(exhibits: Iterable[Exhibit]) -> int:
    """Independent origins: who is said to know, counted once."""
    return len({e.origin or e.claim.id for e in exhibits})


def share(part: int, whole: int) -> str:
    """A share in whole per cent, never rounded to none or to all."""
    if not whole:
        return "0 %"
    exact = 100 * part / whole
    return "under 1 %" if 0 < exact < 1 else "over 99 %" if 99 < exact < 100 else f"{exact:.0f} %"


def summary(exhibits: Sequence[Exhibit]) -> str:
    """The size of the evidence in one sentence."""
    read = sum(e.reviewed for e in exhibits)
    documents = len({e.document.id for e in exhibits})
    by = counted(origins(exhibits), "independent origin")
    checked = "no person has checked any of them" if not read else f"a person has checked {share(read, len(exhibits))} of them"
    return f"{counted(len(exhibits), 'claim')} in {counted(documents, 'document')}, from {by}; {checked}"


def strength(writer: Writer, lines: Sequence[Line]) -> Section:
    """The section on the evidence of ``lines``, which are all the lines of knowledge that the dossier has."""
    used = writer.used()
    told: list[Line] = []

    def say(text: str, found: Sequence[Exhibit], level: int = 0) -> None:
        if found:
            told.append(writer.line(text, [e.claim.id for e in found], status="assessment", weighed=False, level=level))

    say(summary(used), used)
    grades: dict[str, list[Exhibit]] = defaultdict(list)
    for exhibit in used:
        grades[exhibit.grade].append(exhibit)
    for grade, found in sorted(grades.items()):
        words = f"{_SOURCE.get(grade[0], '')}, {_INFORMATION.get(grade[1:], '')}"
        say(f"Graded {grade} ({words}): {counted(len(found), 'claim')} from {counted(origins(found), 'origin')}", found, 1)
    unread = [e for e in used if not e.reviewed]
    say(f"{counted(len(unread), 'claim')} read by machine alone: each is a guess until a person has checked it", unread)
    unnamed = [e for e in used if e.claim.said_by and not e.claim.said_by[0].named]
    say(f"{counted(len(unnamed), 'claim')} from speakers whom the sources do not name", unnamed)
    analysts = [e for e in used if e.analyst]
    say(f"{counted(len(analysts), 'claim')} from analysts' notes: judgements, not reports", analysts)
    single = [line for line in lines if line.origins == 1 and line.level == 0]
    whole = [line for line in lines if line.level == 0]
    if single:
        claims = list(dict.fromkeys(claim for line in single for claim in line.claims))
        told.append(
            writer.line(
                f"{len(single)} of {counted(len(whole), 'line')} rest on one origin alone",
                claims,
                status="assessment",
                weighed=False,
            )
        )
    return Section(
        "strength", "Strength of the evidence", tuple(told),
        intro=f"{CONFIDENCE_RULE}\n\n{LIKELIHOOD_RULE}",
        none="There is no evidence: no claim that this viewer may see is about the subject.",
    )  # fmt: skip


def figures(writer: Writer, lines: Sequence[Line]) -> dict[str, int | float | str]:
    """The same for programs."""
    used = writer.used()
    read = sum(e.reviewed for e in used)
    return {
        "claims": len(used),
        "documents": len({e.document.id for e in used}),
        "origins": origins(used),
        "reviewed": read,
        "share_reviewed": round(read / len(used), 4) if used else 0.0,
        "lines": len(lines),
        "lines_of_one_origin": sum(line.origins == 1 for line in lines),
        "lines_disputed": sum(line.disputed for line in lines),
        **{f"claims_graded_{grade}": number for grade, number in sorted(Counter(e.grade for e in used).items())},
    }
