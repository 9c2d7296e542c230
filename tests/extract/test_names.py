"""Who and what a text names: persons, bodies and places, and the mentions of one thing joined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.scenes import named, pointed, read, ref

# --- persons ---------------------------------------------------------------------------------------------------------


def test_titles_are_stripped_and_remembered():
    scene = read("Senior Deputy District Attorney Maria Lopez prosecuted the case before Judge Tom Hill.")
    assert named(scene, "Person") == {"Maria Lopez", "Tom Hill"}
    [title] = ref(scene, "Maria Lopez").titles
    assert scene.docs[title.passage][title.start : title.end].text == "Senior Deputy District Attorney"


def test_a_surname_alone_points_back():
    scene = read("Ana Torres was arrested in Reno on Monday. Torres denied the charge.")
    assert named(scene, "Person") == {"Ana Torres"}
    assert pointed(scene, "Torres", 1) is ref(scene, "Ana Torres")


def test_either_surname_or_both_point_back():
    scene = read("Luis Alberto Garza Medina led the group. Garza Medina fled. Garza was found in Houston.")
    assert named(scene, "Person") == {"Luis Alberto Garza Medina"}


def test_two_people_are_not_one_for_sharing_a_surname():
    scene = read("Edgar Salinas was shot on Monday. Joel Salinas was kidnapped on Tuesday.")
    assert named(scene, "Person") == {"Edgar Salinas", "Joel Salinas"}


def test_a_shared_surname_is_shared_out():
    scene = read("Police arrested Ana and Luis Mora in Laredo. Ana was later released.")
    assert named(scene, "Person") == {"Ana Mora", "Luis Mora"}


def test_a_title_tells_which_bearer_of_the_surname_is_meant():
    scene = read(
        "District Attorney Eric Gomez announced the verdict. Detective Elena Gomez led the inquiry. "
        "District Attorney Gomez thanked the jury."
    )
    assert pointed(scene, "Gomez", 2) is ref(scene, "Eric Gomez")


@pytest.mark.parametrize(
    "text",
    [
        "Pedro 'El Lobo' Quintana was arrested on Monday.",
        "Pedro Quintana, also known as “El Lobo”, was arrested on Monday.",
        "Pedro Quintana (“El Lobo”) was arrested on Monday.",
        "Pedro Quintana, alias El Lobo, was arrested on Monday.",
        'Pedro Quintana (a.k.a. "El Lobo") was arrested on Monday.',
        "Pedro Quintana, better known as El Lobo, was arrested on Monday.",
        'Pedro Quintana, the leader of the Jalisco New Generation Cartel widely known as "El Lobo", was arrested on Monday.',
    ],
)
def test_a_nickname_belongs_to_its_bearer(text):
    scene = read(text + " El Lobo said nothing.")
    assert named(scene, "Person") == {"Pedro Quintana"}
    assert "El Lobo" in ref(scene, "Pedro Quintana").aliases


def test_a_nickname_met_before_its_bearer_is_joined_later():
    scene = read(
        "Soldiers killed the man known as 'El Lobo'.\n\nTroops killed Pedro Quintana, commonly known as 'El Lobo,' on Sunday."
    )
    assert named(scene, "Person") == {"Pedro Quintana"}


def test_several_nicknames_in_a_row():
    scene = read('Raul Quintana, also known as "Rafa," "R-1" and "Don Rafa," was convicted.')
    assert ref(scene, "Raul Quintana").aliases == ["Rafa", "R-1", "Don Rafa"]


def test_a_suffix_is_part_of_the_name():
    scene = read("Joseph Novak Jr. was sentenced on Friday.")
    assert named(scene, "Person") == {"Joseph Novak Jr."}


def test_hyphened_surnames_stay_whole():
    scene = read("Rosario Adan Luna-Vega orchestrated the plot. Flores called Luna-Vega, who answered.")
    assert pointed(scene, "Vega", 1) is ref(scene, "Rosario Adan Luna-Vega")


def test_sanctions_lists_write_the_surname_first():
    scene = read("The order names QUINTANA MORA, Pedro, a.k.a. LOBO, of Culiacan.")
    assert "Pedro Quintana Mora" in named(scene, "Person")


def test_the_plural_of_a_surname_is_a_collective():
    scene = read("Carlos Vidal and Marco Vidal were charged. Police say the Vidals drove to the bar.")
    both = pointed(scene, "Vidals")
    assert both is not None
    assert both.collective
    assert both.name is None


# --- bodies ----------------------------------------------------------------------------------------------------------


def test_the_table_overrules_the_statistical_model():
    scene = read("The FBI and the Jalisco New Generation Cartel (CJNG) are named. CJNG grew.")
    cartel = ref(scene, "CJNG")
    assert (cartel.key, cartel.kind) == ("group:cjng", "criminal")
    assert pointed(scene, "CJNG", 1) is cartel


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Brea Police Department investigated.", "Brea Police Department"),
        ("The Lake County Sheriff’s Department investigated.", "Lake County Sheriff’s Department"),
        ("Deputies of the Narcotics Enforcement Team seized the drugs.", "Narcotics Enforcement Team"),
        ("She works at the Ministry of Maritime Affairs.", "Ministry of Maritime Affairs"),
        ("Dockside Trading, S.A. de C.V. paid the bill.", "Dockside Trading, S.A. de C.V."),
        ("The Harbor Task Force was formed in May.", "Harbor Task Force"),
    ],
)
def test_bodies_by_pattern(text, name):
    assert name in named(read(text), "Organization")


def test_a_short_form_in_parentheses_is_the_long_one():
    scene = read("The Brea Police Department (BPD) began the inquiry. BPD found a can.")
    assert pointed(scene, "BPD", 1) is ref(scene, "Brea Police Department")


def test_a_title_implies_its_office():
    scene = read("Orange County District Attorney Ana Ruiz spoke. The Orange County District Attorney’s Office agreed.")
    office = ref(scene, "Orange County District Attorney's Office")
    assert pointed(scene, "Attorney") is office
    assert pointed(scene, "Office") is office


def test_a_government_is_a_body_and_the_country_a_place():
    scene = read("The Mexican government thanked Canada. Soldiers were sent across Mexico.")
    assert pointed(scene, "government").key == "government:MX"
    assert pointed(scene, "Mexico").key == "place:MX"


def test_a_common_form_means_the_body_of_the_country_spoken_of():
    scene = read("Mexico’s Secretariat of National Defense reported two dead. The Defense Ministry sent troops to Jalisco.")
    assert pointed(scene, "Ministry") is pointed(scene, "Secretariat")


@pytest.mark.parametrize(
    "text",
    [
        "It was designated as a Foreign Terrorist Organization.",
        "They signed the Lima Declaration on Migration.",
        "The deputies met at the Harbor Security Summit.",
        "Nine Black Hawk helicopters were bought.",
    ],
)
def test_labels_meetings_and_makes_are_no_bodies(text):
    assert not named(read(text), "Organization")


# --- places ----------------------------------------------------------------------------------------------------------


def test_places_have_their_gazetteer_entry():
    scene = read("The raid took place in Tapalpa, Jalisco.")
    assert ref(scene, "Tapalpa").key.startswith("place:MX-14")
    assert ref(scene, "Jalisco").key == "place:MX-14"


def test_a_misspelt_place_is_the_nearest_that_fits():
    scene = read("The raid took place in Talpalpa, Jalisco.")
    assert ref(scene, "Talpalpa").name == "Tapalpa"


def test_an_abbreviated_state_tells_the_town():
    scene = read("SANTA ANA, Calif. – A man was sentenced on Monday in Santa Ana.")
    assert ref(scene, "Calif.").name == "California"
    assert ref(scene, "Santa Ana").key != "place:SV"


def test_demonyms_are_no_places():
    assert not named(read("Mexican soldiers and Colombian police trained together."), "Place")


def test_a_town_inside_a_body_is_no_mention_of_it():
    scene = read("The San Diego Superior Court heard the case.")
    assert named(scene, "Place") == set()


def test_streets_and_sites():
    scene = read("Officers found the car on Oakmont Street. He is held at the Lake County Jail near Avenue J.")
    assert {"Oakmont Street", "Lake County Jail", "Avenue J"} <= named(scene, "Place")


def test_a_surname_is_no_town():
    scene = read("Antonio Medina was shot. Medina died in Fontana.")
    assert named(scene, "Place") == {"Fontana"}


def test_headlines_make_no_names():
    scene = read("Harbor Man Pleads Guilty After Deadly Crash\n\nA man from Reno pleaded guilty to a deadly crash in the harbor.")
    assert named(scene, "Person") == set()
    assert named(scene, "Organization") == set()


def test_invisible_characters_do_not_split_a_name():
    scene = read("Ana\u200b Tor\u200bres was arrested. Torres was tried.")
    assert named(scene, "Person") == {"Ana Torres"}


_WORDS = st.sampled_from(
    [
        *"Ana Torres Luis 'El Lobo' El La Los of the and , . ( ) US CJNG Reno Jalisco Jr. - – \u201c \u201d 's police".split(),
        *("District", "Attorney", "U.S.", "a.k.a.", "N", "\u200b", "42"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=25))
def test_any_jumble_is_read_without_error_and_marks_lie_in_their_passage(words):
    scene = read(" ".join(words))
    for mark in scene.marks():
        assert 0 <= mark.start < mark.end <= len(scene.docs[mark.passage])
        assert mark in mark.ref.marks


def test_the_country_by_its_initials_is_a_place():
    scene = read("They met in the U.S. on Monday. US officials agreed.")
    assert pointed(scene, "U.S.").key == "place:US"
    assert pointed(scene, "US") is pointed(scene, "U.S.")


def test_a_dash_behind_a_quote_does_not_hide_the_nickname():
    scene = read("Troops killed Pedro Quintana—commonly referred to by his alias “El Lobo”—the leader of the group.")
    assert ref(scene, "Pedro Quintana").aliases == ["El Lobo"]
