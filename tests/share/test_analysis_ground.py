"""What of a map an analysis reads: who is a node, who may be listed, what is a tie and what is none. All people are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.memory import Case, knowledge
from tests.share.cartel import whole

from entramado.analyse.projections import COMMAND, LEFT_OUT, STEPS, TIES
from entramado.fuse import network
from entramado.model.values import Figure
from entramado.model.vocabulary import vocabulary
from entramado.share.analyses.cooperation import Tie, belief
from entramado.share.analyses.grounding import ground
from entramado.share.exhibit import Exhibits
from entramado.share.told import Told

ACTORS = {"Person", "Organization"}


class Scene:
    """One report, one criminal group, and whoever is asked for."""

    def __init__(self) -> None:
        self.case = Case()
        self.doc = self.case.document("wire.txt", source="Example Wire")
        self.group = self.case.referent(self.doc, "Organization", "Mirador Cartel", kind="criminal")

    def person(self, name, *, suspect=False):
        found = self.case.referent(self.doc, "Person", name)
        if suspect:
            self.say(found, "charge", value="drug trafficking")
        return found

    def say(self, subject, predicate, target=None, **more):
        return self.case.claim(self.doc, subject, predicate, target, **more)

    def ground(self, projection="ties", *, shuffled=None, **more):
        view = self.case.view(shuffled)
        found = network(view, knowledge())
        return ground(Told(found, Exhibits(view, found)), projection, **more)


def ties(found):
    """Names and predicates of every link."""
    return {
        frozenset((found.names[a], found.names[b])): found.layers[link] for link, (a, b) in enumerate(found.graph.pairs.tolist())
    }


def listed(found):
    return {name for name, may in zip(found.names, found.listed, strict=True) if may}


def test_every_predicate_between_persons_and_groups_is_taken_or_left_out_with_a_reason():
    between = {
        name
        for name, word in vocabulary().predicates.items()
        if any(one in ACTORS and other in ACTORS for one, other in word.pairs)
    }
    assert {"leads", "rival_of", "pays"} <= between
    assert between <= set(TIES) | set(LEFT_OUT)
    assert not set(TIES) & set(LEFT_OUT)
    assert set(COMMAND) | set(STEPS) | set(LEFT_OUT) | set(TIES) <= set(vocabulary().predicates) | {"acted_together"}


def test_a_leader_is_tied_to_his_group_and_commands_it():
    scene = Scene()
    boss = scene.person("Ana Ejemplo")
    scene.say(boss, "leads", scene.group)
    found = scene.ground()
    assert ties(found) == {frozenset(("Ana Ejemplo", "Mirador Cartel")): ("leads",)}
    assert listed(found) == {"Ana Ejemplo", "Mirador Cartel"}
    ((superior, subordinate),) = found.command.pairs.tolist()
    assert (found.names[superior], found.names[subordinate]) == ("Ana Ejemplo", "Mirador Cartel")
    assert found.groups == [(superior, subordinate)]
    (line,) = found.lines[0]
    assert line == f"{found.ids[superior]}.leads.{found.ids[subordinate]}"


def test_a_victim_of_a_perpetrator_has_no_tie_to_him():
    scene = Scene()
    boss, victim = scene.person("Ana Ejemplo", suspect=True), scene.person("Juana Prueba")
    scene.case.event(scene.doc, "kidnapping", agent=boss, victim=victim)
    scene.say(victim, "associate_of", boss)
    found = scene.ground()
    assert "Juana Prueba" not in found.names
    assert not len(found.graph.pairs)


def test_who_pays_a_group_may_be_extorted_and_is_no_partner():
    scene = Scene()
    shop, boss = scene.person("Juan Inventado"), scene.person("Ana Ejemplo", suspect=True)
    scene.say(shop, "pays", scene.group)
    scene.say(boss, "pays", shop)
    found = scene.ground()
    assert ties(found) == {frozenset(("Ana Ejemplo", "Juan Inventado")): ("pays",)}
    assert "Juan Inventado" not in listed(found)


def test_kin_are_tied_only_where_each_is_listed_in_his_own_right():
    scene = Scene()
    boss, brother, mother = (scene.person(name) for name in ("Ana Ejemplo", "Luis Ejemplo", "Rosa Ejemplo"))
    for person in (boss, brother):
        scene.say(person, "charge", value="drug trafficking")
    scene.say(boss, "family_of", brother)
    scene.say(boss, "family_of", mother)
    found = scene.ground()
    assert set(ties(found)) == {frozenset(("Ana Ejemplo", "Luis Ejemplo"))}
    assert "Rosa Ejemplo" not in found.names


@pytest.mark.parametrize("more", [{"negated": True}, {"modality": "predicted"}, {"modality": "hypothetical"}])
def test_what_is_denied_or_foreseen_is_no_tie(more):
    scene = Scene()
    scene.say(scene.person("Ana Ejemplo", suspect=True), "associate_of", scene.person("Juan Inventado", suspect=True), **more)
    assert not len(scene.ground().graph.pairs)


def test_what_held_once_is_taken_in_when_asked_for():
    scene = Scene()
    scene.say(scene.person("Ana Ejemplo", suspect=True), "member_of", scene.group, qualifiers={"former": True})
    left_out = scene.ground()
    assert not len(left_out.graph.pairs)
    assert any("held once" in note for note in left_out.notes)
    assert len(scene.ground(former=True).graph.pairs) == 1


def test_officials_and_state_bodies_are_left_out_and_rivals_are_not_tied():
    scene = Scene()
    army = scene.case.referent(scene.doc, "Organization", "Example Army", kind="agency")
    officer, rival = (
        scene.person("Oscar Oficial"),
        scene.case.referent(scene.doc, "Organization", "Laguna Cartel", kind="criminal"),
    )
    scene.say(officer, "holds_post", army)
    scene.say(scene.group, "rival_of", rival)
    scene.case.event(scene.doc, "operation", agent=army, target=scene.group)
    found = scene.ground()
    assert set(found.names) == {"Laguna Cartel", "Mirador Cartel"}
    assert not len(found.graph.pairs)
    assert [each.predicate for each in found.stated] == ["rival_of"]
    groups = scene.ground("groups")
    assert ties(groups) == {frozenset(("Laguna Cartel", "Mirador Cartel")): ("rival_of",)}


def test_two_who_act_in_one_offence_are_tied_and_two_who_meet_are_not():
    scene = Scene()
    one, other = scene.person("Ana Ejemplo", suspect=True), scene.person("Luis Ejemplo", suspect=True)
    for kind in ("meeting", "clash"):
        event = scene.case.event(scene.doc, kind, agent=one)
        scene.say(event, "agent", other)
    assert not len(scene.ground().graph.pairs)
    shipment = scene.case.event(scene.doc, "shipment", date="2026-01-01", agent=one)
    scene.say(shipment, "agent", other)
    found = scene.ground()
    assert ties(found) == {frozenset(("Ana Ejemplo", "Luis Ejemplo")): ("acted_together",)}
    assert len(found.lines[0]) == 2


def test_a_tie_needs_an_end_that_may_be_listed():
    scene = Scene()
    scene.say(scene.person("Juana Prueba"), "associate_of", scene.person("Juan Inventado"))
    assert scene.ground().names == ["Mirador Cartel"]


def test_companies_are_listed_only_where_the_state_has_acted():
    scene = Scene()
    firm, sanctioned = (
        scene.case.referent(scene.doc, "Organization", name, kind="company") for name in ("Muestra SA", "Ejemplo SA")
    )
    scene.say(sanctioned, "sanction", value="Kingpin Act")
    for each in (firm, sanctioned):
        scene.say(each, "launders_for", scene.group)
    found = scene.ground()
    assert listed(found) == {"Ejemplo SA", "Mirador Cartel"}
    assert {part.step for part in found.steps} == {"money"}


def test_steps_sizes_and_successors_come_with_their_lines():
    cartel = whole()
    view, found, _ = cartel.made()
    made = ground(Told(found, Exhibits(view, found)))
    steps = {(made.names[part.node], part.step) for part in made.steps}
    assert {("Mirador Cartel", "wholesale"), ("Mirador Cartel", "source"), ("Mirador Cartel", "protection")} <= steps
    assert all(part.why for part in made.steps)
    assert [(size.low, size.high) for size in made.sizes] == [(5000.0, 5000.0)]  # "at least 5,000": no more is stated
    (succession,) = [each for each in made.stated if each.predicate == "successor_of"]
    assert succession.candidate
    assert made.names[succession.subject] == "Ana Ejemplo"
    assert not made.listed[succession.subject]  # to be named as an heir makes nobody a suspect
    assert any("dead" in note for note in made.notes)
    predicates = {tie for layers in made.layers for tie in layers}
    assert "rival_of" not in predicates


def test_places_are_those_that_are_stated_of_who_may_be_listed_and_where_he_struck():
    scene = Scene()
    town = scene.case.referent(scene.doc, "Place", "Villa Ejemplo")
    witness, act = scene.person("Ana Ejemplo"), scene.case.referent(scene.doc, "Event", kind="attack")
    scene.say(scene.group, "controls", town)
    scene.say(witness, "located_in", town)
    scene.say(act, "agent", scene.group)
    scene.say(act, "place", town)
    found = scene.ground().places
    assert [(each.how, each.place, len(each.why)) for each in found] == [
        ("attack", "Villa Ejemplo", 2), ("controls", "Villa Ejemplo", 1)
    ]  # fmt: skip
    assert {scene.ground().names[each.node] for each in found} == {"Mirador Cartel"}


def test_the_ground_does_not_depend_on_the_order_of_rows():
    cartel = whole()
    seen = []
    for shuffled in (None, 1, 2):
        view, found, _ = cartel.made(shuffled)
        made = ground(Told(found, Exhibits(view, found)))
        seen.append(
            (
                made.names,
                made.ids,
                made.lines,
                made.layers,
                made.graph.pairs.tolist(),
                made.graph.belief.tolist(),
                made.steps,
                made.places,
            )
        )
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][0] == sorted(seen[0][0])


beliefs = st.floats(0, 1, allow_nan=False)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(beliefs, st.frozensets(st.sampled_from("abc"), min_size=1)), min_size=1, max_size=5))
def test_ties_of_one_origin_do_not_add_up(drawn):
    several = [Tie("x", "y", "leads", held, (str(place),), origins) for place, (held, origins) in enumerate(drawn)]
    most = max(tie.belief for tie in several)
    found = belief(several)
    assert most - 1e-9 <= found <= 1
    assert belief([replace(tie, origins=frozenset("a")) for tie in several]) == pytest.approx(most)
    assert belief(several[::-1]) == pytest.approx(found)


def test_a_size_without_an_upper_end_stands_for_itself():
    scene = Scene()
    scene.say(scene.group, "size", value="up to 200", figure=Figure(None, 200))
    assert [(size.low, size.high) for size in scene.ground("groups").sizes] == [(0.0, 200.0)]
