"""All that only SQLite takes: opening the file, pragmas, full-text candidates, what its errors mean."""

from __future__ import annotations

import errno
import json
import os
import sqlite3 as _standard
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Insert,
    SelectBase,
    TextClause,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as _Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateIndex, CreateTable, Table

from entramado.model.errors import CaseBusy, CaseError, NewerCase, NotACase, OlderCase
from entramado.store.lock import WriterLock
from entramado.store.schema import GROWN_FROM, SECRET, VERSION, metadata, setting

try:  # brings a current SQLite whatever the system has
    import pysqlite3 as _driver
except ImportError:
    _driver = _standard

APPLICATION: Final = 0x456E7472
"""application_id in the file header: "Entr"."""
_HEADER: Final = b"SQLite format 3\x00"
_BUSY_MS: Final = 10_000
SYNCHRONOUS = "FULL"
"""Nothing that was said to be kept is lost with the power. The tests, whose cases are thrown away, do not wait for the disk."""

_FULL, _READONLY, _IO, _CORRUPT, _CANTOPEN, _BUSY, _LOCKED, _NOTADB = 13, 8, 10, 11, 14, 5, 6, 26

_SEARCH: Final = (
    "CREATE TABLE search_document (number INTEGER PRIMARY KEY, doc TEXT NOT NULL UNIQUE)",
    # Which documents hold which words (folded by search.py: the tokenizer has only to part them at blanks). Scores are counted
    # from the texts that the viewer may see, so places and frequencies are not kept.
    "CREATE VIRTUAL TABLE search USING fts5(text, content='', detail=none, tokenize='ascii')",
)


def open_engine(path: Path, *, create: bool) -> Engine:
    """The engine of a case file. Raises NotACase, NewerCase, CaseError."""
    try:
        there = path.exists()
    except OSError as error:
        raise CaseError(f"{path} cannot be opened: {error.strerror}") from None
    if not there:
        if not create:
            raise CaseError(f"there is no case at {path}: `entramado build {path} FILES` makes one")
        _create(path)
    version, writable = _recognise(path), os.access(path, os.W_OK)
    engine = _engine(path, writable=writable)
    if version < VERSION:
        if not writable:
            raise OlderCase(f"{path} is from an earlier version, and may only be read: make it writable, so that it can grow")
        _grow(path, engine)
    return engine


