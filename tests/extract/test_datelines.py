"""Datelines are told from sentences."""

from __future__ import annotations

import pytest

from entramado.extract.datelines import story


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("LISBON, May 3 (Example Wire) - Police arrested five men.", "Police arrested"),
        ("SAMPLE CITY, Feb. 23, 2026 - Soldiers took a bridge.", "Soldiers took"),
        ("SANTA ANA, Calif. – A man was sentenced.", "A man was"),
        ("Lisbon, 3 May 2025", ""),
        ("Police arrested five men in Lisbon - the fifth raid this year.", "Police arrested"),
        ("OFAC – The office is part of the Treasury.", "OFAC"),
    ],
)
def test_a_story_begins_behind_its_dateline(text, begins):
    assert text[story(text) :].startswith(begins)


RUNS = ["Aa Bb-Cc, Dd Ee " * 60, "A B C D " * 80, "San Juan de la Paz y los Altos, " * 20, "AB-CD EF'GH " * 50]


@pytest.mark.parametrize("text", RUNS)
def test_long_runs_of_capitals_are_given_up_at_once(text):
    assert story(text) == 0
