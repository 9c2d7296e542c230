import pytest
from tests.case.reports import write

import entramado
from entramado.model.errors import Ambiguous, MarkingError, NotFound, UsageError, VocabularyError
from entramado.model.view import Viewer


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    place = tmp_path_factory.mktemp("verbs")
    with entramado.open(place / "a.entramado") as case:
        case.build(write(place / "reports"), workers=1)
    return (place / "a.entramado").read_bytes()


@pytest.fixture
def case(built, tmp_path):
    path = tmp_path / "a.entramado"
    path.write_bytes(built)
    with entramado.open(path, create=False) as opened:
        yield opened


def names(case, viewer="owner"):
    return {entity.name for entity in case.view(viewer).network().entities.values()}


def entity(case, name):
    return next(e for e in case.view().network().entities.values() if name in (e.name, *e.names))


def links(case, viewer="owner"):
    network = case.view(viewer).network()
    return {
        (network.entities[a.subject].name, a.predicate, network.entities[a.object].name if a.object else a.value)
        for a in network.edges
    }


def test_a_note_adds_a_link_between_entities_of_the_map(case):
    before = len(case.view().network().entities)
    note = case.note("Ben Tull works for Ana Roe's Blue Gang.", [("Ben Tull", "works_for", "Blue Gang")], by="ines")
    assert ("Ben Tull", "works_for", "Blue Gang") in links(case)
    assert len(case.view().network().entities) == before
    (claim,) = case.view().claims(note.id)
    (reading,) = (r for r in case.view().readings() if r.claim == claim.id)
    assert (reading.by, reading.p) == ("person:ines", 1.0)
    assert note.text[claim.spans[0].start : claim.spans[0].end] == note.text
    (source,) = (s for s in case.view().sources() if s.id == note.source)
    assert (source.name, source.kind) == ("ines", "analyst")
    assert {judgement.why.split(" of ")[0] for judgement in case.view().judgements()} == {"named in note"}
    assert not case.verify()


def test_a_note_may_bring_a_new_entity_and_a_value(case):
    case.note(
        "Carla Moss, 33, keeps the books of the Blue Gang.",
        [("Person:Carla Moss", "member_of", "Blue Gang"), ("Person:Carla Moss", "age", "33")],
    )
    assert {("Carla Moss", "member_of", "Blue Gang"), ("Carla Moss", "age", "33")} <= links(case)


def test_a_note_says_of_what_kind_a_new_entity_is(case):
    case.note("They stand together.", [("Organization/criminal:Los Ejemplo", "allied_with", "Blue Gang")], by="ines")
    assert entity(case, "Los Ejemplo").kind == "criminal"
    with pytest.raises(VocabularyError, match="has no kind 'choir'"):
        case.note("They sing.", [("Organization/choir:Los Otros", "allied_with", "Blue Gang")])


def test_two_notes_of_one_wording_are_two_documents(case):
    claims = [("Ben Tull", "works_for", "Blue Gang")]
    assert case.note("He does.", claims).id != case.note("He does.", claims).id


def test_a_note_of_text_alone_is_read_by_the_rules(case):
    note = case.note("Dora Finch met Ana Roe in Colima.", by="ines")
    assert "Dora Finch" in {referent.name for referent in case.view().referents() if referent.doc == note.id}


@pytest.mark.parametrize(
    ("claims", "error", "says"),
    [
        ([("Nobody Known", "leads", "Blue Gang")], NotFound, "Person:Nobody Known|nothing is named"),
        ([("Ana Roe", "adores", "Blue Gang")], VocabularyError, "adores"),
        ([("Ana Roe", "age", "forty")], VocabularyError, "figure like"),
        ([("Blue Gang", "leads", "Ana Roe")], NotFound, "nothing is named|Person:Blue Gang"),
        ([("Ben Tull", "works_for", "Blue Gang"), ("Ana Roe", "reward", "lots")], VocabularyError, "money like"),
    ],
)
def test_a_note_that_cannot_stand_leaves_nothing(case, claims, error, says):
    before = [document.id for document in case.view().documents()]
    with pytest.raises(error, match=says):
        case.note("A text.", claims)
    assert [document.id for document in case.view().documents()] == before


