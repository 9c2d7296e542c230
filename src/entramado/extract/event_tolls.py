"""Figures told again: "prosecutors put the dead at 11", "the death toll rose to 13", "health officials confirmed 11 bodies".

Such words tell no event of their own. They count those of the event that the text told before, and with their speaker they are
what a disagreement over a toll is made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from entramado.extract.figures import figure
from entramado.extract.happening import SCENES, Count, Event, Happening
from entramado.extract.rules import Rule, load

_BOUND: Final = "at least|at most|up to|more than|about|around|nearly|some|as many as|no fewer than|over"
_FIGURE: Final = rf"(?P<figure>(?:{_BOUND})? ?[\w,-]+(?: dozen)?)"
_DEAD: Final = r"dead|deaths|dead bodies|bodies|fatalities|killings|killed|victims|death toll|toll"
_WHOM: Final = rf"(?P<whom>{_DEAD}|wounded|injured|injuries|casualties|arrested|arrests|detained|detentions|total|count)"
_PATTERNS: Final = (
    re.compile(
        rf"\b(?:put|puts|putting|set|sets|placed|places|raised|raises|revised|estimated|estimates) (?:the |its )?(?:official )?"
        rf"(?:number|total|tally|count|figure|toll)?(?: of )?(?:the )?{_WHOM}?(?: (?:upward|up|down))? (?:at|to) {_FIGURE}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_WHOM} (?:has |had )?(?:rose|risen|climbed|stood|stands|reached|grew|grown)(?: (?:to|at))? {_FIGURE}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:count|counts|counted|confirmed|confirm|confirms|reported|reports|recorded|documented|registered|tallied)"
        rf"(?: so far)? {_FIGURE} (?:\w+ )?{_WHOM}\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:put|puts|raised|raises|revised|lowered|set|sets) the (?:number|total|toll) of "
        rf"[\w ]{{3,40}}?\b{_WHOM}\b[\w ]{{0,40}}? (?:to|at) {_FIGURE}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:count|counts|counted|tallied|tallies) {_FIGURE}\b(?! (?:of|\w+ing)\b)", re.IGNORECASE),
)


def retold(sentence: TokenSpan, known: Sequence[Happening]) -> Iterator[Happening]:
    """The figures that a sentence tells again, as mentions that hold nothing else; ``known``: its mentions of events."""
    text = sentence.text
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _tells(sentence, match):
                continue
            number = figure(match["figure"])
            token = _at(sentence, match.start("figure"), match.end("figure"))
            if number is None or token is None or any(count.token.i == token.i for h in known for count in h.counts):
                continue
            whom = match.groupdict().get("whom") or ""
            verb = _at(sentence, match.start(), match.end()) or token
            rule = _rule()
            yield Happening(rule, "toll", verb, counts=[Count(_predicate(whom), number, None, token)])
            return


def _tells(sentence: TokenSpan, match: re.Match[str]) -> bool:
    """Whether the words are a clause with its verb: "Counts Two and Three" of an indictment count nobody."""
    start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
    return any(token.pos_ == "VERB" and start <= token.idx < end for token in sentence)


def _rule() -> Rule:
    return load("events")["tolls"].rules[0]


def _at(sentence: TokenSpan, start: int, end: int) -> Token | None:
    """The token that leads a stretch of a sentence's text."""
    span = sentence.doc.char_span(sentence.start_char + start, sentence.start_char + end, alignment_mode="expand")
    return span.root if span is not None else None


def _predicate(whom: str) -> str:
    word = whom.lower()
    if word.startswith(("wound", "injur")):
        return "wounded"
    if word.startswith(("arrest", "det")):
        return "arrested"
    return "" if word in ("total", "count", "casualties", "") else "killed"


def attach(toll: Happening, events: Sequence[Event], reach: int) -> None:
    """Give a figure told again to the nearest event before it that counts the same, at most ``reach`` sentences back."""
    count = toll.counts[0]
    for event in sorted(events, key=_last, reverse=True):
        if not 0 <= toll.sentence - min(h.sentence for h in event.mentions) <= reach:
            continue
        counted = [c.predicate for h in event.mentions for c in h.counts] + [c.predicate for _, c in event.extra]
        here = count.predicate and event.kind in SCENES and any(h.sentence == toll.sentence for h in event.mentions)
        if here or count.predicate in counted or (not count.predicate and counted):
            count.predicate = count.predicate or counted[0]
            event.extra.append((toll, count))
            return


def _last(event: Event) -> int:
    return max(h.sentence for h in event.mentions)
