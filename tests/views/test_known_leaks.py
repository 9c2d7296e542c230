"""Leaks that real systems had, each a case of its own: what is hidden shows by something else than itself."""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import replace

import pytest
from click.testing import CliRunner
from tests.store.hand import document, extraction, put, source
from tests.views.answers import Questions, answers, differences

from entramado.case.case import Case
from entramado.cli.main import main
from entramado.model.claim import Claim, Extraction, Mention, Problem, Reading, Referent, Span, Utterance
from entramado.model.errors import NotFound, Revoked
from entramado.model.view import Viewer
from entramado.share import records
from entramado.share.exhibit import Exhibits
from entramado.share.exports import EXPORTERS
from entramado.share.find import find
from entramado.share.profile import profile

GREEN = Viewer("green", "TLP:GREEN", "MEX")


@contextmanager
def opened(path):
    with Case(path) as case:
        case.add_viewer(GREEN)
        yield case


@pytest.fixture
def case(tmp_path):
    with opened(tmp_path / "a.entramado") as made:
        yield made


def deposit(case, name, text, *, leader="Ana Roe", group="Blue Gang", marking="TLP:CLEAR", origin=None, claims=None):
    """One document whose text names both; its first claim marked as ``claims`` says."""
    doc = document(name, text, origin=origin, marking=marking)
    put(case._store, doc, extraction(doc, leader, group, claims), origin)
    return doc


def add_link(case, doc, other, marking):
    """ "Ana Roe" of ``doc`` pays ``other``, a group that the same text names; the claim marked apart."""
    who = next(r for r in case.view().referents() if r.doc == doc.id and r.type == "Person")
    gang = Referent(doc.id, "Organization", "criminal", other, doc.text.index(other))
    claim = Claim(doc.id, who.id, "pays", gang.id, spans=(Span(0, len(doc.text)),), marking=marking)
    found = Extraction((gang,), (Mention(gang.id, doc.id, gang.anchor, gang.anchor + len(other), other),), (claim,), ())
    with case._store.act("owner", "test", "a link") as act:
        case._store._put_extraction(act, doc, found)
    return claim


def map_of(case, viewer="green"):
    view = case.view(viewer)
    return view, view.network()


def told(case, viewer="green"):
    """All that he can get out, as one text."""
    return "\n".join(answers(case, case._viewer(viewer), Questions(papers=True)).values())


def test_a_hidden_link_does_not_show_in_the_list_of_neighbours(case):
    doc = deposit(case, "a.txt", "Ana Roe leads the Blue Gang. Red Gang was paid.")
    deposit(case, "b.txt", "Eva Poe leads the Red Gang.", leader="Eva Poe", group="Red Gang")
    hidden = add_link(case, doc, "Red Gang", "TLP:RED")
    view, network = map_of(case)
    for name in ("Ana Roe", "Red Gang"):
        found = profile(network, find(network, name))
        assert hidden.id not in str(records.profile(network, found, Exhibits(view, network)))
        assert "pays" not in [edge.predicate for edge in (*found.outward, *found.inward)]
    assert hidden.id in str(list(case.view().claims()))
    assert "pays" not in told(case)


def test_types_are_not_counted_over_hidden_items(case):
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    before = records.counts(map_of(case)[1])
    for number in range(3):
        deposit(
            case,
            f"h{number}.txt",
            f"Eva No{number} leads the Gang {number}.",
            leader=f"Eva No{number}",
            group=f"Gang {number}",
            marking="TLP:RED",
        )
    assert records.counts(map_of(case)[1]) == before
    assert records.counts(map_of(case, "owner")[1])["Person"] == 4


def test_a_merge_lowers_no_marking_and_shows_no_part(case):
    """The owner says that two are one, knowing it from a third document; who may not see that sees two, and no reason."""
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    deposit(case, "b.txt", "La Doña leads the Red Gang.", leader="La Doña", group="Red Gang")
    deposit(case, "c.txt", "Ana Roe runs the Green Gang.", group="Green Gang", marking="TLP:RED")
    before = told(case)
    (made,) = case.merge("Ana Roe", "La Doña", "the informant in c.txt says so")
    assert made.marking == "TLP:RED"
    assert told(case) == before
    owner = case.view().network()
    assert find(owner, "Ana Roe").id == find(owner, "La Doña").id


