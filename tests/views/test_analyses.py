"""An analysis tells a viewer nothing of what is hidden: ground and findings are as over the same case without it."""

from __future__ import annotations

import json
import random
from urllib.parse import urlencode

import pytest
from tests.analyse.cheap import cheap
from tests.views.answers import differences
from tests.views.asking import Server
from tests.views.pairs import Pairs
from tests.views.worlds import draw

from entramado.analyse import ANALYSES
from entramado.analyse.projections import PROJECTIONS
from entramado.share.analyses.grounding import ground
from entramado.share.exhibit import Exhibits
from entramado.share.told import Told

GROUNDS, FINDINGS = 10, 3
RUN = ("key", "gaps")
"""Run beside the answers too; the way there and back is the same for all."""


@pytest.fixture
def pairs(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    made = Pairs(tmp_path / "a", tmp_path / "b")
    yield made
    made.close()


def grounds(case, viewer):
    """Every projection of what a viewer sees, in words."""
    view = case.view(viewer, reason="x")
    network = view.network()
    told = Told(network, Exhibits(view, network))
    made = {}
    for name in PROJECTIONS:
        for former in (False, True):
            found = ground(told, name, former=former)
            arrays = [found.graph.pairs, found.graph.belief, found.graph.weight, found.listed]
            arrays += [found.command.pairs, found.command.belief]
            rest = (found.names, found.ids, found.kinds, found.lines, found.layers, found.steps, found.groups, found.stated)
            rest = (*rest, found.spells)
            made[f"{name} {former}"] = repr([[each.tolist() for each in arrays], rest, found.sizes, found.notes, found.missing])
    return made


def test_what_is_hidden_changes_no_ground(pairs, record_property):
    chance = random.Random("grounds")
    linked = 0
    for _ in range(GROUNDS):
        world = draw(chance)
        pairs.write(world.rows, world.viewer, chance)
        here, there = (grounds(shelf.case, world.viewer) for shelf in (pairs.full, pairs.twin))
        assert not (told := differences(here, there)), "\n".join(told)
        linked += "leads" in here["ties False"]
    assert linked  # that there is something to read, too
    record_property("twins", pairs.compared)


def test_what_is_hidden_changes_no_finding(pairs, record_property):
    server, chance = Server(), random.Random("findings")
    answered = 0
    for _ in range(FINDINGS):
        world = draw(chance)
        pairs.write(world.rows, world.viewer, chance)
        names = sorted({row["name"] for row in world.rows["referent"] if row["name"]})
        addresses = [address(name, cheap(name)) for name in ANALYSES]
        addresses += [address("whatif", {**cheap("whatif"), "remove": [chance.choice(names)]}) for _ in range(2)]
        addresses.append(address("key", cheap("key"), about=chance.choice(names)))
        here, there = (server.answers(shelf.case, world.viewer, addresses) for shelf in (pairs.full, pairs.twin))
        assert not (told := differences(here, there)), "\n".join(told)
        questions = [(name, {"options": cheap(name)}) for name in RUN]
        questions.append(("whatif", {"options": {**cheap("whatif"), "remove": [chance.choice(names)]}}))
        runs, others = (server.runs(shelf.case, world.viewer, questions) for shelf in (pairs.full, pairs.twin))
        assert not (told := differences(runs, others)), "\n".join(told)
        assert not [each for each, answer in here.items() if answer.startswith("500 ")]
        answered += sum(answer.startswith("200 ") for answer in here.values())
    assert answered
    record_property("twins", pairs.compared)


def address(name, options, **more):
    return f"/api/analyses/{name}?{urlencode({'options': json.dumps(options), **more})}"
