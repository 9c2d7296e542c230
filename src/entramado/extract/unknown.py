"""Bodies that only the statistical model saw: taken when their form bears it out."""

from __future__ import annotations

from collections.abc import Iterator

from entramado.extract.found import HYPHENS, Found, Words, words_of

_NOT_ENTITIES = words_of("names.yaml", "not_entities")
_NOT_PERSONS = words_of("names.yaml", "not_persons")
_TITLES = words_of("names.yaml", "titles")
_HONORIFICS = words_of("names.yaml", "honorifics")
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
        if end < size and words.cap[end] and words.low[end].rstrip(".") in _TITLES:
            i = end  # "Guatemalan Interior Minister": a title goes on
            continue
        if _is_body(words, i, end, common):
            yield Found(words.number, i, end, "Organization", "other", (words.join(i, end),), 34)
        i = max(end, i + 1)


def _is_body(words: Words, start: int, end: int, common: frozenset[str]) -> bool:
    large = [words.low[j] for j in range(start, end) if words.cap[j] and words.text[j][0].isalpha()]
    if len(large) == 1:
        word = words.text[start]
        return (
            end == start + 1
            and word.isupper()
            and word.isalpha()
            and 3 <= len(word) <= 6
            and words.low[start] not in _NO_INITIALS | _NOT_PERSONS
        )
    if len(large) < 2 or len(large) > 5 or len(large) < sum(words.text[j] not in HYPHENS for j in range(start, end)):
        return False
    if (
        any(c.isdigit() for j in range(start, end) for c in words.text[j])
        or words.low[end - 1].removesuffix("s") in _NOT_ENTITIES
        or words.low[end - 1] in _NOT_ENTITIES
        or large[0] in _TITLES | _HONORIFICS
        or large[0] in _NOT_PERSONS
    ):
        return False
    return any(low not in common and low not in _TITLES for low in large)
