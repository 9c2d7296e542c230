"""A document to read: its text in pieces, with what is marked in it, or a page of its PDF.

Offsets count characters (code points) of the stored text. What is hidden from the viewer shifts none of them: the text is shown
whole or withheld. Characters that hide or reorder text are replaced, each by one, and told.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from entramado.ingest.pdfpage import Box, Drawn, place
from entramado.model.claim import Claim, Document
from entramado.model.errors import NotFound
from entramado.share.screen.answers import EntityRef, Page, paged
from entramado.share.screen.evidence import claims_of_document
from entramado.share.screen.page_words import PlacedWord, placed_words
from entramado.share.screen.stage import Stage
from entramado.share.wording import phrase, plain, spoken

State = Literal["unreviewed", "reviewed", "differing", "misread"]
"""What persons found of a reading: none has read it, all who did found it right, they differ, they found it misread."""
BlockKind = Literal["text", "headline", "furniture"]

PIECE: Final = 8_000
"""Characters of text in one answer: a few screens."""
_PDF: Final = "application/pdf"
_HIDDEN: Final = "\ufffd"
_SHOWN: Final = frozenset("\n\t")


@dataclass(frozen=True, slots=True)
class Parent:
    """What a document came in: the mail of an attachment, the archive of a file."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that was wrong with a document when it was read."""

    code: str
    what: str


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document without its text. Of one that is `withheld` nothing is told but that and the claims shown that stand on it."""

    id: str
    file: str
    title: str | None
    source: str | None
    grade: str
    """Reliability of the source and credibility of the information (Admiralty code)."""
    published: str | None
    published_from: str
    lang: str
    media_type: str
    marking: str
    analyst: bool
    """Whether it is a note that an analyst wrote: a judgement of ours, and no report."""
    parent: Parent | None
    problems: Sequence[Trouble]
    claims: int
    characters: int
    pieces: Sequence[int]
    """Where each piece of the text starts: ask for the text from one to the next."""
    pages: Sequence[int]
    """Where each page of a PDF starts in the text; empty for what is no PDF."""
    withheld: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text. `furniture` is what no claim is read from: menus, running headers."""

    start: int
    text: str
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class HiddenCharacter:
    """A character that would hide or reorder text; U+FFFD stands in its place."""

    at: int
    code: str


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of a document's text."""

    start: int
    end: int
    blocks: Sequence[Block]
    hidden: Sequence[HiddenCharacter]


@dataclass(frozen=True, slots=True)
class MentionMark:
    """Words that name or point to an entity. `referent` is that thing as this document speaks of it."""

    start: int
    end: int
    referent: str
    entity: EntityRef


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """A claim where it stands. `spans` are pairs of start and end, in the order of the claim; none for a cell of a table."""

    claim: str
    says: str
    """The claim in words; the parts that follow are for a page that says them in another language."""
    subject: str
    predicate: str
    far: str | None
    """Name of the object, or the value as a person would write it; null where the predicate says all."""
    negated: bool
    former: bool
    spans: Sequence[tuple[int, int]]
    place: str
    """In words: characters, or sheet, row and column."""
    state: State
    disputed: bool
    by_hand: bool
    """Whether a person read it, and no rule did."""
    reviewed_by: Sequence[str]
    belief: float | None


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in a stretch of text, in its order. What begins before it and reaches into it is there too."""

    start: int
    end: int
    mentions: Sequence[MentionMark]
    claims: Sequence[ClaimMark]


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim on a page. `boxes` are left, top, width, height as shares of the page; none: its words could not be placed."""

    claim: str
    says: str
    state: State
    disputed: bool
    boxes: Sequence[Box]


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A mention on a page, placed as a claim is."""

    referent: str
    entity: EntityRef
    boxes: Sequence[Box]


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What stands on a page of a PDF, to be selected by `words`; of `unplaced` claims the page's text layer has no words."""

    page: int
    width: int
    height: int
    claims: Sequence[PlacedClaim]
    mentions: Sequence[PlacedMention]
    words: Sequence[PlacedWord]
    unplaced: int


