"""Measures against networkx and igraph on random graphs, and on those that have next to nothing."""

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.graph import Graph
from entramado.analyse.measures import (
    articulation_points,
    betweenness,
    bridges,
    closeness,
    components,
    core_numbers,
    degree,
    distances,
    efficiency,
    eigenvector,
    harmonic,
    largest_component,
    pagerank,
    sampled_betweenness,
    strength,
)

FEW = settings(deadline=None, max_examples=25)


@st.composite
def graphs(draw, most=24):
    """Graphs of any density, with parts that no link joins and nodes without links."""
    size = draw(st.integers(1, most))
    count = draw(st.integers(0, 3 * size))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    return Graph.of(size, random.integers(0, size, (count, 2)), random.uniform(0.1, 3.0, count), random.uniform(0, 1, count))


def known(graph, length=None):
    """The same graph for networkx."""
    made = nx.Graph()
    made.add_nodes_from(range(graph.size))
    for number, (a, b) in enumerate(graph.pairs.tolist()):
        made.add_edge(a, b, weight=graph.weight[number], length=1 if length is None else length[number])
    return made


def listed(values):
    return np.array([values[node] for node in range(len(values))])


@given(graphs())
@FEW
def test_centralities_are_those_of_networkx(graph):
    of = known(graph)
    assert degree(graph).tolist() == [of.degree(node) for node in range(graph.size)]
    assert np.allclose(strength(graph), [of.degree(node, weight="weight") for node in range(graph.size)])
    assert np.allclose(betweenness(graph), listed(nx.betweenness_centrality(of, normalized=False)))
    assert np.allclose(betweenness(graph, normalised=True), listed(nx.betweenness_centrality(of)))
    assert np.allclose(closeness(graph), listed(nx.closeness_centrality(of)))
    assert np.allclose(harmonic(graph) * max(graph.size - 1, 1), listed(nx.harmonic_centrality(of)))
    assert efficiency(graph) == pytest.approx(nx.global_efficiency(of))
    assert core_numbers(graph).tolist() == listed(nx.core_number(of)).tolist()
    assert np.abs(pagerank(graph) - listed(nx.pagerank(of, tol=1e-14, max_iter=9999))).sum() < 1e-9
    assert distances(graph, 0).tolist() == [nx.single_source_shortest_path_length(of, 0).get(v, -1) for v in range(graph.size)]


@given(graphs())
@FEW
def test_betweenness_over_lengths_is_that_of_networkx(graph):
    """Lengths are quarters, so that many paths are equally long."""
    length = np.ceil(graph.weight * 2) / 4
    of = known(graph, length)
    assert np.allclose(
        betweenness(graph, length=length), listed(nx.betweenness_centrality(of, normalized=False, weight="length"))
    )


@given(graphs())
@FEW
def test_what_hangs_together_is_what_networkx_and_igraph_find(graph):
    of = known(graph)
    label = components(graph)
    assert {frozenset(np.flatnonzero(label == number).tolist()) for number in range(label.max() + 1)} == set(
        map(frozenset, nx.connected_components(of))
    )
    assert largest_component(graph).sum() == max(map(len, nx.connected_components(of)))
    other = igraph.Graph(n=graph.size, edges=graph.pairs.tolist())
    assert np.flatnonzero(articulation_points(graph)).tolist() == sorted(other.articulation_points())
    assert np.flatnonzero(bridges(graph)).tolist() == sorted(other.bridges())


@given(graphs())
@FEW
def test_the_eigenvector_is_one_and_of_the_greatest_eigenvalue(graph):
    found = eigenvector(graph)
    if not len(graph.pairs):
        assert not found.any()
        return
    inside = largest_component(graph)
    matrix = nx.to_numpy_array(known(graph), nodelist=range(graph.size))[np.ix_(inside, inside)]
    value = np.linalg.eigvalsh(matrix)[-1]
    assert not found[~inside].any()
    assert (found[inside] > 0).all()
    assert np.linalg.norm(found) == pytest.approx(1)
    assert np.allclose(matrix @ found[inside], value * found[inside], atol=1e-6 * max(value, 1))


