"""What a screen leaves out: one filter for chart, map, timeline and paths, which says how much each of its parts hides.

Sources, grades and days are of claims: a link is shown while one of its claims passes all three. Predicate, modality, type,
belief and review are of the link itself. Belief is computed before any filter: to look away from a source leaves it said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from entramado.model.errors import UsageError
from entramado.model.values import PartialDate
from entramado.share.screen.stage import Stage

Mask = NDArray[np.bool_]
Pairs = NDArray[np.int64]
Review = Literal["any", "reviewed", "unreviewed"]
DIMENSIONS: Final = ("time", "source", "grade", "modality", "predicate", "type", "belief", "review")
_NEVER: Final = np.iinfo(np.int32).max
UNKNOWN_SOURCE: Final = "-"
"""Stands for documents whose source is not known, or not shown."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to leave out; nothing by default. ``first`` and ``last`` are days; ``undated`` keeps what has none."""

    first: date | None = None
    last: date | None = None
    undated: bool = True
    hide_source: frozenset[str] = frozenset()
    hide_grade: frozenset[str] = frozenset()
    """Letters of the Admiralty scale: the reliability of the source."""
    hide_modality: frozenset[str] = frozenset()
    hide_predicate: frozenset[str] = frozenset()
    hide_type: frozenset[str] = frozenset()
    belief: float = 0.0
    """Least belief of a link."""
    review: Review = "any"

    @classmethod
    def parse(
        cls,
        first: str | None = None,
        last: str | None = None,
        *,
        undated: bool = True,
        hide_source: Iterable[str] = (),
        hide_grade: Iterable[str] = (),
        hide_modality: Iterable[str] = (),
        hide_predicate: Iterable[str] = (),
        hide_type: Iterable[str] = (),
        belief: float = 0.0,
        review: Review = "any",
    ) -> Filter:
        """From the words of a request; days may be cut to month or year. Raises UsageError."""
        begin, end = _day(first, "from"), _day(last, "to")
        made = cls(
            begin.first if begin else None,
            end.last if end else None,
            undated,
            frozenset(hide_source),
            frozenset(hide_grade),
            frozenset(hide_modality),
            frozenset(hide_predicate),
            frozenset(hide_type),
            belief,
            review,
        )
        if made.first and made.last and made.first > made.last:
            raise UsageError("`from` is after `to`: swap them")
        return made

    @property
    def timeless(self) -> Filter:
        """The same for any time."""
        return Filter(None, None, True, *(getattr(self, field.name) for field in fields(self)[3:]))


@dataclass(frozen=True, slots=True)
class Passing:
    """Which edges pass (by number), and of each part of the filter how many links it alone hides."""

    edges: Mask
    hidden: dict[str, int]
    shown: int
    """Links (edges between entities) that pass, of ``total``."""
    total: int

    def __contains__(self, number: int) -> bool:
        return bool(self.edges[number])


class Columns:
    """What a filter looks at, by edge and by claim of an edge, in arrays. Claims of an edge stand together."""

    def __init__(self, stage: Stage) -> None:
        network, exhibits = stage.network, stage.exhibits
        edges = network.edges
        self.is_link = np.fromiter((edge.object is not None for edge in edges), bool, len(edges))
        self.belief = np.fromiter((edge.belief for edge in edges), np.float64, len(edges))
        self.predicates, self.predicate = _coded(edge.predicate for edge in edges)
        self.modalities, self.modality = _coded(edge.modality for edge in edges)
        self.types, self.subject_type = _coded(network.entities[edge.subject].type for edge in edges)
        known = {name: number for number, name in enumerate(self.types)}
        far = [network.entities[edge.object].type if edge.object else "" for edge in edges]
        self.types = (*self.types, *sorted(set(far) - known.keys() - {""}))
        known = {name: number for number, name in enumerate(self.types)}
        self.object_type = np.fromiter((known.get(name, -1) for name in far), np.int32, len(edges))
        self.reviewed = np.fromiter((stage.reviewed(number) != "none" for number in range(len(edges))), bool, len(edges))
        days = [stage.days(number) for number in range(len(edges))]
        self.stated = np.fromiter((bool(d[0] or d[1]) for d in days), bool, len(edges))
        per_claim = [(number, claim) for number, edge in enumerate(edges) for claim in edge.claims]
        self.edge_of = np.fromiter((number for number, _ in per_claim), np.int64, len(per_claim))
        documents = [exhibits.documents[exhibits.claims[claim].doc] for _, claim in per_claim]
        shown = {document.id: exhibits.publisher(document) for document in exhibits.documents.values()}
        sources = [shown[document.id] for document in documents]
        self.sources, self.source = _coded(source.id if source else UNKNOWN_SOURCE for source in sources)
        self.grades, self.grade = _coded(source.reliability if source else "F" for source in sources)
        self.first = np.full(len(per_claim), _NEVER, np.int32)
        self.last = np.full(len(per_claim), -1, np.int32)
        for place, ((number, claim_id), document) in enumerate(zip(per_claim, documents, strict=True)):
            claim = exhibits.claims[claim_id]
            since, until, *_ = days[number]
            if claim.valid_from or claim.valid_to:
                since = claim.valid_from.first if claim.valid_from else None
                until = claim.valid_to.last if claim.valid_to else since
            elif not (since or until) and document.published:
                since, until = document.published.first, document.published.last
            if since or until:
                self.first[place] = since.toordinal() if since else 0
                self.last[place] = until.toordinal() if until else self.first[place]

        self.link_sources = self._of_links(self.source)
        """Pairs of a link's number and a source of one of its claims, each once; shape (n, 2)."""
        self.link_grades = self._of_links(self.grade)

    def _of_links(self, codes: NDArray[np.int32]) -> Pairs:
        pairs = np.unique(np.stack([self.edge_of, codes.astype(np.int64)], axis=1), axis=0)
        return pairs[self.is_link[pairs[:, 0]]] if len(pairs) else pairs

    def any_claim(self, claims: Mask) -> Mask:
        """Of each edge: whether one of its claims is among these."""
        found = np.zeros(len(self.is_link), bool)
        found[self.edge_of[claims]] = True
        return found


