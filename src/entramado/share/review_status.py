"""Who has reviewed a claim, and what that makes of it. A review says whether the document says so, not whether it is true.

A person who wrote the document (an analyst's note) is no reviewer of what it claims. Two persons are two names; case, accents
and spaces do not make one name two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from entramado.knowledge.folding import fold
from entramado.model.claim import RIGHT, Reading

Level = Literal["none", "one", "assessed", "differing", "misread"]
"""none       no person but its author has reviewed it
one        one person found it right
assessed   two persons found it right
differing  persons differ on whether it was read right
misread    persons found it misread, and none found it right: the map leaves it out
"""
REVIEWERS: Final = 2
"""Persons that an assessment needs."""
_STRENGTH: Final[dict[Level, int]] = {"misread": 0, "none": 1, "one": 2, "differing": 3, "assessed": 4}


@dataclass(frozen=True, slots=True)
class Review:
    """Persons who found a claim read right or wrong, by name. ``author`` wrote the document, and is in neither."""

    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    author: str | None = None
    withdrawn: bool = False
    """Whether the author himself says that his document does not say so."""

    @property
    def level(self) -> Level:
        if self.wrong or self.withdrawn:
            return "differing" if self.right or (self.author and not self.withdrawn) else "misread"
        return "assessed" if len(self.right) >= REVIEWERS else "one" if self.right else "none"

    def words(self) -> str:
        """The level in words, with the names: "reviewed by ana", "assessed by ana and ben"."""
        match self.level:
            case "assessed":
                return f"assessed by {listed(self.right)}"
            case "one":
                return f"reviewed by {listed(self.right)}"
            case "differing":
                right = listed(self.right or (self.author or "",))
                return f"reviewers differ: read right by {right}, misread by {listed(self._against())}"
            case "misread":
                return f"found misread by {listed(self._against())}"
        return f"written by {self.author}, not reviewed" if self.author else "not reviewed"

    def _against(self) -> tuple[str, ...]:
        return (*self.wrong, *((self.author,) if self.withdrawn and self.author else ()))


def review(readings: Iterable[Reading], author: str | None) -> Review:
    """The review of one claim by its readings. ``author`` wrote the document it stands in, when that is an analyst's note."""
    right: dict[str, str] = {}
    wrong: dict[str, str] = {}
    withdrawn, read = False, False
    for reading in sorted(readings, key=lambda r: (-r.p, r.by)):
        if reading.person is None:
            continue
        said = reading.p >= 0.5
        if author is None and reading.p > RIGHT:
            author = reading.person  # who writes a claim by hand is surer than any reviewer: known where the source is not
        if author is not None and fold(reading.person) == fold(author):
            withdrawn, read = not said, True
        else:
            (right if said else wrong).setdefault(fold(reading.person), reading.person)
    return Review(tuple(right.values()), tuple(wrong.values()), author if read else None, withdrawn)


def together(reviews: Iterable[Review]) -> Review:
    """The review of what stands on several claims: that of its best reviewed claim.

    One claim that two persons have read makes an assessment; two claims read by one person each do not.
    """
    return max(reviews, key=lambda r: (_STRENGTH[r.level], len(r.right), r.right), default=Review())


def listed(names: Iterable[str]) -> str:
    """Names in a row: "ana", "ana and ben", "ana, ben and eva"."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last
