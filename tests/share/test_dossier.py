"""A person's dossier: every line with its claims, nothing left out, nothing said too firmly, nothing from what is hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.share.suspect import ASKED, File, lines, section, texts, under, whole

from entramado.fuse import network
from entramado.model.claim import MODALITIES, Utterance
from entramado.model.errors import UsageError
from entramado.model.marking import Marking
from entramado.model.values import Figure
from entramado.share.dossier.compose import dossier as compose
from entramado.share.dossier.handling import Asked
from entramado.share.dossier.judging import confidence, likelihood
from entramado.share.dossier.model import Dossier
from entramado.share.dossier.phrasing import VERBS
from entramado.share.profile import profile

KEYS = [
    "identity", "role", "record", "activity", "associations", "assets", "places", "finances", "chronology", "disagreements",
    "favourable", "strength", "gaps",
]  # fmt: skip


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return whole().dossier()


# --- what is in it


def test_it_has_every_section_in_order_and_the_empty_ones_say_so(dossier):
    assert [part.key for part in dossier.sections] == KEYS
    bare = File()
    bare.say("age", value="50", figure=Figure.exact(50))
    assert all(part.lines or part.none for part in bare.dossier().sections)


def test_every_line_of_knowledge_has_claims_and_every_claim_is_laid_open(dossier):
    laid = {each.claim for each in dossier.evidence}
    for line in lines(dossier):
        assert (line.status == "question") == (not line.claims), line.text
        assert set(line.claims) <= laid
    assert {claim for tie in dossier.chart.ties for claim in tie.claims} <= laid
    assert {each.number for each in dossier.evidence} == {row.number for row in dossier.schedule}


def test_nothing_that_is_said_of_the_subject_is_left_out():
    made = whole()
    view, found, entity = made.made()
    shown = {claim for part in made.dossier().sections for line in part.lines for claim in line.claims}
    occurred = {c.id for c in view.claims() if c.predicate == "occurred"}
    assert set(profile(found, entity).claims) - occurred <= shown


def test_each_thing_stands_in_its_section(dossier):
    assert "Born on 17 July 1966." in texts(dossier, "identity")
    assert "Led the Mirador Cartel." in texts(dossier, "role")
    assert "Was killed." in texts(dossier, "role")
    assert "Charged with drug trafficking (before Example District Court)." in texts(dossier, "record")
    assert "Was the target of an operation by the Example Army in Sampleton." in texts(dossier, "record")
    assert "Owned Muestra Trading." in texts(dossier, "assets")
    assert "Controlled Quarry Bend." in texts(dossier, "places")
    family = under(section(dossier, "associations").lines, "Family")
    assert [line.text for line in family] == ["Rubén Ficticio is the brother of Juan Ficticio Ejemplo."]


def test_the_first_page_answers_who_standing_what_matters_how_good_disputed_and_not_known(dossier):
    heads = [line.head for line in dossier.answer if line.head]
    assert heads == [
        "Who this is", "Standing now", "Most important", "How good the evidence is", "Disputed", "Speaks for the subject",
        "Not known",
    ]  # fmt: skip
    assert dossier.answer[0].text.startswith("Juan Ficticio Ejemplo, known as “El Ficticio”: led and founded the Mirador Cartel;")
    standing = [line.text for line in under(dossier.answer, "Standing now")]
    assert standing[:2] == ["Reported dead, as the victim of a killing.", "Was killed on 22 February 2026."]
    assert 5 <= len(under(dossier.answer, "Most important")) <= 8
    assert len(dossier.answer) <= 25  # a page


def test_the_dated_stands_in_order_in_the_chronology(dossier):
    dates = [line.date for line in section(dossier, "chronology").lines if line.date]
    assert dates == sorted(dates) == ["1966-07-17", "2019", "2024-05-01", "2026-02-22", "2026-02-22"]
    assert [line.text for line in under(section(dossier, "chronology").lines, "Undated")] == [
        "Is named as carrying out an attack."
    ]


def test_counts_that_differ_stand_side_by_side(dossier):
    assert "Killed: 4 or 7 (sources differ)." in texts(dossier, "record")


def test_each_side_of_a_disagreement_has_its_own_line_and_speaker(dossier):
    found = texts(dossier, "disagreements")
    assert "Age: 59 or 61 (a contradiction: they cannot all be true)." in found
    assert "61 (published 26 February 2026), according to Example Institute." in found
    assert any(text.startswith("With the support of Farland") and "Ana Ejemplo" in text for text in found)
    assert any(text.startswith("Without the support of Farland") and "Carla Muestra" in text for text in found)


def test_what_speaks_for_the_subject_is_shown(dossier):
    found = section(dossier, "favourable").lines
    assert all(line.favourable for line in found)
    assert [line.text for line in under(found, "Denied")] == ["Did not pay Pedro Doble, according to Pedro Doble."]
    alleged = [line.text for line in under(found, "Alleged or supposed; no source states it")]
    assert "Alleged: charged with murder, according to Sample Blog." in alleged
    assert "Is alleged to have trafficked in fentanyl, according to a former official." in alleged
    assert "no source reports a conviction" in under(found, "Charged, not convicted")[0].text


def test_a_conviction_leaves_nothing_charged_and_unproven():
    made = whole()
    made.say("conviction", value="drug trafficking")
    assert not under(section(made.dossier(), "favourable").lines, "Charged, not convicted")


def test_gaps_are_questions_and_close_when_the_sources_tell(dossier):
    asked = texts(dossier, "gaps")
    assert all(line.status == "question" for line in section(dossier, "gaps").lines)
    assert "Who heads the Mirador Cartel now? No successor is named." in asked
    assert any("nationality" in text for text in asked)
    made = whole()
    made.say("national_of", made.thing("Place", "Farland", "country"))
    made.case.claim(made.wire, made.thing("Person", "Ana Ejemplo"), "successor_of", made.who[made.wire])
    later = texts(made.dossier(), "gaps")
    assert not any("nationality" in text or "No successor" in text for text in later)


def test_contact_is_not_membership(dossier):
    fellows = under(section(dossier, "associations").lines, "Named in the same events (no tie is stated)")
    assert [line.text for line in fellows] == ["Luisa Inventada: named as taking part in a meeting (1 May 2024)."]
    assert not any("Luisa" in text for text in texts(dossier, "role"))
    # Who acts against the subject is no fellow of his.
    assert not any("Example Army" in line.text for line in fellows)


# --- how firmly it is said


def test_what_only_rules_have_read_is_a_machine_reading(dossier):
    told = [line for part in dossier.sections if part.key != "strength" for line in part.lines if line.claims]
    assert {line.status for line in told} == {"machine"}


def test_a_line_read_by_a_person_and_disputed_by_nobody_is_a_fact():
    made = File()
    made.review(made.say("charge", value="fraud"))
    made.review(made.say("charge", value="murder", modality="alleged"))
    made.review(made.say("charge", value="arson"), p=0.05)
    by = {line.text: line for line in section(made.dossier(), "record").lines}
    assert by["Charged with fraud."].status == "fact"
    assert by["Charged with fraud."].likelihood is None  # a fact is not likely
    assert by["Alleged: charged with murder, according to Example Wire."].status == "assessment"
    assert "fact" not in {line.status for text, line in by.items() if "arson" in text}  # found misread


def test_what_is_disputed_is_no_fact_even_when_read_by_a_person():
    made = File()
    made.review(made.say("charge", value="fraud"))
    made.say("charge", value="fraud", negated=True, said_by=(Utterance("A lawyer", named=False),))
    found = [line for line in section(made.dossier(), "record").lines if line.text.startswith("Charged with fraud")]
    assert [(line.status, line.disputed) for line in found] == [("assessment", True)]


def test_membership_of_a_criminal_group_needs_a_second_reviewer():
    made = File()
    claim = made.say("member_of", made.thing("Organization", "Mirador Cartel", "criminal"))
    made.review(claim, "ana")
    one = section(made.dossier(), "role").lines
    assert {line.status for line in one if "Mirador" in line.text} == {"machine"}
    made.review(claim, "ben")
    two = {line.text: line.status for line in section(made.dossier(), "role").lines}
    assert two["Is a member of the Mirador Cartel."] == "fact"


def test_the_two_sides_of_a_dispute_are_weighed_against_each_other():
    made = File()
    better = made.document("good.txt", source="Example Court", reliability="A", credibility="1")
    poorer = made.document("poor.txt", source="Sample Blog", reliability="E", credibility="4")
    made.say("pays", made.thing("Organization", "Mirador Cartel", "criminal", better), doc=better)
    made.say("pays", made.thing("Organization", "Mirador Cartel", "criminal", poorer), doc=poorer, negated=True)
    said = {line.text.split(",")[0]: line.likelihood for line in section(made.dossier(), "finances").lines}
    assert said == {"Pays the Mirador Cartel": "very likely", "Does not pay the Mirador Cartel": "very unlikely"}


class TestLikelihood:
    def shown(self, **rest):
        made = File()
        doc = made.document("x.txt", source="Example Source", **rest.pop("source", {}))
        made.say("charge", value="fraud", doc=doc, **rest)
        return section(made.dossier(), "record").lines[0]

    def test_an_ungraded_source_has_none(self):
        assert self.shown(source={"reliability": "F", "credibility": "6"}).likelihood is None

    def test_what_is_only_supposed_has_none(self):
        assert self.shown(modality="hypothetical").likelihood is None

    def test_thin_evidence_does_not_make_a_thing_unlikely(self):
        assert self.shown(source={"reliability": "E", "credibility": "4"}).likelihood is None

    @pytest.mark.parametrize(
        ("belief", "word"),
        [(0.45, "unlikely"), (0.5, "roughly even chance"), (0.7, "likely"), (0.9, "very likely"), (0.97, "almost certain"),
         (0.03, "almost no chance"), (0.1, "very unlikely")],
    )  # fmt: skip
    def test_words_are_those_of_icd_203(self, belief, word):
        made = File()
        claim = made.say("charge", value="fraud")
        view, found, _ = made.made()
        from entramado.share.exhibit import Exhibits

        assert likelihood(belief, [Exhibits(view, found).of(claim)], opposed=True) == word


def test_confidence_comes_from_origins_and_grades_alone():
    from entramado.share.exhibit import Exhibits

    made = File()
    second = made.document("two.txt", source="Example Court", reliability="A", credibility="1")
    poor = made.document("poor.txt", source="Sample Blog", reliability="F", credibility="6")
    claims = [made.say("charge", value="fraud", doc=doc) for doc in (made.wire, second, poor)]
    made.review(claims[0])
    view, found, _ = made.made()
    exhibits = [Exhibits(view, found).of(claim) for claim in claims]
    assert confidence(exhibits, disputed=False) == "high"
    assert confidence(exhibits, disputed=True) == "moderate"
    assert confidence(exhibits[:1], disputed=False) == "moderate"
    assert confidence(exhibits[2:], disputed=False) == "low"


def test_likelihood_and_confidence_never_stand_in_one_sentence(dossier):
    from entramado.share.dossier.judging import CONFIDENCES, LIKELIHOOD

    words = {word for _, word in LIKELIHOOD}
    for line in lines(dossier):
        for sentence in line.text.lower().split(". "):
            likely = any(f" {word}" in f" {sentence}" for word in words)
            assert not (likely and any(f"{word} confidence" in sentence for word in CONFIDENCES)), line.text


def test_an_alleged_thing_is_never_stated(dossier):
    for line in lines(dossier):
        if "murder" in line.text and "trafficking" not in line.text:
            assert "lleged" in line.text
        if "fentanyl" in line.text:
            assert "alleged" in line.text


# --- handling


def test_the_marking_is_the_join_of_what_is_in_it(dossier):
    held = Marking()
    for row in dossier.schedule:
        held |= Marking.parse(row.marking)
    for each in dossier.evidence:
        held |= Marking.parse(each.marking)
    for line in lines(dossier):
        if line.claims:
            held |= Marking.parse(line.marking)
    assert dossier.handling.marking == str(held) == "TLP:AMBER"
    assert any("TLP:AMBER" in condition for condition in dossier.handling.conditions)


def test_a_source_that_is_marked_higher_than_its_document_raises_it():
    made = File()
    made.say("age", value="50", figure=Figure.exact(50))
    made.case.sources["Example Wire"] = replace(made.case.sources["Example Wire"], marking="TLP:RED")
    assert made.dossier().handling.marking == "TLP:RED"


@pytest.mark.parametrize("markings", [("TLP:AMBER", "TLP:CLEAR"), ("TLP:CLEAR", "TLP:AMBER")])
def test_judgements_that_give_one_reason_raise_it_together(markings):
    made = File()
    made.say("age", value="50", figure=Figure.exact(50))
    for number, marking in enumerate(markings):
        doc = made.case.document(f"other {number}.txt")
        other = made.case.referent(doc, "Person", ("Pedro Doble Inventado", "Luisa Muestra Quezada")[number])
        made.case.claim(doc, other, "alias", value=f"El {number}")
        made.case.judge(made.who[made.wire], other, "same", "the same scar")
        made.case.judgements[-1] = replace(made.case.judgements[-1], by="person:ana", marking=marking)
    dossier = made.dossier()
    assert any("The same scar" in line.text for line in lines(dossier))
    assert dossier.handling.marking == "TLP:AMBER"


def test_a_name_that_comes_from_a_marked_document_raises_it():
    made = File()
    closed = made.document("closed.txt", marking="TLP:AMBER")
    made.say("associate_of", made.thing("Person", "Pedro Doble Inventado"))
    _, found, _ = made.made()
    other = next(e for e in found.entities.values() if e.name == "Pedro Doble Inventado")
    # The same person, whose name the map takes from the closed document.
    there = made.case.referent(closed, "Person", "Pedro Doble Inventado Muestra")
    made.case.judge(next(iter(other.referents)), there, "same")
    dossier = made.dossier()
    shown = any("Muestra" in line.text for line in lines(dossier))
    assert shown
    assert dossier.handling.marking == "TLP:AMBER"


def test_purpose_and_legal_basis_are_never_made_up():
    made = whole()
    plain = made.dossier(Asked(prepared_on="2026-03-01"))
    assert (plain.handling.purpose, plain.handling.legal_basis) == (None, None)
    assert made.dossier().handling.purpose == "a trial"


def test_it_is_what_a_case_without_the_hidden_documents_would_give():
    made = whole()
    note = next(doc for doc, d in made.case.documents.items() if d.name == "note.txt")
    seen = made.dossier(without=frozenset({note}))
    told = "\n".join([*(line.text for line in lines(seen)), *(each.quote for each in seen.evidence)])
    assert "1966" not in told
    assert "61" not in told
    assert seen.handling.marking == "TLP:CLEAR"
    assert {row.file for row in seen.schedule} == {"wire.txt", "blog.txt"}


def test_the_order_in_which_rows_come_changes_nothing():
    made = whole()
    first = made.dossier()
    assert all(made.dossier(shuffled=seed) == first for seed in (1, 2, 3))


# --- who may have one


@pytest.mark.parametrize("word", ["victim", "witness", "journalist", "child"])
class TestNoSuspect:
    def file(self, word: str) -> File:
        made = File("Ana Ejemplo Inventada")
        made.say("category", value=word)
        made.say("associate_of", made.thing("Person", "Pedro Doble"))
        made.say("leads", made.thing("Organization", "Mirador Cartel", "criminal"))
        return made

    def test_it_is_refused_without_purpose_and_legal_basis(self, word):
        for asked in (Asked(), Asked(purpose="a trial"), Asked(legal_basis="Article 1")):
            with pytest.raises(UsageError, match=word):
                self.file(word).dossier(asked)

    def test_with_them_it_says_so_on_top_and_places_nobody(self, word):
        made = self.file(word).dossier(ASKED)
        assert word in made.notice
        assert not made.chart.nodes
        assert not section(made, "associations").lines
        assert not under(made.answer, "Most important")
        assert "Membership" not in "".join(line.head for line in section(made, "role").lines)


def test_whoever_has_no_category_is_said_to_be_under_no_suspicion():
    made = File()
    made.say("born_in", made.thing("Place", "Sampleton", "locality"))
    assert "no ground for suspicion" in made.dossier(Asked()).notice
    assert not whole().dossier(Asked()).notice


def test_a_place_has_no_dossier_and_a_group_an_assessment():
    made = whole()
    view, found, _ = made.made()
    place = next(e for e in found.entities.values() if e.type == "Place")
    group = next(e for e in found.entities.values() if e.kind == "criminal")
    with pytest.raises(UsageError, match="on a person or a group"):
        compose(view, found, place, ASKED)
    assert compose(view, found, group, ASKED).template == "network"


def test_unnamed_and_collective_persons_read_well():
    made = File()
    unnamed = made.case.referent(made.wire, "Person")
    made.case.claim(made.wire, unnamed, "associate_of", made.who[made.wire])
    view = made.case.view()
    from tests.memory import knowledge

    found = network(view, knowledge())
    entity = found.entities[found.entity_of[unnamed]]
    made_of = compose(view, found, entity, ASKED)
    assert made_of.title.endswith("(unnamed person)")
    assert any("No source gives a name" in text for text in texts(made_of, "gaps"))
    several = replace(entity, collective=True, name="38 people", names=("38 people",))
    there = replace(found, entities={**found.entities, entity.id: several})
    assert "several people, spoken of as one" in compose(view, there, several, ASKED).title


def test_a_person_of_whom_nothing_is_said_has_an_empty_file():
    made = File().dossier()
    assert made.answer[0].status == "question"
    assert made.schedule == made.evidence == ()


# --- every shape of claim


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(VERBS)), st.sampled_from(MODALITIES), st.booleans(), st.booleans(), st.booleans(),
        ),
        min_size=1, max_size=12,
    )
)  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_whatever_is_claimed_reads_as_sentences_with_claims(shapes):
    made = File()
    for predicate, modality, negated, former, inward in shapes:
        sort = {"based_in": "Place", "operates_in": "Place", "controls": "Place", "located_in": "Place", "born_in": "Place"}.get(
            predicate, "Person"
        )
        name = f"Ejemplo {predicate} {'x' * len(made.case.claims)}"
        other = made.thing(sort, name, "locality" if sort == "Place" else None)
        ends = (other, made.who[made.wire]) if inward and sort == "Person" else (made.who[made.wire], other)
        made.case.claim(
            made.wire, *ends[:1], predicate, ends[1], modality=modality, negated=negated, qualifiers={"former": former}
        )
    dossier = made.dossier()
    laid = {each.claim for each in dossier.evidence}
    for line in lines(dossier):
        assert line.text[0].isupper() or not line.text[0].isalpha(), line.text
        assert line.text.endswith((".", "?", "”")), line.text
        assert "  " not in line.text
        assert (line.status == "question") == (not line.claims)
        assert set(line.claims) <= laid
    assert {c.id for c in made.case.claims} <= {claim for line in lines(dossier) for claim in line.claims}
