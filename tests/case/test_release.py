from __future__ import annotations

import json

import pytest
from tests.case.partners import REPORTS, SECRET, SUBJECT, claims_by_name, everything_in, fill, key_in
from tests.store.hand import document, put

import entramado
from entramado.case.enclosed import NOT_STATED
from entramado.model.claim import Claim, Extraction, Judgement, Reading, Referent, Span
from entramado.model.errors import NotFound, PackageFault, UsageError
from entramado.model.marking import Marking
from entramado.model.view import Viewer
from entramado.share.package import verify as checking
from entramado.share.profile import profile


@pytest.fixture
def case(filled, tmp_path):
    path = tmp_path / "us.entramado"
    path.write_bytes(filled)
    with entramado.open(path, create=False) as opened:
        yield opened


def send(case, folder, name="package", to="MEX", subjects=(SUBJECT,), **more):
    found = case.preview(to, list(subjects) if subjects is not None else None)
    more = {"by": "Inés Ejemplo", "dossier": False} | more
    return case.release(found, folder / name, key=key_in(folder), **more)


def opened(path, key):
    """The package, as whoever trusts the key reads it."""
    verdict = checking.verify(path, trusted=[key.public])
    assert verdict.sound, verdict.findings
    return verdict.package


# --- what goes, what stays


def test_the_preview_says_what_goes_and_which_marking_holds_the_rest(case):
    found = case.preview("MEX", [SUBJECT])
    assert found.kept
    assert [(each.name, dict(each.kinds)) for each in found.subjects] == [(SUBJECT, {"age": 3, "leads": 3})]
    assert [cited.name for cited in found.documents] == ["allies.txt", "green.txt", "wire.txt"]
    assert Marking.parse(found.marking) == Marking.parse("TLP:GREEN") | Marking.parse("CUI//REL TO USA, MEX")
    assert found.claims == 6
    assert found.stays == 4
    held = {reason: each for each in found.held for reason in each.reasons}
    assert set(held) == {"TLP:AMBER is above the clearance TLP:GREEN", "H2 asks for the originator's consent"}
    (ask,) = held["H2 asks for the originator's consent"].asks
    assert (ask.kind, ask.name, ask.originator, ask.claims, ask.state) == (
        "document", "provider.txt", "Source of provider.txt", 2, None,
    )  # fmt: skip
    assert "Ana Ejemplo leads Grupo Tercero (provider.txt)" in held["H2 asks for the originator's consent"].examples


def test_what_a_category_or_a_country_holds_asks_for_no_consent(case):
    case.mark("green.txt", "CUI//NOFORN", "another rule")
    (held,) = (h for h in case.preview("MEX", [SUBJECT]).held if "NOFORN" in h.reasons[0])
    assert held.asks == ()


def test_a_state_of_consent_is_shown(case):
    doc = next(d.id for d in case.view().documents() if d.name == "provider.txt")
    case.consent(doc, "MEX", "asked", originator="Tecomán police", why="asked by telephone")
    (held,) = (h for h in case.preview("MEX", [SUBJECT]).held if "H2" in h.reasons[0])
    assert [(ask.originator, ask.state) for ask in held.asks] == [("Tecomán police", "asked")]


def test_all_that_the_recipient_may_see_goes_when_no_subject_is_named(case):
    found = case.preview("MEX")
    assert found.subjects == ()
    assert set(found.contents.sent) == {claim.id for claim in case.view("MEX").claims()}
    assert found.claims + found.stays == len(list(case.view().claims()))


def test_who_is_no_viewer_gets_what_everyone_may_have(case):
    found = case.preview("press")
    assert not found.kept
    assert {cited.name for cited in found.documents} == {"wire.txt", "other.txt"}
    assert found.recipient == Viewer("press")


