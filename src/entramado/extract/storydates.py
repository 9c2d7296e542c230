"""Dates that a story counts from the day it told last: "later that day", "ten months later", "the following year"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from entramado.model.values import PartialDate

NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_COUNT: Final = r"a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}"
_SAME: Final = re.compile(
    r"\b(?:(?:[Ee]arlier|[Ll]ater) (?:that|the same) (?:day|morning|afternoon|evening|night)"
    r"|(?:[Tt]hat|[Tt]he) same (?:day|date|morning|afternoon|night|evening)|[Oo]n that (?:day|date)"
    r"|^(?:Concurrently|Simultaneously|At the same time)"
    r"|[Tt]hat (?:day|morning|afternoon|evening|night)|(?:[Hh]ours|[Mm]inutes|[Aa]n hour|[Mm]oments) (?:later|afterwards?)"
    r"|[Ww]ithin hours)\b"
)
_NEXT: Final = re.compile(
    r"\b[Tt]he (?P<which>next|following|previous|preceding) (?P<unit>day|morning|afternoon|evening|night|month|year)\b"
)
_COUNTED: Final = re.compile(
    rf"\b(?P<number>{_COUNT}) (?P<unit>day|week|month|year)s?"
    r" (?P<way>later|afterwards?|after that|thereafter|earlier|before that)\b",
    re.IGNORECASE,
)
_UNITS: Final = {"week": "week", "month": "month", "year": "year"}
_BACK: Final = ("earlier", "before that", "previous", "preceding")
_VAGUE: Final = re.compile(
    r"\b(?:nearly|almost|about|around|roughly|some|more than|(?<!handed )(?<!turned )over|less than|at least)"
    r"\W*$",
    re.IGNORECASE,
)

Told = Sequence[tuple[int, PartialDate]]
"""The dates of a sentence so far, each with the offset it ends at."""


def story_dates(
    text: str, told: Told, previous: PartialDate | None, coarse: PartialDate | None
) -> Iterator[tuple[int, int, PartialDate]]:
    """Start, end and date of each phrase that counts from a date told before it.

    ``told``: the dates of this text; ``previous``: the last day told before it; ``coarse``: the last date of any grain.
    """
    for match in _SAME.finditer(text):
        day = _before(match.start(), told, previous)
        if day is not None and day.day is not None:
            yield match.start(), match.end(), day
    for match in (*_NEXT.finditer(text), *_COUNTED.finditer(text)):
        groups = match.groupdict()
        unit = _UNITS.get(match["unit"].lower(), "day")
        base = _before(match.start(), told, coarse if unit in ("month", "year") else previous)
        if base is None or _VAGUE.search(text[: match.start()]):
            continue
        number = groups.get("number")
        back = (groups.get("which") or groups.get("way") or "").lower() in _BACK
        count = _number(number) if number else 1
        when = shifted(base, -count if back else count, unit)
        if when is not None:
            yield match.start(), match.end(), when


def _before(start: int, told: Told, previous: PartialDate | None) -> PartialDate | None:
    return next((when for end, when in reversed(told) if end <= start), previous)


def _number(word: str) -> int:
    return NUMBERS.get(word.lower()) or int(word)


def shifted(base: PartialDate, count: int, unit: str) -> PartialDate | None:
    """A date so many days, weeks, months or years on, as finely as that can be known; None when the base is too coarse.

    A week later is known to the month only; months are counted from a month, years from a year.
    """
    try:
        if unit == "year":
            return PartialDate(base.year + count)
        if unit == "month":
            if base.month is None:
                return None
            index = base.year * 12 + base.month - 1 + count
            return PartialDate(index // 12, index % 12 + 1)
        if base.day is None:
            return None
        then: date = base.first + timedelta((7 if unit == "week" else 1) * count)
    except (ValueError, OverflowError):
        return None  # beyond the calendar
    return PartialDate(then.year, then.month, None if unit == "week" else then.day)