def head(stage: Stage, doc: str) -> DocumentHead:
    """Raises NotFound."""
    document = _known(stage, doc)
    claims = len(claims_of_document(stage, doc))
    if not document.text:
        return DocumentHead(
            doc, "", None, None, "", None, "none", "", "", document.marking, False, None, [], claims, 0, [], [], True,
        )  # fmt: skip
    publisher = stage.exhibits.publisher(document)
    parent = stage.exhibits.documents.get(document.parent or "")
    return DocumentHead(
        doc,
        plain(document.name),
        plain(document.title) if document.title else None,
        plain(publisher.name) if publisher else None,
        stage.exhibits.grade(document),
        str(document.published) if document.published else None,
        document.published_from,
        document.lang,
        document.media_type,
        document.marking,
        publisher is not None and publisher.kind == "analyst",
        Parent(parent.id, plain(parent.name)) if parent else None,
        stage.kept("problems by document", lambda: _problems(stage)).get(doc, []),
        claims,
        len(document.text),
        stage.recent(("pieces", doc), lambda: list(_pieces(document.text))),
        pages(document),
        False,
    )


def text(stage: Stage, doc: str, start: int, end: int) -> TextPiece:
    """The lines of a stretch, at most two pieces long. Raises NotFound, as for a withheld text."""
    document = _readable(stage, doc)
    start = min(start, len(document.text))
    end = min(max(start, end), start + 2 * PIECE, len(document.text))
    blocks: list[Block] = []
    hidden: list[HiddenCharacter] = []
    for begin, stop, kind in _blocks(document, start, end):
        shown = []
        for at, char in enumerate(document.text[begin:stop], begin):
            if char not in _SHOWN and unicodedata.category(char) in ("Cc", "Cf"):
                hidden.append(HiddenCharacter(at, f"U+{ord(char):04X}"))
                char = _HIDDEN
            shown.append(char)
        blocks.append(Block(begin, "".join(shown), kind))
    return TextPiece(start, end, blocks, hidden)


def marks(stage: Stage, doc: str, start: int, end: int) -> Marks:
    """Mentions and claims that touch a stretch. Raises NotFound, as for a withheld text."""
    document = _readable(stage, doc)
    end = min(max(start, end), start + 2 * PIECE, len(document.text))
    claims = [m for m in _claims(stage, doc) if any(a < end and start < b for a, b in m.spans)]
    return Marks(start, end, [m for m in _mentions(stage, doc) if m.start < end and start < m.end], claims)


def claims(stage: Stage, doc: str, cursor: str | None, limit: int) -> Page[ClaimMark]:
    """All claims that stand in a document, in the order of its text, without places in one that is withheld. Raises NotFound."""
    _known(stage, doc)
    return paged(_claims(stage, doc), cursor, limit)


def page_marks(stage: Stage, doc: str, number: int, drawn: Drawn) -> PageMarks:
    """What stands on page ``number`` (from 1) of a PDF, placed on its picture. Raises NotFound."""
    document = _readable(stage, doc)
    starts = pages(document)
    start = starts[page_of(document, number) - 1]
    end = starts[number] - 1 if number < len(starts) else len(document.text)
    words = document.text[start:end]

    def boxes(spans: Sequence[tuple[int, int]]) -> list[Box]:
        here = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and start < b]
        return [box for found in place(words, here, drawn) if found for box in found]

    claims = [
        PlacedClaim(m.claim, m.says, m.state, m.disputed, boxes(m.spans))
        for m in _claims(stage, doc)
        if any(a < end and start < b for a, b in m.spans)
    ]
    mentions = [
        PlacedMention(m.referent, m.entity, boxes([(m.start, m.end)]))
        for m in _mentions(stage, doc)
        if m.start < end and start < m.end
    ]
    unplaced = sum(not claim.boxes for claim in claims)
    return PageMarks(
        number, drawn.width, drawn.height, claims, [m for m in mentions if m.boxes], placed_words(words, start, drawn), unplaced
    )


def pages(document: Document) -> list[int]:
    """Where each page of a PDF starts in its text; empty for what is no PDF."""
    if document.media_type != _PDF:
        return []
    return [0, *(at + 1 for at, char in enumerate(document.text) if char == "\f")]


def page_of(document: Document, number: int) -> int:
    """``number`` when the document is a PDF with that page. Raises NotFound."""
    if not 1 <= number <= len(pages(document)):
        raise NotFound(f"no page {number} in document {document.id}")
    return number


