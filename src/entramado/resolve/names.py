"""Names of persons: parsed with one surname or two, and compared.

Spanish names put the paternal surname before the maternal one and often drop the latter ("Nemesio Oseguera Cervantes",
"Nemesio Oseguera"); English names put the only surname last. A name of three words can be either, so a name has several
readings, and two names agree when some reading of one agrees with some reading of the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from entramado.knowledge import folding
from entramado.resolve.words import word_list, word_lists, word_map


class Level(IntEnum):
    """How two names of persons stand to each other, from what rules a merge out to what asks for no more."""

    CONFLICT = 0
    """Two full names that no reading reconciles: other forenames, or another surname."""
    NONE = 1
    """Nothing to go by: a single word against a name that lacks it."""
    FORENAME = 2
    """A forename alone."""
    SURNAME = 3
    """A surname alone."""
    SURNAMES = 4
    """Both surnames of a full name, without forename (López Obrador)."""
    MIDDLE = 5
    """One goes by the other's second forename, surnames alike; or two surnames of a name of three words: it cannot be told."""
    INITIAL = 6
    """The first forename of one is only an initial."""
    LOOSE = 7
    """Same forename, surnames that differ by more than a spelling habit."""
    SHORTER = 8
    """The same name with fewer words."""
    VARIANT = 9
    """The same words but for spelling (Salas, Salaz)."""
    SAME = 10
    """The same words."""


TITLES: Final = frozenset(word_list("titles"))
"""Words before a name that are no part of it; never taken away when one word would be all that remains."""

SUFFIXES: Final = word_map("suffixes")
_DEGREES: Final = frozenset(word_list("degrees"))
_PARTICLES: Final = frozenset(word_list("particles"))
_QUOTED: Final = re.compile(
    r"[\"“”„«»]([^\"“”„«»]{2,40})[\"“”„«»]"
    r"|(?:(?<=\s)|^)[‘'`]([^‘’'`]{2,40})[’'`](?=[\s,.;]|$)"
    r"|\(([^()]{2,40})\)"
)
_ARTICLE: Final = re.compile(r"(?:el|la|los|las)\s+\S", re.IGNORECASE)

SHORT_FORMS: Final = {
    short: frozenset(full for full, others in word_lists("short_forms").items() if short in others)
    for shorts in word_lists("short_forms").values()
    for short in shorts
}
"""A short form to the forenames it stands for (Tony: Antonio, Anthony)."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart. ``readings`` are (forenames, surnames) pairs; a nickname or a single word has none."""

    words: tuple[str, ...]
    readings: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    suffix: str | None
    nicknames: frozenset[str]
    """Folded, without article: "El Mencho" is ``mencho``."""

    @property
    def full(self) -> bool:
        """A forename and a surname at least."""
        return bool(self.readings)


def nickname(text: str) -> str:
    """How nicknames are compared: folded, without article."""
    words = folding.words(text)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("el", "la", "los", "las", "the") else words)


@lru_cache(maxsize=65536)
def parse(text: str) -> PersonName:
    """Take a name apart. Quoted or bracketed parts, and names that begin with El or La, are nicknames."""
    nicknames = {nickname(next(g for g in found.groups() if g)) for found in _QUOTED.finditer(text)}
    rest = _QUOTED.sub(" ", text).strip(" ,.;")
    if _ARTICLE.match(rest) and len(rest.split()) <= 4:
        return PersonName((), (), None, frozenset(nicknames | {nickname(rest)}) - {""})
    inverted = re.fullmatch(r"([^,]+),\s*([^,]+)", rest)
    surnames_first: tuple[str, ...] = ()
    if inverted and not set(_words(inverted[2])) <= SUFFIXES.keys() | _DEGREES:
        surnames_first = tuple(w for w in _words(inverted[1]) if w not in _PARTICLES)
        rest = inverted[2]
    words = _words(rest)
    suffix = None
    while len(words) > 1 and (words[-1] in SUFFIXES or words[-1] in _DEGREES):
        suffix = SUFFIXES.get(words[-1], suffix)
        words.pop()
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    kept = [w for w in words if w not in _PARTICLES] or words
    if surnames_first:
        forenames = tuple(kept)
        return PersonName(forenames + surnames_first, ((forenames, surnames_first),), suffix, frozenset(nicknames) - {""})
    readings = tuple((tuple(kept[:n]), tuple(kept[n:])) for n in _splits(len(kept)))
    return PersonName(tuple(kept), readings, suffix, frozenset(nicknames) - {""})


def _words(text: str) -> list[str]:
    return folding.words(re.sub(r"['’](?!s\b)", "", text))


