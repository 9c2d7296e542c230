"""How prominently a clause sets a body: what "the group" and "its" go on to speak of is the subject of the telling, not
whom it broke with, fought or fled from.

Grammatical roles are ranked as Lappin and Leass (1994) rank them (subject, object, oblique); an oblique of parting or
strife ranks last, since it brings in a body only to set another off from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from spacy.tokens import Token

from entramado.extract.scene import Ref

_SUBJECT: Final = frozenset(("nsubj", "nsubjpass"))
_OPPOSING: Final = frozenset(("against", "with", "from", "by", "between", "than", "over", "unlike", "versus", "like"))
_STRIFE: Final = frozenset(
    "fight attack battle rival oppose confront challenge defeat oust expel ambush leave abandon quit betray join absorb supply "
    "pay bribe rob raid target".split()
)
_INSIDE: Final = frozenset(("of", "for", "in", "at", "within"))
_PER_SENTENCE: Final = 0.8
_PER_MENTION: Final = 0.2
_MENTIONS: Final = 5
"""Mentions beyond which one more says nothing."""


class Seen(Protocol):
    """A mention on the discourse list, with the number of its sentence."""

    @property
    def ref(self) -> Ref: ...
    @property
    def sentence(self) -> int: ...
    @property
    def token(self) -> Token: ...


def prominence(token: Token) -> float:
    """From 0 (a foe, an origin) to 3 (the subject of a main clause), by the role of a name's head."""
    while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    if token.dep_ in _SUBJECT:
        return 3.0 if token.head.dep_ in ("ROOT", "conj", "ccomp") else 2.5
    if token.dep_ in ("dobj", "attr", "oprd", "ROOT"):
        return 0.5 if token.head.lemma_ in _STRIFE else 2.2
    if token.dep_ in ("poss", "compound", "nmod", "appos") and token.head.pos_ in ("NOUN", "PROPN"):
        return min(2.5, max(1.0, prominence(token.head)))
    if token.dep_ == "pobj" and token.head.pos_ == "ADP":
        if token.head.lower_ in _OPPOSING:
            return 0.0
        above = token.head.head
        if token.head.lower_ in _INSIDE and above.pos_ in ("NOUN", "PROPN"):
            return min(2.5, max(1.0, prominence(above)))
        return 1.2
    return 1.0


def foremost(candidates: Iterable[Seen], number: int) -> Ref | None:
    """The body that the text before sentence ``number`` is about: the best of the mentions, the latest first."""
    best: dict[int, float] = {}
    count: dict[int, int] = {}
    refs: dict[int, Ref] = {}
    for seen in candidates:
        key = id(seen.ref)
        refs.setdefault(key, seen.ref)
        count[key] = count.get(key, 0) + 1
        best[key] = max(best.get(key, -9.0), prominence(seen.token) - _PER_SENTENCE * (number - seen.sentence))
    ranked = {key: score + _PER_MENTION * min(count[key], _MENTIONS) for key, score in best.items()}
    return refs[max(ranked, key=lambda key: ranked[key])] if ranked else None
