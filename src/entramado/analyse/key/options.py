"""What can be asked of key people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from entramado.analyse.key.measured import MEASURES
from entramado.model.errors import UsageError

UNKNOWN: Final = (0.1, 0.2, 0.3)
"""Shares missing when none is stated."""
SETS_UP_TO: Final = 20_000
"""Links of a network in which sets are searched for."""
LEADING_UP_TO: Final = 200_000
"""Links of a network in which it is assessed who may lead."""


@dataclass(frozen=True, slots=True)
class KeyPeople:
    """Which measures, how many of the first, and how much of the network is taken to be unseen."""

    measures: tuple[str, ...] = ("degree", "betweenness", "closeness", "eigenvector", "pagerank")
    """By which to rank: degree, strength, betweenness, closeness, harmonic, eigenvector, pagerank, core, constraint,
    effective_size."""
    top: int = 10
    """How many of the first to list, and to give the chance of being among. As many as the network has, or more: all are listed,
    with the chance of being among the first third."""
    missing: float | None = None
    """The share of all true ties that no source has told of, from 0 to 0.9. Unset: anything from 10 to 30 %, an assumption. Where
    two sources tell of the same people on their own, their overlap gives it."""
    level: float = 0.9
    """The probability of the intervals."""
    size: int = 3
    """Members of the sets of key players, at most; 0 for no sets."""
    by: str = "community"
    """Between what brokers stand: "community" (found by Leiden) or "group" (stated memberships)."""
    leading: bool = True
    """Whether to assess from structure who may lead, beside whom sources state to lead."""
    worlds: int | None = None
    """How many possible worlds. Unset: 19 to 200, fewer the larger the network is."""
    seed: int = 0
    """Of the random numbers."""

    def checked(self) -> KeyPeople:
        """Raises UsageError for a value that has no meaning."""
        for name in self.measures:
            if name not in MEASURES:
                raise UsageError(f"no measure is called {name!r}: {', '.join(MEASURES)}")
        if not self.measures:
            raise UsageError("name one measure at least")
        _within("top", self.top, 1, None)
        if self.missing is not None:
            _within("missing", self.missing, 0.0, 0.9)
        _within("level", self.level, 0.5, 0.99)
        _within("size", self.size, 0, 20)
        if self.worlds is not None:
            _within("worlds", self.worlds, 1, 10_000)
        if self.by not in ("community", "group"):
            raise UsageError(f"brokers stand between communities or groups: by is community or group, not {self.by!r}")
        return self

    @property
    def rates(self) -> tuple[float, ...]:
        """The shares missing that worlds are drawn with, each as often."""
        return UNKNOWN if self.missing is None else (self.missing,)


def _within(name: str, value: float, low: float, high: float | None) -> None:
    if not value >= low or (high is not None and value > high):
        raise UsageError(f"{name} is {low:g} or more{'' if high is None else f', up to {high:g}'}: not {value:g}")


def unseen_share(first: int, second: int, both: int) -> float:
    """The share of ties that neither of two independent sources tells of, from how many each tells of and how many both do.

    Chapman's form (1951) of the estimate of Lincoln and Petersen: N = (first + 1)(second + 1) / (both + 1) - 1. Both must speak
    of the same people, without either knowing of the other; sources that copy each other make it too small. 0 to below 1.
    Raises ValueError when both share more than one of them has.
    """
    if both > min(first, second) or min(first, second, both) < 0:
        raise ValueError("two sources cannot share more ties than either tells of")
    every = (first + 1) * (second + 1) / (both + 1) - 1
    return max(0.0, 1 - (first + second - both) / every) if every > 0 else 0.0


def several(words: Sequence[str]) -> str:
    """Words as a list in a sentence."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else "nobody"
