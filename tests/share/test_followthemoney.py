"""The FollowTheMoney export, judged by FollowTheMoney itself: every predicate, on every pair of types that it allows."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from entramado.model.claim import Claim, Span, content_id
from entramado.model.network import Edge, Entity
from entramado.model.vocabulary import vocabulary
from entramado.share.exports import EXPORTERS

VALUES = {"figure": "20", "date": "2026-02-22", "money": "USD 15000000", "year": "2009"}


def every_predicate(small_map):
    """A network that says everything the vocabulary allows, of entities of every type and kind."""
    view, words = small_map.view, vocabulary()
    doc = view.document_list[0]
    entities: dict[str, Entity] = {}
    of_type: dict[str, list[Entity]] = {}
    for name, known in words.types.items():
        for kind in (*known.kinds, None):
            made = Entity(content_id("e", name, kind), name, kind, f"{kind or name} one", (f"{kind or name} one",), (), (doc.id,))
            entities[made.id] = made
            of_type.setdefault(name, []).append(made)
    edges: list[Edge] = []

    def say(subject: Entity, predicate: str, target: Entity | None, value: str | None) -> None:
        claim = Claim(doc.id, content_id("r", subject.id), predicate, target.id if target else None, value, spans=(Span(0, 20),))
        view.claim_list.append(claim)
        former, end = len(edges) % 2 == 1, target.id if target else None
        edges.append(Edge(subject.id, predicate, end, value, None, (claim.id,), 1, 0.8, "stated", former=former))

    for predicate in words.predicates.values():
        for subject, target in predicate.pairs:
            for kind in of_type[subject]:
                say(kind, predicate.name, of_type[target][0], None)
        if predicate.value is not None:
            value = (predicate.values or (VALUES.get(predicate.value, "words"),))[0]
            for subject in predicate.domain or ("Event",):
                say(of_type[subject][0], predicate.name, None, value)
    return replace(small_map.network, entities=entities, edges=tuple(edges), disagreements=())


def exported(small_map, network) -> list[dict]:
    out = io.StringIO()
    EXPORTERS["ftm"](small_map.view, network, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_links_end_at_entities_that_are_written(small_map):
    for network in (small_map.network, every_predicate(small_map)):
        lines = exported(small_map, network)
        ids = [line["id"] for line in lines]
        ends = [v for line in lines for key in ("subject", "object", "owner", "asset", "holder", "post", "payer", "beneficiary")
                for v in line["properties"].get(key, ()) if line["schema"] not in ("Document", "Event")]  # fmt: skip
        assert len(ids) == len(set(ids))
        assert set(ends) <= set(ids)


def test_what_happened_is_told_in_words_and_not_as_true(small_map):
    events = [line for line in exported(small_map, every_predicate(small_map)) if line["schema"] == "Event"]
    assert any("said to have happened" in note for event in events for note in event["properties"].get("notes", ()))
    assert not any("true" in values for event in events for values in event["properties"].values())


def test_followthemoney_accepts_every_entity_property_and_value(small_map):
    model = pytest.importorskip("followthemoney", reason="followthemoney is no dependency: pip install followthemoney").model
    faults = []
    for line in exported(small_map, every_predicate(small_map)):
        schema = model.get(line["schema"])
        if schema is None or schema.abstract:
            faults.append(line["schema"])
            continue
        schema.validate({"properties": line["properties"]})
        for key, values in line["properties"].items():
            prop = schema.get(key)
            faults += [f"{line['schema']}.{key} = {v}" for v in values if prop is None or prop.type.clean(v) is None]
    assert faults == []
