"""Viewers, markings, consents and settings from the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.store.hand import document, extraction, put, source

from entramado.cli.main import main
from entramado.model.view import Viewer
from entramado.store import Store


def run(*arguments, code=0):
    done = CliRunner().invoke(main, [str(a) for a in arguments])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "a.entramado"
    wire = source("Example Wire")
    doc = document("a.txt", "Ana Roe leads the Blue Gang.", origin=wire)
    with Store(path, create=True) as store:
        put(store, doc, extraction(doc), wire)
        store.add_viewer(Viewer("press"), actor="owner")
    return path


def names(case, viewer):
    return [row["file"] for row in json.loads(run("documents", case, "--as", viewer, "--json"))]


def test_a_viewer_is_kept_with_all_that_binds_him_and_withdrawn(case):
    run("viewers", case, "--add", "MEX", "--clearance", "TLP:GREEN", "--country", "MEX", "--caveat", "CUI", "--caveat", "H2",
        "--purpose", "prosecution", "--organisation", "Unidad Ejemplo")  # fmt: skip
    owner, kept, _ = json.loads(run("viewers", case, "--json"))
    assert owner["name"] == "owner"
    assert kept == {
        "name": "MEX",
        "clearance": "TLP:GREEN",
        "country": "MEX",
        "organisation": "Unidad Ejemplo",
        "caveats": ["CUI", "H2"],
        "purposes": ["prosecution"],
    }
    assert "MEX  TLP:GREEN  MEX  CUI  H2  prosecution  Unidad Ejemplo" in run("viewers", case)
    assert "MEX" not in run("viewers", case, "--revoke", "MEX")
    assert "no viewer 'MEX'" in run("viewers", case, "--revoke", "MEX", code=2)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--clearance", "SECRET", "is no marking"),
        ("--clearance", "TLP:GREEN; H2", "level of TLP"),
        ("--country", "Mexico", "three capitals"),
        ("--caveat", "NOFORN", "is no caveat"),
        ("--purpose", "revenge", "is no purpose"),
    ],
)
def test_a_viewer_who_cannot_be_is_not_kept(case, option, value, said):
    assert said in run("viewers", case, "--add", "x", option, value, code=2)
    assert len(json.loads(run("viewers", case, "--json"))) == 2


def test_a_document_is_marked_by_its_name_and_hidden_from_then_on(case):
    assert names(case, "press") == ["a.txt"]
    said = run("mark", case, "a.txt", "TLP:AMBER", "--why", "the originator asks", "--by", "ana")
    assert "TLP:CLEAR → TLP:AMBER" in said
    assert names(case, "press") == []
    assert "mark" in run("audit", case)
    assert "no document, claim or source b.txt" in run("mark", case, "b.txt", "TLP:RED", "--why", "x", code=2)
    assert "is no marking" in run("mark", case, "a.txt", "AMBER", "--why", "x", code=2)
    assert "say why" in run("mark", case, "a.txt", "TLP:RED", "--why", " ", code=2)
    assert "--why" in run("mark", case, "a.txt", "TLP:RED", code=2)


def test_who_a_source_is_can_be_hidden_alone(case):
    assert "Source s" in run("mark", case, "Example Wire", "TLP:RED", "--why", "it is an informer")
    (row,) = json.loads(run("documents", case, "--as", "press", "--json"))
    assert (row["file"], row["source"]) == ("a.txt", None)


def test_an_analyst_hidden_as_a_source_is_named_nowhere(case):
    run("note", case, "--text", "Ana Roe leads the Red Gang.", "--claim", "Ana Roe", "leads", "Organization:Red Gang",
        "--by", "Inés Secreta", "--marking", "TLP:CLEAR")  # fmt: skip
    everything = ("documents",), ("show", "Ana Roe", "--quotes"), ("explain", "Ana Roe", "Red Gang"), ("explain", "Ana Roe")
    asked = [run(what[0], case, *what[1:], "--as", "press", *form) for what in everything for form in ((), ("--json",))]
    assert any("Secreta" in said for said in asked)
    run("mark", case, "Inés Secreta", "TLP:RED", "--why", "works under cover")
    asked = [run(what[0], case, *what[1:], "--as", "press", *form) for what in everything for form in ((), ("--json",))]
    assert [said for said in asked if "Secreta" in said] == []


def test_a_claim_marked_lower_is_shown_and_its_sentence_is_not(case):
    run("mark", case, "a.txt", "TLP:AMBER", "--why", "the originator asks")
    (ground,) = json.loads(run("explain", case, "Ana Roe", "Blue Gang", "--json"))["grounds"]
    run("mark", case, ground["evidence"][0]["claim"], "TLP:CLEAR", "--why", "cleared for release")
    (seen,) = json.loads(run("explain", case, "Ana Roe", "Blue Gang", "--as", "press", "--json"))["grounds"]
    (evidence,) = seen["evidence"]
    assert (evidence["quote"], evidence["file"], evidence["published"]) == ("", "withheld", None)
    shown = run("explain", case, "Ana Roe", "Blue Gang", "--as", "press")
    assert "withheld" in shown
    assert "Wire" not in shown


def test_consent_is_recorded_listed_and_opens_what_it_is_given_for(case):
    run("mark", case, "a.txt", "TLP:CLEAR; H2", "--why", "provider's condition")
    run("viewers", case, "--add", "MEX", "--country", "MEX")
    (doc,) = [row["id"] for row in json.loads(run("documents", case, "--json"))]
    assert "No consent" in run("consent", case)
    assert "--originator" in run("consent", case, doc, "--to", "MEX", code=2)
    run("consent", case, doc, "--to", "MEX", "--originator", "Example Unit", "--state", "asked", "--why", "letter 7")
    assert names(case, "MEX") == []
    run("consent", case, doc, "--to", "MEX", "--originator", "Example Unit", "--why", "answer to letter 7")
    assert names(case, "MEX") == ["a.txt"]
    assert names(case, "press") == []
    (kept,) = json.loads(run("consent", case, "--json"))
    assert (kept["state"], kept["recipient"], kept["why"]) == ("given", "MEX", "answer to letter 7")


def test_settings_are_kept_changed_and_unset(case):
    assert "Nothing is set" in run("settings", case)
    run("settings", case, "--organisation", "Unidad Ejemplo", "--country", "MEX", "--reasons")
    assert json.loads(run("settings", case, "--json")) == {"organisation": "Unidad Ejemplo", "country": "MEX", "reasons": "yes"}
    run("settings", case, "--no-reasons")
    assert "reasons" not in run("settings", case)
    assert "three capitals" in run("settings", case, "--country", "Mexico", code=2)
