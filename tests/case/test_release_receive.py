from __future__ import annotations

import json
import shutil

import pytest
from tests.case.partners import SUBJECT, claims_by_name, everything_in, key_in

import entramado
from entramado.model.claim import Reading
from entramado.model.errors import CaseBusy, PackageFault, UsageError
from entramado.model.view import Viewer
from entramado.store import receipts
from entramado.store.releases import disseminations


@pytest.fixture
def us(filled, tmp_path):
    path = tmp_path / "us.entramado"
    path.write_bytes(filled)
    with entramado.open(path, create=False) as opened:
        yield opened


@pytest.fixture
def them(tmp_path):
    with entramado.open(tmp_path / "them.entramado") as opened:
        opened.change_settings({"organisation": "Fiscalía Ejemplo", "country": "MEX"})
        yield opened


@pytest.fixture
def trusted(tmp_path):
    return [key_in(tmp_path).public]


def send(us, folder, name, subjects=(SUBJECT,), to="MEX"):
    found = us.preview(to, list(subjects) if subjects else None)
    return us.release(found, folder / name, key=key_in(folder), purpose="prosecution", dossier=False).path


def told(case, viewer="owner"):
    """What the map says, in names."""
    network = case.view(viewer).network()
    return {
        (network.entities[e.subject].name, e.predicate, network.entities[e.object].name if e.object else e.value)
        for e in network.edges
    }


def test_what_is_received_is_what_the_recipient_may_see(us, them, tmp_path, trusted):
    done = them.receive(send(us, tmp_path, "a", subjects=None), trusted, by="Juan Ejemplo")
    assert (done.sender, done.sequence, done.claims, done.documents, done.known, done.again) == (
        "Agency Example (USA)", 1, 8, 4, 0, False,
    )  # fmt: skip
    assert told(them) == told(us, "MEX")
    assert them.verify() == []


def test_provenance_and_marking_are_kept(us, them, tmp_path, trusted):
    them.receive(send(us, tmp_path, "a"), trusted)
    view = them.view()
    documents = {d.name: d for d in view.documents()}
    assert {name.split(" (")[0]: d.marking for name, d in documents.items()} == {
        "allies.txt": "CUI//REL TO USA, MEX", "green.txt": "TLP:GREEN", "wire.txt": "TLP:CLEAR",
    }  # fmt: skip
    assert all("from Agency Example (USA)" in name for name in documents)
    assert {source.name for source in view.sources()} == {f"Source of {name}" for name in ("allies.txt", "green.txt", "wire.txt")}
    assert {source.reliability for source in view.sources()} == {"B"}
    assert {reading.by for reading in view.readings()} == {"Agency Example (USA):rules@1:test"}
    for claim in view.claims():
        text = view.document(claim.doc).text
        assert SUBJECT in text[claim.spans[0].start : claim.spans[0].end]
    assert told(them, "press") == {(SUBJECT, "leads", "Grupo Prueba"), (SUBJECT, "age", "41")}
    entry = them.audit()[-1]
    assert (entry.action, entry.what["claims"], entry.what["sequence"]) == ("receive", 6, 1)
    assert "Ana" not in json.dumps([e.what for e in them.audit()])
    (receipt,) = receipts.receipts(them._store)
    assert json.loads(receipt.header)["purpose"] == "prosecution"
    assert receipt.key == str(trusted[0])


def test_the_same_package_twice_is_once(us, them, tmp_path, trusted):
    package = send(us, tmp_path, "a")
    them.receive(package, trusted)
    before = (told(them), len(them.audit()))
    again = them.receive(package, trusted)
    assert (again.again, again.claims) == (True, 0)
    assert (told(them), len(them.audit())) == before


def test_a_claim_that_came_before_is_not_added_again(us, them, tmp_path, trusted):
    them.receive(send(us, tmp_path, "a"), trusted)
    before = {claim.id for claim in them.view().claims()}
    second = them.receive(send(us, tmp_path, "b", subjects=None), trusted)
    assert (second.claims, second.known, second.documents) == (2, 6, 1)
    assert before < {claim.id for claim in them.view().claims()}
    assert told(them) == told(us, "MEX")
    assert them.verify() == []


def test_a_review_since_is_one_more_reading(us, them, tmp_path, trusted):
    them.receive(send(us, tmp_path, "a"), trusted)
    claim = claims_by_name(us)["Ana Ejemplo leads Grupo Prueba (wire.txt)"]
    with us._store.act("owner", "review", "read again") as act:
        receipts.read_again(act, [Reading(claim, "person:ines", 1.0)])
    done = them.receive(send(us, tmp_path, "b"), trusted)
    assert (done.claims, done.known) == (0, 6)
    assert {r.by for r in them.view().readings()} == {"Agency Example (USA):rules@1:test", "Agency Example (USA):a person"}


