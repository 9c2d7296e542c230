"""The smallest analysis: it counts whom it was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from entramado.analyse.findings import Column, Findings, Row, Table
from entramado.analyse.ground import Ground
from entramado.analyse.progress import QUIET, Progress


@dataclass(frozen=True, slots=True)
class Counting:
    chosen: tuple[int, ...] = ()
    """Who is counted: numbers of nodes."""
    many: int = 1
    """How often."""
    way: Literal["up", "down"] = "up"
    """In which direction."""


def run(ground: Ground, options: Counting, progress: Progress = QUIET) -> Findings:
    progress("counting", 0, 1)
    rows = [Row({"who": ground.names[node]}, (ground.ids[node],)) for node in options.chosen]
    tables = [Table("chosen", "Chosen", [Column("who", "Who")], rows)]
    answer = f"{len(options.chosen)} chosen of {ground.graph.size}."
    return Findings("standin", "How many?", answer, "Counting.", ["Nobody is counted twice."], [], tables)
