"""Finding, explaining, profiles, subjects, timeline."""

from __future__ import annotations

import pytest

from entramado.model.errors import Ambiguous, NotFound
from entramado.share.exhibit import Exhibits
from entramado.share.explain import between, merges_of
from entramado.share.find import candidates, find
from entramado.share.profile import profile
from entramado.share.timeline import happenings


def test_a_name_finds_its_entity_without_case_accents_or_all_its_words(small_map):
    assert find(small_map.network, "max MUSTERMANN") == small_map.person
    assert find(small_map.network, "Mustermánn") == small_map.person
    assert find(small_map.network, small_map.person.id) == small_map.person


def test_an_unknown_name_suggests_near_ones(small_map):
    with pytest.raises(NotFound, match="Did you mean 'Max Mustermann'"):
        find(small_map.network, "Max Musterman")


def test_a_name_that_fits_several_is_asked_never_guessed(small_map):
    with pytest.raises(Ambiguous, match="fits 2 entities"):
        find(small_map.network, "example")
    assert len(candidates(small_map.network, "example")) == 2


def test_every_line_of_a_profile_opens_to_quotes_that_are_the_text(small_map):
    found = profile(small_map.network, small_map.person)
    exhibits = Exhibits(small_map.view, small_map.network)
    assert {a.predicate for a in found.attributes} == {"age"}
    assert [a.predicate for a in found.outward] == ["leads"]
    assert [h.event for h in found.events] == [small_map.killing]
    assert [d.nature for d in found.disagreements] == ["estimate"]
    for claim in found.claims:
        exhibit = exhibits.of(claim)
        assert exhibit.quote == exhibit.document.text[exhibit.start : exhibit.end] != ""


def test_who_says_so_runs_from_the_one_who_knows_to_the_one_who_prints(small_map):
    exhibits = Exhibits(small_map.view, small_map.network)
    victim = next(c for c in small_map.view.claim_list if c.predicate == "victim")
    exhibit = exhibits.of(victim.id)
    assert [s["name"] for s in exhibit.speakers] == ["a police spokesman", "Wire Service"]
    assert exhibit.grade == "B2"


def test_a_source_hidden_from_the_viewer_is_not_named(small_map):
    small_map.view.source_list = []
    exhibits = Exhibits(small_map.view, small_map.network)
    assert all("Wire Service" not in exhibits.of(c.id).citation() for c in small_map.view.claim_list)


def test_between_gives_direct_links_and_shared_events(small_map):
    exhibits = Exhibits(small_map.view, small_map.network)
    direct = between(small_map.network, exhibits, small_map.person, small_map.group)
    assert [g.edge.predicate for g in direct] == ["leads"]
    assert len(direct[0].exhibits) == 2
    shared = between(small_map.network, exhibits, small_map.person, small_map.place)
    assert {g.edge.predicate for g in shared} == {"victim", "place"}
    assert merges_of(small_map.network, small_map.person)[0].why.startswith("same full name")


def test_the_timeline_dates_events_and_says_whether_they_are_history(small_map):
    (only,) = happenings(small_map.network)
    assert (only.date, only.held) == ("2026-03-01", True)
    assert happenings(small_map.network, small_map.official.id) == []
