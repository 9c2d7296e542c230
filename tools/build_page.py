"""Build the analyst's page (ui/) into the package: a command for the checkout, and hatch's hook for wheel and sdist.

    python tools/build_page.py            build the page
    python tools/build_page.py npm ...    run npm in ui/ with the same Node

Nothing is done when the page is there and was built from what ui/ holds now; that is told by a hash and not by dates, which
neither git nor an archive keeps. Node is the machine's when it is as new as ui/package.json wants, otherwise the one that comes
from PyPI as a wheel (requirements-node.lock). An editable install leaves the page alone, and who installs a wheel or an sdist
needs no Node: the page is in both.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = Path("src/entramado/web/page")
MARK = PAGE / "sources.sha256"
"""Of what the page was built."""
GENERATED = {Path("openapi.json"), Path("src/api/schema.d.ts")}
"""Below ui/, written by `make types` from the API: types only, of which nothing reaches the page."""
LOCK = "requirements-node.lock"


class PageNotBuilt(RuntimeError):
    """The message says what to do."""


def sources(ui: Path) -> Iterator[Path]:
    """The files that the page is made of, in order."""
    for path in sorted(ui.rglob("*")):
        name = path.relative_to(ui)
        if "node_modules" not in name.parts and name not in GENERATED and path.is_file():
            yield path


def fingerprint(ui: Path) -> str:
    """SHA-256 over names and bytes of the sources."""
    whole = hashlib.sha256()
    for path in sources(ui):
        for part in (path.relative_to(ui).as_posix().encode(), path.read_bytes()):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def is_built(root: Path) -> bool:
    """The page is there and fits its sources, or there are none to build it from."""
    if not (root / PAGE / "index.html").exists():
        return False
    if not (root / "ui").exists():
        return True
    mark = root / MARK
    return mark.exists() and mark.read_text(encoding="ascii").strip() == fingerprint(root / "ui")


def wanted_node(ui: Path) -> tuple[int, ...]:
    """The oldest Node that builds the page, by package.json. Raises ValueError unless that reads ">=22.12" or the like."""
    engines = json.loads((ui / "package.json").read_text(encoding="utf-8"))["engines"]["node"]
    found = re.fullmatch(r">=\s*(\d+(?:\.\d+)*)", engines)
    if not found:
        raise ValueError(f"ui/package.json: engines.node should be like >=22.12, not {engines}")
    return tuple(map(int, found[1].split(".")))


def node_version(path: str) -> tuple[int, ...]:
    """Of the `node` on a search path; () when there is none that runs, or no `npm` with it (Debian ships them apart)."""
    node = shutil.which("node", path=path)
    if node is None or shutil.which("npm", path=path) is None:
        return ()
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - found on the path
    found = re.match(r"v(\d+)\.(\d+)\.(\d+)", done.stdout)
    return tuple(map(int, found.groups())) if found else ()


def path_with_node(ui: Path) -> str | None:
    """The search path under which `node` is new enough: the machine's, or with the wheel's before it. None: there is none."""
    machine = os.environ.get("PATH", os.defpath)
    beside_python = os.pathsep.join([sysconfig.get_path("scripts"), machine])
    return next((path for path in (machine, beside_python) if node_version(path) >= wanted_node(ui)), None)


def bring_node(root: Path) -> None:
    """Install Node from PyPI, pinned by hash, beside this Python. Raises PageNotBuilt."""
    wanted = ".".join(map(str, wanted_node(root / "ui")))
    print(f"This machine has no Node {wanted} or later with npm: installing one from PyPI, beside this Python.", file=sys.stderr)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", LOCK]
    if subprocess.run(pip, cwd=root, check=False).returncode:  # noqa: S603 - our own arguments
        raise PageNotBuilt("Node could not be installed.")


def search_path(root: Path, may_install: bool) -> str:
    """The search path to run npm under, after installing Node where that is allowed and needed. Raises PageNotBuilt."""
    path = path_with_node(root / "ui")
    if path is None and may_install:
        bring_node(root)
        path = path_with_node(root / "ui")
    if path is None:
        wanted = ".".join(map(str, wanted_node(root / "ui")))
        raise PageNotBuilt(f"It takes Node {wanted} or later with npm, and there is none.")
    return path


def packages_fit(ui: Path) -> bool:
    """ui/node_modules holds what the lock says, as npm itself keeps it on record."""
    record = ui / "node_modules" / ".package-lock.json"
    if not record.exists():
        return False
    locked, present = (_packages(path) for path in (ui / "package-lock.json", record))
    needed = {name for name, package in locked.items() if not package.get("optional")}  # of other systems, too
    return needed <= set(present) <= set(locked) and all(
        present[name].get("integrity") == locked[name].get("integrity") for name in present
    )


def _packages(lock: Path) -> dict[str, Mapping[str, Any]]:
    """Of an npm lock file, without the project itself."""
    found: dict[str, Mapping[str, Any]] = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return {name: package for name, package in found.items() if name}


def npm(root: Path, path: str, *arguments: str) -> None:
    """Run npm in ui/ under the search path ``path``, after bringing the packages that the lock names. Raises PageNotBuilt."""
    program = shutil.which("npm", path=path) or "npm"
    if arguments != ("ci",) and not packages_fit(root / "ui"):
        npm(root, path, "ci")
    done = subprocess.run([program, *arguments], cwd=root / "ui", env=os.environ | {"PATH": path}, check=False)  # noqa: S603
    if done.returncode:
        raise PageNotBuilt(f"`npm {' '.join(arguments)}` failed in ui/, and says above why.")


def build(root: Path, path: str) -> None:
    """Raises PageNotBuilt."""
    made_of = fingerprint(root / "ui")
    npm(root, path, "run", "build")
    if not (root / PAGE / "index.html").exists():
        raise PageNotBuilt(f"`npm run build` left no {PAGE / 'index.html'}.")
    (root / MARK).write_text(made_of + "\n", encoding="ascii")


def ensure(root: Path, may_install: bool = False) -> None:
    """Build the page unless it is built; ``may_install`` Node beside this Python for it. Raises PageNotBuilt."""
    if not is_built(root):
        build(root, search_path(root, may_install))


class PageHook(BuildHookInterface[BuilderConfig]):
    """Wheel and sdist hold the page: when it is missing or older than its sources it is built for them."""

    def dependencies(self) -> list[str]:
        """Node, where the page is yet to be built and the machine's will not do. Isolated builds get it from PyPI."""
        root = Path(self.root)
        if is_built(root) or path_with_node(root / "ui"):
            return []
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
        return list(project["dependency-groups"]["node"])

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            ensure(Path(self.root))


def main(arguments: Sequence[str]) -> int:
    root = Path(__file__).resolve().parents[1]
    if arguments:
        try:
            npm(root, search_path(root, may_install=True), *arguments[1:])
        except PageNotBuilt as failure:
            print(failure, file=sys.stderr)
            return 1
        return 0
    try:
        ensure(root, may_install=True)
    except PageNotBuilt as failure:
        print(
            f"\nThe page is not built. {failure}\nAll else works without it; `entramado open` will say that the page is missing. "
            "With the npm\nregistry in reach (or a mirror: npm config set registry ADDRESS), run: make page",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
