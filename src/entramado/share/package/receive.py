"""A verified package as documents for the recipient's own case, with where they came from and how they are marked.

What was a document of the sender is a document here: its excerpts, one below the other, and every claim on its quote. Its
original is what the package says of it, so that the same received twice is the same document. Who read a claim there read it
elsewhere: ``SENDER:rules@1:…`` and ``SENDER:a person`` are readings of the sender, and no review by a person of this case.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from entramado.model.claim import (
    Claim,
    Document,
    Extraction,
    Judgement,
    Mention,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    content_id,
    source_id,
)
from entramado.share.package.encoding import canonical, written
from entramado.share.package.model import PERSON, Contents, Package, Sender

_T = TypeVar("_T")

GAP: Final = "\n[…]\n"
"""What stands between two excerpts: text of the original that was not given."""


@dataclass(frozen=True, slots=True)
class Deposit:
    """One document of the sender as it enters the case.

    ``sent_as`` is its id in the package; ``claims`` maps the ids of claims there to those here.
    """

    document: Document
    original: bytes
    source: Source
    extraction: Extraction
    sent_as: str
    claims: Mapping[str, str]


def deposits(package: Package) -> Iterator[Deposit]:
    """One a document, in the package's order; receiving the same again gives the same ids."""
    for transfer in _transfers(package.contents):
        yield transfer.deposit()


def judgements(package: Package) -> tuple[Judgement, ...]:
    """Which referents of the deposits are one thing by the sender's word (or are not), for after all of them are in."""
    sender = package.contents.header.sender
    here = {old: new.id for transfer in _transfers(package.contents) for old, new in transfer.referents.items()}
    by, why = f"{reader(sender)}:{PERSON}", f"said by {sender.name}"
    return tuple(Judgement(here[j.a], here[j.b], j.verdict, j.score, why, by, j.marking) for j in package.contents.judgements)


def recalled(package: Package) -> tuple[tuple[str, str], ...]:
    """For a recall: ids of claims in earlier packages of this sender, with the reason."""
    return tuple((each.claim, each.reason) for each in package.contents.recalled)


def reader(sender: Sender) -> str:
    """The sender as a reader of claims: what stands before the first colon of a reading's ``by``.

    One who calls himself "person" makes none of his readings a review by a person of this case.
    """
    name = sender.name.replace(":", " ")
    return f"partner {name}" if name == "person" else name


def _transfers(contents: Contents) -> Iterator[_Transfer]:
    """One a document, each with what is of it."""
    doc_of = {claim.id: claim.doc for claim in contents.claims}
    referents = _shared_out(contents.referents, lambda r: r.doc)
    mentions = _shared_out(contents.mentions, lambda m: m.doc)
    claims = _shared_out(contents.claims, lambda c: c.doc)
    readings = _shared_out(contents.readings, lambda r: doc_of[r.claim])
    for document in contents.documents:
        doc = document.id
        yield _Transfer(
            Contents(
                contents.header,
                (document,),
                tuple(referents[doc]),
                tuple(mentions[doc]),
                tuple(claims[doc]),
                tuple(readings[doc]),
            )
        )


def _shared_out(items: Iterable[_T], doc_of: Callable[[_T], str]) -> Mapping[str, list[_T]]:
    found: dict[str, list[_T]] = defaultdict(list)
    for item in items:
        found[doc_of(item)].append(item)
    return found


