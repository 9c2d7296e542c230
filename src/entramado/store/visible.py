"""What one viewer may see, decided once a marking and applied to rows as a set.

Always as a list of what is shown: a label that came in after the list was made is hidden, never shown by default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, bindparam, false, or_, true
from sqlalchemy.sql.expression import and_

from entramado.model.marking import Marking
from entramado.model.view import Viewer


@dataclass(frozen=True, slots=True)
class Admitted:
    """Labels that a viewer is shown, and rows that are shown by their originator's consent."""

    everything: bool
    labels: frozenset[int]
    lifted: frozenset[int] = frozenset()
    """Labels that are shown where the originator has agreed."""
    documents: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    """Rows whose originator has agreed to this viewer."""

    def shows(self, label: ColumnElement[int], key: ColumnElement[str] | None = None, agreed: frozenset[str] = frozenset()) -> (
        ColumnElement[bool]
    ):  # fmt: skip
        """The condition on a row: its label is shown, or its ``key`` is among those ``agreed`` to and the label is lifted."""
        if self.everything:
            return true()
        shown = _among(label, self.labels)
        if key is None or not agreed or not self.lifted:
            return shown
        return or_(shown, and_(key.in_(sorted(agreed)), _among(label, self.lifted)))


def admit_labels(
    markings: Mapping[int, str],
    viewer: Viewer,
    on: date,
    *,
    documents: frozenset[str] = frozenset(),
    claims: frozenset[str] = frozenset(),
) -> Admitted:
    """Judge each distinct marking once. ``markings`` by label number, ``documents`` and ``claims`` those agreed to."""
    if viewer.owner:
        return Admitted(True, frozenset(markings))

    # A marking asks for what each of its parts asks for, and thousands of markings are made of a few dozen parts.
    @cache
    def shown(part: str) -> bool:
        return Marking.parse(part).visible_to(viewer, on)

    @cache
    def lifted(part: str) -> bool:
        return Marking.parse(part).consented().visible_to(viewer, on)

    parts = {label: text.split("; ") for label, text in markings.items()}
    open_labels = frozenset(label for label, some in parts.items() if all(map(shown, some)))
    if not documents and not claims:
        return Admitted(False, open_labels)
    return Admitted(False, open_labels, frozenset(n for n, some in parts.items() if all(map(lifted, some))), documents, claims)


def _among(column: ColumnElement[int], numbers: frozenset[int]) -> ColumnElement[bool]:
    """Numbers are written into the statement: there may be more of them than a statement may have parameters."""
    if not numbers:
        return false()
    return column.in_(bindparam(None, sorted(numbers), expanding=True, literal_execute=True))
