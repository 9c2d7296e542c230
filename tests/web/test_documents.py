"""Documents at the page: the list, what was wrong with inputs, and files that are handed in."""

from __future__ import annotations

import os
import stat
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.case.partners import REPORTS

from entramado.case.build import BuildReport
from entramado.model.claim import Problem
from entramado.model.errors import CaseBusy, UsageError
from entramado.web import jobs as work
from entramado.web import uploads
from entramado.web.uploads import clean_name

TEXT = b"Example Wire, 3 March 2026. Carla Inventada, 44, was arrested in Guadalajara on Monday, a police spokesman said.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where uploads go."""
    inside = tmp_path / "tmp"
    inside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(inside))
    return inside


@pytest.fixture
def page(opened, folder):
    made = opened()
    yield made
    made.app.state.jobs.close()


def hand_in(page, name, data=TEXT, job=None, status=201):
    headers = {**page.csrf, "x-file-name": quote(name, safe="")}
    params = {"job": job} if job else {}
    return page.ask("POST", "/documents", status, params=params, headers=headers, content=data).json()


def ended(page, job):
    deadline = time.monotonic() + 120
    while (seen := page.get(f"/jobs/{job}"))["state"] not in work.ENDED:
        assert time.monotonic() < deadline, seen
        time.sleep(0.05)
    return seen


class SlowBuild:
    """Stands in for a build: says that it goes on, one file at a time, when it is let."""

    def __init__(self, monkeypatch, case, fails=None):
        self.reached, self.go = threading.Event(), threading.Semaphore(0)
        self.read = []
        self.fails = fails
        monkeypatch.setattr(type(case), "build", self)

    def __call__(self, folder, progress, workers, by):
        files = sorted(path.name for path in Path(folder).rglob("*") if path.is_file())
        for number, name in enumerate(files, 1):
            self.reached.set()
            assert self.go.acquire(timeout=20)
            if self.fails:
                raise self.fails
            self.read.append(name)
            progress(number, len(files), name)
        return BuildReport(tuple(files), 0, (), (), 0, {}, {})


# --- the list


def test_the_list_has_every_document_with_what_is_known_of_it(page):
    rows = page.get("/documents")["items"]
    assert [row["file"] for row in rows] == sorted(REPORTS)
    for row in rows:
        claims = page.get("/claims", document=row["id"])["total"]
        assert row["claims"] == claims > 0
        assert (row["source"], row["reviewed"], row["withheld"]) == (f"Source of {row['file']}", 0, False)
        assert row["characters"] == len(REPORTS[row["file"]][0])
        assert row["added"]


def test_words_find_a_document_by_name_or_source_and_pages_join_up(page):
    assert [row["file"] for row in page.get("/documents", q="AMBER")["items"]] == ["amber.txt"]
    assert [row["file"] for row in page.get("/documents", q="source wire")["items"]] == ["wire.txt"]
    assert page.get("/documents", q="nothing such")["total"] == 0
    whole = page.get("/documents")["items"]
    first = page.get("/documents", limit=4)
    assert first["items"] + page.get("/documents", limit=4, cursor=first["next"])["items"] == whole


@pytest.mark.parametrize("sort", ["name", "published", "source", "grade", "claims", "reviewed", "problems", "added"])
def test_every_order_holds_all_of_them_both_ways(page, sort):
    one = page.get("/documents", sort=sort)["items"]
    other = page.get("/documents", sort=sort, reverse=True)["items"]
    assert {row["id"] for row in one} == {row["id"] for row in other}
    if sort == "name":
        assert one == other[::-1]


def test_a_viewer_sees_his_documents_and_no_time_at_which_they_came(opened):
    mexico = opened("MEX", by=None)
    rows = mexico.get("/documents")["items"]
    assert "amber.txt" not in {row["file"] for row in rows}
    assert {row["added"] for row in rows} == {None}


def test_refused_inputs_are_the_owners_to_know(opened, page, case):
    case._store.report("scan.pdf", [Problem("scan.pdf", "holds no text: run text recognition", "needs-ocr")], actor="owner")
    page.settle()
    (row,) = page.get("/problems")["items"]
    assert (row["file"], row["code"], row["refused"], row["document"]) == ("scan.pdf", "needs-ocr", True, None)
    assert page.get("/problems", refused=False)["total"] == 0
    assert page.get("/problems", q="recognition")["total"] == 1
    assert opened("MEX", by=None).get("/problems")["total"] == 0


# --- adding


