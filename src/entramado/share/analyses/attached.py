"""What a ground has besides its graph: command, steps of the value chain, memberships, what is stated of pairs, sizes, places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from entramado.analyse.ground import Directed, Part, Presence, Size, Stated
from entramado.analyse.projections import ACTIVITIES, COMMAND, PRESENT, STEPS, STRIKING
from entramado.model.network import Edge, Entity
from entramado.model.values import Figure
from entramado.share.analyses.cast import Cast
from entramado.share.lines import line_id
from entramado.share.told import Told
from entramado.share.wording import plain

STATED: Final = frozenset({"successor_of", "allied_with", "rival_of", "split_from", "family_of"})
Nodes = Mapping[str, int]
"""Entity id to node."""


def command(edges: Iterable[Edge], number: Nodes) -> Directed:
    """Who commands whom; of several lines between the same two the best believed."""
    found: dict[tuple[int, int], float] = {}
    for edge in edges:
        ends = _ends(edge, number)
        if edge.predicate in COMMAND and ends is not None:
            arrow = ends if COMMAND[edge.predicate] else ends[::-1]
            found[arrow] = max(found.get(arrow, 0.0), edge.belief)
    arrows = sorted(found)
    return Directed(np.array(arrows, np.int32).reshape(-1, 2), np.array([found[arrow] for arrow in arrows], np.float64))


def steps(told: Told, edges: Iterable[Edge], number: Nodes) -> list[Part]:
    """The steps that claims give each node; of several lines the best believed."""
    found: dict[tuple[int, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        step = STEPS.get(edge.predicate)
        if edge.predicate == "engages_in":
            step = ACTIVITIES.get(told.network.entities[edge.object or ""].kind or "")
        if step is not None and edge.subject in number:
            found[number[edge.subject], step].append(edge)
    return [
        Part(node, step, max(edge.belief for edge in same), tuple(sorted(line_id(edge) for edge in same)))
        for (node, step), same in sorted(found.items())
    ]


def members(cast: Cast, order: Sequence[Entity], number: Nodes) -> list[tuple[int, int]]:
    """Who is named as belonging to a criminal group now: contact is none."""
    found = {
        (number[entity.id], number[tie.group.id])
        for entity in order if entity.type == "Person"
        for tie in cast.memberships(entity) if tie.belongs and not tie.former and tie.group.id in number
    }  # fmt: skip
    return sorted(found)


def stated(told: Told, cast: Cast, edges: Iterable[Edge], number: Nodes) -> list[Stated]:
    """Successions, alliances, rivalries, splits, and the kinship of who is not protected."""
    entities = told.network.entities
    found = []
    for edge in edges:
        ends = _ends(edge, number)
        if edge.predicate not in STATED or ends is None:
            continue
        if edge.predicate == "family_of" and any(cast.protected(entities[end or ""]) for end in (edge.subject, edge.object)):
            continue
        candidate = edge.predicate == "successor_of" and all(
            told.exhibit(claim).claim.qualifiers.get("candidate") for claim in edge.claims
        )
        found.append(Stated(ends[0], edge.predicate, ends[1], edge.belief, (line_id(edge),), candidate=candidate))
    return sorted(found, key=lambda each: (each.subject, each.predicate, each.object))


def places(told: Told, cast: Cast, order: Sequence[Entity]) -> list[Presence]:
    """Where each who may be listed is said to be now, and where he is named as acting in violence."""
    entities, found = told.network.entities, []
    for node, entity in enumerate(order):
        if not cast.listed(entity):
            continue
        for edge in told.by(entity, PRESENT):
            if edge.object is not None and not edge.former:
                place = plain(entities[edge.object].name)
                found.append(Presence(node, place, edge.predicate, edge.belief, (line_id(edge),)))
        for event, acted in told.roles(entity, "agent", STRIKING):
            for edge in told.by(event, ("place",)):
                place, why = plain(entities[edge.object or ""].name), (line_id(acted), line_id(edge))
                found.append(Presence(node, place, event.kind or "", min(acted.belief, edge.belief), why, told.day(event)))
    return sorted(found, key=lambda each: (each.node, each.place, each.how, each.date or "", each.why))


def sizes(told: Told, order: Sequence[Entity]) -> list[Size]:
    """The numbers of members that claims give groups now."""
    return [
        Size(node, *_bounds(edge.figure), edge.belief, (line_id(edge),))
        for node, entity in enumerate(order)
        for edge in sorted(told.by(entity, ("size",)), key=line_id)
        if edge.figure is not None and not edge.former
    ]


def _bounds(figure: Figure) -> tuple[float, float]:
    """Of "at least 5,000" the number itself is all that is stated: it stands for the upper end too."""
    low = 0.0 if figure.low is None else float(figure.low)
    return low, float(figure.high) if figure.high is not None else low


def _ends(edge: Edge, number: Nodes) -> tuple[int, int] | None:
    """The two nodes of a link; None when it is not between two."""
    if edge.object is None or edge.subject == edge.object or edge.subject not in number or edge.object not in number:
        return None
    return number[edge.subject], number[edge.object]
