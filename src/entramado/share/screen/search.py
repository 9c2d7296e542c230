"""One box for entities and full text: names by the beginnings of their words, sentences by BM25 from what is visible."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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

_WORD: Final = re.compile(r"[^\W_]+")
_FEW: Final = 8
"""Near names that are offered when none fits."""
_NEAR: Final = 80.0
"""Likeness (0 to 100, rapidfuzz's ratio) from which a word counts as near."""
_LIKE: Final = 20
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
        self._by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(self._words):
            self._by_letter["^" + word[0]].append(word)
            self._by_letter["$" + word[-1]].append(word)

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
        """Entities that have, for each word of the text, a word like it, best first."""
        found: dict[str, float] | None = None
        for word in fold(text).split():
            here: dict[str, float] = {}
            for like, score in self._like(word):
                low, high = bisect_left(self._words, like), bisect_right(self._words, like)
                for entity in self._ids[low:high]:
                    here[entity] = max(score, here.get(entity, 0))
            found = here if found is None else {e: found[e] + score for e, score in here.items() if e in found}
            if not found:
                break
        return sorted(found or {}, key=lambda e: (-(found or {})[e], e))[:_FEW]

    def _like(self, word: str) -> list[tuple[str, float]]:
        """Words of names that are like a word: of those that begin or end with the same letter, and are about as long."""
        pool = [w for key in ("^" + word[0], "$" + word[-1]) for w in self._by_letter.get(key, ()) if abs(len(w) - len(word)) < 3]
        return [(w, score) for w, score, _ in process.extract(word, pool, scorer=fuzz.ratio, limit=_LIKE, score_cutoff=_NEAR)]


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
                bisect_left(spans.get(hit.doc, ()), hit.end) - bisect_left(spans.get(hit.doc, ()), hit.start),
            )
        )
    return Page(items, len(hits), str(start + limit) if start + limit < len(hits) else None)


def _claim_spans(stage: Stage) -> dict[str, list[int]]:
    """Document to where its claims begin, in order."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for claim in stage.exhibits.claims.values():
        if claim.spans:
            found[claim.doc].append(claim.spans[0].start)
    return {doc: sorted(places) for doc, places in found.items()}


def _marks(snippet: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Words of the snippet that begin like a word of the query (plurals fold to their stem)."""
    found: list[tuple[int, int]] = []
    stems = tuple(word[:-2] if len(word) > 5 else word for word in wanted)
    begins = frozenset(word[0] for word in wanted)
    for match in _WORD.finditer(snippet):
        if (first := match[0][0]).isascii() and first.lower() not in begins:  # to fold every word takes longer than to search
            continue
        word = fold(match[0])
        if word.startswith(stems) and any(word.startswith(w) or (len(w) - len(word) < 3 and w.startswith(word)) for w in wanted):
            found.append(match.span())
    return found
