"""What binds the reader of a dossier: the marking of what is in it with its conditions, and what it is for, as asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from entramado.share.dossier.model import Handling
from entramado.share.dossier.writer import Writer

UNMARKED: Final = "No marking restricts who may see it. The duties of whoever holds personal data remain."
PURPOSE_MISSING: Final = (
    "Not stated. Nobody may use this dossier before it says what for: make it again with the option --purpose."
)
BASIS_MISSING: Final = (
    "Not stated. Nobody may use this dossier before it says under which law: make it again with the option --legal-basis."
)
"""What a form shows in place of what nobody stated."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever prepares a dossier says of it. None is "not stated", and is shown as that."""

    purpose: str | None = None
    legal_basis: str | None = None
    prepared_by: str = "owner"
    prepared_on: str = ""
    """Day, ISO 8601."""


def handling(writer: Writer, asked: Asked) -> Handling:
    """The handling of what ``writer`` has written so far. Call it last."""
    viewer = writer.view.viewer
    whole = writer.whole()
    return Handling(
        marking=writer.marking(),
        conditions=whole.conditions() or (UNMARKED,),
        purpose=asked.purpose or None,
        legal_basis=asked.legal_basis or None,
        prepared_for=viewer.name,
        prepared_by=asked.prepared_by,
        prepared_on=asked.prepared_on,
        organisation=viewer.organisation,
    )
