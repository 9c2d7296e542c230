"""From scored pairs and judgements to groups: the best pair first, and never across something that stands against it.

Agglomerative, not union-find over everything above a threshold: a pair that would bring together two referents that
cannot be one (another forename, another reference row, a hand judgement "different") is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from entramado.model.claim import Judgement
from entramado.model.network import Merge

G = TypeVar("G")


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair that may be joined, with its reason."""

    a: str
    b: str
    score: float
    why: str


class Clustering(Generic[G]):
    """Groups in the making. ``group_of`` gives a member's group, whose shape is the caller's business.

    Args:
        groups: one group a referent.
        absorb: joins the second group into the first.
        clash: whether two groups cannot be one.
        members: the ids in a group.
    """

    def __init__(
        self,
        groups: Mapping[str, G],
        absorb: Callable[[G, G], None],
        clash: Callable[[G, G], bool],
        members: Callable[[G], list[str]],
    ) -> None:
        self.group_of = dict(groups)
        self.merges: list[Merge] = []
        self._absorb, self._clash, self._members = absorb, clash, members
        self._different: dict[str, set[str]] = {}
        self._unsure: set[tuple[str, str]] = set()

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Apply hand judgements. "Different" binds everything after it; "same" overrules every rule but that."""
        known = [j for j in judgements if j.a in self.group_of and j.b in self.group_of]
        said = sorted(known, key=lambda j: (j.verdict, j.a, j.b, j.id))
        for judgement in said:
            if judgement.verdict == "different":
                self._different.setdefault(judgement.a, set()).add(judgement.b)
                self._different.setdefault(judgement.b, set()).add(judgement.a)
            elif judgement.verdict == "unsure":
                self._unsure.add((judgement.a, judgement.b))
        for judgement in said:
            if judgement.verdict == "same" and not self._kept_apart(judgement.a, judgement.b):
                self._join(judgement.a, judgement.b, judgement.score, judgement.why, judgement.by)

    def agglomerate(self, pairs: Iterable[Scored], by: str) -> None:
        """Join pairs, best first; ties in the order of their ids."""
        for pair in sorted(pairs, key=lambda p: (-p.score, p.a, p.b)):
            first, second = self.group_of[pair.a], self.group_of[pair.b]
            if first is second or (pair.a, pair.b) in self._unsure or (pair.b, pair.a) in self._unsure:
                continue
            if self._kept_apart(pair.a, pair.b) or self._clash(first, second):
                continue
            self._join(pair.a, pair.b, pair.score, pair.why, by)

    def _kept_apart(self, a: str, b: str) -> bool:
        if not self._different:
            return False
        others = set(self._members(self.group_of[b]))
        return any(self._different.get(member, set()) & others for member in self._members(self.group_of[a]))

    def _join(self, a: str, b: str, score: float, why: str, by: str) -> None:
        first, second = self.group_of[a], self.group_of[b]
        if first is second:
            return
        if len(self._members(first)) < len(self._members(second)):
            first, second = second, first
        moved = list(self._members(second))
        self._absorb(first, second)
        for member in moved:
            self.group_of[member] = first
        self.merges.append(Merge(min(a, b), max(a, b), score, why, by))
