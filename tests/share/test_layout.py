"""The layout: the same picture every time, no two nodes in one place, linked nodes near each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.communities import communities
from entramado.share.forces import Mesh, pairwise
from entramado.share.layout import arrange
from entramado.share.packing import close


def cliques(count, each, ring=True):
    inside = [(c * each + a, c * each + b) for c in range(count) for a in range(each) for b in range(a)]
    return np.array(inside + [(c * each, (c + 1) % count * each + 1) for c in range(count if ring else 0)], np.int64)


def overlaps(at, radii):
    apart = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2)) - radii[:, None] - radii[None]
    return int((apart[np.triu_indices(len(at), 1)] < -1e-3).sum())


@st.composite
def graphs(draw):
    size = draw(st.integers(1, 40))
    pairs = draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=60))
    return size, np.array(pairs, np.int64).reshape(-1, 2)


@given(graphs(), st.randoms())
@settings(deadline=None, max_examples=30)
def test_any_graph_has_a_place_for_every_node_and_no_two_overlap_whatever_the_order_of_links(graph, random):
    size, pairs = graph
    radii = np.linspace(1, 3, size)
    at = arrange(size, pairs, radii=radii)
    assert at.shape == (size, 2)
    assert np.isfinite(at).all()
    assert overlaps(at, radii) == 0
    order = list(range(len(pairs)))
    random.shuffle(order)
    again = arrange(size, pairs[order][:, ::-1], radii=radii)
    assert np.array_equal(at, again)


def test_nothing_to_arrange():
    assert arrange(0, np.zeros((0, 2), np.int64)).shape == (0, 2)


@pytest.mark.parametrize(("count", "each"), [(6, 8), (30, 12)])
def test_communities_are_seen_as_such(count, each):
    pairs = cliques(count, each)
    size = count * each
    at = arrange(size, pairs, levels=communities(size, pairs, np.ones(len(pairs))))
    group = np.arange(size) // each
    middle = np.stack([at[group == g].mean(axis=0) for g in range(count)])
    nearest = ((at[:, None] - middle[None]) ** 2).sum(axis=2).argmin(axis=1)
    assert (nearest == group).mean() > 0.95
    assert overlaps(at, np.ones(size)) == 0


def test_parts_that_nothing_joins_stand_apart():
    pairs = cliques(9, 10, ring=False)
    at = arrange(92, pairs)
    boxes = [(at[g * 10 : g * 10 + 10].min(axis=0), at[g * 10 : g * 10 + 10].max(axis=0)) for g in range(9)]
    for one, (low, high) in enumerate(boxes):
        for other_low, other_high in boxes[one + 1 :]:
            assert (high < other_low).any() or (other_high < low).any()


def test_a_hierarchy_of_groups_that_spans_parts_is_no_trouble():
    pairs = cliques(20, 10, ring=False)
    at = arrange(200, pairs, levels=[np.arange(200) // 10, np.zeros(200, np.int64)])
    assert np.isfinite(at).all()


def test_the_grid_gives_the_field_that_pairs_do():
    places = np.stack([np.cos(np.arange(400) * 2.4), np.sin(np.arange(400) * 2.4)], axis=1) * np.sqrt(np.arange(400))[:, None]
    mass = 1.0 + np.arange(400) % 5
    exact, grid = pairwise(places, mass), Mesh(4000)(places, mass)
    far = np.linalg.norm(places, axis=1) > 5
    assert np.linalg.norm(grid - exact, axis=1)[far].mean() < 0.1 * np.linalg.norm(exact, axis=1)[far].mean()


def test_close_pairs_are_each_given_once_and_none_is_missed():
    at = np.random.default_rng(7).random((300, 2)) * 10
    one, other = close(at, 0.8)
    given_pairs = {frozenset(pair) for pair in zip(one.tolist(), other.tolist(), strict=True)}
    assert len(given_pairs) == len(one)
    distance = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2))
    assert {frozenset((a, b)) for a, b in np.argwhere(distance < 0.8).tolist() if a < b} <= given_pairs