def test_a_merge_may_be_told_to_more_by_who_says_so(case):
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    deposit(case, "b.txt", "La Doña leads the Red Gang.", leader="La Doña", group="Red Gang")
    deposit(case, "0.txt", "Ana Roe runs the Green Gang.", group="Green Gang", marking="TLP:RED")
    case.merge("Ana Roe", "La Doña", "as everyone knows", marking="TLP:GREEN")
    network = map_of(case)[1]
    assert find(network, "Ana Roe").id == find(network, "La Doña").id


def test_a_hidden_word_on_two_entities_ends_no_word_that_is_shown(case):
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    deposit(case, "b.txt", "La Doña leads the Red Gang.", leader="La Doña", group="Red Gang")
    case.merge("Ana Roe", "La Doña", "one photograph", marking="TLP:GREEN")
    before = told(case)
    case.different("Ana Roe", "La Doña", "the informant knows both", marking="TLP:RED")
    assert told(case) == before
    assert find(case.view().network(), "Ana Roe").id != find(case.view().network(), "La Doña").id
    case.undo()
    assert find(case.view().network(), "Ana Roe").id == find(case.view().network(), "La Doña").id


def test_exists_but_you_may_not_view_is_never_said(case):
    """Absent and forbidden read alike, for documents, claims, entities and names."""
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    hidden = deposit(case, "b.txt", "Eva Mole leads the Red Gang.", leader="Eva Mole", group="Red Gang", marking="TLP:RED")
    owner, view = case.view(), case.view("green")
    claim = next(c for c in owner.claims() if c.doc == hidden.id)
    network = view.network()
    asks = [
        (view.document, hidden.id), (view.original, hidden.id), (lambda d: list(view.claims(d)), hidden.id),
        (view.claim, claim.id), (lambda d: list(view.mentions(d)), hidden.id), (lambda n: find(network, n), "Eva Mole"),
        (lambda n: find(network, n), owner.network().entity_of[claim.subject]),
    ]  # fmt: skip
    for ask, there in asks:
        absent = there[0] + "0" * (len(there) - 1) if there != "Eva Mole" else "Zoe Blank"
        said = []
        for key in (there, absent):
            with pytest.raises(NotFound) as refused:
                ask(key)
            said.append(str(refused.value).replace(key, "…"))
        assert said[0] == said[1]


def test_the_command_line_refuses_what_is_hidden_like_what_is_absent(case, tmp_path, monkeypatch):
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    deposit(case, "b.txt", "Eva Mole leads the Red Gang.", leader="Eva Mole", group="Red Gang", marking="TLP:RED")
    monkeypatch.chdir(tmp_path)
    for command in (["show"], ["explain"], ["disagreements"], ["timeline"], ["search"], ["dossier", "-o", "x.json"]):
        said = []
        for name in ("Eva Mole", "Zoe Blank"):
            done = CliRunner().invoke(main, [command[0], "a.entramado", name, "--as", "green", *command[1:]])
            said.append((done.exit_code, done.output.replace(name, "…")))
        assert said[0] == said[1], command


def test_created_then_restricted_is_gone_from_views_of_the_past_too(case):
    doc = deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    deposit(case, "b.txt", "Luis Poe leads the Red Gang.", leader="Luis Poe", group="Red Gang")
    open_view = case.view("green")
    assert len(open_view.network().entities) == 4
    case.mark(doc.id, "TLP:RED", "the source is in danger")
    for read in (open_view.network, lambda: list(open_view.documents()), lambda: open_view.search("Blue")):
        with pytest.raises(Revoked):
            read()
    now = case.view("green")
    assert now.as_of == 1
    for moment in (None, 0, 1, 2, 9):
        view = case.view("green", moment)
        assert "Ana Roe" not in str([*view.documents(), *view.referents(), *view.claims(), *view.search("Blue Gang")])
    case.mark(doc.id, "TLP:CLEAR", "it is over")
    assert case.view("green").as_of == 2


def test_a_marking_changed_out_of_sight_is_not_felt(case):
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    hidden = deposit(case, "b.txt", "Eva Mole leads the Red Gang.", leader="Eva Mole", group="Red Gang", marking="TLP:AMBER")
    view = case.view("green")
    case.mark(hidden.id, "TLP:RED", "closer still")
    assert [d.name for d in view.documents()] == ["a.txt"]
    assert view.as_of == 1


