"""A dossier as page and as JSON: hostile text does nothing, every pointer leads somewhere, the marking is at head and foot."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from lxml import html
from tests.share.suspect import ASKED, File, lines, whole

from entramado.model.claim import Utterance
from entramado.model.errors import UsageError
from entramado.model.marking import Marking
from entramado.share.dossier.compose import FORMS, form
from entramado.share.dossier.handling import Asked
from entramado.share.dossier.legend import spans
from entramado.share.dossier.model import STATUSES
from entramado.share.dossier.record import record, record_bytes
from entramado.share.dossier.webpage import webpage

HOSTILE = (
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %} {0} %s",
    '#eval("1") $x$ \\ [a] <label>',
    "</table></td></tr></bdi><iframe src=//example.org>",
    "\u202egnp.exe\u2066\u200b",
    "javascript:alert(1)",
)


@pytest.fixture(scope="module")
def dossier():
    return whole().dossier()


@pytest.fixture(scope="module")
def page(dossier):
    return html.fromstring(webpage(dossier))


def hostile() -> File:
    """A file in which every text that a document brings is hostile."""
    made = File(f"Juan {HOSTILE[0]}")
    for number, text in enumerate(HOSTILE):
        doc = made.document(f"{text}.txt", source=f"Source {text}")
        made.case.documents[doc] = made.case.documents[doc]
        other = made.thing("Person", f"Ana {number} {text}", doc=doc)
        made.say("associate_of", other, doc=doc, sentence=f"He knows her: {text}", said_by=(Utterance(text, verb=text),))
        made.say("charge", value=text, doc=doc, qualifiers={"court": text}, modality="alleged")
        made.say("alias", value=text, doc=doc)
        event = made.case.event(doc, "meeting", agent=made.who[doc], target=other)
        made.case.claim(doc, event, "item", value=text)
    return made


class TestPage:
    def test_it_runs_nothing_and_asks_no_host(self, page):
        assert not page.xpath(
            "//script | //iframe | //object | //embed | //link | //img | //form | //base | //@*[starts-with(name(), 'on')]"
        )
        assert all(link.startswith("#") for link in page.xpath("//@href"))
        assert not page.xpath("//@src | //@style | //@action")

    def test_the_policy_allows_the_style_sheet_of_the_page_and_nothing_else(self, dossier):
        text = webpage(dossier)
        style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        policy = html.fromstring(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
        assert "url(" not in style[1]
        assert "@import" not in style[1]

    def test_every_line_stands_on_it(self, dossier, page):
        told = " ".join(page.text_content().split())
        for line in lines(dossier):
            assert line.text in told

    def test_every_pointer_leads_to_a_place_on_the_page(self, page):
        there = set(page.xpath("//@id"))
        pointed = {link.removeprefix("#") for link in page.xpath("//@href")}
        assert len(pointed) > 20
        assert pointed <= there

    def test_every_line_of_knowledge_points_to_evidence(self, page):
        for row in page.xpath("//table[@class='lines']//tr[contains(@class, 'line')]"):
            assert row.xpath(".//a[starts-with(@href, '#c') or starts-with(@href, '#s')]"), row.text_content()

    def test_every_quote_of_the_evidence_stands_on_it(self, dossier, page):
        told = " ".join(page.get_element_by_id("evidence").text_content().split())
        for each in dossier.evidence:
            assert each.quote in told
            assert each.claim in told
            assert each.says in told

    def test_the_marking_stands_at_head_and_foot_of_every_page(self, page):
        # Chromium and Firefox repeat a table's head and foot on every printed page.
        assert page.xpath("//table[@class='sheet']/thead")[0].text_content().strip() == "TLP:AMBER"
        assert page.xpath("//table[@class='sheet']/tfoot")[0].text_content().strip() == "TLP:AMBER"
        style = page.xpath("//style")[0].text_content()
        assert "size: A4" in style
        assert "table-header-group" in style
        assert "table-footer-group" in style

    def test_statuses_are_told_in_words_and_not_by_colour_alone(self, dossier, page):
        shown = {found.text_content() for found in page.xpath("//ul[@class='legend']//span")}
        assert shown == {"Fact", "Assessment", "Machine reading", "Open question"}
        assert len(STATUSES) == len(shown)
        marked = page.xpath("//table[@class='lines']//span[contains(@class, 'status')]")
        assert {span.text_content() for span in marked} <= shown

    def test_likelihood_and_confidence_stand_in_different_cells(self, page):
        rows = page.xpath("//table[@class='lines' or @class='answer']//tr[.//span[@class='likelihood']]")
        assert rows
        for row in rows:
            assert not row.xpath(".//td[.//span[@class='likelihood']][.//span[@class='confidence']]")

    def test_purpose_not_stated_is_said_with_what_to_do(self):
        shown = html.fromstring(webpage(whole().dossier(Asked(prepared_on="2026-03-01"))))
        told = shown.get_element_by_id("handling").text_content()
        assert "Not stated" in told
        assert "--purpose" in told
        assert "--legal-basis" in told
        assert "a trial" in html.fromstring(webpage(whole().dossier(ASKED))).get_element_by_id("handling").text_content()

    def test_a_notice_stands_above_the_answer(self):
        made = File("Ana Ejemplo")
        made.say("category", value="victim")
        text = webpage(made.dossier())
        assert text.index('class="notice"') < text.index('id="answer"')

    def test_hostile_text_is_text(self):
        made = hostile().dossier()
        text = webpage(made)
        shown = html.fromstring(text)
        assert not shown.xpath("//script | //iframe | //img | //@src | //@*[starts-with(name(), 'on')]")
        assert all(link.startswith("#") for link in shown.xpath("//@href"))
        told = shown.text_content()
        assert "alert(1)" in told
        assert "{{ 7 * 7 }}" in told
        assert not set("\u202e\u2066\u200b") & set(text)
        assert len(shown.xpath("//table[@class='sheet']/tbody/tr/td/main/section")) == len(made.sections) + 4

    def test_a_marking_with_free_text_is_text(self):
        made = File()
        marked = made.document("x.txt", marking=str(Marking.parse("TLP:AMBER; AUTHORITY:<script>alert(1)</script>")))
        made.say("alias", value="El Ficticio", doc=marked)
        shown = html.fromstring(webpage(made.dossier()))
        assert not shown.xpath("//script")
        assert "<script>" in shown.xpath("//table[@class='sheet']/thead")[0].text_content()


class TestRecord:
    def test_it_is_the_whole_dossier(self, dossier):
        read = json.loads(record_bytes(dossier))
        assert read == json.loads(json.dumps(record(dossier)))
        assert read["format"] == "entramado-dossier/1"
        assert [part["key"] for part in read["sections"]] == [part.key for part in dossier.sections]
        assert {each["claim"] for each in read["evidence"]} == {each.claim for each in dossier.evidence}
        assert "LIKELIHOOD" not in read
        assert read["legend"]["likelihood"]["likely"] == 0.8

    def test_hostile_text_is_data(self):
        made = hostile().dossier()
        read = json.loads(record_bytes(made))
        assert any("alert(1)" in line["text"] for part in read["sections"] for line in part["lines"])


def test_the_ending_says_the_form(tmp_path):
    from pathlib import PurePath

    assert set(FORMS) == {".pdf", ".html", ".json"}
    assert form(PurePath("a.HTML")) is FORMS[".html"]
    with pytest.raises(UsageError, match=r"does not end in \.pdf, \.html, \.json"):
        form(PurePath("dossier.docx"))


def test_runs_of_evidence_numbers_are_told_as_first_and_last():
    assert spans(["1.2", "1.3", "1.4", "3.1"]) == [["1.2", "1.4"], ["3.1"]]
    assert spans(["1.10", "1.9", "2.1", "2.2"]) == [["1.9"], ["1.10"], ["2.1"], ["2.2"]]
