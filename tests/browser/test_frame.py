"""The frame around every view: launch, search, evidence, time, language, keys, and the address as the page's state."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

VIEWS = ("chart", "map", "timeline", "documents", "subjects", "analyses", "disagreements", "review", "search")


BOSS = "Nemesio Oseguera Cervantes"


def find_boss(page: Page) -> None:
    """Ctrl-K, an alias, Enter."""
    page.keyboard.press("Control+k")
    page.get_by_role("textbox", name="Search names and text, or say what to do").fill("Mencho")
    expect(page.get_by_role("dialog").get_by_role("button", name=BOSS).first).to_be_visible()
    page.keyboard.press("Enter")


def test_launch_link_works_once(opens, shared, browser):
    context = browser.new_context()
    answered = context.new_page().goto(shared.server.link)
    assert answered is not None
    assert answered.status == 403
    context.close()


def test_search_a_person_and_open_the_evidence_of_a_link(read):
    page = read("/subjects")
    find_boss(page)
    inspector = page.get_by_role("complementary", name="Inspector")
    expect(inspector.get_by_role("heading", name=BOSS)).to_be_visible()
    assert "sel=entity" in page.url
    row = inspector.locator("div").filter(has=page.get_by_role("button", name="Show the evidence")).filter(has_text="leads").last
    row.get_by_role("button", name="Show the evidence").click()
    quotes = inspector.locator("blockquote mark")
    expect(quotes.first).to_be_visible()
    assert any("Jalisco New Generation Cartel" in quote for quote in quotes.all_inner_texts())
    expect(inspector.get_by_role("link", name="Read in the document").first).to_be_visible()


def test_reload_on_the_address_shows_the_same(read):
    page = read("/subjects")
    find_boss(page)
    heading = page.get_by_role("complementary", name="Inspector").get_by_role("heading", name=BOSS)
    expect(heading).to_be_visible()
    page.reload()
    expect(heading).to_be_visible()


def test_back_closes_what_was_opened(read):
    page = read("/subjects")
    expect(page.get_by_role("main")).to_be_visible()
    find_boss(page)
    inspector = page.get_by_role("complementary", name="Inspector")
    expect(inspector).to_be_visible()
    page.go_back()
    expect(inspector).to_be_hidden()
    page.go_forward()
    expect(inspector).to_be_visible()


def test_pasted_link_opens_in_another_window(read):
    page = read("/subjects")
    find_boss(page)
    expect(page).to_have_url(re.compile("sel=entity"))
    path = page.url.removeprefix(re.match(r"http://[^/]+", page.url)[0])
    other = read(path)
    expect(other.get_by_role("complementary", name="Inspector").get_by_role("heading", name="Nemesio")).to_be_visible()


def test_brushing_time_filters_and_says_what_it_hides(read):
    page = read("/timeline")
    brush = page.get_by_role("region", name="When")
    strip = brush.get_by_title("Drag to choose a time")
    expect(strip.locator("rect").first).to_be_attached()
    box = strip.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.6, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.95, middle, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d"))
    expect(page.get_by_role("button", name=re.compile(r"Filter hides \d+ links?"))).to_be_visible()
    brush.get_by_role("button", name="Show all time").click()
    expect(page).not_to_have_url(re.compile("from="))
    page.go_back()
    expect(page).to_have_url(re.compile("from="))


def test_filter_says_what_it_hides(read):
    page = read("/chart")
    panel = page.get_by_role("complementary", name="Filter")
    if not panel.is_visible():
        page.get_by_role("button", name="Filter").click()
    status = panel.get_by_role("status")
    expect(status).to_have_text(re.compile(r"(\d+) of \1 links shown"))
    panel.get_by_role("checkbox", name=re.compile("Places")).uncheck()
    expect(page).to_have_url(re.compile("hide_type=Place"))
    expect(status).not_to_have_text(re.compile(r"(\d+) of \1 links shown"))
    expect(panel.get_by_text(re.compile(r"hides \d+ of \d+"))).to_be_visible()


def test_language_is_switched_and_kept(read):
    page = read("/disagreements")
    page.get_by_role("button", name=re.compile("Language: English")).click()
    page.get_by_role("menuitem", name="Español").click()
    expect(page.get_by_role("navigation", name="Vistas")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "es"
    page.reload()
    expect(page.get_by_role("navigation", name="Vistas")).to_be_visible()


def test_a_spanish_browser_gets_spanish(read):
    page = read("/subjects", locale="es-MX")
    expect(page.get_by_role("navigation", name="Vistas")).to_be_visible()


def test_dark_follows_the_system_and_the_menu(read):
    page = read("/subjects", color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.get_by_role("button", name="Light, dark and size").click()
    page.get_by_role("menuitem", name="Light").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_with_its_name(read, view):
    page = read(f"/{view}")
    expect(page.get_by_role("main", name=view.capitalize())).to_be_visible()
    expect(page).to_have_title(re.compile(f"^{view.capitalize()} · demo · Entramado$"))
    expect(page.get_by_role("navigation", name="Views").get_by_role("link", name=view.capitalize())).to_have_attribute(
        "aria-current", "page"
    )


def test_walk_by_keyboard_alone(read):
    page = read("/subjects")
    expect(page.get_by_role("main")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    for view in VIEWS:
        page.keyboard.press("Tab")
        link = page.get_by_role("navigation", name="Views").get_by_role("link", name=view.capitalize())
        expect(link).to_be_focused()
        ring = link.evaluate("each => getComputedStyle(each).outlineStyle + getComputedStyle(each).boxShadow")
        assert ring != "nonenone", f"the focus on {view} cannot be seen"
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page).to_have_url(re.compile("/documents"))
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    find_boss(page)
    inspector = page.get_by_role("complementary", name="Inspector")
    expect(inspector).to_be_visible()
    page.keyboard.press("Escape")
    expect(inspector).to_be_hidden()


def test_nothing_there_says_what_to_do(read):
    page = read("/no/such/page")
    expect(page.get_by_text("There is no such page")).to_be_visible()
    page.goto(page.url.replace("/no/such/page", "/search?q=zzzzqqqq"))
    expect(page.get_by_text("Nothing found for “zzzzqqqq”")).to_be_visible()
