"""The shipped rows, and how names find them."""

from collections import Counter

import pytest

from entramado.knowledge import Knowledge, Row, load
from entramado.knowledge.places import Gazetteer
from entramado.knowledge.reading import DATA, SHIPPED, read_table


@pytest.fixture(scope="module")
def knowledge():
    return load()


def keys(rows):
    return [row.key for row in rows]


# -- the tables themselves ----------------------------------------------------------------------------------------------


def test_no_key_stands_in_two_tables():
    counts = Counter(row.key for name in SHIPPED for row in read_table(DATA / name)[0])
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_table_is_read():
    assert sorted(path.name for path in DATA.glob("*.yaml")) == sorted(SHIPPED)


def test_each_row_says_where_it_comes_from(knowledge):
    assert [row.key for row in knowledge.rows.values() if not row.source or row.source.startswith(SHIPPED)] == []


def test_wings_and_parts_name_rows_that_exist_and_never_themselves(knowledge):
    for row in knowledge.rows.values():
        seen = {row.key}
        above = row.fields.get("wing_of") or row.fields.get("part_of")
        while above:
            assert above in knowledge.rows, f"{row.key} belongs to {above}, which is no row"
            assert above not in seen, f"{row.key} is a part of itself"
            seen.add(above)
            above = knowledge.rows[above].fields.get("wing_of") or knowledge.rows[above].fields.get("part_of")


def test_countries_are_places_of_the_gazetteer(knowledge):
    for row in knowledge.rows.values():
        for code in (row.fields.get("countries", "") + " " + row.fields.get("country", "")).split():
            assert knowledge.places.get(f"place:{code}") is not None, f"{row.key}: {code}"


def test_no_name_of_two_words_means_two_bodies_of_one_type(knowledge):
    bearers = {}
    for row in knowledge.rows.values():
        for name in row.names():
            if row.type == "Organization" and len(name.split()) > 1 and row.kind != "government":
                bearers.setdefault(" ".join(name.casefold().split()), set()).add(row.key)
    shared = {name: found for name, found in bearers.items() if len(found) > 1}
    assert shared == {}


def test_every_name_finds_its_row(knowledge):
    lost = [(row.key, name) for row in knowledge.rows.values() for name in row.names() if row not in knowledge.find(name)]
    assert lost == []


def test_titles_say_their_class_and_whether_they_lead(knowledge):
    classes = {"honorific", "official", "military", "police", "judicial", "criminal", "kin", "occupation"}
    for row in knowledge.rows.values():
        if row.type == "Title":
            assert row.fields["class"] in classes
            assert row.fields["leads"] in ("yes", "no")


# -- finding ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CJNG", "group:cjng"),
        ("Cartel de Jalisco Nueva Generacion", "group:cjng"),
        ("the Sinaloa Cartel", "group:sinaloa"),
        ("Los Chapitos", "group:chapitos"),
        ("’Ndrangheta", "group:ndrangheta"),
        ("Drug Enforcement Administration", "agency:us-dea"),
        ("Pentagon", "agency:us-dod"),
        ("SEDENA", "agency:mx-sedena"),
        ("Guardia Nacional", "agency:mx-national-guard"),
        ("Borderland Beat", "media:borderland-beat"),
        ("Mexican government", "government:MX"),
        ("U.S. government", "government:US"),
        ("crystal meth", "substance:meth"),
        ("huachicol", "substance:fuel"),
        ("cobro de piso", "activity:extortion"),
        ("lugarteniente", "title:lieutenant"),
        ("rocket-propelled grenades", "weapon:rocket-launcher"),
    ],
)
def test_a_name_finds_its_row_in_either_language(knowledge, name, key):
    assert key in keys(knowledge.find(name))


def test_initials_and_cased_names_count_only_as_written(knowledge):
    assert keys(knowledge.find("ICE")) == ["agency:us-ice"]
    assert knowledge.find("ice") == []
    assert "agency:us-congress" in keys(knowledge.find("Congress"))
    assert knowledge.find("congress") == []
    assert knowledge.find("zetas") == []
    assert keys(knowledge.find("Zetas")) == ["group:zetas"]


def test_the_type_narrows_a_search(knowledge):
    assert keys(knowledge.find("Father", "Title")) == ["title:rev", "title:father"]
    assert knowledge.find("Father", "Organization") == []


def test_a_common_form_names_a_body_once_the_country_is_known(knowledge):
    assert knowledge.find("defense ministry") == []
    assert knowledge.body("Defense Ministry", "MX").key == "agency:mx-sedena"
    assert knowledge.body("the defense ministry", "CO").key == "agency:co-defense"
    assert knowledge.body("National Guard", "US").key == "agency:us-national-guard"
    assert knowledge.body("defense ministry", None) is None
    assert knowledge.body("defense ministry", "FR") is None


def test_governments_go_by_country(knowledge):
    assert knowledge.government("MX").name == "Government of Mexico"
    assert knowledge.government("US").name == "Government of the United States"
    assert knowledge.government("QQ") is None


def test_common_names_of_people_are_known(knowledge):
    assert knowledge.is_forename("José")
    assert knowledge.is_forename("Emily")
    assert knowledge.is_surname("Hernández")
    assert knowledge.is_surname("NGUYEN")
    assert not knowledge.is_forename("Cartel")
    assert not knowledge.is_surname("Enforcement")


# -- running text -------------------------------------------------------------------------------------------------------


def scanned(knowledge, tokens, types=None):
    words = tokens.split(" ")
    return [(" ".join(words[hit.start : hit.end]), keys(hit.rows), hit.colloquial) for hit in knowledge.scan(words, types)]


def test_phrases_are_found_longest_first_whatever_the_tokens(knowledge):
    found = scanned(knowledge, "MS - 13 and MS-13 fled the U.S. Border Patrol", {"Organization"})
    assert found == [
        ("MS - 13", ["group:ms13"], False),
        ("MS-13", ["group:ms13"], False),
        ("U.S. Border Patrol", ["agency:us-border-patrol"], False),
    ]


def test_common_words_are_not_names_in_running_text(knowledge):
    assert scanned(knowledge, "they sold ice near the gulf to a treasury, x times", {"Organization"}) == []


def test_a_common_form_is_marked_as_such(knowledge):
    ((surface, rows, colloquial),) = scanned(knowledge, "said the defense ministry today", {"Organization"})
    assert surface == "defense ministry"
    assert "agency:mx-sedena" in rows
    assert colloquial


def test_a_possessive_does_not_hide_a_name(knowledge):
    assert scanned(knowledge, "Mexico 's defense ministry said", {"Organization"})[0][1] == ["agency:mx-sedena"]
    assert scanned(knowledge, "the DEA 's chief", {"Organization"}) == [("DEA", ["agency:us-dea"], False)]


def test_a_phrase_does_not_begin_or_end_within_a_token():
    knowledge = Knowledge([Row("group:lobo", "Organization", "criminal", "Lobo")], Gazetteer([]))
    assert list(knowledge.scan(["Lobo-Ruiz"])) == []
    assert [(hit.start, hit.end) for hit in knowledge.scan(["Lobo", "-", "Ruiz"])] == [(0, 1)]


def test_phrases_map_folded_words_to_rows(knowledge):
    assert keys(knowledge.phrases()["gulf", "cartel"]) == ["group:gulf"]


def test_the_shipped_tables_are_read_once():
    assert load() is load()
