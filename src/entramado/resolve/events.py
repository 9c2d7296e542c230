"""Which events of several documents are one: same kind, and dates, places and participants that agree.

Kinds never mix: a killing within an operation is another event than the operation. What one document keeps apart stays
apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from entramado.model.values import PartialDate
from entramado.resolve.profiles import Happening
from entramado.resolve.scoring import THRESHOLD, Reason, Values, told, total

ONCE: Final = frozenset({"killing", "formation", "designation", "split"})
"""Kinds that befall the same person (a killing) or body only once (a designation: by the same agent)."""
_CENTRAL: Final = ("victim", "target", "item", "to", "agent", "from", "recipient", "support", "instrument")
_EXTENT: Final = frozenset({"states", "municipalities"})
_ATTENDANT: Final = frozenset({"arson", "blockade", "disruption", "alert", "seizure", "clash"})
"""Kinds that go with a larger event and are told without names of their own."""
_WINDOW: Final = 7
"""Days between publications within which an undated event may be the one just reported elsewhere."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What event comparison needs of the resolved rest: names for the words, what a place lies in, how fine it is."""

    label: Mapping[str, str]
    within: Callable[[str, str], bool]
    """Whether the first place entity is the second or lies in it."""
    fine: Callable[[str], bool]
    """Whether a place is a town, a municipality or a site: a day and such a place tell an event."""
    country: Callable[[str], bool]
    """Whether a place is a whole country: much happens there in a day."""
    person: Callable[[str], bool]
    group_of: Callable[[str], str]
    """The group an event referent is in so far: to see that two events had one cause."""
    told: Mapping[str, frozenset[str]]
    """The groups of a document's events so far, by document: to see that two documents tell one story."""
    alone: Callable[[Happening], bool]
    """Whether its document tells no other event of the kind."""


@dataclass(frozen=True, slots=True)
class EventPair:
    a: Happening
    b: Happening
    around: Surroundings


@dataclass(frozen=True, slots=True)
class EventFeature:
    weight: float
    code: str
    words: str
    test: Callable[[EventPair], Values | None]


def _days(dates: set[PartialDate]) -> set[PartialDate]:
    return {d for d in dates if d.granularity == "day"}


def same_day(pair: EventPair) -> Values | None:
    common = sorted(_days(pair.a.dates) & _days(pair.b.dates))
    return (str(common[0]),) if common else None


def dates_fit(pair: EventPair) -> Values | None:
    if same_day(pair):
        return None
    fits = sorted((str(x), str(y)) for x in pair.a.dates for y in pair.b.dates if x.contains(y) or y.contains(x))
    return fits[0] if fits else None


def days_between(a: set[PartialDate], b: set[PartialDate]) -> int | None:
    """Days between the nearest dates of two sets; 0 when some overlap, None when one is empty."""
    return min((max(0, (x.first - y.last).days, (y.first - x.last).days) for x in a for y in b), default=None)


def a_day_apart(pair: EventPair) -> Values | None:
    return () if days_between(pair.a.dates, pair.b.dates) == 1 else None


def reported_together(pair: EventPair) -> Values | None:
    if pair.a.dates and pair.b.dates or not pair.a.published or not pair.b.published:
        return None
    gap = days_between({pair.a.published}, {pair.b.published})
    return () if gap is not None and gap <= _WINDOW else None


def _meeting(pair: EventPair) -> list[str]:
    """Places of one that are, or lie in, places of the other."""
    around = pair.around
    found = {x for x in pair.a.places for y in pair.b.places if around.within(x, y)}
    return sorted(found | {y for x in pair.a.places for y in pair.b.places if around.within(y, x)})


def same_town(pair: EventPair) -> Values | None:
    common = sorted(pair.around.label.get(p, p) for p in pair.a.places & pair.b.places if pair.around.fine(p))
    return (common[0],) if common else None


def places_fit(pair: EventPair) -> Values | None:
    if same_town(pair):
        return None
    common = [pair.around.label.get(p, p) for p in _meeting(pair) if not pair.around.country(p)]
    return (common[0],) if common else None


def both_widespread(pair: EventPair) -> Values | None:
    """A day sees few waves of violence over several states."""
    if same_day(pair) and all(p.figures.keys() & _EXTENT or len(p.places) > 2 for p in (pair.a, pair.b)):
        return ()
    return None


def _role(role: str) -> Callable[[EventPair], Values | None]:
    def test(pair: EventPair) -> Values | None:
        common = sorted(pair.around.label.get(e, e) for e in pair.a.roles.get(role, set()) & pair.b.roles.get(role, set()))
        return (", ".join(common[:2]),) if common else None

    return test


def several_roles(pair: EventPair) -> Values | None:
    common = [r for r in _CENTRAL if pair.a.roles.get(r, set()) & pair.b.roles.get(r, set())]
    return () if len(common) > 1 else None


def swapped_role(pair: EventPair) -> Values | None:
    """One text has as victim whom the other has as target."""
    for x, y in ((pair.a, pair.b), (pair.b, pair.a)):
        common = x.roles.get("victim", set()) & y.roles.get("target", set())
        if common:
            return (pair.around.label.get(min(common), min(common)),)
    return None


def only_once(pair: EventPair) -> Values | None:
    if pair.a.kind not in ONCE:
        return None
    for role in ("victim", "target"):
        common = sorted(pair.a.roles.get(role, set()) & pair.b.roles.get(role, set()))
        if pair.a.kind == "killing":
            common = [e for e in common if role == "victim" and pair.around.person(e)]
        if common:
            agents = [p.roles.get("agent", set()) for p in (pair.a, pair.b)]
            if not (pair.a.kind == "designation" and all(agents) and not agents[0] & agents[1]):
                return (pair.a.kind,)
    return None


