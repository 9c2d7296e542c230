"""Who is accused: the parts of events that a court text tells by its charges, once, for all that it goes on to tell."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from entramado.extract.event_agreement import COURT
from entramado.extract.figures import count_of
from entramado.extract.happening import Event
from entramado.extract.roles import Roles
from entramado.extract.scene import Ref, Scene
from entramado.extract.stance import stance
from entramado.model.values import Figure

_TOGETHER: Final = 12
"""Accused that "the defendants" of one case may be; a longer list is of several cases."""
_NEXT: Final = 8
"""Lines after a lead within which a release names whom it speaks of."""
_KILLING: Final = re.compile(r"murder|homicide|manslaughter", re.IGNORECASE)


def accuse(scene: Scene, events: list[Event]) -> None:
    """Fill in the accused.

    "The man" who was sentenced is the one accused whom the text names, or goes on to name; the one charge that a text tells is
    against all whom it says are charged; who is charged with murder did the one killing told.
    """
    drafts = scene.drafts
    court = [e for e in events if e.kind in COURT]
    targets = list(dict.fromkeys(ref for e in court for ref in e.refs("target")))
    roles = Roles(scene) if court else None
    accused = [r for r in scene.refs if r in targets or (roles and r.type == "Person" and r.name and roles.is_accused(r))]
    for event in [e for e in events if e.kind == "arrest" and not e.refs("target")]:
        if any(ref in accused for ref in event.refs("agent")):
            events.remove(event)  # "the defendant picked up the girl": the accused arrest no one
    for event in court:
        if event.refs("target"):
            continue
        one = any(
            h.someone and h.trigger.tag_ not in ("NNS", "NNPS") and (h.dates or h.trigger.pos_ == "VERB") for h in event.mentions
        )
        meant = _meant(scene, event.mentions[0].trigger, accused) if one else _listed_above(scene, event, accused)
        if meant is not None:
            event.targets.append((meant, event.mentions[0]))
    charged = {id(d.subject): d for d in drafts if d.predicate == "charge" and d.subject.type == "Person" and d.subject.name}
    charged = {key: d for key, d in charged.items() if any(d.subject is r for r in accused)}
    charges = [e for e in events if e.kind == "charge" and not e.predicted]
    if len(charges) == 1 and not any(h.counts for h in charges[0].mentions):
        known = charges[0].refs("target")
        charges[0].targets += [(d.subject, charges[0].mentions[0]) for d in charged.values() if d.subject not in known]
    deaths = [e for e in events if e.kind == "killing"]
    if roles is not None and len(deaths) == 1:
        _name_victim(scene, deaths[0], roles)
    killings = [e for e in deaths if not e.refs("agent")]
    of_murder = [e for e in court if any(_KILLING.search(h.trigger.sent.text) for h in e.mentions)]
    for killing in killings if of_murder else ():
        told = [stance(h.trigger).modality for h in killing.mentions]
        if len(killings) == 1 or (killing.refs("victim") and "believed" not in told):
            victims = killing.refs("victim")
            murderers = [d.subject for d in charged.values() if _KILLING.search(d.value or "")]
            doers = {
                id(r): (r, e.mentions[0])
                for e in of_murder
                for r in (murderers or e.refs("target") or [t for t, _ in e.targets])
                if r not in victims
            }
            killing.agents = list(doers.values())


def _name_victim(scene: Scene, killing: Event, roles: Roles) -> None:
    """The one death of a case, told without a name ("killed a bystander"), is that of the one victim whom the text names."""
    if killing.refs("victim") or any(h.counts for h in killing.mentions):
        return
    persons = [ref for ref in scene.refs if ref.type == "Person" and ref.name and not ref.collective]
    harmed = [r for r in persons if roles.is_harmed(r)]
    if len(harmed) == 1:
        killing.mentions[0].give("victim", harmed[0], killing.mentions[0].trigger)


def _meant(scene: Scene, trigger: Token, accused: list[Ref]) -> Ref | None:
    """Who "a man" was: the only accused, or the accused whom the next lines name first."""
    if len(accused) <= 1:
        return accused[0] if accused else None
    here = scene.number(trigger), trigger.i
    marks = [(m.passage, m.start, ref) for ref in accused for m in ref.marks[:1]]
    passage, start, ref = min(marks, key=lambda found: found[:2])
    return ref if here < (passage, start) and passage - here[0] <= _NEXT else None


def _listed_above(scene: Scene, event: Event, accused: list[Ref]) -> Ref | None:
    """Whom a line of a table is about that tells what was done and not to whom: "Pleaded guilty on May 2, 2020, to:"."""
    trigger = event.mentions[0].trigger
    if trigger.i > 0 or trigger.pos_ != "VERB":
        return None
    here = scene.number(trigger)
    before = [(m.passage, m.start, r) for r in accused for m in r.marks if here - _NEXT <= m.passage < here]
    return max(before, key=lambda found: found[:2])[2] if before else None


def before_court(scene: Scene, head: Token) -> list[Ref]:
    """Whom "the defendants" and "they" stand for: all whom the text accuses; "they", those named together last."""
    roles = Roles(scene)
    accused = [ref for ref in scene.refs if ref.type == "Person" and ref.name and roles.is_accused(ref)]
    if head.lower_ != "they":
        figure = count_of(head)
        others = head.lower_.startswith("co") or any(c.lower_ in ("co", "other", "remaining") for c in head.children)
        fits = figure is None or figure == Figure.exact(len(accused))
        return accused if 1 < len(accused) <= _TOGETHER and fits and not others else []
    here = scene.number(head), head.sent.start
    for doc in reversed(scene.docs[max(0, here[0] - 2) : here[0] + 1]):
        for sentence in reversed(list(doc.sents)):
            if (scene.number(sentence[0]), sentence.start) > here:
                continue
            named = {id(ref): ref for t in sentence if (ref := scene.ref_at(t)) is not None and any(ref is a for a in accused)}
            if len(named) > 1:
                return list(named.values())
    return []
