from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from entramado.analyse.findings import Interval
from entramado.analyse.graph import Graph
from entramado.analyse.ground import Directed, Ground, Part, Stated
from entramado.analyse.measures import efficiency
from entramado.analyse.whatif import WhatIf, run
from entramado.analyse.whatif.options import Plan, plan_of
from entramado.analyse.whatif.structure import MEASURES, structure_of
from entramado.analyse.whatif.study import study_of
from entramado.model.errors import UsageError

BOSS, LEFT, RIGHT = 0, 1, 2
WITNESS = 10
TIES = [(0, 1), (0, 2), (1, 3), (1, 4), (1, 5), (2, 6), (2, 7), (2, 8), (0, 9), (3, 4), (6, 7), (10, 3), (5, 6)]
ORDERS = [(0, 1), (0, 2), (1, 3), (1, 4), (1, 5), (2, 6), (2, 7), (2, 8), (0, 9), (9, 0), (9, 1)]
NAMES = ["Ana Uno", "Beto Dos", "Carla Tres", "Dani Cuatro", "Eva Cinco", "Fede Seis", "Gabi Siete", "Hugo Ocho", "Ines Nueve"]
NAMES += ["Grupo Ejemplo", "Vera Testigo", "Grupo Rival"]
FAST = WhatIf(worlds=40, runs=10, weeks=12)


def organisation(belief=1.0, **changes):
    """A boss, two lieutenants with three subordinates each, their group, a witness tied to one of them, and a rival group."""
    graph = Graph.of(12, TIES, belief=np.full(len(TIES), belief))
    listed = np.ones(12, np.bool_)
    listed[WITNESS] = False
    kinds = ["person"] * 9 + ["group", "person", "group"]
    made = Ground(
        graph, NAMES, listed, "ties",
        ids=[f"e{node}" for node in range(12)], kinds=kinds,
        lines=[(f"line{link}",) for link in range(len(graph.pairs))],
        layers=[("associate_of",)] * len(graph.pairs),
        command=Directed(np.array(ORDERS, np.int32), np.full(len(ORDERS), belief)),
        steps=[
            Part(0, "production", 0.7, ("step0",)), Part(1, "transport", 0.9, ("step1",)),
            Part(2, "money", 0.8, ("step2",)), Part(6, "money", 0.4, ("step3",)), Part(WITNESS, "money", 0.9),
        ],
        groups=[(0, 9)],
        stated=[
            Stated(1, "successor_of", 0, 0.6, ("said1",), candidate=True), Stated(2, "successor_of", 0, 0.3, ("said2",)),
            Stated(WITNESS, "successor_of", 0, 0.9, ("said3",)), Stated(11, "rival_of", 9, 0.8, ("said4",)),
            Stated(3, "family_of", 1, 0.9, ("said5",)),
        ],
    )  # fmt: skip
    return replace(made, **changes)


def cells(found):
    return [cell for table in found.tables for row in table.rows for cell in row.cells.values()]


def link_of(ground, one, other):
    return next(place for place, pair in enumerate(ground.graph.pairs) if set(pair.tolist()) == {one, other})


def nothing(ground):
    size, arrows = ground.graph.size, ground.command
    none = np.zeros(size, np.bool_)
    return Plan(
        (none,), np.zeros(len(ground.graph.pairs), np.bool_), np.zeros(len(arrows.pairs), np.bool_), np.zeros(0, np.int64)
    )


def test_removing_nobody_changes_nothing():
    ground = organisation(0.6)
    values = structure_of(ground.graph, nothing(ground), 30, 1).values
    assert (values[:, 0] == values[:, 1]).all()


