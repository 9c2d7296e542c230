"""Paths: fewest links, then best believed, against a search through everything."""

from itertools import pairwise, permutations
from math import prod

from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.paths import LONGEST, Roads, paths


def roads(size, links):
    near = [[] for _ in range(size)]
    for number, (a, b, _) in enumerate(links):
        near[a].append((b, number))
        near[b].append((a, number))
    return Roads(near, [weight for _, _, weight in links])


@st.composite
def graphs(draw):
    size = draw(st.integers(2, 6))
    ends = [(a, b) for a in range(size) for b in range(a)]
    kept = draw(st.lists(st.sampled_from(ends), unique=True))
    return size, [(a, b, draw(st.sampled_from((0.0, 0.25, 0.5, 1.0)))) for a, b in kept]


def every(size, links, start, end, avoid=()):
    weight = {frozenset((a, b)): w for a, b, w in links if w > 0}
    inner = [node for node in range(size) if node not in (start, end, *avoid)]
    found = []
    for length in range(len(inner) + 1):
        for middle in permutations(inner, length):
            path = (start, *middle, end)
            steps = [frozenset(step) for step in pairwise(path)]
            if all(step in weight for step in steps):
                found.append((len(path), -prod(weight[step] for step in steps), path))
    return sorted(found)


@given(graphs(), st.integers(1, 6), st.data())
@settings(deadline=None)
def test_the_best_simple_paths_in_order(graph, count, data):
    size, links = graph
    start, end = data.draw(st.permutations(range(size)))[:2]
    expected = every(size, links, start, end)
    found = paths(roads(size, links), start, end, count)
    assert len({path for path, _ in found}) == len(found) == min(count, len(expected))
    assert [(len(path), -value) for path, value in found] == [(length, value) for length, value, _ in expected[:count]]
    assert {path for path, _ in found} <= {path for _, _, path in expected}


@given(graphs(), st.data())
@settings(deadline=None)
def test_what_is_to_be_avoided_is_not_gone_through_but_may_be_an_end(graph, data):
    size, links = graph
    start, end, *rest = data.draw(st.permutations(range(size)))
    avoid = {start, end, *rest[:2]}
    expected = every(size, links, start, end, avoid)
    assert [(len(p), -v) for p, v in paths(roads(size, links), start, end, 3, avoid)] == [e[:2] for e in expected[:3]]


def test_no_path_from_a_node_to_itself_nor_between_parts_nor_beyond_what_means_something():
    chain = [(node, node + 1, 1.0) for node in range(LONGEST + 1)]
    graph = roads(LONGEST + 3, chain)
    assert paths(graph, 3, 3) == []
    assert paths(graph, 0, LONGEST + 2) == []
    assert paths(graph, 0, LONGEST)[0][0] == tuple(range(LONGEST + 1))
    assert paths(graph, 0, LONGEST + 1) == []
