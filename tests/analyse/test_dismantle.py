"""Taking networks apart: small ones against every possible order, and what must hold for all."""

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import simpson as scipy_simpson

from entramado.analyse.dismantle import Dismantle, run, starts
from entramado.analyse.dismantle.aim import Aim
from entramado.analyse.dismantle.analysis import plan
from entramado.analyse.dismantle.curve import area_under, largest_after, simpson
from entramado.analyse.dismantle.scores import by_score, collective_influence, katz
from entramado.analyse.graph import Graph
from entramado.analyse.ground import Directed, Ground, Part
from entramado.analyse.progress import Stopped
from entramado.model.errors import UsageError

FAST = 0.001
"""Of the usual search: enough for a dozen nodes."""


@st.composite
def graphs(draw, most=9, belief=False):
    size = draw(st.integers(1, most))
    ends = [(a, b) for a in range(size) for b in range(a)]
    kept = draw(st.lists(st.sampled_from(ends), unique=True)) if ends else []
    beliefs = [draw(st.sampled_from((0.0, 0.3, 1.0))) for _ in kept] if belief else None
    return Graph.of(size, kept, belief=beliefs)


def ground_of(graph, listed=None, **more):
    names = [f"Persona {number}" for number in range(graph.size)]
    return Ground(graph, names, np.ones(graph.size, bool) if listed is None else np.array(listed), **more)


def largest(graph, gone):
    """By networkx."""
    left = nx.Graph([(int(a), int(b)) for a, b in graph.pairs])
    left.add_nodes_from(range(graph.size))
    left.remove_nodes_from(gone)
    return max((len(part) for part in nx.connected_components(left)), default=0)


def found(graph, listed=None, ground=None, **options):
    return run(ground or ground_of(graph, listed), Dismantle(effort=FAST, **options)).extra


def numbers(extra):
    return [int(name.split()[1]) for name in extra["order"]]


@given(graphs(), st.data())
@settings(deadline=None, max_examples=40)
def test_the_curve_is_the_largest_part_after_each_removal(graph, data):
    order = data.draw(st.permutations(range(graph.size)))[: data.draw(st.integers(0, graph.size))]
    assert largest_after(graph, order).tolist() == [largest(graph, order[:count]) for count in range(len(order) + 1)]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_the_integral_is_that_of_scipy(values):
    expected = scipy_simpson(values, dx=1) if len(values) > 1 else 0.0
    assert simpson(np.array(values)) == pytest.approx(expected)


def test_the_area_stops_at_the_first_share_within_the_threshold_and_begins_after_the_first_removal():
    assert area_under(np.array([1.0, 0.8, 0.4, 0.1, 0.05])) == pytest.approx(scipy_simpson([0.8, 0.4, 0.1], dx=1))


@given(graphs(most=6), st.sampled_from((0.2, 0.5)))
@settings(deadline=None, max_examples=12)
def test_no_order_of_a_small_network_has_a_smaller_area(graph, threshold):
    limit = max(int(threshold * graph.size), 1)

    def total(order):
        curve = [largest(graph, order[:count]) for count in range(1, len(order) + 1)]
        return sum(curve[: next(place for place, value in enumerate(curve) if value <= limit) + 1])

    order = plan(graph, threshold=threshold, effort=FAST).order
    if largest(graph, []) <= limit:
        assert not len(order)
    else:
        best = min(total(every) for every in permutations(range(graph.size)))
        assert largest(graph, order) <= limit
        assert total(order.tolist()) == best


@given(graphs(most=8), st.integers(1, 4))
@settings(deadline=None, max_examples=25)
def test_no_set_within_the_budget_leaves_a_smaller_part(graph, budget):
    order = numbers(found(graph, budget=float(budget), threshold=0.0))
    assert len(order) <= budget
    best = min(largest(graph, some) for some in combinations(range(graph.size), min(budget, graph.size)))
    assert largest(graph, order) <= max(best, 1)


