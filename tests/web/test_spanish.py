"""The server in Spanish: names of events, reasons, figures, and everything that it refuses with."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import entramado
from entramado.web.spanish import MESSAGES, in_spanish

SOURCE = Path(entramado.__file__).parent
OF_THE_SERVER = (
    *SOURCE.glob("web/**/*.py"),
    *SOURCE.glob("share/screen/*.py"),
    *(SOURCE / "case" / f"{name}.py" for name in ("byhand", "note", "correcting", "review", "charting")),
)
FOR_THE_TERMINAL = {"serve.py"}
PARTS = {"{}: {}", "`{}`: {}", "{}", "{} needs {} ({})", "{} says these words {}"}
"""What passes on what another says, or is put together of words that the table has whole."""
SPANISH = {"accept-language": "es"}


def templates(path: Path) -> Iterator[str]:
    """The messages of the errors that a module raises, `{}` for what is put in."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        said = None
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            said = node.exc.args[0]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault" and len(node.args) > 1:
            said = node.args[1]
        if isinstance(said, ast.Constant) and isinstance(said.value, str):
            yield said.value
        elif isinstance(said, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in said.values)


@pytest.mark.parametrize("path", OF_THE_SERVER, ids=lambda path: path.name)
def test_every_refusal_is_said_in_spanish(path):
    if path.name in FOR_THE_TERMINAL:
        return
    said = set(templates(path)) - PARTS
    missing = sorted(each for each in said if in_spanish(each.replace("{}", "x")) == each.replace("{}", "x"))
    assert not missing, f"give these their Spanish in web/spanish.py: {missing}"


def test_what_a_message_names_stays_as_it_is():
    assert in_spanish("no entity e12: search for it by name") == "no existe la entidad e12: búsquela por nombre"
    assert in_spanish("court.txt was handed in already: rename one of the two, or add them one after the other").startswith(
        "court.txt ya se entregó"
    )
    assert in_spanish("something nobody wrote down") == "something nobody wrote down"


def test_a_translation_names_no_more_than_its_message():
    for message, said in MESSAGES.items():
        assert said.count("{}") <= message.count("{}"), message


def test_the_page_in_spanish_gets_events_and_refusals_in_spanish(page, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("Gunmen killed Ana Ejemplo in Tapalpa on 3 March 2026, police said.", encoding="utf-8")
    page.desk.case.build(report, workers=1)
    page.settle()
    (item,) = page.get("/timeline")["items"]["items"]
    (spanish,) = page.ask("GET", "/timeline", headers=SPANISH).json()["items"]["items"]
    assert item["id"] == spanish["id"]
    assert item["happening"]["event"]["name"].startswith("killing of Ana Ejemplo")
    assert spanish["happening"]["event"]["name"].startswith("homicidio de Ana Ejemplo")
    assert page.ask("GET", "/entities/nobody", 404, headers=SPANISH).json()["message"].startswith("no existe la entidad")
    assert page.get("/entities/nobody", 404)["message"].startswith("no entity")


def test_a_dossier_is_in_english_whatever_the_page_speaks(page):
    ana = page.find("Ana Ejemplo")
    plain, spanish = (page.ask("GET", f"/dossier?subject={ana}&format=json", headers=how).text for how in ({}, SPANISH))
    assert plain == spanish
