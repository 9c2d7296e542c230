"""How fast a view decides what its viewer sees: a million claims under five thousand markings."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from statistics import median
from typing import Final

from sqlalchemy import insert

from benchmarks.figures import Figure
from entramado.model.marking import PAP, PURPOSES, TLP, Marking
from entramado.model.view import Viewer
from entramado.store import Store, schema

CLAIMS: Final = 1_000_000
MARKINGS: Final = 5_000
RUNS: Final = 7
VIEWER: Final = Viewer("partner", "TLP:RED", "MEX", caveats=("CUI", "H2", "H3"), purposes=PURPOSES)


def measure() -> Iterator[Figure]:
    """Time a fresh view's judging of all markings and counting of what is left, the whole case on the disk."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "case.entramado", create=True) as store:
        _fill(store)
        judged, both, seen = [], [], 0
        for _ in range(RUNS):
            start = time.perf_counter()
            view = store.view(VIEWER)
            judged.append(time.perf_counter() - start)
            seen = view.claim_count()
            both.append(time.perf_counter() - start)
    share = f"{seen:,} of {CLAIMS:,} claims seen"
    yield Figure(f"open a view: judge {MARKINGS:,} markings", median(judged), "s")
    yield Figure(f"visible set of {CLAIMS:,} claims, judging included", median(both), "s", 0.2, note=share)


def _fill(store: Store) -> None:
    """Rows straight into the tables: what a build would leave, without its documents."""
    markings = list(islice(_markings(), MARKINGS))
    with store.act("bench", "bench", "a million claims") as act:
        labels = [store.label(act, text) for text in markings]
        blank = {"predicate": "age", "value": "41", "qualifiers": "{}", "said_by": "[]", "modality": "stated", "negated": False}
        row = blank | {"credibility": "6", "own": False, "deposited": "TLP:CLEAR", "tx_in": act.tx}
        document = {"sha256": "", "name": "d", "published_from": "none", "lang": "en", "media_type": "text/plain", "text": ""}
        document |= {"credibility": "6", "body": "[]", "sentences": 0, "words": 0, "original": b"", "salt": "", "tx_in": act.tx}
        document |= {"review_by": "9999-12-31", "deposited": "TLP:CLEAR"}
        act.connection.execute(
            insert(schema.document), [document | {"doc": f"d{n}", "label": label} for n, label in enumerate(labels)]
        )
        for first in range(0, CLAIMS, 50_000):
            some = range(first, first + 50_000)
            spread = ((n, n * 7919 % MARKINGS) for n in some)
            claims = [row | {"claim": f"c{n:024x}", "subject": "r", "doc": f"d{at}", "label": labels[at]} for n, at in spread]
            act.connection.execute(insert(schema.claim), claims)


def _markings() -> Iterator[str]:
    """Different markings of every scheme."""
    nations = ("", "//NOFORN", "//REL TO USA, MEX", "//REL TO USA, GBR", "//REL TO USA, GBR, MEX")
    ends = ("", "; H1", "; H2", "; H3: ask first")
    purposes = ("", *(f"; PURPOSE:{name}" for name in PURPOSES))
    for level, pap, nation, end, purpose, number in product(TLP, PAP, nations, ends, purposes, range(2)):
        authority = f"; AUTHORITY:Order {number}"
        europol, rest = end, purpose + authority
        yield str(Marking.parse(f"TLP:{level}; PAP:{pap}; CUI{nation}{europol}{rest}"))
