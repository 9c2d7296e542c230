"""Mentions of events to events: one event told in several sentences is one event.

Mentions are taken in text order and joined to the event they agree with best: same kind, dates and places that do not
exclude each other, the same victim or target; "the raid", "his arrest" point back. What conflicts is never joined. A mention
that says too little to stand alone and joins nothing is dropped: an event has a participant, a figure or a scene.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from entramado.extract.event_accused import accuse
from entramado.extract.event_agreement import COURT, agree_dates, agree_parties, agree_places
from entramado.extract.event_denials import disputed
from entramado.extract.event_parts import STORY
from entramado.extract.event_tolls import attach
from entramado.extract.event_triggers import governors
from entramado.extract.happening import CRIMES, KEYS, SCENES, Event, Happening
from entramado.extract.scene import Ref, Scene
from entramado.extract.stance import Stance, stance
from entramado.extract.storydates import shifted
from entramado.knowledge import Knowledge
from entramado.model.values import PartialDate

NARRATED: Final = frozenset(
    ["operation", "attack", "clash", "killing", "kidnapping", "arson", "blockade", "seizure", "escape", "disruption", "alert"]
)
"""Kinds that a story tells one after the other, so that the day named last is theirs too."""


_NEAR: Final = 4
"""Sentences after a day that an arrest told without one was on it."""
_LEAD: Final = 15
"""Sentences after which a release has named the one its lead spoke of."""

_TRENDS: Final = frozenset(
    ["fall", "rise", "increase", "decline", "drop", "double", "triple", "surge", "soar", "grow", "decrease", "jump"]
)


def identify(found: list[Happening], knowledge: Knowledge, published: PartialDate | None, scene: Scene) -> list[Event]:
    """The events of a document, in order of their first mention. ``scene``: what was read of it before."""
    events: list[Event] = []
    of: dict[int, Event] = {}
    scenes_told = any(h.kind in SCENES and not h.only_counts for h in found)
    # what is only counted was in an operation told before or after
    told = [h for h in found if h.kind not in ("toll", "denial")]
    denials = [h for h in found if h.kind == "denial" or (h in told and stance(h.trigger).denier is not None)]
    for happening in sorted(told, key=lambda h: scenes_told and h.only_counts):
        how = stance(happening.trigger)
        predicted = _predicted(happening, how, published)
        if (
            _generic(happening)
            or (how.negated and not _presumed(happening, how))
            or (how.modality == "hypothetical" and not predicted)
            or (how.modality == "predicted" and not predicted)
        ):
            continue
        best = max(events, key=lambda e: _evidence(e, happening, knowledge, of, predicted), default=None)
        if best is None or _evidence(best, happening, knowledge, of, predicted) < 2:
            host = _scene_of(happening, events, of)
            if host is not None:
                if host.kind == "operation":
                    host.extra += [(happening, count) for count in happening.counts]
                else:
                    host.mentions.append(happening)
                continue
            if _bare(happening):
                continue
            best = Event(happening.kind, predicted=predicted)
            events.append(best)
        best.mentions.append(happening)
        of[id(happening)] = best
    events = _link(events, of)
    events = _absorb(events, knowledge)
    for toll in found:
        if toll.kind == "toll":
            attach(toll, events, STORY)
    for denial in denials:
        answered = disputed(denial, events)
        if answered is not None:
            answered.denied.append(denial)
    accuse(scene, events)
    _infer(events, of, published)
    return [event for event in events if _stands(event, of)]


def _generic(happening: Happening) -> bool:
    """Speaks of a sort of event, not of one: "strikes against leaders provoke chaos"."""
    token = happening.trigger
    if token.tag_ == "NNS" and any(v.lemma_ in _TRENDS for v in governors(token)):
        return True  # "seizures of cocaine fell from 19 tonnes to 11"
    if token.tag_ not in ("NNS", "NNPS") or happening.definite or happening.counts:
        return False
    counted = any(c.dep_ in ("nummod", "det") for c in token.children)
    return not (
        counted or happening.dates or happening.places or happening.refs(*happening.roles) or happening.rule.fields.get("violent")
    )


def _bare(happening: Happening) -> bool:
    """A noun that tells nothing of its event but its kind: it can only point back to one told before."""
    told = happening.dates or happening.places or happening.counts or happening.items or happening.refs(*happening.roles)
    linked = happening.parent or happening.equal or happening.cause or happening.rule.fields.get("violent")
    return happening.trigger.pos_ != "VERB" and not told and not linked


def _presumed(happening: Happening, how: Stance) -> bool:
    """Whether a denial takes the event for granted: "rejected reports that soldiers had joined the raid"."""
    return happening.definite and happening.trigger.pos_ != "VERB" and how.denier is not None


def _predicted(happening: Happening, how: Stance, published: PartialDate | None) -> bool:
    """Whether an event is still to come when the document is written, and says when."""
    if not happening.dates:
        return False
    ahead = published is not None and published.day is not None and min(d.first for d, _ in happening.dates) > published.last
    return ahead or (how.modality == "predicted" and bool(happening.refs(*happening.roles)))


def _same_kind(event: Event, happening: Happening) -> bool:
    """One kind; a body is designated by the sanctions that are imposed on it on the day."""
    if {event.kind, happening.kind} == {"sanction", "designation"}:
        together = agree_dates(event.dates, [d for d, _ in happening.dates])
        return together > 0 and not (event.refs(*KEYS) and happening.refs(*KEYS))
    return event.kind == happening.kind


def _evidence(event: Event, happening: Happening, knowledge: Knowledge, of: dict[int, Event], predicted: bool) -> float:
    """How much speaks for a mention being of this event; below 0 something speaks against it."""
    if not _same_kind(event, happening) or event.predicted != predicted:
        return -1.0
    if happening.only_counts and any(ref.type == "Person" for ref in event.refs(*KEYS)):
        return -1.0  # those who are only counted are others than the one named
    days = [d for d, _ in happening.dates]
    when = agree_dates(event.dates, days)
    where = agree_places(event.places, [ref for ref, _ in happening.places], knowledge)
    if when < 0 or (where < 0 and event.kind != "attack"):
        return -1.0
    distance = happening.sentence - event.mentions[-1].sentence
    who = agree_parties(event, happening, distance)
    if who < 0:
        return -1.0
    score = who + when + max(where, 0.0)
    keys = happening.refs(*KEYS)
    if happening.definite and not keys and not happening.rule.fields.get("weak"):
        score += 2 if distance <= STORY else 1
    if happening.kind == "killing" and not (keys and event.refs(*KEYS)) and (happening.dates or happening.setting):
        # the story tells more of the killing that the charge named: "the murder of a man", then who he was
        days = [d for d, _ in happening.dates] or [happening.setting] if happening.setting else []
        score += 2 if event.dates and agree_dates(event.dates, days) > 0 else 0
    if happening.kind in ("attack", "killing") and event.mentions[-1].rule is happening.rule and distance <= 1 and not keys:
        score += 2
    if any(of.get(id(other)) is event for other in (happening.parent, happening.equal) if other is not None):
        score += 2
    agents = set(map(id, event.refs("agent")))
    if agents & {id(r) for r in happening.refs("agent")}:
        score += 1
    if event.kind != happening.kind:
        score += 2
    unnamed = event.mentions[0].someone and not event.refs(*KEYS)  # "announced that a man was sentenced": who he is comes later
    if happening.kind in COURT and distance <= (_LEAD if unnamed else 4) and not (keys and event.refs(*KEYS)):
        score += 2
    return score


def _scene_of(happening: Happening, events: list[Event], of: dict[int, Event]) -> Event | None:
    """The operation or attack whose dead, wounded or arrested a mention only counts."""
    if not happening.only_counts or any(t.lemma_ == "state" and t.dep_ == "pobj" for t in happening.trigger.subtree):
        return None  # "seventy were arrested in seven states" is no part of one raid
    inside = [e for e in events if e.kind in SCENES and any(h.parent is happening for h in e.mentions)]
    if inside:
        return inside[0]
    parent: Happening | None = happening.parent
    while parent is not None:
        event = of.get(id(parent))
        if event is not None and event.kind in SCENES:
            return event
        parent = parent.parent
    if happening.places:
        return None
    days = [d for d, _ in happening.dates]
    last = {id(e): max((h.sentence for h in e.mentions if h.sentence <= happening.sentence), default=-9) for e in events}
    scenes = [
        e
        for e in events
        if (e.kind in SCENES or _massacre(e)) and not e.predicted and (happening.kind != "arrest" or e.kind == "operation")
    ]
    if days:  # a day of its own: it is of the scene of that day, or of the one scene told
        scenes = [
            e for e in scenes if agree_dates(e.dates, days) > 0 or (len(scenes) == 1 and not e.dates and e.kind == "operation")
        ]
    near = [e for e in scenes if happening.sentence - last[id(e)] <= (STORY if len(scenes) == 1 else 2)]
    return max(near, key=lambda e: last[id(e)], default=None)


def _massacre(event: Event) -> bool:
    """A killing of people who are counted and not named."""
    return event.kind == "killing" and any(h.counts for h in event.mentions) and not event.refs("victim")


def _link(events: list[Event], of: dict[int, Event]) -> list[Event]:
    """What happened in an operation shares its day and scene, and its dead and arrested were its targets."""
    scenes: dict[int, list[tuple[Event, Event, Happening]]] = {}
    for event in events:
        for happening in event.mentions:
            above = of.get(id(happening.parent)) if happening.parent is not None else None
            if above is None or above is event:
                continue
            for one, other in ((event, above), (above, event)):
                if one.kind in SCENES and other.kind in ("killing", "arrest"):
                    scenes.setdefault(id(other), []).append((one, other, happening))
    joined: dict[int, Event] = {}
    for linked in scenes.values():
        # two operations in which the same man was killed are one
        first = linked[0][0]
        for scene, act, said in linked:
            scene = joined.get(id(scene), scene)
            first = joined.get(id(first), first)
            if scene is not first and scene.kind == first.kind and act.refs(*KEYS) and agree_dates(scene.dates, first.dates) >= 0:
                first.mentions = sorted([*first.mentions, *scene.mentions], key=lambda h: (h.sentence, h.trigger.i))
                first.extra += scene.extra
                joined[id(scene)] = first
                scene = first
            _share(scene, act, said)
    for key, event in of.items():
        of[key] = joined.get(id(event), event)
    events = [e for e in events if id(e) not in joined]
    for operation in (e for e in events if e.kind == "operation"):
        targets = {id(r) for r, _ in operation.targets} | {id(r) for r in operation.refs("target")}
        for event in events:
            if event.kind in ("killing", "arrest") and targets & {id(r) for r in event.refs("victim", "target")}:
                _share(operation, event, operation.mentions[0])
    return events


def _share(scene: Event, act: Event, said: Happening) -> None:
    if agree_dates(scene.dates, act.dates) < 0:
        return
    if scene.kind == "operation":
        known = {id(r) for r, _ in scene.targets}
        scene.targets += [(r, said) for r in act.refs("victim", "target") if id(r) not in known and r.type == "Person"]
    for one, other in ((scene, act), (act, scene)):
        if not one.dates and other.dates and one.inferred_date is None:
            finest = min(other.dates, key=lambda d: (d.day is None, d.month is None))
            one.inferred_date = finest, said
        if not one.places and other.places and not one.inferred_places:
            one.inferred_places = [(ref, said) for ref in other.places]


def _absorb(events: list[Event], knowledge: Knowledge) -> list[Event]:
    """An attack on those who were killed in it is the killing; the wounds told before a death are part of it."""
    kept: list[Event] = []
    killings = [e for e in events if e.kind == "killing"]
    court = any(e.kind in COURT for e in events)
    only = killings[0] if court and len(killings) == 1 else None  # a charge tells one crime, the attack and the death
    for event in events:
        victims = {id(r) for r in event.refs("victim")}
        killing = next(
            (
                e
                for e in events
                if event.kind == "attack"
                and e.kind == "killing"
                and (victims & {id(r) for r in e.refs("victim")} or (not victims and (_told_in(event, e) or e is only)))
                and (agree_dates(e.dates, event.dates) >= 0 or _later_death(event, e))
                and agree_places(e.places, event.places, knowledge) >= 0
            ),
            None,
        )
        if killing is None:
            kept.append(event)
        else:
            if _later_death(event, killing):
                for happening in killing.mentions:
                    happening.dates = []
            killing.mentions += event.mentions
            killing.mentions.sort(key=lambda h: (h.sentence, h.trigger.i))
    return kept


def _later_death(attack: Event, killing: Event) -> bool:
    """Whether a victim died of an attack on a later day: the event is of the day of the attack."""
    dated = [h for h in killing.mentions if h.dates]
    if not dated or not attack.dates or not all(h.rule.fields.get("weak") for h in dated):
        return False
    days = (min(d.first for d in killing.dates) - max(d.last for d in attack.dates)).days
    return 0 < days < 366


def _told_in(attack: Event, killing: Event) -> bool:
    """Whether an attack is only the scene of a killing: "killed in ambushes"."""
    told = {id(h) for h in killing.mentions}
    return all(h.parent is not None and id(h.parent) in told and not h.rule.fields.get("violent") for h in attack.mentions)


def _infer(events: Sequence[Event], of: dict[int, Event], published: PartialDate | None) -> None:
    """A story names its day and its scene once: what it tells next is of that day until another is named."""
    for event in events:
        for happening in event.mentions:
            _count_days(event, happening, of)
    last: tuple[PartialDate, Happening] | None = None
    seat: tuple[list[Ref], Happening] | None = None
    court = any(e.kind in COURT for e in events)  # "charged today": the day of the court is not that of the crime
    for happening, event in sorted(
        ((h, e) for e in events for h in e.mentions), key=lambda pair: (pair[0].sentence, pair[0].trigger.i)
    ):
        if event.kind == "arrest" and event.refs("target") and not event.dates and not event.predicted and _past(happening):
            near = last is not None and happening.setting_at <= last[1].sentence >= happening.sentence - _NEAR
            when = last[0] if near and last is not None else happening.setting
            if when is not None and when != published and (near or happening.sentence - happening.setting_at <= _NEAR):
                event.inferred_date = event.inferred_date or (when, happening)  # "he was arrested at the scene"
        if event.kind not in NARRATED or event.predicted:
            continue
        own = next((d for d, _ in happening.dates if d.day), None)
        if own is not None:
            last = own, happening
        elif event.date is not None and event.date.day and happening.definite:
            last = event.date, happening
        elif event.date is None and _past(happening) and happening.apart is None and not _measure(happening):
            recent = last is not None and happening.sentence - last[1].sentence <= STORY
            if last is not None and recent and (happening.setting is None or last[1].sentence >= happening.setting_at):
                event.inferred_date = last[0], happening
                last = last[0], happening  # the story goes on from here
            elif happening.setting is not None and not (event.kind in CRIMES and court and happening.setting == published):
                event.inferred_date = happening.setting, happening
                last = last if last is not None else (happening.setting, happening)
        if event.places:
            seat = event.places, happening
        elif event.kind == "seizure" and seat is not None and happening.sentence - seat[1].sentence <= 3:
            event.inferred_places = [(ref, happening) for ref in seat[0]]


def _measure(happening: Happening) -> bool:
    """Whether the event only says when another was ("made before the death of X"): the story's day is not its own."""
    trigger = happening.trigger
    return trigger.dep_ in ("pobj", "pcomp") and trigger.head.lower_ in ("before", "after", "since", "until", "till", "following")


