from __future__ import annotations

import json
import subprocess
import sys

import click.testing
import pytest
from click.testing import CliRunner
from tests.case.partners import SUBJECT, claims_by_name

import entramado
from entramado.cli.main import main


@pytest.fixture
def us(filled, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("ENTRAMADO_KEY", str(tmp_path / "keys" / "us.pem"))
    path = tmp_path / "us.entramado"
    path.write_bytes(filled)
    return path


def run(*args: object, check: int = 0, stdin: str = "") -> str:
    done = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
    assert done.exit_code == check, (done.output, done.exception)
    return done.output


def release(us, *args: object, check: int = 0, to: str = "MEX") -> str:
    return run("release", us, "--to", to, "--subject", SUBJECT, *args, check=check)


def test_a_package_goes_from_one_case_to_another_and_is_taken_back(us, tmp_path, monkeypatch):
    said = release(us, "-o", tmp_path / "p.zip", "--yes", "--purpose", "prosecution", "--authority", "request 12", "--by", "Inés")
    assert f"kept at {tmp_path / 'keys' / 'us.pem'}" in said
    assert "package 1 for MEX" in said
    run("keys", "-o", tmp_path / "us.pub")
    them = tmp_path / "them.entramado"
    assert "Sound" in run("verify", tmp_path / "p.zip")
    monkeypatch.setenv("ENTRAMADO_KEY", str(tmp_path / "keys" / "them.pem"))
    assert "wrong (untrusted)" in run("receive", them, tmp_path / "p.zip", "--yes", check=1)
    assert not them.exists()
    run("keys", "--trust", tmp_path / "us.pub", "--name", "Agency Example")
    said = run("verify", tmp_path / "p.zip")
    assert "from: Agency Example (USA)" in said
    assert "dossier-ana-ejemplo.html" in said
    assert "Sound" in said
    assert "Added 6 claims of 3 documents" in run("receive", them, tmp_path / "p.zip", "--yes")
    assert "nothing was added" in run("receive", them, tmp_path / "p.zip", "--yes")
    assert "replayed" in run("verify", tmp_path / "p.zip", "--case", them, check=1)
    with entramado.open(us) as case:
        claim = claims_by_name(case)["Ana Ejemplo leads Grupo Muestra (green.txt)"]
    monkeypatch.setenv("ENTRAMADO_KEY", str(tmp_path / "keys" / "us.pem"))
    said = run("retract", us, claim, "--why", "another Ana")
    assert "1 recipient has it" in said
    assert f"entramado recall {us}" in said
    assert "1 claim." in run("recall", us, "-o", tmp_path / "notices", "--by", "Inés")
    assert "nothing to recall" in run("recall", us, "-o", tmp_path / "notices")
    assert "Ended 1 claim " in run("receive", them, tmp_path / "notices" / "recall-mex-2.zip", "--yes")
    listed = json.loads(run("disseminations", us, "--json"))
    assert [(d["kind"], d["sequence"], d["recalled"], d["pending"]) for d in listed] == [
        ("release", 1, 1, 0),
        ("recall", 2, 0, 0),
    ]


def test_the_preview_needs_no_key_and_changes_nothing(us, tmp_path):
    said = release(us, "--preview")
    assert "Stays: 4 claims" in said
    assert "H2 asks for the originator's consent" in said
    assert "entramado consent" in said
    assert "--to MEX" in said
    told = json.loads(release(us, "--dry-run", "--json"))
    assert told["goes"]["claims"] == 6
    assert [ask["state"] for held in told["stays"]["held"] for ask in held["consent"]] == [None, None]
    assert not (tmp_path / "keys").exists()
    assert json.loads(run("disseminations", us, "--json")) == []
    said = release(us, "--preview", to="press")
    assert "is no viewer of this case and gets what everyone may have" in said


def test_a_release_as_json_is_one_document(us, tmp_path):
    done = CliRunner().invoke(
        main, ["release", str(us), "--to", "MEX", "-o", str(tmp_path / "p"), "--yes", "--json", "--no-dossier", "--by", "Inés"]
    )
    told = json.loads(done.stdout)
    assert told["released"]["sequence"] == 1
    assert told["goes"]["subjects"] == []
    assert (tmp_path / "p" / "signature.json").exists()


def test_where_nobody_can_be_asked_nothing_goes(us, tmp_path):
    said = release(us, "-o", tmp_path / "p.zip", check=2)
    assert "release with --yes" in said
    assert not (tmp_path / "p.zip").exists()


def test_on_a_terminal_the_releaser_is_asked(us, tmp_path, monkeypatch):
    monkeypatch.setattr(click.testing._NamedTextIOWrapper, "isatty", lambda _: True, raising=False)
    command = ("release", us, "--to", "MEX", "-o", tmp_path / "p.zip", "--no-dossier", "--by", "Inés")
    assert "nothing was released" in run(*command, stdin="prosecution\nrequest 12\nn\n", check=2)
    assert not (tmp_path / "p.zip").exists()
    assert "Release 8 claims to MEX?" in run(*command, stdin="prosecution\n\ny\n")
    (listed,) = json.loads(run("disseminations", us, "--json"))
    assert (listed["purpose"], listed["authority"]) == ("prosecution", "not stated")
    run("keys", "-o", tmp_path / "us.pub")
    command = ("receive", tmp_path / "them.entramado", tmp_path / "p.zip", "--key", tmp_path / "us.pub")
    assert "nothing was received" in run(*command, stdin="n\n", check=2)
    assert not (tmp_path / "them.entramado").exists()
    assert "Added 8 claims" in run(*command, stdin="y\n")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--to", "MEX"), "say where the package goes"),
        (("--to", "MEX", "-o", "{tmp}/there.zip", "--yes"), "nothing is overwritten"),
        (("--to", "MEX", "-o", "{tmp}/no/p.zip", "--yes"), "make it first"),
        (("--to", "MEX", "-o", "{tmp}/p.age", "--yes"), "needs --encrypt-to"),
        (("--to", "MEX", "-o", "{tmp}/p.zip", "--encrypt-to", "age1x", "--yes"), "ends in .age"),
        (("--to", "MEX", "--subject", "Zeno", "--preview"), "Nothing on this map is called 'Zeno'"),
        (("--to", "MEX", "--subject", "Banda Oculta", "--preview"), "may see nothing that is called"),
        (("--to", "owner", "--preview"), "release to a viewer"),
    ],
)
def test_what_cannot_be_released_says_what_to_do(us, tmp_path, args, says):
    (tmp_path / "there.zip").write_text("mine")
    assert says in run("release", us, *[str(arg).format(tmp=tmp_path) for arg in args], check=2)
    assert (tmp_path / "there.zip").read_text() == "mine"


