from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.findings import Interval
from entramado.analyse.graph import Graph
from entramado.analyse.ground import Ground, Size, Stated
from entramado.analyse.population import Forecast, Groups, Relations, groups_of, read_groups, run
from entramado.analyse.population.forecasting import outcome_of
from entramado.analyse.population.model import Clash, Rates, follow
from entramado.model.errors import InputError, UsageError

SHARED = Path(__file__).parents[3] / "shared" / "data" / "networks"


def rates(recruitment=2.5e-3, arrests=110.0, conflict=1.5e-8, saturation=4e-8, rows=1):
    return Rates(*(np.full(rows, value) for value in (recruitment, arrests, conflict, saturation)))


def relations(*pairs, weight=1.0, belief=1.0):
    return Relations.of([Stated(a, "said", b, belief, weight=weight) for a, b in pairs])


def some(size=6, allies=((0, 1), (2, 3)), rivals=((0, 2), (1, 4)), belief=1.0, low=None, high=None):
    unknown = np.full(size, np.nan)
    return Groups(
        tuple(f"Grupo {letter}" for letter in "ABCDEFGHIJ"[:size]),
        relations(*allies, belief=belief),
        relations(*rivals, belief=belief),
        unknown if low is None else np.array(low, float),
        unknown.copy() if high is None else np.array(high, float),
    )


def grow(members, groups, given_rates, weeks):
    members = np.atleast_2d(np.array(members, float))
    there = [np.ones((len(members), len(each.pairs))) for each in (groups.rivals, groups.allies)]
    clash = Clash.of(members.shape[1], groups.rivals, there[0], groups.allies, there[1])
    return follow(members, clash, given_rates, weeks)


def test_one_group_alone_grows_as_the_logistic_curve_has_it():
    alone = some(1, (), ())
    rho, omega, first, weeks = 2.5e-3, 4e-8, 10_000.0, 1_000
    course = grow([first], alone, rates(rho, 0.0, 1.5e-8, omega), weeks)
    most = rho / omega
    exact = most / (1 + (most / first - 1) * np.exp(-rho * np.arange(weeks + 1)))
    assert course.members[:, 0] == pytest.approx(exact, rel=2e-3)


def test_a_week_is_the_published_formula():
    groups = some(4, ((0, 1),), ((0, 2), (1, 3)))
    members = np.array([4_000.0, 3_000.0, 2_000.0, 1_000.0])
    rivals, allies = np.zeros((4, 4)), np.zeros(4)
    for a, b in groups.rivals.pairs:
        rivals[a, b] = rivals[b, a] = 1
    allies[[0, 1]] = 1
    clash = (rivals + 1) / (allies[:, None] + 1)
    np.fill_diagonal(clash, 0)
    change = members * (2.5e-3 - 20 / members.sum() - 1.5e-7 * clash @ members - 4e-8 * members)
    course = grow(members, groups, rates(arrests=20.0, conflict=1.5e-7), 1)
    assert course.last[0] == pytest.approx(members + change)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.floats(0, 50_000), min_size=2, max_size=8),
    st.floats(0, 0.05), st.floats(0, 5_000), st.floats(0, 1e-5), st.floats(0, 1e-5), st.integers(0, 2**16),
)  # fmt: skip
def test_flows_sum_to_the_change_and_nobody_is_lost(members, recruitment, arrests, conflict, saturation, seed):
    rng = np.random.default_rng(seed)
    size = len(members)
    pairs = [(a, b) for a in range(size) for b in range(a) if rng.uniform() < 0.5]
    half = len(pairs) // 2
    course = grow(members, some(size, pairs[:half], pairs[half:]), rates(recruitment, arrests, conflict, saturation), 30)
    change = course.flows[:, 0] - course.flows[:, 1:].sum(axis=1)
    assert np.diff(course.members, axis=0) == pytest.approx(change, abs=1e-6 * max(course.members.max(), 1))
    assert (course.flows >= 0).all()
    assert (course.last >= 0).all()
    assert course.last.sum(axis=1) == pytest.approx(course.members[-1])


