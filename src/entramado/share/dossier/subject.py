"""The dossier of a person: which line stands in which section, in the order in which a prosecutor reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from entramado.model.errors import UsageError
from entramado.model.network import Edge, Entity, Network
from entramado.model.view import View
from entramado.share.category import RANKED, Category, category
from entramado.share.dossier.answer import answer, died
from entramado.share.dossier.chart import chart
from entramado.share.dossier.differences import differences
from entramado.share.dossier.favour import favourable
from entramado.share.dossier.gaps import gaps
from entramado.share.dossier.handling import Asked, handling
from entramado.share.dossier.identity import merges, names
from entramado.share.dossier.model import Chart, Dossier, Line, Section
from entramado.share.dossier.occasions import noun, particulars, roles, tell
from entramado.share.dossier.phrasing import listed, named, sentence, spell
from entramado.share.dossier.strength import figures, strength
from entramado.share.dossier.writer import Writer, headed, tidy
from entramado.share.membership import Membership, memberships
from entramado.share.profile import Profile, profile
from entramado.share.standing import standing
from entramado.share.timeline import Happening
from entramado.share.told import Told

_SECTION: Final = {
    **dict.fromkeys(("leads", "member_of", "works_for", "founded", "holds_post", "part_of", "category", "death_date"), "role"),
    **dict.fromkeys(("occupation", "former_occupation"), "role"),
    **dict.fromkeys(("charge", "conviction", "sentence", "designation", "sanction", "reward"), "record"),
    **dict.fromkeys(("traffics", "produces", "engages_in", "sources_from", "ships_to"), "activity"),
    **dict.fromkeys(("family_of", "associate_of", "reports_to", "successor_of"), "associations"),
    **dict.fromkeys(("owns", "uses"), "assets"),
    **dict.fromkeys(("based_in", "operates_in", "controls", "located_in"), "places"),
    **dict.fromkeys(("pays", "launders_for"), "finances"),
}
"""Predicate to the section that its lines stand in; all others say who the subject is."""
_OCCASION: Final = {
    **dict.fromkeys(
        ("charge", "conviction", "sentencing", "sanction", "designation", "extradition", "arrest", "escape"), "record"
    ),
    **dict.fromkeys(("operation", "seizure"), "record"),
    **dict.fromkeys(("meeting", "information_transfer"), "assets"),
    "payment": "finances",
    "succession": "role",
}
"""Kind of event to its section, whatever the subject's part in it."""
_TITLES: Final = {
    "identity": "Identity",
    "role": "Role and standing",
    "record": "Criminal history, charges, designations and rewards",
    "activity": "Activity and method",
    "associations": "Associations",
    "assets": "Communications and assets",
    "places": "Places",
    "finances": "Finances",
}
_INTROS: Final = {
    "record": "A charge is an accusation. Arrests and operations are listed as the sources report them.",
    "activity": "What sources say the subject does or did, and the events in which it is named as acting.",
    "associations": "Contact is not membership: a tie says what its source says, and nothing about guilt.",
}
_KINDS: Final = {
    "family_of": "Family", "associate_of": "Associates", "reports_to": "Command", "successor_of": "Succession", "": "Groups",
}  # fmt: skip
_KEPT_BACK: Final = frozenset({"activity", "associations", "assets", "finances"})
"""Sections that rank or place a subject in a network: left out of the file of one who must not be ranked."""
_AS: Final = {
    "target": "as target of", "victim": "as victim of", "agent": "as carrying out", "support": "as helping in",
    "recipient": "as recipient in",
}  # fmt: skip
PROTECTED: Final = frozenset({"victim", "witness", "journalist", "child"})
_SUFFERING: Final = frozenset({"target", "victim"})
_TOGETHER: Final = frozenset({"meeting", "payment", "shipment", "information_transfer"})
"""Kinds of event whose two sides act together."""
_GROUPS: Final = ("leads", "founded", "member_of", "works_for")
REFUSED: Final = (
    "The sources show this person as a {}. A dossier on one who is no suspect is made only for a stated lawful end: give "
    "--purpose (protection, notification, a court's order …) and --legal-basis. `entramado show` and `entramado subject-access` "
    "need neither."
)
FELLOWS: Final = 20
"""People named in the same events that are listed; of more, the number."""


