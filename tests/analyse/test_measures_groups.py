"""Leiden's communities, who stands between them, and the best paths between two nodes."""

from itertools import pairwise

import igraph
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.graph import Graph
from entramado.analyse.measures import components, leiden, modularity, participation, shortest_paths, within_module
from entramado.analyse.paths import LONGEST, Roads, paths

FEW = settings(deadline=None, max_examples=30)


@st.composite
def graphs(draw, most=24):
    size = draw(st.integers(1, most))
    count = draw(st.integers(0, 3 * size))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    belief = random.choice([0.0, 0.25, 0.3, 0.5, 1.0], count)
    return Graph.of(size, random.integers(0, size, (count, 2)), random.uniform(0.1, 3.0, count), belief)


def planted(groups, each, inside, outside, seed=1):
    """Groups whose members are linked with one chance, and with others by another."""
    random = np.random.default_rng(seed)
    group = np.repeat(np.arange(groups), each)
    a, b = np.triu_indices(len(group), 1)
    there = random.random(len(a)) < np.where(group[a] == group[b], inside, outside)
    return Graph.of(len(group), np.stack([a[there], b[there]], axis=1)), group


def test_planted_groups_are_found_and_numbered_by_size():
    graph, group = planted(6, 30, 0.5, 0.01)
    found = leiden(graph)
    assert len(set(zip(found.tolist(), group.tolist(), strict=True))) == 6
    sizes = np.bincount(leiden(Graph.of(9, [(0, 1), (2, 3), (3, 4), (2, 4), (5, 6), (6, 7), (7, 8), (5, 8)])))
    assert sizes.tolist() == [4, 3, 2]


def test_as_much_modularity_as_igraph_finds():
    for seed in range(3):
        graph, _ = planted(12, 25, 0.3, 0.02, seed)
        other = igraph.Graph(n=graph.size, edges=graph.pairs.tolist())
        known = other.community_leiden("modularity", n_iterations=2)
        found = leiden(graph, seed=seed)
        assert modularity(graph, found) == pytest.approx(other.modularity(found.tolist()))
        assert modularity(graph, found) > known.modularity - 0.005


@given(graphs(), st.floats(0.2, 3))
@FEW
def test_communities_are_connected_and_better_than_everybody_alone(graph, resolution):
    found = leiden(graph, resolution=resolution, seed=3)
    assert np.array_equal(found, leiden(graph, resolution=resolution, seed=3))
    inside = graph.of_links(found[graph.pairs[:, 0]] == found[graph.pairs[:, 1]])
    assert components(inside).max() == found.max()
    sizes = np.bincount(found)
    assert (np.diff(sizes) <= 0).all()
    assert (
        modularity(graph, found, resolution=resolution) >= modularity(graph, np.arange(graph.size), resolution=resolution) - 1e-9
    )


def test_a_higher_resolution_parts_more():
    graph, _ = planted(4, 20, 0.6, 0.2)
    assert leiden(graph, resolution=0.1).max() < leiden(graph, resolution=2.5).max()


def test_no_links_no_communities():
    assert leiden(Graph.of(0, [])).tolist() == []
    assert leiden(Graph.of(3, [])).tolist() == [0, 1, 2]
    assert modularity(Graph.of(3, []), [0, 1, 2]) == 0


def test_who_stands_between_communities():
    """Two cliques of four; node 8 has two links to each and node 9 none."""
    pairs = [(a + c, b + c) for c in (0, 4) for a in range(4) for b in range(a)] + [(8, 0), (8, 1), (8, 4), (8, 5)]
    graph = Graph.of(10, pairs)
    label = [0, 0, 0, 0, 1, 1, 1, 1, 2, 3]
    assert participation(graph, label)[[2, 8, 9]].tolist() == pytest.approx([0, 0.5, 0])
    assert participation(graph, label)[0] == pytest.approx(1 - (9 + 1) / 16)
    assert not within_module(graph, label).any()
    among = within_module(Graph.of(4, [(0, 1), (0, 2), (0, 3)]), [0, 0, 0, 0])
    inside = np.array([3, 1, 1, 1])
    assert among.tolist() == pytest.approx(((inside - inside.mean()) / inside.std()).tolist())


@given(graphs(), st.data())
@FEW
def test_the_best_paths_are_those_of_the_search_without_compiled_code(graph, data):
    node = st.integers(0, graph.size - 1)
    start, end, avoid = data.draw(node), data.draw(node), data.draw(st.sets(node, max_size=3))
    ends, links, starts = graph.ends.tolist(), graph.links.tolist(), graph.starts.tolist()
    near = [list(zip(ends[a:b], links[a:b], strict=True)) for a, b in pairwise(starts)]
    expected = paths(Roads(near, graph.belief.tolist()), start, end, 6, avoid)
    assert shortest_paths(graph, start, end, 6, avoid=avoid) == expected


def test_no_path_over_links_that_nobody_believes_nor_to_a_node_that_is_not_there():
    assert shortest_paths(Graph.of(2, [(0, 1)], belief=[0.0]), 0, 1) == []
    chain = Graph.of(LONGEST + 2, [(node, node + 1) for node in range(LONGEST + 1)])
    assert shortest_paths(chain, 0, LONGEST + 1, 3) == []
    assert shortest_paths(chain, 0, LONGEST, 3) == [(tuple(range(LONGEST + 1)), 1.0)]
    with pytest.raises(ValueError, match="not there"):
        shortest_paths(chain, 0, 99)
