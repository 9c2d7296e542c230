"""Disagreements as the page asks for them."""

from __future__ import annotations

import pytest

import entramado
from entramado.web.desk import Desk

TEXT = "Ana Ejemplo, {age}, leads the Grupo Prueba, the ministry said."


@pytest.fixture
def differing(tmp_path, opened):
    """A page of a case in which two reports differ on an age."""
    for name, age in (("one.txt", 41), ("two.txt", 58)):
        (tmp_path / name).write_text(TEXT.format(age=age))
    (tmp_path / "sources.csv").write_text(
        "file,source,reliability,credibility,published\none.txt,Example Wire,B,2,2026-02-23\ntwo.txt,Sample Blog,C,3,2026-02-24\n"
    )
    with entramado.open(tmp_path / "differing.entramado") as case:
        case.build([tmp_path / "one.txt", tmp_path / "two.txt"], workers=1)
        desk = Desk(case)
        from tests.web.conftest import Browser

        yield Browser(desk)
        desk.close()


def test_a_disagreement_is_listed_and_laid_open(differing):
    found = differing.get("/disagreements")
    (row,) = [item for item in found["items"] if item["predicate"] == "age"]
    assert row["lowers"] == (row["nature"] == "contradiction")
    file = differing.get(f"/disagreements/{row['id']}")
    assert sorted(side["value"] for side in file["sides"]) == ["41", "58"]
    for side in file["sides"]:
        assert side["claims"][0]["quote"]
        assert side["belief"] is not None
    about = differing.get("/disagreements", about=row["subject"]["id"])
    assert row["id"] in [item["id"] for item in about["items"]]


def test_filters_are_checked(differing):
    assert differing.get("/disagreements", nature="denial")["items"] == []
    assert differing.get("/disagreements", nature="quarrel", status=422)["error"] == "invalid"
    assert differing.get("/disagreements", about="e0", status=404)["error"] == "not-found"
    assert differing.get("/disagreements/x0", status=404)["error"] == "not-found"
