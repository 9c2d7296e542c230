"""Which pairs of referents are worth comparing: those that share a key of some kind. No pair is compared twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from entramado.knowledge.folding import fold, fold_place
from entramado.resolve import names, orgnames
from entramado.resolve.profiles import Profile
from entramado.resolve.scoring import telling

LARGE: Final = 40
"""A block with more members is compared along its sorted order only, each with the next `REACH`."""
REACH: Final = 8


def pairs(profiles: Mapping[str, Profile]) -> Iterator[tuple[str, str]]:
    """Pairs of ids, the lesser first, each pair once. Independent of the order of the input."""
    ordered = in_order(profiles.values())
    for one, other in numbered(ordered):
        a, b = ordered[one].id, ordered[other].id
        yield (a, b) if a < b else (b, a)


def in_order(profiles: Iterable[Profile]) -> list[Profile]:
    """As members of a block are compared: by row, name, id."""
    return sorted(profiles, key=_order)


def numbered(ordered: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``ordered`` (`in_order`), the lesser first, each pair once: in a big case millions, and most of them of
    names that do not fit.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    rows: dict[str, list[int]] = defaultdict(list)
    surnames: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, profile in enumerate(ordered):
        if profile.key:
            rows[profile.key].append(number)
        elif profile.collective:
            continue
        for key in _keys(profile):
            blocks[key].append(number)
        if profile.type == "Person":
            for surname, full in _surnames(profile):
                surnames[surname][full].append(number)
    size = len(ordered)
    keyed = [bool(profile.key) for profile in ordered]
    found: set[int] = set()
    """One number a pair: it takes a third of the room of two ids."""
    for same in rows.values():
        by_id = sorted(same, key=lambda number: ordered[number].id)
        found.update(_code(p, q, size) for p, q in pairwise(by_id))
    for members in blocks.values():
        if len(members) > 1:
            _within(members, keyed, found)
    for alone, whole in surnames.values():
        _within(alone, keyed, found)
        near = whole[:LARGE]  # a surname that more people bear says nothing
        found.update(_code(p, q, size) for p in alone for q in near if p != q)
    for code in found:
        yield divmod(code, size)


def _code(p: int, q: int, size: int) -> int:
    return p * size + q if p < q else q * size + p


def _order(profile: Profile) -> tuple[str, str, str]:
    return profile.key or "", fold(profile.name or ""), profile.id


def _within(members: list[int], keyed: Sequence[bool], found: set[int]) -> None:
    """``members`` in order."""
    size = len(keyed)
    reach = len(members) if len(members) <= LARGE else REACH
    for i, p in enumerate(members):
        start, others = p * size, members[i + 1 : i + 1 + reach]
        if keyed[p]:  # the same row is a pair already; two rows never are one
            others = [q for q in others if not keyed[q]]
        found.update([start + q for q in others])


def _keys(profile: Profile) -> set[str]:
    found = {"identifier " + i for i in profile.identifiers}
    if profile.type == "Person":
        found |= _person(profile)
    elif profile.type == "Organization":
        for name in telling(profile):
            parsed = orgnames.parse(name)
            found.add("words " + " ".join(sorted(parsed.words)))
            found.add("word " + max(sorted(parsed.words), key=len) + " " + str(len(parsed.words)))
            if parsed.acronym:
                found.add("acronym " + parsed.acronym)
            elif len(parsed.initials) >= 3:
                found.add("acronym " + parsed.initials)
    else:
        found |= {"name " + fold_place(name) for name in profile.names}
    return found


def _person(profile: Profile) -> set[str]:
    """Nicknames, and surname with forename initial for full names."""
    found = {"alias " + alias for alias in profile.nicknames}
    for name in profile.names:
        parsed = names.parse(name)
        if parsed.full:
            initials = {word[0] for word in parsed.words[:-1]}
            for surname in {s for _, surnames in parsed.readings for s in surnames}:
                found |= {f"{names.skeleton(surname)[:5]} {initial}" for initial in initials}
    return found


def _surnames(profile: Profile) -> set[tuple[str, bool]]:
    """Surnames as they sound, and whether the name is a full one: surnames alone meet the full names that hold them."""
    found: set[tuple[str, bool]] = set()
    for name in profile.names:
        parsed = names.parse(name)
        if parsed.full:
            found |= {(names.skeleton(s), True) for _, surnames in parsed.readings for s in surnames}
        elif parsed.words:
            found.add((names.skeleton(parsed.words[0]), False))
    return found
