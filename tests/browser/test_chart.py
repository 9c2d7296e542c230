"""The link chart under an analyst's hands: move, select, group, note, find a path, keep, take along. One server for all.

Where nodes stand is read from the drawing that the page exports, as the analyst would get it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.conftest import SECONDS, Watched

from tools.served import served

SVG = "{http://www.w3.org/2000/svg}"
GEXF = "{http://gexf.net/1.3}"
BOSS, GROUP, PLACE = "Nemesio Oseguera Cervantes", "Jalisco New Generation Cartel", "Tapalpa"
PRINTS = """() => {
    window.printed = new Promise((done) => {
        new MutationObserver((changes) => {
            for (const frame of changes.flatMap((each) => [...each.addedNodes]).filter((each) => each.tagName === 'IFRAME')) {
                const inside = frame.contentWindow;
                inside.print = () => {
                    const image = inside.document.querySelector('img');
                    const [paper] = inside.document.adoptedStyleSheets;
                    done([image.naturalWidth, image.alt, paper.cssRules[0].cssText]);
                };
            }
        }).observe(document.body, { childList: true });
    });
}"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The exported drawing, read again. Places are on the screen."""

    root: ET.Element
    at: dict[str, tuple[float, float]]

    def colours(self) -> list[str]:
        return [str(line.get("stroke")) for line in self.root.iter(f"{SVG}line")]

    def words(self) -> str:
        return " ".join("".join(text.itertext()) for text in self.root.iter(f"{SVG}text"))

    def circles(self) -> list[str]:
        return [str(circle.findtext(f"{SVG}title")) for circle in self.root.iter(f"{SVG}circle")]


