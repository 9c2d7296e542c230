"""How long documents are kept, in the store: the limit holds in whatever writes a review date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from tests.store.hand import document, extraction, put

from entramado.model.errors import NotFound, UsageError
from entramado.model.retention import LIMIT_YEARS, checked_review, latest_review
from entramado.store import schema
from entramado.store.retention import keep, retention

TODAY = date(2026, 3, 4)
DAYS = st.dates(date(1990, 1, 1), date(2200, 1, 1))


@given(DAYS)
def test_no_review_reaches_beyond_five_years(today):
    last = latest_review(today)
    assert (last.year, last.month) == (today.year + LIMIT_YEARS, today.month)
    assert last.day == today.day or (today.month, today.day, last.day) == (2, 29, 28)


@given(DAYS, st.integers(-4000, 4000))
def test_a_day_is_taken_from_today_to_the_limit_and_no_other(today, days):
    until = today + timedelta(days=days)
    if today <= until <= latest_review(today):
        assert checked_review(until, today) == until
    else:
        with pytest.raises(UsageError, match="is past" if until < today else "more than 5 years"):
            checked_review(until, today)


def test_keeping_writes_the_date_the_review_and_the_audit_at_once(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.")
    put(store, doc, extraction(doc))
    keep(store, [doc.id], date(2027, 1, 1), by="ines", why="the trial goes on", today=TODAY)
    (kept,) = retention(store)
    assert (kept.review_by, kept.claims, kept.persons) == (date(2027, 1, 1), 2, 1)
    assert kept.overdue(date(2027, 1, 2))
    assert not kept.overdue(date(2027, 1, 1))
    keep(store, [doc.id], date(2028, 1, 1), by="ben", why="an appeal", today=TODAY)
    (kept,) = retention(store)
    assert kept.last is not None
    assert (kept.last.by, kept.last.why) == ("ben", "an appeal")
    with store.reading() as connection:
        assert len(connection.execute(select(schema.retained)).all()) == 2
    assert store.verify() == []


def test_what_writes_it_refuses_more_than_the_limit(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.")
    put(store, doc)
    before = retention(store)
    for until in (date(2031, 3, 5), date(2026, 3, 3)):
        with pytest.raises(UsageError):
            keep(store, [doc.id], until, by="ines", why="w", today=TODAY)
    with pytest.raises(UsageError, match="which documents"):
        keep(store, [], TODAY, by="ines", why="w", today=TODAY)
    with pytest.raises(NotFound):
        keep(store, [doc.id, "d0"], TODAY, by="ines", why="w", today=TODAY)
    assert retention(store) == before
    assert len(store.audit()) == 1


def test_soonest_first_and_only_those_that_are_due(store):
    late, soon = document("late.txt", "One."), document("soon.txt", "Two.")
    put(store, late)
    put(store, soon)
    keep(store, [soon.id], date(2026, 5, 1), by="ines", why="w", today=TODAY)
    assert [kept.name for kept in retention(store)] == ["soon.txt", "late.txt"]
    assert [kept.name for kept in retention(store, date(2026, 5, 1))] == ["soon.txt"]
    assert retention(store, date(2026, 4, 30)) == []
