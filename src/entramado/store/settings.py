"""What holds for a whole case: who keeps it, whether reads need a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import insert, select, update

from entramado.model.errors import UsageError
from entramado.store import schema
from entramado.store.store import Store

SETTINGS: Final[Mapping[str, str]] = {
    "organisation": "who keeps the case and signs what leaves it",
    "country": "its country, three capitals of ISO 3166",
    "reasons": "yes when every read of a subject needs a reason",
}
"""Those that a person may set, each with what it means. Names that begin with a dot are the program's own."""


def settings(store: Store) -> dict[str, str]:
    """Those that a person set, by name."""
    table = schema.setting.c
    with store.reading() as connection:
        found = connection.execute(select(schema.setting).where(table.tx_out.is_(None), table.name.in_(SETTINGS)))
        return {row.name: row.value for row in found}


def change(store: Store, values: Mapping[str, str | None], *, actor: str) -> None:
    """Set some; None unsets. Raises UsageError for a name that is none."""
    unknown = sorted(name for name in values if name not in SETTINGS)
    if unknown:
        raise UsageError(f"there is no setting {unknown[0]!r}; there are {', '.join(SETTINGS)}")
    table = schema.setting
    with store.act(actor, "settings", "settings changed") as act:
        for name, value in values.items():
            stands = (table.c.name == name) & table.c.tx_out.is_(None)
            act.connection.execute(update(table).where(stands).values(tx_out=act.tx))
            if value is not None:
                act.connection.execute(insert(table), {"name": name, "value": value, "tx_in": act.tx})
        act.what["settings"] = sorted(values)
