"""Who and what a document names: candidates of all recognisers, the overlaps decided, and the mentions of one thing joined."""

from __future__ import annotations

from entramado.extract.found import Found, Words, settle
from entramado.extract.lexicon import lexicon
from entramado.extract.linking import link
from entramado.extract.organisations import acronyms, organisations
from entramado.extract.persons import nicknames, persons
from entramado.extract.placenames import gazetteer, sites
from entramado.extract.scene import Scene
from entramado.knowledge import Knowledge


def names(scene: Scene, knowledge: Knowledge) -> None:
    """Mark every named person, body, place, substance and activity, each mention tied to its referent."""
    passages = [Words.of(n, doc, scene.passages[n].kind == "headline") for n, doc in enumerate(scene.docs)]
    common = _common(passages)
    found: list[Found] = []
    for words in passages:
        found += recognise(words, knowledge, common)
    link(scene, passages, found, knowledge)


def recognise(words: Words, knowledge: Knowledge, common: frozenset[str]) -> list[Found]:
    """Names of one passage. Tables come first, then patterns, then what only the statistical model saw."""
    known = settle(words, (f for f in lexicon(words, knowledge) if not f.colloquial))
    places = settle(words, [f for f in gazetteer(words, knowledge) if f.weight >= 70])
    patterns = list(organisations(words, knowledge))
    for f in places:
        if any(p.start < f.end and f.start < p.end for p in patterns):
            _release(words, f)
    kept_places = [f for f in places if words.taken[f.start] is f]
    bodies = settle(words, [*patterns, *sites(words)])
    short = settle(words, acronyms(words, [*known, *bodies]))
    rest = settle(words, [*persons(words, common), *nicknames(words), *gazetteer(words, knowledge)])
    return sorted({id(f): f for f in [*known, *kept_places, *bodies, *short, *rest]}.values(), key=lambda f: f.start)


def _release(words: Words, found: Found) -> None:
    for i in range(found.start, found.end):
        if words.taken[i] is found:
            words.taken[i] = None


def _common(passages: list[Words]) -> frozenset[str]:
    """Words that the document writes in small letters."""
    return frozenset(low for words in passages for low, cap in zip(words.low, words.cap, strict=True) if not cap)
