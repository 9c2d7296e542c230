"""Pairs of entities that may be one and were not joined, for a person to judge: near the threshold, or held apart by a rule.

A proposal is no claim and changes nothing: it is computed from the rows of one view alone, when somebody asks for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Final, Literal

from entramado.knowledge import Knowledge
from entramado.model.claim import Document, Judgement, Reading, misread
from entramado.model.network import Network
from entramado.model.view import View
from entramado.resolve import blocking, conflicts, events, scoring
from entramado.resolve.ambiguity import Ambiguity
from entramado.resolve.conflicts import Group, Obstacle
from entramado.resolve.profiles import Happening, Profile, happenings, profiles, tie
from entramado.resolve.resolution import surroundings
from entramado.resolve.scoring import Reason

FLOOR: Final = 0.45
"""Below this a pair is not worth a person's time: it shares a word of a name, a day, or less."""
MOST: Final = 1_000
"""Proposals that are made: more than a person judges in a week."""

Basis = Literal["near", "rule", "unsure"]
"""Why two are proposed: near the threshold; above it and held apart by a rule; a person was unsure of them."""
_ORDER: Final[tuple[Basis, ...]] = ("near", "rule", "unsure")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that may be one. ``a`` and ``b`` are the referents of theirs that are most alike, ids in order."""

    a: str
    b: str
    basis: Basis
    score: float
    reasons: tuple[Reason, ...]
    against: Obstacle | None = None
    """What no score overrules; a person may."""
    judgement: Judgement | None = None
    """Of the person who was unsure."""


def proposals(view: View, network: Network, knowledge: Knowledge, most: int = MOST) -> tuple[Proposal, ...]:
    """What ``view`` leaves to be judged (`Comparison.proposals`)."""
    return Comparison(view, network, knowledge).proposals(most)


class Comparison:
    """The referents of a view as resolution saw them in the end, when all else was resolved."""

    def __init__(self, view: View, network: Network, knowledge: Knowledge) -> None:
        self._network = network
        self._knowledge = knowledge
        read: defaultdict[str, list[Reading]] = defaultdict(list)
        for reading in view.readings():
            read[reading.claim].append(reading)
        self._referents = {r.id: r for r in sorted(view.referents(), key=lambda r: r.id)}
        self._claims = sorted((c for c in view.claims() if not misread(read.get(c.id, ()))), key=lambda c: c.id)
        self._documents: dict[str, Document | None] = {d.id: d for d in view.documents()}
        mentions = sorted(view.mentions(), key=lambda m: (m.referent, m.start, m.end))
        self._found = profiles(self._referents.values(), mentions, self._claims, self._documents)
        tie(self._found, self._claims, network.entity_of)
        self._judgements = sorted(
            (j for j in view.judgements() if len(set(self._entities(j.a, j.b))) == 2), key=lambda j: (j.verdict != "unsure", j.id)
        )
        """Those between two entities; where persons differ on two, "different" comes last and counts."""

    def proposals(self, most: int = MOST) -> tuple[Proposal, ...]:
        """The nearest first, then what rules hold apart, then what persons were unsure of.

        Two entities that a person has called different are not proposed. Independent of the order of the rows.
        """
        judged = {frozenset(self._entities(j.a, j.b)): j for j in self._judgements if j.verdict != "same"}
        best: dict[frozenset[str], tuple[float, str, str]] = {}
        for score, a, b in self._scored():
            pair = frozenset(self._entities(a, b))
            if pair not in judged and (pair not in best or (-score, a, b) < best[pair]):
                best[pair] = (-score, a, b)
        found = [self._proposal(j.a, j.b, j) for j in judged.values() if j.verdict == "unsure"]
        for _, a, b in sorted(best.values()):
            if len(found) >= most:
                break
            proposal = self._proposal(a, b)
            if proposal.against is None or proposal.score >= scoring.THRESHOLD:
                found.append(proposal)
        return tuple(sorted(found, key=lambda p: (_ORDER.index(p.basis), -p.score, p.a, p.b))[:most])

    def reasons(self, a: str, b: str) -> list[Reason]:
        """What speaks for and against two referents being one; nothing where they are not of one type."""
        if a in self._happened and b in self._happened:
            return events.reasons(self._events(a, b))
        if a not in self._found or b not in self._found or self._found[a].type != self._found[b].type:
            return []
        one, other = self._found[a], self._found[b]
        ambiguous = self._ambiguity if one.type == "Person" else _never
        return scoring.reasons(scoring.Pair(one, other, self._labels, ambiguous))

    def _entities(self, a: str, b: str) -> Pair:
        return self._network.entity_of[a], self._network.entity_of[b]

    def _scored(self) -> Iterator[tuple[float, str, str]]:
        """Pairs of referents of two entities with a score at the floor or above."""
        entity_of = self._network.entity_of
        for members in self._by_type.values():
            for a, b in blocking.pairs(members):
                if entity_of[a] != entity_of[b]:
                    score = scoring.total(self.reasons(a, b))
                    if score >= FLOOR:
                        yield score, a, b
        for a, b in events.candidates(self._happened):
            if entity_of[a] != entity_of[b] and not events.clash(self._events(a, b)):
                score = scoring.total(self.reasons(a, b))
                if score >= FLOOR:
                    yield score, a, b

    def _proposal(self, a: str, b: str, judgement: Judgement | None = None) -> Proposal:
        """Two referents of two entities, with what speaks for and against their being one."""
        reasons = tuple(self.reasons(a, b))
        against = self._against(a, b)
        basis: Basis = "unsure" if judgement else "rule" if against else "near"
        return Proposal(a, b, basis, scoring.total(reasons), reasons, against, judgement)

    def _against(self, a: str, b: str) -> Obstacle | None:
        """What stands between the two entities as they are now."""
        first, second = (self._network.entities[entity] for entity in self._entities(a, b))
        if a in self._happened and b in self._happened:
            sides = [[self._happened[r] for r in e.referents if r in self._happened] for e in (first, second)]
            apart = ((x.doc, y.doc) for x in sides[0] for y in sides[1] if events.clash(self._events(x.id, y.id)))
            held = min(apart, default=None)
            return Obstacle("events", held) if held else None
        groups = [self._group(entity.referents) for entity in (first, second)]
        if groups[0] is None or groups[1] is None:
            return None
        return conflicts.against(groups[0], groups[1], first.type)

    def _group(self, referents: Iterable[str]) -> Group | None:
        made = [conflicts.group(self._found[r]) for r in referents if r in self._found]
        return reduce(_joined, made) if made else None

    def _events(self, a: str, b: str) -> events.EventPair:
        return events.EventPair(self._happened[a], self._happened[b], self._around)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {entity.id: entity.name for entity in self._network.entities.values()}

    @cached_property
    def _by_type(self) -> Mapping[str, dict[str, Profile]]:
        found: defaultdict[str, dict[str, Profile]] = defaultdict(dict)
        for profile in self._found.values():
            found[profile.type][profile.id] = profile
        return found

    @cached_property
    def _ambiguity(self) -> Ambiguity:
        return Ambiguity(self._by_type.get("Person", {}))

    @cached_property
    def _happened(self) -> Mapping[str, Happening]:
        entity_of = self._network.entity_of
        named = frozenset(entity_of[p.id] for p in self._found.values() if (p.name or p.key) and not p.collective)
        return happenings(self._referents.values(), self._claims, self._documents, entity_of, named)

    @cached_property
    def _around(self) -> events.Surroundings:
        entity_of = self._network.entity_of
        return surroundings(self._happened, self._found.values(), entity_of, self._labels, entity_of, self._knowledge)


def _never(_: Profile) -> bool:
    return False


def _joined(into: Group, other: Group) -> Group:
    conflicts.absorb(into, other)
    return into
