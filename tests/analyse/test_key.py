"""Key people: who may be ranked, what the intervals hold, and what bad input gives."""

import json
from dataclasses import asdict, replace
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.findings import Interval
from entramado.analyse.graph import Graph
from entramado.analyse.ground import Directed, Ground
from entramado.analyse.key import KeyPeople, ranked, run
from entramado.analyse.key.intervals import Plan
from entramado.analyse.key.measured import MEASURES, Rows
from entramado.analyse.key.ranks import mid_ranks
from entramado.analyse.key.worlds import Unseen, drawn, learn
from entramado.analyse.progress import Stopped
from entramado.model.errors import UsageError

NAMES = ("degree", "betweenness", "closeness", "eigenvector", "pagerank")
SURE = KeyPeople(missing=0.0)
FEW = KeyPeople(worlds=19)


@pytest.fixture(autouse=True)
def few_trials(monkeypatch):
    """Trials are tried where they are the matter."""
    whole = Plan.of
    monkeypatch.setattr(Plan, "of", lambda *given: replace(whole(*given), trials=min(whole(*given).trials, 1)))


@st.composite
def grounds(draw, most=8):
    size = draw(st.integers(1, most))
    every = list(combinations(range(size), 2))
    pairs = draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    listed = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    graph = Graph.of(size, np.array(pairs).reshape(-1, 2))
    return Ground(graph, [f"name-{node}" for node in range(size)], np.array(listed), ids=[f"id-{node}" for node in range(size)])


def ring(size=12, belief=1.0):
    """A ring with chords from one node: unlike nodes, all in one part."""
    pairs = [(node, (node + 1) % size) for node in range(size)] + [(0, node) for node in range(3, size - 2, 2)]
    return Graph.of(size, pairs, belief=np.full(len(pairs), belief))


def ground(graph):
    return Ground.of_graph(graph, [f"N{node}" for node in range(graph.size)])


def ranks_of(found, name):
    return {row.cells["name"]: row.cells["rank"] for row in found.table(f"rank_{name}").rows}


@given(grounds())
@settings(deadline=None, max_examples=15)
def test_sure_links_and_nothing_missing_leave_no_interval(given_ground):
    found = run(given_ground, replace(SURE, top=20))
    listed = given_ground.listed
    if not listed.any():
        assert found.tables == []
        return
    made = nx.Graph(given_ground.graph.pairs.tolist())
    made.add_nodes_from(range(given_ground.graph.size))
    degree = np.array([made.degree(node) for node in range(given_ground.graph.size)], float)
    expected, _ = mid_ranks(degree[listed])
    for rank, node in zip(expected, np.flatnonzero(listed), strict=True):
        assert ranks_of(found, "degree")[f"name-{node}"] == Interval(rank, rank, rank, 0.9)


@given(grounds())
@settings(deadline=None, max_examples=15)
def test_who_may_not_be_listed_is_nowhere(given_ground):
    found = json.dumps(asdict(run(given_ground, replace(FEW, by="group"))))
    for node in np.flatnonzero(~given_ground.listed):
        assert f"name-{node}" not in found
        assert f"id-{node}" not in found


@given(grounds(), st.permutations(range(8)))
@settings(deadline=None, max_examples=15)
def test_another_numbering_gives_the_same_ranks(given_ground, order):
    size = given_ground.graph.size
    new = np.argsort(np.argsort(order[:size]))
    moved = Ground(
        Graph.of(size, new[given_ground.graph.pairs].reshape(-1, 2)),
        [given_ground.names[old] for old in np.argsort(new)],
        given_ground.listed[np.argsort(new)],
    )
    if not given_ground.listed.any():
        return
    options = replace(SURE, top=20)
    one, other = run(given_ground, options), run(moved, options)
    for name in options.measures:
        assert ranks_of(one, name) == ranks_of(other, name)
    sets = [
        [row.cells["with"] for row in found.table("sets").rows] if any(t.key == "sets" for t in found.tables) else []
        for found in (one, other)
    ]
    assert sets[0] == pytest.approx(sets[1])


def test_another_numbering_moves_intervals_by_chance_alone():
    graph = ring(20)
    new = np.random.default_rng(3).permutation(20)
    moved = Graph.of(20, new[graph.pairs])
    everybody = np.ones(20, bool)
    one, _ = ranked(graph, everybody, ["degree"], missing=0.2, top=5, worlds=400, trials=0)
    other, _ = ranked(moved, everybody, ["degree"], missing=0.2, top=5, worlds=400, trials=0)
    assert other["degree"].ranks.mean(axis=0)[new] == pytest.approx(one["degree"].ranks.mean(axis=0), abs=0.9)
    assert other["degree"].chance[new] == pytest.approx(one["degree"].chance, abs=0.12)


