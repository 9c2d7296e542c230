"""Tables of key people. Every row is about nodes that may be listed; others are counted, never named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from entramado.analyse.findings import Cell, Column, Interval, Row, Table
from entramado.analyse.ground import Ground
from entramado.analyse.key.measured import MEASURES, Rows, constraint_and_size
from entramado.analyse.key.ranks import mid_ranks

if TYPE_CHECKING:
    from entramado.analyse.key.analysis import Outcome

LINES: Final = 50
"""Lines of the map that a row leads to, at most: further ones are found at the entity."""
LAYERS_UP_TO: Final = 50_000
NAME: Final = Column("name", "Name")
NOT_GUILT: Final = "A position in the network as known, no measure of guilt or danger."
OBJECTIVES: Final = {
    "fragmentation": "Pairs of the others left without any path",
    "distance": "The same, longer ways counted too",
    "reach": "Everybody reached, the nearer the more",
}


def all_of(outcome: Outcome) -> list[Table]:
    """In the order of reading."""
    made = [_people(outcome), *(_ranking(outcome, name) for name in dict.fromkeys(outcome.options.measures)), _roles(outcome)]
    for table in (_sets(outcome), _alike(outcome), _layers(outcome), _stated(outcome), _assessed(outcome)):
        if table is not None and table.rows:
            made.append(table)
    return made


def evidence(ground: Ground, *nodes: int) -> dict[str, tuple[str, ...]]:
    """The ids that a row about these nodes leads to: of them, and of the lines that tie them to others who may be listed."""
    about = tuple(ground.ids[node] for node in nodes if ground.listed[node]) if ground.ids else ()
    lines: dict[str, None] = {}
    if ground.lines:
        graph = ground.graph
        for node in nodes:
            for place in range(graph.starts[node], graph.starts[node + 1]):
                if ground.listed[graph.ends[place]] and len(lines) < LINES:
                    lines.update(dict.fromkeys(ground.lines[int(graph.links[place])]))
    return {"about": about, "lines": tuple(lines)[:LINES]}


def _people(outcome: Outcome) -> Table:
    """One row for each who is among the first by some measure, with the chance of being so by each."""
    ground, options, ranks = outcome.ground, outcome.options, outcome.ranks
    measures, first = list(dict.fromkeys(options.measures)), outcome.first
    columns = [NAME, *([Column("kind", "Kind")] if ground.kinds else [])]
    columns += [
        Column(name, MEASURES[name].title, "probability", f"The chance of being among the first {first}. {MEASURES[name].words}")
        for name in measures
    ]
    chances = {place: [float(ranks[name].chance[place]) for name in measures] for place in outcome.shown.tolist()}
    known = {place: sum(float(ranks[name].rank[place]) for name in measures) for place in chances}
    rows = []
    for place in sorted(chances, key=lambda place: (-round(sum(chances[place]), 9), round(known[place], 9), place)):
        node = int(outcome.nodes[place])
        cells: dict[str, Cell] = {"name": ground.names[node], **dict(zip(measures, chances[place], strict=True))}
        if ground.kinds:
            cells["kind"] = ground.kinds[node]
        rows.append(Row(cells, **evidence(ground, node)))
    return Table("people", f"Who is among the first {first}, and how likely", columns, rows, NOT_GUILT)


def _ranking(outcome: Outcome, name: str) -> Table:
    ground, options, one = outcome.ground, outcome.options, outcome.ranks[name]
    order = np.lexsort((np.arange(len(one.rank)), one.rank, one.mid, -np.round(one.chance, 9)))[: options.top]
    rows = []
    for place in order.tolist():
        node = int(outcome.nodes[place])
        rank = Interval(float(one.low[place]), float(one.mid[place]), float(one.high[place]), options.level)
        cells: dict[str, Cell] = {
            "name": ground.names[node],
            "rank": rank,
            "chance": float(one.chance[place]),
            "known": float(one.rank[place]),
            "value": float(one.value[place]),
        }
        rows.append(Row(cells, **evidence(ground, node)))
    columns = [
        NAME,
        Column("rank", "Rank", "rank", "Among all who may be listed; equal ones share the middle of their places."),
        Column("chance", f"Among the first {outcome.first}", "probability"),
        Column("known", "Rank on the map", "rank", "Were every known link sure, and no other there."),
        Column("value", MEASURES[name].title, "number", MEASURES[name].words),
    ]
    return Table(f"rank_{name}", f"{MEASURES[name].title}: ranks", columns, rows, NOT_GUILT)


def _roles(outcome: Outcome) -> Table:
    ground, roles = outcome.ground, outcome.roles
    graph = ground.graph.of_links(ground.graph.belief > 0)
    rows_of = Rows.of(graph.size, graph.pairs, graph.weight, max(graph.size, 1), np.random.default_rng(0))
    constraint, effective = constraint_and_size(rows_of)
    rows = []
    for place in outcome.shown.tolist():
        node = int(outcome.nodes[place])
        label = int(roles.label[node])
        tied = graph.starts[node] < graph.starts[node + 1]
        cells: dict[str, Cell] = {
            "name": ground.names[node],
            "group": _group(outcome, label),
            "participation": float(roles.participation[node]),
            # of who is tied to nobody Burt has no constraint
            "constraint": float(constraint[node]) if tied else None,
            "effective": float(effective[node]),
        }
        for role in ("coordinator", "gate", "itinerant", "liaison"):
            cells[role] = int(getattr(roles.brokerage, role)[node])
        rows.append(Row(cells, **evidence(ground, node)))
    between = "communities" if outcome.options.by == "community" else "stated groups"
    columns = [
        NAME,
        Column("group", "Community" if outcome.options.by == "community" else "Group"),
        Column("participation", "Participation", "number", "0: ties in one only; near 1: spread (Guimerà and Amaral 2005)."),
        Column("constraint", "Constraint", "number", MEASURES["constraint"].words),
        Column("effective", "Effective size", "number", MEASURES["effective_size"].words),
        Column("coordinator", "Coordinator", "count", "Between two of the own side."),
        Column("gate", "Gatekeeper or representative", "count", "Between the own side and another; ties have no direction."),
        Column("itinerant", "Consultant", "count", "Between two of one other side."),
        Column("liaison", "Liaison", "count", "Between two sides, of neither."),
    ]  # fmt: skip
    note = f"Pairs not tied to each other, between whom each stands, by {between} (Gould and Fernandez 1989). As known."
    return Table("roles", f"Who stands between {between}", columns, rows, note)


def _group(outcome: Outcome, label: int) -> Cell:
    if label < 0:
        return None
    if outcome.options.by == "community":
        return f"{label + 1}"
    return outcome.ground.names[label] if outcome.ground.listed[label] else None


def _sets(outcome: Outcome) -> Table | None:
    ground = outcome.ground
    rows = []
    for key, players in outcome.players.items():
        nodes = players.nodes
        cells: dict[str, Cell] = {
            "objective": OBJECTIVES[key],
            "members": tuple(ground.names[node] for node in nodes),
            "before": players.before,
            "with": players.value,
            "search": "every set" if players.exact else "heuristic",
        }
        rows.append(Row(cells, **evidence(ground, *nodes)))
    columns = [
        Column("objective", "What counts", help="Fragmentation and reach of Borgatti (2006)."),
        Column("members", "The set"),
        Column("before", "Before", "share"),
        Column("with", "After", "share", "Fragmentation: the set removed. Reach: by the set."),
        Column("search", "Looked at", help="A heuristic (growth and swaps) may have missed a better set."),
    ]
    note = (
        "Together, not one by one: two who do the same are not both in it, nor is who adds nothing. A study for review by "
        "people, of lawful measures."
    )
    return Table("sets", "Sets of key players", columns, rows, note) if rows else None


def _alike(outcome: Outcome) -> Table | None:
    ground = outcome.ground
    rows = [
        Row(
            {"name": ground.names[node], "other": ground.names[other], "alike": value},
            **evidence(ground, node, other),
        )
        for node, (other, value) in outcome.alike.items()
    ]
    columns = [
        NAME,
        Column("other", "Most alike"),
        Column("alike", "Correlation of ties", "number", "Pearson's, of ties to all others: 1 when they are tied to the same."),
    ]
    note = "Structural equivalence: by ties alone the one could stand where the other does. No source says that he would."
    return Table("alike", "Who is tied to the same others", columns, rows, note)


def _layers(outcome: Outcome) -> Table | None:
    """The first by degree or betweenness of one sort of link may be nobody in another."""
    ground = outcome.ground
    if not ground.layers or len(ground.layers) > LAYERS_UP_TO:
        return None
    rows = []
    believed = ground.graph.belief > 0
    for layer in sorted({word for each in ground.layers for word in each}):
        kept = np.array([layer in each for each in ground.layers], np.bool_) & believed
        if not kept.any():
            continue
        weight = np.ones(int(kept.sum()))
        made = Rows.of(ground.graph.size, ground.graph.pairs[kept], weight, 512, np.random.default_rng(outcome.options.seed))
        degree, between = MEASURES["degree"].of(made), MEASURES["betweenness"].of(made)
        ranks, _ = mid_ranks(between[outcome.nodes])
        for place in outcome.shown.tolist():
            node = int(outcome.nodes[place])
            if degree[node] > 0:
                cells: dict[str, Cell] = {
                    "name": ground.names[node], "layer": layer, "degree": int(degree[node]), "rank": float(ranks[place]),
                }  # fmt: skip
                rows.append(Row(cells, **evidence(ground, node)))
    columns = [
        NAME,
        Column("layer", "Sort of link"),
        Column("degree", "Contacts", "count"),
        Column("rank", "Rank by betweenness", "rank", "In the network of these links alone, as known."),
    ]
    return Table("layers", "By sort of link", columns, rows, "As known, without interval.")


def _stated(outcome: Outcome) -> Table | None:
    """Whom sources place above others, whatever the structure looks like."""
    ground = outcome.ground
    if ground.command is None or not outcome.options.leading:
        return None
    under: dict[int, list[tuple[float, int]]] = {}
    for (above, below), belief in zip(ground.command.pairs.tolist(), ground.command.belief.tolist(), strict=True):
        # a group stands above its members without leading them as a person does
        person = not ground.kinds or ground.kinds[above] == "person"
        if ground.listed[above] and person and belief > 0:
            under.setdefault(above, []).append((belief, below))
    rows = []
    for node, arrows in sorted(under.items(), key=lambda each: (-max(belief for belief, _ in each[1]), each[0])):
        named = [ground.names[below] for _, below in sorted(arrows, key=lambda a: (-a[0], a[1])) if ground.listed[below]]
        cells: dict[str, Cell] = {
            "name": ground.names[node], "leads": tuple(named[:10]), "belief": max(belief for belief, _ in arrows),
        }  # fmt: skip
        rows.append(Row(cells, **evidence(ground, node)))
    columns = [
        NAME,
        Column("leads", "Whom or what"),
        Column("belief", "Belief", "probability", "Of the best believed statement: that a document says so and that it is so."),
    ]
    return Table("stated_to_lead", "Stated to lead", columns, rows, "What sources state. Structure has no part in it.")


def _assessed(outcome: Outcome) -> Table | None:
    ground, leads, level = outcome.ground, outcome.leads, outcome.options.level
    if leads is None:
        return None
    order = np.lexsort((leads.persons, -np.round(leads.mid, 9)))[: outcome.options.top]
    rows = []
    for place in order.tolist():
        node = int(leads.persons[place])
        chance = Interval(float(leads.low[place]), float(leads.mid[place]), float(leads.high[place]), level)
        rows.append(Row({"name": ground.names[node], "probability": chance}, **evidence(ground, node)))
    columns = [
        NAME,
        Column("probability", "May lead", "probability", "From betweenness, harmonic closeness and effective size alone."),
    ]
    note = (
        "A machine's assessment from structure alone, kept apart from what sources state. The probability is right only where "
        "leaders are as rare as in the Provisional IRA's networks (1 in 50); the order needs no such thing. " + NOT_GUILT
    )
    return Table("assessed_to_lead", "Assessed from structure", columns, rows, note)
