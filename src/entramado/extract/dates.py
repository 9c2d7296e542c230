"""Dates in running English, each cut to the granularity the text gives, relative ones counted from the publication date.

All is by own patterns: "early Sunday", "last month", "the January arrest" and "around 2010" lose their granularity or
their direction in general date parsers. A weekday means the last such day on or before publication, or the next one when
the sentence speaks of the future; a month and day without a year the nearest past one, unless the weekday said with it
or the dates beside it name another year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from entramado.extract.storydates import NUMBERS, shifted, story_dates
from entramado.model.values import PartialDate

Relation = Literal["on", "since", "until", "before", "after"]
"""How the text ties something to a date: at it, or on one side of it."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a passage: tokens ``start`` to ``end`` (exclusive) of its Doc, ``until`` the end of a stated range."""

    start: int
    end: int
    date: PartialDate
    approx: bool = False
    relation: Relation = "on"
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    date: PartialDate
    explicit: bool
    until: PartialDate | None = None


_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
_YEAR = r"(?:19[0-9]\d|20[0-6]\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"

_ABSOLUTE = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}),? (?:the )?)?(?:"
    rf"(?P<month>\b{_MONTH}) (?P<day>{_DAY})(?:st|nd|rd|th)?\b(?!:)"
    rf"(?:\s?(?:-|–|—|to|through|and) ?(?P<today>{_DAY})(?:st|nd|rd|th)?\b(?! percent|:|,\d))?"
    rf"(?:(?:,| of)? (?P<year>{_YEAR})\b)?"
    rf"|\b(?P<day2>{_DAY})(?:st|nd|rd|th)?(?: of)? (?P<month2>{_MONTH})(?:,? (?P<year2>{_YEAR})\b)?"
    rf"|\b(?P<iso>{_YEAR}-\d\d-\d\d)\b"
    rf"|\b(?P<slash>\d\d?/\d\d?/(?:{_YEAR}|\d\d))\b"
    rf"|(?P<month3>\b{_MONTH})(?:,| of|,? in)? (?P<year3>{_YEAR})\b"
    rf")"
)
_RELATIVE = re.compile(
    rf"(?P<day>\b(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night)\b)"
    rf"|\b(?<!the )(?<!The )(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Ee]arlier this|[Ll]ater this)"
    rf" (?P<unit>week|month|year|{_WEEKDAY}|{_MONTH}|spring|summer|fall|autumn|winter)\b"
    r"|\b(?P<course>[Ii]n the course of the year|[Ss]o far this year|[Tt]his year so far)\b"
    r"|\b(?P<feast>Christmas Eve|Christmas Day|New Year['’]s Eve|New Year['’]s Day)(?:,? (?P<feastyear>\d{4})\b)?"
    rf"|\b(?P<number>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}}) (?P<units>days?|weeks?|months?|years?) ago\b"
    rf"|\b(?P<weekday>{_WEEKDAY})\b"
)
_BARE_MONTH = re.compile(
    r"\b(?P<lead>[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Ee]arly|[Ll]ate|[Mm]id|[Ff]rom|[Tt]he|[Hh]is|[Hh]er|[Aa]|of|and|[Bb]efore|[Aa]fter)"
    rf"[ -](?P<month>{_MONTH})(?! \d|['’]s\b)\b"
)
_BARE_YEAR = re.compile(
    rf"(?<![\d$€£#/.,-])(?<!\w)(?P<year>{_YEAR})\b"
    r"(?![,.]?\d|%| (?:percent|people|men|women|members|kilo|pounds|tons|troops|dollars|rounds))"
)
_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|for|since|of|from|until|till|during|by|around|circa|about|before|after|early|late|mid|between|and|to|through|the|a|his|her|"
    r"its|their|than|year|fall|spring|summer|winter|autumn|back in|on)[ -]|[(–,-] ?|^)$",
    re.IGNORECASE,
)
_SIDE: Final[dict[str, Relation]] = {
    "since": "since",
    "from": "since",
    "until": "until",
    "till": "until",
    "through": "until",
    "before": "before",
    "by": "before",
    "prior to": "before",
    "ahead of": "before",
    "after": "after",
    "following": "after",
}
_SIDE_RE = re.compile(
    rf"\b({'|'.join(_SIDE)})(?: (?:\w+ing(?: \w+)?(?: \w+)? (?:in|on)|early|late|mid|the|about|around))*\W*$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:between|from)\W*$", re.IGNORECASE)
