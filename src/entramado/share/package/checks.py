"""Whether contents hold together: the sender's `pack` and the recipient's `verify` ask the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Final

from entramado.model.claim import Span
from entramado.model.errors import EntramadoError
from entramado.model.marking import Marking, joined
from entramado.model.view import Viewer
from entramado.share.package.keys import PublicKey
from entramado.share.package.model import Contents, Excerpted, Header

Fault = tuple[str, str]
"""A short code and what is wrong, in words."""

_ID: Final = re.compile(r"k[0-9a-f]{24}")
_LONGEST: Final = 2_000
"""Characters of a text in the header: it is shown on a screen, not read as a book."""


def faults(contents: Contents) -> Iterator[Fault]:
    """All that is wrong, in the order of the package."""
    header = contents.header
    wrong = list(_header(header))
    yield from wrong
    yield from _kind(contents)
    yield from _twice(contents)
    yield from _references(contents)
    yield from _quotes(contents)
    if not wrong:
        yield from _markings(contents, header.recipient, made_on(header))


def made_on(header: Header) -> date:
    """The day it was made, UTC. Raises ValueError."""
    return datetime.strptime(header.made_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).date()


def markings_of(contents: Contents) -> list[str]:
    """Every marking in it but that of the whole."""
    sources = (d.source for d in contents.documents if d.source is not None)
    return [
        *(d.marking for d in contents.documents),
        *(s.marking for s in sources),
        *(c.marking for c in contents.claims if c.marking is not None),
        *(j.marking for j in contents.judgements),
    ]


def _header(header: Header) -> Iterator[Fault]:
    sender, recipient = header.sender, header.recipient
    for what, text in (
        ("the sender's organisation", sender.organisation),
        ("the sender's country", sender.country),
        ("the recipient's name", recipient.name),
        ("the recipient's organisation", recipient.organisation),
        ("the recipient's country", recipient.country),
        ("the purpose", header.purpose),
        ("the authority", header.authority),
        *(("a condition", condition) for condition in header.conditions),
    ):
        if text is not None and (fault := _line(text)):
            yield "header", f"{what} {fault}"
    try:
        PublicKey.parse(sender.key)
    except EntramadoError:
        yield "header", "the sender's key is no ed25519:BASE64"
    if header.sequence < 1 or (header.previous is None) != (header.sequence == 1):
        yield "header", "its number starts at 1, and every later package names the one before"
    if header.previous is not None and not _ID.fullmatch(header.previous):
        yield "header", "the package before is named by no package id"
    try:
        well = made_on(header).isoformat() == header.made_at[:10] and len(header.made_at) == 20
    except ValueError:
        well = False
    if not well:
        yield "header", "when it was made is not written as 2026-11-22T01:02:03Z"
    try:
        Marking.parse(recipient.clearance)
    except EntramadoError as error:
        yield "header", f"the recipient's clearance: {error}"


def _line(text: str) -> str | None:
    if not text.strip():
        return "is empty"
    if text != text.strip() or any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in text):
        return "holds line breaks or characters that cannot be seen"
    return f"is longer than {_LONGEST} characters" if len(text) > _LONGEST else None


def _kind(contents: Contents) -> Iterator[Fault]:
    if contents.header.kind == "release":
        if not contents.claims or contents.recalled:
            yield "kind", "a release holds claims and recalls none"
    elif not contents.recalled or contents.documents or contents.claims or contents.header.subjects:
        yield "kind", "a recall names claims of earlier packages and holds none"


def _twice(contents: Contents) -> Iterator[Fault]:
    for what, ids in (
        ("document", [d.id for d in contents.documents]),
        ("referent", [r.id for r in contents.referents]),
        ("mention", [m.id + m.doc for m in contents.mentions]),
        ("claim", [c.id for c in contents.claims]),
        ("reading", [(r.claim, r.by) for r in contents.readings]),
        ("judgement", [j.id for j in contents.judgements]),
        ("recalled claim", [r.claim for r in contents.recalled]),
    ):
        if any(count > 1 for count in Counter(ids).values()):
            yield "twice", f"a {what} is in it twice"


def _references(contents: Contents) -> Iterator[Fault]:
    """Everything that is named is there, and a claim speaks of its own document's referents."""
    documents = {d.id for d in contents.documents}
    doc_of: Mapping[str, str] = {r.id: r.doc for r in contents.referents}
    claims = {c.id: c.doc for c in contents.claims}
    for referent in contents.referents:
        if referent.doc not in documents:
            yield "reference", f"referent {referent.id} is of a document that is not in it"
    for claim in contents.claims:
        speakers = (said.referent for said in claim.said_by if said.referent is not None)
        ends = (claim.subject, *speakers) if claim.object is None else (claim.subject, claim.object, *speakers)
        if claim.doc not in documents or any(doc_of.get(end) != claim.doc for end in ends):
            yield "reference", f"claim {claim.id} speaks of what is not in its document"
        if claim.disputes is not None and claims.get(claim.disputes) != claim.doc:
            yield "reference", f"claim {claim.id} answers a claim that is not in its document"
    answers = {claim.id: claim.disputes for claim in contents.claims if claim.disputes is not None}
    for claim_id in answers:
        if _circular(claim_id, answers):
            yield "reference", f"claim {claim_id} answers, in the end, itself"
    for mention in contents.mentions:
        if doc_of.get(mention.referent) != mention.doc:
            yield "reference", f"a mention in document {mention.doc} is of nothing in it"
    ids = claims.keys()
    named: Iterable[str] = (*(r.claim for r in contents.readings), *(c for d in contents.differences for c in d.claims))
    if not ids >= set(named):
        yield "reference", "a reading or a disagreement is of a claim that is not in it"
    if not doc_of.keys() >= {end for j in contents.judgements for end in (j.a, j.b)}:
        yield "reference", "a judgement is of referents that are not in it"


