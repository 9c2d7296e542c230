"""What the model is run with: each value with its range and where it comes from, and the options of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from entramado.analyse.parameters import Parameter
from entramado.model.errors import UsageError

FITTED: Final = 115_000.0
"""Members of all groups for whom the rates were fitted. For a set of another size they are scaled: the same rates per member."""
_CODE: Final = "Prieto-Curiel, Campedelli and Hope 2023, published code and data"


PARAMETERS: Final = tuple(
    Parameter(*each)
    for each in (
        (
            "recruitment", "Recruits a week, per member", 2.527474e-3, 2.401100e-3, 2.653848e-3,
            f"{_CODE}; range assumed: 5 % either way, by which the 2022 interval is about the published 160,000 to 185,000",
        ),
        ("arrests", "Arrests a week, in all groups", 110.0, 100.0, 120.0, f"{_CODE}; range assumed (their search: 110 to 120)"),
        (
            "conflict", "Deaths a week, per pair of members of two groups", 1.549231e-8, 1.25e-8, 1.85e-8,
            f"{_CODE}; range assumed, within their search of 1e-8 to 2e-8",
        ),
        (
            "saturation", "Members who leave a week, per pair within a group", 4e-8, 3e-8, 5e-8,
            f"{_CODE}; range assumed (their search, 4e-8 to 1e-7, ended at its lower bound)",
        ),
        ("members", "Members of all groups at the start, where no source states sizes", FITTED, 110_000.0, 120_000.0,
         f"{_CODE}; range assumed (their search: 110,000 to 115,000)"),
        ("exponent", "Size falls with rank to this power", 1.0, 0.9, 1.1, f"{_CODE}; range assumed"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Forecast:
    """How far to look, and what to change."""

    start: int | None = None
    """The year that the sizes are of. Unset: 2012 where no source states sizes, as in the published model; else ``change``."""
    change: int = 2022
    """The year from which the scenarios differ."""
    end: int = 2027
    """The year up to whose beginning to look."""
    arrests: float = 2.0
    """The scenario of more arrests: times as many."""
    recruitment: float = 0.5
    """The scenario of less recruitment: times as many."""
    remove: tuple[int, ...] = ()
    """Groups that end when the scenarios begin: numbers of nodes."""
    members: str = "dispersed"
    """What becomes of the members of a group that ends: "dispersed" over all other groups, "absorbed" by its allies (dispersed
    where it has none), or "gone" (arrested, all of them)."""
    split: tuple[int, ...] = ()
    """Groups that break apart when the scenarios begin: numbers of nodes."""
    parts: int = 2
    """Into how many."""
    feud: float = 1.0
    """The weight of the rivalry between the parts."""
    broken: tuple[int, ...] = ()
    """Alliances that end when the scenarios begin: numbers of links, or of alliances of a file."""
    total: float | None = None
    """Members of all groups at the start. Unset: as sources state, or 115,000 where none does."""
    scaled: bool = True
    """Whether the rates, which were fitted for 115,000 members, are scaled to the members at the start."""
    parameters: tuple[str, ...] = ()
    """Values of the model's parameters that replace its own, as "recruitment=0.0025". They are not drawn."""
    top: int = 10
    """How many of the largest groups to list, and to try without."""
    draws: int = 200
    """How many times to draw parameters, sizes and relations."""
    level: float = 0.9
    """The probability of the intervals."""
    seed: int = 1
    """Of the random numbers."""

    def checked(self, size: int) -> None:
        """Raises UsageError for options that no run can follow, of a set of ``size`` groups."""
        start = self.change if self.start is None else self.start
        for wrong, message in (
            (not start <= self.change < self.end, "start, change and end must follow each other"),
            (self.end - start > 100, "more than 100 years are not forecast"),
            (self.arrests < 0 or self.recruitment < 0, "arrests and recruitment cannot be fewer than none"),
            (self.members not in {"dispersed", "absorbed", "gone"}, "members are dispersed, absorbed or gone"),
            (self.split and self.parts < 2, "a group breaks into two parts or more"),
            (self.feud < 0, "the weight of a rivalry cannot be below 0"),
            (bool(set(self.remove) & set(self.split)), "a group cannot both end and break apart"),
            (len(set(self.remove)) == size, "no group would be left"),
            (self.total is not None and not self.total > 0, "there must be members at the start"),
            (not 1 <= self.draws <= 10_000, "draws are 1 to 10,000"),
            (not 0 < self.level < 1, "the level is between 0 and 1"),
        ):
            if wrong:
                raise UsageError(message)
