"""Canonical JSON to a package's contents, strictly.

What is read is written again and compared byte for byte, so that unknown keys, keys given twice, another order, another way to
write a number or a letter are refused without a rule for each.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from entramado.model.claim import (
    MODALITIES,
    Cell,
    Claim,
    Judgement,
    Mention,
    Modality,
    Reading,
    Referent,
    Source,
    Span,
    Utterance,
    Verdict,
)
from entramado.model.errors import PackageFault
from entramado.model.network import Nature
from entramado.model.values import Figure
from entramado.model.view import Viewer
from entramado.share.package.encoding import canonical, write
from entramado.share.package.entry import Entry
from entramado.share.package.model import (
    FORMAT,
    PERSON,
    Contents,
    Difference,
    Excerpt,
    Excerpted,
    Header,
    Kind,
    Recalled,
    Sender,
    Subject,
)


def parsed(data: bytes) -> Any:
    """JSON in canonical form. Raises PackageFault for any other."""
    value = _loaded(data)
    if canonical(value) != data:
        raise PackageFault("it is not in canonical form (RFC 8785)")
    return value


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data.decode())
    except (ValueError, RecursionError):
        raise PackageFault("it is no JSON") from None


def read(data: bytes) -> tuple[str, Contents, Mapping[str, str]]:
    """What `write` wrote: id, contents, digests. Raises PackageFault that says what is wrong."""
    value = Entry(_loaded(data), "the package")
    header = value.entry("header")
    if (form := header.text("format")) != FORMAT:
        raise PackageFault(f"it is written as {form!r}, and this Entramado reads {FORMAT!r}: update it, or ask for that form")
    contents = Contents(
        _header_of(header),
        value.all("documents", _document_of),
        value.all("referents", _referent_of),
        value.all("mentions", _mention_of),
        value.all("claims", _claim_of),
        value.all("readings", lambda e: Reading(e.text("claim"), e.text("by"), e.share("p"))),
        value.all("judgements", _judgement_of),
        value.all("differences", _difference_of),
        value.all("recalled", lambda e: Recalled(e.text("claim"), e.text("reason"))),
    )
    digests = header.texts("files")
    made, again = write(contents, digests)
    if again != data:
        raise PackageFault("its id, or how it is written (canonical JSON, nothing unknown), does not follow from what it says")
    return made, contents, digests


def _header_of(entry: Entry) -> Header:
    sender, recipient = entry.entry("sender"), entry.entry("recipient")
    return Header(
        Sender(sender.text("organisation"), sender.maybe("country"), sender.text("key")),
        Viewer(
            recipient.text("name"),
            recipient.text("clearance"),
            recipient.maybe("country"),
            recipient.maybe("organisation"),
            recipient.words("caveats"),
            recipient.words("purposes"),
        ),
        entry.number("sequence"),
        entry.maybe("previous"),
        entry.text("made_at"),
        entry.text("purpose"),
        entry.text("authority"),
        entry.one_of("kind", get_args(Kind)),
        entry.words("conditions"),
        entry.all("subjects", lambda e: Subject(e.text("id"), e.text("type"), e.text("name"))),
        entry.text("marking"),
    )


def _document_of(entry: Entry) -> Excerpted:
    return Excerpted(
        entry.text("id"),
        entry.text("name"),
        entry.maybe("title"),
        entry.date("published"),
        entry.text("language"),
        entry.one_of("credibility", tuple("123456")),
        entry.text("marking"),
        entry.maybe_made("source", _source_of),
        entry.all("excerpts", lambda e: Excerpt(e.number("start"), e.number("end"), e.text("text"))),
        entry.flag("withheld"),
    )


def _source_of(entry: Entry) -> Source:
    return Source(
        entry.text("id"),
        entry.text("name"),
        entry.text("kind"),
        reliability=entry.one_of("reliability", tuple("ABCDEF")),
        marking=entry.text("marking"),
    )


def _referent_of(entry: Entry) -> Referent:
    made = Referent(
        entry.text("document"),
        entry.text("type"),
        entry.maybe("kind"),
        entry.maybe("name"),
        entry.number("anchor"),
        entry.flag("collective"),
        entry.maybe("key"),
    )
    return _with_id(made, entry)


def _mention_of(entry: Entry) -> Mention:
    start, end = entry.number("start"), entry.number("end")
    return Mention(entry.text("referent"), entry.text("document"), start, end, entry.maybe("name"))


def _claim_of(entry: Entry) -> Claim:
    made = Claim(
        doc=entry.text("document"),
        subject=entry.text("subject"),
        predicate=entry.text("predicate"),
        object=entry.maybe("object"),
        value=entry.maybe("value"),
        figure=entry.maybe_made("figure", lambda e: Figure(e.digits("low"), e.digits("high"), e.flag("approx"))),
        qualifiers=entry.scalars("qualifiers"),
        spans=entry.all("spans", lambda e: Span(e.number("start"), e.number("end"))),
        cell=entry.maybe_made("cell", lambda e: Cell(e.text("sheet"), e.number("row"), e.maybe("column"))),
        said_by=entry.all("said_by", _utterance_of),
        modality=entry.one_of("modality", MODALITIES),
        negated=entry.flag("negated"),
        disputes=entry.maybe("disputes"),
        valid_from=entry.date("valid_from"),
        valid_to=entry.date("valid_to"),
        said_at=entry.date("said_at"),
        credibility=entry.one_of("credibility", tuple("123456")),
        marking=entry.maybe("marking"),
    )
    return _with_id(made, entry)


def _utterance_of(entry: Entry) -> Utterance:
    modality: Modality = entry.one_of("modality", MODALITIES)
    return Utterance(entry.text("name"), entry.maybe("referent"), entry.text("verb"), modality, entry.flag("named"))


def _judgement_of(entry: Entry) -> Judgement:
    verdict: Verdict = entry.one_of("verdict", get_args(Verdict))
    return Judgement(entry.text("a"), entry.text("b"), verdict, entry.share("score"), "", PERSON, entry.text("marking"))


def _difference_of(entry: Entry) -> Difference:
    nature: Nature = entry.one_of("nature", get_args(Nature))
    return Difference(nature, entry.text("predicate"), entry.words("claims"), entry.text("about"))


_Named = TypeVar("_Named", Referent, Claim)


def _with_id(made: _Named, entry: Entry) -> _Named:
    if made.id != entry.text("id"):
        raise PackageFault(f"{entry.text('id')!r} is not the id that follows from what it stands for ({made.id})")
    return made
