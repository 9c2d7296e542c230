"""The mentions of events in a document, in text order, each with its parts."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from entramado.extract import dates
from entramado.extract.event_cast import Cast
from entramado.extract.event_denials import disputes
from entramado.extract.event_settings import Settings
from entramado.extract.event_tolls import retold
from entramado.extract.event_triggers import Triggers, definite
from entramado.extract.happening import Happening
from entramado.extract.rules import load
from entramado.extract.scene import Scene
from entramado.model.values import PartialDate

STORY: Final = 8
"""Sentences that a day told in a story holds for."""


def happenings(scene: Scene) -> list[Happening]:
    """Every mention of an event in the document, in text order; headlines are left to the stories under them."""
    found: list[Happening] = []
    published = dates.anchor(scene.docs, scene.document.published)
    previous: PartialDate | None = None
    coarse: PartialDate | None = None
    number = told_at = 0
    for passage, doc in enumerate(scene.docs):
        for sentence in doc.sents:
            number += 1
            told = dates.find(sentence, published, previous, coarse)
            if scene.passages[passage].kind != "headline":
                read = _read(scene, sentence, told)
                rule = load("events")["denials"].rules[0]
                denied = [Happening(rule, "denial", verb) for verb in disputes(sentence)]
                for happening in (*read, *retold(sentence, read), *denied):
                    happening.sentence = number
                    here = [m.date for m in told if _tells(m, sentence, published) and _goes_on(doc[m.start], happening.trigger)]
                    recent = previous if number - told_at <= STORY else None
                    happening.setting, happening.setting_at = (here[-1], number) if here else (recent, told_at)
                    found.append(happening)
            coarse = next((m.date for m in reversed(told) if m.relation == "on"), coarse)
            days = [m.date for m in told if _tells(m, sentence, published)]
            if days and scene.passages[passage].kind != "dateline":
                previous, told_at = days[-1], number
    return found


def _tells(mention: dates.DateMention, sentence: TokenSpan, published: PartialDate | None) -> bool:
    """Whether a date says when the story goes on: a day not after publication, nor one only looked forward to."""
    words = sentence.doc[mention.start : mention.end].text.lower()
    if any(t.lower_ in ("born", "aged", "birth") for t in sentence.doc[max(sentence.start, mention.start - 4) : mention.start]):
        return False
    ahead = published is not None and mention.date.first > published.last
    return mention.date.day is not None and mention.relation == "on" and not ahead and not re.search(r"next|following", words)


def _goes_on(day: Token, trigger: Token) -> bool:
    """Whether a deed is told after a day of its own sentence, as what was done next, and not only named in telling of it."""
    if trigger.i < day.i:
        return False
    verb = next((t for t in day.ancestors if t.pos_ in ("VERB", "AUX")), None)
    chain = trigger
    steps = {"conj", "advcl", "xcomp", "ccomp"}
    steps |= {"pcomp", "prep"} if verb is not None and verb.lemma_ == "accuse" else set()  # "on May 2 X is accused of killing Y"
    while verb is not None and chain != verb and chain.dep_ in steps:
        chain = chain.head
    return verb is None or chain == verb


def _read(scene: Scene, sentence: TokenSpan, told: list[dates.DateMention]) -> list[Happening]:
    triggers = Triggers(scene)
    mentions: dict[int, Happening] = {}
    readings: dict[int, list[Happening]] = {}
    for token in sentence:
        rules = triggers.rules(token)
        if rules:
            readings[token.i] = [Happening(rule, str(rule.fields["kind"]), token, definite=definite(token)) for rule in rules]
            mentions[token.i] = readings[token.i][0]
    if not mentions:
        return []
    settings = Settings(scene, sentence, told, mentions)
    cast = Cast(scene, sentence, triggers.frames, settings.places)
    for index, possible in readings.items():
        for happening in possible:
            cast.fill(happening)
            if _complete(happening) and not _prior(happening):
                mentions[index] = happening
                break
        else:
            del mentions[index]
    settings.settle()
    if sentence.text.rstrip().endswith(":"):
        _continue(scene, sentence, list(mentions.values()))
    return [h for h in mentions.values() if h.dates or not h.rule.fields.get("dated")]


def _continue(scene: Scene, sentence: TokenSpan, mentions: list[Happening]) -> None:
    """Give a mention the persons that a list behind it names: "Charged with fraud are:", then a line for each."""
    takes = [h for h in mentions if "target" in h.rule.fields.get("roles", {}) and not h.refs("target")]
    if not takes:
        return
    first = scene.number(sentence[0])
    for doc in scene.docs[first + 1 : first + 41]:
        named = next(
            (m for t in doc[:3] if (m := scene.mark_at(t)) is not None and m.ref.type in ("Person", "Organization")), None
        )
        if named is None or not named.ref.name:
            return
        takes[0].give("target", named.ref, doc[named.start])


def _complete(happening: Happening) -> bool:
    """Whether a mention has the parts without which its words mean something else."""
    rule = happening.rule
    if any(not happening.refs(role) for role in rule.names("needs")) and not happening.counts:
        return False
    return not rule.fields.get("both") or len(happening.refs("agent")) >= 2


def _prior(happening: Happening) -> bool:
    """Whether a noun tells of an earlier case, which the text only mentions: "two prior convictions in 1998 and 2006"."""
    token = happening.trigger
    return (
        happening.kind == "conviction"
        and token.pos_ == "NOUN"
        and any(c.lower_ in ("prior", "previous", "earlier", "past", "priors") for c in token.children)
    )
