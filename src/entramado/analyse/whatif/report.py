"""A what-if as findings: what changes at once, by tables with intervals; what may follow, each labelled as a simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from entramado.analyse.findings import Findings, Interval, Table
from entramado.analyse.graph import Floats
from entramado.analyse.whatif import words
from entramado.analyse.whatif.after import aftermath_tables, parameter_table, recovery_tables, succession_tables
from entramado.analyse.whatif.tables import before_and_after, chain_tables, command_tables, interval, names_of, phase_table

if TYPE_CHECKING:
    from entramado.analyse.whatif.study import Study


def findings_of(study: Study) -> Findings:
    """The study in words, tables and charts."""
    tables: list[Table] = [before_and_after(study)]
    if len(study.plan.gone) > 1:
        tables.append(phase_table(study))
    tables += [*command_tables(study), *chain_tables(study)]
    tables += [*succession_tables(study), *aftermath_tables(study), *recovery_tables(study), parameter_table(study)]
    known = {table.key for table in tables if table.rows}
    return Findings(
        analysis="whatif",
        question=f"What would happen without {names_of(study)}?",
        answer=_answer(study),
        method=words.METHOD,
        assumptions=words.assumptions(study),
        limits=words.LIMITS,
        tables=tables,
        charts=[chart for chart in words.CHARTS if chart.table in known],
        sources=words.SOURCES,
        questions=_questions(study),
        reads=study.ground.projection,
        seed=study.options.seed,
        extra=_extra(study),
    )


def _answer(study: Study) -> str:
    """Command first: in a large network the largest part hardly changes, whoever is removed."""
    level, structure = study.options.level, study.structure
    said = []
    if study.command is not None and study.command.under.max(initial=0) > 0:
        under, left = interval(study.command.under, level), interval(study.command.headless[:, -1], level)
        said.append(f"Of {_count(under)} under the removed, {_count(left)} would have no person above any more")
    else:
        said.append("No stated line of command is touched")
    largest = structure.of("largest")
    before, after = interval(largest[:, 0], level), interval(largest[:, -1], level)
    said.append(f"the largest connected part of those who remain would go from {_count(before)} to {_count(after)}")
    lost = [step.name for step in study.steps if step.only]
    answer = "; ".join(said) + "."
    if lost:
        answer += f" All who are stated to hold {', '.join(lost)} are removed."
    if study.recovery is not None and study.recovery.people >= words.SWAYED:
        end = interval(study.recovery.relative()[:, -1], level)
        answer += (
            f" In the simulation the network around them reaches {end.mid:.0%} ({end.low:.0%} to {end.high:.0%}) of its former "
            f"efficiency after {study.options.weeks} weeks."
        )
    return answer


def _count(found: Interval) -> str:
    if round(found.low) == round(found.high):
        return f"{found.mid:,.0f}"
    return f"{found.mid:,.0f} ({found.low:,.0f} to {found.high:,.0f})"


def _questions(study: Study) -> list[str]:
    """What would tell most: an open succession, a step with one holder, the doubtful links of the removed."""
    ground, asked = study.ground, []
    for each in study.aftermaths:
        if each.rank != "member" and each.opened > 0.3:
            asked.append(f"Is there an accepted successor of {ground.names[each.removed]}? No source settles it.")
    asked += [
        f"Does anybody hold {step.name} but {', '.join(dict.fromkeys(ground.names[part.node] for part in step.removed))}?"
        for step in study.steps
        if step.only
    ]
    graph, removed = ground.graph, study.plan.all_gone
    doubtful = np.flatnonzero(removed[graph.pairs].any(axis=1) & (graph.belief > 0.1) & (graph.belief < 0.9))
    order = doubtful[np.argsort(np.abs(graph.belief[doubtful] - 0.5), kind="stable")]
    for link in order[:3]:
        one, other = (int(end) for end in graph.pairs[link])
        if ground.listed[one] and ground.listed[other]:
            asked.append(f"Are {ground.names[one]} and {ground.names[other]} linked? It is believed at {graph.belief[link]:.0%}.")
    return asked


def _extra(study: Study) -> dict[str, Any]:
    def spread(values: Floats) -> dict[str, float]:
        found = interval(values, study.options.level)
        return {"low": found.low, "mid": found.mid, "high": found.high}

    structure = study.structure
    made: dict[str, Any] = {
        "removed": [study.ground.ids[node] if study.ground.ids else study.ground.names[node] for node in study.options.remove],
        "worlds": len(structure.values),
        "before": {name: spread(structure.of(name)[:, 0]) for name in ("largest", "pairs", "efficiency")},
        "after": {name: spread(structure.of(name)[:, -1]) for name in ("largest", "pairs", "efficiency")},
    }
    if study.command is not None:
        made["command"] = {"under": spread(study.command.under), "headless": spread(study.command.headless[:, -1])}
    if study.recovery is not None:
        made["recovery"] = {"efficiency": spread(study.recovery.relative()[:, -1]), "weeks": study.options.weeks}
    return made
