"""Run a program and watch it: wall time, processor time and memory of the whole process tree (Linux: from /proc)."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.25  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """``seconds`` and ``cpu_seconds`` of the tree; ``idle_seconds`` of all processors meanwhile (0 without /proc);
    ``memory``: samples of (seconds since start, MB), none without /proc.
    """

    seconds: float
    cpu_seconds: float
    idle_seconds: float
    memory: tuple[tuple[float, float], ...]
    code: int
    output: str

    @property
    def peak(self) -> float:
        """The most memory seen at once, MB."""
        return max((size for _, size in self.memory), default=float("nan"))


def entramado() -> list[str]:
    """The installed command, from the environment that runs this."""
    beside = Path(sys.executable).with_name("entramado")
    return [str(beside)] if beside.exists() else [sys.executable, "-c", "from entramado.cli.main import main; main()"]


def watch(command: Sequence[str], sample: bool = False) -> Run:
    """Run ``command`` to its end. Raises RuntimeError with its output when it fails (exit code above 1)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    samples: list[tuple[float, float]] = []
    with tempfile.TemporaryFile("w+") as out:
        start, idle = time.perf_counter(), _idle()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        if sample:
            while process.poll() is None:
                samples.append((time.perf_counter() - start, _tree_megabytes(process.pid)))
                time.sleep(EVERY)
        process.wait()
        seconds, idle = time.perf_counter() - start, _idle() - idle
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        out.seek(0)
        output = out.read()
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{output[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, idle, tuple(samples), process.returncode, output)


def _idle() -> float:
    """Seconds that all processors together have had nothing to do, or waited for a disk, since the machine started."""
    try:
        words = Path("/proc/stat").read_text().split(None, 6)
    except OSError:
        return 0.0
    return (int(words[4]) + int(words[5])) / os.sysconf("SC_CLK_TCK")


def cpu_seconds(process: int) -> float:
    """Processor time that a running process has used; 0 without /proc."""
    try:
        after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _tree(root: int) -> Iterator[int]:
    """The process and all below it that are alive."""
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting.extend(int(child) for child in task.read_text().split())
            except OSError:
                continue  # ended between the look and the read


def _tree_megabytes(root: int) -> float:
    """Proportional set size of the tree: pages that processes share count once, so forked workers are not counted twice."""
    total = 0
    for pid in _tree(root):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total / 1024


def one_core() -> None:
    """Keep this process and its children on one processor, so that two single-core programs are compared fairly."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
