"""Reviews, purges and answers on a case built from reports."""

from __future__ import annotations

import json
import shutil
import zlib
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import update
from tests.case import partners

import entramado
from entramado.model.errors import Ambiguous, NotFound, UsageError
from entramado.model.retention import latest_review
from entramado.model.view import Viewer
from entramado.share.access import answer_html, answer_json, worksheet_html, worksheet_json
from entramado.store import schema

TODAY = datetime.now(UTC).date()
SAID = {"authority": "order 12/2026", "by": "ines", "why": "held without a basis"}
REPORTS = {
    "ana_ejemplo.txt": "Ana Ejemplo is 41 years old. She is a dentist.\n",
    "raid.txt": (
        "Police arrested Ana Ejemplo, the leader of the Blue Gang, in Guadalajara on Monday. Three people were killed. "
        "She was taken to prison.\n"
    ),
    "wire.txt": (
        "The Blue Gang, led by Ana Ejemplo, operates in Jalisco, the prosecutor said. Ana Ejemplo is 41 years old. "
        "Juan Ficticio is a member of the Blue Gang.\n"
    ),
    "feud.txt": "The Red Crew is a rival of the Blue Gang. Its members burned vehicles in Zapopan on February 22, 2026.\n",
}
MARKED = "file,source,marking\nana_ejemplo.txt,Clinic Gazette,TLP:RED\nwire.txt,The Wire,TLP:CLEAR\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The reports and the case that they make; tests copy it."""
    folder = tmp_path_factory.mktemp("rights")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / name).write_text(text, "utf-8")
    (reports / "sources.csv").write_text(MARKED, "utf-8")
    with entramado.open(folder / "a.entramado") as case:
        case.build(reports, workers=1)
    return folder


@pytest.fixture
def path(built, tmp_path):
    shutil.copytree(built / "reports", tmp_path / "reports")
    return shutil.copy(built / "a.entramado", tmp_path / "a.entramado")


@pytest.fixture
def case(path):
    with entramado.open(path) as opened:
        yield opened


def texts(case):
    return {document.name: document.text for document in case.view().documents()}


def leftovers(path, words):
    found = set()
    for file in path.parent.glob(f"{path.name}*"):
        data = file.read_bytes()
        found |= {w for w in words for code in ("utf-8", "utf-16-le", "utf-16-be") if w.encode(code) in data}
        for name, text in REPORTS.items():
            if "Ejemplo" in text and zlib.compress(text.encode())[2:40] in data:
                found.add(name)
    return found


# -- retention


def test_every_document_has_a_day_by_which_it_is_reviewed(case):
    listed = case.retention()
    assert [kept.name for kept in listed] == sorted(REPORTS)
    assert {kept.review_by for kept in listed} == {latest_review(TODAY)}
    wire = next(kept for kept in listed if kept.name == "wire.txt")
    assert wire.persons == 2
    assert wire.claims == len(list(case.view().claims(wire.document)))
    assert case.retention(TODAY) == []


def test_a_review_says_who_why_and_until_when(case):
    until = TODAY + timedelta(days=400)
    case.keep(["wire.txt", "wire.txt"], until, by="ines", why="the trial goes on")
    (kept,) = case.retention(until)
    assert (kept.name, kept.review_by, kept.last.by, kept.last.why) == ("wire.txt", until, "ines", "the trial goes on")
    entry = case.audit()[-1]
    assert (entry.actor, entry.action, entry.what["until"]) == ("ines", "retain", until.isoformat())
    assert case.verify() == []


@pytest.mark.parametrize(
    ("until", "by", "why", "says"),
    [
        (latest_review(TODAY) + timedelta(days=1), "ines", "w", "more than 5 years from today"),
        (date.max, "ines", "w", "more than 5 years from today"),
        (TODAY - timedelta(days=1), "ines", "w", "is past"),
        (TODAY, "owner", "w", "say who"),
        (TODAY, "", "w", "say who"),
        (TODAY, "ines", " ", "say why"),
    ],
)
def test_a_review_that_is_none_is_refused(case, until, by, why, says):
    with pytest.raises(UsageError, match=says):
        case.keep(["wire.txt"], until, by=by, why=why)
    assert case.retention()[0].last is None


