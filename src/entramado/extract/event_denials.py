"""Who tells a figure again, and who disputes an event: "X put the dead at 11", "X denied killing Y", "X calls that a lie"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from entramado.extract.happening import CRIMES, Event, Happening
from entramado.extract.rules import load, words
from entramado.extract.scene import Scene, Speaker

_DISPUTED: Final = CRIMES | {"meeting", "payment", "information_transfer", "succession"}
"""Kinds that "the claim" or "that" can speak of; an arrest that was made is not what an accused denies."""
_FALSE: Final = words("events", "untrue")
_CLAIMS: Final = words("events", "claims")


def voice(scene: Scene, verb: Token) -> list[Speaker] | None:
    """The subject of a verb as who says what stands under it; None when it is no one who could speak."""
    for subject in (c for c in verb.children if c.dep_ == "nsubj"):
        ref = scene.ref_at(subject)
        if ref is not None and ref.name:
            return [Speaker(ref.name, ref, verb.lemma_, "stated", named=True)]
        if subject.pos_ in ("NOUN", "PROPN") and subject.lemma_.lower() not in _CLAIMS:
            worded = verb.doc[subject.left_edge.i : subject.i + 1].text
            return [Speaker(worded, ref, verb.lemma_, "stated", named=False)]
    return None


def disputes(sentence: TokenSpan) -> Iterator[Token]:
    """The verbs by which a sentence calls what was told before it false: "calls that a fairy tale", "denied the accusation"."""
    denial = load("attribution")["denial"]
    for verb in sentence:
        if verb.pos_ != "VERB" or any(c.dep_ == "neg" for c in verb.children):
            continue
        below = [c for c in verb.children if c.i > verb.i]
        told = [c for c in below if c.lower_ in ("that", "this", "it") or (c.pos_ == "NOUN" and c.lemma_ in _CLAIMS)]
        told = [c for c in told if c.dep_ in ("dobj", "nsubj")] or [
            s for c in below for s in c.children if s.dep_ == "nsubj" and s.lower_ in ("that", "this", "it")
        ]
        told = told or [t for t in verb.doc[verb.i + 1 : verb.i + 2] if t.lower_ in ("that", "this", "it")]
        if not told:
            continue
        judged = {t.lemma_.lower() for c in below for t in (c, *c.children)}
        if denial.of(verb.lemma_.lower()) or (verb.lemma_ in ("call", "dub", "brand", "deem") and judged & _FALSE):
            yield verb


def disputed(happening: Happening, events: Sequence[Event]) -> Event | None:
    """The event that a denial answers.

    A denial that names the act answers the event of that kind with a party in common; one that only says "that", the event
    told last.
    """
    if happening.kind == "denial":
        near = [
            (h.sentence, h.trigger.i, e)
            for e in events
            for h in e.mentions
            if e.kind in _DISPUTED and 0 < happening.sentence - h.sentence <= 1
        ]
        return max(near, key=lambda found: found[:2], default=(0, 0, None))[2]
    parties = {id(r) for r in happening.refs(*happening.roles)}
    return next(
        (e for e in events if e.kind == happening.kind and parties & {id(r) for r in e.refs("agent", "victim", "target")}), None
    )
