"""Mentions of one thing in one document: full names first, then surnames, nicknames and short forms that point back."""

from __future__ import annotations

import re
from typing import Final

from entramado.extract.found import HYPHENS, QUOTES, Found, Words
from entramado.extract.persons import FORENAMES, gender, parse_name
from entramado.extract.scene import Ref, Scene, Title
from entramado.knowledge import Knowledge
from entramado.knowledge.tables import fold

_KNOWN_AS = re.compile(r"known as|aka|a\.?k\.?a\.?|alias(?:es)?|nicknamed|dubbed|referred to(?: \w+){0,3}(?: as)?|called", re.I)


def link(scene: Scene, passages: list[Words], found: list[Found], knowledge: Knowledge) -> None:
    """Turn candidates into referents and mark their mentions in the scene."""
    linker = Linker(scene, passages, knowledge)
    for f in found:
        if f.type not in ("Person",):
            linker.thing(f)
    linker.people([f for f in found if f.type == "Person"])


class Linker:
    """Referents of one document while its mentions are gathered."""

    def __init__(self, scene: Scene, passages: list[Words], knowledge: Knowledge) -> None:
        self.scene = scene
        self.passages = passages
        self.knowledge = knowledge
        self.by_key: dict[str, Ref] = {}
        self.by_name: dict[tuple[str, str], Ref] = {}
        self.of: dict[int, Ref] = {}
        self.persons: list[Ref] = []

    def mark(self, ref: Ref, f: Found) -> None:
        self.scene.add(ref, self.scene.docs[f.passage], f.start, f.end)
        self.of[id(f)] = ref
        if f.title:
            ref.titles.append(Title(f.passage, *f.title))
        for form in f.forms:
            if form not in ref.names:
                ref.names.append(form)

    def thing(self, f: Found) -> None:
        """A body, place, substance or activity: by its row, its long form, or its folded name."""
        ref = self.of.get(id(f.defines)) if f.defines else None
        if ref is None and f.key:
            ref = self.by_key.get(f.key)
        if ref is None:
            ref = next((r for form in f.forms if (r := self.by_name.get((f.type, fold(form))))), None)
        if ref is None:
            row = self.knowledge.rows.get(f.key or "")
            ref = Ref(f.type, f.kind, row.name if row else f.forms[0], key=f.key)
            self.scene.refs.append(ref)
        if f.key:
            self.by_key.setdefault(f.key, ref)
        for form in f.forms:
            self.by_name.setdefault((f.type, fold(form)), ref)
        self.mark(ref, f)

    def people(self, found: list[Found]) -> None:
        full = [f for f in found if not f.alias and len(_names(f.forms[0])) > 1]
        for f in full:
            self.person(f)
        for f in found:
            if f.alias:
                self.nickname(f)
        for f in found:
            if not f.alias and len(_names(f.forms[0])) == 1:
                self.single(f)
        self.loose_surnames()

    def person(self, f: Found) -> Ref:
        """A full name: the person whose name it repeats or extends, else a new one."""
        name = parse_name(f.forms[0])
        for ref in self.persons:
            if ref.name and _same_person(name, parse_name(ref.name)):
                if len(f.forms[0]) > len(ref.name):
                    ref.name = f.forms[0]
                self.mark(ref, f)
                return ref
        ref = Ref("Person", None, f.forms[0], gender=gender(f.forms[0]))
        self.persons.append(ref)
        self.mark(ref, f)
        return ref

    def nickname(self, f: Found) -> None:
        name = fold(f.forms[0])
        ref = next((r for r in self.persons if any(fold(n) == name for n in r.names)), None) or self.bearer(f)
        if ref is None:
            ref = Ref("Person", None, f.forms[0])
            self.persons.append(ref)
        self.mark(ref, f)

    def bearer(self, f: Found) -> Ref | None:
        """The person to whom a nickname is tied: by "known as", or by standing inside or beside the name."""
        words = self.passages[f.passage]
        i = f.start
        while i and words.text[i - 1] in QUOTES | {"("}:
            i -= 1
        before = words.taken[i - 1] if i else None
        if before is not None and before.type == "Person" and id(before) in self.of and i < f.start:
            return self.of[id(before)]
        left = words.join(max(0, i - 6), i)
        if re.search(rf"(?:{_KNOWN_AS.pattern})[\s,:]*$", left):
            sentence = words.doc[f.start].sent.start
            for j in range(i - 1, sentence - 1, -1):
                taken = words.taken[j]
                if taken is not None and taken.type == "Person" and id(taken) in self.of and not taken.alias:
                    return self.of[id(taken)]
        return None

    def single(self, f: Found) -> None:
        """A surname or forename alone."""
        ref = self.resolve(f.forms[0], f)
        if ref is None and f.weight >= 20:
            ref = Ref("Person", None, f.forms[0], gender=gender(f.forms[0]))
            self.persons.append(ref)
        if ref is not None:
            self.mark(ref, f)

    def resolve(self, word: str, f: Found) -> Ref | None:
        target = fold(word)
        matches = [r for r in self.persons if r.name and target in _surname_forms(r.name)]
        if not matches:
            matches = [r for r in self.persons if r.name and target in {fold(n) for n in parse_name(r.name).forenames}]
        if len(matches) <= 1:
            return matches[0] if matches else None
        before = [(m.passage, m.start, r) for r in matches for m in r.marks if (m.passage, m.start) < (f.passage, f.start)]
        return max(before, key=lambda t: t[:2])[2] if before else None

    def loose_surnames(self) -> None:
        """Surnames that no recogniser proposed, in running text."""
        forms = {form for r in self.persons if r.name for form in _surname_forms(r.name)}
        for words in self.passages:
            for i, text in enumerate(words.text):
                if not words.cap[i] or words.taken[i] or fold(text) not in forms:
                    continue
                end = i + 1
                if end + 1 < len(words.text) and words.text[end] in HYPHENS and not words.space[end]:
                    continue
                f = Found(words.number, i, end, "Person", None, (text,), 30)
                ref = self.resolve(text, f)
                if ref is not None:
                    words.take(f)
                    self.mark(ref, f)


def _names(name: str) -> list[str]:
    return [w for w in name.split() if w[:1].isupper()]


def _surname_forms(name: str) -> set[str]:
    parsed = parse_name(name)
    words = [fold(w) for w in parsed.surnames]
    forms = set(words) | {" ".join(words)}
    return {f for f in forms if len(f) > 1}


def _same_person(a: object, b: object) -> bool:
    fa = [fold(w) for w in a.forenames]  # type: ignore[attr-defined]
    fb = [fold(w) for w in b.forenames]  # type: ignore[attr-defined]
    sa = [fold(w) for w in a.surnames]  # type: ignore[attr-defined]
    sb = [fold(w) for w in b.surnames]  # type: ignore[attr-defined]
    if not fa or not fb or not sa or not sb:
        return False
    if fa[0] != fb[0]:
        return False
    short, long = sorted((sa, sb), key=len)
    return long[: len(short)] == short or long[-len(short) :] == short
