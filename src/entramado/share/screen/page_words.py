"""The words of a page of a PDF where they stand on its picture: what a person selects there is the stored text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from entramado.ingest.pdfpage import Box, Drawn, place
from entramado.share.wording import plain


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """One word. `start` is its first character in the document (code points); `box` as of `PlacedClaim`."""

    start: int
    text: str
    box: Box


def placed_words(page: str, start: int, drawn: Drawn) -> Sequence[PlacedWord]:
    """Those of a page's stored text, which begins at ``start``; one that is parted by a line end is put where it begins."""
    found = list(re.finditer(r"\S+", page))
    boxes = place(page, [word.span() for word in found], drawn)
    return [
        PlacedWord(start + word.start(), plain(word[0]), at[0])
        for word, at in zip(found, boxes, strict=True)
        if at and len(plain(word[0])) == len(word[0])  # offsets are counted in what is shown
    ]
