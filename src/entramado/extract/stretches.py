"""Long texts in stretches: each is read as a document of its own, then what they speak of is joined.

The parses of a text take more than fifty times its size in memory, and they are held while its rules run; so a text is cut,
at the ends of paragraphs, into stretches that bound them. Pronouns and short forms do not reach across a cut; names do, by
`join`, which leaves a doubtful link out as the rules within a stretch do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from entramado.extract.personnames import PersonName, parse_name, same_person
from entramado.knowledge.tables import fold
from entramado.model.claim import Claim, Document, Extraction, Problem, Reading, Referent, Region

STRETCH: Final = 150_000
"""Characters of content that are read at a time: some 25,000 words, more than nearly every report has."""
MOST: Final = 5_000_000
"""Characters of content that are read of one document: some 800,000 words, a shelf of books and several minutes' work."""
_ENDS: Final = ("\n\n", "\n", ". ", " ")
"""Where a text may be cut, the best first."""
_NAMED: Final = frozenset(("Person", "Organization", "Place", "Substance", "Activity"))
"""Types whose names tell that two referents of one document are one; an event's is only a label."""


def stretches(document: Document) -> Iterator[Document]:
    """The document with ``body`` narrowed to one stretch after another; itself when it is short. At most `MOST` in all."""
    if _size(document.body) <= STRETCH:
        yield document
        return
    body: list[Region] = []
    taken = whole = 0
    for region in document.body:
        start = region.start
        while start < region.end and whole < MOST:
            room = min(STRETCH - taken, MOST - whole)
            end = region.end if region.end - start <= room else _cut(document.text, start, start + room)
            body.append(Region(start, end, region.kind))
            taken, whole, start = taken + end - start, whole + end - start, end
            if taken >= STRETCH or end < region.end:
                yield replace(document, body=tuple(body))
                body, taken = [], 0
    if body:
        yield replace(document, body=tuple(body))


def unread(document: Document) -> Problem | None:
    """What `stretches` leaves out of a text that is too long, said for `entramado problems`."""
    size = _size(document.body)
    if size <= MOST:
        return None
    what = (
        f"has {size:,} characters of text: only its first {MOST:,} were read for claims; all of it is kept and found by search. "
        "Split it into smaller files to have the rest read too"
    )
    return Problem(document.name, what, "too-long", doc=document.id)


def _size(body: Sequence[Region]) -> int:
    return sum(region.end - region.start for region in body)


def _cut(text: str, start: int, limit: int) -> int:
    """The last good place to cut within the second half of ``text[start:limit]``; its end when there is none."""
    for end in _ENDS:
        found = text.rfind(end, (start + limit) // 2, limit)
        if found >= 0:
            return found + len(end)
    return limit


@dataclass(eq=False, slots=True)
class _Thing:
    """Referents of several stretches that are one."""

    key: str | None
    name: PersonName | None
    """The fullest name, of a person."""
    names: set[str]
    """All names, folded."""
    referents: list[Referent]


def join(parts: Sequence[Extraction]) -> Extraction:
    """The extractions of a document's stretches as one.

    Referents are one when they point to the same row of a reference table, or have one type and share a name. Persons are one
    when their full names can be one person's, or when a stretch gives a surname or nickname alone and one person only of the
    document bears it. Events stay apart: what tells two of them from one told twice is in the sentences, not in a label.
    """
    if len(parts) == 1:
        return parts[0]
    became: dict[str, Referent] = {}
    for thing in _Things(parts).found:
        became |= dict.fromkeys((referent.id for referent in thing.referents), _united(thing))
    claims = _claims(parts, became)
    readings: dict[tuple[str, str], Reading] = {}
    for old in (reading for part in parts for reading in part.readings if reading.claim in claims):
        new = replace(old, claim=claims[old.claim].id)
        if (new.claim, new.by) not in readings or readings[new.claim, new.by].p < new.p:
            readings[new.claim, new.by] = new
    mentions = [replace(mention, referent=became[mention.referent].id) for part in parts for mention in part.mentions]
    return Extraction(
        tuple(sorted({r.id: r for r in became.values()}.values(), key=lambda r: (r.anchor, r.id))),
        tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.referent))),
        tuple(sorted({c.id: c for c in claims.values()}.values(), key=lambda c: (c.spans, c.subject, c.predicate, c.id))),
        tuple(sorted(readings.values(), key=lambda r: (r.claim, r.by))),
        tuple(problem for part in parts for problem in part.problems),
    )


