"""Words written over: where a row stays and some of what it says must go.

Every character of a stretch becomes one of the mark, so that offsets into the text still hold.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sqlalchemy import Column, Connection, Table, Text, select, update

from entramado.model.claim import Judgement
from entramado.store import schema
from entramado.store.forgotten import Stretches

MARK: Final = "█"
_RUN: Final = 11
"""Marks between two blanks: a long stretch must still break into lines, and must not tell how long its words were."""
_WORD: Final = re.compile(r"[^\W_]+")
Words = tuple[str, ...]
"""A name as the folded words that it has, in order."""

_REASONS: Final = frozenset({"why", "purpose", "authority"})
_OWN_WORDS: Final = frozenset({"audit", "purge"})
"""Tables that never hold content: what they say is what vouches for the case."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Characters to be written over: of which table, row (its key as JSON) and column."""

    table: str
    key: str
    column: str
    stretches: Stretches

    @property
    def place(self) -> str:
        return f"{self.table} {self.key} {self.column}"


def fold_words(text: str) -> Words:
    """The words of a name as they are compared: no case, no accents."""
    return tuple(_fold(match.group()) for match in _WORD.finditer(text))


def occurrences(text: str, names: Collection[Words]) -> list[tuple[int, int]]:
    """Where any of the names stands, whatever is between its words."""
    found = []
    tokens = [(_fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]
    for first in range(len(tokens)):
        for name in names:
            here = tokens[first : first + len(name)]
            if name and tuple(word for word, _, _ in here) == name:
                found.append((here[0][1], here[-1][2]))
    return found


def merged(stretches: Iterable[tuple[int, int]], but: Iterable[tuple[int, int]] = ()) -> Stretches:
    """The characters of ``stretches`` that are in none of ``but``, as few stretches as can be."""
    points: list[tuple[int, int, int]] = []
    for weight, ranges in ((0, stretches), (1, but)):
        for start, end in ranges:
            if start < end:
                points += [(start, weight, 1), (end, weight, -1)]
    points.sort()
    depth = [0, 0]
    found: list[tuple[int, int]] = []
    for (at, weight, step), (following, _, _) in pairwise(points):
        depth[weight] += step
        if depth[0] and not depth[1] and following > at:
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], following)
            else:
                found.append((at, following))
    return tuple(found)


def fill(text: str, stretches: Stretches) -> str:
    """The text with the stretches written over; as long as before, its lines where they were."""
    parts, last = [], 0
    for start, end in stretches:
        parts.append(text[last:start])
        parts += [_mark(char, n, end - start) for n, char in enumerate(text[start:end])]
        last = end
    return "".join((*parts, text[last:]))


def worded(connection: Connection, *, reasons: bool = True) -> Iterator[tuple[str, str, str, str]]:
    """Every text of the case that a person may have written or named, as (table, key, column, text): names and titles of
    documents, and (``reasons``) why things were done. Texts of documents are not among them.
    """
    for table, columns in _columns(reasons=reasons):
        keys = key_columns(table)
        for row in connection.execute(select(*keys, *columns)):
            for number, column in enumerate(columns, len(keys)):
                if row[number]:
                    yield table.name, key_of(row[: len(keys)]), column.name, str(row[number])


def apply(connection: Connection, masks: Iterable[Mask]) -> None:
    """Write over what the masks say; one whose row is not there, or is shorter, does nothing."""
    for mask in masks:
        table = schema.metadata.tables[mask.table]
        same = [column == value for column, value in zip(key_columns(table), json.loads(mask.key), strict=True)]
        text = connection.execute(select(table.c[mask.column]).where(*same)).scalar()
        if text is None or not mask.stretches or mask.stretches[-1][1] > len(text):
            continue
        connection.execute(update(table).where(*same).values({mask.column: fill(text, mask.stretches)}))
        if table is schema.judgement:
            _identify(connection, same)


def key_columns(table: Table) -> list[Column[object]]:
    """What a row is known by; a transaction with its time too, since copies that went their own ways count alike."""
    return [table.c.tx, table.c.at] if table is schema.tx else list(table.primary_key.columns)


def key_of(values: Sequence[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def places(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Everywhere that a mask may lie: (table, key, column)."""
    texts: list[tuple[Table, list[Column[object]]]] = [
        (schema.document, [schema.document.c.text]),
        (schema.referent, [schema.referent.c.name]),
    ]
    for table, columns in (*_columns(reasons=True), *texts):
        for row in connection.execute(select(*key_columns(table))):
            for column in columns:
                yield table.name, key_of(tuple(row)), column.name


def _columns(*, reasons: bool) -> Iterator[tuple[Table, list[Column[object]]]]:
    names = {
        schema.document: {"name", "title"},
        schema.holding: {"name"},
        schema.received: {"header"},
        schema.chart: {"name", "notes"},
    }
    for table in schema.metadata.sorted_tables:
        wanted = names.get(table, set()) | (_REASONS if reasons and table.name not in _OWN_WORDS else set())
        columns = [column for column in table.c if column.name in wanted and isinstance(column.type, Text)]
        if columns:
            yield table, columns


def _identify(connection: Connection, same: Sequence[object]) -> None:
    """A judgement's id says why it was made: it changes with the reason."""
    table = schema.judgement
    row = connection.execute(select(table).where(*same)).one()  # type: ignore[arg-type]  # columns compared
    known = Judgement(row.a, row.b, row.verdict, row.score, row.why, row.by)
    connection.execute(update(table).where(*same).values(id=known.id))  # type: ignore[arg-type]  # as above


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _mark(char: str, number: int, length: int) -> str:
    if char in "\r\n":
        return char
    return " " if number % (_RUN + 1) == _RUN and number < length - 1 else MARK
