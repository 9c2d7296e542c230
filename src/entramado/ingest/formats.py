"""The table of file formats: media type → how to know a file of it, and the function that reads it.

A new format is one reader (``bytes -> Content``), one row here, one fixture in the tests and one row in
``docs/reference/ingest.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from entramado.ingest.deposit import Content, Refused
from entramado.ingest.plain import read_markdown, read_text


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one media type are known and read. ``extensions`` without the dot, in lower case."""

    extensions: tuple[str, ...]
    read: Callable[[bytes], Content]


READERS: Final[Mapping[str, Format]] = {
    "text/plain": Format(("txt", "text", "log", ""), read_text),
    "text/markdown": Format(("md", "markdown"), read_markdown),
}
