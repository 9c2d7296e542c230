"""Figures told twice, each with who says it, and events that someone disputes."""

from __future__ import annotations

import pytest
from tests.extract.test_events import read

from entramado.extract.scene import Draft
from entramado.knowledge import Knowledge
from entramado.knowledge import load as load_knowledge

SHOT = "On May 2, 2020 gunmen of the Harbour Cartel opened fire in a bar in Lisbon, killing nine people."


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def drafts(text: str, knowledge: Knowledge, predicate: str) -> list[Draft]:
    return [d for d in read(text, knowledge).drafts if d.subject.type == "Event" and d.predicate == predicate]


def test_a_second_toll_has_its_own_speaker(knowledge: Knowledge) -> None:
    killed = drafts(f"{SHOT} State prosecutors put the dead at 11.", knowledge, "killed")
    assert {(d.value, tuple(s.name for s in d.said_by or ())) for d in killed} == {("9", ()), ("11", ("State prosecutors",))}
    assert len({id(d.subject) for d in killed}) == 1


def test_a_toll_that_rises_is_told_by_no_one(knowledge: Knowledge) -> None:
    killed = drafts(f"{SHOT} The death toll rose to 13.", knowledge, "killed")
    assert {(d.value, tuple(s.name for s in d.said_by or ())) for d in killed} == {("9", ()), ("13", ())}


def test_a_figure_with_nothing_told_before_is_dropped(knowledge: Knowledge) -> None:
    assert drafts("Prosecutors put the dead at 11.", knowledge, "killed") == []


def test_calling_it_a_tale_disputes_the_event_told_last(knowledge: Knowledge) -> None:
    text = "Ana Prieto sealed a pact with the Harbour Cartel in Lisbon in February 2020. Her lawyer calls that a fairy tale."
    denials = [d for d in drafts(text, knowledge, "occurred") if d.negated]
    assert [[s.name for s in d.said_by or ()] for d in denials] == [["Her lawyer"]]
    assert denials[0].disputes is not None


def test_an_arrest_is_not_what_an_accused_denies(knowledge: Knowledge) -> None:
    text = "Police arrested Ana Prieto in Lisbon on May 2, 2020. A lawyer for Prieto denied the accusation."
    assert not [d for d in drafts(text, knowledge, "occurred") if d.negated]


def test_rejected_reports_are_not_told(knowledge: Knowledge) -> None:
    text = (
        "On May 2, 2020 the army raided a ranch in Tapalpa. Bruno Salvatierra rejected reports that the CIA had joined the raid."
    )
    assert {d.negated for d in drafts(text, knowledge, "support")} == {True}
    assert not [d for d in drafts(text, knowledge, "occurred") if d.negated]


def test_counts_of_an_indictment_count_nobody(knowledge: Knowledge) -> None:
    text = "On May 2, 2020 a jury charged 13 men in Lisbon. According to Counts Two and Three, Bruno Salvatierra lied."
    assert [d.value for d in drafts(text, knowledge, "charged")] == ["13"]
