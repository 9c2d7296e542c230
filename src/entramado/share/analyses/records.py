"""Findings as JSON: every number plain and as it is printed, every row with the lines and claims of the map that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from math import isfinite
from typing import Any, Final

from entramado.analyse import ANALYSES, Analysis
from entramado.analyse.findings import Cell, Findings, Interval, Row, Table
from entramado.analyse.projections import PROJECTIONS
from entramado.model.network import Network
from entramado.share.analyses import cells
from entramado.share.analyses.asked import Option, options
from entramado.share.lines import line_id
from entramado.share.wording import phrase, plain, spoken

Record = dict[str, Any]
_ATOP: Final = ("analysis", "question", "answer", "method")


def findings(found: Findings, network: Network | None = None, marking: str | None = None) -> Record:
    """All of it. What is in ``extra`` stands at the top: the order of removals, the area under a curve.

    ``network`` gives names and claims of what rows are about; a graph from a file has none, and no marking.
    """
    made: Record = {name: getattr(found, name) for name in _ATOP}
    made |= {name: _json(value) for name, value in found.extra.items() if name not in made}
    made |= {
        "marking": marking,
        "reads": found.reads,
        "seed": found.seed,
        "intervals": list(cells.levels(found)),
        "assumptions": list(found.assumptions),
        "limits": list(found.limits),
        "questions": list(found.questions),
        "tables": [_table(table) for table in found.tables],
        "charts": [asdict(chart) for chart in found.charts],
        "sources": [asdict(source) for source in found.sources],
    }
    if network is not None:
        made["evidence"] = evidence(found, network)
    return made


def evidence(found: Findings, network: Network) -> Record:
    """What rows are about and stand on, by id: names of entities, lines in words with the claims behind them."""
    rows = [row for table in found.tables for row in table.rows]
    wanted = {line for row in rows for line in row.lines}
    about = {entity for row in rows for entity in row.about if entity in network.entities}
    subjects = {line.partition(".")[0] for line in wanted}
    lines: Record = {}
    for edge in network.edges:
        if edge.subject in subjects and (name := line_id(edge)) in wanted:
            far = network.entities[edge.object].name if edge.object else spoken(edge.value or "", edge.figure)
            words = phrase(edge.predicate, negated=edge.negated, former=edge.former)
            lines[name] = {
                "says": plain(f"{network.entities[edge.subject].name} {words} {far}"),
                "belief": round(edge.belief, 4),
                "disputed": edge.disputed,
                "origins": edge.origins,
                "claims": list(edge.claims),
            }
    entities = {each: {"name": plain(network.entities[each].name), "type": network.entities[each].type} for each in sorted(about)}
    return {"entities": entities, "lines": dict(sorted(lines.items()))}


def analyses() -> list[Record]:
    """What there is, with its options, as a program needs it to ask for one."""
    return [analysis(each) for each in ANALYSES.values()]


def analysis(each: Analysis) -> Record:
    projection = PROJECTIONS[each.reads]
    return {
        "name": each.name,
        "question": each.question,
        "words": each.words,
        "reads": each.reads,
        "projection": asdict(projection),
        "options": [_option(option) for option in options(each)],
    }


def _option(option: Option) -> Record:
    return {**asdict(option), "choices": list(option.choices), "default": _json(option.default)}


def _table(table: Table) -> Record:
    return {
        "key": table.key,
        "title": table.title,
        "note": table.note,
        "columns": [asdict(column) for column in table.columns],
        "rows": [_row(table, row) for row in table.rows],
    }


def _row(table: Table, row: Row) -> Record:
    return {
        "cells": {column.key: _cell(row.cells.get(column.key)) for column in table.columns},
        "shown": {column.key: cells.cell(row.cells.get(column.key), column.form) for column in table.columns},
        "about": list(row.about),
        "lines": list(row.lines),
    }


def _cell(value: Cell) -> Any:
    if isinstance(value, Interval):
        return {name: _json(number) for name, number in asdict(value).items()}
    return _json(value)


def _json(value: Any) -> Any:
    """Plain JSON: what is no finite number is null, arrays are lists, numbers of numpy are numbers."""
    if isinstance(value, Mapping):
        return {str(name): _json(each) for name, each in value.items()}
    if isinstance(value, str) or value is None or isinstance(value, bool):
        return plain(value) if isinstance(value, str) else value
    if isinstance(value, Iterable):
        return [_json(each) for each in value]
    number = value.item() if hasattr(value, "item") else value
    return number if not isinstance(number, float) or isfinite(number) else None
