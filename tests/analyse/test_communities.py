"""Communities: connected, nested, the same whatever the order of links, and those that are plain to see."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.communities import communities
from entramado.analyse.components import components
from entramado.analyse.graph import Graph
from entramado.analyse.measures import modularity


@st.composite
def graphs(draw):
    size = draw(st.integers(1, 12))
    ends = [(a, b) for a in range(size) for b in range(a)] or [(0, 0)]
    kept = draw(st.lists(st.sampled_from(ends), unique=True)) if size > 1 else []
    weights = [draw(st.floats(0.05, 1.0)) for _ in kept]
    return size, np.array(kept, np.int64).reshape(-1, 2), np.array(weights)


def cliques(count, each):
    """Cliques in a ring, one link from each to the next."""
    inside = [(c * each + a, c * each + b) for c in range(count) for a in range(each) for b in range(a)]
    return np.array(inside + [(c * each, (c + 1) % count * each + 1) for c in range(count)], np.int64)


def test_cliques_in_a_ring_are_its_communities():
    pairs = cliques(6, 5)
    last = communities(30, pairs, np.ones(len(pairs)))[-1]
    assert last.tolist() == [node // 5 for node in range(30)]


@given(graphs(), st.randoms())
@settings(deadline=None)
def test_the_order_in_which_links_come_changes_nothing(graph, random):
    size, pairs, weights = graph
    order = list(range(len(pairs)))
    random.shuffle(order)
    turned = [pair[::-1] if random.random() < 0.5 else pair for pair in pairs[order]]
    again = communities(size, np.array(turned, np.int64).reshape(-1, 2), weights[order])
    assert [level.tolist() for level in again] == [level.tolist() for level in communities(size, pairs, weights)]


@given(graphs())
@settings(deadline=None)
def test_communities_are_in_one_piece_and_hold_whole_ones_of_the_level_before(graph):
    size, pairs, weights = graph
    before = np.arange(size)
    for level in communities(size, pairs, weights):
        assert level.shape == (size,)
        assert len(set(zip(before.tolist(), level.tolist(), strict=True))) == len(set(before.tolist()))
        inside = pairs[level[pairs[:, 0]] == level[pairs[:, 1]]]
        assert components(size, inside).max() == level.max()
        weighted = Graph.of(size, pairs, weights)
        assert modularity(weighted, level) >= modularity(weighted, before) - 1e-9
        before = level


@given(graphs())
def test_components_are_what_links_join(graph):
    size, pairs, _ = graph
    found = components(size, pairs)
    parts = [{node} for node in range(size)]
    for a, b in pairs.tolist():
        one, other = (next(part for part in parts if node in part) for node in (a, b))
        if one is not other:
            parts = [part for part in parts if part not in (one, other)] + [one | other]
    told = {frozenset(np.flatnonzero(found == number).tolist()) for number in range(int(found.max()) + 1)}
    assert told == set(map(frozenset, parts))


def test_a_map_without_links_has_no_communities():
    assert communities(3, np.zeros((0, 2), np.int64), np.zeros(0)) == []