def test_order_and_numbers_tell_nothing_of_what_lies_between(tmp_path):
    """Ids have no sequence, a viewer counts his own transactions, and order is by name."""
    seen = []
    for hidden in (0, 3):
        with opened(tmp_path / f"{hidden}.entramado") as case:
            for name in "cab":
                deposit(case, f"{name}.txt", f"{name}: Ana Roe leads the Blue Gang.")
                for number in range(hidden):
                    deposit(case, f"{name}{number}.txt", f"{name}{number}: Ana Roe leads the Blue Gang.", marking="TLP:RED")
            seen.append((told(case), case.view("green").as_of))
    assert seen[0] == seen[1]
    assert seen[0][1] == 3


def test_a_release_list_does_not_show_the_other_partners(tmp_path):
    seen = []
    for partners in ("USA, GBR, MEX", "USA, DEU, FRA, MEX"):
        with opened(tmp_path / f"{len(partners)}.entramado") as case:
            marking = f"CUI//REL TO {partners}"
            case.add_viewer(replace(GREEN, caveats=("CUI",)))
            deposit(
                case, "a.txt", "Ana Roe leads the Blue Gang.", marking=marking, claims=marking, origin=source(marking=marking)
            )
            seen.append(told(case))
    assert seen[0] == seen[1]
    assert "MEX" in seen[0]
    assert not any(partner in seen[1] for partner in ("DEU", "FRA", "GBR"))


def test_hidden_text_shifts_no_score(tmp_path):
    seen = []
    for hidden in (0, 9):
        with opened(tmp_path / f"{hidden}.entramado") as case:
            deposit(case, "a.txt", "Ana Roe leads the Blue Gang. The gang closed the road.")
            deposit(case, "b.txt", "Road blockades of Ana Roe, Blue Gang. It rained.")
            for number in range(hidden):
                deposit(case, f"h{number}.txt", f"Ana Roe Blue Gang road {number} road gang. " * 4, marking="TLP:RED")
            seen.append([case.view("green").search("gang road", limit) for limit in (1, 2, 20)])
    assert seen[0] == seen[1]
    assert [len(hits) for hits in seen[0]] == [1, 2, 3]


def test_what_is_kept_for_one_viewer_is_not_given_to_another(case):
    """Two views of one open case, the one who sees more asked first."""
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    deposit(case, "b.txt", "Eva Mole leads the Red Gang.", leader="Eva Mole", group="Red Gang", marking="TLP:RED")
    owner, green = case.view(), case.view("green")
    assert "Eva Mole" in str(owner.network())
    assert owner.search("Mole")
    assert "Eva Mole" not in str(green.network())
    assert not green.search("Mole")
    assert "Eva Mole" in str(owner.network())


def test_a_viewer_withdrawn_or_lowered_mid_session_reads_nothing_more(case):
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.", marking="TLP:GREEN", origin=source())
    stale = case._viewer("green")
    for change in (lambda: case.add_viewer(replace(GREEN, clearance="TLP:CLEAR")), lambda: case.revoke("green")):
        case.add_viewer(GREEN)
        view = case.view("green")
        doc = next(view.documents()).id
        view.network()
        list(view.sources())
        change()
        for read in (
            view.network, lambda v=view: list(v.documents()), lambda v=view: list(v.sources()), lambda v=view: list(v.claims()),
            lambda v=view, d=doc: v.document(d), lambda v=view, d=doc: v.original(d), lambda v=view: v.search("gang"), view.check,
        ):  # fmt: skip
            with pytest.raises(Revoked):
                read()
        with pytest.raises(Revoked):
            case.view(stale)
        assert not list(case.view("green").documents())


def test_a_name_is_not_chosen_from_a_hidden_mention(case):
    """The fullest, most frequent name wins, and the fullest one is hidden."""
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    for name in "bc":
        deposit(case, f"{name}.txt", f"{name}: Ana Maria Roe leads the Blue Gang.", leader="Ana Maria Roe", marking="TLP:RED")
    assert find(map_of(case, "owner")[1], "Ana Roe").name == "Ana Maria Roe"
    entity = find(map_of(case)[1], "Ana Roe")
    assert (entity.name, entity.names, len(entity.documents)) == ("Ana Roe", ("Ana Roe",), 1)


