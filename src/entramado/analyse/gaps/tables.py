"""Gaps as tables and questions. Each row leads to the entities and the lines that it stands on."""

from __future__ import annotations

import numpy as np

from entramado.analyse.findings import Cell, Column, Interval, Row, Table
from entramado.analyse.gaps.options import GapsOptions
from entramado.analyse.gaps.unseen import NAMED, Supposed, Unseen
from entramado.analyse.gaps.worth import Answers, Worth
from entramado.analyse.graph import Graph
from entramado.analyse.ground import Ground

_ASKED = 5
"""Questions of one sort."""


def worth(ground: Ground, asked: Answers, options: GapsOptions) -> Table:
    """Which uncertain links to ask about."""
    first = f"the first {options.among} by {asked.measure}"
    return Table(
        "worth", "What an answer would change",
        (
            Column("link", "Is there a link?", help="Two entities whose link is not certain."),
            Column("layers", "Said to be"),
            Column("belief", "Belief", "probability", "That the link is there, from the claims behind it."),
            Column("surprise", "Would surprise", "share", "Cases in which the less likely answer is true and tells."),
            Column("turned", "Changes the first places", "share", f"Possible networks in which {first} differ with the link."),
            Column("gained", "Right names gained", "number", f"Names more that are rightly among {first} (EVPPI)."),
            Column("rising", "Rise if it is there"), Column("falling", "Fall if it is there"),
        ),
        [_worth_row(ground, each) for each in asked.worth],
        f"Measured in {asked.worlds:,} possible networks; each link told was turned over in {asked.turned:,} of them.",
    )  # fmt: skip


def unseen(ground: Ground, found: Unseen) -> Table:
    """Pairs that may be linked."""
    return Table(
        "unseen", "Links that may be unseen: questions, not links",
        (
            Column("pair", "Are they linked?"),
            Column("probable", "Probability", "probability", "How often pairs of this place in the order were hidden links."),
            Column("shared", "Both are linked to"), Column("count", "Shared neighbours", "count", "Of those that may be listed."),
        ),
        [_pair_row(ground, each) for each in found.supposed],
        "A guess from the shape of the network. No source says so.",
    )  # fmt: skip


def accuracy(found: Unseen) -> Table:
    """How well hidden links were found."""
    return Table(
        "accuracy", "How well hidden links are found in this network",
        (
            Column("method", "Method"), Column("used", "Used"),
            Column("auc", "A hidden link stands above a random pair", "share", "AUC: 0.5 is chance."),
        ),
        [
            Row({
                "method": each.method, "used": "yes" if each.method == found.method else "",
                "auc": Interval(each.low, each.auc, each.high),
            })
            for each in found.measured
        ],
        "Links between entities that may be listed, hidden in parts and sought among the pairs that no link joins.",
    )  # fmt: skip


def missing(ground: Ground, limit: int) -> Table:
    """Expected facts that no claim tells, of those first who have most ties."""
    believed = _expected(ground.graph)
    nodes = [node for node in np.flatnonzero(ground.listed).tolist() if ground.missing[node]]
    nodes.sort(key=lambda node: (-believed[node], -len(ground.missing[node]), ground.names[node], node))
    rows = []
    for node in nodes[:limit]:
        facts = tuple(ground.missing[node])
        cells: dict[str, Cell] = {"name": ground.names[node], "facts": facts, "count": len(facts), "ties": believed[node]}
        rows.append(Row(cells, _ids(ground, node)))
    return Table(
        "missing", "Expected facts that no source tells",
        (
            Column("name", "Entity"), Column("facts", "Not known"), Column("count", "Missing", "count"),
            Column("ties", "Ties expected", "number", "Sum of the beliefs of its links: who has most of them comes first."),
        ),
        rows,
        f"{len(nodes):,} listed entities lack something." if len(nodes) > limit else "",
    )  # fmt: skip