def test_a_subject_is_named_as_on_the_recipients_map(case):
    with pytest.raises(NotFound, match="MEX may see nothing that is called 'Banda Oculta'"):
        case.preview("MEX", ["Banda Oculta"])
    with pytest.raises(NotFound, match="Nothing on this map"):
        case.preview("MEX", ["Nobody Known"])
    case.merge("Beto Ficticio", "Banda Oculta", "one alias hides the other")
    with pytest.raises(NotFound, match="'Beto Ficticio'"):
        case.preview("MEX", ["Banda Oculta"])
    with pytest.raises(UsageError, match="owner has everything"):
        case.preview("owner")


def test_whom_only_a_hidden_judgement_ties_to_the_subject_does_not_go_with_it(case):
    named = {referent.name: referent.id for referent in case.view("MEX").referents()}
    tie = Judgement(named[SUBJECT], named["Beto Ficticio"], "same", 1.0, "fingerprints", "person:ines", "TLP:RED")
    case._store.judge([tie], actor="owner", why="fingerprints")
    found = case.preview("MEX", [SUBJECT])
    assert found.apart == ("Beto Ficticio",)
    assert "other.txt" not in {cited.name for cited in found.documents}
    (held,) = (held for held in found.held if "nothing ties it to the subject" in held.reasons[0])
    assert (len(held.claims), held.asks) == (2, ())


def test_the_preview_of_two_worlds_is_one_for_whoever_sees_no_difference(tmp_path):
    shown = ("wire.txt", "green.txt", "allies.txt", "other.txt")
    made = []
    for name, only in (("a", tuple(REPORTS)), ("b", shown)):
        with entramado.open(tmp_path / f"{name}.entramado") as case:
            fill(case, only)
            made.append(case.preview("MEX", [SUBJECT]).contents)
    assert made[0] == made[1]


# --- the package


def test_a_package_holds_just_what_the_recipients_view_has_about_the_subject(case, tmp_path):
    made = send(case, tmp_path)
    package = opened(made.path, key_in(tmp_path))
    view = case.view("MEX")
    network = view.network()
    (entity,) = (e for e in network.entities.values() if e.name == SUBJECT)
    assert {claim.id for claim in package.contents.claims} == set(profile(network, entity).claims)
    assert made.claims == 6
    by_id = {claim.id: claim for claim in package.contents.claims}
    assert all(by_id[claim.id] == claim for claim in view.claims() if claim.id in by_id)


@pytest.mark.parametrize("subjects", [(SUBJECT,), None])
def test_nothing_hidden_is_in_any_byte_of_a_package(case, tmp_path, subjects):
    made = send(case, tmp_path, subjects=subjects, dossier=True, purpose="prosecution", authority="request 12")
    found = everything_in(made.path)
    hidden = [claim.id for claim in case.view().claims() if claim.id not in {c.id for c in case.view("MEX").claims()}]
    hidden += [doc.id for doc in case.view().documents() if doc.name in ("amber.txt", "provider.txt")]
    assert len(hidden) == 6
    for word in (*SECRET, *hidden, "Inés"):
        assert word.encode() not in found, word
    assert b"Grupo Prueba" in found


def test_a_release_list_shows_no_other_partner(case, tmp_path):
    case.add_viewer(Viewer("press-office", "TLP:AMBER"))
    for to, other in (("MEX", b"GBR"), ("GBR", b"MEX")):
        found = everything_in(send(case, tmp_path, name=f"to-{to}", to=to, dossier=True, purpose="p", authority="a").path)
        assert b"REL TO USA, " + to.encode() in found
        assert other not in found


def test_consent_opens_just_what_it_is_given_for(case, tmp_path):
    before = set(case.preview("MEX", [SUBJECT]).contents.sent)
    doc = next(d.id for d in case.view().documents() if d.name == "provider.txt")
    case.consent(doc, "MEX", "given", originator="Tecomán police", why="letter of 3 March")
    found = case.preview("MEX", [SUBJECT])
    assert set(found.contents.sent) - before == {claim.id for claim in case.view().claims(doc)}
    assert b"Tecom" in everything_in(send(case, tmp_path).path)
    assert b"Tecom" not in everything_in(send(case, tmp_path, name="other", to="GBR").path)


