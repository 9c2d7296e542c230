"""What is proposed for a person to judge: near pairs and pairs that rules hold apart, never as a fact, never twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.memory import Case, knowledge

from entramado.fuse import network
from entramado.resolve import scoring
from entramado.resolve.proposals import FLOOR, Proposal, proposals

GIVEN = ("Ana", "Luz", "Nemesio")
SURNAMES = ("Ejemplo", "Ficticio", "Muestra", "Muestras")


def proposed(case: Case, most: int = 100, **shown) -> tuple[Proposal, ...]:
    view = case.view(**shown)
    return proposals(view, network(view, knowledge()), knowledge(), most)


def near_pair() -> tuple[Case, str, str]:
    """A surname alone, and one full name that holds it: 0.45, below the threshold."""
    case = Case()
    a, b = case.document("one.txt"), case.document("two.txt")
    return case, case.referent(a, "Person", "Nemesio Ficticio"), case.referent(b, "Person", "Ficticio")


def test_a_near_pair_is_proposed_with_its_reasons() -> None:
    case, p, q = near_pair()
    (found,) = proposed(case)
    assert {found.a, found.b} == {p, q}
    assert found.basis == "near"
    assert FLOOR <= found.score < scoring.THRESHOLD
    assert [(r.code, r.weight) for r in found.reasons] == [("surname", 0.45)]
    assert "Nemesio Ficticio" in found.reasons[0].words


def test_what_speaks_against_is_told_too() -> None:
    case = Case()
    a, b = case.document("one.txt"), case.document("two.txt")
    for doc, age in ((a, "30"), (b, "60")):
        who = case.referent(doc, "Person", "Nemesio Ficticio")
        case.claim(doc, who, "age", value=age)
    (found,) = proposed(case)
    assert [(r.code, r.weight > 0) for r in found.reasons] == [("short_full_name", True), ("ages_differ", False)]
    assert found.score == pytest.approx(sum(r.weight for r in found.reasons))


def test_joined_referents_are_not_proposed() -> None:
    case = Case()
    for name in ("one.txt", "two.txt"):
        case.referent(case.document(name), "Person", "Nemesio Ficticio")
    assert proposed(case) == ()


def test_strangers_are_not_proposed() -> None:
    case = Case()
    case.referent(case.document("one.txt"), "Person", "Nemesio Ficticio")
    case.referent(case.document("two.txt"), "Person", "Ana Muestra")
    assert proposed(case) == ()


def test_a_rule_that_holds_two_apart_is_named() -> None:
    case = Case()
    a, b = case.document("one.txt"), case.document("two.txt")
    for doc, name in ((a, "Nemesio Ficticio Prueba"), (b, "Abel Muestra Ejemplo")):
        case.claim(doc, case.referent(doc, "Person", name), "alias", value="El Faro")
    (found,) = proposed(case)
    assert found.basis == "rule"
    assert found.score >= scoring.THRESHOLD
    assert found.against is not None
    assert found.against.code == "names"
    assert set(found.against.values) == {"Nemesio Ficticio Prueba", "Abel Muestra Ejemplo"}


def test_two_that_one_document_names_apart_and_that_are_only_near_are_no_proposal() -> None:
    case = Case()
    a = case.document("one.txt")
    case.referent(a, "Person", "Edgar Salas Prueba")
    case.referent(a, "Person", "Edgar Salaz Muestra")
    assert proposed(case) == ()


def test_events_near_one_another_are_proposed() -> None:
    case = Case()
    for name in ("one.txt", "two.txt"):
        doc = case.document(name)
        case.event(
            doc, "attack", date="2026-02-22", place=case.referent(doc, "Place", "Jalisco", kind="admin1", key="place:MX-14")
        )
    (found,) = proposed(case)
    assert [r.code for r in found.reasons] == ["day", "places_fit"]
    assert found.basis == "near"


def test_what_a_person_called_different_is_not_proposed() -> None:
    case, p, q = near_pair()
    case.judge(p, q, "different")
    assert proposed(case) == ()


def test_a_refusal_holds_for_the_entities_and_not_only_for_the_two_referents() -> None:
    case, p, q = near_pair()
    case.referent(case.document("three.txt"), "Person", "Nemesio Ficticio")
    assert len(proposed(case)) == 1
    case.judge(p, q, "different")
    assert proposed(case) == ()


def test_what_a_person_was_unsure_of_is_listed_apart_with_his_reason() -> None:
    case, p, q = near_pair()
    made = case.judge(p, q, "unsure", "no second source")
    (found,) = proposed(case)
    assert (found.basis, found.judgement) == ("unsure", made)


def test_where_persons_differ_different_counts() -> None:
    case, p, q = near_pair()
    case.judge(p, q, "unsure")
    case.judge(p, q, "different")
    assert proposed(case) == ()


def test_what_persons_joined_is_not_proposed() -> None:
    case, p, q = near_pair()
    case.judge(p, q, "same")
    assert proposed(case) == ()


def test_one_proposal_for_two_entities_however_many_referents_they_have() -> None:
    case, _, _ = near_pair()
    for name in ("three.txt", "four.txt"):
        case.referent(case.document(name), "Person", "Nemesio Ficticio")
    assert len(proposed(case)) == 1


def test_no_more_than_asked_for_and_the_nearest_stay() -> None:
    case, _, _ = near_pair()
    a, b = case.document("three.txt"), case.document("four.txt")
    for doc, age in ((a, "30"), (b, "60")):
        case.claim(doc, case.referent(doc, "Person", "Luz Muestra"), "age", value=age)
    every = proposed(case)
    assert [p.score for p in every] == sorted((p.score for p in every), reverse=True)
    assert proposed(case, most=1) == every[:1]


def test_what_is_not_shown_proposes_nothing() -> None:
    case, _, _ = near_pair()
    hidden = next(d.id for d in case.documents.values() if d.name == "two.txt")
    assert proposed(case, without=frozenset({hidden})) == ()


@st.composite
def cases(draw: st.DrawFn) -> Case:
    case = Case()
    for number in range(draw(st.integers(2, 4))):
        doc = case.document(f"{number}.txt")
        for _ in range(draw(st.integers(1, 3))):
            words = draw(st.sampled_from([(g, s) for g in (*GIVEN, "") for s in SURNAMES]))
            who = case.referent(doc, "Person", " ".join(filter(None, words)))
            if draw(st.booleans()):
                case.claim(doc, who, "alias", value=draw(st.sampled_from(("El Faro", "La Luz"))))
            if draw(st.booleans()):
                case.claim(doc, who, "age", value=draw(st.sampled_from(("30", "60"))))
    for _ in range(draw(st.integers(0, 2))):
        a, b = draw(st.lists(st.sampled_from(case.referents), min_size=2, max_size=2))
        if a.id != b.id:
            case.judge(a.id, b.id, draw(st.sampled_from(("different", "unsure"))))
    return case


@settings(deadline=None)
@given(cases(), st.integers(0, 99))
def test_the_order_of_rows_changes_nothing_and_every_proposal_is_open(case: Case, seed: int) -> None:
    found = proposed(case)
    assert proposed(case, shuffled=seed) == found
    view = case.view()
    entity_of = network(view, knowledge()).entity_of
    refused = {frozenset((entity_of[j.a], entity_of[j.b])) for j in case.judgements if j.verdict == "different"}
    pairs = [frozenset((entity_of[p.a], entity_of[p.b])) for p in found]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)
    assert not refused & set(pairs)
    assert all(p.basis == "unsure" or p.score >= FLOOR for p in found)
