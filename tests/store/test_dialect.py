"""The record is written for more than one database: what only SQLite takes stands in one module."""

import ast
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import entramado.store
from entramado.store import Store, dialect
from entramado.store.schema import metadata

MODULES = sorted(Path(entramado.store.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_tables_are_understood_by_postgresql(table):
    assert str(CreateTable(table).compile(dialect=postgresql.dialect()))
    for index in table.indexes:
        assert str(CreateIndex(index).compile(dialect=postgresql.dialect()))


@pytest.mark.parametrize("path", [m for m in MODULES if m.name != "dialect.py"], ids=lambda path: path.name)
def test_only_the_dialect_knows_sqlite(path):
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom | ast.Import):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            assert not any("sqlite" in module for module in modules)
            assert "text" not in [
                alias.name for alias in node.names if isinstance(node, ast.ImportFrom) and node.module == "sqlalchemy"
            ]
        if isinstance(node, ast.Attribute):
            assert node.attr != "exec_driver_sql"


def test_what_users_keep_waits_for_the_disk(durability, tmp_path, monkeypatch):
    assert durability == "FULL"
    monkeypatch.setattr(dialect, "SYNCHRONOUS", durability)
    with Store(tmp_path / "a.entramado", create=True) as store, store.engine.connect() as connection:
        assert connection.connection.cursor().execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_case_has_every_table_and_index_of_the_schema(tmp_path):
    with Store(tmp_path / "a.entramado", create=True) as store, store.engine.connect() as connection:
        made = {(kind, name) for kind, name in connection.exec_driver_sql("SELECT type, name FROM sqlite_master")}
    tables = {("table", table.name) for table in metadata.sorted_tables}
    assert tables | {("index", index.name) for table in metadata.sorted_tables for index in table.indexes} <= made
