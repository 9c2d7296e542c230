"""Groups and businesses by the Spanish shape of their names ("Los Nuevos", "Gente de la Sierra", "Transportes Gama") and by
a common noun behind the name ("the Okie Town gang", "the Mora family network").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from entramado.extract.found import HYPHENS, QUOTES, Found, Words, table, words_of
from entramado.knowledge import Knowledge
from entramado.knowledge.folding import fold

_TABLE: Final = "introductions.yaml"
_OPENERS: Final = {fold(word): kind for kind, line in table(_TABLE)["openers"].items() for word in str(line).split()}
_WITH_ARTICLE: Final = frozenset(map(fold, str(table(_TABLE)["bodies_with_article"]).split()))
_SMALL_HEADS = words_of(_TABLE, "small_heads")
_OF_PLACES = words_of(_TABLE, "of_places")
_FAMILY_HEADS = words_of(_TABLE, "family_heads")
_LONG_HEADS = words_of(_TABLE, "long_heads") - {"family"}
_BETWEEN = words_of(_TABLE, "between")
_NOT_PERSONS = words_of("names.yaml", "not_persons")
_TITLES = words_of("names.yaml", "titles") - {"king", "queen", "prince", "lady"}
_PARTICLES: Final = frozenset("de del la las los el y e".split())
_SETS: Final = frozenset("crips bloods kings mafia disciples zetas nortenos surenos sureños norteños".split())
"""Groups of which local sets exist, each with a name of its own: the Hilltop Crips, the New Mexican Mafia."""
_LONGEST: Final = 6


def groups(words: Words, knowledge: Knowledge, adjectives: Collection[str]) -> Iterator[Found]:
    """Candidates of one passage."""
    if words.headline:
        return
    for i in range(len(words.text)):
        if words.low[i] in _SMALL_HEADS | _FAMILY_HEADS | _LONG_HEADS and not words.cap[i]:
            yield from _small_head(words, i, adjectives)
        if not words.cap[i]:
            continue
        taken = words.taken[i]
        if taken is not None and taken.type == "Organization" and taken.kind == "criminal" and taken.start == i:
            yield from _longer(words, taken, adjectives)
        if taken is None or taken.type == "Place":
            yield from _opened(words, i, knowledge)


def _opened(words: Words, i: int, knowledge: Knowledge) -> Iterator[Found]:
    """Los Nuevos, La Compañía del Norte, Gente de la Sierra, Transportes Gama."""
    size = len(words.text)
    if i and words.cap[i - 1] and words.doc[i - 1].pos_ in ("PROPN", "NOUN", "ADJ") and not words.doc[i].is_sent_start:
        return
    low = fold(words.text[i])
    if low in ("los", "las") and i + 1 < size and words.cap[i + 1]:
        end = _run(words, i + 1)
        if knowledge.places.find(words.join(i, end)) or knowledge.places.find(words.join(i, i + 2)):
            return
        yield Found(words.number, i, end, "Organization", "criminal", (words.join(i, end),), 76)
    elif low == "la" and i + 1 < size and words.cap[i + 1] and fold(words.text[i + 1]) in _WITH_ARTICLE:
        end = _run(words, i + 1)
        yield Found(words.number, i, end, "Organization", "criminal", (words.join(i, end),), 76)
    elif low in _OPENERS:
        end = _run(words, i)
        kind = _OPENERS[low]
        words_in = sum(words.cap[i + 1 : end])
        if not words_in or end < size and words.text[end] in QUOTES and words.low[i] in ("clan", "banda"):
            return
        if kind == "criminal" and words.low[i + 1] not in _PARTICLES and low in ("gente", "barrio", "clan") and words_in > 2:
            return
        yield Found(words.number, i, end, "Organization", kind, (words.join(i, end),), 79)


def _run(words: Words, start: int) -> int:
    """End of the capitalised words that open at ``start``, with Spanish particles between them."""
    size = len(words.text)
    end = start + 1
    while end < size and end - start < _LONGEST:
        taken = words.taken[end]
        if words.cap[end] and words.text[end][0].isalpha() and words.low[end] not in _NOT_PERSONS:
            if taken is not None and taken.type != "Place":
                break
            end += 1
            continue
        after = end
        while after < size and words.low[after] in _PARTICLES and not words.cap[after]:
            after += 1
        if end < after < size and words.cap[after]:
            end = after
        else:
            break
    return end


def _small_head(words: Words, head: int, adjectives: Collection[str]) -> Iterator[Found]:
    """The name before a noun in small letters; the noun belongs to the longer form of it."""
    stop = head
    while stop and words.low[stop - 1] in _BETWEEN and not words.cap[stop - 1]:
        stop -= 1
    family = words.low[head - 1 : head] == ["family"] or words.low[max(0, head - 2) : head] == ["crime", "family"]
    if family:
        stop = head - 1
        while stop and words.low[stop - 1] in ("family", "crime") and not words.cap[stop - 1]:
            stop -= 1
    elif words.low[head] not in _SMALL_HEADS | _LONG_HEADS:
        return
    if family and words.low[head] not in _FAMILY_HEADS:
        return
    start = stop
    while (
        start and stop - start < 4 and (words.cap[start - 1] and words.text[start - 1][0].isalpha() or _hyphen(words, start - 1))
    ):
        taken = words.taken[start - 1]
        if taken is not None and taken.type != "Place":
            return
        start -= 1
    while start < stop and (words.low[start] in _NOT_PERSONS | _TITLES or words.low[start] in adjectives):
        start += 1
    if start == stop or words.text[start] in HYPHENS:
        return
    if not family and words.low[head] in _LONG_HEADS and (stop - start < 2 or words.low[start - 1 : start] != ["the"]):
        return
    held = [words.taken[j] for j in range(start, stop)]
    if (
        held[0] is not None
        and held[0].start == start
        and held[0].end == stop
        and not family
        and words.low[head] not in _OF_PLACES
    ):
        return
    if held[0] is not None and held[0].kind == "country":
        return
    full, bare = words.join(start, head + 1), words.join(start, stop)
    if family:
        forms: tuple[str, ...] = (full, f"{bare} {words.text[head]}", f"{bare} family")
    elif stop - start > 1 and words.low[head] not in _OF_PLACES:
        yield Found(words.number, start, stop, "Organization", "criminal", (bare, full), 78)
        return
    else:
        forms = (full,)
    yield Found(words.number, start, head + 1, "Organization", "criminal", forms, 78)


def _hyphen(words: Words, i: int) -> bool:
    return words.text[i] in HYPHENS and i > 0 and words.cap[i - 1] and not words.space[i] and not words.space[i - 1]


def _longer(words: Words, known: Found, adjectives: Collection[str]) -> Iterator[Found]:
    """A group whose name contains that of another: Gente Nueva de Nayarit, the Hilltop Crips."""
    end = known.end
    after = end
    while after < len(words.text) and words.low[after] in _PARTICLES and not words.cap[after]:
        after += 1
    if end < after < len(words.text) and words.cap[after] and words.low[end] in ("de", "del"):
        stop = _run(words, after)
        full = words.join(known.start, stop)
        yield Found(words.number, known.start, stop, "Organization", "criminal", (full,), 86)
        return
    start = known.start
    if words.low[end - 1] not in _SETS:
        return
    while start and words.cap[start - 1] and words.text[start - 1][0].isalpha() and words.taken[start - 1] is None:
        low = words.low[start - 1]
        if low in _NOT_PERSONS | _TITLES or low in adjectives or words.doc[start - 1].is_sent_start:
            break
        start -= 1
    if start < known.start:
        yield Found(words.number, start, end, "Organization", "criminal", (words.join(start, end),), 86)
