"""Take the documentation's pictures of the analyst's page: each view of the demo case, as a browser of 1440 by 900 shows it.

    python -m tools.screens [CASE [OUT]]

By default the demo case is built for it, and the pictures go to docs/images/page-VIEW.png.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page

import entramado
from tools import chromium
from tools.served import Served, served

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "images"
ABOUT = "El Mencho"
DARK = ("chart",)
"""Taken a second time, on a dark ground."""


def addresses(ask: Callable[[str], Any]) -> dict[str, str]:
    """Where each view has something to show. ``ask`` gives what the API answers to a path."""
    hit = ask(f"/api/suggest?q={quote(ABOUT)}")["items"][0]["id"]
    claim = next(each for each in ask(f"/api/claims?entity={hit}&limit=50")["items"] if each["quote"])
    chosen = f"?sel=entity:{hit}"
    return {
        "chart": f"/chart{chosen}",
        "map": "/map",
        "timeline": f"/timeline{chosen}",
        "documents": "/documents",
        "reader": f"/documents/{claim['document']}?sel=claim:{claim['claim']}",
        "subjects": "/subjects",
        "subject": f"/subjects/{hit}",
        "analyses": f"/analyses/whatif?o.remove={hit}&run=1",
        "disagreements": "/disagreements",
        "review": "/review",
        "readings": "/review?tab=readings",
        "search": f"/search?q={quote(ABOUT)}",
    }


def settled(page: Page) -> None:
    """Wait until nothing loads and nothing moves any more."""
    page.get_by_role("main").wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => undefined)")
    page.mouse.move(0, 0)
    page.wait_for_timeout(1_500)  # drawing by WebGL, whose end no event tells


def take(case: Path, out: Path) -> None:
    """Write a picture of every view. Raises FileNotFoundError without a browser."""
    out.mkdir(parents=True, exist_ok=True)
    with served(case) as server, chromium.browser() as browser:
        cookie = server.enter()
        views = addresses(lambda path: asked(server, cookie, path))
        for scheme, names in (("light", tuple(views)), ("dark", DARK)):
            window = chromium.window(browser, server, cookie, color_scheme=scheme, reduced_motion="reduce", timezone_id="UTC")
            for name in names:
                page = window.new_page()
                page.goto(server.origin + views[name])
                settled(page)
                if name == "map":
                    page.locator("[data-drawn=true]").wait_for()  # its outlines are cut into tiles by a worker
                if name == "analyses":
                    page.get_by_role("main").get_by_role("article").wait_for()
                page.screenshot(path=out / f"page-{name}{'-dark' * (scheme == 'dark')}.png")
                page.close()
            window.close()


def asked(server: Served, cookie: str, path: str) -> Any:
    """What the API answers."""
    connection = HTTPConnection(*server.address)
    connection.request("GET", path, headers={"Cookie": cookie})
    answered = json.load(connection.getresponse())
    connection.close()
    return answered


if __name__ == "__main__":
    with ExitStack() as stack:
        if sys.argv[1:]:
            given = Path(sys.argv[1])
        else:
            given = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "demo.entramado"
            with entramado.open(given) as book:
                book.build(ROOT / "demo" / "reports")
        take(given, Path(sys.argv[2]) if sys.argv[2:] else OUT)
