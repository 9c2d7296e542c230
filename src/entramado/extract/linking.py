"""Mentions of one thing in one document: keys, long and short forms, and what only points back to them."""

from __future__ import annotations

import re
from typing import Final

from entramado.extract.found import Found, Words
from entramado.extract.people import People
from entramado.extract.scene import Ref, Scene
from entramado.extract.whereabouts import Whereabouts
from entramado.knowledge import Knowledge, Row
from entramado.knowledge.tables import fold

_PUBLISHER = re.compile(r"((?:[A-Z][a-z]+ ){0,2}(?:[A-Z][a-z]+ County|Brooklyn|Manhattan|Queens|Bronx)) District Attorney")
_SURE_BODY = 70
"""Weight from which a body is one whatever its name looks like elsewhere in the text."""
_PLAIN_PLACE = 40
"""Weight from which a place candidate stands by itself; below it another mention must bear it out."""


def link(scene: Scene, passages: list[Words], found: list[Found], knowledge: Knowledge) -> None:
    """Turn candidates into referents and mark their mentions in the scene. Headlines come last: they only repeat."""
    people = People(scene, passages)
    bodies = {fold(form) for f in found if f.type == "Organization" and f.weight >= _SURE_BODY for form in f.forms}
    for f in found:
        if f.type == "Person" and f.key is None and not (f.title or f.alias) and fold(f.forms[0]) in bodies:
            f.type, f.kind = "Organization", "other"  # its kind is that of the mention that told it
    ordered = sorted(found, key=lambda f: passages[f.passage].headline)
    people.full_names([f for f in ordered if f.type == "Person"])
    things = Things(scene, passages, found, knowledge)
    sure = {fold(f.forms[0]) for f in found if f.type == "Place" and f.weight >= _PLAIN_PLACE}
    for f in ordered:
        if f.type == "Person":
            continue
        if (f.key is None or f.type == "Place") and people.claims(f):
            people.single(f)
            continue
        if f.type == "Place" and f.weight < _PLAIN_PLACE and fold(f.forms[0]) not in sure:
            passages[f.passage].release(f)
            continue
        things.add(f)
    for f in ordered:
        if f.alias and f.defines is None and things.abbreviates(f):
            f.type = "Place"
            things.add(f)
    people.rest([f for f in ordered if f.type == "Person"])
    things.offices(people)