def test_files_that_are_dropped_are_read_and_what_was_refused_is_said(page, folder, case):
    job = page.post("/jobs", status=201)["id"]
    hand_in(page, "reports/arrest.txt", job=job)
    hand_in(page, "reports/señal.txt", b"", job=job)
    manifest = "file,source,published,reliability\narrest.txt,Example Wire,2026-03-03,B\n"
    hand_in(page, "reports/sources.csv", manifest.encode(), job=job)
    assert page.get(f"/jobs/{job}")["files"] == 3
    page.post(f"/jobs/{job}/start")
    report = ended(page, job)["report"]
    assert report["added"] == ["reports/arrest.txt"]
    assert [(r["file"], r["code"]) for r in report["refused"]] == [("reports/señal.txt", "empty")]
    assert report["claims"] == sum(report["predicates"].values()) > 0
    row = next(r for r in page.get("/documents")["items"] if r["file"] == "reports/arrest.txt")
    assert (row["source"], row["grade"], row["published"]) == ("Example Wire", "B6", "2026-03-03")
    assert list(folder.iterdir()) == []
    again = hand_in(page, "arrest.txt")
    assert again["state"] == "waiting"
    report = ended(page, again["id"])["report"]
    assert (report["added"], report["known"], report["claims"]) == ([], 1, 0)
    assert case.audit()[-1].actor == "Inés Ejemplo"


def test_uploads_lie_in_a_folder_of_ones_own_outside_of_the_case(page, folder, case):
    job = page.post("/jobs", status=201)["id"]
    hand_in(page, "../..\\a/./b.txt".replace("../..", ""), job=job)
    (inbox,) = folder.iterdir()
    assert stat.S_IMODE(inbox.stat().st_mode) == 0o700
    assert [str(p.relative_to(inbox)) for p in inbox.rglob("*") if p.is_file()] == ["documents/a/b.txt"]
    page.delete(f"/jobs/{job}")
    assert list(folder.iterdir()) == []


def test_a_file_that_is_too_large_is_refused_whole(page, folder, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 10)
    job = page.post("/jobs", status=201)["id"]
    assert hand_in(page, "a.txt", job=job, status=413)["error"] == "too-large"
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    monkeypatch.setattr(uploads, "LARGEST_TOTAL", len(TEXT) + 5)
    hand_in(page, "a.txt", job=job)
    assert hand_in(page, "b.txt", job=job, status=413)["error"] == "too-large"
    assert page.get(f"/jobs/{job}")["files"] == 1
    assert hand_in(page, "c.txt", b"x" * 2000, status=413)["error"] == "too-large"
    page.delete(f"/jobs/{job}")
    assert list(folder.iterdir()) == []


def test_a_name_comes_once_and_a_job_that_began_takes_no_more(page, case, monkeypatch):
    build = SlowBuild(monkeypatch, case)
    job = page.post("/jobs", status=201)["id"]
    assert page.post(f"/jobs/{job}/start", status=400)["error"] == "usage"
    hand_in(page, "a.txt", job=job)
    hand_in(page, "a.txt", job=job, status=400)
    page.post(f"/jobs/{job}/start")
    assert build.reached.wait(10)
    hand_in(page, "b.txt", job=job, status=400)
    page.post(f"/jobs/{job}/start", status=400)
    build.go.release()
    assert ended(page, job)["state"] == "done"


def test_a_job_that_is_stopped_keeps_what_was_read(page, case, monkeypatch, folder):
    build = SlowBuild(monkeypatch, case)
    job = page.post("/jobs", status=201)["id"]
    for name in ("a.txt", "b.txt", "c.txt"):
        hand_in(page, name, job=job)
    page.post(f"/jobs/{job}/start")
    build.go.release()
    assert build.reached.wait(10)
    page.delete(f"/jobs/{job}")
    build.go.release()
    seen = ended(page, job)
    assert seen["state"] == "stopped"
    assert len(build.read) < 3
    assert list(folder.iterdir()) == []
    assert page.delete(f"/jobs/{job}")["state"] == "stopped"


def test_one_job_runs_at_a_time_and_the_next_one_after_it(page, case, monkeypatch):
    build = SlowBuild(monkeypatch, case)
    first, second = hand_in(page, "a.txt")["id"], hand_in(page, "b.txt")["id"]
    assert build.reached.wait(10)
    assert page.get(f"/jobs/{second}")["state"] == "waiting"
    assert [job["id"] for job in page.get("/jobs")["items"]] == [second, first]
    build.go.release(2)
    assert ended(page, first)["state"] == ended(page, second)["state"] == "done"
    assert build.read == ["a.txt", "b.txt"]


