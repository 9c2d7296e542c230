"""Review of merges at the page: proposals, a person's say, splitting what rules joined, taking back."""

from __future__ import annotations

import pytest
from tests.case.partners import SUBJECT

PROPOSED = {"Beto Ficticio", "Ficticio"}


@pytest.fixture
def page(opened, case):
    """The map has a Beto Ficticio, and a note that speaks of one Ficticio only: too little to join them."""
    case.note("Ficticio is forty-one.", [("Person:Ficticio", "age", "41")], by="Inés Ejemplo")
    return opened()


def pairs(page, state="proposed"):
    page.settle()
    return page.get("/review/merges", state=state)["items"]


def judge(page, pair, verdict, why="read both files", status=200):
    a, b = pair["id"].split("~")
    return page.post("/review/merges", {"a": a, "b": b, "verdict": verdict, "why": why}, status)


def entities(page):
    page.settle()
    return {hit["name"] for hit in page.get("/suggest", q="Ficticio")["items"]}


def test_a_near_pair_is_proposed_and_nothing_is_joined(page):
    (pair,) = pairs(page)
    assert {pair["a_name"], pair["b_name"]} == PROPOSED
    assert (pair["state"], pair["basis"], pair["judged"]) == ("proposed", "near", None)
    assert entities(page) == PROPOSED


def test_the_two_sides_stand_against_one_another(page):
    (pair,) = pairs(page)
    shown = page.get(f"/review/merges/{pair['id']}")
    assert shown["line"] == pair
    assert shown["line"]["score"] == pytest.approx(sum(reason["weight"] for reason in shown["reasons"]))
    assert shown["line"]["score"] < shown["threshold"]
    assert [reason["code"] for reason in shown["reasons"]] == ["surname"]
    sides = {shown[side]["entity"]["name"]: shown[side] for side in "ab"}
    assert set(sides) == PROPOSED
    for side in sides.values():
        assert side["claims"] >= len(side["evidence"]) > 0
        assert side["documents"]
        for evidence in side["evidence"]:
            assert evidence["quote"]
            assert page.get(f"/claims/{evidence['claim']}")["claim"] == evidence["claim"]
    for trait in shown["traits"]:
        for told in (*trait["a"], *trait["b"]):
            assert all(page.get(f"/claims/{claim}") for claim in told["claims"])


def test_accepting_joins_with_name_reason_and_time_and_undo_takes_it_back(page):
    (pair,) = pairs(page)
    (made,) = judge(page, pair, "same", "  the surname and\n the age ")["judgements"]
    assert entities(page) == {"Beto Ficticio"}
    assert pairs(page) == []
    (first, *_) = pairs(page, "made")
    told = first["judged"]
    assert (told["person"], told["why"], told["judgement"]) == ("Inés Ejemplo", "the surname and the age", made)
    assert told["at"]
    assert page.post("/review/undo", {"judgement": made})["judgements"] == [made]
    assert entities(page) == PROPOSED
    assert [line["id"] for line in pairs(page)] == [pair["id"]]
    (undone,) = pairs(page, "undone")
    assert undone["judged"]["ended_by"] == "Inés Ejemplo"
    assert undone["judged"]["ended_at"] >= undone["judged"]["at"]
    assert page.get(f"/review/merges/{undone['id']}", state="undone")["line"] == undone


def test_what_is_kept_apart_is_not_proposed_again_until_that_is_undone(page):
    (pair,) = pairs(page)
    (made,) = judge(page, pair, "different")["judgements"]
    assert pairs(page) == []
    (refused,) = pairs(page, "refused")
    assert refused["id"] == pair["id"]
    assert refused["judged"]["judgement"] == made
    assert page.get(f"/review/merges/{refused['id']}", state="refused")["line"] == refused
    page.post("/review/undo", {"judgement": made})
    assert len(pairs(page)) == 1


def test_what_cannot_be_told_is_listed_apart(page):
    (pair,) = pairs(page)
    judge(page, pair, "unsure", "no second source")
    (still,) = pairs(page)
    assert (still["basis"], still["judged"]["why"]) == ("unsure", "no second source")
    assert entities(page) == PROPOSED


