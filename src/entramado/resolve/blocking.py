"""Which pairs of referents are worth comparing: those that share a key of some kind. No pair is compared twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from entramado.knowledge.folding import fold, fold_place
from entramado.resolve import names, orgnames
from entramado.resolve.profiles import Profile
from entramado.resolve.scoring import telling

LARGE: Final = 40
"""A block with more members is compared along its sorted order only, each with the next `REACH`."""
REACH: Final = 8


def pairs(profiles: Mapping[str, Profile]) -> list[tuple[str, str]]:
    """Pairs of ids, sorted, each once. Independent of the order of the input."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    rows: dict[str, list[str]] = defaultdict(list)
    surnames: dict[str, tuple[list[Profile], list[Profile]]] = defaultdict(lambda: ([], []))
    for profile in profiles.values():
        if profile.key:
            rows[profile.key].append(profile.id)
        elif profile.collective:
            continue
        for key in _keys(profile):
            blocks[key].append(profile)
        if profile.type == "Person":
            for surname, full in _surnames(profile):
                surnames[surname][full].append(profile)
    found: set[tuple[str, str]] = set()
    for same in rows.values():
        found.update(pairwise(sorted(same)))
    for members in blocks.values():
        if len(members) > 1:
            found.update(_within(members))
    for alone, whole in surnames.values():
        found.update(_within(alone))
        near = sorted(whole, key=_order)[:LARGE]  # a surname that more people bear says nothing
        found.update((min(p.id, q.id), max(p.id, q.id)) for p in alone for q in near if p.id != q.id)
    return sorted(found)


def _order(profile: Profile) -> tuple[str, str, str]:
    return profile.key or "", fold(profile.name or ""), profile.id


def _within(members: list[Profile]) -> Iterator[tuple[str, str]]:
    ordered = sorted(members, key=_order)
    reach = len(ordered) if len(ordered) <= LARGE else REACH
    for i, p in enumerate(ordered):
        for q in ordered[i + 1 : i + 1 + reach]:
            if not (p.key and q.key):  # the same row is a pair already; two rows never are one
                yield (p.id, q.id) if p.id < q.id else (q.id, p.id)


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
