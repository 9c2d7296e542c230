"""All reference tables together: rows by name, phrases in running text, and the gazetteer beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from entramado.knowledge.folding import fold, words
from entramado.knowledge.governments import government_rows
from entramado.knowledge.namelists import forenames, surnames
from entramado.knowledge.places import Gazetteer
from entramado.knowledge.reading import DATA, SHIPPED, read_table
from entramado.knowledge.rows import Row

__all__ = ["Hit", "Knowledge", "Row", "fold", "load"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in running text: tokens ``start`` to ``end`` (exclusive) may name any of ``rows``."""

    start: int
    end: int
    rows: tuple[Row, ...]
    colloquial: bool = False
    """The words ("defense ministry") name one of the rows only once the text tells the country: see `Knowledge.body`."""


class Knowledge:
    """All tables, indexed by folded name. Where names meet, earlier rows come first: a user's before the shipped."""

    def __init__(self, rows: Iterable[Row], places: Gazetteer) -> None:
        self.rows = {row.key: row for row in rows}
        self.places = places
        self._by_name: dict[str, list[Row]] = {}
        for row in self.rows.values():
            for name in dict.fromkeys(map(fold, row.names())):
                self._by_name.setdefault(name, []).append(row)

    def find(self, name: str, type: str | None = None) -> list[Row]:  # noqa: A002 - the vocabulary's word
        """Rows that bear this name, in table order; initials and `cased` names only when written as in the table."""
        rows = self._by_name.get(fold(name), ())
        return [row for row in rows if (type is None or row.type == type) and row.accepts(name)]

    def body(self, name: str, country: str | None) -> Row | None:
        """The public body that a common form ("defense ministry", "army") means in a country (ISO 3166), or None."""
        for row in self._colloquial.get(tuple(fold(name).split()), ()):
            if country and row.fields.get("country") == country:
                return row
        return None

    def government(self, country: str) -> Row | None:
        """The government of a country (ISO 3166 two-letter code)."""
        return self.rows.get(f"government:{country}")

    def is_forename(self, word: str) -> bool:
        """Whether a word is a common forename somewhere (Emily, José, Xiomara)."""
        return fold(word) in forenames()

    def is_surname(self, word: str) -> bool:
        """Whether a word is a common surname somewhere (García, Nguyen, Smith)."""
        return fold(word) in surnames()

    def phrases(self) -> Mapping[tuple[str, ...], tuple[Row, ...]]:
        """Folded words of every name (articles kept, but "the") → the rows it may mean; see `Row.accepts` for case."""
        return self._phrases

    def scan(self, tokens: Sequence[str], types: Collection[str] | None = None) -> Iterator[Hit]:
        """Names in running text, longest first, left to right, without overlap.

        Args:
            tokens: the words of a sentence or passage, as any tokenizer cuts them ("MS-13" or "MS", "-", "13").
            types: the row types to look for (``Organization``, ``Title`` …); all when None.
        """
        flat = [(word, i) for i, token in enumerate(tokens) for word in words(token)]
        at = 0
        while at < len(flat):
            found = self._longest(tokens, flat, at, types)
            if found:
                hit, at = found
                yield hit
            else:
                at += 1

    def _longest(
        self, tokens: Sequence[str], flat: list[tuple[str, int]], at: int, types: Collection[str] | None
    ) -> tuple[Hit, int] | None:
        word, start = flat[at]
        if at and flat[at - 1][1] == start:
            return None  # within a token
        for end in range(min(at + self._reach.get(word, 0), len(flat)), at, -1):
            if end < len(flat) and flat[end][1] == flat[end - 1][1]:
                continue
            phrase = tuple(word for word, _ in flat[at:end])
            last = flat[end - 1][1] + 1
            surface = " ".join(tokens[start:last])
            rows = tuple(
                row for row in self._phrases.get(phrase, ()) if (types is None or row.type in types) and row.accepts(surface)
            )
            if rows:
                return Hit(start, last, rows), end
            common = tuple(row for row in self._colloquial.get(phrase, ()) if types is None or row.type in types)
            if common:
                return Hit(start, last, common, colloquial=True), end
        return None

    @cached_property
    def _phrases(self) -> dict[tuple[str, ...], tuple[Row, ...]]:
        return _index((row, name) for row in self.rows.values() for name in row.names())

    @cached_property
    def _colloquial(self) -> dict[tuple[str, ...], tuple[Row, ...]]:
        return _index((row, name) for row in self.rows.values() for name in row.colloquial)

    @cached_property
    def _reach(self) -> dict[str, int]:
        """Length of the longest phrase that begins with a word."""
        reach: dict[str, int] = {}
        for phrase in (*self._phrases, *self._colloquial):
            reach[phrase[0]] = max(reach.get(phrase[0], 0), len(phrase))
        return reach


def _index(names: Iterable[tuple[Row, str]]) -> dict[tuple[str, ...], tuple[Row, ...]]:
    index: dict[tuple[str, ...], dict[str, Row]] = {}
    for row, name in names:
        phrase = tuple(words(name))
        if len(phrase) > 1 and phrase[0] == "the":
            phrase = phrase[1:]
        index.setdefault(phrase, {})[row.key] = row
    return {phrase: tuple(rows.values()) for phrase, rows in index.items()}


@cache
def _shipped() -> Knowledge:
    rows = [row for name in SHIPPED for row in read_table(DATA / name)[0]]
    return Knowledge([*rows, *government_rows()], Gazetteer.shipped())


def load(extra: Path | None = None) -> Knowledge:
    """The shipped tables, and a user's own (`--knowledge FILE`), whose rows come first and replace those of their key.

    Raises:
        InputError: the user's file cannot be used; the message names the row.
    """
    shipped = _shipped()
    if extra is None:
        return shipped
    rows, places = read_table(extra)
    own = {row.key for row in rows}
    return Knowledge([*rows, *(row for row in shipped.rows.values() if row.key not in own)], shipped.places.with_own(places))