def subject(view: View, network: Network, entity: Entity, asked: Asked) -> Dossier:
    """The dossier of the person ``entity``.

    Raises UsageError for a victim, witness, journalist or child when ``asked`` has no purpose and legal basis: who is no
    suspect has a file only for a stated lawful end, and nothing in it ranks him or places him in a network.
    """
    writer = Writer(view, network)
    found = profile(network, entity)
    told = Told(network, writer.exhibits)
    ties = memberships(told, entity)
    part = category(told, entity, ties, standing(told, entity))
    protected = part.word if part.word in PROTECTED else None
    if protected and not (asked.purpose and asked.legal_basis):
        raise UsageError(REFUSED.format(protected))
    dead = died(found)
    suspected = part.word in RANKED
    opening = answer(writer, found, dead=dead, protected=protected is not None, suspected=suspected)
    sections = [
        _section(writer, found, key, dead=dead) if protected is None or key not in _KEPT_BACK else _kept_back(key, protected)
        for key in _TITLES
    ]
    sections[1] = _with_part(writer, sections[1], part, () if protected else ties)
    drawn = Chart() if protected is not None else writer.draw(chart(network, writer.exhibits, entity.id))
    sections += [
        _chronology(writer, found, dead=dead),
        differences(writer, entity.id, found.disagreements),
        favourable(writer, found, dead=dead),
    ]
    lines = [line for section in sections for line in section.lines if line.claims]
    sections += [strength(writer, lines), gaps(writer, found, dead=dead, suspected=suspected)]
    return Dossier(
        template="subject",
        title=title(entity),
        subject=entity.id,
        handling=handling(writer, asked),
        answer=opening.closed(writer, lines),
        sections=tuple(sections),
        chart=drawn,
        schedule=writer.schedule(),
        evidence=writer.evidence(),
        figures=figures(writer, lines),
        notice=notice(entity, part.word),
    )


def title(entity: Entity) -> str:
    """Who the dossier is on. Whoever has no name is called as the sources call them, and said to be unnamed."""
    name = tidy(entity.name)
    if entity.collective:
        return f"“{name}” (several people, spoken of as one)"
    return name if entity.names else f"“{name}” (unnamed person)"


def notice(entity: Entity, word: str | None) -> str:
    """What stands above everything in the file of one who is no suspect; empty for suspects, convicted and associates."""
    if word is None:
        return (
            "No source gives the subject a legal status (suspect, convicted …) or ties it to a criminal group. Being named here "
            "is by itself no ground for suspicion."
        )
    if word not in PROTECTED:
        return ""
    return (
        f"The sources show {title(entity)} as a {word}. This file does not rank the subject, places it in no network "
        "and draws no chart of its contacts. It serves the subject's protection or rights, or the purpose stated below, and "
        "nothing else."
    )


def _section(writer: Writer, found: Profile, key: str, *, dead: bool) -> Section:
    edges = [e for e in (*found.attributes, *found.outward, *found.inward) if _SECTION.get(e.predicate, "identity") == key]
    events = [h for h in found.events if _of(h, found.entity.id) == key]
    lines: list[Line] = []
    if key == "associations":
        lines = [*_ties(writer, found, edges, dead=dead), *_fellows(writer, found)]
    else:
        lines = [line for edge in edges for line in _edge(writer, found, edge, dead=dead)]
    if key == "identity":
        lines = [*lines, *names(writer, found), *merges(writer, found)]
    if key == "places":
        lines += _scenes(writer, found)
    for happening in events:
        told = tell(writer, happening, found.entity.id)
        if told is not None:
            lines += [told, *particulars(writer, happening, found.entity.id)]
    return Section(key, _TITLES[key], tuple(lines), intro=_INTROS.get(key, ""))


def _with_part(writer: Writer, section: Section, part: Category, ties: Sequence[Membership]) -> Section:
    """Role and standing, with the category first, and last who has assessed what makes the subject a member of a group."""
    lines = []
    if part.word is not None:
        pending = part.word == "associate" and part.ground.review.level != "assessed"
        lines.append(
            writer.line(
                f"Category: {part.words()}",
                part.ground.claims,
                status="machine" if pending else None,
                computed=True,
                weighed=False,
            )
        )
    assessed = [
        writer.line(
            _capital(tie.words()), tie.ground.claims, status=None if tie.ground.review.level == "assessed" else "machine",
            disputed=tie.ground.disputed, weighed=False, names=[tie.group.id],
        )
        for tie in ties
    ]  # fmt: skip
    lines = [*lines, *section.lines, *headed(assessed, "Membership of criminal groups: two persons must have reviewed it")]
    return replace(section, lines=tuple(lines))


def _kept_back(key: str, category: str) -> Section:
    return Section(
        key, _TITLES[key], none=f"Left out: the subject is shown as a {category}, and is not ranked or placed in a network."
    )


def _edge(writer: Writer, found: Profile, edge: Edge, *, dead: bool) -> list[Line]:
    text = sentence(writer.network, edge, writer.claims(edge), subject=found.entity.id, past=dead)
    firm = edge.modality in ("stated", "reported") and not edge.disputed and not edge.negated
    return [writer.edge(edge, text, date=_held(writer, edge), favourable=edge.negated, attributed=not firm)]


def _held(writer: Writer, edge: Edge) -> str | None:
    """From when it held, by the claim that says so."""
    dates = sorted(str(c.valid_from) for c in writer.claims(edge) if c.valid_from is not None)
    return dates[0] if dates else None


def _of(happening: Happening, subject: str) -> str:
    """The section of an event: by its kind, else by whether the subject suffered it or did it."""
    mine = roles(happening, subject)
    known = _OCCASION.get(happening.event.kind or "")
    if known is not None:
        return known
    return "role" if mine and mine[0].predicate in ("victim", "target") else "activity"


