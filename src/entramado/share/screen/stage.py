"""One viewer's map at one moment, in one language, with the indices that answer a screen's questions without a scan.

A stage is made once for a viewer and a state of the case, and shared by all that ask: it never changes. What only some screens
need is made when first asked for and kept (`Stage.kept`).
"""

from __future__ import annotations

import copy
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from threading import RLock
from typing import Any, Final, TypeVar, cast

from entramado.model.errors import NotFound
from entramado.model.network import Edge, Entity, Network
from entramado.model.values import PartialDate
from entramado.model.view import View
from entramado.resolve.resolution import entity_id
from entramado.share.exhibit import Exhibits
from entramado.share.lines import line_id
from entramado.share.screen.answers import EntityRef, Line, Reviewed
from entramado.share.titles import network_in
from entramado.share.wording import Language, described, phrase, plain, spoken

Made = TypeVar("Made")
_PAIR: Final = "~"
_SAID: Final = 20_000
"""Edges that are kept in words, 600 bytes each."""
_RECENT: Final = 256


class Stage:
    """Edges go by their number in ``network.edges``, documents and claims by id."""

    def __init__(self, view: View, network: Network) -> None:
        self.view = view
        self.network = network
        self.language: Language = "en"
        self.as_of = view.as_of
        self.exhibits = Exhibits(view, network)
        edges: defaultdict[str, list[int]] = defaultdict(list)
        pairs: defaultdict[str, list[int]] = defaultdict(list)
        for number, edge in enumerate(network.edges):
            edges[edge.subject].append(number)
            if edge.object is not None and edge.object != edge.subject:
                edges[edge.object].append(number)
                pairs[pair_id(edge.subject, edge.object)].append(number)
        self.edges_of: Mapping[str, Sequence[int]] = edges
        """Entity id to the numbers of the edges that start or end at it."""
        self.pairs: Mapping[str, Sequence[int]] = pairs
        """Pair id (``a~b``, ids in order) to the numbers of the links between the two."""
        self._read = _reviewed(view)
        self.forget()

    def forget(self) -> None:
        """Begin with nothing made."""
        self._refs: dict[str, EntityRef] = {}
        self._said: dict[int, Line] = {}
        self._kept: dict[Hashable, Any] = {}
        self._making: dict[Hashable, Any] = {}
        self._recent: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = RLock()

    def told_in(self, language: Language) -> Stage:
        """The same map, named in another language: the indices are shared, what is made of names is made anew."""
        if language == self.language:
            return self
        return self.kept(("told in", language), lambda: self._translated(language))

    def _translated(self, language: Language) -> Stage:
        other = copy.copy(self)
        other.language = language
        other.network = network_in(self.network, language)
        other.forget()
        return other

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` gave the first time that ``key`` was asked for."""
        try:
            return cast("Made", self._kept[key])
        except KeyError:
            with self._lock:
                own = self._making.setdefault(key, RLock())
            with own:  # what takes long keeps only those waiting who ask for it
                if key not in self._kept:
                    self._kept[key] = make()
                return cast("Made", self._kept[key])

    def recent(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The same for what there may be any number of: the last ones asked for stay."""
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return cast("Made", self._recent[key])
        made = make()
        with self._lock:
            self._recent[key] = made
            while len(self._recent) > _RECENT:
                self._recent.popitem(last=False)
        return made

    # --- what is asked for by id

    def entity(self, entity: str) -> Entity:
        """Raises NotFound. An id that was right on an earlier map finds what its referent belongs to now."""
        found = self.network.entities.get(entity)
        if found is None:
            now = self.kept("earlier", self._earlier).get(entity)
            if now is None:
                raise NotFound(f"no entity {entity}: search for it by name")
            found = self.network.entities[now]
        return found

    def _earlier(self) -> dict[str, str]:
        """Ids that entities have, or would have with other referents: an entity is named after the first of its own."""
        return {entity_id([referent]): entity for referent, entity in self.network.entity_of.items()}

    def pair(self, pair: str) -> Sequence[int]:
        """The numbers of the links between two entities, in whichever order. Raises NotFound."""
        one, _, other = pair.partition(_PAIR)
        found = self.pairs.get(pair) or self.pairs.get(pair_id(self.entity(one).id, self.entity(other).id))
        if not found:
            raise NotFound(f"no link {pair}")
        return found

    def line(self, line: str) -> int:
        """The number of the edge with that id. Raises NotFound."""
        subject, *rest = line.split(".")
        subject = self.entity(subject).id
        if len(rest) > 1 and rest[1][:1] == "e":
            rest[1] = self.entity(rest[1]).id
        wanted = ".".join((subject, *rest))
        for number in self.edges_of.get(subject, ()):
            if self.network.edges[number].subject == subject and self.line_id(number) == wanted:
                return number
        raise NotFound(f"no line {line}")

    def line_id(self, number: int) -> str:
        """``subject.predicate.object`` (a hash for a value), ``n`` when negated, ``f`` when former: whatever else there is."""
        return line_id(self.network.edges[number])

    # --- in words

    def ref(self, entity: str) -> EntityRef:
        """Raises NotFound."""
        known = self._refs.get(entity)
        if known is None:
            found = self.entity(entity)
            known = EntityRef(found.id, plain(found.name), found.type, found.kind, described(found))
            if entity == found.id:  # of earlier ids there may be any number
                self._refs[entity] = known
        return known

    def said(self, number: int) -> Line:
        """One edge in words. Kept a while: the files of both its ends say it, and every path over it."""
        known = self._said.get(number)
        if known is None:
            if len(self._said) >= _SAID:
                self._said.clear()
            known = self._said[number] = self._line(number)
        return known

    def _line(self, number: int) -> Line:
        edge = self.network.edges[number]
        since, until, first, last = self.days(number)
        return Line(
            self.line_id(number),
            self.ref(edge.subject),
            edge.predicate,
            phrase(edge.predicate, negated=edge.negated, former=edge.former),
            self.ref(edge.object) if edge.object is not None else None,
            plain(edge.value) if edge.value is not None else None,
            plain(spoken(edge.value, edge.figure, self.language)) if edge.value is not None else None,
            round(edge.belief, 4),
            edge.modality,
            edge.negated,
            edge.disputed,
            edge.former,
            edge.origins,
            len(edge.documents),
            len(edge.claims),
            self.reviewed(number),
            since.isoformat() if since else None,
            until.isoformat() if until else None,
            first.isoformat() if first else None,
            last.isoformat() if last else None,
        )

    def reviewed(self, number: int) -> Reviewed:
        """How many of an edge's claims a person has read."""
        claims = self.network.edges[number].claims
        read = sum(claim in self._read for claim in claims)
        return "none" if not read else "all" if read == len(claims) else "some"

    def read_by_person(self, claim: str) -> bool:
        """Whether a person has read a claim out of its document, and none found it misread."""
        return claim in self._read

    # --- when

    def days(self, number: int) -> tuple[date | None, date | None, date | None, date | None]:
        """First and last day that the claims of an edge state, then first and last on which they were published.

        An edge of an event is dated by the event. None where there is no such day.
        """
        edge = self.network.edges[number]
        stated: list[tuple[date | None, date | None]] = []
        published: list[tuple[date | None, date | None]] = []
        for claim_id in edge.claims:
            claim = self.exhibits.claims[claim_id]
            if claim.valid_from or claim.valid_to:
                first = claim.valid_from.first if claim.valid_from else None
                last = claim.valid_to.last if claim.valid_to else claim.valid_from.last if claim.valid_from else None
                stated.append((first, last))
            day = self.exhibits.documents[claim.doc].published
            if day is not None:
                published.append((day.first, day.last))
        if self.network.entities[edge.subject].type == "Event":
            stated = self.event_days(edge.subject) or stated
        return (*_span(stated), *_span(published))

    def event_days(self, event: str) -> list[tuple[date | None, date | None]]:
        """First and last day of each date that is given to an event and not denied."""
        found: list[tuple[date | None, date | None]] = []
        for number in self.edges_of.get(event, ()):
            edge = self.network.edges[number]
            if edge.subject == event and edge.predicate == "date" and edge.value and not edge.negated:
                try:
                    day = PartialDate.parse(edge.value)
                except ValueError:
                    continue
                found.append((day.first, day.last))
        return found

    def edges(self, entity: str) -> Sequence[Edge]:
        """The edges that start or end at an entity."""
        return [self.network.edges[number] for number in self.edges_of.get(entity, ())]


def pair_id(one: str, other: str) -> str:
    """The id of the two together, in whichever order they come."""
    return _PAIR.join(sorted((one, other)))


def _span(days: Sequence[tuple[date | None, date | None]]) -> tuple[date | None, date | None]:
    return (
        min((first for first, _ in days if first), default=None),
        max((last for _, last in days if last), default=None),
    )


def _reviewed(view: View) -> frozenset[str]:
    right: set[str] = set()
    wrong: set[str] = set()
    for reading in view.readings():
        if reading.person is not None:
            (right if reading.p >= 0.5 else wrong).add(reading.claim)
    return frozenset(right - wrong)
