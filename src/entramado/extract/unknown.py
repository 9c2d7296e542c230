"""Bodies that only the statistical model saw: taken when their form bears it out."""

from __future__ import annotations

from collections.abc import Iterator

from entramado.extract.found import HYPHENS, Found, Words, words_of

_NOT_ENTITIES = words_of("names.yaml", "not_entities")
_NOT_PERSONS = words_of("names.yaml", "not_persons")
_TITLES = words_of("names.yaml", "titles")
_NO_INITIALS = words_of("names.yaml", "no_initials")


def labelled_bodies(words: Words, common: frozenset[str]) -> Iterator[Found]:
    """Runs labelled ORG with two capitalised words or more, or of initials, that are no common words of the document."""
    if words.headline:
        return
    size = len(words.text)
    i = 0
    while i < size:
        if words.label[i] != "ORG" or not words.cap[i] or words.taken[i] is not None:
            i += 1
            continue
        end = i
        while end < size and words.label[end] == "ORG" and words.taken[end] is None:
            end += 1
        while end > i and not words.cap[end - 1]:
            end -= 1
        large = [j for j in range(i, end) if words.cap[j] and words.text[j][0].isalpha()]
        named = [j for j in large if words.low[j] not in common and words.low[j] not in _TITLES | _NOT_PERSONS]
        initials = len(large) == 1 and words.text[i].isupper() and 3 <= len(words.text[i]) <= 6 and words.low[i] not in _NO_INITIALS
        if initials or len(large) > 1 and named and words.low[end - 1] not in _NOT_ENTITIES and words.text[end - 1] not in HYPHENS:
            yield Found(words.number, i, end, "Organization", "other", (words.join(i, end),), 34)
        i = max(end, i + 1)
