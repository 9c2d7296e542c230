"""A claim written for release: it says less than the claim that it stands in for, is marked lower, and tells of it to nobody.

It is a small document of the organisation's own. Speakers, dates and details of the original do not go over, unless they are in
the words of the text. What ties the two is known inside alone (`entramado.store.releases.tearlines`); that both speak of the same
entities is a judgement marked like both of them together, so that no one learns of it who may not see the original.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from entramado.case.note import source_of
from entramado.case.opened import CaseView
from entramado.knowledge import load
from entramado.knowledge.tables import Knowledge, fold
from entramado.model.claim import (
    Claim,
    Document,
    Extraction,
    Judgement,
    Mention,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    content_id,
)
from entramado.model.errors import UsageError, VocabularyError
from entramado.model.marking import Marking
from entramado.model.values import Figure, PartialDate
from entramado.model.vocabulary import vocabulary
from entramado.store import OWNER, Store
from entramado.store.releases import put_tearline
from entramado.store.settings import settings

_ARTICLES: Final = ("a ", "an ", "the ")
_WORD: Final = re.compile(r"\w+")
_THOUSANDS: Final = re.compile(r"(?<=\d)[ ,.](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Tearline:
    """A claim written for release, and what it stands in for."""

    claim: str
    document: str
    original: str
    marking: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How the ends of the claim are called in the text; None: as in the original.

    A proper name stays one ("El Mencho"); "a commander in Jalisco" is a description, and names nobody.
    """

    subject: str | None = None
    object: str | None = None
    value: str | None = None


def tearline(
    store: Store, view: CaseView, key: str, text: str, marking: str, wording: Wording, *, by: str, why: str, at: datetime,
) -> Tearline:  # fmt: skip
    """Write a claim for release in place of claim ``key``. ``view`` is the owner's.

    Raises NotFound, UsageError, VocabularyError, MarkingError; then nothing is kept.
    """
    original = view.claim(key)
    above = Marking.parse(original.marking or view.document(original.doc).marking)
    below = Marking.parse(marking)
    if not is_lower(below, above):
        raise UsageError(f"{below} is not lower than {above}, the marking of what it would stand in for")
    text = " ".join(text.split())
    if not text:
        raise UsageError("a claim for release needs its words: --text")
    source = _source(settings(store), by)
    document, data = _document(text, source, str(below), at)
    referents = {referent.id: referent for referent in view.referents()}
    keys = _keys(document, load(view.knowledge))
    subject = _end(document, referents[original.subject], wording.subject, "--subject", keys)
    target = None
    if original.object is not None:
        target = _end(document, referents[original.object], wording.object, "--object", keys)
    claim = _claim(document, original, subject.referent.id, target.referent.id if target else None, wording.value)
    ends = [subject, *([target] if target else [])]
    made = {end.referent.id: end.referent for end in ends}
    if fault := vocabulary().fault(claim, {referent.id: referent.type for referent in made.values()}):
        raise VocabularyError(fault)
    mentions = {end.mention.id: end.mention for end in ends}
    extraction = Extraction(tuple(made.values()), tuple(mentions.values()), (claim,), (Reading(claim.id, f"person:{by}", 1.0),))
    tied = str(above | below)
    judgements = [
        Judgement(end.referent.id, end.original, "same", 1.0, "written for release", f"person:{by}", tied) for end in ends
    ]
    with store.act(by, "tearline", why or "a claim written for release") as act:
        _, entered = store.enter(act, document, data, source, extraction, holder=by, holding=document.name, judgements=judgements)
        act.what |= entered
        put_tearline(act, claim, original.id, by)
    return Tearline(claim.id, document.id, original.id, str(below), text)


def is_lower(below: Marking, above: Marking) -> bool:
    """Whether ``below`` asks for less: for nothing that ``above`` does not ask for, and not for all of it.

    Limits on use (purpose, authority, a last day) may be added: they only bind whoever gets it more closely.
    """

    def bare(marking: Marking) -> Marking:
        open_to_all = replace(marking, purposes=None, authority=frozenset(), until=None)
        return replace(
            open_to_all,
            tlp=-1 if marking.tlp == 0 else marking.tlp,
            pap=-1 if marking.pap == 0 else marking.pap,
            uk=-1 if marking.uk == 0 else marking.uk,
            europol=marking.europol or None,
        )

    return bare(below) <= bare(above) and not above <= below


