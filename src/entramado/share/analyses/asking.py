"""One question put to a network or a graph: the ground, the options by name, the run, what has to be said with every answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from entramado.analyse import Analysis
from entramado.analyse.findings import Findings, Row
from entramado.analyse.ground import Ground
from entramado.analyse.progress import QUIET, Progress
from entramado.model.errors import UsageError
from entramado.model.network import Network
from entramado.share.analyses.asked import fill, node_called
from entramado.share.analyses.cells import brackets, levels

LAWFUL = (
    "Positions in a network say nothing of guilt or danger. A removal is a study for review by people, of lawful means alone: "
    "arrest, prosecution, sanction, seizure."
)
"""Said with every finding."""
ATTENTION = "A map of reports is a map of attention: who is written about more has more ties, and stands nearer to the middle."
"""Said with every finding on a case."""


def ask(
    analysis: Analysis, ground: Ground, given: Mapping[str, Any], network: Network | None = None, progress: Progress = QUIET,
    about: Sequence[str] = (),
) -> Findings:  # fmt: skip
    """Run one analysis on a ground. Options are values by name; entities and links are named as in ``network``. With ``about``
    only the rows about these are given.

    Raises UsageError (with NotFound, Ambiguous) for what cannot be asked, Stopped when ``progress`` ends it.
    """
    checked(ground)
    nodes = [node_called(ground, name, network) for name in about]
    found = analysis.run(ground, fill(analysis, ground, given, network), progress)
    of_case = [] if network is None else [ATTENTION]
    said = [note for note in (*ground.notes, *of_case, LAWFUL, brackets(levels(found))) if note and note not in found.limits]
    return narrowed(replace(found, limits=[*found.limits, *said]), ground, nodes)


def narrowed(found: Findings, ground: Ground, nodes: Sequence[int]) -> Findings:
    """Only the rows about some nodes; the answer and what holds of the whole stay. All rows when there are no ``nodes``."""
    if not nodes:
        return found
    names = {ground.names[node] for node in nodes}
    ids = {ground.ids[node] for node in nodes} if ground.ids else set()

    def about(row: Row) -> bool:
        told = {word for cell in row.cells.values() for word in (cell if isinstance(cell, tuple) else (cell,))}
        return bool(ids & set(row.about)) or bool(names & told)

    tables = [replace(table, rows=[row for row in table.rows if about(row)]) for table in found.tables]
    return replace(
        found, tables=tables, limits=[*found.limits, f"Tables are narrowed to rows about {' and '.join(sorted(names))}."]
    )


def checked(ground: Ground) -> None:
    """Raises UsageError for a ground that nothing can be found on."""
    if ground.graph.size == 0:
        if ground.projection == "graph":
            raise UsageError("The graph is empty: it has no nodes.")
        raise UsageError(
            "Nothing on this map can be analysed yet: it has no criminal group and no person who is suspected, convicted or "
            "associated. `entramado subjects` lists who is on it."
        )
    if len(ground.graph.pairs) and not ground.graph.belief.any():
        raise UsageError("All links of this network have belief 0: none of them is there in any possible world.")
