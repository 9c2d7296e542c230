import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.hand import document, extraction, put, seen

from entramado.model.claim import Problem
from entramado.model.errors import CaseBusy, CaseError, InputError, NewerCase, NotACase
from entramado.store import Store
from entramado.store.lock import WriterLock


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_case_at_rest_is_one_file(tmp_path):
    with Store(tmp_path / "a.entramado", create=True) as store:
        put(store, document("a", "Ana."))
    assert files(tmp_path) == ["a.entramado"]
    with Store(tmp_path / "a.entramado") as store:
        assert [d.name for d in store.view().documents()] == ["a"]
    assert files(tmp_path) == ["a.entramado"]


def test_a_case_is_made_only_when_asked_for(tmp_path):
    with pytest.raises(CaseError, match="there is no case at"):
        Store(tmp_path / "a.entramado")
    with pytest.raises(CaseError, match="no folder"):
        Store(tmp_path / "nowhere" / "a.entramado", create=True)
    assert files(tmp_path) == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"SQLite format 3\x00" + b"\x07" * 5000, b"SQLite form"])
def test_another_file_is_not_a_case_and_is_left_alone(tmp_path, content):
    path = tmp_path / "a.entramado"
    path.write_bytes(content)
    with pytest.raises(NotACase):
        Store(path, create=True)
    assert path.read_bytes() == content
    assert files(tmp_path) == ["a.entramado"]


def test_another_database_is_not_a_case_and_is_left_alone(tmp_path):
    path = tmp_path / "a.entramado"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bird (name)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotACase, match="SQLite file, but not"):
        Store(path, create=True)
    assert path.read_bytes() == before


def test_a_folder_is_not_a_case(tmp_path):
    with pytest.raises(NotACase, match="folder"):
        Store(tmp_path, create=True)


def test_a_later_case_is_refused(tmp_path):
    path = tmp_path / "a.entramado"
    Store(path, create=True).close()
    later = sqlite3.connect(path)
    later.execute("PRAGMA user_version = 99")
    later.commit()
    later.close()
    with pytest.raises(NewerCase, match="layout 99"):
        Store(path)


def test_a_damaged_case_says_so(tmp_path):
    path = tmp_path / "a.entramado"
    with Store(path, create=True) as store:
        for n in range(9):
            put(store, document(f"{n}", f"{n} Ana. " * 500))
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))
    with pytest.raises(CaseError, match="damaged"):
        seen(Store(path).view())


def test_a_full_disk_loses_the_document_under_way_and_nothing_else(tmp_path):
    path = tmp_path / "a.entramado"
    with Store(path, create=True) as store:
        put(store, document("a", "Ana."))
        pages = store.engine.raw_connection()
        size = pages.execute("PRAGMA page_count").fetchone()[0]
        pages.execute(f"PRAGMA max_page_count = {size + 3}")
        pages.close()
        with pytest.raises(CaseError, match="disk is full"):
            put(store, document("b", "Ana leads. " * 20_000))
        assert [d.name for d in store.view().documents()] == ["a"]
        assert store.verify() == []
        put(store, document("c", "Carl."))
    with Store(path) as store:
        put(store, document("b", "Ana leads. " * 20_000))
        assert [d.name for d in store.view().documents()] == ["a", "b", "c"]


def run(code, **environment):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True, env=os.environ | environment
    )


HOLD = """
    import os, time
    from pathlib import Path
    from entramado.store import Store
    with Store(Path(os.environ["CASE"])) as store, store.writing():
        print("writing", flush=True)
        time.sleep(60)
"""


def test_a_second_writer_is_told_while_readers_go_on(tmp_path):
    path = tmp_path / "a.entramado"
    with Store(path, create=True) as store:
        put(store, document("a", "Ana."))
        with run(HOLD, CASE=str(path)) as other:
            try:
                assert other.stdout.readline() == "writing\n"
                with pytest.raises(CaseBusy, match=rf"another process \({other.pid}\)"), store.writing():
                    pass
                assert [d.name for d in store.view().documents()] == ["a"]
            finally:
                other.kill()
        with store.writing():
            put(store, document("b", "Ben."))
    assert files(tmp_path) == ["a.entramado"]


def test_the_lock_is_one_even_when_its_file_goes_and_comes(tmp_path):
    case = tmp_path / "a.entramado"
    with WriterLock(case), pytest.raises(CaseBusy), WriterLock(case):
        pass
    with WriterLock(case):
        pass
    assert files(tmp_path) == []


def test_a_case_that_may_only_be_read_is_read():
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to the user that root becomes below
        folder = Path(name)
        path = folder / "a.entramado"
        with Store(path, create=True) as store:
            put(store, document("a", "Ana."))
        path.chmod(0o444)
        folder.chmod(0o555)
        code = """
            import os
            from pathlib import Path
            from entramado.model.errors import CaseError
            from entramado.store import Store
            path = Path(os.environ["CASE"])
            Store(path).close()  # imports what there is to import
            if os.getuid() == 0:
                os.setuid(65534)
            with Store(path) as store:
                print([d.name for d in store.view().documents()], flush=True)
                try:
                    store.retract("c1", actor="x", why="y")
                except CaseError as error:
                    print(error, flush=True)
        """
        with run(code, CASE=str(path)) as reader:
            names, refused = reader.stdout.read().splitlines()
        folder.chmod(0o755)
        assert names == "['a']"
        assert "cannot be written" in refused
        assert files(folder) == ["a.entramado"]


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_text_that_no_database_takes_is_refused(store, text):
    doc = replace(document("x", "fine"), text=text)
    with pytest.raises(InputError, match="x holds"):
        store.deposit(doc, b"", None, extraction(document("y", "Ana Roe, Blue Gang")), actor="owner", holding="x")
    assert not list(store.view().documents())


def test_what_does_not_stand_is_left_out_and_said(store):
    doc = document("a.txt", "Ana Roe leads the Blue Gang.")
    found = extraction(doc)
    wrong = replace(found.claims[0], predicate="adores")
    put(store, doc, replace(found, claims=(wrong, found.claims[1])))
    assert [claim.predicate for claim in store.view().claims()] == ["age"]
    (problem,) = store.view().problems()
    assert "no predicate 'adores'" in problem.what
    assert not problem.refused


def test_a_problem_is_over_when_its_file_is_read(store):
    store.report("a.txt", [Problem("a.txt", "is empty", "empty")], actor="owner")
    store.report("b.txt", [Problem("b.txt", "is empty", "empty")], actor="owner")
    store.report("b.txt", [Problem("b.txt", "is empty", "empty")], actor="owner")
    assert len(list(store.view().problems())) == 2
    put(store, document("a.txt", "Ana."))
    assert [p.where for p in store.view().problems()] == ["b.txt"]
