"""Events in the order of their dates, each with its parts and the claims they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entramado.model.network import Edge, Entity, Network

_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Happening:
    """An event and what is said of it. ``date`` is the finest best-believed one, or None; ``held`` whether it is history."""

    event: Entity
    date: str | None
    parts: tuple[Edge, ...]
    held: bool

    def roles(self, predicate: str) -> list[Edge]:
        return [part for part in self.parts if part.predicate == predicate and not part.negated]


def happenings(network: Network, about: str | None = None) -> list[Happening]:
    """All events, or those in which entity ``about`` takes part; by date, undated ones last."""
    parts: dict[str, list[Edge]] = {e.id: [] for e in network.entities.values() if e.type == "Event"}
    for edge in network.edges:
        if edge.subject in parts:
            parts[edge.subject].append(edge)
        elif edge.object in parts:
            parts[edge.object].append(edge)
    found = []
    for event_id, said in parts.items():
        if about is None or any(about in (a.object, a.subject) for a in said):
            found.append(happening(network.entities[event_id], said))
    return in_order(found)


def happening(event: Entity, said: Sequence[Edge]) -> Happening:
    """One event, by the edges that are about it."""
    dates = sorted((a for a in said if a.predicate == "date" and a.value and not a.negated), key=_date_order)
    held = any(a.modality not in ("predicted", "hypothetical") and not a.negated for a in said)
    return Happening(event, dates[0].value if dates else None, tuple(sorted(said, key=_order)), held)


def in_order(found: Iterable[Happening]) -> list[Happening]:
    """By date, undated ones last."""
    return sorted(found, key=lambda h: (h.date or _UNDATED, h.event.kind or "", h.event.name, h.event.id))


def _date_order(edge: Edge) -> tuple[float, int, int, str]:
    value = edge.value or ""
    return (-edge.belief, -edge.origins, -len(value), value)


def _order(edge: Edge) -> tuple[str, float, str, str]:
    return (edge.predicate, -edge.belief, edge.object or "", edge.value or "")


def names(network: Network, edges: Iterable[Edge]) -> str:
    """The objects or values of some edges, in words."""
    return ", ".join(network.entities[a.object].name if a.object else str(a.value) for a in edges)
