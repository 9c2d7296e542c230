"""Personal names taken apart and compared."""

import pytest

from entramado.extract.personnames import parse_name, same_person


@pytest.mark.parametrize(
    ("name", "forenames", "surnames", "suffix"),
    [
        ("Ana Torres", ("ana",), ("torres",), None),
        ("Luis Alberto Garza Medina", ("luis", "alberto"), ("garza", "medina"), None),
        ("Ryan J. Cook", ("ryan", "j"), ("cook",), None),
        ("Joseph Novak, Jr.", ("joseph",), ("novak",), "jr"),
        ("Rosario Luna-Vega", ("rosario",), ("luna vega",), None),
        ("Ana de la Cruz", ("ana",), ("de", "la", "cruz"), None),
        ("Torres", (), ("torres",), None),
    ],
)
def test_parts(name, forenames, surnames, suffix):
    parsed = parse_name(name)
    assert (parsed.forenames, parsed.surnames, parsed.suffix) == (forenames, surnames, suffix)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Raul Gastelum Flores", "Raul Flores", True),
        ("Luis Garza", "Luis Alberto Garza Medina", True),
        ("Todd Moore", "Todd D. Moore", True),
        ("Edgar Salinas", "Joel Salinas", False),
        ("David Cohn", "Adam Cohn", False),
        ("Joseph Novak Sr.", "Joseph Novak Jr.", False),
        ("Marco Vidal", "Marco Mercado", False),
    ],
)
def test_sameness(a, b, same):
    assert same_person(parse_name(a), parse_name(b)) is same
    assert same_person(parse_name(b), parse_name(a)) is same


def test_what_may_stand_for_a_person_later():
    assert {"garza", "medina", "garza medina"} <= parse_name("Luis Alberto Garza Medina").short_forms
    assert "de anda" in parse_name("Miguel Angel de Anda Ledesma").short_forms
