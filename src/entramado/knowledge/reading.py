"""Table files to rows. The shipped tables and a user's own are read, and refused, by the same code.

A file is CSV (lists separated by ``;``), or YAML: a list of rows, or ``defaults`` (values for rows that lack them) and
``rows``. The columns are those of docs/reference/knowledge.md; an unknown one is refused, for it is likely misspelt.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from entramado.knowledge.folding import spell
from entramado.knowledge.places import Place
from entramado.knowledge.rows import Row
from entramado.model.errors import InputError

DATA = Path(__file__).parent / "data"
SHIPPED = ("groups.yaml", "agencies.yaml", "media.yaml", "titles.yaml", "substances.yaml", "activities.yaml", "assets.yaml")

TYPES = frozenset(("Person", "Organization", "Place", "Substance", "Activity", "Asset", "Title"))
_PLAIN = frozenset(("key", "type", "kind", "name", "source"))
_LISTS = frozenset(("aliases", "cased", "colloquial"))
FIELDS = frozenset(
    (
        "class",
        "wing_of",
        "part_of",
        "countries",
        "country",
        "leads",
        "predicate",
        "spanish",
        "gender",
        "unit",
        "shared",
        "generic",
        "note",
    )
)
_PLACE_NUMBERS = frozenset(("lat", "lon", "population"))
_PLACE = _PLACE_NUMBERS | {"country", "admin1", "admin2", "demonyms"}
_KINDS = frozenset(("country", "admin1", "admin2", "locality", "port", "border", "region", "site"))

_Record = Mapping[str, Any]


def read_table(path: Path) -> tuple[list[Row], list[Place]]:
    """The rows and places of a table file, in its order.

    Raises:
        InputError: the file cannot be read, or a row is wrong; the message names file, row and what to mend.
    """
    rows: list[Row] = []
    places: list[Place] = []
    seen: dict[str, int] = {}
    for number, record in enumerate(_records(path), start=1):
        where = f"{path.name}, row {number}"
        place = record.get("type") == "Place"
        item: Row | Place = _place(record, where) if place else _row(record, where)
        if item.key in seen:
            raise InputError(f"{where}: key {item.key!r} is that of row {seen[item.key]} already; keys must differ.")
        seen[item.key] = number
        if isinstance(item, Place):
            places.append(item)
        else:
            rows.append(item)
    return rows, places


def _records(path: Path) -> Iterator[_Record]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a UTF-8 table ({error}).") from error
    if path.suffix.lower() == ".csv":
        yield from _csv(path.name, text)
    elif path.suffix.lower() in (".yaml", ".yml"):
        yield from _yaml(path.name, text)
    else:
        raise InputError(f"{path.name}: a knowledge table is a .csv, .yaml or .yml file.")


def _csv(name: str, text: str) -> Iterator[_Record]:
    reader = csv.DictReader(text.splitlines(), strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            if None in record or None in record.values():
                raise InputError(f"{name}, row {number}: has not as many cells as the heading has columns.")
            yield {column: cell.strip() for column, cell in record.items() if cell.strip()}
    except csv.Error as error:
        raise InputError(f"{name}, line {reader.line_num + 1}: not valid CSV ({error}).") from error


def _yaml(name: str, text: str) -> Iterator[_Record]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is 8 times faster, but not in every build
    try:
        # A subclass of the safe loader: ruff's warning about yaml.load does not apply.
        content = yaml.load(text, Loader=loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise InputError(f"{name}: not valid YAML ({str(error).splitlines()[0]}, {_line(error)}).") from error
    defaults: _Record = {}
    if isinstance(content, dict):
        unknown = set(content) - {"defaults", "rows"}
        if unknown or not isinstance(content.get("defaults", {}), dict):
            raise InputError(f"{name}: the top level holds rows, or a mapping of `defaults` and `rows`.")
        defaults, content = content.get("defaults", {}), content.get("rows")
    if not isinstance(content, list):
        raise InputError(f"{name}: holds no list of rows.")
    for number, record in enumerate(content, start=1):
        if not isinstance(record, dict):
            raise InputError(f"{name}, row {number}: is not a mapping of columns to values.")
        yield {**defaults, **record}


def _line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else "place unknown"


def _row(record: _Record, where: str) -> Row:
    _refuse_unknown(record, _PLAIN | _LISTS | FIELDS, where)
    type_, name = _text(record, "type", where), _text(record, "name", where)
    if type_ not in TYPES:
        raise InputError(f"{where}: type {type_!r} is none of {', '.join(sorted(TYPES))}.")
    forms = {column: tuple(_list(record, column, where)) for column in _LISTS}
    for form in (name, *forms["aliases"], *forms["cased"], *forms["colloquial"]):
        if not any(map(str.isalnum, form)):
            raise InputError(f"{where}: the name {form!r} holds no letter or figure.")
    return Row(
        key=_key(record, type_, name, where),
        type=type_,
        kind=_text(record, "kind", where) if "kind" in record else None,
        name=name,
        aliases=(*forms["aliases"], *forms["cased"]),
        source=_text(record, "source", where) if "source" in record else where,
        fields={column: _joined(record[column]) for column in record if column in FIELDS},
        cased=forms["cased"],
        colloquial=forms["colloquial"],
    )


def _place(record: _Record, where: str) -> Place:
    _refuse_unknown(record, _PLAIN | _PLACE | {"aliases", "cased"}, where)
    name, kind = _text(record, "name", where), _text(record, "kind", where)
    if kind not in _KINDS:
        raise InputError(f"{where}: kind {kind!r} of a place is none of {', '.join(sorted(_KINDS))}.")
    numbers = {column: _number(record[column], column, where) for column in record if column in _PLACE_NUMBERS}
    if ("lat" in numbers) != ("lon" in numbers):
        raise InputError(f"{where}: lat and lon go together.")
    if abs(numbers.get("lat", 0)) > 90 or abs(numbers.get("lon", 0)) > 180:
        raise InputError(f"{where}: lat and lon are degrees, at most 90 and 180.")
    return Place(
        key=_key(record, "Place", name, where),
        name=name,
        kind=kind,
        country=_text(record, "country", where) if "country" in record else None,
        admin1=_place_key(record, "admin1", where),
        lat=numbers.get("lat"),
        lon=numbers.get("lon"),
        population=int(numbers.get("population", 0)),
        aliases=tuple(_list(record, "aliases", where)),
        demonyms=tuple(_list(record, "demonyms", where)),
        admin2=_place_key(record, "admin2", where),
        exact=tuple(_list(record, "cased", where)),
    )


def _refuse_unknown(record: _Record, known: frozenset[str], where: str) -> None:
    for column in record:
        if column not in known:
            raise InputError(f"{where}: unknown column {column!r}; the columns are {', '.join(sorted(known))}.")


def _key(record: _Record, type_: str, name: str, where: str) -> str:
    if "key" not in record:
        return f"{type_.lower()}:own-{'-'.join(spell(name)).lower()}"
    key = _text(record, "key", where)
    if not re.fullmatch(r"[a-z]+:\S+", key):
        raise InputError(f"{where}: key {key!r} is not of the form kind:name, as in group:cjng.")
    return key


def _place_key(record: _Record, column: str, where: str) -> str | None:
    return f"place:{_text(record, column, where).removeprefix('place:')}" if column in record else None


def _text(record: _Record, column: str, where: str) -> str:
    value = record.get(column)
    if value is None:
        raise InputError(f"{where}: has no {column}.")
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{where}: {column} must be text, not {value!r} (quote it in YAML).")
    return value


def _list(record: _Record, column: str, where: str) -> list[str]:
    value = record.get(column, [])
    items = [item.strip() for item in value.split(";")] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) and item for item in items):
        raise InputError(f"{where}: {column} must be a list of texts, not {value!r} (quote figures and yes/no in YAML).")
    return cast("list[str]", items)


def _joined(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _number(value: object, column: str, where: str) -> float:
    try:
        number = float(cast("str", value))
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise InputError(f"{where}: {column} must be a number, not {value!r}.")
    return number
