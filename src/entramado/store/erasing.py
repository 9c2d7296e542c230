"""What goes when something is purged, and its going: the same conditions count it beforehand and delete it then."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, delete, exists, func, or_, select, update

from entramado.model.claim import Document, Region
from entramado.store import audit, masking, rows, schema
from entramado.store.act import Act
from entramado.store.charts import charted
from entramado.store.dialect import among, index_anew
from entramado.store.keyed import KEYED, known_as
from entramado.store.masking import Mask
from entramado.store.search import measure

_UNTOLD: Final = ""
"""In place of the document of a claim that went, while a recipient is still to be told."""


@dataclass(frozen=True, slots=True)
class Doomed:
    """What is to go, by id: whole documents; of documents that stay, claims and referents, and characters written over.

    ``carriers`` stay, but for the bytes they came as: mails that a purged file was attached to.
    """

    documents: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    referents: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    masks: tuple[Mask, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.documents or self.claims or self.referents or self.carriers or self.masks)

    @property
    def masked(self) -> frozenset[str]:
        """Documents of which some words are written over."""
        return frozenset(str(json.loads(mask.key)[0]) for mask in self.masks if mask.table == schema.document.name)


def closed(connection: Connection, doomed: Doomed) -> Doomed:
    """With all that cannot stand without it: what a document holds, claims about or told by a referent, answers to a claim,
    notes written for release in place of a claim, mails that a document was attached to.
    """
    while True:
        grown = _with_tearlines(connection, _with_claims(connection, _with_held(connection, doomed)))
        grown = _with_carriers(connection, grown)
        if grown == doomed:
            return doomed
        doomed = grown


def counted(connection: Connection, doomed: Doomed) -> dict[str, int]:
    """How many rows of each table go. ``doomed`` is `closed`."""
    found: dict[str, int] = {}
    for table, condition in _parts(connection, doomed):
        number = connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one()
        found[table.name] = found.get(table.name, 0) + number
    return found


def erase(connection: Connection, doomed: Doomed) -> dict[str, int]:
    """Delete it, and return how many rows of each table went. ``doomed`` is `closed`.

    Reasons given in the acts concerned are blanked, and the index is made anew.
    """
    received = schema.received_claim
    _keep_untold(connection, doomed)
    editions = _column(connection, select(schema.document.c.edition).where(among(schema.document.c.doc, doomed.documents)))
    packages = _column(connection, select(received.c.package).distinct().where(among(received.c.claim, doomed.claims)))
    _blank(connection, doomed)
    gone: dict[str, int] = {}
    for table, condition in _parts(connection, doomed):
        done = connection.execute(delete(table).where(condition))
        gone[table.name] = gone.get(table.name, 0) + done.rowcount
    gone["source"] = _drop_sources(connection, editions)
    _drop_subjects(connection, packages)
    document = schema.document
    connection.execute(update(document).where(among(document.c.parent, doomed.documents)).values(parent=None))
    masking.apply(connection, doomed.masks)
    for doc in sorted((doomed.masked | doomed.carriers) - doomed.documents):
        _refit(connection, doc)
    _reindex(connection)
    return {name: number for name, number in gone.items() if number}


def forget_told(act: Act) -> None:
    """Forget which purged claims were recalled where the recipient has been told. Call it in the act that tells him."""
    recall, sent = schema.recall, schema.disseminated
    over = and_(recall.c.reason == "purged", recall.c.notice.is_not(None))
    if act.connection.execute(select(recall.c.claim).where(over).limit(1)).first() is None:
        return
    here = and_(sent.c.package == recall.c.package, sent.c.claim == recall.c.claim)
    with audit.deleting(act):
        act.connection.execute(delete(sent).where(exists(select(recall.c.claim).where(over, here))))
        act.connection.execute(delete(recall).where(over))


# --- what belongs to what


def _with_held(connection: Connection, doomed: Doomed) -> Doomed:
    """With the claims and referents of the documents."""
    claims = _column(connection, select(schema.claim.c.claim).where(among(schema.claim.c.doc, doomed.documents)))
    referents = _column(connection, select(schema.referent.c.referent).where(among(schema.referent.c.doc, doomed.documents)))
    return replace(doomed, claims=doomed.claims | claims, referents=doomed.referents | referents)


def _with_claims(connection: Connection, doomed: Doomed) -> Doomed:
    """With the claims that a referent has a part in, and those that answer a claim that goes."""
    claim, referent = schema.claim.c, schema.referent.c
    docs = _column(connection, select(claim.doc).distinct().where(among(claim.claim, doomed.claims)))
    docs |= _column(connection, select(referent.doc).distinct().where(among(referent.referent, doomed.referents)))
    query = select(claim.claim, claim.subject, claim.object, claim.said_by, claim.disputes)
    found = connection.execute(query.where(among(claim.doc, docs - doomed.documents))).all()
    gone = {row.claim for row in found if doomed.referents & {row.subject, row.object, *_speakers(row.said_by)}}
    gone |= {row.claim for row in found if row.disputes in doomed.claims}
    return replace(doomed, claims=doomed.claims | gone)


def _with_tearlines(connection: Connection, doomed: Doomed) -> Doomed:
    """With the notes that were written for release in place of claims that go."""
    tearline, claim = schema.tearline.c, schema.claim.c
    stands_for = select(tearline.released).where(among(tearline.original, doomed.claims))
    notes = _column(connection, select(claim.doc).distinct().where(claim.claim.in_(stands_for)))
    return replace(doomed, documents=doomed.documents | notes)


def _with_carriers(connection: Connection, doomed: Doomed) -> Doomed:
    """With the mails that documents which go, or are written over, came attached to."""
    document = schema.document.c
    inner = doomed.documents | doomed.masked | doomed.carriers
    outer = _column(connection, select(document.parent).where(among(document.doc, inner)))
    return replace(doomed, carriers=(doomed.carriers | outer) - doomed.documents)


def _speakers(said_by: str) -> list[str | None]:
    return [speaker[1] for speaker in json.loads(said_by)]


# --- rows


def _parts(connection: Connection, doomed: Doomed) -> list[tuple[Table, ColumnElement[bool]]]:
    """What to delete, in an order in which no condition looks at a row that has gone already."""
    t = schema.metadata.tables

    def of(name: str, **columns: Iterable[str]) -> tuple[Table, ColumnElement[bool]]:
        return t[name], or_(*(among(t[name].c[column], keys) for column, keys in columns.items()))

    documents, claims, referents = doomed.documents, doomed.claims, doomed.referents
    names = _column(connection, select(schema.holding.c.name).where(among(schema.holding.c.doc, documents)))
    inputs = and_(schema.problem.c.doc.is_(None), among(schema.problem.c.where, names))
    rest = [
        (table, or_(_of_kind(table, "document", documents), _of_kind(table, "claim", claims)))
        for table in (schema.remark, schema.consent)
    ]
    return [
        of("span", claim=claims),
        of("reading", claim=claims),
        of("mention", referent=referents, doc=documents),
        of("judgement", a=referents, b=referents),
        of("tearline", released=claims, original=claims),
        (schema.disseminated, and_(among(schema.disseminated.c.claim, claims), schema.disseminated.c.doc != _UNTOLD)),
        (schema.recall, and_(among(schema.recall.c.claim, claims), schema.recall.c.notice.is_not(None))),
        of("received_claim", claim=claims),
        of("retained", doc=documents),
        (schema.chart, among(schema.chart.c.tx_in, charted(connection, referents))),
        of("holding", doc=documents),
        (schema.problem, or_(among(schema.problem.c.doc, documents), inputs)),
        *rest,
        of("claim", claim=claims),
        of("referent", referent=referents),
        of("document", doc=documents),
    ]


def _of_kind(table: Table, kind: str, keys: Iterable[str]) -> ColumnElement[bool]:
    return and_(table.c.kind == kind, among(table.c.id, keys))


def _keep_untold(connection: Connection, doomed: Doomed) -> None:
    """Which claims a recipient must still be told to delete stays known, under the ids he has, until he is told."""
    recall, sent = schema.recall, schema.disseminated
    untold = and_(among(recall.c.claim, doomed.claims), recall.c.notice.is_(None))
    connection.execute(update(recall).where(untold).values(reason="purged"))
    pending = select(recall.c.claim).where(untold, recall.c.package == sent.c.package).scalar_subquery()
    connection.execute(update(sent).where(sent.c.claim.in_(pending)).values(doc=_UNTOLD))


def _blank(connection: Connection, doomed: Doomed) -> None:
    """Reasons given in acts on what goes may tell of it: those that brought or ended it, and those whose entry names it."""
    numbers: set[int] = set()
    for table, condition in _parts(connection, doomed):
        for name in ("tx", "tx_in", "tx_out"):
            if name in table.c:
                numbers |= _column(connection, select(table.c[name]).distinct().where(condition))
    names = {known_as(salt, thing) for thing, salt in _salted(connection, doomed)}
    for entry in connection.execute(select(schema.audit.c.tx, schema.audit.c.what)):
        if not names.isdisjoint(KEYED.findall(entry.what)):
            numbers.add(entry.tx)
    connection.execute(update(schema.tx).where(among(schema.tx.c.tx, numbers)).values(why=""))


def _salted(connection: Connection, doomed: Doomed) -> Iterator[tuple[str, str]]:
    """What goes, each thing with the salt under which the trail names it."""
    document = schema.document
    for table, column, keys in (
        (document, document.c.doc, doomed.documents),
        (schema.claim, schema.claim.c.claim, doomed.claims),
        (schema.referent, schema.referent.c.referent, doomed.referents),
    ):
        query = select(column, document.c.salt).where(among(column, keys))
        if table is not document:
            query = query.join(document, document.c.doc == table.c.doc)
        yield from ((thing, salt) for thing, salt in connection.execute(query))


def _drop_subjects(connection: Connection, packages: frozenset[str]) -> None:
    """Of packages received of which nothing is left, the names of those they were about."""
    received, left = schema.received, select(schema.received_claim.c.package)
    gone = and_(among(received.c.package, packages), received.c.package.not_in(left))
    for row in connection.execute(select(received.c.package, received.c.header).where(gone)).all():
        header = rows.dump(json.loads(row.header) | {"subjects": []})
        connection.execute(update(received).where(received.c.package == row.package).values(header=header))


def _drop_sources(connection: Connection, editions: frozenset[str]) -> int:
    """Sources as these deposits described them, where no document uses that any more."""
    source, document, remark = schema.source, schema.document, schema.remark
    left = select(document.c.edition).where(document.c.edition.is_not(None))
    idle = and_(among(source.c.edition, editions), source.c.edition.not_in(left))
    known = _column(connection, select(source.c.source).where(idle))
    gone = connection.execute(delete(source).where(idle)).rowcount
    nowhere = and_(_of_kind(remark, "source", known), remark.c.id.not_in(select(source.c.source)))
    connection.execute(delete(remark).where(nowhere))
    return gone


# --- documents that stay


def _refit(connection: Connection, doc: str) -> None:
    """Bring a document in line with its text, which takes the place of the bytes it came as: they hold what must go."""
    table = schema.document
    row = connection.execute(select(table).where(table.c.doc == doc)).first()
    if row is None:
        return
    size = measure(_bare(row))
    new: rows.Values = {"sentences": size.sentences, "words": size.words}
    new |= {"original": zlib.compress(row.text.encode()), "media_type": "text/plain"}
    connection.execute(update(table).where(table.c.doc == doc).values(**new))


def _reindex(connection: Connection) -> None:
    table = schema.document
    docs = connection.execute(select(table.c.doc).order_by(table.c.tx_in, table.c.doc)).scalars().all()

    def words() -> Iterator[tuple[str, Iterable[str]]]:
        for some in rows.batches(docs):  # a question still open would keep the old index from being dropped
            found = {row.doc: row for row in connection.execute(select(table).where(table.c.doc.in_(some))).all()}
            yield from ((doc, measure(_bare(found[doc])).vocabulary) for doc in some)

    index_anew(connection, words())


def _bare(row: Any) -> Document:
    """A document with its text, and nothing that the index does not ask for."""
    return Document(row.doc, row.name, row.sha256, row.text, tuple(Region(*region) for region in json.loads(row.body)))


def _column(connection: Connection, query: Select[Any]) -> frozenset[Any]:
    return frozenset(value for value in connection.execute(query).scalars() if value is not None)
