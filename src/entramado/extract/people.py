"""Mentions of one person in one document: full names first, then nicknames, surnames and forenames that point back.

Two people are never one for sharing a surname; a surname that several bear goes to the one whose title it carries or who
was spoken of last.
"""

from __future__ import annotations

from typing import Final

from entramado.extract.forenames import FORENAMES, gender
from entramado.extract.found import HYPHENS, Found, Words, table
from entramado.extract.personnames import parse_name, same_person
from entramado.extract.scene import Ref, Scene, Title
from entramado.knowledge.tables import fold

_KIN: Final = (["brothers"], ["sisters"], ["siblings"], ["family"], ["clan"], ["couple"])
_ARTICLES: Final = {"El": "m", "La": "f"}
"""Gender that the article of a nickname tells."""
_RELATED: Final = frozenset(table("introductions.yaml")["nouns"]["Person"]["kin"].split()) | {"sons", "brothers", "sisters"}
_REACH: Final = 40
"""Tokens back from "nicknamed" to the name it speaks of."""
_INTRODUCED: Final = 84
"""Weight of a name that its noun calls a person's: "the brothers X and Y Mora"."""
_IN_PLACE: Final = 57
"""Weight from which the text speaks of a town as of a place."""
_LONE_NAME: Final = 20
"""Weight from which a single word names a person not named in full."""
_LEAD: Final = 4
"""Tokens before a name in which "his cousin" or "Mora's wife," may stand."""


