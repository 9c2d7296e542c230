"""The dossiers that go with a package, made of the package alone: what they show, the recipient holds and may check."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from entramado.fuse import network
from entramado.knowledge import load
from entramado.model.errors import UsageError
from entramado.model.network import Entity, Network
from entramado.share.dossier.group import group
from entramado.share.dossier.handling import Asked
from entramado.share.dossier.model import Dossier
from entramado.share.dossier.record import record
from entramado.share.dossier.subject import subject
from entramado.share.dossier.webpage import webpage
from entramado.share.package.model import Contents
from entramado.share.package.view import PackageView

NOT_STATED: Final = "not stated"
"""Stands for a purpose or an authority that nobody gave: shown to the recipient as that."""


def dossiers(contents: Contents, about: Sequence[Entity]) -> Iterator[tuple[str, bytes, bytes]]:
    """Name, HTML and JSON of each of ``about`` that is a person or an organisation, as they stand on the package's own map.

    Raises UsageError for one who is no suspect (a victim, a witness, a child) when no purpose and authority are stated.
    """
    view = PackageView(contents)
    made = network(view, load())  # a user's own reference rows are his: they stay
    purpose, authority = (text if text != NOT_STATED else None for text in (contents.header.purpose, contents.header.authority))
    asked = Asked(
        purpose=purpose,
        legal_basis=authority,
        prepared_by=contents.header.sender.name,
        prepared_on=contents.header.made_at[:10],
    )
    for entity in _found(made, about):
        dossier = _dossier(view, made, entity, asked)
        if dossier is not None:
            data = json.dumps(record(dossier), ensure_ascii=False, indent=1, sort_keys=True)
            yield entity.name, webpage(dossier).encode(), data.encode()


def _found(made: Network, about: Sequence[Entity]) -> list[Entity]:
    """On the package's map, the entities with the most of each subject's referents, each once."""
    found: dict[str, Entity] = {}
    for entity in about:
        counts = Counter(made.entity_of[r] for r in entity.referents if r in made.entity_of)
        if counts:
            best = min(counts, key=lambda e: (-counts[e], e))
            found[best] = made.entities[best]
    return list(found.values())


def _dossier(view: PackageView, made: Network, entity: Entity, asked: Asked) -> Dossier | None:
    if entity.type == "Organization":
        return group(view, made, entity, asked)
    try:
        return subject(view, made, entity, asked) if entity.type == "Person" else None
    except UsageError as error:
        raise UsageError(f"{error} Here: --purpose and --authority, or --no-dossier.") from None
