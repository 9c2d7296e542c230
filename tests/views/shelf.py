"""Case files that are written over and over: rows go in as they are, so that a world costs milliseconds."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

from sqlalchemy import Text, select
from tests.views.worlds import TABLES, Row, Rows

from entramado.case.case import Case
from entramado.model.claim import Document, Region
from entramado.model.marking import Marking
from entramado.store import rows, schema
from entramado.store.search import measure

_COLUMNS = {table.name: [column.name for column in table.columns] for table in schema.metadata.sorted_tables}
_INSERT = {name: f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})' for name, columns in _COLUMNS.items()}
_EMPTY = {
    name: {c.name: "" if isinstance(c.type, Text) else 0 for c in schema.metadata.tables[name].columns if not c.nullable}
    for name in _COLUMNS
}
"""For columns that a world leaves open."""
LABELLED = ("source", "document", "claim", "judgement")


class Shelf:
    """One case, open, whose rows are exchanged for others. The file is thrown away, so nothing waits for the disk."""

    def __init__(self, path: Path) -> None:
        self.case = Case(path)
        self._pen = self.case._store.engine.raw_connection()
        self._pen.cursor().execute("PRAGMA synchronous = OFF")

    def close(self) -> None:
        self._pen.close()
        self.case.close()

    def write(self, world: Rows) -> Case:
        """The case with these rows and no others."""
        cursor = self._pen.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        for name in _COLUMNS:
            cursor.execute(f'DELETE FROM "{name}"')
        cursor.execute("DELETE FROM search_document")
        cursor.execute("INSERT INTO search (search) VALUES ('delete-all')")
        numbers = _numbers(world)
        full = world | {"label": [rows.label_row(number, text) for text, number in numbers.items()]}
        for name, found in full.items():
            for row in found:
                cursor.execute(_INSERT[name], [_cell(column, _EMPTY[name] | row, numbers) for column in _COLUMNS[name]])
        for number, row in enumerate(world["document"], 1):
            cursor.execute("INSERT INTO search_document (number, doc) VALUES (?, ?)", (number, row["doc"]))
            cursor.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (number, " ".join(sorted(_measured(row)[2]))))
        cursor.execute("COMMIT")
        return self.case


def read(case: Case) -> Rows:
    """All rows of a case, with the text of their marking for its number."""
    world: Rows = {name: [] for name in TABLES}
    with case._store.engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            world[table.name] = [dict(row._mapping) for row in connection.execute(select(table))]
    texts = {row["label"]: row["marking"] for row in world.pop("label")}
    for name in LABELLED:
        for row in world[name]:
            row["label"] = texts[row["label"]]
    for row in world["document"]:
        row["original"] = zlib.decompress(row["original"])
    for row in world["remark"]:
        row["before"], row["after"] = texts[row["before"]], texts[row["after"]]
    return world | {"label": []}


def _numbers(world: Rows) -> dict[str, int]:
    texts = {str(Marking.parse(row["label"])) for name in LABELLED for row in world[name]}
    texts |= {row[end] for row in world["remark"] for end in ("before", "after")}
    return {text: number for number, text in enumerate(sorted(texts), 1)}


def _cell(column: str, row: Row, numbers: dict[str, int]) -> Any:
    if column in ("sentences", "words"):
        return _measured(row)[column == "words"]
    value = row.get(column)
    if column in ("label", "before", "after") and isinstance(value, str):
        return numbers[value]
    if column == "original" and isinstance(value, bytes):
        return zlib.compress(value, 1)
    return value


def _measured(row: Row) -> tuple[int, int, frozenset[str]]:
    """Sentences, words and vocabulary of a document's row."""
    body = tuple(Region(*region) for region in json.loads(row["body"]))
    found = measure(Document(row["doc"], row["name"], row["sha256"], row["text"], body))
    return found.sentences, found.words, found.vocabulary
