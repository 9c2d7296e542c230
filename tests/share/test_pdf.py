"""The PDF: every letter as it is, the marking on every page, tagged, the same bytes each time. Read back with pypdfium2."""

from __future__ import annotations

import builtins
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw
from tests.share.cartel import whole

from entramado.model.errors import UsageError
from entramado.share.dossier.model import Chart, Dossier, Evidence, Handling, Line, Node, Scheduled, Section, Tie
from entramado.share.dossier.pdf import pdf
from entramado.share.dossier.typeset import LONGEST, SETTABLE, said, settable, visible

MARKING = "TLP:AMBER+STRICT; CUI//SP-INV//REL TO USA, MEX; H3: ask first"
HOSTILE = (
    '#eval("1") #{ } $x^2$ \\ [a] @ref <label> *b* _i_ `c` ~ = h - l + n / t // no /* no */ -- --- ... \'q\' "q" \\u{41} ^ | %',
    '#import "@preview/x:1.0.0": *',
    "]] #pagebreak() ]",
    '} } } #read("/etc/passwd")',
    "= Heading",
    "100 % & <b>bold</b> https://example.org/a_b_c?d=e#f",
)


def handling(**rest: Any) -> Handling:
    return replace(Handling(MARKING, ("Ask first.",), None, None, "owner", "ana", "2026-03-01"), **rest)


def dossier(
    texts: Sequence[str] = ("Leads the Example Cartel.",),
    *,
    chart: Chart | None = None,
    title: str = "Juan Ficticio",
    **rest: Any,
) -> Dossier:
    """A dossier that has each text as a line, a quote, a heading and a name in the chart."""
    evidence = tuple(
        Evidence(
            f"c{n}",
            1,
            f"1.{n}",
            text,
            "A spokesman",
            "B2",
            "characters 1 to 9",
            "rules@1 (0.90)",
            reviewed=False,
            marking=MARKING,
        )
        for n, text in enumerate(texts, 1)
    )
    lines = tuple(
        Line(text, "machine", (f"c{n}",), (1,), 1, "likely", "low", quote=text, head=text, marking=MARKING)
        for n, text in enumerate(texts, 1)
    )
    nodes = tuple(
        Node(f"e{n}", text, "Person", None, 0.5 if n == 0 else 0.3, 0.5, subject=n == 0) for n, text in enumerate(texts)
    )
    return Dossier(
        "subject", title, "e0", handling(**rest), lines[:3],
        (Section("identity", "Identity", lines), Section("assets", "Assets", none="Nothing in the sources.")),
        Chart(nodes[:1]) if chart is None else chart,
        (Scheduled(1, "d1", "file.txt", texts[0], "Example Wire", "2026-02-23", "B2", MARKING, len(texts), 0, 1),),
        evidence, {"claims": len(texts)},
    )  # fmt: skip


def pages(made: bytes) -> list[str]:
    with pypdfium2.PdfDocument(made) as document:
        return [page.get_textpage().get_text_range() for page in document]


def letters(text: str) -> str:
    """Without white space: a line may be broken anywhere in a long word, and spaces fall away there."""
    return re.sub(r"\s", "", text)


def test_letters_that_mean_something_to_typst_come_out_as_they_are():
    found = letters("".join(pages(pdf(dossier(HOSTILE, title=HOSTILE[0])))))
    for text in HOSTILE:
        assert found.count(letters(text)) >= 3, text  # line, quote, evidence


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="ascii", categories=["P", "S", "L", "N"]), min_size=1, max_size=80))
def test_any_ascii_comes_out_letter_by_letter(text):
    found = letters("".join(pages(pdf(dossier((text,))))))
    assert found.count(letters(text)) >= 3


def test_the_marking_stands_at_the_head_and_the_foot_of_each_page():
    made = pages(pdf(dossier([f"Line {n}. " + "word " * 40 for n in range(60)])))
    assert len(made) > 4
    for number, page in enumerate(made, 1):
        text = letters(page)
        assert text.startswith(letters(MARKING)) or text.count(letters(MARKING)) >= 2, page[:200]
        assert text.count(letters(MARKING)) >= 2
        assert f"Page{number}of{len(made)}" in text


def test_a_long_marking_wraps_and_pushes_nothing_off_the_page():
    long = (
        "TLP:RED; CUI//SP-INV/SP-LEI//FED ONLY/NOCON; H1; H2; H3: "
        + "with the consent of the originating unit and " * 4
        + "of the court"
    )
    made = pages(pdf(dossier(marking=long)))
    assert all(letters(page).count(letters(long)) >= 2 for page in made)


