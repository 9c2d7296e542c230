"""Gaps as findings: questions that lead to evidence, plain words on accuracy, clear answers to bad input."""

import json

import numpy as np
import pytest

from entramado.analyse.findings import Interval
from entramado.analyse.gaps import GapsOptions, run
from entramado.analyse.graph import Graph
from entramado.analyse.ground import Ground
from entramado.analyse.progress import Stopped

LISTED = np.array([number % 7 != 6 for number in range(42)])


def ground(*, graph=None, missing=True):
    """Six cliques of seven in a ring that lack some links; the last of each clique may not be listed."""
    if graph is None:
        inside = [(c * 7 + a, c * 7 + b) for c in range(6) for a in range(7) for b in range(a)]
        rng = np.random.default_rng(0)
        kept = [pair for pair in inside if rng.random() < 0.8] + [(c * 7, (c + 1) % 6 * 7) for c in range(6)]
        graph = Graph.of(42, kept)
        graph = Graph.of(42, graph.pairs, None, np.where(np.arange(len(graph.pairs)) % 4 == 0, 0.45, 1.0))
    size = graph.size
    return Ground(
        graph,
        [f"Persona {number}" for number in range(size)],
        LISTED[:size],
        "ties",
        ids=[f"entity-{number}" for number in range(size)],
        kinds=["person"] * size,
        lines=[(f"line-{link}-a", f"line-{link}-b") for link in range(len(graph.pairs))],
        layers=[("reports_to",)] * len(graph.pairs),
        missing=[("birth date", "whereabouts")[: number % 3] for number in range(size)] if missing else (),
        notes=["Left out: one tie."],
    )


@pytest.fixture(scope="module")
def found():
    return run(ground(), GapsOptions(limit=6, among=3, worlds=60))


def test_rows_lead_to_the_entities_and_lines_they_stand_on(found):
    graph = ground().graph
    assert found.table("worth").rows
    for row in found.table("worth").rows:
        one, other = (int(name.split()[-1]) for name in row.cells["link"].split(" – "))
        assert row.about == (f"entity-{one}", f"entity-{other}")
        link = graph.links[graph.starts[one] :][list(graph.neighbours(one)).index(other)]
        assert row.lines == (f"line-{link}-a", f"line-{link}-b")
        assert row.cells["layers"] == ("reports_to",)
    assert found.table("unseen").rows
    for row in found.table("unseen").rows:
        assert row.about[:2] == tuple(f"entity-{name.split()[-1]}" for name in row.cells["pair"].split(" – "))
        assert row.lines
    for row in found.table("missing").rows:
        assert row.about == (f"entity-{row.cells['name'].split()[-1]}",)


def test_missing_facts_are_told_of_listed_entities_that_have_most_ties_first(found):
    rows = found.table("missing").rows
    assert len(rows) == 6
    ties = [row.cells["ties"] for row in rows]
    assert ties == sorted(ties, reverse=True)
    for row in rows:
        number = int(row.cells["name"].split()[-1])
        assert LISTED[number]
        assert row.cells["facts"] == ("birth date", "whereabouts")[: number % 3]
        assert row.cells["count"] == number % 3 > 0


def test_nobody_unlisted_is_named(found):
    unlisted = [f"Persona {number}" for number in np.flatnonzero(~LISTED)]
    said = [found.answer, *found.questions]
    for table in found.tables:
        for row in table.rows:
            said += [str(cell) for cell in row.cells.values()]
            assert not {f"entity-{number}" for number in np.flatnonzero(~LISTED)} & set(row.about)
    words = {word for text in said for word in text.replace("?", " ").replace(",", " ").replace("'", " ").split("Persona ")[1:]}
    named = {f"Persona {word.split()[0].strip('.()')}" for word in words}
    assert named
    assert not named & set(unlisted)


def test_accuracy_is_said_in_plain_words(found):
    assert "puts a hidden link above a random pair without one" in found.answer
    assert "times in 100 (90 % interval" in found.answer
    used = [row for row in found.table("accuracy").rows if row.cells["used"]]
    assert len(used) == 1
    assert isinstance(used[0].cells["auc"], Interval)
    assert f"{100 * used[0].cells['auc'].mid:.0f} times in 100" in found.answer


