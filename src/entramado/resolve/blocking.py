"""Which pairs of referents are worth comparing: those that share a key of some kind. No pair is compared twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

from entramado.knowledge.folding import fold, fold_place
from entramado.resolve import names, orgnames
from entramado.resolve.profiles import Profile

LARGE: Final = 40
"""A block with more members is compared along its sorted order only, each with the next `REACH`."""
REACH: Final = 8


def pairs(profiles: Mapping[str, Profile]) -> list[tuple[str, str]]:
    """Pairs of ids, sorted, each once. Independent of the order of the input."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles.values():
        if profile.collective and not profile.key:
            continue
        for key in _keys(profile):
            blocks[key].append(profile)
    found: set[tuple[str, str]] = set()
    for members in blocks.values():
        if len(members) > 1:
            found.update(_within(members))
    return sorted(found)


def _within(members: list[Profile]) -> Iterator[tuple[str, str]]:
    ordered = sorted(members, key=lambda p: (p.key or "", fold(p.name or ""), p.id))
    if len(ordered) <= LARGE:
        chosen: Iterable[tuple[Profile, Profile]] = combinations(ordered, 2)
    else:
        chosen = ((p, q) for i, p in enumerate(ordered) for q in ordered[i + 1 : i + 1 + REACH])
    for p, q in chosen:
        yield (p.id, q.id) if p.id < q.id else (q.id, p.id)


def _keys(profile: Profile) -> set[str]:
    found = {"row " + profile.key} if profile.key else set()
    found |= {"identifier " + i for i in profile.identifiers}
    if profile.type == "Person":
        found |= _person(profile)
    elif profile.type == "Organization":
        for name in profile.names:
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
    """Surname and forename initial for full names; single words meet every name with that surname, by its whole form."""
    found = {"alias " + alias for alias in profile.nicknames}
    for name in profile.names:
        parsed = names.parse(name)
        if parsed.full:
            initials = {word[0] for word in parsed.words[:-1]}
            for surname in {s for _, surnames in parsed.readings for s in surnames}:
                found |= {f"{names.skeleton(surname)[:5]} {initial}" for initial in initials}
                found.add("surname " + names.skeleton(surname))
        elif parsed.words:
            found.add("surname " + names.skeleton(parsed.words[0]))
    return found
