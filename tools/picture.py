"""Take the pictures of the documentation: the demo's page in a headless Chromium, and pages of its dossiers as printed.

    make demo && python -m tools.picture [CASE [NAME [OUT]]]

By default demo.entramado, CJNG, docs/images/demo-map.png; the pages of dossiers go beside it. Chromium is used when it is on the
path and is no dependency.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray

import entramado
from entramado.share.dossier.compose import dossier
from entramado.share.dossier.handling import Asked
from entramado.share.dossier.pdf import pdf
from entramado.share.find import find
from entramado.share.page import write_page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = (1440, 860)
PAGES = {"dossier": ("El Mencho", (1, 2)), "network": ("CJNG", (1, 2))}
"""Name of the picture to whose dossier it is of, and which pages."""
ASKED = Asked("a demonstration", "none: the people of the demo are public figures or made up", "owner", "2026-03-01")
DPI = 100


def take(case: Path, name: str, out: Path) -> None:
    """Write the picture of ``case`` with the entity ``name`` chosen. Raises FileNotFoundError without a browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise FileNotFoundError(f"none of {', '.join(BROWSERS)} is installed")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, entramado.open(case, create=False) as book:
        page, view = Path(folder) / "map.html", book.view()
        network = view.network()
        with page.open("w", encoding="utf-8") as file:
            write_page(view, network, file, "Tapalpa, February 2026")
        # Chromium refuses its sandbox to the superuser; the page is our own and asks no host for anything.
        root = ["--no-sandbox"] * (hasattr(os, "geteuid") and os.geteuid() == 0)
        command = [
            browser, "--headless", "--disable-gpu", "--hide-scrollbars", *root, f"--user-data-dir={folder}/profile",
            f"--window-size={SIZE[0]},{SIZE[1]}", f"--screenshot={out.resolve()}",
            f"{page.as_uri()}#tab=chart&entity={find(network, name).id}",
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own arguments, no shell


def print_pages(case: Path, folder: Path) -> None:
    """Write ``PAGES`` as PNG into ``folder``: dossier-1.png and so on."""
    with entramado.open(case, create=False) as book:
        view = book.view()
        network = view.network()
        for stem, (name, numbers) in PAGES.items():
            made = pdf(dossier(view, network, find(network, name), ASKED))
            with pypdfium2.PdfDocument(made) as document:
                for number in numbers:
                    bitmap = document[number - 1].render(scale=DPI / 72, rev_byteorder=True)
                    (folder / f"{stem}-{number}.png").write_bytes(png(bitmap.to_numpy()))


def png(pixels: NDArray[np.uint8]) -> bytes:
    """RGB pixels, shape (height, width, 3), as a PNG of 16 shades a channel: enough for text, and a third of the bytes."""
    high, wide, _ = pixels.shape
    shades = ((pixels.astype(np.uint16) + 8) // 17 * 17).astype(np.uint8).reshape(high, wide * 3)
    rows = np.hstack([np.zeros((high, 1), np.uint8), shades])  # each row begins with its filter: none
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    packed = [struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


if __name__ == "__main__":
    given = sys.argv[1:] + ["demo.entramado", "CJNG", "docs/images/demo-map.png"][len(sys.argv) - 1 :]
    take(Path(given[0]), given[1], Path(given[2]))
    print_pages(Path(given[0]), Path(given[2]).parent)