def test_a_guess_never_looks_like_a_link(found):
    assert "questions, not links" in found.table("unseen").title
    assert any("never a link" in limit for limit in found.limits)
    assert any("wiretaps" in limit for limit in found.limits)
    assert all("No source says so" in question for question in found.questions if question.startswith("Are "))
    assert found.table("unseen").columns[1].form == "probability"


def test_questions_name_what_the_answer_would_change(found):
    asked = [question for question in found.questions if question.startswith("Is ")]
    assert asked
    for question in asked:
        assert "(reports_to)? 2 lines say so; belief 0.45." in question
        assert "Who is among the first 3 depends on it in" in question
    assert any(question.startswith("What is known of") for question in found.questions)


def test_of_a_small_network_the_first_third_counts():
    line = Graph.of(6, [(node, node + 1) for node in range(5)], None, [0.5, 0.9, 0.5, 0.9, 0.5])
    told = run(Ground.of_graph(line, list("abcdef")), GapsOptions(measure="degree"))
    assert "Who is among the first 2 depends on it in" in told.answer


def test_it_is_the_same_again_and_fits_json(found):
    again = run(ground(), GapsOptions(limit=6, among=3, worlds=60))
    assert again == found
    assert json.loads(json.dumps(found.extra))["method"] in {"stacked indices", "resource allocation"}
    assert found.seed == 0
    assert found.reads == "ties"
    for chart in found.charts:
        keys = {column.key for column in found.table(chart.table).columns}
        assert {chart.x, chart.y} <= keys
    for table in found.tables:
        for row in table.rows:
            assert set(row.cells) == {column.key for column in table.columns}


def test_scores_of_all_pairs_are_given_on_demand():
    given = run(ground(), GapsOptions(limit=2, worlds=20, scores=True)).extra["scores"]
    graph = ground().graph
    nodes = int(LISTED.sum())
    linked = int(LISTED[graph.pairs].all(axis=1).sum())
    assert len(given) == nodes * (nodes - 1) // 2 - linked
    assert [score for *_, score in given] == sorted((score for *_, score in given), reverse=True)


@pytest.mark.parametrize(
    "graph",
    [
        Graph.of(0, []),
        Graph.of(1, []),
        Graph.of(5, [(0, 1), (1, 2)], None, [0.0, 0.0]),
        Graph.of(6, [(a, b) for a in range(6) for b in range(a)]),
        Graph.of(4, [(0, 1), (2, 3)], None, [0.5, 0.5]),
    ],
    ids=["empty", "one node", "nothing believed", "complete", "too few links"],
)
def test_a_network_with_nothing_to_measure_is_told_so(graph):
    found = run(ground(graph=graph, missing=False), GapsOptions())
    assert "cannot be measured here" in found.answer
    assert not found.table("unseen").rows
    assert not found.table("accuracy").rows
    assert any("graph from a file" in limit for limit in found.limits)
    doubtful = ((graph.belief > 0) & (graph.belief < 1)).any()
    assert ("No link of this network is uncertain" in found.answer) != doubtful


def test_a_graph_from_a_file_has_neither_ids_nor_lines():
    rng = np.random.default_rng(2)
    graph = Graph.of(30, rng.integers(0, 30, (90, 2)))
    graph = Graph.of(30, graph.pairs, None, np.full(len(graph.pairs), 0.7))
    found = run(Ground.of_graph(graph, [f"n{number}" for number in range(30)]), GapsOptions(worlds=20, limit=3))
    assert all(not row.about and not row.lines for table in found.tables for row in table.rows)
    assert found.table("worth").rows
    with pytest.raises(KeyError):
        found.table("missing")


def test_it_can_be_stopped():
    def stop(what, done, total):
        raise Stopped(what)

    with pytest.raises(Stopped):
        run(ground(), GapsOptions(), stop)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"limit": 0}, "limit is from 1"),
        ({"unseen": 0.9}, "unseen is from"),
        ({"worlds": 1}, "worlds is from"),
        ({"among": 0}, "among is from"),
        ({"measure": "guilt"}, "no such measure: guilt"),
    ],
)
def test_options_out_of_bounds_are_refused(options, words):
    with pytest.raises(ValueError, match=words):
        GapsOptions(**options)
