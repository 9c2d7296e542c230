"""How long a chart takes from the arrival of its data to the first frame that shows it, in headless Chromium.

WebGL is drawn by the processor here (SwiftShader), which is the worst case: any graphics card is faster.
"""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.figures import Figure
from tools.chromium import window
from tools.served import Served

RUNS = 3
_TIMES = """() => ({
    arrived: performance.getEntriesByType('resource').filter(each => each.name.includes('/api/chart?')).at(-1).responseEnd,
    parsed: performance.getEntriesByName('chart:data').at(-1).startTime,
    painted: performance.getEntriesByName('chart:painted').at(-1).startTime,
})"""


def measured(browser: Browser, server: Served, cookie: str, nodes: int, links: int, target: float) -> Iterator[Figure]:
    """The whole map of a case on one chart; the median of three windows."""
    seconds, parsing = [], []
    for _ in range(RUNS):
        context = window(browser, server, cookie)
        page = context.new_page()
        page.goto(f"{server.origin}/chart?limit=60000", timeout=120_000)
        # The first time the server lays the chart out, which may take a minute; it is kept after that.
        # Asked again and again from here: the page's content policy lets nobody wait in it by a string of script.
        while not page.evaluate("performance.getEntriesByName('chart:painted').length"):
            page.wait_for_timeout(100)
        times = page.evaluate(_TIMES)
        seconds.append((times["painted"] - times["arrived"]) / 1000)
        parsing.append((times["parsed"] - times["arrived"]) / 1000)
        context.close()
    note = f"of which {sorted(parsing)[RUNS // 2]:.2f} s parsing"
    yield Figure(f"first frame of {nodes:,} nodes, {links:,} links", sorted(seconds)[RUNS // 2], "s", target, note=note)