class Chart:
    """The chart's page, and what a hand does there."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def status(self):
        return self.page.get_by_role("status").filter(has_text="tied entities")

    def export(self, item: str) -> Path:
        self.page.get_by_role("button", name="Export").click()
        with self.page.expect_download() as waited:
            self.page.get_by_role("menuitem", name=item).click()
        expect(self.page.get_by_role("menu")).to_have_count(0)  # it gives the focus back when it is gone
        return waited.value.path()

    def drawing(self) -> Drawing:
        root = ET.fromstring(self.export("Drawing (SVG)").read_text(encoding="utf-8"))
        box = self.page.get_by_test_id("chart-canvas").bounding_box()
        at = {}
        for path in root.iter(f"{SVG}path"):
            found = re.match(r"translate\((\S+) (\S+)\)", path.get("transform", ""))
            name = path.findtext(f"{SVG}title")
            if found and name:
                at[name] = (box["x"] + float(found[1]), box["y"] + float(found[2]))
        return Drawing(root, at)

    def drag(self, begin: tuple[float, float], *to: tuple[float, float], keys: str | None = None) -> None:
        mouse = self.page.mouse
        mouse.move(*begin)
        if keys:
            self.page.keyboard.down(keys)
        mouse.down()
        for place in to:
            mouse.move(*place, steps=4)
        mouse.up()
        if keys:
            self.page.keyboard.up(keys)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.get_by_role("application").press(key)

    def chosen(self, count: int) -> None:
        expect(self.page.get_by_role("button", name=re.compile(r"^\d+ selected$"))).to_have_text(f"{count} selected")

    def menu(self, item: str | re.Pattern[str]) -> None:
        """An item of the menu of kept charts, which has the name of the chart that is open."""
        self.page.get_by_role("toolbar", name="Chart tools").get_by_role("button").first.click()
        self.page.get_by_role("menuitem", name=item).click()


@pytest.fixture(scope="module")
def window(browser, demo, tmp_path_factory) -> Iterator[tuple[BrowserContext, Watched]]:
    case = Path(shutil.copy(demo, tmp_path_factory.mktemp("chart") / "demo.entramado"))
    with served(case) as server:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
        context.set_default_timeout(SECONDS * 1000)
        watched = Watched(server.origin)
        context.on("page", watched.watch)
        context.new_page().goto(server.link)
        yield context, watched
        context.close()


@pytest.fixture
def chart(window) -> Iterator[Chart]:
    """The chart opened afresh: nothing of the test before is left on it, and nothing may go wrong."""
    context, watched = window
    page = context.new_page()
    page.goto(f"{watched.origin}/chart")
    chart = Chart(page)
    expect(chart.status).to_contain_text("54 of 54")
    page.wait_for_function("() => performance.getEntriesByName('chart:painted').length > 0")
    yield chart
    page.close()
    assert not watched.all(), "\n".join(watched.all())


def near(one: tuple[float, float], other: tuple[float, float], within: float = 3) -> bool:
    return abs(one[0] - other[0]) <= within and abs(one[1] - other[1]) <= within


def until(holds: Callable[[], bool], page: Page) -> None:
    """Wait for what no element tells: the canvas is drawn in its own time."""
    for _ in range(40):
        if holds():
            return
        page.wait_for_timeout(100)
    pytest.fail("it never came to hold")


def test_a_dragged_node_stays_and_is_pinned_and_undo_and_redo_go_back_and_forth(chart):
    before = chart.drawing().at
    to = (before[PLACE][0] - 180, before[PLACE][1] + 120)
    chart.drag(before[PLACE], to)
    after = chart.drawing().at
    assert near(after[PLACE], to)
    assert all(near(after[name], before[name]) for name in before if name != PLACE)
    chart.press("Control+z")
    assert near(chart.drawing().at[PLACE], before[PLACE])
    chart.press("Control+Shift+Z")
    assert near(chart.drawing().at[PLACE], to)
    chart.page.get_by_role("link", name="Timeline").click()
    expect(chart.page.get_by_role("main", name="Timeline")).to_be_visible()
    chart.page.get_by_role("link", name="Chart").click()
    expect(chart.status).to_be_visible()
    until(lambda: near(chart.drawing().at[PLACE], to), chart.page)  # who looks elsewhere finds it as he left it


def test_several_are_selected_by_box_loop_and_keys_and_acted_on_together(chart):
    at = chart.drawing().at
    x, y = at[BOSS]
    chart.drag((x - 90, y - 60), (x + 40, y + 40), keys="Shift")
    inside = [name for name, (a, b) in at.items() if x - 90 < a < x + 40 and y - 60 < b < y + 40]
    assert len(inside) > 1
    chart.chosen(len(inside))
    chart.press("h")
    expect(chart.status).to_contain_text(f"{54 - len(inside)} of 54")
    chart.press("Control+z")
    expect(chart.status).to_contain_text("54 of 54")
    right = max(a for a, _ in at.values()) + 14
    top = min(b for _, b in at.values()) - 14
    chart.press("s")
    chart.drag((right, top), (right, 400), (900, 300), (900, top))  # a loop around the upper right
    loop = chart.page.get_by_role("button", name=re.compile(r"^\d+ selected$"))
    expect(loop).to_be_visible()
    some = int(loop.inner_text().split()[0])
    assert 1 < some < 54
    chart.press("t")
    gathered = chart.drawing().at
    moved = [name for name in at if not near(at[name], gathered[name])]
    assert some - 1 <= len(moved) <= some
    assert max(a for a, _ in map(gathered.get, moved)) - min(a for a, _ in map(gathered.get, moved)) < 400
    chart.press("Escape", "Control+a")
    chart.chosen(54)
    chart.press("Escape", "ArrowRight", " ", "ArrowRight", "w")
    expect(loop).to_be_visible()


def test_a_line_shows_its_evidence_and_takes_a_note_that_pictures_have_too(chart):
    at = chart.drawing().at
    middle = ((at[BOSS][0] + at[GROUP][0]) / 2, (at[BOSS][1] + at[GROUP][1]) / 2)
    chart.page.mouse.move(*middle)
    card = chart.page.get_by_test_id("chart-card")
    expect(card).to_contain_text(f"{BOSS} – {GROUP}")
    expect(card).to_contain_text("better known as")  # a sentence of a report
    chart.page.mouse.click(*middle)
    expect(chart.page).to_have_url(re.compile("sel=pair"))
    expect(chart.page.get_by_role("complementary", name="Inspector")).to_contain_text("leads")
    chart.press("n")
    chart.page.get_by_role("textbox", name="Note on the chart").fill("Who says that he founded it?")
    chart.page.get_by_role("button", name="Save", exact=True).click()
    assert "Who says that he founded it?" in chart.drawing().words()
    at = chart.drawing().at
    chart.page.mouse.click(*at[PLACE], button="right")
    chart.page.get_by_role("menuitem", name="Hide").click()
    expect(chart.status).to_contain_text("53 of 54")


def test_groups_stand_in_circles_by_place_and_community_and_everybody_goes_back(chart):
    before = chart.drawing()
    assert before.circles() == []
    groups = chart.page.get_by_role("radiogroup", name="Group by")
    groups.get_by_text("Place", exact=True).click()
    by_place = chart.drawing()
    assert {"Jalisco", "Michoacán", "Place not known"} <= set(by_place.circles())
    assert "Michoacán" in by_place.words()
    expect(chart.page).to_have_url(re.compile("group=region"))
    to = (by_place.at[BOSS][0] + 40, by_place.at[BOSS][1] + 60)
    chart.drag(by_place.at[BOSS], to)
    groups.get_by_text("Community", exact=True).click()
    assert {GROUP, "In no community"} <= set(chart.drawing().circles())
    groups.get_by_text("Place", exact=True).click()
    assert near(chart.drawing().at[BOSS], to)
    groups.get_by_text("Free", exact=True).click()
    assert near(chart.drawing().at[BOSS], before.at[BOSS])  # what was moved in a group was moved there


def test_a_path_stands_out_with_its_evidence_and_brings_back_who_was_hidden(chart):
    page = chart.page
    page.mouse.click(*chart.drawing().at[GROUP])
    chart.press("h")
    expect(chart.status).to_contain_text("53 of 54")
    plain = set(chart.drawing().colours())
    chart.press("r")
    panel = page.get_by_role("region", name="Find a path")
    for end, name in (("From", BOSS), ("To", "Erick Valencia Salazar")):
        panel.get_by_role("combobox", name=end).fill(name)
        page.get_by_role("option", name=name, exact=True).click()
    expect(panel.get_by_role("button", name="Path 1")).to_have_attribute("aria-pressed", "true")
    expect(chart.status).to_contain_text("54 of 54")
    on = "#0b5cad"
    assert on not in plain
    until(lambda: on in chart.drawing().colours(), page)
    assert chart.drawing().colours().count(on) == panel.get_by_role("list").first.get_by_role("listitem").count()
    panel.get_by_role("button", name="Show the evidence").first.click()
    expect(panel.locator("blockquote mark").first).to_be_visible()


def test_a_chart_is_kept_whole_under_a_filter_with_notes_versions_and_its_name(chart):
    page = chart.page
    at = chart.drawing().at
    chart.drag(at[BOSS], (at[BOSS][0] - 60, at[BOSS][1] - 40))
    moved = chart.drawing().at
    page.get_by_role("button", name="Filter", exact=True).click()
    panel = page.get_by_role("complementary", name="Filter")
    panel.get_by_role("checkbox", name=re.compile("Places")).uncheck()
    expect(chart.status).to_contain_text("hidden by the filter")
    left = chart.status.inner_text()
    chart.press("n")
    page.get_by_role("textbox", name="Note on the chart").fill("Without places")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("img", name="Changes are not saved")).to_be_visible()
    chart.menu("Save as a new chart")
    page.get_by_role("textbox", name="Name of the chart").fill("The coast")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile("chart=v"))
    expect(page.get_by_role("img", name="Changes are not saved")).to_have_count(0)
    expect(chart.status).to_have_text(left)
    chart.press("Control+z")  # steps before it was kept are not lost
    expect(page.get_by_role("button", name="Without places")).to_have_count(0)
    chart.press("Control+Shift+Z")
    panel.get_by_role("button", name="Close").click()

    chart.menu("Best tied")
    expect(page).not_to_have_url(re.compile("chart=v"))
    page.get_by_role("button", name=re.compile("^Filter hides")).click()
    panel.get_by_role("button", name="Show all").click()
    panel.get_by_role("button", name="Close").click()
    chart.menu("The coast")
    expect(chart.status).to_have_text(left)  # with the filter that it was kept with
    expect(page.get_by_role("button", name="Without places")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Filter hides")).click()
    panel.get_by_role("button", name="Show all").click()
    panel.get_by_role("button", name="Close").click()
    expect(chart.status).to_contain_text("54 of 54")  # nobody whom the filter hid was lost
    until(lambda: all(near(chart.drawing().at[name], moved[name], 8) for name in (BOSS, GROUP, PLACE)), page)

    chart.menu("Save “The coast”")
    expect(page.get_by_text("is saved in the case").last).to_be_visible()
    page.get_by_role("toolbar", name="Chart tools").get_by_role("button").first.click()
    versions = page.get_by_role("menuitem", name=re.compile("The coast, .* 20"))
    expect(versions).to_have_count(2)
    versions.last.click()
    expect(page).to_have_url(re.compile("version="))
    expect(chart.status).to_have_text(left)
    page.get_by_role("button", name=re.compile("^As it was on")).click()
    expect(page).not_to_have_url(re.compile("version="))
    chart.menu("Delete “The coast”")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page).not_to_have_url(re.compile("chart=v"))


def test_what_leaves_is_a_picture_a_graph_and_a_page_of_paper(chart):
    drawing = chart.drawing()
    assert len(list(drawing.root.iter(f"{SVG}title"))) == 54 + 1  # and its own
    assert drawing.words().count("TLP:AMBER") == 2
    for said in ("Read by a machine only", "Alleged", "Disputed", "Hollow: no person has reviewed its links", "Event"):
        assert said in drawing.words()
    png = chart.export("Picture (PNG)").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 2 * int(drawing.root.get("width"))
    graph = ET.fromstring(chart.export("Graph with positions").read_text(encoding="utf-8"))
    nodes, edges = list(graph.iter(f"{GEXF}node")), list(graph.iter(f"{GEXF}edge"))
    assert len(nodes) == 54
    assert {node.get("label") for node in nodes} == set(drawing.at)
    assert {each for edge in edges for each in (edge.get("source"), edge.get("target"))} <= {node.get("id") for node in nodes}
    assert len(edges) == int(re.search(r"(\d+) lines", chart.status.inner_text())[1])
    assert "TLP:AMBER" in graph.findtext(f"{GEXF}meta/{GEXF}description")
    chart.page.evaluate(PRINTS)
    chart.page.get_by_role("button", name="Export").click()
    chart.page.get_by_role("menuitem", name="Print").click()
    width, name, paper = chart.page.evaluate("window.printed")
    assert (width, name) == (int(drawing.root.get("width")), "Best tied")
    assert "landscape" in paper


def test_the_overview_comes_when_something_is_out_of_sight_and_leads_there(chart):
    small = chart.page.get_by_test_id("chart-minimap")
    expect(small).to_be_hidden()
    chart.press("+", "+", "+")
    expect(small).to_be_visible()
    chart.page.wait_for_timeout(300)  # the way there is drawn
    before = chart.drawing().at[BOSS]
    small.click(position={"x": 20, "y": 60})
    until(lambda: not near(chart.drawing().at[BOSS], before, 40), chart.page)
    there = chart.drawing().at[BOSS]
    chart.press("Control+ArrowRight")
    until(lambda: chart.drawing().at[BOSS][0] < there[0] - 200, chart.page)
    chart.press("0")
    expect(small).to_be_hidden()


def test_an_entity_of_a_kind_and_a_link_are_drawn_by_hand(chart):
    page = chart.page
    page.mouse.click(*chart.drawing().at[GROUP])
    chart.press("d")
    named = page.get_by_role("dialog", name="Who works here")
    named.get_by_role("textbox", name="Your name").fill("Inés Ejemplo")
    named.get_by_role("button", name="Save").click()
    form = page.get_by_role("dialog", name="Draw by hand")
    form.get_by_role("textbox", name="Note: how you know").fill("Los Ejemplo stand with the cartel, a caller said on 3 March.")
    expect(form.get_by_role("textbox", name="Subject")).to_have_value(GROUP)
    form.get_by_role("combobox", name="What is said of it").fill("allied")
    page.get_by_role("option", name="allied with").click()
    form.get_by_role("textbox", name="Object").fill("Los Ejemplo")
    page.get_by_role("option", name=re.compile("Los Ejemplo.*Organization")).click()
    form.get_by_role("combobox", name="What kind of thing Los Ejemplo is").click()
    page.get_by_role("option", name="criminal", exact=False).first.click()
    form.get_by_role("button", name="Draw it").click()
    expect(form).to_be_hidden()
    expect(chart.status).to_contain_text("55 of 55")
    page.keyboard.press("Escape")
    page.mouse.move(*chart.drawing().at["Los Ejemplo"])
    expect(page.get_by_test_id("chart-card")).to_contain_text("criminal")
