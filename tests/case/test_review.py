"""Reviews of claims by persons, and categories with their evidence, on a case file."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select
from tests.case.reports import write

import entramado
from entramado.model.errors import MarkingError, NotFound, UsageError, VocabularyError
from entramado.model.view import Viewer
from entramado.share.exhibit import Exhibits
from entramado.share.find import find
from entramado.share.review_queue import STAKES, misread_about, queue
from entramado.share.subjects import subjects
from entramado.store import schema


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    place = tmp_path_factory.mktemp("review")
    with entramado.open(place / "a.entramado") as case:
        case.build(write(place / "reports"), workers=1)
    return (place / "a.entramado").read_bytes()


@pytest.fixture
def case(built, tmp_path):
    path = tmp_path / "a.entramado"
    path.write_bytes(built)
    with entramado.open(path, create=False) as opened:
        yield opened


def laid_open(case, viewer="owner"):
    view = case.view(viewer)
    network = view.network()
    return network, Exhibits(view, network)


def claim(case, predicate, negated=False):
    return next(c.id for c in case.view().claims() if c.predicate == predicate and c.negated == negated)


def drawn(case):
    return {claim for edge in case.view().network().edges for claim in edge.claims}


def person(case, name):
    network, exhibits = laid_open(case)
    found = subjects(network, exhibits)
    return next(each for _, _, entries in found.lists() for each in entries if each.entity.name == name)


def test_a_review_stands_beside_the_machines_reading_and_the_last_word_of_a_person_counts(case):
    said = claim(case, "member_of")
    before = {(r.by, r.p) for r in case.view().readings() if r.claim == said}
    case.review([said], right=False, by="ana", why="it is about his brother")
    assert said not in drawn(case)
    after = {(r.by, r.p) for r in case.view().readings() if r.claim == said}
    assert after == before | {("person:ana", 0.02)}
    case.review([said], right=True, by="ana")
    assert said in drawn(case)
    assert {(r.by, r.p) for r in case.view().readings() if r.claim == said} == before | {("person:ana", 0.98)}
    assert not case.verify()


def test_a_view_of_before_the_review_knows_nothing_of_it(case):
    said = claim(case, "member_of")
    then = case.view().as_of
    case.review([said], right=False, by="ana")
    assert any(said in edge.claims for edge in case.view(as_of=then).network().edges)


def test_the_trail_tells_who_reviewed_and_not_what_was_said(case):
    said = claim(case, "member_of")
    case.review([said], right=True, by="ana", why="read the report")
    entry = case.audit()[-1]
    assert (entry.actor, entry.action) == ("ana", "review")
    assert "Red Crew" not in str(entry.what)


@pytest.mark.parametrize("by", ["", "  ", "owner"])
def test_nobody_reviews_without_a_name(case, by):
    with pytest.raises(UsageError, match="--by NAME"):
        case.review([claim(case, "member_of")], right=True, by=by)


def test_one_unknown_claim_and_nothing_is_recorded(case):
    said = claim(case, "member_of")
    with pytest.raises(NotFound):
        case.review([said, "c0"], right=False, by="ana")
    assert said in drawn(case)
    case.retract(said, "a test")
    with pytest.raises(NotFound):
        case.review([said], right=True, by="ana")


def test_a_hidden_claim_reads_like_an_absent_one(case):
    note = case.note("Ben Tull pays Ana Roe.", [("Ben Tull", "pays", "Ana Roe")], by="ines", marking="TLP:RED")
    case.add_viewer(Viewer("partner", "TLP:GREEN"))
    (hidden,) = (c.id for c in case.view().claims(note.id))
    errors = []
    for asked in (hidden, "c" + "0" * 24):
        with pytest.raises(NotFound) as raised:
            case.review([asked], right=True, by="ana", viewer="partner")
        errors.append(str(raised.value).replace(asked, "X"))
    assert errors[0] == errors[1]


def test_two_persons_make_an_assessment_and_the_author_of_a_note_is_none_of_them(case):
    note = case.note("Ben Tull leads the Red Crew.", [("Ben Tull", "leads", "Red Crew")], by="ana", reliability="B")
    (said,) = (c.id for c in case.view().claims(note.id))
    case.review([said], right=True, by="ana")
    case.review([said], right=True, by="ben")
    assert "not assessed (reviewed by one person: ben)" in person(case, "Ben Tull").memberships[0].words()
    case.review([said], right=True, by="eva")
    assert person(case, "Ben Tull").memberships[0].words().startswith("assessed as leader of Red Crew by ben and eva")


def test_what_was_sent_out_is_recalled_once_nobody_finds_it_right(case):
    said, doc = next((c.id, c.doc) for c in case.view().claims() if c.predicate == "member_of")
    with case._store.act("ines", "release", "a test") as act:
        package = {
            "package": "k1", "kind": "release", "recipient": "partner", "sequence": 1, "at": act.at, "purpose": "",
            "authority": "", "why": "", "by": "ines", "digest": "0", "tx": act.tx,
        }  # fmt: skip
        act.connection.execute(insert(schema.dissemination), package)
        sent = {"package": "k1", "claim": said, "doc": doc, "sent_as": said, "quoted": True}
        act.connection.execute(insert(schema.disseminated), sent)
    case.review([said], right=True, by="ana")
    assert case.review([said], right=False, by="ben") == 0
    assert case.review([said], right=False, by="ana") == 1
    with case._store.reading() as connection:
        assert connection.execute(select(schema.recall.c.claim, schema.recall.c.reason)).all() == [(said, "corrected")]


def test_what_matters_and_is_read_least_surely_waits_first(case):
    network, exhibits = laid_open(case)
    waiting = queue(network, exhibits)
    assert {w.exhibit.claim.id for w in waiting} == drawn(case)
    order = [(w.stake, w.p) for w in waiting]
    assert order == sorted(order)
    weighty = [w for w in waiting if w.stake == 0]
    assert weighty
    assert "membership" in STAKES[0]
    assert all(w.exhibit.quote for w in waiting)


def test_a_membership_waits_for_a_second_reviewer_and_other_claims_for_one(case):
    tie, age = claim(case, "member_of"), claim(case, "age")
    case.review([tie, age], right=True, by="ana")
    network, exhibits = laid_open(case)
    needs = {w.exhibit.claim.id: w.need for w in queue(network, exhibits)}
    assert "second reviewer" in needs[tie]
    assert age not in needs
    assert tie not in {w.exhibit.claim.id for w in queue(network, exhibits, by="Ana")}
    ben = find(network, "Ben Tull")
    assert {w.exhibit.claim.id for w in queue(network, exhibits, ben)} == {tie}


def test_what_was_found_misread_is_listed_with_those_it_would_speak_of(case):
    said = claim(case, "member_of")
    case.review([said], right=False, by="ana")
    network, exhibits = laid_open(case)
    ben, crew, roe = (find(network, name) for name in ("Ben Tull", "Red Crew", "Ana Roe"))
    assert [e.claim.id for e in misread_about(network, exhibits, [ben, crew])] == [said]
    assert misread_about(network, exhibits, [roe]) == []


def test_a_category_stands_on_the_quote_of_its_evidence_as_of_its_day(case):
    tie = claim(case, "member_of")
    quote = laid_open(case)[1].of(tie).quote
    note = case.categorise("Ben Tull", "Witness", by="ines", evidence=[tie], date="2026-02", reliability="B")
    assert quote in note.text
    assert tie in note.text
    found = person(case, "Ben Tull").category
    assert (found.word, found.date, found.explicit) == ("witness", "2026-02", True)
    assert "written by ines, not reviewed" in found.words()


def test_a_category_is_handled_like_its_evidence(case):
    secret = case.note("Ben Tull testified.", [("Ben Tull", "description", "testified")], by="ines", marking="TLP:AMBER")
    (hidden,) = (c.id for c in case.view().claims(secret.id))
    assert case.categorise("Ben Tull", "witness", by="ines", evidence=[hidden]).marking == "TLP:AMBER"
    assert case.categorise("Ben Tull", "witness", by="ines", text="he said so", marking="TLP:RED").marking == "TLP:RED"


@pytest.mark.parametrize(
    ("error", "wrong"),
    [
        (UsageError, {"by": "owner", "text": "x"}),
        (UsageError, {"by": "ines"}),
        (UsageError, {"by": "ines", "text": "x", "date": "last May"}),
        (NotFound, {"by": "ines", "evidence": ["c0"]}),
        (MarkingError, {"by": "ines", "text": "x", "marking": "TLP:PINK"}),
    ],
)
def test_a_category_without_name_evidence_or_sense_is_refused_and_nothing_is_kept(case, error, wrong):
    before = len(list(case.view().documents()))
    with pytest.raises(error):
        case.categorise("Ben Tull", "witness", **wrong)
    with pytest.raises(VocabularyError):
        case.categorise("Ben Tull", "kingpin", by="ines", text="x")
    assert len(list(case.view().documents())) == before