def same_figures(pair: EventPair) -> Values | None:
    for count in sorted(pair.a.figures.keys() & pair.b.figures.keys()):
        if any(x.compatible(y) for x in pair.a.figures[count] for y in pair.b.figures[count]):
            return (count,)
    return None


def same_cause(pair: EventPair) -> Values | None:
    group = pair.around.group_of
    return () if {group(c) for c in pair.a.causes} & {group(c) for c in pair.b.causes} else None


def same_effect(pair: EventPair) -> Values | None:
    group = pair.around.group_of
    effects = [{group(c) for c in p.effects} for p in (pair.a, pair.b)]
    return () if effects[0] & effects[1] and same_cause(pair) is None else None


def one_story(pair: EventPair) -> Values | None:
    """Two documents tell one event in common, and each one such event more: fires, blockades, flights cancelled that day."""
    if pair.a.kind not in _ATTENDANT or not (pair.around.alone(pair.a) and pair.around.alone(pair.b)):
        return None
    struck = [p.roles.get("victim", set()) | p.roles.get("target", set()) for p in (pair.a, pair.b)]
    if all(struck) and not struck[0] & struck[1]:
        return None
    shared = pair.around.told.get(pair.a.doc, frozenset()) & pair.around.told.get(pair.b.doc, frozenset())
    return () if shared - {pair.around.group_of(pair.a.id), pair.around.group_of(pair.b.id)} else None


EVENT: Final = (
    EventFeature(0.35, "day", "both on {0}", same_day),
    EventFeature(0.20, "dates_fit", "{0} and {1} fit", dates_fit),
    EventFeature(0.10, "reported_together", "reported in the same days", reported_together),
    EventFeature(-0.20, "day_apart", "dated a day apart", a_day_apart),
    EventFeature(0.35, "town", "both in {0}", same_town),
    EventFeature(0.20, "places_fit", "both in {0}", places_fit),
    EventFeature(0.30, "widespread", "both spread over several states", both_widespread),
    EventFeature(0.40, "victim", "same victim {0}", _role("victim")),
    EventFeature(0.40, "target", "same target {0}", _role("target")),
    EventFeature(0.25, "item", "same item {0}", _role("item")),
    EventFeature(0.25, "to", "same destination {0}", _role("to")),
    EventFeature(0.25, "agent", "same agent {0}", _role("agent")),
    EventFeature(0.10, "support", "same support {0}", _role("support")),
    EventFeature(0.10, "recipient", "same recipient {0}", _role("recipient")),
    EventFeature(0.10, "several_roles", "several participants in common", several_roles),
    EventFeature(0.30, "struck", "both struck {0}", swapped_role),
    EventFeature(0.30, "only_once", "a {0} that befalls one once", only_once),
    EventFeature(0.15, "figures", "figures of {0} that agree", same_figures),
    EventFeature(0.50, "cause", "set off by the same event", same_cause),
    EventFeature(0.50, "effect", "they set off the same event", same_effect),
    EventFeature(0.35, "one_story", "told in one story", one_story),
)


def score(pair: EventPair) -> tuple[float, str]:
    """The pair's score in 0..1 and why, in words."""
    found = reasons(pair)
    return total(found), f"both a {pair.a.kind}: {told(found)}"


def reasons(pair: EventPair) -> list[Reason]:
    """The features that hold, in the order of the table."""
    found: list[Reason] = []
    for feature in EVENT:
        values = feature.test(pair)
        if values is not None:
            found.append(Reason(feature.code, feature.weight, feature.words.format(*values), values))
    return found


def clash(pair: EventPair) -> bool:
    """Whether two events cannot be one: kinds, documents, dates, places, or the people struck."""
    a, b = pair.a, pair.b
    if a.kind != b.kind or a.doc == b.doc:
        return True
    once = only_once(pair) is not None
    gap = days_between(a.dates, b.dates)
    if gap is not None and gap > 1 and not once:
        return True
    if a.places and b.places and not _meeting(pair) and not once:
        return True
    for role in ("victim", "target"):
        struck = [{e for e in p.roles.get(role, set()) if pair.around.person(e)} for p in (a, b)]
        if all(struck) and not struck[0] & struck[1]:
            return True
    return False


def candidates(events: Mapping[str, Happening]) -> Iterator[tuple[str, str]]:
    """Pairs of one kind that share a participant, a day, or a cause; each once, sorted."""
    blocks: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for event in events.values():
        keys = {who for role in event.roles.values() for who in role} | {str(d) for d in _days(event.dates)}
        if event.causes:
            keys.add("caused")
        if event.effects:
            keys.add("causing")
        for key in keys:
            blocks[event.kind, key].append(event.id)
    found: set[tuple[str, str]] = set()
    for members in blocks.values():
        ordered = sorted(members, key=lambda i: (sorted(map(str, events[i].dates)), i))
        reach = len(ordered) if len(ordered) <= 60 else 12
        found.update((min(p, q), max(p, q)) for i, p in enumerate(ordered) for q in ordered[i + 1 : i + 1 + reach])
    return iter(sorted(found))


def scored(events: Mapping[str, Happening], around: Surroundings) -> Iterator[tuple[str, str, float, str]]:
    """Pairs at the threshold or above, with score and reasons."""
    for a, b in candidates(events):
        pair = EventPair(events[a], events[b], around)
        if clash(pair):
            continue
        value, why = score(pair)
        if value >= THRESHOLD:
            yield a, b, value, why


def groups_clash(a: list[Happening], b: list[Happening], around: Surroundings) -> bool:
    """Whether any event of one group stands against any of the other."""
    return any(clash(EventPair(x, y, around)) for x in a for y in b)
