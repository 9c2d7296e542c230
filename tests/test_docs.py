"""The documentation is true: its commands run, its links lead somewhere, and nothing that exists is left out.

A ``console`` block holds commands, each after ``$ ``, run in order in one folder a page; that folder holds the demo reports
as ``reports/``. Lines below a command are lines that its output has (``…`` stands for what is left out). A command that ends
with another exit code than 0 says so in a comment: ``$ entramado show x.entramado Nobody  # exit 2``. A block opened with
``file=NAME`` is written to that file first; a ``python run`` block is run as a program.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), ROOT / "demo" / "README.md"])
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!`)!?\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")


def page_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# -- what the pages say -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One thing that a page asks its reader to do."""

    kind: str
    text: str
    file: str | None = None
    exit_code: int = 0
    shows: tuple[str, ...] = ()


def steps(page: Path) -> Iterator[Step]:
    for block in FENCE.finditer(page.read_text(encoding="utf-8")):
        info, body = block["info"].split(), block["body"]
        files = [word.removeprefix("file=") for word in info if word.startswith("file=")]
        if files:
            yield Step("file", body, file=files[0])
        elif info == ["console"]:
            yield from commands(body)
        elif info == ["python", "run"]:
            yield Step("python", body)


def commands(body: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        command, _, comment = command.partition("  # ")
        code = re.search(r"exit (\d)", comment)
        yield Step("command", command, exit_code=int(code[1]) if code else 0, shows=tuple(filter(None, map(squeeze, shown))))


def squeeze(line: str) -> str:
    return " ".join(line.split())


RUNNABLE = [page for page in PAGES if any(True for _ in steps(page))]


@pytest.mark.parametrize("page", RUNNABLE, ids=page_name)
def test_what_a_page_asks_for_works(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "demo" / "reports", tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    # Commands run in this process, on one core: the parser is loaded once and not once a command.
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    for step in steps(page):
        if step.kind == "file":
            target = tmp_path / str(step.file)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(step.text, encoding="utf-8")
            continue
        code, said = run_program(step.text) if step.kind == "python" else run_command(step.text)
        assert code == step.exit_code, f"{page_name(page)}: {step.text}\n{said}"
        printed = squeeze(said)
        for line in step.shows:
            for piece in filter(None, map(str.strip, line.split("…"))):
                assert piece in printed, f"{page_name(page)}: {step.text}\ndoes not print: {piece}\nbut:\n{said}"


def run_command(command: str) -> tuple[int, str]:
    name, *arguments = shlex.split(command)
    assert name == "entramado", f"pages run our own commands only, not {name}"
    done = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}).invoke(cli(), arguments)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def run_program(source: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False, timeout=300)
    return done.returncode, done.stdout + done.stderr


# -- links ----------------------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"<!--.*?-->", "", FENCE.sub("", page.read_text(encoding="utf-8")), flags=re.DOTALL)
    for found in LINK.finditer(text):
        path, _, anchor = found["target"].partition("#")
        assert "://" not in path, f"{page_name(page)} leads out of the project: {path}"
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page_name(page)} links to {path}, which is not there"
        if anchor:
            assert anchor in anchors(target), f"{page_name(page)} links to #{anchor}, which {page_name(target)} lacks"


def test_every_page_is_in_the_index() -> None:
    listed = {
        (index.parent / found["target"].partition("#")[0]).resolve()
        for index in (DOCS / "index.md", DOCS / "decisions" / "index.md")
        for found in LINK.finditer(index.read_text(encoding="utf-8"))
    }
    assert [page_name(page) for page in DOCS.rglob("*.md") if page not in listed | {DOCS / "index.md"}] == []


# -- nothing is left out ----------------------------------------------------------------------------------------------------


def section(page: str, title: str) -> str:
    """The text under a heading, up to the next heading of the same depth."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def cli() -> click.Group:
    from entramado.cli.main import main

    return main


def test_every_command_and_option_is_documented() -> None:
    for name, command in cli().commands.items():
        text = section("reference/commands.md", f"entramado {name}")
        assert text, f"docs/reference/commands.md has no section for `entramado {name}`"
        options = [max(each.opts, key=len) for each in command.params if isinstance(each, click.Option)]
        missing = [each for each in options if each not in text and each not in ("--as", "--json", "--reason", "--help")]
        assert not missing, f"`entramado {name}` in docs/reference/commands.md leaves out {missing}"


def test_no_command_is_documented_that_is_gone() -> None:
    text = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## entramado (\S+)$", text, re.MULTILINE)) == set(cli().commands)


def test_every_reader_is_documented() -> None:
    from entramado.ingest import READERS

    text = (DOCS / "reference" / "ingest.md").read_text(encoding="utf-8")
    assert [kind for kind in READERS if f"`{kind}`" not in text] == []


def test_every_exporter_is_documented() -> None:
    from entramado.share.exports import EXPORTERS

    assert [name for name in EXPORTERS if not section("reference/exports.md", name)] == []


def test_every_manifest_column_is_documented() -> None:
    from entramado.ingest.manifest import COLUMNS

    text = section("reference/ingest.md", "sources.csv")
    assert [column for column in COLUMNS if f"`{column}`" not in text] == []


def test_every_knowledge_column_is_documented() -> None:
    from entramado.knowledge import reading

    text = (DOCS / "reference" / "knowledge.md").read_text(encoding="utf-8")
    columns = reading._PLAIN | reading._LISTS | reading.FIELDS | reading._PLACE
    assert sorted(column for column in columns if f"`{column}`" not in text) == []


def test_every_word_of_the_vocabulary_is_documented() -> None:
    import yaml

    words = yaml.safe_load((ROOT / "src" / "entramado" / "model" / "vocabulary.yaml").read_text(encoding="utf-8"))
    text = (DOCS / "reference" / "vocabulary.md").read_text(encoding="utf-8")
    listed = {word for part in words.values() for word in part}
    listed |= {kind for entity_type in words["types"].values() for kind in entity_type.get("kinds", {})}
    assert {"leads", "killed", "Person", "operation", "former"} <= listed
    assert sorted(word for word in listed if not re.search(rf"\b{re.escape(word)}\b", text)) == []


def problem_codes(path: Path) -> Iterator[str]:
    """Codes in a module: of Problem(where, what, code), of Refused(code, message), and of notes, pairs (code, message)."""
    code = re.compile(r"[a-z]+(?:-[a-z]+)*")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            parts = node.args[2:3] if node.func.id == "Problem" else node.args[:2]
            if node.func.id not in ("Problem", "Refused", "_problem", "partial"):
                continue
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[1], ast.JoinedStr | ast.Constant):
            parts = node.elts[:1]
            if isinstance(node.elts[1], ast.Constant) and " " not in str(node.elts[1].value):
                continue
        yield from (each.value for each in parts if isinstance(each, ast.Constant) and code.fullmatch(str(each.value)))


def test_every_problem_code_is_documented() -> None:
    text = section("reference/ingest.md", "Problems")
    source = ROOT / "src" / "entramado"
    others = (source / "extract" / "stretches.py", source / "store" / "admit.py")
    modules = [*source.glob("ingest/*.py"), *source.glob("case/*.py"), *others]
    codes = {code for path in modules for code in problem_codes(path)}
    assert {"empty", "encrypted", "too-long", "left-out"} <= codes
    assert sorted(code for code in codes if f"`{code}`" not in text) == []


def test_every_decision_says_what_was_rejected() -> None:
    for page in (DOCS / "decisions").glob("0*.md"):
        text = page.read_text(encoding="utf-8")
        assert all(f"**{part}" in text for part in ("Context", "Decision", "Rejected")), page.name
