"""A build killed at any moment leaves a case that opens, holds whole documents only, and is completed by another build."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tests.case.reports import write
from tests.store.hand import seen

import entramado
from entramado.model.errors import CaseBusy

BUILD = """
    import os, sys, time
    import entramado
    case = entramado.open(os.environ["CASE"])
    print("open", flush=True)
    pause = float(os.environ["PAUSE"])
    def progress(*step):
        print(*step, flush=True)
        time.sleep(pause)
    case.build(os.environ["FOLDER"], progress=progress, workers=int(os.environ["WORKERS"]))
    print("built", flush=True)
    time.sleep(60)
"""


def start(case, folder, *, workers=1, pause=0.0):
    environment = os.environ | {"CASE": str(case), "FOLDER": str(folder), "WORKERS": str(workers), "PAUSE": str(pause)}
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(BUILD)], env=environment, stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Twelve reports and what an uninterrupted build makes of them."""
    place = tmp_path_factory.mktemp("whole")
    folder = write(place / "reports", copies=3)
    with entramado.open(place / "a.entramado") as case:
        case.build(folder, workers=1)
        return folder, seen(case.view())


@pytest.mark.parametrize(("seed", "workers"), [(1, 1), (2, 1), (3, 2)])
def test_a_killed_build_is_completed_by_the_next(tmp_path, whole, seed, workers):
    folder, expected = whole
    path = tmp_path / "a.entramado"
    rng = random.Random(seed)
    with start(path, folder, workers=workers) as build:
        for _ in range(1 + rng.randrange(11)):  # some lines of progress, then a moment later
            build.stdout.readline()
        time.sleep(rng.random() * 0.1)
        build.send_signal(signal.SIGKILL)
    with entramado.open(path) as case:
        left = seen(case.view())
        for document in left["documents"]:
            for kind in ("referents", "mentions", "claims"):
                here = [row for row in left[kind] if row.doc == document.id]
                assert here == [row for row in expected[kind] if row.doc == document.id]
        assert not case.verify()
        report = case.build(folder, workers=1)
        assert report.known == len(left["documents"])
        assert seen(case.view()) == expected
        assert not case.verify()
    assert [file.name for file in tmp_path.iterdir()] == ["a.entramado"]


def test_a_build_killed_while_it_makes_the_case_leaves_none_or_a_whole_one(tmp_path):
    path = tmp_path / "a.entramado"
    code = "import os, entramado.case.case as c; print(flush=True); c.open(os.environ['CASE'])"
    for wait in (0.0, 0.015, 0.03):
        with subprocess.Popen(
            [sys.executable, "-c", code], env=os.environ | {"CASE": str(path)}, stdout=subprocess.PIPE
        ) as making:
            making.stdout.readline()
            time.sleep(wait)
            making.kill()
        with entramado.open(path) as case:
            assert not list(case.view().documents())
        assert [file.name for file in tmp_path.iterdir()] == ["a.entramado"]
        path.unlink()


def test_of_two_builds_at_once_the_second_is_told(tmp_path):
    folder = write(tmp_path / "reports")
    path = tmp_path / "a.entramado"
    with start(path, folder, pause=30) as build:
        try:
            assert build.stdout.readline() == "open\n"
            assert build.stdout.readline().startswith("1 4 ")
            with entramado.open(path) as case:
                with pytest.raises(CaseBusy, match=str(build.pid)):
                    case.build(folder, workers=1)
                assert [document.name for document in case.view().documents()] == ["00_01_raid.txt"]
        finally:
            build.kill()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks the kernel's /proc for the processes of a build")
def test_the_readers_of_a_killed_build_end_with_it(tmp_path):
    folder = write(tmp_path / "reports", copies=2)
    with start(tmp_path / "a.entramado", folder, workers=2, pause=30) as build:
        build.stdout.readline()
        build.stdout.readline()
        readers = children(build.pid)
        assert readers
        build.kill()
    deadline = time.monotonic() + 10
    while any(alive(pid) for pid in readers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in readers)


def children(pid):
    return [int(word) for task in Path(f"/proc/{pid}/task").iterdir() for word in (task / "children").read_text().split()]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