_TO = re.compile(r"\W*(?:and|to|through|until|-|–)\W*(?:on )?", re.IGNORECASE)
_APPROX = re.compile(r"\b(?:around|about|circa|approximately|roughly|sometime in|or around|or about)\W*(?:the )?$", re.IGNORECASE)
_APPROX_AGO = re.compile(r"\b(?:nearly|almost|about|around|roughly|some|more than|over|less than|at least)\W*$", re.IGNORECASE)
"""Before "21 years ago": the count may be off, and with it the year."""
_NEXT_CLAUSE = re.compile(r"(?<!\d), |;| and (?=\w+ )| but ")
_FEASTS: Final = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "new year's eve": (12, 31), "new year's day": (1, 1),
}  # fmt: skip
_FUTURE = re.compile(
    r"\b(?:will|shall|scheduled|due to|expected to|set to|plans? to|is to|are to|upcoming|next)\b|['’]ll\b", re.IGNORECASE
)


def find(
    tokens: Doc | TokenSpan, published: PartialDate | None, previous: PartialDate | None = None, coarse: PartialDate | None = None
) -> list[DateMention]:
    """The dates of a sentence or passage, in order.

    ``previous`` is the last day that the text told before these tokens: "later that day" means it. ``coarse`` is the last
    date of any grain: "three years later" counts from it.
    """
    text = tokens.text
    base = tokens.start_char if isinstance(tokens, TokenSpan) else 0
    doc = tokens.doc if isinstance(tokens, TokenSpan) else tokens
    mentions: list[DateMention] = []
    for found in _ranges(text, _all(text, published, previous, coarse)):
        span = doc.char_span(base + found.start, base + found.end, alignment_mode="expand")
        if span is None:
            continue
        before = text[: found.start]
        relation = "on" if found.until else _relation(before)
        mentions.append(DateMention(span.start, span.end, found.date, bool(_APPROX.search(before)), relation, found.until))
    return mentions


def resolve(text: TokenSpan | str, published: PartialDate | None, previous: PartialDate | None = None) -> PartialDate | None:
    """The first date of a phrase, or None when there is none or it hangs on a publication date that is not known."""
    words = str(text)
    found = next(iter(_all(words, published, previous)), None)
    if found is None and re.fullmatch(_YEAR, words.strip()):
        return PartialDate(int(words))
    return found.date if found else None


def anchor(docs: Iterable[Doc], published: PartialDate | None) -> PartialDate | None:
    """What relative dates count from: the publication date, else the first full date in the text."""
    if published is not None:
        return published
    for doc in docs:
        for found in _all(doc.text, None, None):
            if found.explicit and found.date.day:
                return found.date
    return None


def _ranges(text: str, found: list[_Found]) -> Iterator[_Found]:
    """One mention, from the first to the last, for "between October 13 and October 25"."""
    number = 0
    while number < len(found):
        first = found[number]
        second = found[number + 1] if number + 1 < len(found) else None
        number += 1
        joined = second is not None and _BETWEEN.search(text[: first.start]) and _TO.fullmatch(text[first.end : second.start])
        if second is not None and joined and first.date.first < second.date.first:
            number += 1
            yield replace(first, end=second.end, until=second.date)
        else:
            yield first


def _relation(before: str) -> Relation:
    side = _SIDE_RE.search(before)
    return _SIDE[side[1].lower()] if side else "on"


