"""What an audit entry vouches for: every row that its transaction brought, and every row that it ended.

One SHA-256 a transaction, over one line a row in the order of tables and keys. The first line is that of the transaction itself
with its random salt, so that nobody who guesses the other lines can tell from the trail that he is right. What of a row may
change later is left out of its line and has a history of its own: a marking in `remark`, a review date in `retained`, a notice of
recall in `dissemination`; `unsettled` holds it against that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Result,
    Select,
    Table,
    TextClause,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from entramado.model.errors import EntramadoError
from entramado.store import rows, schema
from entramado.store.dialect import worded

_APART: Final = frozenset({"audit", "job", "label"})
"""Tables without lines: the trail, work that waits, markings (whose text stands in the lines of all that bears them)."""
_CHANGING: Final[Mapping[str, frozenset[str]]] = {
    "document": frozenset({"label", "review_by"}),
    "source": frozenset({"label"}),
    "claim": frozenset({"label", "own"}),
    "recall": frozenset({"notice"}),
}
_LABELS: Final = frozenset({"label", "deposited", "before", "after"})
"""Columns that hold the number of a marking."""
_CAME_WITH: Final[Mapping[str, tuple[Table, str]]] = {
    "span": (schema.claim, "claim"),
    "disseminated": (schema.dissemination, "package"),
    "received_claim": (schema.received, "package"),
}
"""Tables without a transaction of their own: the row that theirs came with, and its key."""
_READ_OUT: Final = frozenset({"referent", "mention", "claim", "span"})
"""Large tables whose rows come with their document, or later with a person's reading: for one transaction they are found by the
documents that it brought, or by those that it read claims of.
"""
_EVENTS: Final = ("in", "out", "told")
_NEVER_ENDS: Final = frozenset({"document", "referent"})
"""Large tables in which no act ends a row, so that one is not searched for; ended all the same, it is nobody's."""
_encoded: Final = json.encoder.c_make_encoder(  # type: ignore[attr-defined]  # as JSONEncoder makes anew for each value
    None, None, json.encoder.encode_basestring, None, ":", ",", False, False, False,
)  # fmt: skip
"""JSON in pieces, without blanks, all characters as they are: made once, since making it takes longer than a line."""


def digests(connection: Connection, tx: int | None = None) -> dict[int, str]:
    """The digest of each transaction that has rows; of ``tx`` alone when given."""
    found: dict[int, Any] = {}
    for number, line in _lines(connection, tx):
        if number not in found:
            found[number] = hashlib.sha256()
        found[number].update(line)
    return {number: total.hexdigest() for number, total in found.items()}


def unsettled(connection: Connection) -> Iterator[str]:
    """Rows that do not stand as they came in or as they were last changed on the record, in words."""
    for row in connection.execute(select(schema.label)):
        try:
            same = rows.label_row(row.label, row.marking) == dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
        except EntramadoError:
            same = False
        if not same:
            yield f"the list of markings was changed: {row.marking}"
    document, claim, source, review = schema.document, schema.claim, schema.source, schema.retained
    changed = _last_mark("document")
    query = select(document.c.name).outerjoin(changed, changed.c.id == document.c.doc)
    for name in connection.execute(
        query.where(document.c.label != func.coalesce(changed.c.after, document.c.deposited))
    ).scalars():
        yield f"the marking of document {name} was changed, and no one said so"
    changed = _last_mark("claim")
    apart = or_(changed.c.after.is_not(None), claim.c.deposited.is_not(None))
    wanted = func.coalesce(changed.c.after, claim.c.deposited, document.c.label)
    query = select(claim.c.claim).join(document, document.c.doc == claim.c.doc).outerjoin(changed, changed.c.id == claim.c.claim)
    for key in connection.execute(query.where(or_(claim.c.label != wanted, claim.c.own != apart))).scalars():
        yield f"the marking of claim {key} was changed, and no one said so"
    changed = _last_mark("source")
    later = and_(changed.c.id == source.c.source, changed.c.tx > source.c.tx_in)
    query = select(source.c.name).outerjoin(changed, later)
    for name in connection.execute(query.where(source.c.label != func.coalesce(changed.c.after, source.c.deposited))).scalars():
        yield f"the marking of source {name} was changed, and no one said so"
    last = select(review.c.doc, func.max(review.c.tx).label("tx")).group_by(review.c.doc).subquery()
    reviewed = select(document.c.name, document.c.review_by, review.c.review_by.label("until"))
    reviewed = reviewed.join(last, last.c.doc == document.c.doc).join(
        review, and_(review.c.doc == last.c.doc, review.c.tx == last.c.tx)
    )
    for row in connection.execute(reviewed.where(document.c.review_by != review.c.review_by)):
        yield f"the review date of document {row.name} was changed, and no one said so"
    for name, (parent, key) in _CAME_WITH.items():
        table = schema.metadata.tables[name]
        for lone in connection.execute(
            select(table.c[key]).where(table.c[key].not_in(select(parent.c[key]))).distinct()
        ).scalars():
            yield f"a {name} belongs to {lone}, which is not there"
    recall, sent = schema.recall, schema.dissemination
    notices = select(recall.c.notice).where(recall.c.notice.is_not(None), recall.c.notice.not_in(select(sent.c.package)))
    for notice in connection.execute(notices.distinct()).scalars():
        yield f"recalls are said to be told with package {notice}, which was never sent"


