"""Attributes: values read, and values left alone, from short texts through the whole pipeline."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado import knowledge
from entramado.extract.pipeline import extract
from entramado.model.claim import Document, Region, content_id

KNOWN = knowledge.load()


def values(text, predicate):
    document = Document(content_id("d", text), "t.txt", "0" * 64, text, (Region(0, len(text)),))
    (extraction,) = extract([document], KNOWN)
    return {claim.value for claim in extraction.claims if claim.predicate == predicate}


@settings(max_examples=20, deadline=None)
@given(st.integers(min_value=1, max_value=110))
def test_an_age_behind_a_name_is_read_as_written(age):
    assert values(f"Carla Dunmore, {age}, was arrested in Phoenix.", "age") == {str(age)}


@pytest.mark.parametrize(
    "text", ["Carla Dunmore, 2012, was her best year.", "Carla Dunmore won 42 races.", "Carla Dunmore, 450, said so."]
)
def test_other_numbers_are_no_ages(text):
    assert values(text, "age") == set()


def test_each_count_of_a_long_list_is_an_offence():
    text = (
        "Carla Dunmore, 25, was found guilty by a jury Dec. 20, 2011, of one felony count of murder, two counts of criminal "
        "threats and one felony count of first-degree robbery."
    )
    assert values(text, "conviction") == {"murder", "criminal threats", "first-degree robbery"}


def test_a_drug_offence_says_what_is_dealt_in():
    text = "Carla Dunmore was charged with the sale of heroin."
    document = Document(content_id("d", text), "t.txt", "0" * 64, text, (Region(0, len(text)),))
    (extraction,) = extract([document], KNOWN)
    (traffics,) = [claim for claim in extraction.claims if claim.predicate == "traffics"]
    assert traffics.modality == "alleged"


def test_an_impostor_has_no_trade():
    assert values("Carla Dunmore is accused of representing herself as a doctor.", "occupation") == set()


def test_members_of_a_body_to_whom_something_happened_are_not_its_size():
    assert values("At least 25 members of the Red Hand Cartel were arrested.", "size") == set()


def test_nobodys_reward_is_no_ones():
    assert values("The ministry offers tens of millions of dollars for information leading to their arrest.", "reward") == set()


def test_an_alias_behind_an_apposition_is_the_one_described():
    text = "Joaquín Berlanga, the brother of Efraín Berlanga, also known as “El Tizón,” was detained."
    document = Document(content_id("d", text), "t.txt", "0" * 64, text, (Region(0, len(text)),))
    (extraction,) = extract([document], KNOWN)
    names = {referent.id: referent.name for referent in extraction.referents}
    assert {names[c.subject] for c in extraction.claims if c.predicate == "alias"} == {"Joaquín Berlanga"}


def test_a_founding_year_that_is_a_guess_says_so():
    text = "The Red Hand Cartel was founded around 2003."
    document = Document(content_id("d", text), "t.txt", "0" * 64, text, (Region(0, len(text)),))
    (extraction,) = extract([document], KNOWN)
    (year,) = [c for c in extraction.claims if c.predicate == "founding_year"]
    assert (year.value, year.qualifiers.get("bound")) == ("2003", "about")


def test_an_offer_stands_though_the_arrest_is_to_come():
    text = "The United States offers up to $5 million for information leading to the arrest of Ramiro Quiroga."
    document = Document(content_id("d", text), "t.txt", "0" * 64, text, (Region(0, len(text)),))
    (extraction,) = extract([document], KNOWN)
    assert {c.modality for c in extraction.claims if c.predicate == "reward"} == {"stated"}
