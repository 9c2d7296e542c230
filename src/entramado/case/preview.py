"""What a release would hold, for whoever decides on it: what goes, what stays, and what holds back each part that stays.

What goes is made of the recipient's view alone. What stays is seen from the owner's side, and never leaves with the package.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from entramado.case.opened import CaseView
from entramado.model.claim import Claim, Document
from entramado.model.errors import NotFound, PackageFault
from entramado.model.marking import Marking
from entramado.model.network import Entity, Network
from entramado.model.view import Viewer
from entramado.share.exhibit import Exhibits
from entramado.share.find import find
from entramado.share.package.contents import contents
from entramado.share.package.model import Contents, Header, Sender
from entramado.share.profile import profile
from entramado.share.wording import phrase, spoken
from entramado.store import Store
from entramado.store.consents import Consent, consents
from entramado.store.releases import tearlines

EXAMPLES: Final = 3
"""Claims told for each reason that holds some back."""
_APART: Final = "shown to the recipient, but on that map nothing ties it to the subject"
_PAST_REVIEW: Final = "its document is past its review date, and nobody has said that it is still needed"


@dataclass(frozen=True, slots=True)
class Going:
    """What goes about one subject: claims by predicate."""

    id: str
    name: str
    type: str
    kinds: Mapping[str, int]

    @property
    def claims(self) -> int:
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that goes in quotes; ``withheld``: its claims go without a sentence and without its name.

    ``source`` is None when the recipient may not know it.
    """

    id: str
    name: str
    source: str | None
    claims: int
    marking: str
    withheld: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """A document or claim whose originator could let it go. ``state`` is what was asked or answered so far."""

    kind: str
    id: str
    name: str
    originator: str
    claims: int
    state: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """Claims that stay, for the same reasons."""

    reasons: tuple[str, ...]
    claims: tuple[str, ...]
    examples: tuple[str, ...]
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class StandIn:
    """A claim written for release that goes, and what it stands in for."""

    claim: str
    original: str
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A release that may be made. Hand it to `Case.release`: what was looked at is what goes, or nothing."""

    recipient: Viewer
    kept: bool
    """Whether the case keeps the recipient as a viewer; one that it does not gets what everyone may have."""
    subjects: tuple[Going, ...]
    """Empty when all that the recipient may see was asked for."""
    kinds: Mapping[str, int]
    documents: tuple[Cited, ...]
    marking: str
    conditions: tuple[str, ...]
    held: tuple[Held, ...]
    tearlines: tuple[StandIn, ...]
    apart: tuple[str, ...]
    """Names on the recipient's map of those who are subjects on the owner's, and whom nothing ties to them there."""
    entities: tuple[Entity, ...] = field(repr=False)
    """The subjects, on the recipient's map."""
    contents: Contents | None = field(repr=False)
    """None when there is nothing that may go."""
    state: int = field(repr=False)
    """The last change that it knows of: a case that has changed since asks for another preview."""

    @property
    def claims(self) -> int:
        return len(self.contents.claims) if self.contents else 0

    @property
    def stays(self) -> int:
        return sum(len(held.claims) for held in self.held)


def preview(store: Store, owner: CaseView, view: CaseView, subjects: Sequence[str] | None, *, kept: bool, state: int) -> Preview:
    """What a release of ``subjects`` (names or ids on the recipient's map; all when None) would hold.

    ``owner`` and ``view`` are the owner's view and the recipient's. Raises NotFound, Ambiguous.
    """
    network = view.network()
    chosen = None if subjects is None else [_subject(owner, view, name) for name in dict.fromkeys(subjects)]
    made = _contents(view, network, chosen)
    going = made.sent if made else {}
    twins = _twins(owner.network(), chosen or ())
    for twin in twins:
        owner.account(twin, "release")
    held = _held(store, owner, view, twins if chosen is not None else None, going)
    marking = made.header.marking if made else "TLP:CLEAR"
    return Preview(
        view.viewer,
        kept,
        tuple(_going(entity, network, made) for entity in chosen or ()),
        dict(sorted(Counter(c.predicate for c in made.claims).items())) if made else {},
        _cited(made) if made else (),
        marking,
        Marking.parse(marking).conditions(),
        held,
        _stand_ins(store, owner, going),
        _apart(network, twins, chosen or ()),
        tuple(chosen or ()),
        made,
        state,
    )


def _subject(owner: CaseView, view: CaseView, name: str) -> Entity:
    """The entity of that name on the recipient's map: the owner's names and merges count for nothing there."""
    network = view.network()
    try:
        return find(network, name, whole=True)
    except NotFound:
        ours = find(owner.network(), name, whole=True)
        theirs = {network.entity_of[r] for r in ours.referents if r in network.entity_of}
        if name == ours.id and len(theirs) == 1:  # an id is of the owner's map and means nobody else
            return network.entities[theirs.pop()]
        names = ", ".join(repr(each) for each in sorted(network.entities[e].name for e in theirs))
        hint = (
            f"; on that map it is {names}: name it so"
            if names
            else ", or nothing of it: `--preview` without --subject tells what is"
        )
        called = ours.name if name == ours.id else name
        raise NotFound(f"{view.viewer.name} may see nothing that is called {called!r}{hint}") from None


