"""Every GET endpoint of the page's server, asked of two worlds. What is new has to be given values here."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final
from urllib.parse import quote, urlencode

from tests.loop import run

from entramado.case.case import Case
from entramado.model.view import Viewer
from entramado.web.app import create
from entramado.web.desk import Desk
from entramado.web.session import Door

_HOST: Final = "127.0.0.1:1"
NOT_ASKED: Final = {
    "/api/analyses/{analysis}": "it takes its time; tests/views/test_analyses.py asks it of fewer worlds",
    "/api/events": "it does not end; tests/web/test_events.py",
    "/api/outlines/{level}": "outlines of countries, the same for everybody",
    "/api/vocabulary": "the words of the program",
}
FREE: Final = frozenset(
    {"cursor", "limit", "bins", "undated", "from", "to", "review", "belief", "hide_source", "hide_grade", "hide_modality",
     "hide_predicate", "hide_type", "reverse", "k", "depth", "alone", "download", "since", "until", "bbox", "lanes", "unlocated",
     "refused", "inverse", "predicate", "types"}
)  # fmt: skip
"""Parameters that narrow or order: some are set in `VARIANTS`, none names anything that could be hidden."""
VARIANTS: Final = (
    {},
    {"limit": "1"},
    {"belief": "0.3", "undated": "false", "hide_type": "Place", "hide_modality": "alleged"},
    {"from": "2020", "to": "2026-06", "review": "unreviewed", "limit": "2"},
)
"""Each endpoint is asked with those of each that it knows."""


@dataclass(frozen=True)
class Values:
    """What the parameters may name: things that the viewer sees, things that he does not, and things that are nowhere."""

    entities: Sequence[str] = ()
    claims: Sequence[str] = ()
    documents: Sequence[str] = ()
    disagreements: Sequence[str] = ()
    lines: Sequence[str] = ()
    pairs: Sequence[str] = ()
    words: Sequence[str] = ()
    judged: Sequence[str] = ()
    more: dict[str, Sequence[str]] = field(default_factory=dict)

    def of(self, name: str) -> Sequence[str]:
        """For a parameter of that name. Raises KeyError for one that nobody has thought of yet."""
        known: dict[str, Sequence[str]] = {
            "entity": self.entities, "subject": self.entities[:2], "about": self.entities, "focus": self.entities[:2],
            "a": self.entities[:2], "b": self.entities[1:], "holder": self.entities, "expand": self.entities[:1],
            "add": self.entities[-1:], "place": self.entities, "claim": self.claims, "document": self.documents,
            "disagreement": self.disagreements, "line": self.lines, "pair": self.pairs, "q": self.words, "page": ["1"],
            "avoid": self.entities[2:3], "type": ["Person"], "types": ["Person"], "nature": ["contradiction"],
            "predicate": ["leads", "age"], "list": ["persons"], "order": [], "category": ["suspect"], "format": ["html", "json"],
            "purpose": ["a test"], "legal_basis": ["rule 1"], "by": ["ana"], "sort": ["name"], "state": ["made", "proposed"],
            "area": ["MX", "MX-14"], "chart": ["h0"], "version": [], "as_of": [], "job": ["j0"], "run": ["r0"], "to": ["NOBODY"],
        }  # fmt: skip
        return [*known[name], *self.more.get(name, ())]


class _Nobody:
    """Stands at the desk until there is one."""

    def listen(self, listener: object) -> None:
        """What happens in a world is told to nobody."""


class Server:
    """One application; the desk behind it is exchanged for each case."""

    def __init__(self) -> None:
        self._door = Door(1)
        self._session = self._door.enter(self._door.token())
        self._app = create(_Nobody(), self._door, {_HOST})  # type: ignore[arg-type]  # a desk is set before anything is asked
        self._endpoints = [
            (path, told["get"].get("parameters", ()))
            for path, told in self._app.openapi()["paths"].items()
            if "get" in told and path not in NOT_ASKED
        ]

    def requests(self, values: Values) -> Iterator[str]:
        """Addresses to ask, each once."""
        asked: dict[str, None] = {}
        for path, parameters in self._endpoints:
            named = [p for p in parameters if p["name"] not in FREE or p["in"] == "path" or p.get("required")]
            inside = [p["name"] for p in named if p["in"] == "path"]
            needed = [p["name"] for p in named if p["in"] == "query" and p.get("required")]
            others = [p["name"] for p in named if p["in"] == "query" and not p.get("required")]
            known = {p["name"] for p in parameters}
            for chosen in product(*(values.of(name) for name in inside)):
                here = path
                for name, value in zip(inside, chosen, strict=True):
                    here = here.replace("{" + name + "}", quote(value, safe="~."))
                for words in product(*(values.of(name) for name in needed)):
                    required = dict(zip(needed, words, strict=True))
                    for variant in VARIANTS:
                        query = required | {k: v for k, v in variant.items() if k in known and k not in required}
                        asked[f"{here}?{urlencode(query)}"] = None
                    for name in others:
                        for value in values.of(name):
                            asked[f"{here}?{urlencode(required | {name: value})}"] = None
        yield from asked

    def answers(self, case: Case, viewer: Viewer, addresses: Sequence[str]) -> dict[str, str]:
        """What the viewer of this case is told: status, kind and body."""
        desk = Desk(case, viewer.name)
        desk.viewer = viewer  # type: ignore[assignment]  # a world's viewer need not be kept in its case
        self._app.state.desk = desk
        try:
            return run(self._ask_all(addresses))
        finally:
            desk.close()

    async def _ask_all(self, addresses: Sequence[str]) -> dict[str, str]:
        return {address: await self._ask(address) for address in addresses}

    def runs(self, case: Case, viewer: Viewer, questions: Sequence[tuple[str, dict[str, Any]]]) -> dict[str, str]:
        """What runs of analyses come to: how they end, what they find, and the file of it."""
        desk = Desk(case, viewer.name)
        desk.viewer = viewer  # type: ignore[assignment]  # a world's viewer need not be kept in its case
        self._app.state.desk = desk
        try:
            return run(self._run_all(questions))
        finally:
            desk.close()

    async def _run_all(self, questions: Sequence[tuple[str, dict[str, Any]]]) -> dict[str, str]:
        found = {}
        for analysis, asked in questions:
            told = await self._ask(f"/api/analyses/{analysis}/runs", json.dumps(asked).encode())
            state = json.loads(told.partition("} ")[2])
            while state.get("state") in ("waiting", "running"):
                await asyncio.sleep(0.01)
                state = json.loads((await self._ask(f"/api/runs/{state['id']}")).partition("} ")[2])
            end = [f"{name}: {state.get(name)}" for name in ("state", "error", "message")]
            answers = (
                [await self._ask(f"/api/runs/{state['id']}/{each}") for each in ("findings", "file?format=json")]
                if "id" in state
                else []
            )
            found[f"{analysis} {asked}"] = "\n".join([*end, *answers])
        return found

    async def _ask(self, address: str, body: bytes | None = None) -> str:
        """A GET, or a POST of a body."""
        path, _, query = address.partition("?")
        told: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body or b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            told.append(message)

        assert self._session is not None
        headers = [(b"host", _HOST.encode()), (b"cookie", f"{self._door.cookie}={self._session.id}".encode())]
        if body is not None:
            headers += [(b"x-entramado-csrf", self._session.csrf.encode()), (b"content-type", b"application/json")]
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET" if body is None else "POST",
            "path": path,
            "raw_path": path.encode(), "query_string": query.encode(), "headers": headers, "scheme": "http",
            "server": ("127.0.0.1", 1),
            "client": ("127.0.0.1", 2), "root_path": "",
        }  # fmt: skip
        try:
            await self._app(scope, receive, send)
        except Exception as error:  # noqa: BLE001 - whatever it is, the browser is told that the server failed
            return f"500 {type(error).__name__}"
        begun = told[0]
        shown = {name.decode(): value.decode() for name, value in begun["headers"]}
        kept = {name: shown.get(name) for name in ("content-type", "content-disposition", "etag", "content-length")}
        body = b"".join(message.get("body", b"") for message in told[1:])
        return f"{begun['status']} {kept} {body.decode('utf-8', 'backslashreplace')}"
