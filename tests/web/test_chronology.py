"""The timeline's answers over the wire."""

from __future__ import annotations

import json

from tests.case.partners import SECRET, SUBJECT


def test_the_timeline_comes_in_lanes_and_pages(page):
    found = page.get("/timeline")
    assert {"about", "lanes", "items", "first", "last", "undated", "elsewhere"} == found.keys()
    assert page.get("/timeline/undated")["total"] == found["undated"]


def test_lanes_of_those_asked_for(page):
    who = page.find(SUBJECT)
    found = page.get("/timeline", lanes="entity", about=who)
    assert [lane["label"] for lane in found["lanes"]] == [SUBJECT]
    assert page.get("/timeline", 404, about="e000000000000000000000000")["error"] == "not-found"


def test_what_cannot_be_asked_is_refused(page):
    page.get("/timeline", 422, since="February")
    page.get("/timeline", 422, limit=5000)
    page.get("/timeline", 400, cursor="next")


def test_a_viewer_reads_no_word_of_what_is_hidden(opened):
    page = opened("MEX")
    for path in ("/timeline", "/timeline?lanes=entity", "/timeline/undated"):
        text = json.dumps(page.get(path), ensure_ascii=False)
        assert not [word for word in SECRET if word in text and word != "AMBER"]
