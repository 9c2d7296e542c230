"""Claims that a person reads by hand, in place of a rule's and beside them; and taking one's word back."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.case.reports import write

import entramado
from entramado.case.correcting import End, Said, Span
from entramado.model.errors import NotFound, UsageError, VocabularyError
from entramado.model.marking import Marking
from entramado.model.view import Viewer
from entramado.share.exhibit import Exhibits
from entramado.share.find import find

FEUD = "The Red Crew is a rival of the Blue Gang."


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    place = tmp_path_factory.mktemp("correcting")
    with entramado.open(place / "a.entramado") as case:
        case.build(write(place / "reports"), workers=1)
    return (place / "a.entramado").read_bytes()


@pytest.fixture
def case(built, tmp_path):
    path = tmp_path / "a.entramado"
    path.write_bytes(built)
    with entramado.open(path, create=False) as opened:
        yield opened


@pytest.fixture
def untouched(built, tmp_path):
    """Gives a new copy of the case each time that it is asked."""
    numbers = count()

    def copy():
        path = tmp_path / f"{next(numbers)}.entramado"
        path.write_bytes(built)
        return path

    return copy


def claim(case, predicate, negated=False):
    return next(c for c in case.view().claims() if c.predicate == predicate and c.negated == negated)


def document(case, words):
    return next(d for d in case.view().documents() if words in d.text)


def drawn(case, viewer="owner"):
    return {claim for edge in case.view(viewer).network().edges for claim in edge.claims}


def seen(view):
    """All that a view gives, but for the moment it stands at."""
    kinds = ("documents", "referents", "mentions", "claims", "readings", "judgements")
    return {kind: list(getattr(view, kind)()) for kind in kinds} | {"map": view.network()}


def works_for(case, **more):
    """Ben Tull works for the Red Crew, where a rule reads that he is a member."""
    return case.read(
        document(case, "Ben Tull").id,
        "Ben Tull is a member of the Red Crew",
        Said(End(known="Ben Tull"), "works_for", End(known="Red Crew"), **more),
        by="ana",
    )


def test_a_correction_stands_beside_the_reading_that_it_says_is_wrong(case):
    member = claim(case, "member_of")
    done = case.correct(member.id, predicate="works_for", by="ana", why="he is hired, it says further down")
    made = case.view().claim(done.claim)
    assert (made.doc, made.spans, made.subject, made.object) == (member.doc, member.spans, member.subject, member.object)
    assert (made.predicate, done.misread) == ("works_for", member.id)
    readings = {(r.claim, r.by): r.p for r in case.view().readings() if r.claim in (made.id, member.id)}
    assert readings[made.id, "person:ana"] == 1.0
    assert readings[member.id, "person:ana"] == 0.02
    assert any(by.startswith("rules@") for reader, by in readings if reader == member.id)
    assert made.id in drawn(case)
    assert member.id not in drawn(case)
    assert not case.verify()


def test_what_is_taken_back_leaves_no_trace_on_the_map_and_all_of_it_on_the_record(case):
    before, then = seen(case.view()), case.view().as_of
    member = claim(case, "member_of")
    done = case.correct(member.id, subject=End.parse("Person:A lawyer"), predicate="works_for", by="ana")
    assert seen(case.view()) != before
    corrected = case.view().as_of
    case.take_back(done.claim, by="ana", why="a slip")
    assert seen(case.view()) == before
    assert done.claim in {c.id for c in case.view(as_of=corrected).claims()}
    assert seen(case.view(as_of=then)) == before
    with pytest.raises(NotFound):
        case.view().claim(done.claim)
    assert not case.verify()


def test_taking_back_restores_what_the_person_had_said_before(case):
    member = claim(case, "member_of").id
    case.review([member], right=True, by="ana")
    case.review([member], right=False, by="ana")
    assert member not in drawn(case)
    case.take_back(member, by="ana")
    assert {r.by: r.p for r in case.view().readings() if r.claim == member}["person:ana"] == 0.98


def test_a_review_that_is_taken_back_is_no_review(case):
    member = claim(case, "member_of").id
    case.review([member], right=True, by="ana")
    case.take_back(member, by="ana")
    view = case.view()
    assert Exhibits(view, view.network()).of(member).review.level == "none"
    with pytest.raises(NotFound, match="said nothing"):
        case.take_back(member, by="ana")
    with pytest.raises(NotFound, match="said nothing"):
        case.take_back(member, by="ben")


def test_what_was_taken_back_can_be_read_again(case):
    first = works_for(case)
    case.take_back(first.claim, by="ana")
    again = works_for(case)
    assert again.claim == first.claim
    assert first.claim in drawn(case)
    assert not case.verify()


def test_what_another_person_found_right_stays_when_its_author_takes_it_back(case):
    done = works_for(case)
    case.review([done.claim], right=True, by="ben")
    case.take_back(done.claim, by="ana")
    assert {r.by for r in case.view().readings() if r.claim == done.claim} == {"person:ben"}
    assert done.claim in drawn(case)


def test_the_same_claim_read_by_a_rule_and_a_person_is_one_claim_with_two_readings(case):
    member = claim(case, "member_of")
    said = Said(End(known=member.subject), "member_of", End(known=member.object), qualifiers={"role": "member"})
    done = case.read(member.doc, member.spans[0], said, by="ana")
    assert done.claim == member.id
    readings = {r.by: r.p for r in case.view().readings() if r.claim == member.id}
    assert readings["person:ana"] == 0.98
    assert len(readings) == 2


def test_a_retracted_claim_is_not_read_again(case):
    done = works_for(case)
    case.retract(done.claim, "a test")
    with pytest.raises(UsageError, match="retracted"):
        works_for(case)


def test_who_adds_a_claim_is_no_reviewer_of_it(case):
    done = works_for(case)
    view = case.view()
    assert Exhibits(view, view.network()).of(done.claim).review.level == "none"


def test_an_entity_that_the_document_does_not_have_is_tied_by_a_judgement(case):
    feud = document(case, FEUD)
    start = feud.text.index("Its members")
    members, its = Span(start, start + 11), Span(start, start + 3)
    said = Said(End(known="Ana Roe", at=members), "associate_of", End(type="Person", at=its))
    done = case.read(feud.id, Span(start, start + 60), said, by="ana")
    view = case.view()
    made = view.claim(done.claim)
    referent = next(r for r in view.referents() if r.id == made.subject)
    network = view.network()
    assert network.entity_of[made.subject] == find(network, "Ana Roe").id
    assert referent.doc == feud.id
    (tie,) = view.judgements()
    assert made.subject in (tie.a, tie.b)
    case.take_back(done.claim, by="ana")
    assert not list(case.view().judgements())
    assert not case.verify()


def test_a_new_referent_is_called_as_the_text_calls_it_and_never_by_a_name_of_another_document(case):
    """Who may read this report alone must not learn from it how another one calls the man."""
    secret = case.note("Ana Roe is called La Prueba.", [("Ana Roe", "alias", "La Prueba")], by="ines", marking="TLP:RED")
    case.mark(secret.id, "TLP:RED", "a test")
    feud = document(case, FEUD)
    start = feud.text.index("Its members")
    vehicles = End(type="Asset", kind="vehicle", words="vehicles")
    said = Said(End(known="Ana Roe", at=Span(start, start + 11)), "uses", vehicles)
    case.read(feud.id, Span(start, start + 30), said, by="ana")
    case.add_viewer(Viewer("partner", "TLP:GREEN"))
    view = case.view("partner")
    assert not list(view.judgements())
    assert "La Prueba" not in str(seen(view))
    tie = next(iter(case.view().judgements()))
    assert Marking.parse("TLP:RED") <= Marking.parse(tie.marking)


def test_a_viewer_learns_of_no_referent_that_only_a_hidden_claim_brought(case):
    """Nameless or named: it is there because somebody read a claim that this viewer may not see."""
    case.add_viewer(Viewer("partner", "TLP:GREEN"))
    before = seen(case.view("partner"))
    feud = document(case, FEUD)
    burners, vehicles = End.parse("Organization/criminal:Its members"), End.parse("Asset/vehicle:vehicles")
    done = case.read(feud.id, "Its members burned vehicles in Zapopan", Said(burners, "uses", vehicles), by="ana")
    assert seen(case.view("partner")) != before
    case.mark(done.claim, "TLP:RED", "a test", by="ana")
    assert seen(case.view("partner")) == before


def test_the_new_reading_of_a_claim_marked_apart_is_marked_as_it_is(case):
    member = claim(case, "member_of")
    case.mark(member.id, "TLP:RED", "a test", by="ana")
    done = case.correct(member.id, predicate="works_for", by="ana")
    assert case.view().claim(done.claim).marking == "TLP:RED"
    case.add_viewer(Viewer("partner", "TLP:GREEN"))
    assert done.claim not in {c.id for c in case.view("partner").claims()}


def test_an_added_claim_is_handled_like_its_document_and_follows_it(case):
    done = works_for(case)
    case.add_viewer(Viewer("partner", "TLP:GREEN"))
    assert done.claim in drawn(case, "partner")
    case.mark(done.document, "TLP:RED", "a test", by="ana")
    assert done.claim not in drawn(case, "partner")
    assert not case.verify()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (Said(End(known="Ben Tull"), "leads", End(known="Ben Tull")), VocabularyError),
        (Said(End(known="Ben Tull"), "flies_with", End(known="Red Crew")), VocabularyError),
        (Said(End(known="Ben Tull"), "age", value="old"), VocabularyError),
        (Said(End(known="Ben Tull"), "age", End(known="Red Crew")), VocabularyError),
        (Said(End(known="Ben Tull"), "works_for"), UsageError),
        (Said(End(known="Nobody Known"), "works_for", End(known="Red Crew")), NotFound),
        (Said(End(type="Person", words="Nobody Known"), "works_for", End(known="Red Crew")), UsageError),
        (Said(End(type="Ghost", words="Ben Tull"), "works_for", End(known="Red Crew")), VocabularyError),
        (Said(End(type="Organization", kind="choir", words="Red Crew"), "uses", End(known="Ben Tull")), VocabularyError),
        (Said(End(known="Ben Tull"), "works_for", End(known="Red Crew"), since="yesterday"), UsageError),
    ],
)
def test_what_cannot_be_said_leaves_the_case_as_it_was(case, said, fault):
    doc, then = document(case, "Ben Tull").id, case.view().as_of
    with pytest.raises(fault):
        case.read(doc, "Ben Tull is a member of the Red Crew", said, by="ana")
    assert case.view().as_of == then


@pytest.mark.parametrize("words", ["", "words that are not there", "e"])
def test_a_quote_stands_in_the_document_once(case, words):
    doc = document(case, "Ben Tull").id
    with pytest.raises(UsageError, match=r"nowhere|times"):
        case.read(doc, words, Said(End(known="Ben Tull"), "works_for", End(known="Red Crew")), by="ana")


@pytest.mark.parametrize("by", ["", "  ", "owner"])
def test_nobody_reads_without_a_name(case, by):
    member = claim(case, "member_of").id
    for act in (lambda: case.correct(member, negated=True, by=by), lambda: case.take_back(member, by=by)):
        with pytest.raises(UsageError, match="--by NAME"):
            act()


def test_a_correction_changes_something(case):
    with pytest.raises(UsageError, match="already"):
        case.correct(claim(case, "member_of").id, negated=False, by="ana")


def test_a_hidden_claim_reads_like_an_absent_one(case):
    member = claim(case, "member_of")
    case.mark(member.id, "TLP:RED", "a test", by="ana")
    case.add_viewer(Viewer("partner", "TLP:GREEN"))
    told = []
    for asked in (member.id, "c" + "0" * 24):
        with pytest.raises(NotFound) as raised:
            case.correct(asked, negated=True, by="ana", viewer="partner")
        told.append(str(raised.value).replace(asked, "X"))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("41", 41, 41), ("at least 40", 40, None), ("up to 50", None, 50), ("about 41", 41, 41), ("40 to 42", 40, 42),
        ("1,041", 1041, 1041),
    ],
)  # fmt: skip
def test_a_figure_is_read_with_its_bounds_and_said_again_as_it_was(case, words, low, high):
    killed = claim(case, "killed")
    done = case.correct(killed.id, value=words, negated=True, by="ana")
    made = case.view().claim(done.claim)
    assert (made.figure.low, made.figure.high) == (low, high)
    other = case.correct(made.id, modality="alleged", by="ana")
    assert case.view().claim(other.claim).figure == made.figure


def test_when_and_who_says_so_are_part_of_a_claim(case):
    done = works_for(case, since="2020-03", until="2021", modality="alleged", speaker=End(type="Person", words="A lawyer"))
    made = case.view().claim(done.claim)
    assert (str(made.valid_from), str(made.valid_to), made.modality) == ("2020-03", "2021", "alleged")
    assert [said.name for said in made.said_by] == ["A lawyer"]


def test_the_trail_tells_who_read_and_not_what(case):
    works_for(case)
    entry = case.audit()[-1]
    assert (entry.actor, entry.action) == ("ana", "claim")
    assert "Ben Tull" not in str(entry.what)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(["review", "misread", "read", "correct", "back"]), st.sampled_from(["ana", "ben"])), max_size=6
    ),
    forward=st.booleans(),
)
def test_taking_back_all_leads_back_to_the_machine_alone(untouched, acts, forward):
    """Whatever persons said, and in whatever order they take it back: once all is, the view is as it was."""
    with entramado.open(untouched(), create=False) as case:
        before = seen(case.view())
        member = claim(case, "member_of").id
        done = []
        for act, by in acts:
            mine = [one for one in done if one[1] == by]
            if act == "back" and mine:
                case.take_back(mine[-1][0], by=by)
                done.remove(mine[-1])
            elif act == "read":
                said = Said(End(known="Ben Tull"), "occupation", value=f"member {len(done)}")
                done.append((case.read(document(case, "Ben Tull").id, "Ben Tull is a member", said, by=by).claim, by))
            elif act == "correct":
                done.append((case.correct(member, since=f"{2001 + len(done)}", by=by).claim, by))
            elif act != "back":
                case.review([member], right=act == "review", by=by)
                done.append((member, by))
        for made, by in sorted(done) if forward else reversed(done):
            case.take_back(made, by=by)
        assert seen(case.view()) == before
        assert not case.verify()