def test_renaming_the_groups_changes_nothing():
    order = np.array([3, 5, 0, 1, 4, 2])
    place = np.argsort(order)
    groups = some()
    members = np.array([6_000, 5_000, 4_000, 3_000, 2_000, 1_000.0])
    other = some(
        6, [(place[a], place[b]) for a, b in groups.allies.pairs], [(place[a], place[b]) for a, b in groups.rivals.pairs]
    )
    one, two = grow(members, groups, rates(), 200), grow(members[order], other, rates(), 200)
    assert one.last[0][order] == pytest.approx(two.last[0])
    assert one.flows == pytest.approx(two.flows)


def test_the_more_allies_the_fewer_deaths_and_the_more_rivals_the_more():
    members = np.full((1, 6), 20_000.0)
    plain, allied, fighting = (
        grow(members, some(6, allies, rivals), rates(), 52).deaths.sum()
        for allies, rivals in (((), ()), (((0, 1), (2, 3)), ()), ((), ((0, 1), (2, 3))))
    )
    assert allied < plain < fighting


def test_findings_hold_their_best_estimate_and_repeat_by_seed():
    options = Forecast(draws=30, top=2)
    one, again, other = (
        run(some(belief=0.7), options),
        run(some(belief=0.7), options),
        run(some(belief=0.7), Forecast(draws=30, top=2, seed=2)),
    )
    assert one == again
    assert one != other
    cells = [cell for table in one.tables for row in table.rows for cell in row.cells.values() if isinstance(cell, Interval)]
    assert len(cells) > 100
    assert all(cell.low <= cell.mid <= cell.high for cell in cells)
    for row in one.table("flows").rows:
        mids = {key: cell.mid for key, cell in row.cells.items() if isinstance(cell, Interval)}
        lost = mids["arrests"] + mids["deaths"] + mids["saturation"]
        assert mids["start"] + mids["recruitment"] - lost == pytest.approx(mids["end"])


def test_every_chart_draws_columns_that_are_there():
    found = run(some(), Forecast(draws=5))
    for chart in found.charts:
        table = found.table(chart.table)
        keys = {column.key for column in table.columns}
        assert {chart.x, chart.y, *([chart.series] if chart.series else [])} <= keys
        assert all(set(row.cells) == keys for row in table.rows)


def test_less_recruitment_and_more_arrests_leave_fewer_members():
    scenarios = run(some(), Forecast(draws=5)).extra["scenarios"]
    members = {name: each["members"] for name, each in scenarios.items()}
    assert members["both"] < min(members["arrests × 2"], members["recruitment × 0.5"])
    assert max(members["arrests × 2"], members["recruitment × 0.5"]) < members["current course"]


def test_scenarios_that_change_nothing_are_the_current_course():
    found = run(some(), Forecast(draws=5, arrests=1.0, recruitment=1.0)).extra["scenarios"]
    assert len({tuple(each.values()) for each in found.values()}) == 1


def changed(groups, **options):
    return outcome_of(groups, [], Forecast(draws=10, **options)).courses["groups changed"]


def test_a_group_that_ends_leaves_its_members_as_stated():
    groups = some()
    before = outcome_of(groups, [], Forecast(draws=10)).before
    for how, share in (("dispersed", 0.0), ("absorbed", 0.0), ("gone", 1.0)):
        course = changed(groups, remove=(0,), members=how)
        lost = before.members[-1] - course.members[0]
        assert lost == pytest.approx(share * before.last[:, 0], abs=1e-6)
        assert (course.last[:, 0] == 0).all()
    absorbed = changed(groups, remove=(0,), members="absorbed", end=2023)
    dispersed = changed(groups, remove=(0,), members="dispersed", end=2023)
    assert (absorbed.last[:, 1] > dispersed.last[:, 1]).all(), "group 1 is the ally of group 0"