def columns(stage: Stage) -> Columns:
    """Those of a stage, made once."""
    return stage.kept("columns", lambda: Columns(stage))


def passing(stage: Stage, wanted: Filter) -> Passing:
    """What of a stage passes a filter; kept for the filters that are asked again and again."""
    return stage.recent(("passing", wanted), lambda: _passing(columns(stage), wanted))


def _passing(of: Columns, wanted: Filter) -> Passing:
    claim_masks = {
        "time": _in_time(of, wanted),
        "source": _without(of.sources, of.source, wanted.hide_source),
        "grade": _without(of.grades, of.grade, wanted.hide_grade),
    }
    hidden_types = np.array([name in wanted.hide_type for name in (*of.types, "")])
    edge_masks = {
        "modality": _without(of.modalities, of.modality, wanted.hide_modality),
        "predicate": _without(of.predicates, of.predicate, wanted.hide_predicate),
        "type": None if not wanted.hide_type else ~(hidden_types[of.subject_type] | hidden_types[of.object_type]),
        "belief": None if wanted.belief <= 0 else of.belief >= wanted.belief,
        "review": None if wanted.review == "any" else of.reviewed == (wanted.review == "reviewed"),
    }
    links = of.is_link
    kept = np.ones(len(links), bool)
    hidden = dict.fromkeys(DIMENSIONS, 0)
    together: Mask | None = None
    for name, mask in claim_masks.items():
        if mask is not None:
            hidden[name] = int((links & ~of.any_claim(mask)).sum())
            together = mask if together is None else together & mask
    if together is not None:
        kept &= of.any_claim(together)
    for name, mask in edge_masks.items():
        if mask is not None:
            hidden[name] = int((links & ~mask).sum())
            kept &= mask
    return Passing(kept, hidden, int((links & kept).sum()), int(links.sum()))


def _in_time(of: Columns, wanted: Filter) -> Mask | None:
    dated = of.last >= 0
    found: Mask | None = None
    if wanted.first is not None or wanted.last is not None:
        low = wanted.first.toordinal() if wanted.first else 0
        high = wanted.last.toordinal() if wanted.last else _NEVER - 1
        found = ~dated | ((of.first <= high) & (of.last >= low))
    if not wanted.undated:
        found = dated if found is None else found & dated
    return found


def _without(names: Sequence[str], codes: NDArray[np.int32], hide: frozenset[str]) -> Mask | None:
    if hide.isdisjoint(names):
        return None
    return np.asarray(~np.array([name in hide for name in names])[codes])


def _coded(values: Iterable[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The different values in order, and the place of each in them."""
    listed = list(values)
    names = tuple(sorted(set(listed)))
    number = {name: place for place, name in enumerate(names)}
    return names, np.fromiter((number[value] for value in listed), np.int32, len(listed))


def _day(text: str | None, name: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError as error:
        raise UsageError(f"`{name}`: {error}") from None
