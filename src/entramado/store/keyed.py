"""Keyed ids: how the audit trail names what is in the case, so that nobody can tell what it was once it is gone."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, bindparam, or_, select

from entramado.store import rows, schema

_ID: Final = re.compile(r"[acdehijlmoprsx][0-9a-f]{24}")
"""An id that is a hash of content (`content_id`). Ids of packages (k) hash a whole package and are told as they are."""
KEYED: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
"""An id as `known_as` gives it."""
_IN_DOCUMENTS: Final[Mapping[str, tuple[Table, str]]] = {
    "d": (schema.document, "doc"),
    "c": (schema.claim, "claim"),
    "r": (schema.referent, "referent"),
}
"""What has the salt of a document, by the first letter of its id."""


def known_as(salt: str, thing: str) -> str:
    """How the trail names a document, a claim or a referent: HMAC-SHA256 (128 bits, hex) under its document's salt.

    A document's id is a hash of the file: whoever has the file could find in a plain trail that it was here. The salt
    (`document.salt`) goes with the document when it is purged, and then nobody can.
    """
    return hmac.new(salt.encode(), thing.encode(), hashlib.sha256).hexdigest()[:32]


def keyed(connection: Connection, tx: int, what: Mapping[str, Any]) -> dict[str, Any]:
    """``what`` with every id of content in it replaced by a keyed one: what is in no document, under the transaction's salt."""
    found = set(_ids(what))
    salts: dict[str, str] = {}
    for letter in _IN_DOCUMENTS:
        for some in rows.batches(sorted(thing for thing in found if thing[0] == letter)):
            salts.update((thing, salt) for thing, salt in connection.execute(_salts(letter), {"things": some}))
    rest = "" if found <= set(salts) else connection.execute(select(schema.tx.c.salt).where(schema.tx.c.tx == tx)).scalar_one()

    def told(value: Any) -> Any:
        if isinstance(value, str):
            return known_as(salts.get(value, rest), value) if value in found else value
        if isinstance(value, Mapping):
            return {key: told(each) for key, each in value.items()}
        return [told(each) for each in value] if isinstance(value, list | tuple) else value

    return {key: told(value) for key, value in what.items()}


@cache
def _salts(letter: str) -> Select[Any]:
    """The ids among ``things`` with the salts of their documents."""
    table, column = _IN_DOCUMENTS[letter]
    key, document = table.c[column], schema.document.c
    query = select(key, document.salt).where(key.in_(bindparam("things", expanding=True)))
    return query if table is schema.document else query.join(schema.document, document.doc == table.c.doc)


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if _ID.fullmatch(value):
            yield value
    elif isinstance(value, Mapping | list | tuple):
        inner: Iterable[object] = value.values() if isinstance(value, Mapping) else value
        for each in inner:
            yield from _ids(each)


def named(connection: Connection) -> dict[str, str]:
    """What the keyed ids of all entries stand for, as far as it is there: a document's file name, a referent's name, or an id."""
    wanted = {key for text in connection.execute(select(schema.audit.c.what)).scalars() for key in KEYED.findall(text)}
    found: dict[str, str] = {}
    document = schema.document.c
    for table, column in _IN_DOCUMENTS.values():
        if wanted <= set(found):
            break
        shown = table.c.name if "name" in table.c else table.c[column]
        query = select(table.c[column], shown, document.salt)
        if table is not schema.document:
            query = query.join(schema.document, document.doc == table.c.doc)
        for thing, name, salt in connection.execute(query):
            key = known_as(salt, thing)
            if key in wanted:
                found[key] = name or thing
    judgement, remark, tx = schema.judgement.c, schema.remark.c, schema.tx.c
    judged = select(tx.salt, judgement.id).join(schema.tx, or_(tx.tx == judgement.tx_in, tx.tx == judgement.tx_out))
    marked = select(tx.salt, remark.id).join(schema.tx, tx.tx == remark.tx).where(remark.kind == "source")
    for query in (judged, marked):
        found.update((known_as(row.salt, row.id), row.id) for row in connection.execute(query))
    return found
