"""Take the README's picture: the demo's page in a headless Chromium, with one entity chosen.

    make demo && python -m tools.picture [CASE [NAME [OUT]]]

By default demo.entramado, CJNG, docs/images/demo-map.png. Chromium is used when it is on the path and is no dependency.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import entramado
from entramado.share.find import find
from entramado.share.page import write_page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = (1440, 860)


def take(case: Path, name: str, out: Path) -> None:
    """Write the picture of ``case`` with the entity ``name`` chosen. Raises FileNotFoundError without a browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise FileNotFoundError(f"none of {', '.join(BROWSERS)} is installed")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, entramado.open(case, create=False) as book:
        page, view = Path(folder) / "map.html", book.view()
        network = view.network()
        with page.open("w", encoding="utf-8") as file:
            write_page(view, network, file, "Tapalpa, February 2026")
        # Chromium refuses its sandbox to the superuser; the page is our own and asks no host for anything.
        root = ["--no-sandbox"] * (hasattr(os, "geteuid") and os.geteuid() == 0)
        command = [
            browser, "--headless", "--disable-gpu", "--hide-scrollbars", *root, f"--user-data-dir={folder}/profile",
            f"--window-size={SIZE[0]},{SIZE[1]}", f"--screenshot={out.resolve()}",
            f"{page.as_uri()}#tab=chart&entity={find(network, name).id}",
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own arguments, no shell


if __name__ == "__main__":
    given = sys.argv[1:] + ["demo.entramado", "CJNG", "docs/images/demo-map.png"][len(sys.argv) - 1 :]
    take(Path(given[0]), given[1], Path(given[2]))
