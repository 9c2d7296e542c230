"""Where sources differ: contradiction, estimate, revision, denial. Shown, never smoothed over.

Only what can have one value at a time is compared: an age, a founding year, the dead of one event. Predicates that hold
of many things at once (members, places of operation, aliases) never disagree; they can only be denied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from entramado.knowledge.folding import fold
from entramado.model.claim import Claim, Document, content_id
from entramado.model.network import Disagreement, Nature
from entramado.model.values import Figure, PartialDate
from entramado.model.vocabulary import vocabulary
from entramado.resolve.ages import born_between, years_apart

_SEVERITY: Final[Mapping[Nature, int]] = {"estimate": 0, "revision": 1, "contradiction": 2, "denial": 3}
_DATED: Final = frozenset({"birth_date", "death_date", "date"})
_TOLLS: Final = frozenset(
    {"killed", "wounded", "arrested", "missing", "seized", "kidnapped", "displaced", "burned", "blockades", "states"}
)
"""Counts that later reports bring up to date."""
_INVOLVEMENT: Final = frozenset({"agent", "support"})
"""Roles in which a denial may be worded more widely than what it denies: "no US personnel" against one US agency."""
_COMMONEST: Final = 50
"""Values of one predicate that are compared with all others, the most reported first."""
_FILLING: Final = frozenset(
    {
        "the",
        "of",
        "a",
        "an",
        "other",
        "others",
        "another",
        "additional",
        "more",
        "further",
        "alleged",
        "suspected",
        "presumed",
        "people",
        "persons",
        "member",
        "members",
        "individuals",
        "victims",
        "personnel",
    }
)
"""Words that do not change what a figure counts: "three other cartel members" are cartel members."""
_SINGLE_PLACE: Final = frozenset({"killing", "arrest", "meeting", "clash", "operation", "seizure"})
"""Kinds of event that happen in one place; a wave of attacks has many."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim with what comparing it needs."""

    claim: Claim
    published: PartialDate | None
    origin: str
    object: str | None
    """Entity."""
    figure: Figure | None
    scope: tuple[str, ...]
    """What a figure counts or an offer is made in: claims of different scope say different things."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What comparison needs to know of the resolved view."""

    kind: Callable[[str], str | None]
    """Kind of an entity."""
    within: Callable[[str, str], bool]
    """Whether the first place entity is the second or lies in it."""
    country: Callable[[str], str | None]
    """Country that an entity is, lies in or serves."""
    where: Mapping[str, str]
    """Event to the country it happened in."""
    label: Callable[[str], str]
    died: Mapping[str, PartialDate]
    """Entity to day of death, where some claim gives one."""
    story: Mapping[str, str]
    """Document to the story it tells or copies."""


def disagreements(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    entity_of: Mapping[str, str],
    origin_of: Mapping[str, str],
    ground: Ground,
) -> tuple[Disagreement, ...]:
    """All disagreements of a view, sorted by subject and predicate."""
    groups: dict[tuple[str, str], list[Compared]] = defaultdict(list)
    by_id: dict[str, Compared] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        compared = Compared(
            claim,
            documents[claim.doc].published,
            origin_of[claim.id],
            entity_of[claim.object] if claim.object else None,
            _figure(claim),
            _scope(claim),
        )
        by_id[claim.id] = compared
        groups[entity_of[claim.subject], claim.predicate].append(compared)
    found: list[Disagreement] = []
    for (subject, predicate), group in sorted(groups.items()):
        found += _denied(subject, predicate, group, by_id, entity_of, ground)
        found += _differing(subject, predicate, [c for c in group if not c.claim.negated and _asserted(c.claim)], ground)
    return tuple(found)


def _asserted(claim: Claim) -> bool:
    return claim.modality not in ("predicted", "hypothetical")


def _denied(
    subject: str,
    predicate: str,
    group: Sequence[Compared],
    by_id: Mapping[str, Compared],
    entity_of: Mapping[str, str],
    ground: Ground,
) -> Iterable[Disagreement]:
    """Negated claims against the claims they answer, or else against those that say what they deny."""
    sides: dict[str, set[str]] = defaultdict(set)
    for no in group:
        answered = by_id.get(no.claim.disputes) if no.claim.disputes else None
        if answered and entity_of[answered.claim.subject] == subject and _differ(no, answered):
            sides[no.claim.id].add(answered.claim.id)
        if not no.claim.negated:
            continue
        sides[no.claim.id] |= {yes.claim.id for yes in group if _answers(no, yes, subject, ground)}
    joined: dict[str, set[str]] = {}
    for no_id, yes_ids in sorted(sides.items()):
        if yes_ids:
            together = {no_id} | yes_ids
            for other in [k for k, v in joined.items() if v & together]:
                together |= joined.pop(other)
            joined[min(together)] = together
    for ids in joined.values():
        members = [by_id[i] for i in sorted(ids)]
        yield _make("denial", subject, predicate, members, ground)


