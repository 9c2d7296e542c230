"""What every request passes before anything of the case is looked at, and what every answer carries.

A page of this machine is reached by every site that its user visits. So: only our own names in ``Host`` (a name that was rebound
to 127.0.0.1 is somebody else's), only our own pages in ``Origin`` and ``Sec-Fetch-Site``, a session cookie for all of ``/api``,
and for what changes anything the session's CSRF token in a header that no form can send. OWASP's cheat sheets on CSRF and on the
Content-Security-Policy are the measure.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entramado.web.answer import answer
from entramado.web.errors import Fault
from entramado.web.language import said
from entramado.web.session import Door

API: Final = "/api/"
CSRF: Final = "x-entramado-csrf"
SAFE: Final = frozenset({"GET", "HEAD"})
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' {nonce}; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; child-src blob:; frame-src 'self' blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing from elsewhere, no script in the page itself."""
_ALWAYS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cache-control": "no-store",
    "content-security-policy": POLICY.format(nonce=""),
}
"""Unless the answer says otherwise."""


class Guard:
    """ASGI middleware. ``hosts`` are the names and ports under which the server may be addressed."""

    def __init__(self, app: ASGIApp, *, door: Door, hosts: Collection[str]) -> None:
        self._app = app
        self._door = door
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def carrying(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                message["headers"] = headers.raw
            await send(message)

        refused = self._refusal(scope)
        if refused is not None:
            fault, status = refused
            await answer(Fault(fault.error, said(fault.message, Headers(scope=scope))), status)(scope, receive, carrying)
            return
        await self._app(scope, receive, carrying)

    def _refusal(self, scope: MutableMapping[str, Any]) -> tuple[Fault, int] | None:
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return Fault("host", "this server answers to its own address only: open the link that `entramado open` printed"), 421
        if not scope["path"].startswith(API):
            return None if scope["method"] in SAFE else (Fault("method", "nothing here can be changed"), 405)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return Fault("origin", "another site asks for this: only the page itself may"), 403
        origin = headers.get("origin")
        if origin is not None and origin not in self._origins:
            return Fault("origin", "another site asks for this: only the page itself may"), 403
        session = self._door.session(self._cookie(headers))
        if session is None:
            return Fault("session", "this session is over: run `entramado open CASE` again"), 401
        if scope["method"] not in SAFE and not secrets.compare_digest(headers.get(CSRF, "").encode(), session.csrf.encode()):
            return Fault("csrf", "the request does not carry the session's token: reload the page"), 403
        scope.setdefault("state", {})["session"] = session
        return None

    def _cookie(self, headers: Headers) -> str | None:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._door.cookie)
        except CookieError:
            return None
        return found.value if found else None
