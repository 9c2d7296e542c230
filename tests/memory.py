"""A case in memory, for tests: reports written as lines, one view that shows all of it or a part.

case = Case()
doc = case.document("first.txt", published="2026-02-23", source="Example Wire", reliability="B")
boss = case.referent(doc, "Person", "Nemesio Ficticio")
case.claim(doc, boss, "age", value="59")
network(case.view(), knowledge())
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from entramado.knowledge.places import Gazetteer, Place
from entramado.knowledge.tables import Knowledge, Row
from entramado.model.claim import (
    Claim,
    Document,
    Judgement,
    Mention,
    Problem,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    Utterance,
    content_id,
)
from entramado.model.values import Figure, PartialDate
from entramado.model.view import Hit, Viewer

PLACES = (
    Place("place:MX", "Mexico", "country", "MX", None, 23.0, -102.0),
    Place("place:US", "United States", "country", "US", None, 39.0, -98.0),
    Place("place:MX-14", "Jalisco", "admin1", "MX", None, 20.6, -103.7),
    Place("place:MX-14086", "Tapalpa", "locality", "MX", "place:MX-14", 19.9, -103.8),
    Place("place:MX-16", "Michoacán", "admin1", "MX", None, 19.2, -101.9),
)
ROWS = (
    Row("group:mirador", "Organization", "criminal", "Mirador Cartel", ("CDM",)),
    Row("group:laguna", "Organization", "criminal", "Laguna Cartel", ("CDL",)),
    Row("agency:us-narcotics", "Organization", "agency", "US Narcotics Office", (), "", {"country": "US"}),
)


def knowledge() -> Knowledge:
    return Knowledge(ROWS, Gazetteer(PLACES))


class Case:
    """Rows as the store would hold them. A claim's sentence is written into its document as the claim is made."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.documents: dict[str, Document] = {}
        self.referents: list[Referent] = []
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []
        self.readings: list[Reading] = []
        self.judgements: list[Judgement] = []

    def document(
        self,
        name: str,
        published: str | None = "2026-02-23",
        source: str | None = None,
        reliability: str = "B",
        credibility: str = "2",
    ) -> str:
        if source:
            self.sources[source] = Source(content_id("s", source), source, reliability=reliability)
        sha = content_id("h", name)
        found = Document(
            content_id("d", sha),
            name,
            sha,
            "",
            (Region(0, 0),),
            source=self.sources[source].id if source else None,
            published=PartialDate.parse(published) if published else None,
            credibility=credibility,
        )
        self.documents[found.id] = found
        return found.id

    def write(self, doc: str, text: str) -> Span:
        """Add a sentence to a document; where it stands."""
        found = self.documents[doc]
        start = len(found.text)
        whole = found.text + text + "\n"
        self.documents[doc] = replace(found, text=whole, body=(Region(0, len(whole)),))
        return Span(start, start + len(text))

    def referent(self, doc: str, sort: str, name: str | None = None, *, kind: str | None = None, key: str | None = None) -> str:
        span = self.write(doc, name or f"an unnamed {kind or sort}")
        found = Referent(doc, sort, kind, name, span.start, key=key)
        self.referents.append(found)
        self.mentions.append(Mention(found.id, doc, span.start, span.end, name))
        return found.id

    def claim(
        self,
        doc: str,
        subject: str,
        predicate: str,
        target: str | None = None,
        *,
        value: str | None = None,
        figure: Figure | None = None,
        sentence: str | None = None,
        said_by: tuple[Utterance, ...] = (),
        p: float = 0.9,
        **rest: Any,
    ) -> str:
        span = self.write(doc, sentence or f"Sentence {len(self.claims)} of {doc}: {predicate} {value or ''}.")
        found = Claim(
            doc,
            subject,
            predicate,
            target,
            value,
            figure,
            spans=(span,),
            said_by=said_by,
            **rest,
        )
        self.claims.append(found)
        self.readings.append(Reading(found.id, "rules@1:test", p))
        return found.id

    def event(
        self,
        doc: str,
        kind: str,
        *,
        date: str | None = None,
        place: str | None = None,
        **roles: str,
    ) -> str:
        """An event with its parts; ``roles`` maps a role to a referent."""
        found = self.referent(doc, "Event", kind=kind)
        if date:
            self.claim(doc, found, "date", value=date)
        if place:
            self.claim(doc, found, "place", place)
        for role, who in roles.items():
            self.claim(doc, found, role, who)
        return found

    def judge(self, a: str, b: str, verdict: str, why: str = "read both files") -> Judgement:
        found = Judgement(a, b, verdict, 1.0, why, "analyst")  # type: ignore[arg-type]  # the three verdicts
        self.judgements.append(found)
        return found

    def view(self, shuffled: int | None = None, without: frozenset[str] = frozenset()) -> MemoryView:
        """All rows, in an order drawn from the seed ``shuffled``; nothing of the documents in ``without``."""
        return MemoryView(self, shuffled, without)


class MemoryView:
    """`entramado.model.view.View` over a `Case`."""

    viewer = Viewer("owner", owner=True)
    as_of = 1

    def __init__(self, case: Case, shuffled: int | None, without: frozenset[str]) -> None:
        self._case, self._seed, self._without = case, shuffled, without

    def _rows(self, rows: list, doc: str | None = None) -> Iterator:
        chosen = [r for r in rows if getattr(r, "doc", None) not in self._without and (doc is None or r.doc == doc)]
        if self._seed is not None:
            random.Random(self._seed).shuffle(chosen)
        return iter(chosen)

    def sources(self) -> Iterator[Source]:
        return self._rows(list(self._case.sources.values()))

    def documents(self) -> Iterator[Document]:
        return self._rows([d for d in self._case.documents.values() if d.id not in self._without])

    def document(self, doc: str) -> Document:
        return self._case.documents[doc]

    def referents(self) -> Iterator[Referent]:
        return self._rows(self._case.referents)

    def mentions(self, doc: str | None = None) -> Iterator[Mention]:
        return self._rows(self._case.mentions, doc)

    def claims(self, doc: str | None = None) -> Iterator[Claim]:
        return self._rows(self._case.claims, doc)

    def claim(self, claim: str) -> Claim:
        return next(c for c in self._case.claims if c.id == claim)

    def readings(self) -> Iterator[Reading]:
        return self._rows(self._case.readings)

    def judgements(self) -> Iterator[Judgement]:
        return self._rows(self._case.judgements)

    def problems(self) -> Iterator[Problem]:
        return iter(())

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        return []
