"""The gazetteer: lookups, ambiguity, misspellings, containment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.knowledge.packed import Packed, pack, unpack
from entramado.knowledge.place import Place
from entramado.knowledge.places import Gazetteer


@pytest.fixture(scope="module")
def places():
    return Gazetteer.shipped()


def one(places, key):
    place = places.get(f"place:{key}")
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Jalisco", "MX-14"),
        ("Michoacan", "MX-16"),
        ("Edomex", "MX-15"),
        ("CDMX", "MX-09"),
        ("Tapalpa", "MX-14086"),
        ("Ciudad Juárez", "MX-08037"),
        ("Puerto Vallarta", "MX-14067"),
        ("Los Angeles", "GN-5368361"),
        ("Orange County", "US-06059"),
        ("U.S.", "US"),
        ("USA", "US"),
        ("PRC", "CN"),
        ("America", "US"),
        ("Calif.", "US-CA"),
        ("Washington", "US-DC"),
        ("Washington state", "US-WA"),
        ("Georgia", "US-GA"),
        ("Bogota", "GN-3688689"),
        ("Guangzhou", "GN-1809858"),
        ("Latin America", "region-latin-america"),
        ("Port of Manzanillo", "port-manzanillo"),
        ("Southwest border", "region-us-mexico-border"),
    ],
)
def test_the_most_prominent_place_of_a_name_comes_first(places, name, key):
    assert places.find(name)[0].key == f"place:{key}"


def test_towns_of_the_same_name_come_after_the_state(places):
    kinds = [place.kind for place in places.find("Jalisco")]
    assert kinds[0] == "admin1"
    assert "locality" in kinds


@pytest.mark.parametrize("word", ["us", "Us", "la", "or", "in", "me", "La", "Miss", "port of Manzanillo", "", "Paz", "the"])
def test_abbreviations_count_only_as_written(places, word):
    assert [place for place in places.find(word) if place.kind != "locality"] == []


def test_all_states_and_municipalities_are_there_with_inegi_codes(places):
    keys = [key.removeprefix("place:") for key in places.places]
    assert sum(key.startswith("MX-") and len(key) == 5 for key in keys) == 32
    assert sum(key.startswith("MX-") and len(key) == 8 for key in keys) == 2469
    assert len(keys) == len(set(keys))


def test_a_name_goes_to_the_place_nearest_to_the_others_of_its_text(places):
    assert places.choose("Juárez").key == "place:MX-08037"
    assert places.choose("Juárez", [one(places, "MX-19")]).key == "place:MX-19031"
    assert places.choose("Orange", [one(places, "US-06059")]).key == "place:GN-5379513"
    assert places.choose("San Pedro", [one(places, "MX-19")]).admin1 == "place:MX-19"
    assert places.choose("Hidalgo del Nowhere") is None


def test_a_state_stands_against_towns_of_its_name_elsewhere(places):
    assert places.choose("Jalisco", [one(places, "MX-30")]).key == "place:MX-14"
    assert places.choose("Georgia", [one(places, "US")]).key == "place:US-GA"
    assert places.choose("Washington", [one(places, "US-WA")]).key == "place:US-WA"


def test_a_misspelling_goes_to_the_place_that_fits_the_context(places):
    assert places.nearest("Talpalpa", [one(places, "MX-14")]).key == "place:MX-14086"
    assert places.nearest("Talpalpa", [one(places, "MX")]).key == "place:MX-14086"
    assert places.nearest("Puerto Valarta", [one(places, "MX-14")]).key == "place:MX-14067"
    assert places.nearest("Gudalajara", [one(places, "MX")]).key == "place:MX-14039"


def test_a_misspelling_is_not_forced(places):
    jalisco = one(places, "MX-14")
    assert places.nearest("Talpalpa", []) is None
    assert places.nearest("Talpalpa", [one(places, "US-TX")]) is None
    assert places.nearest("Tapa", [jalisco]) is None
    assert places.nearest("Kalpalpa", [jalisco]) is None
    assert places.nearest("Rotterdam", [jalisco]) is None


def test_containment_goes_up_to_states_countries_and_regions(places):
    tapalpa = one(places, "MX-14086")
    for holder in ("MX-14086", "MX-14", "MX", "region-latin-america", "region-north-america", "region-americas"):
        assert places.within(tapalpa, one(places, holder)), holder
    for other in ("MX-16", "US", "region-europe", "region-pacific"):
        assert not places.within(tapalpa, one(places, other)), other
    assert places.within(places.find("Zapopan")[0], one(places, "MX-14"))


def test_a_region_lies_in_the_regions_that_hold_it(places):
    assert places.within(one(places, "region-central-america"), one(places, "region-latin-america"))
    assert not places.within(one(places, "region-latin-america"), one(places, "region-central-america"))


def test_regions_and_towns_name_only_holders_that_exist(places):
    for key in places.places:
        place = places.get(key)
        if place.kind == "locality" and place.population < 100_000:
            continue
        for holder in (place.admin1, place.admin2, *place.members, f"place:{place.country}" if place.country else None):
            assert holder is None or places.get(holder) is not None, f"{key}: {holder}"


def test_what_is_shown_of_a_place_names_its_holders_and_code(places):
    assert places.describe(one(places, "MX-14086")) == "Tapalpa, municipality in Jalisco, Mexico (INEGI 14086)"
    assert places.describe(one(places, "US-06059")) == "Orange County, county in California, United States (FIPS 06059)"
    assert places.describe(one(places, "MX")) == "Mexico, country (ISO 3166 MX)"
    assert places.describe(one(places, "region-caribbean")) == "Caribbean, region"


def test_a_users_place_comes_first_and_replaces_its_key(places):
    own = Place("place:MX-14086", "Tapalpa de Prueba", "admin2", "MX", "place:MX-14", 20.0, -103.0)
    ranch = Place("place:own-ranch", "Jalisco", "site", "MX", "place:MX-14", 20.0, -103.0, exact=("RCH",))
    both = places.with_own([own, ranch])
    assert both.find("Tapalpa") == []
    assert both.find("Tapalpa de Prueba") == [own]
    assert both.find("Jalisco")[0] is ranch
    assert both.find("RCH") == [ranch]
    assert both.get("place:own-ranch") is ranch
    assert len(both.places) == len(places.places) + 1


def test_a_gazetteer_of_ones_own_needs_no_shipped_one():
    own = Place("place:own", "Villa Prueba", "locality", "MX", None, None, None)
    gazetteer = Gazetteer([own])
    assert gazetteer.find("villa prueba") == [own]
    assert gazetteer.choose("Villa Prueba") is own
    assert gazetteer.nearest("Villa Pruebo", [own]) is None
    assert gazetteer.get("place:MX") is None


def test_the_shipped_gazetteer_is_not_read_before_it_is_asked(tmp_path):
    unread = Packed(tmp_path)  # an empty folder: reading would fail
    with pytest.raises(FileNotFoundError):
        unread.get("place:MX")


TEXT = st.text(st.characters(blacklist_characters="\t\n;", blacklist_categories=("Cs",)), min_size=1, max_size=12)
NAMES = st.lists(TEXT, max_size=3).map(tuple)


@given(
    st.builds(
        Place,
        key=st.from_regex(r"place:[A-Z]{2}-[0-9]{1,5}", fullmatch=True),
        name=TEXT,
        kind=st.sampled_from(["country", "admin1", "admin2", "locality", "port", "border", "region", "site"]),
        country=st.none() | st.sampled_from(["MX", "US"]),
        admin1=st.none() | st.just("place:MX-14"),
        lat=st.integers(-900_000, 900_000).map(lambda n: n / 10_000),
        lon=st.integers(-1_800_000, 1_800_000).map(lambda n: n / 10_000),
        population=st.integers(0, 10**8),
        aliases=NAMES,
        demonyms=NAMES,
        admin2=st.none() | st.just("place:MX-14086"),
        exact=NAMES,
        members=st.just(("place:MX", "place:US")),
    )
)
def test_a_packed_place_comes_back_whole(place):
    assert unpack(pack(place)) == place
