"""The answer to whoever asks what is held on him: out of one view, with other people's data masked.

It is made from what the view gives and nothing else, so that it cannot show that more is held; and it is worded alike whether
nothing is held or nothing may be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from entramado.model.claim import Claim
from entramado.model.errors import NotFound
from entramado.model.marking import Marking
from entramado.model.network import Edge, Entity, Network
from entramado.model.view import View
from entramado.share.dossier.phrasing import sentence, spell
from entramado.share.exhibit import Exhibit, Exhibits
from entramado.share.find import find
from entramado.share.profile import profile
from entramado.share.timeline import Happening
from entramado.share.wording import plain

ANOTHER: Final = "[another person]"
SAME_ANSWER: Final = (
    "There is nothing that can be told to you. Everyone on whom nothing is held, and everyone on whom nothing may be told, "
    "gets this same answer."
)
ALL_ANSWER: Final = (
    "This is all that can be told to you. Every answer that tells something ends with these words: they do not say that anything "
    "else is held, nor that nothing is."
)
RIGHTS: Final = (
    (
        "You may ask that what is wrong be corrected, what is incomplete be completed, and what must not be held be erased: "
        "name the number of the line and say what is wrong. If you dispute something and it cannot be shown which is right, you "
        "may ask that it be marked as disputed and its use restricted."
    ),
    "Whoever was given something that is then corrected or erased is told so.",
    "You may complain to the supervisory authority for data protection, ask it to check on your behalf, and go to court.",
    "Asking costs nothing, and does not count against you. Victims and witnesses have the same rights.",
)
_ROLES: Final = {
    "agent": "as having carried it out",
    "target": "as the one concerned",
    "victim": "as victim",
    "support": "as having helped in it",
    "recipient": "as recipient",
    "from": "as the one it came from",
    "to": "as the one it went to",
}
_COMMON: Final = frozenset({"occurred", "date", "place"})
"""Parts of an event that are nobody's in particular."""
_UNTOLD_KINDS: Final = frozenset({"person", "analyst"})
"""Sources that are people: who they are is their own data."""


@dataclass(frozen=True, slots=True)
class Term:
    """Since when a document is held and until when it may be kept, ISO 8601 days."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Support:
    """Where a line stands: the sentence, who published it, when; since when it is held and until when it may be kept."""

    quote: str
    source: str
    published: str | None
    term: Term | None
    purpose: str
    claims: tuple[str, ...]
    """For the worksheet; the answer does not show them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is held, by its number."""

    number: int
    text: str
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be told. ``name`` is as asked; ``names`` are those that it is held under."""

    name: str
    prepared_on: str
    keeper: str | None
    requester: str | None
    names: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    recipients: tuple[str, ...] | None = None
    """Kinds of bodies it was given to; None where that is not told, to anybody."""

    @property
    def closing(self) -> str:
        return ALL_ANSWER if self.items else SAME_ANSWER

    @property
    def claims(self) -> Mapping[str, int]:
        """Claims told, each with the number of its line."""
        return {claim: item.number for item in self.items for support in item.supports for claim in support.claims}


def answer(
    view: View,
    network: Network,
    name: str,
    terms: Mapping[str, Term],
    *,
    prepared_on: date,
    keeper: str | None = None,
    requester: str | None = None,
    recipients: tuple[str, ...] | None = None,
) -> Answer:
    """Collect what ``view`` gives on ``name`` (a whole name, or an id). ``terms`` by document. Raises Ambiguous."""
    bare = Answer(name, prepared_on.isoformat(), keeper, requester, recipients=() if recipients is not None else None)
    try:
        entity = find(network, name, whole=True)
    except NotFound:
        return bare
    if entity.type != "Person":
        return bare
    exhibits = Exhibits(view, network)
    masking = Others(view, network, entity)
    found: list[tuple[str, list[Exhibit]]] = []
    about = profile(network, entity)
    for edge in (*about.attributes, *about.outward, *about.inward):
        shown = exhibits.all(edge.claims)
        found.append((sentence(network, edge, [each.claim for each in shown], subject=entity.id), shown))
    for happening in about.events:
        if mine := [part for part in happening.parts if part.object == entity.id and part.subject == happening.event.id]:
            shared = [part for part in happening.parts if part.predicate in _COMMON and part.subject == happening.event.id]
            claims = {claim for part in (*mine, *shared) for claim in part.claims}
            found.append((_event(network, happening, mine), exhibits.all(claims)))
    known = {exhibit.claim.id for _, shown in found for exhibit in shown}
    told = [claim.id for claim in exhibits.claims.values() if claim.id not in known and _speaks(claim, entity)]
    found += [("You are recorded as having said this", [exhibit]) for exhibit in exhibits.all(told)]
    items = [Item(number, masking.mask(text), _supports(shown, masking, terms)) for number, (text, shown) in enumerate(found, 1)]
    names = tuple(plain(each) for each in dict.fromkeys((entity.name, *entity.names)))
    if not items:
        return bare
    return Answer(name, prepared_on.isoformat(), keeper, requester, names=names, items=tuple(items), recipients=recipients)


