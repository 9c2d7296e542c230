"""Where claims come from: ten outlets that print one statement, or one story, are one origin.

The origin of a claim is its innermost utterance: the one who is quoted as knowing. What a document says on its own is the
document's, except that a copied sentence belongs to the document that printed it first, that documents which share most of
their sentences are one story, and that stories which credit one wire service within a day are the wire's.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from entramado.knowledge.folding import fold
from entramado.model.claim import Claim, Document, Source, content_id

ALIKE: Final = 0.6
"""Jaccard similarity of two sentences' shingles from which one copies the other (Broder 1997, resemblance)."""
SHORTEST: Final = 8
"""Words a sentence needs to be told from a commonplace."""
SAME_STORY: Final = 0.5
"""Share of the shorter document's sentences found in the other from which both are one story."""

_CREDIT: Final = (
    re.compile(r"(?:--|—|–)\s*\(?([A-Z][A-Za-z]{1,15}(?: [A-Z][a-z]+)?)\)?\s*$"),
    re.compile(r"^\W{0,3}[A-Z][\w .,]{2,60}\(([A-Z][A-Za-z]{1,15}(?: [A-Z][a-z]+)?)\)\s*[-–—]"),
)
_MASK: Final = 0xFFFFFFFF
_WORD: Final = re.compile(r"\w+")


def origins(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    sources: Mapping[str, Source],
    entity_of: Mapping[str, str],
) -> tuple[dict[str, str], dict[str, str]]:
    """Claim id to origin id, and document id to story id.

    Claims of one origin count once, however many documents print them; documents of one story tell it together.
    """
    first, story = _stories(claims, documents, sources)
    found: dict[str, str] = {}
    for claim in claims:
        printed = story[first.get((claim.doc, _start(claim)), claim.doc)]
        if not claim.said_by:
            found[claim.id] = content_id("o", "document", printed)
            continue
        speaker = claim.said_by[0]
        if speaker.referent is not None and speaker.referent in entity_of and speaker.named:
            found[claim.id] = content_id("o", "speaker", entity_of[speaker.referent])
        elif speaker.named:
            found[claim.id] = content_id("o", "speaker", fold(speaker.name))
        else:
            told = claim.said_by[1] if len(claim.said_by) > 1 else None
            via = entity_of.get(told.referent or "", fold(told.name)) if told else printed
            found[claim.id] = content_id("o", "unnamed", fold(speaker.name), via)
    return found, story


def own_words_of_speaker(
    group: Iterable[Claim],
    documents: Mapping[str, Document],
    publisher: Mapping[str, str],
    entity_of: Mapping[str, str],
    origin_of: dict[str, str],
) -> None:
    """One origin have "Reuters reported X" and the Reuters story that says X: give the former the latter's.

    ``group`` are claims of one edge; ``publisher`` maps a source id to the entity that it is.
    """
    group = list(group)
    own: dict[str, str] = {}
    for claim in sorted(group, key=lambda c: c.id):
        source = documents[claim.doc].source
        if not claim.said_by and source is not None and source in publisher:
            own.setdefault(publisher[source], origin_of[claim.id])
    for claim in group:
        speaker = claim.said_by[0].referent if claim.said_by else None
        entity = entity_of.get(speaker) if speaker else None
        if entity is not None and entity in own:
            origin_of[claim.id] = own[entity]


def _start(claim: Claim) -> int:
    return claim.spans[0].start if claim.spans else -1


def _stories(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    sources: Mapping[str, Source],
) -> tuple[dict[tuple[str, int], str], dict[str, str]]:
    """For each sentence that a claim stands in, the document that printed it first; for each document, its story."""
    spans: dict[tuple[str, int], int] = {}
    for claim in claims:
        if claim.spans:
            place = claim.doc, claim.spans[0].start
            spans[place] = max(spans.get(place, 0), claim.spans[0].end)
    shingled = {place: s for place in sorted(spans) if (s := shingles(documents[place[0]].text[place[1] : spans[place]]))}
    copies = near_copies(shingled)
    age = {d.id: (d.published.first if d.published else date.max, d.id) for d in documents.values()}
    first: dict[tuple[str, int], str] = {}
    shared: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    for copied in copies:
        docs = sorted({doc for doc, _ in copied}, key=lambda d: age[d])
        for place in copied:
            first[place] = docs[0]
            for other in docs:
                if other != place[0]:
                    shared[place[0], other].add(place)
    total: dict[str, int] = defaultdict(int)
    for doc, _ in shingled:
        total[doc] += 1
    story = {d: d for d in documents}
    for (a, b), places in sorted(shared.items()):
        if total[a] <= total[b] and len(places) >= max(2, SAME_STORY * total[a]):
            _join(story, a, b, age)
    for docs in _wire(documents, sources):
        for other in docs[1:]:
            _join(story, docs[0], other, age)
    return first, {d: _root(story, d) for d in documents}


