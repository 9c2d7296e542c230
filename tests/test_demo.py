"""The demo case: nine reports on one raid that do not agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import entramado
from entramado.case.case import CaseView
from entramado.model.network import Network
from entramado.share.exhibit import Exhibits
from entramado.share.find import find
from entramado.share.subjects import subjects

REPORTS = Path(__file__).parents[1] / "demo" / "reports"


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseView]:
    with entramado.open(tmp_path_factory.mktemp("demo") / "demo.entramado") as case:
        report = case.build(REPORTS, workers=1)
        assert (len(report.added), report.refused) == (9, ())
        yield case.view()


@pytest.fixture(scope="module")
def network(view: CaseView) -> Network:
    return view.network()


def test_nine_reports_make_one_man_one_cartel_and_one_raid(network):
    boss, cartel = find(network, "El Mencho"), find(network, "CJNG")
    assert len(boss.documents) == 9
    assert any(e.subject == boss.id and e.object == cartel.id and e.predicate == "leads" for e in network.edges)
    raids = {e.subject for e in network.edges if e.predicate == "target" and e.object == boss.id}
    assert [network.entities[raid].kind for raid in raids] == ["operation"]


def test_the_wire_and_its_forward_are_one_origin(network):
    boss = find(network, "El Mencho")
    (sixty,) = [e for e in network.edges if e.subject == boss.id and e.predicate == "age" and e.value == "60"]
    assert (len(sixty.claims), sixty.origins) == (2, 1)


@pytest.mark.parametrize(
    ("nature", "predicate"),
    [
        ("contradiction", "founding_year"),
        ("estimate", "age"),
        ("estimate", "killed"),
        ("revision", "killed"),
        ("denial", "support"),
    ],
)
def test_what_the_reports_disagree_about_is_shown(network, nature, predicate):
    assert (nature, predicate) in {(d.nature, d.predicate) for d in network.disagreements}


def test_officials_and_bystanders_are_not_ranked(view, network):
    found = subjects(network, Exhibits(view, network))
    ranked = {s.entity.name for s in (*found.groups, *found.persons)}
    assert {"Jalisco New Generation Cartel", "Nemesio Oseguera Cervantes"} <= ranked
    assert not ranked & {"Claudia Sheinbaum", "Karoline Leavitt", "Pedro Muestra Inventado", "Juana Prueba Ejemplo"}
