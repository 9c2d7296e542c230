"""The machine's own Chromium or Chrome, headless, for tests, pictures and measurements of the page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tools.served import Served

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium or Chrome on this machine: apt-get install chromium"
ARGUMENTS = (
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-extensions",
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader",  # WebGL without a graphics card
)  # fmt: skip


def find() -> str | None:
    """The program, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """Started, and ended with the block. Raises FileNotFoundError where there is none."""
    program = find()
    if program is None:
        raise FileNotFoundError(MISSING)
    root = ["--no-sandbox"] * (os.geteuid() == 0)  # Chromium refuses its sandbox to the superuser; the page is our own
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *root])
        try:
            yield started
        finally:
            started.close()


def window(browser: Browser, server: Served, cookie: str, **options: Any) -> BrowserContext:
    """A window of its own, 1440 by 900, in the session of ``cookie`` (`Served.enter`), that has kept nothing from before."""
    made = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"} | options)
    name, _, value = cookie.partition("=")
    made.add_cookies([{"name": name, "value": value, "url": server.origin}])
    return made
