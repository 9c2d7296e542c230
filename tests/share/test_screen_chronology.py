"""What happened when: every date as finely as it is given, those that differ side by side, and what is no history set apart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.memory import Case, knowledge

from entramado.fuse import network
from entramado.model.errors import NotFound, UsageError
from entramado.model.values import PartialDate
from entramado.share.screen.chronology import Dated, Timeline, timeline, undated
from entramado.share.screen.filter import Filter
from entramado.share.screen.stage import Stage


class Reports:
    def __init__(self) -> None:
        self.case = Case()
        self.wire = self.case.document("wire.txt", published="2026-02-23", source="Example Wire")
        self.blog = self.case.document("blog.txt", published="2026-03-01", source="Sample Blog", reliability="F")

    def event(self, kind: str, *dates: str, until: str | None = None, **how) -> str:
        event = self.case.referent(self.wire, "Event", f"{kind} {len(self.case.referents)}", kind=kind)
        self.case.claim(self.wire, event, "occurred", value="true", **how)
        for value in dates:
            self.case.claim(self.wire, event, "date", value=value, qualifiers={"until": until} if until else {}, **how)
        return event

    def body(self, name: str) -> str:
        return self.case.referent(self.wire, "Organization", name, kind="criminal")

    def stage(self) -> Stage:
        view = self.case.view()
        return Stage(view, network(view, knowledge()))

    def told(self, wanted: Filter | None = None, **how) -> Timeline:
        return timeline(self.stage(), wanted or Filter(), **how)


def only(found: Timeline) -> Dated:
    (item,) = found.items.items
    return item


@pytest.mark.parametrize(
    ("value", "first", "last", "granularity"),
    [
        ("2026-02-22", "2026-02-22", "2026-02-22", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2019", "2019-01-01", "2019-12-31", "year"),
    ],
)
def test_a_date_is_as_wide_as_it_is_vague(value, first, last, granularity):
    made = Reports()
    made.event("arrest", value)
    item = only(made.told())
    assert (item.first, item.last, item.dates[0].granularity) == (first, last, granularity)
    assert item.dates[0].value == value


def test_a_span_ends_where_its_claim_says():
    made = Reports()
    made.event("blockade", "2026-02-22", until="2026-02-24")
    item = only(made.told())
    assert (item.first, item.last, item.dates[0].granularity) == ("2026-02-22", "2026-02-24", "span")


def test_dates_that_cannot_both_be_so_are_both_shown():
    made = Reports()
    event = made.event("arrest", "2026-02-22")
    made.case.claim(made.blog, event, "date", value="2026-02-27")
    item = only(made.told())
    assert {when.value for when in item.dates} == {"2026-02-22", "2026-02-27"}
    assert item.happening.differ


def test_the_finer_of_two_dates_that_agree_places_it():
    made = Reports()
    event = made.event("arrest", "2026-02")
    made.case.claim(made.wire, event, "date", value="2026-02-22")
    item = only(made.told())
    assert (item.first, item.last, item.happening.differ) == ("2026-02-22", "2026-02-22", False)


def test_what_is_foreseen_or_denied_says_so():
    made = Reports()
    made.event("operation", "2026-05", modality="predicted")
    made.event("killing", "2026-02-22", negated=True)
    made.event("arrest", "2026-02-23", modality="alleged")
    found = {item.lanes[0]: item.happening for item in made.told().items.items}
    assert found["event:operation"].standing == "foreseen"
    assert (found["event:arrest"].standing, found["event:arrest"].modality) == ("held", "alleged")
    denied = [here for here in undated(made.stage(), Filter()).items if here.standing == "denied"]
    assert [here.event.kind for here in denied] == ["killing"]
    assert denied[0].dates[0].negated


def test_one_who_denies_what_others_say_leaves_it_history():
    made = Reports()
    event = made.event("killing", "2026-02-22")
    made.case.claim(made.blog, event, "occurred", value="true", negated=True)
    told = only(made.told()).happening
    assert told.standing == "held"
    assert told.disputed == ["occurred"]


def test_events_without_a_date_are_listed_with_their_reports():
    made = Reports()
    made.event("arrest")
    assert (made.told().undated, made.told().items.total) == (1, 0)
    (here,) = undated(made.stage(), Filter()).items
    assert (here.reported_from, here.reported_to) == ("2026-02-23", "2026-02-23")


def test_lanes_by_entity_hold_organisations_and_those_asked_for():
    made = Reports()
    first, second = made.event("arrest", "2026-02-22"), made.event("clash", "2026-02-23")
    cartel = made.body("Mirador Cartel")
    person = made.case.referent(made.wire, "Person", "Juan Ficticio")
    made.case.claim(made.wire, first, "target", person)
    made.case.claim(made.wire, second, "agent", cartel)
    found = made.told(by="entity")
    assert [(lane.label, lane.total) for lane in found.lanes] == [("Mirador Cartel", 1)]
    assert found.elsewhere == 1
    stage = made.stage()
    who = stage.network.entity_of[person]
    asked = timeline(stage, Filter(), by="entity", about=(who,))
    assert [(lane.label, lane.total) for lane in asked.lanes] == [("Juan Ficticio", 1)]
    assert only(asked).lanes == (who,)
    with pytest.raises(NotFound):
        made.told(about=("e0",))


def test_about_brings_lines_with_dates_of_their_own():
    made = Reports()
    cartel = made.body("Mirador Cartel")
    person = made.case.referent(made.wire, "Person", "Juan Ficticio")
    made.case.claim(made.wire, person, "birth_date", value="1970-01-05")
    made.case.claim(made.wire, person, "member_of", cartel, valid_from=PartialDate(2019), valid_to=PartialDate(2021, 3))
    stage = made.stage()
    who = stage.network.entity_of[person]
    found = timeline(stage, Filter(), about=(who,))
    assert [lane.id for lane in found.lanes] == ["line:birth_date", "line:member_of"]
    born, member = found.items.items
    assert (born.opens, born.dates[0].granularity) == (f"entity:{who}", "day")
    assert (member.first, member.last, member.dates[0].granularity) == ("2019-01-01", "2021-03-31", "span")
    assert stage.pair(member.opens.removeprefix("pair:"))
    assert [item.lanes for item in timeline(stage, Filter()).items.items] == [("line:member_of",)]


def test_a_window_lists_what_touches_it_and_totals_stay():
    made = Reports()
    made.event("arrest", "2025")
    made.event("arrest", "2026-02-22")
    found = made.told(since="2025-06-01", until="2025-06-30")
    assert only(found).first == "2025-01-01"
    assert (found.first, found.last, found.lanes[0].total) == ("2025-01-01", "2026-02-22", 2)
    page = made.told(limit=1)
    assert (page.items.total, page.items.next) == (2, "1")
    with pytest.raises(UsageError):
        made.told(cursor="x")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dates(date(1990, 1, 1), date(2026, 12, 31)), min_size=1, max_size=8))
def test_items_come_in_order_and_pages_hold_each_once(days: list[date]):
    made = Reports()
    for day in days:
        made.event("arrest", day.isoformat())
    stage = made.stage()
    whole = timeline(stage, Filter())
    starts = [item.first for item in whole.items.items]
    assert starts == sorted(starts)
    assert len(starts) == whole.items.total
    seen, cursor = [], None
    while True:
        page = timeline(stage, Filter(), cursor=cursor, limit=3).items
        seen += [item.id for item in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == [item.id for item in whole.items.items]
    middle = days[0]
    within = timeline(stage, Filter(), since=middle.isoformat(), until=(middle + timedelta(days=30)).isoformat())
    assert all(middle.isoformat() <= item.last for item in within.items.items)
