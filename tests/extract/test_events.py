"""Events: the worked examples of the table, and that one event told several times is one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from entramado.extract import pipeline
from entramado.extract.attribution import attribute
from entramado.extract.coreference import coreference
from entramado.extract.events import events
from entramado.extract.names import names
from entramado.extract.rules import Example, load
from entramado.extract.scene import Draft, Scene
from entramado.extract.text import passages
from entramado.knowledge import Knowledge
from entramado.knowledge import load as load_knowledge
from entramado.model.claim import Document, Region
from entramado.model.values import PartialDate

EXAMPLES = [(rule.id, example) for section in load("events").values() for rule in section for example in rule.examples]
PUBLISHED = PartialDate.parse("2026-02-23")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def read(text: str, knowledge: Knowledge) -> Scene:
    document = Document("d", "made-up.txt", "0", text, (Region(0, len(text)),), published=PUBLISHED)
    pieces = list(passages(document))
    scene = Scene(document, pieces, list(pipeline.parser().pipe(piece.text for piece in pieces)))
    for step in (names, coreference, events, attribute):
        step(scene, knowledge)
    return scene


def told(scene: Scene) -> Iterator[tuple[tuple[str, str, str], Draft]]:
    for draft in scene.drafts:
        if draft.subject.type == "Event":
            value = (draft.object.name or "") if draft.object is not None else draft.value or ""
            yield (draft.subject.kind or "", draft.predicate, value), draft


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(EXAMPLES)])
def test_examples_of_the_table(rule: str, example: Example, knowledge: Knowledge) -> None:
    found = {key for key, draft in told(read(example.text, knowledge)) if not draft.negated}
    assert set(example.expect) <= found
    assert not set(example.unexpected) & found


def test_every_rule_has_an_example() -> None:
    assert {rule.id for section in load("events").values() for rule in section} == {rule for rule, _ in EXAMPLES}


def kinds(text: str, knowledge: Knowledge) -> list[str]:
    return sorted(ref.kind or "" for ref in read(text, knowledge).refs if ref.type == "Event")


def test_one_event_in_several_sentences_is_one(knowledge: Knowledge) -> None:
    text = (
        "On Sunday troops raided a ranch in Tapalpa, killing Bruno Salvatierra, a leader of the Sinaloa Cartel.\n\n"
        "The raid was led by the Mexican Army. Salvatierra's death was confirmed by the White House. "
        "Two men were arrested in the operation."
    )
    assert kinds(text, knowledge) == ["killing", "operation"]


def test_different_victims_and_days_stay_apart(knowledge: Knowledge) -> None:
    text = (
        "Bruno Salvatierra was arrested in Lisbon on May 2, 2020.\n\nAna Prieto was arrested in Tapalpa on June 9, 2021.\n\n"
        "Bruno Salvatierra was arrested again on July 1, 2022."
    )
    assert kinds(text, knowledge) == ["arrest", "arrest", "arrest"]


@pytest.mark.parametrize(
    "text",
    [
        "Drug trafficking fuels violence, and killings and arrests are common.",
        "The gang planned to kidnap Bruno Salvatierra in Lisbon.",
        "If soldiers raid the ranch in Tapalpa, men will die.",
        "The cartel's operations in Jalisco are large.",
        "A reward was offered for information leading to the arrest of Bruno Salvatierra.",
    ],
)
def test_habits_plans_and_fears_are_no_events(text: str, knowledge: Knowledge) -> None:
    assert kinds(text, knowledge) == []


def test_a_scheduled_event_is_predicted(knowledge: Knowledge) -> None:
    drafts = [d for _, d in told(read("Bruno Salvatierra is scheduled to be sentenced on June 19, 2026.", knowledge))]
    assert drafts
    assert {d.modality for d in drafts} == {"predicted"}


def test_the_accused_act_is_alleged(knowledge: Knowledge) -> None:
    text = "Bruno Salvatierra is accused of killing Ana Prieto in Lisbon on May 2, 2020."
    drafts = [d for key, d in told(read(text, knowledge)) if key[0] == "killing"]
    assert {d.modality for d in drafts} == {"alleged"}
