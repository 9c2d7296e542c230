"""Who says so and how firmly: the worked examples of the table, and the step on whole drafts."""

from __future__ import annotations

import pytest

from entramado.extract.attribution import attribute
from entramado.extract.pipeline import parser
from entramado.extract.rules import Example, load
from entramado.extract.scene import Draft, Ref, Scene
from entramado.extract.stance import stance
from entramado.extract.text import Passage
from entramado.knowledge import Knowledge
from entramado.knowledge.places import Gazetteer
from entramado.model.claim import Document, Region

NO_TABLES = Knowledge([], Gazetteer([]))
EXAMPLES = [(rule.id, example) for section in load("attribution").values() for rule in section for example in rule.examples]


def scene_of(text: str) -> Scene:
    document = Document("d", "made-up.txt", "0", text, (Region(0, len(text)),))
    from array import array

    passage = Passage(text, array("l", range(len(text))), "text")
    return Scene(document, [passage], [parser()(text)])


def read(text: str, word: str) -> Draft:
    """A draft that hangs on the first token of this form, after attribution."""
    scene = scene_of(text)
    trigger = next(token for token in scene.docs[0] if token.text == word)
    draft = Draft(Ref("Event", "killing", "it"), "occurred", "test", trigger, value="yes")
    scene.drafts.append(draft)
    attribute(scene, NO_TABLES)
    return draft


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(EXAMPLES)])
def test_examples_of_the_table(rule: str, example: Example) -> None:
    for word, how, *speakers in example.expect:
        draft = read(example.text, word)
        assert [f"{'not ' if draft.negated else ''}{draft.modality}", *(s.name for s in draft.said_by or ())] == [how, *speakers]


def test_every_rule_has_an_example() -> None:
    assert {rule.id for section in load("attribution").values() for rule in section} == {rule for rule, _ in EXAMPLES}


def test_the_unnamed_official_keeps_the_words_used_first() -> None:
    text = "A senior customs official said the boat sank. The official added that guards arrested two men."
    assert [s.name for s in read(text, "arrested").said_by or ()] == ["A senior customs official"]


def test_a_quotation_is_said_by_whom_the_next_sentence_names() -> None:
    text = "“The army killed Bruno Salvatierra near the harbour on Monday. It was a clean raid,” the minister said."
    assert [s.name for s in read(text, "killed").said_by or ()] == ["the minister"]


def test_a_denial_answers_the_claim_it_disputes() -> None:
    scene = scene_of("The coast guard joined the raid. The ministry denied that the coast guard joined the raid.")
    raid, guard = Ref("Event", "operation", "raid"), Ref("Organization", "agency", "coast guard")
    first, second = (token for token in scene.docs[0] if token.lower_ == "joined")
    scene.drafts += [Draft(raid, "support", "test", trigger, object=guard) for trigger in (first, second)]
    attribute(scene, NO_TABLES)
    assert [d.negated for d in scene.drafts] == [False, True]
    assert scene.drafts[1].disputes is scene.drafts[0]


def test_an_adverb_holds_for_the_verbs_that_go_on_without_a_subject():
    doc = parser()("Ana Ejemplo allegedly laundered the money and paid the cell. Ben Tull allegedly fled, and Ana paid the fine.")
    assert [stance(token).modality for token in doc if token.lower_ == "paid"] == ["alleged", "stated"]


@pytest.mark.parametrize(
    ("text", "modality", "negated"),
    [
        ("Brenda Ejemplo is allegedly in charge of the finances of the Example Cartel.", "alleged", False),
        ("Brenda Ejemplo is not in charge of the finances of the Example Cartel.", "stated", True),
        ("Brenda Ejemplo is in charge of the finances of the Example Cartel.", "stated", False),
    ],
)
def test_a_copula_holds_what_it_says_in_a_phrase(text, modality, negated):
    nlp = parser()
    charge = next(token for token in nlp(text) if token.lower_ == "charge")
    found = stance(charge)
    assert (found.modality, found.negated) == (modality, negated)