def _united(thing: _Thing) -> Referent:
    """One referent with the fullest name, first met where the first of them was."""
    if len(thing.referents) == 1:
        return thing.referents[0]
    first = min(thing.referents, key=lambda r: r.anchor)
    fullest = max((r.name for r in thing.referents if r.name), key=lambda name: (len(name.split()), len(name)), default=None)
    kind = first.kind or next((r.kind for r in thing.referents if r.kind), None)
    name = fullest if first.type == "Person" else first.name
    return Referent(first.doc, first.type, kind, name, first.anchor, first.collective, thing.key)


def _claims(parts: Sequence[Extraction], became: Mapping[str, Referent]) -> dict[str, Claim]:
    """Old claim id to the claim about the joined referents; none for what would tie a thing to itself."""
    claims: dict[str, Claim] = {}
    every = [claim for part in parts for claim in part.claims]
    for claim in sorted(every, key=lambda c: c.disputes is not None):  # what is answered before the answer
        subject = became[claim.subject].id
        target = became[claim.object].id if claim.object else None
        if subject == target or (claim.disputes and claim.disputes not in claims):
            continue
        said = tuple(replace(u, referent=became[u.referent].id) if u.referent else u for u in claim.said_by)
        disputes = claims[claim.disputes].id if claim.disputes else None
        claims[claim.id] = replace(claim, subject=subject, object=target, said_by=said, disputes=disputes)
    return claims


class _Things:
    """Who is whom: rows and bodies first, then persons by their full names, the longest first, then by one name alone."""

    def __init__(self, parts: Sequence[Extraction]) -> None:
        self.found: list[_Thing] = []
        self._by_key: dict[tuple[str, str], _Thing] = {}
        self._by_name: dict[tuple[str, str], list[_Thing]] = defaultdict(list)
        self._bearers: dict[str, list[_Thing]] = defaultdict(list)
        """Persons by each word of their names."""
        names: dict[str, set[str]] = defaultdict(set)
        for part in parts:
            for mention in part.mentions:
                if mention.name is not None:
                    names[mention.referent].add(fold(mention.name))
        every = [referent for part in parts for referent in part.referents]
        for referent in every:
            names[referent.id] |= {fold(referent.name)} if referent.name else set()
        for referent in sorted(every, key=_rank):
            self._place(referent, names[referent.id])

    def _place(self, referent: Referent, names: set[str]) -> None:
        joins = referent.type in _NAMED and referent.name is not None and not referent.collective
        thing = self._known(referent, names) if joins else None
        if thing is None:
            thing = _Thing(referent.key, None, set(), [])
            self.found.append(thing)
        thing.referents.append(referent)
        thing.key = thing.key or referent.key
        if not joins:
            return
        if referent.type == "Person" and thing.name is None:
            thing.name = parse_name(referent.name or "")
        if thing.key:
            self._by_key.setdefault((referent.type, thing.key), thing)
        for name in sorted(names - thing.names):
            self._by_name[referent.type, name].append(thing)
            if referent.type == "Person":
                for word in name.split():
                    if thing not in self._bearers[word]:
                        self._bearers[word].append(thing)
        thing.names |= names

    def _known(self, referent: Referent, names: set[str]) -> _Thing | None:
        """The thing that a referent is, or None when there is none or more than one."""
        if referent.key and (thing := self._by_key.get((referent.type, referent.key))):
            return thing
        own = {name for name in names if referent.type != "Person" or " " in name}
        fits = self._agreeing(referent, (thing for name in sorted(own) for thing in self._by_name[referent.type, name]))
        if not fits and referent.type == "Person":
            parsed = parse_name(referent.name or "")
            near = (thing for name in sorted(names) for word in name.split() for thing in self._bearers[word])
            fits = self._agreeing(referent, (t for t in near if t.name and _one_person(parsed, names, t.name, t.names)))
        return fits[0] if len(fits) == 1 else None

    @staticmethod
    def _agreeing(referent: Referent, things: Iterable[_Thing]) -> list[_Thing]:
        """Those, each once, that do not point to another row of the reference tables."""
        return list({id(t): t for t in things if None in (t.key, referent.key) or t.key == referent.key}.values())


def _rank(referent: Referent) -> tuple[bool, int, int]:
    words = len(referent.name.split()) if referent.type == "Person" and referent.name else 0
    return referent.type == "Person", -words, referent.anchor


def _one_person(one: PersonName, names: set[str], other: PersonName, others: set[str]) -> bool:
    if one.forenames:
        return same_person(one, other)
    return bool(names & (others | other.short_forms))
