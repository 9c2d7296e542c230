"""Stored text to passages: what is joined, what stays apart, and that every character keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.extract.text import passages
from entramado.model.claim import Document, Region


def document(text, kind="text"):
    return Document("d", "report.txt", "0", text, (Region(0, len(text), kind),))


def texts(text, kind="text"):
    return [passage.text for passage in passages(document(text, kind))]


def test_wrapped_lines_are_one_paragraph():
    wrapped = (
        "On Monday the governor of the province met the mayors of four towns\n"
        "to speak about the roads that had been blocked since the weekend by\n"
        "armed men, and about the schools."
    )
    assert texts(wrapped) == [wrapped.replace("\n", " ")]


def test_lines_that_are_paragraphs_stay_apart():
    text = "Police arrested two men in the harbour on Friday night after a long chase.\nBoth are held.\nThe trial opens in May."
    assert len(texts(text)) == 3


def test_an_inline_tag_that_broke_the_line_is_mended():
    text = "Lake County District Attorney\nAna Ruiz\nsaid today that a grand jury has indicted two men.\nA third is sought."
    assert texts(text) == [
        "Lake County District Attorney Ana Ruiz said today that a grand jury has indicted two men.",
        "A third is sought.",
    ]


def test_a_link_keeps_its_words_and_loses_its_address():
    text = "The court [sentenced](https://example.org/a/very/long/path) Tom Hill."
    [passage] = passages(document(text))
    assert passage.text == "The court sentenced Tom Hill."
    start = passage.text.index("Tom")
    span = passage.span(start, start + len("Tom Hill"))
    assert text[span.start : span.end] == "Tom Hill"


def test_invisible_characters_fall_away_and_offsets_hold():
    text = "Ana\u200b \u202eRuiz\u202c\u00a0Mora spoke."
    [passage] = passages(document(text))
    assert passage.text == "Ana Ruiz Mora spoke."
    span = passage.span(0, len("Ana Ruiz Mora"))
    assert text[span.start : span.end].replace("\u200b", "").startswith("Ana")


def test_capitals_of_a_headline_follow_the_sentences_below():
    text = (
        "MAN SENTENCED FOR SMUGGLING HEROIN INTO LAKE TOWN\n\nA man was sentenced for smuggling heroin into Lake Town on Monday."
    )
    headline, body = passages(document(text))
    assert headline.kind == "headline"
    assert headline.text == "Man sentenced for smuggling heroin into Lake Town"
    assert body.kind == "text"


def test_a_dateline_in_capitals_is_written_as_a_name():
    assert texts("SANTA ANA, Calif. – A man was sentenced on Monday.")[0].startswith("Santa Ana, Calif.")


def test_long_text_comes_in_pieces():
    text = "The ship left the harbour at dawn. " * 400
    assert all(len(piece) <= 4_000 for piece in texts(text))
    assert "".join(texts(text)).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_every_character_stands_where_its_offset_says(text):
    for passage in passages(document(text)):
        assert len(passage.text) == len(passage.offsets)
        assert list(passage.offsets) == sorted(set(passage.offsets))
        for char, offset in zip(passage.text, passage.offsets, strict=True):
            stored = text[offset]
            assert char in (stored, " ") or char.casefold() == stored.casefold()


@pytest.mark.parametrize(
    ("dateline", "story"),
    [
        ("LISBON, May 3, 2024 (Wire) - ", "Police seized a boat."),
        ("RENO, Nev. – ", "A grand jury indicted two men."),
        ("SAN JOSÉ, Costa Rica (AP) — ", "A court freed a mayor."),
        ("FORT ELMDALE -- ", "A judge ruled on Monday."),
        ("WASHINGTON, D.C. – ", "The office opened an inquiry."),
        ("Quito, 6 June 2024 – ", "An inquiry ended."),
        ("QUITO, Sept. 2 (EFE).- ", "An inquiry ended."),
    ],
)
def test_a_dateline_is_a_passage_of_its_own(dateline, story):
    opening, text = passages(document(dateline + story))
    assert (opening.kind, text.text) == ("dateline", story)
    assert opening.text.upper() == dateline.strip().upper()


@pytest.mark.parametrize(
    "text",
    [
        "OFAC – The office keeps the list.",
        "NEWS RELEASE – The office keeps the list.",
        "Guzman – The boss – was freed.",
        "Police in Reno - a town of casinos - seized a boat.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text):
    assert texts(text) == [text]


def test_a_line_of_place_and_day_is_a_dateline():
    [opening, _] = passages(document("Port Elmdale, July 11, 2025\n\nThe ministers met on Friday and agreed to meet again."))
    assert opening.kind == "dateline"