def test_purpose_and_authority_that_nobody_gave_are_not_invented(case, tmp_path):
    made = send(case, tmp_path)
    header = opened(made.path, key_in(tmp_path)).contents.header
    assert (header.purpose, header.authority) == (NOT_STATED, NOT_STATED)
    given = send(case, tmp_path, name="second", purpose="prosecution", authority="request 12/2026", why="they asked")
    header = opened(given.path, key_in(tmp_path)).contents.header
    assert (header.purpose, header.authority, header.sequence, header.previous) == (
        "prosecution", "request 12/2026", 2, made.package,
    )  # fmt: skip
    assert b"they asked" not in everything_in(given.path)


def test_dossiers_go_with_the_package_and_stand_on_its_claims(case, tmp_path):
    made = send(case, tmp_path, dossier=True, purpose="prosecution", authority="request 12/2026")
    assert made.files == ("dossier-ana-ejemplo.html", "dossier-ana-ejemplo.json")
    dossier = json.loads((made.path / "data" / "dossier-ana-ejemplo.json").read_bytes())
    package = opened(made.path, key_in(tmp_path))
    assert {each["claim"] for each in dossier["evidence"]} <= {claim.id for claim in package.contents.claims}
    assert dossier["handling"]["purpose"] == "prosecution"
    assert dossier["handling"]["prepared_by"] == "Agency Example (USA)"


def test_the_dossier_of_a_victim_needs_a_purpose(case, tmp_path):
    doc = document("victim.txt", "Carla Muestra, a victim, told police of it.")
    who = Referent(doc.id, "Person", None, "Carla Muestra", 0)
    claim = Claim(doc.id, who.id, "category", value="victim", spans=(Span(0, 23),))
    put(case._store, doc, Extraction((who,), (), (claim,), (Reading(claim.id, "person:ines", 1.0),)))
    with pytest.raises(UsageError, match="--no-dossier"):
        send(case, tmp_path, subjects=["Carla Muestra"], dossier=True)
    assert not (tmp_path / "package").exists()
    assert case.disseminations() == []
    assert send(case, tmp_path, subjects=["Carla Muestra"], dossier=True, purpose="protection", authority="law 1").files


def test_where_reads_need_a_reason_so_does_a_preview(case, tmp_path):
    case.change_settings({"reasons": "yes"})
    with pytest.raises(UsageError, match="reason"):
        case.preview("MEX", [SUBJECT])
    found = case.preview("MEX", [SUBJECT], reason="request 12 of Fiscalía Ejemplo")
    assert [(e.action, e.what["of"]) for e in case.audit()[-2:]] == [("read", "map"), ("read", "subject")]
    assert case.release(found, tmp_path / "a.zip", key=key_in(tmp_path), by="Inés Ejemplo", dossier=False).claims == 6
    assert case.verify() == []


# --- how it is written and logged


def test_what_went_is_logged(case, tmp_path):
    first = send(case, tmp_path, why="they asked")
    second = send(case, tmp_path, name="b.zip", to="GBR", purpose="prosecution")
    third = send(case, tmp_path, name="c.zip")
    listed = case.disseminations()
    assert [(d.package, d.recipient, d.sequence, d.claims) for d in listed] == [
        (first.package, "MEX", 1, 6), (second.package, "GBR", 1, 6), (third.package, "MEX", 2, 6),
    ]  # fmt: skip
    assert listed[0].why == "they asked"
    assert listed[1].purpose == "prosecution"
    assert listed[0].by == "Inés Ejemplo"
    assert len(listed[0].digest) == 64
    assert [d.package for d in case.disseminations("GBR")] == [second.package]
    entries = [e for e in case.audit() if e.action == "release"]
    assert [(e.what["recipient"], e.what["sequence"], e.what["claims"]) for e in entries] == [
        ("MEX", 1, 6), ("GBR", 1, 6), ("MEX", 2, 6),
    ]  # fmt: skip
    assert "Ana" not in json.dumps([e.what for e in case.audit()])
    assert case.verify() == []


