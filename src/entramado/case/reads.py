"""Reads on the record: who looked, at whom, through what and why, where the case demands a reason of its readers.

The setting ``reasons`` demands it. A view then opens with a reason only, and opening it is on the record before anything is
read; so is each subject that is asked for by name. The trail names a subject by a keyed id, and the reason stands where a purge
can blank it. A case that cannot be written cannot keep the record, and is not read.
"""

from __future__ import annotations

from dataclasses import dataclass

from entramado.model.errors import UsageError
from entramado.model.network import Entity
from entramado.model.view import Viewer
from entramado.store import Store
from entramado.store.settings import settings


@dataclass(frozen=True, slots=True)
class Record:
    """What one view's reader is on the record with."""

    store: Store
    reader: str
    reason: str

    def opened(self, through: str) -> None:
        """The whole map may be read from now on. Raises CaseError when the case cannot be written."""
        with self.store.act(self.reader, "read", self.reason, beside=True) as act:
            act.what |= {"through": through, "of": "map"}

    def looked_at(self, entity: Entity, through: str) -> None:
        """A subject is asked for by name. It is told by the first of its referents, whose keyed id lasts as the map changes."""
        with self.store.act(self.reader, "read", self.reason, beside=True) as act:
            act.what |= {"through": through, "of": "subject", "subject": min(entity.referents)}


def demanded(store: Store) -> bool:
    """Whether the case asks its readers for a reason."""
    return settings(store).get("reasons") == "yes"


def begin(store: Store, viewer: Viewer, reason: str | None, through: str) -> Record | None:
    """Put on the record that a viewer opens the map; None where the case demands no reason. Raises UsageError without one."""
    if not demanded(store):
        return None
    if reason is None or not reason.strip():
        raise UsageError('this case keeps who reads it and why: give the reason, as in --reason "review of the warrant"')
    record = Record(store, viewer.name, reason.strip())
    record.opened(through)
    return record
