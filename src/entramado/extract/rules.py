"""Rule tables: what a word means, kept as data (``extract/en/*.yaml``) and matched over frames.

A table is a mapping of sections, each a list of rules (and of word lists, under ``lists``). A rule has an ``id``, its
``words`` (lemmas, with the particle of a phrasal verb: "break away"), ``p`` (the probability that it reads right) and a worked
``example`` that a test runs through the whole pipeline. What else it holds (predicate, slots, kinds) is the business of the
step that reads the section.

Slots name where an argument stands in a frame: ``agent``, ``patient``, ``recipient``, ``complement``, ``bearer`` (whom a
noun is said of), ``actor`` (the subject of the clause around a noun), ``holder`` (the noun that an "at the …" hangs on),
``below`` (the subject of the clause under a verb), ``clause`` (the head of that clause), ``next:in|at`` (the next phrase of
these prepositions behind a noun, whatever it hangs on), ``'s`` (possessor), ``compound`` (prenominal noun), or any
preposition ("of", "in"). ``patient>of`` looks for the "of" under the patient.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml
from spacy.tokens import Doc, Token

from entramado.extract.frames import Frame, actors, bearers, behind, conjuncts, examples, noun_frame
from entramado.extract.scene import Mark, Ref, Scene

Table = Mapping[str, "Section"]

LANGUAGE: Final = "en"
_PUBLIC: Final = ("government", "agency")
_TAKEN_UP: Final = frozenset({"it", "them", "both"})
_NAMING: Final = frozenset({"known", "called", "dubbed", "named", "nicknamed"})
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
        self.stems = frozenset(word.split()[0] for word in self._by_word)
        """First words: the verbs of phrasal verbs, and whole words."""

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def of(self, word: str) -> list[Rule]:
        """Rules that hold this word (a lemma, lower case), in table order."""
        return self._by_word.get(word, [])

    def words(self) -> frozenset[str]:
        return frozenset(self._by_word)


@lru_cache(maxsize=16)
def load(table: str) -> Table:
    """The sections of ``extract/en/TABLE.yaml``. Raises ValueError when a rule lacks its id or p, or an id stands twice."""
    seen: set[str] = set()
    sections = {}
    for name, rows in _read(table).items():
        if name == "lists":
            continue
        rules = [_rule(table, dict(row)) for row in rows]
        for rule in rules:
            if rule.id in seen:
                raise ValueError(f"{table}.yaml: rule {rule.id} stands twice")
            seen.add(rule.id)
        sections[name] = Section(rules)
    return sections


@lru_cache(maxsize=16)
def _read(table: str) -> Mapping[str, Any]:
    text = (files("entramado.extract") / LANGUAGE / f"{table}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, ours or its C twin
    return data


@lru_cache(maxsize=64)
def words(table: str, name: str) -> frozenset[str]:
    """A word list of a table, from its mapping ``lists``."""
    return frozenset(str(word) for word in _read(table)["lists"][name])


def mapping(table: str, name: str) -> Mapping[str, str]:
    """A table's list that maps words to words."""
    pairs: dict[str, str] = _read(table)["lists"][name]
    return pairs


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
        elif slot == "actor":
            found += actors(frame.trigger)
        elif slot == "holder":
            above = frame.trigger.head
            found += [above.head] if above.pos_ == "ADP" and above.head.pos_ in ("NOUN", "PROPN") else []
        elif slot == "clause":
            found += [c for c in frame.trigger.children if c.dep_ in ("ccomp", "xcomp")]
        elif slot == "below":
            found += [s for c in frame.trigger.children if c.dep_ in ("ccomp", "xcomp") for s in c.children if s.dep_ == "nsubj"]
        elif ">" in slot:
            outer, _, inner = slot.partition(">")
            for token in fill(frame, [outer]):
                found += fill(noun_frame(token), [inner])
        elif slot.startswith("next:"):
            found += behind(frame.trigger, slot.removeprefix("next:").split("|"))
        else:
            found += frame.oblique.get(slot, ())
    return found


def fits(ref: Ref, types: Iterable[str]) -> bool:
    """Whether a referent is of one of these types; ``Organization:criminal`` asks for the kind as well.

    ``Organization:private`` is any body but a public one.
    """
    for wanted in types:
        kind_of, _, kind = wanted.partition(":")
        if ref.type == kind_of and (not kind or ref.kind == kind or (kind == "private" and ref.kind not in _PUBLIC)):
            return True
    return False


def refs(scene: Scene, frame: Frame, slots: Iterable[str], types: Iterable[str]) -> list[Ref]:
    """Referents of these types in the first slot that holds any."""
    types = tuple(types)
    for slot in slots:
        found: list[Ref] = []
        for token in [each for head in fill(frame, [slot]) for each in _carried(scene, head)]:
            token = _content(token)
            own = scene.ref_at(token) or _restated(scene, token) or _called(scene, token)
            for ref in [own] if own and fits(own, types) else map(scene.ref_at, (*_appositives(token), *examples(token))):
                if ref is not None and fits(ref, types):
                    found += [r for r in listed(scene, token, ref) if r not in found]
        if slot == "bearer" and not found:
            behind_comma = _restated(scene, frame.trigger)
            found = [behind_comma] if behind_comma is not None and fits(behind_comma, types) else []
        if slot == "patient" and not found and frame.verbal:
            found = [r for t in _strays(frame.trigger) if (r := scene.ref_at(t)) is not None and fits(r, types)]
        if found:
            return found
    return []


