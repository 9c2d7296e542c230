"""Every analysis keeps the one form: on odd networks it answers or says clearly why not, and the same seed gives the same."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.analyse.cheap import cheap

from entramado.analyse import ANALYSES
from entramado.analyse.findings import Findings
from entramado.analyse.graph import Graph
from entramado.analyse.ground import Directed, Ground, Part, Spell, Stated
from entramado.analyse.progress import Stopped
from entramado.model.errors import UsageError
from entramado.share.analyses import records
from entramado.share.analyses.asking import ask

NAMES = ["Ana Ejemplo", "Carla Muestra", "Juan Inventado", "Laguna Cartel", "Luis Ejemplo", "Mirador Cartel", "Rosa Testigo"]
PAIRS = [(0, 1), (0, 5), (1, 2), (1, 5), (2, 5), (3, 4), (4, 5), (2, 6), (4, 6)]


def scene():
    """A small case: two groups, four suspects, and a witness between two of them."""
    graph = Graph.of(7, PAIRS, belief=[0.9, 0.95, 0.6, 0.8, 0.5, 0.7, 0.3, 0.6, 0.6])
    ids = [f"e{node}" for node in range(7)]
    listed = np.array([True] * 6 + [False])
    kinds = ["person", "person", "person", "group", "person", "group", "person"]
    lines = [(f"e{a}.leads.e{b}",) for a, b in graph.pairs.tolist()]
    command = Directed(np.array([(0, 5), (5, 1), (5, 2), (4, 3)], np.int32), np.array([0.9, 0.8, 0.5, 0.7]))
    steps = [Part(1, "money", 0.8, ("e1.launders_for.e5",)), Part(2, "transport", 0.5), Part(4, "wholesale", 0.7)]
    stated = [Stated(3, "rival_of", 5, 0.8, ("e3.rival_of.e5",)), Stated(1, "successor_of", 0, 0.4, candidate=True)]
    members, layers = [(0, 5), (1, 5), (4, 3)], [("leads",)] * len(lines)
    days = [739_000 + 90 * (link % 3) for link in range(len(lines))]
    spells = [Spell(link, 0.8, 0, day, None, (day,), lines=lines[link]) for link, day in enumerate(days)]
    made = Ground(graph, NAMES, listed, "ties", ids, kinds, lines, layers, command, steps, members, stated)
    return replace(made, spells=spells)


def options(name, ground):
    return {**cheap(name), **({"remove": [ground.names[0]]} if name == "whatif" else {})}


def plain(count, pairs, belief=None):
    return Ground.of_graph(Graph.of(count, pairs, belief=belief), [f"N{node}" for node in range(count)])


ODD = {
    "empty": plain(0, []),
    "one node": plain(1, []),
    "no links": plain(4, []),
    "one link": plain(2, [(0, 1)]),
    "in parts": plain(9, [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (6, 7)]),
    "all believed to be absent": plain(5, [(0, 1), (1, 2), (2, 3)], belief=[0, 0, 0]),
    "a star": plain(6, [(0, node) for node in range(1, 6)]),
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ANALYSES)
def test_an_odd_network_is_answered_or_refused_in_words(name, kind):
    ground = ODD[kind]
    said = found = None
    try:
        found = ask(ANALYSES[name], ground, options(name, ground) if ground.graph.size else {})
    except UsageError as error:
        said = str(error)
    if found is None:
        assert len(said) > 20
    else:
        whole(found, name)


@pytest.mark.parametrize("name", ANALYSES)
def test_findings_have_the_one_form_and_lead_back_to_the_map(name):
    ground = scene()
    found = ask(ANALYSES[name], ground, options(name, ground))
    whole(found, name)
    assert any(row.about or row.lines for table in found.tables for row in table.rows)
    assert {entity for table in found.tables for row in table.rows for entity in row.about} <= set(ground.ids)
    assert found.reads == ANALYSES[name].reads


@pytest.mark.parametrize("name", ANALYSES)
def test_the_same_seed_gives_the_same(name):
    first, second = (records.findings(ask(ANALYSES[name], scene(), options(name, scene()))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", ANALYSES)
def test_who_is_not_listed_heads_no_row_of_a_ranking(name):
    """A witness stands in no row: no table is about her, none names her, and no row leads to a line of hers."""
    ground = scene()
    tied = {"remove": ["Juan Inventado"]} if name == "whatif" else {}
    found = ask(ANALYSES[name], ground, options(name, ground) | tied)
    witness = ground.names.index("Rosa Testigo")
    assert not [(table.key, row) for table in found.tables for row in table.rows if ground.ids[witness] in row.about]
    assert "Rosa Testigo" not in json.dumps(records.findings(found))
    ending = f".{ground.ids[witness]}"
    assert not [line for table in found.tables for row in table.rows for line in row.lines if line.endswith(ending)]


@pytest.mark.parametrize("name", ANALYSES)
def test_progress_may_stop_it(name):
    def stop(what, done, total):
        raise Stopped("enough")

    with pytest.raises(Stopped):
        ask(ANALYSES[name], scene(), options(name, scene()), progress=stop)


def whole(found, name):
    """Everything that has to be said with findings is there, and goes out as JSON."""
    assert isinstance(found, Findings)
    assert found.analysis == name
    assert found.answer
    assert found.method
    assert found.assumptions
    assert any("guilt" in limit for limit in found.limits)
    keys = [table.key for table in found.tables]
    assert len(keys) == len(set(keys))
    for table in found.tables:
        known = {column.key for column in table.columns}
        assert len(known) == len(table.columns)
        assert all(set(row.cells) <= known for row in table.rows), table.key
    for chart in found.charts:
        columns = {column.key for column in found.table(chart.table).columns}
        assert {chart.x, chart.y, *([chart.series] if chart.series else [])} <= columns, chart.key
    json.dumps(records.findings(found), allow_nan=False)


def test_a_line_of_the_table_is_all_that_a_new_analysis_takes(monkeypatch):
    """A stand-in with one option is asked like any other, from the form of its options to its findings."""
    import sys
    from types import ModuleType

    from tests.analyse import standin

    module = ModuleType("entramado.analyse.standin")
    module.run = standin.run
    monkeypatch.setitem(sys.modules, module.__name__, module)
    analysis = replace(ANALYSES["key"], name="standin", module=module.__name__, nodes=("chosen",))
    found = ask(analysis, scene(), {"chosen": ["Ana Ejemplo", "luis ejemplo"]})
    assert found.answer == "2 chosen of 7."
    with pytest.raises(UsageError, match="did you mean chosen"):
        ask(analysis, scene(), {"chosn": ["Ana Ejemplo"]})
    with pytest.raises(UsageError, match="'Ana Ejemplo'"):
        ask(analysis, scene(), {"chosen": ["Ana Ejempla"]})
    with pytest.raises(UsageError, match="whole number"):
        ask(analysis, scene(), {"many": "some"})
    with pytest.raises(UsageError, match="one of"):
        ask(analysis, scene(), {"way": "sideways"})