def test_links_of_no_belief_are_absent():
    pairs = [(0, 1), (1, 2), (2, 3), (3, 0), (1, 3), (4, 5)]
    doubtful = Graph.of(6, [*pairs, (0, 2), (0, 4)], belief=[1, 1, 1, 1, 1, 1, 0, 0])
    sure = Graph.of(6, pairs)
    for options in (SURE, FEW):
        one, other = run(ground(doubtful), options), run(ground(sure), options)
        assert [asdict(table) for table in one.tables] == [asdict(table) for table in other.tables]


@pytest.mark.parametrize("name", NAMES)
def test_surer_links_give_narrower_intervals(name):
    everybody = np.ones(12, bool)
    width = []
    for belief in (0.8, 0.97, 1.0):
        found, _ = ranked(ring(belief=belief), everybody, [name], missing=0.0, top=3, worlds=200)
        width.append(float((found[name].high - found[name].low).mean()))
    assert width == sorted(width, reverse=True)
    assert width[-1] == 0


def test_more_missing_gives_wider_intervals():
    everybody = np.ones(12, bool)
    width = []
    for missing in (0.0, 0.1, 0.4):
        found, _ = ranked(ring(), everybody, ["degree"], missing=missing, top=3, worlds=200, trials=0)
        width.append(float((found["degree"].high - found["degree"].low).mean()))
    assert width == sorted(width)


def test_worlds_hold_links_as_often_as_believed_and_add_as_many_as_are_missing():
    graph = ring(30, belief=0.7)
    random = np.random.default_rng(1)
    seen, added = np.zeros(len(graph.pairs)), []
    keys = {tuple(pair) for pair in graph.pairs.tolist()}
    unseen = learn(graph, 0.25, random)
    for _ in range(300):
        pairs, weight = drawn(graph, unseen, random)
        made = [tuple(pair) for pair in pairs.tolist()]
        assert len(set(made)) == len(made) == len(weight)
        assert all(a < b for a, b in made)
        kept = [pair in set(made) for pair in graph.pairs.tolist() for pair in [tuple(pair)]]
        seen += kept
        added.append(sum(pair not in keys for pair in made))
    # an unseen link may also stand where a known one was not believed
    assert seen.mean() / 300 == pytest.approx(0.7, abs=0.03)
    assert np.mean(added) == pytest.approx(0.7 * len(keys) * 0.25 / 0.75, rel=0.15)


def test_unseen_links_close_triangles_where_known_ones_do():
    random = np.random.default_rng(2)
    cliques = Graph.of(40, [(a + 8 * part, b + 8 * part) for part in range(5) for a, b in combinations(range(8), 2)])
    gnm = nx.gnm_random_graph(40, 80, seed=1)
    assert learn(cliques, 0.2, random).closing > 0.9
    assert learn(Graph.of(40, list(gnm.edges)), 0.2, random).closing < 0.3


def test_a_world_with_no_room_for_more_is_full():
    full = Graph.of(4, list(combinations(range(4), 2)))
    pairs, _ = drawn(full, Unseen(0.5, 0.5, np.ones(16), np.ones((41, 1))), np.random.default_rng(0))
    assert sorted(map(tuple, pairs.tolist())) == list(combinations(range(4), 2))


def test_intervals_hold_the_ranks_of_the_network_from_which_links_were_hidden():
    whole = Graph.of(60, list(nx.powerlaw_cluster_graph(60, 2, 0.5, seed=4).edges))
    rows = Rows.of(60, whole.pairs, whole.weight, 60, np.random.default_rng(0))
    held = []
    for seed in range(4):
        seen = whole.of_links(np.random.default_rng(seed).random(len(whole.pairs)) >= 0.2)
        found, _ = ranked(seen, np.ones(60, bool), NAMES, missing=0.2, top=5, worlds=60, trials=3, seed=seed)
        for name in NAMES:
            true, _ = mid_ranks(MEASURES[name].of(rows))
            held.append(((found[name].low <= true) & (true <= found[name].high)).mean())
    assert 0.8 <= np.mean(held) <= 0.99


