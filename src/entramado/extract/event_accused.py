"""Who is accused: the parts of events that a court text tells by its charges, once, for all that it goes on to tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from entramado.extract.event_agreement import COURT
from entramado.extract.happening import Event
from entramado.extract.roles import Roles
from entramado.extract.scene import Draft, Ref, Scene
from entramado.extract.stance import stance

_TOGETHER: Final = 12
"""Accused that "the defendants" of one case may be; a longer list is of several cases."""
_KILLING: Final = re.compile(r"murder|homicide|manslaughter", re.IGNORECASE)


def accuse(events: list[Event], drafts: Sequence[Draft]) -> None:
    """Fill in the accused.

    In a text about one accused, "the man" who was sentenced is that one; the one charge that a text tells is against all whom
    it says are charged; who is charged with murder did the one killing told. ``drafts``: what is drafted of the document so far.
    """
    court = [e for e in events if e.kind in COURT]
    accused = list(dict.fromkeys(ref for e in court for ref in e.refs("target")))
    for event in court:
        one = any(
            h.someone and h.trigger.tag_ not in ("NNS", "NNPS") and (h.dates or h.trigger.pos_ == "VERB") for h in event.mentions
        )
        if len(accused) == 1 and not event.refs("target") and one:
            event.targets.append((accused[0], event.mentions[0]))
    charged = {id(d.subject): d for d in drafts if d.predicate == "charge" and d.subject.type == "Person" and d.subject.name}
    charges = [e for e in events if e.kind == "charge" and not e.predicted]
    if len(charges) == 1:
        known = charges[0].refs("target")
        charges[0].targets += [(d.subject, charges[0].mentions[0]) for d in charged.values() if d.subject not in known]
    killings = [e for e in events if e.kind == "killing" and not e.refs("agent")]
    of_murder = [e for e in court if any(_KILLING.search(h.trigger.sent.text) for h in e.mentions)]
    for killing in killings if of_murder else ():
        told = [stance(h.trigger).modality for h in killing.mentions]
        if len(killings) == 1 or (killing.refs("victim") and "believed" not in told):
            victims = killing.refs("victim")
            murderers = [d.subject for d in charged.values() if _KILLING.search(d.value or "")]
            doers = {id(r): (r, e.mentions[0]) for e in of_murder for r in (murderers or e.refs("target")) if r not in victims}
            killing.agents = list(doers.values())


def before_court(scene: Scene, head: Token) -> list[Ref]:
    """Whom "the defendants" and "they" stand for: all whom the text accuses; "they", those named together last."""
    roles = Roles(scene)
    accused = [ref for ref in scene.refs if ref.type == "Person" and ref.name and roles.is_accused(ref)]
    if head.lower_ != "they":
        qualified = any(c.lower_ in ("other", "both", "two") or c.dep_ == "nummod" for c in head.children)
        return accused if 1 < len(accused) <= _TOGETHER and not (qualified and head.lower_ == "co-defendants") else []
    here = scene.number(head), head.sent.start
    for doc in reversed(scene.docs[max(0, here[0] - 2) : here[0] + 1]):
        for sentence in reversed(list(doc.sents)):
            if (scene.number(sentence[0]), sentence.start) > here:
                continue
            named = {id(ref): ref for t in sentence if (ref := scene.ref_at(t)) is not None and any(ref is a for a in accused)}
            if len(named) > 1:
                return list(named.values())
    return []
