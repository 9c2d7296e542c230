"""The server: on this machine only, until its user ends it."""

from __future__ import annotations

import ipaddress
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from threading import current_thread, main_thread

import uvicorn

from entramado.case.case import Case
from entramado.model.errors import UsageError
from entramado.web.app import create
from entramado.web.desk import Desk
from entramado.web.events import Events
from entramado.web.session import Door


def serve(
    case: Case,
    viewer: str,
    *,
    started: Callable[[str], None],
    host: str = "127.0.0.1",
    port: int = 0,
    reason: str | None = None,
) -> None:
    """Serve one case to one viewer until interrupted. ``started`` gets the launch link, which works once.

    ``port`` 0 takes a free one. Raises UsageError for a host that is not this machine, and for a port that is taken.
    """
    with closing(_listening(host, port)) as listening:
        number = listening.getsockname()[1]
        names = {f"{name}:{number}" for name in ("127.0.0.1", "localhost", "[::1]")}
        door = Door(number)
        desk = Desk(case, viewer, reason)
        try:
            if not desk.needs_reason:
                desk.room()
            app = create(desk, door, names)
            config = uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=2,
                lifespan="off",
            )
            shown = f"[{host}]" if ":" in host else host
            started(f"http://{shown}:{number}/launch?token={door.token()}")
            try:
                with _closing_when_told_to_end():
                    _Server(config, app.state.events).run(sockets=[listening])
            finally:
                app.state.runs.close()
                app.state.jobs.close()
        finally:
            desk.close()


@contextmanager
def _closing_when_told_to_end() -> Iterator[None]:
    """Have SIGTERM leave by the way of an error, as Ctrl-C does, so that work under way is ended and the case closed.

    uvicorn hands the signal on once all answers are given; unheard, it would end the process there and then.
    """

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    if current_thread() is not main_thread():  # only the main one may listen to signals
        yield
        return
    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _Server(uvicorn.Server):
    """Ends the pages' event streams before it waits for all answers to be complete: they never are by themselves."""

    def __init__(self, config: uvicorn.Config, events: Events) -> None:
        super().__init__(config)
        self._events = events

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._events.end()
        await super().shutdown(sockets)


def _listening(host: str, port: int) -> socket.socket:
    try:
        local = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise UsageError(
            f"{host} is not this machine: the page listens on 127.0.0.1 alone, for it has neither TLS nor accounts. From another "
            "machine reach it through ssh: ssh -L 8321:127.0.0.1:8321 THIS-MACHINE, with --port 8321 here"
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except (OSError, OverflowError) as error:
        made.close()
        why = error.strerror if isinstance(error, OSError) else "there is no such port"
        raise UsageError(f"port {port} cannot be used: {why}. Name another with --port, or none for a free one") from None
    made.listen(128)
    return made
