"""The command line end to end, on three small reports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from entramado.cli.main import main

REPORTS = {
    "one.txt": "Max Mustermann, 50, is the leader of the Example Cartel. He was arrested in Guadalajara on March 1, 2026.\n",
    "two.txt": "Police arrested Max Mustermann, 51, the leader of the Example Cartel, in Guadalajara on March 1, 2026.\n",
    "three.txt": "Governor Erika Musterfrau of Jalisco said on March 2, 2026 that the road blockades were over.\n",
}


def run(*args: object, check: int = 0, stdin: str = "") -> str:
    done = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
    assert done.exit_code == check, done.output
    return done.stdout if check == 0 else done.output


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / name).write_text(text)
    rows = "".join(f"{name},2026-03-02\n" for name in REPORTS)
    (reports / "sources.csv").write_text("file,published\n" + rows)
    path = folder / "case.entramado"
    out = run("build", path, reports)
    assert "3 documents read" in out
    return path


def test_the_command_is_installed_and_helps_without_a_case():
    done = subprocess.run([sys.executable, "-m", "entramado", "--help"], capture_output=True, text=True, timeout=60, check=True)
    assert "build" in done.stdout


def test_a_second_build_reads_only_what_is_new(case):
    again = json.loads(run("build", case, case.parent / "reports", "--json"))
    assert (again["added"], again["known"]) == ([], 3)


@pytest.mark.parametrize(
    "command",
    [
        ("show", "Max Mustermann"),
        ("show", "Max Mustermann", "--quotes"),
        ("explain", "Max Mustermann", "Example Cartel"),
        ("explain", "Max Mustermann"),
        ("search", "road blockades"),
        ("subjects",),
        ("disagreements",),
        ("timeline",),
        ("timeline", "Max Mustermann"),
        ("documents",),
        ("problems",),
    ],
)
def test_every_reading_command_prints_and_gives_json(case, command):
    name, *rest = command
    assert run(name, case, *rest).strip()
    if "--quotes" not in rest:
        json.loads(run(name, case, *rest, "--json"))


def test_show_cites_a_source_under_every_line(case):
    out = run("show", case, "Max Mustermann")
    assert "Example Cartel" in out
    assert "one.txt" in out
    assert "two.txt" in out


def test_explain_quotes_the_sentences(case):
    out = run("explain", case, "Max Mustermann", "Example Cartel")
    assert "leads" in out
    assert "the leader of the Example Cartel" in out


def test_the_ages_differ_and_are_shown(case):
    found = json.loads(run("disagreements", case, "--json"))
    ages = [d for d in found if d["predicate"] == "age"]
    assert ages
    assert {side["says"] for side in ages[0]["sides"]} == {"50", "51"}


def test_notes_merges_and_their_undoing(case):
    claim = ("--claim", "Max Mustermann", "alias", "the Man of Samples")
    run("note", case, "--text", "Max Mustermann is also the Man of Samples.", *claim)
    assert "the Man of Samples" in run("show", case, "Max Mustermann")
    before = run("show", case, "Erika Musterfrau", "--json")
    run("merge", case, "Erika Musterfrau", "Max Mustermann", "--why", "a test")
    assert run("show", case, "Erika Musterfrau", "--json") != before
    run("undo", case)
    assert run("show", case, "Erika Musterfrau", "--json") == before


def test_a_page_and_every_export_are_written(case, tmp_path):
    run("html", case, "-o", tmp_path / "map.html")
    assert (tmp_path / "map.html").stat().st_size > 10_000
    for form in ("claims", "ftm", "graphml", "gexf", "csv", "geojson"):
        run("export", case, "--format", form, "-o", tmp_path / f"map.{form}")
        assert (tmp_path / f"map.{form}").stat().st_size > 0
    assert run("export", case, "--format", "claims", "-o", "-").startswith('{"kind": "document"')


def test_a_viewer_without_clearance_sees_nothing_and_is_told_nothing(case, tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "hidden.txt").write_text("Hidden Henry is the leader of the Example Cartel.\n")
    (secret / "sources.csv").write_text("file,marking\nhidden.txt,TLP:RED\n")
    own = tmp_path / "own.entramado"
    run("build", own, secret)
    run("viewers", own, "--add", "partner", "--clearance", "TLP:GREEN")
    absent = run("show", own, "Nobody Atall", "--as", "partner", check=2)
    hidden = run("show", own, "Hidden Henry", "--as", "partner", check=2)
    assert hidden.replace("Hidden Henry", "X") == absent.replace("Nobody Atall", "X")
    assert "Hidden Henry" in run("show", own, "Hidden Henry")


def test_what_is_refused_is_named_with_exit_code_1_and_loses_nothing_else(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text("")
    (tmp_path / "in" / "good.txt").write_text("Max Mustermann leads the Example Cartel.\n")
    out = run("build", tmp_path / "c.entramado", tmp_path / "in", check=1)
    assert "empty.txt" in out
    assert "1 document read" in out
    assert "empty.txt" in run("problems", tmp_path / "c.entramado")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("show", "{tmp}/none.entramado", "X"), "Make one with `entramado build"),
        (("build", "{tmp}/c.entramado", "{tmp}/nowhere"), "There is nothing at"),
        (("show", "{case}", "Nobody"), "Nothing on this map is called"),
        (("export", "{case}", "--format", "nonsense", "-o", "x"), "nonsense"),
    ],
)
def test_a_wrong_request_ends_with_2_and_says_what_to_do(case, tmp_path, args, message):
    assert message in run(*[a.format(case=case, tmp=tmp_path) for a in args], check=2)


def test_a_name_that_is_no_viewer_sees_what_everyone_may(case):
    done = CliRunner().invoke(main, ["show", str(case), "Max Mustermann", "--as", "anybody"])
    assert done.exit_code == 0
    assert "Example Cartel" in done.stdout
    assert "no viewer of this case" in done.stderr
