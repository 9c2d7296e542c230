"""`entramado review`, `category` and `subjects` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from entramado.cli.main import main
from entramado.cli.subjects import ORDERS
from entramado.share.subjects import CRITERIA, DEFAULT

REPORT = (
    "Max Mustermann, 50, is the leader of the Example Cartel. He was charged with murder on March 1, 2026.\n"
    "Governor Erika Musterfrau of Jalisco said on March 2, 2026 that the road blockades were over.\n"
)


def run(*args: object, check: int = 0) -> str:
    done = CliRunner().invoke(main, [str(arg) for arg in args])
    assert done.exit_code == check, done.output
    return done.stdout if check == 0 else done.output


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(REPORT)
    run("build", tmp_path / "c.entramado", tmp_path / "in")
    return tmp_path / "c.entramado"


def leading(case: Path) -> str:
    listed = json.loads(run("review", case, "--about", "Max Mustermann", "--json"))
    return next(each["claim"] for each in listed["claims"] if " leads " in each["says"])


def test_the_queue_a_review_and_what_becomes_of_it(case):
    assert "Max Mustermann leads Example Cartel" in run("review", case)
    claim = leading(case)
    assert "reviewed by ana" in run("review", case, claim, "--right", "--by", "ana")
    assert "it needs a second reviewer" in run("review", case)
    assert "assessed by ana and ben" in run("review", case, claim, "--right", "--by", "ben")
    assert "assessed as leader of Example Cartel by ana and ben" in run("subjects", case)
    assert "assessed by ana and ben" in run("explain", case, "Max Mustermann", "Example Cartel")


def test_what_was_found_misread_is_shown_apart_with_who_did(case):
    claim = leading(case)
    out = run("review", case, claim, "--wrong", "--by", "ana", "--why", "another man")
    assert "found misread by ana; the map leaves it out" in out
    for command in (
        ("show", "Max Mustermann"),
        ("explain", "Max Mustermann", "Example Cartel"),
        ("review", "--about", "Mustermann"),
    ):
        name, *rest = command
        out = run(name, case, *rest)
        assert "Found misread, and left out of the map" in out
        assert "found misread by ana" in out
        assert json.loads(run(name, case, *rest, "--json"))["misread"]
    assert "leader of Example Cartel" not in run("subjects", case)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("{claim}", "--right"), "say who reviewed it"),
        (("{claim}", "--by", "ana"), "--right when the document says so"),
        (("--wrong", "--by", "ana"), "say which claims"),
        (("{claim}", "--right", "--by", "owner"), "answered for by a person"),
        (("c000", "--right", "--by", "ana"), "no claim c000"),
    ],
)
def test_a_review_that_says_too_little_ends_with_2_and_says_what_to_do(case, args, message):
    assert message in run("review", case, *[arg.format(claim=leading(case)) for arg in args], check=2)


def test_a_category_by_hand_moves_a_person_to_another_list(case):
    claim = leading(case)
    out = run("category", case, "Max Mustermann", "witness", "--evidence", claim, "--by", "ines", "--date", "2026-03-02")
    assert "Another person reviews it" in out
    found = json.loads(run("subjects", case, "--json"))
    assert [each["name"] for each in found["witnesses"]] == ["Max Mustermann"]
    assert found["persons"] == []
    assert found["witnesses"][0]["category"]["date"] == "2026-03-02"


@pytest.mark.parametrize("criterion", ORDERS)
def test_every_order_is_stated_where_it_is_used(case, criterion):
    out = run("subjects", case, "--sort", criterion)
    assert CRITERIA[criterion].words in out
    assert json.loads(run("subjects", case, "--sort", criterion, "--json"))["order"] == CRITERIA[criterion].words


def test_the_orders_of_the_command_are_those_of_the_map():
    assert sorted(ORDERS) == sorted(CRITERIA)
    assert ORDERS[0] == DEFAULT


def test_each_category_opens_to_its_quote_and_every_number_to_its_claims(case):
    found = json.loads(run("subjects", case, "--json"))
    (max_,) = found["persons"]
    assert max_["category"]["evidence"][0]["quote"] in REPORT.replace("\n", " ")
    assert set(max_["claims"]) >= {claim for item in max_["standing"] for claim in item["claims"]}
    assert [each["name"] for each in found["officials"]] == ["Erika Musterfrau"]
    assert "Erika Musterfrau" in run("subjects", case, "--all")
