"""Which two dates are compared, and what counts as holding on a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from entramado.analyse.key.measured import MEASURES
from entramado.analyse.key.options import UNKNOWN
from entramado.model.errors import UsageError
from entramado.model.values import PartialDate


@dataclass(frozen=True, slots=True)
class Between:
    """The network as of one date, and as of a later one."""

    since: str | None = None
    """The earlier date: a year, a month or a day, as in 2025, 2025-06 or 2025-06-30; of a year or month its last day counts.
    Unset: the day by which half of the dated ties are told of."""
    until: str | None = None
    """The later date. Unset: the last day that a tie has."""
    window: int = 0
    """Days: ties that a source tells of in so many days up to each date, and no others. 0: all told of by then whose end is not
    told."""
    undated: Literal["both", "neither"] = "both"
    """Ties without any date: taken to hold at both dates, or at neither."""
    measure: str = "betweenness"
    """By which to rank: degree, strength, betweenness, closeness, harmonic, eigenvector, pagerank, core, constraint,
    effective_size."""
    top: int = 10
    """How many of those who rose, and of those who fell, to list."""
    missing: float | None = None
    """The share of all true ties that no source has told of, from 0 to 0.9. Unset: anything from 10 to 30 %, an assumption."""
    level: float = 0.9
    """The probability of the intervals."""
    worlds: int | None = None
    """How many possible worlds. Unset: 19 to 200, fewer the larger the network is."""
    seed: int = 0
    """Of the random numbers."""

    def checked(self) -> Between:
        """Raises UsageError for a value that has no meaning."""
        if self.measure not in MEASURES:
            raise UsageError(f"no measure is called {self.measure!r}: {', '.join(MEASURES)}")
        if self.window < 0:
            raise UsageError("a window is a number of days, 1 or more; 0 for none")
        if self.top < 1 or (self.worlds is not None and not 1 <= self.worlds <= 10_000):
            raise UsageError("top is 1 or more, and worlds are 1 to 10,000")
        if self.missing is not None and not 0 <= self.missing <= 0.9:
            raise UsageError(f"missing is from 0 to 0.9, not {self.missing:g}")
        if not 0.5 <= self.level <= 0.99:
            raise UsageError(f"level is from 0.5 to 0.99, not {self.level:g}")
        return self

    @property
    def rates(self) -> tuple[float, ...]:
        """The shares missing that worlds are drawn with, each as often."""
        return UNKNOWN if self.missing is None else (self.missing,)


def day_of(option: str, text: str) -> int:
    """The last day that a date can mean, by number. Raises UsageError."""
    try:
        return PartialDate.parse(text).last.toordinal()
    except ValueError:
        raise UsageError(f"{option} is a date like 2025, 2025-06 or 2025-06-30, not {text!r}") from None
