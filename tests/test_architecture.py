"""The house keeps its shape: imports go one way, modules stay readable, and words mean one thing."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "entramado"
MODULES = sorted(SOURCE.rglob("*.py"))

LONG_FOR_A_REASON: dict[str, str] = {}
"""Modules that may pass 400 lines, by path under src/entramado, each with its reason."""

BANNED_NAMES = {"utils", "util", "helpers", "helper", "misc", "common"}
BANNED_CLASSES = ("Assertion", "Fact", "Statement", "Triple", "Tuple")
"""Synonyms of claim."""


def relative(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def test_layers_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_is_one_room(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    limit = 800 if relative(path) in LONG_FOR_A_REASON else 400
    assert lines <= limit, f"{relative(path)} has {lines} lines: split it, or give LONG_FOR_A_REASON its reason"
    assert path.stem not in BANNED_NAMES, f"name {relative(path)} after what it does"


def test_reasons_are_still_needed() -> None:
    for name in LONG_FOR_A_REASON:
        assert len((SOURCE / name).read_text(encoding="utf-8").splitlines()) > 400, f"{name} no longer needs its exception"


def classes() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield relative(path), node.name


def test_claim_has_no_synonyms() -> None:
    # FollowTheMoney's own word may stand in the exporter that speaks it.
    found = [(where, name) for where, name in classes() if name.startswith(BANNED_CLASSES) and "followthemoney" not in where]
    assert not found, f"VOCABULARY calls it a claim: {found}"


def test_stages_do_not_print() -> None:
    """Only the command line talks to the terminal; everything else returns values."""
    found = [
        relative(path)
        for path in MODULES
        if not relative(path).startswith("cli/")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not found


def test_package_is_typed() -> None:
    assert (SOURCE / "py.typed").exists()


def test_help_loads_neither_parser_nor_database() -> None:
    script = (
        "import sys; from entramado.cli.main import main; main(['--help'], standalone_mode=False); "
        "print(sorted(set(sys.modules) & {'spacy', 'sqlalchemy', 'numpy', 'lxml', 'trafilatura', 'jinja2'}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]", f"`entramado --help` imports {done.stderr.strip()}: import it inside the command"
