"""How findings look in a terminal: the answer first, then tables, then what they stand on and how far they may be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.table import Table as Grid

from entramado.analyse.findings import Column, Findings, Table
from entramado.cli.render import clean, console, counted, say
from entramado.model.errors import NotFound
from entramado.model.network import Network
from entramado.share.analyses.cells import cell, numeric

PIPED: Final = 100
"""Columns of a table that is not printed to a terminal."""
_NARROWEST: Final = 18
"""Columns that a text may be folded to; what does not fit even so is printed as a list."""


def show(found: Findings, source: Path, network: Network | None, *, table: str | None, limit: int) -> None:
    """All of it, or one table alone. Raises NotFound for a table that is not there."""
    if table is not None:
        known = {each.key: each for each in found.tables}
        if table not in known:
            raise NotFound(f"there is no table {table!r}: they are {', '.join(known)}")
        _table(known[table], limit)
        return
    say(f"[bold]{clean(found.answer)}[/bold]")
    for each in found.tables:
        _table(each, limit)
    say("\n[bold underline]How it was found[/bold underline]")
    say(clean(found.method), 2)
    _list("Assumptions", found.assumptions)
    _list("Limits", found.limits)
    _list("What to find out next", found.questions)
    _sources(found)
    _evidence(found, source, network)
    if found.charts:
        name = f"{source.stem}-{found.analysis}.html"
        say(f"[dim]Charts ({', '.join(chart.key for chart in found.charts)}): the same command with -o {clean(name)}[/dim]")


def brief(found: Findings) -> None:
    """The answer alone, where the rest is in a file."""
    say(clean(found.answer))


def _table(table: Table, limit: int) -> None:
    say(f"\n[bold underline]{clean(table.title)}[/bold underline]  [dim]{len(table.rows)} · --table {table.key}[/dim]")
    if not table.rows:
        say("[dim]Nothing.[/dim]", 2)
    rows = table.rows[:limit] if limit else table.rows
    shown = [[clean(cell(row.cells.get(column.key), column.form)) for column in table.columns] for row in rows]
    width = console.width if console.is_terminal else min(console.width, PIPED)
    if rows:
        _grid(table.columns, shown, width) if _fits(table.columns, shown, width) else _entries(table.columns, shown)
    if len(rows) < len(table.rows):
        say(f"[dim]… and {len(table.rows) - len(rows)} more: --limit 0 prints all[/dim]", 2)
    if table.note:
        say(f"[dim]{clean(table.note)}[/dim]", 2)


def _fits(columns: Sequence[Column], shown: Sequence[Sequence[str]], width: int) -> bool:
    least = 0
    for place, column in enumerate(columns):
        title = max((len(word) for word in column.title.split()), default=0)
        widest = max(len(row[place]) for row in shown)
        least += max(title, widest if numeric(column.form) else min(widest, _NARROWEST)) + 2
    return least <= width


def _grid(columns: Sequence[Column], shown: Sequence[Sequence[str]], width: int) -> None:
    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for place, column in enumerate(columns):
        right = numeric(column.form)
        widest = max(len(row[place]) for row in shown)
        grid.add_column(
            clean(column.title), justify="right" if right else "left", overflow="fold", vertical="top",
            min_width=widest if right else min(widest, _NARROWEST),
        )  # fmt: skip
    for row in shown:
        grid.add_row(*row)
    console.print(grid, width=width, soft_wrap=False)


def _entries(columns: Sequence[Column], shown: Sequence[Sequence[str]]) -> None:
    """Each row as a heading with its numbers below, where the table is wider than the terminal."""
    for number, row in enumerate(shown, 1):
        say(f"{number}. [bold]{row[0]}[/bold]", 2)
        parts = [f"{clean(column.title)} {value}" for column, value in zip(columns[1:], row[1:], strict=True) if value]
        say("; ".join(parts), 5)


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        say(f"\n[bold underline]{title}[/bold underline]")
    for line in lines:
        say(f"• {clean(line)}", 2)


def _sources(found: Findings) -> None:
    if found.sources:
        say("\n[bold underline]Sources of methods and numbers[/bold underline]")
    for source in found.sources:
        say(f"[dim]{clean(source.cited)}: {clean(source.used_for)}[/dim]", 2)


def _evidence(found: Findings, source: Path, network: Network | None) -> None:
    """How to open what a row stands on, with the first row as the example."""
    lines = list(dict.fromkeys(line for table in found.tables for row in table.rows for line in row.lines))
    if network is None or not lines:
        return
    names = next((ends for line in lines if (ends := _ends(line, network))), None)
    words = f"Evidence: {counted(len(lines), 'line')} of the map, with their claims, in --json."
    if names:
        words += f' One in words: entramado explain {source} "{names[0]}" "{names[1]}"'
    say(f"\n{clean(words)}")


def _ends(line: str, network: Network) -> tuple[str, str] | None:
    """The names of what a line ties; None for a value."""
    subject, _, far = line.split(".")[:3]
    if subject not in network.entities or far not in network.entities:
        return None
    return network.entities[subject].name, network.entities[far].name
