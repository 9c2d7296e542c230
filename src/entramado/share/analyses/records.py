"""Findings for programs: every number plain and as it is printed, every row with the lines and claims that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any

from entramado.analyse import ANALYSES, Analysis
from entramado.analyse.findings import Cell, Column, Findings, Interval, Mark, Row, Source, Table
from entramado.analyse.projections import PROJECTIONS
from entramado.model.network import Network
from entramado.share.analyses import cells
from entramado.share.analyses.asked import Option, options
from entramado.share.lines import line_id
from entramado.share.wording import phrase, plain, spoken


@dataclass(frozen=True, slots=True)
class RowTold:
    """``cells`` are plain: an interval has ``low``, ``mid``, ``high`` and ``level``. ``shown`` has them as they are printed."""

    cells: Mapping[str, Any]
    shown: Mapping[str, str]
    about: Sequence[str]
    """Ids of entities."""
    lines: Sequence[str]
    """Ids of lines of the map."""


@dataclass(frozen=True, slots=True)
class TableTold:
    key: str
    title: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[RowTold]


@dataclass(frozen=True, slots=True)
class ChartTold:
    """A drawing of the table of that key: columns by key."""

    key: str
    title: str
    table: str
    mark: Mark
    x: str
    y: str
    series: str | None
    note: str


@dataclass(frozen=True, slots=True)
class EntityTold:
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line in words, and the claims behind it."""

    says: str
    belief: float
    disputed: bool
    origins: int
    claims: Sequence[str]


@dataclass(frozen=True, slots=True)
class EvidenceTold:
    """What rows are about and stand on, by id."""

    entities: Mapping[str, EntityTold]
    lines: Mapping[str, LineTold]


@dataclass(frozen=True, slots=True)
class FindingsTold:
    """``intervals`` are the levels of the intervals; ``extra`` has what only programs want."""

    analysis: str
    question: str
    answer: str
    method: str
    marking: str | None
    reads: str
    seed: int | None
    intervals: Sequence[float]
    assumptions: Sequence[str]
    limits: Sequence[str]
    questions: Sequence[str]
    tables: Sequence[TableTold]
    charts: Sequence[ChartTold]
    sources: Sequence[Source]
    evidence: EvidenceTold | None
    extra: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AnalysisTold:
    """An analysis that may be asked for. ``nodes`` and ``links`` say what its projection of the network takes."""

    name: str
    question: str
    words: str
    reads: str
    nodes: str
    links: str
    options: Sequence[Option]


def findings(found: Findings, shown: EvidenceTold | None = None, marking: str | None = None) -> dict[str, Any]:
    """All of it as JSON. What is in ``extra`` stands at the top: the order of removals, the area under a curve."""
    record = asdict(told(found, shown, marking))
    extra = record.pop("extra")
    return {**{name: value for name, value in extra.items() if name not in record}, **record}


def told(found: Findings, shown: EvidenceTold | None = None, marking: str | None = None) -> FindingsTold:
    """``shown`` has names and claims of what rows are about (`evidence`); a graph from a file has none, and no marking."""
    return FindingsTold(
        found.analysis,
        found.question,
        plain(found.answer),
        found.method,
        marking,
        found.reads,
        found.seed,
        cells.levels(found),
        [plain(each) for each in found.assumptions],
        [plain(each) for each in found.limits],
        [plain(each) for each in found.questions],
        [_table(table) for table in found.tables],
        [ChartTold(**asdict(chart)) for chart in found.charts],
        list(found.sources),
        shown,
        _json(found.extra),
    )


def evidence(found: Findings, network: Network) -> EvidenceTold:
    """What rows are about and stand on: names of entities, lines in words with the claims behind them."""
    rows = [row for table in found.tables for row in table.rows]
    wanted = {line for row in rows for line in row.lines}
    about = {entity for row in rows for entity in row.about if entity in network.entities}
    subjects = {line.partition(".")[0] for line in wanted}
    lines: dict[str, LineTold] = {}
    for edge in network.edges:
        if edge.subject in subjects and (name := line_id(edge)) in wanted:
            far = network.entities[edge.object].name if edge.object else spoken(edge.value or "", edge.figure)
            words = phrase(edge.predicate, negated=edge.negated, former=edge.former)
            says = plain(f"{network.entities[edge.subject].name} {words} {far}")
            lines[name] = LineTold(says, round(edge.belief, 4), edge.disputed, edge.origins, edge.claims)
    entities = {each: EntityTold(plain(network.entities[each].name), network.entities[each].type) for each in sorted(about)}
    return EvidenceTold(entities, dict(sorted(lines.items())))


def analyses() -> list[AnalysisTold]:
    """What there is, with its options, as a program or a form needs it to ask."""
    return [_analysis(each) for each in ANALYSES.values()]


def _analysis(each: Analysis) -> AnalysisTold:
    projection = PROJECTIONS[each.reads]
    return AnalysisTold(
        each.name, each.question, each.words, each.reads, projection.nodes, projection.links, options(each)
    )  # fmt: skip


def _table(table: Table) -> TableTold:
    return TableTold(table.key, table.title, plain(table.note), table.columns, [_row(table, row) for row in table.rows])


def _row(table: Table, row: Row) -> RowTold:
    return RowTold(
        {column.key: _cell(row.cells.get(column.key)) for column in table.columns},
        {column.key: cells.cell(row.cells.get(column.key), column.form) for column in table.columns},
        row.about,
        row.lines,
    )


def _cell(value: Cell) -> Any:
    if isinstance(value, Interval):
        return {name: _json(number) for name, number in asdict(value).items()}
    return _json(value)


def _json(value: Any) -> Any:
    """Plain JSON: what is no finite number is null, arrays are lists, numbers of numpy are numbers."""
    if isinstance(value, str) or value is None or isinstance(value, bool):
        return plain(value) if isinstance(value, str) else value
    if isinstance(value, Mapping):
        return {str(name): _json(each) for name, each in value.items()}
    if isinstance(value, Iterable):
        return [_json(each) for each in value]
    number = value.item() if hasattr(value, "item") else value
    return number if not isinstance(number, float) or isfinite(number) else None
