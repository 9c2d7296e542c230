"""Documents, their marks and pages, and what a person says of how they were read, as the page asks for them."""

from __future__ import annotations

import pytest
from tests.case.partners import SUBJECT
from tests.ingest.conftest import pdf
from tests.store.hand import document, extraction, put, source

from entramado.web.desk import Desk

REPORT = "Ana Ejemplo leads the Grupo Prueba, and she is forty-one years old."
GREEN = "In Colima, Ana Ejemplo leads the Grupo Muestra with an iron hand."


def doc(page, file):
    return next(d.id for d in page.desk.room().stage.exhibits.documents.values() if d.name == file)


def marked(page, file):
    found = page.get(f"/documents/{doc(page, file)}/claims")["items"]
    return {mark["says"].partition(f"{SUBJECT} ")[2].split()[0]: mark for mark in found}


def test_a_document_is_read_in_pieces_that_join_up(page):
    head = page.get(f"/documents/{doc(page, 'green.txt')}")
    assert (head["file"], head["characters"], head["claims"]) == ("green.txt", len(GREEN), 2)
    assert head["pieces"] == [0]
    piece = page.get(f"/documents/{head['id']}/text", **{"from": 3, "to": 30})
    assert "".join(block["text"] for block in piece["blocks"]) == GREEN[3:30]
    assert {block["kind"] for block in piece["blocks"]} == {"text"}


def test_marks_stand_on_the_words(page):
    found = page.get(f"/documents/{doc(page, 'green.txt')}/marks")
    names = {(m["entity"]["name"], GREEN[m["start"] : m["end"]]) for m in found["mentions"]}
    assert names == {(SUBJECT, SUBJECT), ("Grupo Muestra", "Grupo Muestra")}
    leads = next(m for m in found["claims"] if "leads" in m["says"])
    assert leads["spans"] == [[0, len(GREEN)]]
    assert (leads["state"], leads["by_hand"]) == ("unreviewed", False)
    assert page.get(f"/documents/{doc(page, 'green.txt')}/marks", **{"from": 500, "to": 900})["claims"] == []


def test_a_review_shows_and_is_taken_back(page):
    claim = marked(page, "green.txt")["leads"]["claim"]
    page.post(f"/claims/{claim}/review", {"right": False, "why": "not she"})
    page.settle()
    assert marked(page, "green.txt")["leads"]["state"] == "misread"
    page.post(f"/claims/{claim}/take-back", {})
    page.settle()
    assert marked(page, "green.txt")["leads"]["state"] == "unreviewed"
    page.post(f"/claims/{claim}/review", {"right": True})
    page.settle()
    assert marked(page, "green.txt")["leads"]["reviewed_by"] == ["Inés Ejemplo"]


def test_a_correction_is_one_act_and_taken_back_as_one(page):
    before = page.get(f"/documents/{doc(page, 'green.txt')}/claims")
    claim = marked(page, "green.txt")["leads"]["claim"]
    made = page.post(f"/claims/{claim}/correction", {"predicate": "works_for", "modality": "alleged"})
    page.settle()
    found = marked(page, "green.txt")
    assert (made["misread"], found["leads"]["state"]) == (claim, "misread")
    assert found["works"]["by_hand"]
    assert page.get(f"/claims/{made['claim']}")["modality"] == "alleged"
    assert set(page.post(f"/claims/{made['claim']}/take-back", {})["claims"]) == {claim, made["claim"]}
    page.settle()
    assert page.get(f"/documents/{doc(page, 'green.txt')}/claims") == before


