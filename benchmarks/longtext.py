"""One very long text: it is read in stretches, so four times the length takes four times the time and little more memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from benchmarks.figures import Figure, Skipped
from benchmarks.process import Run, entramado, watch
from benchmarks.texts import demo_texts, white_house

MEGABYTE = 1_000_000
LENGTHS = (MEGABYTE // 2, 2 * MEGABYTE)


def measure() -> Iterator[Figure | Skipped]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "texts").mkdir()
        if not white_house(folder / "texts", every=6):
            demo_texts(folder / "texts")
        texts = [file.read_text(encoding="utf-8") for file in sorted((folder / "texts").iterdir())]
        short, long = (build(folder / f"{length}.txt", texts, length) for length in LENGTHS)
        note = f"{long.seconds:.0f} s, against {short.seconds:.0f} s for a quarter of it"
        if long.memory:
            yield Figure("a text of 2 MB: peak memory", long.peak / 1000, "GB", 1.2, note=note)
            yield Figure("  more than for one of 0.5 MB", long.peak - short.peak, "MB")
        else:
            yield Skipped("a text of 2 MB: memory", "this system has no /proc")


def build(path: Path, texts: list[str], length: int) -> Run:
    """A case of one file of ``length`` characters, made of the texts in turn."""
    size = 0
    with path.open("w", encoding="utf-8") as out:
        for text in cycle(texts):
            size += out.write(text[: length - size] + "\n\n")
            if size >= length:
                break
    return watch([*entramado(), "build", str(path.with_suffix(".entramado")), str(path)], sample=True)
