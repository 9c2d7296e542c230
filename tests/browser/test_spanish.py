"""The page in Spanish says nothing in English of itself: not in its own words, nor in what the server words.

That the views themselves do not is looked at where they are opened in Spanish anyway (test_axe.py); here is what else there is.
"""

from __future__ import annotations

from playwright.sync_api import expect
from tests.browser.english import in_english

from tools.screens import addresses

MORE = {
    "list of what happened": "/timeline?show=list",
    "areas of the map": "/map?tab=areas",
    "merges that were made": "/review?tab=made",
    "problems with documents": "/documents?tab=problems",
    "no such page": "/no/such/page",
    "nothing found": "/search?q=zzzzqqqq",
}


def test_the_words_are_looked_for(read):
    """In English the page is full of them: a search that finds none in Spanish does find some."""
    assert len(in_english(read("/subjects"))) > 20


def test_what_else_there_is_says_nothing_in_english(read, shared):
    page = read("/subjects", locale="es-MX")
    said = {}
    for name, address in MORE.items():
        page.goto(shared.server.origin + address)
        page.get_by_role("main").wait_for()
        page.wait_for_load_state("networkidle")
        said[name] = in_english(page)
    assert not any(said.values()), "\n".join(f"{name}: {each}" for name, found in said.items() for each in found)


def test_what_opens_over_the_views_is_spanish_too(read, shared):
    page = read("/subjects", locale="es-MX")
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("textbox").fill("a")
    expect(page.get_by_role("dialog").get_by_role("button").nth(3)).to_be_visible()
    found = in_english(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("main").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Teclas")).to_be_visible()
    found += in_english(page)
    page.goto(shared.server.origin + addresses(shared.get)["subject"])
    page.get_by_role("button", name="Dosier").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found += in_english(page)
    assert not found, "\n".join(found)
