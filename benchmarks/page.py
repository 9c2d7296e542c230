"""The analyst's page: how fast its server answers, how much it loads first, how soon a chart is on the screen."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import api, bigcase, firstload, firstpaint
from benchmarks.figures import Figure, Skipped
from benchmarks.process import entramado, watch
from tools import chromium
from tools.served import NOT_BUILT, PAGE, Served, served

DEMO: Final = Path(__file__).resolve().parents[1] / "demo" / "reports"


def measure() -> Iterator[Figure | Skipped]:
    with tempfile.TemporaryDirectory() as place:
        demo, middle, big = (Path(place) / f"{name}.entramado" for name in ("demo", "middle", "big"))
        watch([*entramado(), "build", str(demo), str(DEMO)])
        with served(demo) as server:
            cookie = server.enter()
            yield from api.measured(server, cookie, "demo")
            yield from _seen("first load", server, cookie)
        bigcase.make(middle, 3_000, 6_000, 60)
        with served(middle) as server:
            yield from _seen("first frame of 3,000 nodes", server, server.enter(), (3_000, 6_000, 1.0))
        bigcase.make(big)
        begun = time.perf_counter()
        with served(big) as server:
            yield Figure(f"open a case of {bigcase.NODES:,} nodes: until it answers", time.perf_counter() - begun, "s")
            cookie = server.enter()
            yield from api.measured(server, cookie, f"{bigcase.NODES:,} nodes")
            yield from _seen("first frame of 50,000 nodes", server, cookie, (bigcase.NODES, bigcase.LINKS, 4.0))


def _seen(
    what: str, server: Served, cookie: str, chart: tuple[int, int, float] | None = None,
) -> Iterator[Figure | Skipped]:  # fmt: skip
    """What only a browser shows: the first load, or a chart of so many nodes and links within so many seconds."""
    missing = chromium.MISSING if chromium.find() is None else NOT_BUILT if not PAGE.exists() else None
    if missing:
        yield Skipped(what, missing)
        return
    with chromium.browser() as browser:
        if chart is None:
            yield from firstload.measured(browser, server, cookie)
        else:
            yield from firstpaint.measured(browser, server, cookie, *chart)