@given(graphs(belief=True), st.integers(0, 3))
@settings(deadline=None, max_examples=15)
def test_a_plan_names_each_once_proposes_nobody_unlisted_and_is_the_same_again(graph, unlisted):
    listed = [node >= unlisted for node in range(graph.size)]
    one, again = (found(graph, listed, worlds=20) for _ in range(2))
    assert one == again
    order = numbers(one)
    assert len(set(order)) == len(order)
    assert all(listed[node] for node in order)
    assert len(one["lcc"]) == len(order) + 1


@given(graphs())
@settings(deadline=None, max_examples=10)
def test_links_of_no_belief_are_as_if_they_were_not_there(graph):
    pairs = [(a, b) for a in range(graph.size) for b in range(a)]
    there = {tuple(sorted(pair)) for pair in graph.pairs.tolist()}
    doubted = Graph.of(graph.size, pairs, belief=[float(tuple(sorted(pair)) in there) for pair in pairs])
    assert found(doubted)["order"] == found(graph)["order"]


def test_another_numbering_gives_as_good_an_order():
    graph = _ring_of_cliques()
    back = np.random.default_rng(3).permutation(graph.size)
    other = Graph.of(graph.size, back[graph.pairs])
    assert plan(graph, effort=0.05).auc == pytest.approx(plan(other, effort=0.05).auc, rel=0.1)  # a search, not an optimum


def test_search_is_better_than_the_plain_rule_and_more_of_it_no_worse():
    graph = _ring_of_cliques()
    some, more = plan(graph, effort=FAST), plan(graph, effort=0.05)
    assert more.auc <= some.auc
    assert found(graph)["auc"] < found(graph, method="degree")["auc"]


