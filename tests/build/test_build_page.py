"""When the page is built, with which Node, and what is said when it cannot be."""

from __future__ import annotations

import json
import os
import stat
import sysconfig
from pathlib import Path

import pytest

from tools import build_page
from tools.build_page import MARK, PAGE, PageNotBuilt, ensure, fingerprint, is_built, packages_fit, path_with_node, wanted_node

ROOT = Path(__file__).resolve().parents[2]


def program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(stat.S_IRWXU)


def node(folder: Path, version: str) -> str:
    """A folder with a Node that only tells its version and an npm that only leaves a page and a word that it ran."""
    program(folder, "node", f"echo v{version}")
    program(
        folder,
        "npm",
        f"""
        PATH=/usr/bin:/bin
        echo "$*" >> ../npm.log
        case "$1" in
            ci) mkdir -p node_modules && cp package-lock.json node_modules/.package-lock.json ;;
            run) mkdir -p ../{PAGE} && cat src/* > ../{PAGE}/index.html ;;
        esac""",
    )
    return str(folder)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, on a machine whose Node will do."""
    ui = tmp_path / "project" / "ui"
    (ui / "src").mkdir(parents=True)
    (ui / "package.json").write_text('{"engines": {"node": ">=22.12"}}', encoding="utf-8")
    (ui / "package-lock.json").write_text('{"packages": {"": {}, "node_modules/a": {"integrity": "sha512-a"}}}', encoding="utf-8")
    (ui / "src" / "main.ts").write_text("one", encoding="utf-8")
    monkeypatch.setenv("PATH", node(tmp_path / "machine", "24.1.0"))
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path / "beside-python"))
    return ui.parent


def runs(root: Path) -> list[str]:
    log = root / "npm.log"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


# -- when --------------------------------------------------------------------------------------------------------------------


def test_page_is_built_once(root):
    ensure(root)
    ensure(root)
    assert runs(root) == ["ci", "run build"]
    assert (root / PAGE / "index.html").read_text(encoding="utf-8") == "one"


def test_changed_source_builds_again_with_the_packages_that_are_there(root):
    ensure(root)
    (root / "ui" / "src" / "main.ts").write_text("two", encoding="utf-8")
    assert not is_built(root)
    ensure(root)
    assert runs(root) == ["ci", "run build", "run build"]
    assert (root / PAGE / "index.html").read_text(encoding="utf-8") == "two"


@pytest.mark.parametrize("name", ["src/new.ts", "public/icon.svg", ".npmrc", "vite.config.ts"])
def test_new_source_builds_again(root, name):
    ensure(root)
    (root / "ui" / name).parent.mkdir(exist_ok=True)
    (root / "ui" / name).write_text("new", encoding="utf-8")
    assert not is_built(root)


@pytest.mark.parametrize(
    "name", ["node_modules/a/index.js", "src/parts/node_modules/x.js", "openapi.json", "src/api/schema.d.ts"]
)
def test_what_is_fetched_or_generated_is_no_source(root, name):
    ensure(root)
    (root / "ui" / name).parent.mkdir(parents=True, exist_ok=True)
    (root / "ui" / name).write_text("new", encoding="utf-8")
    assert is_built(root)


def test_dates_do_not_matter(root):
    ensure(root)
    os.utime(root / "ui" / "src" / "main.ts", (2_000_000_000, 2_000_000_000))
    os.utime(root / PAGE / "index.html", (0, 0))
    assert is_built(root)


def test_renamed_source_is_another_page(root):
    before = fingerprint(root / "ui")
    (root / "ui" / "src" / "main.ts").rename(root / "ui" / "src" / "other.ts")
    assert fingerprint(root / "ui") != before


def test_page_without_sources_is_built(root):
    ensure(root)
    (root / MARK).unlink()
    assert not is_built(root)
    (root / "ui").rename(root / "elsewhere")
    assert is_built(root)


# -- packages ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("present", "fit"),
    [
        ({"node_modules/a": {"integrity": "A"}}, True),
        ({"node_modules/a": {"integrity": "A"}, "node_modules/mac": {"integrity": "M", "optional": True}}, True),
        ({"node_modules/a": {"integrity": "other"}}, False),
        ({}, False),
        ({"node_modules/a": {"integrity": "A"}, "node_modules/gone": {"integrity": "G"}}, False),
    ],
    ids=["locked", "optional-too", "another-version", "missing", "left-over"],
)
def test_packages_fit_the_lock(tmp_path, present, fit):
    locked = {"": {}, "node_modules/a": {"integrity": "A"}, "node_modules/mac": {"integrity": "M", "optional": True}}
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": locked}), encoding="utf-8")
    (tmp_path / "node_modules" / ".package-lock.json").write_text(json.dumps({"packages": present}), encoding="utf-8")
    assert packages_fit(tmp_path) is fit


# -- Node --------------------------------------------------------------------------------------------------------------------


def test_our_own_package_says_which_node():
    assert (24, 0, 0) >= wanted_node(ROOT / "ui") >= (22, 12)


@pytest.mark.parametrize(
    ("version", "does"),
    [("22.12.0", True), ("22.13.1", True), ("24.0.0", True), ("22.11.9", False), ("20.20.2", False), ("9.30.0", False)],
)
def test_old_node_will_not_do(root, tmp_path, monkeypatch, version, does):
    monkeypatch.setenv("PATH", node(tmp_path / "other", version))
    assert (path_with_node(root / "ui") is not None) is does


def test_node_without_npm_will_not_do(root, tmp_path):
    (tmp_path / "machine" / "npm").unlink()
    assert path_with_node(root / "ui") is None


def test_node_that_does_not_run_will_not_do(root, tmp_path):
    program(tmp_path / "machine", "node", "echo broken >&2; exit 1")
    assert path_with_node(root / "ui") is None


def test_node_beside_python_is_taken_where_the_machines_is_too_old(root, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", node(tmp_path / "machine", "20.20.2"))
    beside = node(tmp_path / "beside-python", "24.19.0")
    assert path_with_node(root / "ui") == os.pathsep.join([beside, str(tmp_path / "machine")])
    ensure(root)
    assert is_built(root)


def test_node_is_installed_where_it_may_be(root, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(build_page, "bring_node", lambda _: node(tmp_path / "beside-python", "24.19.0"))
    with pytest.raises(PageNotBuilt, match=r"Node 22\.12 or later"):
        ensure(root)
    ensure(root, may_install=True)
    assert is_built(root)


def test_engines_that_are_no_lower_bound_are_an_error(root):
    (root / "ui" / "package.json").write_text('{"engines": {"node": "^22"}}', encoding="utf-8")
    with pytest.raises(ValueError, match="engines"):
        wanted_node(root / "ui")


# -- what is said ------------------------------------------------------------------------------------------------------------


def test_failing_npm_is_told_with_what_to_do(root, tmp_path, monkeypatch, capsys):
    program(tmp_path / "machine", "npm", "echo no registry >&2; exit 1")
    monkeypatch.setattr(build_page, "__file__", str(root / "tools" / "build_page.py"))
    assert build_page.main([]) == 1
    said = capsys.readouterr().err
    assert "`npm ci` failed" in said
    assert "All else works" in said
    assert "make page" in said
    assert not is_built(root)


def test_build_that_leaves_no_page_is_an_error(root, tmp_path):
    program(tmp_path / "machine", "npm", "exit 0")
    with pytest.raises(PageNotBuilt, match=r"left no .*index\.html"):
        ensure(root)