def questions(ground: Ground, asked: Answers, found: Unseen, options: GapsOptions) -> list[str]:
    """What to find out, the answers that would change most first."""
    told = [about_link(ground, each, options.among) for each in asked.worth if each.surprise.mid > 0][:_ASKED]
    told += [_about_pair(ground, each) for each in found.supposed[:_ASKED]]
    if ground.missing:
        told += [_about_facts(row) for row in missing(ground, _ASKED).rows]
    return told


def about_link(ground: Ground, each: Worth, among: int) -> str:
    """A question on an uncertain link, with what it would change."""
    one, other = ground.graph.pairs[each.link].tolist()
    said = ", ".join(_layers(ground, each.link))
    count = len(ground.lines[each.link]) if len(ground.lines) else 0
    lines = f" {count} {'lines say' if count != 1 else 'line says'} so;" if count else ""
    kind = f" ({said})" if said else ""
    return (
        f"Is {ground.names[one]} linked to {ground.names[other]}{kind}?{lines} belief {ground.graph.belief[each.link]:.2f}. "
        f"Who is among the first {among} depends on it in {_percent(each.turned)} of cases."
    )


def _about_pair(ground: Ground, each: Supposed) -> str:
    one, other = (ground.names[node] for node in each.nodes)
    shared = f" Both are linked to {_named(ground, each.shared)}." if each.shared else ""
    likely = f"{100 * each.probable.low:.0f} to {100 * each.probable.high:.0f} % probable"
    return f"Are {one} and {other} linked? No source says so; by the shape of the network it is {likely}.{shared}"


def _about_facts(row: Row) -> str:
    facts = row.cells["facts"]
    return f"What is known of {row.cells['name']}: {', '.join(facts) if isinstance(facts, tuple) else facts}?"


def _worth_row(ground: Ground, each: Worth) -> Row:
    one, other = ground.graph.pairs[each.link].tolist()
    return Row(
        {
            "link": f"{ground.names[one]} – {ground.names[other]}",
            "layers": _layers(ground, each.link),
            "belief": float(ground.graph.belief[each.link]),
            "surprise": each.surprise,
            "turned": each.turned,
            "gained": each.gained,
            "rising": tuple(ground.names[node] for node in each.rising),
            "falling": tuple(ground.names[node] for node in each.falling),
        },
        _ids(ground, one, other),
        _lines(ground, (each.link,)),
    )


def _pair_row(ground: Ground, each: Supposed) -> Row:
    one, other = each.nodes
    return Row(
        {
            "pair": f"{ground.names[one]} – {ground.names[other]}",
            "probable": each.probable,
            "shared": tuple(ground.names[node] for node in each.shared[:NAMED]),
            "count": len(each.shared),
        },
        _ids(ground, one, other, *each.shared[:NAMED]),
        _lines(ground, each.links),
    )


def _expected(graph: Graph) -> list[float]:
    """Of each node the sum of the beliefs of its links."""
    sums = np.bincount(graph.pairs.ravel(), np.repeat(graph.belief, 2), graph.size)
    return [float(each) for each in sums]


def _named(ground: Ground, nodes: tuple[int, ...]) -> str:
    names = [ground.names[node] for node in nodes[:NAMED]]
    more = len(nodes) - len(names)
    if more:
        return f"{', '.join(names)} and {more} {'others' if more > 1 else 'other'}"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _percent(share: Interval) -> str:
    return f"{100 * share.mid:.0f} % ({100 * share.low:.0f} to {100 * share.high:.0f})"


def _layers(ground: Ground, link: int) -> tuple[str, ...]:
    return tuple(ground.layers[link]) if len(ground.layers) else ()


def _ids(ground: Ground, *nodes: int) -> tuple[str, ...]:
    return tuple(ground.ids[node] for node in nodes) if len(ground.ids) else ()


def _lines(ground: Ground, links: tuple[int, ...]) -> tuple[str, ...]:
    """Without repetition, in order."""
    return tuple(dict.fromkeys(line for link in links for line in ground.lines[link])) if len(ground.lines) else ()
