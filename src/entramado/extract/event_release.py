"""What a release tells once: the day of what it announces, and the place of the crime that it goes on to tell."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from entramado.extract.event_agreement import COURT
from entramado.extract.event_triggers import AT
from entramado.extract.happening import Event
from entramado.extract.scene import Ref, Scene
from entramado.model.values import PartialDate

_OFFICES: Final = re.compile(
    r"immediate release|district attorney|state.s attorney|attorney.s office|department of justice|prosecutor.s office",
    re.IGNORECASE,
)
_BENCH: Final = re.compile(r"\b(?:Department [A-Z]|Justice Center|Superior Court|sentenc|convicted|pleaded|arraign|charged with)")
"""Words of a sentence that tells of the court, whose places are not those of the crime."""
_CRIMES: Final = frozenset(["killing", "attack", "kidnapping"])
_STORY: Final = 10
"""Sentences that a place holds for."""
_HEAD: Final = 900
"""Characters in which a page says whose release it is."""
_TODAY: Final = re.compile(
    r"\btoday\b[^.]{0,20}\b(?:announced|said|unsealed)\b|\b(?:announced|said|unsealed)\b[^.]{0,20}\btoday\b", re.IGNORECASE
)
_HEADLINE: Final = {
    "charge": re.compile(r"\b(?:charged|indicted|arraigned)\b", re.IGNORECASE),
    "conviction": re.compile(r"\b(?:convicted|(?:pleads?|found) guilty)\b", re.IGNORECASE),
    "sentencing": re.compile(r"\bsentenced\b", re.IGNORECASE),
}


def announce(events: list[Event], scene: Scene, published: PartialDate | None) -> None:
    """Give an undated charge, conviction or sentence the day of the release that announces it, in its lead or its headline."""
    if published is None or published.day is None or not _OFFICES.search(scene.document.text[:_HEAD]):
        return
    title = scene.document.title or ""
    headlines = " ".join([title, *(p.text for p in scene.passages if p.kind == "headline")])
    told: set[str] = set()
    sentenced = any(e.kind == "sentencing" and not e.predicted and e.date in (None, published) for e in events)
    for event in events:
        if event.kind not in _HEADLINE or event.predicted:
            continue
        first = event.kind not in told
        told.add(event.kind)
        if event.dates or event.inferred_date is not None or not first or (event.kind == "conviction" and sentenced):
            continue  # who is sentenced today was convicted before
        lead = next((h for h in event.mentions if _TODAY.search(h.trigger.sent.text)), None)
        if lead is not None or _HEADLINE[event.kind].search(headlines):
            event.inferred_date = published, lead or event.mentions[0]


def locate(events: list[Event], scene: Scene) -> None:
    """Give a crime that a court text tells without a place the one that its story named last: "in a car park in Lisbon"."""
    if not any(event.kind in COURT for event in events):
        return
    for event in events:
        if event.kind not in _CRIMES or event.predicted or event.places or event.inferred_places:
            continue
        for happening in event.mentions:
            places = _last_places(scene, happening.trigger)
            if places:
                event.inferred_places = [(place, happening) for place in places]
                break


def _last_places(scene: Scene, trigger: Token) -> list[Ref]:
    """The street and town that the sentences before an event say things were in, not a court's or a home town."""
    number = scene.number(trigger)
    told = [s for doc in scene.docs[max(0, number - 2) : number + 1] for s in doc.sents]
    before = [s for s in told if (scene.number(s[0]), s.start) <= (number, trigger.i)]
    for sentence in reversed(before[-_STORY:]):
        if _BENCH.search(sentence.text):
            return []
        found = [
            ref
            for token in sentence
            if (ref := scene.ref_at(token)) is not None
            and ref.type == "Place"
            and ref.kind not in ("country", "region", "admin1", "admin2")
            and (token.i < trigger.i or token.doc is not trigger.doc)
            and _scene_of_it(token)
        ]
        if found:
            return list(dict.fromkeys(found))[:2]
    return []


def _scene_of_it(place: Token) -> bool:
    """Whether a place is said to be where something was: "in Lisbon", "in the city of Lisbon", "his Lisbon apartment"."""
    verb = next((t for t in place.ancestors if t.pos_ == "VERB"), None)
    if verb is not None and any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children):
        return False  # what went before the story
    if place.dep_ in ("compound", "nmod"):
        return place.head.lemma_ in ("apartment", "home", "house", "residence") and place.head.dep_ == "pobj"
    if place.dep_ != "pobj":
        return False
    named = place.head.lower_ == "of" and place.head.head.lower_ in ("city", "town", "village")
    return place.head.lower_ in AT or named
