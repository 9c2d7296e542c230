"""What a text makes of its persons, as far as "the defendant" or "the president" needs it: titles, harm, accusation."""

from __future__ import annotations

from spacy.tokens import Token

from entramado.extract.found import words_of
from entramado.extract.scene import Ref, Scene

_HARMED = words_of("nominals.yaml", "harmed")
_ACCUSED = words_of("nominals.yaml", "accused")
_PLEADS = words_of("nominals.yaml", "pleads")
_PUBLIC = words_of("nominals.yaml", "person", "titled") | frozenset(
    "attorney officer agent chief sergeant lieutenant captain counsel advisor adviser".split()
)


class Roles:
    """Roles by referent, read once from the parse."""

    def __init__(self, scene: Scene) -> None:
        self._titles: dict[int, set[str]] = {}
        self._harmed: set[int] = set()
        self._accused: set[int] = set()
        for ref in scene.refs:
            if ref.type != "Person":
                continue
            words = {
                word.lower() for title in ref.titles for word in scene.docs[title.passage][title.start : title.end].text.split()
            }
            self._titles[id(ref)] = words
            for mark in ref.marks:
                for token in scene.tokens(mark):
                    self._read(token, ref)

    def _read(self, token: Token, ref: Ref) -> None:
        verb = token.head
        if token.dep_ in ("nsubjpass", "dobj"):
            if verb.lemma_ in _HARMED:
                self._harmed.add(id(ref))
            if verb.lemma_ in _ACCUSED:
                self._accused.add(id(ref))
        elif token.dep_ == "nsubj" and verb.lemma_ in _PLEADS:
            self._accused.add(id(ref))
        elif token.dep_ == "pobj" and verb.head.lemma_ in (
            "murder",
            "killing",
            "death",
            "kidnapping",
            "stabbing",
            "assassination",
        ):
            self._harmed.add(id(ref))
        if token.dep_ == "appos" and token.head.lemma_ == "victim" or any(c.lemma_ == "victim" for c in token.children):
            self._harmed.add(id(ref))
        if token.dep_ == "appos" and token.head.lemma_ == "defendant" or any(c.lemma_ == "defendant" for c in token.children):
            self._accused.add(id(ref))

    def bears(self, ref: Ref, noun: str) -> bool:
        """Whether a title of the person has this noun."""
        return noun in self._titles.get(id(ref), ())

    def is_official(self, ref: Ref) -> bool:
        return bool(self._titles.get(id(ref), set()) & _PUBLIC)

    def is_harmed(self, ref: Ref) -> bool:
        return id(ref) in self._harmed and not self.is_official(ref)

    def is_accused(self, ref: Ref) -> bool:
        return id(ref) in self._accused and not self.is_official(ref)
