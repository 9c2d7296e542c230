from __future__ import annotations

import json

import pytest
from tests.case.partners import SUBJECT, claims_by_name, everything_in, key_in
from tests.store.hand import document, put

import entramado
from entramado.case.tearline import is_lower
from entramado.model.claim import Claim, Extraction, Reading, Referent, Span
from entramado.model.errors import MarkingError, NotFound, UsageError, VocabularyError
from entramado.model.marking import Marking
from entramado.store.releases import tearlines

ORIGINAL = "Ana Ejemplo leads Banda Oculta (amber.txt)"
TEXT = "Ana Ejemplo leads a second group as well."


@pytest.fixture
def case(filled, tmp_path):
    path = tmp_path / "us.entramado"
    path.write_bytes(filled)
    with entramado.open(path, create=False) as opened:
        yield opened


@pytest.fixture
def original(case):
    return claims_by_name(case)[ORIGINAL]


def write(case, original, text=TEXT, marking="TLP:GREEN", **more):
    return case.tearline(original, text, marking, **({"object": "a second group", "by": "Inés Ejemplo"} | more))


def test_a_tearline_goes_where_its_original_may_not(case, original):
    made = write(case, original)
    shown = {claim.id for claim in case.view("MEX").claims()}
    assert made.claim in shown
    assert original not in shown
    view = case.view("MEX")
    claim = view.claim(made.claim)
    assert (claim.predicate, view.document(claim.doc).text, claim.marking) == ("leads", TEXT, None)
    assert view.document(claim.doc).marking == "TLP:GREEN"
    found = case.preview("MEX", [SUBJECT])
    assert [(each.claim, each.original, each.text) for each in found.tearlines] == [(made.claim, original, TEXT)]
    assert original in {claim for held in found.held for claim in held.claims}
    assert case.verify() == []


def test_its_entities_are_those_of_the_original_for_who_sees_both(case, original):
    made = write(case, original)
    for viewer in ("owner", "MEX"):
        view = case.view(viewer)
        network = view.network()
        claim = view.claim(made.claim)
        assert network.entities[network.entity_of[claim.subject]].name == SUBJECT
    network = case.view().network()
    for end in ("subject", "object"):
        ends = [getattr(case.view().claim(each), end) for each in (original, made.claim)]
        assert network.entity_of[ends[0]] == network.entity_of[ends[1]]


def test_what_ties_it_to_its_original_is_in_no_view_and_no_package(case, original, tmp_path):
    made = write(case, original, why="they need to know")
    assert tearlines(case._store) == {made.claim: original}
    view = case.view("MEX")
    assert list(view.judgements()) == []
    released = case.release(
        case.preview("MEX"), tmp_path / "package", key=key_in(tmp_path), by="Inés Ejemplo", purpose="p", authority="a"
    )
    found = everything_in(released.path)
    theirs = view.original(made.document) + json.dumps([str(each) for each in (*view.documents(), *view.sources())]).encode()
    hidden = [original, "Banda Oculta", "Inés", "they need to know", "Halcón", "written for release"]
    hidden += [c.id for c in case.view().claims() if c.id not in {x.id for x in view.claims()}]
    for word in hidden:
        assert word.encode() not in found, word
        assert word.encode() not in theirs, word
    assert TEXT.encode() in found
    owner = case.view()
    assert all(j.marking == "TLP:AMBER" for j in owner.judgements())


def test_the_world_without_the_original_looks_the_same_to_the_recipient(case, original):
    write(case, original)
    before = {(r.name, r.type) for r in case.view("MEX").referents()}, case.view("MEX").as_of
    claims = {claim.id for claim in case.view("MEX").claims()}
    case.mark("amber.txt", "TLP:RED", "closed further")
    assert {claim.id for claim in case.view("MEX").claims()} == claims
    assert ({(r.name, r.type) for r in case.view("MEX").referents()}, case.view("MEX").as_of) == before


def test_a_description_names_nobody(case, original):
    made = write(case, original, text="A woman known to police leads a second group.", subject="a woman known to police")
    view = case.view("MEX")
    claim = view.claim(made.claim)
    referents = {referent.id: referent for referent in view.referents()}
    assert (referents[claim.subject].name, referents[claim.subject].key) == (None, None)
    assert view.network().entity_of[claim.subject] not in {
        view.network().entity_of[r.id] for r in referents.values() if r.name == SUBJECT
    }
    network = case.view().network()
    assert network.entities[network.entity_of[claim.subject]].name == SUBJECT


def test_only_what_the_text_itself_points_to_is_looked_up(case):
    doc = document("place.txt", "In the hills near Tapalpa, Jalisco, Ana Ejemplo was seen in Guadalajara.", marking="TLP:AMBER")
    who = Referent(doc.id, "Person", None, SUBJECT, 36)
    where = Referent(doc.id, "Place", "locality", "Guadalajara", 60, key="place:ES-19130")
    claim = Claim(doc.id, who.id, "located_in", where.id, spans=(Span(36, 71),))
    put(case._store, doc, Extraction((who, where), (), (claim,), (Reading(claim.id, "rules@1:test", 0.9),)))
    made = case.tearline(claim.id, "Ana Ejemplo was in Guadalajara, Jalisco.", "TLP:GREEN", by="Inés Ejemplo")
    view = case.view("MEX")
    (place,) = (r for r in view.referents() if r.id == view.claim(made.claim).object)
    assert place.key == "place:MX-14039"


