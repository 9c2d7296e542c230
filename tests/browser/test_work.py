"""An analyst's work in a case of the test's own: add documents, follow evidence, judge readings and merges, and take it back."""

from __future__ import annotations

import re
import textwrap

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.ingest.conftest import pdf

import entramado
from entramado.model.view import Viewer
from tools.served import served

REPORT = """Court: two men tied to the Blue Gang

Ana Ejemplo Inventada leads the Blue Gang, a court in Guadalajara said on 3 March 2026. Juan Ficticio Ejemplo works for her.
"""
DROP = """(files) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([typeof text === 'string' ? text : new Uint8Array(text)], name));
    for (const kind of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def go(page: Page, path: str) -> None:
    page.goto(re.match(r"https?://[^/]+", page.url)[0] + path)
    page.get_by_role("main").wait_for()


def introduce(page: Page, name: str = "Inés Ejemplo") -> None:
    """Answer the dialog that asks who works here."""
    dialog = page.get_by_role("dialog", name="Who works here")
    dialog.get_by_role("textbox", name="Your name").fill(name)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()


def in_sight(locator: Locator) -> bool:
    """Whether its middle is what one sees there: not scrolled away, and nothing over it."""
    return locator.evaluate(
        """each => {
            const box = each.getClientRects()[0];
            const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return each.contains(on) || on?.contains(each);
        }"""
    )


@pytest.fixture
def selected(work: Page) -> Page:
    """A claim of the boss, opened from the inspector: the reader stands on its sentence."""
    go(work, "/subjects")
    work.keyboard.press("Control+k")
    work.get_by_role("dialog").get_by_role("textbox").fill("Mencho")
    expect(work.get_by_role("dialog").get_by_role("button", name="Nemesio Oseguera Cervantes").first).to_be_visible()
    work.keyboard.press("Enter")
    inspector = work.get_by_role("complementary", name="Inspector")
    inspector.get_by_role("button", name="Show the evidence").first.click()
    inspector.get_by_role("link", name="Read in the document").first.click()
    expect(work).to_have_url(re.compile(r"/documents/d[0-9a-f]+\?.*sel=claim"))
    return work


def test_evidence_lands_on_its_sentence(selected):
    text = selected.get_by_role("region", name="Text of the document")
    run = text.locator("[data-selected]").first
    expect(run).to_be_visible()
    selected.wait_for_timeout(400)  # it scrolls there
    assert in_sight(run)
    expect(selected.get_by_role("region", name="Claims of the document").locator("[aria-current=true]")).to_be_visible()


def test_a_highlight_opens_its_claim(selected):
    text = selected.get_by_role("region", name="Text of the document")
    expect(text.locator("[data-selected]").first).to_be_visible()
    other = text.locator("[data-claims]:not([data-selected])").first
    claims = other.get_attribute("data-claims").split()
    other.click()
    expect(selected).to_have_url(re.compile("|".join(claims)))
    selected.go_back()
    expect(selected).not_to_have_url(re.compile("|".join(claims)))


def test_a_reading_is_rejected_and_taken_back(selected):
    claims = selected.get_by_role("region", name="Claims of the document")
    expect(claims.get_by_role("button", name="Reject")).to_be_visible()
    claims.get_by_role("button", name="Reject").click()
    introduce(selected)
    expect(selected.get_by_text("Rejected: the map leaves it out.").first).to_be_visible()
    selected.keyboard.press("u")
    expect(selected.get_by_text("Taken back.").first).to_be_visible()


def test_a_document_is_added_by_drop(work):
    go(work, "/documents")
    expect(work.get_by_role("tab", name="Documents")).to_contain_text("9")
    long = "x" * 300 + ".txt"
    handed = [["court.txt", REPORT], ["court.txt", "another"], ["copy.txt", REPORT], ["nothing.txt", ""]]
    work.evaluate(DROP, [*handed, ["noise.bin", [0, 1, 2, 255] * 99], [long, "text"], [".DS_Store", "left behind"]])
    report = work.get_by_role("region", name="Documents on their way")
    expect(report.get_by_text("1 document added")).to_be_visible(timeout=60_000)
    expect(report.get_by_text("1 in the case already")).to_be_visible()
    expect(report.get_by_text("4 files refused")).to_be_visible()
    refused = report.get_by_role("listitem")
    for name, why in (
        ("court.txt", "handed in already"),
        ("nothing", "empty"),
        ("noise", "not text"),
        ("xxx", "too long a name"),
    ):
        expect(refused.filter(has_text=name).first).to_contain_text(why)
    expect(refused).to_have_count(4)
    expect(work.get_by_role("tab", name="Documents")).to_contain_text("10")
    work.keyboard.press("Control+k")
    work.get_by_role("dialog").get_by_role("textbox").fill("Ana Ejemplo")
    expect(work.get_by_role("dialog").get_by_role("button", name="Ana Ejemplo Inventada").first).to_be_visible(timeout=20_000)


def test_words_selected_on_a_page_become_a_claim(work):
    go(work, "/documents")
    expect(work.get_by_role("tab", name="Documents")).to_contain_text("9")
    work.evaluate(DROP, [["court.pdf", list(pdf([textwrap.wrap(REPORT, 70)]))]])
    expect(work.get_by_text("1 document added")).to_be_visible(timeout=60_000)
    added = work.evaluate("fetch('/api/documents?q=court.pdf').then((answer) => answer.json())")["items"][0]["id"]
    go(work, f"/documents/{added}?as=page")
    page = work.get_by_role("region", name="Pages of the document")
    first, last = (page.locator("span[data-at]").filter(has_text=word).last.bounding_box() for word in ("Juan", "her."))
    assert first
    assert last
    work.mouse.move(first["x"] + 2, first["y"] + first["height"] / 2)
    work.mouse.down()
    work.mouse.move(last["x"] + last["width"] / 2, last["y"] + last["height"] / 2, steps=5)
    work.mouse.up()
    assert work.evaluate("getSelection().toString()") == "Juan Ficticio Ejemplo works for her."
    work.get_by_role("button", name="Add a claim").click()
    introduce(work)
    expect(work.get_by_role("dialog", name="Add a claim")).to_contain_text("Juan Ficticio Ejemplo works for her.")


def test_a_merge_is_made_and_undone(work):
    go(work, "/review")
    pair = work.get_by_role("article")
    expect(pair.get_by_role("heading", name="What speaks for and against")).to_be_visible()
    proposed = work.get_by_role("tab", name="Proposed")
    expect(proposed).to_contain_text("2")
    pair.get_by_role("button", name="They are one").click()
    introduce(work)
    expect(work.get_by_text(re.compile("are one now"))).to_be_visible()
    expect(proposed).to_contain_text("1", timeout=20_000)
    work.get_by_role("button", name="Undo", exact=True).click()
    expect(work.get_by_text("Taken back", exact=True)).to_be_visible()
    expect(proposed).to_contain_text("2", timeout=20_000)
    work.get_by_role("tab", name="Undone").click()
    expect(work.get_by_role("article").get_by_text("Taken back by Inés Ejemplo")).to_be_visible()


def test_a_viewer_only_reads(opens, copied):
    with entramado.open(copied) as case:
        case.add_viewer(Viewer("partner", clearance="TLP:GREEN"))
    with served(copied, "--as", "partner") as server:
        page = opens(server, "/documents")
        expect(page.get_by_role("tab", name="Documents")).to_contain_text("8")
        expect(page.get_by_role("button", name="Add documents")).to_have_count(0)
        go(page, "/review?tab=made")
        expect(page.get_by_text("This page only reads")).to_be_visible()
