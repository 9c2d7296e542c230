"""Names of events and reasons of merges in another language."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.model.network import EventTitle
from entramado.model.values import Figure
from entramado.model.vocabulary import vocabulary
from entramado.resolve.events import EVENT
from entramado.resolve.scoring import TABLES, Reason, told
from entramado.share.screen.merge_reasons import taken_apart
from entramado.share.screen.stage import Stage
from entramado.share.titles import EVENTS, network_in
from entramado.share.wording import side, spoken

WORDS = Path(__file__).resolve().parents[2] / "ui" / "src" / "locales" / "es" / "words.json"


def test_every_kind_of_event_has_the_word_that_the_page_has():
    kinds = json.loads(WORDS.read_text(encoding="utf-8"))["kind"]
    assert set(EVENTS) == set(vocabulary().types["Event"].kinds)
    assert {kind: kinds[kind] for kind in EVENTS} == EVENTS


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            EventTitle("killing", "Ana Ejemplo", None, "Tapalpa", 1, "2026-02-22"),
            "homicidio de Ana Ejemplo, Tapalpa, 2026-02-22",
        ),
        (EventTitle("operation", "Ana Ejemplo", None, None, 0, None), "operativo contra Ana Ejemplo"),
        (EventTitle("blockade", None, "Blue Gang", None, 5, "2026-02"), "bloqueo a cargo de Blue Gang, 5 lugares, 2026-02"),
        (EventTitle(None, None, None, None, 0, None), "suceso"),
    ],
)
def test_an_event_is_named_in_spanish(small_map, title, name):
    network = small_map.network
    event = next(entity for entity in network.entities.values() if entity.type == "Event")
    titled = replace(network, entities={**network.entities, event.id: replace(event, title=title)})
    assert network_in(titled, "es").entities[event.id].name == name
    assert network_in(titled, "en") is titled


def test_only_events_have_other_names(small_map):
    stage = Stage(small_map.view, small_map.network)
    spanish = stage.told_in("es")
    assert spanish is stage.told_in("es")
    assert spanish.told_in("es") is spanish
    for entity in small_map.network.entities.values():
        same = spanish.ref(entity.id).name == stage.ref(entity.id).name
        assert same or entity.title is not None
    assert spanish.edges_of is stage.edges_of


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure(20, None), "al menos 20"),
        (Figure(None, 50), "hasta 50"),
        (Figure(30, 30, approx=True), "unos 30"),
        (Figure(200_000, 250_000), "de 200,000 a 250,000"),
        (Figure.exact(4), "4"),
    ],
)
def test_figures_are_said_in_spanish(figure, said):
    assert spoken("x", figure, "es") == said
    assert side("occurred", "", True, None, "es") == "no ocurrió"
    assert side("size", "x", True, figure, "es") == f"no {said}"


@given(st.data())
def test_a_reason_is_taken_apart_as_it_was_put_together(data):
    """Names that hold a comma, or words of the table's own, included."""
    type_ = data.draw(st.sampled_from([*TABLES, "Event"]))
    table = EVENT if type_ == "Event" else TABLES[type_]
    features = data.draw(st.lists(st.sampled_from(table), min_size=1, max_size=4))
    names = st.sampled_from(["Ana Ejemplo", "security minister, Mexico", "El Falso", "group:blue", "2026-02-22"])
    reasons = []
    for feature in features:
        values = tuple(data.draw(names) for _ in range(feature.words.count("{")))
        reasons.append(Reason(feature.code, feature.weight, feature.words.format(*values), values))
    line = told(reasons)
    found = taken_apart(f"both a killing: {line}" if type_ == "Event" else line, type_)
    assert told(found) == line
    assert [each.weight > 0 for each in found] == [each.weight > 0 for each in reasons]


def test_a_reason_in_other_words_is_left_whole():
    assert taken_apart("names that do not fit", "Person") == []
    assert taken_apart("same full name Ana Ejemplo, and more", "Event") == []
