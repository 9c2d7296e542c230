"""Values that claims carry: partial dates, figures with bounds, money.

Each has one normalised text form, used in exports and in content ids (VOCABULARY, "Exchange format").
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day; written ``2025``, ``2026-02`` or ``2026-02-22``."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)  # raises ValueError when out of range

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ISO 8601 cut to its granularity. Raises ValueError on anything else."""
        found = _ISO.fullmatch(text.strip())
        if not found:
            raise ValueError(f"{text!r} is not a date like 2025, 2026-02 or 2026-02-22")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @property
    def granularity(self) -> str:
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def contains(self, other: PartialDate) -> bool:
        """True when ``other`` says the same more finely, or the same."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with bounds. Exact: low == high. "At least 20": no high. "Up to 20,000": no low."""

    low: int | None
    high: int | None
    approx: bool = False

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a figure needs a bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low is above high")

    @classmethod
    def exact(cls, number: int) -> Self:
        return cls(number, number)

    @property
    def bound(self) -> str:
        """exact, at_least, up_to, about or range: the qualifier of the exchange format."""
        if self.high is None:
            return "at_least"
        if self.low is None:
            return "up_to"
        if self.low != self.high:
            return "range"
        return "about" if self.approx else "exact"

    @property
    def number(self) -> int:
        """The low bound, or the high one when that is all there is."""
        if self.low is not None:
            return self.low
        assert self.high is not None
        return self.high

    def compatible(self, other: Figure) -> bool:
        """Whether one number could satisfy both (an approximate figure may be a tenth off)."""

        def ends(figure: Figure) -> tuple[float, float]:
            low = float("-inf") if figure.low is None else float(figure.low)
            high = float("inf") if figure.high is None else float(figure.high)
            if not figure.approx:
                return low, high
            return low - 0.1 * abs(low), high + 0.1 * abs(high)

        (a, b), (c, d) = ends(self), ends(other)
        return a <= d and c <= b

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency's main unit; written ``USD 15000000``."""

    currency: str
    amount: Figure

    def __str__(self) -> str:
        return f"{self.currency} {self.amount}"