def test_a_claim_is_added_by_selecting_words(page):
    at = GREEN.index("Colima")
    asked = {
        "start": 0, "end": len(GREEN), "subject": {"known": page.find("Grupo Muestra")}, "predicate": "operates_in",
        "object": {"type": "Place", "kind": "admin1", "start": at, "end": at + 6},
    }  # fmt: skip
    made = page.post(f"/documents/{doc(page, 'green.txt')}/claims", asked)
    page.settle()
    shown = page.get(f"/claims/{made['claim']}")
    assert (shown["object"]["name"], shown["quote"]) == ("Colima", GREEN)
    assert shown["readings"] == [{"by": "person:Inés Ejemplo", "p": 1.0}]


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"predicate": "flies_with"}, 422, "vocabulary"),
        ({"object": {"known": "Nobody Known"}}, 404, "not-found"),
        ({"subject": {"type": "Person", "words": "Nobody Known"}}, 400, "usage"),
        ({"since": "soon"}, 400, "usage"),
        ({"modality": "sung"}, 422, "invalid"),
        ({}, 400, "usage"),
    ],
)
def test_what_cannot_be_said_is_refused_in_words(page, change, status, error):
    claim = marked(page, "green.txt")["leads"]["claim"]
    assert page.post(f"/claims/{claim}/correction", change, status)["error"] == error


def test_nobody_reviews_without_a_name_or_on_a_viewers_page(opened):
    nameless, viewers = opened(by=None), opened("MEX")
    claim = marked(nameless, "green.txt")["leads"]["claim"]
    for asked, body in ((f"/claims/{claim}/review", {"right": True}), (f"/claims/{claim}/correction", {"negated": True})):
        assert nameless.post(asked, body, 403)["error"] == "needs-name"
        assert viewers.post(asked, body, 403)["error"] == "read-only"


def test_the_queue_shrinks_by_what_is_reviewed(page):
    first = page.get("/review/readings", limit=3)
    waiting = first["items"][0]
    assert (waiting["need"], first["done"], len(first["items"])) == ("no person has reviewed it", 0, 3)
    assert sum(stake["waiting"] for stake in first["stakes"]) == first["total"]
    page.post(f"/claims/{waiting['evidence']['claim']}/review", {"right": True})
    page.settle()
    after = page.get("/review/readings", limit=100)
    assert (after["done"], after["total"]) == (1, first["total"] - 1)
    assert waiting["evidence"]["claim"] not in {each["evidence"]["claim"] for each in after["items"]}
    about = page.get("/review/readings", about=page.find("Grupo Muestra"))
    assert 0 < about["total"] < after["total"]


def test_a_note_draws_what_is_new_and_any_of_its_claims_takes_it_back(page):
    note = {
        "text": "Told by phone: Juan Ficticio works for the Grupo Prueba.",
        "claims": [["Person:Juan Ficticio", "works_for", "Grupo Prueba"], ["Person:Juan Ficticio", "alias", "El Ficticio"]],
    }
    assert page.post("/notes/preview", note) == {"faults": [None, None], "fault": None, "marking": "TLP:CLEAR"}
    kept = page.post("/notes", note)
    page.settle()
    assert len(kept["claims"]) == 2
    assert page.find("Juan Ficticio")
    page.post(f"/claims/{kept['claims'][0]}/take-back", {})
    page.settle()
    assert page.get("/suggest", q="Juan Ficticio")["items"] == []


def test_a_preview_says_what_is_wrong_with_each_claim_and_keeps_nothing(page):
    before = len(page.desk.room().stage.exhibits.documents)
    asked = {"text": "", "claims": [["Nobody", "leads", "Grupo Prueba"], [SUBJECT, "leads", "Grupo Prueba"]]}
    told = page.post("/notes/preview", asked)
    assert "Person:Nobody" in told["faults"][0]
    assert told["faults"][1] is None
    assert "needs a text" in told["fault"]
    page.settle()
    assert len(page.desk.room().stage.exhibits.documents) == before


# --- files


@pytest.fixture
def scanned(case):
    """A PDF of two pages in the case, as it would be read."""
    from dataclasses import replace

    data = pdf([[REPORT], ["Nothing else is known."]])
    text = f"{REPORT}\n\fNothing else is known.\n"
    origin = source("Source of wire.txt")
    made = replace(document("papers/report.pdf", text, origin=origin), media_type="application/pdf")
    found = extraction(made, SUBJECT, "Grupo Prueba")
    case._store.deposit(made, data, origin, found, actor="owner", holding=made.name)
    return made, data


