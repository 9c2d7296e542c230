"""Names to the entities that a viewer sees."""

from __future__ import annotations

from collections.abc import Sequence

from entramado.knowledge.tables import fold
from entramado.model.errors import Ambiguous, NotFound
from entramado.model.network import Entity, Network


def named(network: Network, name: str, types: Sequence[str] = ()) -> Entity:
    """The entity with that id or name, of one of the types when any are given. Raises NotFound, Ambiguous."""
    if name in network.entities:
        return network.entities[name]
    wanted = fold(name)
    fits = [
        entity
        for entity in network.entities.values()
        if (not types or entity.type in types) and wanted in {fold(n) for n in (entity.name, *entity.names)}
    ]
    if not fits:
        raise NotFound(f"nothing is named {name!r} in this case")
    if len(fits) > 1:
        exact = [entity for entity in fits if fold(entity.name) == wanted]
        if len(exact) != 1:
            listed = ", ".join(f"{e.name} ({e.type}, {e.id})" for e in sorted(fits, key=lambda e: (e.name, e.id)))
            raise Ambiguous(f"{name!r} fits several: {listed}; give the id of one")
        return exact[0]
    return fits[0]
