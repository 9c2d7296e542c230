"""Prosecutors' releases: the lead speaks of a man, the next lines name him; victim, judge and prosecutor are others."""

from __future__ import annotations

import pytest
from tests.extract.test_events import read

from entramado.knowledge import Knowledge
from entramado.knowledge import load as load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def parts(text: str, knowledge: Knowledge) -> set[tuple[str | None, str, str | None]]:
    drafted = (d for d in read(text, knowledge).drafts if d.subject.type == "Event")
    return {(d.subject.kind, d.predicate, d.object.name if d.object else d.value) for d in drafted}


def test_the_defendant_is_sentenced_not_the_judge_or_the_prosecutor(knowledge: Knowledge) -> None:
    told = parts(
        "District Attorney Carla Montero announced that a Lisbon man was sentenced to ten years in prison. "
        "The District Attorney identified the defendant as Bruno Salvatierra, 42, of Lisbon. "
        "He was sentenced on May 2, 2020 by Judge Dario Quint to ten years following his guilty plea on March 3, 2020.",
        knowledge,
    )
    assert {v for kind, part, v in told if part == "target"} == {"Bruno Salvatierra"}
    assert ("sentencing", "date", "2020-05-02") in told
    assert ("conviction", "date", "2020-03-03") in told


def test_him_who_is_killed_is_not_the_one_who_shot(knowledge: Knowledge) -> None:
    told = parts(
        "Ana Prieto was charged with murder. On May 2, 2020, Prieto went to meet Bruno Salvatierra in Tapalpa. "
        "Prieto shot the victim several times, killing him.",
        knowledge,
    )
    assert {v for kind, part, v in told if kind == "killing" and part == "victim"} == {"Bruno Salvatierra"}


def test_they_who_were_arraigned_are_all_the_defendants(knowledge: Knowledge) -> None:
    told = parts(
        "The District Attorney identified the defendants as Ana Prieto, 41, and Dario Quint, 39. "
        "They were arraigned on May 2, 2020.",
        knowledge,
    )
    assert {v for kind, part, v in told if kind == "charge" and part == "target"} == {"Ana Prieto", "Dario Quint"}


def test_prior_convictions_are_no_part_of_the_case(knowledge: Knowledge) -> None:
    told = parts(
        "Bruno Salvatierra was convicted of fraud. Salvatierra has two prior convictions for theft in 1998 and 2006.", knowledge
    )
    assert not [v for kind, part, v in told if part == "date"]