def _all(
    text: str, published: PartialDate | None, previous: PartialDate | None, coarse: PartialDate | None = None
) -> list[_Found]:
    """Every date of a text, earlier patterns taking their characters before later ones."""
    taken = bytearray(len(text))
    found: list[_Found] = []

    def take(items: Iterator[_Found]) -> None:
        for item in items:
            if not any(taken[item.start : item.end]):
                taken[item.start : item.end] = b"\x01" * (item.end - item.start)
                found.append(item)

    take(_absolute(text, published, previous))
    take(_relative(text, published))
    take(_bare_months(text, published))
    take(_bare_years(text))
    found.sort(key=lambda item: item.start)
    told = [(item.end, item.date) for item in found]
    take(_Found(start, end, when, False) for start, end, when in story_dates(text, told, previous, coarse))
    return sorted(found, key=lambda item: item.start)


def _absolute(text: str, published: PartialDate | None, previous: PartialDate | None) -> Iterator[_Found]:
    matches = list(_ABSOLUTE.finditer(text))
    years = [m["year"] or m["year2"] or m["year3"] for m in matches]
    known = previous
    for number, match in enumerate(matches):
        setting = _Setting(published, known, _future(text, match.start()))
        found = _one_absolute(match, _year_nearby(matches, years, number, text), setting)
        if found is not None:
            yield found
            if found.explicit:
                known = found.date


