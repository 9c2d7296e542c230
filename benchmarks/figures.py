"""A measured figure against its target, and how a run of figures prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement. ``target`` None: told for the record, promised nowhere."""

    what: str
    value: float
    unit: str
    target: float | None = None
    sense: Literal["at most", "at least"] = "at most"
    note: str = ""

    @property
    def met(self) -> bool:
        if self.target is None:
            return True
        return self.value <= self.target if self.sense == "at most" else self.value >= self.target

    def __str__(self) -> str:
        sign = "≤" if self.sense == "at most" else "≥"
        promise = "" if self.target is None else f"{sign} {self.target:g} {self.unit}".rstrip()
        verdict = "" if self.target is None else "PASS" if self.met else "over" if self.sense == "at most" else "under"
        measured = f"{self.value:,.2f} {self.unit}".rstrip()
        return f"  {self.what:54} {measured:>14}  {promise:12} {verdict:5} {self.note}".rstrip()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A measurement that this machine cannot make, and why."""

    what: str
    reason: str

    met = True

    def __str__(self) -> str:
        return f"  {self.what:54} skipped: {self.reason}"
