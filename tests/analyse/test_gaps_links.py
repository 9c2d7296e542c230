"""Unseen links: indices as networkx has them, nobody unlisted, and an accuracy that holds for what was really hidden."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.gaps.calibration import _falling, _unseen
from entramado.analyse.gaps.hiding import LEAST, enough, folds, placement
from entramado.analyse.gaps.pairs import Seen, best, drawn, indices, keys, unlinked
from entramado.analyse.gaps.unseen import unseen
from entramado.analyse.graph import Graph


@st.composite
def graphs(draw, least=2, most=12):
    size = draw(st.integers(least, most))
    every = [(a, b) for a in range(size) for b in range(a)]
    return size, draw(st.lists(st.sampled_from(every), unique=True))


def everyone(size):
    return np.ones(size, np.bool_)


def cliques(count=4, each=6, seed=0):
    """Cliques that lack every fifth link, in a ring: hidden links are easy to find."""
    inside = [(c * each + a, c * each + b) for c in range(count) for a in range(each) for b in range(a)]
    kept = np.random.default_rng(seed).random(len(inside)) < 0.8
    ring = [(c * each, (c + 1) % count * each) for c in range(count)]
    return Graph.of(count * each, [pair for pair, keep in zip(inside, kept, strict=True) if keep] + ring)


@given(graphs())
@settings(deadline=None, max_examples=12)
def test_indices_are_those_of_networkx(graph):
    size, links = graph
    made, oracle = Graph.of(size, links), nx.Graph(links)
    oracle.add_nodes_from(range(size))
    pairs = unlinked(made, everyone(size))
    assert {tuple(pair) for pair in pairs.tolist()} == {tuple(sorted(pair)) for pair in nx.non_edges(oracle)}
    found, ends = indices(Seen.of(made), pairs), [tuple(pair) for pair in pairs.tolist()]
    for mine, theirs in (
        (found.allocation, nx.resource_allocation_index), (found.adamic_adar, nx.adamic_adar_index),
        (found.jaccard, nx.jaccard_coefficient), (found.attachment, nx.preferential_attachment),
    ):  # fmt: skip
        np.testing.assert_allclose(mine, [score for _, _, score in theirs(oracle, ends)], atol=1e-12)
    common = [len(list(nx.common_neighbors(oracle, *pair))) for pair in ends]
    np.testing.assert_allclose(found.common, common, atol=1e-12)
    degree = dict(oracle.degree())
    long = [
        sum(1 / np.sqrt(degree[w] * degree[x]) for w in oracle[a] for x in oracle[b] if oracle.has_edge(w, x)) for a, b in ends
    ]
    np.testing.assert_allclose(found.long, long, atol=1e-12)


@given(graphs(), st.randoms())
@settings(deadline=None, max_examples=20)
def test_numbers_of_nodes_change_nothing(graph, random):
    size, links = graph
    turn = list(range(size))
    random.shuffle(turn)
    belief = [random.random() for _ in links]
    one = Graph.of(size, links, None, belief)
    other = Graph.of(size, [(turn[a], turn[b]) for a, b in links], None, belief)
    pairs = unlinked(one, everyone(size))
    turned = np.array(turn, np.int32)[pairs].reshape(-1, 2)
    first, second = indices(Seen.of(one), pairs), indices(Seen.of(other), turned)
    for name in ("common", "adamic_adar", "allocation", "long", "jaccard", "attachment", "unlike"):
        np.testing.assert_allclose(getattr(first, name), getattr(second, name), atol=1e-12)


def test_beliefs_are_multiplied_along_a_path():
    found = indices(Seen.of(Graph.of(3, [(0, 1), (1, 2)], None, [0.5, 0.25])), np.array([[0, 2]], np.int32))
    assert found.common[0] == pytest.approx(0.125)
    assert found.allocation[0] == pytest.approx(0.125 / 0.75)
    assert found.attachment[0] == pytest.approx(0.125)


@given(graphs(3, 14), st.integers(1, 40))
@settings(deadline=None, max_examples=20)
def test_the_best_pairs_share_a_neighbour_and_are_those_of_most_allocation(graph, room):
    size, links = graph
    made = Graph.of(size, links)
    listed = np.arange(size) % 4 != 0
    pairs = best(Seen.of(made), listed, room)
    assert len(pairs) <= room
    assert listed[pairs].all()
    every = unlinked(made, listed)
    score = indices(Seen.of(made), every).allocation
    taken = np.isin(keys(every, size), keys(pairs, size))
    assert len(pairs) == taken.sum()
    assert (score[taken] > 0).all()
    assert not taken.any() or score[taken].min() >= score[~taken].max(initial=0.0)
    if (score > 0).sum() <= room:
        assert taken.sum() == (score > 0).sum()


def test_each_link_is_hidden_once_a_round():
    made = cliques()
    told = list(folds(made, everyone(made.size), 0.1, 2, np.random.default_rng(0)))
    for number in (0, 1):
        hidden = np.concatenate([fold for each, fold in told if each == number])
        assert sorted(hidden.tolist()) == list(range(len(made.pairs)))
    assert max(len(fold) for _, fold in told) <= -(-len(made.pairs) // 10)


def test_a_link_that_is_not_believed_is_neither_hidden_nor_proposed():
    made = cliques()
    belief = np.where(np.arange(len(made.pairs)) % 9 == 0, 0.0, 1.0)
    doubted = Graph.of(made.size, made.pairs, None, belief)
    hidden = np.concatenate([fold for _, fold in folds(doubted, everyone(made.size), 0.1, 1, np.random.default_rng(0))])
    assert (doubted.belief[hidden] == 1).all()
    found = unseen(doubted, everyone(made.size), np.random.default_rng(0))
    assert not np.isin(keys(found.pairs, made.size), keys(doubted.pairs, made.size)).any()


def test_placement_counts_equals_by_half():
    scores = np.array([1.0, 1.0, 0.0, 2.0])
    assert placement(scores, np.array([True, False, False, False])).tolist() == [0.5]
    assert placement(np.zeros(4), np.array([True, True, False, False])).tolist() == [0.5, 0.5]


def test_accuracy_holds_for_links_that_were_really_hidden():
    whole = cliques(8, 8)
    rng = np.random.default_rng(3)
    gone = rng.permutation(len(whole.pairs))[: len(whole.pairs) // 10]
    left = Graph.of(whole.size, np.delete(whole.pairs, gone, axis=0))
    found = unseen(left, everyone(whole.size), rng)
    assert found.telling
    hidden = np.isin(keys(found.pairs, whole.size), keys(whole.pairs[gone], whole.size))
    assert placement(found.scores, hidden).mean() == pytest.approx(found.accuracy.auc, abs=0.05)
    assert found.accuracy.low <= found.accuracy.auc <= found.accuracy.high
    for each in found.supposed:
        assert 0 <= each.probable.low <= each.probable.mid <= each.probable.high <= 1
    chances = [each.probable.mid for each in found.supposed]
    assert chances == sorted(chances, reverse=True)


def test_nobody_unlisted_is_proposed_or_told_as_shared():
    made = cliques(6, 7)
    listed = np.arange(made.size) % 3 != 0
    found = unseen(made, listed, np.random.default_rng(0), limit=1000)
    assert found.supposed
    for each in found.supposed:
        assert listed[list(each.nodes)].all()
        assert listed[list(each.shared)].all()
    assert listed[found.pairs].all()


def test_what_a_guess_stands_on_are_links_of_the_pair_to_whom_both_know():
    made = cliques()
    each = unseen(made, everyone(made.size), np.random.default_rng(0)).supposed[0]
    ends = {node for link in each.links for node in made.pairs[link].tolist()}
    assert ends <= {*each.nodes, *each.shared}
    assert len(each.links) == 2 * min(len(each.shared), 3)


def test_the_same_seed_gives_the_same():
    made = cliques()
    one, other = (unseen(made, everyone(made.size), np.random.default_rng(7)) for _ in range(2))
    assert one.supposed == other.supposed
    assert one.measured == other.measured
    np.testing.assert_array_equal(one.scores, other.scores)


@pytest.mark.parametrize(
    "graph",
    [
        Graph.of(0, []),
        Graph.of(1, []),
        Graph.of(30, [(a, a + 1) for a in range(LEAST - 1)]),
        Graph.of(9, [(a, b) for a in range(9) for b in range(a)]),
        Graph.of(60, [(a, a + 1) for a in range(50)], None, np.zeros(50)),
    ],
    ids=["empty", "one node", "too few links", "complete", "nothing believed"],
)
def test_where_nothing_can_be_measured_nothing_is_proposed(graph):
    assert not enough(graph, everyone(graph.size))
    found = unseen(graph, everyone(graph.size), np.random.default_rng(0))
    assert not found.telling
    assert not found.supposed
    assert found.accuracy is None


def test_no_better_than_chance_proposes_nothing():
    rng = np.random.default_rng(5)
    every = np.array([(a, b) for a in range(40) for b in range(a)])
    random = Graph.of(40, every[rng.permutation(len(every))[:390]])  # half of all pairs, at random
    found = unseen(random, everyone(40), np.random.default_rng(0))
    assert 0.4 < found.accuracy.auc < 0.6
    assert found.telling == (found.accuracy.low > 0.5)
    assert found.telling or not found.supposed


def test_few_links_leave_a_wide_interval():
    few, many = cliques(2, 6), cliques(12, 8)
    width = [
        made.high - made.low
        for graph in (few, many)
        for made in [unseen(graph, everyone(graph.size), np.random.default_rng(0)).accuracy]
    ]
    assert width[0] > 2 * width[1]


def test_large_networks_are_measured_by_the_best_pairs():
    made = cliques(60, 8)
    assert made.size * (made.size - 1) // 2 > 50_000
    found = unseen(made, everyone(made.size), np.random.default_rng(0), limit=5)
    assert not found.complete
    assert found.accuracy.auc > 0.9
    assert len(found.supposed) == 5
    assert (indices(Seen.of(made), found.pairs).common > 0).all()


def test_pairs_drawn_at_random_are_not_linked():
    made = cliques()
    pairs = drawn(made, everyone(made.size), 500, np.random.default_rng(0))
    assert not np.isin(keys(pairs, made.size), keys(made.pairs, made.size)).any()
    assert (pairs[:, 0] < pairs[:, 1]).all()


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.5, 10)), min_size=1, max_size=12))
@settings(deadline=None)
def test_pooled_values_fall_and_keep_their_mean(values):
    value, weight = np.array(values).T
    found = _falling(value, weight)
    assert (np.diff(found) <= 1e-12).all()
    assert (found * weight).sum() == pytest.approx((value * weight).sum())


def test_a_hit_tells_of_those_that_are_unseen_all_the_time():
    # of 1000 links a tenth is unseen; of the 900 that are seen 90 are hidden: a place that holds links alone has 90 hits of 190
    assert _unseen(np.array([90 / 190]), 0.1)[0] == pytest.approx(1.0)
    # where as many pairs again are no links, 100 of the 290 that are left are
    assert _unseen(np.array([90 / 380]), 0.1)[0] == pytest.approx(100 / 290)
    assert _unseen(np.array([0.0, 1.0]), 0.1).tolist() == [0.0, 1.0]
