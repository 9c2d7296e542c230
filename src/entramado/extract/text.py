"""Stored text to passages: clean text for the parser, each character still tied to its place in the stored text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from entramado.model.claim import Document, Span

LONGEST = 4_000
"""Characters a passage may have: longer ones are cut at a sentence end, to keep the parser's memory flat."""

_LINK = re.compile(r"\[([^\]\n]{1,300}(?:\n[^\]\n]{0,300})?)\]\((?:https?|mailto)[^)\s]*\)")
_BLANK = re.compile(r"\n[ \t\u00a0]*\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as the parser reads it. ``offsets[i]`` is where ``text[i]`` stands in the stored text."""

    text: str
    offsets: array[int]
    kind: str

    def span(self, start: int, end: int) -> Span:
        """The stored-text span of ``text[start:end]`` (end exclusive, start < end)."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def passages(document: Document) -> Iterator[Passage]:
    """Paragraphs of the document's content regions, in order; white space folded, link addresses left out."""
    for region in document.body:
        begin = region.start
        for gap in _BLANK.finditer(document.text, region.start, region.end):
            yield from _passage(document.text, begin, gap.start(), region.kind)
            begin = gap.end()
        yield from _passage(document.text, begin, region.end, region.kind)


def _passage(text: str, start: int, end: int, kind: str) -> Iterator[Passage]:
    drop = bytearray(end - start)
    for link in _LINK.finditer(text, start, end):
        for i in (*range(link.start(), link.start(1)), *range(link.end(1), link.end())):
            drop[i - start] = 1
    clean: list[str] = []
    offsets: array[int] = array("l")
    for i in range(start, end):
        char = text[i]
        if drop[i - start] or char in "\u200b\u200c\u200d\u2060\ufeff\u00ad\\" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069":
            continue
        if char.isspace() or not char.isprintable():
            if not clean or clean[-1] == " ":
                continue
            char = " "
        clean.append(char)
        offsets.append(i)
    while clean and clean[-1] == " ":
        clean.pop()
        offsets.pop()
    if not clean:
        return
    joined = "".join(clean)
    begin = 0
    while len(joined) - begin > LONGEST:
        cut = max(joined.rfind(mark, begin + LONGEST // 2, begin + LONGEST) for mark in (". ", "? ", "! ", ".” ", '." '))
        cut = cut + 2 if cut > 0 else begin + LONGEST
        yield Passage(joined[begin:cut], offsets[begin:cut], kind)
        begin = cut
    yield Passage(joined[begin:], offsets[begin:], kind)
