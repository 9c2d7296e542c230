"""A big case, made up: 50,000 entities and 100,000 links in 1,000 reports, the same every time.

    python -m benchmarks.bigcase CASE

People, groups, companies and places of invented names. Who is named often is named more often still (Barabási and Albert, 1999),
as in real holdings: a few hundred well-known names and a long tail that is met once or twice.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from entramado.model.claim import Claim, Document, Extraction, Mention, Reading, Referent, Region, Source, Span, content_id
from entramado.model.values import PartialDate
from entramado.store import Store

NODES: Final = 50_000
LINKS: Final = 100_000
DOCUMENTS: Final = 1_000
_SORTS: Final[dict[str, tuple[str, str | None, int]]] = {
    "Person": ("Person", None, 70),
    "Group": ("Organization", "criminal", 6),
    "Company": ("Organization", "company", 14),
    "Place": ("Place", "locality", 10),
}
"""Type, kind, and share of a hundred."""
_LINKS: Final = {
    "Person": ("associate_of", "family_of", "reports_to", "pays"),
    "Group": ("member_of", "leads", "works_for"),
    "Company": ("owns", "works_for"),
    "Place": ("operates_in", "located_in", "controls"),
}
"""From a person to each sort."""
_SYLLABLES: Final = tuple(a + b for a in "bcdfgjlmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "os"))


@dataclass(frozen=True, slots=True)
class _Node:
    sort: str
    name: str


def make(case: Path, nodes: int = NODES, links: int = LINKS, documents: int = DOCUMENTS) -> None:
    """Write a case with so many entities and links."""
    chance = random.Random(7)
    named = list(_nodes(chance, nodes))
    drawn = _links(chance, named, links)
    each = -(-len(drawn) // documents)
    with Store(case, create=True) as store:
        for number in range(documents):
            document, source, extraction = _document(chance, number, drawn[number * each : (number + 1) * each], named)
            store.deposit(document, document.text.encode(), source, extraction, actor="bench", holding=document.name)


def _nodes(chance: random.Random, count: int) -> Iterator[_Node]:
    """Different names, of words that differ by more than a letter or two: those would be taken for spellings of one."""
    taken = set()
    shares = [share for _, _, share in _SORTS.values()]
    while len(taken) < count:
        sort = chance.choices(tuple(_SORTS), shares)[0]
        words = ["".join(chance.choices(_SYLLABLES, k=3)).capitalize() for _ in range(3 if sort == "Person" else 2)]
        name = " ".join(words if sort == "Person" else [sort, *words])
        if name not in taken:
            taken.add(name)
            yield _Node(sort, name)


def _links(chance: random.Random, named: list[_Node], count: int) -> list[tuple[int, int]]:
    """Pairs of a person and anything: every node in one at least, and the rest where links are already."""
    people = [number for number, node in enumerate(named) if node.sort == "Person"]
    drawn: dict[tuple[int, int], None] = {}
    ends = [*people[:100]]
    for number in range(len(named)):
        other = chance.choice(ends)
        pair = (other, number) if named[other].sort == "Person" else (number, other)
        if pair[0] == pair[1] or named[pair[0]].sort != "Person":
            pair = (chance.choice(people), number)
        drawn[pair] = None
        ends += pair
    while len(drawn) < count:
        one, other = chance.choice(ends), chance.choice(ends)
        one = one if named[one].sort == "Person" else chance.choice(people)
        if one != other and (other, one) not in drawn:
            drawn[one, other] = None
            ends += (one, other)
    return list(drawn)


def _document(
    chance: random.Random, number: int, links: list[tuple[int, int]], named: list[_Node],
) -> tuple[Document, Source, Extraction]:  # fmt: skip
    source = Source(content_id("s", number % 40), f"Example Agency {number % 40}", "agency", reliability="ABCDF"[number % 5])
    sentences, places = [], []
    at = 0
    for a, b in links:
        predicate = chance.choice(_LINKS[named[b].sort])
        first, second = named[a].name, named[b].name
        sentence = f"{first} {predicate.replace('_', ' ')} {second}, report {number} says.\n"
        places.append((predicate, at, at + len(first) + len(predicate) + 2, len(sentence) - 1))
        sentences.append(sentence)
        at += len(sentence)
    text = "".join(sentences)
    document = Document(
        content_id("d", "big", number), f"report-{number:04}.txt", hashlib.sha256(text.encode()).hexdigest(), text,
        (Region(0, len(text)),), source=source.id,
        published=PartialDate(2016 + number * 10 // DOCUMENTS, 1 + number % 12, 1 + number % 28), published_from="manifest",
        credibility=str(1 + number % 6),
    )  # fmt: skip
    referents: dict[int, Referent] = {}
    mentions, claims = [], []

    def referent(node: int, place: int) -> Referent:
        sort, kind, _ = _SORTS[named[node].sort]
        name = named[node].name
        made = referents.setdefault(node, Referent(document.id, sort, kind, name, place))
        mentions.append(Mention(made.id, document.id, place, place + len(name), name))
        return made

    for (a, b), (predicate, start, second, length) in zip(links, places, strict=True):
        modality = chance.choices(("stated", "reported", "alleged", "believed"), (60, 20, 15, 5))[0]
        spans = (Span(start, start + length),)
        claims.append(
            Claim(document.id, referent(a, start).id, predicate, referent(b, second).id, spans=spans, modality=modality)
        )
    readings = tuple(Reading(claim.id, "rules@1:bench", 0.9) for claim in claims)
    return document, source, Extraction(tuple(referents.values()), tuple(mentions), tuple(claims), readings)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
