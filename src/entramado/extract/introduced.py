"""Names that a noun beside them introduces: "a company called X", "the newspaper X", "X, a street gang", "his sister X".

The noun says what the name is, whatever it looks like; so these overrule the gazetteer and the statistical labels. What an
operation, song or ship is called names nobody, and is kept from being read as a person or place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from entramado.extract.found import HYPHENS, QUOTES, Found, Words, table, words_of

_TABLE: Final = "introductions.yaml"
_NOUNS: Final[dict[str, tuple[str, str | None]]] = {
    noun: (type_, kind)
    for type_, kinds in table(_TABLE)["nouns"].items()
    for kind, line in (kinds if isinstance(kinds, dict) else {None: kinds}).items()
    for noun in str(line).split()
}
_SORTS: Final = {word: kind for kind, line in table(_TABLE)["sorts"].items() for word in str(line).split()}
_CALLED = words_of(_TABLE, "called")
_NOT_PERSONS = words_of("names.yaml", "not_persons")
_TITLES = words_of("names.yaml", "titles")
_NOT_ENTITIES = words_of("names.yaml", "not_entities")
_OF_GROUPS = words_of(_TABLE, "of_groups")
_SORTED: Final = frozenset(("group", "organization", "organisation", "network"))
_PARTICLES: Final = frozenset("de del la las los el y e of".split())
_WITHIN: Final = _PARTICLES | {"on", "for", "against"}
"""Small words inside the name of a body."""
_ARTICLES: Final = frozenset("a an the another its his her their one".split())
_OPENING: Final = frozenset((",", "—", "–", "--", "("))
_CLOSING: Final = frozenset((",", ".", ";", ":", "—", "–", "--", ")", "(")) | QUOTES
_LOCATIVE: Final = frozenset("in at near off from around outside inside".split())
_OWNED: Final = frozenset("his her their its the my our whose".split())
_LONGEST: Final = 6
_WEIGHT: Final = 84
NOTHING: Final = ""
"""Type of a candidate that keeps a name off the map."""


def introduced(words: Words, adjectives: Collection[str]) -> Iterator[Found]:
    """Candidates of one passage, each with the type and kind that its noun gives."""
    for i in range(len(words.text)):
        if words.cap[i] and words.low[i] in ("operation", "project") and i + 1 < len(words.text) and words.cap[i + 1]:
            yield from _make(words, i, _end(words, i + 1), (NOTHING, None))
        sense = ("Person", "other") if words.low[i] in adjectives else _sense(words, i)
        if sense is not None:
            yield from _behind(words, i, sense)
            yield from _before(words, i, sense)
            yield from _adjoined(words, i, sense, adjectives)
        if words.low[i] in _OF_GROUPS and words.low[i + 1 : i + 2] == ["of"]:
            yield from _members(words, i + 2)


def _sense(words: Words, i: int) -> tuple[str, str | None] | None:
    """Type and kind that the noun at ``i`` gives to a name, or None when it is no such noun."""
    low = words.low[i]
    if words.cap[i]:
        return None
    if low == "law" and i > 1 and words.text[i - 1] in HYPHENS and words.low[i - 2] == "in":
        return "Person", "kin"
    if low == "tank" and i and words.low[i - 1] == "think":
        return "Organization", "other"
    if (
        low in ("station", "site", "website", "channel", "agency")
        and i
        and words.low[i - 1] in ("radio", "television", "tv", "news")
    ):
        return "Organization", "media"
    singular = _singular(low)
    sense = _NOUNS.get(singular)
    if sense is None or words.doc[i].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    if singular in _SORTED:
        sorts = [_SORTS[words.low[j]] for j in range(max(0, i - 3), i) if words.low[j] in _SORTS]
        return ("Organization", sorts[-1]) if sorts else ("Organization", None)
    return sense


def _singular(low: str) -> str:
    if low in _NOUNS:
        return low
    for ending, new in (("ies", "y"), ("wives", "wife"), ("es", ""), ("s", "")):
        if low.endswith(ending) and (stem := low.removesuffix(ending) + new) in _NOUNS:
            return stem
    return low


def _behind(words: Words, noun: int, sense: tuple[str, str | None]) -> Iterator[Found]:
    """The name behind its noun: called so, at once, or between commas ("their union, X, said")."""
    size = len(words.text)
    plural = _singular(words.low[noun]) != words.low[noun]
    after = noun + 2 if words.text[noun + 1 : noun + 2] == [","] else noun + 1
    if after < size and words.low[after] in _CALLED:
        yield from _listed(words, after + 1, sense, plural=plural, called=True)
    elif words.low[after : after + 2] == ["known", "as"] or words.low[after : after + 2] == ["identified", "as"]:
        yield from _listed(words, after + 2, sense, plural=plural, called=True)
    elif sense[0] == NOTHING:
        if after < size and words.text[after] in QUOTES:
            yield from _listed(words, after, sense, plural=False, called=True)
    elif sense == ("Person", "other") or sense[1] is None and words.low[noun - 1] != "the":
        return
    elif noun + 1 < size and words.text[noun + 1] in _OPENING:
        if _owned(words, noun):
            yield from _listed(words, noun + 2, sense, plural=plural, apposed=True)
    else:
        yield from _listed(words, noun + 1, sense, plural=plural)


def _listed(
    words: Words, i: int, sense: tuple[str, str | None], *, plural: bool, apposed: bool = False, called: bool = False
) -> Iterator[Found]:
    """The name that opens at ``i``, and when the noun is plural those listed with it."""
    size = len(words.text)
    while i < size:
        if words.text[i] in QUOTES and i + 1 < size:
            i += 1
        if not _nameable(words, i, sense):
            return
        end = _end(words, i)
        behind = words.low[end] if end < size else "."
        if apposed and behind not in _CLOSING and not (plural and behind == "and"):
            return
        if sense[0] == "Person" and not called and (end - i > 1 or behind in QUOTES | HYPHENS):
            return  # the shape of a full name tells as much, and more
        yield from _make(words, i, end, sense)
        if not plural:
            return
        i = end
        while i < size and (words.text[i] in QUOTES or words.text[i] == "," or words.low[i] == "and"):
            i += 1
        if i == end:
            return


def _before(words: Words, noun: int, sense: tuple[str, str | None]) -> Iterator[Found]:
    """The name before its noun: "X, a fishing company in Y"; "X is the gang that ..."."""
    if sense[0] != "Organization" or noun + 1 < len(words.text) and words.doc[noun + 1].pos_ in ("NOUN", "PROPN"):
        return
    i = noun - 1
    while i >= 0 and noun - i <= 5 and words.low[i] not in _ARTICLES:
        if words.cap[i] or not (words.doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "VERB", "NUM", "ADV") or words.text[i] in HYPHENS):
            return
        i -= 1
    if i < 2 or words.low[i] not in _ARTICLES:
        return
    if words.low[i] == "the" and words.doc[noun].dep_ not in ("appos", "attr"):
        return  # the noun begins a clause of its own
    joint = i - 1
    if words.text[joint] not in (",", "—", "–", "(", "--") and words.low[joint] not in ("is", "was"):
        return
    end = joint
    if words.text[end - 1] in QUOTES or words.text[end - 1] == ")":
        return
    start = end
    while (
        start
        and end - start < _LONGEST
        and (words.cap[start - 1] or words.low[start - 1] in _WITHIN and start < end and start > 1 and words.cap[start - 2])
    ):
        if words.low[start - 1] in _NOT_PERSONS - _WITHIN and start - 1 < end - 1 or words.text[start - 1] in QUOTES:
            break
        start -= 1
    while start < end and (not words.cap[start] or words.low[start] in ("the", "in", "on", "at")):
        start += 1
    if start == end or start and words.low[start - 1] in _LOCATIVE or not _nameable(words, start, sense):
        return
    if any(words.label[j] == "PERSON" for j in range(start, end)) and sense[1] is None:
        return
    if end - start == 1 and words.doc[start].pos_ not in ("PROPN", "NOUN"):
        return
    if any(words.taken[j] is not None for j in range(start, end)):
        return
    yield from _make(words, start, end, sense)


def _adjoined(words: Words, noun: int, sense: tuple[str, str | None], adjectives: Collection[str]) -> Iterator[Found]:
    """The name right before its noun: "the Amanecer newspaper", "the Norvento company"."""
    if sense not in (("Organization", "company"), ("Organization", "media")):
        return
    start = noun
    while start and words.cap[start - 1] and words.text[start - 1][0].isalpha() and words.taken[start - 1] is None:
        start -= 1
    if start == noun or words.low[start - 1 : start] not in (["the"], ["'s"], ["’s"]):
        return
    if not any(words.low[j] in adjectives or words.low[j] in _NOT_PERSONS | _TITLES for j in range(start, noun)):
        yield from _make(words, start, noun, sense)


def _members(words: Words, i: int) -> Iterator[Found]:
    """What somebody is a member of, or the boss: "members of the Black Anchors"."""
    if words.low[i : i + 1] == ["the"]:
        i += 1
    if i >= len(words.text) or not words.cap[i] or words.taken[i] is not None or not _nameable(words, i, ("Organization", None)):
        return
    end = _end(words, i)
    labels = {words.label[j] for j in range(i, end)}
    if labels & {"PERSON", "GPE", "LOC", "DATE"} or any(words.taken[j] is not None for j in range(i, end)) or end - i < 2:
        return
    if (
        words.low[i].rstrip(".") in _TITLES
        or words.low[end - 1] in _NOT_ENTITIES
        or end < len(words.text)
        and words.low[end] == "'s"
    ):
        return
    yield Found(words.number, i, end, "Organization", "other", (words.join(i, end),), 58)


def _owned(words: Words, noun: int) -> bool:
    """The noun is definite: "the dockers' union", "his eldest son", "two exchanges"."""
    return any(
        words.low[j] in _OWNED or words.low[j] in ("'s", "’s", "'", "’", "two", "three", "four", "five")
        for j in range(max(0, noun - 4), noun)
    )


def _nameable(words: Words, i: int, sense: tuple[str, str | None]) -> bool:
    if not words.cap[i] or not words.text[i][0].isalpha() or words.low[i] in _NOT_PERSONS:
        return False
    if sense[0] == "Person" and words.low[i].rstrip(".") in _TITLES:
        return False
    taken = words.taken[i]
    return taken is None or taken.type == "Place" and taken.kind not in ("country", "admin1", "region")


def _end(words: Words, start: int) -> int:
    """End of the capitalised words that open at ``start``, with the particles, hyphens and figures between them."""
    size = len(words.text)
    end = start
    while end < size and end - start < _LONGEST:
        if words.cap[end] and words.text[end][0].isalpha() and (end == start or words.low[end] not in _NOT_PERSONS):
            taken = words.taken[end]
            if taken is not None and taken.type != "Place":
                break
            end += 1
        elif (
            end > start
            and (words.low[end] in _PARTICLES or words.text[end] in HYPHENS | {"&"})
            and (after := _past_particles(words, end)) < size
            and words.cap[after]
        ):
            end = after
        elif end > start and words.text[end].isdigit() and len(words.text[end]) <= 2:
            end += 1
        else:
            break
    return end


def _past_particles(words: Words, i: int) -> int:
    size = len(words.text)
    while i < size and (words.low[i] in _PARTICLES and not words.cap[i] or words.text[i] in HYPHENS | {"&"}):
        i += 1
    return i


def _make(words: Words, start: int, end: int, sense: tuple[str, str | None]) -> Iterator[Found]:
    type_, kind = sense
    if end > start:
        if type_ == "Organization" and words.low[start] in ("los", "las"):
            kind = "criminal" if kind in (None, "other") else kind
        kind = None if type_ == "Person" else kind or "other"
        yield Found(words.number, start, end, type_, kind, (words.join(start, end),), _WEIGHT)
