"""Offices that a title names ("Orange County District Attorney") and forces named by their town ("Phoenix police")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from entramado.extract.found import Found, Words, words_of

_TITLES = words_of("names.yaml", "titles")
_ATTORNEY_KINDS = words_of("names.yaml", "attorney_kinds")
_STOPS = words_of("names.yaml", "before_names")
_POSSESSIVE: Final = frozenset(("'s", "’s", "'", "’"))


def offices(words: Words) -> Iterator[Found]:
    """Candidates of one passage."""
    yield from _attorneys(words)
    yield from _town_police(words)


def _attorneys(words: Words) -> Iterator[Found]:
    """The office that "Orange County District Attorney" names, as a title or as a body."""
    for i, low in enumerate(words.low):
        if low not in ("attorney", "attorneys") or not i or not words.cap[i]:
            continue
        owned = words.low[i - 1] in _POSSESSIVE and words.low[i - 2 : i - 1] in (["state"], ["commonwealth"])
        if not owned and words.low[i - 1] not in _ATTORNEY_KINDS:
            continue
        start = i - 2 if owned else i - 1
        while start and (place := words.taken[start - 1]) is not None and place.type == "Place" and place.kind != "country":
            start = place.start
        while start and words.cap[start - 1] and words.low[start - 1] == "county" and start > 1 and words.cap[start - 2]:
            start -= 2
            while (
                start and words.cap[start - 1] and words.free(start - 1, start) and words.low[start - 1] not in _TITLES | _STOPS
            ):
                start -= 1
        end = i + 1
        office = (
            end + 1 < len(words.text) and words.low[end] in _POSSESSIVE and words.low[end + 1] == "office" and words.cap[end + 1]
        )
        if start == (i - 2 if owned else i - 1) and not office:
            continue
        named = words.join(start, i + 1)
        if low == "attorneys":
            named = named[:-1]
        end = end + 2 if office else end
        zone = _past_zone(words, end) if office else end
        forms = [f"{named}'s Office", words.join(start, zone)]
        if zone > end:
            forms.insert(0, f"{named}'s Office {words.join(end, zone)}")
        yield Found(words.number, start, zone, "Organization", "agency", tuple(forms), 80, implied=not office)


def _town_police(words: Words) -> Iterator[Found]:
    """The force that "Phoenix police said" speaks of."""
    for i in range(1, len(words.text)):
        place = words.taken[i - 1]
        if (
            words.low[i] == "police"
            and not words.cap[i]
            and place is not None
            and place.type == "Place"
            and place.kind in ("locality", "admin2")
        ):
            name = words.join(place.start, i)
            yield Found(
                words.number, place.start, i + 1, "Organization", "agency", (f"{name} Police Department", f"{name} police"), 70
            )


def _past_zone(words: Words, end: int) -> int:
    """End of what an office is for: "District Attorney's Office for the Western Zone"."""
    i = end + 1 if words.low[end : end + 1] in (["for"], ["of"]) else end
    if i > end and words.low[i : i + 1] == ["the"]:
        i += 1
    begin = i
    while begin > end and i < len(words.text) and words.cap[i] and words.taken[i] is None and words.text[i][0].isalpha():
        i += 1
    return i if i > begin > end else end
