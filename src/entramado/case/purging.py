"""What a purge is to take: a document, a claim, what is overdue, or what stands on one person.

Of documents that speak of others too, the words about the person are written over and the rest stays: his mentions everywhere;
the whole sentence, or quote, where nothing that stays is quoted from it. Offsets hold, so that every other quote still does.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from entramado.model.claim import Claim, Document, Mention, Referent
from entramado.model.errors import InputError, NotFound, UsageError
from entramado.model.network import Entity, Network
from entramado.share.find import find
from entramado.store import Store, StoreView
from entramado.store.erasing import Doomed, closed
from entramado.store.masking import MARK, Mask, Words, fill, fold_words, key_of, merged, occurrences, worded
from entramado.store.purge import Holder, preview
from entramado.store.retention import retention
from entramado.store.search import sentences

_FOUND: Final = 1_000
"""Sentences looked at for a name that was not read as the person's."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A document that stays, and how many of its characters are written over."""

    document: str
    name: str
    characters: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A purge before it is done. ``notes`` are sentences on what it leaves, for whoever decides."""

    doomed: Doomed
    documents: tuple[tuple[str, str], ...]
    """Those that go whole: id and name."""
    masked: tuple[Masked, ...]
    rows: Mapping[str, int]
    """How many rows of each table go."""
    holders: tuple[Holder, ...]
    notes: tuple[str, ...]


def plan_documents(store: Store, view: StoreView, chosen: Iterable[str]) -> Planned:
    """Whole documents, by id or file name. Raises NotFound, UsageError when a name fits several."""
    documents = {document.id: document for document in view.documents()}
    ids = frozenset(_document(documents, each) for each in chosen)
    inner = [d.name for d in documents.values() if d.parent in ids and d.id not in ids]
    notes = [f"stays: {name}, which came in with it" for name in inner]
    doomed = Doomed(documents=ids, carriers=_carriers(view, documents, ids))
    return _planned(store, documents, doomed, notes)


def plan_overdue(store: Store, view: StoreView) -> Planned:
    """Every document whose review date is past. Raises NotFound when there is none."""
    today = datetime.now(UTC).date()
    late = [kept.document for kept in retention(store) if kept.overdue(today)]
    if not late:
        raise NotFound("no document is overdue: there is nothing to purge")
    return plan_documents(store, view, late)


def plan_claim(store: Store, view: StoreView, claim: str) -> Planned:
    """One claim with what answers it, and its words where nothing else is quoted from them. Raises NotFound."""
    found = view.claim(claim)
    with store.reading() as connection:
        doomed = closed(connection, Doomed(claims=frozenset([claim])))
    document = view.document(found.doc)
    gone, kept = _parted(view, document.id, doomed.claims)
    stretches = merged(_spans(gone), _spans(kept))
    masks = [Mask("document", key_of([document.id]), "text", stretches)] if stretches else []
    referents = {referent.id: referent for referent in view.referents() if referent.doc == document.id}
    for each in gone:
        ended = referents.get(each.object or "")
        if ended is not None and ended.name and each.subject in referents:
            masks += _labels([referents[each.subject]], frozenset([fold_words(ended.name)]))
    notes = []
    if merged(_spans(gone)) != stretches:
        notes.append(f"stays: words that other claims in {document.name} are quoted from; purge those claims or the document too")
    doomed = replace(doomed, masks=tuple(masks), carriers=_carriers(view, {document.id: document}, frozenset()))
    return _planned(store, {d.id: d for d in view.documents()}, doomed, notes)


def plan_subject(store: Store, view: StoreView, network: Network, name: str, *, whole: bool = False) -> Planned:
    """What stands on one entity; with ``whole`` every document that speaks of it. Raises NotFound, Ambiguous."""
    entity = find(network, name, whole=True)
    if entity.type in ("Event", "Place"):
        raise UsageError(f"{entity.name} is {entity.type.lower()}, not a person or a body: purge a document or a claim")
    names = _names(network, entity)
    documents = {document.id: document for document in view.documents()}
    referents = {referent.id: referent for referent in view.referents()}
    mine = frozenset(entity.referents)
    claims = frozenset(c.id for c in view.claims() if _tells(c, names))
    mine |= _own_events(view, referents, mine)
    docs = frozenset(referents[r].doc for r in mine if r in referents)
    doomed = Doomed(claims=claims, referents=mine) if not whole else Doomed(documents=docs, claims=claims, referents=mine)
    with store.reading() as connection:
        doomed = closed(connection, doomed)
        speaking = (docs | {c.doc for c in view.claims() if c.id in doomed.claims}) - doomed.documents
        masks = {doc: _stretches(view, documents[doc], doomed, referents, names) for doc in sorted(speaking)}
        alone = {doc for doc, stretches in masks.items() if _alone(view, documents[doc], doomed, stretches, referents)}
        doomed = closed(connection, replace(doomed, documents=doomed.documents | alone))
        written = [Mask("document", key_of([doc]), "text", s) for doc, s in masks.items() if s and doc not in doomed.documents]
        staying = (r for r in referents.values() if r.id not in doomed.referents and r.doc not in doomed.documents)
        written += _labels(staying, names)
        written += [
            Mask(table, key, column, merged(places))
            for table, key, column, text in worded(connection)
            if (places := occurrences(text, names))
        ]
    doomed = replace(doomed, masks=tuple(written), carriers=_carriers(view, documents, doomed.documents | set(masks)))
    return _planned(store, documents, doomed, _left(view, network, entity, names, documents, docs | doomed.documents))


def _planned(store: Store, documents: Mapping[str, Document], doomed: Doomed, notes: Iterable[str]) -> Planned:
    found = preview(store, doomed)
    masked = [
        Masked(doc, documents[doc].name, sum(end - start for mask in masks for start, end in mask.stretches))
        for doc, masks in _by_document(doomed.masks).items()
        if doc in documents and doc not in found.doomed.documents
    ]
    gone = [(doc, documents[doc].name) for doc in found.doomed.documents if doc in documents]
    return Planned(found.doomed, tuple(sorted(gone, key=lambda d: d[1])), tuple(masked), found.rows, found.holders, tuple(notes))


def _by_document(masks: Iterable[Mask]) -> Mapping[str, list[Mask]]:
    found: defaultdict[str, list[Mask]] = defaultdict(list)
    for mask in masks:
        if mask.table == "document":
            found[json.loads(mask.key)[0]].append(mask)
    return found


def _document(documents: Mapping[str, Document], chosen: str) -> str:
    if chosen in documents:
        return chosen
    named = [document.id for document in documents.values() if document.name == chosen]
    if len(named) > 1:
        raise UsageError(f"{len(named)} documents are called {chosen!r}: give the id of one ({', '.join(named)})")
    if not named:
        raise NotFound(f"no document {chosen}; `entramado documents CASE` lists them")
    return named[0]


# --- what stands on a person


def _names(network: Network, entity: Entity) -> frozenset[Words]:
    """The names that mean this entity wherever they stand: of several words, or of one that nobody else bears."""
    others = {
        word
        for other in network.entities.values()
        if other.id != entity.id and other.type != "Event"
        for name in other.names
        for word in fold_words(name)
    }
    found = {fold_words(name) for name in (entity.name, *entity.names)}
    return frozenset(words for words in found if len(words) > 1 or (words and words[0] not in others))


def _tells(claim: Claim, names: frozenset[Words]) -> bool:
    """Whether a claim holds one of the names in its own words."""
    texts = [claim.value or "", *map(str, claim.qualifiers.values()), *(said.name for said in claim.said_by)]
    return any(occurrences(text, names) for text in texts)


def _own_events(view: StoreView, referents: Mapping[str, Referent], mine: frozenset[str]) -> frozenset[str]:
    """Events in which, besides these, no person and no criminal group takes part."""
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for claim in view.claims():
        subject = referents.get(claim.subject)
        if subject is not None and subject.type == "Event" and claim.object is not None:
            parts[claim.subject].add(claim.object)
    return frozenset(
        event for event, ends in parts.items() if ends & mine and not any(_matters(referents.get(end)) for end in ends - mine)
    )


def _matters(referent: Referent | None) -> bool:
    """Whether a document or an event speaks of somebody else."""
    return referent is not None and (referent.type == "Person" or referent.kind == "criminal")


def _parted(view: StoreView, doc: str, gone: frozenset[str]) -> tuple[list[Claim], list[Claim]]:
    claims = list(view.claims(doc))
    return [claim for claim in claims if claim.id in gone], [claim for claim in claims if claim.id not in gone]


def _spans(claims: Iterable[Claim]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for claim in claims for span in claim.spans]


def _stretches(
    view: StoreView, document: Document, doomed: Doomed, referents: Mapping[str, Referent], names: frozenset[Words],
) -> tuple[tuple[int, int], ...]:  # fmt: skip
    """What of a document's text is about the person."""
    mentions = list(view.mentions(document.id))
    others = [m for m in mentions if m.referent not in doomed.referents and _bears(referents.get(m.referent), names)]
    hers = [(m.start, m.end) for m in mentions if m.referent in doomed.referents and referents[m.referent].type != "Event"]
    hers += [place for place in occurrences(document.text, names) if not any(_within(place, other) for other in others)]
    gone, kept = _parted(view, document.id, doomed.claims)
    about = [(s.start, s.end) for s in sentences(document) if any(s.start < end and start < s.end for start, end in hers)]
    return merged([*merged([*about, *_spans(gone)], _spans(kept)), *hers])


