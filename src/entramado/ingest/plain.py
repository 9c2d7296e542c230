"""Plain text and Markdown. Front matter between ``---`` lines is read as metadata, whichever of the two it heads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import yaml

from entramado.ingest.dates import parse_date
from entramado.ingest.decode import decode
from entramado.ingest.deposit import Content

_FRONT = re.compile(r"\s*---[ \t]*\n(.{0,20000}?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_HEADING = re.compile(r"^# +(\S.*?)[ #]*$", re.MULTILINE)
_LONGEST_TITLE = 400
_DATED = ("published", "published_time", "date", "created")


def read_text(data: bytes) -> Content:
    """Plain text. Raises Refused (``binary``)."""
    decoded = decode(data)
    front = _FRONT.match(decoded.text)
    meta = _metadata(front[1]) if front else {}
    begin = front.end() if front and meta else 0
    return Content(
        decoded.text,
        ((begin, len(decoded.text)),),
        title=meta.get("title"),
        published=next(filter(None, (parse_date(meta.get(key, "")) for key in _DATED)), None),
        source=meta.get("source") or meta.get("publisher") or meta.get("site_name"),
        language=meta.get("language") or meta.get("lang"),
        notes=decoded.notes,
    )


def read_markdown(data: bytes) -> Content:
    """Markdown: as text, with its first top-level heading as title when the front matter has none."""
    content = read_text(data)
    assert content.text is not None
    heading = _HEADING.search(content.text, content.main[0][0] if content.main else 0)
    if content.title or not heading:
        return content
    return replace(content, title=heading[1])


def _metadata(block: str) -> Mapping[str, str]:
    """Scalar entries of a front matter block; empty when it is no YAML mapping."""
    if "&" in block and re.search(r"(?:^|\s)[&*]\w", block):
        return {}  # anchors can be nested into an expansion bomb, and front matter needs none
    try:
        found = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    scalars = {str(key).lower(): value for key, value in found.items() if isinstance(value, str | int | float | date)}
    return {key: " ".join(str(value).split()) for key, value in scalars.items() if 0 < len(str(value)) <= _LONGEST_TITLE}