def _carried(scene: Scene, token: Token) -> list[Token]:
    """What "it" or "them" takes up from the verbs before: "buys cocaine, cooks methamphetamine and moves both north"."""
    if token.lower_ not in _TAKEN_UP or token.dep_ != "dobj" or scene.mark_at(token) is not None:
        return [token]
    found: list[Token] = []
    verb = token.head
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and (not found or token.lower_ != "it"):
        verb = verb.head
        found = [each for child in verb.children if child.dep_ == "dobj" for each in conjuncts(child)] + found
    return found or [token]


def _content(noun: Token) -> Token:
    """What a quantity is of: "23 kilos of methamphetamine", "billions of dollars in cocaine"."""
    quantities = words("relations", "quantities")
    for _ in range(3):
        if noun.lemma_.lower() not in quantities:
            break
        under = [prep for prep in noun.children if prep.dep_ == "prep" and prep.lower_ in ("of", "in")]
        inner = [child for prep in under for child in prep.children if child.dep_ == "pobj"]
        inner = inner or [child for child in noun.children if child.dep_ == "compound"][-1:]  # "fentanyl pills"
        if not inner:
            break
        noun = inner[0]
    return noun


def _restated(scene: Scene, noun: Token) -> Ref | None:
    """The name that a noun phrase says again behind a comma, where the parse misses the apposition ("X, a town in …, was")."""
    left = noun.left_edge.i
    if left < 2 or noun.pos_ != "NOUN" or noun.doc[left - 1].text != "," or noun.doc[left].lower_ not in ("a", "an", "the"):
        return None
    mark = scene.mark_at(noun.doc[left - 2])
    return mark.ref if mark is not None and mark.how == "name" else None


def _called(scene: Scene, noun: Token) -> Ref | None:
    """Whom a common noun without a name of its own is said of: "X, a gang of …", "X is a company …", "a gang known as X"."""
    if noun.pos_ != "NOUN":
        return None
    named = [t for c in noun.children if c.dep_ in ("acl", "relcl") and c.lower_ in _NAMING for t in _under_as(c)]
    said = bearers(noun) if noun.dep_ in ("appos", "attr") else []
    for token in (*named, *said):
        mark = scene.mark_at(token)
        if mark is not None and mark.ref.type in ("Person", "Organization") and (mark.how == "name" or token in said):
            return mark.ref
    return None


def _under_as(verb: Token) -> list[Token]:
    return [
        t
        for c in verb.children
        for t in ([c] if c.dep_ in ("oprd", "attr", "dobj") else c.children if c.dep_ == "prep" and c.lower_ == "as" else ())
    ]


def _appositives(noun: Token) -> list[Token]:
    """Names set beside a common noun: "the brothers A and B", "its rival, the X Cartel"."""
    return [t for c in noun.children if c.dep_ == "appos" and c.i > noun.i for t in conjuncts(c)]


def _strays(verb: Token) -> Iterator[Token]:
    """Objects that the parser took for something else ("smuggles fentanyl and heroin": fentanyl as an adverb)."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("advmod", "npadvmod", "oprd", "dep", "ccomp", "xcomp", "acomp", "nmod"):
            yield from conjuncts(child)


def listed(scene: Scene, token: Token, ref: Ref) -> list[Ref]:
    """A person and those listed with him where the parser loses the list: "A, 50; B, 42; and C, 43, were charged"."""
    mark = scene.mark_at(token)
    if mark is None or ref.type != "Person" or mark.how != "name":
        return [ref]
    doc = token.doc
    before: list[Ref] = []
    i = mark.start - 1
    while (earlier := _next_listed(scene, doc, i, -1)) is not None:
        before.append(earlier.ref)
        i = earlier.start - 1
    after: list[Ref] = []
    i = mark.end
    while (later := _next_listed(scene, doc, i, 1)) is not None:
        after.append(later.ref)
        i = later.end
    return list(dict.fromkeys([*before[::-1], ref, *after]))


def _next_listed(scene: Scene, doc: Doc, at: int, step: int) -> Mark | None:
    """The name beyond an age and a semicolon, or an age and "and": what separates the items of such a list."""
    words: list[str] = []
    while 0 <= at < len(doc) and len(words) < 5:
        mark = scene.mark_at(doc[at])
        if mark is not None:
            aged = any(w.isdigit() for w in words)
            apart = ";" in words or "and" in words or "," in words
            return mark if aged and apart and mark.ref.type == "Person" and mark.how == "name" else None
        word = doc[at].lower_
        if word not in (",", ";", "and") and not word.isdigit():
            return None
        words.append(word)
        at += step
    return None


def above(token: Token) -> Iterator[Token]:
    """A token's ancestors up to the nearest verb."""
    for ancestor in token.ancestors:
        yield ancestor
        if ancestor.pos_ in ("VERB", "AUX"):
            return
