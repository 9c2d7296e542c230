"""Two dates compared: what stands when, who came and went, and that nobody moves because of what others told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.change import Between, run
from entramado.analyse.change.standing import Standing, stands
from entramado.analyse.edgelist import read
from entramado.analyse.graph import Graph
from entramado.analyse.ground import Ground, Spell
from entramado.analyse.key.worlds import learn
from entramado.model.errors import UsageError

FIRST, SECOND = date(2025, 1, 31).toordinal(), date(2025, 6, 30).toordinal()
FEW = Between(since="2025-01", until="2025-06", worlds=20)


def dated(pairs, spells, size=None):
    """A ground of certain links; each spell is (link, first, ended)."""
    size = size or 1 + max(map(max, pairs))
    ground = Ground.of_graph(Graph.of(size, pairs), [f"N{node}" for node in range(size)])
    return replace(ground, spells=[Spell(link, 1.0, 0, *when) for link, *when in spells])


def names(found, key):
    return [row.cells["name"] for row in found.table(key).rows]


def test_a_tie_stands_from_its_first_day_to_its_end():
    spell = Spell(0, 1.0, 0, 10, 20, (10, 15))
    assert [stands(spell, day, 0, undated=True) for day in (9, 10, 19, 20)] == [False, True, True, False]
    assert [stands(spell, day, 3, undated=True) for day in (9, 12, 13, 17, 18)] == [False, True, False, True, False]
    assert [stands(Spell(0, 1.0, 0), 5, 0, undated=each) for each in (True, False)] == [True, False]
    assert stands(Spell(0, 1.0, 0, None, 20), 5, 0, undated=False)  # a tie of the past, of unknown beginning


def test_who_came_and_who_went():
    """N3 is tied only later, N0 only before; the pair N1, N2 stays."""
    ground = dated([(0, 1), (1, 2), (2, 3)], [(0, FIRST - 9, SECOND - 9), (1, FIRST - 9, None), (2, SECOND - 3, None)])
    found = run(ground, FEW)
    assert names(found, "came") == ["N3"]
    assert names(found, "went") == ["N0"]
    assert found.extra["ties_new"] == found.extra["ties_gone"] == 1
    assert found.extra["stability"] == pytest.approx(1 / 3, abs=1e-4)
    changes = {row.cells["tie"]: row.cells["change"] for row in found.table("ties").rows}
    assert changes == {"N0 – N1": "gone", "N2 – N3": "new"}


def test_nobody_falls_because_others_came():
    """A path of three stays as it is, while a star grows beside it."""
    pairs = [(0, 1), (1, 2), *((3, node) for node in range(4, 9))]
    ground = dated(pairs, [(0, 1, None), (1, 1, None), *((link, SECOND, None) for link in range(2, 7))])
    found = run(ground, replace(FEW, missing=0.0))
    assert names(found, "rose") == names(found, "fell") == []
    assert len(names(found, "came")) == 6


def test_who_becomes_the_bridge_rises():
    """N0 stands between two triangles that were tied through N3 before."""
    pairs = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (1, 3), (0, 4)]
    spells = [(link, 1, None) for link in range(8)]
    ground = dated(sorted(pairs), spells)
    number = {tuple(pair): link for link, pair in enumerate(ground.graph.pairs.tolist())}
    spells[number[1, 3]] = (number[1, 3], 1, SECOND - 5)
    spells[number[0, 4]] = (number[0, 4], SECOND - 5, None)
    found = run(dated(sorted(pairs), spells), replace(FEW, missing=0.0))
    assert set(names(found, "rose")) == {"N0", "N4"}
    assert set(names(found, "fell")) == {"N1", "N3"}
    assert all(row.cells["chance"] == 1.0 for row in found.table("rose").rows)


def test_undated_ties_are_counted_and_taken_as_asked():
    ground = dated([(0, 1), (1, 2)], [(0, FIRST, None), (1, None, None)])
    both, neither = (run(ground, replace(FEW, undated=each)) for each in ("both", "neither"))
    assert any("1 have no date at all: they are taken to hold at both dates" in limit for limit in both.limits)
    assert names(neither, "came") == []
    assert [row.cells["after"] for row in both.table("whole").rows[:2]] == [3, 2]
    assert [row.cells["after"] for row in neither.table("whole").rows[:2]] == [2, 1]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31), st.integers(2, 12), st.floats(0, 0.4))
def test_what_stands_at_both_dates_is_drawn_once(seed, size, rate):
    """A tie of both dates is in both worlds or in none; unseen ties have a place of their own."""
    random = np.random.default_rng(seed)
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size) if random.random() < 0.5] or [(0, 1)]
    ground = Ground.of_graph(Graph.of(size, pairs), [str(node) for node in range(size)])
    ground = replace(ground, spells=[Spell(link, 0.5, 0, 1) for link in range(len(pairs))])
    standing = Standing.of(ground, (5, 9), 0, undated=True)
    before, after = standing.world(learn(standing.union(), rate, random), random)
    assert before[0].tolist() == after[0].tolist()
    keys = [tuple(sorted(pair)) for pair in before[0].tolist()]
    assert len(set(keys)) == len(keys)
    assert len(before[1]) == len(keys)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (Between(since="soon"), "a date like"),
        (Between(since="2025", until="2024"), "before the later one"),
        (Between(measure="importance"), "no measure is called"),
        (Between(window=-1), "a window is"),
        (Between(missing=1.5), "missing is from"),
        (Between(level=0.2), "level is from"),
        (Between(top=0), "top is 1"),
    ],
)
def test_what_has_no_meaning_is_refused(options, said):
    with pytest.raises(UsageError, match=said):
        run(dated([(0, 1)], [(0, FIRST, None)]), options)


def test_a_network_without_dates_is_told_so():
    plain = Ground.of_graph(Graph.of(2, [(0, 1)]), ["a", "b"])
    assert "No tie of this network has a date" in run(plain, Between()).answer
    with pytest.raises(UsageError, match="No tie of this network has a date"):
        run(plain, Between(since="2025"))


def test_an_edge_list_tells_its_dates(tmp_path):
    path = tmp_path / "phases.csv"
    path.write_text(
        "source,target,date,until\nAna,Luis,2025-01-10,\nLuis,Ana,2025-06-02,\nLuis,Rosa,2025-01,2025-03-31\nRosa,Eva,soon,\n",
        encoding="utf-8",
    )
    ground = read(path)
    assert len(ground.graph.pairs) == 3
    assert any("1 dates could not be read" in note for note in ground.notes)
    found = run(ground, FEW)
    assert names(found, "went") == []  # Rosa keeps her undated tie
    assert found.extra["ties_undated"] == 1
    assert found.extra["ties_gone"] == 1
    assert names(run(ground, replace(FEW, undated="neither")), "went") == ["Rosa"]
