"""Pronouns and common nouns that point back to names, and unnamed referents made on demand."""

from tests.extract.scenes import named, pointed, read, ref

from entramado.extract.coreference import nominal_ref


def test_he_is_the_subject_of_the_sentence_before():
    scene = read("Pedro Quintana led the cartel. He was arrested in Reno.")
    assert pointed(scene, "He") is ref(scene, "Pedro Quintana")


def test_gender_parts_two_people():
    scene = read("President Maria Lopez met Governor Pedro Quintana. She thanked him for his work.")
    assert pointed(scene, "She") is ref(scene, "Maria Lopez")
    assert pointed(scene, "his") is ref(scene, "Pedro Quintana")


def test_an_object_is_not_the_subject_of_its_own_verb():
    scene = read("Pedro Quintana shot Luis Mora. Joel Vidal saw him.")
    assert pointed(scene, "him") is not ref(scene, "Joel Vidal")


def test_the_cartel_is_the_one_last_named():
    scene = read("The Sinaloa Cartel was founded in the eighties. The cartel controls the port.")
    assert pointed(scene, "cartel") is ref(scene, "Sinaloa Cartel")


def test_the_task_force_is_the_one_that_bears_the_word():
    scene = read("The Harbor Task Force and the FBI opened an inquiry. The task force seized a boat.")
    assert pointed(scene, "force") is ref(scene, "Harbor Task Force")


def test_an_apposition_names_its_noun():
    scene = read("Pedro Quintana, the leader of the Sinaloa Cartel, was arrested on Monday.")
    assert pointed(scene, "leader") is ref(scene, "Pedro Quintana")


def test_the_kingpin_is_no_official():
    scene = read("Soldiers killed Pedro Quintana in Jalisco. President Maria Lopez spoke. The kingpin had been hunted for years.")
    assert pointed(scene, "kingpin") is ref(scene, "Pedro Quintana")


def test_the_defendant_is_the_one_accused():
    scene = read("Pedro Quintana was convicted of murder. Judge Tom Hill presided. The defendant faces life in prison.")
    assert pointed(scene, "defendant") is ref(scene, "Pedro Quintana")


def test_with_two_accused_the_defendant_is_nobody():
    scene = read("Pedro Quintana was convicted of murder. Luis Mora was convicted of arson. The defendant faces life in prison.")
    assert pointed(scene, "defendant") is None


def test_a_plural_noun_is_made_a_collective_once():
    scene = read("Troops arrested three other cartel members near Reno.")
    token = next(t for doc in scene.docs for t in doc if t.text == "members")
    members = nominal_ref(scene, token)
    assert (members.type, members.collective, members.name) == ("Person", True, None)
    assert nominal_ref(scene, token) is members


def test_a_named_noun_keeps_its_referent():
    scene = read("Pedro Quintana was arrested in Reno.")
    token = next(t for doc in scene.docs for t in doc if t.text == "Quintana")
    assert nominal_ref(scene, token) is ref(scene, "Pedro Quintana")


def test_pronouns_add_no_names():
    scene = read("Pedro Quintana led the group. He fled. They followed.")
    assert named(scene, "Person") == {"Pedro Quintana"}


def test_a_clause_is_about_the_one_it_describes():
    scene = read("Judge Lorna Beckett sentenced Tom Hill for killing Isaac Feld, a jeweler who was shot at his store.")
    assert pointed(scene, "his") is ref(scene, "Isaac Feld")


def test_nobody_testifies_against_herself_unless_it_says_so():
    scene = read("Pedro Quintana was convicted. Keisha Quintana testified against him.")
    assert pointed(scene, "him") is ref(scene, "Pedro Quintana")


def test_the_dead_act_no_more():
    scene = read("Pedro Quintana joined in 2009. In 2011, after the Zetas executed Luis Mora, he deserted.")
    assert pointed(scene, "he") is not ref(scene, "Luis Mora")


def test_the_cartel_is_the_one_called_so():
    scene = read("The Red Hand Cartel fights Los Zetas. A banker laundered money for the cartel.")
    assert pointed(scene, "cartel") is ref(scene, "Red Hand Cartel")


def test_the_group_is_no_think_tank_where_a_criminal_one_was_named():
    scene = read("Police raided a house of Los Zetas. Ana Ruiz of the think tank Horizonte said the group was weak.")
    assert pointed(scene, "group") is ref(scene, "Los Zetas")


def test_a_minister_of_something_is_whoever_the_text_says():
    scene = read("Minister Ana Ruiz was joined by the Minister of Fisheries, Mr. Tom Hill.")
    assert pointed(scene, "Minister", 1) is not ref(scene, "Ana Ruiz")


def test_a_style_points_to_nobody():
    assert pointed(read("Minister Ana Ruiz received His Excellency President Tom Hill."), "His") is None


def test_the_group_is_the_one_told_of_and_not_the_one_left():
    scene = read(
        "Pedro Quintana founded the Quarry Cartel in 2003 after breaking with the Gulf Cartel. "
        "The group runs two ports. It cooks pills in the hills."
    )
    assert pointed(scene, "group") is ref(scene, "Quarry Cartel")
    assert pointed(scene, "It") is ref(scene, "Quarry Cartel")


def test_the_cartel_is_no_foe_of_itself():
    scene = read("The Quarry Cartel smuggles heroin. It has fought for years with the Gulf Cartel. The cartel grew fast.")
    assert pointed(scene, "cartel") is ref(scene, "Quarry Cartel")


def test_its_leans_on_the_body_that_was_founded():
    scene = read("Pedro Quintana founded the Quarry Cartel in 2003. Its gunmen patrol Reno.")
    assert pointed(scene, "Its") is ref(scene, "Quarry Cartel")


def test_a_bare_surname_stays_with_whose_cousin_bears_it_too():
    scene = read(
        "Pedro Quintana was sentenced on Monday. Quintana's cousin, Rosa Quintana, testified. In May Quintana shot Luis Mora."
    )
    assert pointed(scene, "Quintana", 3) is ref(scene, "Pedro Quintana")
