"""``sources.csv``: what a folder's owner knows about its files (VOCABULARY, "Manifest").

One row a file. A manifest that is wrong anywhere is refused whole, and the folder with it: half a grading is worse than
none.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from entramado.ingest.dates import plausible
from entramado.model.claim import Source, source_id
from entramado.model.errors import ManifestError, MarkingError
from entramado.model.grading import Grade, GradingError
from entramado.model.marking import Marking
from entramado.model.values import PartialDate

NAME: Final = "sources.csv"
COLUMNS: Final = ("file", "source", "title", "published", "language", "reliability", "credibility", "marking")


@dataclass(frozen=True, slots=True)
class Row:
    """What the manifest says of one file; empty cells are None."""

    source: str | None = None
    title: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    reliability: str = "F"
    credibility: str = "6"
    marking: str = "TLP:CLEAR"


def source(name: str, reliability: str = "F", marking: str = "TLP:CLEAR", kind: str = "unknown") -> Source:
    """The source of that name: spelling, case and spacing aside, one name is one id."""
    return Source(source_id(name), " ".join(name.split()), kind, reliability=reliability, marking=marking)


def read_manifest(text: str, where: str, exists: Callable[[str], bool]) -> Mapping[str, Row]:
    """Rows by file name. ``exists`` tells whether a named file is there. Raises ManifestError naming the row."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    try:
        table = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise ManifestError(f"{where}, line {reader.line_num}: not a CSV table ({error})") from None
    if not table:
        raise ManifestError(f"{where} is empty: give it the columns {', '.join(COLUMNS)}, or delete it")
    head = [cell.strip().lower() for cell in table[0][1]]
    for column in head:
        if column not in COLUMNS:
            raise ManifestError(f"{where}: unknown column {column!r}; the columns are {', '.join(COLUMNS)}")
    if "file" not in head or len(set(head)) != len(head):
        raise ManifestError(f"{where}: the first line needs the column 'file', and each column once")
    rows: dict[str, Row] = {}
    for line, cells in table[1:]:
        at = f"{where}, line {line}"
        if len(cells) > len(head):
            raise ManifestError(f"{at}: {len(cells)} cells under {len(head)} columns; quote cells that hold a comma")
        given = {column: cell.strip() for column, cell in zip(head, cells, strict=False) if cell.strip()}
        name = given.pop("file", "")
        key = unicodedata.normalize("NFC", name)
        if not name:
            raise ManifestError(f"{at}: no file named")
        if key in rows:
            raise ManifestError(f"{at}: {name} has two rows")
        if not exists(name):
            raise ManifestError(f"{at}: {name} is not in the folder")
        rows[key] = _row(given, f"{at} ({name})")
    return rows


def _row(given: Mapping[str, str], at: str) -> Row:
    published = None
    if "published" in given:
        published = _date(given["published"])
        if published is None:
            raise ManifestError(f"{at}: published {given['published']!r} is no past date like 2026-02-22, 2026-02 or 2026")
    language = given.get("language")
    if language is not None and not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language):
        raise ManifestError(f"{at}: language {language!r} is not a code like en or es")
    reliability, credibility = given.get("reliability", "F").upper(), given.get("credibility", "6")
    try:
        Grade("admiralty", reliability, credibility)
    except GradingError as error:
        raise ManifestError(f"{at}: {error}") from None
    marking = given.get("marking", "TLP:CLEAR")
    try:
        marking = str(Marking.parse(marking))
    except MarkingError as error:
        raise ManifestError(f"{at}: {error}") from None
    return Row(
        given.get("source"), given.get("title"), published, language and language.lower(), reliability, credibility, marking
    )


def _date(value: str) -> PartialDate | None:
    try:
        return plausible(PartialDate.parse(value))
    except ValueError:
        return None
