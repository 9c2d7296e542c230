"""Files, lists and categories of subjects, as the page asks for them."""

from __future__ import annotations

from tests.case.partners import SECRET, SUBJECT

SECTIONS = ("names", "events", "places", "sources", "merges", "gaps")


def file_of(page, name=SUBJECT):
    return page.get(f"/entities/{page.find(name)}")


def test_a_file_has_head_facts_links_and_events(page):
    file = file_of(page)
    assert file["head"]["entity"]["name"] == SUBJECT
    assert file["head"]["category"]["word"] == "associate"
    led = next(group for group in file["links"] if group["predicate"] == "leads")
    assert (led["total"], len(led["items"])) == (5, 5)
    for said in led["items"]:
        assert said["line"]["origins"] == 1
        assert said["grades"]
        assert page.get("/claims", line=said["line"]["id"])["total"] == said["line"]["claims"]
    (age,) = file["facts"]
    assert {value["line"]["value"] for value in age["values"]} == {"41"}


def test_every_section_is_a_page(page):
    entity = page.find(SUBJECT)
    for section in SECTIONS:
        found = page.get(f"/entities/{entity}/{section}", limit=1)
        assert len(found["items"]) <= 1
        assert found["total"] >= len(found["items"])
    links = page.get(f"/entities/{entity}/links", predicate="leads", limit=2)
    assert (len(links["items"]), links["total"], links["next"]) == (2, 5, "2")
    assert page.get(f"/entities/{entity}/links", predicate="leads", inverse=True)["total"] == 0
    assert page.get(f"/entities/{entity}/attributes", predicate="age")["total"] == 1


def test_a_viewer_reads_no_word_of_what_is_hidden(opened):
    page = opened("MEX")
    entity = page.find(SUBJECT)
    answers = [page.ask("GET", f"/entities/{entity}").text, page.ask("GET", "/subjects").text]
    answers += [page.ask("GET", f"/entities/{entity}/{section}").text for section in SECTIONS]
    for text in answers:
        assert not [word for word in SECRET if word in text and word != "AMBER"]
    led = next(group for group in file_of(page)["links"] if group["predicate"] == "leads")
    assert led["total"] == 3


def test_absent_and_forbidden_read_alike(opened):
    hidden = opened().find("Banda Oculta")
    viewer = opened("MEX")
    absent = viewer.get("/entities/e000000000000000000000000", status=404)
    forbidden = viewer.get(f"/entities/{hidden}", status=404)
    assert forbidden["message"].replace(hidden, "") == absent["message"].replace("e000000000000000000000000", "")
    for section in SECTIONS:
        assert viewer.get(f"/entities/{hidden}/{section}", status=404)["error"] == "not-found"


def test_lists_are_in_a_stated_order(page):
    found = page.get("/subjects", order="claims")
    assert [row["entity"]["name"] for row in found["items"]] == [SUBJECT, "Beto Ficticio"]
    assert found["order_words"].startswith("most claims first")
    groups = page.get("/subjects", list="groups")
    assert groups["total"] == 6
    assert page.get("/subjects", order="guilt", status=422)["error"] == "invalid"
    assert page.get("/subjects", q="beto")["total"] == 1


def test_a_category_is_given_by_name_with_evidence_and_a_date(page, opened):
    entity = page.find(SUBJECT)
    claim = page.get("/claims", entity=entity)["items"][0]["claim"]
    kept = page.post(f"/entities/{entity}/category", {"category": "witness", "evidence": [claim], "date": "2026-03"}, status=201)
    assert kept["document"]
    page.settle()
    head = file_of(page)["head"]
    assert (head["category"]["word"], head["category"]["date"], head["category"]["explicit"]) == ("witness", "2026-03", True)
    assert head["category"]["ground"]["review"] == "none"
    assert head["protected"]
    text = page.get(f"/claims/{head['category']['ground']['claims'][0]}")
    assert "Inés Ejemplo" in str(text["readings"])


def test_a_category_needs_a_name_evidence_and_a_word_of_the_vocabulary(page, opened):
    entity = page.find(SUBJECT)
    path = f"/entities/{entity}/category"
    assert page.post(path, {"category": "witness"}, status=400)["error"] == "usage"
    assert page.post(path, {"category": "kingpin", "text": "no such word"}, status=422)["error"] == "vocabulary"
    nameless = opened(by=None)
    assert nameless.post(path, {"category": "witness", "text": "said so"}, status=403)["error"] == "needs-name"
    viewer = opened("MEX")
    path = f"/entities/{viewer.find(SUBJECT)}/category"
    assert viewer.post(path, {"category": "witness", "text": "said so"}, status=403)["error"] == "read-only"


def test_who_is_looked_at_is_on_the_record_where_the_case_demands_it(case, opened):
    case.change_settings({"reasons": "yes"})
    page = opened(reason="review of the warrant")
    before = len(list(case.audit()))
    page.get(f"/entities/{page.find(SUBJECT)}")
    after = list(case.audit())
    assert len(after) == before + 1
