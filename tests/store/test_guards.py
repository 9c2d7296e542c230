"""Who sees what: claim, text and source guarded apart, consents, re-marking, last days, viewers withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from tests.model.test_marking import texts, viewers
from tests.store.hand import document, extraction, put, seen, source

from entramado.model.claim import Span
from entramado.model.errors import MarkingError, NotFound, Revoked, UsageError
from entramado.model.marking import Marking
from entramado.model.view import Viewer
from entramado.store import OWNER, Store, schema
from entramado.store.consents import consents, record
from entramado.store.remark import mark
from entramado.store.visible import admit_labels

TLPS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:GREEN; H2")
ANYONE = Viewer("anyone")
GREEN = Viewer("green", "TLP:GREEN")
MEX = Viewer("MEX", "TLP:GREEN", "MEX")


def lower(doc, marking="TLP:GREEN"):
    """An extraction whose first claim is marked apart."""
    found = extraction(doc)
    return replace(found, claims=(replace(found.claims[0], marking=marking), *found.claims[1:]))


def test_a_claim_marked_lower_than_its_document_is_shown_without_its_text(store):
    doc = document("secret name.txt", "Ana Roe leads the Blue Gang, says the mole.", origin=source(), marking="TLP:RED")
    found = lower(doc)
    put(store, doc, found, source())
    view = store.view(GREEN)
    (shown,) = view.claims()
    told = found.claims[0]
    assert (shown.id, shown.subject, shown.object, shown.spans) == (told.id, told.subject, told.object, (Span(0, 0),))
    assert view.claim(shown.id) == shown
    (held,) = view.documents()
    assert (held.name, held.text, held.title, held.published, held.source, held.sha256) == ("withheld", "", None, None, None, "")
    assert not list(view.mentions())
    assert not list(view.sources())
    assert [r.name for r in view.referents()] == ["Ana Roe", "Blue Gang"]
    assert [r.claim for r in view.readings()] == [shown.id]
    assert not view.search("mole")
    with pytest.raises(NotFound):
        view.original(doc.id)
    assert not list(store.view(ANYONE).documents())
    assert not list(store.view(ANYONE).referents())


def test_of_a_withheld_document_only_those_are_shown_of_whom_a_visible_claim_speaks(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.", marking="TLP:RED")
    found = extraction(doc)
    age = replace(found.claims[1], marking="TLP:GREEN")
    put(store, doc, replace(found, claims=(found.claims[0], age)))
    assert [r.name for r in store.view(GREEN).referents()] == ["Ana Roe"]


def test_restricting_a_document_hides_what_takes_its_marking_from_it_in_the_past_too(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.", origin=source())
    put(store, doc, lower(doc, "TLP:CLEAR"), source())
    then = store.view(ANYONE).as_of
    assert len(list(store.view(ANYONE).claims())) == 2
    kind, before = mark(store, doc.id, "TLP:RED", actor="owner", why="the originator asks")
    assert (kind, before) == ("document", "TLP:CLEAR")
    for view in (store.view(ANYONE), store.view(ANYONE, as_of=then)):
        assert [c.marking for c in view.claims()] == ["TLP:CLEAR"]
        assert [d.name for d in view.documents()] == ["withheld"]
    assert store.view().document(doc.id).marking == "TLP:RED"
    mark(store, doc.id, "TLP:CLEAR", actor="owner", why="a mistake")
    assert [d.name for d in store.view(ANYONE).documents()] == ["a.txt"]
    assert store.verify() == []


def test_a_claim_is_marked_apart_from_its_document(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.")
    found = extraction(doc)
    put(store, doc, found)
    leads = found.claims[0]
    mark(store, leads.id, "TLP:AMBER", actor="owner", why="from an informer")
    assert leads.id not in [c.id for c in store.view(GREEN).claims()]
    mark(store, doc.id, "TLP:GREEN", actor="owner", why="all of it")
    assert store.view().claim(leads.id).marking == "TLP:AMBER"
    assert store.view().claim(found.claims[1].id).marking is None


def test_a_source_once_restricted_comes_in_no_lower_again(store):
    wire = source("Wire")
    first = document("a.txt", "Ana Roe leads the Blue Gang.", origin=wire)
    put(store, first, None, wire)
    mark(store, wire.id, "TLP:RED", actor="owner", why="it is an informer")
    graded = source("Wire", "D")
    put(store, document("b.txt", "Ana Roe left the Blue Gang.", origin=graded), None, graded)
    assert not list(store.view(GREEN).sources())
    assert {d.source for d in store.view(GREEN).documents()} == {None}
    assert [s.marking for s in store.view().sources()] == ["TLP:RED"]


def test_marking_asks_for_something_there_and_a_marking(store):
    with pytest.raises(NotFound, match="no document, claim or source"):
        mark(store, "d0", "TLP:RED", actor="owner", why="x")
    doc = document("a.txt", "Ana.")
    put(store, doc)
    before = store.leaves()
    with pytest.raises(MarkingError):
        mark(store, doc.id, "SECRET", actor="owner", why="x")
    assert store.leaves() == before


@pytest.mark.parametrize("marking", ["TLP:GREEN; H2", "TLP:AMBER", "TLP:GREEN; UK:C"])
def test_consent_opens_one_document_to_one_recipient(store, marking):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.", marking=marking)
    other = document("b.txt", "Ana Roe left the Blue Gang.", marking=marking)
    for each in (doc, other):
        put(store, each, extraction(each))
    assert not list(store.view(MEX).documents())
    for state, shown in (("asked", []), ("given", ["a.txt"]), ("refused", [])):
        record(store, doc.id, "MEX", state, originator="Example Unit", why="asked by letter", actor="owner")
        view = store.view(MEX)
        assert [d.name for d in view.documents()] == shown
        assert len(list(view.claims())) == 2 * len(shown)
        assert [h.doc for h in view.search("gang")] == [doc.id] * len(shown)
        assert not list(store.view(GREEN).documents())
    (last,) = consents(store, "MEX")
    assert (last.state, last.originator) == ("refused", "Example Unit")


@pytest.mark.parametrize("marking", ["CUI//NOFORN", "CUI//REL TO USA, GBR", "TLP:GREEN; PURPOSE:research", "UNTIL:2020-01-01"])
def test_consent_lifts_nothing_that_is_not_the_originators(store, marking):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.", marking=marking)
    put(store, doc)
    record(store, doc.id, "MEX", "given", originator="Example Unit", why="yes", actor="owner")
    assert not list(store.view(MEX).documents())


def test_consent_to_a_claim_is_consent_to_that_claim(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.", marking="TLP:GREEN")
    found = lower(doc, "TLP:GREEN; H2")
    put(store, doc, found)
    assert [c.predicate for c in store.view(MEX).claims()] == ["age"]
    record(store, found.claims[0].id, "MEX", "given", originator="Example Unit", why="yes", actor="owner")
    assert {c.predicate for c in store.view(MEX).claims()} == {"age", "leads"}


def test_consent_is_asked_for_documents_and_claims_by_name(store):
    wire = source("Wire")
    put(store, document("a.txt", "Ana.", origin=wire), None, wire)
    with pytest.raises(UsageError, match="entramado mark"):
        record(store, wire.id, "MEX", "given", originator="x", why="y", actor="owner")
    with pytest.raises(UsageError, match="originator"):
        record(store, next(store.view().documents()).id, "MEX", "given", originator=" ", why="y", actor="owner")


def test_what_nobody_said_is_still_needed_is_the_owners_alone(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.")
    put(store, doc, extraction(doc))
    today = datetime.now(UTC).date()
    assert len(list(store.view(ANYONE).documents())) == 1
    with store.act("owner", "test", "age it") as act:
        values = {"review_by": (today - timedelta(days=1)).isoformat()}
        act.connection.execute(update(schema.document).values(**values))
    view = store.view(ANYONE)
    assert all(not rows for rows in seen(view).values())
    assert not view.search("gang")
    assert view.as_of == 0
    assert len(list(store.view().documents())) == 1


def test_a_last_day_passes(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.", marking="TLP:CLEAR; UNTIL:2030-06-30")
    put(store, doc, extraction(doc))

    def on(day):
        from entramado.store import StoreView

        return list(StoreView(store.engine, store.path, ANYONE, today=day).claims())

    assert on(date(2030, 6, 30))
    assert not on(date(2030, 7, 1))


def test_a_viewer_counts_what_he_sees_and_its_numbers_have_no_gaps(store):
    shown = [document(f"{n}.txt", f"{n} Ana Roe leads the Blue Gang.") for n in range(3)]
    for n, doc in enumerate(shown):
        put(store, document(f"hidden {n}.txt", f"{n} Ana Roe is an informer.", marking="TLP:RED"))
        put(store, doc, extraction(doc))
    view = store.view(ANYONE)
    assert view.as_of == 3
    for count in range(5):
        then = store.view(ANYONE, as_of=count)
        assert then.as_of == min(count, 3)
        assert [d.name for d in then.documents()] == [d.name for d in shown[:count]]
    leads = next(view.claims())
    store.retract(leads.id, actor="owner", why="misread")
    assert store.view(ANYONE).as_of == 4
    assert leads.id in [c.id for c in store.view(ANYONE, as_of=3).claims()]
    assert store.view().as_of == 7


def test_a_viewer_who_was_withdrawn_or_changed_is_told_nothing_more(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.", marking="TLP:GREEN")
    put(store, doc, extraction(doc))
    store.add_viewer(MEX, actor="owner")
    view, stranger = store.view(MEX), store.view(GREEN)
    assert list(view.claims())
    store.add_viewer(replace(MEX, clearance="TLP:CLEAR"), actor="owner")
    asks = (
        lambda: list(view.claims()),
        lambda: list(view.documents()),
        lambda: view.document(doc.id),
        lambda: view.search("gang"),
        view.check,
    )
    for ask in asks:
        with pytest.raises(Revoked):
            ask()
    again = store.view(replace(MEX, clearance="TLP:CLEAR"))
    assert not list(again.documents())
    store.revoke("MEX", actor="owner")
    with pytest.raises(Revoked):
        list(again.sources())
    assert list(stranger.claims())
    with pytest.raises(NotFound):
        store.revoke("MEX", actor="owner")


def test_what_comes_in_under_a_new_marking_is_not_shown_to_who_looks_already(store):
    put(store, document("a.txt", "Ana Roe leads the Blue Gang."))
    view = store.view(ANYONE)
    doc = document("b.txt", "Ana Roe is an informer.", marking="TLP:CLEAR; CUI//NOFORN")
    put(store, doc)
    assert [each.name for each in view.documents()] == ["a.txt"]
    mark(store, doc.id, "TLP:RED", actor="owner", why="x")
    assert [each.name for each in view.documents()] == ["a.txt"]
    mark(store, next(view.documents()).id, "TLP:AMBER", actor="owner", why="x")
    with pytest.raises(Revoked):
        list(view.documents())
    assert not list(store.view(ANYONE).documents())


def test_the_owner_goes_on_reading_when_something_is_marked_as_nothing_was_before(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.")
    put(store, doc)
    view = store.view()
    assert [each.marking for each in view.documents()] == ["TLP:CLEAR"]
    mark(store, doc.id, "TLP:AMBER; H1", actor="owner", why="x")
    assert [each.marking for each in view.documents()] == ["TLP:AMBER; H1"]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.sets(st.integers(0, 7), max_size=3), st.booleans())
@settings(max_examples=30, deadline=None)  # a case on the disk each time
def test_the_count_of_claims_is_that_of_those_listed(tmp_path_factory, levels, overdue, consented):
    with Store(tmp_path_factory.mktemp("count") / "a.entramado", create=True) as store:
        docs = [document(f"{n}.txt", f"{n} Ana Roe leads the Blue Gang.", marking=TLPS[level]) for n, level in enumerate(levels)]
        for n, doc in enumerate(docs):
            put(store, doc, lower(doc, TLPS[(levels[n] + n) % 4]))
        with store.act("owner", "test", "age some") as act:
            late = [docs[n].id for n in overdue if n < len(docs)]
            act.connection.execute(update(schema.document).where(schema.document.c.doc.in_(late)).values(review_by="2020-01-01"))
        if consented:
            record(store, docs[0].id, "MEX", "given", originator="Example Unit", why="yes", actor="owner")
        for viewer in (ANYONE, GREEN, MEX, OWNER):
            view = store.view(viewer)
            assert view.claim_count() == len(list(view.claims()))


@given(texts(), viewers)
def test_a_marking_judged_by_its_parts_is_the_marking_judged_whole(text, viewer):
    day = date(2026, 7, 1)
    agreed = frozenset({"d1"})
    admitted = admit_labels({1: text}, viewer, day, documents=agreed)
    assert (1 in admitted.labels) == Marking.parse(text).visible_to(viewer, day)
    assert (1 in admitted.lifted) == Marking.parse(text).consented().visible_to(viewer, day)
