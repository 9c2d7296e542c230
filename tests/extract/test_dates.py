"""Dates in running text: granularity as said, relative ones counted from publication."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from entramado.extract import dates
from entramado.model.values import PartialDate

BLANK = spacy.blank("en")
PUBLISHED = PartialDate.parse("2026-02-23")  # a Monday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Sunday, February 22, 2026, troops", "2026-02-22"),
        ("On Feb. 22, troops", "2026-02-22"),
        ("22 February", "2026-02-22"),
        ("a raid on Sunday that", "2026-02-22"),
        ("early Sunday in the hills", "2026-02-22"),
        ("convicted yesterday", "2026-02-22"),
        ("was launched last month", "2026-01"),
        ("the January arrest of a lieutenant", "2026-01"),
        ("in 2009", "2009"),
        ("earlier this year", "2026"),
        ("two years ago", "2024"),
        ("on January 15 without incident", "2026-01-15"),
        ("on November 25 he fled", "2025-11-25"),
        ("he will be sentenced Friday", "2026-02-27"),
        ("is scheduled to be sentenced June 19", "2026-06-19"),
        ("On Tuesday, April 18, he", "2025-04-18"),
        ("the 1991 murder", "1991"),
        ("on 2024-05-25", "2024-05-25"),
    ],
)
def test_resolves_against_publication(text: str, expected: str) -> None:
    assert str(dates.resolve(text, PUBLISHED)) == expected


@pytest.mark.parametrize(
    "text", ["2,000 men", "2000 kilograms", "about 2010 people", "over the last decade", "it may rain", "$2015"]
)
def test_numbers_are_not_years(text: str) -> None:
    assert dates.resolve(text, PUBLISHED) is None


def test_relative_words_need_a_publication_date() -> None:
    assert dates.resolve("yesterday", None) is None
    assert str(dates.resolve("on May 11, 2014", None)) == "2014-05-11"


def test_a_range_says_its_year_once() -> None:
    (found,) = dates.find(BLANK("Between October 13 and October 25, 2020, he sold"), PUBLISHED)
    assert (str(found.date), str(found.until)) == ("2020-10-13", "2020-10-25")


def test_sides_and_approximation() -> None:
    assert [m.relation for m in dates.find(BLANK("since January 2025 and until 2026"), PUBLISHED)] == ["since", "until"]
    assert dates.find(BLANK("founded around 2010"), PUBLISHED)[0].approx


def test_later_that_day_means_the_day_told_before() -> None:
    (found,) = dates.find(BLANK("Later that day the convoy left"), PUBLISHED, PartialDate.parse("2015-11-09"))
    assert str(found.date) == "2015-11-09"


def test_dateline_stands_in_for_a_missing_publication_date() -> None:
    docs = [BLANK("A headline"), BLANK("Tuesday, September 13, 2022. He was sentenced today.")]
    assert str(dates.anchor(docs, None)) == "2022-09-13"


@given(st.text(max_size=80), st.dates(min_value=PartialDate(1950).first).map(lambda d: PartialDate(d.year, d.month, d.day)))
def test_any_text_gives_dates_inside_it(text: str, published: PartialDate) -> None:
    doc = BLANK.make_doc(text)
    for found in dates.find(doc, published):
        assert 0 <= found.start < found.end <= len(doc)


@given(st.dates(min_value=PartialDate(1990).first, max_value=PartialDate(2060).last))
def test_a_full_date_is_itself_whenever_published(day: object) -> None:
    text = f"on {day:%B} {day.day}, {day.year}, troops"  # type: ignore[attr-defined]
    assert str(dates.resolve(text, PUBLISHED)) == str(day)