def _labels(referents: Iterable[Referent], names: frozenset[Words]) -> list[Mask]:
    """Labels of events repeat the names of those in them: what stays of an event is called by the rest."""
    return [
        Mask("referent", key_of([event.id]), "name", merged(places))
        for event in referents
        if event.type == "Event" and event.name and (places := occurrences(event.name, names))
    ]


def _bears(referent: Referent | None, names: frozenset[Words]) -> bool:
    """Whether something else is named after the person."""
    return referent is not None and bool(referent.name) and bool(occurrences(referent.name or "", names))


def _within(place: tuple[int, int], mention: Mention) -> bool:
    return mention.start <= place[0] and place[1] <= mention.end


def _alone(
    view: StoreView, document: Document, doomed: Doomed, stretches: tuple[tuple[int, int], ...],
    referents: Mapping[str, Referent],
) -> bool:  # fmt: skip
    """Whether a document speaks of nobody else: no claim and no other person or group is left in it, or no words are."""
    gone, kept = _parted(view, document.id, doomed.claims)
    rest = fill(document.text, stretches)
    if not any(char.isalnum() and char != MARK for region in document.body for char in rest[region.start : region.end]):
        return True
    left = (referents.get(m.referent) for m in view.mentions(document.id) if m.referent not in doomed.referents)
    return bool(gone) and not kept and not any(_matters(referent) for referent in left)


