"""What the words beside a capitalised run say for its being a person: an age, a noun for a person, an alias, a verb."""

from __future__ import annotations

import re
from typing import Final

from entramado.extract.found import Found, Words, table, words_of

_PERSON_NOUNS: Final = words_of("names.yaml", "small_titles") | {
    noun
    for kinds in (table("nominals.yaml")["person"], table("introductions.yaml")["nouns"]["Person"])
    for line in kinds.values()
    for noun in str(line).split()
}
_ALIAS: Final = re.compile(
    r"[,(]? ?(?:(?:also |better )?known (?:as|by)|alias\b|aka\b|a\.?k\.?a\b|a ?/ ?k ?/ ?a\b|nicknamed)", re.IGNORECASE
)
_YEARS: Final = re.compile(r", (?:an? )?\d\d-year-old\b")
_HEADED: Final = frozenset("led headed commanded run founded owned".split())
_BEFALL: Final = frozenset("arrest capture murder assassination trial son daughter wife widow brother sister extradition".split())
_PERSON_ENDINGS: Final = ("ist", "man", "woman", "ician", "arian", "eer")


def aged(words: Words, begin: int, end: int) -> bool:
    """An age stands beside the name: "Ana Ruiz, 34, …", "Ana Ruiz (34)", "Ana Ruiz, who is 34", "34-year-old Ana Ruiz"."""
    if words.low[max(0, begin - 2) : begin] == ["-", "old"] or _YEARS.match(words.join(end, min(len(words.text), end + 9))):
        return True
    behind = words.text[end : end + 4]
    if behind[1:3] == ["who", "is"]:
        behind = [",", *behind[3:], ","]
    return (
        len(behind) > 2
        and behind[0] in (",", "(")
        and behind[1].isdigit()
        and 9 < int(behind[1]) < 100
        and behind[2] in (",", ")", ".", ";", "-", "and", "of")
    )


def described(words: Words, begin: int) -> bool:
    """A noun for a person leads up to the name: "a chemist, Ana Ruiz, …", "the fisherman Ana Ruiz"."""
    i = begin - 1
    if i > 0 and (words.low[i] == "by" and words.low[i - 1] in _HEADED or words.low[i] == "of" and words.low[i - 1] in _BEFALL):
        return True  # "a cell led by Ana Ruiz", "the arrest of Ana Ruiz"
    if i > 0 and words.text[i] == ",":
        i -= 1
    if i < 1 or words.cap[i] or words.doc[i].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    return words.low[i] in _PERSON_NOUNS or words.low[i].endswith(_PERSON_ENDINGS)


def renamed(words: Words, end: int) -> bool:
    """Another name is announced behind it: "Ana Ruiz, also known as …", "Ana Ruiz, alias …"."""
    return bool(_ALIAS.match(words.join(end, min(len(words.text), end + 9))))


def apposed(words: Words, end: int) -> bool:
    """Somebody is described behind the name: "Leticia, a packer at …"."""
    return words.text[end : end + 1] == [","] and words.low[end + 1 : end + 2] in (["a"], ["an"])


def acts(words: Words, i: int) -> bool:
    """The name is the subject of a verb, owns something, or an administration is called after it."""
    token = words.doc[i]
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ == "VERB" and token.head.i > i:
        return True
    behind = words.low[i + 1] if i + 1 < len(words.text) else ""
    return behind in ("'s", "’s", "administration")


def holds_post(words: Words, found: Found) -> bool:
    """A post with its body runs up to the name: "Director General of the Narcotics Control Bureau Wei Xiaojun"."""
    assert found.title is not None
    body = words.taken[found.start - 1]
    return body is not None and body.type == "Organization" and found.title[0] < body.start
