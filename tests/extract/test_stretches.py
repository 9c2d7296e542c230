"""Long texts are read in stretches, and nothing is lost or doubled at the cuts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.extract import stretches as module
from entramado.extract.pipeline import extract
from entramado.extract.stretches import join, stretches, unread
from entramado.knowledge import load
from entramado.model.claim import Document, Extraction, Region

FILLER = "The road leads north and the weather was fine for most of the week.\n\n"


def document(text: str, *regions: Region) -> Document:
    return Document("d1", "long.txt", "00", text, regions or (Region(0, len(text)),))


def people(extraction: Extraction) -> list[str]:
    return sorted(r.name for r in extraction.referents if r.type == "Person" and r.name)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STRETCH", 600)


def test_a_short_document_is_one_stretch() -> None:
    short = document("Ana Placeholder was arrested.")
    assert list(stretches(short)) == [short]


@given(
    st.lists(st.sampled_from(["a", " ", ". ", "\n", "\n\n", "word " * 40]), max_size=300),
    st.integers(1, 900),
    st.integers(0, 400),
)
def test_stretches_cover_the_content_once_and_in_order(words: list[str], longest: int, gap: int) -> None:
    text = "".join(words) or "x"
    middle = min(gap, len(text) - 1)
    body = tuple(r for r in (Region(0, middle, "headline"), Region(middle, len(text))) if r.start < r.end)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "STRETCH", longest)
        found = list(stretches(document(text, *body)))
    regions = [region for stretch in found for region in stretch.body]
    assert all(sum(r.end - r.start for r in stretch.body) <= longest for stretch in found)
    assert "".join(text[r.start : r.end] for r in regions) == text
    assert [r.start for r in regions[1:]] == [r.end for r in regions[:-1]]
    assert {r.kind for r in regions} == {r.kind for r in body}


def test_a_text_is_cut_between_paragraphs(short: None) -> None:
    text = FILLER * 40
    assert all(text[: stretch.body[-1].end].endswith("\n\n") for stretch in stretches(document(text)))


def test_one_person_of_a_long_text_is_one_referent(short: None) -> None:
    text = (
        "Juan Invented Sample, the leader of the Example Cartel, was arrested in Guadalajara on Monday.\n\n"
        + FILLER * 12
        + "Police said Juan Invented had bought a house in Mexico.\n\n"
        + FILLER * 12
        + "Mr. Invented was arrested with two others, and the Example Cartel lost a leader.\n\n"
        + FILLER * 12
    )
    (extraction,) = extract([document(text)], load(None))
    assert people(extraction) == ["Juan Invented Sample"]
    (person,) = [r for r in extraction.referents if r.name == "Juan Invented Sample"]
    assert person.anchor == 0
    assert len({m.start // 800 for m in extraction.mentions if m.referent == person.id}) == 3
    assert len([r for r in extraction.referents if r.name == "Example Cartel"]) == 1
    known = {r.id for r in extraction.referents}
    assert {m.referent for m in extraction.mentions} <= known
    assert {c.subject for c in extraction.claims} | {c.object for c in extraction.claims if c.object} <= known
    assert {reading.claim for reading in extraction.readings} == {claim.id for claim in extraction.claims}


def test_a_surname_that_two_bear_is_neither(short: None) -> None:
    text = (
        "Juan Invented was arrested in Guadalajara.\n\n"
        + FILLER * 12
        + "Ana Invented was arrested in Colima.\n\n"
        + FILLER * 12
        + "Mr. Invented was seen by the police on Monday.\n\n"
        + FILLER * 12
    )
    (extraction,) = extract([document(text)], load(None))
    assert people(extraction) == ["Ana Invented", "Invented", "Juan Invented"]


def test_one_part_is_left_as_it_is() -> None:
    part = Extraction((), (), (), ())
    assert join([part]) is part


def test_what_is_not_read_of_a_huge_text_is_said(short: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2_000)
    text = "Juan Invented was arrested in Guadalajara.\n\n" + FILLER * 60 + "Ana Placeholder was arrested in Colima.\n\n"
    long = document(text)
    assert unread(replace(long, body=(Region(0, 2_000),))) is None
    (extraction,) = extract([long], load(None))
    assert people(extraction) == ["Juan Invented"]
    (problem,) = extraction.problems
    assert (problem.where, problem.code, problem.refused, problem.doc) == ("long.txt", "too-long", True, "d1")
    assert f"{len(text):,}" in problem.what
    assert sum(r.end - r.start for stretch in stretches(long) for r in stretch.body) == 2_000