def test_an_old_package_is_not_taken_after_a_newer_one(us, them, tmp_path, trusted):
    first, second = send(us, tmp_path, "a"), send(us, tmp_path, "b", subjects=None)
    done = them.receive(second, trusted)
    assert [finding.code for finding in done.findings] == ["gap"]
    before = told(them)
    with pytest.raises(PackageFault, match="replayed"):
        them.receive(first, trusted)
    assert told(them) == before


def test_another_one_under_a_number_that_was_received_is_refused(us, them, tmp_path, trusted, filled):
    them.receive(send(us, tmp_path, "a"), trusted)
    (tmp_path / "twin").mkdir()
    (tmp_path / "twin" / "us.entramado").write_bytes(filled)
    with entramado.open(tmp_path / "twin" / "us.entramado") as twin:
        found = twin.preview("MEX", ["Beto Ficticio"])
        twin.release(found, tmp_path / "forged", key=key_in(tmp_path), purpose="prosecution", dossier=False)
    with pytest.raises(PackageFault, match="replayed"):
        them.receive(tmp_path / "forged", trusted)


def test_what_is_not_meant_for_this_case_is_refused(us, them, tmp_path, trusted):
    with pytest.raises(PackageFault, match="meant for GBR"):
        them.receive(send(us, tmp_path, "a", to="GBR"), trusted)


@pytest.mark.parametrize("how", ["changed", "untrusted", "added", "missing"])
def test_what_does_not_verify_leaves_nothing(us, them, tmp_path, trusted, how):
    package = send(us, tmp_path, "a")
    if how == "changed":
        data = (package / "data" / "release.json").read_bytes()
        (package / "data" / "release.json").write_bytes(data.replace(b"Grupo Prueba", b"Grupo Otrora"))
    elif how == "added":
        (package / "data" / "more.txt").write_text("more")
    elif how == "missing":
        (package / "signature.json").unlink()
    before = them.path.read_bytes(), len(them.audit())
    with pytest.raises(PackageFault, match="nothing of it was kept"):
        them.receive(package, [] if how == "untrusted" else trusted)
    assert (told(them), len(them.audit())) == (set(), before[1])


def test_a_receive_that_is_cut_short_leaves_nothing(us, them, tmp_path, trusted, monkeypatch):
    package = send(us, tmp_path, "a")
    entered = []

    def fails(store, act, judgements):
        entered.extend(act.what["entered"])
        raise RuntimeError("cut short")

    monkeypatch.setattr(receipts, "judge", fails)
    with pytest.raises(RuntimeError):
        them.receive(package, trusted)
    assert len(entered) == 3
    assert list(them.view().documents()) == []
    assert receipts.receipts(them._store) == []
    monkeypatch.undo()
    assert them.receive(package, trusted).claims == 6
    assert them.verify() == []


def test_who_is_who_by_a_persons_word_comes_along(us, them, tmp_path, trusted):
    named = {r.name: r.id for r in us.view("MEX").referents()}
    us.merge("Beto Ficticio", SUBJECT, "the same fingerprints", by="ines", viewer="MEX")
    assert len({us.view("MEX").network().entity_of[named[n]] for n in (SUBJECT, "Beto Ficticio")}) == 1
    them.receive(send(us, tmp_path, "a", subjects=None), trusted)
    network = them.view().network()
    assert {network.entity_of[r.id] for r in them.view().referents() if r.type == "Person"} == {
        next(e.id for e in network.entities.values() if e.type == "Person")
    }
    assert {(m.why, m.by) for m in network.merges if "person" in m.by} == {
        ("said by Agency Example (USA)", "Agency Example (USA):a person")
    }


def test_a_claim_goes_without_its_sentence_where_the_text_is_closed(us, them, tmp_path, trusted):
    us.mark(claims_by_name(us)["Ana Ejemplo leads Banda Oculta (amber.txt)"], "TLP:GREEN", "the claim alone may go")
    found = us.preview("MEX", [SUBJECT])
    assert [(cited.withheld, cited.source, cited.claims) for cited in found.documents if cited.withheld] == [(True, None, 1)]
    package = send(us, tmp_path, "a")
    bytes_given = everything_in(package)
    for word in ("amber.txt", "Halcón", "Armería", "AMBER"):
        assert word.encode() not in bytes_given, word
    assert them.receive(package, trusted).claims == 7
    assert (SUBJECT, "leads", "Banda Oculta") in told(them)
    us.retract(claims_by_name(us)["Ana Ejemplo leads Banda Oculta (amber.txt)"], "the source lied")
    (notice,) = us.recall(tmp_path, key=key_in(tmp_path))
    assert them.receive(notice.path, trusted).ended == 1
    assert (SUBJECT, "leads", "Banda Oculta") not in told(them)


