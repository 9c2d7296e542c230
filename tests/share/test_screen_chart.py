"""Who stands on a chart, what ties whom, and what is no tie."""

import pytest
from tests.store.hand import document, extraction, put, source

import entramado
from entramado.knowledge import load
from entramado.share.screen.chart import chart
from entramado.share.screen.choosing import Wanted
from entramado.share.screen.filter import Filter
from entramado.share.screen.grouping import TIES, tied
from entramado.share.screen.stage import Stage
from entramado.share.screen.surroundings import between, surroundings
from entramado.share.screen.ties import drawn, ties

GROUPS = ("Grupo Prueba", "Grupo Muestra", "Grupo Lejano")


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    with entramado.open(tmp_path_factory.mktemp("chart") / "c.entramado") as case:
        for number, group in enumerate(GROUPS):
            leader = "Beto Ficticio" if number == 2 else "Ana Ejemplo"
            origin = source(f"Paper {number}")
            doc = document(f"{number}.txt", f"{leader} leads the {group}, as is said in report {number}.", origin=origin)
            put(case._store, doc, extraction(doc, leader, group), origin)
        view = case.view()
        yield Stage(view, view.network())


def entity(stage, name):
    return next(found for found in stage.network.entities.values() if found.name == name).id


def names(found):
    return set(found.nodes.name)


def test_every_tied_entity_is_charted_with_a_line_for_each_pair(stage):
    found = chart(stage, Wanted(), Filter(), load().places)
    assert names(found) == {"Ana Ejemplo", "Beto Ficticio", *GROUPS}
    assert len(found.links.a) == len(ties(stage).ends) == 3
    assert found.links.style == [0, 0, 0]
    assert found.nodes.review == [0] * 5
    assert found.marking == "TLP:CLEAR"


def test_a_limit_takes_the_best_tied(stage):
    found = chart(stage, Wanted(limit=3), Filter(), load().places)
    assert names(found) == {"Ana Ejemplo", "Grupo Prueba", "Grupo Muestra"}
    assert found.entities == 5
    assert len(chart(stage, Wanted(limit=2), Filter(), load().places).links.a) == 1


def test_arrows_point_from_who_leads_to_what_is_led(stage):
    found = chart(stage, Wanted(), Filter(), load().places)
    kinds = [found.types[number] for number in found.nodes.type]
    for a, b, arrow in zip(found.links.a, found.links.b, found.links.arrow, strict=True):
        assert kinds[a if arrow == 1 else b] == "Person"
        assert arrow in (1, 2)


def test_communities_are_named_by_their_groups(stage):
    grouped, communities = tied(stage)
    assert {len(community.groups) for community in communities} == {1, 2}
    of = ties(stage)
    number = {name: grouped.number[of.number_of[entity(stage, name)]] for name in ("Ana Ejemplo", *GROUPS)}
    assert number["Ana Ejemplo"] == number["Grupo Prueba"] == number["Grupo Muestra"] != number["Grupo Lejano"]


def test_a_part_in_an_event_a_payment_a_place_and_rivalry_are_no_ties():
    assert TIES.isdisjoint(
        {"victim", "agent", "target", "support", "pays", "rival_of", "operates_in", "engages_in", "split_from"}
    )


def test_surroundings_and_paths_go_over_what_passes_alone(stage):
    ana, first, second = (entity(stage, name) for name in ("Ana Ejemplo", "Grupo Prueba", "Grupo Muestra"))
    found = surroundings(stage, first, Filter(), depth=2)
    assert [(hit.entity.name, hit.distance) for hit in found.items] == [("Ana Ejemplo", 1), ("Grupo Muestra", 2)]
    (path,) = between(stage, first, second, Filter()).paths
    assert [node.id for node in path.nodes] == [first, ana, second]
    assert path.belief == pytest.approx(path.steps[0].belief * path.steps[1].belief, abs=1e-3)
    assert between(stage, first, second, Filter(), avoid=["Person"]).paths == []
    assert between(stage, first, entity(stage, "Grupo Lejano"), Filter()).paths == []
    hidden = Filter(hide_predicate=frozenset({"leads"}))
    assert surroundings(stage, first, hidden).total == 0
    assert between(stage, first, second, hidden).paths == []
    assert drawn(stage, hidden).count.sum() == 0
