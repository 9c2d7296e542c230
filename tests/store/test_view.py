from dataclasses import replace

import pytest
from tests.store.hand import document, extraction, put, seen, source

from entramado.model.claim import Claim, Extraction, Judgement, Mention, Problem, Reading, Referent, Span
from entramado.model.errors import NotFound
from entramado.model.view import View, Viewer
from entramado.store import Store

GREEN = Viewer("green", "TLP:GREEN")


def test_the_view_is_the_one_that_stages_ask_for(store):
    def takes(view: View) -> int:
        return view.as_of

    assert takes(store.view()) == 0


def test_order_does_not_depend_on_when_things_came_in(tmp_path):
    docs = [document(f"{n}.txt", f"{n}: Ana Roe leads the Blue Gang. It is at war.") for n in "cabd"]
    views = []
    for number, order in enumerate((docs, docs[::-1])):
        with Store(tmp_path / f"{number}.entramado", create=True) as store:
            for doc in order:
                put(store, doc, extraction(doc), source())
            views.append((seen(store.view()), store.view().search("war", 3)))
    assert views[0] == views[1]
    assert [d.name for d in views[0][0]["documents"]] == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_as_of_shows_what_stood_then(store):
    first, second = document("a.txt", "Ana Roe leads the Blue Gang."), document("b.txt", "Ana Roe of the Blue Gang left.")
    put(store, first, extraction(first))
    one = store.view()
    leads = next(one.claims())
    put(store, second, extraction(second))
    store.retract(leads.id, actor="owner", why="misread")
    assert len(list(store.view().documents())) == 2
    assert leads.id not in [claim.id for claim in store.view().claims()]
    with pytest.raises(NotFound):
        store.view().claim(leads.id)
    then = store.view(as_of=one.as_of)
    assert seen(then) == seen(one)
    assert then.claim(leads.id) == leads
    assert not list(store.view(as_of=0).documents())