def test_a_group_that_breaks_apart_keeps_its_members_and_its_parts_fight():
    groups = some()
    before = outcome_of(groups, [], Forecast(draws=10)).before
    course, worse = changed(groups, split=(0,), parts=3), changed(groups, split=(0,), parts=3, feud=50.0)
    assert course.members[0] == pytest.approx(before.members[-1])
    assert course.last.shape[1] == len(groups) + 2
    assert (worse.deaths[0] > course.deaths[0]).all()


def test_a_broken_alliance_costs_both_sides_members():
    groups = some()
    options = Forecast(draws=10)
    broken = outcome_of(groups, [(0, 1)], options)
    apart, together = broken.courses["groups changed"].last, broken.courses["current course"].last
    assert (apart[:, :2] < together[:, :2]).all()


def stated_ground():
    graph = Graph.of(4, [(0, 1), (0, 2)])
    return Ground(
        graph, ["Grupo A", "Grupo B", "Grupo C", "Policía D"], np.array([True, True, True, False]), "groups",
        ids=["a", "b", "c", "d"], kinds=["group"] * 4,
        stated=[
            Stated(0, "allied_with", 1, 0.8, ("line1",)), Stated(2, "rival_of", 0, 0.6, ("line2",)),
            Stated(3, "rival_of", 0, 1.0),
        ],
        sizes=[
            Size(0, 400, 600, 0.9, ("size1",)), Size(0, 900, 900, 0.5, ("size2",)), Size(1, 100, 100, 0.9, ("size3",)),
            Size(3, 5_000, 5_000, 1.0),
        ],
    )  # fmt: skip


def test_a_case_gives_groups_sizes_and_evidence():
    groups = groups_of(stated_ground())
    assert groups.names == ("Grupo A", "Grupo B", "Grupo C")
    assert (groups.low[0], groups.high[0], groups.size_lines[0]) == (400, 900, ("size1", "size2"))
    assert np.isnan(groups.low[2])
    found = run(stated_ground(), Forecast(draws=20))
    first = found.table("groups").rows[0]
    assert first.about == ("a",)
    assert set(first.lines) == {"size1", "size2", "line1", "line2"}
    assert found.extra["start"] == 2022, "stated sizes are of the year of the change"
    assert "Policía" not in str(found)
    assert any("Grupo C" in question for question in found.questions)


def test_up_to_a_number_is_near_that_number():
    """An upper end alone says nothing of a group of one member."""
    ground = Ground.of_graph(Graph.of(2, []), ["Grupo A", "Grupo B"])
    found = groups_of(replace(ground, sizes=[Size(0, 0, 20_000, 0.9)]))
    assert (found.low[0], found.high[0]) == (pytest.approx(20_000 / 3), 20_000)
    both = groups_of(replace(ground, sizes=[Size(0, 0, 20_000, 0.9), Size(0, 5_000, 5_000, 0.9)]))
    assert (both.low[0], both.high[0]) == (5_000, 20_000)


def test_rates_are_scaled_to_the_members():
    small = run(some(), Forecast(draws=5, total=1_150))
    large = run(some(), Forecast(draws=5))
    for name, each in large.extra["scenarios"].items():
        assert small.extra["scenarios"][name]["members_change"] == pytest.approx(each["members_change"])
    assert small.extra["scale"] == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Forecast(start=2023), "follow each other"),
        (Forecast(end=2022), "follow each other"),
        (Forecast(remove=(0,), split=(0,)), "both end and break apart"),
        (Forecast(remove=(0, 1, 2, 3, 4, 5)), "no group would be left"),
        (Forecast(members="eaten"), "dispersed, absorbed or gone"),
        (Forecast(remove=(9,)), "number 9"),
        (Forecast(broken=(7,)), "no alliance"),
        (Forecast(parameters=("luck=1",)), "no parameter 'luck'"),
        (Forecast(parameters=("recruitment=many",)), "needs a number"),
        (Forecast(draws=0), "draws"),
        (Forecast(total=0.0), "members at the start"),
        (Forecast(split=(1,), parts=1), "two parts"),
    ],
)
def test_options_that_contradict_are_refused(options, words):
    with pytest.raises(UsageError, match=words):
        run(some(), options)


