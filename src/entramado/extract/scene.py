"""A document in the making: its parsed passages, the referents found so far, and the claims drafted about them.

Each extraction step is a function of a `Scene` (and reference tables) that adds to it; none undoes another's work.
Tokens are spaCy tokens; a token belongs to the passage whose parse it is part of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from entramado.extract.text import Passage
from entramado.model.claim import Document, Modality, Problem, Scalar, Span
from entramado.model.values import Figure, PartialDate


@dataclass(frozen=True, slots=True)
class Title:
    """The words that stand as a title before a person's name: tokens ``start`` to ``end`` (exclusive) of a passage."""

    passage: int
    start: int
    end: int


@dataclass(eq=False, slots=True)
class Ref:
    """A referent in the making. ``name`` is the fullest form seen; ``names`` all forms, in order of appearance."""

    type: str
    kind: str | None
    name: str | None
    names: list[str] = field(default_factory=list)
    key: str | None = None
    collective: bool = False
    marks: list[Mark] = field(default_factory=list)
    gender: str | None = None
    """``m``, ``f`` or None, by forename, title or the pronouns used."""
    titles: list[Title] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    """Nicknames and other names that the text gives besides the proper one."""


@dataclass(eq=False, slots=True)
class Mark:
    """A mention in the making: tokens ``start`` to ``end`` (exclusive) of passage number ``passage``."""

    passage: int
    start: int
    end: int
    ref: Ref
    how: Literal["name", "nominal", "pronoun"]


@dataclass(eq=False, slots=True)
class Speaker:
    """Who says a thing in the text: a referent when one is known, else as worded ("a former US official")."""

    name: str
    ref: Ref | None
    verb: str
    modality: Modality
    named: bool


@dataclass(eq=False, slots=True)
class Draft:
    """A claim in the making. ``trigger`` is the token that carries it: attribution, modality, negation hang on it."""

    subject: Ref
    predicate: str
    rule: str
    trigger: Token
    object: Ref | None = None
    value: str | None = None
    figure: Figure | None = None
    qualifiers: dict[str, Scalar] = field(default_factory=dict)
    p: float = 0.8
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    said_by: list[Speaker] | None = None
    """None: the attribution step decides from the trigger."""
    modality: Modality | None = None
    negated: bool | None = None
    disputes: Draft | None = None


class Scene:
    """Everything known of one document while it is read."""

    def __init__(self, document: Document, passages: list[Passage], docs: list[Doc]) -> None:
        self.document = document
        self.passages = passages
        self.docs = docs
        self.refs: list[Ref] = []
        self.drafts: list[Draft] = []
        self.problems: list[Problem] = []
        self._number = {id(doc): number for number, doc in enumerate(docs)}
        self._marks: dict[tuple[int, int], Mark] = {}

    def number(self, token: Token) -> int:
        """The number of the passage that a token belongs to."""
        return self._number[id(token.doc)]

    def add(self, ref: Ref, doc: Doc, start: int, end: int, how: Literal["name", "nominal", "pronoun"] = "name") -> Mark:
        """Record that tokens ``start:end`` of ``doc`` mention ``ref``."""
        number = self._number[id(doc)]
        mark = Mark(number, start, end, ref, how)
        if not ref.marks and ref not in self.refs:
            self.refs.append(ref)
        ref.marks.append(mark)
        for i in range(start, end):
            self._marks[number, i] = mark
        return mark

    def mark_at(self, token: Token) -> Mark | None:
        """The mention that covers a token, or None."""
        return self._marks.get((self._number[id(token.doc)], token.i))

    def ref_at(self, token: Token) -> Ref | None:
        """The referent that a token names or points to, or None."""
        mark = self.mark_at(token)
        return mark.ref if mark else None

    def marks(self) -> Iterator[Mark]:
        """All mentions, in text order."""
        seen: set[int] = set()
        for key in sorted(self._marks):
            mark = self._marks[key]
            if id(mark) not in seen:
                seen.add(id(mark))
                yield mark

    def tokens(self, mark: Mark) -> TokenSpan:
        return self.docs[mark.passage][mark.start : mark.end]

    def span(self, tokens: TokenSpan) -> Span:
        """Where a run of tokens stands in the stored text."""
        passage = self.passages[self._number[id(tokens.doc)]]
        return passage.span(tokens.start_char, tokens.end_char)

    def sentences(self) -> Iterator[TokenSpan]:
        for doc in self.docs:
            yield from doc.sents