def test_a_page_of_a_pdf_is_a_picture_with_boxes(scanned, page):
    made, _ = scanned
    head = page.get(f"/documents/{made.id}")
    assert head["pages"] == [0, made.text.index("\f") + 1]
    picture = page.ask("GET", f"/documents/{made.id}/pages/1")
    assert picture.headers["content-type"] == "image/png"
    assert "sandbox" in picture.headers["content-security-policy"]
    marks = page.get(f"/documents/{made.id}/pages/1/marks")
    assert [m["entity"]["name"] for m in marks["mentions"]] == [SUBJECT, "Grupo Prueba"]
    assert all(0 <= share <= 1 for mark in marks["mentions"] for box in mark["boxes"] for share in box)
    assert (len(marks["claims"]), marks["unplaced"]) == (2, 0)
    for number in (0, 3):
        page.ask("GET", f"/documents/{made.id}/pages/{number}", 404)
    assert page.get(f"/documents/{doc(page, 'green.txt')}")["pages"] == []
    page.ask("GET", f"/documents/{doc(page, 'green.txt')}/pages/1", 404)


def test_the_file_itself_is_saved_and_never_shown(scanned, page):
    made, data = scanned
    answered = page.ask("GET", f"/documents/{made.id}/original")
    assert answered.content == data
    assert answered.headers["content-disposition"].startswith('attachment; filename="report.pdf"')
    assert answered.headers["content-type"] == "application/octet-stream"
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answered.headers["content-security-policy"]


def test_what_is_hidden_reads_like_what_is_absent(opened, case):
    """A document, and a claim in it, that the partner may not see."""
    page = opened()
    hidden, claim = doc(page, "amber.txt"), marked(page, "amber.txt")["leads"]["claim"]
    partner = opened("MEX")
    for path in ("", "/text", "/marks", "/claims", "/original", "/pages/1", "/pages/1/marks"):
        told = [partner.get(f"/documents/{each}{path}", 404)["message"].replace(each, "X") for each in (hidden, "d" + "0" * 24)]
        assert told[0] == told[1]
    page.post(f"/claims/{claim}/review", {"right": True})
    queue = partner.get("/review/readings", limit=200)
    assert claim not in {each["evidence"]["claim"] for each in queue["items"]}


def test_of_a_withheld_document_nothing_is_told_but_that(opened, case):
    page = opened()
    claim = marked(page, "amber.txt")["leads"]["claim"]
    withheld = doc(page, "amber.txt")
    case.mark(claim, "TLP:GREEN", "a test", by="ana")
    partner = opened("MEX")
    head = partner.get(f"/documents/{withheld}")
    assert head["withheld"]
    assert (head["file"], head["title"], head["source"], head["characters"], head["claims"]) == ("", None, None, 0, 1)
    (mark,) = partner.get(f"/documents/{withheld}/claims")["items"]
    assert (mark["claim"], mark["spans"], mark["place"]) == (claim, [], "")
    for path in ("/text", "/marks", "/original", "/pages/1"):
        partner.ask("GET", f"/documents/{withheld}{path}", 404)


def test_characters_that_hide_or_reorder_are_told_and_shift_nothing(case):
    text = "Ana \u202eoneG\u202c leads the Grupo\u200b Prueba.\nBye\x07."
    made = document("hostile.txt", text)
    put(case._store, made, extraction(made, "Ana", "Grupo"))
    desk = Desk(case)
    try:
        from tests.web.conftest import Browser

        piece = Browser(desk).get(f"/documents/{made.id}/text")
    finally:
        desk.close()
    shown = "\n".join(block["text"] for block in piece["blocks"])
    assert len(shown) == len(text)
    assert [(h["at"], h["code"]) for h in piece["hidden"]] == [
        (4, "U+202E"), (9, "U+202C"), (text.index("\u200b"), "U+200B"), (text.index("\x07"), "U+0007"),
    ]  # fmt: skip
    assert not set(shown) & set("\u202e\u202c\u200b\x07")
