"""The table of file formats: media type → how to know a file of it, and the function that reads it.

A new format is one reader (``bytes -> Content``), one row here, one fixture in the tests and one row in
``docs/reference/ingest.md``. Readers import the libraries they need when called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from entramado.ingest.archive import read_gzip, read_zip
from entramado.ingest.deposit import Content
from entramado.ingest.mail import read_mail, read_mailbox
from entramado.ingest.page import read_html
from entramado.ingest.pdf import read_pdf
from entramado.ingest.plain import read_markdown, read_text
from entramado.ingest.word import read_word


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one media type are known and read. ``extensions`` without the dot, in lower case."""

    extensions: tuple[str, ...]
    read: Callable[[bytes], Content]


READERS: Final[Mapping[str, Format]] = {
    "text/plain": Format(("txt", "text", "log", ""), read_text),
    "text/markdown": Format(("md", "markdown"), read_markdown),
    "text/html": Format(("html", "htm", "xhtml"), read_html),
    "application/pdf": Format(("pdf",), read_pdf),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format(("docx",), read_word),
    "message/rfc822": Format(("eml",), read_mail),
    "application/mbox": Format(("mbox", "mbx"), read_mailbox),
    "application/zip": Format(("zip",), read_zip),
    "application/gzip": Format(("gz", "gzip"), read_gzip),
}