def _recognise(path: Path) -> int:
    """Its layout. Refuse what is not ours from its header alone: to open it as a database would already change it."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except IsADirectoryError:
        raise NotACase(f"{path} is a folder, not an Entramado case: give a file like NAME.entramado") from None
    except OSError as error:
        raise CaseError(f"{path} cannot be opened: {error.strerror}") from None
    if not head.startswith(_HEADER) or len(head) < 100:
        raise NotACase(f"{path} is not an Entramado case: give the file that `entramado build` made")
    version, application = (int.from_bytes(head[at : at + 4], "big") for at in (60, 68))
    if application != APPLICATION:
        raise NotACase(f"{path} is an SQLite file, but not an Entramado case: give the file that `entramado build` made")
    if version > VERSION:
        raise NewerCase(f"{path} is from a later version of Entramado (layout {version}, this one knows {VERSION}): update")
    if version < GROWN_FROM:
        raise OlderCase(
            f"{path} is from an earlier version of Entramado (layout {version}, this one knows {VERSION}): build it anew from "
            "its documents, or export it with the version that made it"
        )
    return version


def _grow(path: Path, engine: Engine) -> None:
    """Give a case the tables that came since it was made; what is in it stays as it is."""
    with WriterLock(path, patience=_BUSY_MS / 1000), failures(path), engine.begin() as connection:
        metadata.create_all(connection)
        connection.execute(text(f"PRAGMA user_version = {VERSION}"))


def _create(path: Path) -> None:
    """Made under another name and moved into place, so that no half-made case is ever seen."""
    if not path.parent.is_dir():
        raise CaseError(f"there is no folder {path.parent}: make it first, or name another")
    making = path.with_name(path.name + "-new")
    with WriterLock(path, patience=_BUSY_MS / 1000), failures(path):
        if path.exists():  # another process was first
            return
        _remove(making)  # what a killed process left
        try:
            engine = _engine(making, writable=True)
            with engine.begin() as connection:
                for statement in (*_layout(), *_SEARCH):
                    connection.exec_driver_sql(statement)
                connection.execute(setting.insert(), {"name": SECRET, "value": token_hex(32), "tx_in": 0})
                connection.execute(text(f"PRAGMA application_id = {APPLICATION}"))
                connection.execute(text(f"PRAGMA user_version = {VERSION}"))
            engine.dispose()
            making.replace(path)
        except BaseException:
            _remove(making)
            raise


@cache
def _layout() -> tuple[str, ...]:
    """What makes the tables and their indexes. Put into words once a process: with a look whether each is there already, that
    would be most of making a case.
    """
    dialect = _Dialect()
    tables = metadata.sorted_tables
    made: list[CreateTable | CreateIndex] = [CreateTable(table) for table in tables]
    made += [CreateIndex(index) for table in tables for index in sorted(table.indexes, key=lambda index: str(index.name))]
    return tuple(str(each.compile(dialect=dialect)) for each in made)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _engine(path: Path, *, writable: bool) -> Engine:
    address = "file:" + quote(str(path.absolute()))
    if not writable:
        # Without -wal there is nothing to fold in, and a file that nobody may write can be read without locks.
        address += "?mode=ro" if Path(f"{path}-wal").exists() else "?immutable=1"

    def connect() -> Any:
        return _driver.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000)

    engine = create_engine("sqlite://", module=_driver, creator=connect, poolclass=QueuePool, pool_size=2)

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        if writable:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
            cursor.execute("PRAGMA secure_delete = ON")
        else:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    # The driver is told to leave transactions alone (isolation_level=None): a writer must take its lock when it begins,
    # or two that began by reading could neither go on.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.connection.cursor().execute("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def highest(connection: Connection, column: Column[int]) -> int:
    """The greatest number in a column that has an index, 0 when there is none. Asked before every read of a view: the words of
    a statement would take ten times as long as the answer.
    """
    if not connection.in_transaction():
        connection.begin()
    cursor = connection.connection.cursor()
    found = cursor.execute(f"SELECT max({column.name}) FROM {column.table.name}").fetchone()[0]  # noqa: S608 - our own names
    cursor.close()
    return int(found or 0)


def insert_new(table: Table) -> Insert:
    """An insert that leaves rows alone whose key is there already."""
    return insert(table).on_conflict_do_nothing()


def index_words(connection: Connection, doc: str, words: Iterable[str]) -> None:
    """Make a document findable by its words (see `candidates`)."""
    connection.execute(text("INSERT INTO search_document (doc) VALUES (:doc)"), {"doc": doc})
    connection.execute(
        text("INSERT INTO search (rowid, text) SELECT number, :words FROM search_document WHERE doc = :doc"),
        {"doc": doc, "words": " ".join(sorted(words))},
    )


def candidates(connection: Connection, words: Iterable[str]) -> frozenset[str]:
    """Documents that hold one of the words (letters and digits only), visible or not."""
    query = " OR ".join(f'"{word}"' for word in words)
    rows = connection.execute(
        text("SELECT doc FROM search_document WHERE number IN (SELECT rowid FROM search WHERE search MATCH :query)"),
        {"query": query},
    )
    return frozenset(rows.scalars())


def worded(query: SelectBase) -> TextClause:
    """A question in its SQL, for one that is asked with every act: putting a long one into words takes longer than the answer."""
    return text(str(query.compile()))


def among(column: Column[Any], keys: Iterable[object]) -> ColumnElement[bool]:
    """Whether the column is one of ``keys``, however many: one parameter, where a statement may have no more than thousands."""
    return column.in_(select(func.json_each(json.dumps(sorted(keys, key=str))).table_valued("value").c.value))


def index_anew(connection: Connection, documents: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Make the index again from documents (ids, with their words). To take a document out leaves its words in the index as
    ones that are no longer to be found; what must be gone is gone only from a new one.
    """
    connection.execute(text("DROP TABLE search"))
    connection.execute(text("DROP TABLE search_document"))
    for statement in _SEARCH:
        connection.execute(text(statement))
    for doc, words in documents:
        index_words(connection, doc, words)


def write_anew(engine: Engine) -> bool:
    """Write the file anew from its rows alone and empty the log, so that nothing deleted is left in either.

    False when another process reads: its log cannot be emptied as yet. Not within a transaction.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.close()
    finally:
        connection.close()
    return not busy


class Pulse:
    """Tells cheaply whether anybody wrote to the case: SQLite counts the writes of others for each connection.

    Its connection is its own and never writes, so that no write is missed. May be asked from any thread.
    """

    def __init__(self, engine: Engine) -> None:
        self._pooled = engine.raw_connection()
        self._connection: Any = self._pooled.driver_connection
        self._pooled.detach()

    def beat(self) -> int:
        """A number that is another one after every write."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        self._pooled.close()


def fold_in(engine: Engine) -> None:
    """Bring the write-ahead log home, so that the case at rest is one file. Readers elsewhere may keep it open a while."""
    with engine.connect() as connection:
        for _ in range(3):
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            if not busy:
                break
            time.sleep(0.05)
    engine.dispose()


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours, with what to do next."""
    try:
        yield
    except DBAPIError as error:
        raise _translated(path, error.orig) from error
    except (_driver.Error, _standard.Error) as error:
        raise _translated(path, error) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise CaseError(f"the disk is full: nothing half-written stays in {path.name}; make room and build again") from error
        raise


def _translated(path: Path, error: BaseException | None) -> CaseError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == _FULL or (code == _IO and "full" in str(error)):
        return CaseError(f"the disk is full: nothing half-written stays in {path.name}; make room and build again")
    if code in (_BUSY, _LOCKED):
        return CaseBusy(f"{path.name} is being written by another process: wait until it is done, then try again")
    if code == _READONLY:
        return CaseError(f"{path.name} may only be read: make it writable or work on a copy")
    if code == _NOTADB:
        return NotACase(f"{path} is not an Entramado case")
    if code == _CORRUPT:
        return CaseError(f"{path.name} is damaged ({error}): go back to a copy, or build it anew from its documents")
    if code == _CANTOPEN:
        return CaseError(f"{path} cannot be opened: check the folder and its permissions")
    return CaseError(f"{path.name}: {error}")
