"""Figures and money with the bounds that the text gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.extract import figures


@pytest.mark.parametrize(
    ("text", "number", "bound"),
    [
        ("at least 25", 25, "at_least"),
        ("more than half a dozen states", 6, "at_least"),
        ("up to 20,000", 20_000, "up_to"),
        ("anywhere from 200,000 to 250,000", 200_000, "range"),
        ("between 40 and 50", 40, "range"),
        ("20 to 30 thousand", 20_000, "range"),
        ("a few hundred", 300, "about"),
        ("nearly 60", 60, "about"),
        ("around 300", 300, "about"),
        ("dozens", 24, "at_least"),
        ("tens of thousands", 20_000, "at_least"),
        ("ten or more", 10, "at_least"),
        ("a dozen", 12, "exact"),
        ("three dozen", 36, "exact"),
        ("twenty-five", 25, "exact"),
        ("two hundred and fifty", 250, "exact"),
        ("2.5 million", 2_500_000, "exact"),
        ("38", 38, "exact"),
    ],
)
def test_figures_keep_their_bounds(text: str, number: int, bound: str) -> None:
    found = figures.figure(text)
    assert found is not None
    assert (found.number, found.bound) == (number, bound)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $15 million reward", "USD 15000000"),
        ("US$2.5 million", "USD 2500000"),
        ("15 million pesos", "MXN 15000000"),
        ("200 million Colombian pesos", "COP 200000000"),
        ("€300,000", "EUR 300000"),
        ("over $60,000", "USD 60000"),
        ("tens of millions of dollars", "USD 20000000"),
        ("two hundred thousand dollars", "USD 200000"),
        ("MX$30 million", "MXN 30000000"),
    ],
)
def test_money_is_normalised(text: str, expected: str) -> None:
    assert str(figures.money(text)) == expected


def test_no_money_without_a_currency() -> None:
    assert figures.money("38 men") is None
    assert figures.figure("no men at all") is None


@given(st.integers(min_value=0, max_value=10**12))
def test_written_digits_come_back(number: int) -> None:
    found = figures.figure(f"some {number:,} rounds")
    assert found is not None
    assert found.number == number


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    figures.figure(text)
    figures.money(text)