def test_a_retracted_claim_stays_retracted_when_the_document_comes_again(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.")
    put(store, doc, extraction(doc))
    leads = next(store.view().claims())
    store.retract(leads.id, actor="owner", why="misread")
    put(store, doc, extraction(doc))
    assert leads.id not in [claim.id for claim in store.view().claims()]
    with pytest.raises(NotFound):
        store.retract(leads.id, actor="owner", why="again")


def test_a_judgement_is_undone_with_its_act_and_can_be_made_again(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.")
    put(store, doc, extraction(doc))
    a, b = (referent.id for referent in store.view().referents())
    same = Judgement(a, b, "same", 1.0, "said so", "person:ana")
    store.judge([same], actor="ana", why="said so")
    assert store.undo(None, actor="ana") == [same.id]
    assert not list(store.view().judgements())
    with pytest.raises(NotFound, match="no judgement"):
        store.undo(None, actor="ana")
    store.judge([same], actor="ana", why="said so")
    assert list(store.view().judgements()) == [same]
    different = Judgement(a, b, "different", 1.0, "no", "person:ben")
    store.judge([different], actor="ben", why="no")
    assert list(store.view().judgements()) == [different]


def fill(store, *, hidden):
    """A case of two open documents and, if ``hidden``, of things that GREEN must not notice."""
    open_one = document("b.txt", "Ana Roe leads the Blue Gang. Nothing else is known.", origin=source())
    found = extraction(open_one)
    put(store, open_one, found, source())
    other = document("d.txt", "Ana Roe, of the Blue Gang, was seen.", origin=source("Weekly", "C"))
    put(store, other, extraction(other), source("Weekly", "C"))
    if not hidden:
        return
    leads = found.claims[0]
    secret = document("a.txt", "Blue Gang, Blue Gang, Blue Gang: Ana Roe is an informer.", marking="TLP:RED")
    put(store, secret, extraction(secret), source("The Daily", "E"), problems=[Problem("a.txt", "odd", "dates", doc=secret.id)])
    shown = document("c.txt", "Ana Roe leads the Blue Gang from a boat.", origin=source("Mole", "A", "TLP:RED"))
    base = extraction(shown)
    boat = Referent(shown.id, "Asset", "vessel", None, shown.text.index("boat"))
    uses = Claim(shown.id, base.referents[0].id, "uses", boat.id, spans=(Span(0, 39),), marking="TLP:RED")
    deny = Claim(
        shown.id, base.referents[0].id, "age", value="42", spans=(Span(0, 39),), disputes=base.claims[0].id, marking=None
    )
    put(
        store, shown,
        Extraction(
            (*base.referents, boat), (*base.mentions, Mention(boat.id, shown.id, boat.anchor, boat.anchor + 4, None)),
            (replace(base.claims[0], marking="TLP:RED"), uses, deny),
            tuple(Reading(c.id, "rules@1:t", 0.5) for c in (base.claims[0], uses, deny)),
        ),
        source("Mole", "A", "TLP:RED"),
    )  # fmt: skip
    a, b = leads.subject, base.referents[0].id
    store.judge([Judgement(a, extraction(secret).referents[0].id, "same", 1.0, "one", "person:x")], actor="x", why="one")
    store.judge([Judgement(a, b, "same", 1.0, "two", "person:x", "TLP:AMBER")], actor="x", why="two")
    store.report("e.pdf", [Problem("e.pdf", "is encrypted", "encrypted")], actor="owner")


def test_what_is_hidden_changes_nothing_that_is_shown(tmp_path):
    """Two cases, one with hidden rows besides: for the viewer they are twins, save for what is openly in the added document."""
    with Store(tmp_path / "plain.entramado", create=True) as plain, Store(tmp_path / "twin.entramado", create=True) as twin:
        fill(plain, hidden=False)
        fill(twin, hidden=True)
        here, there = plain.view(GREEN), twin.view(GREEN)
        added = next(d for d in there.documents() if d.name == "c.txt")
        assert added.source is None
        got = seen(there)
        for kind, rows in seen(here).items():
            theirs = [row for row in got[kind] if getattr(row, "doc", getattr(row, "id", None)) != added.id]
            if kind not in {"ids", "readings"}:
                assert theirs == rows, kind
        assert {r.name for r in there.referents()} == {"Ana Roe", "Blue Gang"}
        (deny,) = there.claims(added.id)
        assert deny.disputes is None
        assert deny.id in [c.id for c in twin.view().claims(added.id) if c.disputes]
        assert twin.view().claim(deny.id).disputes
        assert there.claim(deny.id) == deny
        assert not list(there.problems())
        assert {s.name for s in there.sources()} == {"The Daily", "Weekly"}
        assert {s.reliability for s in twin.view().sources() if s.name == "The Daily"} == {"E"}
        with pytest.raises(NotFound) as hidden:
            there.document(next(d.id for d in twin.view().documents() if d.name == "a.txt"))
        with pytest.raises(NotFound) as absent:
            there.document("d0")
        assert str(hidden.value).split()[:2] == str(absent.value).split()[:2]


def test_hidden_documents_do_not_shift_search(tmp_path):
    texts = ["The gang closed the road. It rained.", "Road blockades of the gang went on.", "Nothing happened."]
    results = []
    for hidden in (False, True):
        with Store(tmp_path / f"{hidden}.entramado", create=True) as store:
            for number, text in enumerate(texts):
                put(store, document(f"{number}.txt", text))
            if hidden:
                for number in range(9):
                    put(store, document(f"h{number}.txt", f"{number} gang gang road blockades gang. " * 3, marking="TLP:RED"))
            results.append(store.view(GREEN).search("gang road"))
    assert results[0] == results[1]
    assert len(results[0]) == 2


def test_a_view_answers_only_for_documents_there_are(store):
    for ask in (store.view().document, store.view().original, lambda d: list(store.view().claims(d)), store.view().claim):
        with pytest.raises(NotFound):
            ask("d0")


def test_deposits_that_grade_a_source_differently_count_by_the_lower(store):
    for name, grade in (("a", "B"), ("b", "F"), ("c", "D")):
        origin = source("The Daily", grade)
        put(store, document(name, f"Text {name}", origin=origin), None, origin)
    assert [s.reliability for s in store.view().sources()] == ["D"]
