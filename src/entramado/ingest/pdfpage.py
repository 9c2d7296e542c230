"""A page of a PDF as a picture, with where on it the words of the stored text stand.

A page is drawn in a process of its own, which is this module run with the PDF on its standard input: a file that trips the
renderer costs one picture and not the server, and is given so long and no longer.

The stored text is the page's text layer made clean (`entramado.ingest.pdf`), or what OCR read. The two are matched by their
characters other than blanks: a quote is placed where the layer has the same characters in a row, and said to have no place
where it does not.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from entramado.model.errors import InputError

if TYPE_CHECKING:
    import pypdfium2

Box = tuple[float, float, float, float]
"""Left, top, width and height as shares of the page: 0 to 1 from its upper left corner, as it is shown."""

WIDTH: Final = 1400
"""Pixels across: sharp on a wall screen, and a few hundred kilobytes."""
_TALLEST: Final = 3
"""How many times as tall as wide a page may be drawn: a strip without end would fill the memory."""
_SECONDS: Final = 20
_KEPT: Final = 48
_FINE: Final = 100_000
"""Units across the page in which the places of characters are asked for."""
_HYPHENS: Final = str.maketrans({"\ufffe": "-", "\x02": "-", "\u00ad": "-"})


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: its picture (PNG), the characters of its text layer other than blanks, and the box of each (None: none)."""

    png: bytes
    width: int
    height: int
    letters: str
    boxes: tuple[Box | None, ...]


class PageFault(InputError):
    """A page that cannot be drawn."""


_drawn: OrderedDict[tuple[str, int], Drawn] = OrderedDict()
_lock = Lock()


def draw(data: bytes, sha256: str, number: int) -> Drawn:
    """Page ``number`` (from 1) of a PDF; ``sha256`` of the file is what a picture is kept under. Raises PageFault."""
    key = sha256, number
    with _lock:
        if key in _drawn:
            _drawn.move_to_end(key)
            return _drawn[key]
        command = [sys.executable, "-m", "entramado.ingest.pdfpage", str(number)]
        try:
            run = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - ourselves
            size = struct.unpack("!I", run.stdout[:4])[0]
            told = json.loads(run.stdout[4 : 4 + size])
        except (subprocess.SubprocessError, OSError, struct.error, ValueError):
            raise PageFault(f"page {number} cannot be drawn: read its text instead") from None
        boxes = tuple(tuple(box) if box else None for box in told["boxes"])
        found = _drawn[key] = Drawn(run.stdout[4 + size :], told["width"], told["height"], told["letters"], boxes)
        while len(_drawn) > _KEPT:
            _drawn.popitem(last=False)
        return found


def place(text: str, spans: Sequence[tuple[int, int]], page: Drawn) -> list[list[Box] | None]:
    """The boxes of each span of a page's stored ``text``, one a line; None for one that the page's text layer does not have."""
    stored, at = _letters(text)
    found: list[list[Box] | None] = []
    for start, end in spans:
        first, last = at[start], at[end]
        wanted = stored[first:last]
        begin = _same(stored, first, wanted, page.letters) if wanted else -1
        boxes = [box for box in page.boxes[begin : begin + len(wanted)] if box] if begin >= 0 else []
        found.append(_lines(boxes) or None)
    return found


def _letters(text: str) -> tuple[str, list[int]]:
    """The characters other than blanks, and for each place in the text how many of them come before it."""
    at, letters = [0], []
    for char in text:
        if not char.isspace():
            letters.append(char)
        at.append(len(letters))
    return "".join(letters).translate(_HYPHENS), at


def _same(stored: str, first: int, wanted: str, layer: str) -> int:
    """Where the layer has the same characters: of several places the one that comes as late in the page as in the stored text."""
    if layer[first : first + len(wanted)] == wanted:
        return first
    places = []
    begin = layer.find(wanted)
    while begin >= 0:
        places.append(begin)
        begin = layer.find(wanted, begin + 1)
    share = len(layer) / max(1, len(stored))
    return min(places, key=lambda here: (abs(here - first * share), here), default=-1)


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of characters in their order, joined where they stand side by side."""
    lines: list[Box] = []
    for left, top, width, height in boxes:
        if lines:
            x, y, w, h = lines[-1]
            shared = min(y + h, top + height) - max(y, top)
            if shared > 0.5 * min(h, height) and x <= left + width and left - (x + w) < 2 * max(h, height):
                right, bottom = max(x + w, left + width), max(y + h, top + height)
                lines[-1] = (min(x, left), min(y, top), right - min(x, left), bottom - min(y, top))
                continue
        lines.append((left, top, width, height))
    return [(round(x, 5), round(y, 5), round(w, 5), round(h, 5)) for x, y, w, h in lines]


# --- in the process of its own


def main() -> None:
    """Draw the page whose number is the argument, of the PDF on standard input: first what is told of it, then the PNG."""
    import pypdfium2

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    page = document[int(sys.argv[1]) - 1]
    across, down = page.get_size()
    if not 0 < down <= _TALLEST * across:
        raise SystemExit(1)
    pixels = page.render(scale=WIDTH / across, rev_byteorder=True, prefer_bgrx=False).to_numpy()
    letters, boxes = _layer(page)
    told = {"width": pixels.shape[1], "height": pixels.shape[0], "letters": letters, "boxes": boxes}
    head = json.dumps(told).encode()
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    picture = _png(pixels.shape[1], pixels.shape[0], channels, pixels.tobytes())
    sys.stdout.buffer.write(struct.pack("!I", len(head)) + head + picture)


def _layer(page: pypdfium2.PdfPage) -> tuple[str, list[Box | None]]:
    """The text layer's characters other than blanks, with their boxes."""
    from ctypes import byref, c_double, c_int

    import pypdfium2.raw as pdfium

    layer = page.get_textpage()
    letters: list[str] = []
    boxes: list[Box | None] = []
    left, right, bottom, top = (c_double() for _ in range(4))
    x, y = c_int(), c_int()

    def shown(across: float, up: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, _FINE, _FINE, 0, across, up, byref(x), byref(y))
        return x.value / _FINE, y.value / _FINE

    for index in range(layer.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(layer.raw, index)).translate(_HYPHENS)
        if char.isspace() or char == "\x00":
            continue
        letters.append(char if not 0xD800 <= ord(char) < 0xE000 else "\ufffd")
        if pdfium.FPDFText_GetCharBox(layer.raw, index, byref(left), byref(right), byref(bottom), byref(top)):
            (x0, y0), (x1, y1) = shown(left.value, top.value), shown(right.value, bottom.value)
            box = (min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
            boxes.append(tuple(min(1.0, max(0.0, share)) for share in box))  # type: ignore[arg-type]  # four of them
        else:
            boxes.append(None)
    return "".join(letters), boxes


def _png(width: int, height: int, channels: int, pixels: bytes) -> bytes:
    """8 bits a channel, each line with the filter "none" (PNG 3rd edition, 9 and 11)."""
    colour = {1: 0, 3: 2, 4: 6}[channels]
    row = width * channels
    lines = b"".join(b"\x00" + pixels[start : start + row] for start in range(0, height * row, row))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

    head = struct.pack("!IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines, 6)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    main()
