"""The map's answers over the wire, for the owner and for who may not see all."""

from __future__ import annotations

import gzip
import json

import pytest
from tests.case.partners import SECRET


def test_the_map_counts_and_lists(page):
    found = page.get("/map")
    assert {"areas", "spots", "bounds", "holders", "events", "unlocated"} == found.keys()
    assert page.get("/map/items")["total"] >= 0
    assert page.get("/map/items", unlocated=True)["total"] == found["unlocated"]


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "0,50,10,40", "-200,0,0,10", "nan,0,1,1"])
def test_a_box_that_is_none_is_refused(page, box):
    assert "bbox" in page.get("/map", 400, bbox=box)["message"]


def test_what_is_not_there_is_not_found(page):
    assert page.get("/map/items", 404, place="e000000000000000000000000")["error"] == "not-found"
    assert page.get("/map/grounds", 404, holder="e000000000000000000000000")["error"] == "not-found"
    page.get("/map", 422, limit=5000)


@pytest.mark.parametrize("level", ["country", "admin1", "admin2"])
def test_outlines_come_packed_or_plain(page, level):
    packed = page.ask("GET", f"/outlines/{level}", headers={"accept-encoding": "gzip"})
    plain = page.ask("GET", f"/outlines/{level}", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()
    assert packed.json()["type"] == "Topology"
    assert len(gzip.compress(plain.content)) < 300_000
    page.ask("GET", "/outlines/street", 422)


def test_a_viewer_reads_no_word_of_what_is_hidden(opened):
    page = opened("MEX")
    for path in ("/map", "/map/items", "/map/items?unlocated=true"):
        text = json.dumps(page.get(path), ensure_ascii=False)
        assert not [word for word in SECRET if word in text and word != "AMBER"]
