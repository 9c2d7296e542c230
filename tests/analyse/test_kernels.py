"""Kernels that loops over worlds and removals use, and the thread pool that runs them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.graph import Graph
from entramado.analyse.kernels.connectivity import component_labels
from entramado.analyse.kernels.rows import thinned, without_nodes
from entramado.analyse.kernels.sharing import shared
from entramado.analyse.progress import Stopped


def drawn(size, count, seed):
    return Graph.of(size, np.random.default_rng(seed).integers(0, size, (count, 2)))


@given(st.integers(1, 20), st.integers(0, 40), st.integers(0, 999))
@settings(deadline=None, max_examples=30)
def test_what_is_left_of_a_graph_is_the_graph_of_what_is_left(size, count, seed):
    graph = drawn(size, count, seed)
    random = np.random.default_rng(seed)
    kept, gone = random.random(len(graph.pairs)) < 0.5, random.random(size) < 0.3
    for (starts, ends, links), stays in (
        (thinned(graph.starts, graph.ends, graph.links, kept), kept),
        (without_nodes(graph.starts, graph.ends, graph.links, gone), ~gone[graph.pairs].any(axis=1)),
    ):
        left = graph.of_links(stays)
        assert starts.tolist() == left.starts.tolist()
        assert ends.tolist() == left.ends.tolist()
        assert graph.pairs[links].tolist() == left.pairs[left.links].tolist()
        assert component_labels(starts, ends).tolist() == component_labels(left.starts, left.ends).tolist()


@pytest.mark.parametrize("workers", [1, 3])
def test_pieces_come_back_in_their_order_whoever_did_them(workers):
    told = []
    found = shared(lambda piece: piece * piece, range(20), lambda *what: told.append(what), "squares", workers)
    assert list(found) == [number * number for number in range(20)]
    assert told == [("squares", number, 20) for number in range(20)]


@pytest.mark.parametrize("workers", [1, 3])
def test_who_watches_may_stop_it(workers):
    begun = []

    def watch(_what, done, _total):
        if done == 2:
            raise Stopped("enough")

    with pytest.raises(Stopped):
        list(shared(begun.append, range(1000), watch, "", workers))
    assert len(begun) < 20


def test_what_goes_wrong_in_a_piece_is_told():
    with pytest.raises(ZeroDivisionError):
        list(shared(lambda piece: 1 // piece, [1, 0, 1], workers=2))