@dataclass(frozen=True, slots=True)
class _End:
    """One end of the claim for release, and the referent of the original that it is."""

    referent: Referent
    mention: Mention
    original: str


def _keys(document: Document, knowledge: Knowledge) -> dict[tuple[str, str], str]:
    """Rows of reference tables that the text itself points to, by type and folded name: the original may have known more."""
    from entramado.extract.pipeline import extract  # a parser: not for those who only open a case

    (found,) = extract([document], knowledge)
    return {(r.type, fold(r.name)): r.key for r in found.referents if r.name is not None and r.key is not None}


def _end(document: Document, original: Referent, said: str | None, option: str, keys: Mapping[tuple[str, str], str]) -> _End:
    """Raises UsageError when the text does not name it: the claim must not say more than its words."""
    words = said.strip() if said is not None else original.name
    if words is None and original.type != "Event":
        raise UsageError(f"what the claim speaks of has no name: say how the text calls it with {option}")
    start, end = (0, len(document.text)) if words is None else _place(document.text, words, option)
    name = None if words is None or (said is not None and _describes(words)) else words
    key = keys.get((original.type, fold(name))) if name is not None else None
    referent = Referent(document.id, original.type, original.kind, name, start, original.collective, key)
    return _End(referent, Mention(referent.id, document.id, start, end, words), original.id)


def _place(text: str, words: str, option: str) -> tuple[int, int]:
    start = text.find(words) if words else -1
    if words and start < 0 and len(text.casefold()) == len(text):  # else offsets would not be those of the text
        start = text.casefold().find(words.casefold())
    if start < 0:
        raise UsageError(f"the text does not say {words!r}: name it there, or say how it is called there with {option}")
    return start, start + len(words)


def _describes(words: str) -> bool:
    """Whether this is no proper name: "a commander", "the group"."""
    return words[0].islower() or words.lower().startswith(_ARTICLES)


def _claim(document: Document, original: Claim, subject: str, target: str | None, said: str | None) -> Claim:
    word = vocabulary().predicate(original.predicate)
    value, figure = original.value, original.figure
    if said is not None:
        if target is not None:
            raise UsageError("the claim is about two things and has no value: name the other one with --object")
        value = vocabulary().normalise(word.name, said)
        figure = Figure.exact(int(value)) if word.value == "figure" else None
    words = word.value == "text" and not word.values
    if value is not None and (said is None or words) and not _says(document.text, value):
        raise UsageError(f"the text does not say {value!r}: say it there, or give what it does say with --value")
    return Claim(
        document.id,
        subject,
        original.predicate,
        target,
        value,
        figure,
        {name: held for name, held in original.qualifiers.items() if isinstance(held, bool)},
        (Span(0, len(document.text)),),
        modality=original.modality,
        negated=original.negated,
    )


def _says(text: str, value: str) -> bool:
    """Whether every word and number of a value stands in the text."""
    plain = _THOUSANDS.sub("", text)
    return set(_WORD.findall(fold(value))) <= set(_WORD.findall(fold(plain)))


def _source(known: Mapping[str, str], by: str) -> Source:
    """The organisation that keeps the case; without one, the person who writes."""
    name = known.get("organisation") or by
    if name == OWNER.name:
        raise UsageError("say who writes it: `entramado settings CASE --organisation NAME --country CODE`, or --by NAME")
    if "organisation" not in known:
        return source_of(name, "F")
    return Source(content_id("s", "organisation", name), name, "agency")


def _document(text: str, source: Source, marking: str, at: datetime) -> tuple[Document, bytes]:
    """The words as a document. Neither its bytes nor its name tell of the original, or of the person who wrote them."""
    record = {"release": text, "from": source.name, "at": at.isoformat()}
    data = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    sha256 = hashlib.sha256(data).hexdigest()
    document = Document(
        content_id("d", sha256),
        f"for release {at:%Y-%m-%d} {sha256[:6]}",
        sha256,
        text,
        (Region(0, len(text)),),
        source=source.id,
        title=None,
        published=PartialDate(at.year, at.month, at.day),
        published_from="metadata",
        media_type="application/json",
        marking=marking,
    )
    return document, data
