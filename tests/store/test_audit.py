"""The audit trail finds whatever is changed in the file behind its back, and says nothing of what it is about."""

import json
import re
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Boolean, Float, Integer, LargeBinary, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from tests.store.hand import document, extraction, put, source

from entramado.model.claim import Judgement
from entramado.model.retention import latest_review
from entramado.model.view import Viewer
from entramado.store import Store, audit, schema
from entramado.store.consents import record
from entramado.store.keyed import KEYED, known_as
from entramado.store.remark import mark
from entramado.store.settings import change

STAYS = frozenset({"job"})
"""Tables that say nothing about the case: work that waits."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A case in which every kind of act was done. Tests leave it as it is."""
    with Store(tmp_path_factory.mktemp("filled") / "a.entramado", create=True) as made:
        yield fill(made)


@pytest.fixture
def fresh(store):
    """Another, to act upon."""
    return fill(store)


def fill(store):
    daily = source()
    for name in "abc":
        doc = document(f"{name}.txt", f"{name}: Ana Roe leads the Blue Gang.", origin=daily)
        put(store, doc, extraction(doc, marking="TLP:AMBER" if name == "c" else None), daily)
    first, second, third = (list(store.view().claims(doc.id)) for doc in store.view().documents())
    ana, other = first[0].subject, second[0].subject
    store.retract(first[0].id, actor="ana", why="misread: Ana Roe is another")
    store.judge([Judgement(min(ana, other), max(ana, other), "same", 1.0, "one Ana Roe", "person:ana")], actor="ana", why="one")
    store.undo(None, actor="ana")
    store.add_viewer(Viewer("Lima", "TLP:GREEN", "PER"), actor="owner")
    mark(store, second[0].doc, "TLP:RED", actor="ana", why="names a source")
    mark(store, second[1].id, "TLP:GREEN", actor="ana", why="may go")
    mark(store, daily.id, "TLP:RED", actor="ana", why="at risk")
    record(store, third[0].id, "Lima", "given", originator="The Daily", why="by telephone", actor="ana")
    change(store, {"country": "PER"}, actor="owner")
    store.report("d.txt", [], actor="owner")
    with store.act("ana", "everything else", "rows of every table") as act:
        for table in schema.metadata.tables.values():
            if table.name not in STAYS | {"audit", "label"} and not act.connection.execute(select(table)).first():
                act.connection.execute(insert(table), made_up(table, act.tx, third[0]))
    assert store.verify() == []
    return store


def made_up(table, tx, claim):
    """A row for a table whose acts other tests do."""
    row = {"doc": claim.doc, "claim": claim.id, "keyed": "{}", "review_by": str(latest_review(datetime.now(UTC).date()))}
    values = {}
    for column in table.c:
        if column.name in row:
            values[column.name] = row[column.name]
        elif column.name in ("tx", "tx_in"):
            values[column.name] = tx
        elif column.name in ("tx_out", "notice"):
            values[column.name] = None
        else:
            values[column.name] = 1 if isinstance(column.type, Integer | Boolean | Float) else "x"
    return values


def tampered(store, *statements):
    """The faults found after changes that nobody is told of; the changes are then taken back."""
    with store.engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        with connection.begin() as transaction:
            for statement in statements:
                connection.exec_driver_sql(statement) if isinstance(statement, str) else connection.execute(statement)
            found = audit.verify(connection)
            transaction.rollback()
    return found


def test_every_act_is_told(store):
    doc = document("a.txt", "a: Ana Roe leads the Blue Gang.")
    put(store, doc, extraction(doc))
    store.retract(next(store.view().claims()).id, actor="ana", why="misread")
    trail = store.audit()
    assert [(entry.tx, entry.actor, entry.action, entry.why) for entry in trail] == [
        (1, "owner", "deposit", "deposit"),
        (2, "ana", "retract", "misread"),
    ]
    assert [bytes.fromhex(entry.hash) for entry in trail] == store.leaves()
    assert trail[1].previous == trail[0].hash
    assert store.verify() == []


