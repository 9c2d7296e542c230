"""Tables of what a removal changes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from entramado.analyse.findings import Cell, Column, Form, Interval, Row, Table
from entramado.analyse.graph import Floats
from entramado.analyse.ground import Ground, Part
from entramado.analyse.whatif import words

if TYPE_CHECKING:
    from entramado.analyse.whatif.study import Study

MEASURED: Final[tuple[tuple[str, str, Form, str], ...]] = (
    ("largest", "Nodes in the largest connected part", "count", "Hardly changes in a large network, whoever is removed."),
    ("parts", "Parts of two or more", "count", ""),
    ("alone", "Nodes linked to nobody", "count", ""),
    ("pairs", "Pairs who can reach each other", "count", ""),
    ("efficiency", "Global efficiency", "number", "Mean over pairs of 1 / distance (Latora and Marchiori 2001)."),
)


def interval(values: Floats, level: float) -> Interval:
    """The middle of draws, and between which ends the given share of them lies."""
    low, mid, high = np.quantile(values, [(1 - level) / 2, 0.5, (1 + level) / 2])
    return Interval(float(low), float(mid), float(high), level)


def names_of(study: Study) -> str:
    """Whom and what the study takes away, in words."""
    ground, most = study.ground, 5
    names = [ground.names[node] for node in study.options.remove]
    for link in study.options.cut:
        ends = [ground.names[int(end)] if ground.listed[end] else "somebody" for end in ground.graph.pairs[link]]
        names.append(f"the link of {ends[0]} and {ends[1]}")
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def about(ground: Ground, *nodes: int) -> tuple[str, ...]:
    """Entity ids: only of those who may be listed."""
    return tuple(ground.ids[node] for node in nodes if ground.listed[node]) if ground.ids else ()


def before_and_after(study: Study) -> Table:
    """The whole network, and the lines of command."""
    level, rows = study.options.level, []
    everybody = tuple(study.options.remove)
    for key, title, _, _ in MEASURED:
        values = study.structure.of(key)
        rows.append(_row(title, values[:, 0], values[:, -1], level))
    if study.command is not None:
        rows.append(_row("Pairs of commander and commanded", study.command.pairs[:, 0], study.command.pairs[:, -1], level))
    for flow in study.flows:
        rows.append(_row(f"Separate routes from {flow.source} to {flow.target}", flow.routes[:, 0], flow.routes[:, 1], level))
    ids = about(study.ground, *everybody)
    rows = [Row(row.cells, ids, _lines(study)) for row in rows]
    columns = [
        Column("what", "What"),
        Column("before", "Before", "number"),
        Column("after", "After", "number"),
        Column("change", "Change", "number", "Within each possible world, then over all of them."),
        Column("changed", "Chance that it changes", "probability", "Share of the possible worlds in which it does."),
    ]
    note = f"Among the {study.structure.remaining:,} who remain. {words.WORLDS_NOTE}"
    return Table("before_after", "Before and after", columns, rows, note)


def _row(what: str, before: Floats, after: Floats, level: float) -> Row:
    return Row({
        "what": what,
        "before": interval(before, level),
        "after": interval(after, level),
        "change": interval(after - before, level),
        "changed": float((after != before).mean()),
    })  # fmt: skip


def _lines(study: Study) -> tuple[str, ...]:
    """The lines of the links that are lost, between those who may be listed."""
    ground = study.ground
    if not ground.lines:
        return ()
    lost = (study.plan.cut | study.plan.all_gone[ground.graph.pairs].any(axis=1)) & ground.listed[ground.graph.pairs].all(axis=1)
    return tuple(dict.fromkeys(line for link in np.flatnonzero(lost)[:200] for line in ground.lines[link]))


def phase_table(study: Study) -> Table:
    """After each phase."""
    level, rows, first = study.options.level, [], 0
    for phase, gone in enumerate((None, *study.plan.gone)):
        taken = study.options.remove[first : first + study.options.phases[phase - 1]] if phase else ()
        first += len(taken)
        cells: dict[str, Cell] = {
            "phase": phase,
            "removed": tuple(study.ground.names[node] for node in taken) if gone is not None else ("nobody yet",),
        }
        cells |= {key: interval(study.structure.of(key)[:, phase], level) for key, _, _, _ in MEASURED}
        cells["headless"] = None
        if study.command is not None:
            cells["headless"] = interval(study.command.headless[:, phase - 1], level) if phase else Interval(0, 0, 0, level)
        rows.append(Row(cells, about(study.ground, *taken)))
    columns = [Column("phase", "Phase", "count"), Column("removed", "Removed in it")]
    columns += [Column(*each) for each in MEASURED]
    columns.append(Column("headless", "Under them and without a person above", "count"))
    return Table("phases", "Phase by phase", columns, rows, "Each phase adds to those before it.")


def command_tables(study: Study) -> list[Table]:
    """Who commands fewer, and which direct subordinates are left without anybody above."""
    found, ground, level = study.command, study.ground, study.options.level
    if found is None:
        return []
    summary = [
        Row({"what": "Under the removed, directly or not", "count": interval(found.under, level)}),
        Row({
            "what": "Of them, without a person above afterwards", "count": interval(found.headless[:, -1], level),
        }),
    ]  # fmt: skip
    reach = [
        Row(
            {
                "name": ground.names[int(node)],
                "before": interval(found.reach[:, at, 0], level),
                "after": interval(found.reach[:, at, 1], level),
                "change": interval(found.reach[:, at, 1] - found.reach[:, at, 0], level),
            },
            about(ground, int(node)),
        )
        for at, node in enumerate(found.superiors)
    ]
    order = np.argsort(-found.orphaned.mean(axis=0), kind="stable")
    listed = [at for at in order if ground.listed[found.orphans[at]]]
    orphans = [
        Row(
            {"name": ground.names[int(found.orphans[at])], "orphaned": float(found.orphaned[:, at].mean())},
            about(ground, int(found.orphans[at])),
            _between(ground, int(found.orphans[at]), study.plan.removed.tolist()),
        )
        for at in listed[: study.options.top]
    ]
    named = Column("name", "Name")
    return [
        Table("command", "Command", [Column("what", "What"), Column("count", "Nodes", "count")], summary, words.COMMAND_NOTE),
        Table(
            "superiors", "Who would command fewer",
            [
                named, Column("before", "Commands before", "count"), Column("after", "After", "count"),
                Column("change", "Change", "count"),
            ],
            reach, "Directly or through others. Only who is above the removed can lose subordinates.",
        ),
        Table(
            "orphans", "Direct subordinates of the removed",
            [named, Column("orphaned", "Chance that no person is above any more", "probability")],
            orphans, f"Up to {study.options.top}, of those who may be listed.",
        ),
    ]  # fmt: skip


def _between(ground: Ground, node: int, others: list[int]) -> tuple[str, ...]:
    """The lines of the links of a node with any of the others."""
    if not ground.lines:
        return ()
    row = slice(ground.graph.starts[node], ground.graph.starts[node + 1])
    links = [link for other, link in zip(ground.graph.ends[row], ground.graph.links[row], strict=True) if int(other) in others]
    return tuple(dict.fromkeys(line for link in links for line in ground.lines[link]))


def chain_tables(study: Study) -> list[Table]:
    """Steps of the value chain and who holds them."""
    ground = study.ground
    if not study.steps:
        return []

    def named(parts: tuple[Part, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ground.names[part.node] for part in parts if ground.listed[part.node]))[: study.options.top]

    rows = []
    for step in study.steps:
        left = tuple(part for part in step.parts if not study.plan.all_gone[part.node])
        rows.append(
            Row(
                {
                    "step": step.name,
                    "holders": len({part.node for part in step.parts}),
                    "removed": named(step.removed),
                    "left": named(left),
                    "before": step.before,
                    "after": step.after,
                    "lost": step.lost,
                },
                about(ground, *dict.fromkeys(part.node for part in step.parts[: study.options.top])),
                tuple(dict.fromkeys(line for part in step.parts[: study.options.top] for line in part.why)),
            )
        )
    columns = [
        Column("step", "Step"),
        Column("holders", "Stated holders", "count"),
        Column("removed", "Of them removed"),
        Column("left", "Of them left"),
        Column("before", "Chance that somebody holds it now", "probability"),
        Column("after", "Chance that a stated holder is left", "probability"),
        Column("lost", "Chance that it loses its last stated holder", "probability"),
    ]
    return [Table("steps", "Steps of the value chain", columns, rows, words.CHAIN_NOTE)]