def _circular(claim: str, answers: Mapping[str, str]) -> bool:
    slow, fast = claim, claim
    while fast in answers and answers[fast] in answers:
        slow, fast = answers[slow], answers[answers[fast]]
        if slow == fast:
            return True
    return False


def _quotes(contents: Contents) -> Iterator[Fault]:
    documents = {d.id: d for d in contents.documents}
    for document in contents.documents:
        yield from _excerpts(document)
    places = [(c.doc, span, f"a quote of claim {c.id}") for c in contents.claims for span in c.spans]
    places += [(m.doc, Span(m.start, m.end), f"a mention of {m.referent}") for m in contents.mentions]
    for doc, span, what in places:
        found = documents.get(doc)
        if found and found.withheld and span == Span(0, 0):  # where in the text it stands is withheld too
            continue
        if span.start < 0 or span.start >= span.end:
            yield "quote", f"{what} is empty"
        elif found and not found.withheld and not found.holds(span.start, span.end):
            yield "quote", f"{what} is not where the excerpts of {found.name!r} are"


def _excerpts(document: Excerpted) -> Iterator[Fault]:
    if document.withheld and (document.excerpts or document.title or document.published or document.source):
        yield "quote", f"document {document.id} is withheld, and yet something of it is told"
    last = -1
    for excerpt in document.excerpts:
        if excerpt.start <= last or excerpt.start >= excerpt.end or len(excerpt.text) != excerpt.end - excerpt.start:
            yield "quote", f"the excerpts of {document.name!r} do not stand where they say"
        last = excerpt.end


def _markings(contents: Contents, recipient: Viewer, on: date) -> Iterator[Fault]:
    """An originator may have agreed to what TLP, H2, H3 and UK:C would hold; nobody can to the rest."""
    for text in dict.fromkeys(markings_of(contents)):
        try:
            marking = Marking.parse(text)
        except EntramadoError as error:
            yield "marking", str(error)
            return
        if str(marking) != text:
            yield "marking", f"the marking {text!r} is written otherwise: {marking}"
        elif marking.seen_by(recipient) != marking:
            yield "marking", f"the marking {text!r} names other recipients"
        elif not marking.consented().visible_to(recipient, on):
            yield "marking", f"something in it is marked {text!r}, which its recipient may not have"
    if (total := joined(markings_of(contents))) != contents.header.marking:
        yield "marking", f"it is marked {contents.header.marking!r}, but what is in it {total!r}"
