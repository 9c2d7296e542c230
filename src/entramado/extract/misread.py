"""Verbs that the tagger takes for nouns behind a name ("The Sinaloa Cartel ships heroin to …"): their frames, read off the words.

A small model reads a capitalised name and the plain present behind it as one compound noun. The name's own bounds are known
here, so the verb can be told: it stands right behind a name, is no part of it, and governs what follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from entramado.extract.frames import Frame, conjuncts, verb_frame
from entramado.extract.scene import Scene

_REACH: Final = 30


def misread(scene: Scene, sentence: TokenSpan, stems: Collection[str]) -> Iterator[Frame]:
    """Frames of verbs in the third person that the parse holds for nouns, of lemmas among ``stems``."""
    for token in sentence:
        if token.pos_ not in ("NOUN", "PROPN") or token.i == sentence.start or not token.lower_.endswith("s") or token.is_title:
            continue
        lemma = next((form for form in _stems(token.lower_) if form in stems), None)
        mark = scene.mark_at(token.nbor(-1))
        if lemma is None or scene.mark_at(token) is not None or not _governs(token):
            continue
        if mark is not None and mark.how == "name" and mark.ref.type in ("Person", "Organization"):
            yield _frame(token, lemma, [token.doc[mark.end - 1]])
        elif token.tag_ == "NNS" and token.nbor(-1).lower_ == "and" and (shared := _shared(token)):
            yield _frame(token, lemma, shared)


def _stems(word: str) -> tuple[str, ...]:
    return (word[:-1], word[:-2], word[:-3] + "y") if len(word) > 4 else (word[:-1],)


def _governs(token: Token) -> bool:
    """Whether an object or a place follows, as behind a verb; a finite verb or a stop follows a noun."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and (
        following.pos_ in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADP", "VERB")
        and following.tag_ not in ("VBD", "VBZ", "VBP", "MD")
        or following.head is following
        or following.pos_ == "ADV"
        and following.i + 1 < len(token.doc)
        and following.nbor().pos_ == "ADP"
        or following.pos_ == "VERB"
        and following.tag_ == "VBP"
    )


def _shared(token: Token) -> list[Token]:
    """The subject of the verb whose object the parse joined it to: "manages the fleet and answers to X"."""
    verb, object_ = token.head.head, token.head
    joined = token.dep_ == "conj" and object_.dep_ == "dobj"
    joined = joined or (token.dep_ == "nsubj" and object_.dep_ == "conj" and object_.i == token.i + 1)  # "and cooks heroin"
    return verb_frame(verb).agent if joined and verb.tag_ == "VBZ" else []


def _frame(verb: Token, lemma: str, subjects: list[Token]) -> Frame:
    frame = Frame(verb, lemma, True, agent=subjects)
    for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + _REACH)]:
        if (
            token.text in (";", ":")
            or token.tag_ in ("WP", "WDT", "WRB")
            or (token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "MD"))
        ):
            break
        if token.pos_ == "ADP":
            for child in token.children:
                if child.dep_ == "pobj":
                    frame.oblique.setdefault(token.lower_, []).extend(conjuncts(child))
        elif not frame.patient and not frame.oblique and not _inside(token):
            frame.patient = conjuncts(token)
    return frame


def _inside(token: Token) -> bool:
    """Whether a word only leads up to the head of its phrase."""
    return token.pos_ not in ("NOUN", "PROPN", "PRON", "VERB") or (
        token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i
    )