def _differ(a: Compared, b: Compared) -> bool:
    return (a.object, a.claim.value, a.claim.negated) != (b.object, b.claim.value, b.claim.negated)


def _answers(no: Compared, yes: Compared, subject: str, ground: Ground) -> bool:
    """Whether ``no`` denies what ``yes`` says: the same object or value, or involvement of the same country's bodies."""
    if yes.claim.negated or not _asserted(yes.claim) or no.claim.doc == yes.claim.doc and no.claim.spans == yes.claim.spans:
        return False
    if no.object is None or yes.object is None:
        return no.object is yes.object and fold(str(no.claim.value)) == fold(str(yes.claim.value))
    if no.object == yes.object:
        return True
    if no.claim.predicate not in _INVOLVEMENT:
        return False
    other = ground.country(yes.object)
    if "foreign" in fold(ground.label(no.object)).split():
        return other is not None and other != ground.where.get(subject)
    return other is not None and other == ground.country(no.object)


def _differing(subject: str, predicate: str, group: Sequence[Compared], ground: Ground) -> Iterable[Disagreement]:
    """Claims of one predicate that cannot, or need not, all be so. One disagreement a scope (of whom, in which currency)."""
    compare = _comparison(subject, predicate, ground)
    if compare is None or len(group) < 2:
        return
    distinct: dict[tuple[object, ...], list[Compared]] = defaultdict(list)
    for c in group:
        distinct[c.object, c.claim.value, c.claim.figure, c.published, _loose(c), c.scope].append(c)
    alike = sorted(distinct.values(), key=lambda found: (-len(found), found[0].claim.id))
    by_scope: dict[tuple[str, ...], dict[Nature, set[str]]] = defaultdict(lambda: defaultdict(set))
    for first, second in ((x, y) for i, x in enumerate(alike[:_COMMONEST]) for y in alike[i + 1 :]):
        a, b = first[0], second[0]
        if not _same_scope(a, b) or _two_offers(a.claim, b.claim) or _one_voice((*first, *second), ground):
            continue
        found = compare(a, b)
        if found is not None:
            by_scope[min(a.scope, b.scope)][found] |= {c.claim.id for c in first + second}
    members = {c.claim.id: c for c in group}
    for _, natures in sorted(by_scope.items()):
        nature = max(natures, key=lambda n: _SEVERITY[n])
        ids = set().union(*natures.values())
        yield _make(nature, subject, predicate, [members[i] for i in sorted(ids)], ground)


def _one_voice(claims: Iterable[Compared], ground: Ground) -> bool:
    """Whether one speaker says all this in one story, however often printed: rather two things than a disagreement."""
    return len({(ground.story[c.claim.doc], c.origin) for c in claims}) == 1


def _scope(claim: Claim) -> tuple[str, ...]:
    q = claim.qualifiers
    said = " ".join(str(q[name]) for name in ("of", "unit", "currency") if name in q)
    words = {w for w in fold(said).split() if w not in _FILLING}
    if claim.predicate in ("reward", "amount") and claim.value:
        words.add(claim.value.split(" ")[0])
    return tuple(sorted(words))


def _same_scope(a: Compared, b: Compared) -> bool:
    """Whether two figures count the same people or things: in the same words, or in fewer of them.

    Who says no more than "killed" may count all, or those last spoken of: he is held only against what another says.
    """
    if a.scope == b.scope:
        return True
    if {"unit", "currency"} & {*a.claim.qualifiers, *b.claim.qualifiers}:
        return False
    fewer, more = sorted((set(a.scope), set(b.scope)), key=len)
    return fewer <= more and (bool(fewer) or a.origin != b.origin or a.claim.doc != b.claim.doc)


def _two_offers(a: Claim, b: Claim) -> bool:
    """Whether two authorities each say or offer something of their own."""
    x, y = a.qualifiers.get("authority"), b.qualifiers.get("authority")
    return x is not None and y is not None and fold(str(x)) != fold(str(y))


