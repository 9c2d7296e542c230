"""A link chart as SVG. Presentation attributes only: it stands in a page whose policy refuses inline styles, and in a PDF.

Solid: stated or reported. Dashed: alleged, believed, foreseen. Red: disputed. Thin: no person has reviewed it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from math import hypot
from typing import Final

from entramado.share.dossier.chart import FIRM, LABEL_WIDTH, NAME_WIDTH, TYPES, in_words, manner, rows, wrapped
from entramado.share.dossier.model import Chart, Node, Tie

WIDE: Final = 900
LINE: Final = 17.0
"""Height of a line of a name."""
TOP: Final = 14
SUBJECT_WIDTH: Final = 18
"""Characters a line in the subject's box."""
FONTS: Final = "system-ui, Libertinus Serif, Segoe UI, Helvetica, Arial, sans-serif"
INK, SOFT, PAPER, BAD = "#1c2330", "#5b6675", "#ffffff", "#b3261e"
COLOURS: Final = {
    "Person": "#b85c00", "Organization": "#0b5cad", "Place": "#2e7d4f", "Event": "#8e44ad", "Substance": "#8a6a00",
    "Activity": "#7a5c3e", "Asset": "#4b5563",
}  # fmt: skip
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""

_Point = tuple[float, float]
_Curve = tuple[_Point, _Point, _Point, _Point]


def svg(chart: Chart) -> str:
    """The chart with its key and legend, 900 units wide and as high as it must be."""
    high = _height(chart)
    at = {node.id: (node.x * WIDE, TOP + node.y * high) for node in chart.nodes}
    middle = next((node for node in chart.nodes if node.subject), None)
    own = [tie for tie in chart.ties if middle is not None and tie.a == middle.id]
    cross = [tie for tie in chart.ties if tie not in own]
    box = _box(middle.name) if middle is not None else (0.0, 0.0)
    drawn = [_arc(tie, _spoke(at[tie.a], at[tie.b], box[0])) for tie in own]
    taken = [*at.values()]
    badges: list[str] = []
    for number, tie in enumerate(cross, 1):
        curve = _chord(at[tie.a], at[tie.b], high / 2 + TOP, box[1])
        drawn.append(_arc(tie, curve) + _arrow(tie, curve))
        spot = _free(curve, taken)
        taken.append(spot)
        badges.append(_badge(number, spot, BAD if tie.disputed else INK))
    labels = {tie.b: tie for tie in own}
    nodes = [_named(node, at[node.id], labels.get(node.id)) for node in chart.nodes if not node.subject]
    if middle is not None:
        nodes.append(_subject(middle, at[middle.id], *box))
    names = {node.id: node.name for node in chart.nodes}
    key, below = _key(cross, names, high + 2 * TOP)
    legend, bottom = _legend(chart, bool(cross), below)
    body = "".join([*drawn, *badges, *nodes, key, legend])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {_n(bottom)}" width="{WIDE}" height="{_n(bottom)}" '
        f'role="img" font-family="{FONTS}" font-size="14" fill="{INK}"><title>Link chart</title>'
        f"<desc>{_text(in_words(chart))}</desc>"
        f'<rect width="{WIDE}" height="{_n(bottom)}" fill="{PAPER}"/>{body}</svg>'
    )


def _height(chart: Chart) -> float:
    labels = {tie.b: tie.label for tie in chart.ties[::-1]}
    sides = {True: 0.0, False: 0.0}
    for node in chart.nodes:
        if not node.subject:
            sides[node.x < 0.5] += rows(node.name, labels.get(node.id, ""))
    return max(*sides.values(), 8.0) * LINE


def _arc(tie: Tie, curve: _Curve) -> str:
    start, one, two, end = curve
    dash = "" if tie.modality in FIRM else ' stroke-dasharray="7 5"'
    said = _text(f"{tie.label}: {', '.join(manner(tie))}")
    return (
        f'<path d="M{_p(start)}C{_p(one)} {_p(two)} {_p(end)}" fill="none" stroke="{BAD if tie.disputed else SOFT}" '
        f'stroke-width="{3 if tie.reviewed else 1.2}"{dash}><title>{said}</title></path>'
    )


