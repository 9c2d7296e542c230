"""Figures and money in running English: words and digits to numbers with bounds.

What a text says of a number is kept: "at least 25" has no high, "up to 20,000" no low, "nearly 60" is approximate,
"200,000 to 250,000" has both. A bound that is stated strictly ("more than half a dozen") keeps the number that the
text names, so that the figure and the words can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token
from text_to_num import text2num

from entramado.model.values import Figure, Money

_SMALL: Final = "one two three four five six seven eight nine ten eleven twelve"
_TEENS: Final = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SCALES: Final[dict[str, int]] = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 1_000,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
}
_WORD = f"(?:{'|'.join((_SMALL + ' ' + _TEENS + ' ' + _TENS).split())})"
_SPELLED = rf"{_WORD}(?:[ -](?:(?:hundred|thousand|million|billion)(?: and(?= {_WORD}))?|{_WORD}))*"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"hundred|thousand|million|billion|trillion"
_MULTIPLE: Final[dict[str, tuple[int, bool]]] = {
    # words for a number: (number, exact). Inexact ones are approximate; plurals are floors ("dozens": two dozen at least).
    "half a dozen": (6, True),
    "a dozen": (12, True),
    "a couple": (2, False),
    "a few": (3, False),
    "several": (3, False),
    "a handful": (5, False),
    "a score": (20, True),
    "a hundred": (100, True),
    "a thousand": (1_000, True),
    "a million": (10**6, True),
    "a billion": (10**9, True),
}
_FLOORS: Final[dict[str, int]] = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens of millions": 2 * 10**7,
    "hundreds of millions": 2 * 10**8,
    "tens of billions": 2 * 10**10,
    "hundreds of billions": 2 * 10**11,
    "dozens": 24,
    "scores": 40,
    "tens": 20,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2 * 10**6,
    "billions": 2 * 10**9,
}
_NUMBER = re.compile(
    rf"(?P<floor>\b(?:{'|'.join(_FLOORS)})\b)"
    rf"|(?P<vague>\b(?:a few|several|a couple(?: of)?)) (?P<vscale>hundred|thousand|million|billion|dozen)\b"
    rf"|(?P<dozens>{_DIGITS}|\b{_WORD}) dozen\b"
    rf"|(?P<digits>(?<![\w.,])(?:{_DIGITS}))(?:(?P<scale>[ -](?:{_SCALE})\b|(?:bn|mn|k|m)\b))?"
    rf"|(?P<multiple>\b(?:half a dozen|(?:a )?half[ -]dozen|a dozen|a couple|a few|several|a handful|a score|a (?:{_SCALE}))\b)"
    rf"|(?P<spelled>\b{_SPELLED}\b)",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?:a )?half[ -]dozen")
_LOWER = re.compile(
    r"(?:at least|at a minimum of|a minimum of|minimum of|no fewer than|no less than|not less than|more than|greater than|"
    r"over|upwards? of|in excess of|exceed(?:s|ing)|above|as few as)\W*$",
    re.IGNORECASE,
)
_UPPER = re.compile(
    r"(?:up to|as many as|as much as|at most|(?:no|not) more than|fewer than|less than|under|below|(?:a )?maximum of)\W*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|close to|(?:an )?estimated(?: at)?|circa|possibly|"
    r"perhaps|~)\W*$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s*(?:\+|or (?:more|greater|over)\b|and (?:more|over)\b|plus\b)", re.IGNORECASE)
_SO = re.compile(r"\s*or so\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|and|-|–|—|or)\s*", re.IGNORECASE)

_CURRENCY: Final[dict[str, str]] = {
    "us$": "USD",
    "usd": "USD",
    "$": "USD",
    "mx$": "MXN",
    "mxn": "MXN",
    "ca$": "CAD",
    "c$": "CAD",
    "a$": "AUD",
    "€": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "¥": "CNY",
    "cny": "CNY",
    "rmb": "CNY",
    "dollar": "USD",
    "us dollar": "USD",
    "u.s. dollar": "USD",
    "american dollar": "USD",
    "canadian dollar": "CAD",
    "peso": "MXN",
    "mexican peso": "MXN",
    "colombian peso": "COP",
    "argentine peso": "ARS",
    "philippine peso": "PHP",
    "euro": "EUR",
    "pound": "GBP",
    "yuan": "CNY",
    "quetzal": "GTQ",
    "lempira": "HNL",
    "sol": "PEN",
    "real": "BRL",
}
_BEFORE = re.compile(r"(US\$|MX\$|CA\$|C\$|A\$|\$|€|£|¥|\b(?:USD|MXN|EUR|GBP|CNY|RMB)\b)\s?$", re.IGNORECASE)
_AFTER = re.compile(
    r"\s*(?:of|in|worth of)?\s*((?:U\.?S\.?|American|Canadian|Mexican|Colombian|Argentine|Philippine)? ?"
    r"(?:dollar|peso|euro|pound sterling|yuan|quetzal|lempira)s?\b|(?:USD|MXN|EUR|GBP|CNY|RMB)\b)",
    re.IGNORECASE,
)

_EMPTY_HEADS: Final = {*_SCALES, "dozen", "dozens", "hundreds", "thousands", "scores", "couple", "handful", "number"}
_COUNTING: Final = ("nummod", "quantmod", "det", "amod", "advmod", "compound", "predet", "nmod")
_LEAD: Final = frozenset(
    re.findall(
        r"\w+",
        "at least more than up to as many about around nearly almost over some no fewer less approximately roughly between half "
        "a few most an estimated from anywhere not",
    )
)


def _value(found: re.Match[str]) -> tuple[float, str]:
    """The number of one match, and how it is meant: exact, about or floor."""
    if floor := found["floor"]:
        return _FLOORS[floor.lower()], "floor"
    if vague := found["vague"]:
        base = _MULTIPLE[vague.lower().removesuffix(" of")][0]
        return base * {**_SCALES, "dozen": 12}[found["vscale"].lower()], "about"
    if dozens := found["dozens"]:
        return 12 * _plain(dozens), "exact"
    if digits := found["digits"]:
        scale = (found["scale"] or "").strip(" -").lower()
        return _plain(digits) * _SCALES.get(scale, 1), "exact"
    if multiple := found["multiple"]:
        number, exact = _MULTIPLE[_HALF.sub("half a dozen", multiple.lower())]
        return number, "exact" if exact else "about"
    return _plain(found["spelled"]), "exact"


def _plain(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return float(text2num(text.lower().replace("-", " "), "en"))


def _figures(text: str) -> Iterator[tuple[int, int, Figure]]:
    """Every figure of a text with the offsets of its number, ranges joined."""
    position = 0
    while found := _NUMBER.search(text, position):
        start, end = found.span()
        position = end
        try:
            low, meant = _value(found)
        except ValueError:
            continue
        high = low
        joint = _RANGE.match(text, end)
        second = _NUMBER.match(text, _skip_sign(text, joint.end())) if joint else None
        if joint and second and _is_range(text[:start], joint.group().strip().lower()):
            try:
                upper, _ = _value(second)
            except ValueError:
                upper = low
            factor = _shared_scale(found, second)
            if upper > low * factor or upper > low:
                low, high = (low * factor if upper >= low * factor else low), upper
                end = position = second.end()
        before = text[: _skip_back(text, start)]
        yield start, end, _bounded(round(low), round(high), meant, before, text[end:])


def _skip_sign(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] in ("$", "€", "£") else at


def _skip_back(text: str, start: int) -> int:
    """Where the words before a number end, its currency sign left out."""
    sign = _BEFORE.search(text[:start])
    return sign.start() if sign else start


def _is_range(before: str, joint: str) -> bool:
    if joint == "and":
        return re.search(r"\bbetween\W*(?:US|MX)?[$€£]?$", before, re.IGNORECASE) is not None
    return True


def _shared_scale(first: re.Match[str], second: re.Match[str]) -> int:
    """The scale said once for both, as in "20 to 30 thousand"."""
    if first["digits"] and not first["scale"] and second["digits"] and second["scale"]:
        return _SCALES[second["scale"].strip(" -").lower()]
    return 1


def _bounded(low: int, high: int, meant: str, before: str, after: str) -> Figure:
    if low != high:
        return Figure(low, high)
    if _LOWER.search(before) or _MORE.match(after):
        return Figure(low, None)
    if _UPPER.search(before):
        return Figure(None, high)
    if meant == "floor":
        return Figure(low, None, approx=True)
    return Figure(low, high, approx=meant == "about" or bool(_ABOUT.search(before) or _SO.match(after)))


def figure(text: TokenSpan | str) -> Figure | None:
    """The first figure of a phrase with its bounds, or None. A year or an age is a number too: ask only where a count stands."""
    return next((found for _, _, found in _figures(str(text))), None)


def count_of(noun: Token) -> Figure | None:
    """The figure that counts a noun ("more than half a dozen states", "two were arrested"), or None.

    Looks at the words of the noun phrase before its head; a number that is its own head counts itself.
    """
    doc = noun.doc
    head = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in _EMPTY_HEADS:
        head = noun.head.head
    children = [c for c in head.children if c.i < head.i and c.dep_ in _COUNTING]
    numbered = [c for c in children if c.dep_ in ("nummod", "quantmod") or c.like_num]
    if not numbered and not head.like_num and head.lower_ not in _EMPTY_HEADS:
        return None
    left = min([head.i, *(t.i for c in children for t in c.subtree)])
    while left > head.sent.start and doc[left - 1].lower_ in _LEAD:
        left -= 1
    right = head.i + 1 if head.like_num or head.lower_ in _EMPTY_HEADS else head.i
    right = max(right, *(c.right_edge.i + 1 for c in numbered), left + 1) if numbered else right
    phrase = doc[left : max(right, left + 1)].text
    if any(c.ent_type_ in ("DATE", "MONEY") and c.like_num and len(c) == 4 for c in numbered):
        return None
    found = figure(phrase)
    if found is None or found.low is not None and found.low == found.high and _age_like(head):
        return None
    return found


def _age_like(head: Token) -> bool:
    return head.lower_ in ("year", "years", "month", "months", "old", "percent", "%")


def money(text: TokenSpan | str) -> Money | None:
    """The first amount of money in a phrase, in its currency's main unit, or None. A bare $ is American, a bare peso Mexican."""
    words = str(text)
    for start, end, found in _figures(words):
        before = _BEFORE.search(words[:start])
        after = _AFTER.match(words, end)
        name = before[1] if before else after[1] if after else None
        if name is None:
            continue
        currency = _CURRENCY.get(re.sub(r"s$", "", " ".join(name.lower().split())) if after and not before else name.lower())
        if currency is not None:
            return Money(currency, found)
    return None
