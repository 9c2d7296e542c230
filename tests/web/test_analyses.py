"""Analyses as the page asks for them."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from dataclasses import replace
from threading import Event

import pytest
from tests.analyse.cheap import cheap
from tests.case.partners import SECRET, SUBJECT
from tests.web.test_events import hear

from entramado.analyse import ANALYSES
from entramado.analyse.findings import Findings
from entramado.web import runs as module

NAME = "gaps"
ENDED = {"done", "stopped", "failed"}


def ask(page, name=NAME, status=200, options=None, **more):
    return page.get(f"/analyses/{name}", status, options=json.dumps({**cheap(name), **(options or {})}), **more)


def test_the_list_has_what_a_form_needs(page):
    listed = page.get("/analyses")
    assert [each["name"] for each in listed] == list(ANALYSES)
    for each in listed:
        assert each["question"]
        for option in each["options"]:
            assert option["help"]
            assert option["sort"] in ("flag", "int", "float", "text", "entity", "link")


def test_findings_lead_back_to_claims(page):
    found = ask(page, "key")
    assert found["answer"]
    assert found["marking"]
    lines = {line for table in found["tables"] for row in table["rows"] for line in row["lines"]}
    assert lines
    for line in sorted(lines)[:3]:
        assert page.get(f"/lines/{line}")["id"] == line
        assert found["evidence"]["lines"][line]["claims"]


def test_rows_about_one_alone(page):
    entity = page.find(SUBJECT)
    rows = [row for table in ask(page, about=entity)["tables"] for row in table["rows"]]
    assert rows
    assert all(entity in row["about"] or SUBJECT in row["shown"].values() for row in rows)


def test_what_cannot_be_asked_is_told(page):
    assert page.get("/analyses/nothing", 404)["error"] == "not-found"
    assert "did you mean" in ask(page, status=400, options={"world": 1})["message"]
    assert "JSON object" in page.get(f"/analyses/{NAME}", 400, options="[1]")["message"]
    assert ask(page, "whatif", 404, {"remove": ["Nobody At All"]})["error"] == "not-found"


def test_a_viewer_reads_no_word_of_what_is_hidden(opened):
    text = json.dumps(ask(opened("MEX")), ensure_ascii=False)
    assert not [word for word in SECRET if word in text and word != "AMBER"]


# --- runs


def start(page, name=NAME, options=None, **more):
    return page.post(f"/analyses/{name}/runs", {"options": {**cheap(name), **(options or {})}, **more}, 201)


def ended(page, run):
    """What the run came to."""
    until = time.monotonic() + 60
    while (now := page.get(f"/runs/{run['id']}"))["state"] not in ENDED:
        assert time.monotonic() < until
        time.sleep(0.01)
    return now


class Slow:
    """Stands in for an analysis: it goes on until it is let go."""

    def __init__(self, monkeypatch):
        self.going, self.let = Event(), Event()
        self.asked = 0
        monkeypatch.setattr(module, "ask", self.ask)

    def ask(self, analysis, ground, given, network, progress):
        self.asked += 1
        done = 0
        while not self.let.is_set():
            progress("counting", done, 1_000)
            self.going.set()
            done = min(done + 1, 1_000)
            self.let.wait(0.005)
        return Findings(analysis.name, analysis.question, "Done.", "By waiting.", (), (), ())


@pytest.fixture
def slow(monkeypatch):
    made = Slow(monkeypatch)
    yield made
    made.let.set()


def test_a_run_finds_what_the_plain_question_finds(page):
    run = start(page, "key")
    assert ended(page, run)["state"] == "done"
    found = page.get(f"/runs/{run['id']}/findings")
    assert found == ask(page, "key")
    assert start(page, "key")["id"] == run["id"]  # the same question to the same map is not answered twice
    assert start(page, "key", {"top": 2})["id"] != run["id"]


def test_progress_is_told_to_the_session_alone(page, slow):
    def begin():
        start(page)
        slow.going.wait(20)
        time.sleep(0.3)  # what is told at once is told as one

    own = next(iter(page.door._sessions))
    heard = hear(page, 2, after=begin, session=own)
    event, run, number = heard[-1]
    assert (event, run["state"], run["what"], run["total"]) == ("run", "running", "counting", 1_000)
    page.desk.tell("claims", {"added": 1})
    others = hear(page, 2, last=f"{number.partition('-')[0]}-0", session="another")
    assert [event for event, _, _ in others] == ["map", "claims"]


def test_a_run_is_stopped(page, slow):
    run = start(page)
    assert slow.going.wait(20)
    assert page.get(f"/runs/{run['id']}")["state"] == "running"
    assert page.get(f"/runs/{run['id']}/findings", 423)["error"] == "busy"
    waiting = start(page, options={"seed": 1})
    assert waiting["ahead"] == 1
    assert page.delete(f"/runs/{waiting['id']}")["state"] == "stopped"
    page.delete(f"/runs/{run['id']}")
    assert ended(page, run)["state"] == "stopped"
    assert "stopped" in page.get(f"/runs/{run['id']}/findings", 400)["message"]
    slow.let.set()
    again = start(page)
    assert again["id"] != run["id"]
    assert ended(page, again)["state"] == "done"


def test_no_more_wait_than_there_is_room_for(page, slow, monkeypatch):
    monkeypatch.setattr(module, "_WAITING", 1)
    start(page)
    assert slow.going.wait(20)
    start(page, options={"seed": 1})
    told = page.post(f"/analyses/{NAME}/runs", {"options": {"seed": 2}}, 423)
    assert "waiting" in told["message"]


def test_another_session_sees_nothing_of_a_run(page):
    run = start(page)
    ended(page, run)
    page.http.cookies.clear()
    page.http.get("/launch", params={"token": page.door.token()}, follow_redirects=False)
    page.csrf = {"x-entramado-csrf": page.get("/session")["csrf"]}
    for path in ("", "/findings", "/file"):
        assert page.get(f"/runs/{run['id']}{path}", 404)["error"] == "not-found"
    page.delete(f"/runs/{run['id']}", 404)


def test_a_run_needs_the_token_of_the_session(page):
    page.ask("POST", f"/analyses/{NAME}/runs", 403, json={})


def test_what_cannot_be_asked_is_told_by_the_run(page):
    page.post("/analyses/nothing/runs", {}, 404)
    assert page.post("/analyses/whatif/runs", {"options": {"remove": ["Nobody At All"]}}, 404)["error"] == "not-found"
    page.post("/analyses/whatif/runs", {"options": {"remove": 5}}, 404)
    page.post(f"/analyses/{NAME}/runs", {"options": {"x": "y" * 30_000}}, 400)
    for options in ({"world": 1}, {"worlds": "many"}):
        run = ended(page, page.post(f"/analyses/{NAME}/runs", {"options": options}, 201))
        assert (run["state"], run["error"]) == ("failed", "usage")
        assert run["message"]
    assert page.get(f"/runs/{run['id']}/findings", 400)["message"] == run["message"]


def test_a_question_without_a_run_is_given_up_in_time(page, slow, monkeypatch):
    monkeypatch.setattr("entramado.web.routes.analyses.LONGEST", 0.05)
    assert "stopped after" in ask(page, status=400)["message"]


def test_findings_outlive_a_change_of_the_map_and_no_change_of_rights(opened, case):
    page = opened("MEX")
    run = start(page)
    ended(page, run)
    case.retract(opened().get("/claims", entity=opened().find("Grupo Lejano"))["items"][0]["claim"], "wrong")
    page.settle()
    assert page.get(f"/runs/{run['id']}/findings")["answer"]
    viewer = next(each for each in case.viewers() if each.name == "MEX")
    case.add_viewer(replace(viewer, clearance="TLP:CLEAR"))
    told = page.get(f"/runs/{run['id']}/findings", 404)
    assert "run it again" in told["message"]
    assert start(page)["id"] != run["id"]


def test_a_viewer_reads_no_word_of_what_is_hidden_in_a_file(opened):
    page = opened("MEX")
    run = start(page, "key")
    ended(page, run)
    written = page.ask("GET", f"/runs/{run['id']}/file", params={"format": "json"})
    assert "attachment" in written.headers["content-disposition"]
    record = json.loads(written.content)
    assert record["marking"]
    assert not [word for word in SECRET if word in written.text and word != "AMBER"]


@pytest.mark.skipif(importlib.util.find_spec("vl_convert") is None, reason="charts are not installed")
def test_findings_are_kept_as_files(page):
    run = start(page, "key")
    ended(page, run)
    for form, begins in (("html", b"<!doctype html>"), ("svg", b"<svg"), ("png", b"\x89PNG")):
        assert page.ask("GET", f"/runs/{run['id']}/file", params={"format": form}).content.startswith(begins)
    page.get(f"/runs/{run['id']}/file", 422, format="docx")


def test_what_is_missing_for_charts_is_told(page, monkeypatch):
    run = start(page, "key")
    ended(page, run)
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert "pip install" in page.get(f"/runs/{run['id']}/file", 400, format="png")["message"]
