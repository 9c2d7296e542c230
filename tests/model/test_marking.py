from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.model.errors import MarkingError
from entramado.model.marking import CONTROLS, PAP, PURPOSES, TLP, UK, Marking, check_viewer, joined
from entramado.model.view import Viewer

NATIONS = ["CAN", "GBR", "MEX", "NLD"]


@st.composite
def cui(draw):
    text = "CUI"
    specified = sorted(draw(st.sets(st.sampled_from(["SP-INV", "SP-LEI"]))))
    basic = sorted(draw(st.sets(st.sampled_from(["CRIT", "PRVCY"]))))
    if specified or basic:
        text += "//" + "/".join(specified + basic)
    controls = sorted(draw(st.sets(st.sampled_from(CONTROLS))))
    nations = ", ".join(["USA", *sorted(draw(st.sets(st.sampled_from(NATIONS), min_size=1)))])
    controls += draw(st.sampled_from([[], ["NOFORN"], [f"REL TO {nations}"], [f"DISPLAY ONLY {nations}"]]))
    return text + ("//" + "/".join(controls) if controls else "")


purposes = st.sets(st.sampled_from(PURPOSES)).map(lambda some: "PURPOSE:" + ("/".join(sorted(some)) or "none"))
SOME_DAY = date(2026, 7, 1)


@st.composite
def texts(draw):
    parts = [
        *draw(st.lists(st.sampled_from([f"TLP:{x}" for x in TLP]), max_size=1)),
        *draw(st.lists(st.sampled_from([f"PAP:{x}" for x in PAP]), max_size=1)),
        *draw(st.lists(cui(), max_size=1)),
        *draw(st.lists(st.sampled_from(["H0", "H1", "H2", "H3: ask first"]), max_size=1)),
        *draw(st.lists(st.sampled_from([f"UK:{x}" for x in UK]), max_size=1)),
        *draw(st.lists(purposes, max_size=1)),
        *sorted(draw(st.sets(st.sampled_from(["AUTHORITY:Order 7", "AUTHORITY:Ley Ejemplo, art. 3"])))),
        *draw(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(lambda day: f"UNTIL:{day}"), max_size=1)),
    ]
    return "; ".join(parts) or "TLP:CLEAR"


markings = texts().map(Marking.parse)
viewers = st.builds(
    Viewer,
    name=st.just("v"),
    clearance=st.sampled_from([f"TLP:{x}" for x in TLP]),
    country=st.none() | st.sampled_from(["USA", *NATIONS]),
    caveats=st.sets(st.sampled_from(["CUI", "SP-INV", "SP-LEI", *CONTROLS, "H2", "H3", "UK:C"])).map(tuple),
    purposes=st.sets(st.sampled_from(PURPOSES)).map(tuple),
)


@given(texts())
def test_the_text_is_canonical(text):
    assert str(Marking.parse(text)) == text


@given(markings, markings)
def test_joined_text_reads_back(a, b):
    assert Marking.parse(str(a | b)) == a | b


@given(markings, markings, markings)
def test_joining_is_a_least_upper_bound(a, b, c):
    both = a | b
    assert both == b | a
    assert (a | b) | c == a | (b | c)
    assert a | a == a
    assert a <= both
    assert b <= both
    if a <= c and b <= c:
        assert both <= c


@given(markings, markings)
def test_the_order_is_partial(a, b):
    if a <= b <= a:
        assert a == b
    assert (a < b) == (b > a)


@given(markings, markings, viewers)
def test_what_shows_both_is_seen_by_who_sees_both(a, b, viewer):
    apart = a.visible_to(viewer, SOME_DAY) and b.visible_to(viewer, SOME_DAY)
    together = (a | b).visible_to(viewer, SOME_DAY)
    # What may serve one purpose and what may serve another may serve neither together.
    shared = a.purposes is None or b.purposes is None or not a.purposes.isdisjoint(b.purposes & set(viewer.purposes))
    assert together == (apart and shared)


@given(markings)
def test_the_owner_sees_all(marking):
    assert marking.visible_to(Viewer("me", "TLP:CLEAR", owner=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TLP:WHITE",
        "tlp:red",
        "TLP: RED",
        "TLP:RED TLP:RED",
        "TLP:RED; TLP:GREEN",
        "TLP:RED;PAP:RED",
        "SECRET",
        "PAP:AMBER+STRICT",
        "CUI//",
        "CUI//inv",
        "CUI//INV/SP-LEI",
        "CUI//INV/INV",
        "CUI//NOFORN/REL TO USA, MEX",
        "CUI//REL TO MEX, USA",
        "CUI//REL TO USA",
        "CUI//INV//FOUO",
        "CUI//INV//NOCON//NOFORN",
        "H4",
        "H3:",
        "UK:X",
        "CUI//REL TO USA, MEX/DISPLAY ONLY USA, GBR",
    ],
)
def test_anything_else_is_an_error(text):
    with pytest.raises(MarkingError):
        Marking.parse(text)


def test_the_old_white_is_told_its_new_name():
    with pytest.raises(MarkingError, match="TLP:CLEAR"):
        Marking.parse("TLP:WHITE")


