"""`entramado dossier`: a file of each form, and what it says when there is none to write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from entramado import Case
from entramado.cli.main import main
from entramado.model.view import Viewer


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dossier") / "case.entramado"
    with Case(path) as made:
        open_to_all = {"by": "ana", "reliability": "B", "marking": "TLP:CLEAR"}
        led = ("Person:Juan Ficticio", "leads", "Organization:Example Cartel")
        made.note("Juan Ficticio leads the Example Cartel.", [led], **open_to_all)
        made.note("Juan Ficticio was born in Sampleton.", [("Juan Ficticio", "born_in", "Place:Sampleton")], **open_to_all)
        made.note(
            "Juan Ficticio owns Muestra Trading.",
            [("Juan Ficticio", "owns", "Organization:Muestra Trading")],
            by="ben",
            marking="TLP:AMBER",
        )
        made.note("Ana Ejemplo was a victim of it.", [("Person:Ana Ejemplo", "category", "victim")], **open_to_all)
        made.add_viewer(Viewer("press"))
    return path


def run(*args: object, check: int = 0, stdin: str = "") -> str:
    done = CliRunner().invoke(main, ["dossier", *(str(arg) for arg in args)], input=stdin)
    assert done.exit_code == check, done.output
    return done.output


def test_each_form_is_written(case, tmp_path):
    for ending, begins in ((".html", b"<!doctype html>"), (".json", b"{"), (".pdf", b"%PDF")):
        if ending == ".pdf":
            pytest.importorskip("typst")
        out = tmp_path / f"juan{ending}"
        assert f"Wrote {out}" in run(case, "Juan Ficticio", "-o", out, "--purpose", "a trial", "--legal-basis", "Article 1")
        assert out.read_bytes().lstrip().startswith(begins)


def test_it_says_for_programs_what_it_wrote(case, tmp_path):
    told = json.loads(run(case, "Juan Ficticio", "-o", tmp_path / "x.json", "--json"))
    assert told["marking"] == "TLP:AMBER"
    assert told["figures"]["claims"] == 3
    assert told["bytes"] == (tmp_path / "x.json").stat().st_size


def test_what_the_viewer_may_not_see_is_not_in_it(case, tmp_path):
    for ending in (".html", ".json"):
        out = tmp_path / f"press{ending}"
        run(case, "Juan Ficticio", "-o", out, "--as", "press")
        text = out.read_text()
        assert "Muestra" not in text
        assert "TLP:AMBER" not in text
        assert "ben" not in text.replace("been", "").replace("benefi", "")


def test_what_is_not_stated_is_said_and_how_to_state_it(case, tmp_path):
    out = tmp_path / "x.html"
    assert "give --purpose and --legal-basis" in run(case, "Juan Ficticio", "-o", out)
    assert "give --legal-basis" in run(case, "Juan Ficticio", "-o", out, "--purpose", "a trial")
    assert "not stated" not in run(case, "Juan Ficticio", "-o", out, "--purpose", "a trial", "--legal-basis", "Article 1")


def test_a_victim_has_one_for_a_stated_end_only(case, tmp_path):
    out = tmp_path / "x.html"
    assert "victim" in run(case, "Ana Ejemplo", "-o", out, check=2)
    assert not out.exists()
    run(case, "Ana Ejemplo", "-o", out, "--purpose", "protection", "--legal-basis", "Article 1")
    assert "as a victim" in out.read_text()


@pytest.mark.parametrize(
    ("name", "file", "says"),
    [
        ("Nobody", "x.html", "Nothing on this map is called"),
        ("Sampleton", "x.html", "on a person or a group"),
        ("Juan Ficticio", "x.docx", "does not end in .pdf, .html, .json"),
        ("Juan Ficticio", "x", "does not end in"),
        ("Juan Ficticio", "missing/x.html", "There is no folder"),
    ],
)
def test_what_cannot_be_written_is_said_with_what_to_do(case, tmp_path, name, file, says):
    assert says in run(case, name, "-o", tmp_path / file, check=2)
    assert not list(tmp_path.iterdir())


def test_nothing_hidden_can_be_told_from_nothing_there(case, tmp_path):
    hidden = run(case, "Muestra Trading", "-o", tmp_path / "x.html", "--as", "press", check=2)
    absent = run(case, "Muestro Trading", "-o", tmp_path / "x.html", "--as", "press", check=2)
    assert hidden.replace("Muestra", "Muestro") == absent


def test_an_unknown_viewer_sees_what_everyone_may(case, tmp_path):
    said = run(case, "Juan Ficticio", "-o", tmp_path / "x.json", "--as", "stranger")
    assert "no viewer of this case" in said
    assert "TLP:CLEAR" in said


def test_no_case_is_said_as_that(tmp_path):
    assert "no case" in run(tmp_path / "none.entramado", "Juan", "-o", tmp_path / "x.html", check=2)
