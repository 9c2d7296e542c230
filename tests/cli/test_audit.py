"""`entramado audit`: list, verify, head, prove, check; and reads that need a reason."""

import json

import pytest
from click.testing import CliRunner

pytest.importorskip("cryptography")

from entramado.cli.main import main
from entramado.share.package.keys import SigningKey, default_path, trust


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ENTRAMADO_KEY", raising=False)
    return tmp_path


@pytest.fixture
def case(tmp_path):
    (tmp_path / "a.txt").write_text("Ana Ejemplo leads the Sombra Cartel, the ministry said on Monday.")
    path = tmp_path / "c.entramado"
    run("build", path, tmp_path / "a.txt", "--workers", "1")
    return path


def run(*arguments, code=0):
    done = CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def damage(case, statement):
    import sqlite3

    with sqlite3.connect(case) as connection:
        connection.execute(statement)
    connection.close()


def test_the_list_says_what_was_done_to_what(case):
    for said in (run("audit", case), run("audit", "list", case)):
        assert "deposit" in said
        assert "a.txt" in said
    told = json.loads(run("audit", case, "--json"))
    (entry,) = told["entries"]
    assert (entry["id"], entry["actor"], entry["action"]) == (1, "owner", "deposit")
    assert told["names"][entry["what"]["document"]] == "a.txt"


def test_the_list_shows_no_control_characters(case):
    run("settings", case, "--organisation", "x", "--by", "ana\x1b[31m\nforged line")
    said = run("audit", case)
    assert "\x1b" not in said
    assert len(said.splitlines()) == 2


def test_a_whole_case_verifies_and_a_changed_one_does_not(case):
    assert "1 entry, whole" in run("audit", "verify", case)
    damage(case, "UPDATE document SET text = text || ' No.'")
    said = run("audit", "verify", case, code=1)
    assert "document a.txt, or what was read out of it, was changed (entry 1, deposit)" in said
    assert json.loads(run("audit", "verify", case, "--json", code=1))["faults"]


def test_heads_and_proofs(case, tmp_path):
    head, proof = tmp_path / "head.json", tmp_path / "proof.json"
    run("audit", "head", case, "-o", head, code=2)
    SigningKey.create(default_path())
    assert "Wrote" in run("audit", "head", case, "-o", head)
    run("settings", case, "--organisation", "Unit")
    assert "only added to" in run("audit", "verify", case, "--head", head)
    assert len(json.loads(run("audit", "verify", case, "--head", head, "--json"))["consistency"][str(head)]) == 1
    run("audit", "prove", case, 1, "-o", proof, "--head", head)
    assert "Entry 1 stood in the trail" in run("audit", "check", proof, "--head", head)
    proof.write_text(proof.read_text().replace('"actor":"owner"', '"actor":"ownes"'))
    assert "does not stand like this" in run("audit", "check", proof, "--head", head, code=1)
    run("audit", "prove", case, 9, "-o", proof, code=2)


def test_a_head_by_an_unknown_key_is_a_fault(case, tmp_path):
    head, other = tmp_path / "head.json", tmp_path / "other.pem"
    key = SigningKey.create(other)
    run("audit", "head", case, "-o", head, "--key", other)
    assert "signed by another key than expected" in run("audit", "verify", case, "--head", head, code=1)
    trust("Unit", key.public, tmp_path / "trusted")
    assert "only added to" in run("audit", "verify", case, "--head", head, "--trusted", tmp_path / "trusted")


def test_a_case_called_like_a_command_is_named_with_its_folder(case, monkeypatch):
    monkeypatch.chdir(case.parent)
    case.rename(case.with_name("verify"))
    assert "deposit" in run("audit", "./verify")


COMMANDS = [
    ["show", "Sombra Cartel"],
    ["explain", "Sombra Cartel"],
    ["search", "ministry"],
    ["subjects"],
    ["disagreements"],
    ["timeline"],
    ["documents"],
    ["problems"],
    ["html", "-o", "x.html"],
    ["export", "--format", "csv", "-o", "x.csv"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_reading_command_needs_a_reason_where_the_case_demands_one(case, command, monkeypatch):
    monkeypatch.chdir(case.parent)
    run("settings", case, "--reasons")
    name, *rest = command
    assert "--reason" in run(name, case, *rest, code=2)
    before = len(json.loads(run("audit", case, "--json"))["entries"])
    run(name, case, *rest, "--reason", "review of the warrant")
    new = json.loads(run("audit", case, "--json"))["entries"][before:]
    assert {entry["why"] for entry in new} == {"review of the warrant"}
    assert {entry["what"]["through"] for entry in new} == {name}
    assert new[0]["what"]["of"] == "map"
    assert (len(new) > 1) == (name in ("show", "explain"))
    assert "whole" in run("audit", "verify", case)
