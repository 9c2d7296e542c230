"""What was purged, known by keyed ids alone: HMAC-SHA-256 with a secret that the case was made with.

Without the case an id says nothing. With it, and with the very file that was purged in hand, one can tell that this file was:
that is what refusing it asks for, and all that it allows (docs/decisions/0015-purged-by-keyed-ids.md).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from entramado.model.claim import Document
from entramado.model.errors import Purged
from entramado.store import schema

Stretches = tuple[tuple[int, int], ...]
"""Half-open ranges of characters, in order, none touching another."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """One purge, as it is remembered: who, when, on what authority, and keyed ids. No content, and no hash of any."""

    id: str
    at: str
    by: str
    authority: str
    documents: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    referents: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    masks: Mapping[str, Stretches] = field(default_factory=dict)
    """Of rows that stayed, by keyed table, row and column: which characters were written over."""
    deposits: frozenset[str] = frozenset()
    """Names under which the audit trail knows the documents; they were salted, and the salt went with them."""

    def keyed(self) -> str:
        """The keyed ids as JSON, for the ``purge`` table."""
        return json.dumps(
            {
                "documents": sorted(self.documents),
                "claims": sorted(self.claims),
                "referents": sorted(self.referents),
                "carriers": sorted(self.carriers),
                "masks": {key: self.masks[key] for key in sorted(self.masks)},
                "deposits": sorted(self.deposits),
            },
            separators=(",", ":"),
        )

    @classmethod
    def read(cls, id_: str, at: str, by: str, authority: str, keyed: str) -> Forgotten:
        found: dict[str, Any] = json.loads(keyed)
        masks = {key: tuple((start, end) for start, end in stretches) for key, stretches in found["masks"].items()}
        documents, claims, referents, carriers, deposits = (
            frozenset(found[name]) for name in ("documents", "claims", "referents", "carriers", "deposits")
        )
        return cls(id_, at, by, authority, documents, claims, referents, carriers, masks, deposits)


def secret_of(connection: Connection) -> bytes:
    """The case's secret. It never changes, so that older copies of the case have it too."""
    table = schema.setting.c
    query = select(table.value).where(table.name == schema.SECRET, table.tx_out.is_(None))
    return bytes.fromhex(connection.execute(query).scalar_one())


def keyed_id(secret: bytes, kind: str, key: str) -> str:
    """128 bits under which ``key`` is known once it is gone."""
    return hmac.new(secret, f"{kind}:{key}".encode(), hashlib.sha256).hexdigest()[:32]


def purges(connection: Connection) -> list[Forgotten]:
    """All there were, oldest first."""
    rows = connection.execute(select(schema.purge).order_by(schema.purge.c.tx, schema.purge.c.id))
    return [Forgotten.read(row.id, row.at, row.by, row.authority, row.keyed) for row in rows]


def refuse_purged(connection: Connection, document: Document) -> None:
    """Raise Purged when the document, by its bytes, was purged from this case."""
    table = schema.purge
    if connection.execute(select(table.c.id).limit(1)).first() is None:
        return
    key = keyed_id(secret_of(connection), "document", document.sha256)
    row = connection.execute(select(table).where(func.instr(table.c.keyed, key) > 0).order_by(table.c.tx).limit(1)).first()
    if row is not None:
        raise Purged(
            f"{document.name} was purged from this case on {row.at[:10]} by {row.by} ({row.authority}): it is not read again"
        )