def _splits(count: int) -> Sequence[int]:
    """How many words may be forenames in a name of ``count`` words: one or two surnames follow."""
    return () if count < 2 else (1,) if count == 2 else (count - 2, count - 1)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """What spelling habits leave of a word: z and s, v and b, y and i, doubled letters, mute h, g before e and i."""
    text = re.sub(r"([gx])(?=[ei])", "j", word.replace("ph", "f").replace("tz", "z"))
    text = text.translate(str.maketrans("zvwyk", "sbbic")).replace("h", "").replace("qu", "c")
    text = re.sub(r"c(?=[ei])", "s", text)
    return re.sub(r"(.)\1+", r"\1", text)


def _short_form(a: str, b: str) -> bool:
    return bool((SHORT_FORMS.get(a, frozenset()) | {a}) & (SHORT_FORMS.get(b, frozenset()) | {b}))


@lru_cache(maxsize=262144)
def _word(a: str, b: str) -> int:
    """3 the same word, 2 a spelling of it or its short form, 1 an initial of it or a word near it, 0 another word."""
    if a == b:
        return 3
    if len(a) == 1 or len(b) == 1:
        return 1 if a[0] == b[0] else 0
    if skeleton(a) == skeleton(b) or _short_form(a, b):
        return 2
    if a[0] == b[0] and min(len(a), len(b)) >= 5 and DamerauLevenshtein.distance(a, b) == 1:
        return 2
    if min(len(a), len(b)) >= 5 and JaroWinkler.similarity(a, b) >= 0.92:
        return 1
    return 0


@lru_cache(maxsize=262144)
def compare_texts(a: str, b: str) -> Level:
    """`compare` of two names as written; remembered, for the same pairs come up again and again."""
    return compare(parse(a), parse(b)) if a <= b else compare_texts(b, a)


def compare(a: PersonName, b: PersonName) -> Level:
    """How two names stand to each other. Symmetric. Nicknames are no part of it."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return Level.CONFLICT
    if a.full and b.full:
        level = max(_readings(x, y, len(a.words) == len(b.words)) for x in a.readings for y in b.readings)
        return Level.SURNAMES if level <= Level.MIDDLE and (_surnames_of(a, b) or _surnames_of(b, a)) else level
    if a.full or b.full:
        single, full = (b, a) if a.full else (a, b)
        if len(single.words) != 1:
            return Level.NONE
        word = single.words[0]
        if any(_word(word, s) >= 2 for _, surnames in full.readings for s in surnames):
            return Level.SURNAME
        return Level.FORENAME if _word(word, full.words[0]) >= 2 else Level.NONE
    if a.words and b.words and _word(a.words[0], b.words[0]) == 3:
        return Level.SURNAME
    return Level.NONE


def may_fit(a: PersonName, b: PersonName) -> bool:
    """A quick look at two full names: never False where `compare` finds their first forenames alike, or one the surnames of the
    other.
    """
    return _word(a.words[0], b.words[0]) > 0 or _surnames_of(a, b) or _surnames_of(b, a)


def _surnames_of(short: PersonName, full: PersonName) -> bool:
    """Whether two words are the two surnames of a name of four words or more, and so no forename and surname."""
    return (
        len(short.words) == 2
        and len(full.words) >= 4
        and any(len(surnames) == 2 and min(map(_word, short.words, surnames)) >= 2 for _, surnames in full.readings)
    )


_Reading = tuple[tuple[str, ...], tuple[str, ...]]


def _readings(a: _Reading, b: _Reading, as_long: bool) -> Level:
    (fore_a, sur_a), (fore_b, sur_b) = a, b
    surnames = [_word(x, y) for x, y in zip(sur_a, sur_b, strict=False)]
    if min(surnames) == 0 or any(len(x) == 1 or len(y) == 1 for x, y in zip(sur_a[:1], sur_b[:1], strict=True)):
        return Level.CONFLICT
    first = _word(fore_a[0], fore_b[0])
    if first == 0 or first == 1 and len(fore_a[0]) > 1 and len(fore_b[0]) > 1 and min(surnames) < 3:
        by_middle = any(_word(fore_a[0], m) >= 2 for m in fore_b[1:]) or any(_word(fore_b[0], m) >= 2 for m in fore_a[1:])
        return Level.MIDDLE if by_middle and min(surnames) >= 2 else Level.CONFLICT
    middles = [_word(x, y) for x, y in zip(fore_a[1:], fore_b[1:], strict=False)]
    if middles and min(middles) == 0:
        return Level.CONFLICT
    if first == 1:
        return Level.INITIAL if len(fore_a[0]) == 1 or len(fore_b[0]) == 1 else Level.LOOSE
    if min(surnames) == 1:
        return Level.LOOSE
    if len(fore_a) != len(fore_b) or len(sur_a) != len(sur_b) or middles and min(middles) == 1:
        return Level.SHORTER
    if as_long and min(first, *surnames, *middles) == 3:
        return Level.SAME
    return Level.VARIANT
