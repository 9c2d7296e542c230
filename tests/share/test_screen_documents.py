"""The list of documents and of what was wrong with inputs, over a small map made by hand."""

from __future__ import annotations

import pytest

from entramado.model.claim import Document, Problem, Reading
from entramado.share.screen import documents as screen
from entramado.share.screen.stage import Stage

HOSTILE = "a\u202egnp.exe\x1b[31m"


@pytest.fixture
def stage(small_map):
    claims = [c for c in small_map.view.claim_list if c.predicate == "age"]
    small_map.view.reading_list.append(Reading(claims[0].id, "person:Ana Ejemplo", 0.98))
    return Stage(small_map.view, small_map.network)


def files(page):
    return [row.file for row in page.items]


def test_counts_are_those_of_the_document(stage, small_map):
    rows = {row.file: row for row in screen.documents(stage).items}
    for document in small_map.view.document_list:
        own = [c for c in small_map.view.claim_list if c.doc == document.id]
        row = rows[document.name]
        assert row.claims == len(own)
        assert row.reviewed == sum(stage.read_by_person(c.id) for c in own)
        assert row.entities == sum(r.doc == document.id for r in small_map.view.referent_list)
        assert (row.withheld, row.problems) == (False, 0)
    assert sum(row.reviewed for row in rows.values()) == 1


def test_grades_and_sources_are_as_everywhere(stage):
    assert {row.file: (row.source, row.grade) for row in screen.documents(stage).items} == {
        "wire.txt": ("Wire Service", "B2"),
        "page.html": ("=cmd Blog", "F6"),
    }


def test_a_problem_is_counted_with_its_document_and_listed(stage, small_map, monkeypatch):
    doc = small_map.view.document_list[0]
    found = [
        Problem("z.pdf", "is empty", "empty"),
        Problem(doc.name, "was read by guess", "encoding", refused=False, doc=doc.id),
        Problem("a.pdf", "is empty", "empty"),
    ]
    monkeypatch.setattr(small_map.view, "problems", lambda: iter(found), raising=False)
    assert {row.file: row.problems for row in screen.documents(stage).items} == {"wire.txt": 1, "page.html": 0}
    assert files(screen.problems(stage)) == ["a.pdf", "z.pdf", "wire.txt"]
    assert files(screen.problems(stage, refused=False)) == ["wire.txt"]
    assert files(screen.problems(stage, "GUESS")) == ["wire.txt"]


def test_a_document_that_is_withheld_is_an_id_and_nothing_else(small_map):
    small_map.view.document_list[0] = Document(small_map.view.document_list[0].id, "withheld", "", "", ())
    row = next(r for r in screen.documents(Stage(small_map.view, small_map.network)).items if r.withheld)
    assert (row.title, row.source, row.published, row.entities, row.characters) == (None, None, None, 0, 0)


def test_what_has_no_value_comes_last_either_way(stage):
    arrivals = {row.id: "2026-03-01T00:00:00Z" for row in screen.documents(stage).items if row.file == "wire.txt"}
    for reverse in (False, True):
        assert files(screen.documents(stage, sort="added", reverse=reverse, arrivals=arrivals))[0] == "wire.txt"


def test_most_claims_come_first_and_turned_round_last(stage):
    counts = [row.claims for row in screen.documents(stage, sort="claims").items]
    assert counts == sorted(counts, reverse=True)
    assert [row.claims for row in screen.documents(stage, sort="claims", reverse=True).items] == sorted(counts)


def test_words_are_found_without_accents_or_case(stage):
    assert files(screen.documents(stage, "WÍRE")) == ["wire.txt"]
    assert files(screen.documents(stage, "wire html")) == []


def test_names_do_not_turn_the_reading_order(small_map):
    document = small_map.view.document_list[0]
    object.__setattr__(document, "name", HOSTILE)
    rows = screen.documents(Stage(small_map.view, small_map.network)).items
    assert not any("\u202e" in row.file or "\x1b" in row.file for row in rows)
