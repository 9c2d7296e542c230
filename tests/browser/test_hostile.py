"""A hostile document does nothing: no script runs, nothing is asked of anybody, and what it says is shown as text.

Scripts, event handlers, remote images and frames, links with scripts, controls that turn the reading direction or cannot be seen,
markup in names, titles, sources and in the names of files. That no dialog opens, nothing throws and no other host is asked is
checked on every page (conftest.py).
"""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Shared, session_at

import entramado
from tools.served import served

ATTACK = (
    '<script>window.hostile=1</script><img src="http://192.0.2.1/x.png" onerror="window.hostile=2">'
    '<svg onload="window.hostile=3">'
)
UNSEEN = "\u202eevil\u202c \u2066turned\u2069 zero\u200bwidth \u200fmark\ufeff"
TEXT = f"""{ATTACK} report

Ana Ejemplo, known as "El <b onmouseover=alert(1)>Falso</b>", leads the Blue Gang. {UNSEEN} Juan Ficticio works for the Blue Gang,
a court said on Monday. [press here](javascript:alert(1)) {{{{constructor.constructor('alert(1)')()}}}} ${{alert(1)}} {ATTACK}
"""
HTML = f"""<!doctype html><html><head><title>{ATTACK} &lt;script&gt;alert(1)&lt;/script&gt;</title>
<meta http-equiv="refresh" content="0;url=http://192.0.2.1/"><link rel="stylesheet" href="http://192.0.2.1/x.css">
<base href="http://192.0.2.1/"><style>@import "http://192.0.2.1/y.css"; body {{ background: url(http://192.0.2.1/z.png) }}</style>
</head><body onload="alert(1)"><article><h1>Court &lt;img src=x onerror=alert(1)&gt;</h1>
<p>Luis Inventado Ejemplo, a former officer, leads the Green Gang, police in Tapalpa said on Monday
&lt;script&gt;alert(2)&lt;/script&gt;. {ATTACK}<iframe src="http://192.0.2.1/"></iframe>
<a href="javascript:alert(1)">He was arrested in Guadalajara on 3 March 2026.</a></p>
<form action="http://192.0.2.1/"><input name=x></form></article></body></html>"""
NAME = "<img src=x onerror=alert(1)>"
UNSEEN_CHARACTERS = re.compile("[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\u200e\\u200f\\ufeff]")


@pytest.fixture(scope="module")
def hostile(browser, tmp_path_factory):
    """A case of hostile documents, served. Also the ids of its documents by file name."""
    folder = tmp_path_factory.mktemp("hostile")
    inbox = folder / "in"
    inbox.mkdir()
    (inbox / f"{NAME}.txt").write_text(TEXT, encoding="utf-8")
    (inbox / "page.html").write_text(HTML, encoding="utf-8")
    (inbox / "\u202etxt.exe.txt").write_text("Ana Ejemplo met Juan Ficticio in Tapalpa on 3 March 2026.", encoding="utf-8")
    manifest = f'file,source,title,published\npage.html,"{NAME} Daily","{NAME}<script>alert(1)</script>",2026-03-01\n'
    (inbox / "sources.csv").write_text(manifest, encoding="utf-8")
    path = folder / "hostile.entramado"
    with entramado.open(path) as case:
        case.build(inbox, workers=1)
        case.note(f"{NAME} pays Ana Ejemplo.", [(f"Person:{NAME}", "pays", "Ana Ejemplo")], by=f"{NAME}")
    with served(path) as server:
        yield session_at(browser, server)


def documents(shared: Shared) -> list[dict[str, str]]:
    return shared.get("/api/documents?limit=50")["items"]


def harmless(page: Page) -> None:
    """Nothing of the attack has run, and nothing that cannot be seen is on the screen."""
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.hostile") is None
    assert (
        page.locator("main script, main iframe, main object, main embed, main base, main meta, [onerror], [onload]").count() == 0
    )
    assert page.locator("img[src^=http], [src*='192.0.2.1'], [href*='192.0.2.1'], [href^='javascript:' i]").count() == 0
    shown = page.locator("body").inner_text()
    assert not UNSEEN_CHARACTERS.search(shown), UNSEEN_CHARACTERS.findall(shown)


@pytest.mark.parametrize("view", ["chart", "map", "timeline", "documents", "subjects", "disagreements", "review"])
def test_views_over_hostile_documents(opens, hostile, view):
    page = opens(hostile.server, f"/{view}", storage=hostile.storage)
    expect(page.get_by_role("main")).to_be_visible()
    harmless(page)


def test_reader_shows_markup_as_text(opens, hostile):
    for row in documents(hostile):
        page = opens(hostile.server, f"/documents/{row['id']}", storage=hostile.storage)
        if row["file"].startswith("<img"):
            expect(page.get_by_role("main").get_by_text("<script>window.hostile=1</script>").first).to_be_visible()
        harmless(page)


def test_names_and_titles_with_markup_are_text(opens, hostile):
    page = opens(hostile.server, "/documents", storage=hostile.storage)
    expect(page.get_by_role("main").get_by_text(NAME).first).to_be_visible()
    harmless(page)
    boss = hostile.get(f"/api/suggest?q={quote('onerror alert')}")["items"][0]
    assert boss["name"] == NAME
    page = opens(hostile.server, f"/subjects/{boss['id']}?sel=entity:{boss['id']}", storage=hostile.storage)
    expect(page.get_by_role("complementary", name="Inspector").get_by_text(NAME).first).to_be_visible()
    harmless(page)


def test_search_marks_hostile_text_without_running_it(opens, hostile):
    page = opens(hostile.server, f"/search?q={quote('script hostile')}", storage=hostile.storage)
    expect(page.get_by_role("main").locator("mark").first).to_be_visible()
    harmless(page)


def test_hostile_address_does_nothing(opens, hostile):
    for path in (f"/{quote(ATTACK)}", f"/search?q={quote(ATTACK)}", f"/documents/{quote(NAME)}", f"/subjects/{quote(NAME)}"):
        page = opens(hostile.server, path, storage=hostile.storage, expected=("404",))
        harmless(page)


def test_the_page_may_not_run_what_is_written_into_it(opens, hostile):
    """Were markup ever to reach the page, the content policy would still not let it run or ask."""
    page = opens(
        hostile.server, "/subjects", storage=hostile.storage, expected=("Content Security Policy", "violates the following")
    )
    page.evaluate(
        """() => {
            const box = document.createElement('div');
            box.innerHTML = '<img src="http://192.0.2.1/x.png" onerror="window.hostile=2"><iframe src="http://192.0.2.1/"></iframe>';
            document.body.append(box);
            const script = document.createElement('script');
            script.textContent = 'window.hostile=1';
            document.body.append(script);
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.hostile") is None
    refused = page.evaluate("fetch('http://192.0.2.1/').then(() => 'answered', () => 'refused')")
    assert refused == "refused"
