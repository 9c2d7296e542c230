"""Which format a file has: by its first bytes where they tell, else by its extension, else by whether it is text."""

from __future__ import annotations

import re
from typing import Final

from entramado.ingest.deposit import Refused
from entramado.ingest.formats import READERS

_OPENINGS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
)
_FOREIGN: Final = (
    (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"), (b"RIFF", "a sound, film or image"), (b"\x00\x00\x00\x18ftyp", "a film"), (b"ID3", "a sound"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"{\\rtf", "an RTF file"),
)  # fmt: skip
_TABLES: Final = frozenset(
    {"csv", "tsv", "xls", "xlsx", "ods", "json", "jsonl", "ndjson", "geojson", "xml", "yaml", "yml", "parquet"}
)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_BY_EXTENSION: Final = {extension: media_type for media_type, row in READERS.items() for extension in row.extensions}


def media_type(name: str, data: bytes) -> str:
    """The READERS key for a file. Raises Refused (``empty``, ``unsupported``) when no reader takes it."""
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise Refused("empty", "is empty")
    extension = name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""
    for opening, kind in _OPENINGS:
        if data.startswith(opening) and kind in READERS:
            named = _BY_EXTENSION.get(extension, kind)
            return named if kind == "application/zip" and named in _ZIPPED else kind
    for opening, what in _FOREIGN:
        if data.startswith(opening):
            raise Refused("unsupported", f"is {what}, which is not read: convert it to text, PDF, Word (docx) or HTML")
    if extension in _TABLES:
        raise Refused("unsupported", f"is a .{extension} file; tables and data files are not read as reports")
    kind = _BY_EXTENSION.get(extension, "text/plain")
    if kind == "text/plain" and "text/html" in READERS and _HTML.match(data[:4096]):
        return "text/html"
    return kind


_ZIPPED: Final = frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
"""Formats that are zip archives inside and are known by their extension alone."""
