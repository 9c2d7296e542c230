"""The date a document was published, from its metadata or from the text itself.

In a text, by falling trust: a labelled date ("Published June 8, 2007"), a line that is a date, a dateline, a full date
with "today" or a weekday in the first paragraph, a time stamp left by the page's machinery.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from entramado.model.values import PartialDate

EARLIEST: Final = date(1900, 1, 1)
_MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene", "february feb febrero", "march mar marzo", "april apr abril abr", "may mayo",
            "june jun junio", "july jul julio", "august aug agosto ago", "september sept sep septiembre",
            "october oct octubre", "november nov noviembre", "december dec diciembre dic",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month{{0}}>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_FULL = re.compile(
    "|".join(
        (
            r"(?P<year1>\d{4})[-/.](?P<month1>\d{1,2})[-/.](?P<day1>\d{1,2})(?!\d)",
            _MONTH.format(2) + r" ?(?P<day2>\d{1,2})(?:st|nd|rd|th)?,? (?P<year2>\d{4})",
            r"(?P<day3>\d{1,2})(?:st|nd|rd|th)?(?: de| of)? " + _MONTH.format(3) + r"(?: de| del)?,? (?P<year3>\d{4})",
            r"(?P<month4>\d{1,2})/(?P<day4>\d{1,2})/(?P<year4>\d{4})(?!\d)",
        )
    ),
    re.IGNORECASE,
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
_AROUND = re.compile(
    rf"(?:\W|\b(?:{_WEEKDAY}|at|on|el|las|date|fecha|published|publicado|posted|updated|actualizado|last|release|released|by|"
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?|[ap]\.?m\.?|hrs?|utc|gmt|est|edt|cst|cdt|mst|mdt|pst|pdt|ist|et|pt|ct|[+-]\d{2}:?\d{2}|t|z)\b)*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_LABEL = re.compile(r"\b(?:published|publicado|posted|date|fecha|released?|issued)\b[^\n]{0,12}$", re.IGNORECASE)
_LABEL_LINE = re.compile(
    r"(?:published|publicado|posted|date|fecha|release date|for immediate release)(?: on)?\W*", re.IGNORECASE
)
_ANCHORED = re.compile(rf"\b(?:today|hoy|(?:{_WEEKDAY}))[,( ]+(?:on )?$", re.IGNORECASE)
_HEAD: Final = 6_000
"""Characters from the top of a text that may date it."""


def parse_date(value: str) -> PartialDate | None:
    """A date from metadata: ISO 8601 with or without time, an RFC 5322 date, or a date in words. None when it is none."""
    value = value.strip().strip("'\"")
    found = _FULL.search(value)
    if found:
        return _read(found)
    try:
        return plausible(PartialDate.parse(value))
    except ValueError:
        return None


def is_date_line(line: str) -> bool:
    """Whether a line holds a date, perhaps with weekday and time, and nothing else."""
    if len(line) > 80 or not _YEAR.search(line):
        return False
    found = _FULL.search(line)
    return found is not None and bool(_AROUND.fullmatch(line[: found.start()]) and _AROUND.fullmatch(line[found.end() :]))


def published(text: str, first: int) -> PartialDate | None:
    """The publication date that ``text`` states; ``first`` is where its article begins. None when it states none."""
    ranked = sorted(_candidates(text, first))
    return ranked[0][2] if ranked else None


def _candidates(text: str, first: int) -> Iterator[tuple[int, int, PartialDate]]:
    """Rank (0 best), offset and value of each date that may be the publication's."""
    paragraph = text.find("\n", first)
    paragraph = len(text) if paragraph < 0 else paragraph
    for found in _FULL.finditer(text, 0, max(_HEAD, min(paragraph, first + 2_000))):
        value = _read(found)
        if value is None:
            continue
        begin = text.rfind("\n", 0, found.start()) + 1
        stop = text.find("\n", found.end())
        before, line = text[begin : found.start()], text[begin : stop if stop >= 0 else len(text)]
        above = text[text.rfind("\n", 0, max(0, begin - 1)) + 1 : max(0, begin - 1)].strip()
        if _LABEL.search(before) or is_date_line(line.strip()) and _LABEL_LINE.fullmatch(above):
            yield 0, found.start(), value
        elif found.start() < first and (is_date_line(line.strip()) or len(before) < 40):
            yield 1, found.start(), value
        elif first <= found.start() < first + 80 and before.upper() == before:
            yield 2, found.start(), value
        elif first <= found.start() <= paragraph and _ANCHORED.search(before):
            yield 3, found.start(), value
    for found in re.finditer(r"^(\d{4}-\d{2}-\d{2}) \d{2}:\d{2}:\d{2}$", text[-_HEAD:], re.MULTILINE):
        value = parse_date(found[1])
        if value:
            yield 4, found.start(), value


def _read(found: re.Match[str]) -> PartialDate | None:
    for form in "1234":
        if found[f"year{form}"]:
            month = found[f"month{form}"].lower()
            try:
                number = int(month) if month.isdigit() else _MONTHS[month]
                return plausible(PartialDate(int(found[f"year{form}"]), number, int(found[f"day{form}"])))
            except ValueError:
                return None
    return None


def plausible(value: PartialDate) -> PartialDate | None:
    """The date, unless it lies before print was common or more than a day ahead (time zones)."""
    return value if EARLIEST <= value.first <= datetime.now(UTC).date() + timedelta(days=1) else None
