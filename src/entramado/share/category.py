"""Which part a person has in the matter: suspect, convicted, associate, victim, witness, official, journalist, child, or none.

A category is a claim with a date and evidence. One that a person has written counts first; else it follows from a stated legal
status or role, and names that claim. Nobody is put in a category by contact, and a machine's reading alone lifts no protection.

The distinction is the one that Article 6 of Directive (EU) 2016/680 asks for, and Annex II of Regulation (EU) 2016/794 makes.
The rules stand in docs/explanation/subjects.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from entramado.model.network import Edge, Entity
from entramado.model.values import PartialDate
from entramado.resolve.ages import born_between
from entramado.share.membership import Membership
from entramado.share.standing import ACCUSING, CONVICTING, LISTING, Item
from entramado.share.told import Ground, Told
from entramado.share.wording import phrase

RANKED: Final = frozenset({"suspect", "convicted", "associate"})
"""Everyone else is listed apart, by name: protected, or in no category."""
OF_AGE: Final = 18
WRITING: Final = frozenset({
    "journalist", "reporter", "photojournalist", "correspondent", "editor", "columnist", "news anchor",
    "investigative journalist",
})  # fmt: skip
STATE: Final = frozenset({"government", "agency"})
UNHARMED: Final = frozenset({"arrest", "charge", "conviction", "sentencing", "extradition", "designation", "sanction"})
"""Kinds of event in which a victim is not one of a crime."""


@dataclass(frozen=True, slots=True)
class Other:
    """A category claim that says otherwise than the one that counts."""

    word: str
    date: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """``word`` is None for who is in no category. ``why`` names the claim it follows from."""

    word: str | None = None
    why: str = "no claim gives a legal status or a part in the matter"
    date: str | None = None
    """Since when or when it was so, as far as a claim says; that of the report is in ``ground``."""
    ground: Ground = field(default_factory=Ground)
    explicit: bool = False
    """Whether a claim gives the category itself, and it does not follow from another."""
    others: tuple[Other, ...] = ()
    because: tuple[str, ...] = ()
    """``why`` in stable words, so that a page can say it in any language: standing (kind, value), part (role, group, whether
    assessed, whether former), claim (grade), age (years), born (day), line (predicate, far end, role, whether former), harm
    (kind of event). What is not given or not so is empty.
    """

    def words(self) -> str:
        """In a line: "suspect: charged with murder (2026-01-20), 1 independent origin, reviewed by ana"."""
        if self.word is None:
            return f"no category: {self.why}"
        day = f" ({self.date})" if self.date else f" (reported {self.ground.first})" if self.ground.first else ""
        review = self.ground.review
        if review.level == "none" and not review.author:
            read = "read by a machine, no person has reviewed it"
        else:
            read = review.words()
        against = "".join(f"; {other.word} by another claim{f' ({other.date})' if other.date else ''}" for other in self.others)
        return f"{self.word}: {self.why}{day}, {self.ground.weight()}, {read}{against}"


def category(told: Told, person: Entity, ties: Sequence[Membership], items: Sequence[Item]) -> Category:
    """A person's category. In this order: a child; what a category claim says; a journalist; convicted; suspect; associate;
    official; victim; none.
    """
    given = sorted(told.by(person, ("category",)), key=lambda edge: _recency(told, edge), reverse=True)
    child = _child(told, person, given)
    if child is not None:
        return child
    if given:
        return _explicit(told, given)
    media = _journalist(told, person)
    if media:
        return _by_line(told, "journalist", media[0])
    posts = _posts(told, person)
    harmed = [(event, edge) for event, edge in _harms(told, person) if event.kind not in UNHARMED]
    # A rule that misreads who accused whom must not make a suspect of a victim, nor a smuggler of a sheriff.
    shielded = bool(harmed) and not ties
    accused = _accused(items, reviewed_only=shielded)
    if accused is not None:
        return accused
    # Bosses of a town lead it too: only a post in a public body, or one held in a place, is an office.
    in_office = any(not edge.former and (_kind(told, edge) in STATE or edge.predicate == "holds_post") for edge in posts)
    tied = _associate(items, [tie for tie in ties if tie.ground.reviewed] if in_office else ties)
    if tied is not None:
        return tied
    if posts:
        return _by_line(told, "official", posts[0])
    if harmed:
        event, edge = harmed[0]
        why = f"victim of the {event.kind}"
        return Category("victim", why, told.day(event), told.ground([edge]), because=("harm", event.kind or ""))
    return Category()


def _accused(items: Sequence[Item], *, reviewed_only: bool) -> Category | None:
    """The best evidenced legal step: one that a person reviewed, else one that is not merely alleged, of the weightiest kind."""
    firmest = sorted(items, key=lambda i: (not i.ground.reviewed, i.ground.modality not in ("stated", "reported")))
    for word, kinds in (("convicted", CONVICTING), ("suspect", ACCUSING)):
        for item in firmest:
            if item.kind in kinds and (item.ground.reviewed or not reviewed_only):
                return _by_item(word, item)
    return None


def _by_item(word: str, item: Item) -> Category:
    return Category(word, item.text, item.date, item.ground, because=("standing", item.kind, item.value or ""))


def _by_part(word: str, tie: Membership, how: str) -> Category:
    because = ("part", tie.role, tie.group.name, "assessed" * (how == "assessed"), "former" * tie.former)
    return Category(word, f"{how} as {tie.part()}", None, tie.ground, because=because)


def _associate(items: Sequence[Item], ties: Sequence[Membership]) -> Category | None:
    """What two persons have assessed is serious ground for suspicion; what sources say unassessed is not."""
    for tie in ties:
        if tie.belongs and tie.ground.review.level == "assessed":
            return _by_part("suspect", tie, "assessed")
    for tie in ties:
        return _by_part("associate", tie, "named")
    for item in items:
        if item.kind in LISTING:
            return _by_item("associate", item)
    return None


def _explicit(told: Told, given: Sequence[Edge]) -> Category:
    latest = given[0]
    same = [edge for edge in given if edge.value == latest.value]
    others = tuple(Other(edge.value or "", _said_on(told, edge), edge.claims) for edge in given if edge.value != latest.value)
    grade = told.exhibit(latest.claims[0]).grade
    return Category(
        latest.value, f"a claim says so, graded {grade}", _said_on(told, latest), told.ground(same), explicit=True, others=others,
        because=("claim", grade),
    )  # fmt: skip


def _child(told: Told, person: Entity, given: Sequence[Edge]) -> Category | None:
    """Who is, or may be, under 18 on the day of the latest document that names him; or whom a claim calls a child."""
    called = [edge for edge in given if edge.value == "child"]
    if called:
        return _explicit(told, [*called, *(edge for edge in given if edge.value != "child")])
    days = [d.published for doc in person.documents if (d := told.exhibits.documents.get(doc)) and d.published]
    now = max((day.last for day in days), default=None)
    for edge in told.by(person, ("age", "birth_date")):
        if any(_minor(told, claim, now) for claim in edge.claims):
            aged = edge.predicate == "age"
            why = f"said to be {edge.value}" if aged else f"said to be born on {edge.value}"
            others = tuple(Other(e.value or "", _said_on(told, e), e.claims) for e in given)
            ground = told.ground([edge])
            return Category("child", why, None, ground, others=others, because=("age" if aged else "born", edge.value or ""))
    return None


def _minor(told: Told, claim_id: str, now: date | None) -> bool:
    exhibit = told.exhibit(claim_id)
    claim, published = exhibit.claim, exhibit.document.published
    born = born_between(claim, published)
    if born is None or now is None:
        figure = claim.figure.high if claim.figure else None
        return claim.predicate == "age" and figure is not None and figure < OF_AGE
    majority = now.replace(year=now.year - OF_AGE, day=min(now.day, 28))  # a 29 February has no day in other years
    return born[1] > majority


def _journalist(told: Told, person: Entity) -> list[Edge]:
    held = [edge for edge in told.by(person, ("holds_post", "leads", "works_for")) if _kind(told, edge) == "media"]
    return [*held, *(edge for edge in told.by(person, ("occupation",)) if (edge.value or "").lower() in WRITING)]


def _posts(told: Told, person: Entity) -> list[Edge]:
    """Posts for the state, present ones first: in a public body, or over a place."""
    found = [
        edge for edge in told.by(person, ("holds_post", "leads", "works_for"))
        if _kind(told, edge) in STATE or edge.object and told.network.entities[edge.object].type == "Place"
    ]  # fmt: skip
    return sorted(found, key=lambda edge: (edge.former, -edge.belief))


def _harms(told: Told, person: Entity) -> list[tuple[Entity, Edge]]:
    return sorted(told.roles(person, "victim"), key=lambda pair: (told.day(pair[0]) or "9999", pair[0].id))


def _kind(told: Told, edge: Edge) -> str | None:
    return told.network.entities[edge.object].kind if edge.object else None


def _by_line(told: Told, word: str, edge: Edge) -> Category:
    far = told.network.entities[edge.object].name if edge.object else edge.value or ""
    claims = [told.exhibit(claim).claim for claim in edge.claims]
    role = next((str(claim.qualifiers["role"]) for claim in claims if "role" in claim.qualifiers), "")
    why = f"{phrase(edge.predicate, former=edge.former)} {far}{f' ({role})' if role else ''}"
    because = ("line", edge.predicate, far, role, "former" * edge.former)
    return Category(word, why, None, told.ground([edge]), because=because)


def _said_on(told: Told, edge: Edge) -> str | None:
    """When the latest claim of an edge says that it is so: its own date, else that of its document."""
    days = []
    for claim in edge.claims:
        exhibit = told.exhibit(claim)
        when = exhibit.claim.valid_from or exhibit.claim.said_at or exhibit.document.published
        days.append(str(when) if when else "")
    return max(days, default="") or None


def _recency(told: Told, edge: Edge) -> tuple[date, float, str]:
    """Later first; among those of one day the better believed."""
    said = _said_on(told, edge)
    return (PartialDate.parse(said).last if said else date.min, edge.belief, edge.value or "")