def test_nothing_is_overwritten_and_what_was_not_written_is_not_logged(case, tmp_path):
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "mine.txt").write_text("mine")
    with pytest.raises(PackageFault, match="nothing is overwritten"):
        send(case, tmp_path)
    assert (tmp_path / "package" / "mine.txt").read_text() == "mine"
    with pytest.raises(PackageFault, match="cannot be written"):
        send(case, tmp_path, name="no/such/folder.zip")
    assert case.disseminations() == []
    assert case.verify() == []


@pytest.mark.parametrize("name", ["package", "package.zip"])
def test_what_could_not_be_logged_is_not_left_behind(case, tmp_path, monkeypatch, name):
    from entramado.store import audit

    def fails(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(audit, "append", fails)
    with pytest.raises(RuntimeError):
        send(case, tmp_path, name=name)
    assert not (tmp_path / name).exists()
    monkeypatch.undo()
    assert case.disseminations() == []


def test_a_case_that_changed_since_the_preview_asks_for_another(case, tmp_path):
    found = case.preview("MEX", [SUBJECT])
    case.mark("green.txt", "TLP:RED", "it was not meant to be out")
    with pytest.raises(UsageError, match="look at it again"):
        case.release(found, tmp_path / "package", key=key_in(tmp_path))
    assert not (tmp_path / "package").exists()


def test_a_release_with_nothing_in_it_says_why(case, tmp_path):
    case.mark("wire.txt", "TLP:RED", "closed")
    case.mark("other.txt", "TLP:RED", "closed")
    found = case.preview("press")
    assert found.contents is None
    assert found.stays == 12
    with pytest.raises(PackageFault, match="may have nothing"):
        case.release(found, tmp_path / "package", key=key_in(tmp_path))


def test_a_sender_has_a_name(case, tmp_path):
    case.change_settings({"organisation": None})
    with pytest.raises(UsageError, match="say who sends"):
        send(case, tmp_path, by="owner")
    made = send(case, tmp_path, by="Inés Ejemplo")
    assert opened(made.path, key_in(tmp_path)).contents.header.sender.organisation == "Inés Ejemplo"


def test_an_encrypted_package_opens_for_its_recipient_alone(case, tmp_path):
    pyrage = pytest.importorskip("pyrage")
    identity = pyrage.x25519.Identity.generate()
    made = send(case, tmp_path, name="p.age", encrypt_to=[str(identity.to_public())])
    assert b"Ana Ejemplo" not in made.path.read_bytes()
    key = key_in(tmp_path).public
    assert checking.verify(made.path, trusted=[key], identity=str(identity)).sound
    assert not checking.verify(made.path, trusted=[key], identity=str(pyrage.x25519.Identity.generate())).sound


# --- recalls


def test_a_retracted_claim_is_recalled_from_whoever_has_it(case, tmp_path):
    send(case, tmp_path, name="a.zip")
    send(case, tmp_path, name="b.zip", to="GBR")
    claims = claims_by_name(case)
    assert case.retract(claims["Ana Ejemplo leads Grupo Muestra (green.txt)"], "it was another Ana") == 2
    assert case.retract(claims["Beto Ficticio leads Grupo Lejano (other.txt)"], "no longer") == 0
    assert [(r.recipient, r.reason) for r in case.recalls()] == [("GBR", "retracted"), ("MEX", "retracted")]
    made = case.recall(tmp_path, key=key_in(tmp_path), by="Inés Ejemplo")
    assert [(m.recipient, m.sequence, m.claims, m.path.name) for m in made] == [
        ("GBR", 2, 1, "recall-gbr-2.zip"), ("MEX", 2, 1, "recall-mex-2.zip"),
    ]  # fmt: skip
    assert case.recalls() == []
    assert len(case.recalls(pending=False)) == 2
    notice = opened(made[1].path, key_in(tmp_path)).contents
    assert [(r.claim, r.reason) for r in notice.recalled] == [
        (claims["Ana Ejemplo leads Grupo Muestra (green.txt)"], "withdrawn: it stands no longer")
    ]
    assert [(d.kind, d.claims, d.recalled, d.pending) for d in case.disseminations("MEX")] == [
        ("release", 6, 1, 0), ("recall", 1, 0, 0),
    ]  # fmt: skip
    assert case.recall(tmp_path, key=key_in(tmp_path), by="Inés Ejemplo") == []
    assert case.verify() == []


def test_a_raised_marking_is_recalled_from_those_who_may_see_it_no_longer(case, tmp_path):
    send(case, tmp_path, name="a.zip")
    send(case, tmp_path, name="b.zip", to="GBR")
    case.mark("allies.txt", "CUI//REL TO USA, MEX", "not for others")
    assert {(r.recipient, r.reason) for r in case.recalls()} == {("GBR", "marking raised")}
    assert len(case.recalls()) == 2
    case.mark("wire.txt", "TLP:GREEN", "still for partners")
    assert len(case.recalls()) == 2
    case.mark("green.txt", "TLP:RED", "for nobody")
    assert {r.recipient for r in case.recalls()} == {"GBR", "MEX"}
    (notice,) = case.recall(tmp_path, key=key_in(tmp_path), by="Inés Ejemplo", to="GBR")
    reasons = {r.reason for r in opened(notice.path, key_in(tmp_path)).contents.recalled}
    assert reasons == {"no longer for this recipient"}
    assert {r.recipient for r in case.recalls()} == {"MEX"}


def test_a_claim_marked_apart_that_went_with_its_sentence_is_recalled_when_the_text_is_closed(case, tmp_path):
    claims = claims_by_name(case)
    leads = claims["Ana Ejemplo leads Grupo Muestra (green.txt)"]
    case.mark(leads, "TLP:GREEN", "apart")
    send(case, tmp_path, name="a.zip")
    case.mark("green.txt", "TLP:RED", "the text names a source")
    assert leads in {r.claim for r in case.recalls()}
    case.recall(tmp_path, key=key_in(tmp_path), by="Inés Ejemplo")
    made = send(case, tmp_path, name="b.zip")
    assert any(d.withheld for d in opened(made.path, key_in(tmp_path)).contents.documents)
    case.mark("green.txt", "TLP:AMBER", "still closed")
    assert case.recalls() == []


def test_a_claim_that_a_person_finds_misread_is_recalled(case, tmp_path):
    send(case, tmp_path, name="a.zip")
    leads = claims_by_name(case)["Ana Ejemplo leads Grupo Muestra (green.txt)"]
    assert case.review([leads], right=False, by="Juan Ejemplo", why="it is her brother") == 1
    assert [(r.recipient, r.claim, r.reason) for r in case.recalls()] == [("MEX", leads, "corrected")]


def test_a_consent_withdrawn_is_a_recall(case, tmp_path):
    doc = next(d.id for d in case.view().documents() if d.name == "provider.txt")
    case.consent(doc, "MEX", "given", originator="Tecomán police", why="letter")
    send(case, tmp_path, name="a.zip")
    send(case, tmp_path, name="b.zip", to="GBR")
    case.consent(doc, "MEX", "refused", originator="Tecomán police", why="another letter")
    assert {(r.recipient, r.reason) for r in case.recalls()} == {("MEX", "consent withdrawn")}
    assert len(case.recalls()) == 2


def test_a_claim_recalled_once_and_sent_again_can_be_recalled_again(case, tmp_path):
    send(case, tmp_path, name="a.zip", to="GBR")
    case.mark("green.txt", "TLP:RED", "closed")
    case.recall(tmp_path, key=key_in(tmp_path), by="Inés Ejemplo")
    case.mark("green.txt", "TLP:GREEN", "open again")
    assert case.recalls() == []
    send(case, tmp_path, name="b.zip", to="GBR")
    case.mark("green.txt", "TLP:RED", "closed again")
    assert {r.package for r in case.recalls()} == {case.disseminations("GBR")[-1].package}