def test_where_places_hold_together_by_few_roads_cutting_them_apart_beats_taking_the_best_connected(monkeypatch):
    roads = nx.convert_node_labels_to_integers(nx.grid_2d_graph(40, 40))
    kept = np.random.default_rng(1).random(roads.number_of_edges()) < 0.7
    graph = Graph.of(len(roads), np.array(roads.edges)[kept])
    aim = Aim(np.ones(graph.size, bool), np.ones(graph.size), graph.size // 10)
    both = starts.starts(graph, aim, aim.limit, 1, 100)[0].value
    monkeypatch.setattr(starts, "RESOLUTIONS", ())
    assert both < 0.9 * starts.starts(graph, aim, aim.limit, 1, 100)[0].value


def _ring_of_cliques():
    made = nx.ring_of_cliques(12, 6)
    return Graph.of(len(made), list(made.edges))


def test_unlikely_links_move_the_expected_curve_but_not_beyond_its_interval():
    graph = _ring_of_cliques()
    doubted = Graph.of(graph.size, graph.pairs, belief=np.full(len(graph.pairs), 0.6))
    told = run(ground_of(doubted), Dismantle(effort=FAST, worlds=100))
    cells = [row.cells["left"] for row in told.table("curve").rows]
    assert all(cell.low <= cell.mid <= cell.high for cell in cells)
    assert any(cell.low < cell.high for cell in cells)


def test_costs_turn_the_plan_to_those_who_cost_less():
    star_of_two = Graph.of(8, [(0, 1), (0, 2), (0, 3), (4, 5), (4, 6), (4, 7), (0, 4)])
    cheap = found(star_of_two, threshold=0.5)
    dear = found(star_of_two, threshold=0.5, prices=("Persona 0=9",))
    assert set(numbers(cheap)) & {0, 4}
    assert numbers(dear) == [4]
    assert dear["cost"] == 1


def test_the_threshold_is_reached_where_all_worlds_say_so_and_the_answer_counts_in_good_grammar():
    path = Graph.of(10, [(0, 1), (1, 2), (2, 3), (3, 4)], belief=[0.7, 0.7, 0.9, 0.6])
    told = run(ground_of(path), Dismantle(effort=FAST))
    assert told.extra["lcc"][-1] == pytest.approx(0.1)
    assert told.extra["removals_to_threshold"] == len(told.extra["order"]) == 2
    assert told.answer.endswith("to 10.0% of all nodes: nobody is tied to anybody any more.")
    star = run(ground_of(Graph.of(4, [(0, 1), (0, 2), (0, 3)])), Dismantle(effort=FAST))
    assert star.answer.startswith("1 removal takes the largest connected part from 100.0% to 25.0%")


@pytest.mark.parametrize("size", [1, 2, 5])
def test_without_links_nothing_needs_to_be_removed(size):
    told = run(ground_of(Graph.of(size, [])), Dismantle(effort=FAST))
    assert told.extra["order"] == []
    assert "nothing to take apart" in told.answer


def test_a_network_in_parts_and_a_budget_larger_than_it():
    graph = Graph.of(9, [(0, 1), (1, 2), (3, 4), (4, 5), (6, 7), (7, 8)])
    extra = found(graph, budget=1000.0, threshold=0.15)
    assert largest(graph, numbers(extra)) == 1
    assert len(extra["order"]) <= 9


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"budget": -1.0}, "a budget is a number above 0"),
        ({"threshold": 1.5}, "threshold is a share"),
        ({"objective": "flow"}, "needs at least one source and one sink"),
        ({"sources": (0,)}, "belong to the objective flow"),
        ({"objective": "flow", "sources": (0,), "sinks": (0,)}, "both a source and a sink"),
        ({"objective": "command"}, "no line of command is known"),
        ({"objective": "chain"}, "no step of a value chain"),
        ({"prices": ("Persona 0",)}, "a price is a name and a number"),
        ({"prices": ("Nadie=3",)}, "nobody who may be proposed"),
        ({"sources": (99,), "sinks": (0,), "objective": "flow"}, "no such node"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(options, said):
    with pytest.raises(UsageError, match=said):
        found(Graph.of(3, [(0, 1), (1, 2)]), **options)


def test_an_empty_network_is_refused():
    with pytest.raises(UsageError, match="empty"):
        found(Graph.of(0, []))


def test_nobody_listed_gives_no_plan():
    told = run(ground_of(Graph.of(3, [(0, 1), (1, 2)]), [False] * 3), Dismantle(effort=FAST))
    assert told.extra["order"] == []
    assert "may be proposed" in told.answer


def test_a_search_can_be_stopped():
    def stop(what, done, total):
        if done > 2:
            raise Stopped("enough")

    with pytest.raises(Stopped):
        run(ground_of(_ring_of_cliques()), Dismantle(effort=FAST), stop)


def test_a_plan_leads_back_to_the_lines_of_the_map_and_says_what_it_is():
    graph = Graph.of(5, [(0, 1), (0, 2), (0, 3), (0, 4)])
    ground = ground_of(graph, ids=[f"e{number}" for number in range(5)], lines=[(f"line{link}",) for link in range(4)])
    told = run(ground, Dismantle(effort=FAST, threshold=0.3))
    (row,) = told.table("removals").rows
    assert row.about == ("e0",)
    assert set(row.lines) == {"line0", "line1", "line2", "line3"}
    assert "arrest, prosecution, sanction or seizure" in told.table("removals").note
    assert any("wrong measure" in limit for limit in told.limits)


def test_leaders_of_a_large_network_hardly_change_its_largest_part_and_the_answer_says_so():
    graph = Graph.of(400, [(number, (number + step) % 400) for number in range(400) for step in (1, 2, 3)])
    told = run(ground_of(graph), Dismantle(effort=FAST, budget=2.0))
    assert "wrong measure" in told.answer


def test_scores_are_those_of_the_field():
    made = nx.karate_club_graph()
    graph = Graph.of(len(made), list(made.edges))
    degree = dict(made.degree)
    expected = [(degree[node] - 1) * sum(degree[other] - 1 for other in made[node]) for node in made]
    assert collective_influence(graph) == pytest.approx(expected)
    by_networkx = nx.katz_centrality_numpy(made, weight=None)
    assert katz(graph) == pytest.approx([by_networkx[node] for node in made])
    order = by_score(graph, collective_influence, np.ones(graph.size, bool), np.ones(graph.size), 3)
    assert order[0] == int(np.argmax(expected))


def arrows(size, pairs, belief=1.0):
    return Directed(np.array(pairs, np.int32).reshape(-1, 2), np.full(len(pairs), belief))


def standing(size, pairs, gone):
    left = nx.DiGraph(pairs)
    left.remove_nodes_from(gone)
    return sum(len(nx.descendants(left, node)) for node in left)


@given(
    st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]), min_size=1), st.integers(1, 3)
)
@settings(deadline=None, max_examples=15)
def test_no_set_of_that_size_leaves_fewer_lines_of_command(pairs, budget):
    ground = ground_of(Graph.of(7, list(pairs)), command=arrows(7, sorted(pairs)))
    told = run(ground, Dismantle(objective="command", budget=float(budget)))
    gone = numbers(told.extra)
    best = min(standing(7, pairs, some) for some in combinations(range(7), budget))
    assert standing(7, pairs, gone) == best == told.extra["pairs"][-1]