def _comparison(subject: str, predicate: str, ground: Ground) -> Callable[[Compared, Compared], Nature | None] | None:
    """How two claims of a predicate are compared, or None for what may have many values."""
    if predicate == "age":
        return lambda a, b: _ages(a, b, ground.died.get(subject))
    if predicate in _DATED:
        return _dates
    if predicate == "founding_year":
        return _years
    if predicate in ("reward", "amount", "size") or predicate in vocabulary().counts:
        return _figures
    if predicate == "born_in" or predicate == "place" and ground.kind(subject) in _SINGLE_PLACE:
        return lambda a, b: _places(a, b, ground)
    return None


def _later(a: Compared, b: Compared) -> bool:
    """Whether one was published after the other."""
    return bool(a.published and b.published and (a.published.last < b.published.first or b.published.last < a.published.first))


def _loose(c: Compared) -> bool:
    return bool(c.claim.figure and c.claim.figure.approx) or c.claim.qualifiers.get("bound") in ("about", "range")


def _ages(a: Compared, b: Compared, died: PartialDate | None) -> Nature | None:
    if a.claim.value == b.claim.value:
        return None
    x, y = born_between(a.claim, a.published, died), born_between(b.claim, b.published, died)
    if x is None or y is None:
        # Without a day the ages cannot be laid side by side: shown, and held against nobody.
        return "estimate" if a.claim.predicate == b.claim.predicate else None
    if x[0] <= y[1] and y[0] <= x[1]:
        return None
    return "estimate" if years_apart(x, y) < 1 else "contradiction"


def _partial(value: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(value) if value else None
    except ValueError:
        return None


def _dates(a: Compared, b: Compared) -> Nature | None:
    x, y = _partial(a.claim.value), _partial(b.claim.value)
    if x is None or y is None or x.contains(y) or y.contains(x):
        return None
    for one, other in ((a, y), (b, x)):
        until = _partial(str(one.claim.qualifiers.get("until", "")))
        start = _partial(one.claim.value)
        if until and start and start.first <= other.first <= until.last:
            return None
    return "estimate" if _loose(a) or _loose(b) else "contradiction"


def _years(a: Compared, b: Compared) -> Nature | None:
    x, y = _partial(a.claim.value), _partial(b.claim.value)
    if x is None or y is None or x.year == y.year:
        return None
    return "estimate" if (_loose(a) or _loose(b)) and abs(x.year - y.year) <= 3 else "contradiction"


def _figure(claim: Claim) -> Figure | None:
    if claim.figure is not None:
        return claim.figure
    digits = (claim.value or "").rpartition(" ")[2]
    return Figure.exact(int(digits)) if digits.isdigit() else None


def _figures(a: Compared, b: Compared) -> Nature | None:
    x, y = a.figure, b.figure
    if x is None or y is None or a.claim.value == b.claim.value:
        return None
    if x.compatible(y):
        return "estimate"
    earlier, later = sorted((a, b), key=lambda c: c.published.first if c.published else date.max)
    rose = (later.figure or x).number > (earlier.figure or x).number
    if _later(a, b) and (a.claim.predicate not in _TOLLS or rose):
        return "revision"
    return "contradiction"


def _places(a: Compared, b: Compared, ground: Ground) -> Nature | None:
    if a.object is None or b.object is None or ground.within(a.object, b.object) or ground.within(b.object, a.object):
        return None
    return "contradiction"


def _make(nature: Nature, subject: str, predicate: str, members: Sequence[Compared], ground: Ground) -> Disagreement:
    ids = tuple(sorted(c.claim.id for c in members))
    said: dict[str, None] = {}
    for c in members:
        what = ground.label(c.object) if c.object else str(c.claim.value)
        if c.claim.figure and not c.object:
            what = _in_words(c.claim.figure)
        said.setdefault(f"not {what.removeprefix('no ')}" if c.claim.negated else what)
    about = f"{predicate.replace('_', ' ')} of {ground.label(subject)}: {' / '.join(said)}"
    return Disagreement(content_id("x", nature, subject, predicate, ids), nature, subject, predicate, ids, about)


def _in_words(figure: Figure) -> str:
    words = {"exact": "{}", "at_least": "at least {}", "up_to": "up to {}", "about": "about {}"}.get(figure.bound)
    return words.format(figure.number) if words else f"{figure.low} to {figure.high}"
