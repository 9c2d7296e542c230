"""What a text makes of its persons, as far as "the defendant" or "the president" needs it: titles, harm, accusation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from entramado.extract.found import words_of
from entramado.extract.scene import Ref, Scene

_HARMED = words_of("nominals.yaml", "harmed")
_ACCUSED = words_of("nominals.yaml", "accused")
_PLEADS = words_of("nominals.yaml", "pleads")
_AGED: Final = re.compile(r"[A-Z][^,]{3,50}, (?:1[6-9]|[2-9]\d)\b")
"""How a table names a defendant: "Ana Prieto, 34, Lisbon"."""
_DEAD = frozenset(("find", "pronounce", "declare", "discover"))
_PUBLIC = words_of("nominals.yaml", "person", "titled") | frozenset(
    "attorney officer agent chief sergeant lieutenant captain counsel advisor adviser".split()
)


class Roles:
    """Roles by referent, read once from the parse."""

    def __init__(self, scene: Scene) -> None:
        self._titles: dict[int, set[str]] = {}
        self._harmed: set[int] = set()
        self._accused: set[int] = set()
        tabled = set(_tabled(scene))
        for ref in scene.refs:
            if ref.type != "Person":
                continue
            words = {
                word.lower() for title in ref.titles for word in scene.docs[title.passage][title.start : title.end].text.split()
            }
            self._titles[id(ref)] = words
            if ref.name and any(m.how == "name" and m.start == 0 and m.passage in tabled for m in ref.marks):
                self._accused.add(id(ref))
            for mark in ref.marks:
                for token in scene.tokens(mark):
                    self._read(token, ref)

    def _read(self, token: Token, ref: Ref) -> None:
        beside = token
        while beside.dep_ in ("conj", "appos") and beside.head.pos_ in ("PROPN", "NUM"):
            beside = beside.head  # "A, 36, and B, 43, are charged": each of those listed is
        verb = beside.head
        if beside.dep_ in ("nsubjpass", "dobj"):
            if verb.lemma_ in _HARMED or (verb.lemma_ in _DEAD and _dead(verb)):
                self._harmed.add(id(ref))
            if verb.lemma_ in _ACCUSED and not (verb.lemma_ == "accuse" and beside.dep_ == "dobj"):  # anyone may accuse another
                self._accused.add(id(ref))
        elif beside.dep_ == "nsubj" and verb.lemma_ in _PLEADS:
            self._accused.add(id(ref))
        elif beside.dep_ == "nsubj" and (verb.lemma_ == "die" or verb.lower_ == "dead"):
            self._harmed.add(id(ref))
        elif token.dep_ == "pobj" and verb.head.lemma_ in (
            "murder",
            "killing",
            "death",
            "kidnapping",
            "stabbing",
            "assassination",
        ):
            self._harmed.add(id(ref))
        if _called(beside, "victim") or _called(token, "victim"):
            self._harmed.add(id(ref))
        if _called(beside, "defendant") or _called(token, "defendant"):
            self._accused.add(id(ref))

    def bears(self, ref: Ref, noun: str) -> bool:
        """Whether a title of the person has this noun."""
        return noun in self._titles.get(id(ref), ())

    def is_official(self, ref: Ref) -> bool:
        return bool(self._titles.get(id(ref), set()) & _PUBLIC)

    def is_harmed(self, ref: Ref) -> bool:
        return id(ref) in self._harmed and id(ref) not in self._accused and not self.is_official(ref)

    def is_bystander(self, ref: Ref) -> bool:
        """Neither accused nor of the court or the police, in a text that accuses someone: who else is "the victim"?"""
        return bool(self._accused) and id(ref) not in self._accused and not self.is_official(ref)

    def is_accused(self, ref: Ref) -> bool:
        return id(ref) in self._accused and not self.is_official(ref)


def _called(token: Token, noun: str) -> bool:
    """Whether a name is told to be the victim, or the defendant: beside the noun, or "identified the defendant as X"."""
    if (token.dep_ == "appos" and token.head.lemma_ == noun) or any(c.lemma_ == noun for c in token.children):
        return True
    verb = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ != "as":
        return False
    if verb.lemma_ == noun:  # the parser hangs "as X" on the noun
        return bool(verb.head.lemma_ == "identify")
    return verb.lemma_ == "identify" and any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_ == noun for c in verb.children)


def _dead(verb: Token) -> bool:
    return any(t.lower_ == "dead" for t in verb.subtree if 0 < t.i - verb.i < 6)


def _tabled(scene: Scene) -> Iterator[int]:
    """Passages of a table of defendants: "Defendant", "Charges", then a line for each with name, age and town."""
    below: int | None = None
    for number, passage in enumerate(scene.passages):
        line = passage.text.strip().lower()
        if line in ("defendant", "defendants", "co-defendant", "co-defendants"):
            below = number
        elif line.startswith("circumstances"):
            below = None
        elif below is not None and _AGED.match(passage.text):
            yield number