def test_a_merge_that_rules_made_can_be_split_and_put_back(page):
    made = [line for line in pairs(page, "made") if line["judged"]["person"] is None]
    line = next(line for line in made if line["a"]["name"] == SUBJECT)
    shown = page.get(f"/review/merges/{line['id']}", state="made")
    assert shown["reasons"]
    assert shown["a"]["document_count"] + shown["b"]["document_count"] == shown["referents"]
    (said,) = judge(page, line, "different")["judgements"]
    page.settle()
    entity_of = page.desk.room().stage.network.entity_of
    a, b = line["id"].split("~")
    assert entity_of[a] != entity_of[b]
    page.post("/review/undo", {"judgement": said})
    page.settle()
    entity_of = page.desk.room().stage.network.entity_of
    assert entity_of[a] == entity_of[b]


def test_made_merges_come_least_sure_first(page):
    scores = [line["score"] for line in pairs(page, "made")]
    assert scores
    assert scores == sorted(scores)


def test_who_judges_says_his_name_and_a_viewer_only_reads(opened, page):
    (pair,) = pairs(page)
    assert judge(opened(by=None), pair, "same", status=403)["error"] == "needs-name"
    mexico = opened("MEX", by=None)
    assert judge(mexico, pair, "same", status=403)["error"] == "read-only"
    assert mexico.post("/review/undo", {"judgement": "j0"}, 403)["error"] == "read-only"


def test_a_viewer_is_told_no_time_and_nothing_that_was_undone(opened, page):
    (pair,) = pairs(page)
    (made,) = judge(page, pair, "different")["judgements"]
    page.post("/review/undo", {"judgement": made})
    mexico = opened("MEX", by=None)
    assert pairs(mexico, "undone") == []
    assert all(line["judged"]["at"] is None for line in pairs(mexico, "made"))


def test_where_reads_are_kept_a_comparison_is_one(opened, case, page):
    case.change_settings({"reasons": "yes"})
    reader = opened(reason="review of the warrant")
    (pair,) = pairs(reader)
    before = len(case.audit())
    reader.get(f"/review/merges/{pair['id']}")
    assert len(case.audit()) == before + 2


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"a": "r0", "b": "r1", "verdict": "same", "why": "x"}, 404),
        ({"a": "r0", "b": "r1", "verdict": "different", "why": "x"}, 404),
        ({"a": "r0", "b": "r1", "verdict": "perhaps", "why": "x"}, 422),
        ({"a": "r0", "verdict": "same"}, 422),
    ],
)
def test_what_cannot_be_judged_changes_nothing(page, case, body, status):
    before = case.state()
    page.post("/review/merges", body, status)
    assert case.state() == before


def test_a_pair_that_was_judged_since_is_shown_as_it_stands_now(page):
    (pair,) = pairs(page)
    judge(page, pair, "different")
    page.settle()
    shown = page.get(f"/review/merges/{pair['id']}", state="proposed")
    assert shown["line"]["state"] == "refused"
    assert shown["line"]["judged"]["person"] == "Inés Ejemplo"


def test_any_two_may_be_set_against_one_another(page):
    stage = page.desk.room().stage
    a, b = (min(stage.network.entities[page.find(name)].referents) for name in (SUBJECT, "Beto Ficticio"))
    shown = page.get(f"/review/merges/{a}~{b}")
    assert (shown["line"]["state"], shown["line"]["basis"], shown["line"]["score"]) == ("proposed", None, 0.0)
    assert {shown["a"]["entity"]["name"], shown["b"]["entity"]["name"]} == {SUBJECT, "Beto Ficticio"}
    assert page.get(f"/review/merges/{a}~{a}", 404)["error"] == "not-found"


def test_a_pair_that_is_not_on_the_map_is_not_found(page):
    assert page.get("/review/merges/r0~r1", 404)["error"] == "not-found"
    assert page.post("/review/undo", {"judgement": "j0"}, 404)["error"] == "not-found"
    assert page.get("/review/merges", 422, state="hidden")["error"] == "invalid"
