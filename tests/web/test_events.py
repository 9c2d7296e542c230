"""What a page hears: the latest of everything, nothing twice, and nothing that is not its viewer's to know."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest
from tests.case.partners import SUBJECT
from tests.loop import run

from entramado.web import events as module


def hear(page, count, last=None, after=None, session=None):
    """The next ``count`` events as (event, data, id); ``after`` is done once the stream listens."""

    async def listen():
        found = []
        async with aclosing(page.app.state.events.stream(last, session)) as stream:
            async with asyncio.timeout(20):
                assert (await anext(stream)).comment
                if after is not None:
                    await asyncio.to_thread(after)
                while len(found) < count:
                    event = await anext(stream)
                    found.append((event.event, event.data, event.id))
        return found

    return run(listen())


def told(page, event, **data):
    return lambda: page.desk.tell(event, data)


def test_a_change_of_the_map_is_heard(page, case):
    before = page.desk.settled().stage.as_of

    def change():
        case.retract(page.get("/claims", entity=page.find("Grupo Lejano"))["items"][0]["claim"], "wrong")
        page.settle()

    ((event, data, _),) = hear(page, 1, after=change)
    assert event == "map"
    assert data["as_of"] > before


def test_a_change_by_another_process_is_noticed_without_being_asked_for(page, case, monkeypatch):
    monkeypatch.setattr(module, "LOOK", 0.05)
    claim = page.get("/claims", entity=page.find("Grupo Lejano"))["items"][0]["claim"]
    ((event, _, _),) = hear(page, 1, after=lambda: case.retract(claim, "wrong"))
    assert event == "map"


def test_a_page_that_lags_behind_hears_the_latest_of_each(page):
    def much():
        for number in range(5_000):
            page.desk.tell("job", {"id": "one", "done": number})
        page.desk.tell("job", {"id": "two", "done": 1})

    heard = hear(page, 2, after=much)
    assert [(data["id"], data["done"]) for _, data, _ in heard[-2:]] == [("one", 4_999), ("two", 1)]
    assert len(page.app.state.events._latest) <= 10


def test_claims_that_came_in_are_all_told(page):
    def thrice():
        for number in (1, 2, 3):
            page.desk.tell("claims", {"added": number})

    assert [data["added"] for _, data, _ in hear(page, 3, after=thrice)] == [1, 2, 3]


def test_who_comes_back_hears_what_he_missed_and_nothing_twice(page):
    ((_, _, last),) = hear(page, 1, after=told(page, "claims", added=1))
    page.desk.tell("claims", {"added": 2})
    page.desk.tell("job", {"id": "one", "done": 7})
    assert [(event, data.get("added")) for event, data, _ in hear(page, 2, last)] == [("claims", 2), ("job", None)]


@pytest.mark.parametrize("last", ["0badcafe-1", "nonsense", "-", "1-²"])
def test_who_comes_back_to_another_server_hears_how_it_stands(page, last):
    page.desk.tell("job", {"id": "one", "done": 7})
    told = [(event, data) for event, data, _ in hear(page, 2, last)]
    assert told == [("map", {"as_of": page.get("/session")["as_of"]}), ("job", {"id": "one", "done": 7})]


def test_a_page_that_is_new_hears_only_of_what_comes(page):
    page.desk.tell("claims", {"added": 1})
    assert [data for _, data, _ in hear(page, 1, after=told(page, "claims", added=2))] == [{"added": 2}]


def test_a_viewer_hears_of_his_own_map_alone(opened, case):
    mexico = opened("MEX", by=None)

    def much():
        mexico.desk.tell("job", {"id": "one", "name": "amber.txt"})
        mexico.desk.tell("claims", {"added": 3})
        mexico.desk.tell("trouble", {"message": "amber.txt"})
        mexico.desk.tell("map", {"as_of": 4})

    assert [(event, data) for event, data, _ in hear(mexico, 1, after=much)] == [("map", {"as_of": 4})]


def test_what_is_kept_has_an_end(page, monkeypatch):
    monkeypatch.setattr(module, "_KEPT", 8)
    for number in range(100):
        page.desk.tell("claims", {"added": number})
    assert len(page.app.state.events._latest) == 8


def test_the_end_of_the_server_ends_the_stream(page):
    async def listen():
        async with asyncio.timeout(20):
            stream = page.app.state.events.stream(None)
            await anext(stream)
            page.app.state.events.end()
            return [event async for event in stream]

    assert run(listen()) == []
    assert not page.app.state.events._waiting


def test_who_leaves_is_forgotten(page):
    hear(page, 1, after=told(page, "map", as_of=1))
    assert not page.app.state.events._waiting


def test_it_goes_out_as_server_sent_events(page):
    page.desk.tell("claims", {"added": 2})
    page.app.state.events.end()
    page.desk.tell("claims", {"added": 3})
    with page.http.stream("GET", "/api/events") as answered:
        assert answered.status_code == 200
        assert answered.headers["content-type"].startswith("text/event-stream")
        assert answered.headers["cache-control"] in ("no-cache", "no-store")
        lines = list(answered.iter_lines())
    assert lines[:2] == [": listening", "retry: 2000"]


def test_no_session_hears_nothing(page):
    page.http.cookies.clear()
    assert page.get("/events", 401)["error"] == "session"


def test_the_subject_is_no_part_of_any_event(page, case):
    def change():
        case.retract(page.get("/claims", entity=page.find("Grupo Lejano"))["items"][0]["claim"], "wrong")
        page.settle()

    assert SUBJECT not in str(hear(page, 1, after=change))
