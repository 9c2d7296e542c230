"""A name typed by a person to the entity it means: never guessed when several fit."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from entramado.knowledge.tables import fold
from entramado.model.errors import Ambiguous, NotFound
from entramado.model.network import Entity, Network


def candidates(network: Network, name: str) -> list[Entity]:
    """Entities that a name fits: by id, then by whole name, then by all its words. Best-supported first."""
    if name in network.entities:
        return [network.entities[name]]
    wanted = fold(name)
    named = [e for e in network.entities.values() if e.type != "Event" or wanted == fold(e.name)]
    whole = [e for e in named if any(fold(n) == wanted for n in (e.name, *e.names))]
    if not whole:
        words = set(wanted.split())
        whole = [e for e in named if words and any(words <= set(fold(n).split()) for n in (e.name, *e.names))]
    return sorted(whole, key=lambda e: (-len(e.documents), -len(e.referents), e.name, e.id))


def find(network: Network, name: str) -> Entity:
    """The one entity of this name. Raises NotFound (with near names) or Ambiguous (with the choices)."""
    found = candidates(network, name)
    if len(found) == 1:
        return found[0]
    if not found:
        pool = {n: e for e in network.entities.values() if e.type != "Event" for n in (e.name, *e.names)}
        near = [match[0] for match in process.extract(name, list(pool), scorer=fuzz.WRatio, limit=3, score_cutoff=75)]
        hint = f" Did you mean {' or '.join(repr(n) for n in near)}?" if near else " Try `entramado search`."
        raise NotFound(f"Nothing on this map is called {name!r}.{hint}")
    exact = [e for e in found if fold(e.name) == fold(name)]
    if len(exact) == 1:
        return exact[0]
    listed = "; ".join(f"{e.name} ({e.type.lower()}, id {e.id})" for e in found[:8])
    raise Ambiguous(f"{name!r} fits {len(found)} entities: {listed}. Say which by its full name or id.")
