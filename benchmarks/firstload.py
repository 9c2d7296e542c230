"""What the page loads before its user can do anything: bytes as they come over the wire, compressed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from benchmarks.figures import Figure
from tools.chromium import window
from tools.served import Served

TARGET: Final = 450.0


def measured(browser: Browser, server: Served, cookie: str) -> Iterator[Figure]:
    """All of it, headers and the answers of the API included: a new browser, nothing kept from before."""
    context = window(browser, server, cookie)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    asked: dict[str, str] = {}
    taken: Counter[str] = Counter()

    def answered(event: dict[str, Any]) -> None:
        asked[event["requestId"]] = kind(event["response"]["url"])

    def finished(event: dict[str, Any]) -> None:
        taken[asked[event["requestId"]]] += event["encodedDataLength"]

    wire.on("Network.responseReceived", answered)
    wire.on("Network.loadingFinished", finished)
    page.goto(server.origin)
    page.get_by_role("main").wait_for()
    page.wait_for_load_state("networkidle")
    context.close()
    note = ", ".join(f"{name} {size / 1000:.0f}" for name, size in taken.most_common())
    yield Figure("first load, compressed, all requests", sum(taken.values()) / 1000, "kB", TARGET, note=note)


def kind(url: str) -> str:
    path = urlsplit(url).path
    if path.startswith("/api/"):
        return "answers"
    return {"js": "scripts", "css": "styles"}.get(path.rpartition(".")[2], "other")