def test_a_tearline_is_written_and_goes(us, tmp_path):
    with entramado.open(us) as case:
        claim = claims_by_name(case)["Ana Ejemplo leads Banda Oculta (amber.txt)"]
    said = run(
        "tearline", us, claim, "--text", "Ana Ejemplo leads a second group.", "--object", "a second group",
        "--marking", "TLP:GREEN", "--by", "Inés",
    )  # fmt: skip
    assert f"in place of {claim}" in said
    assert "“Ana Ejemplo leads a second group.”" in release(us, "--preview")
    refused = run("tearline", us, claim, "--text", "x", "--marking", "TLP:RED", "--by", "Inés", check=2)
    assert "is not lower" in refused


def test_keys_are_made_trusted_and_forgotten(us, tmp_path):
    assert "no signing key yet" in run("keys")
    assert "make it with --new" in run("keys", "-o", tmp_path / "us.pub", check=2)
    made = json.loads(run("keys", "--new", "--json"))
    assert made["own"]["key"].startswith("ed25519:")
    assert "never overwritten" in run("keys", "--new", check=2)
    assert "say whose key it is" in run("keys", "--trust", made["own"]["key"], check=2)
    listed = json.loads(run("keys", "--trust", made["own"]["key"], "--name", "Fiscalía Ejemplo", "--json"))
    assert [each["name"] for each in listed["trusted"]] == ["Fiscalía Ejemplo"]
    assert json.loads(run("keys", "--forget", "Fiscalía Ejemplo", "--json"))["trusted"] == []
    assert "no key is trusted under the name" in run("keys", "--forget", "Fiscalía Ejemplo", check=2)


def test_what_is_no_package_is_no_package(us, tmp_path):
    (tmp_path / "x.zip").write_text("hello")
    assert "Do not use it" in run("verify", tmp_path / "x.zip", check=1)
    assert not json.loads(run("verify", tmp_path / "x.zip", "--json", check=1))["sound"]
    assert "There is nothing at" in run("verify", tmp_path / "y.zip", check=2)
    assert "There is nothing at" in run("receive", us, tmp_path / "y.zip", check=2)


def test_a_marking_raised_and_a_consent_withdrawn_say_who_has_it(us, tmp_path):
    run("consent", us, "provider.txt", "--to", "MEX", "--originator", "Europol", "--why", "letter")
    release(us, "-o", tmp_path / "p.zip", "--yes", "--no-dossier", "--by", "Inés")
    said = run("consent", us, "provider.txt", "--to", "MEX", "--originator", "Europol", "--state", "refused", "--why", "letter")
    assert "1 recipient has it" in said
    assert "1 recipient has it" in run("mark", us, "green.txt", "TLP:RED", "--why", "closed")


def test_help_starts_without_the_libraries_that_sign(us):
    program = "import sys; from entramado.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    program += "print([m for m in ('cryptography', 'bagit', 'rfc8785', 'sqlalchemy', 'jinja2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
