"""Ages and birth dates as one thing: the days on which the person may have been born."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from entramado.model.claim import Claim
from entramado.model.values import PartialDate

Interval = tuple[date, date]


def _years_before(day: date, years: int) -> date:
    year = max(1, day.year - years)
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def born_between(claim: Claim, published: PartialDate | None, died: PartialDate | None = None) -> Interval | None:
    """First and last possible day of birth by an ``age`` or ``birth_date`` claim, or None when it does not say.

    An age holds on the day the claim speaks of (``valid_from``), else on the day of publication; a dead person's age
    is the one at death. An approximate or coarse figure widens the interval.
    """
    if claim.value is None:
        return None
    if claim.predicate == "birth_date":
        try:
            known = PartialDate.parse(claim.value)
        except ValueError:
            return None
        return known.first, known.last
    figure = claim.figure
    low = figure.low if figure else int(claim.value) if claim.value.isdigit() else None
    high = figure.high if figure else low
    when = claim.valid_from or published
    if died is not None and (when is None or died.first < when.first):
        when = died
    if when is None or low is None or high is None or not 0 <= low <= high <= 130:
        return None
    slack = 1 if figure and figure.approx else 0
    earliest = _years_before(when.first, high + 1 + slack) + timedelta(days=1)
    return earliest, _years_before(when.last, max(0, low - slack))


def years_apart(a: Interval, b: Interval) -> float:
    """Years between two intervals; 0 when they meet."""
    gap = max(a[0] - b[1], b[0] - a[1])
    return max(0.0, gap.days / 365.25)