@pytest.mark.parametrize("error", [CaseBusy("a.entramado is being written by another process"), RuntimeError("oh")])
def test_a_job_that_fails_says_why_and_the_next_one_goes_on(page, case, monkeypatch, error, folder):
    build = SlowBuild(monkeypatch, case, fails=error)
    build.go.release()
    seen = ended(page, hand_in(page, "a.txt")["id"])
    assert seen["state"] == "failed"
    assert str(error) in seen["message"]
    build.fails = None
    build.go.release()
    assert ended(page, hand_in(page, "b.txt")["id"])["state"] == "done"
    assert list(folder.iterdir()) == []


def test_no_more_jobs_than_can_be_waited_for(page, monkeypatch):
    monkeypatch.setattr(work, "_WAITING", 2)
    jobs = [page.post("/jobs", status=201)["id"] for _ in range(2)]
    assert page.post("/jobs", status=423)["error"] == "busy"
    page.delete(f"/jobs/{jobs[0]}")
    page.post("/jobs", status=201)


def test_a_job_that_nobody_starts_is_given_up(page, monkeypatch, folder):
    job = page.post("/jobs", status=201)["id"]
    monkeypatch.setattr(work, "_STALE", -1.0)
    page.post("/jobs", status=201)
    assert page.get(f"/jobs/{job}")["state"] == "stopped"
    assert len(list(folder.iterdir())) == 1


def test_a_judgement_need_not_wait_for_a_job(page, case, monkeypatch):
    going, done = threading.Event(), threading.Event()

    def build(folder, progress, workers, by):
        with case._store.writing():
            going.set()
            assert done.wait(20)
        return BuildReport((), 0, (), (), 0, {}, {})

    monkeypatch.setattr(type(case), "build", staticmethod(build))
    job = hand_in(page, "a.txt")["id"]
    assert going.wait(10)
    case.retract(page.get("/claims", entity=page.find("Grupo Lejano"))["items"][0]["claim"], "wrong")
    assert page.get(f"/jobs/{job}")["state"] == "running"
    done.set()
    assert ended(page, job)["state"] == "done"


def test_only_the_owner_adds_and_hears_of_work(opened, page):
    job = page.post("/jobs", status=201)["id"]
    mexico = opened("MEX", by=None)
    assert mexico.post("/jobs", status=403)["error"] == "read-only"
    assert hand_in(mexico, "a.txt", status=403)["error"] == "read-only"
    assert mexico.get("/jobs")["total"] == 0
    assert mexico.get(f"/jobs/{job}", 404) == page.get("/jobs/nothing", 404) | {"message": f"no job {job}"}


def test_the_end_of_the_server_leaves_nothing_behind(opened, folder, case, monkeypatch):
    build = SlowBuild(monkeypatch, case)
    page = opened()
    running, waiting = hand_in(page, "a.txt")["id"], page.post("/jobs", status=201)["id"]
    hand_in(page, "b.txt", job=waiting)
    assert build.reached.wait(10)
    build.go.release()
    page.app.state.jobs.close()
    assert {page.get(f"/jobs/{job}")["state"] for job in (running, waiting)} == {"stopped"}
    assert list(folder.iterdir()) == []


def test_what_a_killed_server_left_is_removed_and_that_of_a_living_one_is_not(folder):
    gone = 2**22 + 1
    for owner in (gone, os.getpid()):
        (folder / f"entramado-in-{owner}-x" / "documents").mkdir(parents=True)
    uploads.sweep()
    assert [path.name for path in folder.iterdir()] == [f"entramado-in-{os.getpid()}-x"]


# --- names


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("a.txt", "a.txt"), ("/etc/passwd", "etc/passwd"), ("x\\y.txt", "x/y.txt"), ("./a//b.txt", "a/b.txt"),
        ("cafe\u0301.txt", "café.txt"), ("sources.csv", "sources.csv"),
    ],
)  # fmt: skip
def test_a_name_keeps_its_folders_and_nothing_that_leads_out(given_name, kept):
    assert clean_name(given_name) == kept


@pytest.mark.parametrize(
    "name", ["", "/", "..", "a/../b", "..\\..\\b", "c:\\x", "a\x00b", "a\nb", ".DS_Store", "a/.git/x", "x" * 300, "a/" * 20 + "b"]
)
def test_what_is_no_name_is_refused(name):
    with pytest.raises(UsageError):
        clean_name(name)


@given(st.text(max_size=40))
def test_no_name_leads_out_of_its_folder(name):
    try:
        kept = clean_name(name)
    except UsageError:
        return
    inside = Path("/tmp/x")
    assert Path(os.path.normpath(inside / kept)) == inside / kept
    assert (inside / kept).is_relative_to(inside)
    assert kept.encode()
