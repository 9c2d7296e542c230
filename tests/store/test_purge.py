"""A purge really deletes: from rows, texts, index, free pages, log and older copies; and leaves no list of what it deleted."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
import textwrap
import zlib
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update
from tests.store.hand import document, extraction, put, seen, source

from entramado.model.claim import Problem
from entramado.model.errors import CaseError, NotFound, Purged, Revoked, UsageError
from entramado.model.view import Viewer
from entramado.store import OWNER, Store, erasing, ledger, masking, purge, schema
from entramado.store.erasing import Doomed, forget_told
from entramado.store.forgotten import purges
from entramado.store.masking import Mask, fill, fold_words, key_of, merged, occurrences

WORDS = ("Ana Roe", "Roe", "roe", "zarzuela", "Zarzuela", "teal")
"""Names and words that only the purged document holds, as written and as the index folds them."""
SECRET_TEXT = "Ana Roe leads the Blue Gang from the Zarzuela house, and drives a teal van."
OTHER_TEXT = "Ben Tull leads the Red Crew near the harbour."
SAID = {"authority": "order 12/2026", "by": "ines", "why": "held without a basis"}


def filled(path):
    """A case with a document to purge and one that stays."""
    with Store(path, create=True) as store:
        about, other = document("zarzuela_roe.txt", SECRET_TEXT), document("other.txt", OTHER_TEXT)
        problem = Problem(about.name, "Zarzuela is spelt oddly", "odd", refused=False, doc=about.id)
        put(store, about, extraction(about), source("Zarzuela Times"), problems=[problem])
        put(store, other, extraction(other, "Ben Tull", "Red Crew"), source())
        store.report(about.name, [Problem(about.name, "was empty at first", "empty")], actor="owner")
        claim = next(iter(store.view().claims(about.id)))
        store.retract(claim.id, actor="ines", why="Ana Roe was never there")
    return about, other


def leftovers(path, words=WORDS):
    """Which of the words stand in any byte of any file of the case: plain, as UTF-16, in a compressed original."""
    found = set()
    for file in path.parent.glob(f"{path.name}*"):
        data = file.read_bytes()
        found |= {(file.name, w) for w in words for code in ("utf-8", "utf-16-le", "utf-16-be") if w.encode(code) in data}
        if zlib.compress(SECRET_TEXT.encode())[2:40] in data:
            found.add((file.name, "the original"))
    return found


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.entramado"


@contextmanager
def opened(path):
    with Store(path) as store:
        yield store


def test_nothing_of_it_is_left_in_any_file(path):
    about, other = filled(path)
    assert {word for _, word in leftovers(path)} >= {"Ana Roe", "zarzuela", "teal", "the original"}, "the test can see them"
    assert leftovers(path, [about.id, about.sha256])
    with opened(path) as store:
        done = purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
        assert done.clean
        assert leftovers(path) == set(), "also while the case is open"
    assert leftovers(path) == set()
    assert leftovers(path, [about.id, about.sha256]) == set(), "nor is it known by a plain hash"
    with opened(path) as store:
        assert [d.id for d in store.view().documents()] == [other.id]
        assert [s.name for s in store.view().sources()] == ["The Daily"]
        assert list(store.view().problems()) == []
        assert [hit.doc for hit in store.view().search("harbour leads")] == [other.id]
        assert store.verify() == []


def test_reasons_of_acts_on_it_are_blanked_and_others_stay(path):
    about, other = filled(path)
    with opened(path) as store:
        (who, *_) = (r.id for r in store.view().referents() if r.doc == about.id)
        for subject, why in ((who, "is she at the Zarzuela?"), (other.id, "the harbour")):
            with store.act("ben", "read", why) as act:
                act.what["subject"] = subject
        purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
        reasons = {entry.action: entry.why for entry in store.audit()}
        assert "the harbour" in {entry.why for entry in store.audit()}
        assert reasons["retract"] == ""
        assert reasons["purge"] == SAID["why"]
        assert store.verify() == []
    assert leftovers(path) == set()


def test_a_package_of_which_nothing_is_left_names_nobody(path):
    about, _ = filled(path)
    with opened(path) as store:
        claims = [claim.id for claim in store.view().claims(about.id)]
        with store.act("ben", "receive", "w") as act:
            header = json.dumps({"marking": "TLP:CLEAR", "subjects": ["Ana Roe"]})
            package = {
                "package": "k1", "kind": "release", "sender": "s", "key": "k", "recipient": "r", "sequence": 1,
                "sent_at": "2026-01-01", "header": header, "tx": act.tx,
            }  # fmt: skip
            act.connection.execute(insert(schema.received), package)
            rows = [{"package": "k1", "original": claim, "claim": claim} for claim in claims]
            act.connection.execute(insert(schema.received_claim), rows)
        purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
        with store.reading() as connection:
            assert json.loads(connection.execute(select(schema.received.c.header)).scalar_one()) == {
                "marking": "TLP:CLEAR",
                "subjects": [],
            }
        assert store.verify() == []
    assert leftovers(path) == set()


def test_what_it_says_it_takes_is_what_goes(path):
    about, _ = filled(path)
    with opened(path) as store:
        told = purge.preview(store, Doomed(documents=frozenset([about.id])))
        assert {k: told.rows[k] for k in ("document", "claim", "referent", "mention", "problem", "holding")} == {
            "document": 1, "claim": 2, "referent": 2, "mention": 2, "problem": 2, "holding": 1,
        }  # fmt: skip
        done = purge.purge(store, told.doomed, **SAID)
        assert {k: v for k, v in done.rows.items() if k != "source"} == told.rows
        entry = store.audit()[-1]
        assert entry.action == "purge"
        assert entry.what["document"] == 1


def test_who_why_and_on_what_authority_are_asked_for(store):
    doc = document("a.txt", SECRET_TEXT)
    put(store, doc, extraction(doc))
    doomed = Doomed(documents=frozenset([doc.id]))
    for missing in ({"by": "owner"}, {"by": " "}, {"why": ""}, {"authority": " "}):
        with pytest.raises(UsageError, match="say"):
            purge.purge(store, doomed, **(SAID | missing))
    with pytest.raises(UsageError, match="without naming"):
        purge.purge(store, doomed, **(SAID | {"why": "Ana  ROE asked for it"}))
    assert seen(store.view())["documents"] == [doc]
    assert not ledger.path_of(store.path).exists()


def test_what_has_gone_reads_like_what_never_was(path):
    about, _ = filled(path)
    with opened(path) as store:
        purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
        for key in (about.id, "d" + "0" * 24):
            with pytest.raises(NotFound) as error:
                purge.purge(store, Doomed(documents=frozenset([key])), **SAID)
            assert str(error.value).replace(key, "ID").startswith("no document ID; `entramado documents --json`")
        with pytest.raises(NotFound):
            purge.purge(store, Doomed(), **SAID)


@pytest.mark.parametrize("viewer", [OWNER, Viewer("anyone")])
def test_a_view_that_listed_it_is_to_be_opened_again(store, viewer):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.")
    put(store, doc)
    view = store.view(viewer)
    assert [each.name for each in view.documents()] == ["a.txt"]
    purge.purge(store, Doomed(documents=frozenset([doc.id])), authority="order 1", by="Eva Ficticia", why="over")
    for read in (lambda: list(view.documents()), lambda: view.document(doc.id)):
        with pytest.raises(Revoked):
            read()
    assert not list(view.claims())
    assert not list(store.view(viewer).documents())


def test_the_ledger_and_the_purge_table_hold_no_content_and_no_hash_of_it(path):
    about, _ = filled(path)
    with opened(path) as store:
        claims = [claim.id for claim in store.view().claims(about.id)]
        purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
        with store.reading() as connection:
            kept = connection.execute(select(schema.purge)).one()
    written = ledger.path_of(path).read_text("utf-8")
    assert stat.S_IMODE(ledger.path_of(path).stat().st_mode) == 0o600
    for text in (written, kept.keyed):
        for part in (*WORDS, about.id, about.id[1:], about.sha256, about.sha256[:16], *claims):
            assert part not in text
    assert (kept.by, kept.authority) == ("ines", "order 12/2026")


def test_a_purged_file_is_refused_when_it_comes_again(path):
    about, _ = filled(path)
    with opened(path) as store:
        purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
        with pytest.raises(Purged, match=r"purged from this case on \d{4}-\d\d-\d\d by ines \(order 12/2026\)"):
            put(store, about, extraction(about))
        put(store, document("new.txt", "Cora Vint is 30 years old."))
        assert len(list(store.view().documents())) == 2
    assert leftovers(path) == set()


def test_a_copy_from_before_loses_the_same_when_it_is_put_in_place(path):
    about, other = filled(path)
    backup = path.with_name("backup")
    shutil.copy(path, backup)
    with opened(path) as store:
        purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
        identity = purge.past(store)[0].id
    shutil.copy(backup, path)
    assert leftovers(path), "the copy holds it"
    with opened(path) as store:
        assert [d.id for d in store.view().documents()] == [other.id]
        assert store.verify() == []
        assert [p.id for p in purge.past(store)] == [identity]
        with pytest.raises(Purged, match="ines"):
            put(store, about)
    assert leftovers(path) == set()
    with opened(path) as store:
        assert len(store.audit()) == len({e.id for e in store.audit()})
        assert [e.action for e in store.audit()].count("purge") == 1, "once is enough"


def test_a_copy_that_may_only_be_read_is_not_opened(path, monkeypatch):
    about, _ = filled(path)
    backup = path.with_name("backup")
    shutil.copy(path, backup)
    with opened(path) as store:
        purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
    shutil.copy(backup, path)
    monkeypatch.setattr("os.access", lambda *_: False)  # as for a file of somebody else's
    with pytest.raises(CaseError, match="copy from before a purge, and may only be read"):
        Store(path)


def test_the_ledger_of_another_case_of_that_name_is_left_alone(path):
    about, _ = filled(path)
    with opened(path) as store:
        purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
    first = json.loads(ledger.path_of(path).read_text("utf-8"))["cases"]
    path.unlink()
    again, _ = filled(path)
    with opened(path) as store:
        assert again.id in {d.id for d in store.view().documents()}, "it is another case"
        purge.purge(store, Doomed(documents=frozenset([again.id])), **SAID)
    cases = json.loads(ledger.path_of(path).read_text("utf-8"))["cases"]
    assert len(cases) == 2
    assert first.items() <= cases.items()


@pytest.mark.parametrize("text", ["", "{", '{"format": "entramado purged 1"}', '{"format": "x", "cases": {}}', "[]"])
def test_a_damaged_ledger_is_said_and_not_passed_over(path, text):
    filled(path)
    ledger.path_of(path).write_text(text, "utf-8")
    with pytest.raises(CaseError, match=r"a\.entramado-purged, which says what was purged"):
        Store(path)


def test_without_a_ledger_nothing_is_written_by_looking(path):
    filled(path)
    before = path.read_bytes()
    with opened(path) as store:
        list(store.view().documents())
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name]


# -- cut short


KILLED = """
    import os, sys
    from pathlib import Path
    from entramado.store import Store, ledger, purge
    from entramado.store.erasing import Doomed
    {patch}
    with Store(Path(sys.argv[1])) as store:
        purge.purge(store, Doomed(documents=frozenset([sys.argv[2]])), authority="order 12/2026", by="ines", why="no basis")
