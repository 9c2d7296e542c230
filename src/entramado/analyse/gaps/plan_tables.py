"""What answers would be worth to a plan of removal, as tables and questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from entramado.analyse.dismantle.chain import Cut
from entramado.analyse.dismantle.words import STUDY
from entramado.analyse.findings import Cell, Column, Row, Table
from entramado.analyse.gaps.options import GapsOptions
from entramado.analyse.gaps.planned import Planned, Plans, Turned
from entramado.analyse.ground import Ground

_ASKED: Final = 3
"""Questions of one sort."""


def links(ground: Ground, plan: Plans, options: GapsOptions) -> Table:
    """Which uncertain links decide whom a plan names."""
    rows = []
    for each in plan.worth[: options.limit]:
        one, other = ground.graph.pairs[each.link].tolist()
        cells: dict[str, Cell] = {
            "link": f"{ground.names[one]} – {ground.names[other]}",
            "belief": float(ground.graph.belief[each.link]),
            "gained": each.gained,
            "with_it": _names(ground, each.with_it),
            "without": _names(ground, each.without),
        }
        about = (ground.ids[one], ground.ids[other]) if ground.ids else ()
        rows.append(Row(cells, about, ground.lines[each.link] if ground.lines else ()))
    now = ", ".join(_names(ground, plan.best))
    return Table(
        "plan", f"What an answer would change in a plan of {len(plan.best)} removals",
        (
            Column("link", "Is there a link?", help="Two entities whose link is not certain."),
            Column("belief", "Belief", "probability", "That the link is there, from the claims behind it."),
            Column("gained", "Gained", "share", "Of all, how many more fall out of the largest part when the plan fits (EVPPI)."),
            Column("with_it", "Plan if it is there"), Column("without", "Plan if it is not"),
        ),
        rows,
        f"Of {plan.compared} plans compared the best now is {now}: it leaves {plan.left:.0%} of all connected. {STUDY}",
    )  # fmt: skip


def parts(ground: Ground, found: Sequence[Turned]) -> Table:
    """Which uncertain parts in the value chain decide which step fewest removals would leave to nobody."""
    rows = [
        Row(
            {
                "name": ground.names[each.part.node],
                "step": each.part.step,
                "belief": each.part.belief,
                "if_so": _cut(ground, each.if_so),
                "if_not": _cut(ground, each.if_not),
            },
            (ground.ids[each.part.node],) if ground.ids else (),
            each.part.why,
        )
        for each in found
    ]
    return Table(
        "parts", "Whose part in the value chain would change the plan",
        (
            Column("name", "Who"), Column("step", "Holds this step?"), Column("belief", "Belief", "probability"),
            Column("if_so", "Least set if so"), Column("if_not", "Least set if not"),
        ),
        rows,
        f"The fewest removals that leave some step to nobody who is known. {STUDY}",
    )  # fmt: skip


def questions(ground: Ground, plan: Plans | None, found: Sequence[Turned]) -> list[str]:
    """The links and parts that a plan stands or falls with."""
    told = [about_link(ground, each) for each in (plan.worth if plan is not None else ())][:_ASKED]
    told += [
        f"Does {ground.names[each.part.node]} hold the step {each.part.step}? It is believed at {each.part.belief:.0%}, and "
        "which removals would leave a step to nobody depends on it."
        for each in found[:_ASKED]
    ]
    return told


def about_link(ground: Ground, each: Planned) -> str:
    """A question on a link, with whom a plan would name either way."""
    one, other = (ground.names[node] for node in ground.graph.pairs[each.link].tolist())
    there, not_there = (", ".join(_names(ground, only)) for only in _apart(each))
    return (
        f"Is {one} linked to {other}? Belief {ground.graph.belief[each.link]:.2f}. "
        f"If so, the plan names {there}; if not, {not_there}."
    )


def _apart(each: Planned) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Whom one plan names and the other does not."""
    with_it, without = set(each.with_it), set(each.without)
    return tuple(sorted(with_it - without)), tuple(sorted(without - with_it))


def _names(ground: Ground, nodes: Sequence[int]) -> tuple[str, ...]:
    return tuple(ground.names[node] for node in nodes) or ("nobody else",)


def _cut(ground: Ground, cut: Cut | None) -> str:
    return "none" if cut is None else f"{cut.steps[0]}: {', '.join(_names(ground, cut.nodes))}"
