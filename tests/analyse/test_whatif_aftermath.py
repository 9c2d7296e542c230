"""What may follow a removal: who counts as a leader, whose succession is open, and where. All people are invented."""

from dataclasses import replace

import numpy as np
from tests.analyse.test_whatif import BOSS, FAST, LEFT, ORDERS, organisation

from entramado.analyse.graph import Graph
from entramado.analyse.ground import Directed, Ground, Presence, Stated
from entramado.analyse.whatif import run
from entramado.analyse.whatif.study import study_of


def test_only_leaders_and_lieutenants_have_figures_of_violence():
    after = {each.removed: each for each in study_of(organisation(), replace(FAST, remove=(BOSS, LEFT, 4))).aftermaths}
    assert [after[node].rank for node in (BOSS, LEFT, 4)] == ["leader", "lieutenant", "member"]
    assert len(after[4].violence) == 0
    assert after[4].conflict == 0
    assert after[BOSS].violence.min() >= -0.1
    assert after[BOSS].violence.max() <= 0.8
    assert [each.subject for each in after[BOSS].rivals] == [11]


def test_who_founds_a_group_leads_it_though_he_once_joined_another_and_who_leads_a_part_is_under_the_whole():
    # the boss is a member of the rival group (11) too, which nobody is known to lead
    joined = organisation(command=Directed(np.array([*ORDERS, (11, BOSS)], np.int32), np.ones(len(ORDERS) + 1)))
    assert study_of(joined, replace(FAST, remove=(BOSS,))).aftermaths[0].rank == "leader"
    led = organisation(command=Directed(np.array([*ORDERS, (11, BOSS), (8, 11)], np.int32), np.ones(len(ORDERS) + 2)))
    assert study_of(led, replace(FAST, remove=(BOSS,))).aftermaths[0].rank == "lieutenant"
    part = organisation(command=Directed(np.array([*ORDERS, (11, 9)], np.int32), np.ones(len(ORDERS) + 1)))
    assert study_of(part, replace(FAST, remove=(BOSS,))).aftermaths[0].rank == "lieutenant"


def test_places_are_told_of_the_removed_and_the_groups_concerned_alone():
    places = [
        Presence(9, "Villa Ejemplo", "controls", 0.6, ("at1",)),
        Presence(9, "Puerto Ejemplo", "attack", 0.8, ("at2", "at3"), "2026-02"),
        Presence(BOSS, "Rancho Ejemplo", "located_in", 0.5, ("at4",)), Presence(11, "Otra Villa", "controls", 0.9, ("at5",)),
        Presence(LEFT, "Casa Ejemplo", "located_in", 0.9, ("at6",)),
    ]  # fmt: skip
    found = run(organisation(places=places), replace(FAST, remove=(BOSS,))).table("places")
    told = [(row.cells["who"], row.cells["place"], row.cells["how"]) for row in found.rows]
    assert told == [
        ("Grupo Ejemplo", "Puerto Ejemplo", "attack, 2026-02"), ("Grupo Ejemplo", "Villa Ejemplo", "controls"),
        ("Ana Uno", "Rancho Ejemplo", "located in"),
    ]  # fmt: skip
    assert found.rows[0].lines == ("at2", "at3")


def test_a_stated_successor_settles_the_succession():
    settled = organisation(stated=[Stated(2, "successor_of", 0, 1.0)])
    open_to_all = organisation(stated=[])
    with_heir, without = (study_of(ground, replace(FAST, remove=(BOSS,))).aftermaths[0] for ground in (settled, open_to_all))
    assert with_heir.opened == 0
    assert without.opened > 0.5
    assert with_heir.violence.mean() < without.violence.mean()


def test_a_simulation_of_a_handful_is_told_with_care_and_not_in_the_answer():
    handful = Ground.of_graph(Graph.of(6, [(0, 1), (0, 2), (2, 3), (3, 4), (4, 5)]), list("abcdef"))
    few, more = run(handful, replace(FAST, remove=(0,))), run(organisation(), replace(FAST, remove=(BOSS,)))
    assert "simulation" not in few.answer
    assert "So few that one contact more or less" in few.table("recovery").note
    assert "In the simulation" in more.answer