def _last_mark(kind: str) -> Any:
    """The latest change of marking of each thing of a kind: its id, tx and the label after."""
    remark = schema.remark
    last = select(remark.c.id, func.max(remark.c.tx).label("tx")).where(remark.c.kind == kind).group_by(remark.c.id).subquery()
    same = and_(remark.c.kind == kind, remark.c.id == last.c.id, remark.c.tx == last.c.tx)
    return select(remark.c.id, remark.c.tx, remark.c.after).join(last, same).subquery()


class _Markings(dict[int, str | None]):
    """Texts of markings by their number, read as they are needed: an act needs few, and a case may have thousands."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __missing__(self, label: int | None) -> str | None:
        query = select(schema.label.c.marking).where(schema.label.c.label == label)
        return self.setdefault(label, self._connection.execute(query).scalar())  # type: ignore[arg-type]  # no label has no text


def _lines(connection: Connection, tx: int | None) -> Iterator[tuple[int, bytes]]:
    """Each line with its transaction. For one transaction, only tables in which it has rows are asked for them."""
    texts = _Markings(connection)
    # A case is made before anybody acts: what it is made with (transaction 0) is vouched for by the first act.
    span = {} if tx is None else {"low": 0 if tx == 1 else tx, "tx": tx}
    touched = set(connection.execute(_touching(), span).scalars()) if span else None
    found_by = None if touched is None else "document" if "document in" in touched else "reading"
    for table in _vouched():
        for event in _EVENTS:
            query = _query(table, event, found_by)
            if query is not None and (touched is None or _mark(table, event, found_by) in touched):
                yield from _written(connection.execution_options(yield_per=1000).execute(query, span), table, event, texts)


def _written(result: Result[Any], table: Table, event: str, texts: Mapping[int, str | None]) -> Iterator[tuple[int, bytes]]:
    """The transaction (first column of ``result``) and the line of each row."""
    change: list[tuple[int, Callable[[Any], object]]] = []
    for place, column in enumerate(result.keys()):
        if column in _LABELS:
            change.append((place + 2, texts.__getitem__))
        elif table.name == "document" and column in ("text", "original"):
            change.append((place + 2, _hash))
    start = [table.name, event]
    for some in result.partitions():
        for row in some:
            values = start + list(row)
            for place, changed in change:
                values[place] = changed(values[place])
            moment = values.pop(2)
            yield max(moment, 1), ("".join(_encoded(values, 0)) + "\n").encode()


def _vouched() -> list[Table]:
    return [table for table in schema.metadata.tables.values() if table.name not in _APART]


@cache
def _touching() -> TextClause:
    """Which tables and events one transaction has rows of. As text: the database is asked this at the end of every act."""
    asked: list[Select[Any]] = []
    for table in _vouched():
        if table.name not in _CAME_WITH and table.name not in _READ_OUT:
            asked.append(select(literal_column(f"'{table.name} in'")).where(exists().where(_within(_moment(table)))))
        if "tx_out" in table.c and table.name not in _NEVER_ENDS:
            asked.append(select(literal_column(f"'{table.name} out'")).where(exists().where(_within(table.c.tx_out))))
    return worded(union_all(*asked))


def _mark(table: Table, event: str, found_by: str | None) -> str:
    """The table and event whose rows tell that this one has some."""
    if event == "told":
        return "dissemination in"
    if event == "in" and table.name in _READ_OUT:
        return f"{found_by} in"
    if event == "in" and table.name in _CAME_WITH:
        return f"{_CAME_WITH[table.name][0].name} in"
    return f"{table.name} {event}"


@cache
def _query(table: Table, event: str, found_by: str | None) -> Select[Any] | None:
    """Rows of a table that transactions brought, ended or told of, in the order of their keys, the transaction first.

    ``found_by``: which rows of one transaction lead to the documents that it read; None for all transactions.
    """
    keys = list(table.primary_key.columns)
    source: Any = table
    if event == "out":
        if "tx_out" not in table.c:
            return None
        moment, columns = table.c.tx_out, keys
    elif event == "told":
        if table is not schema.recall:
            return None
        sent = schema.dissemination
        moment, columns = sent.c.tx, keys
        source = table.join(sent, sent.c.package == table.c.notice)
    else:
        columns = [c for c in table.c if c.name != "tx_out" and c.name not in _CHANGING.get(table.name, ())]
        if table.name in _CAME_WITH:
            parent, key = _CAME_WITH[table.name]
            moment = _moment(parent)
            source = table.join(parent, parent.c[key] == table.c[key])
        else:
            moment = _moment(table)
            columns.remove(moment)
    query = select(moment.label("moment"), *columns).select_from(source).order_by(*keys)
    if found_by is None:
        return query.where(moment.is_not(None))
    if event == "in" and table.name in _READ_OUT:
        query = query.where(table.c.doc.in_(_read(found_by)))
    return query.where(_within(moment))


def _read(found_by: str) -> Select[Any]:
    """The documents that a transaction brought, or read claims of."""
    document, claim, reading = schema.document.c, schema.claim, schema.reading
    if found_by == "document":
        return select(document.doc).where(_within(document.tx_in))
    return select(claim.c.doc).join(reading, reading.c.claim == claim.c.claim).where(_within(reading.c.tx))


def _within(moment: Any) -> ColumnElement[bool]:
    return and_(moment >= bindparam("low"), moment <= bindparam("tx"))


def _moment(table: Table) -> Any:
    return table.c.tx_in if "tx_in" in table.c else table.c.tx


def _hash(value: str | bytes) -> str:
    """Long values by their own hash: as JSON they are several times as long."""
    return hashlib.sha256(value.encode() if isinstance(value, str) else value).hexdigest()
