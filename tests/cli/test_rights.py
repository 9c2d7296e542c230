"""retention, purge and subject-access on the command line: what they print, and what they refuse."""

from __future__ import annotations

import json
import os
import shutil
import stat
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import update

import entramado
from entramado.cli.main import main
from entramado.store import Store, schema

TODAY = datetime.now(UTC).date()
SAID = ("--authority", "order 12/2026", "--by", "ines", "--why", "no basis")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Ana Ejemplo leads the Blue Gang.\n", "utf-8")
    (reports / "b.txt").write_text("Juan Ficticio is a member of the Blue Gang. Ana Ejemplo leads the Blue Gang.\n", "utf-8")
    with entramado.open(folder / "a.entramado") as case:
        case.build(reports, workers=1)
    return folder / "a.entramado"


@pytest.fixture
def path(built, tmp_path):
    return shutil.copy(built, tmp_path / "a.entramado")


def run(*arguments, code=0, **more):
    done = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"}).invoke(main, [str(a) for a in arguments], **more)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.output


def make_overdue(path):
    with Store(path) as store, store.act("test", "test", "age it") as act:
        past = (TODAY - timedelta(days=1)).isoformat()
        act.connection.execute(update(schema.document).where(schema.document.c.name == "a.txt").values(review_by=past))


def test_retention_lists_keeps_and_warns(path):
    assert "2 documents, 0 overdue" in run("retention", path)
    make_overdue(path)
    said = run("retention", path)
    assert "1 document past the review date" in said
    assert f"entramado retention {path} --keep DOCUMENT" in said
    listed = json.loads(run("retention", path, "--json"))
    assert [(each["name"], each["state"]) for each in listed] == [("a.txt", "overdue"), ("b.txt", "kept")]
    assert json.loads(run("retention", path, "--due", TODAY, "--json"))[0]["name"] == "a.txt"
    soon = TODAY + timedelta(days=30)
    run("retention", path, "--keep", "a.txt", "--until", soon, "--by", "ines", "--why", "the trial")
    assert "due soon" in run("retention", path)


def test_a_build_tells_the_owner_what_is_overdue(path):
    make_overdue(path)
    reports = path.parent / "reports"
    reports.mkdir()
    (reports / "c.txt").write_text("The Red Crew operates in Jalisco.\n", "utf-8")
    assert "1 document past the review date, seen by the owner alone" in run("build", path, reports, "--workers", 1)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--keep", "a.txt"), "a review says until when"),
        (("--keep", "a.txt", "--until", "soon", "--by", "i", "--why", "w"), "is no date: write YYYY-MM-DD"),
        (("--keep", "a.txt", "--until", "2099-01-01", "--by", "i", "--why", "w"), "more than 5 years"),
        (("--keep", "a.txt", "--until", "2001-01-01", "--by", "i", "--why", "w"), "is past"),
        (("--keep", "a.txt", "--until", TODAY, "--by", "owner", "--why", "w"), "say who"),
        (("--keep", "a.txt", "--until", TODAY, "--by", "i", "--why", ""), "say why"),
        (("--keep", "no.txt", "--until", TODAY, "--by", "i", "--why", "w"), "no document no.txt"),
        (("--until", TODAY), "--until goes with --keep"),
        (("--due", "x"), "is no date"),
    ],
)
def test_reviews_that_cannot_be(path, arguments, says):
    assert says in run("retention", path, *arguments, code=2)


def test_a_purge_shows_asks_and_deletes(path):
    shown = run("purge", path, "--subject", "Ana Ejemplo")
    assert "whole: a.txt" in shown
    assert "of b.txt" in shown
    assert "Nothing was deleted" in shown
    assert "Nothing was deleted" in run("purge", path, "--subject", "Ana Ejemplo", *SAID, input="n\n")
    assert "Ana Ejemplo" in run("show", path, "Ana Ejemplo")
    assert "Purged, as" in run("purge", path, "--subject", "Ana Ejemplo", *SAID, input="y\n")
    gone = run("show", path, "Ana Ejemplo", code=2)
    never = run("show", path, "Eva Inventada", code=2)
    assert gone.replace("Ana Ejemplo", "X") == never.replace("Eva Inventada", "X")
    run("audit", "verify", path)
    again = run("purge", path, "--subject", "Ana Ejemplo", "--yes", *SAID, code=2)
    assert again.replace("Ana Ejemplo", "X") == run("purge", path, "--subject", "Eva Inventada", code=2).replace(
        "Eva Inventada", "X"
    )