def test_a_purge_reaches_the_recipient(us, them, tmp_path, trusted):
    them.receive(send(us, tmp_path, "a"), trusted)
    planned = us.plan_purge(documents=["green.txt"])
    us.purge(planned, authority="court order 7", by="Inés Ejemplo", why="it was asked for")
    assert {(r.recipient, r.reason) for r in us.recalls()} == {("MEX", "purged")}
    (notice,) = us.recall(tmp_path, key=key_in(tmp_path))
    assert them.receive(notice.path, trusted).ended == 2
    assert (SUBJECT, "leads", "Grupo Muestra") not in told(them)
    assert us.recalls() == []
    assert us.verify() == []


def test_a_recall_ends_what_the_sender_takes_back_and_goes_on_to_those_after(us, them, tmp_path, trusted):
    them.receive(send(us, tmp_path, "a"), trusted)
    them.add_viewer(Viewer("police", "TLP:GREEN", "MEX", None, ("CUI",)))
    theirs = key_in(tmp_path, "them.pem")
    them.release(them.preview("police"), tmp_path / "on", key=theirs, dossier=False)
    us.retract(claims_by_name(us)["Ana Ejemplo leads Grupo Muestra (green.txt)"], "it was another Ana")
    (notice,) = us.recall(tmp_path, key=key_in(tmp_path))
    done = them.receive(notice.path, trusted)
    assert (done.kind, done.ended) == ("recall", 1)
    assert (SUBJECT, "leads", "Grupo Muestra") not in told(them)
    assert told(them) == {each for each in told(us, "MEX") if each[0] == SUBJECT}
    assert [(r.recipient, r.reason) for r in them.recalls()] == [("police", "retracted")]
    assert them.receive(notice.path, trusted).again
    assert them.verify() == []


def test_what_was_recalled_and_is_sent_again_comes_back_and_what_was_retracted_here_does_not(us, them, tmp_path, trusted):
    them.receive(send(us, tmp_path, "a"), trusted)
    leads = claims_by_name(us)["Ana Ejemplo leads Grupo Muestra (green.txt)"]
    us.mark(leads, "TLP:RED", "closed")
    (notice,) = us.recall(tmp_path, key=key_in(tmp_path))
    them.receive(notice.path, trusted)
    own = next(c for c in them.view().claims() if c.predicate == "age" and "green" in them.view().document(c.doc).name)
    them.retract(own.id, "we know better")
    us.mark(leads, "TLP:GREEN", "open again")
    done = them.receive(send(us, tmp_path, "b"), trusted)
    assert (SUBJECT, "leads", "Grupo Muestra") in told(them)
    assert (done.claims, done.known) == (1, 5)
    assert own.id not in {claim.id for claim in them.view().claims()}


def test_a_recall_from_another_sender_ends_nothing(us, them, tmp_path, trusted, filled):
    them.receive(send(us, tmp_path, "a"), trusted)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "us.entramado").write_bytes(filled)
    key = key_in(tmp_path, "other.pem")
    with entramado.open(tmp_path / "other" / "us.entramado") as other:
        other.release(other.preview("MEX"), tmp_path / "x", key=key, dossier=False)
        other.retract(claims_by_name(other)["Ana Ejemplo leads Grupo Prueba (wire.txt)"], "spite")
        (notice,) = other.recall(tmp_path, key=key)
    assert them.receive(notice.path, [*trusted, key.public]).ended == 0
    assert (SUBJECT, "leads", "Grupo Prueba") in told(them)


def test_what_came_may_go_on_only_as_it_is_marked(us, them, tmp_path, trusted):
    them.receive(send(us, tmp_path, "a"), trusted)
    assert {cited.name.split(" (")[0] for cited in them.preview("press").documents} == {"wire.txt"}
    assert len(disseminations(them._store)) == 0


def test_a_package_may_come_as_a_zip_and_be_read_where_nothing_can_be_written(us, them, tmp_path, trusted):
    package = send(us, tmp_path, "a.zip")
    shutil.copy(package, tmp_path / "b.zip")
    assert them.receive(tmp_path / "b.zip", trusted).claims == 6


def test_a_case_that_is_being_written_takes_nothing(us, them, tmp_path, trusted):
    package = send(us, tmp_path, "a")
    with entramado.open(them.path) as other, other._store.writing(), pytest.raises(CaseBusy):
        them.receive(package, trusted)
    with pytest.raises(UsageError):
        them.receive(tmp_path / "nowhere", trusted)
