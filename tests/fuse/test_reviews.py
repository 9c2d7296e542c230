"""What a person's reading does to belief, and to the map."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.memory import Case, knowledge

from entramado.fuse import network
from entramado.fuse.belief import CEILING, read_right
from entramado.model.claim import Reading, misread

RULES = [Reading("c", "rules@1:a", 0.9), Reading("c", "rules@1:b", 0.7)]


def person(name: str, *, right: bool) -> Reading:
    return Reading("c", f"person:{name}", 0.98 if right else 0.02)


def test_rules_alone_count_as_before():
    assert read_right(RULES) == 0.9
    assert read_right([]) == 0


def test_a_persons_wrong_overrules_the_rule():
    assert abs(read_right([*RULES, person("ana", right=False)]) - 0.02) < 1e-9


def test_a_persons_right_raises_it():
    assert read_right([*RULES, person("ana", right=True)]) == CEILING


def test_two_who_differ_leave_it_even_whatever_the_rule_said():
    assert abs(read_right([*RULES, person("ana", right=True), person("ben", right=False)]) - 0.5) < 1e-9


@given(st.lists(st.tuples(st.sampled_from(["ana", "ben", "eva", "teo"]), st.booleans()), max_size=4, unique_by=lambda r: r[0]))
def test_one_more_wrong_never_raises_belief_and_one_more_right_never_lowers_it_below_the_rules(found):
    said = [*RULES, *(person(name, right=right) for name, right in found)]
    assert read_right([*said, person("new", right=False)]) <= read_right(said)
    if all(right for _, right in found):
        assert read_right(said) >= read_right(RULES)
    assert misread(said) == (bool(found) and not any(right for _, right in found))


def test_what_persons_found_misread_is_not_drawn_and_is_drawn_again_when_one_says_it_is_right():
    case = Case()
    doc = case.document("a.txt")
    boss = case.referent(doc, "Person", "Nemesio Ficticio")
    cartel = case.referent(doc, "Organization", "Mirador Cartel", key="group:mirador")
    said = case.claim(doc, boss, "leads", cartel)
    older = case.claim(doc, cartel, "founding_year", value="2009")
    other = case.document("b.txt", published="2026-02-24")
    rival = case.referent(other, "Organization", "Mirador Cartel", key="group:mirador")
    case.claim(other, rival, "founding_year", value="2015")
    assert network(case.view(), knowledge()).disagreements
    case.readings += [Reading(said, "person:ana", 0.02), Reading(older, "person:ana", 0.02)]
    found = network(case.view(), knowledge())
    assert [edge.value for edge in found.edges] == ["2015"]
    assert not found.disagreements
    assert 0 < found.belief_of[said] < 0.02
    case.readings.append(Reading(said, "person:ben", 0.98))
    (edge,) = [e for e in network(case.view(), knowledge()).edges if e.predicate == "leads"]
    assert 0.3 < edge.belief < 0.5
