"""Changing a marking by hand: of a document, of one claim apart from its document, of who a source is.

The row takes the new label at once, in views of the past too: what is restricted today was not seen yesterday. What stood
before is kept in `remark`, and the audit holds both.
"""

from __future__ import annotations

from typing import Final, Literal

from sqlalchemy import Table, insert, select, update

from entramado.model.errors import NotFound
from entramado.model.marking import Marking
from entramado.store import schema
from entramado.store.act import Act
from entramado.store.recalls import note_recalls
from entramado.store.store import Store

Kind = Literal["document", "claim", "source"]
_TABLES: Final[dict[Kind, tuple[Table, str]]] = {
    "document": (schema.document, "doc"),
    "claim": (schema.claim, "claim"),
    "source": (schema.source, "source"),
}


def kind_of(store: Store, key: str) -> Kind:
    """What an id names. Raises NotFound."""
    with store.reading() as connection:
        for kind, (table, column) in _TABLES.items():
            if connection.execute(select(table.c[column]).where(table.c[column] == key).limit(1)).first():
                return kind
    raise NotFound(f"no document, claim or source {key}; `entramado documents` and `explain --json` give the ids")


def mark(store: Store, key: str, marking: str, *, actor: str, why: str) -> tuple[Kind, str]:
    """Give a document, a claim or a source another marking; returns what it is and what it was marked before.

    Claims that take their marking from the document follow it; those marked apart stay. Raises NotFound, MarkingError.
    """
    wanted = str(Marking.parse(marking))
    kind = kind_of(store, key)
    table, column = _TABLES[kind]
    with store.act(actor, "mark", why) as act:
        after = store.label(act, wanted)
        row = act.connection.execute(select(table.c.label).where(table.c[column] == key)).first()
        assert row is not None
        before = row.label
        values = {"label": after, "own": True} if kind == "claim" else {"label": after}
        act.connection.execute(update(table).where(table.c[column] == key).values(**values))
        if kind == "document":
            claim = schema.claim
            act.connection.execute(update(claim).where(claim.c.doc == key, ~claim.c.own).values(label=after))
        act.connection.execute(
            insert(schema.remark),
            {"kind": kind, "id": key, "before": before, "after": after, "why": why, "by": actor, "tx": act.tx},
        )
        was = _text(act, before)
        act.what |= {kind: key, "before": was, "after": wanted}
        note_recalls(act, claims_of(act, kind, key), "marking raised")
    return kind, was


def claims_of(act: Act, kind: Kind, key: str) -> list[str]:
    """The claims that a document's or a claim's marking or consent is about. Who a source is, is about none."""
    claim = schema.claim.c
    if kind == "source":
        return []
    bound = claim.doc == key if kind == "document" else claim.claim == key
    return list(act.connection.execute(select(claim.claim).where(bound)).scalars())


def _text(act: Act, label: int) -> str:
    return str(act.connection.execute(select(schema.label.c.marking).where(schema.label.c.label == label)).scalar_one())
