"""A server over the small case of `tests.case.partners`, asked as the page asks it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

import entramado
from entramado.web.app import create
from entramado.web.desk import Desk
from entramado.web.session import Door

HOST = "127.0.0.1:8321"


class Browser:
    """A session at the page of one desk, as the browser holds it."""

    def __init__(self, desk: Desk, by: str | None = "Inés Ejemplo") -> None:
        self.desk = desk
        self.door = Door(8321)
        self.app = create(desk, self.door, {HOST})
        self.http = TestClient(self.app, base_url=f"http://{HOST}", raise_server_exceptions=True)
        self.http.get("/launch", params={"token": self.door.token()}, follow_redirects=False)
        self.csrf = {"x-entramado-csrf": self.get("/session")["csrf"]}
        if by:
            self.post("/session", {"by": by})

    def ask(self, method, path, status=200, **more):
        answered = self.http.request(method, f"/api{path}", **more)
        assert answered.status_code == status, answered.text
        return answered

    def get(self, path, status=200, **params):
        return self.ask("GET", path, status, params=params).json()

    def post(self, path, body=None, status=200, **more):
        return self.ask("POST", path, status, json=body, headers=self.csrf, **more).json()

    def put(self, path, body=None, status=200, **more):
        return self.ask("PUT", path, status, json=body, headers=self.csrf, **more).json()

    def delete(self, path, status=200, **more):
        return self.ask("DELETE", path, status, headers=self.csrf, **more).json()

    def find(self, name):
        """The id of the entity of that name."""
        return next(hit["id"] for hit in self.get("/suggest", q=name)["items"] if name in (hit["name"], *hit["also"]))

    def settle(self):
        """Wait for the map that has every act in it."""
        self.desk.settled()


@pytest.fixture
def case(tmp_path, filled):
    path = tmp_path / "us.entramado"
    path.write_bytes(filled)
    with entramado.open(path, create=False) as opened:
        yield opened


@pytest.fixture
def opened(case):
    """Opens pages of the case, for the owner or another viewer."""
    desks = []

    def open_page(viewer="owner", reason=None, by="Inés Ejemplo"):
        desks.append(Desk(case, viewer, reason))
        return Browser(desks[-1], by)

    yield open_page
    for desk in desks:
        desk.close()


@pytest.fixture
def page(opened):
    return opened()
