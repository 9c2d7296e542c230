"""The lists of subjects on the screen: the order is stated, and nobody is ranked who must not be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.memory import Case, knowledge

from entramado.fuse import network
from entramado.model.errors import UsageError
from entramado.share.category import RANKED
from entramado.share.screen.stage import Stage
from entramado.share.screen.subjects import KEYS, subjects
from entramado.share.subjects import CRITERIA, LISTS, RANKED_LISTS
from entramado.share.subjects import subjects as printed

APART = ("victim", "witness", "official", "journalist", "child")


def staged(case: Case) -> Stage:
    view = case.view()
    return Stage(view, network(view, knowledge()))


def scene(words: list[str | None]) -> Stage:
    """A person a word, each with that category (or none), and one group that the first is said to lead."""
    case = Case()
    doc = case.document("a.txt", source="Example Wire")
    cartel = case.referent(doc, "Organization", "Mirador Cartel", kind="criminal")
    for number, word in enumerate(words):
        man = case.referent(doc, "Person", f"Juan Ficticio {'ABCDEFGHIJKL'[number]}")
        case.claim(doc, man, "identifier", value=f"ID {number}")
        if number == 0:
            case.claim(doc, man, "leads", cartel)
        if word:
            case.claim(doc, man, "category", value=word)
    return staged(case)


def everything(stage: Stage, order: str = "origins"):
    return {key: subjects(stage, listed=key, order=order, limit=200) for key in KEYS}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*RANKED, *APART, None]), min_size=1, max_size=10), st.sampled_from(sorted(CRITERIA)))
def test_lists_are_those_of_the_command_line_and_rank_nobody_else(words, order):
    stage = scene(words)
    expected = printed(stage.network, stage.exhibits, order)
    shown = everything(stage, order)
    for key, (title, ranked, entries) in zip(KEYS, expected.lists(), strict=True):
        page = shown[key]
        assert [row.entity.id for row in page.items] == [entry.entity.id for entry in entries]
        assert page.order == (order if ranked else "name")
        assert page.order_words == CRITERIA[page.order].words
        if title not in RANKED_LISTS:
            for row in page.items:
                assert row.category is None or row.category.word not in RANKED
                assert (row.neighbours, row.events, row.parts, row.missing) == (None, None, (), ())


def test_every_order_is_stated_and_no_row_has_a_score():
    stage = scene(["suspect", "victim"])
    page = subjects(stage)
    assert [order.key for order in page.orders] == list(CRITERIA)
    assert all(order.words for order in page.orders)
    assert [kind.title for kind in page.lists] == list(LISTS)
    assert not {name for name in page.items[0].__slots__ if "score" in name or "danger" in name or "rank" in name}


def test_names_and_categories_narrow_a_list():
    stage = scene(["suspect", "convicted", "suspect", "witness"])
    assert subjects(stage).categories == {"convicted": 1, "suspect": 2}
    assert [row.category.word for row in subjects(stage, category="convicted").items] == ["convicted"]
    assert [row.entity.name for row in subjects(stage, q="fic b").items] == ["Juan Ficticio B"]
    totals = {kind.key: kind.total for kind in subjects(stage, q="juan d").lists}
    assert totals == dict.fromkeys(KEYS, 0) | {"witnesses": 1}


def test_a_row_opens_to_its_evidence():
    stage = scene(["suspect"])
    (row,) = subjects(stage).items
    assert row.category.ground.total == 1
    assert set(row.category.ground.claims) <= set(stage.exhibits.claims)
    assert [part.role for part in row.parts] == ["leader"]
    assert set(row.parts[0].ground.claims) <= set(stage.exhibits.claims)
    (group,) = subjects(stage, listed="groups").items
    assert (group.members.named, group.members.reviewed, group.category) == (1, 0, None)


def test_a_list_is_paged():
    stage = scene(["suspect"] * 7)
    first = subjects(stage, limit=3)
    assert (len(first.items), first.total, first.next) == (3, 7, "3")
    rest = subjects(stage, limit=30, cursor=first.next)
    names = [row.entity.name for row in (*first.items, *rest.items)]
    assert names == [row.entity.name for row in subjects(stage, limit=30).items]


def test_what_is_no_list_or_order_is_refused():
    stage = scene([])
    for wrong in ({"listed": "dangerous"}, {"order": "guilt"}, {"cursor": "x"}):
        with pytest.raises(UsageError):
            subjects(stage, **wrong)
