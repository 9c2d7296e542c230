"""Dossiers and the preview of releases, as the page asks for them."""

from __future__ import annotations

import json
import sys

import pytest
from tests.case.partners import SECRET, SUBJECT

from entramado.web.guard import POLICY

GIVEN = {"purpose": "a trial", "legal_basis": "Article 1 of the Example Code"}


def ask(page, **given):
    return page.ask("GET", "/dossier", params={"subject": page.find(SUBJECT), **given})


def test_a_dossier_is_a_page_of_its_own_that_runs_nothing(page):
    answered = ask(page, **GIVEN)
    assert answered.headers["content-type"].startswith("text/html")
    policy = answered.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "frame-src 'self'" in POLICY
    assert "<script" not in answered.text
    assert "a trial" in answered.text
    assert "Inés Ejemplo" in answered.text
    assert "content-disposition" not in answered.headers


def test_it_comes_as_a_file_in_every_form(page):
    data = json.loads(ask(page, format="json", **GIVEN).content)
    assert data["handling"]["purpose"] == "a trial"
    kept = ask(page, format="html", download="true", **GIVEN)
    assert kept.headers["content-disposition"].startswith("attachment;")
    pytest.importorskip("typst")
    assert ask(page, format="pdf", **GIVEN).content.startswith(b"%PDF")


def test_without_typst_it_says_what_to_install(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    answered = page.get("/dossier", subject=page.find(SUBJECT), format="pdf", status=400)
    assert "entramado[pdf]" in answered["message"]


def test_purpose_and_legal_basis_are_never_made_up(page):
    assert ask(page).text.count("Not stated") >= 2
    assert json.loads(ask(page, format="json").content)["handling"]["purpose"] is None


def test_a_protected_person_needs_a_stated_lawful_end(page):
    entity = page.find(SUBJECT)
    page.post(f"/entities/{entity}/category", {"category": "victim", "text": "statement of 3 March"}, status=201)
    page.settle()
    entity = page.find(SUBJECT)
    assert "lawful end" in page.get("/dossier", subject=entity, status=400)["message"]
    assert page.ask("GET", "/dossier", params={"subject": entity, **GIVEN}).status_code == 200


def test_a_viewer_gets_his_own_dossier(opened):
    text = ask(opened("MEX"), **GIVEN).text
    assert "Grupo Muestra" in text
    assert not [word for word in SECRET if word in text and word not in ("H2", "AMBER")]


def test_what_has_no_dossier_says_so(page):
    assert page.get("/dossier", subject="e0", status=404)["error"] == "not-found"


def test_the_owner_sees_who_may_be_given_something(page):
    found = page.get("/viewers")
    assert [viewer["name"] for viewer in found["items"]] == ["GBR", "MEX"]
    assert found["items"][1]["clearance"] == "TLP:GREEN"


def test_a_preview_tells_what_goes_and_what_stays_and_why(page):
    entity = page.find(SUBJECT)
    found = page.get("/release/preview", to="MEX", subject=entity)
    assert [subject["name"] for subject in found["subjects"]] == [SUBJECT]
    assert found["claims"] > 0
    assert found["stays"] == sum(held["claims"] for held in found["held"]) > 0
    assert any("TLP:AMBER" in reason for held in found["held"] for reason in held["reasons"])
    (asked,) = [ask for held in found["held"] for ask in held["asks"] if ask["name"] == "provider.txt"]
    assert asked["command"].startswith("entramado consent ")
    assert f"--to MEX --subject '{SUBJECT}'" in found["command"]
    assert not page.desk.case.disseminations()
    everything = page.get("/release/preview", to="MEX")
    assert everything["claims"] >= found["claims"]
    assert everything["subjects"] == []


def test_who_is_no_viewer_gets_what_everyone_may_have(page):
    found = page.get("/release/preview", to="Somebody")
    assert not found["kept"]
    assert found["marking"] == "TLP:CLEAR"
    assert page.get("/release/preview", to="owner", status=400)["error"] == "usage"


def test_what_a_recipient_may_not_see_at_all_is_named_to_the_owner_alone(page):
    hidden = page.find("Banda Oculta")
    answered = page.get("/release/preview", to="MEX", subject=hidden, status=404)
    assert "Banda Oculta" in answered["message"]


def test_a_viewer_learns_of_no_other_viewer(opened):
    page = opened("MEX")
    assert page.get("/viewers", status=403)["error"] == "read-only"
    assert page.get("/release/preview", to="GBR", status=403)["error"] == "read-only"