def columns():
    for table in schema.metadata.tables.values():
        if table.name not in STAYS:
            yield from (pytest.param(table, column, id=f"{table.name}.{column.name}") for column in table.c)


def another(column, value):
    if isinstance(column.type, Boolean):
        return not value
    if value is None:
        return 1 if isinstance(column.type, Integer) else "x"
    if isinstance(column.type, Integer | Float):
        return value + 1000
    return value + (b"x" if isinstance(column.type, LargeBinary) else "x")


def test_a_change_of_any_value_is_found(filled):
    """Each column of each table, one at a time."""
    missed = []
    with filled.engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        for table, column in (param.values for param in columns()):
            rows = connection.execute(select(table)).all()
            assert rows, f"{table.name} is empty: fill it in `filled`"
            last = rows[-1]._mapping
            this = [key == last[key.name] for key in table.primary_key.columns]
            connection.rollback()
            with connection.begin() as transaction:
                connection.execute(update(table).where(*this).values({column.name: another(column, last[column.name])}))
                if not audit.verify(connection):
                    missed.append(f"{table.name}.{column.name}")
                transaction.rollback()
    assert missed == []


def test_a_row_taken_out_is_found(filled):
    kept = [table for table in schema.metadata.tables.values() if table.name not in STAYS]
    assert [table.name for table in kept if not tampered(filled, delete(table))] == []


def test_a_row_put_in_is_found(filled):
    """A copy under another key, as of an act that was done."""
    missed = []
    for table in schema.metadata.tables.values():
        if table.name in STAYS | {"label"}:  # a marking that nothing bears changes nothing
            continue
        with filled.reading() as connection:
            row = dict(connection.execute(select(table)).first()._mapping)
        keys = list(table.primary_key.columns)
        key = next((column for column in keys if not column.name.startswith("tx")), keys[0])
        row[key.name] = 10_000 if isinstance(key.type, Integer) else another(key, row[key.name])
        if not tampered(filled, insert(table).values(row)):
            missed.append(table.name)
    assert missed == []


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (["UPDATE audit SET actor = 'nobody' WHERE id = 2"], "audit row 2 was changed"),
        (["DELETE FROM audit WHERE id = 2"], "audit rows 2 to 2 are missing"),
        (["UPDATE audit SET id = 99 WHERE id = 2", "UPDATE audit SET id = 2 WHERE id = 3",
          "UPDATE audit SET id = 3 WHERE id = 99"],
         "audit row 2 does not follow the one before it"),
        (["DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)"], "has no audit row"),
        (["DELETE FROM tx WHERE tx = 3"], "transaction 3 of the audit trail is gone"),
        (["UPDATE document SET text = 'Ben leads it' WHERE name = 'b.txt'"],
         "document b.txt, or what was read out of it, was changed"),
        (["UPDATE claim SET value = '99' WHERE predicate = 'age'"], "document a.txt, or what was read out of it, was changed"),
        (["DELETE FROM document WHERE name = 'b.txt'"], "the document of entry 2 is gone"),
        (["UPDATE document SET review_by = '2099-01-01' WHERE name = 'b.txt'"], "the review date of document b.txt was changed"),
        (["UPDATE tx SET why = 'asked to' WHERE actor = 'ana'"], "what was recorded then was changed (entry 4, retract)"),
        (["UPDATE claim SET tx_out = NULL WHERE tx_out IS NOT NULL"], "what was recorded then was changed (entry 4, retract)"),
    ],
)  # fmt: skip
def test_it_says_what_was_changed(filled, statements, says):
    assert any(says in fault for fault in tampered(filled, *statements))