class _Transfer:
    """One document of a package, carried over: where each offset, referent and claim of it stands here."""

    def __init__(self, part: Contents) -> None:
        (self._sent,) = part.documents
        self._part, self._sender = part, part.header.sender
        self.original = canonical({"from": self._sender.key, "sender": self._sender.name, **written(part)})
        self._sha256 = hashlib.sha256(self.original).hexdigest()
        self._doc = content_id("d", self._sha256)
        self._text, self._body, self._starts = self._lines()
        self.referents = self._referents()

    def deposit(self) -> Deposit:
        source = self._source()
        claims = self._carried()
        by = reader(self._sender)
        extraction = Extraction(
            tuple(self.referents.values()),
            tuple(
                Mention(self.referents[m.referent].id, self._doc, self._at(m.start), self._at(m.start) + m.end - m.start, m.name)
                for m in self._part.mentions
            ),
            tuple(claims.values()),
            tuple(Reading(claims[r.claim].id, f"{by}:{r.by}", r.p) for r in self._part.readings),
        )
        document = Document(
            self._doc,
            f"{self._sent.name} (excerpts, from {self._sender.name})",
            self._sha256,
            self._text,
            self._body,
            source=source.id,
            title=self._sent.title,
            published=self._sent.published,
            published_from="manifest" if self._sent.published else "none",
            lang=self._sent.lang,
            media_type="application/json",
            credibility=self._sent.credibility,
            marking=self._sent.marking,
        )
        return Deposit(
            document, self.original, source, extraction, self._sent.id, {old: claim.id for old, claim in claims.items()}
        )

    def _lines(self) -> tuple[str, tuple[Region, ...], dict[int, int]]:
        """The text here, what of it is content, and where each excerpt (or, in a withheld document, each claim) starts in it.

        A quote that was not given leaves a line to stand on, one a claim, so that no two claims become one. It is too short to be
        taken for a sentence that two documents share.
        """
        if self._sent.withheld:
            parts = [f"[quote {number} withheld by the sender]" for number in range(1, len(self._part.claims) + 1)]
            keys = list(range(len(parts)))
        else:
            parts = [excerpt.text for excerpt in self._sent.excerpts]
            keys = [excerpt.start for excerpt in self._sent.excerpts]
        starts, regions, length = {}, [], 0
        for key, part in zip(keys, parts, strict=True):
            starts[key] = length
            regions.append(Region(length, length + len(part)))
            length += len(part) + len(GAP)
        return GAP.join(parts), () if self._sent.withheld else tuple(regions), starts

    def _at(self, offset: int) -> int:
        """An offset of the original that lies in an excerpt, here."""
        excerpt = self._sent.excerpts[bisect_right(self._sent.excerpts, offset, key=lambda e: e.start) - 1]
        return self._starts[excerpt.start] + offset - excerpt.start

    def _referents(self) -> dict[str, Referent]:
        """By their ids there. What is first named outside the excerpts is anchored behind the text, in the original's order."""
        made = {}
        behind = len(self._text)
        for referent in sorted(self._part.referents, key=lambda r: (r.anchor, r.id)):
            inside = self._sent.holds(referent.anchor, referent.anchor + 1)
            anchor = self._at(referent.anchor) if inside else behind
            behind += not inside
            made[referent.id] = replace(referent, doc=self._doc, anchor=anchor)
        return made

    def _carried(self) -> dict[str, Claim]:
        """The claims by their ids there."""
        made = {claim.id: self._claim(claim, place) for place, claim in enumerate(self._part.claims)}
        return {
            old: claim if claim.disputes is None else replace(claim, disputes=made[claim.disputes].id)
            for old, claim in made.items()
        }

    def _claim(self, claim: Claim, place: int) -> Claim:
        """A claim in its new place; what it answers is named as there still."""
        if self._sent.withheld:
            line = self._starts[place]
            spans: tuple[Span, ...] = (Span(line, self._text.index("]", line) + 1),)
        else:
            spans = tuple(Span(self._at(s.start), self._at(s.start) + s.end - s.start) for s in claim.spans)
        event = claim.qualifiers.get("event")
        qualifiers = dict(claim.qualifiers)
        if isinstance(event, str) and event in self.referents:
            qualifiers["event"] = self.referents[event].id
        return replace(
            claim,
            doc=self._doc,
            subject=self.referents[claim.subject].id,
            object=self.referents[claim.object].id if claim.object is not None else None,
            qualifiers=qualifiers,
            spans=spans,
            said_by=tuple(
                replace(u, referent=self.referents[u.referent].id) if u.referent is not None else u for u in claim.said_by
            ),
        )

    def _source(self) -> Source:
        sent = self._sent.source
        if sent is None:
            name = f"withheld by {self._sender.name}"
            return Source(content_id("s", "withheld", self._sender.key), name, "unknown", marking=self._sent.marking)
        if sent.kind == "analyst":
            name = f"{sent.name} of {self._sender.name}"
            return replace(sent, id=content_id("s", "analyst", self._sender.key, sent.reliability), name=name)
        if sent.id != source_id(sent.name):
            # An id of the sender's choice could be that of a source of ours, and give it another name or grade.
            return replace(sent, id=content_id("s", "sent", self._sender.key, sent.id, sent.name))
        return sent