def _year_nearby(matches: list[re.Match[str]], years: list[str | None], number: int, text: str) -> str | None:
    """A range says its year once: "between October 13 and October 25, 2020"."""
    if number + 1 < len(matches) and years[number + 1]:
        between = text[matches[number].end() : matches[number + 1].start()]
        if re.fullmatch(r"\W*(?:and|to|through|until|or|-|–)?\W*(?:on )?", between):
            return years[number + 1]
    return None


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a date without its year is read against."""

    published: PartialDate | None
    known: PartialDate | None
    future: bool


def _one_absolute(match: re.Match[str], nearby: str | None, setting: _Setting) -> _Found | None:
    start, end = match.span()
    try:
        if iso := match["iso"]:
            return _Found(start, end, PartialDate.parse(iso), True)
        if slash := match["slash"]:
            month, day, year = (int(part) for part in slash.split("/"))
            century = 0 if year > 99 else 2000 if year < 70 else 1900
            return _Found(start, end, PartialDate(century + year, month, day), True)
        if match["month3"]:
            return _Found(start, end, PartialDate(int(match["year3"]), _month(match["month3"])), True)
        month, day = _month(match["month"] or match["month2"]), int(match["day"] or match["day2"])
        said = match["year"] or match["year2"] or nearby
        when = PartialDate(int(said), month, day) if said else _nearest(month, day, match["weekday"], setting)
        if when is None:
            return None
        until = replace(when, day=int(match["today"])) if match["today"] and int(match["today"]) > day else None
        return _Found(start, end, when, bool(said), until)
    except ValueError:
        return None  # February 30


def _nearest(month: int, day: int, weekday: str | None, setting: _Setting) -> PartialDate | None:
    """The year of a date that is said without one."""
    base = setting.published or setting.known
    if base is None:
        return None
    if weekday:
        for year in (base.year, base.year - 1, base.year + 1):
            if date(year, month, day).weekday() == _DAYS.index(weekday.lower()):
                return PartialDate(year, month, day)
    if setting.published is None:
        return PartialDate(base.year, month, day)
    year = base.year
    if date(year, month, day) > base.last and not setting.future:
        year -= 1
    elif setting.future and date(year, month, day) < base.first:
        year += 1
    return PartialDate(year, month, day)


def _relative(text: str, published: PartialDate | None) -> Iterator[_Found]:
    if published is None:
        return
    for match in _RELATIVE.finditer(text):
        when = _one_relative(match, published)
        if when is not None:
            yield _Found(*match.span(), when, False)


def _one_relative(match: re.Match[str], published: PartialDate) -> PartialDate | None:
    today = published.first
    daily = published.day is not None
    if match["course"]:
        return PartialDate(published.year)
    if match["feast"]:
        return _feast(match["feast"], match["feastyear"], published)
    if word := match["day"]:
        shift = -1 if word.lower() in ("yesterday", "last night") else 1 if word.lower() == "tomorrow" else 0
        return _day(today + timedelta(shift)) if daily else None
    if match["units"]:
        if _APPROX_AGO.search(match.string[: match.start()]):
            return None
        number = NUMBERS.get(match["number"].lower()) or int(match["number"])
        return shifted(published, -number, match["units"].rstrip("s"))
    if name := match["weekday"]:
        if not daily:
            return None
        return _day(_weekday(today, name, _future(match.string, match.start())))
    which, unit = match["which"].lower(), match["unit"]
    step = -1 if which == "last" else 1 if which == "next" else 0
    if which == "past":
        return None  # "the past year" is a stretch of time
    if unit == "year":
        return PartialDate(today.year + step)
    if unit == "month":
        return shifted(published, step, "month")
    if unit == "week":
        return None if not daily else _week(today, step)
    if unit.lower() in _DAYS:
        return _day(_weekday(today, unit, step > 0)) if daily else None
    if unit in ("spring", "summer", "fall", "autumn", "winter"):
        return PartialDate(today.year + step)
    return _bare(_month(unit), published, future=step > 0 or _future(match.string, match.start()))


def _feast(name: str, said: str | None, published: PartialDate) -> PartialDate | None:
    """A feast is a day of the year; said without its year, the last one before publication."""
    month, day = _FEASTS[name.lower().replace("’", "'")]
    if said is None:
        return _nearest(month, day, None, _Setting(published, None, future=False))
    return PartialDate(int(said), month, day)


def _week(today: date, step: int) -> PartialDate | None:
    """A week is known to the month when it lies in one."""
    monday = today - timedelta(today.weekday() - 7 * step)
    sunday = monday + timedelta(6)
    if monday.year != sunday.year:
        return None
    return PartialDate(monday.year, monday.month if monday.month == sunday.month else None)


def _bare_months(text: str, published: PartialDate | None) -> Iterator[_Found]:
    if published is None:
        return
    for match in _BARE_MONTH.finditer(text):
        if match["month"].lower() in ("may", "march") and match["lead"].lower() in ("the", "his", "her", "a", "and", "by"):
            continue
        when = _bare(_month(match["month"]), published, _future(text, match.start()))
        yield _Found(match.start("month"), match.end("month"), when, False)


def _bare(month: int, published: PartialDate, future: bool) -> PartialDate:
    """The nearest past month of that name, or the next one."""
    now = published.month or 12
    year = published.year - (month > now) if not future else published.year + (month < now)
    return PartialDate(year, month)


def _bare_years(text: str) -> Iterator[_Found]:
    for match in _BARE_YEAR.finditer(text):
        if _YEAR_LEAD.search(text[: match.start()]):
            yield _Found(*match.span(), PartialDate(int(match["year"])), True)


def _future(text: str, start: int) -> bool:
    """Whether the clause of a date speaks of what is to come: an auxiliary near it, in the same sentence."""
    begin = max(text.rfind(". ", 0, start) + 1, start - 90, 0)
    end = text.find(". ", start)
    clause = text[begin : len(text) if end < 0 else min(end, start + 40)]
    tail = _NEXT_CLAUSE.search(clause, start - begin)
    clause = clause[: tail.start()] if tail else clause
    return _FUTURE.search(clause) is not None


def _weekday(today: date, name: str, future: bool) -> date:
    wanted = _DAYS.index(name.lower())
    if future:
        return today + timedelta((wanted - today.weekday()) % 7 or 7)
    return today - timedelta((today.weekday() - wanted) % 7)


def _month(name: str) -> int:
    short = name.lower().rstrip(".")[:3]
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(short))


def _day(when: date) -> PartialDate:
    return PartialDate(when.year, when.month, when.day)
