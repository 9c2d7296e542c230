"""Signed heads: with one kept elsewhere, a trail that was cut or written anew is found out; a proof needs no case."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update
from tests.store.hand import document, extraction, put

pytest.importorskip("cryptography")

from entramado.case import heads
from entramado.case.heads import Head, Proof
from entramado.model.errors import NotFound, UsageError
from entramado.share.package.keys import SigningKey
from entramado.store import Store, audit, merkle, schema
from entramado.store.rows import dump


@pytest.fixture
def key(tmp_path):
    return SigningKey.create(tmp_path / "signing.pem")


@pytest.fixture
def keys(key):
    return {"ours": key.public}


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "a.entramado", create=True) as made:
        for name in "abc":
            doc = document(f"{name}.txt", f"{name}: Ana Roe leads the Blue Gang.")
            put(made, doc, extraction(doc))
        yield made


@pytest.fixture
def head(store, key):
    return heads.sign(store, key)


def go_on(store):
    store.retract(next(store.view().claims()).id, actor="ana", why="misread")


def forge(store, change):
    """What somebody who can write the file does: change entries and make the rest of the trail fit, hash by hash."""
    with store.engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        with connection.begin():
            change(connection)
            previous = audit.GENESIS
            for number, entry in enumerate(audit.entries(connection), 1):
                entry = replace(entry, id=number, previous=previous)
                previous = merkle.leaf_hash(audit.canonical(entry)).hex()
                row = {"id": number, "previous": entry.previous, "hash": previous}
                connection.execute(update(schema.audit).where(schema.audit.c.tx == entry.tx).values(row))


def test_a_trail_that_was_only_added_to_fits_its_heads(store, head, key, keys):
    go_on(store)
    later = heads.sign(store, key)
    go_on(store)
    found = heads.verify(store, {"old": head, "new": later}, keys)
    assert found.faults == ()
    assert (found.entries, head.size, later.size) == (5, 3, 4)
    for name, one in (("old", head), ("new", later)):
        proof = [bytes.fromhex(node) for node in found.consistency[name]]
        assert merkle.proves_consistency(one.size, 5, bytes.fromhex(one.root), bytes.fromhex(found.root), proof)


def test_a_trail_that_was_cut_is_found(store, head, keys):
    def cut(connection):
        last = connection.execute(select(schema.document.c.doc).order_by(schema.document.c.tx_in.desc()).limit(1)).scalar_one()
        for name in ("document", "holding", "referent", "mention", "claim", "span"):
            table = schema.metadata.tables[name]
            connection.execute(delete(table).where(table.c.doc == last))
        for table in (schema.reading, schema.tx, schema.audit):
            connection.execute(delete(table).where(table.c.tx == 3))

    forge(store, cut)
    assert store.verify() == []
    assert [fault for fault in heads.verify(store, {"h": head}, keys).faults if "the trail was cut: it has 2 entries" in fault]


def test_a_trail_that_was_written_anew_is_found(store, head, key, keys):
    def rename(connection):
        connection.execute(update(schema.tx).where(schema.tx.c.tx == 2).values(actor="nobody"))
        digest = audit.digests(connection, 2)[2]
        row = connection.execute(select(schema.audit).where(schema.audit.c.tx == 2)).one()
        what = dump(json.loads(row.what) | {"digest": digest})
        connection.execute(update(schema.audit).where(schema.audit.c.tx == 2).values(actor="nobody", what=what))

    go_on(store)
    forge(store, rename)
    assert store.verify() == []
    (fault,) = heads.verify(store, {"h": head}, keys).faults
    assert "the first 3 entries are not those" in fault
    assert heads.verify(store, {"h": heads.sign(store, key)}, keys).faults == ()


def test_another_case_is_told_apart(store, head, keys, tmp_path):
    with Store(tmp_path / "b.entramado", create=True) as other:
        for name in "abcd":
            doc = document(f"{name}.txt", f"{name}: Ana Roe leads the Blue Gang.")
            put(other, doc, extraction(doc))
        (fault,) = heads.verify(other, {"h": head}, keys).faults
        assert "another case" in fault
        with pytest.raises(UsageError, match="another case"):
            heads.prove(other, 1, head)


def test_a_head_signed_by_another_key_is_said_to_be(store, head, tmp_path):
    other = SigningKey.create(tmp_path / "other.pem")
    (fault,) = heads.verify(store, {"h": head}, {"theirs": other.public}).faults
    assert "signed by another key than expected" in fault
    assert "theirs" in fault


@pytest.mark.parametrize("field", ["case", "size", "root", "at", "key", "signature"])
def test_a_changed_head_is_found(store, head, keys, tmp_path, field):
    go_on(store)
    other = heads.sign(store, SigningKey.create(tmp_path / "other.pem"))
    value = "0" * 64 if field == "case" else getattr(other, field)
    faults = heads.verify(store, {"h": replace(head, **{field: value})}, keys).faults
    assert any("its signature does not hold" in fault for fault in faults)


def test_a_head_and_a_proof_survive_the_file(store, head, tmp_path):
    path = tmp_path / "head.json"
    path.write_text(head.text())
    assert Head.read(path) == head
    proof = heads.prove(store, 2, head)
    path.write_text(proof.text())
    assert Proof.read(path) == proof


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format":"entramado audit head 1"}', "\x00", "[" * 100_000])
def test_what_is_no_head_and_no_proof_is_refused(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(UsageError):
        Head.read(path)
    with pytest.raises(UsageError):
        Proof.read(path)


WRONG = [("size", True), ("size", 0), ("size", "3"), ("root", "x"), ("key", "/etc/hostname"), ("at", 3)]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_head_of_the_wrong_kind_is_refused(head, tmp_path, field, value):
    path = tmp_path / "head.json"
    path.write_text(json.dumps(json.loads(head.text()) | {field: value}))
    with pytest.raises(UsageError):
        Head.read(path)


def test_every_entry_is_proved_without_the_case_and_nothing_else_is(store, head, keys):
    go_on(store)
    for number in (1, 2, 3):
        proof = heads.prove(store, number, head)
        assert heads.check(proof, head, keys) == []
        changed = replace(proof, entry={**proof.entry, "actor": "nobody"})
        assert heads.check(changed, head, keys) == [f"entry {number} does not stand like this in the trail that was signed"]
    with pytest.raises(NotFound):
        heads.prove(store, 4, head)
    (fault,) = heads.check(heads.prove(store, 1), head, keys)
    assert "for 4 entries and the head for 3" in fault


def test_a_case_without_acts_has_no_head(tmp_path, key):
    with Store(tmp_path / "b.entramado", create=True) as empty, pytest.raises(UsageError, match="nothing was done"):
        heads.sign(empty, key)
