"""How the command line behaves beside its answers: left early, stopped, in a narrow window, asked for what is not there."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from entramado.cli.main import main

PROGRAM = (sys.executable, "-m", "entramado")


def run(*args: object, check: int = 0, stdin: str = "") -> str:
    done = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
    assert done.exit_code == check, done.output
    return done.output


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manners")
    reports = folder / "wörk reports"
    reports.mkdir()
    one = "José Ñandú Muestra, 50, leads the Example Cartel. Police arrested him in Tapalpa, Jalisco.\n"
    two = "Officials said that the Example Cartel produces fentanyl. The Other Cartel is a rival of the Example Cartel.\n"
    (reports / "ñ one.txt").write_text(one, encoding="utf-8")
    (reports / "two.txt").write_text(two, encoding="utf-8")
    (reports / "sources.csv").write_text("file,source,reliability\nñ one.txt,Wire,B\ntwo.txt,Wire,B\n", encoding="utf-8")
    path = folder / "wörk case.entramado"
    assert "2 documents read" in run("build", path, reports)
    return path


def test_a_reader_who_leaves_early_is_no_error(case):
    command = [*PROGRAM, "show", str(case), "Example Cartel", "--quotes"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as show:
        show.stdout.close()
        assert show.stderr.read() == b""
        assert show.wait(timeout=60) == 0


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
def test_a_build_that_is_stopped_says_so_and_goes_on_later(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(30):
        (reports / f"{number:02}.txt").write_text(f"Max Mustermann leads the Example Cartel number {number}. " * 20)
    case = tmp_path / "c.entramado"
    build = subprocess.Popen(
        [*PROGRAM, "build", case, reports, "--workers", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - tests may run with it ignored
    )  # fmt: skip
    while not case.exists() and build.poll() is None:
        time.sleep(0.05)
    build.send_signal(signal.SIGINT)
    said = build.communicate(timeout=120)[1]
    # Where the signal struck inside an exec of the standard library (dataclasses make their methods so), Python ends itself
    # by that same signal after we are done, which a shell calls 130 as well.
    assert build.returncode in (130, -signal.SIGINT), said
    assert said.count("\n") == 1
    assert "same command again" in said
    again = json.loads(run("build", case, reports, "--json"))
    assert len(again["added"]) + again["known"] == 30


def test_in_a_narrow_window_lines_go_on_further_in_and_documents_are_a_list(case):
    def seen(*args: object) -> list[str]:
        terminal, end = pty.openpty()
        plain = os.environ | {"COLUMNS": "50", "NO_COLOR": "1", "TERM": "xterm"}
        done = subprocess.Popen([*PROGRAM, *map(str, args)], stdout=end, stderr=end, env=plain)
        os.close(end)
        parts = []
        try:
            while part := os.read(terminal, 65536):
                parts.append(part)
        except OSError:  # how a terminal says that nobody writes to it any more
            pass
        assert done.wait(timeout=60) == 0
        return re.sub(r"\x1b\[[0-9;]*m", "", b"".join(parts).decode()).splitlines()

    shown = seen("show", case, "Example Cartel", "--quotes")
    assert max(map(len, shown)) <= 50
    cited = next(n for n, line in enumerate(shown) if line.startswith("      Wire"))
    assert shown[cited + 1].startswith("        ")
    listed = seen("documents", case)
    assert "ñ one.txt" in listed
    assert max(map(len, listed)) <= 50


@pytest.mark.parametrize("name", ["jose nandu", "José Ñandú Muestra", "MUESTRA"])
def test_names_are_found_without_accents_or_capitals(case, name):
    assert "José Ñandú Muestra  person" in run("show", case, name)


def test_places_substances_and_events_show_what_is_known_of_them(case):
    place = run("show", case, "Tapalpa")
    assert "municipality or county" in place
    assert "place:MX-14086" in place
    substance = run("show", case, "fentanyl")
    assert "\nLinks\n" in substance
    assert "produced by Example Cartel" in substance
    event = run("show", case, "arrest of José Ñandú Muestra")
    assert "\nParts\n" in event
    assert "occurred true" not in event


def test_a_changed_manifest_is_noted_and_known_documents_keep_their_grade(case, tmp_path):
    reports = tmp_path / "in"
    reports.mkdir()
    (reports / "a.txt").write_text("Max Mustermann leads the Example Cartel.\n")
    (reports / "sources.csv").write_text("file,source,reliability\na.txt,Wire,B\n")
    own = tmp_path / "c.entramado"
    run("build", own, reports)
    assert "manifest-changed" not in run("build", own, reports)
    (reports / "sources.csv").write_text("file,source,reliability,marking\na.txt,Wire,D,TLP:AMBER\n")
    again = run("build", own, reports)
    assert "reliability D (the case: B):" in again
    assert "is now handled as TLP:AMBER" in again
    assert json.loads(run("documents", own, "--json"))[0]["marking"] == "TLP:AMBER"
    (reports / "sources.csv").write_text("file,source,reliability,marking\na.txt,Wire,B,TLP:GREEN\n")
    assert "marking TLP:GREEN (the case: TLP:AMBER)" in run("build", own, reports)
    assert json.loads(run("documents", own, "--json"))[0]["marking"] == "TLP:AMBER"
    assert json.loads(run("documents", own, "--json"))[0]["grade"] == "B6"


def test_a_note_read_by_the_rules_is_marked_like_what_it_names(tmp_path):
    reports = tmp_path / "in"
    reports.mkdir()
    (reports / "a.txt").write_text("Max Mustermann leads the Example Cartel.\n")
    (reports / "b.txt").write_text("Erika Musterfrau leads the Other Cartel.\n")
    (reports / "sources.csv").write_text("file,marking\na.txt,TLP:AMBER\n")
    own = tmp_path / "c.entramado"
    run("build", own, reports)
    run("note", own, "--text", "Max Mustermann was arrested in Guadalajara.")
    run("note", own, "--text", "Erika Musterfrau leads the Third Cartel.")
    marked = [d["marking"] for d in json.loads(run("documents", own, "--json")) if d["file"].startswith("note")]
    assert sorted(marked) == ["TLP:AMBER", "TLP:CLEAR"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("shwo", "{case}"), "Did you mean 'show'?"),
        (("note", "{case}", "--text", "x", "--reliability", "Z"), "write A"),
        (("search", "{case}", " "), "Say what to search for"),
        (("viewers", "{case}", "--add", "x", "--country", "Mexico"), "three capitals"),
        (("export", "{case}", "--format", "csv", "-o", "{tmp}/no/x.csv"), "Make its folder first"),
        (("html", "{case}", "-o", "{tmp}"), "Name a file in it"),
        (("undo", "{case}"), "none was made by hand"),
        (("undo", "{case}", "j0"), "entramado audit CASE"),
        (("retract", "{case}", "c0", "--why", "x"), "entramado explain CASE"),
        (("show", "{tmp}", "X"), "give a file like NAME.entramado"),
        (("show", "{case}", "Cartel"), "give the id of the one that is meant:\n  e"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_says_what_to_do(case, tmp_path, args, message):
    assert message in run(*[a.format(case=case, tmp=tmp_path) for a in args], check=2)


def test_nothing_to_tell_is_told_plainly(case, tmp_path):
    assert "No event on this map has fentanyl in it." in run("timeline", case, "fentanyl")
    (tmp_path / "empty").mkdir()
    assert "Nothing is on the map yet" in run("build", tmp_path / "c.entramado", tmp_path / "empty")