def _contents(view: CaseView, network: Network, chosen: Sequence[Entity] | None) -> Contents | None:
    """What would go, under a header that `entramado.case.release` completes; None when there is nothing."""
    if chosen is not None and not any(profile(network, entity).claims for entity in chosen):
        return None
    if chosen is None and next(iter(view.claims()), None) is None:
        return None
    draft = Header(Sender("", None, ""), view.viewer, 1, None, "", "", "")
    return contents(view, network, chosen, draft)


def _going(entity: Entity, network: Network, made: Contents | None) -> Going:
    kinds: Counter[str] = Counter()
    if made is not None:
        predicates = {claim.id: claim.predicate for claim in made.claims}
        kinds.update(predicates[made.sent[claim]] for claim in profile(network, entity).claims if claim in made.sent)
    return Going(entity.id, entity.name, entity.type, dict(sorted(kinds.items())))


def _cited(made: Contents) -> tuple[Cited, ...]:
    counts = Counter(claim.doc for claim in made.claims)
    found = [
        Cited(d.id, d.name, d.source.name if d.source else None, counts[d.id], d.marking, d.withheld) for d in made.documents
    ]
    return tuple(sorted(found, key=lambda d: (d.withheld, d.name, d.id)))


def _twins(ours: Network, chosen: Sequence[Entity]) -> list[Entity]:
    """The subjects on the owner's map."""
    ids = dict.fromkeys(ours.entity_of[r] for entity in chosen for r in entity.referents if r in ours.entity_of)
    return [ours.entities[entity] for entity in ids]


def _apart(theirs: Network, twins: Iterable[Entity], chosen: Sequence[Entity]) -> tuple[str, ...]:
    named = {entity.id for entity in chosen}
    found = {theirs.entity_of[r] for twin in twins for r in twin.referents if r in theirs.entity_of} - named
    return tuple(sorted(theirs.entities[entity].name for entity in found))


def _stand_ins(store: Store, owner: CaseView, going: Mapping[str, str]) -> tuple[StandIn, ...]:
    found = []
    for released, original in sorted(tearlines(store, going).items()):
        found.append(StandIn(released, original, owner.document(owner.claim(released).doc).text))
    return tuple(found)


# --- what stays


def _held(
    store: Store, owner: CaseView, view: CaseView, subjects: Sequence[Entity] | None, going: Mapping[str, str],
) -> tuple[Held, ...]:  # fmt: skip
    """Claims about the subjects (all when None) that do not go, by what holds them; most first."""
    network = owner.network()
    exhibits = Exhibits(owner, network)
    about = exhibits.claims.keys() if subjects is None else {c for entity in subjects for c in profile(network, entity).claims}
    shown = {claim.id for claim in view.claims()}
    said = {(consent.kind, consent.id): consent for consent in consents(store, view.viewer.name)}
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in (exhibits.claims[key] for key in sorted(about) if key not in going):
        marking = Marking.parse(claim.marking or exhibits.documents[claim.doc].marking)
        reasons = (_APART,) if claim.id in shown else marking.held_by(view.viewer) or (_PAST_REVIEW,)
        groups[reasons].append(claim)
    return tuple(
        Held(
            reasons,
            tuple(claim.id for claim in claims),
            tuple(_told(network, exhibits, claim) for claim in claims[:EXAMPLES]),
            () if reasons == (_APART,) else _asks(exhibits, claims, view.viewer, said),
        )
        for reasons, claims in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    )


def _asks(
    exhibits: Exhibits, claims: Sequence[Claim], recipient: Viewer, said: Mapping[tuple[str, str], Consent],
) -> tuple[Ask, ...]:  # fmt: skip
    """Whose consent would let some of these go: by document, or by claim where that is marked apart."""
    counts: Counter[tuple[str, str]] = Counter()
    documents: dict[tuple[str, str], Document] = {}
    for claim in claims:
        document = exhibits.documents[claim.doc]
        if Marking.parse(claim.marking or document.marking).consented().visible_to(recipient):
            key = ("claim", claim.id) if claim.marking is not None else ("document", document.id)
            counts[key] += 1
            documents[key] = document
    return tuple(
        Ask(
            kind,
            key,
            documents[kind, key].name,
            said[kind, key].originator if (kind, key) in said else exhibits.source(documents[kind, key]) or "not known",
            count,
            said[kind, key].state if (kind, key) in said else None,
        )
        for (kind, key), count in sorted(counts.items(), key=lambda c: (-c[1], documents[c[0]].name, c[0]))
    )


def _told(network: Network, exhibits: Exhibits, claim: Claim) -> str:
    """A claim in words, with its document."""
    subject = network.entities[network.entity_of[claim.subject]].name if claim.subject in network.entity_of else "?"
    if claim.object is not None:
        other = network.entities[network.entity_of[claim.object]].name if claim.object in network.entity_of else "?"
    else:
        other = spoken(claim.value or "", claim.figure)
    former = claim.qualifiers.get("former") is True
    said = f"{subject} {phrase(claim.predicate, negated=claim.negated, former=former)} {other}"
    return f"{said} ({exhibits.documents[claim.doc].name})"


def nothing(found: Preview) -> PackageFault:
    """Why a release without contents cannot be made."""
    about = " about " + ", ".join(each.name for each in found.subjects) if found.subjects else ""
    return PackageFault(f"{found.recipient.name} may have nothing{about}: the preview says what holds it")
