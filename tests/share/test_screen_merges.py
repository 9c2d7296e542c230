"""Two sides of a merge set against one another: the parts that it holds together, value by value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.memory import Case, knowledge

from entramado.fuse import network
from entramado.model.errors import NotFound
from entramado.resolve.proposals import Comparison
from entramado.share.screen import merges as screen
from entramado.share.screen.stage import Stage


class Review:
    """A case in memory as its review is asked."""

    def __init__(self, case):
        view = case.view()
        net = network(view, knowledge())
        self.stage = Stage(view, net)
        self.compared = Comparison(view, net, knowledge())

    def list(self, state, **how):
        return screen.merges(self.stage, state, self.compared.proposals, **how)

    def pair(self, pair, state="proposed"):
        return screen.comparison(self.stage, pair, state, self.compared.proposals, self.compared.reasons)


def chain(*names, ages=()):
    """One document a name; what is named alike is joined."""
    case = Case()
    found = []
    for number, name in enumerate(names):
        doc = case.document(f"{number}.txt", published=f"2026-02-{10 + number}")
        found.append(case.referent(doc, "Person", name))
        if number < len(ages):
            case.claim(doc, found[-1], "age", value=ages[number])
    return case, found


def values(trait, side):
    return {told.text for told in getattr(trait, side)}


def test_shared_values_come_first_and_differing_ones_are_marked():
    case = Case()
    docs = [case.document(name) for name in ("one.txt", "two.txt")]
    people = [case.referent(doc, "Person", name) for doc, name in zip(docs, ("Nemesio Ficticio", "Ficticio"), strict=True)]
    for doc, who, age in zip(docs, people, ("59", "61"), strict=True):
        case.claim(doc, who, "age", value=age)
        case.claim(doc, who, "born_in", case.referent(doc, "Place", "Jalisco", kind="admin1", key="place:MX-14"))
    case.claim(docs[0], people[0], "alias", value="El Faro")
    review = Review(case)
    (line,) = review.list("proposed").items
    shown = review.pair(line.id)
    assert [(t.predicate, t.agree) for t in shown.traits] == [("born_in", "shared"), ("age", "differ"), ("alias", "one")]
    born, age, alias = shown.traits
    assert values(born, "a") == values(born, "b") == {"Jalisco"}
    assert all(told.shared for told in (*born.a, *born.b))
    assert {*values(age, "a"), *values(age, "b")} == {"59", "61"}
    assert not any(told.shared for told in (*age.a, *age.b))
    assert {*values(alias, "a"), *values(alias, "b")} == {"El Faro"}
    assert shown.a.claims + shown.b.claims == 5


def test_a_merge_falls_into_the_parts_that_it_holds_together():
    case, found = chain("Nemesio Ficticio Prueba", "Nemesio Ficticio Prueba", "Nemesio Ficticio Prueba")
    review = Review(case)
    lines = review.list("made").items
    assert len(lines) == 2
    for line in lines:
        shown = review.pair(line.id, "made")
        assert shown.referents == 3
        assert shown.a.document_count + shown.b.document_count == 3
    assert {r for line in lines for r in line.id.split("~")} == set(found)


@settings(deadline=None)
@given(st.lists(st.sampled_from(("Ana Ejemplo", "Ana Ejemplo Prueba", "Luz Muestra")), min_size=2, max_size=6))
def test_the_two_sides_of_a_merge_are_all_of_its_entity_and_never_meet(names):
    case, _ = chain(*names)
    review = Review(case)
    for line in review.list("made", limit=100).items:
        shown = review.pair(line.id, "made")
        sides = [{document.id for document in side.documents} for side in (shown.a, shown.b)]
        assert not sides[0] & sides[1]
        whole = review.stage.network.entities[line.a.id]
        assert sides[0] | sides[1] == set(whole.documents)
        assert shown.referents == len(whole.referents)


def test_a_refusal_is_listed_with_its_reason_and_its_pair_no_longer_proposed():
    case, (p, q) = chain("Nemesio Ficticio", "Ficticio")
    assert review_ids(case, "proposed") == [screen_id(p, q)]
    case.judge(p, q, "different", "two dates of birth")
    assert review_ids(case, "proposed") == []
    (line,) = Review(case).list("refused").items
    assert (line.id, line.judged.why) == (screen_id(p, q), "two dates of birth")


def test_what_a_rule_holds_apart_is_said():
    case = Case()
    for name, full in (("one.txt", "Nemesio Ficticio Prueba"), ("two.txt", "Abel Muestra Ejemplo")):
        doc = case.document(name)
        case.claim(doc, case.referent(doc, "Person", full), "alias", value="El Faro")
    review = Review(case)
    (line,) = review.list("proposed").items
    shown = review.pair(line.id)
    assert shown.against.code == "names"
    assert "Abel Muestra Ejemplo" in shown.against.words
    assert sum(why.weight for why in shown.reasons) == pytest.approx(line.score)


def test_pages_join_up():
    case, _ = chain(*["Nemesio Ficticio Prueba"] * 5)
    review = Review(case)
    first = review.list("made", limit=3)
    rest = review.list("made", limit=3, cursor=first.next)
    assert [*first.items, *rest.items] == list(review.list("made").items)
    assert (first.total, rest.next) == (4, None)


@pytest.mark.parametrize("pair", ["", "~", "r0", "r0~r1", "~r0"])
def test_what_is_on_no_map_is_not_found(pair):
    case, _ = chain("Nemesio Ficticio", "Ficticio")
    with pytest.raises(NotFound):
        Review(case).pair(pair)


def review_ids(case, state):
    return [line.id for line in Review(case).list(state).items]


def screen_id(a, b):
    return "~".join(sorted((a, b)))