@given(graphs(), st.randoms())
@FEW
def test_other_numbers_for_the_nodes_change_no_measure(graph, random):
    turned = np.array(random.sample(range(graph.size), graph.size))
    again = Graph.of(graph.size, turned[graph.pairs], graph.weight, graph.belief)
    for measure in (betweenness, closeness, pagerank, strength):
        assert np.allclose(measure(graph), measure(again)[turned]), measure
    for exact in (core_numbers, degree, articulation_points):
        assert exact(graph).tolist() == exact(again)[turned].tolist(), exact


def star(leaves):
    return Graph.of(leaves + 1, [(0, leaf) for leaf in range(1, leaves + 1)])


def test_large_graphs_are_measured_by_all_processors_with_the_same_result():
    random = np.random.default_rng(5)
    graph = Graph.of(700, random.integers(0, 700, (2000, 2)))
    of = igraph.Graph(n=700, edges=graph.pairs.tolist())
    assert np.allclose(betweenness(graph), of.betweenness())
    assert np.allclose(harmonic(graph), of.harmonic_centrality())


def test_nothing_and_next_to_nothing():
    nobody, one, apart = Graph.of(0, []), Graph.of(1, []), Graph.of(3, [])
    for graph in (nobody, one, apart):
        for measure in (betweenness, closeness, harmonic, eigenvector, strength):
            assert measure(graph).tolist() == [0.0] * graph.size, measure
        for flags in (articulation_points, core_numbers, degree):
            assert flags(graph).tolist() == [0] * graph.size, flags
        assert components(graph).tolist() == list(range(graph.size))
        assert bridges(graph).tolist() == []
        assert pagerank(graph).tolist() == pytest.approx([1 / max(graph.size, 1)] * graph.size)
        assert efficiency(graph) == 0
        assert sampled_betweenness(graph, 5).value.tolist() == [0.0] * graph.size
    assert largest_component(nobody).tolist() == []
    assert largest_component(apart).tolist() == [True, False, False]
    assert distances(apart, [0, 2]).tolist() == [0, -1, 0]


def test_a_link_that_nobody_believes_is_still_a_link_of_the_graph():
    """Which links are there in a possible world is for those who draw the worlds."""
    graph = Graph.of(3, [(0, 1), (1, 2)], belief=[0.0, 0.0])
    assert betweenness(graph).tolist() == [0, 1, 0]


def test_lengths_and_damping_that_mean_nothing_are_refused():
    with pytest.raises(ValueError, match="length above 0"):
        betweenness(star(2), length=[1.0, 0.0])
    with pytest.raises(ValueError, match="length above 0"):
        betweenness(star(2), length=[1.0])
    with pytest.raises(ValueError, match="damping"):
        pagerank(star(2), damping=1.0)


def test_the_error_of_a_sample_holds_the_true_value_even_in_trees():
    """A tree is the hard case: what hangs behind one link is seen by few sources, and a standard error would be far too small."""
    random = np.random.default_rng(2)
    graph = Graph.of(200, [(node, random.integers(0, node)) for node in range(1, 200)])
    exact = betweenness(graph)
    held = []
    for seed in range(20):
        found = sampled_betweenness(graph, 40, seed=seed)
        held.append(np.abs(found.value - exact) <= found.error + 1e-9)
        assert found.sampled == 40
    assert np.mean(held, axis=0).min() >= 0.9
    assert np.array_equal(found.value, sampled_betweenness(graph, 40, seed=19).value)
    assert (sampled_betweenness(graph, 150).error <= found.error).mean() > 0.95


def test_a_sample_of_all_is_exact_and_tells_no_error():
    found = sampled_betweenness(star(6), 100)
    assert found.value.tolist() == [15, 0, 0, 0, 0, 0, 0]
    assert not found.error.any()
    assert found.sampled == 7