def test_structure_agrees_with_networkx():
    rng = np.random.default_rng(5)
    pairs = rng.integers(0, 60, (110, 2))
    ground = Ground.of_graph(Graph.of(60, pairs), [f"n{node}" for node in range(60)])
    plan = plan_of(ground, WhatIf(remove=(3, 8), phases=(1, 1), cut=(4,)))
    found = structure_of(ground.graph, plan, 50, 1)
    assert len(found.values) == 1, "nothing is in doubt: one world is enough"
    whole = nx.Graph(ground.graph.pairs.tolist())
    whole.add_nodes_from(range(60))
    remaining = [node for node in range(60) if node not in {3, 8}]
    for phase, gone in enumerate(((), (3,), (3, 8))):
        oracle = whole.copy()
        if phase:
            oracle.remove_edge(*ground.graph.pairs[4].tolist())
        oracle.remove_nodes_from(gone)
        parts = [len(part & set(remaining)) for part in nx.connected_components(oracle)]
        values = dict(zip(MEASURES, found.values[0, phase], strict=True))
        assert values["largest"] == max(parts)
        assert values["parts"] == sum(part > 1 for part in parts)
        assert values["pairs"] == sum(part * (part - 1) // 2 for part in parts)
        near = [
            1 / d for a in remaining for b, d in nx.single_source_shortest_path_length(oracle, a).items() if d and b in remaining
        ]
        assert values["efficiency"] == pytest.approx(sum(near) / (58 * 57))


def test_a_large_network_is_sampled_and_says_so():
    rng = np.random.default_rng(13)
    graph = Graph.of(1_500, rng.integers(0, 1_500, (4_000, 2)))
    ground = Ground.of_graph(graph, [f"n{node}" for node in range(1_500)])
    found = study_of(ground, replace(FAST, remove=(3,))).structure
    assert found.sources < found.remaining
    assert found.of("efficiency")[:, 0].mean() == pytest.approx(efficiency(graph), rel=0.03)
    assert any("nodes drawn anew" in each for each in run(ground, replace(FAST, remove=(3,))).assumptions)


def test_many_subordinates_are_counted_from_a_sample():
    below = 2_400
    arrows = [(0, 1), *((1, node) for node in range(2, below + 2))]
    ground = Ground.of_graph(Graph.of(below + 2, arrows), [f"n{node}" for node in range(below + 2)])
    ground = replace(ground, command=Directed(np.array(arrows, np.int32), np.ones(len(arrows))))
    command = study_of(ground, replace(FAST, remove=(1,))).command
    assert command.sampled
    assert command.under.tolist() == [below]
    assert command.headless[:, -1].tolist() == [below]
    assert command.pairs[0] == pytest.approx([below, 0])


def test_renaming_the_nodes_changes_nothing_at_once():
    rng = np.random.default_rng(7)
    pairs = rng.integers(0, 40, (70, 2))
    order = rng.permutation(40)
    place = np.argsort(order)
    one = Ground.of_graph(Graph.of(40, pairs), [f"n{node}" for node in range(40)])
    two = Ground.of_graph(Graph.of(40, place[pairs]), [f"n{node}" for node in order])
    first = run(one, replace(FAST, remove=(5, 6))).table("before_after")
    second = run(two, replace(FAST, remove=(int(place[5]), int(place[6])))).table("before_after")
    for left, right in zip(first.rows, second.rows, strict=True):
        assert left.cells["after"].mid == pytest.approx(right.cells["after"].mid)


def test_the_same_seed_gives_the_same_findings():
    options = replace(FAST, remove=(BOSS,))
    assert run(organisation(0.6), options) == run(organisation(0.6), options)
    assert run(organisation(0.6), options) != run(organisation(0.6), replace(options, seed=2))


def test_intervals_hold_their_middle_and_widen_with_doubt():
    found = run(organisation(0.6), replace(FAST, remove=(BOSS, LEFT)))
    spans = [cell for cell in cells(found) if isinstance(cell, Interval)]
    assert spans
    assert all(span.low <= span.mid <= span.high for span in spans)
    sure = run(organisation(), replace(FAST, remove=(BOSS, LEFT))).table("before_after").rows[0].cells["before"]
    doubted = found.table("before_after").rows[0].cells["before"]
    assert sure.low == sure.high
    assert doubted.low < doubted.high


def test_who_may_not_be_listed_is_never_named():
    text = str(run(organisation(0.7), replace(FAST, remove=(BOSS, LEFT, 3), phases=(1, 1, 1))))
    assert "Vera" not in text
    assert f"e{WITNESS}" not in text.replace(f"line{WITNESS}", "")
    cut = replace(FAST, cut=(link_of(organisation(), WITNESS, 3),))
    assert "Vera" not in str(run(organisation(), cut))


def test_a_witness_cannot_be_a_target():
    with pytest.raises(UsageError, match=r"cannot be a target.*lawful measures"):
        run(organisation(), WhatIf(remove=(BOSS, WITNESS)))


def test_command_without_the_boss_and_without_a_lieutenant():
    command = study_of(organisation(), replace(FAST, remove=(LEFT,))).command
    assert command.under.tolist() == [3.0]
    assert command.headless[:, -1].tolist() == [3.0], "nobody else commands them"
    assert command.superiors.tolist() == [BOSS, 9]
    # the boss commands 1 to 9 before, and 2, 6, 7, 8, 9 afterwards; the removed is not counted before either
    assert command.reach[0, 0].tolist() == [3.0, 0.0]
    boss = study_of(organisation(), replace(FAST, remove=(BOSS,))).command
    assert boss.under.tolist() == [9.0]
    assert boss.headless[:, -1].tolist() == [3.0], "both lieutenants, and the group that nobody leads any more"
    assert set(boss.orphans.tolist()) == {1, 2, 9}


def test_a_second_superior_keeps_command():
    ground = organisation(command=Directed(np.array([*ORDERS, (2, 3)], np.int32), np.ones(len(ORDERS) + 1)))
    command = study_of(ground, replace(FAST, remove=(LEFT,))).command
    assert command.headless[:, -1].tolist() == [2.0]


def test_cutting_a_link_cuts_the_command_along_it():
    ground = organisation()
    found = study_of(ground, replace(FAST, cut=(link_of(ground, BOSS, LEFT),)))
    assert found.command.under.tolist() == [4.0]
    assert found.command.headless[:, -1].tolist() == [0.0], "the group still commands him, and the boss the group"
    assert found.structure.of("efficiency")[0, 1] < found.structure.of("efficiency")[0, 0]


def test_phases_add_up_to_all_at_once():
    phased = study_of(organisation(), replace(FAST, remove=(BOSS, LEFT, RIGHT), phases=(1, 2))).structure
    at_once = study_of(organisation(), replace(FAST, remove=(BOSS, LEFT, RIGHT))).structure
    assert (phased.values[:, [0, -1]] == at_once.values).all()


def test_steps_lose_their_only_holder():
    steps = {step.name: step for step in study_of(organisation(), replace(FAST, remove=(BOSS, RIGHT))).steps}
    assert steps["production"].only
    assert steps["production"].lost == pytest.approx(0.7)
    assert not steps["transport"].only
    assert steps["transport"].lost == 0
    money = steps["money"]
    assert money.before == pytest.approx(1 - 0.2 * 0.6 * 0.1)
    assert money.after == pytest.approx(1 - 0.6 * 0.1)
    assert money.lost == pytest.approx(0.8 * 0.6 * 0.1)
    row = next(
        row for row in run(organisation(), replace(FAST, remove=(BOSS,))).table("steps").rows if row.cells["step"] == "production"
    )
    assert row.lines == ("step0",)
    assert row.about == ("e0",)


def test_routes_are_the_maximum_flow():
    rng = np.random.default_rng(11)
    graph = Graph.of(40, rng.integers(0, 40, (120, 2)))
    makers, carriers = [0, 1, 2], [10, 11, 2]
    parts = [Part(node, "production", 1.0) for node in makers] + [Part(node, "transport", 1.0) for node in carriers]
    ground = replace(Ground.of_graph(graph, [f"n{node}" for node in range(40)]), steps=parts)
    flow = study_of(ground, replace(FAST, remove=(5, 10))).flows[0]

    def oracle(gone):
        network = nx.Graph([pair for pair in graph.pairs.tolist() if not {2, *gone} & set(pair)])
        nx.set_edge_attributes(network, 1, "capacity")
        network.add_edges_from(("source", node) for node in {0, 1} - gone)
        network.add_edges_from((node, "sink") for node in {10, 11} - gone)
        return 1 + nx.maximum_flow_value(network, "source", "sink")

    assert flow.routes[0].tolist() == [oracle(set()), oracle({5, 10})]


def test_stated_successors_come_first_and_apart():
    found = run(organisation(), replace(FAST, remove=(BOSS,)))
    named = found.table("stated_successors").rows
    assert [(row.cells["name"], row.cells["how"]) for row in named] == [("Carla Tres", "successor"), ("Beto Dos", "candidate")]
    assert named[0].lines == ("said2",)
    near = found.table("positions").rows
    assert all(row.cells["name"] != "Ana Uno" for row in near)
    assert sum(row.cells["first"] for row in near) <= 1 + 1e-9


def test_position_is_contacts_shared():
    rows = run(organisation(), replace(FAST, remove=(LEFT,))).table("positions").rows
    row = next(row for row in rows if row.cells["name"] == "Dani Cuatro")
    # of Ana, Dani, Eva, Fede he knows Eva, and stands for himself
    assert row.cells["shared"].mid == pytest.approx(0.5)
    assert row.cells["ties"] == ("took orders from the removed", "associate_of", "family_of")
    assert "said5" in row.lines


def test_nobody_recovers_who_does_not_seek_and_all_recover_who_do():
    still = study_of(organisation(), replace(FAST, remove=(LEFT,), parameters=("seek=0", "settle=0", "drop=0"))).recovery
    assert (still.efficiency[:, 1:] == still.efficiency[:, [1]]).all()
    assert (still.links == 0).all()
    assert np.isnan(still.back()).all()
    busy = ("seek=1", "quiet=0", "replace=1", "drop=0")
    found = study_of(organisation(), replace(FAST, remove=(LEFT,), parameters=busy)).recovery
    assert (found.efficiency[:, -1] > found.efficiency[:, 1]).all()
    assert (np.diff(found.efficiency[:, 1:], axis=1) >= -1e-12).all(), "links are only added"
    assert (found.links[:, -1] <= 4).all(), "no more than were lost"


def test_recovery_starts_from_the_structure_that_is_left():
    ground = organisation()
    found = study_of(ground, replace(FAST, remove=(BOSS,)))
    listed_part = found.recovery.efficiency[0, :2]
    # the simulation leaves out the rival group, which nothing ties to the removal
    pairs = found.recovery.people * (found.recovery.people - 1)
    whole = found.structure.remaining * (found.structure.remaining - 1)
    assert listed_part * pairs / whole == pytest.approx(found.structure.of("efficiency")[0])


def test_the_sensitivity_holds_every_parameter_that_is_drawn():
    found = run(organisation(0.8), replace(FAST, remove=(BOSS,), parameters=("seek=0.3",)))
    rows = found.table("sensitivity").rows
    assert len(rows) == 8
    assert {row.cells["source"] for row in found.table("parameters").rows if row.cells["name"] == "seek"} == {"set for this run"}


def test_every_chart_draws_columns_that_are_there():
    found = run(organisation(0.8), replace(FAST, remove=(BOSS, LEFT), phases=(1, 1)))
    assert len(found.charts) == 5
    for chart in found.charts:
        keys = {column.key for column in found.table(chart.table).columns}
        assert {chart.x, chart.y, *([chart.series] if chart.series else [])} <= keys
    for table in found.tables:
        keys = {column.key for column in table.columns}
        assert all(set(row.cells) == keys for row in table.rows), table.key


def test_a_graph_from_a_file_has_no_command_and_no_steps():
    ground = Ground.of_graph(Graph.of(5, [(0, 1), (1, 2), (2, 3), (3, 4)]), list("abcde"))
    found = run(ground, replace(FAST, remove=(2,)))
    assert "No stated line of command is touched" in found.answer
    assert found.extra["after"]["largest"]["mid"] == 2
    assert any("No source states who holds which step" in each for each in found.assumptions)


def test_somebody_without_links_takes_nothing_away():
    ground = Ground.of_graph(Graph.of(4, [(0, 1), (1, 2)]), list("abcd"))
    found = run(ground, replace(FAST, remove=(3,)))
    assert all(row.cells["change"].mid == 0 for row in found.table("before_after").rows)
    assert any("nothing to recover" in each for each in found.assumptions)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (WhatIf(), "whom to remove"),
        (WhatIf(remove=(99,)), "number 99 is not in the network"),
        (WhatIf(remove=(-1,)), "number -1 is not in the network"),
        (WhatIf(remove=(BOSS, LEFT, BOSS), phases=(1, 2)), "Ana Uno is removed twice"),
        (WhatIf(remove=(BOSS, LEFT), phases=(1,)), "phases take 1, but 2"),
        (WhatIf(remove=(BOSS,), phases=(1, 0)), "each phase takes one or more"),
        (WhatIf(cut=(50,)), "link 50 is not in the network"),
        (WhatIf(remove=(BOSS,), parameters=("luck=1",)), "no parameter 'luck'"),
        (WhatIf(remove=(BOSS,), parameters=("seek=often",)), "needs a number"),
        (WhatIf(remove=(BOSS,), worlds=0), "worlds are"),
        (WhatIf(remove=(BOSS,), weeks=0), "weeks are"),
        (WhatIf(remove=(BOSS,), level=1.0), "level"),
    ],
)
def test_options_that_cannot_be_are_refused(options, words):
    with pytest.raises(UsageError, match=words):
        run(organisation(), options)