# A marking lowered by hand in the file is the most attractive edit there is.
CLEAR = "(SELECT label FROM label WHERE marking = 'TLP:CLEAR')"


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        ([f"UPDATE document SET label = {CLEAR} WHERE name = 'b.txt'", f"UPDATE claim SET label = {CLEAR} WHERE NOT own"],
         "the marking of document b.txt was changed, and no one said so"),
        ([f"UPDATE claim SET label = {CLEAR} WHERE own"], "and no one said so"),
        ([f"UPDATE claim SET label = {CLEAR}, deposited = {CLEAR} WHERE own"],
         "document c.txt, or what was read out of it, was changed"),
        (["UPDATE claim SET own = 0, label = (SELECT label FROM document WHERE document.doc = claim.doc) WHERE own"],
         "and no one said so"),
        ([f"UPDATE source SET label = {CLEAR}"], "the marking of source The Daily was changed, and no one said so"),
        (["UPDATE label SET marking = 'TLP:WHITE' WHERE marking = 'TLP:RED'"], "was changed"),
        (["UPDATE label SET marking = 'TLP:CLEAR ' WHERE marking = 'TLP:RED'"], "was changed"),
        (["UPDATE label SET level = 0 WHERE marking = 'TLP:RED'"], "the list of markings was changed: TLP:RED"),
        ([f"UPDATE document SET label = {CLEAR} WHERE name = 'b.txt'", "DELETE FROM remark WHERE kind = 'document'"],
         "what was recorded then was changed (entry 8, mark)"),
        ([f"UPDATE remark SET after = {CLEAR} WHERE kind = 'document'",
          f"UPDATE document SET label = {CLEAR} WHERE name = 'b.txt'"],
         "what was recorded then was changed (entry 8, mark)"),
    ],
)  # fmt: skip
def test_a_marking_lowered_in_the_file_is_found(filled, statements, says):
    assert any(says in fault for fault in tampered(filled, *statements))


@pytest.mark.parametrize("table", ["audit", "tx", "document", "claim", "label", "remark", "setting"])
@pytest.mark.parametrize("value", [7000, "x", b"x"])
def test_values_of_the_wrong_kind_are_a_fault_and_no_crash(filled, table, value):
    changed = schema.metadata.tables[table]
    for column in changed.c:
        last = f"rowid = (SELECT max(rowid) FROM {table})"
        statement = f'UPDATE {table} SET "{column.name}" = ? WHERE {last}'
        with filled.engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            with connection.begin() as transaction:
                with suppress(IntegrityError):  # where the file itself refuses it
                    connection.exec_driver_sql(statement, (value,))
                    assert audit.verify(connection), column.name
                transaction.rollback()


def test_a_marking_changed_as_it_should_be_is_no_fault(fresh):
    doc = next(d for d in fresh.view().documents() if d.name == "b.txt")
    mark(fresh, doc.id, "TLP:CLEAR", actor="ana", why="published")
    mark(fresh, doc.id, "TLP:AMBER", actor="ana", why="taken back")
    put(fresh, document("d.txt", "d: nothing."), None, source("The Daily", marking="TLP:CLEAR"))
    assert fresh.verify() == []


# --- what it does not say


def test_the_trail_holds_no_content_and_no_id_of_any(filled):
    with filled.reading() as connection:
        told = " ".join(map(str, connection.execute(select(schema.audit)).all()))
        ids = {
            key
            for table, column in (("document", "doc"), ("document", "sha256"), ("document", "name"), ("claim", "claim"),
                                  ("referent", "referent"), ("judgement", "id"), ("source", "source"), ("source", "name"))
            for key in connection.execute(select(schema.metadata.tables[table].c[column])).scalars()
        }  # fmt: skip
    assert len(ids) > 15
    assert [key for key in ids if key in told] == []
    for word in ("Ana Roe", "Blue Gang", "misread", "telephone"):
        assert word not in told


def test_keyed_ids_tell_the_owner_what_they_stand_for(filled):
    names = filled.named()
    told = {key for entry in filled.audit() for key in KEYED.findall(json.dumps(entry.what))}
    assert told
    assert told <= set(names)
    assert {"a.txt", "b.txt", "c.txt"} <= {names[key] for key in told}