def test_a_note_without_text_is_refused(case):
    for claims in ([], [("Ben Tull", "works_for", "Blue Gang")]):
        with pytest.raises(UsageError, match="needs a text"):
            case.note("  ", claims)


def test_merge_and_undo(case):
    apart = names(case)
    (judgement,) = case.merge("Ana Roe", "Ben Tull", "the same fingerprints", by="ines")
    assert entity(case, "Ana Roe") == entity(case, "Ben Tull")
    assert [m for m in case.view().network().merges if m.why == "the same fingerprints" and m.by == "person:ines"]
    assert case.undo(judgement.id) == [judgement.id]
    assert names(case) == apart
    with pytest.raises(NotFound):
        case.undo()


def test_what_was_read_as_two_types_may_be_one(case):
    case.merge("Ben Tull", "Red Crew", "the crew is one man")
    assert entity(case, "Ben Tull") == entity(case, "Red Crew")


def test_different_parts_what_was_taken_for_one(case):
    first, second = sorted(entity(case, "Ana Roe").referents)[:2]
    case.different(first, second, "another Ana Roe", by="ines")
    network = case.view().network()
    assert network.entity_of[first] != network.entity_of[second]
    case.undo()
    network = case.view().network()
    assert network.entity_of[first] == network.entity_of[second]


def test_merges_that_cannot_be_are_refused(case):
    with pytest.raises(UsageError, match="one entity already"):
        case.merge("Ana Roe", "ana roe", "why not")
    with pytest.raises(NotFound):
        case.merge("Ana Roe", "Zeno", "why not")
    with pytest.raises(UsageError, match="referents"):
        case.different("Ana Roe", "Ana Roe", "why not")


def test_a_name_of_several_asks_which(case):
    first, second = sorted(entity(case, "Ana Roe").referents)[:2]
    case.different(first, second, "another Ana Roe")
    with pytest.raises(Ambiguous, match="give the id"):
        case.merge("Ana Roe", "Ben Tull", "which?")


def test_retracted_claims_leave_the_map_and_stay_in_the_past(case):
    note = case.note("Ben Tull works for the Blue Gang.", [("Ben Tull", "works_for", "Blue Gang")])
    then = case.view()
    (claim,) = then.claims(note.id)
    case.retract(claim.id, "wrong Ben")
    assert ("Ben Tull", "works_for", "Blue Gang") not in links(case)
    assert list(case.view(as_of=then.as_of).claims(note.id)) == [claim]


def test_viewers_see_what_they_may(case):
    case.add_viewer(Viewer("press", "TLP:CLEAR"))
    case.note("Ben Tull informs.", [("Ben Tull", "category", "witness")], marking="TLP:RED")
    assert ("Ben Tull", "category", "witness") in links(case)
    assert ("Ben Tull", "category", "witness") not in links(case, "press")
    assert [viewer.name for viewer in case.viewers()] == ["owner", "press"]
    assert links(case, "anybody") == links(case, "press")
    with pytest.raises(MarkingError):
        case.add_viewer(Viewer("x", "TOP SECRET"))


def test_a_note_is_handled_like_what_it_names(case):
    case.note("Eva Lund is a source.", [("Person:Eva Lund", "category", "witness")], marking="TLP:AMBER")
    note = case.note("Eva Lund knows Ana Roe.", [("Eva Lund", "associate_of", "Ana Roe")])
    assert note.marking == "TLP:AMBER"
    assert {j.marking for j in case.view().judgements() if j.a in {r.id for r in case.view().referents()}} == {"TLP:AMBER"}


def test_a_network_is_computed_once_a_view(case):
    view = case.view()
    assert view.network() is view.network()


def test_what_a_view_has_read_is_read_again_after_an_act(case):
    view = case.view()
    first, *others = view.documents()
    assert next(view.documents()) is first
    case.mark(first.id, "TLP:AMBER; H1", "it names a child")
    assert [each.marking for each in view.documents()] == ["TLP:AMBER; H1", *(other.marking for other in others)]
