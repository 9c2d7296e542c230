"""Charts that analysts keep: who stands on them and where, and what was written on them. Each time one is kept it is a row more.

A row names referents, since what they come to (`Entity`) changes with the map. On a purge every row goes on which somebody stands
who goes, with all that was written on it: it may tell of him.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from entramado.model.errors import NotFound
from entramado.store import rows, schema
from entramado.store.dialect import among
from entramado.store.store import Store


@dataclass(frozen=True, slots=True)
class Sheet:
    """A chart as it was kept once. ``referents`` stand on it; ``content`` and ``notes`` are JSON."""

    id: str
    name: str
    content: str
    notes: str
    by: str
    at: str
    tx: int
    marking: str

    @property
    def referents(self) -> tuple[str, ...]:
        return tuple(standing(self.content))


def sheets(store: Store, as_of: int | None = None) -> Sequence[Sheet]:
    """The charts that stand (now, or as of a transaction), by name."""
    table = schema.chart.c
    stands = (
        table.tx_out.is_(None) if as_of is None else (table.tx_in <= as_of) & (table.tx_out.is_(None) | (table.tx_out > as_of))
    )
    return sorted(_read(store, _query().where(stands)), key=lambda sheet: (sheet.name.casefold(), sheet.id))


def history(store: Store, chart: str) -> Sequence[Sheet]:
    """A chart each time that it was kept, the latest first, deleted or not."""
    table = schema.chart.c
    return _read(store, _query().where(table.chart == chart).order_by(table.tx_in.desc()))


def keep(
    store: Store, chart: str | None, name: str, content: str, notes: str, marking: str, *, actor: str,
) -> str:  # fmt: skip
    """Keep a chart, anew when None; what it was before stays on the record. Returns its id. Raises NotFound."""
    table = schema.chart
    with store.act(actor, "chart", "chart kept") as act:
        key = chart or f"v{token_hex(12)}"
        if chart is not None:
            _end(act.connection, chart, act.tx)
        row: rows.Values = {"chart": key, "name": name, "content": content, "notes": notes, "by": actor}
        act.connection.execute(insert(table), row | {"label": store.label(act, marking), "tx_in": act.tx})
        act.what |= {"chart": key, "nodes": len(standing(content))}
    return key


def drop(store: Store, chart: str, *, actor: str) -> None:
    """End a chart; what it was stays on the record. Raises NotFound."""
    with store.act(actor, "chart", "chart deleted") as act:
        _end(act.connection, chart, act.tx)
        act.what["chart"] = chart


def there(store: Store, referents: Iterable[str]) -> frozenset[str]:
    """Those that the case has, whoever may see them."""
    table = schema.referent.c
    with store.reading() as connection:
        query = select(table.referent).where(among(table.referent, set(referents)), table.tx_out.is_(None))
        return frozenset(connection.execute(query).scalars())


def charted(connection: Connection, referents: frozenset[str]) -> frozenset[int]:
    """The transactions whose row has one of the referents on it."""
    table = schema.chart.c
    if not referents:
        return frozenset()
    return frozenset(
        row.tx_in for row in connection.execute(select(table.tx_in, table.content)) if referents & standing(row.content)
    )


def standing(content: str) -> set[str]:
    """The referents that a chart's content names; none of what is no content."""
    try:
        nodes = json.loads(content)["nodes"]
    except (ValueError, TypeError, KeyError):
        return set()
    return {str(node[0]) for node in nodes}


def _end(connection: Connection, chart: str, tx: int) -> None:
    table = schema.chart
    stands = (table.c.chart == chart) & table.c.tx_out.is_(None)
    if not connection.execute(update(table).where(stands).values(tx_out=tx)).rowcount:
        raise NotFound(f"no chart {chart}")


def _query() -> Select[Any]:
    chart, label, tx = schema.chart, schema.label, schema.tx
    joined = chart.join(label, label.c.label == chart.c.label).join(tx, tx.c.tx == chart.c.tx_in)
    return select(chart, label.c.marking, tx.c.at).select_from(joined)


def _read(store: Store, query: Select[Any]) -> list[Sheet]:
    with store.reading() as connection:
        return [_sheet(row) for row in connection.execute(query)]


def _sheet(row: Row[Any]) -> Sheet:
    return Sheet(row.chart, row.name, row.content, row.notes, row.by, row.at, row.tx_in, row.marking)
