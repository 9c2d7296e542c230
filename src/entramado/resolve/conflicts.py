"""What two groups of referents cannot be one for, whatever their score: only a hand judgement overrules it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from entramado.resolve import names, orgnames
from entramado.resolve.names import Level
from entramado.resolve.profiles import Profile
from entramado.resolve.scoring import Pair, same_alias, same_name, same_row, telling

_STATE = frozenset({"government", "agency"})


@dataclass(slots=True)
class Group:
    """Referents joined so far, with what must not clash. ``docs``: the members each document has here."""

    members: list[str]
    keys: dict[str, str] = field(default_factory=dict)
    """Reference table to row."""
    full_names: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    docs: dict[str, list[Profile]] = field(default_factory=dict)


def group(profile: Profile) -> Group:
    """A group of one."""
    return Group(
        [profile.id],
        {profile.key.split(":")[0]: profile.key} if profile.key else {},
        {profile.name} if profile.name and profile.type == "Person" and names.parse(profile.name).full else set(),
        {profile.kind} if profile.kind else set(),
        {profile.doc: [profile]},
    )


def absorb(into: Group, other: Group) -> None:
    """Add the members of one group to another."""
    into.members += other.members
    into.keys |= other.keys
    into.full_names |= other.full_names
    into.kinds |= other.kinds
    for doc, members in other.docs.items():
        into.docs.setdefault(doc, []).extend(members)


@dataclass(frozen=True, slots=True, order=True)
class Obstacle:
    """Why two groups cannot be one.

    ``code`` is rows, body, names, document or events; ``values`` are the rows or the names that differ, the document that names
    both, or the two that tell other events.
    """

    code: str
    values: tuple[str, ...]


def clash(a: Group, b: Group, kind: str) -> bool:
    """Whether two groups of referents of type ``kind`` cannot be one thing."""
    return next(_obstacles(a, b, kind), None) is not None


def against(a: Group, b: Group, kind: str) -> Obstacle | None:
    """What stands against two groups of referents being one thing, if anything does; the same one every time."""
    return min(_obstacles(a, b, kind), default=None)


def _obstacles(a: Group, b: Group, kind: str) -> Iterator[Obstacle]:
    for table, row in a.keys.items():
        if b.keys.get(table, row) != row:
            yield Obstacle("rows", (row, b.keys[table]))
    if kind == "Organization" and ("criminal" in a.kinds and b.kinds & _STATE or "criminal" in b.kinds and a.kinds & _STATE):
        yield Obstacle("body", ())
    for x in a.full_names:
        for y in b.full_names:
            if names.compare_texts(x, y) is Level.CONFLICT:
                yield Obstacle("names", (x, y))
    small, large = (a, b) if len(a.docs) <= len(b.docs) else (b, a)
    for doc in small.docs:
        if doc in large.docs:
            for one in small.docs[doc]:
                for other in large.docs[doc]:
                    if distinct(one, other):
                        yield Obstacle("document", (doc,))


def _called(profile: Profile) -> bool:
    """Whether all that is known of a person's name is a nickname."""
    return profile.name is not None and not names.parse(profile.name).words


def distinct(a: Profile, b: Profile) -> bool:
    """Whether one document means two things by two referents: it names both, and nothing in the names ties them."""
    pair = Pair(a, b, {}, lambda _: False)
    if same_row(pair):
        return False
    if a.type == "Person":
        if _called(a) != _called(b):
            return False  # "El Mencho" beside a full name may well be that man: other documents say
        return pair.level not in (Level.SAME, Level.SHORTER, Level.SURNAMES, Level.SURNAME) and not same_alias(pair)
    if a.type == "Organization":
        return not same_name(pair) and not any(
            orgnames.alike(x, y) or orgnames.spells(x, y) or orgnames.spells(y, x)
            for x in map(orgnames.parse, telling(a))
            for y in map(orgnames.parse, telling(b))
        )
    return not same_name(pair)
