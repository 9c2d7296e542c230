"""Who is accused: the parts of events that a court text tells by its charges, once, for all that it goes on to tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from entramado.extract.event_agreement import COURT
from entramado.extract.happening import Event
from entramado.extract.scene import Draft
from entramado.extract.stance import stance

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