def test_the_same_seed_gives_the_same_findings():
    assert asdict(run(ground(ring()), FEW)) == asdict(run(ground(ring()), FEW))
    assert asdict(run(ground(ring()), FEW)) != asdict(run(ground(ring()), replace(FEW, seed=1)))


def test_what_sources_state_stands_apart_from_what_structure_suggests():
    graph = ring(6)
    stated = Ground(
        graph,
        [f"N{node}" for node in range(6)],
        np.array([True, True, True, True, True, False]),
        ids=[f"id{node}" for node in range(6)],
        kinds=["person"] * 5 + ["group"],
        lines=[(f"line{number}",) for number in range(len(graph.pairs))],
        layers=[("leads",) if number % 2 else ("associate_of",) for number in range(len(graph.pairs))],
        command=Directed(np.array([[3, 4], [3, 5]], np.int32), np.array([0.6, 0.9])),
        groups=[(0, 5), (1, 5)],
    )
    found = run(stated, replace(FEW, by="group"))
    (leader,) = found.table("stated_to_lead").rows
    assert leader.cells == {"name": "N3", "leads": ("N4",), "belief": 0.9}
    assert leader.about == ("id3",)
    assessed = found.table("assessed_to_lead")
    assert {row.cells["name"] for row in assessed.rows} == {f"N{node}" for node in range(5)}
    assert "guilt" in assessed.note
    assert all(isinstance(row.cells["probability"], Interval) for row in assessed.rows)
    assert {row.cells["layer"] for row in found.table("layers").rows} == {"leads", "associate_of"}
    # a group that may not be listed has no name here either
    assert {row.cells["group"] for row in found.table("roles").rows} == {None}
    with pytest.raises(KeyError):
        run(stated, replace(FEW, leading=False)).table("stated_to_lead")


def test_every_measure_can_be_asked_for():
    found = run(ground(ring()), replace(FEW, measures=tuple(MEASURES), size=0))
    assert {f"rank_{name}" for name in MEASURES} <= {table.key for table in found.tables}
    assert found.charts


@pytest.mark.parametrize("graph", [Graph.of(0, []), Graph.of(1, []), Graph.of(3, []), Graph.of(4, [(0, 1), (2, 3)])])
def test_small_and_disconnected_networks_are_answered(graph):
    found = run(ground(graph), replace(FEW, top=50))
    assert found.answer
    if graph.size:
        assert len(found.table("rank_degree").rows) == graph.size
        assert any("may be listed" in limit for limit in found.limits)


def test_of_a_small_network_the_first_third_is_told_apart():
    star = Graph.of(9, [(8, node) for node in range(6)])
    found = run(ground(star), KeyPeople(missing=0.0, worlds=19))
    people = found.table("people")
    assert people.title.startswith("Who is among the first 3")
    assert people.rows[0].cells["name"] == "N8"
    assert {row.cells["degree"] for row in people.rows} > {1.0}
    assert sum(row.cells["degree"] for row in people.rows) == pytest.approx(3.0)
    assert found.answer.startswith("Among the first 3 by every measure, with a chance of 90 % or more: N8.")
    alone = {row.cells["name"]: row.cells["constraint"] for row in found.table("roles").rows}
    assert alone["N7"] is None
    assert alone["N8"] == pytest.approx(1 / 6)


def test_a_network_that_nobody_believes_ranks_nobody():
    found = run(ground(ring(belief=0.0)), FEW)
    assert "Nobody is tied" in found.answer
    assert {rank.low for rank in ranks_of(found, "degree").values()} == {6.5}


def test_nobody_who_may_be_listed_is_said():
    made = ring()
    found = run(Ground(made, [str(node) for node in range(12)], np.zeros(12, bool)), FEW)
    assert "Nobody in this network may be listed" in found.answer
    assert not found.tables


@pytest.mark.parametrize(
    "wrong",
    [{"measures": ("fame",)}, {"measures": ()}, {"missing": 0.95}, {"missing": -0.1}, {"missing": float("nan")}, {"top": 0},
     {"size": -1}, {"by": "colour"}, {"level": 1.0}, {"worlds": 0}],
)  # fmt: skip
def test_options_without_meaning_are_refused(wrong):
    with pytest.raises(UsageError):
        run(ground(ring()), replace(FEW, **wrong))


def test_a_long_run_can_be_stopped():
    def stop(_what, _done, _total):
        raise Stopped

    with pytest.raises(Stopped):
        run(ground(ring()), FEW, stop)
