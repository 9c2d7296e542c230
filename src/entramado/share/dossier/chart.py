"""The link chart of one subject: what it is tied to, and how those are tied to each other.

The subject stands in the middle, all else in two columns, so that every name can be read; the same input gives the same chart.
What an arc from the middle means stands under the name it leads to; arcs between others bear a number, explained in a key below.
`entramado.share.dossier.drawing` draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from entramado.model.network import Edge, Network
from entramado.share.dossier.model import Chart, Node, Tie
from entramado.share.exhibit import Exhibits
from entramado.share.wording import phrase

FIRM: Final = ("stated", "reported")
"""Modalities of a solid line; all others are dashed."""
TYPES: Final = ("Person", "Organization", "Place", "Event", "Activity", "Substance", "Asset")
"""The order in which the columns list them."""
_ROLES_APART: Final = frozenset({"date", "occurred"})
NAME_WIDTH: Final = 28
LABEL_WIDTH: Final = 34
"""Characters a line, beside the columns."""
LINES: Final = 4
"""A name or label of more lines is cut; the sections have it whole."""

_Pair = tuple[str, str]


def chart(network: Network, exhibits: Exhibits, subject: str, limit: int = 24) -> Chart:
    """The chart of entity ``subject``: its ``limit`` ties with the most independent origins, links before events.

    At most ``limit`` ties among the others are drawn too. ``left_out`` counts the ties for which there is no room.
    """
    pairs = _pairs(network.edges)
    own = {pair: edges for pair, edges in pairs.items() if subject in pair}
    chosen = sorted(own, key=lambda pair: _room(network, own[pair], _other(pair, subject)))
    near = [_other(pair, subject) for pair in chosen[:limit]]
    shown = {subject, *near}
    ties = [_tie(exhibits, subject, other, own[_pair(subject, other)]) for other in near]
    cross = {pair: edges for pair, edges in pairs.items() if subject not in pair and shown.issuperset(pair)}
    drawn = sorted(cross, key=lambda p: _room(network, cross[p], p[1]))[:limit]
    for pair in drawn:
        first = min(cross[pair], key=lambda e: (e.negated, -e.origins, e.predicate, e.subject))
        ties.append(_tie(exhibits, first.subject, first.object or "", cross[pair]))
    labels = {tie.b: tie.label for tie in ties[: len(near)]}
    return Chart(_placed(network, subject, near, labels), tuple(ties), len(own) - len(near) + len(cross) - len(drawn))


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a name or label, at most `LINES`; a word longer than a line is broken."""
    lines = [""]
    for word in text.split():
        for piece in (word[at : at + width] for at in range(0, len(word), width)):
            if len(lines[-1]) + 1 + len(piece) > width and lines[-1]:
                lines.append("")
            lines[-1] += " " * bool(lines[-1]) + piece
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], lines[LINES - 1][: width - 1] + "…"]


def rows(name: str, label: str) -> float:
    """The height of a node in lines: its name, its label, and air."""
    return len(wrapped(name, NAME_WIDTH)) + 0.85 * len(wrapped(label, LABEL_WIDTH)) + 0.9


def in_words(chart: Chart) -> str:
    """The chart for who cannot see it: every tie in a sentence."""
    names = {node.id: node.name for node in chart.nodes}
    said = [f"{names[tie.a]} {tie.label} {names[tie.b]} ({', '.join(manner(tie))})." for tie in chart.ties]
    if chart.left_out:
        said.append(f"{chart.left_out} more ties are in the sections only.")
    return " ".join(said) or "No ties."


def manner(tie: Tie) -> list[str]:
    """How a tie is said, in the words of the legend."""
    firm = "stated" if tie.modality in FIRM else tie.modality
    return [firm, *["disputed"] * tie.disputed, "reviewed by a person" if tie.reviewed else "not reviewed"]


def _pairs(edges: Iterable[Edge]) -> dict[_Pair, list[Edge]]:
    pairs: dict[_Pair, list[Edge]] = {}
    for edge in edges:
        if edge.object is not None and edge.object != edge.subject and edge.predicate not in _ROLES_APART:
            pairs.setdefault(_pair(edge.subject, edge.object), []).append(edge)
    return pairs


def _pair(a: str, b: str) -> _Pair:
    return min(a, b), max(a, b)


def _other(pair: _Pair, subject: str) -> str:
    return pair[0] if pair[1] == subject else pair[1]


def _room(network: Network, edges: Sequence[Edge], other: str) -> tuple[bool, int, float, str, str]:
    """The order in which ties get their place."""
    event = any(network.entities[edge.subject].type == "Event" for edge in edges)
    entity = network.entities[other]
    return event, -max(e.origins for e in edges), -max(e.belief for e in edges), entity.name, entity.id


def _tie(exhibits: Exhibits, a: str, b: str, edges: Sequence[Edge]) -> Tie:
    """All that is said between two, read from ``a``. It is as firm as the firmest, and reviewed when each part is."""
    ordered = sorted(edges, key=lambda e: (e.negated, -e.origins, -e.belief, e.predicate, e.subject))
    words = [phrase(e.predicate, e.subject != a, e.negated, e.former) for e in ordered]
    firm = [e for e in ordered if e.modality in FIRM] or ordered
    return Tie(
        a, b, "; ".join(dict.fromkeys(words)), max(e.belief for e in edges), firm[0].modality,
        disputed=any(e.disputed or e.negated for e in edges),
        reviewed=all(any(exhibits.of(claim).reviewed for claim in e.claims) for e in edges),
        claims=tuple(sorted({claim for e in edges for claim in e.claims})),
    )  # fmt: skip


def _placed(network: Network, subject: str, near: Sequence[str], labels: Mapping[str, str]) -> tuple[Node, ...]:
    """Two columns of like height, types together, bent around the subject."""
    listed = sorted(
        (network.entities[other] for other in near),
        key=lambda e: (TYPES.index(e.type), labels[e.id], e.name, e.id),
    )
    high = [rows(entity.name, labels[entity.id]) for entity in listed]
    split = min(range(len(listed) + 1), key=lambda n: (abs(sum(high[:n]) - sum(high[n:])), n))
    tall = max(sum(high[:split]), sum(high[split:]), 1.0)
    middle = network.entities[subject]
    nodes = [Node(subject, middle.name, middle.type, middle.kind, 0.5, 0.5, subject=True)]
    for column, side in ((range(split), -1), (range(split, len(listed)), 1)):
        at = (tall - sum(high[i] for i in column)) / 2
        for i in column:
            y = (at + high[i] / 2) / tall
            at += high[i]
            x = 0.5 + side * (0.18 + 0.05 * (1 - (2 * y - 1) ** 2))
            nodes.append(Node(listed[i].id, listed[i].name, listed[i].type, listed[i].kind, round(x, 4), round(y, 4)))
    return tuple(nodes)
