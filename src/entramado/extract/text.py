"""Stored text to passages: clean text for the parser, each character still tied to its place in the stored text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category

from entramado.extract.datelines import story
from entramado.extract.headlines import Casing, shouted
from entramado.extract.shouting import ProperWords
from entramado.model.claim import Document, Region, Span

LONGEST = 4_000
"""Characters a passage may have: longer ones are cut at a sentence end, to keep the parser's memory flat."""

WIDEST = 130
"""Characters a line may have in text that was wrapped by a mailer or an editor; longer lines are paragraphs."""

_LINK = re.compile(r"\[([^\]\n]{1,300}(?:\n[^\]\n]{0,300})?)\]\((?:https?|mailto)[^)\s]*\)")
_BLANK = re.compile(r"\r?\n[ \t\u00a0\u200b]*\r?\n")
_LINE_BREAK = re.compile(r"[ \t\u00a0]*\r?\n?[ \t\u00a0]*")
_ITEM = re.compile(r"[ \t\u00a0]*(?:[-*•·●▪◦–—]\s+|\(?\d{1,2}[.)]\s+)")
_TERMINAL = tuple(".?!:;…”\"’'")
_CONTINUES = re.compile(r"[a-z,;:.)\]’”–—-]|['\"]\s")
_DANGLING = re.compile(r"(?:[,(\[–—-]|\b(?:a|an|and|at|by|for|from|in|of|on|or|said|that|the|to|with|who))\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as the parser reads it. ``offsets[i]`` is where ``text[i]`` stands in the stored text.

    In headlines and datelines the capitals that only decorate are taken back, so ``text`` may differ from the stored text
    in case. ``kind`` is that of the region, or "headline", or "dateline".
    """

    text: str
    offsets: array[int]
    kind: str

    def span(self, start: int, end: int) -> Span:
        """The stored-text span of ``text[start:end]`` (end exclusive, start < end)."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def passages(document: Document, proper: ProperWords | None = None) -> Iterator[Passage]:
    """Paragraphs of the document's content regions, in order; white space folded, link addresses left out.

    Wrapped lines are joined; headings, list items and lines that are paragraphs stay apart. ``proper`` tells names from
    common words in a document that is in capitals throughout.
    """
    found = [
        passage
        for region in _joined(document)
        for start, end in _paragraphs(document.text, region.start, region.end)
        for passage in _passage(document.text, start, end, region.kind)
    ]
    casing = Casing((passage.text for passage in found), proper)
    for passage in found:
        if casing.shouting:
            yield Passage(casing.quieten(passage.text), passage.offsets, "text")
        elif passage.kind != "headline" and story(passage.text) == len(passage.text):
            yield Passage(casing.calm(passage.text), passage.offsets, "dateline")
        elif passage.kind == "headline" or casing.is_headline(passage.text):
            yield Passage(casing.restore(passage.text), passage.offsets, "headline")
        else:
            yield from _opened(passage, casing)


def _opened(passage: Passage, casing: Casing) -> Iterator[Passage]:
    """A paragraph without its dateline, which comes before it as a passage of its own."""
    cut = story(passage.text, casing.names)
    if cut:
        end = len(passage.text[:cut].rstrip())
        yield Passage(casing.calm(passage.text[:end]), passage.offsets[:end], "dateline")
    yield Passage(passage.text[cut:], passage.offsets[cut:], passage.kind)


def _joined(document: Document) -> Iterator[Region]:
    """The content regions, those put together that only a line break parts: a reader of lines made them one by one."""
    loud = shouted(document.text)
    held: Region | None = None
    for region in document.body:
        if (
            held is not None
            and (loud or held.kind == region.kind)
            and _LINE_BREAK.fullmatch(document.text, held.end, region.start)
        ):
            held = Region(held.start, region.end, held.kind)
            continue
        if held is not None:
            yield held
        held = region
    if held is not None:
        yield held


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for gap in _BLANK.finditer(text, start, end):
        yield from _lines(text, begin, gap.start())
        begin = gap.end()
    yield from _lines(text, begin, end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a block without blank lines where its line breaks part paragraphs."""
    lines: list[tuple[int, int]] = []
    begin = start
    while begin < end:
        stop = text.find("\n", begin, end)
        stop = end if stop < 0 else stop
        if text[begin:stop].strip():
            lines.append((begin, stop))
        begin = stop + 1
    if not lines:
        return
    texts = [_LINK.sub(r"\1", text[a:b]).strip() for a, b in lines]
    joined = _wrapped(texts) or [_continues(texts, i) for i in range(len(texts) - 1)]
    first = 0
    for i in range(len(lines)):
        if i + 1 == len(lines) or not joined[i] or _ITEM.match(text, lines[i + 1][0], lines[i + 1][1]):
            yield lines[first][0], lines[i][1]
            first = i + 1


def _wrapped(lines: list[str]) -> list[bool] | None:
    """All joints True when the block reads as filled lines: no line had room for the next one's first word."""
    if len(lines) < 2:
        return None
    width = max(map(len, lines))
    if not 30 <= width <= WIDEST:
        return None
    full = [len(a) + 1 + len(b.split(None, 1)[0]) > width - 4 for a, b in pairwise(lines)]
    return [True] * len(full) if sum(full) >= 0.8 * len(full) else None


def _continues(lines: list[str], i: int) -> bool:
    """Whether line ``i + 1`` goes on with line ``i`` (an inline tag or a stray break split them)."""
    here, below = lines[i], lines[i + 1]
    if _CONTINUES.match(below) and not below.startswith(("- ", "–  ", "-- ")) or _DANGLING.search(here):
        return not here.endswith((".", "?", "!")) or below[0] in ",;)”"
    short = len(below.split()) <= 5 and not below.endswith(_TERMINAL)
    tagged = short and i + 2 < len(lines) and bool(re.match(r"[a-z,]", lines[i + 2]))
    return tagged and len(here.split()) <= 12 and not here.endswith(_TERMINAL)


def _passage(text: str, start: int, end: int, kind: str) -> Iterator[Passage]:
    raw = text[start:end]
    if raw.isprintable() and "  " not in raw and "\\" not in raw and "](" not in raw:  # nearly every line: nothing to clean
        joined = raw.strip(" ")
        first = end - len(raw.lstrip(" "))
        offsets = array("l", range(first, first + len(joined)))
    else:
        joined, offsets = _clean(text, start, end)
    if not joined:
        return
    begin = 0
    while len(joined) - begin > LONGEST:
        cut = max(joined.rfind(mark, begin + LONGEST // 2, begin + LONGEST) for mark in (". ", "? ", "! ", ".” ", '." '))
        cut = cut + 2 if cut > 0 else begin + LONGEST
        yield Passage(joined[begin:cut], offsets[begin:cut], kind)
        begin = cut
    yield Passage(joined[begin:], offsets[begin:], kind)


def _clean(text: str, start: int, end: int) -> tuple[str, array[int]]:
    """Text with white space folded and without link addresses, backslashes and characters that show nothing (Cf)."""
    drop = bytearray(end - start)
    for link in _LINK.finditer(text, start, end):
        for i in (*range(link.start(), link.start(1)), *range(link.end(1), link.end())):
            drop[i - start] = 1
    clean: list[str] = []
    offsets: array[int] = array("l")
    for i in range(start, end):
        char = text[i]
        if drop[i - start] or char == "\\":
            continue
        if not char.isprintable() or char == " ":
            if category(char) == "Cf" or not clean or clean[-1] == " ":
                continue
            char = " "
        clean.append(char)
        offsets.append(i)
    while clean and clean[-1] == " ":
        clean.pop()
        offsets.pop()
    return "".join(clean), offsets
