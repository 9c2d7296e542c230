"""The commands of the analyses: answers to read, files, edge lists, and what is asked wrongly. All people are invented."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.analyse.cheap import cheap

import entramado
from entramado.analyse import ANALYSES
from entramado.cli.main import main

REPORT = """Ana Ejemplo, 50, leads the Example Cartel. Luis Muestra is a member of the Example Cartel.
Police arrested Luis Muestra in Guadalajara on March 1, 2026. The Other Cartel is a rival of the Example Cartel.
Rosa Prueba was killed in Guadalajara on March 2, 2026. The Example Cartel produces fentanyl.
"""
EDGES = "source,target\nAna,Luis\nLuis,Rosa\nRosa,Ana\nRosa,Juan\nJuan,Carla\n"


def run(*args, check=0):
    done = CliRunner().invoke(main, [str(arg) for arg in args], env={"COLUMNS": "100"})
    assert done.exit_code == check, done.output
    return done.output


def few(name):
    return [word for option, value in cheap(name).items() for word in (f"--{option}", str(value))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("analysing")
    (folder / "reports").mkdir()
    (folder / "reports" / "one.txt").write_text(REPORT, encoding="utf-8")
    (folder / "gang.csv").write_text(EDGES, encoding="utf-8")
    run("build", folder / "case.entramado", folder / "reports")
    return folder


@pytest.fixture(scope="module")
def case(folder):
    return folder / "case.entramado"


@pytest.mark.parametrize("name", ANALYSES)
def test_the_answer_comes_first_and_its_limits_with_it(case, name):
    more = ["--remove", "Ana Ejemplo"] if name == "whatif" else []
    said = run(name, case, *more, *few(name))
    told = json.loads(run(name, case, *more, *few(name), "--json"))
    assert " ".join(said.split()).startswith(" ".join(told["answer"].split())[:60])
    for part in ("How it was found", "Assumptions", "Limits", "guilt"):
        assert part in said
    assert told["marking"]
    assert told["evidence"]["lines"] is not None


def test_a_row_opens_to_its_claims(case):
    told = json.loads(run("key", case, *few("key"), "--json"))
    lines = [line for table in told["tables"] for row in table["rows"] for line in row["lines"]]
    assert lines
    assert all(told["evidence"]["lines"][line]["claims"] for line in lines)
    assert "entramado explain" in run("key", case, *few("key"))


def test_tables_are_narrowed_and_named(case):
    told = json.loads(run("key", case, *few("key"), "--about", "Luis Muestra", "--json"))
    about = {entity for table in told["tables"] for row in table["rows"] for entity in row["about"]}
    assert about
    assert "Luis Muestra" in {told["evidence"]["entities"][entity]["name"] for entity in about}
    key = told["tables"][0]["key"]
    said = run("key", case, *few("key"), "--table", key)
    assert told["tables"][0]["title"] in said
    assert "Assumptions" not in said
    assert "there is no table 'nothing'" in run("key", case, *few("key"), "--table", "nothing", check=2)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["whatif", "CASE", "--remove", "Ana Ejempla"], "Did you mean 'Ana Ejemplo'"),
        (["whatif", "CASE", "--remove", "Rosa Prueba"], "Rosa Prueba"),
        (["whatif", "CASE"], "remove"),
        (["key", "CASE", "--about", "Nobody At All"], "Nothing on this map"),
        (["key", "nothing.entramado"], "There is no case at"),
        (["key", "nothing.csv"], "There is no file at"),
        (["key", "CASE", "-o", "out.docx"], "its ending says the form"),
        (["key", "CASE", "-o", "missing/out.json"], "There is no folder"),
        (["forecast"], "give a case, or a folder"),
        (["whatif", "EDGES", "--remove", "Anna"], "Did you mean 'Ana'"),
    ],
)
def test_what_cannot_be_asked_is_told_in_words(folder, case, args, said):
    given = [{"CASE": str(case), "EDGES": str(folder / "gang.csv")}.get(arg, arg) for arg in args]
    assert said in run(*given, check=2)


def test_an_empty_case_has_nothing_to_analyse(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "one.txt").write_text(
        "It rained in Guadalajara for three days and nobody was hurt.", encoding="utf-8"
    )
    run("build", tmp_path / "c.entramado", tmp_path / "reports")
    assert "Nothing on this map can be analysed yet" in run("key", tmp_path / "c.entramado", check=2)


@pytest.mark.parametrize("name", [name for name in ANALYSES if name != "forecast"])
def test_an_edge_list_is_read_like_a_case(folder, name):
    more = ["--remove", "Rosa"] if name == "whatif" else []
    told = json.loads(run(name, folder / "gang.csv", *more, *few(name), "--json"))
    assert told["analysis"] == name
    assert told["marking"] is None
    assert "evidence" in told


def test_dismantling_an_edge_list_gives_order_and_area_at_the_top(folder):
    told = json.loads(run("dismantle", folder / "gang.csv", "--json"))
    assert set(told["order"]) <= {"Ana", "Luis", "Rosa", "Juan", "Carla"}
    assert told["auc"] > 0
    assert told["removals_to_threshold"] is None  # the least part there is, one of five, is more than a tenth


def test_files_are_written_in_their_form(folder, case):
    run("key", case, *few("key"), "-o", folder / "key.json")
    assert json.loads((folder / "key.json").read_text(encoding="utf-8"))["analysis"] == "key"
    assert "Wrote" in run("key", case, *few("key"), "-o", folder / "key.html")
    page = (folder / "key.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org", "")


def test_python_asks_in_the_same_words(case, folder):
    with entramado.open(case) as opened:
        found = opened.key_people(**cheap("key"))
        assert found.analysis == "key"
        assert opened.whatif(remove=["Ana Ejemplo"], **cheap("whatif")).analysis == "whatif"
        assert opened.analyse("gaps", about=["Luis Muestra"], viewer="owner", **cheap("gaps")).analysis == "gaps"
    assert entramado.analyse_graph(folder / "gang.csv", "key", **cheap("key")).analysis == "key"


def test_reads_by_name_are_on_the_record(tmp_path, case):
    copy = tmp_path / "case.entramado"
    copy.write_bytes(case.read_bytes())
    run("settings", copy, "--reasons")
    assert "reason" in run("key", copy, *few("key"), check=2)
    run("whatif", copy, "--remove", "Ana Ejemplo", *few("whatif"), "--reason", "review of the warrant")
    trail = json.loads(run("audit", copy, "--json"))
    assert "subject" in json.dumps(trail)
