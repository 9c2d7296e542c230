"""Partial dates, figures, and the content ids of claims."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.model.claim import Claim, Reading, Span
from entramado.model.values import Figure, Money, PartialDate

days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
dates = st.builds(
    lambda d, cut: PartialDate(d.year, d.month if cut else None, d.day if cut > 1 else None), days, st.integers(0, 2)
)
whole = st.integers(0, 10**9)
figures = st.one_of(
    st.builds(Figure.exact, whole),
    st.builds(lambda low: Figure(low, None), whole),
    st.builds(lambda high: Figure(None, high), whole),
    st.builds(lambda a, b: Figure(min(a, b), max(a, b)), whole, whole),
    st.builds(lambda n: Figure(n, n, approx=True), whole),
)


@given(dates)
def test_a_date_survives_its_text(when):
    assert PartialDate.parse(str(when)) == when
    assert when.contains(when)
    assert when.first <= when.last


@given(days)
def test_a_coarser_date_contains_the_finer(day):
    fine = PartialDate(day.year, day.month, day.day)
    assert PartialDate(day.year, day.month).contains(fine)
    assert PartialDate(day.year).contains(PartialDate(day.year, day.month))
    assert not fine.contains(PartialDate(day.year))


@pytest.mark.parametrize("text", ["", "2026-13", "2026-02-30", "26", "2026-2-3", "yesterday", "2026-02-22T10:00"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text)


@given(figures, figures)
def test_whether_two_figures_agree_does_not_depend_on_their_order(a, b):
    assert a.compatible(b) == b.compatible(a)
    assert a.compatible(a)


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (Figure(20, None), Figure(7, None), True),
        (Figure(None, 20_000), Figure.exact(15_000), True),
        (Figure(25, None), Figure.exact(20), False),
        (Figure(100, 100, approx=True), Figure.exact(108), True),
        (Figure(200_000, 250_000), Figure.exact(225_000), True),
        (Figure.exact(59), Figure.exact(60), False),
    ],
)
def test_figures_agree_when_one_number_could_be_both(a, b, agree):
    assert a.compatible(b) is agree


@pytest.mark.parametrize(
    ("figure", "bound", "text"),
    [
        (Figure.exact(3), "exact", "3"),
        (Figure(25, None), "at_least", "25"),
        (Figure(None, 20_000), "up_to", "20000"),
        (Figure(200_000, 250_000), "range", "200000"),
        (Figure(60, 60, approx=True), "about", "60"),
    ],
)
def test_a_figure_tells_its_bound(figure, bound, text):
    assert (figure.bound, str(figure)) == (bound, text)


def test_a_figure_without_bounds_or_upside_down_is_refused():
    with pytest.raises(ValueError):
        Figure(None, None)
    with pytest.raises(ValueError):
        Figure(3, 2)


def test_money_is_written_with_its_currency_first():
    assert str(Money("USD", Figure.exact(15_000_000))) == "USD 15000000"


claim = Claim("d1", "r1", "leads", "r2", spans=(Span(0, 10),))
CHANGES = {
    "doc": "d2", "subject": "r3", "predicate": "founded", "object": "r3", "qualifiers": {"former": True},
    "spans": (Span(0, 11),), "modality": "alleged", "negated": True, "valid_from": PartialDate(2020),
}  # fmt: skip


@pytest.mark.parametrize("field", CHANGES)
def test_what_a_claim_says_and_where_makes_its_id(field):
    assert dataclasses.replace(claim, **{field: CHANGES[field]}).id != claim.id


def test_who_read_a_claim_how_it_is_handled_and_what_it_answers_do_not():
    assert dataclasses.replace(claim, marking="TLP:RED").id == claim.id
    assert dataclasses.replace(claim, disputes="c1").id == claim.id
    assert Reading(claim.id, "rules@1:a", 0.9).claim == Reading(claim.id, "person:ana", 1.0).claim
    assert dataclasses.replace(claim).id == claim.id


def test_a_claim_is_never_edited():
    with pytest.raises(dataclasses.FrozenInstanceError):
        claim.negated = True


def test_a_claim_has_one_end_and_a_place_to_stand_on():
    with pytest.raises(ValueError):
        Claim("d1", "r1", "leads", spans=(Span(0, 1),))
    with pytest.raises(ValueError):
        Claim("d1", "r1", "age", "r2", "3", spans=(Span(0, 1),))
    with pytest.raises(ValueError):
        Claim("d1", "r1", "leads", "r2")
