"""PDF: the text layer page by page; a scan without one is read with tesseract when the machine has it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from entramado.ingest.dates import parse_date
from entramado.ingest.deposit import Content, Refused

if TYPE_CHECKING:
    import pypdfium2

_MOST_PAGES: Final = 5_000
_MOST_SCANNED: Final = 200
_EDGE: Final = 3
"""Lines at the top and bottom of a page that may be a running header or footer."""
_NUMBER = re.compile(r"\d+")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read_pdf(data: bytes) -> Content:
    """Text of a PDF, pages parted by form feeds. Raises Refused (``encrypted``, ``truncated``, ``needs-ocr``)."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Refused("encrypted", "is encrypted: remove its password and give it again") from None
        raise Refused("truncated", "is a damaged or truncated PDF: copy or export it again") from None
    try:
        return _content(document, b"%%EOF" in data[-2048:])
    finally:
        document.close()


def _content(document: pypdfium2.PdfDocument, whole: bool) -> Content:
    import pypdfium2

    notes: list[tuple[str, str]] = [] if whole else [("truncated", "lacks its end: pages may be missing")]
    count = len(document)
    if count > _MOST_PAGES:
        notes.append(("too-large", f"has {count:,} pages: the first {_MOST_PAGES:,} were read"))
    pages: list[str] = []
    for number in range(min(count, _MOST_PAGES)):
        try:
            page = document[number]
            layer = page.get_textpage()
            pages.append(_clean(layer.get_text_bounded()))
            layer.close()
            page.close()
        except pypdfium2.PdfiumError:
            pages.append("")
            notes.append(("truncated", f"page {number + 1} cannot be read"))
    if not pages:
        raise Refused("truncated", "has no pages")
    blank = [number for number, page in enumerate(pages) if len(page.strip()) < 8]
    if blank:
        scanned = _scan(document, blank[:_MOST_SCANNED])
        if scanned is None and len(blank) == len(pages):
            raise Refused("needs-ocr", "has no text, only pictures of it: install tesseract, or run OCR on it first")
        for number, text in (scanned or {}).items():
            pages[number] = text
        if scanned:
            pages_read = f"{len(scanned)} page{'s' * (len(scanned) != 1)}"
            notes.append(("ocr", f"{pages_read} without text read by OCR: check names and figures"))
        elif len(blank) > 1 or len(pages) > 1:
            notes.append(("needs-ocr", f"{len(blank)} of {len(pages)} pages have no text: install tesseract to read them"))
    text = "\f".join(pages)
    if not text.strip():
        raise Refused("needs-ocr", "has no text, and OCR found none: nothing to read")
    meta = document.get_metadata_dict(skip_empty=True)
    stamp = _PDF_DATE.match(meta.get("CreationDate", ""))
    return Content(
        text,
        _main(pages),
        title=" ".join(meta.get("Title", "").split()) or None,
        created=parse_date("-".join(stamp.groups())) if stamp else None,
        notes=tuple(notes),
    )


def _clean(text: str) -> str:
    r"""Line ends as ``\n``, no NUL; a hyphen that pdfium marks at a line's end (U+FFFE, U+0002) is a hyphen again."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\x02", "-")
    return re.sub("[\x00\ud800-\udfff\f]", "\ufffd", text)


def _main(pages: list[str]) -> tuple[tuple[int, int], ...]:
    """The pages without the header and footer lines that most of them share, numbers aside."""
    edges = [_edges(page) for page in pages]
    times = Counter(line for top, bottom in edges for line in {text for _, _, text in (*top, *bottom)})
    running = {line for line, count in times.items() if count >= max(2, 0.5 * len(pages))}
    found: list[tuple[int, int]] = []
    offset = 0
    for page, (top, bottom) in zip(pages, edges, strict=True):
        headers = list(takewhile(lambda line: line[2] in running, top))
        footers = list(takewhile(lambda line: line[2] in running, reversed(bottom)))
        start = headers[-1][1] if headers else 0
        end = footers[-1][0] if footers else len(page)
        if start < end:
            found.append((offset + start, offset + end))
        offset += len(page) + 1
    return tuple(found)


_Line = tuple[int, int, str]


def _edges(page: str) -> tuple[list[_Line], list[_Line]]:
    """The first and the last lines of a page: start, end, and words with every number as #."""
    every = list(re.finditer(r"[^\n]*\S[^\n]*", page))
    lines = [(line.start(), line.end(), _NUMBER.sub("#", " ".join(line.group().split()))) for line in every]
    return lines[:_EDGE], lines[max(_EDGE, len(lines) - _EDGE) :]


def _scan(document: pypdfium2.PdfDocument, numbers: list[int]) -> dict[int, str] | None:
    """Text of pages by OCR, or None when tesseract is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    import pypdfium2

    found: dict[int, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            image = Path(folder) / "page.pgm"
            try:
                grey = document[number].render(scale=300 / 72, grayscale=True).to_numpy()
                image.write_bytes(b"P5 %d %d 255\n" % (grey.shape[1], grey.shape[0]) + grey.tobytes())
                command = [program, str(image), "-"]
                run = subprocess.run(command, capture_output=True, timeout=120, check=True)  # noqa: S603 - fixed program, own file
            except (subprocess.SubprocessError, OSError, pypdfium2.PdfiumError):
                continue
            text = _clean(run.stdout.decode("utf-8", "replace")).replace("\f", "")
            if text.strip():
                found[number] = text
    return found
