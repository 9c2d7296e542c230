"""What can be filtered by, with how much each value shows and hides; and when the map's lines lie, for the brush."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entramado.share.screen.filter import UNKNOWN_SOURCE, Columns, Filter, Mask, Pairs, columns, passing
from entramado.share.screen.stage import Stage
from entramado.share.wording import plain

_STEPS: Final = 10
_FAR: Final = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that can be filtered by, with the number of links that have it and are shown or hidden."""

    value: str
    shown: int
    hidden: int


@dataclass(frozen=True, slots=True)
class SourceFacet:
    """A source; `value` is its id, "-" where none is known."""

    value: str
    name: str | None
    kind: str | None
    grade: str
    shown: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many are shown, of how many."""

    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """Links that each part of the filter alone hides."""

    time: int
    source: int
    grade: int
    modality: int
    predicate: int
    type: int
    belief: int
    review: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The filter's values. `belief` counts links by tenths of belief, before the filter; days are the first and last of all."""

    sources: Sequence[SourceFacet]
    grades: Sequence[Facet]
    modalities: Sequence[Facet]
    predicates: Sequence[Facet]
    types: Sequence[Facet]
    belief: Sequence[int]
    reviewed: int
    """Links with a claim that a person has read."""
    first_day: str | None
    last_day: str | None
    links: Counted
    hidden: Hidden


@dataclass(frozen=True, slots=True)
class Density:
    """Lines of the map by time, the filter's own time left aside: `bins` of equal width from `first` to `last`.

    A line that lasts over several bins counts in each. `stated` counts those whose claims state a day, `bins` all; the others
    lie where they were published.
    """

    first: str | None
    last: str | None
    bins: Sequence[int]
    stated: Sequence[int]
    undated: int


def facets(stage: Stage, wanted: Filter) -> Facets:
    """Counts are of links, each once, whatever number of its claims has the value."""
    of, passed = columns(stage), passing(stage, wanted)
    shown = passed.edges & of.is_link
    sources = stage.kept("sources", lambda: {source.id: source for source in stage.view.sources()})
    listed: list[SourceFacet] = []
    for value, seen, hidden in _by_claim(of.sources, of.link_sources, shown):
        source = sources.get(value)
        listed.append(
            SourceFacet(
                value,
                plain(source.name) if source else None,
                source.kind if source else None,
                source.reliability if source else "F",
                seen,
                hidden,
            )
        )
    dated = of.last >= 0
    return Facets(
        sorted(listed, key=lambda s: (s.value == UNKNOWN_SOURCE, -(s.shown + s.hidden), s.name or "", s.value)),
        [Facet(*row) for row in _by_claim(of.grades, of.link_grades, shown)],
        [Facet(*row) for row in _by_edge(of, of.modalities, of.modality, shown)],
        sorted(
            (Facet(*row) for row in _by_edge(of, of.predicates, of.predicate, shown) if row[1] + row[2]),
            key=lambda f: (-(f.shown + f.hidden), f.value),
        ),
        _by_type(of, shown),
        np.bincount(np.minimum((of.belief[of.is_link] * _STEPS).astype(int), _STEPS - 1), minlength=_STEPS).tolist(),
        int((of.reviewed & of.is_link).sum()),
        _iso(int(of.first[dated & (of.first > 0)].min(initial=_FAR))) if dated.any() else None,
        _iso(int(of.last.max())) if dated.any() else None,
        Counted(passed.shown, passed.total),
        Hidden(**passed.hidden),
    )


def density(stage: Stage, wanted: Filter, bins: int) -> Density:
    """Raises nothing: a map without a day has no bins."""
    of = columns(stage)
    kept = passing(stage, wanted.timeless).edges
    lines = len(of.is_link)
    first = np.full(lines, _FAR, np.int64)
    last = np.full(lines, -1, np.int64)
    np.minimum.at(first, of.edge_of, of.first)
    np.maximum.at(last, of.edge_of, of.last)
    dated = kept & (last >= 0)
    undated = int((kept & ~dated).sum())
    if not dated.any():
        return Density(None, None, [], [], undated)
    begins = np.where(first > 0, first, last)
    low, high = int(begins[dated].min()), int(last[dated].max())
    width = (high - low + 1) / bins

    def counted(mask: Mask) -> list[int]:
        ends = np.clip(((np.stack([begins[mask], last[mask]]) - low) / width).astype(np.int64), 0, bins - 1)
        steps = np.zeros(bins + 1, np.int64)
        np.add.at(steps, ends[0], 1)
        np.add.at(steps, ends[1] + 1, -1)
        return [int(number) for number in np.cumsum(steps[:-1])]

    return Density(_iso(low), _iso(high), counted(dated), counted(dated & of.stated), undated)


def _by_claim(names: Sequence[str], pairs: Pairs, shown: Mask) -> list[tuple[str, int, int]]:
    some = np.bincount(pairs[shown[pairs[:, 0]], 1], minlength=len(names))
    every = np.bincount(pairs[:, 1], minlength=len(names))
    return [(name, int(some[i]), int(every[i] - some[i])) for i, name in enumerate(names)]


def _by_edge(of: Columns, names: Sequence[str], codes: NDArray[np.int32], shown: Mask) -> list[tuple[str, int, int]]:
    some = np.bincount(codes[shown], minlength=len(names))
    every = np.bincount(codes[of.is_link], minlength=len(names))
    return [(name, int(some[i]), int(every[i] - some[i])) for i, name in enumerate(names)]


def _by_type(of: Columns, shown: Mask) -> list[Facet]:
    found = []
    for number, name in enumerate(of.types):
        ends = of.is_link & ((of.subject_type == number) | (of.object_type == number))
        found.append(Facet(name, int((ends & shown).sum()), int((ends & ~shown).sum())))
    return [facet for facet in found if facet.shown + facet.hidden]


def _iso(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if 0 < ordinal < _FAR else None