def _spoke(start: _Point, end: _Point, wide: float) -> _Curve:
    """From the edge of the subject's box, ``wide`` across."""
    edge = start[0] + (wide / 2 if end[0] > start[0] else -wide / 2)
    bend = (end[0] - edge) * 0.55
    return (edge, start[1]), (edge + bend, start[1]), (end[0] - bend, end[1]), end


def _chord(start: _Point, end: _Point, middle: float, tall: float) -> _Curve:
    """Within a column it swings inwards; across, it keeps away from the subject's box, ``tall`` high at ``middle``."""
    if (start[0] < WIDE / 2) == (end[0] < WIDE / 2):
        inward = (1 if start[0] < WIDE / 2 else -1) * (25 + min(90.0, abs(start[1] - end[1]) * 0.3))
        return start, (start[0] + inward, start[1]), (end[0] + inward, end[1]), end
    third = (end[0] - start[0]) / 3
    off, need = (start[1] + end[1]) / 2 - middle, tall / 2 + 22
    # The middle of a cubic curve moves by three quarters of what both its handles move by.
    shift = 0.0 if abs(off) >= need else (need - abs(off)) * 4 / 3 * (-1 if off < 0 else 1)
    return start, (start[0] + third, start[1] + shift), (end[0] - third, end[1] + shift), end


def _on(curve: _Curve, t: float) -> _Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return sum(w * p[0] for w, p in zip(weights, curve, strict=True)), sum(w * p[1] for w, p in zip(weights, curve, strict=True))


def _free(curve: _Curve, taken: Sequence[_Point]) -> _Point:
    """The place on a curve farthest from what stands already; its middle when that is free."""
    spots = [_on(curve, t / 20) for t in (10, 9, 11, 8, 12, 7, 13, 6, 14, 5, 15, 4, 16, 3, 17)]

    def room(spot: _Point) -> float:
        return min((hypot(spot[0] - x, spot[1] - y) for x, y in taken), default=99.0)

    return next((spot for spot in spots if room(spot) > 24), max(spots, key=room))


def _arrow(tie: Tie, curve: _Curve) -> str:
    (x, y), (bx, by) = _on(curve, 0.93), _on(curve, 0.88)
    length = hypot(x - bx, y - by) or 1.0
    ux, uy = (x - bx) / length, (y - by) / length
    points = ((x, y), (x - 8 * ux + 4 * uy, y - 8 * uy - 4 * ux), (x - 8 * ux - 4 * uy, y - 8 * uy + 4 * ux))
    return f'<path d="M{_p(points[0])}L{_p(points[1])}L{_p(points[2])}Z" fill="{BAD if tie.disputed else SOFT}"/>'


def _badge(number: int, at: _Point, colour: str) -> str:
    return (
        f'<circle cx="{_n(at[0])}" cy="{_n(at[1])}" r="9.5" fill="{PAPER}" stroke="{colour}"/>'
        f'<text x="{_n(at[0])}" y="{_n(at[1] + 4)}" font-size="11" text-anchor="middle" fill="{colour}">{number}</text>'
    )


