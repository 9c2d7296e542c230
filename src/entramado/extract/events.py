"""The events of a document: mentions are read (`event_parts`), joined (`event_identity`), and drafted as claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from entramado.extract import dates
from entramado.extract.event_cast import participants
from entramado.extract.event_denials import voice
from entramado.extract.event_identity import identify
from entramado.extract.event_parts import happenings
from entramado.extract.event_release import announce, locate
from entramado.extract.event_settings import verbal
from entramado.extract.frames import noun_frame, verb_frame
from entramado.extract.happening import PARTIES, Count, Event, Happening, Item
from entramado.extract.rules import Rule, fill, load
from entramado.extract.scene import Draft, Mark, Ref, Scene
from entramado.extract.stance import climb, stance
from entramado.knowledge import Knowledge
from entramado.model.claim import Modality

_INFERRED: Final = 0.55
"""P(read right) of a date or place taken over from the story around an event."""
_NEAR: Final = frozenset(["in", "for", "with", "to", "during", "before", "after", "of"])


def events(scene: Scene, knowledge: Knowledge) -> None:
    """Add an event referent for each event, and drafts of its parts."""
    published = dates.anchor(scene.docs, scene.document.published)
    found = happenings(scene)
    told = identify(found, knowledge, published, scene)
    announce(told, scene, published)
    locate(told, scene)
    refs = {
        id(happening): ref for event, ref in [(event, _referent(scene, event)) for event in told] for happening in event.mentions
    }
    for event in told:
        ref = refs[id(event.mentions[0])]
        scene.drafts += _drafts(scene, event, ref)
        if event.kind == "operation":
            scene.drafts += _supporters(scene, event, ref)
        for happening in event.mentions:
            cause = refs.get(id(happening.cause)) if happening.cause is not None else None
            if cause is not None and cause is not ref:
                scene.drafts.append(
                    Draft(cause, "caused", f"event.{happening.rule.id}", happening.trigger, object=ref, p=happening.rule.p)
                )


def _referent(scene: Scene, event: Event) -> Ref:
    ref = Ref("Event", event.kind, label(event))
    scene.refs.append(ref)
    for happening in event.mentions:
        token = happening.trigger
        if scene.mark_at(token) is None:
            scene.add(ref, token.doc, token.i, token.i + 1, "nominal")
        else:  # the word is also part of another mention ("kidnapping" as an activity): both stand
            ref.marks.append(Mark(scene.number(token), token.i, token.i + 1, ref, "nominal"))
    return ref


def label(event: Event) -> str:
    """A short name from the parts: "killing of Bruno Salvatierra, Lisbon, 2021-03-03"."""
    words = event.kind.replace("_", " ")
    about = [r.name for r in event.refs("victim", "target") or [r for r, _ in event.targets] if r.name]
    things = [i.text for h in event.mentions for i in h.items]
    by = [r.name for r in event.refs("agent") if r.name]
    if event.kind == "meeting" and by:
        words += " of " + " and ".join(by[:2])
    elif about:
        words += " of " + ", ".join(about[:2])
    elif things:
        words += " of " + ", ".join(things[:2])
    elif by:
        words += " by " + by[0]
    places = [r.name for r in event.places or [r for r, _ in event.inferred_places] if r.name]
    parts = [words, *places[:1], *([str(event.date)] if event.date else [])]
    return ", ".join(parts)


def _drafts(scene: Scene, event: Event, ref: Ref) -> Iterator[Draft]:
    planned: Modality | None = "predicted" if event.predicted else None
    for happening in event.mentions:
        rule, trigger, p = f"event.{happening.rule.id}", happening.trigger, happening.rule.p
        if _only_presumed(happening):
            continue  # the denial is of something about it
        yield Draft(ref, "occurred", rule, trigger, value="true", p=p, modality=planned)
        for role, filled in happening.roles.items():
            for party, _ in filled:
                yield Draft(ref, role, rule, trigger, object=party, p=p, modality=planned)
        for when, approx in happening.dates:
            more = {"bound": "about"} if approx else {}
            yield Draft(ref, "date", rule, trigger, value=str(when), qualifiers=dict(more), p=p, modality=planned)
        for place, _ in happening.places:
            yield Draft(ref, "place", rule, trigger, object=place, p=p, modality=planned)
        for count in happening.counts:
            yield _counted(ref, count, happening)
        for item in happening.items:
            yield from _thing(ref, item, happening)
    for happening, count in event.extra:
        draft = _counted(ref, count, happening)
        if happening.kind == "toll":
            draft.said_by = voice(scene, happening.trigger)
        yield draft
    for happening in event.denied:
        rule, trigger = f"event.{happening.rule.id}", happening.trigger
        if happening.kind == "denial":
            said = voice(scene, trigger)
            yield Draft(
                ref, "occurred", rule, trigger, value="true", p=happening.rule.p, said_by=said, modality="stated", negated=True
            )
        for party in happening.refs("agent"):
            yield Draft(ref, "agent", rule, trigger, object=party, p=happening.rule.p)
    known = event.refs("target")
    for party, happening in event.targets:
        if party not in known:
            yield Draft(ref, "target", f"event.{happening.rule.id}", happening.trigger, object=party, p=0.8)
    for party, happening in event.agents:
        charged: Modality = "stated" if happening.kind == "conviction" else "alleged"
        yield Draft(ref, "agent", "event.accused", happening.trigger, object=party, p=_INFERRED, modality=charged)
    if not event.dates and event.inferred_date is not None:
        when, happening = event.inferred_date
        yield Draft(ref, "date", "event.story-date", _teller(event, happening).trigger, value=str(when), p=_INFERRED)
    if not event.places:
        for place, happening in event.inferred_places:
            yield Draft(ref, "place", "event.story-place", _teller(event, happening).trigger, object=place, p=_INFERRED)


def _only_presumed(happening: Happening) -> bool:
    """Whether a sentence takes the event for granted while it disputes something about it."""
    return happening.definite and stance(happening.trigger).denier is not None


def _teller(event: Event, happening: Happening) -> Happening:
    """A mention that tells the event, for what was read off one that disputes something about it."""
    return next((h for h in (happening, *event.mentions) if not _only_presumed(h)), happening)


def _counted(ref: Ref, count: Count, happening: Happening) -> Draft:
    qualifiers: dict[str, str | int | float | bool] = {"bound": count.figure.bound}
    if count.of:
        qualifiers["of"] = count.of
    predicate, rule = count.predicate, f"event.{happening.rule.id}"
    return Draft(
        ref, predicate, rule, count.token, value=str(count.figure), figure=count.figure, qualifiers=qualifiers, p=happening.rule.p
    )


def _thing(ref: Ref, item: Item, happening: Happening) -> Iterator[Draft]:
    qualifiers: dict[str, str | int | float | bool] = {}
    if item.quantity is not None:
        qualifiers |= {"quantity": item.quantity.number, "bound": item.quantity.bound}
    if item.unit:
        qualifiers["unit"] = item.unit
    rule, p = f"event.{happening.rule.id}", happening.rule.p
    if item.ref is not None and item.ref.type == "Substance":
        yield Draft(ref, "item", rule, happening.trigger, object=item.ref, qualifiers=qualifiers, p=p)
    else:
        yield Draft(ref, "item", rule, happening.trigger, value=item.text, qualifiers=qualifiers, p=p)


def _supporters(scene: Scene, event: Event, ref: Ref) -> Iterator[Draft]:
    """Who took a part in an operation by the text's words: helped, was involved, provided intelligence for it."""
    agents = event.refs("agent")
    for happening in event.mentions:
        for token, rule, head, party in _helpers(scene, happening):
            if party not in agents and party not in event.refs("target", "victim"):
                del head
                yield Draft(ref, "support", f"event.{rule.id}", token, object=party, p=rule.p)