def test_a_network_without_two_groups_is_refused():
    with pytest.raises(UsageError, match="two groups"):
        run(Ground.of_graph(Graph.of(0, []), []), Forecast())
    with pytest.raises(UsageError, match="two groups"):
        run(some(1, (), ()), Forecast())


def test_groups_without_relations_are_still_forecast():
    found = run(some(3, (), ()), Forecast(draws=3))
    assert found.extra["members_at_change"] > 0


NODES, ALLIES, RIVALS = (
    "Node,Group\nn1,Grupo A\nn2,Grupo B\nn3,Grupo C\n",
    "Node,RNode,weight\nn1,n2,2\nn2,n1,3\n",
    "Node,RNode\nn1,n3\n",
)


def files(folder, nodes=NODES, allies=ALLIES, rivals=RIVALS):
    paths = [folder / name for name in ("nodes.csv", "allies.csv", "rivals.csv")]
    for path, text in zip(paths, (nodes, allies, rivals), strict=True):
        path.write_text("\ufeff" + text, "utf-8")
    return paths


def test_files_are_read_from_both_sides(tmp_path):
    groups = read_groups(*files(tmp_path))
    assert groups.names == ("Grupo A", "Grupo B", "Grupo C")
    assert groups.allies.pairs.tolist() == [[0, 1]]
    assert groups.allies.weight.tolist() == [3.0]
    assert groups.rivals.weight.tolist() == [1.0]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"nodes": "Name,Group\nn1,A\n"}, "nodes.csv lacks the column Node"),
        ({"nodes": "Node,Group\n"}, "nodes.csv has no groups"),
        ({"nodes": ""}, "it has: none"),
        ({"nodes": "Node,Group\nn1,A\nn1,B\n"}, "row 3: the group 'n1' is there twice"),
        ({"nodes": "Node,Group\nn1\n"}, "row 2: Node and Group must both be there"),
        ({"allies": "Node,RNode\nn1,n9\n"}, "allies.csv, row 2: no group 'n9'"),
        ({"allies": "Node,RNode,weight\nn1,n2,many\n"}, "'many' is not a number above 0"),
        ({"allies": "Node,RNode,weight\nn1,n2,-1\n"}, "'-1' is not a number above 0"),
        ({"rivals": "Node,RNode\nn1,n1\n"}, "rivals.csv, row 2: the group 'n1' is paired with itself"),
    ],
)
def test_files_that_cannot_be_used_say_why(tmp_path, parts, words):
    with pytest.raises(InputError, match=words):
        read_groups(*files(tmp_path, **parts))


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_groups(tmp_path / "none.csv", *files(tmp_path)[1:])


def test_the_published_numbers_come_out():
    if not SHARED.is_dir():
        pytest.skip("the published network is not beside this checkout")
    groups = read_groups(*(SHARED / f"BACRIM2020_{name}.csv" for name in ("Nodes", "Alliances", "Rivals")))
    assert len(groups) == 150
    found = run(groups, Forecast(draws=40, top=1)).extra
    assert found["members_at_start"] == pytest.approx(115_000)
    assert 160_000 < found["members_at_change"] < 185_000
    changes = {name: (each["members_change"], each["deaths_change"]) for name, each in found["scenarios"].items()}
    assert changes["current course"] == pytest.approx((0.26, 0.40), abs=0.04)
    assert changes["arrests × 2"] == pytest.approx((0.06, 0.08), abs=0.07)
    assert changes["recruitment × 0.5"] == pytest.approx((-0.11, -0.25), abs=0.02)