def _count_days(event: Event, happening: Happening, of: dict[int, Event]) -> None:
    """Give the date of one event to the other that is told so many days after or before it."""
    if happening.apart is None:
        return
    other, count, unit = happening.apart
    base = of.get(id(other))
    if base is None or base is event:
        return
    if not event.dates and base.date is not None:
        when = shifted(base.date, count, unit)
        event.inferred_date = (when, happening) if when is not None else event.inferred_date
    elif not base.dates and event.date is not None:
        when = shifted(event.date, -count, unit)
        base.inferred_date = (when, other) if when is not None else base.inferred_date


def _past(happening: Happening) -> bool:
    token = happening.trigger
    if token.pos_ != "VERB":
        return True
    if any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve", "’ve") for c in token.children):
        return False  # "since then they have burned two warehouses"
    told = happening.parent is not None or any(a.lemma_ == "accuse" for a in token.ancestors)
    return token.tag_ in ("VBD", "VBN") or (token.tag_ == "VBG" and told)


def _stands(event: Event, of: dict[int, Event]) -> bool:
    """Whether enough is said of an event for it to be one on the map."""
    rules = [h.rule for h in event.mentions]
    core = {role for rule in rules for role in rule.names("core")}
    items = [i for h in event.mentions for i in h.items]
    if core and not (event.refs(*core) or ("item" in core and items)):
        return False
    if all(rule.fields.get("weak") for rule in rules):
        linked = any(
            h.parent is not None and (e := of.get(id(h.parent))) is not None and e.kind in SCENES for h in event.mentions
        )
        tried = event.kind == "killing" and event.date is not None and any(e.kind in COURT for e in of.values())
        if not (linked or tried) or not event.refs(*KEYS):
            return False
    keys = event.refs(*KEYS) or [r for r, _ in event.targets]
    figures = [c for h in event.mentions for c in h.counts] + [c for _, c in event.extra]
    past = event.kind == "operation" and any(h.trigger.tag_ in ("VBD", "VBN") for h in event.mentions)
    scene = bool(event.dates) + bool(event.places or event.inferred_places) + bool(event.refs("agent")) + bool(figures)
    if event.kind in ("killing", "arrest", "kidnapping", "extradition", "charge", "conviction", "sentencing"):
        habitual = all(h.trigger.tag_ in ("VBP", "VBZ", "VB") for h in event.mentions) and not event.dates
        if event.kind in COURT:
            return not habitual and bool(keys or (figures and (event.dates or event.refs("agent"))))
        return not habitual and bool(keys or figures or scene >= 2)
    if event.kind == "meeting":
        return len(event.refs("agent")) >= 2 or (bool(event.refs("agent")) and bool(event.dates or event.places))
    if event.kind == "escape":
        return bool(event.dates) or (bool(event.refs("agent")) and bool(event.refs("from")))
    if event.kind == "shipment":
        return bool(items) and bool(event.dates) and scene >= 2
    if event.kind in ("operation", "attack", "clash", "arson", "blockade", "disruption", "alert", "escape"):
        return bool(keys) + scene + bool(event.inferred_date) + past >= (1 if any(r.fields.get("loose") for r in rules) else 2)
    return bool(keys or event.refs("agent") or items)
