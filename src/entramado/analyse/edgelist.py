"""Reading a plain graph: a list of links, or a matrix, as other tools write them.

One link a line, its two ends parted by commas, semicolons, tabs or spaces, perhaps with a heading and with columns of weight,
belief and dates (date: a day of a sighting; since and until: from when to when). Lines that begin with # or % are comments, and
``# nodes 297`` says how many nodes there are, numbered from 0. A table whose first row and column hold names is a matrix: every
entry that is not 0 is a link. Any of them may be packed with gzip (.gz).
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Graph, Ints
from entramado.analyse.ground import Ground, Spell
from entramado.model.errors import InputError
from entramado.model.values import PartialDate

_ENDS: Final = (
    ("source", "target"), ("from", "to"), ("src", "dst"), ("node1", "node2"), ("person1", "person2"), ("subject", "object"),
    ("origen", "destino"),
)  # fmt: skip
"""Words that name the two ends in a heading. Single letters do not: they may be nodes."""
_WEIGHT: Final = frozenset({"weight", "weights", "w", "strength", "count", "value", "peso"})
_BELIEF: Final = frozenset({"belief", "probability", "prob", "p", "confidence", "creencia", "probabilidad"})
_DATES: Final = (
    frozenset({"date", "day", "fecha"}), frozenset({"since", "start", "valid_from", "desde"}),
    frozenset({"until", "end", "valid_to", "hasta"}),
)  # fmt: skip
"""Of a sighting, of the beginning, and of the last day."""
_NODES: Final = re.compile(rb"^[#%]\s*nodes?\s*[:=]?\s*(\d+)\s*$", re.IGNORECASE)
_COMMENT: Final = ("#", "%")


@dataclass(frozen=True, slots=True)
class _Form:
    """How the lines of a file are to be read: columns by number, from 0."""

    mark: str | None
    """Between columns; None for spaces and tabs in any number."""
    heading: bool
    ends: tuple[int, int] = (0, 1)
    weight: int | None = None
    belief: int | None = None
    dates: tuple[int | None, ...] = (None, None, None)
    """Of a sighting, of the beginning, and of the last day."""

    @property
    def dated(self) -> bool:
        return any(column is not None for column in self.dates)

    @property
    def columns(self) -> list[int]:
        return [*self.ends, *(column for column in (self.weight, self.belief) if column is not None)]


def read(path: Path) -> Ground:
    """The graph of a file, with the names of its nodes; all may be listed.

    Links of the same two nodes become one, with the sum of their weights; a node's link to itself is left out. A third column
    without a heading is a weight. Raises InputError, which names the file, the line and what to do.
    """
    data = _bytes(path)
    nodes = _node_count(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{path}, line {line}: not UTF-8 text. Save the file as UTF-8.") from None
    lines = text.splitlines()
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith(_COMMENT)), None)
    if first is None:
        return _ground(path, [str(number) for number in range(nodes or 0)], np.empty((0, 2), np.int64), None, None)
    mark = _mark(lines[first : first + 2])
    rows = [row for line in lines[first : first + 2] if (row := _cells(line, mark))]
    if _is_matrix(rows, mark):
        return _matrix(path, lines, first, mark)
    form = _form(path, first, rows, mark)
    numbers = None if form.dated else _fast(lines[first + form.heading :], form)
    if numbers is None:
        return _doubting(_named(path, lines, first, form), rows[0], form)
    return _numbered(path, numbers, form, nodes)


def _doubting(ground: Ground, row: Sequence[str], form: _Form) -> Ground:
    """With a note where the first line may have been a heading: its two names are tied to each other and to nobody else."""
    if form.heading or len(ground.graph.pairs) < 3:
        return ground
    one, other = (ground.names.index(row[column]) for column in form.ends)
    if one == other or ground.graph.degrees()[[one, other]].tolist() != [1, 1]:
        return ground
    said = f"The first line was read as a link of {row[form.ends[0]]} and {row[form.ends[1]]}, who are tied to nobody else."
    return replace(ground, notes=(*ground.notes, f"{said} If it is a heading, name the columns source and target."))


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the packed file is damaged"
        raise InputError(f"{path} cannot be read: {reason}. Check the path and the file.") from None


def _node_count(data: bytes) -> int | None:
    """As a comment before the first link says."""
    for line in io.BytesIO(data):
        if line.strip() and not line.startswith((b"#", b"%")):
            break
        if found := _NODES.match(line.strip()):
            return int(found[1])
    return None


def _mark(lines: Sequence[str]) -> str | None:
    """What stands between columns: of marks in the first line one that the second has as often, a semicolon before a comma, which
    may be part of a name (Ejemplo, Ana) or of a number (0,5).
    """
    found = [mark for mark in ("\t", ";", ",") if mark in lines[0]]
    return next((mark for mark in found if lines[0].count(mark) == lines[-1].count(mark)), found[0] if found else None)


def _cells(line: str, mark: str | None) -> list[str]:
    if mark is None:
        return line.split()
    return [cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])]


def _number(cell: str, mark: str | None) -> float | None:
    """A comma is that of decimals where semicolons stand between columns, as spreadsheets write it in Spanish."""
    try:
        return float(cell.replace(",", ".") if mark == ";" else cell)
    except ValueError:
        return None


def _is_matrix(rows: Sequence[Sequence[str]], mark: str | None) -> bool:
    """The corner is empty, and the second row is as long as the first, all numbers after its name."""
    if len(rows) < 2 or len(rows[0]) < 2 or rows[0][0] or len(rows[1]) != len(rows[0]):
        return False
    return all(_number(cell, mark) is not None for cell in rows[1][1:])


def _form(path: Path, first: int, rows: Sequence[Sequence[str]], mark: str | None) -> _Form:
    head = [cell.casefold() for cell in rows[0]]
    if len(head) < 2:
        raise InputError(f"{path}, line {first + 1}: a link needs two ends. Write them as A,B, or parted by a tab or a space.")
    weight = next((number for number, cell in enumerate(head) if cell in _WEIGHT), None)
    belief = next((number for number, cell in enumerate(head) if cell in _BELIEF), None)
    for one, other in _ENDS:
        if one in head and other in head and (head.index(one), head.index(other)) != (weight, belief):
            ends = head.index(one), head.index(other)
            return _Form(mark, True, ends, weight, belief, _dates(head, ends))
    numbers = [len(rows) > 1 and len(row) > 1 and None not in (_number(row[0], mark), _number(row[1], mark)) for row in rows]
    if weight not in (None, 0, 1) or belief not in (None, 0, 1) or (len(rows) > 1 and numbers[1] and not numbers[0]):
        return _Form(mark, True, (0, 1), weight, belief, _dates(head, (0, 1)))
    plain = [number for number in (2, 3) if number < len(head) and _number(head[number], mark) is not None]
    return _Form(mark, False, (0, 1), 2 if 2 in plain else None, 3 if plain == [2, 3] else None)


def _dates(head: Sequence[str], ends: tuple[int, int]) -> tuple[int | None, ...]:
    return tuple(
        next((number for number, cell in enumerate(head) if cell in words and number not in ends), None) for words in _DATES
    )


def _fast(lines: Sequence[str], form: _Form) -> Floats | None:
    """All columns as numbers, shape (links, columns); None where a cell is none, or a node is not a plain number."""
    try:
        found = np.loadtxt(lines, np.float64, comments=list(_COMMENT), delimiter=form.mark, usecols=form.columns, ndmin=2)
    except (ValueError, IndexError):
        return None
    ends = found[:, :2]
    if not _in_range(found, form):
        return None  # line by line it is told which is wrong
    whole = bool((ends >= 0).all() and (ends < 2**53).all() and (ends == np.floor(ends)).all())
    # Where a node is written 007 or 1.0, its name is that text.
    plain = all(cell.isdecimal() and (cell == "0" or cell[0] != "0") for cell in _sample(lines, form))
    return found if whole and plain and len(found) else None


def _in_range(found: Floats, form: _Form) -> bool:
    column, good = 2, True
    if form.weight is not None:
        good, column = bool(((found[:, 2] > 0) & np.isfinite(found[:, 2])).all()), 3
    return good and (form.belief is None or bool(((found[:, column] >= 0) & (found[:, column] <= 1)).all()))


def _sample(lines: Sequence[str], form: _Form) -> list[str]:
    some = [_cells(line, form.mark) for line in lines[:1000] if line.strip() and not line.startswith(_COMMENT)]
    return [row[column] for row in some for column in form.ends]


def _numbered(path: Path, numbers: Floats, form: _Form, nodes: int | None) -> Ground:
    ends = numbers[:, :2].astype(np.int64)
    if nodes is not None:
        if int(ends.max()) >= nodes:
            raise InputError(f"{path}: names node {ends.max()}, but says there are {nodes}, numbered from 0. Correct either.")
        names: Sequence[str] = [str(number) for number in range(nodes)]
    else:
        known, place = np.unique(ends, return_inverse=True)
        names, ends = [str(number) for number in known.tolist()], place.reshape(-1, 2)
    column = 2
    weight = belief = None
    if form.weight is not None:
        weight, column = numbers[:, column], column + 1
    if form.belief is not None:
        belief = numbers[:, column]
    return _ground(path, names, ends, weight, belief)


def _named(path: Path, lines: Sequence[str], first: int, form: _Form) -> Ground:
    """Line by line: nodes by name, errors by line."""
    number_of: dict[str, int] = {}
    ends: list[tuple[int, int]] = []
    weights: list[float] = []
    beliefs: list[float] = []
    days: list[list[str]] = []
    for place in range(first + form.heading, len(lines)):
        line = lines[place]
        if not line.strip() or line.startswith(_COMMENT):
            continue
        row, where = _cells(line, form.mark), f"{path}, line {place + 1}"
        if len(row) <= max(form.columns):
            need = max(form.columns) + 1
            raise InputError(f"{where}: {len(row)} columns, where {need} are needed. Complete the line or delete it.")
        one, other = row[form.ends[0]], row[form.ends[1]]
        if not one or not other:
            raise InputError(f"{where}: an end of the link has no name. Name both ends or delete the line.")
        if form.weight is not None:
            weights.append(_value(where, "weight", row[form.weight], form.mark, math.inf))
        if form.belief is not None:
            beliefs.append(_value(where, "belief", row[form.belief], form.mark, 1.0))
        if form.dated:
            days.append(["" if column is None or column >= len(row) else row[column] for column in form.dates])
        ends.append((number_of.setdefault(one, len(number_of)), number_of.setdefault(other, len(number_of))))
    # in the order of names: the same lines in another order are the same graph, and give the same findings
    node_of = np.empty(len(number_of), np.int64)
    node_of[[number_of[name] for name in sorted(number_of)]] = np.arange(len(number_of))
    pairs = node_of[np.array(ends, np.int64).reshape(-1, 2)]
    ground = _ground(
        path, sorted(number_of), pairs,
        np.array(weights) if form.weight is not None else None, np.array(beliefs) if form.belief is not None else None,
    )  # fmt: skip
    return _timed(ground, pairs, beliefs, days) if days else ground


def _timed(ground: Ground, ends: Ints, beliefs: Sequence[float], days: Sequence[Sequence[str]]) -> Ground:
    """With the time of each line. What is no date of ISO 8601 (2025, 2025-06, 2025-06-30) is none, and counted."""
    size = ground.graph.size
    known = ground.graph.pairs[:, 0].astype(np.int64) * size + ground.graph.pairs[:, 1]
    links = np.searchsorted(known, ends.min(axis=1) * size + ends.max(axis=1)).tolist()
    spells, unread = [], 0
    for row, (link, (one, other), cells) in enumerate(zip(links, ends.tolist(), days, strict=True)):
        if one == other:
            continue
        seen, since, until = (_day(cell) for cell in cells)
        unread += sum(bool(cell) and day is None for cell, day in zip(cells, (seen, since, until), strict=True))
        first = since or seen
        told = sorted({day.last.toordinal() if day is seen else day.first.toordinal() for day in (seen, since) if day})
        spells.append(
            Spell(
                link,
                beliefs[row] if beliefs else 1.0,
                row,
                None if first is None else min(told),
                None if until is None else until.last.toordinal() + 1,
                tuple(told),
                stated=True,
            )
        )
    notes = [f"{unread:,} dates could not be read: write them as 2025, 2025-06 or 2025-06-30."] if unread else []
    return replace(ground, spells=tuple(spells), notes=(*ground.notes, *notes))


def _day(cell: str) -> PartialDate | None:
    try:
        return PartialDate.parse(cell[:10])
    except ValueError:
        return None


def _value(where: str, what: str, cell: str, mark: str | None, most: float) -> float:
    value = _number(cell, mark)
    if value is None or not math.isfinite(value):
        raise InputError(f"{where}: the {what} is {cell!r}, which is no number. Correct it, or delete the column.")
    if what == "weight" and value <= 0:
        raise InputError(f"{where}: the weight is {cell}. A weight is above 0: delete the line if there is no link.")
    if not 0 <= value <= most:
        raise InputError(f"{where}: the {what} is {cell}. A {what} is from 0 to 1.")
    return value


def _matrix(path: Path, lines: Sequence[str], first: int, mark: str | None) -> Ground:
    """Rows and columns by name; of names that rows and columns share there is one node.

    A symmetric matrix tells each link twice, and is read once.
    """
    head = _cells(lines[first], mark)[1:]
    number_of: dict[str, int] = {}
    entries: dict[tuple[int, int], float] = {}
    rows = [(place, _cells(lines[place], mark)) for place in range(first + 1, len(lines)) if lines[place].strip()]
    for _, row in rows:
        number_of.setdefault(row[0], len(number_of))
    for name in head:
        number_of.setdefault(name, len(number_of))
    for place, row in rows:
        where = f"{path}, line {place + 1}"
        if len(row) != len(head) + 1:
            raise InputError(f"{where}: {len(row)} columns, where the first row of the matrix has {len(head) + 1}. Complete it.")
        for name, cell in zip(head, row[1:], strict=True):
            value = _number(cell, mark) if cell else 0.0
            if value is None or not math.isfinite(value) or value < 0:
                raise InputError(f"{where}: the entry under {name} is {cell!r}. Entries are numbers from 0.")
            if value:
                ends = number_of[row[0]], number_of[name]
                entries[ends] = entries.get(ends, 0.0) + value
    if all(entries.get((other, one)) == value for (one, other), value in entries.items()):
        entries = {ends: value for ends, value in entries.items() if ends[0] <= ends[1]}
    pairs = np.array(list(entries), np.int64).reshape(-1, 2)
    return _ground(path, list(number_of), pairs, np.array(list(entries.values())), None)


def _ground(path: Path, names: Sequence[str], ends: Ints, weight: Floats | None, belief: Floats | None) -> Ground:
    try:
        graph = Graph.of(len(names), ends, weight, belief)
    except ValueError as error:
        raise InputError(f"{path}: {error}. Correct the column, or delete it.") from None
    loops = int((ends[:, 0] == ends[:, 1]).sum())
    double = len(ends) - loops - len(graph.pairs)
    notes = []
    if loops:
        notes.append(f"{loops:,} links from a node to itself were left out.")
    if double:
        notes.append(f"{double:,} lines name a link that another line has: they became one link, their weights added.")
    return Ground(graph, names, np.ones(graph.size, np.bool_), notes=tuple(notes))