def test_it_is_tagged_and_says_what_it_is():
    made = pdf(dossier(title="Juan Ficticio"))
    assert b"/StructTreeRoot" in made
    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", made)
    assert b"/Lang" in made
    assert b"pdfuaid" in made
    assert b"pdfaid" in made
    with pypdfium2.PdfDocument(made) as document:
        assert document.get_metadata_value("Title") == "Subject dossier: Juan Ficticio"
        assert document.get_metadata_value("Author") == "ana"
        assert [mark.get_title() for mark in document.get_toc()] == [
            "In short", "A Link chart", "B Identity", "C Assets", "D Source schedule", "E Evidence",
        ]  # fmt: skip
        assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)


def test_the_chart_has_a_text_for_who_cannot_see_it():
    nodes = (
        Node("a", "Juan Ficticio", "Person", None, 0.5, 0.5, subject=True),
        Node("b", "Mirador", "Organization", None, 0.3, 0.5),
    )
    ties = (Tie("a", "b", "leads", 0.9, "stated", disputed=False, reviewed=False, claims=("c1",)),)
    made = pdf(dossier(chart=Chart(nodes, ties)))
    assert b"/Alt" in made
    assert b"Juan Ficticio leads Mirador" in made


def test_the_same_dossier_gives_the_same_bytes():
    first = whole().dossier()
    assert pdf(first) == pdf(whole().dossier())
    assert pdf(first) != pdf(replace(first, title="Another"))


def test_what_the_fonts_lack_is_shown_by_its_code_and_what_hides_is_shown_too():
    found = "".join(pages(pdf(dossier(["武汉 trading", "a\u202egnp.exe", "x\u200by", "smile 😀"], title="武汉"))))
    for code in ("U+6B66", "U+6C49", "U+202E", "U+200B", "U+1F600"):
        assert code in found


def test_other_alphabets_stand_as_they_are():
    words = ["Ñandú-Gómez", "Жуков", "Ωμέγα", "Ğüneş", "Łódź", "Հայաստան", "საქართველო"]
    found = letters("".join(pages(pdf(dossier(words)))))
    assert all(word in unicodedata.normalize("NFC", found) for word in words)


def test_every_character_that_is_said_to_be_settable_is(monkeypatch):
    """The archive standard refuses a file with a letter that no font has; the way out must not be needed."""
    every = [chr(code) for first, last in SETTABLE for code in range(first, last + 1) if settable(chr(code))]
    shown = " ".join(f"a{char}" if unicodedata.combining(char) else char for char in every)
    assert len(every) > 3000
    monkeypatch.setattr(typst, "TypstError", ZeroDivisionError)  # so that nothing is caught and tried again
    assert pdf(dossier([shown]))


@given(st.text(max_size=120))
def test_no_letter_is_lost_on_the_way_to_the_template(text):
    found = said(text)
    pieces = [found] if isinstance(found, str) else found
    back = "".join(piece if isinstance(piece, str) else chr(int(piece["code"].replace("U+", "0x"), 0)) for piece in pieces)
    assert back == re.sub("[\t\n]", " ", text)
    assert all(settable(char) for piece in pieces if isinstance(piece, str) for char in piece)


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=300))
def test_no_piece_of_a_long_word_is_longer_than_a_line(text):
    pieces = said("x " + text + " y")
    for piece in [pieces] if isinstance(pieces, str) else pieces:
        if isinstance(piece, str):
            runs = [len(run) for run in re.split(r"[\s/?&=_.\-]", piece)]
            assert max(runs) <= LONGEST + 7


def test_a_mark_that_no_font_holds_with_its_letter_is_set_as_a_code():
    assert visible("a\u0301b", marks=False) == "a[U+0301]b"
    assert pages(pdf(dossier(["ב\u0301\u0302\u0591 \u0661\u05b0"])))


def test_without_a_day_of_preparation_it_is_made_all_the_same():
    made = pdf(dossier(prepared_on=""))
    assert b"/StructTreeRoot" in made
    assert b"pdfaid" not in made


def test_purpose_and_legal_basis_are_said_to_be_missing():
    found = " ".join("".join(pages(pdf(dossier()))[0].split("\r\n")).split())
    assert "Not stated" in found


def test_numbers_of_sources_and_claims_are_links():
    with pypdfium2.PdfDocument(pdf(dossier())) as document:
        links = sum(raw.FPDFPage_GetAnnotCount(page.raw) for page in document)
    assert links >= 4


def test_a_network_assessment_is_printed_whole():
    made = whole().dossier()
    found = letters("".join(pages(pdf(made))))
    for part in made.sections:
        assert letters(part.title) in found
        for line in part.lines:
            assert letters(line.text) in found, line.text
    for each in made.evidence:
        assert each.claim in found
        assert letters(each.quote) in found


def test_without_typst_it_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def missing(name: str, *args: Any, **rest: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *args, **rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match=r"pip install 'entramado\[pdf\]', or write \.html"):
        pdf(dossier())
