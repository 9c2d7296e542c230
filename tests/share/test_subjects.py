"""Who a case is about: categories, membership, order. Nobody protected, and nobody known by contact alone, is ever ranked."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.memory import Case, knowledge

from entramado.fuse import network
from entramado.model.claim import Reading
from entramado.model.values import Figure, PartialDate
from entramado.share.category import RANKED
from entramado.share.exhibit import Exhibits
from entramado.share.subjects import CRITERIA, LISTS, RANKED_LISTS, Members, Subject, Subjects, subjects


def listed(case: Case, criterion: str = "origins", without: frozenset[str] = frozenset()) -> Subjects:
    view = case.view(without=without)
    found = network(view, knowledge())
    return subjects(found, Exhibits(view, found), criterion)


def entry(found: Subjects, name: str) -> Subject:
    return next(each for _, _, entries in found.lists() for each in entries if each.entity.name == name)


def heading(found: Subjects, name: str) -> str:
    return next(title for title, _, entries in found.lists() for each in entries if each.entity.name == name)


def reviewed(case: Case, claim: str, *names: str) -> None:
    """``-ana``: found misread by ana."""
    case.readings += [Reading(claim, f"person:{n.removeprefix('-')}", 0.02 if n.startswith("-") else 0.98) for n in names]


class Scene:
    """One document with a man, a cartel, and whatever a test claims of them."""

    def __init__(self, published: str = "2026-02-23") -> None:
        self.case = Case()
        self.doc = self.case.document("a.txt", published=published, source="Example Wire")
        self.man = self.case.referent(self.doc, "Person", "Nemesio Ficticio")
        self.cartel = self.case.referent(self.doc, "Organization", "Mirador Cartel", kind="criminal", key="group:mirador")

    def say(self, predicate: str, target: str | None = None, **rest) -> str:
        return self.case.claim(self.doc, self.man, predicate, target, **rest)

    def suffer(self, kind: str, role: str) -> str:
        event = self.case.referent(self.doc, "Event", kind=kind)
        return self.case.claim(self.doc, event, role, self.man)

    def post(self, name: str, kind: str, **rest) -> str:
        body = self.case.referent(self.doc, "Organization", name, kind=kind)
        return self.say("holds_post", body, **rest)

    @property
    def found(self) -> Subject:
        return entry(listed(self.case), "Nemesio Ficticio")

    @property
    def word(self) -> str | None:
        assert self.found.category
        return self.found.category.word

    @property
    def heading(self) -> str:
        return heading(listed(self.case), "Nemesio Ficticio")


# -- categories --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("predicate", "value", "word"),
    [
        ("charge", "murder", "suspect"),
        ("reward", "USD 5000000", "suspect"),
        ("conviction", "murder", "convicted"),
        ("sentence", "ten years in prison", "convicted"),
        ("sanction", "an asset freeze", "associate"),
    ],
)
def test_a_stated_legal_status_gives_a_category_that_names_its_claim(predicate, value, word):
    scene = Scene()
    claim = scene.say(predicate, value=value)
    found = scene.found.category
    assert found
    assert (found.word, found.ground.claims) == (word, (claim,))
    assert "read by a machine, no person has reviewed it" in found.words()
    assert "2026-02-23" in found.words()


def test_an_arrest_makes_a_suspect_and_its_day_is_the_events():
    scene = Scene()
    event = scene.case.event(scene.doc, "arrest", date="2026-01-15", target=scene.man)
    assert event
    assert scene.word == "suspect"
    assert [(item.kind, item.date) for item in scene.found.standing] == [("arrest", "2026-01-15")]


def test_a_planned_arrest_and_a_denied_charge_give_nothing():
    scene = Scene()
    scene.say("charge", value="murder", negated=True)
    event = scene.case.referent(scene.doc, "Event", kind="arrest")
    scene.case.claim(scene.doc, event, "target", scene.man, modality="predicted")
    assert scene.word is None
    assert scene.found.standing == ()


def test_a_charge_and_the_event_that_its_sentence_tells_are_one_item_with_the_events_day():
    scene = Scene()
    sentence = "He was charged with murder on January 20."
    scene.say("charge", value="murder", sentence=sentence)
    span = scene.case.claims[-1].spans
    event = scene.case.event(scene.doc, "charge", date="2026-01-20")
    scene.case.claim(scene.doc, event, "target", scene.man)
    told = scene.case.claims.pop()
    same = replace(told, spans=span)
    scene.case.claims.append(same)
    scene.case.readings[-1] = Reading(same.id, "rules@1:test", 0.9)
    (item,) = scene.found.standing
    assert (item.kind, item.text, item.date) == ("charge", "charged with murder", "2026-01-20")


@pytest.mark.parametrize("age", ["15", "17"])
def test_a_child_stays_a_child_whatever_else_is_claimed(age):
    scene = Scene()
    scene.say("age", value=age, figure=Figure.exact(int(age)))
    scene.say("leads", scene.cartel)
    scene.say("conviction", value="murder")
    scene.say("category", value="suspect")
    assert (scene.word, scene.heading) == ("child", "Children")
    assert [other.word for other in scene.found.category.others] == ["suspect"]


def test_who_was_sixteen_twenty_years_ago_is_no_child_today():
    scene = Scene()
    scene.say("age", value="16", figure=Figure.exact(16), valid_from=PartialDate(2001))
    scene.say("charge", value="murder")
    assert scene.word == "suspect"


def test_a_category_claim_counts_before_what_follows_from_others_and_the_latest_before_older_ones():
    scene = Scene()
    scene.say("charge", value="murder")
    scene.say("category", value="witness", valid_from=PartialDate(2026, 2, 1))
    assert (scene.word, scene.heading) == ("witness", "Witnesses")
    scene.say("category", value="suspect", valid_from=PartialDate(2025, 2, 1))
    found = scene.found.category
    assert (found.word, found.date, [(o.word, o.date) for o in found.others]) == (
        "witness", "2026-02-01", [("suspect", "2025-02-01")],
    )  # fmt: skip
    assert "suspect by another claim (2025-02-01)" in found.words()


def test_a_journalist_is_not_ranked_even_when_charged():
    scene = Scene()
    scene.post("Example Herald", "media")
    scene.say("charge", value="defamation")
    assert (scene.word, scene.heading) == ("journalist", "Journalists")
    assert [item.kind for item in scene.found.standing] == ["charge"]


def test_an_official_is_ranked_when_accused_but_not_for_a_tie_that_only_a_machine_read():
    scene = Scene()
    scene.post("Example Police", "agency")
    tie = scene.say("works_for", scene.cartel)
    assert (scene.word, scene.heading) == ("official", "Officials")
    reviewed(scene.case, tie, "ana")
    assert scene.word == "associate"
    scene.say("charge", value="bribery")
    assert scene.word == "suspect"


def test_a_victim_is_not_made_a_suspect_by_an_accusation_that_only_a_machine_read():
    scene = Scene()
    scene.suffer("attack", "victim")
    accused = scene.say("charge", value="theft")
    assert (scene.word, scene.heading) == ("victim", "Victims")
    reviewed(scene.case, accused, "ana")
    assert scene.word == "suspect"


def test_a_leader_who_is_killed_stays_a_subject_and_is_said_to_be_dead():
    scene = Scene()
    scene.say("leads", scene.cartel)
    scene.suffer("killing", "victim")
    assert (scene.word, scene.heading) == ("associate", "Persons suspected, convicted or associated")
    assert scene.found.dead
    assert "whereabouts" not in scene.found.gaps


def test_nothing_is_sought_of_persons_who_are_not_ranked():
    scene = Scene()
    scene.suffer("kidnapping", "victim")
    assert scene.found.gaps == ()


# -- membership --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", range(4))
def test_membership_is_named_until_two_persons_have_assessed_it(level):
    scene = Scene()
    claim = scene.say("leads", scene.cartel)
    reviewed(scene.case, claim, *(["ana"], ["ana", "Ana"], ["ana", "ben"])[level - 1] if level else ())
    (tie,) = scene.found.memberships
    words = (
        "named as leader of Mirador Cartel by 1 independent origin, not assessed (no person has reviewed it)",
        "named as leader of Mirador Cartel by 1 independent origin, not assessed (reviewed by one person: ana)",
        "not assessed (reviewed by one person: Ana)",
        "assessed as leader of Mirador Cartel by ana and ben; said by 1 independent origin",
    )[level]
    assert words in tie.words()
    assert scene.word == ("suspect" if level == 3 else "associate")


def test_who_wrote_the_note_that_claims_it_is_no_second_reviewer():
    scene = Scene()
    source = scene.case.document("note.txt", source="ana")
    scene.case.sources["ana"] = replace(scene.case.sources["ana"], kind="analyst")
    man = scene.case.referent(source, "Person", "Nemesio Ficticio")
    cartel = scene.case.referent(source, "Organization", "Mirador Cartel", kind="criminal", key="group:mirador")
    claim = scene.case.claim(source, man, "member_of", cartel)
    reviewed(scene.case, claim, "ana", "ben")
    (tie,) = scene.found.memberships
    assert "reviewed by one person: ben" in tie.words()
    reviewed(scene.case, claim, "eva")
    assert scene.found.memberships[0].words().startswith("assessed as member of Mirador Cartel by ben and eva")


def test_a_membership_found_misread_is_gone_and_one_on_which_persons_differ_says_so():
    scene = Scene()
    claim = scene.say("member_of", scene.cartel)
    reviewed(scene.case, claim, "-ana")
    assert scene.found.memberships == ()
    assert scene.word is None
    reviewed(scene.case, claim, "ben")
    assert "reviewers differ: read right by ben, misread by ana" in scene.found.memberships[0].words()


def test_a_group_is_named_as_part_of_another_in_the_same_way():
    scene = Scene()
    cell = scene.case.referent(scene.doc, "Organization", "Los Supuestos", kind="criminal")
    claim = scene.case.claim(scene.doc, cell, "part_of", scene.cartel)
    found = entry(listed(scene.case), "Los Supuestos")
    assert "named as part of Mirador Cartel" in found.memberships[0].words()
    reviewed(scene.case, claim, "ana", "ben")
    assert "assessed as part of" in entry(listed(scene.case), "Los Supuestos").memberships[0].words()


def test_a_group_counts_its_named_and_its_assessed_members():
    scene = Scene()
    assessed = scene.say("leads", scene.cartel)
    other = scene.case.referent(scene.doc, "Person", "Bruno Supuesto")
    scene.case.claim(scene.doc, other, "member_of", scene.cartel)
    third = scene.case.referent(scene.doc, "Person", "Carla Supuesta")
    scene.case.claim(scene.doc, third, "works_for", scene.cartel)
    reviewed(scene.case, assessed, "ana", "ben")
    assert entry(listed(scene.case), "Mirador Cartel").members == Members(named=2, reviewed=1, assessed=1)


CONTACT = ("family_of", "associate_of", "reports_to", "successor_of", "pays")


def contact(scene: Scene, rng: random.Random) -> None:
    """Any number of ties to a boss and a group that are no membership."""
    boss = scene.case.referent(scene.doc, "Person", "Bruno Supuesto")
    scene.case.claim(scene.doc, boss, "leads", scene.cartel)
    for _ in range(rng.randrange(6)):
        tie = rng.choice([*CONTACT, "meeting", "payment"])
        if tie in CONTACT:
            scene.say(tie, scene.cartel if tie == "pays" else boss)
        else:
            scene.case.event(scene.doc, tie, agent=rng.choice([boss, scene.man]), target=scene.man)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_contact_alone_never_gives_membership_or_a_rank(rng):
    scene = Scene()
    contact(scene, rng)
    assert scene.found.memberships == ()
    assert scene.heading == "Others named"


# -- lists -------------------------------------------------------------------------------------------------------------

NAMES = [f"{first} {last}" for first in ("Ana", "Bruno", "Carla", "Dario") for last in ("Ejemplo", "Ficticio", "Prueba")]
SAID = (
    ("charge", "murder"), ("conviction", "theft"), ("reward", "USD 100000"), ("reward", "MXN 9000000"), ("sanction", "a freeze"),
    ("age", "15"), ("age", "40"), ("occupation", "reporter"), ("category", "victim"), ("category", "witness"),
    ("category", "suspect"), ("category", "child"), ("category", "journalist"), ("category", "official"),
)  # fmt: skip


def crowd(rng: random.Random) -> Case:
    """Documents in which made-up people are given statuses, ties, harm and posts at random."""
    case = Case()
    for number in range(rng.randint(1, 4)):
        doc = case.document(f"{number}.txt", published=f"2026-02-{10 + number}", source=f"Outlet {number}")
        groups = [case.referent(doc, "Organization", name, kind="criminal", key=f"group:{key}")
                  for name, key in (("Mirador Cartel", "mirador"), ("Laguna Cartel", "laguna"))]  # fmt: skip
        media = case.referent(doc, "Organization", "Example Herald", kind="media")
        police = case.referent(doc, "Organization", "Example Police", kind="agency")
        people = [case.referent(doc, "Person", name) for name in rng.sample(NAMES, rng.randint(1, 6))]
        for _ in range(rng.randint(0, 14)):
            who, other = rng.choice(people), rng.choice(people)
            made = rng.randrange(5)
            if made == 0:
                predicate, value = rng.choice(SAID)
                figure = Figure.exact(int(value)) if predicate == "age" else None
                case.claim(doc, who, predicate, value=value, figure=figure)
            elif made == 1:
                case.claim(doc, who, rng.choice(["leads", "member_of", "works_for", "pays"]), rng.choice(groups))
            elif made == 2:
                case.claim(doc, who, "holds_post", rng.choice([media, police]))
            elif made == 3 and who != other:
                case.claim(doc, who, rng.choice(["family_of", "associate_of", "reports_to"]), other)
            else:
                role = rng.choice(["victim", "target", "agent"])
                case.event(doc, rng.choice(["killing", "arrest", "charge", "meeting", "attack"]), **{role: who})
    for claim in rng.sample(case.claims, min(len(case.claims), rng.randrange(5))):
        reviewed(case, claim.id, rng.choice(["ana", "ben", "-ana"]))
    return case


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_nobody_protected_or_without_a_category_is_in_a_ranked_list(rng):
    case = crowd(rng)
    found = listed(case)
    misread = {r.claim for r in case.readings if r.by.startswith("person:") and r.p < 0.5}
    entity_of = network(case.view(), knowledge()).entity_of
    shielded = {"child": set(), "journalist": set()}
    for claim in case.claims:
        if claim.id not in misread and claim.value in ("15", "child"):
            shielded["child"].add(entity_of[claim.subject])
    for title, ranked, entries in found.lists():
        assert ranked == (title in RANKED_LISTS)
        for each in entries:
            if ranked and each.entity.type == "Person":
                assert each.category.word in RANKED
                assert each.category.ground.claims
                assert each.entity.id not in shielded["child"]
            elif each.category:
                assert each.category.word not in RANKED
    everyone = [each.entity.id for _, _, entries in found.lists() for each in entries if each.category]
    assert len(everyone) == len(set(everyone))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(sorted(CRITERIA)))
def test_the_order_is_that_of_the_stated_criterion_and_of_nothing_else(rng, criterion):
    case = crowd(rng)
    found = listed(case, criterion)
    for title, ranked, entries in found.lists():
        key = CRITERIA[criterion if ranked else "name"].key
        order = [(key(each), each.entity.name, each.entity.id) for each in entries]
        assert order == sorted(order), title
    assert {e.entity.id for e in found.persons} == {e.entity.id for e in listed(case).persons}


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_a_viewer_may_not_see_weighs_on_nothing(rng):
    case = crowd(rng)
    hidden = rng.choice(sorted(case.documents))
    seen = listed(case, without=frozenset({hidden}))
    gone = {claim.id for claim in case.claims if claim.doc == hidden}
    case.claims = [claim for claim in case.claims if claim.doc != hidden]
    case.referents = [referent for referent in case.referents if referent.doc != hidden]
    case.mentions = [mention for mention in case.mentions if mention.doc != hidden]
    case.readings = [reading for reading in case.readings if reading.claim not in gone]
    del case.documents[hidden]
    assert seen == listed(case)


def test_rewards_are_ordered_in_their_own_currency_and_the_criterion_says_so():
    case = Case()
    doc = case.document("a.txt")
    for name, reward in (("Ana Ejemplo", "MXN 30000000"), ("Bruno Prueba", "USD 5000000"), ("Carla Prueba", "USD 15000000")):
        case.claim(doc, case.referent(doc, "Person", name), "reward", value=reward)
    found = listed(case, "reward")
    assert [each.entity.name for each in found.persons] == ["Carla Prueba", "Bruno Prueba", "Ana Ejemplo"]
    assert "not converted" in CRITERIA["reward"].words


def test_evidence_and_position_are_plain_counts():
    scene = Scene()
    scene.say("leads", scene.cartel)
    second = scene.say("leads", scene.cartel)
    boss = scene.case.referent(scene.doc, "Person", "Bruno Supuesto")
    scene.say("family_of", boss)
    reviewed(scene.case, second, "ana")
    found = scene.found
    assert found.position.ties == {"family of": 1, "leads": 1}
    assert (found.position.neighbours, found.position.events) == (2, 0)
    assert (found.evidence.claims, found.evidence.reviewed, found.evidence.assessed) == (2, 1, 0)
    assert found.evidence.grades == {"B2": 2}
    assert found.gaps == ("birth date", "nationality", "whereabouts", "identifier", "charge")


def test_every_list_says_by_what_it_is_made_and_no_word_scores_anybody():
    assert all(LISTS.values())
    words = " ".join([*LISTS.values(), *(criterion.words for criterion in CRITERIA.values())]).lower()
    assert not {"danger", "guilt", "risk", "threat"} & set(words.split())
