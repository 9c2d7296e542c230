"""Disagreements on the screen: every side with its claims, and nothing resolved for anybody."""

from __future__ import annotations

import pytest
from tests.share.suspect import NAME, File, whole

from entramado.model.claim import Utterance
from entramado.model.errors import NotFound, UsageError
from entramado.model.values import Figure
from entramado.share.profile import profile
from entramado.share.screen.disagreements import NATURES, VALUES, disagreement, disagreements
from entramado.share.screen.evidence import claims as claims_behind
from entramado.share.screen.stage import Stage


@pytest.fixture
def stage() -> Stage:
    view, found, _ = whole().made()
    return Stage(view, found)


def person(stage: Stage):
    return next(e for e in stage.network.entities.values() if e.name == NAME)


def test_every_disagreement_of_the_map_is_listed_what_lowers_belief_first(stage):
    page = disagreements(stage)
    assert {row.id for row in page.items} == {found.id for found in stage.network.disagreements}
    places = [NATURES.index(row.nature) for row in page.items]
    assert places == sorted(places)
    assert [row.lowers for row in page.items] == [row.nature in ("denial", "contradiction") for row in page.items]
    assert sum(page.natures.values()) == page.total == sum(page.predicates.values()) > 1


def test_each_side_has_all_its_claims_and_no_other(stage):
    for found in stage.network.disagreements:
        file = disagreement(stage, found.id)
        claims = [item.claim for side in file.sides for item in side.claims]
        assert sorted(claims) == sorted(found.claims)
        assert sum(side.total for side in file.sides) == file.claims == len(found.claims)
        for side in file.sides:
            assert len({(item.value, item.object and item.object.id, item.negated) for item in side.claims}) == 1
            assert side.speakers
            assert side.grades
            behind = claims_behind(stage, line=side.line, limit=200).items
            assert {item.claim for item in side.claims} <= {item.claim for item in behind}


def test_a_denial_sets_who_denies_against_who_says_so(stage):
    row = next(row for row in disagreements(stage, nature="denial").items if row.predicate == "support")
    file = disagreement(stage, row.id)
    said = {side.negated: side for side in file.sides}
    assert (said[False].says, said[True].says) == ("Farland", "not Farland")
    assert said[False].speakers == ["Ana Ejemplo"]
    assert said[True].speakers == ["Carla Muestra"]
    assert file.lowers


def test_a_figure_says_of_whom_it_is():
    made = File()
    raid = made.case.event(made.wire, "attack", date="2026-02-22", agent=made.who[made.wire])
    for count, speaker in ((4, "Ana Ejemplo"), (7, "Carla Muestra")):
        made.case.claim(
            made.wire, raid, "killed", value=str(count), figure=Figure.exact(count), qualifiers={"of": "soldiers"},
            said_by=(Utterance(speaker),),
        )  # fmt: skip
    view, found, _ = made.made()
    stage = Stage(view, found)
    (row,) = disagreements(stage, predicate="killed").items
    assert [side.of for side in disagreement(stage, row.id).sides] == ["soldiers", "soldiers"]


def test_filters_narrow_and_tell_what_there_is_besides(stage):
    ages = disagreements(stage, predicate="age")
    assert [row.predicate for row in ages.items] == ["age"]
    assert ages.predicates == disagreements(stage).predicates
    only = disagreements(stage, nature="contradiction")
    assert {row.nature for row in only.items} == {"contradiction"}
    assert only.natures == disagreements(stage).natures


def test_about_somebody_are_his_own_and_those_of_his_events(stage):
    entity = person(stage)
    found = disagreements(stage, about=entity.id)
    assert {row.id for row in found.items} == {d.id for d in profile(stage.network, entity).disagreements}
    assert {row.subject.type for row in found.items} == {"Person", "Event"}
    with pytest.raises(NotFound):
        disagreements(stage, about="e0")


def test_pages_and_rows_are_bounded(stage):
    first = disagreements(stage, limit=1)
    assert (len(first.items), first.next) == (1, "1")
    assert disagreements(stage, limit=1, cursor=first.next).items[0].id != first.items[0].id
    assert all(len(row.sides) <= VALUES for row in disagreements(stage).items)
    with pytest.raises(UsageError):
        disagreements(stage, cursor="first")
    with pytest.raises(NotFound):
        disagreement(stage, "x0")
