"""Groups from files: one table of groups, one of alliances and one of rivalries, as BACRIM2020 has them.

Groups have the columns ``Node`` (an identifier) and ``Group`` (a name); alliances and rivalries have ``Node`` and ``RNode``, and
``weight`` (the places where it is so; 1 where the column is missing). Further columns are passed over. A relation that is told
from one side, or from both with different weights, holds for both with the greater weight.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from entramado.analyse.ground import Stated
from entramado.analyse.population.groups import Groups, Relations
from entramado.model.errors import InputError

SURE = 0.95
"""The belief in each line of a file that states none: assumed."""


def read_groups(nodes: Path, alliances: Path, rivals: Path, sure: float = SURE) -> Groups:
    """Raises InputError, which names file and row, for a table that cannot be used; nothing is half read."""
    number: dict[str, int] = {}
    names: list[str] = []
    for place, row in _rows(nodes, ("Node", "Group")):
        if row["Node"] in number:
            raise InputError(f"{nodes.name}, row {place}: the group {row['Node']!r} is there twice")
        number[row["Node"]] = len(names)
        names.append(row["Group"])
    if not names:
        raise InputError(f"{nodes.name} has no groups")
    unknown = np.full(len(names), np.nan)
    return Groups(
        tuple(names), _relations(alliances, number, sure), _relations(rivals, number, sure), unknown, unknown.copy()
    )  # fmt: skip


def _relations(path: Path, number: Mapping[str, int], sure: float) -> Relations:
    said: dict[tuple[int, int], Stated] = {}
    for place, row in _rows(path, ("Node", "RNode")):
        ends = []
        for column in ("Node", "RNode"):
            if row[column] not in number:
                raise InputError(f"{path.name}, row {place}: no group {row[column]!r} in the table of groups")
            ends.append(number[row[column]])
        if ends[0] == ends[1]:
            raise InputError(f"{path.name}, row {place}: the group {row['Node']!r} is paired with itself")
        try:
            weight = float(row.get("weight") or 1)
        except ValueError:
            weight = np.nan
        if not weight > 0 or not np.isfinite(weight):
            raise InputError(f"{path.name}, row {place}: the weight {row['weight']!r} is not a number above 0")
        key = (min(ends), max(ends))
        if key not in said or said[key].weight < weight:
            said[key] = Stated(*key[:1], path.stem, key[1], sure, weight=weight)
    return Relations.of(list(said.values()))


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of a table with its number in the file."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is not UTF-8 text") from None
    rows = csv.DictReader(text.splitlines())
    missing = [column for column in needed if column not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"{path.name} lacks the column {missing[0]}; it has: {', '.join(rows.fieldnames or ()) or 'none'}")
    for row in rows:
        if not all(row[column] for column in needed):
            raise InputError(f"{path.name}, row {rows.line_num}: {' and '.join(needed)} must both be there")
        yield rows.line_num, {column: (row[column] or "").strip() for column in rows.fieldnames or ()}
