"""Dates that a story counts from the day it told last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.extract.storydates import shifted, story_dates
from entramado.model.values import PartialDate

DAY = PartialDate(2022, 11, 2)


def found(text: str, previous: PartialDate | None = DAY, coarse: PartialDate | None = DAY) -> list[str]:
    return [str(when) for _, _, when in story_dates(text, [], previous, coarse)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("He was extradited ten months later.", "2023-09"),
        ("He was killed the following year.", "2023"),
        ("He was moved the next month.", "2022-12"),
        ("The bodies were found four days afterwards.", "2022-11-06"),
        ("Three weeks later he died.", "2022-11"),
        ("Later that day he fled.", "2022-11-02"),
        ("Hours later soldiers came.", "2022-11-02"),
        ("The next morning he was gone.", "2022-11-03"),
        ("He had come two years earlier.", "2020"),
    ],
)
def test_counts_from_what_was_told(text: str, when: str) -> None:
    assert found(text) == [when]


def test_counts_from_the_nearest_date_of_the_sentence() -> None:
    text = "Arrested in May 2019, he was freed two months later."
    assert [str(w) for _, _, w in story_dates(text, [(20, PartialDate(2019, 5))], DAY, DAY)] == ["2019-07"]


def test_handed_over_is_no_vague_count() -> None:
    assert found("He was handed over ten months later.") == ["2023-09"]
    assert found("He was freed about ten months later.") == []


def test_a_year_alone_gives_no_day() -> None:
    assert found("Three days later he fled.", previous=None, coarse=PartialDate(2020)) == []
    assert found("Nothing told before, the next day.", previous=None, coarse=None) == []


@given(st.dates(), st.integers(-40, 40), st.sampled_from(["day", "week", "month", "year"]))
def test_shifts_back_and_forth(day: object, count: int, unit: str) -> None:
    base = PartialDate(day.year, day.month, day.day)  # type: ignore[attr-defined]  # hypothesis gives dates
    there = shifted(base, count, unit)
    back = shifted(there, -count, unit) if there is not None and unit != "week" else None
    assert back is None or back.contains(base)
