"""When the ties of a map held, as far as its claims tell: their stated days, or else the days of the reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from entramado.analyse.ground import Spell
from entramado.model.network import Edge
from entramado.model.values import PartialDate
from entramado.share.analyses.cooperation import Tie
from entramado.share.lines import line_id
from entramado.share.told import Told

_NEXT: Final = 1
"""A stated last day is one on which the tie still holds."""


def spells(told: Told, links: Sequence[Sequence[Tie]], edges: Iterable[Edge]) -> list[Spell]:
    """Of each tie of each link, numbered as ``links`` are. ``edges`` are those that ties stand on, of the past too."""
    by_line = {line_id(edge): edge for edge in edges}
    found = []
    for link, ties in enumerate(links):
        origin = _origins(ties)
        ends = _ends(told, ties, by_line)
        for tie in ties:
            found.append(_spell(told, link, tie, origin[tie.lines], by_line, ends))
    return found


def _spell(
    told: Told, link: int, tie: Tie, origin: int, by_line: Mapping[str, Edge], ends: Mapping[str, int]
) -> Spell:  # fmt: skip
    edge = by_line[tie.lines[0]]
    if tie.predicate == "acted_together":
        day = _parsed(told.day(told.network.entities[edge.subject]))
        if day is not None:
            on = day.first.toordinal()
            return Spell(link, tie.belief, origin, on, None, (on,), stated=True, lines=tie.lines)
        days = _reported(told, by_line, tie)
        return Spell(link, tie.belief, origin, days[0] if days else None, None, days, lines=tie.lines)
    since, until = _stated(told, edge)
    if edge.former:
        over = until if until is not None else ends.get(tie.predicate)
        return Spell(link, tie.belief, origin, since, over, stated=(since, until) != (None, None), lines=tie.lines)
    days = _reported(told, by_line, tie)
    first = since if since is not None else min(days, default=None)
    if since is not None:
        days = tuple(sorted({since, *days}))
    past = ends.get(tie.predicate)
    ended = past if until is None and past is not None and past > max(days, default=0) else until
    return Spell(
        link, tie.belief, origin, first, ended, days, stated=(since, until) != (None, None), lines=tie.lines,
    )  # fmt: skip


def _reported(told: Told, by_line: Mapping[str, Edge], tie: Tie) -> tuple[int, ...]:
    """The days on which reports tell of a tie, ascending."""
    return tuple(sorted({day for line in tie.lines for day in _days(told, by_line[line])}))


def _days(told: Told, edge: Edge) -> list[int]:
    """The days of its claims: of the saying, or else of the publication."""
    exhibits = [told.exhibit(claim) for claim in edge.claims]
    days = [each.claim.said_at or each.document.published for each in exhibits]
    return [day.last.toordinal() for day in days if day is not None]


def _stated(told: Told, edge: Edge) -> tuple[int | None, int | None]:
    """The earliest day that a claim says it began, and the first after the last day that a claim says it held."""
    claims = [told.exhibit(claim).claim for claim in edge.claims]
    begun = [claim.valid_from.first for claim in claims if claim.valid_from is not None]
    ended = [claim.valid_to.last for claim in claims if claim.valid_to is not None]
    return _number(min(begun, default=None)), _number(max(ended, default=None), _NEXT)


def _number(day: date | None, more: int = 0) -> int | None:
    return None if day is None else day.toordinal() + more


def _ends(told: Told, ties: Sequence[Tie], by_line: Mapping[str, Edge]) -> dict[str, int]:
    """By predicate, the first day on which a tie of that kind between the same two is told of as past."""
    found: dict[str, list[int]] = defaultdict(list)
    for tie in ties:
        edge = by_line[tie.lines[0]]
        if edge.former:
            found[tie.predicate] += _days(told, edge)
    return {predicate: min(days) for predicate, days in found.items() if days}


def _origins(ties: Sequence[Tie]) -> dict[tuple[str, ...], int]:
    """By the lines of a tie, the number of the ties of one link that share an origin with it."""
    groups: list[tuple[set[str], list[Tie]]] = []
    for tie in ties:
        touching = [group for group in groups if group[0] & tie.origins]
        origins = set(tie.origins).union(*(group[0] for group in touching))
        groups = [group for group in groups if group not in touching]
        groups.append((origins, [tie, *(each for group in touching for each in group[1])]))
    return {tie.lines: number for number, (_, several) in enumerate(groups) for tie in several}


def _parsed(text: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None  # a date as worded
