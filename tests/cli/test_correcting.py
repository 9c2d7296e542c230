"""`entramado correct` and `take-back` from the command line: a person's reading beside the machine's, and out again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import entramado
from entramado.cli.main import main
from entramado.model.view import Viewer

REPORT = "Max Mustermann, 50, is the leader of the Example Cartel. Erika Musterfrau works for the Example Cartel.\n"
SECRET = "Hans Ejemplo is the leader of the Blue Gang.\n"
MANIFEST = "file,source,reliability,marking\none.txt,Example Wire,B,TLP:CLEAR\ntwo.txt,Example Desk,B,TLP:RED\n"
Run = Callable[..., str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("correcting")
    inbox = folder / "in"
    inbox.mkdir()
    for name, text in (("one.txt", REPORT), ("two.txt", SECRET), ("sources.csv", MANIFEST)):
        (inbox / name).write_text(text, encoding="utf-8")
    with entramado.open(folder / "c.entramado") as case:
        case.build(inbox, workers=1)
        case.add_viewer(Viewer("partner", clearance="TLP:GREEN"))
    return folder / "c.entramado"


@pytest.fixture
def run(built: Path, tmp_path: Path) -> Run:
    """Runs a command on a copy of the case: ``run("correct", claim, "--negated")``."""
    case = Path(shutil.copy(built, tmp_path / "c.entramado"))

    def command(name: str, *args: str, fails: int = 0) -> str:
        done = CliRunner().invoke(main, [name, str(case), *args])
        assert done.exit_code == fails, done.output
        return done.output

    return command


def claim(run: Run, words: str = "Max Mustermann leads") -> str:
    listed = json.loads(run("review", "--json"))["claims"]
    return next(each["claim"] for each in listed if each["says"].startswith(words))


def test_a_correction_stands_beside_the_reading_and_is_taken_back(run):
    leads = claim(run)
    out = run("correct", leads, "--predicate", "works_for", "--since", "2024", "--by", "ana", "--why", "hired, not leading")
    assert "Max Mustermann works for Example Cartel: written by ana, not reviewed" in out
    assert f"{leads} was read there before, and is found misread." in out
    held, misread = run("show", "Max Mustermann").split("found misread by ana")
    assert "works for" in held
    assert leads in misread
    taken = run("take-back", leads, "--by", "ana", "--why", "a slip")
    assert leads in taken
    shown = run("show", "Max Mustermann")
    assert "leads" in shown
    assert "works for" not in shown
    assert "misread" not in shown


def test_the_same_as_json(run):
    leads = claim(run)
    made = json.loads(run("correct", leads, "--negated", "--by", "ana", "--json"))
    assert made["misread"] == leads
    assert made["claim"]["negated"] is True
    assert made["claim"]["readings"] == [{"by": "person:ana", "p": 1.0}]
    back = json.loads(run("take-back", made["claim"]["claim"], "--by", "ana", "--json"))
    assert {leads, made["claim"]["claim"]} == set(back["claims"])


def test_taking_back_ends_one_act_after_the_other(run):
    leads = claim(run)
    run("correct", leads, "--predicate", "works_for", "--by", "ana")
    run("correct", leads, "--modality", "alleged", "--by", "ana")
    assert "alleged" in run("explain", "Max Mustermann", "Example Cartel")
    run("take-back", leads, "--by", "ana")
    assert "works for" in run("show", "Max Mustermann")
    run("take-back", leads, "--by", "ana")
    assert "leads" in run("show", "Max Mustermann")
    assert "there is nothing to take back" in run("take-back", leads, "--by", "ana", fails=2)


def test_nobody_takes_back_what_another_said(run):
    leads = claim(run)
    run("correct", leads, "--negated", "--by", "ana")
    assert "ben has said nothing of claim" in run("take-back", leads, "--by", "ben", fails=2)


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ((), "say what it should be"),
        (("--predicate", "nonsense"), "the vocabulary has no predicate 'nonsense'"),
        (("--value", "3", "--object", "Example Cartel"), "an object or a value, not both"),
        (("--object", "Nobody At All"), "Nothing on this map is called"),
        (("--subject", "Person:Nobody At All"), "the document does not say"),
        (("--predicate", "born_in"), "born_in"),
        (("--since", "last summer"), "is not a date like 2025, 2026-02 or 2026-02-22"),
        (("--since", "2025", "--until", "2024"), "is after until 2024: swap them"),
        (("--affirmed",), "says just that already"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(run, args, why):
    leads = claim(run)
    before = run("show", "Max Mustermann")
    assert why in run("correct", leads, *args, "--by", "ana", fails=2)
    assert run("show", "Max Mustermann") == before


@pytest.mark.parametrize("name", ["correct", "take-back"])
def test_a_person_answers_for_it(run, name):
    changes = ("--negated",) if name == "correct" else ()
    assert "--by" in run(name, claim(run), *changes, fails=2)
    assert "say who read it" in run(name, claim(run), *changes, "--by", "  ", fails=2)
    assert "no claim nope" in run(name, "nope", *changes, "--by", "ana", fails=2)


@pytest.mark.parametrize("name", ["correct", "take-back"])
def test_a_claim_that_a_viewer_may_not_see_is_none(run, name):
    """Refused in the words that one gets for a claim that does not exist."""
    hidden = claim(run, "Hans Ejemplo leads")
    changes = ("--negated",) if name == "correct" else ()
    assert f"no claim {hidden}" in run(name, hidden, *changes, "--by", "ana", "--as", "partner", fails=2)
