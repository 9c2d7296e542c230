"""axe finds no serious violation on any view, light and dark, in English and Spanish; and what is Spanish is all Spanish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.english import in_english

from tools.screens import addresses

AXE = Path(__file__).resolve().parents[2] / "ui" / "node_modules" / "axe-core" / "axe.min.js"
BOSS = "Nemesio Oseguera Cervantes"
VIEWS = (
    "chart", "map", "timeline", "documents", "reader", "subjects", "subject", "analyses", "disagreements", "review", "readings",
    "search",
)  # fmt: skip
WORDED_IN_ENGLISH = {"analyses"}
"""Findings are worded by the analyses themselves, in English."""
LOOKS = {
    "light-en": ("light", "en-GB"),
    "dark-en": ("dark", "en-GB"),
    "light-es": ("light", "es-MX"),
    "dark-es": ("dark", "es-MX"),
}


def violations(page: Page) -> list[str]:
    """What axe calls moderate, serious or critical, each with where."""
    if not AXE.exists():
        pytest.skip("axe is not there: make page")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    return [
        f"{each['id']} ({each['impact']}): {each['help']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for each in found
        if each["impact"] in {"moderate", "serious", "critical"}
        for node in each["nodes"][:5]
    ]


@pytest.fixture(scope="session")
def views(shared) -> dict[str, str]:
    return addresses(shared.get)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(read, views, view, look):
    scheme, locale = LOOKS[look]
    page = read(views[view], color_scheme=scheme, locale=locale)
    page.wait_for_load_state("networkidle")
    if view == "analyses":
        page.get_by_role("main").get_by_role("article").wait_for()
    page.wait_for_timeout(500)  # what is still coming is drawn fainter than what is there
    found = violations(page)
    if locale == "es-MX" and view not in WORDED_IN_ENGLISH:
        found += in_english(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", ["light-en", "dark-es"])
def test_axe_finds_nothing_serious_in_dialogs(read, look):
    scheme, locale = LOOKS[look]
    page = read("/subjects", color_scheme=scheme, locale=locale)
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("textbox").fill("Mencho")
    expect(page.get_by_role("dialog").get_by_role("button", name=BOSS).first).to_be_visible()
    found = violations(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("main").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    found += violations(page)
    assert not found, "\n".join(found)