def _root(parent: dict[str, str], item: str) -> str:
    while parent[item] != item:
        item = parent[item]
    return item


def _join(parent: dict[str, str], a: str, b: str, age: Mapping[str, tuple[date, str]]) -> None:
    """The earlier document names the story."""
    first, second = sorted((_root(parent, a), _root(parent, b)), key=lambda d: age[d])
    parent[second] = first


def _wire(documents: Mapping[str, Document], sources: Mapping[str, Source]) -> list[list[str]]:
    """Documents that credit one wire service, or are its own, published within a day of one another."""
    credited: dict[str, list[str]] = defaultdict(list)
    named: set[str] = set()
    for document in documents.values():
        agency = credit(document)
        if agency:
            named.add(fold(agency))
            credited[fold(agency)].append(document.id)
    for document in documents.values():
        source = sources.get(document.source) if document.source else None
        if source and fold(source.name) in named and document.id not in credited[fold(source.name)]:
            credited[fold(source.name)].append(document.id)
    groups: list[list[str]] = []
    for agency in sorted(credited):
        dated = sorted((p.first, d) for d in credited[agency] if (p := documents[d].published))
        run: list[str] = []
        last: date | None = None
        for day, doc in dated:
            if last is not None and (day - last).days > 1:
                groups.append(run)
                run = []
            run.append(doc)
            last = day
        groups.append(run)
    return [g for g in groups if len(g) > 1]


def credit(document: Document) -> str | None:
    """The wire service that a story credits: "-- ANI" at its end, "TAPALPA (AP) -" at its head."""
    for region in document.body:
        text = document.text[region.start : region.end].strip()
        head = _CREDIT[1].match(text)
        if head:
            return head[1]
        for paragraph in text.split("\n"):
            tail = _CREDIT[0].search(paragraph.rstrip())
            if tail and len(paragraph) > len(tail[0]) + 20:
                return tail[1]
    return None


def shingles(sentence: str) -> frozenset[int]:
    """Hashes of each run of three words; empty for a sentence too short to tell."""
    hashes = [_hash(word) for word in _WORD.findall(sentence.casefold())]
    if len(hashes) < SHORTEST:
        return frozenset()
    runs = zip(hashes, hashes[1:], hashes[2:], strict=False)
    return frozenset((a * 0x9E3779B1 ^ b * 0x85EBCA6B ^ c * 0xC2B2AE35) & _MASK for a, b, c in runs)


@cache
def _hash(word: str) -> int:
    """The same on every machine, unlike `hash`."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def near_copies(shingled: Mapping[tuple[str, int], frozenset[int]]) -> list[list[tuple[str, int]]]:
    """Groups of sentences of several documents that copy one another, each sorted.

    Candidates share one of their four smallest hashes (two sentences of resemblance 0.6 miss each other in about 3 of 100
    cases); then the resemblance is computed.
    """
    buckets: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for place, hashes in shingled.items():
        for smallest in sorted(hashes)[:4]:
            buckets[smallest].append(place)
    parent = {place: place for place in shingled}

    def root(place: tuple[str, int]) -> tuple[str, int]:
        while parent[place] != place:
            place = parent[place]
        return place

    for smallest in sorted(buckets):
        places = sorted(buckets[smallest])
        for i, a in enumerate(places):
            for b in places[i + 1 : i + 30]:
                if a[0] == b[0] or root(a) == root(b):
                    continue
                x, y = shingled[a], shingled[b]
                if len(x & y) >= ALIKE * len(x | y):
                    first, second = sorted((root(a), root(b)))
                    parent[second] = first
    groups: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for place in shingled:
        groups[root(place)].append(place)
    return [sorted(g) for g in groups.values() if len({doc for doc, _ in g}) > 1]
