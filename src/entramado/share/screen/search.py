"""One box for entities and full text: names by the beginnings of their words, sentences by BM25 from what is visible."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from entramado.knowledge.folding import fold
from entramado.model.network import Entity
from entramado.share.screen.answers import EntityRef, Page, beginning
from entramado.share.screen.stage import Stage
from entramado.share.wording import plain

_FEW: Final = 8
"""Near names that are offered when none fits."""
_NEAR: Final = 78.0
"""Likeness (0 to 100, rapidfuzz's WRatio) from which a name counts as near."""
_PASSAGES: Final = 200
"""Sentences that a search ranks; who looks for more asks more narrowly."""
_ORDER: Final = {"Person": 0, "Organization": 1, "Place": 2, "Substance": 3, "Asset": 3, "Activity": 4, "Event": 5}


@dataclass(frozen=True, slots=True)
class EntityHit:
    """An entity that a search found. `also` are its other names; `near` says that no name of it fits, only one like it."""

    id: str
    name: str
    type: str
    kind: str | None
    described: str
    also: Sequence[str]
    documents: int
    links: int
    near: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that answers a search, with where it stands. `marks` are stretches of the snippet that match."""

    document: str
    file: str
    title: str | None
    published: str | None
    source: str | None
    grade: str
    marking: str
    start: int
    end: int
    snippet: str
    marks: Sequence[tuple[int, int]]
    score: float
    claims: int
    """Claims that were read out of the sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `ranked` tells how many sentences were looked at, at most."""

    query: str
    entities: Page[EntityHit]
    passages: Page[Passage]
    ranked: int


class Names:
    """The words of all names, sorted: those that begin like a word are one stretch of the list."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        pairs: set[tuple[str, str]] = set()
        self.folded: dict[str, tuple[str, ...]] = {}
        for entity in stage.network.entities.values():
            names = tuple(dict.fromkeys(fold(name) for name in (entity.name, *entity.names) if name))
            self.folded[entity.id] = names
            pairs.update((word, entity.id) for name in names for word in name.split())
        ordered = sorted(pairs)
        self._words = [word for word, _ in ordered]
        self._ids = [entity for _, entity in ordered]

    def beginning(self, text: str) -> set[str]:
        """Entities that have, for each word of the text, a word that begins so."""
        found: set[str] | None = None
        for word in sorted(fold(text).split(), key=len, reverse=True):
            low, high = bisect_left(self._words, word), bisect_left(self._words, word + "\U0010ffff")
            here = set(self._ids[low:high]) if found is None else {e for e in found if self._has(e, word)}
            found = here
            if not found:
                break
        return found or set()

    def _has(self, entity: str, beginning: str) -> bool:
        return any(word.startswith(beginning) for name in self.folded[entity] for word in name.split())

    def near(self, text: str) -> list[str]:
        """Entities with a name like the text, best first."""
        wanted = fold(text)
        pool = {name: entity for entity, names in self.folded.items() for name in names}
        found = process.extract(wanted, pool.keys(), scorer=fuzz.WRatio, limit=_FEW, score_cutoff=_NEAR)
        return list(dict.fromkeys(pool[str(match[0])] for match in found))


def names(stage: Stage) -> Names:
    return stage.kept("names", lambda: Names(stage))


def suggest(stage: Stage, text: str, *, types: frozenset[str] = frozenset(), limit: int = 10) -> Page[EntityHit]:
    """Entities as somebody types: whole names first, then those most documents speak of; an id finds its entity."""
    return _entities(stage, text, types, None, limit)


def search(stage: Stage, text: str, *, types: frozenset[str] = frozenset(), cursor: str | None = None, limit: int = 20) -> Found:
    """Entities and sentences for a query. The cursor pages both."""
    entities = _entities(stage, text, types, cursor, limit)
    return Found(text, entities, _passages(stage, text, cursor, limit), _PASSAGES)


def _entities(stage: Stage, text: str, types: frozenset[str], cursor: str | None, limit: int) -> Page[EntityHit]:
    ordered, near = stage.recent(("named", text, types), lambda: _named(stage, text, types))
    start = beginning(cursor)
    items = [_hit(stage, stage.network.entities[entity], near) for entity in ordered[start : start + limit]]
    return Page(items, len(ordered), str(start + limit) if start + limit < len(ordered) else None)


def _named(stage: Stage, text: str, types: frozenset[str]) -> tuple[list[str], bool]:
    """Ids in order, and whether they are only near."""
    if not text.strip():
        return [], False
    index = names(stage)
    wanted = fold(text)
    entities = stage.network.entities
    found = {text.strip()} if text.strip() in entities else index.beginning(text)
    kept = [entities[e] for e in found if not types or entities[e].type in types]
    if not kept and len(wanted) >= 3:
        near = [e for e in index.near(text) if not types or entities[e].type in types]
        return near, True

    def key(entity: Entity) -> tuple[bool, int, int, int, str, str]:
        whole = wanted in index.folded[entity.id]
        return (not whole, _ORDER.get(entity.type, 9), -len(entity.documents), -_links(stage, entity), entity.name, entity.id)

    return [entity.id for entity in sorted(kept, key=key)], False


def _links(stage: Stage, entity: Entity) -> int:
    return len(stage.edges_of.get(entity.id, ()))


def _hit(stage: Stage, entity: Entity, near: bool) -> EntityHit:
    ref: EntityRef = stage.ref(entity.id)
    also = [plain(name) for name in entity.names if name != entity.name][:6]
    return EntityHit(
        ref.id, ref.name, ref.type, ref.kind, ref.described, also, len(entity.documents), _links(stage, entity), near
    )


def _passages(stage: Stage, text: str, cursor: str | None, limit: int) -> Page[Passage]:
    if not text.strip():
        return Page([], 0, None)
    hits = stage.recent(("passages", text), lambda: stage.view.search(text, _PASSAGES))
    start = beginning(cursor)
    spans = stage.kept("claim spans", lambda: _claim_spans(stage))
    wanted = [word for word in fold(text.replace('"', " ")).split() if len(word) > 1]
    items: list[Passage] = []
    for hit in hits[start : start + limit]:
        document = stage.exhibits.documents[hit.doc]
        source = stage.exhibits.source(document)
        snippet = plain(hit.snippet)
        items.append(
            Passage(
                hit.doc,
                plain(document.name),
                plain(document.title) if document.title else None,
                str(document.published) if document.published else None,
                plain(source) if source else None,
                stage.exhibits.grade(document),
                document.marking,
                hit.start,
                hit.end,
                snippet,
                _marks(snippet, wanted),
                round(hit.score, 4),
                sum(hit.start <= at < hit.end for at in spans.get(hit.doc, ())),
            )
        )
    return Page(items, len(hits), str(start + limit) if start + limit < len(hits) else None)


def _claim_spans(stage: Stage) -> dict[str, list[int]]:
    """Document to where its claims begin."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for claim in stage.exhibits.claims.values():
        if claim.spans:
            found[claim.doc].append(claim.spans[0].start)
    return found


def _marks(snippet: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Words of the snippet that begin like a word of the query (plurals fold to their stem)."""
    found: list[tuple[int, int]] = []
    start = None
    for place, char in enumerate(snippet + " "):
        if char.isalnum():
            start = place if start is None else start
        elif start is not None:
            word = fold(snippet[start:place])
            if any(word.startswith(w) or (len(w) > 3 and w.startswith(word) and len(w) - len(word) < 3) for w in wanted):
                found.append((start, place))
            start = None
    return found