def test_a_review_of_what_is_not_there_keeps_nothing(case):
    with pytest.raises(NotFound, match="no document nope"):
        case.keep(["wire.txt", "nope"], TODAY, by="ines", why="w")
    assert all(kept.last is None for kept in case.retention())


def make_overdue(case, name):
    with case._store.act("test", "test", "age it") as act:
        past = (TODAY - timedelta(days=1)).isoformat()
        act.connection.execute(update(schema.document).where(schema.document.c.name == name).values(review_by=past))


def test_what_is_overdue_is_the_owners_alone_until_it_is_kept_or_purged(case):
    make_overdue(case, "feud.txt")
    assert "feud.txt" not in {d.name for d in case.view("anybody").documents()}
    planned = case.plan_purge(overdue=True)
    assert [name for _, name in planned.documents] == ["feud.txt"]
    case.purge(planned, **SAID)
    assert "feud.txt" not in texts(case)
    with pytest.raises(NotFound, match="overdue"):
        case.plan_purge(overdue=True)


# -- purge of a person


def test_what_stands_on_a_person_goes_and_the_rest_stays(path):
    with entramado.open(path) as case:
        before = texts(case)
        planned = case.plan_purge(subject="Ana Ejemplo")
        assert [name for _, name in planned.documents] == ["ana_ejemplo.txt"], "it speaks of nobody else"
        assert {m.name for m in planned.masked} == {"raid.txt", "wire.txt"}
        kept = {c.id for c in case.view().claims()} - planned.doomed.claims
        case.purge(planned, **SAID)
        after = texts(case)
        assert {c.id for c in case.view().claims()} == kept
        assert "Juan Ficticio is a member of the Blue Gang." in after["wire.txt"]
        assert "operates in Jalisco" in after["wire.txt"], "the Blue Gang's claim keeps its words"
        assert "Three people were killed." in after["raid.txt"]
        assert "arrested" not in after["raid.txt"], "a sentence on nobody else goes whole"
        assert all(len(after[name]) == len(before[name]) for name in after)
        assert after["feud.txt"] == before["feud.txt"]
        names = {name for entity in case.view().network().entities.values() for name in entity.names}
        assert "Juan Ficticio" in names
        assert not any("Ejemplo" in name for name in names)
        assert case.view().search('"Ana Ejemplo"') == []
        assert case.verify() == []
        again = case.build(path.parent / "reports", workers=1)
        assert [problem.code for problem in again.refused] == ["purged"]
        assert "ines (order 12/2026)" in again.refused[0].what
        assert again.added == ()
    assert leftovers(path, ["Ana Ejemplo", "Ejemplo", "ana ejemplo", "ejemplo", "dentist", "Clinic Gazette"]) == set()