@pytest.mark.parametrize(
    ("graph", "words"),
    [
        (Graph.of(0, []), "network is empty"),
        (Graph.of(1, []), "one node"),
        (Graph.of(3, [(0, 1), (1, 2)], belief=[0, 0]), "have belief 0"),
    ],
)
def test_networks_in_which_nothing_can_change_are_refused(graph, words):
    with pytest.raises(UsageError, match=words):
        run(Ground.of_graph(graph, list("abc")[: graph.size]), WhatIf(remove=(0,)))


def test_removing_everybody_is_refused():
    with pytest.raises(UsageError, match="everybody would be removed"):
        run(Ground.of_graph(Graph.of(2, [(0, 1)]), list("ab")), WhatIf(remove=(0, 1)))


def test_links_of_no_belief_beside_others_never_are_there():
    graph = Graph.of(4, [(0, 1), (1, 2), (2, 3)], belief=[1, 0, 1])
    found = run(Ground.of_graph(graph, list("abcd")), replace(FAST, remove=(0,)))
    assert found.table("before_after").rows[0].cells["before"].high == 2


def test_a_run_can_be_stopped():
    class Halt(Exception):
        pass

    def stop(what, _done, _total):
        if what == "recovery":
            raise Halt

    with pytest.raises(Halt):
        run(organisation(0.5), replace(FAST, remove=(BOSS,)), stop)