def _left(
    view: StoreView, network: Network, entity: Entity, names: frozenset[Words], documents: Mapping[str, Document],
    done: frozenset[str],
) -> list[str]:  # fmt: skip
    """What bears the name and stays, since it may be another's."""
    notes = [
        f"stays: {other.name} ({other.type.lower()}), which bears the name: purge it as well if it should go"
        for other in network.entities.values()
        if other.id != entity.id and other.type != "Event" and any(occurrences(name, names) for name in other.names)
    ]
    notes += [f"stays: the source {source.name}" for source in view.sources() if occurrences(source.name, names)]
    hits = (hit for words in sorted(names) for hit in view.search(f'"{" ".join(words)}"', _FOUND))
    elsewhere = sorted({documents[hit.doc].name for hit in hits if hit.doc not in done})
    notes += [f"stays: the name also stands in {name}, where it was not read as this person" for name in elsewhere]
    return notes


# --- mails that hold a file


def _carriers(view: StoreView, documents: Mapping[str, Document], gone: frozenset[str]) -> frozenset[str]:
    """Mails whose bytes hold one of these files, also where that file came in by itself before."""
    wanted = {documents[doc].sha256 for doc in gone if doc in documents}
    mails = [d.id for d in documents.values() if d.media_type == "message/rfc822" and d.id not in gone]
    return frozenset(mail for mail in mails if wanted and _holds(view.original(mail), "message/rfc822", wanted))


def _holds(data: bytes, media_type: str, wanted: set[str], depth: int = 0) -> bool:
    from entramado.ingest.detect import media_type as detect
    from entramado.ingest.formats import READERS

    if depth > 5:
        return False
    try:
        parts = READERS[media_type].read(data).parts
        for part in parts:
            inner = part.load()
            kind = part.media_type or detect(part.name, inner)
            if hashlib.sha256(inner).hexdigest() in wanted or _holds(inner, kind, wanted, depth + 1):
                return True
    except InputError:
        return False
    return False
