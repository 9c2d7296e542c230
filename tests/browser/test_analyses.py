"""Questions to the network: asked by a form, followed, stopped, read and led back to their evidence."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

BOSS = "Nemesio Oseguera Cervantes"
LONG = "/analyses/whatif?o.runs=10000&o.weeks=520&run=1&o.remove="
"""Goes on until it is stopped."""


@pytest.fixture
def boss(shared) -> str:
    found: str = shared.get(f"/api/suggest?q={quote(BOSS)}")["items"][0]["id"]
    return found


def answered(page: Page) -> None:
    expect(page.get_by_role("article", name="What was found")).to_be_visible(timeout=120_000)  # what is compiled once takes long


def test_who_holds_the_network_together_with_the_evidence_of_a_row(read):
    page = read("/analyses")
    page.get_by_role("link", name=re.compile("hold the network together")).click()
    page.get_by_role("button", name="more options").click()
    page.get_by_role("textbox", name="Possible worlds").fill("20")
    page.keyboard.press("Control+Enter")
    answered(page)
    found = page.get_by_role("article", name="What was found")
    expect(found.get_by_text("Machine assessment")).to_be_visible()
    expect(found.get_by_role("heading", name="Limits")).to_be_visible()
    table = found.get_by_role("group", name="Degree: ranks")
    heading = table.get_by_role("columnheader", name="Name")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(found.get_by_role("img", name=re.compile("^Degree: ranks. Its numbers"))).to_be_visible()

    table.get_by_role("button", name=re.compile(r"\d lines?")).first.click()
    table.get_by_role("button", name="Show the evidence").first.click()
    expect(table.locator("blockquote mark").first).to_be_visible()
    table.get_by_role("button", name="Inspect").first.click()
    expect(page.get_by_role("complementary", name="Inspector").get_by_role("button", name="Hide the evidence")).to_be_visible()

    assert "o.worlds=20" in page.url
    page.reload()
    answered(page)
    expect(page.get_by_role("textbox", name="Possible worlds")).to_have_value("20")


def test_what_if_begins_with_a_subject_and_is_saved(read, boss):
    page = read(f"/subjects/{boss}")
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="What if removed").click()
    form = page.get_by_role("form", name="What if")
    expect(form.get_by_role("link", name=BOSS)).to_be_visible()
    form.get_by_role("button", name="Run", exact=True).click()
    answered(page)
    expect(page.get_by_role("heading", name="Before and after")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Everything for programs (JSON)").click()
    record = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert record["analysis"] == "whatif"
    assert record["marking"]


def test_a_run_is_stopped_and_a_refusal_says_why(read, boss):
    page = read(LONG + boss, expected=("Failed to load resource",))
    running = page.get_by_role("region", name="The run")
    expect(running.get_by_role("status")).to_contain_text("under way", timeout=60_000)
    running.get_by_role("button", name="Stop the run").click()
    expect(page.get_by_role("heading", name="Stopped")).to_be_visible(timeout=60_000)
    page.goto(page.url.partition("/analyses")[0] + "/analyses/whatif?run=1&o.remove=Nobody+At+All")
    expect(page.get_by_role("alert")).to_contain_text("Nobody At All")
    page.goto(page.url.partition("/analyses")[0] + "/analyses/dismantle")
    page.get_by_role("button", name="Run", exact=True).click()
    answered(page)
    expect(page.get_by_text(re.compile("wrong measure for leaders"))).to_be_visible()
