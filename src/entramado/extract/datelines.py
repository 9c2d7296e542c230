"""Datelines: the place, day and wire that open a story ("LISBON, May 3 (Wire) - Police …") are no part of its first sentence.

They are cut off as a passage of their own: read with the sentence, their place and day would become its subject and date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from entramado.extract.found import Found, Words
from entramado.knowledge import Knowledge

# Possessive throughout: a paragraph that is no dateline must be told so at once, not after every way to cut its words.
_CAPITALS: Final = r"[^\W\d_a-zà-öø-ÿ](?:[^\W\d_a-zà-öø-ÿ]|[.'’])++"
_LARGE: Final = r"[^\W\d_a-zà-öø-ÿ][^\W\d_]*+(?:[.'’][^\W\d_]*+)?+"
_JOINT: Final = r"(?:[ -](?:de|del|la|las|los|of|on|the|upon|sur) |[ -])"
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY: Final = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? "
_DAY: Final = rf"(?:{_WEEKDAY})?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? (?:19|20)\d\d)?"
_STATE: Final = rf"(?:(?:[A-Z]\.){{2,3}}|{_LARGE}(?: {_LARGE}){{0,2}})"
_PARTS: Final = (
    rf"(?P<state>(?:, ?(?!{_MONTH} \d){_STATE}){{0,2}})(?P<day>,? ?{_DAY})?(?P<wire> ?\([^()]{{2,40}}\))?(?P<late>,? {_DAY})?"
)
_DASH: Final = r"(?: ?\.?(?:[–—]|--+|-(?= ))[–—-]? ?)"
_PLACE: Final = rf"{_CAPITALS}(?:{_JOINT}{_CAPITALS}){{0,4}}|(?:The )?{_LARGE}(?:{_JOINT}{_LARGE}){{0,3}}"
_OPENING: Final = re.compile(rf"(?P<place>{_PLACE}){_PARTS}{_DASH}(?=[\"“'‘¡¿(]?\w)")
_LINE: Final = re.compile(rf"(?P<place>{_PLACE})(?P<state>(?:, ?(?!{_MONTH} \d){_STATE}){{0,2}}),? {_DAY}\.?")
"""A line of its own that tells where and when: "Lisbon, 3 May 2025"."""
_LABELS: Final = frozenset(
    "release releases press news update updated breaking exclusive analysis opinion watch editorial corrected correction note "
    "advisory alert statement contact photo video live background summary".split()
)
_LONGEST: Final = 120
"""Characters a dateline may have."""
_SHORT: Final = 4
"""Letters up to which one word in capitals may be initials ("OFAC – The office …") instead of a town."""


def story(text: str, known: frozenset[str] = frozenset()) -> int:
    """Where the story begins behind its dateline: index of the first character after the dash, or 0 when there is none.

    Args:
        text: a paragraph.
        known: lower-case words that the document also writes as names, with one capital.
    """
    line = _LINE.fullmatch(text) if len(text) < _LONGEST else None
    if line and not set(line["place"].lower().split()) & _LABELS and not re.match(_WEEKDAY + "|" + _MONTH, line["place"] + " "):
        return len(text)
    found = _OPENING.match(text[: 2 * _LONGEST])
    if found is None or found.end() > _LONGEST:
        return 0
    place = found["place"]
    words = re.findall(r"[^\W\d_]+", place)
    if any(word.lower() in _LABELS for word in words) or re.match(_WEEKDAY + "|" + _MONTH, place + " "):
        return 0
    told = bool(found["state"] or found["day"] or found["wire"] or found["late"])
    if not place.isupper():
        return found.end() if (found["day"] or found["wire"] or found["late"]) and len(words) <= 5 else 0
    if not told and len(words) == 1 and len(words[0]) <= _SHORT and words[0].lower() not in known:
        return 0
    return found.end()


def dateline(words: Words, knowledge: Knowledge) -> Iterator[Found]:
    """The place of a dateline, the state or country behind it, and the wire in parentheses."""
    size = len(words.text)
    i = 0
    while i < size:
        end = i
        while end < size and words.text[end] not in (",", "(", ")", "–", "—", "-", "--") and not words.text[end][0].isdigit():
            end += 1
        if end > i and words.cap[i]:
            yield from _part(words, i, end, knowledge)
        i = end + 1


def _part(words: Words, start: int, end: int, knowledge: Knowledge) -> Iterator[Found]:
    name = words.join(start, end)
    if start and words.text[start - 1] == "(":
        rows = knowledge.find(name, "Organization")
        forms = (rows[0].name, name) if rows and not name.isupper() else (name,)
        yield Found(words.number, start, end, "Organization", "media", forms, 95, key=rows[0].key if rows else None)
        return
    if rows := knowledge.find(name, "Organization"):
        yield Found(words.number, start, end, "Organization", rows[0].kind, (rows[0].name, name), 95, key=rows[0].key)
        return
    places = knowledge.places.find(name)
    if start and not places:
        return  # a month, a weekday
    if start:
        places = [place for place in places if place.kind in ("country", "admin1")] or places
    if places:
        yield Found(words.number, start, end, "Place", places[0].kind, (name,), 95, key=places[0].key)
    else:
        yield Found(words.number, start, end, "Place", "locality", (name,), 95)
