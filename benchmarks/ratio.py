"""The whole build (reading, extraction, storing, resolving, fusing) against the spaCy pipeline alone on the same text.

Both sides run on one processor, with the model loaded before the clock starts; pairs are interleaved and the order
alternates, so that a machine that slows down slows both. The spaCy side is given the very pieces that the build parses.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.process import one_core
from benchmarks.texts import ROOT, demo_texts, white_house

PAIRS = 5


def measure() -> Iterator[Figure]:
    """Run the pairs in a process of their own, since being kept to one processor cannot be undone for what follows."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.ratio"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    note = f"{found['words']:,} words of {found['texts']} {found['kind']}; {found['words'] / found['build']:,.0f} words a second"
    yield Figure(f"build / spaCy alone, one core, median of {PAIRS} pairs", found["ratio"], "", 1.6, note=note)


def pairs(folder: Path) -> dict[str, float]:
    """Medians in seconds over interleaved pairs on the texts in ``folder``, and their ratio."""
    import entramado
    from entramado.extract.pipeline import parser
    from entramado.extract.text import passages
    from entramado.ingest import read_paths
    from entramado.model.claim import Document, Problem

    nlp = parser()
    documents: list[Document] = [found.document for found in read_paths([folder]) if not isinstance(found, Problem)]
    pieces = [piece.text for document in documents for piece in passages(document)]

    def parse() -> float:
        start = time.perf_counter()
        for _ in nlp.pipe(pieces):  # all at once, in spaCy's own batches: a little faster than text by text
            pass
        return time.perf_counter() - start

    def build() -> float:
        with tempfile.TemporaryDirectory() as place:
            start = time.perf_counter()
            with entramado.open(Path(place) / "bench.entramado") as case:
                case.build([folder], workers=1)
            return time.perf_counter() - start

    build()  # fills caches of both sides: reference tables, vocabulary, lexemes
    parse()
    taken: list[tuple[float, float]] = []
    for number in range(PAIRS):
        if number % 2:
            alone = parse()
            whole = build()
        else:
            whole = build()
            alone = parse()
        taken.append((whole, alone))
    return {
        "ratio": statistics.median(whole / alone for whole, alone in taken),
        "build": statistics.median(whole for whole, _ in taken),
        "spacy": statistics.median(alone for _, alone in taken),
        "words": sum(len(piece.split()) for piece in pieces),
    }


def main() -> None:
    one_core()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        kind, texts = "White House texts", white_house(folder, every=60)
        if not texts:
            kind, texts = "demo reports", demo_texts(folder)
        print(json.dumps(pairs(folder) | {"texts": texts, "kind": kind}))


if __name__ == "__main__":
    main()
