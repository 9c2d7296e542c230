import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.resolve import orgnames
from entramado.resolve.names import Level, compare_texts, nickname, parse


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [
        ("Ana Muestra Prueba", "ANA MUESTRA PRUEBA", Level.SAME),
        ("Governor Ana Muestra", "Ana Muestra", Level.SAME),
        ("Ana Muestra, Jr.", "Ana Muestra", Level.SAME),
        ("José Muñiz", "Jose Muniz", Level.SAME),
        ("Ana O'Prueba", "Ana OPrueba", Level.SAME),
        ("Edgar Salas", "Edgar Salaz", Level.VARIANT),
        ("Beatriz Jiménez", "Beatriz Giménez", Level.VARIANT),
        ("Rich Ejemplo", "Richard Ejemplo", Level.VARIANT),
        ("Tony Ejemplo", "Antonio Ejemplo", Level.VARIANT),
        ("Nemesio Ficticio", "Nemesio Rubén Ficticio Prueba", Level.SHORTER),
        ("Lisa O. Ejemplo", "Lisa Ejemplo", Level.SHORTER),
        ("María de la Luz Prueba", "Maria Luz Prueba", Level.SAME),
        ("J. Prueba", "Joaquín Prueba", Level.INITIAL),
        ("Omar Prueba Muestra", "Óscar Omar Prueba Muestra", Level.MIDDLE),
        ("Prueba Muestra", "Joaquín Abel Prueba Muestra", Level.SURNAMES),
        ("Prueba Muestra", "Joaquín Prueba Muestra", Level.MIDDLE),
        ("Prueba", "Joaquín Prueba Muestra", Level.SURNAME),
        ("Muestra", "Joaquín Prueba Muestra", Level.SURNAME),
        ("Joaquín", "Joaquín Prueba Muestra", Level.FORENAME),
        ("Ejemplo", "Joaquín Prueba Muestra", Level.NONE),
        ("Edgar Prueba", "Joel Prueba", Level.CONFLICT),
        ("Juan Prueba Muestra", "Juan Prueba Ejemplo", Level.CONFLICT),
        ("Juan Carlos Prueba", "Juan Manuel Prueba", Level.CONFLICT),
        ("Juan Prueba Jr.", "Juan Prueba Sr.", Level.CONFLICT),
    ],
)
def test_levels(first: str, second: str, level: Level) -> None:
    assert compare_texts(first, second) is level
    assert compare_texts(second, first) is level


def test_nicknames_are_set_apart() -> None:
    assert parse('Nemesio "El Faro" Ficticio').nicknames == {"faro"}
    assert parse("Nemesio ‘El Faro’ Ficticio").words == ("nemesio", "ficticio")
    assert parse("El Faro").words == ()
    assert nickname("El Faro") == nickname("faro")


def test_surname_first_with_a_comma() -> None:
    assert parse("PRUEBA MUESTRA, Joaquín").readings == ((("joaquin",), ("prueba", "muestra")),)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_compared_either_way(first: str, second: str) -> None:
    assert compare_texts(first, second) is compare_texts(second, first)
    one, other = orgnames.parse(first), orgnames.parse(second)
    assert orgnames.alike(one, other) == orgnames.alike(other, one)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Mirador Cartel", "Cartel de Mirador", True),
        ("Cártel de la Laguna", "Laguna Cartel", True),
        ("Harbour Organisation", "Harbour Organization", True),
        ("Transportes Ejemplo S.A. de C.V.", "Transportes Ejemplo", True),
        ("Barrio 18", "Barrio 13", False),
        ("Mirador Cartel", "Laguna Cartel", False),
        ("Mexican Navy", "US Navy", False),
        ("Task Force North", "Task Force South", False),
    ],
)
def test_bodies_by_their_words(first: str, second: str, same: bool) -> None:
    assert bool(orgnames.alike(orgnames.parse(first), orgnames.parse(second))) is same


def test_acronyms_of_three_letters_or_more() -> None:
    long = orgnames.parse("Joint Harbour Task Force-Counter Smuggling")
    assert orgnames.spells(orgnames.parse("JHTF-CS"), long)
    assert not orgnames.spells(orgnames.parse("JHTF"), long)
    assert not orgnames.spells(orgnames.parse("MC"), orgnames.parse("Mirador Cartel"))


def test_names_of_many() -> None:
    assert orgnames.parse("Police Department").generic
    assert not orgnames.parse("Ejemplo Police Department").generic
