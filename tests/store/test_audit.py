import pytest
from tests.store.hand import document, extraction, put


@pytest.fixture
def filled(store):
    for name in "abc":
        doc = document(f"{name}.txt", f"{name}: Ana Roe leads the Blue Gang.")
        put(store, doc, extraction(doc))
    store.retract(next(store.view().claims()).id, actor="ana", why="misread")
    return store


def tamper(store, statement):
    with store.engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        with connection.begin():
            connection.exec_driver_sql(statement)


def test_every_act_is_told(filled):
    trail = filled.audit()
    assert [entry.action for entry in trail] == ["deposit", "deposit", "deposit", "retract"]
    assert [entry.tx for entry in trail] == [1, 2, 3, 4]
    assert trail[-1].actor == "ana"
    assert [bytes.fromhex(entry.hash) for entry in trail] == filled.leaves()
    assert filled.verify() == []


def test_the_trail_holds_no_content(filled):
    assert "Ana Roe" not in repr(filled.audit())


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE audit SET actor = 'nobody' WHERE id = 2", "audit row 2 was changed"),
        ("UPDATE audit SET at = '2001-01-01' WHERE id = 4", "audit row 4 was changed"),
        ("DELETE FROM audit WHERE id = 2", "audit rows 2 to 2 are missing"),
        ("DELETE FROM audit WHERE id = 4", "transaction 4 has no audit row"),
        ("DELETE FROM tx WHERE tx = 3", "transaction 3 of the audit trail is gone"),
        ("UPDATE document SET text = 'Ben leads it' WHERE name = 'b.txt'", "was changed"),
        ("UPDATE document SET published = '2020' WHERE name = 'b.txt'", "was changed"),
        ("UPDATE claim SET value = '99' WHERE value = '41'", "was changed"),
        ("DELETE FROM claim WHERE predicate = 'leads'", "was changed"),
        ("UPDATE reading SET p = 1.0", "was changed"),
        ("DELETE FROM document WHERE name = 'b.txt'", "is gone"),
    ],
)
def test_tampering_is_found(filled, statement, says):
    tamper(filled, statement)
    assert any(says in fault for fault in filled.verify())
