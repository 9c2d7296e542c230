"""Reads on the record: no view without a reason where the case demands one, and nobody but the owner sees who read."""

import json

import pytest
from sqlalchemy import select
from tests.store.hand import document, extraction, put, seen

import entramado
from entramado.model.errors import CaseError, UsageError
from entramado.model.view import Viewer
from entramado.share.find import find
from entramado.store import Store, schema
from entramado.store.lock import WriterLock


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "a.entramado"
    with Store(path, create=True) as store:
        for name in "ab":
            doc = document(f"{name}.txt", f"{name}: Ana Roe leads the Blue Gang.")
            put(store, doc, extraction(doc))
        store.add_viewer(Viewer("Lima", "TLP:GREEN", "PER"), actor="owner")
    with entramado.open(path) as opened:
        yield opened


@pytest.fixture
def strict(case):
    case.change_settings({"reasons": "yes"})
    return case


def reads(case):
    return [entry for entry in case.audit() if entry.action == "read"]


def test_a_case_that_demands_no_reason_keeps_no_reads(case):
    view = case.view("Lima")
    view.account(find(view.network(), "Ana Roe"), "show")
    assert reads(case) == []


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_no_view_without_a_reason(strict, reason):
    for viewer in ("owner", "Lima", "anybody", Viewer("made up")):
        with pytest.raises(UsageError, match="--reason"):
            strict.view(viewer, reason=reason)
    with pytest.raises(UsageError, match="--reason"):
        strict.view("Lima", as_of=1)
    with pytest.raises(UsageError, match="--reason"):
        strict.problems()
    assert reads(strict) == []


def test_opening_a_view_is_on_the_record_before_anything_is_read(strict):
    strict.view("Lima", reason="review of the warrant", through="html")
    (entry,) = reads(strict)
    assert (entry.actor, entry.why) == ("Lima", "review of the warrant")
    assert entry.what["through"] == "html"
    assert entry.what["of"] == "map"
    assert strict.verify() == []


def test_a_subject_asked_for_by_name_is_told_by_a_keyed_id(strict):
    view = strict.view("Lima", reason="review of the warrant")
    entity = find(view.network(), "Ana Roe")
    view.account(entity, "show")
    again = strict.view("owner", reason="second look")
    again.account(find(again.network(), "Ana Roe"), "dossier")
    first, second = (entry for entry in reads(strict) if entry.what["of"] == "subject")
    assert (first.actor, second.actor) == ("Lima", "owner")
    assert first.what["subject"] == second.what["subject"]
    assert strict.named()[first.what["subject"]] == "Ana Roe"
    told = json.dumps(first.what)
    assert "Ana" not in told
    assert not any(key in told for key in (entity.id, *entity.referents))
    assert strict.verify() == []


def test_the_reason_can_be_blanked_and_not_changed(strict):
    strict.view("Lima", reason="because of Ana Roe")
    with strict._store.reading() as connection:
        assert "Ana Roe" not in " ".join(map(str, connection.execute(select(schema.audit)).all()))
        assert "because of Ana Roe" in connection.execute(select(schema.tx.c.why)).scalars().all()
    with strict._store.engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        with connection.begin():
            connection.exec_driver_sql("UPDATE tx SET why = 'an order' WHERE why LIKE 'because%'")
    assert strict.verify() == [f"what was recorded then was changed (entry {reads(strict)[0].id}, read)"]


def test_other_viewers_do_not_learn_who_read(case, strict):
    before = strict._view("Lima")
    state, moments = seen(before), before.as_of
    strict.view("owner", reason="a raid is near")
    view = strict.view("Lima", reason="again")
    assert seen(view) == state
    assert view.as_of == moments


def test_a_case_that_may_only_be_read_is_not_read(strict, monkeypatch):
    strict.close()
    monkeypatch.setattr("entramado.store.dialect.os.access", lambda *_: False)
    with entramado.open(strict.path) as opened, pytest.raises(CaseError, match="may only be read"):
        opened.view("Lima", reason="review of the warrant")


def test_reads_go_on_while_another_process_builds(strict):
    with WriterLock(strict.path):
        strict.view("Lima", reason="review of the warrant")
    assert len(reads(strict)) == 1


def test_acts_need_no_reason_to_look_for_what_they_change(strict):
    strict.note("Ana Roe was seen in Lima.", [("Ana Roe", "leads", "Blue Gang")], by="ana")
    strict.mark("a.txt", "TLP:RED", "names a source", by="ana")
    assert reads(strict) == []
    assert strict.verify() == []
