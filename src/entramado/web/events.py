"""Server-sent events: the page hears that its map has changed, how far long work is, and what came in.

Nothing is queued for a page: the latest state of each thing is kept once, with its number, and a page that lags behind is sent
the states it has missed, the latest of each. So a slow page costs nothing, and one that comes back with `Last-Event-ID` misses
nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from secrets import token_hex
from threading import Lock
from typing import Final

from fastapi import Request
from fastapi.sse import ServerSentEvent
from starlette.concurrency import run_in_threadpool

from entramado.model.errors import EntramadoError
from entramado.web.desk import Desk

LOOK: Final = 5.0
"""Seconds after which a quiet page has the case looked at: another process may have changed it."""
_RETRY_MS: Final = 2_000
_KEPT: Final = 256
_EVERYONES: Final = frozenset({"map"})
"""What a page that is not the owner's hears of: that its own map has changed. Work and what came in are the owner's."""
_COUNTED: Final = frozenset({"claims"})
"""Events that add up: the latest does not stand for those before."""


@dataclass(frozen=True, slots=True)
class _State:
    number: int
    event: str
    data: Mapping[str, object]
    session: str | None
    """Who alone is told; everybody at the desk when None."""


class Events:
    """What has happened at one desk. Told from any thread, heard in the server's loop."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._life = token_hex(4)
        """Numbers of another life of the server mean nothing to this one."""
        self._number = 0
        self._latest: dict[str, _State] = {}
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._ended = False
        desk.listen(self._told)

    def _told(self, event: str, data: Mapping[str, object]) -> None:
        if self._desk.owner or event in _EVERYONES:
            self.tell(event, data)

    def tell(self, event: str, data: Mapping[str, object], session: str | None = None) -> None:
        """Say what has happened, to the pages of one session or to all."""
        with self._lock:
            self._number += 1
            key = f"{event} {self._number}" if event in _COUNTED else f"{event} {data.get('id', '')}"
            self._latest.pop(key, None)
            self._latest[key] = _State(self._number, event, data, session)
            if len(self._latest) > _KEPT:
                del self._latest[next(iter(self._latest))]
        self._wake()

    def end(self) -> None:
        """Have every page's stream come to its end: the server stops."""
        self._ended = True
        self._wake()

    def _wake(self) -> None:
        with self._lock:
            waiting = list(self._waiting)
        for loop, event in waiting:
            with suppress(RuntimeError):  # a loop that is closed has nobody listening
                loop.call_soon_threadsafe(event.set)

    async def stream(self, last: str | None, session: str | None = None) -> AsyncIterator[ServerSentEvent]:
        """What happens from now on; with the id of the last event that was heard, what was missed comes first."""
        woken = asyncio.Event()
        listener = (asyncio.get_running_loop(), woken)
        with self._lock:
            self._waiting.add(listener)
            seen = self._heard(last)
        yield ServerSentEvent(comment="listening", retry=_RETRY_MS)
        try:
            while not self._ended:
                woken.clear()
                for state in self._since(seen, session):
                    seen = state.number
                    yield ServerSentEvent(event=state.event, data=state.data, id=f"{self._life}-{seen}")
                with suppress(TimeoutError):
                    await asyncio.wait_for(woken.wait(), LOOK)
                    continue
                await run_in_threadpool(self._look)
        finally:
            with self._lock:
                self._waiting.discard(listener)

    def _heard(self, last: str | None) -> int:
        """The number after which a page is told; a page that is new has just read everything."""
        if not last:
            return self._number
        life, _, number = last.partition("-")
        return int(number) if life == self._life and number.isdecimal() and len(number) < 16 else 0

    def _since(self, seen: int, session: str | None) -> list[_State]:
        with self._lock:
            missed = [each for each in self._latest.values() if each.number > seen and each.session in (None, session)]
        return sorted(missed, key=lambda state: state.number)

    def _look(self) -> None:
        """Have a change by another process noticed. What keeps the map from being made is told to whoever asks for it."""
        with suppress(EntramadoError):
            self._desk.room()


def events_of(request: Request) -> Events:
    """The events of the server that answers."""
    events = request.app.state.events
    assert isinstance(events, Events)
    return events
