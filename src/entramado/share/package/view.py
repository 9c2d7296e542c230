"""What a package shows by itself, as a view: whatever is computed from it can hold nothing that the recipient does not get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from entramado.model.claim import Claim, Document, Judgement, Mention, Problem, Reading, Referent, Region, Source
from entramado.model.errors import NotFound
from entramado.model.view import Hit, Viewer
from entramado.share.package.model import Contents, Excerpted

_FILLER: Final = "\n"
"""Stands for every character of the original that does not go, so that offsets are those of the original."""


class PackageView:
    """The contents of a package as its recipient reads them."""

    as_of = 1

    def __init__(self, contents: Contents) -> None:
        self.viewer: Viewer = contents.header.recipient
        self._contents = contents
        made = sorted((_document(each) for each in contents.documents), key=lambda d: (not d.text, d.name, d.id))
        self._documents = {document.id: document for document in made}
        self._places = {doc: place for place, doc in enumerate(self._documents)}

    def sources(self) -> Iterator[Source]:
        found = {each.source.id: each.source for each in self._contents.documents if each.source is not None}
        yield from sorted(found.values(), key=lambda s: (s.name, s.id))

    def documents(self) -> Iterator[Document]:
        yield from self._documents.values()

    def document(self, doc: str) -> Document:
        if doc not in self._documents:
            raise NotFound(f"no document {doc}")
        return self._documents[doc]

    def referents(self) -> Iterator[Referent]:
        yield from sorted(self._contents.referents, key=lambda r: (self._places[r.doc], r.anchor, r.id))

    def mentions(self, doc: str | None = None) -> Iterator[Mention]:
        found = (m for m in self._contents.mentions if doc in (None, m.doc))
        yield from sorted(found, key=lambda m: (self._places[m.doc], m.start, m.end, m.referent))

    def claims(self, doc: str | None = None) -> Iterator[Claim]:
        found = (c for c in self._contents.claims if doc in (None, c.doc))
        yield from sorted(found, key=lambda c: (self._places[c.doc], c.spans, c.subject, c.predicate, c.id))

    def claim(self, claim: str) -> Claim:
        for each in self._contents.claims:
            if each.id == claim:
                return each
        raise NotFound(f"no claim {claim}")

    def readings(self) -> Iterator[Reading]:
        yield from sorted(self._contents.readings, key=lambda r: (r.claim, r.by))

    def judgements(self) -> Iterator[Judgement]:
        yield from sorted(self._contents.judgements, key=lambda j: (j.a, j.b, j.id))

    def problems(self) -> Iterator[Problem]:
        yield from ()

    def search(self, query: str, limit: int = 20) -> Sequence[Hit]:
        return ()


def _document(sent: Excerpted) -> Document:
    text = ""
    for excerpt in sent.excerpts:
        text = text.ljust(excerpt.start, _FILLER) + excerpt.text
    return Document(
        sent.id,
        sent.name,
        "",
        text,
        tuple(Region(excerpt.start, excerpt.end) for excerpt in sent.excerpts),
        source=sent.source.id if sent.source else None,
        title=sent.title,
        published=sent.published,
        published_from="manifest" if sent.published else "none",
        lang=sent.lang,
        credibility=sent.credibility,
        marking=sent.marking,
    )