def test_an_event_of_several_keeps_the_others_and_no_label_names_whom_it_lost(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    text = "Police arrested Ana Ejemplo and Juan Ficticio in Guadalajara on Monday, February 23, 2026.\n"
    (reports / "a.txt").write_text(text, "utf-8")
    path = tmp_path / "a.entramado"
    with entramado.open(path) as case:
        case.build(reports, workers=1)
        labels = [referent.name or "" for referent in case.view().referents() if referent.type == "Event"]
        assert any("Ana Ejemplo" in label for label in labels), "labels name those in them"
    backup = shutil.copy(path, tmp_path / "backup")
    with entramado.open(path) as case:
        case.purge(case.plan_purge(subject="Ana Ejemplo"), **SAID)
        network = case.view().network()
        names = {referent.id: referent.name for referent in case.view().referents()}
        assert [names[c.object] for c in case.view().claims() if c.predicate == "target"] == ["Juan Ficticio"]
        assert all(claim.subject in network.entity_of for claim in case.view().claims())
        assert texts(case)["a.txt"] == text.replace("Ana Ejemplo", "███████████")
        assert case.verify() == []
    shutil.copy(backup, path)
    with entramado.open(path) as case:
        assert {referent.id: referent.name for referent in case.view().referents()} == names
        assert case.verify() == []
    assert leftovers(path, ["Ana Ejemplo", "Ejemplo", "ejemplo"]) == set()


def test_with_whole_no_document_that_speaks_of_the_person_stays(path):
    with entramado.open(path) as case:
        planned = case.plan_purge(subject="Ana Ejemplo", whole=True)
        case.purge(planned, **SAID)
        assert set(texts(case)) == {"feud.txt"}
        assert case.verify() == []
    assert leftovers(path, ["Ejemplo", "ejemplo", "Ficticio", "ficticio"]) == set()


def test_an_older_copy_loses_the_words_too(path, tmp_path):
    backup = shutil.copy(path, tmp_path / "backup")
    with entramado.open(path) as case:
        case.purge(case.plan_purge(subject="Ana Ejemplo"), **SAID)
        wanted = texts(case)
    shutil.copy(backup, path)
    with entramado.open(path) as case:
        assert texts(case) == wanted
        assert case.verify() == []
    assert leftovers(path, ["Ana Ejemplo", "Ejemplo", "ejemplo", "dentist"]) == set()


def test_reasons_that_named_the_person_no_longer_do(path):
    with entramado.open(path) as case:
        case.merge("Blue Gang", "Red Crew", "Ana Ejemplo leads both", by="ines")
        (made,) = case.view().judgements()
        case.purge(case.plan_purge(subject="Ana Ejemplo"), **SAID)
        (left,) = case.view().judgements()
        assert "leads both" in left.why
        assert left.id != made.id
        assert case.undo(left.id, by="ines") == [left.id]
        assert case.verify() == []
    assert leftovers(path, ["Ana Ejemplo"]) == set()


def test_a_claim_goes_with_its_words_where_no_other_is_quoted_from_them(path):
    with entramado.open(path) as case:
        claim = next(c for c in case.view().claims() if c.predicate == "rival_of")
        planned = case.plan_purge(claim=claim.id)
        case.purge(planned, **SAID)
        assert "rival" not in texts(case)["feud.txt"]
        assert "burned vehicles in Zapopan" in texts(case)["feud.txt"]
        assert case.verify() == []
        with pytest.raises(NotFound, match="no claim"):
            case.plan_purge(claim=claim.id)


def test_a_claim_whose_words_others_are_quoted_from_leaves_them_and_says_so(case):
    shared = next(c for c in case.view().claims() if c.predicate in {"agent", "target"})
    planned = case.plan_purge(claim=shared.id)
    assert any("stays: words that other claims" in note for note in planned.notes)


def test_what_bears_the_name_and_stays_is_listed(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Ana Ejemplo leads the Blue Gang. Juan Ficticio is a member of the Blue Gang.\n", "utf-8")
    (reports / "b.html").write_text("<p>A list of names. ANA EJEMPLO; x; y.</p>", "utf-8")
    with entramado.open(tmp_path / "a.entramado") as case:
        case.build(reports, workers=1)
        plan = case.plan_purge(subject="Ana Ejemplo")
        named = {m.name for m in plan.masked} | {name for _, name in plan.documents}
        assert "b.html" in named or any("b.html" in note for note in plan.notes)


def test_a_mail_loses_the_attachment_that_came_in_by_itself_before(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    text = "Ana Ejemplo leads the Blue Gang.\n"
    (reports / "a.txt").write_text(text, "utf-8")
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "x@example.org", "report", "Mon, 02 Mar 2026 10:00:00 +0000"
    mail.set_content("See the report.")
    mail.add_attachment(text.encode(), maintype="text", subtype="plain", filename="copy.txt")
    path = tmp_path / "a.entramado"
    with entramado.open(path) as case:
        case.build(reports, workers=1)
        (reports / "b.eml").write_bytes(mail.as_bytes())
        case.build(reports, workers=1)
        assert set(texts(case)) == {"a.txt", "b.eml"}
        case.purge(case.plan_purge(documents=["a.txt"]), **SAID)
        (left,) = case.view().documents()
        assert b"copy.txt" not in case.view().original(left.id)
        assert case.verify() == []
    assert leftovers(path, ["Ana Ejemplo", "ejemplo"]) == set()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "say what is to go"),
        ({"documents": ["wire.txt"], "overdue": True}, "one of them"),
        ({"documents": ["wire.txt"], "whole": True}, "--whole goes with --subject"),
        ({"documents": ["nope.txt"]}, "no document nope.txt"),
        ({"claim": "c" + "0" * 24}, "no claim"),
        ({"subject": "Nobody Atall"}, "called 'Nobody Atall'"),
        ({"subject": "Guadalajara"}, "not a person or a body"),
    ],
)
def test_a_purge_that_cannot_be_is_refused(case, given, says):
    with pytest.raises(UsageError, match=says):
        case.plan_purge(**given)


