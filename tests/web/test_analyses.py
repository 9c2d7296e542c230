"""Analyses as the page asks for them."""

from __future__ import annotations

import json

from tests.analyse.cheap import cheap
from tests.case.partners import SECRET, SUBJECT

from entramado.analyse import ANALYSES

NAME = "gaps"


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
