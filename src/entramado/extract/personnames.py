"""Personal names taken apart: forenames, one or two surnames, suffix; and whether two of them can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from entramado.extract.forenames import FORENAMES
from entramado.extract.found import words_of
from entramado.knowledge.tables import fold

SUFFIXES: Final = words_of("names.yaml", "suffixes")
PARTICLES: Final = words_of("names.yaml", "particles")
_INITIAL: Final = re.compile(r"[A-Z]\.?")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in folded words. ``surnames`` are those that may stand for the person alone, the first surname first."""

    forenames: tuple[str, ...]
    surnames: tuple[str, ...]
    suffix: str | None = None

    @property
    def short_forms(self) -> frozenset[str]:
        """What may stand for the person later on: a surname, both, or a surname with its particles."""
        words = self.surnames
        forms = {w for w in words if len(w) > 1 and w not in PARTICLES}
        forms.add(" ".join(words))
        forms.add(" ".join(words[-2:]))
        for i, word in enumerate(words):
            if word in PARTICLES:
                forms.add(" ".join(words[i:]))
                forms.add(" ".join(words[i : i + 2 if words[i + 1 : i + 2] and words[i + 1] not in PARTICLES else i + 3]))
        forms |= {word.split()[0] for word in words if " " in word}
        return frozenset(forms)


@lru_cache(maxsize=4096)
def parse_name(name: str) -> PersonName:
    """Parts of "Nemesio Rubén Oseguera Cervantes", "Ryan J. Cunningham", "Ana de la Cruz Jr.", "Rosario Roman-Lopez"."""
    words = re.sub(r"\s*[-‐‑–]\s*", "-", name.replace("’", "'")).replace(",", " ").split()
    suffix = None
    if len(words) > 1 and words[-1].lower() in SUFFIXES:
        suffix = words.pop().lower().rstrip(".")
    if len(words) <= 1:
        return PersonName((), tuple(fold(w) for w in words), suffix)
    first = 1
    while first < len(words) - 1 and (
        _INITIAL.fullmatch(words[first]) or words[first].lower() in FORENAMES and _more_follow(words, first)
    ):
        first += 1
    while first < len(words) - 1 and words[first].islower() and words[first] not in PARTICLES:
        first += 1
    return PersonName(tuple(fold(w) for w in words[:first]), tuple(fold(w) for w in words[first:]), suffix)


def _more_follow(words: list[str], first: int) -> bool:
    """A second forename only when a surname is left; "Andrés Manuel López" yes, "Luis Miguel" no."""
    return len(words) - first >= 2


def same_person(a: PersonName, b: PersonName) -> bool:
    """Whether both can be names of one person in one text: same first forename, surnames that extend each other."""
    if not (a.forenames and b.forenames and a.surnames and b.surnames):
        return False
    if a.suffix != b.suffix and a.suffix and b.suffix:
        return False
    if not _forenames_agree(a.forenames, b.forenames):
        return False
    short, long = sorted((a.surnames, b.surnames), key=len)
    if long[: len(short)] == short or long[-len(short) :] == short:
        return True
    # a forename that was read as a surname, or the other way round: "Raul Gastellum Flores" and "Raul Flores"
    every_short = (
        (a.forenames + a.surnames)
        if len(a.forenames + a.surnames) < len(b.forenames + b.surnames)
        else (b.forenames + b.surnames)
    )
    every_long = (b.forenames + b.surnames) if every_short == a.forenames + a.surnames else (a.forenames + a.surnames)
    return len(every_short) >= 2 and every_short != every_long and _subsequence(every_short, every_long)


def _forenames_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a[0] != b[0] and not (len(a[0]) == 1 or len(b[0]) == 1) or a[0][0] != b[0][0]:
        return False
    return all(x == y or x[0] == y[0] and 1 in (len(x), len(y)) for x, y in zip(a[1:], b[1:], strict=False))


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