class Others:
    """Masks the names of all persons but one in what is told to that one."""

    def __init__(self, view: View, network: Network, entity: Entity) -> None:
        own = {name.casefold() for name in (entity.name, *entity.names)}
        names = {
            name
            for other in network.entities.values()
            if other.type == "Person" and other.id != entity.id and not other.collective
            for name in (other.name, *other.names)
            if name.casefold() not in own
        }
        names |= {source.name for source in view.sources() if source.kind in _UNTOLD_KINDS}
        listed = sorted((re.escape(name) for name in names if name.strip()), key=len, reverse=True)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)", re.IGNORECASE) if listed else None
        self._mentions: dict[str, list[tuple[int, int]]] = {}
        persons = {r.id for r in view.referents() if r.type == "Person" and r.id not in set(entity.referents)}
        for mention in view.mentions():
            if mention.referent in persons and mention.name:
                self._mentions.setdefault(mention.doc, []).append((mention.start, mention.end))

    def mask(self, text: str) -> str:
        """The text without their names."""
        return plain(self._names.sub(ANOTHER, text) if self._names else text)

    def quote(self, exhibit: Exhibit) -> str:
        """The sentence that a claim stands on, without them."""
        start, end = exhibit.start, exhibit.end
        if start is None or end is None:
            return ""
        text, last = [], start
        for begin, stop in sorted(self._mentions.get(exhibit.document.id, ())):
            if start <= begin and stop <= end and begin >= last:
                text += [exhibit.document.text[last:begin], ANOTHER]
                last = stop
        return self.mask(" ".join("".join((*text, exhibit.document.text[last:end])).split()))


def _supports(shown: Iterable[Exhibit], masking: Others, terms: Mapping[str, Term]) -> tuple[Support, ...]:
    """One for each sentence: claims read out of the same one stand on it together."""
    found: dict[tuple[str, str], list[Exhibit]] = {}
    for exhibit in shown:
        found.setdefault((exhibit.document.id, masking.quote(exhibit)), []).append(exhibit)
    return tuple(
        Support(
            quote,
            _source(together[0], masking),
            spell(str(together[0].document.published)) if together[0].document.published else None,
            terms.get(doc) if together[0].document.text else None,
            _purpose(together),
            tuple(exhibit.claim.id for exhibit in together),
        )
        for (doc, quote), together in found.items()
    )


def _source(exhibit: Exhibit, masking: Others) -> str:
    if exhibit.source is None:
        return "not told"
    return "a person" if exhibit.analyst else masking.mask(exhibit.source)


def _purpose(shown: Sequence[Exhibit]) -> str:
    named = sorted({purpose for exhibit in shown for purpose in Marking.parse(exhibit.marking).purposes or ()})
    return ", ".join(named) or "not recorded line by line: ask whoever holds it"


def _event(network: Network, happening: Happening, mine: Sequence[Edge]) -> str:
    """An event from the side of one in it: "Arrest on 3 March 2026, Guadalajara: you are named as the one concerned"."""
    kind = (happening.event.kind or "event").replace("_", " ").capitalize()
    day = happening.date or ""
    when = f" {'on' if len(day) == len('2026-03-03') else 'in'} {spell(day)}" if day else ""
    where = "".join(f", {network.entities[p.object].name}" for p in happening.roles("place")[:1] if p.object)
    roles = [
        ("said not to be named" if part.negated else "named") + " " + _ROLES.get(part.predicate, f"as {part.predicate}")
        for part in mine
    ]
    return f"{kind}{when}{where}: you are {' and '.join(dict.fromkeys(roles))}"


def _speaks(claim: Claim, entity: Entity) -> bool:
    return any(said.referent in entity.referents for said in claim.said_by)