def test_a_value_is_given_again_or_told_more_coarsely(case):
    age = claims_by_name(case)["Ana Ejemplo age 41 (amber.txt)"]
    made = case.tearline(age, "Ana Ejemplo is about forty.", "TLP:CLEAR", value="40", by="Inés Ejemplo")
    assert (case.view("MEX").claim(made.claim).value, case.view("MEX").claim(made.claim).figure.number) == ("40", 40)
    with pytest.raises(UsageError, match=r"does not say '41'.*--value"):
        case.tearline(age, "Ana Ejemplo is about forty.", "TLP:CLEAR", by="Inés Ejemplo")
    exact = case.tearline(age, "Ana Ejemplo is 41 years old.", "TLP:CLEAR", by="Inés Ejemplo")
    assert case.view("MEX").claim(exact.claim).value == "41"
    with pytest.raises(VocabularyError):
        case.tearline(age, "Ana Ejemplo is fortyish.", "TLP:CLEAR", value="fortyish", by="Inés Ejemplo")


@pytest.mark.parametrize(
    ("text", "more", "error", "says"),
    [
        ("She leads a second group.", {}, UsageError, "does not say 'Ana Ejemplo'.*--subject"),
        ("Ana Ejemplo leads another.", {"object": None}, UsageError, "does not say 'Banda Oculta'.*--object"),
        (TEXT, {"value": "3"}, UsageError, "has no value"),
        (TEXT, {"marking": "TLP:AMBER"}, UsageError, "is not lower"),
        (TEXT, {"marking": "TLP:RED"}, UsageError, "is not lower"),
        (TEXT, {"marking": "TLP:GREEN; H2"}, UsageError, "is not lower"),
        (TEXT, {"marking": "TLP:PURPLE"}, MarkingError, "PURPLE"),
        ("  ", {}, UsageError, "--text"),
    ],
)
def test_one_that_would_tell_too_much_is_refused(case, original, text, more, error, says):
    before = case.view().as_of
    with pytest.raises(error, match=says):
        write(case, original, text=text, **more)
    assert case.view().as_of == before
    assert tearlines(case._store) == {}


def test_only_a_claim_can_have_one(case):
    with pytest.raises(NotFound, match="no claim c0"):
        write(case, "c0")


@pytest.mark.parametrize(
    ("below", "above", "lower"),
    [
        ("TLP:GREEN", "TLP:AMBER", True),
        ("TLP:CLEAR", "H2", True),
        ("H1", "TLP:AMBER; H1", True),
        ("TLP:GREEN", "TLP:GREEN", False),
        ("TLP:AMBER", "H2", False),
        ("TLP:GREEN; PURPOSE:prosecution", "TLP:AMBER", True),
        ("TLP:GREEN; PURPOSE:prosecution", "TLP:GREEN", False),
        ("CUI//REL TO USA, MEX", "CUI//NOFORN", True),
        ("CUI//NOFORN", "CUI//REL TO USA, MEX", False),
        ("TLP:GREEN; UNTIL:2030-01-01", "TLP:AMBER", True),
    ],
)
def test_lower_is_to_ask_for_less(below, above, lower):
    assert is_lower(Marking.parse(below), Marking.parse(above)) is lower


def test_it_ends_with_its_original_and_is_recalled(case, original, tmp_path):
    made = write(case, original)
    case.release(case.preview("MEX", [SUBJECT]), tmp_path / "a.zip", key=key_in(tmp_path), dossier=False)
    assert case.retract(original, "the source lied") == 1
    assert made.claim not in {claim.id for claim in case.view().claims()}
    assert [(r.claim, r.recipient, r.reason) for r in case.recalls()] == [(made.claim, "MEX", "retracted")]
    assert tearlines(case._store) == {}
    assert case.verify() == []


def test_it_stays_when_its_original_is_only_marked_higher(case, original, tmp_path):
    made = write(case, original)
    case.release(case.preview("MEX", [SUBJECT]), tmp_path / "a.zip", key=key_in(tmp_path), dossier=False)
    case.mark("amber.txt", "TLP:RED", "closed further")
    assert case.recalls() == []
    assert made.claim in {claim.id for claim in case.view("MEX").claims()}


def test_one_counts_for_no_origin_of_its_own_with_the_owner(case, original):
    def belief():
        network = case.view().network()
        return {claim: network.belief_of[claim] for claim in (original,)}, {
            (e.predicate, e.object): (e.origins, e.belief) for e in network.edges if original in e.claims
        }

    before = belief()
    write(case, original)
    assert [each[0] for each in belief()[1].values()] == [each[0] for each in before[1].values()]


def test_without_an_organisation_a_person_writes_it(case, original):
    case.change_settings({"organisation": None})
    with pytest.raises(UsageError, match="say who writes it"):
        write(case, original, by="owner")
    made = write(case, original)
    source = next(s for s in case.view().sources() if s.id == case.view().document(made.document).source)
    assert (source.name, source.kind) == ("Inés Ejemplo", "analyst")
