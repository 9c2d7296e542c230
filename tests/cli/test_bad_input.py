"""Bad input from the command line: the message names the file, `problems` lists it, and nothing else is lost."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.ingest.conftest import pdf

from entramado.cli.main import main
from entramado.extract import stretches

GOOD = "Max Mustermann, 50, is the leader of the Example Cartel. He was arrested in Guadalajara on March 1, 2026.\n"
HIDDEN = "\u00ad\u061c\u180e\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that show nothing, or that turn the reading order of what follows."""
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def nested(depth: int) -> bytes:
    data = zipped({"deep.txt": GOOD})
    for _ in range(depth):
        data = zipped({"inner.zip": data})
    return data


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\x00\n", "empty"),
    "binary.txt": (random.Random(1).randbytes(4000), "binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n1234", "unsupported"),
    "truncated.pdf": (pdf([["Max Mustermann was arrested."]])[:60], "truncated"),
    "encrypted.pdf": (pdf([["Max Mustermann was arrested."]], encrypted=True), "encrypted"),
    "scan.pdf": (pdf([[]]), "needs-ocr"),
    "bomb.zip": (zipped({"a.txt": b"0" * 40_000_000}), "zip-bomb"),
    "bomb.gz": (gzip.compress(b"0" * 40_000_000), "zip-bomb"),
    "cut.zip": (zipped({"a.txt": GOOD})[:50], "truncated"),
    "climbing.zip": (zipped({"../../evil.txt": GOOD, "/etc/evil.txt": GOOD, "inside.txt": GOOD + "It was in a zip."}), "path"),
    "nested.zip": (nested(6), "nested"),
    "laughs.xml": (f"{BOMB}<x>&l9;</x>".encode(), "unsupported"),
    "laughs.html": (f"{BOMB}<html><body><p>&l9;</p></body></html>".encode(), "entities"),
    "laughs.docx": (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": f"{BOMB}<x>&l9;</x>"}), "entities"),
    "script.html": (b"<html><body><script>document.write('Max')</script></body></html>", "empty"),
}
"""Inputs that give nothing, or not all they hold, and the code of the problem."""

DOUBTED: dict[str, tuple[bytes, str | None]] = {
    "latin.txt": ((GOOD + "El señor Muñoz vivía en Cancún, según la policía.").encode("latin-1"), "encoding"),
    "utf16.txt": ((GOOD + "This one is wide.").encode("utf-16"), None),
    "utf16-bare.txt": ((GOOD + "This one is wide and bare.").encode("utf-16-le"), "encoding"),
    "nul.txt": (GOOD.encode() + b"A NUL\x00 stands here.", "characters"),
    "surrogate.txt": ((GOOD + "Half a \ud83d character.").encode("utf-8", "surrogatepass"), "characters"),
    "tail.pdf": (pdf([["Max Mustermann, 50, is the leader of the Example Cartel."]])[:-6], "truncated"),
    "cut.gz": (gzip.compress((GOOD * 200).encode() + random.Random(2).randbytes(9).hex().encode())[:-20], "truncated"),
    "dates.txt": ((GOOD + "He fled on February 31, 2026, was seen in the year 99999 and on 2026-45-99.").encode(), None),
    "dates.html": (
        b'<html><head><meta property="article:published_time" content="9999-99-99T99:99"></head><body><article><p>'
        + GOOD.encode() * 3 + b"</p></article></body></html>",
        None,
    ),
    "hidden.txt": (
        f"Max Muster\u200bm\u061cann is the lea\u200dder of the Exa\u2060mple C\u180eartel. "
        f"\u202e{GOOD}\u202c He \u2066fled\u2069.".encode(),
        None,
    ),
    "reversed \u202etxt.exe.txt": ((GOOD + "Its name pretends.").encode(), None),
    "page.html": (
        b"<html><head><title>Report <script>alert('title')</script></title></head><body onload=\"alert('load')\"><article><p>"
        b"Max Mustermann is the leader of the Example Cartel &lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x&gt;.</p><p>"
        + GOOD.encode() * 3 + b"</p><script>alert('body')</script></article></body></html>",
        None,
    ),
}  # fmt: skip
"""Inputs that are read all the same, and the code of the doubt that is noted, if any."""

MANIFESTS = {
    "column": "file,colour\ngood.txt,red\n",
    "headless": "name,title\n",
    "missing": "file\nnone.txt\n",
    "twice": "file\ngood.txt\ngood.txt\n",
    "grade": "file,reliability\ngood.txt,Z\n",
    "credibility": "file,credibility\ngood.txt,9\n",
    "marking": "file,marking\ngood.txt,TLP:PURPLE\n",
    "month": "file,published\ngood.txt,2026-13-01\n",
    "future": "file,published\ngood.txt,9999-01-01\n",
    "language": "file,language\ngood.txt,!!\n",
    "cells": "file,title\ngood.txt,a,b\n",
    "nothing": "",
}


