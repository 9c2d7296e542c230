"""How fast the page's server answers fifty at once: search, surroundings, path, subject, on the demo and on a big case.

Fifty clients of one session ask one thing after the other, each as soon as it has its answer, every one for something else; the
four kinds mixed. So a client waits for about fifty answers: the target of 100 ms leaves 2 ms for each, network included.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any, Final
from urllib.parse import quote

from benchmarks.figures import Figure
from benchmarks.process import cpu_seconds
from tools.served import Served

CLIENTS: Final = 50
ASKED: Final = 100
"""Questions a client."""
TARGET: Final = 100.0
KINDS: Final = ("search", "surroundings", "path", "subject")


def measured(server: Served, cookie: str, name: str) -> Iterator[Figure]:
    """``cookie`` is the session's, ``name`` what the case is called in the figures."""
    session = _Session(server, cookie)
    before = cpu_seconds(server.process)
    taken = asyncio.run(session.crowd())
    spent = (cpu_seconds(server.process) - before) / (CLIENTS * ASKED) * 1000
    for kind in KINDS:
        times = sorted(taken[kind])
        note = f"median {times[len(times) // 2]:.0f} ms"
        yield Figure(f"{kind}, {name}, {CLIENTS} clients: p95", times[int(len(times) * 0.95)], "ms", TARGET, note=note)
    yield Figure(f"the same: processor time of the server a question, of {CLIENTS * ASKED:,}", spent, "ms")


@dataclass(slots=True)
class _Session:
    """One browser's session, of which all clients are."""

    server: Served
    cookie: str
    entities: list[tuple[str, str]] = field(default_factory=list)
    """Ids and names to ask for: from all over the alphabet."""

    def __post_init__(self) -> None:
        chance = random.Random(3)
        found: dict[str, str] = {}
        starts = [a + b for a in "abcdefghijklmnoprstuvyz" for b in "aeiou"]
        for start in chance.sample(starts, len(starts)):
            for hit in self.get(f"/api/suggest?q={start}&limit=20")["items"]:
                found[hit["id"]] = hit["name"]
        self.entities = sorted(found.items())

    def get(self, path: str) -> Any:
        connection = HTTPConnection(*self.server.address)
        connection.request("GET", path, headers={"Cookie": self.cookie})
        answered = connection.getresponse()
        body = answered.read()
        connection.close()
        if answered.status != 200:
            raise RuntimeError(f"{path}: {answered.status} {body[:300]!r}")
        return json.loads(body)

    def question(self, kind: str, chance: random.Random) -> str:
        """The address of a question that was hardly asked before."""
        (one, name), (other, _) = chance.sample(self.entities, 2)
        match kind:
            case "search":
                words = name.split()
                return f"/api/search?q={quote(' '.join(chance.sample(words, min(2, len(words)))))}"
            case "surroundings":
                return f"/api/entities/{quote(one)}/surroundings"
            case "path":
                return f"/api/paths?a={quote(one)}&b={quote(other)}"
            case _:
                return f"/api/entities/{quote(one)}"

    async def crowd(self) -> dict[str, list[float]]:
        """Milliseconds that each question took, by kind."""
        taken: dict[str, list[float]] = {kind: [] for kind in KINDS}
        await asyncio.gather(*(self._client(number, taken) for number in range(CLIENTS)))
        return taken

    async def _client(self, number: int, taken: dict[str, list[float]]) -> None:
        chance = random.Random(number)
        host, port = self.server.address
        reader, writer = await asyncio.open_connection(host, port)
        for asked in range(ASKED):
            kind = KINDS[(number + asked) % len(KINDS)]
            path = self.question(kind, chance)
            begun = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {self.cookie}\r\n\r\n".encode())
            status, length = _head(await reader.readuntil(b"\r\n\r\n"))
            body = await reader.readexactly(length)
            taken[kind].append((time.perf_counter() - begun) * 1000)
            if status != 200:
                raise RuntimeError(f"{path}: {status} {body[:300]!r}")
        writer.close()


def _head(head: bytes) -> tuple[int, int]:
    """Status and length of the body."""
    first, *rest = head.split(b"\r\n")
    lengths: Sequence[bytes] = [line.split(b":")[1] for line in rest if line.lower().startswith(b"content-length:")]
    return int(first.split()[1]), int(lengths[0])