def test_a_hidden_claim_changes_neither_belief_nor_disagreement(case):
    first = deposit(case, "a.txt", "Ana Roe leads the Blue Gang.", origin=source())
    before = told(case)
    doc = document("b.txt", "Ana Roe of the Blue Gang is 57.", origin=source("Mole", "A"), marking="TLP:RED")
    found = extraction(doc)
    age = Claim(doc.id, found.referents[0].id, "age", value="57", spans=(Span(0, 10),))
    no = Claim(doc.id, found.referents[0].id, "leads", found.referents[1].id, negated=True, spans=(Span(0, 10),))
    put(
        case._store,
        doc,
        Extraction(found.referents, found.mentions, (age, no), tuple(Reading(c.id, "rules@1:t", 0.9) for c in (age, no))),
        source("Mole", "A"),
    )
    assert {d.nature for d in case.view().network().disagreements} >= {"denial"}
    assert told(case) == before
    assert first.id in before


def test_a_misspelt_name_brings_up_no_hidden_one(case):
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    deposit(case, "b.txt", "Ana Rowe leads the Red Gang.", leader="Ana Rowe", group="Red Gang", marking="TLP:RED")
    with pytest.raises(NotFound) as refused:
        find(map_of(case)[1], "Ana Rowee")
    assert "Rowe'" not in str(refused.value)
    with pytest.raises(NotFound, match="Ana Rowe"):
        find(map_of(case, "owner")[1], "Ana Rowee")


def test_a_name_is_not_ambiguous_for_a_hidden_namesake(case):
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    deposit(case, "b.txt", "Luis Roe leads the Red Gang.", leader="Luis Roe", group="Red Gang", marking="TLP:RED")
    assert find(map_of(case)[1], "Roe").name == "Ana Roe"


def test_problems_of_hidden_and_refused_files_are_the_owners(case):
    hidden = document("h.txt", "Ana Roe leads the Blue Gang.", marking="TLP:RED")
    put(case._store, hidden, extraction(hidden), problems=[Problem("h.txt", "has two dates", "dates", doc=hidden.id)])
    case._store.report("x.pdf", [Problem("x.pdf", "is encrypted", "encrypted")], actor="owner")
    assert not case.problems("green")
    assert len(case.problems()) == 2


def test_a_nameless_thing_tells_of_no_hidden_claim(case):
    """A boat that only a hidden claim speaks of, and an official whom only a hidden claim quotes."""
    doc = document("a.txt", "Ana Roe leads the Blue Gang. A boat lay there, a former official said.")
    base = extraction(doc)
    boat = Referent(doc.id, "Asset", "vessel", None, doc.text.index("boat"))
    official = Referent(doc.id, "Person", None, None, doc.text.index("a former"))
    said = (Utterance("a former official", official.id, named=False),)
    uses = Claim(doc.id, base.referents[0].id, "uses", boat.id, spans=(Span(29, 50),), said_by=said, marking="TLP:RED")
    mentions = tuple(Mention(r.id, doc.id, r.anchor, r.anchor + 4, None) for r in (boat, official))
    found = Extraction((*base.referents, boat, official), base.mentions + mentions, (*base.claims, uses), base.readings)
    put(case._store, doc, found)
    assert {r.name for r in case.view("green").referents()} == {"Ana Roe", "Blue Gang"}
    assert len(list(case.view("green").mentions())) == 2
    assert len(list(case.view().referents())) == 4


def test_a_retracted_claim_takes_nothing_along_that_a_hidden_one_speaks_of(case):
    """The boat is spoken of by a shown claim and a hidden one. It stays once the shown one is retracted, as it would without."""
    doc = document("a.txt", "Ana Roe leads the Blue Gang. She owns a boat.")
    base = extraction(doc)
    boat = Referent(doc.id, "Asset", "vessel", None, doc.text.index("boat"))
    owns = Claim(doc.id, base.referents[0].id, "owns", boat.id, spans=(Span(29, 45),))
    uses = Claim(doc.id, base.referents[0].id, "uses", boat.id, spans=(Span(29, 45),), marking="TLP:RED")
    put(case._store, doc, Extraction((*base.referents, boat), base.mentions, (*base.claims, owns, uses), base.readings))
    case.retract(owns.id, "misread")
    assert boat.id in {r.id for r in case.view("green").referents()}


