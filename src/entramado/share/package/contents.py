"""What goes to a recipient: out of his own view, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from entramado.fuse.belief import NEUTRAL, read_right
from entramado.model.claim import Claim, Document, Judgement, Mention, Reading, Referent, Source, Span, content_id, misread
from entramado.model.errors import PackageFault
from entramado.model.marking import Marking, joined
from entramado.model.network import Entity, Network
from entramado.model.view import View, Viewer
from entramado.share.package.checks import markings_of
from entramado.share.package.model import DIFFERING, PERSON, Contents, Difference, Excerpt, Excerpted, Header, Recalled, Subject

_RULE: Final = re.compile(r"(?:^|:)([a-z]+@\d[^:]*(?::.*)?)$")
"""The name of a reading rule (``rules@1:leads.appos``), whoever it read for."""


def contents(view: View, network: Network, subjects: Sequence[Entity] | None, header: Header) -> Contents:
    """The claims about ``subjects`` (about everything when None) with all they stand on, as the recipient may have them.

    ``view`` is the recipient's and ``network`` made from it. About a subject are its attributes, its links either way, and the
    events it takes part in, whole; with them go the claims that they answer and those that answer them. What persons found
    misread stays. Of documents only the quotes go. Raises PackageFault when the view is not the recipient's, or when there is
    nothing to send.
    """
    if view.viewer.owner or view.viewer != header.recipient:
        raise PackageFault(
            f"a package for {header.recipient.name} is made of what {header.recipient.name} may see, and of nothing else"
        )
    read: dict[str, list[Reading]] = {}
    for reading in view.readings():
        read.setdefault(reading.claim, []).append(reading)
    chosen = _chosen([claim for claim in view.claims() if not misread(read.get(claim.id, ()))], network, subjects)
    if not chosen:
        about = " about " + ", ".join(subject.name for subject in subjects) if subjects is not None else ""
        raise PackageFault(f"{header.recipient.name} may have nothing{about}: look at the preview for what holds it")
    referents = {referent.id: referent for referent in view.referents()}
    renewed = _renewed(referents)
    made = _rebuilt(chosen, renewed)
    claims = list({claim.id: claim for claim in made.values()}.values())
    by_doc: dict[str, list[Claim]] = {}
    for claim in claims:
        by_doc.setdefault(claim.doc, []).append(claim)
    sources = {source.id: source for source in view.sources()}
    documents = [_excerpted(view.document(doc), here, sources, view.viewer) for doc, here in sorted(by_doc.items())]
    spoken = {end for claim in claims for end in _ends(claim)}
    named = {old: new.id for old, new in renewed.items() if new.id in spoken}
    found = Contents(
        header,
        tuple(documents),
        tuple(renewed[old] for old in sorted(named)),
        tuple(_mentions(view, documents, named)),
        tuple(replace(claim, marking=claim.marking and _seen(claim.marking, view.viewer)) for claim in claims),
        tuple(_readings(read, made)),
        tuple(_judgements(view.judgements(), named, view.viewer)),
        tuple(_differences(network, made)),
        sent={original: claim.id for original, claim in made.items()},
    )
    told = tuple(Subject(subject.id, subject.type, subject.name) for subject in subjects or ())
    return replace(found, header=replace(header, subjects=told, marking=joined(markings_of(found))))


def recall(header: Header, recalled: Iterable[tuple[str, str]]) -> Contents:
    """A notice that claims of earlier packages (their ids there, with reasons) are no longer to be used."""
    named = tuple(Recalled(claim, reason) for claim, reason in sorted(dict(recalled).items()))
    return Contents(replace(header, kind="recall", subjects=(), marking="TLP:CLEAR"), recalled=named)


def _chosen(claims: Sequence[Claim], network: Network, subjects: Sequence[Entity] | None) -> list[Claim]:
    if subjects is None:
        return list(claims)
    own = {referent for subject in subjects for referent in subject.referents}
    events = {network.entity_of[c.subject] for c in claims if c.object in own and c.subject in network.entity_of}
    whole = {r for e in events if network.entities[e].type == "Event" for r in network.entities[e].referents}
    wanted = {claim.id for claim in claims if claim.subject in own | whole or claim.object in own}
    answers = [(claim.id, claim.disputes) for claim in claims if claim.disputes is not None]
    grown = True
    while grown:
        more = {end for pair in answers for end in pair if not wanted.isdisjoint(pair)} - wanted
        wanted |= more
        grown = bool(more)
    return [claim for claim in claims if claim.id in wanted]


def _renewed(referents: Mapping[str, Referent]) -> dict[str, Referent]:
    """Each referent by its id in the case, with the id that follows from what the recipient sees of it.

    The two differ where the view holds back a part, as of an event its name. What would then be one keeps apart by its place.
    """
    made: dict[str, Referent] = {}
    taken: set[str] = set()
    for old, referent in sorted(referents.items(), key=lambda item: (item[1].doc, item[1].anchor, item[0])):
        new = replace(referent)  # its id is made anew
        while new.id in taken:
            new = replace(new, anchor=new.anchor + 1)
        taken.add(new.id)
        made[old] = new
    return made


def _rebuilt(claims: Sequence[Claim], referents: Mapping[str, Referent]) -> dict[str, Claim]:
    """Each claim by its id in the case, with the id that follows from what the recipient sees of it.

    The two differ where a speaker is hidden, or a part of what it speaks of: an id that did not follow would tell of that.
    A claim that is answered and does not go is not named.
    """
    known = {old: new.id for old, new in referents.items()}
    made = {}
    for claim in claims:
        event = known.get(str(claim.qualifiers.get("event")))
        made[claim.id] = replace(
            claim,
            subject=known[claim.subject],
            object=known[claim.object] if claim.object is not None else None,
            qualifiers=claim.qualifiers if event is None else {**claim.qualifiers, "event": event},
            said_by=tuple(replace(said, referent=known.get(said.referent or "")) for said in claim.said_by),
        )
    answered = {claim.id: made[claim.disputes].id for claim in claims if claim.disputes in made}
    return {original: replace(claim, disputes=answered.get(original)) for original, claim in made.items()}


def _ends(claim: Claim) -> Iterator[str]:
    yield claim.subject
    if claim.object is not None:
        yield claim.object
    yield from (said.referent for said in claim.said_by if said.referent is not None)


def _excerpted(document: Document, claims: Sequence[Claim], sources: Mapping[str, Source], viewer: Viewer) -> Excerpted:
    """``claims`` are those that stand on it. An analyst's note goes without the analyst's name."""
    if not document.text:
        marking = joined([_seen(claim.marking, viewer) for claim in claims if claim.marking is not None])
        return Excerpted(
            document.id, f"withheld {document.id[1:7]}", None, None, document.lang, "6", marking, None, (), withheld=True
        )
    source = sources.get(document.source or "")
    if source is not None:
        source = replace(source, owner=None, marking=_seen(source.marking, viewer))
        if source.kind == "analyst":
            source = replace(source, id=content_id("s", "analyst", source.reliability), name="an analyst")
    return Excerpted(
        document.id,
        document.name,
        document.title,
        document.published,
        document.lang,
        document.credibility,
        _seen(document.marking, viewer),
        source,
        tuple(
            Excerpt(span.start, span.end, document.text[span.start : span.end])
            for span in _merged(document.text, (span for claim in claims for span in claim.spans))
        ),
    )


def _mentions(view: View, documents: Iterable[Excerpted], named: Mapping[str, str]) -> Iterator[Mention]:
    for document in documents:
        if document.excerpts:
            for mention in view.mentions(document.id):
                if mention.referent in named and document.holds(mention.start, mention.end):
                    yield replace(mention, referent=named[mention.referent])


def _merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """In order, those as one that overlap or have nothing but white space between them."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _readings(read: Mapping[str, Sequence[Reading]], made: Mapping[str, Claim]) -> Iterator[Reading]:
    """Rules by their name, persons without: several who read one claim are numbered.

    Where a person found it misread and another did not, what they come to goes in place of all of it.
    """
    for original, claim in made.items():
        readings = sorted(read.get(original, ()), key=lambda r: (-r.p, r.by))
        if any(reading.person is not None and reading.p < NEUTRAL for reading in readings):
            yield Reading(claim.id, DIFFERING, read_right(readings))
            continue
        rules = {reading.by: _RULE.search(reading.by) for reading in readings if reading.person is None}
        best = {rule[1]: reading.p for reading in reversed(readings) if (rule := rules.get(reading.by))}
        yield from (Reading(claim.id, by, p) for by, p in best.items())
        for number, reading in enumerate((r for r in readings if not rules.get(r.by)), 1):
            yield Reading(claim.id, PERSON if number == 1 else f"{PERSON} ({number})", reading.p)


def _judgements(judgements: Iterable[Judgement], named: Mapping[str, str], viewer: Viewer) -> Iterator[Judgement]:
    """Without who judged and why: of several that say the same, one goes."""
    told = (
        Judgement(named[j.a], named[j.b], j.verdict, j.score, "", PERSON, _seen(j.marking, viewer))
        for j in judgements
        if j.a in named and j.b in named
    )
    yield from {judgement.id: judgement for judgement in told}.values()


def _differences(network: Network, made: Mapping[str, Claim]) -> Iterator[Difference]:
    for each in network.disagreements:
        if made.keys() >= set(each.claims):
            yield Difference(each.nature, each.predicate, tuple(made[claim].id for claim in each.claims), each.about)


def _seen(marking: str, viewer: Viewer) -> str:
    return str(Marking.parse(marking).seen_by(viewer))