class People:
    """The persons of one document."""

    def __init__(self, scene: Scene, passages: list[Words]) -> None:
        self._scene = scene
        self._passages = passages
        self.persons: list[Ref] = []
        self._of: dict[int, Ref] = {}
        self._by_key: dict[str, Ref] = {}
        self._last: list[Found] = []

    def full_names(self, found: list[Found]) -> None:
        """Names of two words and more, the longest first, so that shorter ones find what they shorten."""
        full = [
            f
            for f in found
            if f.key or not (f.alias and f.defines) and len(f.forms[0].split()) > 1 and not (f.alias and not f.nicknames)
        ]
        for f in sorted(full, key=lambda f: (self._passages[f.passage].headline, -len(f.forms[0].split()))):
            self._full_name(f)
        for f in found:
            if f.weight >= _INTRODUCED and not f.alias and id(f) not in self._of:
                self.single(f)

    def rest(self, found: list[Found]) -> None:
        """Nicknames, surnames and forenames alone, and surnames that no recogniser proposed."""
        open_ = [f for f in found if id(f) not in self._of]
        for f in open_:
            if f.alias and id(f.defines) in self._of:
                self._nickname(f)
        for f in open_:
            if f.alias and f.defines is None and not f.announced:
                self._nickname(f)
        for f in sorted(
            (f for f in open_ if not f.alias), key=lambda f: (self._passages[f.passage].headline, f.passage, f.start)
        ):
            self.single(f)
        self._unproposed()
        late = [f for f in open_ if f.alias and id(f) not in self._of]
        for f in late:
            self._nickname(f)
        if late:
            self._unproposed()

    def claims(self, f: Found) -> bool:
        """Whether a candidate place or body is the surname of a person of this document, or the forename of a known one."""
        form = f.forms[0]
        if f.weight >= 61 and f.type == "Place" or f.weight >= 80:
            return False
        target = fold(form)
        if " " in form:
            return f.weight < 50 and any(target in parse_name(r.name).short_forms for r in self.persons if r.name)
        if f.type == "Place" and any(target in parse_name(r.name).forenames for r in self.persons if r.name and target):
            return f.weight < _IN_PLACE
        return any(target in parse_name(r.name).surnames for r in self.persons if r.name)

    def _mark(self, ref: Ref, f: Found) -> None:
        self._scene.add(ref, self._scene.docs[f.passage], f.start, f.end)
        self._of[id(f)] = ref
        if f.title:
            ref.titles.append(Title(f.passage, *f.title))
            ref.gender = ref.gender or self._title_gender(f)
        for form in (*f.forms, *f.nicknames):
            if form not in ref.names:
                ref.names.append(form)
        if f.alias:
            for nickname in f.nicknames or f.forms:
                if nickname not in ref.aliases:
                    ref.aliases.append(nickname)

    def _title_gender(self, f: Found) -> str | None:
        words = self._passages[f.passage].low[f.title[0] : f.title[1]] if f.title else []
        if {"mrs.", "mrs", "ms.", "ms", "miss", "congresswoman", "spokeswoman", "chairwoman", "queen", "lady"} & set(words):
            return "f"
        return "m" if {"mr.", "mr", "sir", "congressman", "king", "father"} & set(words) else None

    def _new(self, f: Found, name: str) -> Ref:
        ref = Ref("Person", None, name, key=f.key, gender=gender(name) or _ARTICLES.get(name.split(maxsplit=1)[0]))
        self.persons.append(ref)
        return ref

    def _full_name(self, f: Found) -> None:
        name = f.forms[0]
        parsed = parse_name(name)
        if f.key and f.key in self._by_key:
            self._mark(self._by_key[f.key], f)
            return
        fits = [
            r
            for r in self.persons
            if r.name and (same_person(parsed, parse_name(r.name)) or fold(name) in parse_name(r.name).short_forms)
        ]
        if not fits and self._passages[f.passage].headline:
            fits = [
                r for r in self.persons if r.name and fold(name).startswith(f"{fold(r.name)} ")
            ]  # a headline's verb behind it
        fits = [r for r in fits if not self._beside(r, f)]
        ref = self._nearest(fits, f) if fits else None
        if ref is None:
            if self._passages[f.passage].headline and f.weight < 50:
                self._passages[f.passage].release(f)
                return
            ref = self._new(f, name)
        if f.key:
            self._by_key[f.key] = ref
        self._mark(ref, f)

    def _beside(self, ref: Ref, f: Found) -> bool:
        """The same sentence has another full form of that name: "Juan Mora Paz, a son of Juan “Lobo” Mora"."""
        words = self._passages[f.passage]
        if words.headline:
            return False
        sentence = words.doc[f.start].sent
        return any(
            m.passage == f.passage
            and sentence.start <= m.start < sentence.end
            and fold(words.join(m.start, m.end)) != fold(words.join(f.start, f.end))
            and _kin_between(words, m.end, f.start)
            for m in ref.marks
        )

    def _nickname(self, f: Found) -> None:
        ref = self._of.get(id(f.defines)) if f.defines is not None else self._before(f) if f.announced else None
        target = fold(f.forms[0])
        if ref is None:
            ref = next((r for r in self.persons if target in map(fold, r.names)), None)
        if ref is None:
            ref = self._new(f, f.forms[0])
        else:
            for other in self.persons:
                if other is not ref and other.name is not None and fold(other.name) == target and f.defines is not None:
                    self._absorb(ref, other)
        self._mark(ref, f)

    def _before(self, f: Found) -> Ref | None:
        """The person named last before an announced nickname, within reach of it."""
        words = self._passages[f.passage]
        for i in range(f.start - 1, max(-1, f.start - _REACH), -1):
            held = words.taken[i]
            if held is not None and held.type == "Person" and id(held) in self._of and not held.alias:
                return self._of[id(held)]
        return None

    def _absorb(self, ref: Ref, other: Ref) -> None:
        """A person known so far by the nickname alone turns out to be another."""
        for mark in other.marks:
            mark.ref = ref
            ref.marks.append(mark)
        other.marks.clear()
        self.persons.remove(other)
        self._scene.refs.remove(other)

    def single(self, f: Found) -> None:
        """A surname or forename alone, or a forename that shares the surname behind "and"."""
        words = self._passages[f.passage]
        word = f.forms[0]
        shared = self._shared_surname(f)
        if shared is not None:
            self._mark(shared, f)
            return
        ref = self._resolve(word, f)
        if ref is None and f.type == "Person" and f.weight >= _LONE_NAME and not words.headline:
            ref = self._new(f, word)
        if ref is None:
            words.release(f)
        else:
            self._mark(ref, f)

    def _shared_surname(self, f: Found) -> Ref | None:
        """The bearer of a forename that shares the surname behind "and": in "Ana and Luis Mora" Ana is Ana Mora."""
        words = self._passages[f.passage]
        if (
            (f.forms[0].lower() not in FORENAMES and f.weight < _INTRODUCED)
            or f.end + 1 >= len(words.text)
            or words.low[f.end] not in ("and", "&")
        ):
            return None
        behind = words.taken[f.end + 1]
        other = self._of.get(id(behind)) if behind is not None else None
        if behind is None or other is None or other.name is None or len(behind.forms[0].split()) < 2:
            return None
        parts = behind.forms[0].split()
        if parts[0].lower() not in FORENAMES and f.weight < _INTRODUCED:
            return None
        name = " ".join([f.forms[0], *parts[1:]])
        fits = [r for r in self.persons if r.name and r is not other and same_person(parse_name(name), parse_name(r.name))]
        return fits[0] if fits else self._new(f, name)

    def _resolve(self, word: str, f: Found) -> Ref | None:
        words = self._passages[f.passage]
        if words.low[f.end : f.end + 1] in _KIN:
            return None  # "the Mora brothers" are several
        target = fold(word)
        fits = [r for r in self.persons if r.name and target in parse_name(r.name).short_forms]
        if not fits:
            fits = [r for r in self.persons if r.name and target in parse_name(r.name).forenames and len(target) > 1]
        if not fits:
            fits = [r for r in self.persons if target in map(fold, r.names)]
        return self._nearest(fits, f)

    def _nearest(self, fits: list[Ref], f: Found) -> Ref | None:
        """The one that fits; of several, the bearer of the same title, else the one named last."""
        if len(fits) <= 1:
            return fits[0] if fits else None
        if f.title:
            words = self._passages[f.passage]
            titled = set(words.low[f.title[0] : f.title[1]]) - {"the", "of"}
            bearers = [r for r in fits if any(titled & set(self._passages[t.passage].low[t.start : t.end]) for t in r.titles)]
            if len(bearers) == 1:
                return bearers[0]
        called = [r for r in fits if fold(f.forms[0]) in map(fold, r.names) and fold(f.forms[0]) != fold(r.name or "")]
        if len(called) == 1:
            return called[0]  # the text has once called that one so, and calls the others by their full names
        fits = [r for r in fits if not self._beside_another(r)] or fits
        before = [
            (m.passage, m.start, n) for n, r in enumerate(fits) for m in r.marks if (m.passage, m.start) < (f.passage, f.start)
        ]
        return fits[max(before)[2]] if before else None

    def _beside_another(self, ref: Ref) -> bool:
        """Whether the text brings someone in as another's kin ("Mora's cousin, Luz Mora"): the bare surname stays the other's."""
        first = min(ref.marks, key=lambda m: (m.passage, m.start), default=None)
        if first is None:
            return False
        lead = self._passages[first.passage].low[max(0, first.start - _LEAD) : first.start]
        owned = any(word in ("his", "her", "their", "'s", "’s", "'", "’") for word in lead)
        return owned and "." not in lead and not _RELATED.isdisjoint(lead)

    def _unproposed(self) -> None:
        forms = {form for r in self.persons if r.name for form in parse_name(r.name).short_forms}
        forms |= {fold(alias) for r in self.persons for alias in r.aliases if len(alias) > 2}
        for words in self._passages:
            for i in range(len(words.text)):
                if not words.cap[i] or words.taken[i] is not None:
                    continue
                end = next((end for end in self._ends(words, i) if fold(words.join(i, end)) in forms), i)
                if end == i:
                    self._plural(words, i, fold(words.text[i]))
                    continue
                f = Found(words.number, i, end, "Person", None, (words.join(i, end),), 30)
                ref = self._resolve(f.forms[0], f)
                if ref is not None:
                    words.take(f)
                    self._mark(ref, f)

    @staticmethod
    def _ends(words: Words, i: int) -> list[int]:
        """Where a surname that opens at ``i`` may end, the longest first; half of a hyphened one is none."""
        size = len(words.text)
        if i + 2 < size and words.text[i + 1] in HYPHENS and not words.space[i]:
            return [i + 3] if words.cap[i + 2] and words.free(i, i + 3) else []
        if i + 1 < size and words.cap[i + 1] and words.free(i + 1, i + 2) and words.space[i]:
            return [i + 2, i + 1]
        return [i + 1]

    def _plural(self, words: Words, i: int, target: str) -> None:
        """Those of one surname together, "the Herreras": a collective without a name of its own."""
        if not (i and words.low[i - 1] == "the" and target.endswith("s")):
            return
        stem = target[:-1]
        bearers = [r for r in self.persons if r.name and stem in parse_name(r.name).surnames]
        if len(bearers) > 1:
            ref = Ref("Person", None, None, collective=True)
            self._scene.add(ref, words.doc, i, i + 1, "nominal")


def _kin_between(words: Words, one: int, other: int) -> bool:
    """A word of kinship stands between two names."""
    start, end = sorted((one, other))
    return not _RELATED.isdisjoint(words.low[start:end])
