"""What an analysis finds: tables whose rows lead to the map, charts of them, and how far they may be trusted.

One form for all, so that each is printed, drawn, written as JSON and served by the same code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Form = Literal["text", "count", "number", "share", "probability", "rank", "date", "currency"]
"""How a cell is printed. A share and a probability are from 0 to 1; only a probability may be put in words of likelihood."""
Mark = Literal["line", "band", "bar", "range", "point", "heat"]


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high`` with probability ``level`` under the stated assumptions; ``mid`` is the best estimate."""

    low: float
    mid: float
    high: float
    level: float = 0.9


Cell = str | int | float | Interval | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    title: str
    form: Form = "text"
    help: str = ""
    """What it measures, with its unit and its source."""


@dataclass(frozen=True, slots=True)
class Row:
    """``about`` and ``lines`` are ids of entities and of lines of the map: the way back to claims and quotes."""

    cells: Mapping[str, Cell]
    about: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""
    """What a reader has to know before he uses it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of one table: columns by key. A band needs an Interval in ``y``; ``series`` parts it by the words of a column."""

    key: str
    title: str
    table: str
    mark: Mark
    x: str
    y: str
    series: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a method or a number comes from: a paper or a standard, as cited."""

    cited: str
    used_for: str


@dataclass(frozen=True, slots=True)
class Findings:
    """``answer`` is the finding in one to three sentences; ``assumptions`` and ``limits`` are shown with every form of it."""

    analysis: str
    question: str
    answer: str
    method: str
    assumptions: Sequence[str]
    limits: Sequence[str]
    tables: Sequence[Table]
    charts: Sequence[Chart] = ()
    sources: Sequence[Source] = ()
    questions: Sequence[str] = ()
    """What to find out next."""
    reads: str = "graph"
    """The projection of the network that was read."""
    seed: int | None = None
    """Of the random numbers: the same seed and network give the same findings."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Plain numbers for programs (AUC, the order of removals), JSON types only."""

    def table(self, key: str) -> Table:
        """Raises KeyError for a table that is not there."""
        return next((table for table in self.tables if table.key == key), None) or _missing(key)


def _missing(key: str) -> Table:
    raise KeyError(key)
