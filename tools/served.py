"""The real command serving a case, in a process of its own: for tests, pictures and measurements of the page."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

PAGE = Path(__file__).resolve().parents[1] / "src" / "entramado" / "web" / "page" / "index.html"
NOT_BUILT = "the page is not built: make page"
_LINK = re.compile(r"http://127\.0\.0\.1:\d+/launch\?token=\S+")


@dataclass(frozen=True, slots=True)
class Served:
    """``link`` lets in once. ``process`` is the server's id."""

    link: str
    process: int

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.link)
        assert parts.hostname
        assert parts.port
        return parts.hostname, parts.port

    @property
    def origin(self) -> str:
        """What the page may ask, and nothing else."""
        return "http://{}:{}".format(*self.address)

    def enter(self) -> str:
        """Use the link up; returns the cookie header of the session."""
        connection = HTTPConnection(*self.address)
        connection.request("GET", self.link.removeprefix(self.origin))
        answered = connection.getresponse()
        answered.read()
        connection.close()
        return str(answered.headers["set-cookie"]).partition(";")[0]


@contextmanager
def served(case: Path, *options: str) -> Iterator[Served]:
    """`entramado open CASE`, until the block ends. Raises RuntimeError with what the command said when it serves nothing."""
    beside = Path(sys.executable).with_name("entramado")
    command = [str(beside), "open", str(case), "--no-browser", "--port", "0", *options]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    said: list[str] = []
    try:
        for line in process.stdout:
            said.append(line)
            found = _LINK.search(line)
            if found:
                yield Served(found[0], process.pid)
                break
        else:
            raise RuntimeError(f"{' '.join(command)} serves nothing:\n{''.join(said)}")
    finally:
        process.terminate()
        try:
            process.wait(timeout=90)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            process.stdout.close()