def test_where_reads_need_a_reason_so_does_the_look_before_a_purge(path):
    run("settings", path, "--reasons")
    assert "keeps who looks and why" in run("purge", path, "--subject", "Ana Ejemplo", code=2)
    run("purge", path, "--subject", "Ana Ejemplo", "--why", "an order came")
    with entramado.open(path) as case:
        last = case.audit()[-1]
    assert (last.action, last.what["through"], last.why) == ("read", "purge", "an order came")


def test_a_purge_for_programs_only_shows_without_yes(path):
    shown = json.loads(run("purge", path, "--document", "a.txt", *SAID, "--json"))
    assert shown["purged"] is None
    assert [each["name"] for each in shown["documents"]] == ["a.txt"]
    done = json.loads(run("purge", path, "--document", "a.txt", *SAID, "--json", "--yes"))
    assert done["purged"]
    assert done["clean"]
    assert done["rows"] == shown["rows"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "say what is to go"),
        (("--document", "a.txt", "--overdue"), "one of them"),
        (("--document", "no.txt"), "no document no.txt"),
        (("--document", "a.txt", "--yes"), "a purge says on what authority"),
        (("--claim", "c1"), "no claim c1"),
        (("--overdue",), "no document is overdue"),
        (("--document", "a.txt", "--yes", "--authority", "a", "--by", "owner", "--why", "w"), "say who decides it"),
        (("--document", "a.txt", "--yes", "--authority", "a", "--by", "i", "--why", " "), "say why"),
        (("--document", "a.txt", "--yes", "--authority", " ", "--by", "i", "--why", "w"), "say on what authority"),
        (("--subject", "Ana Ejemplo", "--yes", "--authority", "of Ana Ejemplo", "--by", "i", "--why", "w"), "without naming"),
    ],
)
def test_purges_that_cannot_be(path, arguments, says):
    assert says in run("purge", path, *arguments, code=2)
    assert len(json.loads(run("documents", path, "--json"))) == 2


def test_the_answer_and_the_worksheet_are_two_files(path, tmp_path):
    answer, sheet = tmp_path / "answer.html", tmp_path / "sheet.json"
    said = run("subject-access", path, "Juan Ficticio", "-o", answer, "--worksheet", sheet, "--requester", "in person")
    assert "Read it before it goes" in said
    assert "member of the Blue Gang" in answer.read_text("utf-8")
    assert "Ana Ejemplo" not in answer.read_text("utf-8")
    assert json.loads(sheet.read_text("utf-8"))["rows"]
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    run("subject-access", path, "Juan Ficticio", "-o", tmp_path / "answer.json", "--as", "nobody")
    assert json.loads((tmp_path / "answer.json").read_text("utf-8"))["lines"]


@pytest.mark.parametrize(
    ("name", "files", "says"),
    [
        ("Juan Ficticio", ("-o", "a.pdf"), "ends with .html or .json"),
        ("Juan Ficticio", ("-o", "a.html", "--worksheet", "a.html"), "two files"),
        ("Juan Ficticio", ("-o", "a.html", "--worksheet", "w"), "ends with .html or .json"),
        (" ", ("-o", "a.html"), "say whom"),
    ],
)
def test_answers_that_cannot_be(path, tmp_path, monkeypatch, name, files, says):
    monkeypatch.chdir(tmp_path)
    assert says in run("subject-access", path, name, *files, code=2)
    assert not list(tmp_path.glob("a.html"))


def test_a_case_that_may_only_be_read_says_so(path, tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda _, mode: mode == os.R_OK)
    for arguments in (
        ("purge", path, "--document", "a.txt", *SAID, "--yes"),
        ("retention", path, "--keep", "a.txt", "--until", TODAY, "--by", "i", "--why", "w"),
        ("subject-access", path, "Juan Ficticio", "-o", tmp_path / "x.html"),
    ):
        assert "may only be read" in run(*arguments, code=2)
    assert "2 documents" in run("retention", path)