class Things:
    """Bodies, places, substances and activities of one document."""

    def __init__(self, scene: Scene, passages: list[Words], found: list[Found], knowledge: Knowledge) -> None:
        self._scene = scene
        self._passages = passages
        self._knowledge = knowledge
        self._whereabouts = Whereabouts(passages, found, knowledge)
        self._by_key: dict[str, Ref] = {}
        self._by_name: dict[tuple[str, str], Ref] = {}
        self._of: dict[int, Ref] = {}
        self._in_full = {f.key for f in found if f.key and (not f.forms[-1].isupper() or f.forms[0] == f.forms[-1])}
        """Keys of rows that the document names by more than initials: two media may share those."""

    def add(self, f: Found) -> None:
        """The referent of a candidate: by its row, the long form it abbreviates, or its folded name."""
        if f.colloquial:
            row = self._public_body(f)
            if row is not None:
                f.key, f.kind = row.key, row.kind
            elif not self._passages[f.passage].cap[f.start]:
                self._passages[f.passage].release(f)
                return
        elif f.type == "Place":
            place = self._whereabouts.settle(f)
            if place is not None:
                f.key, f.kind = place.key, place.kind
        elif f.kind == "media" and f.forms[-1].isupper() and f.key not in self._in_full:
            f.key, f.forms = None, f.forms[-1:]
        ref = self._known(f)
        if ref is None:
            if self._passages[f.passage].headline and f.key is None:
                self._passages[f.passage].release(f)
                return
            ref = Ref(f.type, f.kind, self._title(f), key=f.key)
        if f.key:
            self._by_key.setdefault(f.key, ref)
        if f.defines is not None and len(f.forms[0]) > len(ref.name or ""):
            ref.name = f.forms[0]
        for form in f.forms:
            self._by_name.setdefault((f.type, fold(form)), ref)
            if form not in ref.names:
                ref.names.append(form)
        self._scene.add(ref, self._scene.docs[f.passage], f.start, f.end)
        self._of[id(f)] = ref

    def _public_body(self, f: Found) -> Row | None:
        """The body that "defense ministry" means here: that of the country spoken of, or the one already named."""
        near = self._knowledge.body(f.forms[0], self._whereabouts.near(f))
        if near is not None:
            return near
        rows = [
            row for country in self._whereabouts.countries() if (row := self._knowledge.body(f.forms[0], country)) is not None
        ]
        return next((row for row in rows if row.key in self._by_key), rows[0] if rows else None)

    def _known(self, f: Found) -> Ref | None:
        if f.defines is not None and id(f.defines) in self._of:
            return self._of[id(f.defines)]
        if f.key:
            ref = self._by_key.get(f.key)
            if ref is not None:
                return ref
        for form in f.forms:
            ref = self._by_name.get((f.type, fold(form)))
            if ref is not None and (f.key is None or ref.key in (None, f.key)):
                return ref
        return self._by_form(f) if f.type == "Organization" and not f.key else None

    def _by_form(self, f: Found) -> Ref | None:
        """A short form of a body named in full: its initials, or the end of its name, when only one fits."""
        form = f.forms[0]
        bodies = list({id(r): r for (type_, _), r in self._by_name.items() if type_ == "Organization"}.values())
        if form.isupper() and len(form) <= 6:
            fits = [r for r in bodies if any(_initials(n) == form for n in r.names)]
        else:
            end = " " + fold(form)
            fits = [r for r in bodies if any(fold(n).endswith(end) for n in r.names)] if len(form.split()) > 1 else []
            fits = fits or [r for r in bodies if r.key is None and any(_extends(fold(form), fold(n)) for n in r.names)]
            fits = fits or [r for r in bodies if any(_of_somewhere(fold(form), fold(n)) for n in (*r.names, r.name or ""))]
        return fits[0] if len(fits) == 1 else None

    def abbreviates(self, f: Found) -> bool:
        """Whether a name is the beginning of that of a site: "La Bella's" for "La Bella's Pizza Garden"."""
        begin = fold(f.forms[0]) + " "
        fits = [
            r for (type_, name), r in self._by_name.items() if type_ == "Place" and name.startswith(begin) and r.kind == "site"
        ]
        if len({id(r) for r in fits}) == 1:
            f.kind = "site"
            self._by_name["Place", begin.strip()] = fits[0]
            return True
        return False

    def _title(self, f: Found) -> str:
        if f.type == "Place" and f.key:
            place = self._knowledge.places.get(f.key)
            return place.name if place else f.forms[0]
        row = self._knowledge.rows.get(f.key or "")
        return row.name if row else f.forms[0]

    def offices(self, people: People) -> None:
        """Tie "Deputy District Attorney Ana Ruiz" to the District Attorney's Office that the document or its publisher names."""
        for ref in people.persons:
            for title in ref.titles:
                words = self._passages[title.passage]
                for i in range(title.start, title.end - 1):
                    if words.low[i] == "district" and words.low[i + 1] in ("attorney", "attorneys") and words.free(i, i + 2):
                        office = self._office()
                        self._scene.add(office, words.doc, i, i + 2, "nominal" if office.marks else "name")

    def _office(self) -> Ref:
        offices = [
            r for (type_, name), r in self._by_name.items() if type_ == "Organization" and name.endswith("attorney office")
        ]
        if offices:
            return offices[0]
        document = self._scene.document
        publisher = _PUBLISHER.search(document.title or "") or _PUBLISHER.search(document.text)
        name = f"{publisher.group(1)} District Attorney's Office" if publisher else "District Attorney's Office"
        ref = Ref("Organization", "agency", name, [name])
        self._by_name["Organization", fold(name)] = ref
        return ref


_LEGAL_FORMS: Final = frozenset(
    ("inc", "llc", "corp", "corporation", "co", "ltd", "plc", "company", "incorporated", "limited", "cv", "sa", "de")
)


def _without_legal_form(name: str) -> str:
    parts = name.split()
    while len(parts) > 1 and parts[-1] in _LEGAL_FORMS:
        parts.pop()
    return " ".join(parts)


def _extends(long: str, short: str) -> bool:
    """The same body with its country or "County" spelled out: "US-PRC X Working Group" for "X Working Group"."""
    if _without_legal_form(long) == _without_legal_form(short):
        return True
    if long == f"{short} department" or short == f"{long} department":
        return True
    return len(short.split()) > 2 and (
        long.endswith(" " + short) or long.replace(" county", "") == short or short.replace(" county", "") == long
    )


def _of_somewhere(one: str, other: str) -> bool:
    """The same name with what it is of: "Los Nuevos" and "Los Nuevos del Norte"."""
    short, long = sorted((one, other), key=len)
    return long.startswith((f"{short} de ", f"{short} del "))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
