"""Lines to blocks: what one paragraph, list item or heading is, however the text was saved.

Saved pages break sentences at every inline tag, PDF and mail wrap them at a width, editors do neither. A block is the
run of lines that reads as one piece; blocks never overlap and stand in text order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final

_LINE = re.compile(r"[^\n\f]+")
_BULLET = re.compile(r"(?:[-*+•●▪◦‣·–—]|\(?\d{1,2}[.)]|\(?[a-z][.)]|#{1,6})\s")
_URL = re.compile(r"\(?https?://\S+")
_CLOSED = re.compile(r"""[.!?:;…][)\]"'”’*_]*$""")
_JOINING: Final = frozenset("of the and or by for in to with at from on a an de del la el los las y en por para con".split())
_LEADING: Final = _JOINING | {"than", "approximately", "about", "over", "until", "since", "nearly", "is", "was", "were"}
_LONE_BULLET = re.compile(r"[•●▪◦‣·o]|\d{1,2}[.)]")
_LOOSE = re.compile(r" ([,.;:)”’])")
_BARE = re.compile(r"[$€£]?\d[\d,.]*%?|[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?")
_LONG_LINK = re.compile(r"(?:\S+ )?\[?\S*\]?\(https?://\S{40}")

Alone = Callable[[str], bool]
"""Tells a line that stands for itself and joins no other."""


@dataclass(slots=True)
class Line:
    """A line without its outer white space. ``after_blank`` when an empty line stands before it, or ``first`` of its span."""

    start: int
    end: int
    text: str
    indent: int
    after_blank: bool
    first: bool


@dataclass(slots=True)
class Block:
    """One paragraph, item or heading. ``text`` has single spaces; ``lines`` says how many lines it was broken over."""

    start: int
    end: int
    text: str
    lines: int
    after_blank: bool
    cells: bool
    """Whether tabs part it: a row of a table."""


def lines(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines of ``text[start:end]`` that hold something visible."""
    previous, first = start, True
    for found in _LINE.finditer(text, start, end):
        raw = found.group()
        bare = raw.strip()
        if not bare:
            continue
        left = len(raw) - len(raw.lstrip())
        begin = found.start() + left
        blank = first or text.count("\n", previous, begin) > 1 or "\f" in text[previous:begin]
        yield Line(begin, begin + len(bare), bare, left, blank, first)
        previous, first = begin + len(bare), False


def blocks(text: str, spans: Sequence[tuple[int, int]], alone: Alone) -> list[Block]:
    """Group the lines of the ``spans`` of ``text``; a line for which ``alone`` holds is never joined to another."""
    every = [line for start, end in spans for line in lines(text, start, end)]
    width = _wrap_width(every)
    repeated = {line for line, times in Counter(line.text for line in every).items() if times > 1}
    groups: list[list[Line]] = []
    for line, following in zip_longest(every, every[1:]):
        if groups and _joins(groups[-1], line, following, width, alone):
            groups[-1].append(line)
        else:
            groups.append([line])
    merged: list[list[Line]] = []
    for group in groups:
        while merged and _broken_off(merged[-1], group, width, repeated, alone):
            group = merged.pop() + group
        merged.append(group)
    return [Block(g[0].start, g[-1].end, _joined(g), len(g), g[0].after_blank, "\t" in g[0].text) for g in merged]


def _joined(group: list[Line]) -> str:
    """The group's words with single spaces, and none before the punctuation that an inline tag had pushed to a new line."""
    text = " ".join(" ".join(line.text.split()) for line in group)
    return _LOOSE.sub(r"\1", text) if len(group) > 1 else text


def _wrap_width(every: list[Line]) -> int | None:
    """The width at which the text was wrapped, or None when lines end where sentences or tags do."""
    pairs = [(a, b) for a, b in pairwise(every) if not b.after_blank and len(a.text) >= 40]
    if len(pairs) < 2:
        return None
    inside = sum(b.text[:1].islower() for _, b in pairs)
    lengths = sorted(len(_URL.sub("", a.text)) + a.indent for a, b in pairs if b.text[0].islower())
    return lengths[int(len(lengths) * 0.9)] if lengths and inside / len(pairs) >= 0.3 and lengths[-1] <= 160 else None


def _joins(group: list[Line], line: Line, following: Line | None, width: int | None, alone: Alone) -> bool:
    """Whether ``line`` belongs to ``group``; ``following`` is the line after it."""
    last = group[-1].text
    if line.first:
        return False
    if _LONE_BULLET.fullmatch(last) and not _LONE_BULLET.fullmatch(line.text):
        return True
    if line.after_blank:
        return False
    if len(last) == 1 and last.isupper() and line.text[0].islower():
        return True  # a drop capital
    if _BARE.fullmatch(line.text) and not _CLOSED.search(last) and len(last) > 8:
        on = following is not None and following.text[0].islower() and not alone(following.text)
        return on or _last_word(last) in _LEADING
    if _BARE.fullmatch(last) and len(group) > 1 and line.text[0].islower():
        return True
    return not alone(line.text) and not alone(last) and _continues(group, line, width)


def _continues(group: list[Line], line: Line, width: int | None) -> bool:
    """Whether ``line`` goes on where the last line of ``group`` broke off."""
    last = group[-1]
    if _BULLET.match(line.text) and not (last.text[-1:] not in ".:;!?" and line.text[:1] in "–—"):
        return False
    head = line.text[0]
    if width is not None:
        if line.indent > group[0].indent and _BULLET.match(group[0].text):
            return True
        room = 0 if _URL.search(last.text) else width - (last.indent + len(last.text))
        word = line.text.split(" ", 1)[0]  # a no-break space does not part words
        if _CLOSED.search(last.text) and room > width * 0.3 and not head.islower():
            return False
        if room - 1 < len(word) or room < width * 0.4:
            return True
        return head.islower() or head in ",.;)" or _last_word(last.text) in _LEADING
    if last.text in ("st", "nd", "rd", "th"):  # an ordinal's raised end, on a line of its own
        return True
    if _LONG_LINK.match(line.text) and not _CLOSED.search(last.text):
        return True
    if head.islower() or head in ",.;:)]”’–—":
        return not (_CLOSED.search(last.text) and head not in ",.;)]”’" and len(last.text) < 60)
    if len(last.text) > 30 and _last_word(last.text) in _LEADING:
        return True
    if last.text[-1] in ",(-–—/&":
        return len(last.text) > 12 or last.text[-1] in "–—,"
    return len(last.text) > 12 and _last_word(last.text).lower() in _JOINING


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :]


def _broken_off(before: list[Line], group: list[Line], width: int | None, repeated: set[str], alone: Alone) -> bool:
    """Whether the short line ``before`` is the start of the sentence that ``group`` goes on with.

    "County Prosecutor / Jane Roe / said today that …": only the third line shows that the first two are no headings.
    """
    if width is not None or len(group) < 2 or group[0].after_blank or len(before) > 1:
        return False
    head, second, last = group[0].text, group[1].text, before[0].text
    return (
        second[0].islower()
        and len(head.split()) <= 5
        and len(last.split()) <= 6
        and head[0].isupper()
        and last[0].isupper()
        and not _CLOSED.search(last)
        and last not in repeated
        and not alone(last)
    )