def test_command_under_doubt_has_an_interval():
    pairs = [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5)]
    ground = ground_of(Graph.of(6, pairs), command=arrows(6, pairs, 0.7))
    told = run(ground, Dismantle(objective="command", budget=1.0, worlds=50))
    before = told.table("measures").rows[0].cells["value"]
    assert before.low < before.mid < before.high


@given(graphs(most=7))
@settings(deadline=None, max_examples=25)
def test_the_cheapest_cut_parts_sources_from_sinks(graph):
    if graph.size < 4 or [0, 1] in graph.pairs.tolist():
        return
    extra = found(graph, objective="flow", sources=(0,), sinks=(1,))
    made = nx.Graph([(int(a), int(b)) for a, b in graph.pairs])
    made.add_nodes_from(range(graph.size))
    order = numbers(extra)
    assert extra["routes"][0] == extra["cut_cost"] == len(order) == len(nx.minimum_node_cut(made, 0, 1))
    assert extra["routes"] == list(range(len(order), -1, -1))


def test_flow_goes_round_who_may_not_be_proposed_and_who_costs_more():
    graph = Graph.of(7, [(0, 2), (2, 3), (3, 1), (2, 4), (4, 1), (0, 5), (5, 6), (6, 1)])
    extra = found(graph, [True, True, False, True, True, True, True], objective="flow", sources=(0,), sinks=(1,),
                  prices=("Persona 5=4",))  # fmt: skip
    assert set(numbers(extra)) == {3, 4, 6}
    direct = Graph.of(2, [(0, 1)])
    with pytest.raises(UsageError, match="cannot be parted"):
        found(direct, objective="flow", sources=(0,), sinks=(1,))


def test_routes_over_doubtful_links_are_a_range():
    """Two ways from 0 to 1, each of two links believed at 0.5: each is there in a quarter of the worlds."""
    graph = Graph.of(4, [(0, 2), (2, 1), (0, 3), (3, 1)], belief=[0.5] * 4)
    told = run(ground_of(graph), Dismantle(objective="flow", sources=(0,), sinks=(1,), worlds=400))
    before, after = (row.cells["value"] for row in told.table("measures").rows[:2])
    assert (before.low, before.high) == (0.0, 2.0)  # both ways are there in one world of sixteen
    assert after == 0.0
    assert told.extra["routes"][0] == pytest.approx(0.5, abs=0.12)
    assert told.extra["parted"][0] == pytest.approx(0.75**2, abs=0.08)
    assert told.extra["parted"][-1] == 1.0


def test_the_cheapest_sets_of_the_value_chain():
    held = [(0, "transport"), (1, "transport"), (1, "money"), (2, "source"), (3, "source"), (4, "source"), (5, "wholesale")]
    steps = [Part(node, step, 1.0, (f"line{node}",)) for node, step in held]
    listed = [True] * 5 + [False]
    ground = ground_of(Graph.of(6, [(0, 1)]), listed, steps=steps)
    told = run(ground, Dismantle(objective="chain"))
    sets = [(set(row.cells["steps"]), row.cells["cost"]) for row in told.table("sets").rows]
    assert sets == [({"money"}, 1), ({"money", "transport"}, 2), ({"money", "source", "transport"}, 5)]
    assert any("wholesale" in limit for limit in told.limits)
    small = run(ground, Dismantle(objective="chain", budget=2.0))
    assert numbers(small.extra) == [1, 0]
    assert small.extra["steps"] == [4.0, 3.0, 2.0]
