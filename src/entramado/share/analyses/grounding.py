"""A viewer's network as the ground of an analysis: nodes, links, command, steps and memberships, each with its lines.

Nodes stand in the order of their names, so that nothing that is found depends on ids or on when a document came in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from entramado.analyse.graph import Graph
from entramado.analyse.ground import Ground
from entramado.analyse.projections import TIES
from entramado.model.network import Edge, Entity
from entramado.share.analyses import attached, dating
from entramado.share.analyses.attached import Nodes
from entramado.share.analyses.cast import Cast
from entramado.share.analyses.cooperation import Tie, belief, held, relations, ties
from entramado.share.evidence import gaps
from entramado.share.membership import criminal
from entramado.share.told import Told
from entramado.share.wording import plain

NAMED: Final = 6
"""Names in a note; of more, the number."""
Pairs = Mapping[tuple[str, str], Sequence[Tie]]


def ground(told: Told, projection: str = "ties", *, former: bool = False) -> Ground:
    """The projection of a map: "ties" (with command and steps), "times" (the same with those that held once, and when) or
    "groups". ``former`` takes in ties that held once.
    """
    timed = projection == "times"
    former = former or timed
    cast, entities = Cast(told), told.network.entities
    edges = list(held(told, former=former))
    if projection == "groups":
        pairs = relations(told, edges)
        order = _in_order(entity for entity in entities.values() if criminal(entity))
    else:
        pairs = ties(told, cast, edges)
        tied = {end for pair in pairs for end in pair} | _heirs(cast, entities, edges)
        order = _in_order(e for e in entities.values() if cast.kind(e) and (e.id in tied or cast.listed(e)))
    number = {entity.id: node for node, entity in enumerate(order)}
    graph, lines, layers = _links(pairs, number)
    return Ground(
        graph,
        [plain(entity.name) for entity in order],
        np.array([cast.listed(entity) for entity in order], np.bool_),
        projection,
        [entity.id for entity in order],
        [cast.kind(entity) or "" for entity in order],
        lines,
        layers,
        attached.command(edges, number),
        attached.steps(told, edges, number),
        attached.members(cast, order, number),
        attached.stated(told, cast, edges, number),
        attached.sizes(told, order),
        attached.places(told, cast, order),
        _notes(told, cast, order, edges, former=former),
        dating.spells(told, _by_link(pairs, number), edges) if timed else (),
        [gaps(told, entity, dead=cast.dead(entity) is not None) if cast.listed(entity) else () for entity in order],
    )


def _heirs(cast: Cast, entities: Mapping[str, Entity], edges: Sequence[Edge]) -> set[str]:
    """Whom a source names as following somebody who may be listed: in the graph by name, and never listed for that."""
    named = ((entities[e.subject], entities[e.object or ""]) for e in edges if e.predicate == "successor_of")
    return {heir.id for heir, before in named if cast.listed(before) and not cast.protected(heir)}


def _in_order(entities: Iterable[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (entity.name, entity.type, entity.id))


def _by_link(pairs: Pairs, number: Nodes) -> list[Sequence[Tie]]:
    """The ties of each link, in the order of links."""
    return [pairs[pair] for pair in sorted(pairs, key=lambda pair: sorted((number[pair[0]], number[pair[1]])))]


def _links(pairs: Pairs, number: Nodes) -> tuple[Graph, list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The graph, with the lines and predicates of each link. A link weighs as many as there are kinds of tie in it."""
    several = {(min(number[a], number[b]), max(number[a], number[b])): found for (a, b), found in pairs.items()}
    ends = sorted(several)
    layers = [tuple(sorted({tie.predicate for tie in several[pair]})) for pair in ends]
    lines = [tuple(sorted({line for tie in several[pair] for line in tie.lines})) for pair in ends]
    graph = Graph.of(len(number), ends, [len(kinds) for kinds in layers], [belief(several[pair]) for pair in ends])
    return graph, lines, layers


def _notes(told: Told, cast: Cast, order: Sequence[Entity], edges: Sequence[Edge], *, former: bool) -> list[str]:
    """What was left out or needs care, in words."""
    notes = []
    persons = [entity for entity in order if entity.type == "Person"]
    apart = Counter(cast.word(person) or "in no category" for person in persons if not cast.listed(person))
    if apart:
        kinds = ", ".join(f"{count} {word}" for word, count in sorted(apart.items()))
        who = _counted(sum(apart.values()), "person")
        notes.append(f"Never listed, and in the graph only because others are tied through them: {who} ({kinds}).")
    deaths = [(person, item) for person in persons if (item := cast.dead(person)) is not None]
    if deaths:
        gone = [f"{plain(person.name)}{f' ({item.date})' if item.date else ''}" for person, item in deaths]
        notes.append(f"Said to be dead, and shown with the ties of their lifetime: {_some(gone)}.")
    several = sum(entity.collective and entity.type == "Person" for entity in told.network.entities.values())
    if several:
        notes.append(f"Left out: {_counted(several, 'mention')} of several persons as one. Nobody can be told apart in them.")
    if not former:
        everything = sum(edge.predicate in TIES for edge in held(told, former=True))
        past = everything - sum(edge.predicate in TIES for edge in edges)
        if past:
            notes.append(f"Left out: {_counted(past, 'tie')} that held once and no longer.")
    return notes


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