def _ties(writer: Writer, found: Profile, edges: Sequence[Edge], *, dead: bool) -> list[Line]:
    groups: dict[str, list[Line]] = defaultdict(list)
    groups["Groups"] = [
        line for e in found.outward if e.predicate in _GROUPS for line in _edge(writer, found, e, dead=dead)
    ]  # the same lines as under role: a reader of associations wants them here
    for edge in edges:
        groups[_KINDS[edge.predicate]] += _edge(writer, found, edge, dead=dead)
    return [line for kind in _KINDS.values() if groups.get(kind) for line in headed(groups[kind], kind)]


def _fellows(writer: Writer, found: Profile) -> list[Line]:
    """People and groups named in the same events: contact at most, and said to be no more."""
    own = found.entity.id
    shared: dict[str, list[tuple[Happening, Edge]]] = defaultdict(list)
    tied = {own, *(end for e in (*found.outward, *found.inward) for end in (e.subject, e.object))}
    for happening in found.events:
        mine = roles(happening, own)
        if not mine or mine[0].negated:
            continue
        role = mine[0]
        for part in happening.parts:
            other = part.object if part.subject == happening.event.id else None
            if other is None or other in tied or part.negated:
                continue
            if _may_be_a_fellow(writer.network.entities[other], happening.event.kind, part, role):
                shared[other].append((happening, part))
    ordered = sorted(shared, key=lambda other: (-len(shared[other]), writer.network.entities[other].name, other))
    lines = []
    for other in ordered[:FELLOWS]:
        parts = shared[other]
        kinds = listed([f"{_as(h, part)} {noun(h.event.kind)}{_when(h)}" for h, part in parts], 3)
        claims = [claim for h, part in parts for edge in (part, *roles(h, own)[:1]) for claim in edge.claims]
        lines.append(
            writer.line(
                f"{_capital(named(writer.network.entities[other]))}: named {kinds}", claims, computed=True, names=[other],
                disputed=any(part.disputed for _, part in parts),
            )
        )  # fmt: skip
    left = len(ordered) - len(lines)
    if left > 0:
        rest = [claim for other in ordered[FELLOWS:] for _, part in shared[other] for claim in part.claims]
        lines.append(writer.line(f"{left} more are named in such events", rest, computed=True))
    return headed(lines, "Named in the same events (no tie is stated)")


def _as(happening: Happening, part: Edge) -> str:
    return "as taking part in" if happening.event.kind == "meeting" else _AS.get(part.predicate, "in")


def _may_be_a_fellow(other: Entity, kind: str | None, part: Edge, role: Edge) -> bool:
    """Whether being named in one event puts two side by side: whoever acts against the other is no associate of his."""
    if other.type not in ("Person", "Organization") or other.kind in ("government", "agency", "media"):
        return False
    return kind in _TOGETHER or (role.predicate in _SUFFERING) == (part.predicate in _SUFFERING)


def _when(happening: Happening) -> str:
    return f" ({spell(happening.date)})" if happening.date else ""


def _scenes(writer: Writer, found: Profile) -> list[Line]:
    """Where events happened in which the subject is named."""
    by_place: dict[str, list[tuple[Happening, Edge]]] = defaultdict(list)
    for happening in found.events:
        if roles(happening, found.entity.id):
            for part in happening.roles("place"):
                if part.object:
                    by_place[part.object].append((happening, part))
    lines = []
    for place, parts in sorted(by_place.items(), key=lambda item: (-len(item[1]), writer.network.entities[item[0]].name)):
        what = listed([f"{noun(h.event.kind)}{_when(h)}" for h, _ in parts], 4)
        claims = [claim for _, part in parts for claim in part.claims]
        text = f"{_capital(named(writer.network.entities[place]))}: {what}"
        belief = parts[0][1].belief if len(parts) == 1 else None
        lines.append(writer.line(text, claims, computed=True, belief=belief, names=[place]))
    return headed(lines, "Places of events in which the subject is named")


def _chronology(writer: Writer, found: Profile, *, dead: bool) -> Section:
    """Everything dated, in order: events, and values and ties whose claims say from when; undated events last."""
    lines: list[Line] = []
    for edge in (*found.attributes, *found.outward, *found.inward):
        when = edge.value if edge.predicate in ("birth_date", "death_date") else _held(writer, edge)
        if when is not None and not edge.negated:
            text = sentence(writer.network, edge, writer.claims(edge), subject=found.entity.id, past=dead)
            lines.append(writer.edge(edge, text, date=when))
    for happening in found.events:
        told = tell(writer, happening, found.entity.id)
        if told is not None:
            lines.append(told)
    dated = sorted((line for line in lines if line.date), key=lambda line: (line.date or "", line.text))
    undated = headed([line for line in lines if not line.date], "Undated")
    return Section("chronology", "Chronology", (*dated, *undated), none="No source dates anything about the subject.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
