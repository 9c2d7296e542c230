"""What an answer is worth: against every possible world of a small network, nothing for what is certain, nobody unlisted."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.gaps.worlds import fitting, leading, worlds_of
from entramado.analyse.gaps.worth import answers
from entramado.analyse.graph import Graph
from entramado.analyse.measures import betweenness, pagerank

SMALL = [(0, 1), (1, 2), (2, 3), (3, 4), (1, 5), (3, 6), (2, 5)]


def everyone(size):
    return np.ones(size, np.bool_)


def ask(graph, listed=None, seed=0, **options):
    return answers(graph, everyone(graph.size) if listed is None else listed, np.random.default_rng(seed), **options)


def scores_of(graph, kept, measure):
    world = Graph.of(graph.size, graph.pairs[kept])
    if measure == "degree":
        return world.degrees().astype(float)
    return betweenness(world) if measure == "betweenness" else pagerank(world) * (world.degrees() > 0)


def expected(graph, link, measure, among):
    """(share of worlds where the first places differ, gain in right names) over every possible world, by their probabilities."""
    differ, sides = 0.0, [np.zeros(graph.size), np.zeros(graph.size)]
    for world in product((False, True), repeat=len(graph.pairs)):
        kept = np.array(world)
        if not kept[link]:
            others = np.arange(len(kept)) != link
            chance = np.where(kept, graph.belief, 1 - graph.belief)[others].prod()
            turned = kept.copy()
            turned[link] = True
            first = [leading(scores_of(graph, each, measure), among) for each in (kept, turned)]
            differ += chance * (first[0] != first[1]).any()
            for side, flags in zip(sides, first, strict=True):
                side += chance * flags
    belief = graph.belief[link]
    top = [np.sort(each)[-among:].sum() for each in (*sides, (1 - belief) * sides[0] + belief * sides[1])]
    return differ, (1 - belief) * top[0] + belief * top[1] - top[2]


@pytest.mark.parametrize("measure", ["betweenness", "pagerank", "degree"])
def test_worth_is_what_every_possible_world_says(measure):
    graph = Graph.of(7, SMALL, None, [0.3, 0.9, 0.5, 0.6, 1.0, 0.8, 0.4])
    found = ask(graph, measure=measure, among=2, worlds=600)
    assert found.doubtful == 6
    for each in found.worth:
        differ, gained = expected(graph, each.link, measure, 2)
        assert each.turned.low - 0.1 <= differ <= each.turned.high + 0.1
        belief = graph.belief[each.link]
        assert each.surprise.mid == pytest.approx(min(belief, 1 - belief) * each.turned.mid)
        assert each.gained.mid == pytest.approx(gained, abs=0.12)
        assert each.gained.low <= each.gained.mid <= each.gained.high


@given(st.lists(st.sampled_from([0.0, 0.2, 0.7, 1.0]), min_size=7, max_size=7), st.integers(1, 3))
@settings(deadline=None, max_examples=12)
def test_what_is_certain_is_not_asked(belief, among):
    graph = Graph.of(7, SMALL, None, belief)
    found = ask(graph, measure="degree", among=among, worlds=40)
    doubtful = set(np.flatnonzero((graph.belief > 0) & (graph.belief < 1)).tolist())
    assert found.doubtful == len(doubtful)
    assert {each.link for each in found.worth} <= doubtful
    assert all(each.surprise.high > 0 for each in found.worth)


def test_an_answer_that_changes_nothing_is_worth_nothing():
    # a star of ten and, elsewhere, one link that is doubted: the first one is the hub, come what may
    graph = Graph.of(13, [(0, leaf) for leaf in range(1, 11)] + [(11, 12)], None, [1.0] * 10 + [0.5])
    found = ask(graph, measure="degree", among=1)
    assert all(each.turned.mid == 0 and each.gained.mid == 0 for each in found.worth)


def test_the_link_that_decides_comes_first():
    # two hubs as strong as each other but for one doubted link; the other doubted link is between leaves
    links = [(0, leaf) for leaf in range(2, 7)] + [(1, leaf) for leaf in range(7, 12)] + [(0, 12), (5, 6)]
    graph = Graph.of(13, links, None, [1.0] * 10 + [0.5, 0.5])
    found = ask(graph, measure="degree", among=1)
    decisive = found.worth[0]
    assert graph.pairs[decisive.link].tolist() == [0, 12]
    assert decisive.turned.mid == 1
    assert decisive.surprise.mid == pytest.approx(0.5)
    assert decisive.falling == (1,)


def test_degrees_are_ranked_among_those_near_the_top_as_among_all():
    rng = np.random.default_rng(4)
    pairs = rng.integers(0, 40, (120, 2))
    graph = Graph.of(40, pairs[pairs[:, 0] != pairs[:, 1]])
    graph = Graph.of(40, graph.pairs, None, rng.uniform(0.1, 0.9, len(graph.pairs)))
    listed = np.arange(40) % 5 != 0
    drawn = worlds_of(graph, listed, "degree", 4, 30, rng)
    for world in range(30):
        for link in (None, *range(0, len(graph.pairs), 7)):
            kept = drawn.told[world].copy()
            if link is not None:
                kept[link] = not kept[link]
            first = np.flatnonzero(leading(np.where(listed, scores_of(graph, kept, "degree"), 0), 4))
            assert drawn.nodes[drawn.first(world, link)].tolist() == first.tolist()


def test_nobody_unlisted_is_asked_about_or_told_to_rise():
    rng = np.random.default_rng(1)
    graph = Graph.of(20, rng.integers(0, 20, (60, 2)))
    graph = Graph.of(20, graph.pairs, None, np.full(len(graph.pairs), 0.6))
    listed = np.arange(20) % 3 != 0
    found = ask(graph, listed, among=3, limit=50)
    assert found.worth
    assert not found.first[~listed].any()
    for each in found.worth:
        assert listed[graph.pairs[each.link]].all()
        assert all(listed[node] for node in (*each.rising, *each.falling))


def test_the_same_seed_gives_the_same():
    graph = Graph.of(7, SMALL, None, np.full(7, 0.5))
    assert ask(graph, seed=3).worth == ask(graph, seed=3).worth


@pytest.mark.parametrize(
    "graph",
    [Graph.of(0, []), Graph.of(1, []), Graph.of(4, [(0, 1), (2, 3)], None, [0.0, 0.0]), Graph.of(3, [(0, 1), (1, 2)])],
    ids=["empty", "one node", "nothing believed", "all certain"],
)
def test_without_doubt_there_is_nothing_to_ask(graph):
    for measure in ("auto", "betweenness", "pagerank", "degree"):
        found = ask(graph, measure=measure)
        assert not found.worth
        assert found.doubtful == 0


def test_more_first_places_than_nodes():
    found = ask(Graph.of(3, [(0, 1), (1, 2)], None, [0.5, 0.5]), among=10)
    assert {each.link for each in found.worth} == {0, 1}


def test_equals_come_first_together():
    assert leading(np.array([3.0, 2.0, 2.0, 1.0]), 2).tolist() == [True, True, True, False]
    assert leading(np.array([0.0, 0.0]), 1).tolist() == [False, False]
    assert leading(np.array([]), 1).tolist() == []


def test_a_measure_is_chosen_that_is_fast_enough_and_one_that_is_not_is_refused():
    large = Graph.of(60_000, np.stack([np.arange(59_999), np.arange(1, 60_000)], axis=1))
    assert fitting("auto", Graph.of(7, SMALL), 6200) == "betweenness"
    assert fitting("auto", large, 200) == "pagerank"
    assert fitting("auto", large, 6200) == "degree"
    assert fitting("degree", large, 10**9) == "degree"
    with pytest.raises(ValueError, match="would take hours"):
        fitting("betweenness", large, 6200)
