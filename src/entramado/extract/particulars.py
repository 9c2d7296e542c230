"""Particulars set beside a name: age, alias, birth date, numbers of identity documents. Read off the tokens around the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from entramado.extract import dates, rules
from entramado.extract.frames import verb_frame
from entramado.extract.scene import Draft, Mark, Ref, Scene
from entramado.extract.titles import apposed
from entramado.model.values import PartialDate

_AGE: Final = re.compile(r"\d{1,3}")
_YEARS_OLD: Final = re.compile(r"(\d{1,3})[-‑–]years?[-‑–]old", re.IGNORECASE)
_THEN: Final = frozenset({"then", "now", "who", "was", "is", "currently", "just", "only", "about"})
_AT_AGE: Final = re.compile(r"\bat (?:the )?age (?:of )?(\d{1,3})\b|\bat (\d{2})(?= ?[.,;])", re.IGNORECASE)
_AGE_BEHIND_ALIAS: Final = re.compile(
    r"[,\s]*(?:(?:a/k/a|a\.k\.a\.|aka|alias|also known as|known as|nicknamed|or)\s+[\"“][^\"”]{2,40}[\"”][,\s]*)+\s*(\d{1,2}),"
)
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
        if mark.ref.type == "Person" and (found := _age(doc, mark)) is not None:
            yield Draft(mark.ref, "age", age.id, found[1], value=str(found[0]), p=age.p)
        if mark.how == "name":
            for value in aliases(doc, mark, alias.words):
                yield Draft(_bearer(scene, doc, mark), "alias", alias.id, doc[mark.start], value=value, p=alias.p)
    for doc in scene.docs:
        text = doc.text
        yield from _ages_apart(scene, doc, text, age)
        yield from _births(scene, doc, born, published)
        yield from _numbers(scene, doc, text, number)


def _age(doc: Doc, mark: Mark) -> tuple[int, Token] | None:
    """As in "NAME, 42," "NAME (42)" "NAME, aged 42" "42-year-old NAME"; 1 to 119."""
    i = mark.end
    if i < len(doc) and doc[i].lower_ in ("jr.", "sr.", "jr", "sr"):
        i += 1
    if i + 1 < len(doc) and doc[i].text in (",", "("):
        j = i + 1
        while j + 1 < len(doc) and doc[j].lower_ in _THEN:
            j += 1
        worded = doc[j].lower_ in ("age", "aged", "turned", "ages")
        if worded:
            j += 1
        if j < len(doc) and _AGE.fullmatch(doc[j].text) and 0 < int(doc[j].text) < 120:
            after = doc[j + 1].lower_ if j + 1 < len(doc) else "."
            if worded or after in _CLOSE or after.startswith("year"):
                return int(doc[j].text), doc[j]
    if i + 1 < len(doc) and doc[i].lower_ == "aged" and _AGE.fullmatch(doc[i + 1].text):
        return int(doc[i + 1].text), doc[i + 1]
    while i < len(doc) and doc[i].lower_ in (",", "who", "turned"):
        i += 1
    if (
        i + 2 < len(doc)
        and (doc[i].lemma_ == "be" or doc[i - 1].lower_ == "turned")
        and (number := doc[i if doc[i].lemma_ != "be" else i + 1]).text.isdigit()
        and doc[number.i + 1].lower_ in ("years", ".", ",", "when", "at", "in", "on", "and")
    ):
        return (int(number.text), number) if 5 < int(number.text) < 110 else None
    behind = _AGE_BEHIND_ALIAS.match(doc[mark.end : mark.end + 30].text)
    if behind is not None:
        return int(behind[1]), doc[mark.end]
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
    for found in _AT_AGE.finditer(text):
        span = doc.char_span(found.start(), found.end(), alignment_mode="expand")
        verb = next((t for t in span.root.ancestors if t.pos_ == "VERB"), None) if span is not None else None
        if span is not None and verb is not None and verb.lemma_ in ("die", "pass"):
            for token in rules.fill(verb_frame(verb), ["agent"]):
                ref = scene.ref_at(token)
                if ref is not None and ref.type == "Person":
                    yield Draft(ref, "age", rule.id, span[0], value=found[1] or found[2], p=rule.p - 0.1)


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


def _births(scene: Scene, doc: Doc, rule: rules.Rule, published: PartialDate | None) -> Iterator[Draft]:
    """As in "X was born on 3 May 1979 in P", "X (born 3 May 1979)", "X, a Mexican national born in P on 3 May 1979"."""
    for word in doc:
        if word.lower_ not in ("born", "dob", "d.o.b.") or (owner := _born(scene, doc, word)) is None:
            continue
        end = next(
            (t.i for t in doc[word.i + 1 : word.i + 14] if t.text in (";", ")") or t.pos_ == "VERB"), min(word.i + 14, len(doc))
        )
        date = dates.resolve(doc[word.i : min(end, word.i + 10)], published)
        if date is not None and (published is None or date.year < published.year):
            yield Draft(owner, "birth_date", rule.id, word, value=str(date), p=rule.p)
        for token in doc[word.i + 1 : end]:
            mark = scene.mark_at(token)
            if mark is not None and mark.ref.type == "Place" and doc[mark.start - 1].lower_ in ("in", "at", "near"):
                yield Draft(owner, "born_in", rule.id, word, object=mark.ref, p=rule.p)
                break


def _born(scene: Scene, doc: Doc, word: Token) -> Ref | None:
    """Who was born: the subject by the parse, else the person named last before the word, in the same sentence."""
    frame = verb_frame(word) if word.pos_ in ("VERB", "AUX") else None
    for token in (*frame.patient, *frame.agent) if frame is not None else ():
        ref = scene.ref_at(token)
        if ref is not None and ref.type == "Person":
            return ref
        if ref is not None:
            return None
    for token in reversed(doc[max(word.sent.start, word.i - 12) : word.i]):
        ref = scene.ref_at(token)
        if ref is not None and ref.type == "Person":
            return ref
        if token.text == ";" or (token.pos_ == "VERB" and token.i < word.i - 1):
            return None
    return None


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
