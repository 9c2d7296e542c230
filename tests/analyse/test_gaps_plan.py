"""What an answer is worth to a plan of removal."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from entramado.analyse.gaps import GapsOptions, run
from entramado.analyse.gaps.planned import LARGEST, parts, plans
from entramado.analyse.graph import Graph
from entramado.analyse.ground import Ground, Part

STARS = [*((0, node) for node in range(2, 7)), *((1, node) for node in range(7, 12))]
"""Two stars: of node 0 and of node 1, tied by nothing but what is doubtful."""


def two_stars(doubt, belief):
    pairs = [*STARS, *doubt]
    return Graph.of(13, pairs, belief=[1.0] * len(STARS) + [belief] * len(doubt))


def everybody(graph):
    return np.ones(graph.size, np.bool_)


def largest(graph, gone):
    made = nx.Graph([tuple(pair) for pair in graph.pairs.tolist()])
    made.add_nodes_from(range(graph.size))
    made.remove_nodes_from(gone)
    return max(map(len, nx.connected_components(made))) / graph.size


def test_a_link_that_moves_the_middle_decides_the_plan():
    """With the link 12 gathers three more of the leaves: then the one removal should be another."""
    pairs = [*((0, node) for node in range(1, 6)), *((6, node) for node in range(7, 11)), (6, 11), (11, 12), (11, 13), (11, 14)]
    graph = Graph.of(15, pairs, belief=[0.5 if pair == (6, 11) else 1.0 for pair in pairs])
    found = plans(graph, everybody(graph), 1, np.random.default_rng(0))
    (told,) = found.worth
    assert graph.pairs[told.link].tolist() == [6, 11]
    assert (told.with_it, told.without) == ((6,), (0,))
    with_it, without = graph, graph.of_links(graph.belief == 1)
    best = {plan: [largest(each, plan) for each in (with_it, without)] for plan in ((6,), (0,))}
    now = min(sum(best[plan]) / 2 for plan in best)
    known = min(best[plan][0] for plan in best) / 2 + min(best[plan][1] for plan in best) / 2
    assert told.gained.mid == pytest.approx(now - known)
    assert found.left == pytest.approx(now, abs=0.05)


def test_a_link_that_changes_no_plan_is_not_told():
    graph = two_stars([(2, 3)], 0.5)
    found = plans(graph, everybody(graph), 2, np.random.default_rng(0))
    assert found.best == (0, 1)
    assert not found.worth
    assert found.tried == found.doubtful == 1


def test_nothing_is_planned_where_nothing_can_be():
    graph = two_stars([], 0.5)
    chance = np.random.default_rng(0)
    assert plans(graph, everybody(graph), 0, chance) is None
    assert plans(graph, ~everybody(graph), 2, chance) is None
    assert plans(Graph.of(3, []), np.ones(3, np.bool_), 2, chance) is None
    large = Graph.of(LARGEST + 2, [(node, node + 1) for node in range(LARGEST + 1)], belief=[0.5] * (LARGEST + 1))
    assert plans(large, everybody(large), 2, chance) is None


def test_a_plan_names_nobody_who_may_not_be_listed():
    graph = two_stars([(0, 1), (2, 7), (3, 8)], 0.5)
    listed = everybody(graph)
    listed[[0, 2]] = False
    found = plans(graph, listed, 2, np.random.default_rng(0))
    assert not {0, 2} & {node for each in found.worth for node in (*each.with_it, *each.without)}
    assert not {0, 2} & set(found.best)
    assert all(listed[graph.pairs[each.link]].all() for each in found.worth)


def test_who_holds_a_step_decides_the_least_set():
    """Transport is held by node 0 and perhaps by node 1, money by two: without the doubtful one, transport is the least."""
    steps = [Part(0, "transport", 1.0), Part(1, "transport", 0.4, ("line",)), Part(1, "money", 0.9), Part(2, "money", 1.0)]
    ground = replace(Ground.of_graph(Graph.of(3, [(0, 1), (1, 2)]), ["a", "b", "c"]), steps=steps)
    found = {(each.part.node, each.part.step): each for each in parts(ground)}
    told = found[1, "transport"]
    assert (told.if_so.steps, told.if_so.nodes) == (("money",), (1, 2))
    assert (told.if_not.steps, told.if_not.nodes) == (("transport",), (0,))
    findings = run(ground, GapsOptions(worlds=20))
    row = next(row for row in findings.table("parts").rows if row.cells["step"] == "transport")
    assert row.lines == ("line",)
    assert row.cells["if_not"] == "transport: a"
    assert any("hold the step transport" in question for question in findings.questions)


def test_the_plan_is_told_in_the_findings():
    graph = two_stars([(0, 1), (2, 7), (3, 8)], 0.5)
    findings = run(Ground.of_graph(graph, [f"N{node}" for node in range(graph.size)]), GapsOptions(removals=1, worlds=20))
    assert "lawful act" in findings.table("plan").note
    with pytest.raises(KeyError):
        run(Ground.of_graph(graph, list(map(str, range(graph.size)))), GapsOptions(removals=0, worlds=20)).table("plan")
