"""A user's own tables: good ones overrule, bad ones are refused with file and row."""

import pytest

from entramado.knowledge import load
from entramado.model.errors import InputError

GOOD = """
- {key: group:gulf, type: Organization, kind: criminal, name: Gulf Cartel, aliases: [Prueba Grande], source: a test}
- {type: Organization, kind: criminal, name: Los Ejemplos, aliases: [Banda Ejemplo], cased: [EJ]}
- {type: Person, name: Fulano de Tal, aliases: [El Ejemplo]}
- {type: Place, name: Rancho Ejemplo, kind: site, country: MX, admin1: "place:MX-14", lat: 20.1, lon: -103.2}
"""


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_own_rows_come_first_and_replace_those_of_their_key(tmp_path):
    knowledge = load(write(tmp_path, "own.yaml", GOOD))
    assert [row.key for row in knowledge.find("Prueba Grande")] == ["group:gulf"]
    assert knowledge.find("Cártel del Golfo") == []
    assert next(iter(knowledge.rows)) == "group:gulf"
    assert [row.key for row in knowledge.find("Banda Ejemplo")] == ["organization:own-los-ejemplos"]
    assert knowledge.find("ej") == []
    assert [row.type for row in knowledge.find("El Ejemplo")] == ["Person"]
    assert knowledge.places.find("Rancho Ejemplo")[0].admin1 == "place:MX-14"
    assert knowledge.rows["organization:own-los-ejemplos"].source == "own.yaml, row 2"
    assert knowledge.find("CJNG"), "the shipped rows stay"
    assert load().find("Prueba Grande") == [], "the shipped tables are not touched"


def test_defaults_fill_what_a_row_lacks(tmp_path):
    text = "defaults: {type: Substance, kind: drug}\nrows:\n- {name: ejemplina}\n- {name: pruebina, kind: precursor}\n"
    knowledge = load(write(tmp_path, "own.yml", text))
    assert [knowledge.find(name)[0].kind for name in ("ejemplina", "pruebina")] == ["drug", "precursor"]


def test_a_csv_has_lists_with_semicolons(tmp_path):
    knowledge = load(write(tmp_path, "own.csv", "type,name,aliases,countries\nOrganization,Los Ejemplos,Banda A;Banda B,MX US\n"))
    (row,) = knowledge.find("Banda B")
    assert row.fields["countries"] == "MX US"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("own.yaml", "- {type: Organization}", "own.yaml, row 1: has no name"),
        ("own.yaml", "- {name: A, type: Organization}\n- {name: B, type: Gang}", "own.yaml, row 2: type 'Gang' is none of"),
        ("own.yaml", "- {name: A, type: Organization, alias: [B]}", "own.yaml, row 1: unknown column 'alias'"),
        ("own.yaml", "- {name: 18, type: Organization}", "own.yaml, row 1: name must be text"),
        ("own.yaml", "- {name: A, type: Organization, aliases: [yes]}", "own.yaml, row 1: aliases must be a list of texts"),
        ("own.yaml", "- {name: A, type: Organization, aliases: {a: b}}", "own.yaml, row 1: aliases must be a list of texts"),
        ("own.yaml", "- {name: '…', type: Organization}", "own.yaml, row 1: the name '…' holds no letter"),
        ("own.yaml", "- {name: A, type: Organization, key: GROUP}", "own.yaml, row 1: key 'GROUP' is not of the form"),
        (
            "own.yaml",
            "- {name: A, type: Organization}\n- {name: a, type: Organization}",
            "own.yaml, row 2: key 'organization:own-a'",
        ),
        ("own.yaml", "- {name: A, type: Place}", "own.yaml, row 1: has no kind"),
        ("own.yaml", "- {name: A, type: Place, kind: planet}", "own.yaml, row 1: kind 'planet' of a place"),
        ("own.yaml", "- {name: A, type: Place, kind: site, lat: 20}", "own.yaml, row 1: lat and lon go together"),
        ("own.yaml", "- {name: A, type: Place, kind: site, lat: 95, lon: 0}", "own.yaml, row 1: lat and lon are degrees"),
        ("own.yaml", "- {name: A, type: Place, kind: site, lat: north, lon: 0}", "own.yaml, row 1: lat must be a number"),
        ("own.yaml", "- {name: A, type: Place, kind: site, lat: .nan, lon: 0}", "own.yaml, row 1: lat must be a number"),
        ("own.yaml", "- {name: A, type: Place, kind: site, country: 52}", "own.yaml, row 1: country must be text"),
        ("own.yaml", "- just text", "own.yaml, row 1: is not a mapping"),
        ("own.yaml", "just text", "own.yaml: holds no list of rows"),
        ("own.yaml", "", "own.yaml: holds no list of rows"),
        ("own.yaml", "rows: []\nrow: []", "own.yaml: the top level holds rows"),
        ("own.yaml", "- {name: A", "own.yaml: not valid YAML"),
        ("own.yaml", "- !!python/object/apply:os.getcwd []", "own.yaml: not valid YAML"),
        ("own.csv", "type,name\nOrganization,A,B\n", "own.csv, row 1: has not as many cells"),
        ("own.csv", "type,name\nOrganization\n", "own.csv, row 1: has not as many cells"),
        ("own.csv", 'type,name\nOrganization,"A\n', "own.csv, line 2: not valid CSV"),
        ("own.csv", "type,name\nOrganization,\n", "own.csv, row 1: has no name"),
        ("own.txt", "anything", "own.txt: a knowledge table is a .csv"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_row(tmp_path, name, text, message):
    with pytest.raises(InputError) as refused:
        load(write(tmp_path, name, text))
    assert message in str(refused.value)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "absent.yaml")
    (tmp_path / "latin.csv").write_bytes(b"type,name\nOrganization,C\xe1rtel\n")
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "latin.csv")