def run(*args: object, check: int = 0) -> str:
    done = CliRunner().invoke(main, [str(arg) for arg in args])
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == check, done.output
    assert "Traceback" not in done.output
    return done.output


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One case made of everything above and of good files, and what the build printed."""
    folder = tmp_path_factory.mktemp("bad")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "a-good.txt").write_text(GOOD)
    (reports / "z-good.txt").write_text(GOOD + "Everything before this was odd.")
    for name, (data, _) in {**REFUSED, **DOUBTED}.items():
        (reports / name).write_bytes(data)
    for name, manifest in MANIFESTS.items():
        (reports / name).mkdir()
        (reports / name / "good.txt").write_text(GOOD + f"Beside the manifest {name}.")
        (reports / name / "sources.csv").write_text(manifest)
    return folder / "case.entramado", run("build", folder / "case.entramado", reports, "--workers", "1", check=1)


@pytest.fixture(scope="module")
def listed(built: tuple[Path, str]) -> dict[str, list[dict[str, object]]]:
    """The problems of the case by file."""
    found: dict[str, list[dict[str, object]]] = {}
    for problem in json.loads(run("problems", built[0], "--json")):
        found.setdefault(str(problem["where"]), []).append(problem)
    return found


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_named_and_listed(built, listed, name):
    case, said = built
    mine = [problem for where, problems in listed.items() if where.startswith(name) for problem in problems]
    assert {problem["code"] for problem in mine} == {REFUSED[name][1]}
    assert all(problem["refused"] for problem in mine)
    assert name in said
    assert name in run("problems", case)


@pytest.mark.parametrize("name", DOUBTED)
def test_what_is_read_with_doubts_is_there_and_the_doubt_is_listed(built, listed, name):
    documents = {document["file"] for document in json.loads(run("documents", built[0], "--json"))}
    assert name.removesuffix(".gz") in documents
    codes = [problem["code"] for where in {name, name.removesuffix(".gz")} for problem in listed.get(where, [])]
    assert codes == ([DOUBTED[name][1]] if DOUBTED[name][1] else [])


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_wrong_manifest_refuses_its_folder_alone(built, listed, name):
    case, said = built
    (problem,) = (p for where, problems in listed.items() if where.endswith(f"{name}/sources.csv") for p in problems)
    assert (problem["code"], problem["refused"]) == ("manifest", True)
    assert f"{name}/sources.csv" in said
    assert not any(d["file"].startswith(f"{name}/") for d in json.loads(run("documents", case, "--json")))


def test_the_good_files_are_all_there(built):
    case, said = built
    documents = {document["file"] for document in json.loads(run("documents", case, "--json"))}
    expected = {name.removesuffix(".gz") for name in DOUBTED}
    assert documents == {"a-good.txt", "z-good.txt", "climbing.zip/inside.txt", *expected}
    assert f"{len(documents)} documents read" in said
    assert "entries, whole" in run("audit", "verify", case)


def test_hidden_characters_make_no_second_person_and_show_nothing(built, tmp_path):
    case, said = built
    shown = json.loads(run("show", case, "Max Mustermann", "--json"))
    assert "hidden.txt" in json.dumps(shown)
    for word, name in (("Max", "Max Mustermann"), ("Mustermann", "Max Mustermann"), ("Cartel", "Example Cartel")):
        assert [entity["name"] for entity in json.loads(run("search", case, word, "--json"))["entities"]] == [name]
    run("html", case, "-o", tmp_path / "map.html")
    outputs = [said, (tmp_path / "map.html").read_text()]
    outputs += [run(command, case) for command in ("documents", "problems", "disagreements", "timeline", "subjects")]
    outputs += [run("show", case, "Max Mustermann", "--quotes"), run("search", case, "Cartel")]
    outputs += [run("explain", case, "Max Mustermann"), run("explain", case, "Max Mustermann", "Example Cartel")]
    for output in outputs:
        assert not set(output) & set(HIDDEN)
        assert not any("\x00" <= char < "\x20" and char not in "\t\n\r\x1b" for char in output)


def test_nothing_of_a_page_runs_or_shows_raw_in_the_html(built, tmp_path):
    run("html", built[0], "-o", tmp_path / "map.html", "--title", "</script><script>alert(3)</script>")
    page = (tmp_path / "map.html").read_text()
    assert "alert(1)" in page, "the words of the text stand in the page, as text"
    for raw in ("<script>alert", "</script><script>alert", "<img src=x", "onload=", "alert('body')", "alert('load')"):
        assert raw not in page


def test_no_date_is_made_up(built):
    for document in json.loads(run("documents", built[0], "--json")):
        assert "9999" not in (document["published"] or "")
    claims = run("export", built[0], "--format", "claims", "-o", "-")
    for wrong in ("2026-02-31", "99999-", "9999-99", "2026-45"):
        assert f'"value": "{wrong}' not in claims


def test_a_huge_text_is_kept_whole_and_what_was_not_read_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(stretches, "STRETCH", 20_000)
    monkeypatch.setattr(stretches, "MOST", 60_000)
    filler = "The road leads north and the weather was fine for most of the week.\n\n"
    (tmp_path / "huge.txt").write_text(GOOD + filler * 3_000 + "\n\nAna Placeholder leads the Sample Cartel near Lagoonville.\n")
    (tmp_path / "good.txt").write_text(GOOD)
    case = tmp_path / "c.entramado"
    out = run("build", case, tmp_path / "huge.txt", tmp_path / "good.txt", "--workers", "1", check=1)
    assert "2 documents read" in out
    assert "too-long" in run("problems", case)
    assert "huge.txt" in run("problems", case)
    assert "huge.txt" in run("search", case, "Lagoonville")
    assert "huge.txt" in run("show", case, "Max Mustermann")


def of_another(case: Path) -> None:
    case.write_bytes(b"PK\x03\x04 something else entirely, and long enough to have a header of a hundred bytes" * 3)


def database(case: Path) -> None:
    with sqlite3.connect(case) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()


def newer(case: Path) -> None:
    data = bytearray(case.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    case.write_bytes(data)


def cut(case: Path) -> None:
    case.write_bytes(case.read_bytes()[: case.stat().st_size // 2])


def head_only(case: Path) -> None:
    case.write_bytes(case.read_bytes()[:50])


def scrambled(case: Path) -> None:
    data = bytearray(case.read_bytes())
    data[8192:] = random.Random(3).randbytes(len(data) - 8192)
    case.write_bytes(data)


@pytest.mark.parametrize("spoil", [of_another, database, newer, cut, head_only, scrambled], ids=lambda spoil: spoil.__name__)
def test_a_case_file_that_is_none(tmp_path, small, spoil):
    case = tmp_path / "c.entramado"
    case.write_bytes(small.read_bytes())
    if spoil is database:
        case.unlink()
    spoil(case)
    before = case.read_bytes()
    report = tmp_path / "new.txt"
    report.write_text(GOOD + "More.")
    for command in (("documents", case), ("show", case, "Max Mustermann"), ("build", case, report)):
        said = run(*command, check=2)
        assert "c.entramado" in said
    assert case.read_bytes() == before


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of one document."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "one.txt").write_text(GOOD)
    run("build", folder / "c.entramado", folder / "one.txt")
    return folder / "c.entramado"


def test_an_empty_case_file_is_none(tmp_path):
    (tmp_path / "c.entramado").touch()
    assert "c.entramado" in run("documents", tmp_path / "c.entramado", check=2)


@pytest.mark.parametrize("where", ["missing/c.entramado", "a-file/c.entramado", "."])
def test_a_case_where_none_can_be(tmp_path, where):
    (tmp_path / "a-file").write_text("no folder")
    (tmp_path / "one.txt").write_text(GOOD)
    said = run("build", tmp_path / where, tmp_path / "one.txt", check=2)
    assert str(tmp_path) in said


@pytest.mark.parametrize("command", [("html",), ("export", "--format", "claims")], ids=lambda command: command[0])
@pytest.mark.parametrize("where", ["missing/map", "a-file/map", "."])
def test_an_output_that_cannot_be_written(tmp_path, small, command, where):
    (tmp_path / "a-file").write_text("no folder")
    name, *options = command
    said = run(name, small, *options, "-o", tmp_path / where, check=2)
    assert str(tmp_path) in said


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path, small):
    tmp_path.chmod(0o500)
    assert str(tmp_path) in run("build", tmp_path / "c.entramado", small.with_name("one.txt"), check=2)
    assert str(tmp_path) in run("html", small, "-o", tmp_path / "map.html", check=2)


FULL = """
    import resource, signal, sys
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
    from entramado.cli.main import main
    main(sys.argv[2:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files by setrlimit")
def test_a_full_disk_ends_a_build_and_keeps_what_was_whole(tmp_path, small):
    case = tmp_path / "c.entramado"
    case.write_bytes(small.read_bytes())
    menu = "".join(f"<li>Item {number} of a long menu</li>" for number in range(40_000))  # stored, and quickly read
    (tmp_path / "more.html").write_text(
        f"<html><body><nav><ul>{menu}</ul></nav><article><p>{GOOD * 3}</p></article></body></html>"
    )
    code = "\n".join(line[4:] for line in FULL.splitlines())
    limit = case.stat().st_size + 50_000
    command = [sys.executable, "-c", code, str(limit), "build", str(case), str(tmp_path / "more.html")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "c.entramado" in done.stderr
    assert "Traceback" not in done.stderr
    assert "1 entry, whole" in run("audit", "verify", case)
    assert [document["file"] for document in json.loads(run("documents", case, "--json"))] == ["one.txt"]


def test_of_two_builds_at_once_the_second_is_told_who_writes(tmp_path, small):
    case = tmp_path / "c.entramado"
    case.write_bytes(small.read_bytes())
    (tmp_path / "new.txt").write_text(GOOD + "New.")
    hold = (
        "import sys, time; from pathlib import Path; from entramado.store import Store\n"
        "with Store(Path(sys.argv[1])) as store, store.writing():\n    print('writing', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", hold, str(case)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "writing\n"
        start = time.monotonic()
        said = run("build", case, tmp_path / "new.txt", check=2)
        assert time.monotonic() - start < 30
        holder.kill()
    assert "c.entramado" in said
    assert str(holder.pid) in said
    assert "1 document read" in run("build", case, tmp_path / "new.txt")
