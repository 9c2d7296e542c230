"""A name typed by a person to the entity it means: never guessed when several fit."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from entramado.knowledge.tables import fold
from entramado.model.errors import Ambiguous, NotFound
from entramado.model.network import Entity, Network


def candidates(network: Network, name: str, types: Sequence[str] = (), whole: bool = False) -> list[Entity]:
    """Entities that a name fits: by id, by a whole name, or else (unless ``whole``) by all its words; most mentioned first.

    Events yield to all else: their labels repeat the names of those in them.
    """
    if name in network.entities:
        return [network.entities[name]]
    wanted = fold(name)
    pool = [e for e in network.entities.values() if not types or e.type in types]
    found = [e for e in pool if any(fold(n) == wanted for n in (e.name, *e.names))]
    if not found and not whole:
        words = set(wanted.split()) or {""}
        partly = [e for e in pool if any(words <= set(fold(n).split()) for n in (e.name, *e.names))]
        found = [e for e in partly if e.type != "Event"] or partly
    return sorted(found, key=lambda e: (-len(e.documents), -len(e.referents), e.name, e.id))


def find(network: Network, name: str, types: Sequence[str] = (), whole: bool = False) -> Entity:
    """The one entity of this name, of one of ``types`` when any are given; ``whole``: parts of names do not count.

    Raises NotFound (with near names) or Ambiguous (with the choices).
    """
    found = candidates(network, name, types, whole)
    exact = [e for e in found if fold(e.name) == fold(name)]
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0]
    if not found:
        pool = [n for e in network.entities.values() if e.type != "Event" for n in (e.name, *e.names)]
        near = dict.fromkeys(match[0] for match in process.extract(name, pool, scorer=fuzz.WRatio, limit=3, score_cutoff=75))
        hint = f" Did you mean {' or '.join(repr(n) for n in near)}?" if near else " Try `entramado search`."
        raise NotFound(f"Nothing on this map is called {name!r}.{hint}")
    listed = "".join(f"\n  {e.id}  {e.name} ({e.type.lower()}, {_in(e)})" for e in found[:8])
    more = "\n  …" if len(found) > 8 else ""
    raise Ambiguous(f"{name!r} fits {len(found)} entities; give the id of the one that is meant:{listed}{more}")


def _in(entity: Entity) -> str:
    return f"in {len(entity.documents)} document{'s' * (len(entity.documents) != 1)}"