@pytest.mark.parametrize(
    ("markings", "whole"),
    [
        (["TLP:GREEN", "TLP:AMBER+STRICT", "TLP:AMBER"], "TLP:AMBER+STRICT"),
        (["CUI//REL TO USA, GBR, MEX", "CUI//REL TO USA, MEX, NLD"], "CUI//REL TO USA, MEX"),
        (["CUI//REL TO USA, GBR", "CUI//REL TO USA, MEX"], "CUI//NOFORN"),
        (["CUI//REL TO USA, GBR", "CUI//NOFORN"], "CUI//NOFORN"),
        (["CUI//INV", "CUI//SP-LEI//FEDCON"], "CUI//SP-LEI/INV//FEDCON"),
        (["H0", "H2", "H1"], "H1; H2"),
        (["TLP:GREEN", "UK:P", "UK:C", "PAP:RED"], "TLP:GREEN; PAP:RED; UK:C"),
        ([], "TLP:CLEAR"),
    ],
)
def test_what_is_shown_takes_the_markings_of_what_it_shows(markings, whole):
    assert joined(markings) == whole


@pytest.mark.parametrize(
    ("marking", "viewer", "seen"),
    [
        ("TLP:AMBER", Viewer("v", "TLP:GREEN"), False),
        ("TLP:AMBER", Viewer("v", "TLP:AMBER"), True),
        ("PAP:RED", Viewer("v", "TLP:CLEAR"), True),
        ("CUI", Viewer("v"), False),
        ("CUI//INV", Viewer("v", caveats=("CUI",)), True),
        ("CUI//SP-INV", Viewer("v", caveats=("CUI",)), False),
        ("CUI//NOFORN", Viewer("v", country="MEX", caveats=("CUI",)), False),
        ("CUI//NOFORN", Viewer("v", caveats=("CUI",)), False),
        ("CUI//REL TO USA, MEX", Viewer("v", country="MEX", caveats=("CUI",)), True),
        ("CUI//DISPLAY ONLY USA, MEX", Viewer("v", country="MEX", caveats=("CUI",)), True),
        ("CUI//FED ONLY", Viewer("v", country="USA", caveats=("CUI", "FED ONLY")), True),
        ("H1", Viewer("v"), True),
        ("H2", Viewer("v"), False),
        ("H3: ask the desk", Viewer("v", caveats=("H3",)), True),
        ("UK:C", Viewer("v"), False),
    ],
)
def test_who_sees_what(marking, viewer, seen):
    assert Marking.parse(marking).visible_to(viewer) is seen


@given(markings, viewers)
def test_what_is_held_is_held_for_a_reason(marking, viewer):
    assert bool(marking.held_by(viewer, SOME_DAY)) != marking.visible_to(viewer, SOME_DAY)


@given(markings, viewers)
def test_consent_lifts_what_is_the_originators_and_no_more(marking, viewer):
    lifted = marking.consented()
    assert lifted <= marking or lifted == marking
    assert (lifted.display, lifted.controls, lifted.cui, lifted.purposes, lifted.until) == (
        marking.display, marking.controls, marking.cui, marking.purposes, marking.until,
    )  # fmt: skip
    if marking.visible_to(viewer, SOME_DAY):
        assert lifted.visible_to(viewer, SOME_DAY)


@given(markings, viewers)
def test_a_release_list_shows_no_other_partner(marking, viewer):
    shown = str(marking.seen_by(viewer))
    assert not [nation for nation in NATIONS if nation != viewer.country and nation in shown]
    assert Marking.parse(shown).visible_to(viewer, SOME_DAY) == marking.visible_to(viewer, SOME_DAY)


@given(markings)
def test_conditions_say_something_of_every_part_that_binds(marking):
    told = " ".join(marking.conditions())
    assert all(name in told for name in marking.authority)
    assert (marking.tlp > 0) == ("TLP:" in told)
    assert marking.until is None or str(marking.until) in told


@pytest.mark.parametrize(
    "text",
    [
        "PURPOSE:revenge",
        "PURPOSE:",
        "PURPOSE:sanctions/prosecution",
        "UNTIL:tomorrow",
        "UNTIL:20270101",
        "AUTHORITY:",
        "AUTHORITY: x",
    ],
)
def test_purpose_authority_and_last_day_are_read_strictly(text):
    with pytest.raises(MarkingError):
        Marking.parse(text)


def test_after_its_last_day_a_thing_is_the_owners_alone():
    marking = Marking.parse("TLP:CLEAR; UNTIL:2026-06-30")
    anyone, owner = Viewer("a"), Viewer("owner", owner=True)
    assert marking.visible_to(anyone, date(2026, 6, 30))
    assert not marking.visible_to(anyone, date(2026, 7, 1))
    assert marking.visible_to(owner, date(2026, 7, 1))


@pytest.mark.parametrize(
    "viewer",
    [Viewer("v", "TLP:CLEAR; H2"), Viewer("v", "CUI"), Viewer("v", caveats=("H9",)), Viewer("v", purposes=("revenge",))],
)
def test_a_viewer_has_only_what_there_is(viewer):
    with pytest.raises(MarkingError):
        check_viewer(viewer)