def test_a_name_of_several_asks_which(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Ana Ejemplo, 41, leads the Blue Gang.\n", "utf-8")
    (reports / "b.txt").write_text("Ana Ejemplo, 23, leads the Red Crew.\n", "utf-8")
    with entramado.open(tmp_path / "a.entramado") as case:
        case.build(reports, workers=1)
        persons = [e for e in case.view().network().entities.values() if e.name == "Ana Ejemplo"]
        if len(persons) < 2:
            case.different(persons[0].referents[0], persons[0].referents[1], "two ages", by="ines")
        for ask in (lambda: case.plan_purge(subject="Ana Ejemplo"), lambda: case.subject_access("Ana Ejemplo", viewer="owner")):
            with pytest.raises(Ambiguous):
                ask()


# -- access


def test_the_answer_tells_what_everyone_may_and_masks_other_persons(case):
    access = case.subject_access("Juan Ficticio", requester="the person, passport seen")
    told = answer_html(access.answer) + answer_json(access.answer)
    assert access.answer.names == ("Juan Ficticio",)
    assert any("member of the Blue Gang" in item.text for item in access.answer.items)
    assert "Ana Ejemplo" not in told
    assert "The Wire" in told
    assert latest_review(TODAY).isoformat() in told
    entry = case.audit()[-1]
    assert entry.action == "subject-access"
    assert "Ficticio" not in json.dumps(dict(entry.what))


def test_what_may_not_be_told_leaves_no_trace_and_stands_on_the_worksheet(case):
    access = case.subject_access("Ana Ejemplo")
    told = answer_html(access.answer) + answer_json(access.answer)
    for hidden in ("dentist", "Clinic Gazette", "ana_ejemplo", "TLP"):
        assert hidden not in told
    sheet = access.worksheet
    held = [row for row in sheet.rows if row.document == "ana_ejemplo.txt"]
    assert held
    assert all(row.number is None and "TLP:RED is above the clearance TLP:CLEAR" in row.held for row in held)
    assert sheet.withheld >= len(held)
    assert "Clinic Gazette" in worksheet_html(sheet)
    assert json.loads(worksheet_json(sheet))["withheld"] == sheet.withheld
    assert {row.number for row in sheet.rows if row.number} == {item.number for item in access.answer.items}


def test_the_owner_may_have_it_all_told(case):
    access = case.subject_access("Ana Ejemplo", viewer="owner")
    assert "dentist" in answer_html(access.answer)


def test_held_but_hidden_reads_like_never_held(tmp_path):
    """The twin: the same name in a case that holds it at TLP:RED, and in one that does not hold it."""
    answers = []
    for number, text in enumerate(("Ana Ejemplo leads the Blue Gang.\n", "The Red Crew operates in Jalisco.\n")):
        reports = tmp_path / f"reports{number}"
        reports.mkdir()
        (reports / "a.txt").write_text(text, "utf-8")
        (reports / "sources.csv").write_text("file,marking\na.txt,TLP:RED\n", "utf-8")
        with entramado.open(tmp_path / f"{number}.entramado") as case:
            case.build(reports, workers=1)
            for recipients in (False, True):
                access = case.subject_access("Ana Ejemplo", requester="r", recipients=recipients)
                answers.append((recipients, answer_html(access.answer), answer_json(access.answer)))
    assert answers[:2] == answers[2:]
    assert "nothing that can be told" in answers[0][1]


def test_a_part_of_a_name_is_not_enough(case):
    assert case.subject_access("Ficticio").answer.items == ()
    with pytest.raises(UsageError, match="say whom"):
        case.subject_access("  ")


def test_names_are_text_and_never_markup(case):
    access = case.subject_access("<script>alert(1)</script>", requester="<img src=x>")
    page = answer_html(access.answer)
    assert "<script>" not in page
    assert "<img" not in page


def test_who_was_given_it_is_told_as_kinds_of_bodies_and_only_when_asked_for(case):
    from sqlalchemy import insert

    case.change_settings({"country": "USA", "organisation": "Example Unit"}, by="ines")
    case.add_viewer(Viewer("fiscalia", "TLP:GREEN", "MEX", "Secret Unit"), by="ines")
    claim = next(c for c in case.view().claims() if c.predicate == "member_of")
    with case._store.act("ines", "release", "asked") as act:
        package = {
            "package": "k1", "kind": "release", "recipient": "fiscalia", "sequence": 1, "at": act.at, "purpose": "p",
            "authority": "a", "why": "w", "by": "ines", "digest": "0", "tx": act.tx,
        }  # fmt: skip
        act.connection.execute(insert(schema.dissemination), package)
        sent = {"package": "k1", "claim": claim.id, "doc": claim.doc, "sent_as": claim.id, "quoted": True}
        act.connection.execute(insert(schema.disseminated), sent)
    told = case.subject_access("Juan Ficticio", recipients=True)
    assert told.answer.recipients == ("a body of another country",)
    assert "fiscalia" not in answer_html(told.answer)
    assert "Example Unit" in answer_html(told.answer)
    assert told.worksheet.recipients == (("fiscalia", 1),)
    assert case.subject_access("Juan Ficticio").answer.recipients is None
    planned = case.plan_purge(subject="Juan Ficticio")
    assert [(h.recipient, h.claims) for h in planned.holders] == [("fiscalia", 1)]
    assert case.purge(planned, **SAID).recipients == 1
    assert case.verify() == []


# -- with partners


def sent_case(tmp_path, *, tearline=False):
    """A case that sent MEX what it may have."""
    case = entramado.open(tmp_path / "a.entramado")
    partners.fill(case)
    if tearline:
        amber = partners.claims_by_name(case)["Ana Ejemplo leads Banda Oculta (amber.txt)"]
        case.tearline(amber, "Ana Ejemplo leads a third group.", "TLP:GREEN", object="a third group", by="ines")
    preview = case.preview("MEX")
    case.release(
        preview, tmp_path / "out.zip", key=partners.key_in(tmp_path), purpose="prosecution", authority="treaty", by="ines",
        dossier=False,
    )  # fmt: skip
    return case


def test_recipients_are_told_to_delete_what_was_purged_and_then_it_is_forgotten(tmp_path):
    with sent_case(tmp_path) as case:
        planned = case.plan_purge(documents=["green.txt"])
        assert [held.recipient for held in planned.holders] == ["MEX"]
        ids = sorted(planned.doomed.claims)
        assert case.purge(planned, **SAID).recipients == 1
        assert {(recall.recipient, recall.reason) for recall in case.recalls()} == {("MEX", "purged")}
        (notice,) = case.recall(tmp_path, key=partners.key_in(tmp_path), by="ines")
        assert notice.claims == len(ids)
        assert case.recalls(pending=False) == []
        assert [entry.kind for entry in case.disseminations("MEX")] == ["release", "recall"]
        assert case.verify() == []
        case.purge(case.plan_purge(documents=["other.txt"]), **SAID)
    data = b"".join(file.read_bytes() for file in tmp_path.glob("a.entramado*"))
    assert [claim for claim in ids if claim.encode() in data] == []
    assert b"Grupo Muestra" not in data


def test_what_stands_in_for_a_purged_claim_goes_with_it(tmp_path):
    with sent_case(tmp_path, tearline=True) as case:
        assert any("third group" in text for text in texts(case).values())
        planned = case.plan_purge(documents=["amber.txt"])
        assert len(planned.documents) == 2
        assert case.purge(planned, **SAID).recipients == 1
        assert not any("third group" in text for text in texts(case).values())
        assert {recall.reason for recall in case.recalls()} == {"purged"}
        assert case.verify() == []
    data = b"".join(file.read_bytes() for file in tmp_path.glob("a.entramado*"))
    assert b"Banda Oculta" not in data
    assert b"third group" not in data
