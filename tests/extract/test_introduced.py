"""Names that a noun beside them introduces, groups and businesses by their shape, bodies by their country."""

import pytest
from tests.extract.scenes import named, pointed, read, ref


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He owned a company called Norvento in Reno.", "Norvento", "company"),
        ("She told the newspaper Amanecer that he fled.", "Amanecer", "media"),
        ("The drivers' union, Hermanos del Volante, went on strike.", "Hermanos del Volante", "other"),
        ("The money went through Nieve Blanca, an ice cream shop in Reno.", "Nieve Blanca", "company"),
        ("He has ties to the Ridge Town gang.", "Ridge Town", "criminal"),
        ("The Salvatierra family network controls the crossing.", "Salvatierra family network", "criminal"),
        ("Human rights group Faro criticised the arrests.", "Faro", "other"),
        ("The bus company Veloces del Norte paid them.", "Veloces del Norte", "company"),
        ("He owns two exchanges, Divisas Luna and Giros del Sol.", "Giros del Sol", "company"),
        ("They formed a cell named Gente del Lobo.", "Gente del Lobo", "criminal"),
        ("The think tank Horizonte counted the dead.", "Horizonte", "other"),
    ],
)
def test_the_noun_says_what_the_name_is(text, name, kind):
    scene = read(text)
    assert name in named(scene, "Organization")
    assert ref(scene, name).kind == kind
    assert not named(scene, "Person")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("His daughter Paz, a former mayor, was kidnapped.", "Paz"),
        ("Her husband, Darwin, was killed in 2009.", "Darwin"),
        ("Police held a Colombian named Ylenia Restrepo.", "Ylenia Restrepo"),
        ("A chemist, Liborio Casal, mixed the drug.", "Liborio Casal"),
        ("Arbel Doxi, a 46-year-old Albanian, fled.", "Arbel Doxi"),
        ("Terrence Oakley (34) was arrested.", "Terrence Oakley"),
    ],
)
def test_a_person_by_the_words_beside_the_name(text, name):
    assert name in named(read(text), "Person")


def test_brothers_share_the_surname_behind_the_last():
    scene = read("It was founded by the brothers Eusebio and Teodoro Huelva. Eusebio fled.")
    assert named(scene, "Person") == {"Eusebio Huelva", "Teodoro Huelva"}


@pytest.mark.parametrize(
    "text",
    [
        'Police made 43 arrests in an operation dubbed "Frontera Clara," officials said.',
        'The investigation, named "Operation Loose Wheel," began in May.',
        "They sang a ballad called El Gallo Fino.",
    ],
)
def test_what_an_operation_or_song_is_called_names_nobody(text):
    scene = read(text)
    assert not named(scene, "Person") | named(scene, "Organization") | named(scene, "Place")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Los Halcones del Valle burned two trucks.", "Los Halcones del Valle"),
        ("La Compañía del Sur, led by two brothers, burned two trucks.", "La Compañía del Sur"),
        ("The Cartel de la Costa Alta burned two trucks.", "Cartel de la Costa Alta"),
        ("The owner of Transportes Gama was charged.", "Transportes Gama"),
        ("They laundered money through Inmobiliaria Sol y Mar in Tepic.", "Inmobiliaria Sol y Mar"),
        ("The 19th Front burned two trucks.", "19th Front"),
        ("He taught at the Autonomous University of Sonora.", "Autonomous University of Sonora"),
        ("The Major Fraud Unit brought the case.", "Major Fraud Unit"),
        ("The Justice Ministry confirmed it.", "Justice Ministry"),
    ],
)
def test_bodies_by_their_shape(text, name):
    assert name in named(read(text), "Organization")


def test_a_group_is_meant_by_the_short_form_of_its_name():
    scene = read("Los Halcones del Valle burned two trucks. Los Halcones fled.")
    assert named(scene, "Organization") == {"Los Halcones del Valle"}


def test_a_group_named_after_another_is_not_that_other():
    scene = read("The Zetas split. Police fought the New Mexican Mafia and Gente Nueva de Durango.")
    assert {"New Mexican Mafia", "Gente Nueva de Durango"} <= named(scene, "Organization")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Colombian navy seized a boat.", "Colombian navy"),
        ("Guyana's Coast Guard seized a boat.", "Guyana's Coast Guard"),
        ("The Barbados Defence Force seized a boat.", "Barbados Defence Force"),
    ],
)
def test_a_body_of_another_country_is_not_the_american_one(text, name):
    scene = read(text)
    assert named(scene, "Organization") == {name}
    assert ref(scene, name).key is None


def test_the_navy_is_that_of_the_country_spoken_of():
    scene = read("Mexican marines captured a smuggler, the navy said.")
    assert pointed(scene, "navy").key == "agency:mx-semar"


def test_where_something_was_posted_is_no_body():
    assert not named(read("The minister wrote on X that two men were dead."), "Organization")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It came through the Elmgrove port of entry.", "Elmgrove port of entry", "border"),
        ("He was flown to Norcross air base.", "Norcross air base", "site"),
        ("They met in Port of Spain.", "Port of Spain", "port"),
        ("He lives on West 14th Place.", "West 14th Place", "site"),
        ("They hid in the border town of Santa Bruna Frontera.", "Santa Bruna Frontera", "locality"),
    ],
)
def test_places_by_their_words(text, name, kind):
    scene = read(text)
    assert named(scene, "Place") == {name}
    assert ref(scene, name).kind == kind


def test_counties_named_together():
    assert named(read("Nine were held in Lake and Porter Counties in Indiana."), "Place") >= {"Lake County", "Porter County"}


@pytest.mark.parametrize(
    "text",
    [
        "Police captured Pedro Quintana. Quintana, 60, better known as “Lobo”, led the group.",
        "Police captured Pedro Quintana. Quintana, who goes by “Lobo,” led the group.",
        "Pedro Quintana, a/k/a “Lobo,” led the group.",
        "Police captured Pedro Quintana. They called him “Lobo.”",
        "Pedro Quintana, nicknamed “Lobo,” led the group.",
    ],
)
def test_a_nickname_announced_behind_a_surname(text):
    scene = read(text)
    assert named(scene, "Person") == {"Pedro Quintana"}
    assert ref(scene, "Pedro Quintana").aliases == ["Lobo"]


def test_the_surname_alone_is_that_of_the_one_it_was_used_for():
    scene = read("Pedro Quintana was convicted. Quintana denied it. His cousin, Elsa Quintana, testified. Quintana wept.")
    assert pointed(scene, "Quintana", 3) is ref(scene, "Pedro Quintana")


def test_two_words_before_organization_name_one():
    assert "Parra Nevado" in named(read("The Parra Nevado organization bought opium."), "Organization")


def test_a_hotel_is_a_place():
    assert named(read("He owned the hotel Brisas de Jade."), "Place") == {"Brisas de Jade"}


def test_a_body_keeps_what_it_is_on():
    scene = read("The International Observatory on Drug Routes, a think tank, counted labs.")
    assert named(scene, "Organization") == {"International Observatory on Drug Routes"}
