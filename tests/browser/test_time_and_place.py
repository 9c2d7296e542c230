"""Map and timeline: both show what the time filter leaves, lane by lane and place by place."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def brushed(page: Page, start: float, end: float) -> None:
    """Drag over the density strip, from one share of it to another."""
    strip = page.get_by_role("region", name="When").get_by_title("Drag to choose a time")
    expect(strip.locator("rect").first).to_be_attached()
    box = strip.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * start, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end, middle, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d"))


def test_the_map_shows_what_the_time_filter_leaves(read):
    page = read("/map")
    places = page.get_by_role("list", name="Places").get_by_role("listitem")
    expect(page.get_by_role("status").filter(has_text="places in the window, of 9")).to_be_visible()
    expect(places.filter(has_text="Tapalpa")).to_contain_text("2 events")
    brushed(page, 0.02, 0.6)
    expect(places.filter(has_text="2 events")).to_have_count(0)
    page.get_by_role("tab", name="Areas").click()
    expect(page.get_by_role("row").filter(has_text="Jalisco")).to_have_count(0)
    page.get_by_role("region", name="When").get_by_role("button", name="Show all time").click()
    expect(page.get_by_role("row").filter(has_text="Jalisco")).to_contain_text("4")
    page.get_by_role("tab", name="Places").click()
    expect(places.filter(has_text="Tapalpa")).to_contain_text("2 events")


def test_a_place_on_the_map_opens_what_happened_there(read):
    page = read("/map")
    page.get_by_role("button", name=re.compile("^Tapalpa")).click()
    expect(page).to_have_url(re.compile("place="))
    there = page.get_by_role("main").get_by_text(re.compile("^(killing|operation) (of|against) Nemesio"))
    expect(there).to_have_count(2)
    there.first.click()
    expect(page.get_by_role("complementary", name="Inspector").get_by_role("heading", name=re.compile("Tapalpa"))).to_be_visible()


def test_the_timeline_has_lanes_by_kind_and_by_whom(read):
    page = read("/timeline")
    lanes = page.get_by_role("main").get_by_role("region")
    expect(lanes.filter(has_text="designation")).to_be_visible()
    page.get_by_text("By organization").click()
    expect(page).to_have_url(re.compile("lanes=entity"))
    cartel = page.get_by_role("region", name=re.compile("^Jalisco New Generation Cartel: "))
    expect(cartel.get_by_role("button", name=re.compile("^designation of Jalisco")).first).to_be_visible()
    expect(page.get_by_role("region", name=re.compile("^designation: "))).to_have_count(0)


def test_the_timeline_shows_what_the_time_filter_leaves(read):
    page = read("/timeline")
    killing = page.get_by_role("region", name=re.compile("^killing: "))
    expect(killing).to_be_visible()
    brushed(page, 0.0, 0.3)
    expect(killing).to_have_count(0)
    expect(page.get_by_role("region", name=re.compile("^designation: "))).to_be_visible()


def test_the_timeline_is_walked_by_arrow_keys(read):
    page = read("/timeline")
    first = page.get_by_role("region", name=re.compile("^attack: ")).get_by_role("button").first
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(first).not_to_be_focused()
    focused = page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")
    page.keyboard.press("Enter")
    inspector = page.get_by_role("complementary", name="Inspector")
    expect(inspector.get_by_role("heading", name=focused.split(" · ")[0])).to_be_visible()
    page.keyboard.press("Escape")
    expect(inspector).to_be_hidden()
