"""Particulars set beside a name: age, alias, birth date, numbers of identity documents. Read off the tokens around the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from entramado.extract import dates, rules
from entramado.extract.scene import Draft, Mark, Ref, Scene
from entramado.extract.titles import apposed
from entramado.model.values import PartialDate

_AGE: Final = re.compile(r"\d{1,3}")
_YEARS_OLD: Final = re.compile(r"(\d{1,3})[-‑–]years?[-‑–]old", re.IGNORECASE)
_CLOSE: Final = frozenset(
    {",", ";", ".", ")", "(", ":", "and", "of", "from", "who", "was", "is", "were", "has", "—", "–", "-", "both", "respectively"}
)
_QUOTES: Final = "\"'“”‘’«»"
_QUOTED: Final = re.compile(r"[\"“‘'«]\s*([^\"“”‘’'«»]{2,40}?)\s*,?[\"”’'»]")
_WORD: Final = r"[A-ZÁÉÍÓÚÑ0-9][\w’'-]*(?:\.(?=[A-Z]\.))?"
_ALIAS: Final = re.compile(
    rf"(?:the\s+)?[\"“‘'«]?\s*((?:(?:El|La|Los|Las|Don|Doña)\s+)?{_WORD}(?:\s+(?:de|del|la|el|y|{_WORD})){{0,4}})"
)
_NUMBERS: Final = (
    ("CURP", re.compile(r"\b[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b")),
    ("RFC", re.compile(r"\b[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}\b")),
    ("passport", re.compile(r"[Pp]assport(?:\s+(?:[Nn]o\.?|[Nn]umber))?\s+([A-Z]{0,2}\d{6,9})\b")),
)


def particulars(scene: Scene, table: rules.Table, published: PartialDate | None) -> Iterator[Draft]:
    """Drafts for what stands beside each name."""
    (age,), (alias,), (born,), (number,) = (table[s].rules for s in ("ages", "aliases", "born", "identifiers"))
    for mark in list(scene.marks()):
        if mark.ref.type not in ("Person", "Organization"):
            continue
        doc = scene.docs[mark.passage]
        if mark.ref.type == "Person":
            if (found := _age(doc, mark)) is not None:
                yield Draft(mark.ref, "age", age.id, found[1], value=str(found[0]), p=age.p)
            yield from _born(scene, doc, mark, born, published)
        if mark.how == "name":
            for value in aliases(doc, mark, alias.words):
                yield Draft(_bearer(scene, doc, mark), "alias", alias.id, doc[mark.start], value=value, p=alias.p)
    for doc in scene.docs:
        text = doc.text
        yield from _ages_apart(scene, doc, text, age)
        yield from _numbers(scene, doc, text, number)


def _age(doc: Doc, mark: Mark) -> tuple[int, Token] | None:
    """As in "NAME, 42," "NAME (42)" "NAME, aged 42" "42-year-old NAME"; 1 to 119."""
    i = mark.end
    if i < len(doc) and doc[i].lower_ in ("jr.", "sr.", "jr", "sr"):
        i += 1
    if i + 1 < len(doc) and doc[i].text in (",", "("):
        j = i + 1
        worded = doc[j].lower_ in ("age", "aged")
        if worded:
            j += 1
        if j < len(doc) and _AGE.fullmatch(doc[j].text) and 0 < int(doc[j].text) < 120:
            after = doc[j + 1].lower_ if j + 1 < len(doc) else "."
            if worded or after in _CLOSE or after.startswith("year"):
                return int(doc[j].text), doc[j]
    if i + 1 < len(doc) and doc[i].lower_ == "aged" and _AGE.fullmatch(doc[i + 1].text):
        return int(doc[i + 1].text), doc[i + 1]
    if (
        i + 2 < len(doc)
        and doc[i].lemma_ == "be"
        and doc[i + 1].like_num
        and doc[i + 1].text.isdigit()
        and doc[i + 2].lower_ in ("years", ".")
    ):
        number = int(doc[i + 1].text)
        return (number, doc[i + 1]) if 5 < number < 110 else None
    before = doc[max(0, mark.start - 8) : mark.start]
    found = _YEARS_OLD.search(before.text)
    if found and not re.search(r"[,;.]|\b(?:and|of|by|with|in)\b", before.text[found.end() :]):
        return int(found[1]), doc[mark.start]
    return None


def _ages_apart(scene: Scene, doc: Doc, text: str, rule: rules.Rule) -> Iterator[Draft]:
    """As in "NAME, a 42-year-old lawyer": the age stands in a phrase of its own."""
    for found in _YEARS_OLD.finditer(text):
        span = doc.char_span(found.start(), found.end(), alignment_mode="expand")
        if span is None:
            continue
        begin = span.start - 1 if span.start and doc[span.start - 1].lower_ in ("a", "an", "the") else span.start
        holders = apposed(scene, doc, begin, plural=False) if begin < span.start else []
        for holder in holders:
            yield Draft(holder, "age", rule.id, doc[span.start], value=found[1], p=rule.p - 0.1)


def aliases(doc: Doc, mark: Mark, cues: tuple[str, ...]) -> list[str]:
    """Other names that the text gives a mention: quoted inside or right after it, or after "known as" and the like."""
    own = doc[mark.start : mark.end].text
    found = [m[1] for m in _QUOTED.finditer(own)] if mark.ref.type == "Person" else []
    after = doc[mark.end : mark.end + 16].text
    if mark.ref.type == "Person" and (quoted := re.match(rf"\s*\(?\s*[,]?\s*{_QUOTED.pattern}", after)):
        found.append(quoted[1])
    before_comma = re.match(r"[\s,(—–-]*((?:[a-z./’']+\s+){0,7}?)", after)
    lowered = after.casefold()
    for cue in sorted(cues, key=len, reverse=True):
        at = lowered.find(cue)
        if 0 <= at < 40 and not re.search(r"[.;A-ZÁÉÍÓÚ]", after[:at].replace("U.S.", "")) and before_comma:
            value = _ALIAS.match(after[at + len(cue) :].lstrip())
            if value:
                found.append(value[1])
            break
    return list(
        dict.fromkeys(
            v for v in (f.strip(_QUOTES + " ,.)(") for f in found) if v and (v[0].isupper() or v[0].isdigit()) and v != own
        )
    )


def _bearer(scene: Scene, doc: Doc, mark: Mark) -> Ref:
    """Whose alias stands behind a name: his, or of the one he only describes ("A, the brother of B, also known as C")."""
    if mark.end < len(doc) and doc[mark.end].text == "," and mark.start and doc[mark.start - 1].lower_ == "of":
        for i in range(mark.start - 2, max(0, mark.start - 9), -1):
            if doc[i].text == ",":
                owner = scene.mark_at(doc[i - 1])
                return owner.ref if owner is not None and owner.ref.type == mark.ref.type and owner.how == "name" else mark.ref
    return mark.ref


def _born(scene: Scene, doc: Doc, mark: Mark, rule: rules.Rule, published: PartialDate | None) -> Iterator[Draft]:
    """As in "X was born on 3 May 1979", "X (born 3 May 1979)"."""
    for i in range(mark.end, min(mark.end + 5, len(doc))):
        if doc[i].lower_ in ("born", "dob"):
            date = dates.resolve(doc[i : min(i + 8, len(doc))], published)
            if date is not None and (published is None or date.year < published.year):
                yield Draft(mark.ref, "birth_date", rule.id, doc[i], value=str(date), p=rule.p)
            return
        if doc[i].lower_ not in ("was", "(", ",", "who", "is", "been", "a", "has"):
            return


def _numbers(scene: Scene, doc: Doc, text: str, rule: rules.Rule) -> Iterator[Draft]:
    for kind, pattern in _NUMBERS:
        for found in pattern.finditer(text):
            span = doc.char_span(found.start(), found.end(), alignment_mode="expand")
            if span is None:
                continue
            owner = _owner(scene, doc, span.start)
            if owner is not None:
                yield Draft(owner, "identifier", rule.id, doc[span.start], value=f"{kind} {found[found.re.groups]}", p=rule.p)


def _owner(scene: Scene, doc: Doc, at: int) -> Ref | None:
    """The last person or company named before a number, in the same sentence."""
    for i in range(at - 1, doc[at].sent.start - 1, -1):
        ref = scene.ref_at(doc[i])
        if ref is not None and ref.type in ("Person", "Organization"):
            return ref
    return None
