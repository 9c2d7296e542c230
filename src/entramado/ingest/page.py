"""Web pages: the whole visible text is stored, and the article in it is what both trafilatura and our own eyes take for it.

Nothing of a page is executed or fetched; scripts, styles and hidden elements give no text. Declared entities are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from entramado.ingest.dates import parse_date
from entramado.ingest.decode import decode
from entramado.ingest.deposit import Content, Refused

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_ENTITY: Final = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_UNSEEN: Final = frozenset(
    {"script", "style", "template", "head", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "select",
     "datalist", "textarea", "noscript", "map", "source", "track", "param"}
)  # fmt: skip
_FRAME: Final = frozenset({"nav", "footer", "aside", "form", "button", "dialog", "menu"})
"""Elements that HTML defines as being beside the main matter."""
_PARAGRAPH: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "dl", "pre", "article", "section", "header",
     "footer", "nav", "aside", "main", "form", "figure", "figcaption", "address", "hr", "fieldset", "details"}
)  # fmt: skip
_LINE: Final = frozenset({"div", "li", "tr", "br", "dt", "dd", "legend", "summary", "caption", "body", "html", "button"})
_CELL: Final = frozenset({"td", "th"})
_GAPS: Final = ("", " ", "\t", "\n", "\n\n")
_HEADING: Final = frozenset({"h1", "h2", "h3", "h4"})
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AGREED: Final = 0.5
"""Share of the text that trafilatura must have found again in ours for its word to count."""


def read_html(data: bytes, charset: str | None = None) -> Content:
    """A page. ``charset`` is what a mail or server said of it. Raises Refused (``entities``, ``binary``, ``empty``)."""
    import lxml.html
    from lxml.etree import LxmlError

    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, charset or (declared[1].decode("ascii") if declared else None))
    source = _DECLARATION.sub("", decoded.text)
    if _ENTITY.search(source[:65_536]):
        raise Refused("entities", "declares XML entities of its own: refused, since they can be bombs or read files")
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        root = lxml.html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        raise Refused("empty", "is a page without any text") from None
    rendered = _Rendered()
    rendered.add(root)
    text = rendered.text()
    meta = _metadata(source)
    lines = rendered.lines(text)
    article = _article(source)
    return Content(
        text,
        _main(text, lines, article, meta.get("title")),
        title=meta.get("title"),
        published=parse_date(meta.get("date", "")),
        source=meta.get("sitename"),
        language=(root.get("lang") or meta.get("language") or "")[:2] or None,
        notes=decoded.notes,
    )


@dataclass(slots=True)
class _Rendered:
    """Visible text in the making: pieces and breaks, with what kind of element each piece is in."""

    pieces: list[str] = field(default_factory=list)
    flags: list[tuple[int, bool, bool]] = field(default_factory=list)
    _gap: str = ""
    """White space owed before the next words: the longest of what stood between."""
    _length: int = 0

    def add(self, root: HtmlElement) -> None:
        """Render a tree, without recursion: saved pages can be thousands of elements deep."""
        stack: list[tuple[HtmlElement, bool, bool, bool]] = [(root, False, False, False)]
        while stack:
            element, done, framed, heading = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            gap = "\n\n" if tag in _PARAGRAPH else "\n" if tag in _LINE else "\t" if tag in _CELL else ""
            if done:
                self._gap = _wider(self._gap, gap)
                parent_framed, parent_heading = _within(element.getparent())
                self._write(element.tail or "", parent_framed, parent_heading)
                continue
            stack.append((element, True, framed, heading))
            if not tag or tag in _UNSEEN or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
                continue
            self._gap = _wider(self._gap, gap)
            framed, heading = framed or tag in _FRAME, heading or tag in _HEADING
            element.set("data-entramado", f"{int(framed)}{int(heading)}")
            self._write(element.text or "", framed, heading)
            stack += [(child, False, framed, heading) for child in reversed(element)]

    def _write(self, text: str, framed: bool, heading: bool) -> None:
        words = " ".join(text.split())
        if text and (not words or text[0].isspace()):
            self._gap = _wider(self._gap, " ")
        if not words:
            return
        lead = self._gap if self._length else ""
        self.pieces.append(lead + words)
        self.flags.append((self._length + len(lead), framed, heading))
        self._length += len(lead) + len(words)
        self._gap = " " if text[-1].isspace() else ""

    def text(self) -> str:
        return "".join(self.pieces)

    def lines(self, text: str) -> list[tuple[int, int, bool, bool]]:
        """Start, end, whether in a framing element, and whether in a heading, of each line that holds something."""
        found: list[tuple[int, int, bool, bool]] = []
        flag = 0
        for line in re.finditer(r"[^\n]+", text):
            while flag + 1 < len(self.flags) and self.flags[flag + 1][0] <= line.start():
                flag += 1
            found.append((line.start(), line.end(), *self.flags[flag][1:]))
        return found


def _wider(gap: str, other: str) -> str:
    return max(gap, other, key=_GAPS.index)


def _within(parent: HtmlElement | None) -> tuple[bool, bool]:
    mark = parent.get("data-entramado", "00") if parent is not None else "00"
    return mark[0] == "1", mark[1] == "1"


def _metadata(source: str) -> dict[str, str]:
    """Title, date, site name and language from meta tags, JSON-LD and OpenGraph; only what there is."""
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(source, extensive=False)
    except Exception:  # noqa: BLE001 - a page that its library stumbles on is still a page with text
        return {}
    values = {name: getattr(found, name, None) for name in ("title", "date", "sitename", "language")}
    return {name: " ".join(str(value).split()) for name, value in values.items() if value}


def _article(source: str) -> str:
    """The article as trafilatura sees it; empty when it sees none."""
    from trafilatura import extract

    try:
        return extract(source, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False) or ""
    except Exception:  # noqa: BLE001 - as above: our own classifier then stands alone
        return ""


def _squeeze(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _main(text: str, lines: list[tuple[int, int, bool, bool]], article: str, title: str | None) -> tuple[tuple[int, int], ...]:
    """Lines that are main matter: found in trafilatura's article, or headings among and right above them."""
    free = [line for line in lines if not line[2]]
    known = _squeeze(article)
    squeezed = {start: _squeeze(text[start:end]) for start, end, _, _ in free}
    inside = [line for line in free if len(squeezed[line[0]]) >= 4 and squeezed[line[0]] in known]
    if not known or sum(len(squeezed[line[0]]) for line in inside) < _AGREED * len(known):
        return tuple(_joined(text, free))
    first, last = inside[0][0], inside[-1][0]
    own = _squeeze(title or "")
    above = [line for line in free if line[0] < first and (line[3] or squeezed[line[0]] == own != "")]
    kept = {*above[-2:], *inside, *(line for line in free if first < line[0] < last and (line[3] or not squeezed[line[0]]))}
    return tuple(_joined(text, sorted(kept)))


def _joined(text: str, lines: list[tuple[int, int, bool, bool]]) -> Iterator[tuple[int, int]]:
    """Spans of lines, neighbours together."""
    start = end = -1
    for begin, stop, _, _ in lines:
        if end >= 0 and not text[end:begin].strip():
            end = stop
            continue
        if end >= 0:
            yield start, end
        start, end = begin, stop
    if end >= 0:
        yield start, end