def _named(node: Node, at: _Point, tie: Tie | None) -> str:
    """A node with its name beside it and, under that, what ties it to the subject."""
    left = node.x < 0.5
    x, anchor = at[0] + (-16 if left else 16), "end" if left else "start"
    name = wrapped(node.name, NAME_WIDTH)
    label = wrapped(tie.label, LABEL_WIDTH) if tie else []
    top = at[1] - (LINE * (len(name) + 0.85 * len(label))) / 2
    parts = [_shape(node.type, at, 9)]
    for i, line in enumerate(name):
        y = top + LINE * (i + 0.8)
        parts.append(f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-weight="600">{_text(line)}</text>')
    colour = BAD if tie is not None and tie.disputed else SOFT
    for i, line in enumerate(label):
        y = top + LINE * (len(name) + 0.85 * i + 0.7)
        parts.append(f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="12" fill="{colour}">{_text(line)}</text>')
    return "".join(parts)


def _box(name: str) -> _Point:
    """Width and height of the subject's box."""
    lines = wrapped(name, SUBJECT_WIDTH)
    return 8.4 * max(map(len, lines)) + 44, LINE * len(lines) + 20


def _subject(node: Node, at: _Point, wide: float, tall: float) -> str:
    lines = wrapped(node.name, SUBJECT_WIDTH)
    box = (
        f'<rect x="{_n(at[0] - wide / 2)}" y="{_n(at[1] - tall / 2)}" width="{_n(wide)}" height="{_n(tall)}" rx="8" '
        f'fill="{PAPER}" stroke="{COLOURS[node.type]}" stroke-width="2.5"/>'
    )
    texts = [
        f'<text x="{_n(at[0] + 10)}" y="{_n(at[1] + LINE * (i - len(lines) / 2 + 0.75))}" text-anchor="middle" font-weight="700">'
        f"{_text(line)}</text>"
        for i, line in enumerate(lines)
    ]
    return box + _shape(node.type, (at[0] - wide / 2 + 14, at[1]), 8) + "".join(texts)


def _shape(kind: str, at: _Point, r: float) -> str:
    """One shape a type, so that colour says nothing alone."""
    x, y = at
    corners: dict[str, tuple[_Point, ...]] = {
        "Place": ((0, -1), (1, 0.8), (-1, 0.8)),
        "Event": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
        "Activity": ((0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31)),
        "Substance": ((-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0)),
        "Asset": ((-1, -0.6), (1, -0.6), (1, 0.6), (-1, 0.6)),
        "Organization": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    }
    colour = COLOURS[kind]
    if kind not in corners:
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" fill="{colour}"/>'
    return f'<path d="M{"L".join(_p((x + r * a, y + r * b)) for a, b in corners[kind])}Z" fill="{colour}"/>'


def _key(cross: Sequence[Tie], names: dict[str, str], top: float) -> tuple[str, float]:
    """What the numbered arcs mean, in two columns; and where it ends."""
    columns = [top, top]
    parts = []
    for number, tie in enumerate(cross, 1):
        column = 0 if columns[0] <= columns[1] else 1
        lines = wrapped(f"{names[tie.a]} {tie.label} {names[tie.b]}", 60)
        x, y = 24 + column * WIDE / 2, columns[column]
        parts.append(_badge(number, (x, y), BAD if tie.disputed else INK))
        parts += [
            f'<text x="{_n(x + 18)}" y="{_n(y + 4 + 15 * i)}" font-size="12">{_text(line)}</text>' for i, line in enumerate(lines)
        ]
        columns[column] += 15 * len(lines) + 9
    return "".join(parts), max(columns) + (8 if cross else 0)


def _legend(chart: Chart, numbered: bool, top: float) -> tuple[str, float]:
    kinds = [kind for kind in TYPES if any(node.type == kind for node in chart.nodes)]
    parts = [f'<path d="M16 {_n(top)}H{WIDE - 16}" stroke="#d4dae3"/>']
    x, y = 26.0, top + 20
    for kind in kinds:
        parts.append(_shape(kind, (x, y), 7) + f'<text x="{_n(x + 14)}" y="{_n(y + 4)}" font-size="12">{kind}</text>')
        x += 36 + 7.4 * len(kind)
    x, y = 18.0, y + 24
    for word, look in (
        ("stated, reviewed by a person", f'stroke="{SOFT}" stroke-width="3"'),
        ("stated, not reviewed", f'stroke="{SOFT}" stroke-width="1.2"'),
        ("alleged, believed or foreseen", f'stroke="{SOFT}" stroke-width="1.2" stroke-dasharray="7 5"'),
        ("disputed", f'stroke="{BAD}" stroke-width="1.2"'),
    ):
        parts.append(f'<path d="M{_n(x)} {_n(y)}h34" {look}/><text x="{_n(x + 42)}" y="{_n(y + 4)}" font-size="12">{word}</text>')
        x += 74 + 6.9 * len(word)
    notes = ["A label reads from the middle outwards."]
    notes += ["An arrow reads as its number in the key."] * numbered
    notes += [f"{chart.left_out} more ties have no room here; the sections list them."] * bool(chart.left_out)
    parts.append(f'<text x="18" y="{_n(y + 26)}" font-size="12" fill="{SOFT}">{" ".join(notes)}</text>')
    return "".join(parts), y + 40


def _text(value: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", value))


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _p(point: _Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"
