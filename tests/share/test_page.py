"""The page in a browser: what its address names is shown, after a reload too. Needs a Chromium; skipped without one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from entramado.share.page import SCRIPTS, write_page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture
def page(small_map, tmp_path: Path) -> Path:
    target = tmp_path / "map.html"
    with target.open("w", encoding="utf-8") as out:
        write_page(small_map.view, small_map.network, out, "A case")
    return target


def test_every_script_of_the_folder_is_on_the_page(page):
    folder = Path(write_page.__code__.co_filename).parent / "page"
    assert sorted(SCRIPTS) == sorted(path.name for path in folder.glob("*.js"))


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
class TestInABrowser:
    def seen(self, page: Path, address: str) -> html.HtmlElement:
        root = ["--no-sandbox"] * (hasattr(os, "geteuid") and os.geteuid() == 0)
        shown = subprocess.run(
            [str(CHROMIUM), "--headless", "--disable-gpu", *root, f"--user-data-dir={page.parent}/profile", "--dump-dom",
             f"{page.as_uri()}#{address}"],
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        return html.fromstring(shown.stdout)

    def text(self, page: html.HtmlElement, xpath: str) -> list[str]:
        return [" ".join(found.text_content().split()) for found in page.xpath(xpath)]

    def test_the_chart_has_the_entities_that_are_tied_and_its_legend_stands_apart(self, page, small_map):
        shown = self.seen(page, "")
        assert self.text(shown, "//nav/button[@aria-selected='true']") == ["Chart"]
        nodes = shown.xpath("//*[local-name()='svg']//*[contains(@class, 'node')]")
        assert len(nodes) == 6
        assert all(node.get("tabindex") == "0" and node.get("aria-label") for node in nodes)
        assert shown.xpath("//div[@class='legend']/following-sibling::*[local-name()='svg']")

    def test_an_entity_shows_that_nobody_has_reviewed_it(self, page, small_map):
        shown = self.seen(page, f"tab=links&entity={small_map.person.id}")
        assert self.text(shown, "//aside/h2") == ["Max Mustermann"]
        lines = self.text(shown, "//aside//div[@class='said']")
        assert len(lines) >= 4
        assert all("not reviewed" in line for line in lines)

    def test_a_link_shows_its_quotes(self, page, small_map):
        shown = self.seen(page, f"tab=chart&link={small_map.group.id},{small_map.person.id}")
        quotes = self.text(shown, "//aside/blockquote")
        assert len(quotes) == 2
        assert all("not reviewed" in quote for quote in quotes)

    def test_documents_name_their_sources_and_open_to_their_claims(self, page, small_map):
        shown = self.seen(page, f"tab=documents&document={small_map.view.document_list[0].id}")
        assert "Wire Service" in self.text(shown, "//main//table")[0]
        assert self.text(shown, "//aside/h2") == ["wire.txt"]
        assert len(shown.xpath("//aside/blockquote")) == 5

    def test_the_subjects_say_by_what_they_are_ordered(self, page):
        shown = self.text(self.seen(page, "tab=subjects"), "//section[@id='left']")[0]
        assert "most independent origins first" in shown
        assert "Not ranked" in shown

    def test_an_address_of_nothing_shows_the_chart(self, page):
        shown = self.seen(page, "tab=nonsense&entity=nobody&link=a,b")
        assert self.text(shown, "//aside/h2") == ["Evidence"]
        assert self.text(shown, "//nav/button[@aria-selected='true']") == ["Chart"]
