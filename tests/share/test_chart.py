"""The link chart: readable, escaped, the same each time, and telling how each tie is said."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.share.cartel import Cartel, whole

from entramado.share.dossier.chart import LINES, Chart, chart, in_words, wrapped
from entramado.share.dossier.drawing import svg
from entramado.share.dossier.model import Node, Tie
from entramado.share.exhibit import Exhibits

SVG = "{http://www.w3.org/2000/svg}"
TYPES = ("Person", "Organization", "Place", "Event", "Activity", "Substance", "Asset")


def drawn(made: Cartel, limit: int = 24, shuffled: int | None = None) -> Chart:
    view, network, entity = made.made(shuffled)
    return chart(network, Exhibits(view, network), entity.id, limit)


def tie(a: str, b: str, label: str = "knows", modality: str = "stated", *, disputed: bool = False, reviewed: bool = False) -> Tie:
    return Tie(a, b, label, 0.8, modality, disputed, reviewed, ("c1",))


def star(names: list[str], label: str = "knows") -> Chart:
    """A chart as `chart` would place it, of made-up names."""
    made = Cartel()
    for number, name in enumerate(names):
        made.say(made.group, "operates_in", made.place(name or f"Place {number}"))
    found = drawn(made, limit=len(names) or 1)
    return replace(found, ties=tuple(replace(each, label=label) for each in found.ties))


def boxes(picture: str) -> list[tuple[float, float, float, float]]:
    """Where each text stands: left, top, right, bottom, by the width of an ordinary letter."""
    found = []
    for text in etree.fromstring(picture.encode()).iter(f"{SVG}text"):
        size, x, y = float(text.get("font-size", "14")), float(text.get("x")), float(text.get("y"))
        wide = 0.5 * size * len(text.text or "")
        left = {"end": x - wide, "middle": x - wide / 2}.get(text.get("text-anchor", "start"), x)
        found.append((left, y - 0.75 * size, left + wide, y + 0.2 * size))
    return found


def test_every_tie_of_the_subject_is_there_with_its_claims():
    made = whole()
    found = drawn(made)
    _, network, entity = made.made()
    told = {claim for e in network.edges if entity.id in (e.subject, e.object) and e.object for claim in e.claims}
    assert {claim for each in found.ties if entity.id in (each.a, each.b) for claim in each.claims} == told
    assert found.left_out == 0


def test_what_has_no_room_is_counted():
    made = whole()
    every, few = drawn(made), drawn(made, limit=3)
    assert len(few.nodes) == 4
    assert few.left_out >= len(every.nodes) - 4
    assert f"{few.left_out} more ties" in svg(few)


def test_no_two_texts_overlap_and_none_leaves_the_picture():
    picture = svg(drawn(whole()))
    found = boxes(picture)
    high = float(etree.fromstring(picture.encode()).get("height"))
    assert len(found) > 20
    assert all(min(left, top) >= 0 and right <= 900 and bottom <= high for left, top, right, bottom in found)
    for a, b in combinations(found, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (a, b)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs"]), min_size=1, max_size=90), max_size=14),
    st.text(max_size=60),
)
def test_names_of_any_length_stay_apart(names, label):
    found = boxes(svg(star(names, label)))
    for a, b in combinations(found, 2):
        assert a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1, (a, b)


@pytest.mark.parametrize(
    "text", ["</text><script>x</script>", "a & b", '"quoted"', "\x00\x07\ud800", "]]>", "<!--", "{{ 7 * 7 }}"]
)
def test_text_is_escaped(text):
    nodes = (Node("a", text, "Person", None, 0.5, 0.5, subject=True), Node("b", text, "Place", None, 0.7, 0.5))
    root = etree.fromstring(svg(Chart(nodes, (tie("a", "b", text),))).encode())
    assert not [each for each in root.iter() if each.tag == f"{SVG}script"]
    shown = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd]", "\ufffd", text)
    assert shown.split()[0] in " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))


def test_the_look_of_a_tie_says_how_it_is_said():
    nodes = tuple(
        Node(each, each, "Person", None, x, y)
        for each, x, y in [("s", 0.5, 0.5), ("a", 0.3, 0.2), ("b", 0.3, 0.5), ("c", 0.7, 0.5)]
    )
    nodes = (replace(nodes[0], subject=True), *nodes[1:])
    picture = svg(Chart(nodes, (tie("s", "a", reviewed=True), tie("s", "b", modality="alleged"), tie("s", "c", disputed=True))))
    paths = [p for p in etree.fromstring(picture.encode()).iter(f"{SVG}path") if p.find(f"{SVG}title") is not None]
    looks = {p.find(f"{SVG}title").text: (p.get("stroke-width"), p.get("stroke-dasharray"), p.get("stroke")) for p in paths}
    firm, alleged, disputed = looks.values()
    assert float(firm[0]) > float(alleged[0]), "what a person has reviewed is thicker"
    assert alleged[1] is not None
    assert firm[1] is None
    assert disputed[2] != firm[2]
    assert list(looks) == [
        "knows: stated, reviewed by a person", "knows: alleged, not reviewed", "knows: stated, disputed, not reviewed",
    ]  # fmt: skip


def test_each_type_has_a_shape_of_its_own():
    shapes = set()
    for kind in TYPES:
        root = etree.fromstring(svg(Chart((Node("a", "A", kind, None, 0.3, 0.5),), ())).encode())
        first = next(
            each for each in root.iter() if each.get("fill", "").startswith("#") and each.tag in (f"{SVG}path", f"{SVG}circle")
        )
        shapes.add(first.get("d", "circle"))
    assert len(shapes) == len(TYPES), "by outline, not by colour"


def test_it_uses_no_style_and_asks_no_host():
    picture = svg(drawn(whole()))
    assert "style=" not in picture
    assert "href" not in picture
    assert picture.count("http") == 1


def test_who_cannot_see_it_is_told_every_tie():
    found = drawn(whole())
    said = in_words(found)
    names = {node.id: node.name for node in found.nodes}
    assert all(f"{names[each.a]} {each.label} {names[each.b]}" in said for each in found.ties)
    assert in_words(Chart()) == "No ties."


def test_the_same_map_gives_the_same_picture():
    made = whole()
    assert svg(drawn(made)) == svg(drawn(made, shuffled=3))


def test_a_long_name_is_cut_visibly():
    assert wrapped("word " * 60, 20)[-1].endswith("…")
    assert len(wrapped("x" * 500, 20)) == LINES
    assert wrapped("", 20) == [""]
