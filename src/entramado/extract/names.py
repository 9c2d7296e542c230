"""Who and what a document names: candidates of all recognisers, the overlaps decided, and the mentions of one thing joined."""

from __future__ import annotations

from collections.abc import Mapping

from entramado.extract.datelines import dateline
from entramado.extract.found import Found, Words, settle
from entramado.extract.groups import groups
from entramado.extract.introduced import NOTHING, introduced
from entramado.extract.lexicon import lexicon
from entramado.extract.linking import link
from entramado.extract.offices import offices
from entramado.extract.organisations import organisations
from entramado.extract.persons import articled, persons
from entramado.extract.placenames import gazetteer
from entramado.extract.scene import Scene
from entramado.extract.shortforms import acronyms, nicknames
from entramado.extract.sites import sites
from entramado.extract.unknown import labelled_bodies
from entramado.extract.whereabouts import demonyms
from entramado.knowledge import Knowledge

_SURE_PLACE = 55
_LIKELY_PLACE = 44
"""Weights from which a place stands before patterns are tried, and from which it stands against one-word persons."""
_GIVES_WAY = frozenset(("Person", "Place"))
"""What a nickname that the text announces ("known as El Lobo") takes over."""
_NAMED = frozenset(("Person", "Organization"))


def names(scene: Scene, knowledge: Knowledge) -> None:
    """Mark every named person, body, place, substance and activity, each mention tied to its referent."""
    passages = [Words.of(n, doc, scene.passages[n].kind) for n, doc in enumerate(scene.docs)]
    common = frozenset(low for words in passages for low, cap in zip(words.low, words.cap, strict=True) if not cap)
    adjectives = demonyms(knowledge)
    found = [f for words in passages for f in recognise(words, knowledge, common, adjectives)]
    link(scene, passages, found, knowledge)


def recognise(words: Words, knowledge: Knowledge, common: frozenset[str], adjectives: Mapping[str, str]) -> list[Found]:
    """Names of one passage. Tables come first, then patterns, then what only the statistical model saw."""
    if words.kind == "dateline":
        return settle(words, dateline(words, knowledge))
    rows = list(lexicon(words, knowledge, adjectives))
    known = settle(words, [f for f in rows if f.type in _NAMED and not f.colloquial])
    places = settle(words, [f for f in gazetteer(words, knowledge, adjectives) if f.weight >= _SURE_PLACE])
    patterns = [
        *offices(words),
        *organisations(words),
        *sites(words, adjectives),
        *introduced(words, adjectives),
        *groups(words, knowledge, adjectives),
    ]
    patterns += [f for f in rows if f.colloquial and not any(p.covers(f) for p in patterns)]
    for held in [*known, *places]:
        if any(p.start < held.end and held.start < p.end if held.type == "Place" else p.covers(held) for p in patterns):
            words.release(held)
    bodies = settle(words, patterns)
    settle(words, places)
    settle(words, [f for f in rows if f.type not in _NAMED])
    likely = [f for f in gazetteer(words, knowledge, adjectives) if f.weight >= _LIKELY_PLACE]
    people = [f for f in settle(words, [*persons(words, common, knowledge), *likely]) if f.type == "Person"]
    settle(words, acronyms(words, [*known, *bodies, *people]))
    aliases = list(nicknames(words, people))
    for alias in aliases:
        for f in words.taken[alias.start : alias.end]:
            if f is not None and f.type in _GIVES_WAY and alias.start <= f.start and f.end <= alias.end:
                words.release(f)
    settle(words, aliases)
    settle(words, [*articled(words), *gazetteer(words, knowledge, adjectives), *labelled_bodies(words, common)])
    return list(dict.fromkeys(f for f in words.taken if f is not None and f.type != NOTHING))
