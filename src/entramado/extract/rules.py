"""Rule tables: what a word means, kept as data (``extract/en/*.yaml``) and matched over frames.

A table is a mapping of sections, each a list of rules. A rule has an ``id``, its ``words`` (lemmas, with the particle of a
phrasal verb: "break away"), ``p`` (the probability that it reads right) and a worked ``example`` that a test runs through
the whole pipeline. What else it holds (predicate, slots, kinds) is the business of the step that reads the section.

Slots name where an argument stands in a frame: ``agent``, ``patient``, ``recipient``, ``complement``, ``bearer`` (whom a
noun is said of), ``'s`` (possessor), ``compound`` (prenominal noun), or any preposition ("of", "in").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml
from spacy.tokens import Token

from entramado.extract.frames import Frame, bearers
from entramado.extract.scene import Ref, Scene

LANGUAGE: Final = "en"
_CORE: Final = {"agent", "patient", "recipient", "complement"}


@dataclass(frozen=True, slots=True)
class Example:
    """A text in our own words and what must come of it. ``unexpected``: what must not."""

    text: str
    expect: tuple[tuple[str, ...], ...]
    unexpected: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a table. ``fields`` are the row's other keys, as its section defines them."""

    id: str
    words: tuple[str, ...]
    p: float
    fields: Mapping[str, Any]
    examples: tuple[Example, ...] = ()

    def names(self, field: str) -> tuple[str, ...]:
        """A field that lists words: a YAML list, or one word, or nothing."""
        value = self.fields.get(field, ())
        return (value,) if isinstance(value, str) else tuple(value)


class Section:
    """Rules of one kind, found by word."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_word: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for word in rule.words:
                self._by_word.setdefault(word, []).append(rule)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def of(self, word: str) -> list[Rule]:
        """Rules that hold this word (a lemma, lower case), in table order."""
        return self._by_word.get(word, [])

    def words(self) -> frozenset[str]:
        return frozenset(self._by_word)


@lru_cache(maxsize=16)
def load(table: str) -> Mapping[str, Section]:
    """The sections of ``extract/en/TABLE.yaml``. Raises ValueError when a rule lacks its id or p, or an id stands twice."""
    text = (files("entramado.extract") / LANGUAGE / f"{table}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, list[dict[str, Any]]] = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, ours or its C twin
    seen: set[str] = set()
    sections = {}
    for name, rows in data.items():
        rules = [_rule(table, row) for row in rows]
        for rule in rules:
            if rule.id in seen:
                raise ValueError(f"{table}.yaml: rule {rule.id} stands twice")
            seen.add(rule.id)
        sections[name] = Section(rules)
    return sections


def _rule(table: str, row: dict[str, Any]) -> Rule:
    try:
        name, p = str(row.pop("id")), float(row.pop("p"))
    except KeyError as error:
        raise ValueError(f"{table}.yaml: a rule lacks {error}: {row}") from error
    words = row.pop("words", ())
    examples = row.pop("example", ())
    return Rule(
        id=name,
        words=tuple([words] if isinstance(words, str) else words),
        p=p,
        fields=row,
        examples=tuple(_example(e) for e in ([examples] if isinstance(examples, dict) else examples)),
    )


def _example(row: Mapping[str, Any]) -> Example:
    def lines(field: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(map(str, line)) for line in row.get(field, ()))

    return Example(str(row["text"]), lines("expect"), lines("unexpected"))


def fill(frame: Frame, slots: Iterable[str]) -> list[Token]:
    """Heads that stand in these slots of a frame, in order of the slots."""
    found: list[Token] = []
    for slot in slots:
        if slot in _CORE:
            found += getattr(frame, slot)
        elif slot == "bearer":
            found += bearers(frame.trigger)
        else:
            found += frame.oblique.get(slot, ())
    return found


def fits(ref: Ref, types: Iterable[str]) -> bool:
    """Whether a referent is of one of these types; ``Organization:criminal`` asks for the kind as well."""
    for wanted in types:
        kind_of, _, kind = wanted.partition(":")
        if ref.type == kind_of and (not kind or ref.kind == kind):
            return True
    return False


def refs(scene: Scene, frame: Frame, slots: Iterable[str], types: Iterable[str]) -> list[Ref]:
    """Referents of these types in the first slot that holds any."""
    types = tuple(types)
    for slot in slots:
        found: list[Ref] = []
        for token in fill(frame, [slot]):
            ref = scene.ref_at(token)
            if ref is not None and fits(ref, types) and ref not in found:
                found.append(ref)
        if found:
            return found
    return []
