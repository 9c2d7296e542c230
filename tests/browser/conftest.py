"""A real browser at the real server, over copies of the demo case.

Whatever a test does, it fails when the page writes an error to its console, throws, opens a dialog, or asks any host but its own
server for anything.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

import entramado
from tools import chromium
from tools.screens import asked
from tools.served import NOT_BUILT, PAGE, Served, served

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30
"""How long a test waits for the page: what is there in one second alone takes longer where all cores run tests."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium or Chrome."""
    if chromium.find() is None:
        pytest.skip(chromium.MISSING)
    if not PAGE.exists():
        pytest.skip(NOT_BUILT)
    expect.set_options(timeout=SECONDS * 1000)
    with chromium.browser() as started:
        yield started


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case, built once. Tests that write take a copy (`copied`)."""
    path = tmp_path_factory.mktemp("demo") / "demo.entramado"
    with entramado.open(path) as case:
        report = case.build(ROOT / "demo" / "reports", workers=1)
        assert not report.refused
    return path


NO_CARD = ("GPU stall due to ReadPixels", "Automatic fallback to software WebGL")
"""What Chromium says of drawing without a graphics card."""


@dataclass  # without slots: Playwright keeps its wrappers of handlers on their object
class Watched:
    """What a page did that no page of ours may do."""

    origin: str
    expected: tuple[str, ...] = ()
    """Parts of what the console may say: a test that asks for what is not there makes the browser say so."""
    troubles: list[str] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)
    """What was asked of others, and not stopped by the content policy."""

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"threw: {error}"))
        page.on("dialog", lambda dialog: (self.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        known = any(part in message.text for part in (*NO_CARD, *self.expected))
        if message.type in {"error", "warning", "assert"} and not known:
            self.troubles.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.elsewhere.add(request.url)

    def _failed(self, request: Request) -> None:
        if request.failure == "csp":
            self.elsewhere.discard(request.url)

    def all(self) -> set[str]:
        return {*self.troubles, *(f"asked elsewhere: {url}" for url in self.elsewhere)}


Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser) -> Iterator[Opens]:
    """Opens a page of its own at a server: ``opens(server, "/chart", locale="es-MX")``. Nothing may have gone wrong."""
    with ExitStack() as stack:
        watches: list[Watched] = []

        def open_page(
            server: Served, path: str = "/", *, storage: Any = None, expected: tuple[str, ...] = (), **how: Any
        ) -> Page:
            options = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"} | how
            context = browser.new_context(**options, storage_state=storage)
            stack.callback(context.close)
            context.set_default_timeout(SECONDS * 1000)
            watched = Watched(server.origin, expected)
            watches.append(watched)
            context.on("page", watched.watch)
            page = context.new_page()
            page.goto(server.origin + path if storage else server.link)
            if not storage and path != "/":
                page.goto(server.origin + path)
            page.get_by_role("main").wait_for()
            return page

        yield open_page
        troubles = sorted(trouble for watched in watches for trouble in watched.all())
        assert not troubles, "\n".join(troubles)


@dataclass(frozen=True, slots=True)
class Shared:
    """A server that several tests read from, and the session that one launch gave all of them."""

    server: Served
    storage: Any

    def get(self, path: str) -> Any:
        """What the API answers."""
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in self.storage["cookies"])
        return asked(self.server, cookies, path)


def session_at(browser: Browser, server: Served) -> Shared:
    """Use the launch link up for a session that many pages may have."""
    context = browser.new_context()
    context.new_page().goto(server.link)
    cookies = context.cookies()
    context.close()
    return Shared(server, {"cookies": cookies, "origins": []})


@pytest.fixture(scope="session")
def shared(browser: Browser, demo: Path) -> Iterator[Shared]:
    """The demo case, to be read only."""
    with served(demo) as server:
        yield session_at(browser, server)


@pytest.fixture
def read(opens: Opens, shared: Shared) -> Opens:
    """Opens a page of the shared demo case: ``read("/timeline")``."""
    return lambda path="/", **how: opens(shared.server, path, storage=shared.storage, **how)


@pytest.fixture
def copied(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo case, to write to."""
    return Path(shutil.copy(demo, tmp_path / "demo.entramado"))


@pytest.fixture
def work(opens: Opens, copied: Path) -> Iterator[Page]:
    """A page of a demo case of the test's own."""
    with served(copied) as server:
        yield opens(server)
