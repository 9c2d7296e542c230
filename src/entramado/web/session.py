"""Who is at the page: a launch link that works once, the session it becomes, and what the session has said of itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field


@dataclass(slots=True)
class Session:
    """One browser at the page. ``by`` is the analyst's name, for what he judges; ``csrf`` has to come with every act."""

    id: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    by: str | None = None


class Door:
    """Lets in whoever brings a launch token, once. Sessions live as long as the server."""

    def __init__(self, port: int) -> None:
        self.cookie = f"entramado-{port}"
        """Cookies do not know of ports: two servers on one machine need two names."""
        self._tokens: set[str] = set()
        self._sessions: dict[str, Session] = {}

    def token(self) -> str:
        """A new launch token."""
        token = secrets.token_urlsafe(32)
        self._tokens.add(token)
        return token

    def enter(self, token: str) -> Session | None:
        """A session for a token that has not been used; None for any other."""
        for known in self._tokens:
            if secrets.compare_digest(known.encode(), token.encode("utf-8", "replace")):
                self._tokens.discard(known)
                session = Session()
                self._sessions[session.id] = session
                return session
        return None

    def session(self, cookie: str | None) -> Session | None:
        """The session of a cookie. Ids have 256 random bits: to look one up in a table tells nothing of the others."""
        return self._sessions.get(cookie) if cookie else None