def test_a_denial_does_not_tell_by_its_id_what_it_answers(case):
    """The id of a claim follows from what the viewer sees of it."""
    doc = document("a.txt", "Ana Roe leads the Blue Gang. She denies it.")
    base = extraction(doc)
    leads = replace(base.claims[0], marking="TLP:RED")
    deny = Claim(doc.id, leads.subject, "leads", leads.object, spans=(Span(29, 43),), negated=True, disputes=leads.id)
    put(case._store, doc, Extraction(base.referents, base.mentions, (leads, base.claims[1], deny), base.readings))
    shown = next(c for c in case.view("green").claims() if c.negated)
    assert shown.disputes is None
    assert replace(shown).id == shown.id == deny.id


def test_of_a_withheld_document_no_more_is_told_than_the_claim(case):
    """Neither its name, its source, its day, its text and length, its marking, nor where in it the claim stands."""
    text = "Eva Mole met us in the station. Ana Roe leads the Blue Gang."
    doc = document("informant file 7.txt", text, origin=source("Case officer"), marking="TLP:RED; PAP:RED")
    put(case._store, doc, extraction(doc, marking="TLP:GREEN"), source("Case officer"))
    everything = told(case)
    assert "Ana Roe" in everything
    for secret in ("informant", "Case officer", "Mole", "station", "TLP:RED", "PAP:RED", doc.sha256):
        assert secret not in everything, secret
    (shown,) = case.view("green").claims()
    assert shown.spans == (Span(0, 0),)
    (held,) = case.view("green").documents()
    assert held.marking == "TLP:GREEN"


def test_an_event_is_not_named_by_what_hidden_claims_say_of_it(case):
    """Its name as it was read is made of who, what and where, each a claim of its own."""
    doc = document("a.txt", "Soldiers killed a man in Tapalpa.", marking="TLP:RED")
    event = Referent(doc.id, "Event", "killing", "killing by Soldiers, Tapalpa", 9)
    town = Referent(doc.id, "Place", None, "Tapalpa", 25)
    span = (Span(0, len(doc.text)),)
    happened = Claim(doc.id, event.id, "occurred", value="true", spans=span, marking="TLP:CLEAR")
    place = Claim(doc.id, event.id, "place", town.id, spans=span)
    found = Extraction((event, town), (), (happened, place), ())
    put(case._store, doc, found, None)
    assert "Tapalpa" in told(case, "owner")
    assert happened.id in told(case)
    assert "Tapalpa" not in told(case)
    assert "Soldiers" not in told(case)


def test_an_attachment_names_no_hidden_letter(case):
    letter = deposit(case, "mail.eml", "Ana Roe leads the Blue Gang.", marking="TLP:RED")
    doc = replace(document("map.txt", "Ana Roe, Blue Gang: the map."), parent=letter.id)
    put(case._store, doc, extraction(doc))
    assert case.view().document(doc.id).parent == letter.id
    assert case.view("green").document(doc.id).parent is None


def test_a_consent_to_one_recipient_is_felt_by_no_other(case):
    doc = deposit(case, "a.txt", "Ana Roe leads the Blue Gang.", marking="TLP:GREEN; UK:C")
    before = told(case)
    case.consent(doc.id, "press", originator="Example Police", why="asked")
    case.consent(doc.id, "green", "refused", originator="Example Police", why="asked")
    assert told(case) == before
    case.consent(doc.id, "green", originator="Example Police", why="asked again")
    assert "Ana Roe" in told(case)


@pytest.mark.parametrize("form", EXPORTERS)
def test_an_export_holds_no_byte_of_what_is_hidden(case, form):
    deposit(case, "a.txt", "Ana Roe leads the Blue Gang.")
    hidden = deposit(
        case, "informant.txt", "Eva Mole leads the Red Gang.", leader="Eva Mole", group="Red Gang", marking="TLP:RED"
    )
    view, network = map_of(case)
    out = io.StringIO()
    EXPORTERS[form](view, network, out)
    assert not [secret for secret in ("Mole", "Red Gang", "informant", hidden.id) if secret in out.getvalue()]


def test_twins_that_differ_are_told_apart():
    """The comparison itself: an answer that is there on one side alone is a difference too."""
    assert differences({"a": "1", "b": "2"}, {"a": "1"}) == ["b:\n  with it    …2\n  without it …nothing"]
    assert not differences({"a": "1"}, {"a": "1"})
