"""How long a document may be kept before a person must say that it is still needed.

Five years is the longest that 28 CFR 23.20(h) lets criminal intelligence stand without a review; nothing here grants more.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from entramado.model.errors import UsageError

LIMIT_YEARS: Final = 5


def latest_review(today: date) -> date:
    """The last day that a review made today may set: the same day five years on."""
    try:
        return today.replace(year=today.year + LIMIT_YEARS)
    except ValueError:  # 29 February
        return today.replace(year=today.year + LIMIT_YEARS, day=28)


def checked_review(until: date, today: date) -> date:
    """The day itself, when a review made today may set it. Raises UsageError for one past, or beyond the limit."""
    last = latest_review(today)
    if until < today:
        raise UsageError(f"{until} is past: name a day from today on")
    if until > last:
        raise UsageError(
            f"{until} is more than {LIMIT_YEARS} years from today, the longest that anything may be kept without a review: "
            f"name {last} or a day before it"
        )
    return until