def _helpers(scene: Scene, happening: Happening) -> Iterator[tuple[Token, Rule, Token, Ref]]:
    verbs, nouns = (load("events")["support"].rules[i] for i in (0, 1))
    for token in happening.trigger.sent:
        rule = verbs if token.pos_ == "VERB" and token.lemma_ in verbs.words else nouns
        if token.lemma_.lower() not in rule.words or (rule is nouns and token.pos_ != "NOUN"):
            continue
        if not _about(token, happening.trigger):
            continue
        for head in _who(token, rule):
            for party in participants(scene, head, PARTIES):
                yield token, rule, head, party


def _about(word: Token, event: Token) -> bool:
    """Whether a word of helping is said of this event: the event stands in its complement or its clause, or it in the event's."""
    if any(step.head == word for step in climb(event)):
        return True
    if word.lemma_ == "involve" and not any(c.dep_ == "prep" and c.lower_ == "in" for c in word.children):
        return True  # "that no soldiers were involved" speaks of what the sentence told
    if word.pos_ == "NOUN" and _clause(word) is not None and _clause(word) == _clause(event):
        return True
    for step in climb(word):
        if step.head == event:
            return True
        if step.head.pos_ in ("VERB", "AUX"):
            below = [s.child for s in climb(event) if s.head == step.head]
            return bool(below) and below[0].dep_ in ("prep", "advcl", "xcomp", "dobj", "dative") and step.head.lemma_ != "say"
    return False


def _clause(token: Token) -> Token | None:
    """The verb of the clause a token stands in, unless it is one of saying."""
    verb = next((step.head for step in climb(token) if verbal(step.head)), None)
    return verb if verb is not None and verb.lemma_ not in ("say", "tell", "describe", "follow") else None


def _who(token: Token, rule: Rule) -> list[Token]:
    slots = rule.fields["roles"]["support"]
    if token.pos_ == "VERB":
        frame = verb_frame(token)
        return frame.patient if token.lemma_ == "involve" and frame.passive else frame.agent
    frame = noun_frame(token)
    found = fill(frame, slots)
    if token.dep_ in ("dobj", "nsubjpass") and token.head.pos_ == "VERB":
        verb = verb_frame(token.head)
        if verb.lemma in (
            "provide",
            "play",
            "offer",
            "give",
            "lend",
            "supply",
            "share",
            "have",
            "take",
            "compile",
            "deny",
            "include",
        ):
            found += verb.agent
    return found
