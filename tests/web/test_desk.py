"""The map that the page shows is the case as it stands, as far as its viewer may see it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from tests.case.partners import GBR, MEX, SUBJECT

import entramado
from entramado.model.claim import Judgement
from entramado.store.reviews import review


def names(page):
    return {hit["name"] for q in ("Ana", "Beto", "Grupo", "Banda") for hit in page.get("/suggest", q=q)["items"]}


def test_a_viewers_page_shows_what_he_may_see(opened):
    owner, mexico = opened(), opened("MEX")
    assert "Banda Oculta" in names(owner)
    assert "Banda Oculta" not in names(mexico)
    session = mexico.get("/session")
    assert (session["viewer"], session["owner"], session["can_write"]) == ("MEX", False, False)
    assert session["counts"]["claims"] < owner.get("/session")["counts"]["claims"]


def test_a_viewer_who_is_withdrawn_sees_no_more_than_everyone_at_once(opened, case):
    page = opened("MEX")
    assert "Grupo Aliado" in names(page)
    case.revoke("MEX")
    assert "Grupo Aliado" not in names(page)


def test_a_lowered_viewer_sees_less_at_once(opened, case):
    page = opened("GBR")
    assert "Grupo Muestra" in names(page)
    case.add_viewer(replace(GBR, clearance="TLP:CLEAR"))
    assert "Grupo Muestra" not in names(page)


def test_a_document_that_is_marked_higher_is_gone_at_once(opened, case):
    page = opened("MEX")
    assert page.get("/search", q="iron hand")["passages"]["total"] == 1
    case.mark("green.txt", "TLP:RED", "too open")
    assert page.get("/search", q="iron hand")["passages"]["total"] == 0
    assert "Grupo Muestra" not in names(page)


def test_what_is_purged_is_gone_at_once_from_the_owners_page_too(opened, case):
    page = opened()
    document = page.get("/search", q="iron hand")["passages"]["items"][0]["document"]
    case.purge(case.plan_purge(documents=[document]), authority="court order 7", by="Inés Ejemplo", why="ordered")
    assert page.get("/search", q="iron hand")["passages"]["total"] == 0
    assert page.get("/claims", 404, document=document)["error"] == "not-found"


def test_another_process_of_the_same_case_is_noticed(opened, case):
    page = opened()
    claim = page.get("/claims", entity=page.find("Grupo Lejano"))["items"][0]["claim"]
    with entramado.open(case.path) as other:
        other.retract(claim, "wrong")
    page.settle()
    assert page.get(f"/claims/{claim}", 404)["error"] == "not-found"


def test_the_map_before_goes_on_answering_while_a_new_one_is_made(opened, case, monkeypatch):
    page = opened()
    before = page.get("/session")["as_of"]
    going, made = threading.Event(), threading.Event()
    honest = type(case).view

    def slow(self, *args, **kwargs):
        going.wait(10)
        return honest(self, *args, **kwargs)

    monkeypatch.setattr(type(case), "view", slow)
    page.desk.listen(lambda event, _: made.set() if event == "map" else None)
    case.retract(page.get("/claims", entity=page.find("Grupo Lejano"))["items"][0]["claim"], "wrong")
    assert page.get("/session")["as_of"] == before
    assert page.get("/session")["updating"]
    going.set()
    assert made.wait(10)
    assert page.get("/session")["as_of"] > before


def test_where_the_case_demands_a_reason_nothing_is_read_without(opened, case):
    case.change_settings({"reasons": "yes"})
    page = opened(by=None)
    assert page.get("/session")["needs_reason"]
    assert page.get("/session")["counts"] is None
    for path in ("/search?q=Ana", "/facets", "/claims?document=x"):
        assert page.get(path, 403)["error"] == "needs-reason"
    assert page.post("/session", {"reason": "  "}, 400)["error"] == "usage"
    assert not page.post("/session", {"reason": "review of the warrant"})["needs_reason"]
    assert SUBJECT in names(page)
    read = [entry for entry in case.audit() if entry.action == "read"]
    assert read
    assert read[-1].what["through"] == "page"


def test_acts_are_the_owners_and_answered_for_with_a_name(opened, case):
    from entramado.web.errors import NeedsName, ReadOnly
    from entramado.web.session import Session

    owner, mexico = opened(by=None), opened("MEX")
    with pytest.raises(NeedsName):
        owner.desk.act(Session(), lambda _, by: by)
    with pytest.raises(ReadOnly):
        mexico.desk.act(Session(by="Ana Ejemplo"), lambda _, by: by)
    assert owner.desk.act(Session(by="Ana Ejemplo"), lambda _, by: by) == "Ana Ejemplo"


@pytest.mark.parametrize("name", ["", "   ", "owner", "x" * 81])
def test_a_name_that_is_none_is_refused(page, name):
    assert page.post("/session", {"by": name}, 400)["error"] == "usage"


def test_errors_tell_what_to_do_and_absent_looks_like_hidden(opened, case):
    page = opened("MEX")
    hidden = next(c.id for c in case.view().claims() if c.id not in {x.id for x in case.view("MEX").claims()})
    told = [page.get(f"/claims/{claim}", 404)["message"].replace(claim, "ID") for claim in (hidden, "c" + "0" * 24)]
    assert told[0] == told[1]
    assert page.get("/claims", 400)["error"] == "usage"
    assert page.get("/claims", 400, entity=page.find(SUBJECT), cursor="-1")["error"] == "usage"
    assert page.get("/claims", 422, entity=page.find(SUBJECT), limit="0")["error"] == "invalid"
    assert page.get("/facets", 400, **{"from": "yesterday"})["message"].startswith("`from`")
    assert page.get("/facets", 400, **{"from": "2026-03", "to": "2026-02"})["error"] == "usage"
    assert page.get("/facets", 422, belief="2")["error"] == "invalid"
    assert page.get("/nothing", 404)["error"] == "not-found"


def test_two_states_of_the_case_that_look_alike_to_a_viewer_give_the_same_answers(opened, case):
    """What the owner does with what MEX may not see changes no byte of MEX's answers."""
    page = opened("MEX")
    paths = ["/session", "/facets", "/density", "/search?q=Ana", "/suggest?q=gr", f"/claims?entity={page.find(SUBJECT)}"]
    before = [page.ask("GET", path).content for path in paths]
    amber = next(d.id for d in case.view().documents() if d.name == "amber.txt")
    claim = next(c.id for c in case.view().claims(amber))
    review(case._store, [claim], right=True, by="Inés", why="")
    named = {r.name: r.id for r in case.view().referents()}
    tie = Judgement(named[SUBJECT], named["Beto Ficticio"], "same", 1.0, "fingerprints", "person:ines", "TLP:RED")
    case._store.judge([tie], actor="owner", why="fingerprints")
    page.settle()
    assert [page.ask("GET", path).content for path in paths] == before
    assert MEX.name == page.get("/session")["viewer"]
