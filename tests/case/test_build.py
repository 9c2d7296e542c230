import subprocess
import sys
import textwrap
import threading

import pytest
from tests.case.reports import TEXTS, write
from tests.store.hand import seen

import entramado
from entramado.case import worker
from entramado.extract import pipeline
from entramado.ingest import list_inputs


def test_a_folder_becomes_documents_and_again_only_what_is_new(tmp_path):
    folder = write(tmp_path / "reports")
    done = []
    with entramado.open(tmp_path / "a.entramado") as case:
        first = case.build(folder, progress=lambda *step: done.append(step), workers=1)
        assert len(first.added) == len(TEXTS)
        assert [number for number, _, _ in done] == [1, 2, 3, 4]
        assert first.referents["Person"] >= 2
        before = seen(case.view())
        assert before["referents"]
        again = case.build(folder, workers=1)
        assert (again.added, again.known, again.claims) == ((), 4, 0)
        assert seen(case.view()) == before
        (folder / "05.txt").write_text("Ana Roe was seen in Colima.")
        assert case.build([folder], workers=1).added == ("05.txt",)
        assert not case.verify()


def test_several_processes_make_the_same_case_as_one(tmp_path):
    folder = write(tmp_path / "reports", copies=2)
    (folder / "zz.pdf").write_bytes(b"%PDF-1.4 nonsense")
    views, reports = [], []
    for workers in (1, 2):
        with entramado.open(tmp_path / f"{workers}.entramado") as case:
            reports.append(case.build(folder, workers=workers))
            views.append(seen(case.view()))
    assert views[0] == views[1]
    assert reports[0] == reports[1]
    assert len(reports[0].refused) == 1


def test_the_same_files_in_any_order_make_the_same_case(tmp_path):
    folder = write(tmp_path / "reports")
    paths = sorted(folder.iterdir())
    views = []
    for name, order in (("a", paths), ("b", paths[::-1])):
        with entramado.open(tmp_path / f"{name}.entramado") as case:
            for path in order:
                case.build(path, workers=1)
            views.append(seen(case.view()))
    assert views[0] == views[1]


def test_a_bad_input_is_a_problem_and_loses_nothing_else(tmp_path):
    folder = write(tmp_path / "reports")
    (folder / "00_empty.txt").write_text("")
    with entramado.open(tmp_path / "a.entramado") as case:
        report = case.build([folder, tmp_path / "missing.txt"], workers=1)
        assert len(report.added) == len(TEXTS)
        assert {problem.where for problem in report.refused} == {"00_empty.txt", "missing.txt"}
        assert {problem.where for problem in case.problems()} >= {"00_empty.txt", "missing.txt"}
        (folder / "00_empty.txt").write_text("Ana Roe was seen.")
        case.build(folder, workers=1)
        assert "00_empty.txt" not in {problem.where for problem in case.problems()}


def test_a_text_that_a_rule_trips_over_is_kept_and_said(tmp_path, monkeypatch):
    folder = write(tmp_path / "reports")
    real = pipeline.extract

    def stumble(documents, knowledge):
        documents = list(documents)
        if "denied" in documents[0].text:
            raise ZeroDivisionError("by nothing")
        return real(documents, knowledge)

    monkeypatch.setattr(pipeline, "extract", stumble)
    with entramado.open(tmp_path / "a.entramado") as case:
        report = case.build(folder, workers=1)
        assert len(report.added) == len(TEXTS)
        (problem,) = (p for p in report.problems if p.code == "extraction")
        assert problem.where == "00_03_denial.txt"
        assert not problem.refused


def test_a_reader_that_breaks_down_costs_one_input(tmp_path):
    """A worker process that dies over an input, as over a fault in a native library."""
    folder = write(tmp_path / "reports")
    entries = list_inputs([folder])
    reader = worker.Worker(None, frozenset())
    try:
        assert reader.read(entries[0]).documents
        reader._process.kill()
        (problem,) = reader.read(entries[1]).problems
        assert problem.code == "crash"
        assert reader.read(entries[2]).documents
    finally:
        reader.stop()


def test_a_build_that_is_broken_off_ends_its_readers(tmp_path):
    folder = write(tmp_path / "reports", copies=2)
    before = set(threading.enumerate())

    def break_off(done, total, name):
        raise KeyboardInterrupt

    with entramado.open(tmp_path / "a.entramado") as case:
        with pytest.raises(KeyboardInterrupt):
            case.build(folder, progress=break_off, workers=2)
        assert len(list(case.view().documents())) == 1
        assert set(threading.enumerate()) <= before
        assert len(case.build(folder, workers=1).added) == 7


def test_a_case_among_its_reports_does_not_read_itself(tmp_path):
    folder = write(tmp_path / "reports")
    with entramado.open(folder / "a.entramado") as case:
        report = case.build(folder, workers=1)
        assert (len(report.added), report.refused) == (len(TEXTS), ())


def test_a_script_without_a_main_guard_may_use_processes(tmp_path):
    folder = write(tmp_path / "reports", copies=2)
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(f"""
            import entramado
            with entramado.open({str(tmp_path / "a.entramado")!r}) as case:
                print(len(case.build({str(folder)!r}, workers=2).added))
        """)
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout == "8\n"


def test_import_is_light():
    code = "import entramado, sys; print([m for m in ('spacy', 'sqlalchemy', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_name_that_is_not_there_is_an_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        entramado.nothing  # noqa: B018 - the access is the test
