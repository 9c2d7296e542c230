"""A dossier as PDF, set by typst: A4, tagged (PDF/UA-1), made for archives (PDF/A-2a), its marking at head and foot of each page.

Text reaches the template as JSON data and is never markup. Only the fonts that come with typst are used, and the only date is the
day of preparation: the same dossier gives the same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files
from itertools import groupby
from typing import Final

from entramado.model.errors import UsageError
from entramado.share.dossier.chart import in_words
from entramado.share.dossier.drawing import svg
from entramado.share.dossier.handling import BASIS_MISSING, PURPOSE_MISSING
from entramado.share.dossier.legend import (
    FIGURES,
    KINDS,
    MANY,
    MEANINGS,
    NAMES,
    READING,
    pointers,
    prepared,
    under_heads,
    under_quotes,
)
from entramado.share.dossier.model import STATUSES, Chart, Dossier, Evidence, Handling, Line, Scheduled
from entramado.share.dossier.typeset import Piece, said, visible

MISSING: Final = "PDF needs typst: pip install 'entramado[pdf]', or write .html"
STANDARDS: Final = ("a-2a", "ua-1")
LINKED: Final = 2500
"""Claims up to which evidence numbers are links: in a longer dossier they would take half the time of all the rest."""
LONG: Final = 900
"""Characters from which a block may be broken across pages."""

Said = str | list[Piece]
Record = dict[str, object]


def pdf(dossier: Dossier) -> bytes:
    """The PDF. Raises UsageError when typst is not installed."""
    try:
        import typst
    except ImportError as error:
        raise UsageError(MISSING) from error
    day = _day(dossier.handling)
    template = (files("entramado.share.dossier") / "pdf.typ").read_bytes()

    def made(*, marks: bool) -> bytes:
        return typst.compile(
            template, format="pdf", ignore_system_fonts=True, timestamp=_noon(day) if day else 0,
            pdf_standards=list(STANDARDS) if day else ["ua-1"],  # an archive wants a date
            sys_inputs={"dossier": json.dumps(_Page(dossier, marks=marks).record(), ensure_ascii=False)},
        )  # fmt: skip

    try:
        return made(marks=True)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return made(marks=False)  # a mark on a letter that no one font holds together


class _Page:
    """What the template prints, in the words of the fonts."""

    def __init__(self, dossier: Dossier, *, marks: bool) -> None:
        self._dossier = dossier
        self._marks = marks
        self._labels = {each.claim: each.label for each in dossier.evidence}
        self._several = len({line.marking for part in dossier.sections for line in part.lines if line.claims}) > 1

    def record(self) -> Record:
        dossier, handling = self._dossier, self._dossier.handling
        kind = KINDS[dossier.template]
        day = _day(handling)
        return {
            "title": self._visible(f"{kind}: {dossier.title}"),
            "title_said": self._said(dossier.title),
            "kind": kind,
            "author": self._visible(handling.organisation or handling.prepared_by),
            "date": [day.year, day.month, day.day] if day else None,
            "marking": self._said(handling.marking),
            "marking_plain": self._visible(handling.marking),
            "marking_lines": math.ceil(len(handling.marking) / 85),
            "running": self._said(f"{kind}: {dossier.title}"),
            "prepared": self._said(prepared(handling)),
            "handling": [[name, [self._said(value) for value in values]] for name, values in _handling(handling)],
            "answer": self._lines(dossier.answer),
            "figures": [[str(dossier.figures[key]), name] for key, name in FIGURES.items() if key in dossier.figures],
            "notice": self._said(dossier.notice),
            "statuses": [{"key": key, "name": NAMES[key], "meaning": MEANINGS[key]} for key in STATUSES],
            "reading": READING,
            "chart": self._chart(dossier.chart),
            "sections": [
                {
                    "title": self._said(part.title),
                    "intro": self._said(part.intro),
                    "none": self._said(part.none),
                    "lines": self._lines(part.lines),
                }
                for part in dossier.sections
            ],
            "schedule": [self._scheduled(row) for row in dossier.schedule],
            "evidence": self._evidence(),
            "many": MANY,
            "linked": len(dossier.evidence) <= LINKED,
        }

    def _said(self, text: str) -> Said:
        return said(text, marks=self._marks)

    def _visible(self, text: str) -> str:
        return visible(text, marks=self._marks)

    def _lines(self, lines: Iterable[Line]) -> list[Record]:
        return [{"head": self._said(head), "lines": [self._line(line) for line in listed]} for head, listed in under_heads(lines)]

    def _line(self, line: Line) -> Record:
        evidence = pointers(line, self._labels)
        notes = []
        if line.likelihood:
            notes.append(f"Likelihood: {line.likelihood}")
        if line.confidence:
            notes.append(f"Confidence: {line.confidence}")
        if line.origins:
            notes.append(f"{line.origins} origin{'s' * (line.origins != 1)}")
        if self._several and line.claims:
            notes.append(line.marking)
        if line.claims and not evidence:
            notes.append(f"evidence: {len(line.claims):,} claims of the sources named")
        return {
            "text": self._said(line.text),
            "status": line.status,
            "label": NAMES[line.status],
            "level": line.level,
            "date": line.date,
            "quote": None if line.quote is None else self._said(line.quote),
            "sources": runs(line.sources),
            "disputed": line.disputed,
            "favourable": line.favourable,
            "notes": [self._said(note) for note in notes],
            "evidence": evidence,
            "long": len(line.text) + len(line.quote or "") + 9 * len(line.claims) > LONG,
        }

    def _chart(self, chart: Chart) -> Record | None:
        if not chart.nodes:
            return None
        nodes = tuple(replace(node, name=self._visible(node.name)) for node in chart.nodes)
        ties = tuple(replace(tie, label=self._visible(tie.label)) for tie in chart.ties)
        shown = replace(chart, nodes=nodes, ties=ties)
        return {"svg": svg(shown), "alt": "Link chart. " + in_words(shown)}

    def _scheduled(self, row: Scheduled) -> Record:
        return {
            "number": row.number,
            "source": self._said(row.source),
            "title": None if row.title is None else self._said(row.title),
            "file": self._said(row.file),
            "published": row.published or "undated",
            "grade": row.grade,
            "marking": self._said(row.marking),
            "claims": str(row.claims),
            "reviewed": f"{row.reviewed} reviewed",
        }

    def _evidence(self) -> list[Record]:
        rows = {row.number: row for row in self._dossier.schedule}
        return [
            {
                "number": number,
                "title": self._said(f"{rows[number].source}, {rows[number].title or rows[number].file}"),
                "sentences": [self._sentence(quote, claims) for quote, claims in under_quotes(evidence)],
            }
            for number, evidence in groupby(self._dossier.evidence, key=lambda each: each.number)
        ]

    def _sentence(self, quote: str, claims: Sequence[Evidence]) -> Record:
        marking = f", {claims[0].marking}" if self._several else ""
        return {
            "quote": self._said(quote or "No sentence can be shown here."),
            "place": self._said(f"({claims[0].place}{marking})"),
            "claims": [self._claim(each) for each in claims],
            "long": len(quote) + 120 * len(claims) > LONG,
        }

    def _claim(self, each: Evidence) -> Record:
        checked = "checked by a person" if each.reviewed else "not checked by a person"
        notes = (each.said_by, f"graded {each.grade}", f"read by {each.read_by}", checked)
        return {
            "label": each.label,
            "claim": each.claim,
            "says": self._said(each.says),
            "notes": [self._said(note) for note in notes],
        }


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers in order, runs of three or more as first and last: 1, 2, 3, 5 is [[1, 3], [5]]."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [part for run in found for part in ([[run[0], run[-1]]] if len(run) > 2 else [[each] for each in run])]


def _handling(handling: Handling) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("Marking", (handling.marking,)),
        ("Conditions", handling.conditions),
        ("Purpose", (handling.purpose or PURPOSE_MISSING,)),
        ("Legal basis", (handling.legal_basis or BASIS_MISSING,)),
    ]


def _day(handling: Handling) -> date | None:
    try:
        return date.fromisoformat(handling.prepared_on)
    except ValueError:
        return None


def _noon(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