"""
BEFORE_COMMIT = "write = ledger.write; ledger.write = lambda *given: (write(*given), os._exit(9))"
BEFORE_WRITING_ANEW = "purge.write_anew = lambda engine: os._exit(9)"
BEFORE_LEDGER = "ledger.write = lambda *given: os._exit(9)"


def killed(path, doc, patch):
    script = textwrap.dedent(KILLED).format(patch=patch)
    done = subprocess.run([sys.executable, "-c", script, str(path), doc], check=False)
    assert done.returncode == 9


@pytest.mark.parametrize("patch", [BEFORE_COMMIT, BEFORE_WRITING_ANEW])
def test_a_purge_cut_short_is_finished_when_the_case_is_next_opened(path, patch):
    about, other = filled(path)
    killed(path, about.id, patch)
    assert leftovers(path), "it was not done"
    with opened(path) as store:
        assert [d.id for d in store.view().documents()] == [other.id]
        assert store.verify() == []
        with store.reading() as connection:
            assert len(purges(connection)) == 1
    assert leftovers(path) == set()


def test_a_purge_killed_before_it_was_entered_has_not_begun(path):
    about, _ = filled(path)
    killed(path, about.id, BEFORE_LEDGER)
    with opened(path) as store:
        assert about.id in {d.id for d in store.view().documents()}
        assert store.verify() == []
    assert not ledger.path_of(path).exists()


def test_a_purge_that_fails_leaves_everything_as_it_was(path, monkeypatch):
    about, _ = filled(path)
    with opened(path) as store:
        before = seen(store.view())

        def fail(*_given):
            raise CaseError("the disk is full")

        monkeypatch.setattr(purge, "erase", fail)
        with pytest.raises(CaseError, match="full"):
            purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
        assert seen(store.view()) == before
    assert not ledger.path_of(path).exists()


def test_who_reads_meanwhile_delays_the_log_and_the_next_opening_empties_it(path):
    about, _ = filled(path)
    with opened(path) as store, Store(path) as reader, reader.reading() as connection:
        connection.execute(select(schema.document.c.doc)).all()
        done = purge.purge(store, Doomed(documents=frozenset([about.id])), **SAID)
        assert not done.clean
    with opened(path) as store:
        assert store.verify() == []
    assert leftovers(path) == set()
    with Store(path) as store, store.reading() as connection:
        case = purge._fingerprint(connection)
        assert ledger.read(path, case).clean


# -- what stays


def test_a_document_that_stays_keeps_its_offsets_and_loses_the_words(path):
    _, other = filled(path)
    start = OTHER_TEXT.index("Ben Tull")
    with opened(path) as store:
        before = [c for c in store.view().claims(other.id) if c.predicate == "leads"]
        mask = Mask("document", key_of([other.id]), "text", ((start, start + 8),))
        purge.purge(store, Doomed(masks=(mask,)), **SAID)
        changed = store.view().document(other.id)
        assert changed.text == OTHER_TEXT.replace("Ben Tull", "████████")
        assert store.view().original(other.id) == changed.text.encode()
        assert [c for c in store.view().claims(other.id) if c.predicate == "leads"] == before
        assert list(store.view().search("Tull")) == []
        assert [hit.doc for hit in store.view().search("harbour")] == [other.id]
        assert store.verify() == []


def test_an_attachment_goes_from_the_mail_it_came_in(path):
    inner = document("mail.eml/roe.txt", SECRET_TEXT)
    mail = document("mail.eml", "See attached.")

    with Store(path, create=True) as store:
        store.deposit(mail, b"See attached.\n" + SECRET_TEXT.encode(), None, extraction_of_nothing(), actor="o", holding="m")
        put(store, replace(inner, parent=mail.id), extraction(inner))
        purge.purge(store, Doomed(documents=frozenset([inner.id])), **SAID)
        assert store.view().original(mail.id) == b"See attached."
        assert store.verify() == []
    assert leftovers(path) == set()


def extraction_of_nothing():
    from entramado.model.claim import Extraction

    return Extraction((), (), (), ())


def test_who_holds_it_stays_known_until_he_is_told(path):
    about, _ = filled(path)
    with opened(path) as store:
        claim = next(iter(store.view().claims(about.id)))
        with store.act("ines", "release", "asked") as act:
            sent = {"claim": claim.id, "doc": about.id, "sent_as": "c" + "1" * 24, "quoted": True}
            package = {
                "package": "k1", "kind": "release", "recipient": "mex", "sequence": 1, "at": act.at, "purpose": "p",
                "authority": "a", "why": "w", "by": "ines", "digest": "0", "tx": act.tx,
            }  # fmt: skip
            act.connection.execute(insert(schema.dissemination), package)
            act.connection.execute(insert(schema.disseminated), sent | {"package": "k1"})
        told = purge.preview(store, Doomed(documents=frozenset([about.id])))
        assert told.holders == (purge.Holder("mex", 1, 1),)
        done = purge.purge(store, told.doomed, **SAID)
        assert done.recipients == 1
        assert store.verify() == []
        with store.reading() as connection:
            assert connection.execute(select(schema.recall.c.reason, schema.recall.c.notice)).all() == [("purged", None)]
            sent_as = connection.execute(select(schema.disseminated.c.sent_as, schema.disseminated.c.doc)).all()
            assert sent_as == [("c" + "1" * 24, "")]
        with store.act("ines", "recall", "notice") as act:
            notice = package | {"package": "k2", "kind": "recall", "sequence": 2, "tx": act.tx}
            act.connection.execute(insert(schema.dissemination), notice)
            act.connection.execute(update(schema.recall).values(notice="k2"))
            forget_told(act)
        with store.reading() as connection:
            assert connection.execute(select(schema.recall)).all() == []
            assert connection.execute(select(schema.disseminated)).all() == []
            assert len(connection.execute(select(schema.dissemination)).all()) == 2
        assert store.verify() == []


# -- masks

RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple), max_size=8)


@given(RANGES, RANGES)
def test_merged_stretches_hold_the_same_characters(stretches, but):
    def held(ranges):
        return {at for start, end in ranges for at in range(start, end)}

    found = merged(stretches, but)
    assert held(found) == held(stretches) - held(but)
    assert all(a[1] < b[0] for a, b in pairwise(found)), "in order, none touching another"


@given(st.text(max_size=60), RANGES)
def test_filling_keeps_length_lines_and_all_outside(text, ranges):
    stretches = merged([(min(a, len(text)), min(b, len(text))) for a, b in ranges])
    filled_in = fill(text, stretches)
    assert len(filled_in) == len(text)
    inside = {at for start, end in stretches for at in range(start, end)}
    for at, (old, new) in enumerate(zip(text, filled_in, strict=True)):
        assert new == old if at not in inside or old in "\r\n" else new in (masking.MARK, " ")


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Ana Roe said", True),
        ("ANA  ROE", True),
        ("report_ana-roe.txt", True),
        ("Aná Roé", True),
        ("Ana Roebuck", False),
        ("Mariana Roe", False),
        ("Roe, Ana", False),
    ],
)
def test_names_are_found_by_their_words(text, there):
    assert bool(occurrences(text, {fold_words("Ana Roe")})) is there


def test_a_purge_looks_at_every_table_that_holds_what_may_have_to_go(store):
    """Whoever adds a table with the id of a document, claim or referent says how a purge empties it."""
    telling = {"doc", "claim", "referent", "released", "original", "subject", "object", "a", "b"}
    columns = {table.name: set(table.c.keys()) for table in schema.metadata.tables.values()}
    holding = {name for name, has in columns.items() if telling & has or {"kind", "id"} <= has}
    doomed = Doomed(frozenset({"d"}), frozenset({"c"}), frozenset({"r"}))
    with store.reading() as connection:
        emptied = {table.name for table, _ in erasing._parts(connection, doomed)}
    assert holding - emptied <= {"job"}  # which holds none of them yet
