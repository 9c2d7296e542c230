"""The network assessment of a group: nothing hidden, nothing without a claim, nobody ranked, contact never membership."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.share.cartel import Cartel, whole

from entramado.share.dossier.group import TITLES
from entramado.share.dossier.model import Dossier, Line, Section
from entramado.share.profile import profile


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return whole().dossier()


def section(dossier: Dossier, key: str) -> Section:
    return next(part for part in dossier.sections if part.key == key)


def texts(dossier: Dossier, key: str) -> list[str]:
    return [line.text for line in section(dossier, key).lines]


def under(part: Section | tuple[Line, ...], head: str) -> list[str]:
    """The lines that stand under a head."""
    found, inside = [], False
    for line in part.lines if isinstance(part, Section) else part:
        inside = line.head == head if line.head else inside
        if inside:
            found.append(line.text)
    return found


def test_it_has_every_section_and_the_empty_ones_say_so(dossier):
    keys = [part.key for part in dossier.sections]
    assert keys == [*TITLES, "resilience", "chronology", "disagreements", "favourable", "strength", "gaps"]
    assert all(part.lines or part.none for part in Cartel().dossier().sections)


def test_every_line_of_knowledge_has_claims_and_every_claim_is_laid_open(dossier):
    lines = [*dossier.answer, *(line for part in dossier.sections for line in part.lines)]
    laid = {each.claim for each in dossier.evidence}
    for line in lines:
        assert (line.status == "question") == (not line.claims), line.text
        assert set(line.claims) <= laid
    assert {claim for tie in dossier.chart.ties for claim in tie.claims} <= laid


def test_nothing_that_is_said_of_the_group_is_left_out():
    made = whole()
    view, network, entity = made.made()
    dossier = made.dossier()
    shown = {claim for part in dossier.sections for line in part.lines for claim in line.claims}
    occurred = {c.id for c in view.claims() if c.predicate == "occurred"}
    assert set(profile(network, entity).claims) - occurred <= shown


def test_each_thing_stands_in_its_section(dossier):
    assert "Members: at least 5,000." in texts(dossier, "structure")
    assert any("Los Ejemplos" in text for text in texts(dossier, "structure"))
    assert any("fuel theft" in text for text in texts(dossier, "activities"))
    assert any("Port Sample" in text for text in texts(dossier, "geography"))
    assert any("Muestra Trading" in text for text in texts(dossier, "money"))
    assert any("USD 240,000" in text for text in texts(dossier, "money"))
    assert any("Laguna Cartel" in text for text in texts(dossier, "links"))
    assert any("operation" in text for text in texts(dossier, "state"))
    assert "Named as acting in 3 events: 1 arson, 1 attack and 1 clash, 1 June 2025 to 9 September 2025." in texts(
        dossier, "violence"
    )


def test_people_are_named_by_part_and_by_name_and_said_to_be_assessed_by_nobody(dossier):
    members = under(section(dossier, "roles"), "Named as belonging to it")
    assert [text.split(":")[0] for text in members] == ["Juan Inventado (second-in-command)", "Pedro Doble"]
    assert all("not assessed" in text for text in members)


def test_no_head_holds_for_lines_of_another_sort():
    made = whole()
    made.case.event(made.doc, "succession", date="2026-02-24", target=made.group)
    made.case.event(made.doc, "meeting", date="2026-01-24", target=made.group)
    made.case.event(made.doc, "designation", date="2025-02-01", target=made.group)
    dossier = made.dossier()
    assert len(under(section(dossier, "roles"), "Named as laundering for it")) == 1
    assert under(section(dossier, "roles"), "Also said") == ["Was replaced."]
    assert [line.head for line in section(dossier, "links").lines if "Laguna" not in line.text] == [""]
    assert not any(
        "esignated" in text for text in under(section(dossier, "identity"), "Why these mentions were taken for one group")
    )


def test_two_persons_make_it_assessed_and_one_does_not():
    made = Cartel()
    claim = made.say(made.person("Ana Ejemplo"), "member_of", made.group)
    made.review(claim, "ana")
    assert "not assessed (reviewed by one person: ana)" in made.dossier().sections[2].lines[0].text
    made.review(claim, "luis")
    assert "assessed as member" in made.dossier().sections[2].lines[0].text


def test_contact_is_no_part_in_the_group():
    made = Cartel()
    boss = made.person("Nemesio Ficticio")
    made.say(boss, "leads", made.group)
    made.say(made.person("Luz Contacto"), "associate_of", boss)
    made.case.event(made.doc, "meeting", date="2025-01-01", agent=made.group, target=made.person("Leo Reunido"))
    named = [line.text for line in section(made.dossier(), "roles").lines]
    assert not any("Luz Contacto" in text or "Leo Reunido" in text for text in named)


def test_a_child_is_named_as_one_and_weighs_on_no_resilience():
    made = Cartel()
    child = made.person("Nino Ejemplo")
    made.say(child, "member_of", made.group, qualifiers={"role": "lookout"})
    made.say(child, "category", value="child")
    dossier = made.dossier()
    assert any("Shown by the sources as a child" in text for text in texts(dossier, "roles"))
    assert not any("Nino Ejemplo" in text for text in texts(dossier, "resilience"))


def test_resilience_says_who_could_follow_by_stated_claims_alone(dossier):
    part = section(dossier, "resilience")
    assert under(part, "The lead") == ["Named as leading: Nemesio Ficticio; said to be dead or taken."]
    heirs = under(part, "Stated successors")
    assert len(heirs) == 1
    assert heirs[0].startswith("Ana Ejemplo is reported")
    assert "possible successor of Nemesio Ficticio" in heirs[0]
    assert under(part, "Next to the lead, as stated") == [
        "Juan Inventado answers to Nemesio Ficticio directly.",
        "Juan Inventado is worded as “second-in-command”.",
    ]
    assert "Launderer: Carla Muestra alone is named, and not said to be dead or taken." in under(
        part, "Parts with one holder known"
    )
    assert under(part, "Said to be dead or taken") == ["Nemesio Ficticio: said to have been killed on 22 February 2026."]


def test_two_holders_of_a_part_are_no_single_one():
    made = Cartel()
    for name in ("Ana Ejemplo", "Luz Muestra"):
        made.say(made.person(name), "launders_for", made.group)
    part = section(made.dossier(), "resilience")
    assert under(part, "Parts with several holders known") == ["Launderer: Ana Ejemplo and Luz Muestra are named."]
    assert not under(part, "Parts with one holder known")


def test_the_first_page_answers(dossier):
    heads = [line.head for line in dossier.answer if line.head]
    assert heads[:4] == ["What it is", "Who leads it", "How big", "What it does"]
    assert {"Where", "Violence", "Other groups", "Who could follow", "Not known"} <= set(heads)
    assert under(dossier.answer, "How big") == ["At least 5,000 members."]
    alleged = next(text for text in under(dossier.answer, "What it does") if "fentanyl" in text)
    assert "alleged" in alleged
    assert "according to Example Wire" in alleged


def test_what_is_denied_is_not_on_the_first_page_and_speaks_for_the_group(dossier):
    assert not any("Sampleton" in line.text for line in dossier.answer if line.claims)
    denied = [line for line in section(dossier, "geography").lines if "Sampleton" in line.text]
    assert [line.favourable for line in denied] == [True]


def test_gaps_are_questions_that_follow_from_what_is_there(dossier):
    gaps = texts(dossier, "gaps")
    assert all(line.status == "question" for line in section(dossier, "gaps").lines)
    assert any("no source states it as done" in text for text in gaps)
    assert not any("launders" in text for text in gaps), "a launderer is named"
    assert not any("How many members" in text for text in gaps)
    bare = [line.text for line in section(Cartel().dossier(), "gaps").lines]
    assert "Who leads it? No source names a leader." in bare
    assert "How many members does it have? No source gives a figure." in bare


def test_the_same_case_gives_the_same_assessment_whatever_the_order_of_its_rows():
    made = whole()
    first = made.dossier()
    for seed in (1, 2):
        assert made.dossier(shuffled=seed) == first


def test_the_marking_is_that_of_everything_in_it_the_labels_of_the_chart_too():
    made = whole()
    assert made.dossier().handling.marking == "TLP:CLEAR"
    secret = made.case.document("secret.txt", published="2026-02-24", source="Sample Office")
    made.case.documents[secret] = replace(made.case.documents[secret], marking="TLP:RED")
    group = made.case.referent(secret, "Organization", made.name, kind="criminal")
    made.case.event(secret, "seizure", date="2026-02-24", target=group)
    assert made.dossier().handling.marking == "TLP:RED"
