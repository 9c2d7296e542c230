"""Where things are: as finely as it is known, counted once an area, with the lines that say so."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.memory import ROWS, Case

from entramado.fuse import network
from entramado.knowledge import load
from entramado.knowledge.places import Gazetteer, Place
from entramado.knowledge.tables import Knowledge
from entramado.model.errors import NotFound, UsageError
from entramado.share.screen.filter import Filter
from entramado.share.screen.geography import Geography, geography, grounds, items
from entramado.share.screen.stage import Stage

MX, STATE, OTHER, TOWNSHIP = "place:MX", "place:MX-14", "place:MX-16", "place:MX-14086"
PLACES = Gazetteer((
    Place(MX, "Mexico", "country", "MX", None, 23.0, -102.0),
    Place("place:US", "United States", "country", "US", None, 39.0, -98.0),
    Place(STATE, "Jalisco", "admin1", "MX", None, 20.6, -103.7),
    Place(OTHER, "Michoacán", "admin1", "MX", None, 19.2, -101.9),
    Place(TOWNSHIP, "Tapalpa", "admin2", "MX", STATE, 19.9, -103.8),
    Place("place:GN-1", "Atacco", "locality", "MX", STATE, 19.9, -103.7, admin2=TOWNSHIP),
    Place("place:GN-2", "Tapalpa town", "locality", "MX", STATE, 19.94, -103.75, admin2=TOWNSHIP),
    Place("place:west", "West Coast", "region", None, None, 20.0, -104.0, members=(STATE, OTHER)),
    Place("place:border", "Example Border", "border", None, None, 31.0, -106.0),
))  # fmt: skip


class Reports:
    """One report after the other; places by their keys."""

    def __init__(self) -> None:
        self.case = Case()
        self.doc = self.case.document("wire.txt", published="2026-02-23", source="Example Wire")
        self.placed: dict[str, str] = {}

    def place(self, key: str) -> str:
        if key not in self.placed:
            row = PLACES.get(key)
            assert row is not None
            self.placed[key] = self.case.referent(self.doc, "Place", row.name, kind=row.kind, key=key)
        return self.placed[key]

    def event(self, kind: str, *keys: str, date: str | None = None, **how) -> str:
        event = self.case.referent(self.doc, "Event", f"{kind} {len(self.case.referents)}", kind=kind)
        self.case.claim(self.doc, event, "occurred", value="true", **how)
        if date:
            self.case.claim(self.doc, event, "date", value=date)
        for key in keys:
            self.case.claim(self.doc, event, "place", self.place(key), **how)
        return event

    def ground(self, name: str, predicate: str, key: str, sort: str = "Organization", **how) -> str:
        who = self.case.referent(self.doc, sort, name, kind="criminal" if sort == "Organization" else None)
        self.case.claim(self.doc, who, predicate, self.place(key), **how)
        return who

    def stage(self) -> Stage:
        view = self.case.view()
        return Stage(view, network(view, Knowledge(ROWS, PLACES)))

    def map(self, wanted: Filter | None = None, **how) -> Geography:
        return geography(self.stage(), wanted or Filter(), PLACES, **how)


def counts(found: Geography) -> dict[str, tuple[int, int]]:
    """Code to events and those of them known no finer."""
    return {area.code: (area.events, area.somewhere) for area in found.areas}


def test_an_event_in_a_town_counts_once_for_everything_that_holds_it():
    made = Reports()
    made.event("arrest", "place:GN-1", TOWNSHIP, STATE)
    found = made.map()
    assert counts(found) == {"MX-14086": (1, 0), "MX-14": (1, 0), "MX": (1, 0)}
    assert found.events == 1
    assert {spot.place.name: spot.precision for spot in found.spots.items} == {
        "Atacco": "spot",
        "Tapalpa": "admin2",
        "Jalisco": "admin1",
    }


def test_what_is_known_as_a_state_is_nowhere_finer():
    made = Reports()
    made.event("clash", STATE)
    made.event("clash", "place:GN-2")
    found = made.map()
    assert counts(found) == {"MX-14086": (1, 0), "MX-14": (2, 1), "MX": (2, 0)}


def test_a_region_counts_for_what_holds_all_of_it_and_a_border_for_nothing():
    made = Reports()
    made.event("clash", "place:west")
    made.event("seizure", "place:border")
    found = made.map()
    assert counts(found) == {"MX": (1, 1)}
    assert {spot.place.name: spot.precision for spot in found.spots.items} == {"West Coast": "wider", "Example Border": "wider"}
    assert found.unlocated == 0


def test_a_place_in_no_list_lies_where_a_claim_puts_it():
    made = Reports()
    ranch = made.case.referent(made.doc, "Place", "Rancho Muestra", kind="site")
    event = made.event("killing")
    made.case.claim(made.doc, event, "place", ranch)
    assert (made.map().events, made.map().unlocated) == (0, 1)
    made.case.claim(made.doc, ranch, "located_in", made.place("place:GN-1"))
    found = made.map()
    (spot,) = found.spots.items
    assert (spot.precision, spot.area, len(spot.through)) == ("admin2", "MX-14086", 1)
    assert counts(found)["MX-14086"] == (1, 1)


def test_denied_and_foreseen_are_no_history():
    made = Reports()
    made.event("clash", STATE, negated=True)
    made.event("operation", STATE, modality="predicted")
    made.event("arrest", STATE, modality="alleged")
    found = made.map()
    (area,) = (area for area in found.areas if area.code == "MX-14")
    assert (area.events, area.unheld) == (1, 2)
    listed = items(made.stage(), Filter(), PLACES, area="MX-14").items
    assert sorted(here.happening.standing for here in listed) == ["denied", "foreseen", "held"]


def test_events_without_a_place_are_counted_and_listed():
    made = Reports()
    made.event("arrest")
    made.event("arrest", STATE)
    found = made.map()
    assert (found.events, found.unlocated) == (1, 1)
    (here,) = items(made.stage(), Filter(), PLACES, unlocated=True).items
    assert here.happening is not None
    assert here.lines == []


def test_each_line_of_an_area_leads_to_its_evidence():
    made = Reports()
    made.event("arrest", "place:GN-1", date="2026-02-22")
    made.ground("Mirador Cartel", "controls", STATE)
    stage = made.stage()
    listed = items(stage, Filter(), PLACES, area="MX-14").items
    assert [here.happening is None for here in listed] == [False, True]
    for here in listed:
        for line in here.lines:
            assert stage.network.edges[stage.line(line.id)].claims
        kind, _, name = here.opens.partition(":")
        assert stage.entity(name) if kind == "entity" else stage.pair(name)
    assert listed[0].happening.dates[0].granularity == "day"


def test_grounds_are_drawn_by_organisation_and_no_person_is_put_forward():
    made = Reports()
    made.ground("Mirador Cartel", "based_in", STATE)
    made.ground("Juan Ficticio", "operates_in", STATE, sort="Person")
    found = made.map()
    assert [(holder.entity.name, holder.grounds) for holder in found.holders] == [("Mirador Cartel", 1)]
    stage = made.stage()
    (ground,) = grounds(stage, Filter(), PLACES, found.holders[0].entity.id).items
    assert (ground.line.predicate, ground.area, ground.precision) == ("based_in", "MX-14", "admin1")
    with pytest.raises(NotFound):
        grounds(stage, Filter(), PLACES, "e0")


def test_the_filter_and_the_box_choose():
    made = Reports()
    made.event("arrest", "place:GN-1", date="2026-02-22")
    made.event("clash", OTHER, date="2020-05")
    assert made.map(Filter.parse("2026", None)).events == 1
    boxed = made.map(box=(-104.0, 19.0, -103.0, 20.0))
    assert [spot.place.name for spot in boxed.spots.items] == ["Atacco"]
    assert boxed.events == 2  # counts are of all that passes, wherever one looks
    page = made.map(limit=1)
    assert (len(page.spots.items), page.spots.total, page.spots.next) == (1, 2, "1")
    with pytest.raises(UsageError):
        made.map(cursor="next")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from([MX, STATE, OTHER, TOWNSHIP, "place:GN-1", "place:GN-2"]), max_size=3), max_size=6))
def test_no_area_counts_more_than_what_holds_it(chosen: list[list[str]]):
    made = Reports()
    for keys in chosen:
        made.event("clash", *keys)
    found = made.map()
    count = {area.code: area.events for area in found.areas}
    assert count.get("MX", 0) == found.events == sum(bool(keys) for keys in chosen)
    assert count.get("MX-14086", 0) <= count.get("MX-14", 0) <= count.get("MX", 0)
    assert found.events + found.unlocated == len(chosen)
    assert all(area.somewhere <= area.events for area in found.areas)


@pytest.mark.parametrize(("level", "least"), [("country", 230), ("admin1", 83), ("admin2", 2469)])
def test_outlines_bear_the_codes_of_the_gazetteer(level: str, least: int):
    topology = json.loads(gzip.decompress((files("entramado.web") / "outlines" / f"{level}.json.gz").read_bytes()))
    areas = [area for area in topology["objects"][level]["geometries"] if area["properties"]["id"]]
    codes = [area["properties"]["id"] for area in areas]
    assert len(set(codes)) == len(codes) >= least
    places = load().places
    for area in areas:
        row = places.get(f"place:{area['properties']['id']}")
        assert row is not None, area["properties"]
        assert row.kind == level
        assert area["type"] in ("Polygon", "MultiPolygon")


def test_no_outline_jumps_around_the_world():
    topology = json.loads(gzip.decompress((files("entramado.web") / "outlines" / "country.json.gz").read_bytes()))
    scale, shift = topology["transform"]["scale"][0], topology["transform"]["translate"][0]
    antarctica = {~n if n < 0 else n for area in topology["objects"]["country"]["geometries"] if area["id"] == "AQ"
                  for polygon in area["arcs"] for ring in polygon for n in ring}  # fmt: skip
    for number, arc in enumerate(topology["arcs"]):
        assert number in antarctica or max(abs(step[0]) for step in arc[1:]) * scale < 90
        assert -181 <= arc[0][0] * scale + shift <= 540


def test_the_map_opens_on_what_is_known_finest():
    made = Reports()
    made.event("arrest", MX)
    assert made.map().bounds == (-102.0, 23.0, -102.0, 23.0)
    made.event("arrest", "place:GN-1")
    assert made.map().bounds == (-103.7, 19.9, -103.7, 19.9)
