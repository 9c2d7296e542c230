"""Cells of findings in words: numbers with their intervals, likelihoods in the words of ICD 203.

Only a probability is put in a word of likelihood, and no word here speaks of confidence: how good the evidence is stands with the
evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite, isnan
from typing import Final

from entramado.analyse.findings import Cell, Findings, Form, Interval
from entramado.share.dossier.judging import LIKELIHOOD
from entramado.share.wording import plain

NOTHING: Final = "–"
"""What stands where a cell is empty."""
_NUMERIC: Final = frozenset({"count", "number", "share", "probability", "rank", "currency"})


def cell(value: Cell, form: Form) -> str:
    """A cell as it is printed: "3 (1–7)", "62 % (40–80 %), likely", "Ana, Ben"."""
    if value is None:
        return NOTHING
    if isinstance(value, tuple):
        return ", ".join(plain(each) for each in value) or NOTHING
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Interval):
        return _interval(value, form)
    return _with_word(_number(float(value), form), float(value), float(value), form)


def numeric(form: Form) -> bool:
    """Whether a column of this form is set to the right."""
    return form in _NUMERIC


def likelihood(probability: float) -> str:
    """The word of ICD 203 for a probability."""
    return next(word for upper, word in LIKELIHOOD if probability <= upper + 1e-9)


def levels(findings: Findings) -> tuple[float, ...]:
    """The levels of the intervals in the tables of some findings, each once."""
    cells = (value for table in findings.tables for row in table.rows for value in row.cells.values())
    return tuple(sorted({value.level for value in cells if isinstance(value, Interval)}))


def brackets(found: Iterable[float]) -> str:
    """What the brackets of intervals mean, in a sentence; empty where there are none. A whole range is told by its table."""
    spans = " and ".join(f"{level * 100:.3g} %" for level in found if level < 1)
    return f"Brackets hold {spans} of what is possible under the assumptions." if spans else ""


def _interval(value: Interval, form: Form) -> str:
    low, high = _number(value.low, form, bare=True), _number(value.high, form, bare=True)
    mid = _number(value.mid, form)
    between = " to " if "-" in low + high else "–"
    shown = f"{mid} ({low}{between}{high}{' %' if form in ('share', 'probability') else ''})"
    return _with_word(shown, value.low, value.high, form)


def _with_word(shown: str, low: float, high: float, form: Form) -> str:
    if form != "probability" or not (isfinite(low) and isfinite(high)):
        return shown
    least, most = likelihood(low), likelihood(high)
    return f"{shown}, {least if least == most else f'{least} to {most}'}"


def _number(value: float, form: Form, *, bare: bool = False) -> str:
    if isnan(value):
        return NOTHING
    if not isfinite(value):
        return "∞" if value > 0 else "-∞"
    match form:
        case "share" | "probability":
            percent = 100 * value
            digits = 1 if 0 < abs(percent) < 1 or 99 < abs(percent) < 100 else 0
            return f"{percent:.{digits}f}{'' if bare else ' %'}"
        case "rank":
            return f"{value:,.1f}".removesuffix(".0")  # who share a place have the middle of their ranks
        case "currency":
            return f"{value:,.0f}"
        case "count":
            # a mean of counts keeps one decimal while it is small
            return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.1f}".removesuffix(".0")
    if abs(value) < 1e-12:
        return "0"  # what is left of rounding
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
