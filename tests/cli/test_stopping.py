"""Long analyses on a terminal: the bar, Ctrl-C, and what is left behind. On a terminal of our own (pty)."""

from __future__ import annotations

import os
import random
import select
import sys
import time

import pytest

from entramado.cli.stoppable import stoppable
from entramado.model.errors import UsageError

pty = pytest.importorskip("pty", reason="this system has no terminals to make")

DEAF = """
import time
from entramado.cli.app import app
from entramado.cli.stoppable import stoppable

def work(progress):
    progress("deaf work", 1, 4)
    time.sleep(60)

app.command("deaf")(lambda: stoppable(work))
app(["deaf"])
"""
"""A command whose work asks nobody whether it should end, as compiled code does not."""


def on_a_terminal(args, until, patience=40.0):
    """(exit code, all that was printed, seconds from Ctrl-C to the end): Ctrl-C is given once ``until`` is printed."""
    child, screen = pty.fork()
    if not child:
        os.environ.update(TERM="xterm", COLUMNS="100")
        os.execv(sys.executable, [sys.executable, *args])
    printed, told, start = b"", None, time.monotonic()
    while time.monotonic() - start < patience:
        try:
            if select.select([screen], [], [], 0.1)[0]:
                printed += os.read(screen, 1 << 16)
        except OSError:  # the other end is closed: it has ended
            break
        if told is None and until.encode() in printed:
            os.write(screen, b"\x03")
            told = time.monotonic()
    else:
        os.kill(child, 9)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(screen)
    assert told is not None, printed
    return code, printed.decode(), time.monotonic() - told


def test_ctrl_c_ends_an_analysis_and_keeps_nothing(tmp_path):
    draw = random.Random(4)
    links = "".join(f"{draw.randrange(2000)},{draw.randrange(2000)}\n" for _ in range(8000))
    (tmp_path / "net.csv").write_text("source,target\n" + links, encoding="utf-8")
    args = ["-m", "entramado", "key", str(tmp_path / "net.csv"), "--worlds", "2000", "-o", str(tmp_path / "key.json")]
    code, printed, _ = on_a_terminal(args, "Possible worlds")
    assert code == 130
    assert "%" in printed
    assert printed.rstrip().endswith("entramado: stopped before it was done: nothing is printed or written.")
    assert "Traceback" not in printed
    assert printed.rfind("\x1b[?25h") > printed.rfind("\x1b[?25l")  # the cursor is shown again
    assert [each.name for each in tmp_path.iterdir()] == ["net.csv"]


def test_work_that_hears_nothing_does_not_hold_the_command():
    code, printed, seconds = on_a_terminal(["-c", DEAF], "Deaf work")
    assert code == 130
    assert "stopped before it was done" in printed
    assert "Traceback" not in printed
    assert seconds < 30  # of the sixty that it would take


def test_what_work_makes_or_raises_is_handed_on():
    assert stoppable(lambda progress: progress("adding", 0, 1) or 3) == 3
    with pytest.raises(UsageError, match="no such node"):
        stoppable(lambda _: (_ for _ in ()).throw(UsageError("no such node")))
