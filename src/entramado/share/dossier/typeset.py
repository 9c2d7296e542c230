"""Text as the fonts of the PDF can set it: letter by letter, and nothing lost in silence.

The PDF uses only the fonts that come with typst, so that it looks the same on every machine. They hold the Latin, Greek,
Cyrillic, Armenian, Hebrew, Arabic and Georgian letters. Any other character is set as its code in a box: ``U+4E2D``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

SETTABLE: Final = (
    (0x0020, 0x04FF), (0x0531, 0x060C), (0x061B, 0x061B), (0x061F, 0x061F), (0x0621, 0x063A), (0x0640, 0x0655), (0x0660, 0x066D),
    (0x067E, 0x067E), (0x0686, 0x0686), (0x0698, 0x0698), (0x06A9, 0x06A9), (0x06AF, 0x06AF), (0x06CC, 0x06CC),
    (0x06F0, 0x06F9), (0x10D0, 0x10FF), (0x1E00, 0x1FFF), (0x2000, 0x2040), (0x2044, 0x2052), (0x2054, 0x2064),
    (0x2070, 0x211E), (0x2122, 0x2122), (0x2126, 0x2126), (0x2153, 0x2184), (0x2190, 0x23FF), (0x2460, 0x25FF), (0xFB00, 0xFB4F),
    (0xFFFD, 0xFFFD),
)  # fmt: skip
"""Code points that the fonts of typst 0.15 hold: a test sets every one of them. Unassigned and invisible ones do not count."""
LONGEST: Final = 18
"""Characters of a word after which it may be broken; so that an address never runs off the page."""

_INVISIBLE: Final = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_LONG = re.compile(rf"\S{{{LONGEST + 7},}}")
_PIECE = re.compile(rf"[^/?&=_.\-]{{1,{LONGEST}}}[/?&=_.\-]*|[/?&=_.\-]+")

Piece = str | dict[str, str]
"""Letters, or ``{"code": "U+4E2D"}``. A line may be broken after each."""


def said(text: str, *, marks: bool = True) -> str | list[Piece]:
    """``text`` for the template: as it is, or in pieces when a word is very long or a character is not in the fonts.

    ``marks`` false sets combining marks as codes too: the way out when the fonts lack a mark on some letter.
    """
    if text.isascii() and text.isprintable() and not _LONG.search(text):
        return text
    pieces: list[Piece] = []
    plain = ""
    for char in text.replace("\t", " ").replace("\n", " "):
        if settable(char) and (marks or not unicodedata.combining(char)):
            plain += char
            continue
        pieces += [*_broken(plain), {"code": f"U+{ord(char):04X}"}]
        plain = ""
    pieces += _broken(plain)
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], str) else pieces


def visible(text: str, *, marks: bool = True) -> str:
    """The same as one string, where no box can be drawn: in the chart, in titles."""
    return "".join(piece if isinstance(piece, str) else f"[{piece['code']}]" for piece in _listed(said(text, marks=marks)))


@lru_cache(maxsize=4096)
def settable(char: str) -> bool:
    """Whether a character shows in the PDF by itself."""
    code = ord(char)
    return any(first <= code <= last for first, last in SETTABLE) and unicodedata.category(char) not in _INVISIBLE


def _broken(text: str) -> list[Piece]:
    """Pieces of a text between which a line may be broken: inside very long words only."""
    pieces: list[Piece] = []
    at = 0
    for word in _LONG.finditer(text):
        cuts = _PIECE.findall(word[0])
        pieces += [text[at : word.start()] + cuts[0], *cuts[1:]]
        at = word.end()
    return [*pieces, text[at:]] if at < len(text) else pieces


def _listed(found: str | list[Piece]) -> list[Piece]:
    return [found] if isinstance(found, str) else found
