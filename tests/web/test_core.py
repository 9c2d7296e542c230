"""Search, evidence and filter as the page asks for them."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.case.partners import SUBJECT

from entramado.resolve.resolution import entity_id
from entramado.web.openapi import description


def test_an_entity_is_found_by_the_beginnings_of_its_words(page):
    for text in ("Ana Ejemplo", "ejem an", "ANA", "aña", "Ej"):
        assert SUBJECT in [hit["name"] for hit in page.get("/suggest", q=text)["items"]], text
    assert page.get("/suggest", q="")["items"] == []
    (near, *_) = page.get("/suggest", q="Anna Ejemploo")["items"]
    assert (near["name"], near["near"]) == (SUBJECT, True)
    assert page.get("/suggest", q="zzzzzz")["items"] == []


def test_an_id_finds_its_entity_and_types_narrow(page):
    entity = page.find(SUBJECT)
    assert [hit["id"] for hit in page.get("/suggest", q=entity)["items"]] == [entity]
    assert page.get("/suggest", q="Ana", type="Organization")["items"] == []


def test_sentences_are_found_with_what_stands_in_them(page):
    found = page.get("/search", q="iron hand")["passages"]
    (hit,) = found["items"]
    assert hit["file"] == "green.txt"
    assert hit["claims"] == 2
    assert [hit["snippet"][a:b] for a, b in hit["marks"]] == ["iron", "hand"]
    assert page.get("/search", q='"hand iron"')["passages"]["total"] == 0


def test_pages_of_a_search_join_up_to_the_whole(page):
    whole = page.get("/search", q="Ejemplo leads", limit=100)["passages"]
    cursor, pieces = None, []
    while True:
        part = page.get("/search", q="Ejemplo leads", limit=2, **({"cursor": cursor} if cursor else {}))["passages"]
        pieces += part["items"]
        cursor = part["next"]
        if cursor is None:
            break
    assert pieces == whole["items"]
    assert len(pieces) == whole["total"] > 4


def test_every_line_of_the_map_opens_to_the_sentences_it_stands_on(page):
    stage = page.desk.room().stage
    for number, edge in enumerate(stage.network.edges):
        line = stage.said(number)
        assert page.get(f"/lines/{line.id}")["belief"] == line.belief
        found = page.get("/claims", line=line.id)["items"]
        assert {item["claim"] for item in found} == set(edge.claims)
        for item in found:
            text = stage.exhibits.documents[item["document"]].text
            assert text[item["start"] : item["end"]] == item["quote"]
            assert item["before"] == text[max(0, item["start"] - 240) : item["start"]]
            assert item["speakers"][-1]["name"] == f"Source of {item['file']}"


def test_a_pair_has_the_links_between_the_two_in_either_order(page):
    ana, group = page.find(SUBJECT), page.find("Grupo Prueba")
    one, other = (page.get(f"/pairs/{a}~{b}") for a, b in ((ana, group), (group, ana)))
    assert one == other
    (line,) = one["lines"]
    assert (line["phrase"], line["object"]["name"]) == ("leads", "Grupo Prueba")
    assert page.get("/pairs/x~y", 404)["error"] == "not-found"


def test_an_id_of_an_earlier_map_finds_what_its_referent_belongs_to_now(page):
    """An entity is named after the first of its referents: with another report, or a merge undone, that may be another one."""
    stage = page.desk.room().stage
    for referent, entity in stage.network.entity_of.items():
        assert stage.entity(entity_id([referent])).id == entity
    ana = stage.network.entities[page.find(SUBJECT)]
    group = page.find("Grupo Prueba")
    earlier = entity_id([max(ana.referents)])
    assert earlier != ana.id
    assert page.get("/claims", entity=earlier) == page.get("/claims", entity=ana.id)
    assert page.get(f"/pairs/{group}~{earlier}") == page.get(f"/pairs/{ana.id}~{group}")
    line = page.get(f"/pairs/{ana.id}~{group}")["lines"][0]["id"]
    assert page.get(f"/lines/{line.replace(ana.id, earlier)}")["id"] == line


def test_the_filter_says_what_each_part_hides(page):
    whole = page.get("/facets")
    assert whole["links"]["shown"] == whole["links"]["total"] == 6
    assert not any(whole["hidden"].values())
    source = next(s["value"] for s in whole["sources"] if s["name"] == "Source of wire.txt")
    less = page.get("/facets", hide_source=source, hide_predicate="leads")
    assert less["links"] == {"shown": 0, "total": 6}
    assert (less["hidden"]["source"], less["hidden"]["predicate"]) == (1, 6)
    one = page.get("/facets", hide_source=source)
    assert one["links"]["shown"] == 5
    assert next(s for s in one["sources"] if s["value"] == source)["hidden"] == 1
    assert page.get("/facets", review="reviewed")["links"]["shown"] == 0
    assert page.get("/facets", belief=1)["hidden"]["belief"] == 6
    assert page.get("/facets", hide_type="Person")["links"]["shown"] == 0
    assert page.get("/facets", undated="false")["hidden"]["time"] == 6


def test_a_value_that_nothing_has_hides_nothing(page):
    assert page.get("/facets", hide_source="s0", hide_grade="Z", hide_type="Ghost") == page.get("/facets")


def test_a_link_stays_while_one_of_its_claims_passes(page, case):
    case.note("Ana Ejemplo leads the Grupo Prueba.", [(SUBJECT, "leads", "Grupo Prueba")], by="Inés Ejemplo")
    page.settle()
    wire = next(s["value"] for s in page.get("/facets")["sources"] if s["name"] == "Source of wire.txt")
    note = next(s["value"] for s in page.get("/facets")["sources"] if s["name"] == "Inés Ejemplo")
    assert page.get("/facets", hide_source=wire)["hidden"]["source"] == 0
    assert page.get("/facets", hide_source=[wire, note])["hidden"]["source"] == 1


def test_time_leaves_what_touches_it(page, case):
    case.note("Ana Ejemplo leads the Grupo Prueba.", [(SUBJECT, "leads", "Grupo Prueba")], by="Inés Ejemplo")
    page.settle()
    day = page.get("/facets")["last_day"]
    assert page.get("/facets", **{"from": day, "undated": "false"})["links"]["shown"] == 1
    assert page.get("/facets", to="1999", undated="false")["links"]["shown"] == 0
    strip = page.get("/density", bins=4)
    assert (strip["first"], strip["last"], sum(strip["bins"]), sum(strip["stated"])) == (day, day, 1, 0)
    assert strip["undated"] > 0


def test_the_vocabulary_has_every_word_that_the_map_uses(page):
    words = page.get("/vocabulary")
    used = {edge.predicate for edge in page.desk.room().stage.network.edges}
    assert used <= {p["name"] for p in words["predicates"]}
    assert {"Person", "Organization"} <= {t["name"] for t in words["types"]}


def test_every_endpoint_is_described():
    """What no shape and no words describe, nobody can rely on."""
    for path, methods in description()["paths"].items():
        for method, told in methods.items():
            assert told.get("description"), (method, path)
            answered = told["responses"].get("200", {}).get("content", {})
            if "application/json" in answered:
                assert answered["application/json"]["schema"] or path == "/api/outlines/{level}", (method, path)  # TopoJSON


def test_no_list_is_without_an_end():
    """Every list comes as a page with a limit that is bounded."""
    for path, methods in description()["paths"].items():
        for told in methods.values():
            names = Counter(p["name"] for p in told.get("parameters", ()))
            for parameter in told.get("parameters", ()):
                if parameter["name"] == "limit":
                    assert parameter["schema"].get("maximum"), path
            assert names["cursor"] <= names["limit"], path


@pytest.mark.parametrize("path", ["/search", "/suggest"])
@pytest.mark.parametrize("query", ["%", "'", '"', "a" * 400, "\x00", "ana OR 1=1", "\u202e", "🦀", "()", "*"])
def test_odd_queries_are_answered(page, path, query):
    page.get(path, q=query)
