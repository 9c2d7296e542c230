"""Which dossier an entity may have: a person a subject dossier, a group a network assessment, and nothing else any."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from entramado.model.errors import UsageError
from entramado.model.network import Entity, Network
from entramado.model.view import View
from entramado.share.dossier.group import group
from entramado.share.dossier.handling import Asked
from entramado.share.dossier.model import Dossier
from entramado.share.dossier.pdf import pdf
from entramado.share.dossier.record import record_bytes
from entramado.share.dossier.subject import subject
from entramado.share.dossier.webpage import webpage
from entramado.share.wording import described

TEMPLATES: Final[dict[str, Callable[[View, Network, Entity, Asked], Dossier]]] = {"Person": subject, "Organization": group}
"""Type of entity to what makes its dossier."""
FORMS: Final[dict[str, Callable[[Dossier], bytes]]] = {
    ".pdf": pdf,
    ".html": lambda made: webpage(made).encode(),
    ".json": record_bytes,
}
"""Ending of a file to what fills it. ``.pdf`` raises UsageError where typst is not installed."""


def dossier(view: View, network: Network, entity: Entity, asked: Asked) -> Dossier:
    """The dossier of ``entity``, as the view's viewer may see it. Raises UsageError for what has none."""
    made = TEMPLATES.get(entity.type)
    if made is None:
        name, what = " ".join(entity.name.split()), described(entity)
        article = "an" if what[0] in "aeiou" else "a"
        raise UsageError(
            f"{name!r} is {article} {what}: a dossier is on a person or a group. `entramado show` prints what the map has on it."
        )
    return made(view, network, entity, asked)


def form(file: PurePath) -> Callable[[Dossier], bytes]:
    """What fills a file of this ending. Raises UsageError for an ending that no form has."""
    found = FORMS.get(file.suffix.lower())
    if found is None:
        raise UsageError(f"{file.name!r} does not end in {', '.join(FORMS)}: the ending says which form to write")
    return found
