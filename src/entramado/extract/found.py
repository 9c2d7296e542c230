"""Name candidates: what the recognisers of persons, bodies and places propose, and which of two that overlap stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import yaml
from spacy.tokens import Doc

HYPHENS: Final = frozenset("-‐‑–")
QUOTES: Final = frozenset("'\"‘’“”«»`") | {"''", "``"}


@dataclass(eq=False, slots=True)
class Found:
    """A candidate: tokens ``start`` to ``end`` (exclusive) of passage ``passage`` name a thing of this type.

    ``forms`` are the names it bears here, the best first. ``weight`` decides between overlapping candidates.
    """

    passage: int
    start: int
    end: int
    type: str
    kind: str | None
    forms: tuple[str, ...]
    weight: int
    key: str | None = None
    title: tuple[int, int] | None = None
    """Tokens of the title that stands before a person's name."""
    alias: bool = False
    """The name is a nickname by its form: El Mencho, "Scorpion"."""
    colloquial: bool = False
    """A common form ("defense ministry") that names a body once its country is known."""
    implied: bool = False
    """A body that only a title names: the office of "Orange County District Attorney Todd Spitzer"."""
    announced: bool = False
    """The text says that it is a nickname ("better known as"), of somebody named before it."""
    nicknames: tuple[str, ...] = ()
    """Nicknames inside the name."""
    defines: Found | None = None
    """The long form that this short one in parentheses or apposition stands for."""

    def covers(self, other: Found) -> bool:
        """Whether this one spans all of the other and more."""
        return self.start <= other.start and other.end <= self.end and self.end - self.start > other.end - other.start


@dataclass(slots=True)
class Words:
    """A parsed passage as plain lists, which the recognisers walk."""

    number: int
    doc: Doc
    kind: str
    """The passage's kind: "headline", "dateline", or that of its region."""
    text: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    cap: list[bool] = field(default_factory=list)
    """Starts with a capital letter."""
    space: list[bool] = field(default_factory=list)
    """White space follows."""
    label: list[str] = field(default_factory=list)
    """Label of the statistical name that covers the token, or ''."""
    taken: list[Found | None] = field(default_factory=list)

    @classmethod
    def of(cls, number: int, doc: Doc, kind: str) -> Words:
        text = [token.text for token in doc]
        return cls(
            number,
            doc,
            kind,
            text,
            [word.lower() for word in text],
            [word[0].isupper() for word in text],
            [bool(token.whitespace_) for token in doc],
            [token.ent_type_ for token in doc],
            [None] * len(text),
        )

    @property
    def headline(self) -> bool:
        return self.kind == "headline"

    def join(self, start: int, end: int) -> str:
        """The text of tokens ``start:end`` as it is written."""
        return "".join(
            word + (" " if gap else "") for word, gap in zip(self.text[start:end], self.space[start:end], strict=True)
        ).strip()

    def free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def take(self, found: Found) -> None:
        for i in range(found.start, found.end):
            self.taken[i] = found

    def release(self, found: Found) -> None:
        """Give back what `take` took."""
        for i in range(found.start, found.end):
            if self.taken[i] is found:
                self.taken[i] = None


def settle(words: Words, candidates: Iterable[Found]) -> list[Found]:
    """Take candidates in order of weight, then length, then place; what overlaps a taken one falls."""
    kept = []
    for found in sorted(candidates, key=lambda f: (-f.weight, f.start - f.end, f.start)):
        if words.free(found.start, found.end):
            words.take(found)
            kept.append(found)
    return sorted(kept, key=lambda f: f.start)


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """A rule table of the English rules by file name."""
    text = resources.files("entramado.extract").joinpath("en", name).read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader, ours or its C twin
    return data


def by_kind(name: str, section: str) -> dict[str, str]:
    """Word to kind, from a section that lists words by kind."""
    return {word: kind for kind, line in table(name)[section].items() for word in str(line).split()}


def words_of(name: str, *path: str) -> frozenset[str]:
    """A space-separated word list of a table."""
    data: Any = table(name)
    for part in path:
        data = data[part]
    return frozenset(str(data).split())
