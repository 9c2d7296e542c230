"""Capitals that only decorate: headlines and datelines get the case that the document's own sentences give their words,
so that the parser and the name rules are not led astray by Every Word or EVERY LETTER being large.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from entramado.extract.shouting import ProperWords

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL: Final = frozenset(
    "a an and are as at be been but by for from has have he her his how in into is it its more new no not of off on or out over "
    "she than that the their them they this to two under up was were what when where who whom whose will with without you your "
    "after before during while against about between man men woman women girl boy girlfriend wife husband three four five six "
    "seven eight nine ten years year old months days life prison death murder murders murdering killing killed killer kills "
    "sentenced sentence convicted conviction charged charges charge guilty plea pleads plead arrested arrest arrests indicted "
    "indictment indicts accused found jury trial court case cold drug drugs cocaine heroin fentanyl methamphetamine meth gang "
    "members member leader leaders cartel cartels shooting shot stabbing robbery rape assault victim victims dealer dealing "
    "trafficking traffickers trafficker smuggling smuggler money laundering felony possession sale".split()
)


def shouted(text: str) -> bool:
    """Whether a whole text is written in capitals."""
    return sum(map(str.isupper, text)) > 0.9 * sum(map(str.isalpha, text)) > 0


class Casing:
    """How a document writes its words inside sentences.

    ``proper`` tells names from common words; asked only when the whole document is in capitals.
    """

    def __init__(self, texts: Iterable[str], proper: ProperWords | None = None) -> None:
        texts = list(texts)
        self._proper = proper if shouted(" ".join(texts)) else None
        seen: dict[str, Counter[str]] = {}
        for text in texts:
            if self.is_headline(text):
                continue
            for word in _WORD.finditer(text):
                form = word.group()
                if word.start() >= 2 and text[word.start() - 2] not in '.?!:“"”’' and (len(form) < 2 or not form.isupper()):
                    seen.setdefault(form.lower(), Counter())[form] += 1
        self._form = {low: forms.most_common(1)[0][0] for low, forms in seen.items()}

    @staticmethod
    def is_headline(text: str) -> bool:
        """A line of capitals, or of capitalised words without a full stop."""
        if text[0] in "•·*▪◦●":
            return False
        words: list[str] = _WORD.findall(text)
        if len(words) < 3 or len(words) > 45:
            return False
        large = [word for word in words if len(word) > 3]
        upper = sum(len(word) for word in words if word.isupper())
        if upper >= 0.75 * sum(map(len, words)):
            return True
        if text.rstrip(" ”\"'’)")[-1:] in ".?!;:" or len(words) < 4 or not large:
            return False
        return sum(word[0].isupper() for word in large) >= 0.75 * len(large)

    def restore(self, text: str) -> str:
        """The headline with each word cased as in the sentences; same length. Words never seen keep one capital."""
        shouting = sum(map(str.isupper, text)) > 0.6 * sum(map(str.isalpha, text))

        def cased(match: re.Match[str]) -> str:
            word = match.group()
            low = word.lower()
            if len(low) != len(word):
                return word
            form = self._form.get(low)
            if form is not None and len(form) == len(word) and not (word.isupper() and not shouting and len(word) > 1):
                return form if match.start() else form[0].upper() + form[1:]
            if low in _SMALL and not (word.isupper() and not shouting):
                return low if match.start() else word.capitalize()
            return word.capitalize() if shouting and (len(word) > 4 or match.start() == 0) else word

        return _WORD.sub(cased, text)

    @property
    def shouting(self) -> bool:
        """The whole document is in capitals, and there is a way to tell its names."""
        return self._proper is not None

    def quieten(self, text: str) -> str:
        """A sentence in capitals as ordinary print has it; same length. Initials in parentheses stay."""
        proper = self._proper
        assert proper is not None

        spots = list(_WORD.finditer(text))
        named = proper.names([spot.group() for spot in spots])
        clean = list(text)
        for i, spot in enumerate(spots):
            start, end = spot.span()
            word, low = spot.group(), spot.group().lower()
            initial = (
                len(word) == 1 and text[end : end + 1] == "." or text[start - 1 : start] == "(" and text[end : end + 1] == ")"
            )
            if initial or len(low) != len(word):
                continue
            opens = not start or text[start - 2 : start] in (". ", "? ", "! ")
            clean[start:end] = word.capitalize() if opens or i in named else low
        return "".join(clean)

    @cached_property
    def names(self) -> frozenset[str]:
        """Lower-case words that the sentences write with a capital."""
        return frozenset(low for low, form in self._form.items() if form[0].isupper())

    @staticmethod
    def calm(text: str) -> str:
        """SANTA ANA, Calif. becomes Santa Ana, Calif.: what stands before the comma of a dateline; same length."""
        end = next((i for i, char in enumerate(text) if char in ",(–—"), len(text))
        place = _WORD.sub(lambda m: m[0].capitalize() if len(m[0]) > 1 and len(m[0].lower()) == len(m[0]) else m[0], text[:end])
        return (place if text[:end].isupper() else text[:end]) + text[end:]
