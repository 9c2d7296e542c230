import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.model.grading import SCALES, Grade, GradingError, convert, parse


@st.composite
def grades(draw):
    scale = SCALES[draw(st.sampled_from(sorted(SCALES)))]
    handling = draw(st.none() | st.sampled_from(sorted(scale.handling))) if scale.handling else None
    return Grade(
        scale.name, draw(st.sampled_from(sorted(scale.source))), draw(st.sampled_from(sorted(scale.information))), handling
    )


@given(grades())
def test_what_is_written_reads_back(grade):
    assert parse(str(grade), grade.scale) == grade


@given(grades(), st.sampled_from(sorted(SCALES)))
def test_unknown_stays_unknown_on_every_scale(grade, scale):
    there = convert(grade, scale)
    if not grade.source_judged:
        assert not there.source_judged
    if not grade.information_judged:
        assert not there.information_judged


@given(grades(), st.sampled_from(sorted(SCALES)))
def test_a_conversion_there_and_back_never_upgrades(grade, scale):
    back = convert(convert(grade, scale), grade.scale)
    scale_of = SCALES[grade.scale]
    if grade.source_judged and back.source_judged:
        assert list(scale_of.source).index(back.source) >= list(scale_of.source).index(grade.source)
    if grade.information_judged and back.information_judged:
        assert list(scale_of.information).index(back.information) >= list(scale_of.information).index(grade.information)


@pytest.mark.parametrize(
    ("text", "scale", "source", "information", "handling"),
    [
        ("B2", "admiralty", "B", "2", None),
        ("F-6", "admiralty", "F", "6", None),
        ("1A P", "uk_3x5x2", "1", "A", "P"),
        ("E41", "uk_5x5x5", "E", "4", "1"),
        ("X4 H1", "europol_4x4", "X", "4", "H1"),
    ],
)
def test_grades_as_analysts_write_them(text, scale, source, information, handling):
    assert parse(text, scale) == Grade(scale, source, information, handling)


@pytest.mark.parametrize(
    ("text", "scale"),
    [("b2", "admiralty"), ("G1", "admiralty"), ("A7", "admiralty"), ("", "admiralty"), ("A1 H4", "europol_4x4"), ("A1", "stars")],
)
def test_anything_else_is_an_error(text, scale):
    with pytest.raises(GradingError):
        parse(text, scale)


def test_a_code_of_another_scale_is_an_error():
    with pytest.raises(GradingError, match="no source code 'X'"):
        Grade("admiralty", "X", "1")


def test_meanings_are_words():
    assert parse("B2").meaning() == ("Usually reliable", "Probably true")