def test_the_same_document_is_known_under_one_keyed_id(filled):
    told = [entry for entry in filled.audit() if "document" in entry.what]
    assert [entry.action for entry in told] == [*["deposit"] * 3, "mark"]
    documents = [entry.what["document"] for entry in told]
    assert documents[3] == documents[1]
    assert len(set(documents)) == 3


def test_two_cases_do_not_know_a_document_under_one_id():
    assert known_as("salt", "d1") != known_as("other salt", "d1")
    assert re.fullmatch("[0-9a-f]{32}", known_as("salt", "d1"))


def test_an_entry_is_canonical_json(filled):
    for entry in filled.audit():
        data = audit.canonical(entry)
        assert data == json.dumps(json.loads(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


# --- deleting for good


def test_what_a_purge_takes_is_no_fault_and_cannot_be_guessed(fresh):
    b = next(d for d in fresh.view().documents() if d.name == "b.txt")
    old = fresh.audit()
    with fresh.act("ana", "purge", "by order") as act, audit.deleting(act):
        erase(act.connection, b.id)
        salt = act.connection.execute(select(schema.document.c.salt)).first()
        act.what["gone"] = 1
    assert salt
    with fresh.act("ana", "noted", "as the purge does") as act:
        keyed = json.dumps({"deposits": [old[1].what["document"]]})
        row = {"id": "p", "tx": act.tx, "at": act.at, "by": "ana", "authority": "a court", "keyed": keyed}
        act.connection.execute(delete(schema.purge))
        act.connection.execute(insert(schema.purge), row)
    faults = fresh.verify()
    assert [fault for fault in faults if "everything else" not in fault] == []
    assert fresh.audit()[: len(old)] == list(old)


def test_a_purge_launders_nothing(fresh):
    """Whoever changes a row of a document and then purges another part of it keeps the fault."""
    a = next(d for d in fresh.view().documents() if d.name == "a.txt")
    claims = list(fresh.view().claims(a.id))
    with fresh.engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        with connection.begin():
            connection.execute(update(schema.document).where(schema.document.c.doc == a.id).values(title="another"))
    with fresh.act("ana", "purge", "by order") as act, audit.deleting(act):
        act.connection.execute(delete(schema.span).where(schema.span.c.claim == claims[0].id))
        act.connection.execute(delete(schema.reading).where(schema.reading.c.claim == claims[0].id))
        act.connection.execute(delete(schema.claim).where(schema.claim.c.claim == claims[0].id))
    assert any("document a.txt" in fault for fault in fresh.verify())


def erase(connection, doc):
    """Every row that names a document or a thing in it."""
    for table in schema.metadata.tables.values():
        if "doc" in table.c:
            ids = set(connection.execute(select(table.primary_key.columns[0]).where(table.c.doc == doc)).scalars())
            connection.execute(delete(schema.remark).where(schema.remark.c.id.in_(ids | {doc})))
    things = set(connection.execute(select(schema.referent.c.referent).where(schema.referent.c.doc == doc)).scalars())
    claims = set(connection.execute(select(schema.claim.c.claim).where(schema.claim.c.doc == doc)).scalars())
    connection.execute(delete(schema.reading).where(schema.reading.c.claim.in_(claims)))
    connection.execute(delete(schema.judgement).where(schema.judgement.c.a.in_(things) | schema.judgement.c.b.in_(things)))
    for table in reversed(schema.metadata.tables.values()):
        if "doc" in table.c:
            connection.execute(delete(table).where(table.c.doc == doc))


def test_a_new_case_is_whole(store):
    assert store.verify() == []
    assert store.leaves() == []


def test_deposits_say_when_they_are_to_be_reviewed(filled):
    assert date.fromisoformat(filled.audit()[0].what["review_by"]) > datetime.now(UTC).date()