def _known(stage: Stage, doc: str) -> Document:
    found = stage.exhibits.documents.get(doc)
    if found is None:
        raise NotFound(f"no document {doc}")
    return found


def _readable(stage: Stage, doc: str) -> Document:
    found = _known(stage, doc)
    if not found.text:
        raise NotFound(f"the text of document {doc} is withheld")
    return found


def _problems(stage: Stage) -> dict[str, list[Trouble]]:
    found: dict[str, list[Trouble]] = {}
    for problem in stage.view.problems():
        if problem.doc is not None:
            found.setdefault(problem.doc, []).append(Trouble(problem.code, plain(problem.what)))
    return found


def _pieces(words: str) -> Iterator[int]:
    """Starts of pieces: each ends with a line, or else with a word, where there is one to end with."""
    start = 0
    while start < len(words):
        yield start
        limit = start + PIECE
        if limit >= len(words):
            return
        cut = max(words.rfind("\n", start, limit), words.rfind("\f", start, limit))
        if cut < 0:
            cut = words.rfind(" ", start, limit)
        start = cut + 1 if cut >= start else limit


def _blocks(document: Document, start: int, end: int) -> Iterator[tuple[int, int, BlockKind]]:
    """Lines of a stretch without their ends, parted where regions of content begin and end."""
    edges = sorted({at for region in document.body for at in (region.start, region.end)})
    begin = start
    while begin < end:
        breaks = [at for at in (document.text.find("\n", begin, end), document.text.find("\f", begin, end)) if at >= 0]
        line = min(breaks, default=end)
        following = edges[bisect_right(edges, begin)] if edges and begin < edges[-1] else end
        stop = min(line, following, end)
        if stop > begin:
            yield begin, stop, _kind(document, begin)
        begin = stop + (stop == line)


def _kind(document: Document, at: int) -> BlockKind:
    return next((region.kind for region in document.body if region.start <= at < region.end), "furniture")


def _mentions(stage: Stage, doc: str) -> list[MentionMark]:
    def make() -> list[MentionMark]:
        entity_of = stage.network.entity_of
        return [
            MentionMark(m.start, m.end, m.referent, stage.ref(entity_of[m.referent]))
            for m in stage.view.mentions(doc)
            if m.referent in entity_of
        ]

    return stage.recent(("mentions", doc), make)


def _claims(stage: Stage, doc: str) -> list[ClaimMark]:
    def make() -> list[ClaimMark]:
        disputed = stage.kept("disputed claims", lambda: _disputed(stage))
        placed = bool(stage.exhibits.documents[doc].text)
        return [_marked(stage, stage.exhibits.claims[claim], disputed, placed) for claim in claims_of_document(stage, doc)]

    return stage.recent(("claim marks", doc), make)


def _disputed(stage: Stage) -> frozenset[str]:
    return frozenset(claim for edge in stage.network.edges if edge.disputed for claim in edge.claims)


def _marked(stage: Stage, claim: Claim, disputed: frozenset[str], placed: bool) -> ClaimMark:
    exhibit = stage.exhibits.of(claim.id)
    entity_of, entities = stage.network.entity_of, stage.network.entities
    subject = plain(entities[entity_of[claim.subject]].name)
    value = spoken(claim.value or "", claim.figure, stage.language)
    far = None if claim.predicate == "occurred" else plain(entities[entity_of[claim.object]].name if claim.object else value)
    former = bool(claim.qualifiers.get("former"))
    words = phrase(claim.predicate, negated=claim.negated, former=former)
    return ClaimMark(
        claim.id,
        " ".join(filter(None, (subject, words, far))),
        subject,
        claim.predicate,
        far,
        claim.negated,
        former,
        [(span.start, span.end) for span in claim.spans] if placed else [],
        exhibit.placed(stage.language) if placed else "",
        state_of(exhibit.review.level),
        claim.id in disputed,
        bool(exhibit.readings) and all(by.startswith("person:") for by, _ in exhibit.readings),
        [plain(name) for name in exhibit.review.right],
        round(exhibit.belief, 4) if exhibit.belief is not None else None,
    )


def state_of(level: str) -> State:
    """How a reading is shown, by its level of review."""
    if level == "misread":
        return "misread"
    return "differing" if level == "differing" else "unreviewed" if level == "none" else "reviewed"
