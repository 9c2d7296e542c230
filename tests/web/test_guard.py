"""Nobody but the page itself reaches the case, and what the page shows comes from nowhere else."""

from __future__ import annotations

import pytest
from tests.web.conftest import HOST

from entramado.model.errors import UsageError
from entramado.web.serve import serve


def test_a_launch_link_works_once_and_becomes_a_strict_cookie(page):
    token = page.door.token()
    page.http.cookies.clear()
    first = page.http.get("/launch", params={"token": token}, follow_redirects=False)
    cookie = first.headers["set-cookie"]
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    page.http.cookies.clear()
    second = page.http.get("/launch", params={"token": token}, follow_redirects=False)
    assert second.status_code == 403
    assert "set-cookie" not in second.headers


@pytest.mark.parametrize("token", ["", "wrong", "a" * 43, "ü"])
def test_no_other_token_lets_in(page, token):
    assert page.http.get("/launch", params={"token": token}, follow_redirects=False).status_code == 403


def test_without_a_session_the_api_answers_nothing(page):
    page.http.cookies.clear()
    paths = [path for path in page.app.openapi()["paths"] if "{" not in path]
    assert "/api/session" in paths
    for path in [*paths, "/api/openapi.json", "/api/nothing", "/api/claims/c0"]:
        answered = page.http.get(path)
        assert (answered.status_code, answered.json()["error"]) == (401, "session"), path
        assert "Ejemplo" not in answered.text
    page.http.cookies.set("entramado-8321", "made-up")
    assert page.http.get("/api/session").status_code == 401


def test_two_servers_of_one_machine_have_cookies_of_their_own(page):
    assert page.door.cookie == "entramado-8321"
    cookie = page.http.cookies.get("entramado-8321")
    page.http.cookies.clear()
    page.http.cookies.set("entramado-8322", cookie)
    assert page.http.get("/api/session").status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "evil.example:8321", "127.0.0.1.evil.example:8321", ""]
)
def test_a_name_that_was_rebound_to_this_machine_is_refused(page, host):
    for path in ("/", "/api/session", "/launch?token=x"):
        assert page.http.get(path, headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8322"},
        {"origin": "https://127.0.0.1:8321"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_other_sites_may_neither_read_nor_act(page, headers):
    assert page.http.get("/api/session", headers=headers).status_code == 403
    acted = page.http.post("/api/session", headers=headers | page.csrf, json={"by": "Someone Else"})
    assert acted.status_code == 403
    assert page.get("/session")["by"] == "Inés Ejemplo"


def test_the_page_itself_may(page):
    own = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
    assert page.http.post("/api/session", headers=own | page.csrf, json={"by": "Ana Ejemplo"}).json()["by"] == "Ana Ejemplo"


@pytest.mark.parametrize("token", [{}, {"x-entramado-csrf": ""}, {"x-entramado-csrf": "x" * 43}])
def test_an_act_needs_the_token_of_the_session(page, token):
    refused = page.http.post("/api/session", headers=token, json={"by": "Someone Else"})
    assert (refused.status_code, refused.json()["error"]) == (403, "csrf")
    assert page.get("/session")["by"] == "Inés Ejemplo"


def test_the_token_of_another_session_does_not_do(page):
    own = dict(page.csrf)
    page.http.cookies.clear()
    page.http.get("/launch", params={"token": page.door.token()}, follow_redirects=False)
    assert page.http.post("/api/session", headers=own, json={"by": "Someone Else"}).status_code == 403


def test_nothing_outside_the_api_can_be_changed(page):
    assert page.http.post("/chart", headers=page.csrf).status_code == 405


@pytest.mark.parametrize("path", ["/", "/chart", "/api/session", "/api/nothing", "/launch?token=x", "/assets/none.js"])
def test_every_answer_forbids_what_comes_from_elsewhere(page, path):
    headers = page.http.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_answers_of_the_case_are_kept_in_no_cache(page):
    assert page.http.get("/api/session").headers["cache-control"] == "no-store"
    assert page.http.get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/%2e%2e/app.py", "/assets/../../app.py", "/assets/%2e%2e%2fapp.py", "//etc/passwd"]
)
def test_no_path_reaches_a_file_that_is_not_of_the_page(page, path):
    answered = page.http.get(path)
    assert b"entramado.web" not in answered.content
    assert b"root:" not in answered.content


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.org", ""])
def test_it_listens_on_this_machine_alone(case, host):
    with pytest.raises(UsageError, match="neither TLS nor accounts"):
        serve(case, "owner", started=lambda _: None, host=host)


def test_a_port_that_is_taken_is_said_so(case):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="--port"):
            serve(case, "owner", started=lambda _: None, port=taken.getsockname()[1])
