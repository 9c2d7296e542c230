"""The network assessment of a group: how it is built, who is named in it, what it does and where, and what would hold it up.

Persons are listed by name, never by rank; what each is named as says by how many and whether two persons have assessed it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from entramado.model.network import Edge, Entity, Network
from entramado.model.view import View
from entramado.share.dossier.chart import chart
from entramado.share.dossier.differences import differences
from entramado.share.dossier.favour import favourable
from entramado.share.dossier.group_answer import answer
from entramado.share.dossier.group_gaps import gaps
from entramado.share.dossier.handling import Asked, handling
from entramado.share.dossier.identity import merges, names
from entramado.share.dossier.model import Dossier, Line, Section, Status
from entramado.share.dossier.occasions import noun, particulars, roles, tell
from entramado.share.dossier.people import People, people
from entramado.share.dossier.phrasing import counted, listed, named, sentence, spell
from entramado.share.dossier.resilience import resilience
from entramado.share.dossier.strength import figures, strength
from entramado.share.dossier.writer import Writer, headed
from entramado.share.membership import criminal
from entramado.share.profile import Profile, profile
from entramado.share.timeline import Happening

_SECTION: Final = {
    **dict.fromkeys(("size", "founded", "founding_year", "part_of"), "structure"),
    **dict.fromkeys(("leads", "member_of", "works_for", "holds_post", "reports_to"), "roles"),
    **dict.fromkeys(("engages_in", "traffics", "produces", "sources_from", "ships_to"), "activities"),
    **dict.fromkeys(("based_in", "operates_in", "controls", "located_in"), "geography"),
    **dict.fromkeys(("pays", "launders_for", "owns", "uses"), "money"),
    **dict.fromkeys(("allied_with", "rival_of", "split_from"), "links"),
}
"""Predicate to the section that its lines stand in; all others say what the group is."""
_OCCASION: Final = {
    **dict.fromkeys(("designation", "sanction", "charge", "conviction", "sentencing"), "identity"),
    **dict.fromkeys(("payment", "shipment"), "money"),
    **dict.fromkeys(("formation", "split"), "structure"),
    **dict.fromkeys(("operation", "arrest", "seizure", "extradition"), "state"),
    **dict.fromkeys(("meeting", "information_transfer"), "links"),
    "succession": "roles",
}
"""Kind of event to its section; of the others, what the group does is violence, and what is done to it is done to it."""
TITLES: Final = {
    "identity": "Names, standing and designations",
    "structure": "Structure and size",
    "roles": "Roles and people",
    "activities": "Activities and markets",
    "geography": "Geography",
    "money": "Money and means",
    "violence": "Violence",
    "state": "What has been done against it",
    "links": "Links to other groups",
}
_INTROS: Final = {
    "roles": "By name, never by rank. Being named is no finding: each line says by how many independent origins, and whether two "
    "persons have assessed it. Contact alone puts nobody here.",
    "violence": "Events in which the group is named as acting. Figures stand side by side and are not added up.",
    "links": "What sources say of groups, and people named in more than one. Sharing people says nothing of why.",
}


def group(view: View, network: Network, entity: Entity, asked: Asked) -> Dossier:
    """The network assessment of the organization ``entity``."""
    writer = Writer(view, network)
    found = profile(network, entity)
    who = people(writer, entity)
    opening = answer(writer, found, who)
    sections = [_section(writer, found, who, key) for key in TITLES]
    sections.append(resilience(writer, found, who))
    drawn = writer.draw(chart(network, writer.exhibits, entity.id))
    sections += [
        _chronology(writer, found),
        differences(writer, entity.id, found.disagreements),
        replace(
            favourable(writer, found, dead=False), title="What is denied or only alleged",
            none="No source denies anything of the group, and none only alleges what it says.",
        ),
    ]  # fmt: skip
    lines = [line for section in sections for line in section.lines if line.claims]
    sections += [strength(writer, lines), gaps(writer, found, who)]
    return Dossier(
        template="network",
        title=" ".join(entity.name.split()),
        subject=entity.id,
        handling=handling(writer, asked),
        answer=opening.closed(writer, lines),
        sections=tuple(sections),
        chart=drawn,
        schedule=writer.schedule(),
        evidence=writer.evidence(),
        figures=figures(writer, lines),
    )


def section_of(network: Network, edge: Edge, entity: Entity) -> str:
    """Where an edge of the group stands: groups that belong to it, or it to them, are structure, not people."""
    if edge.object is not None:
        other = network.entities[edge.object if edge.subject == entity.id else edge.subject]
        if edge.predicate in ("member_of", "works_for") and other.type == "Organization":
            return "structure"
        if edge.predicate == "launders_for" and other.type == "Person":
            return "roles"
    return _SECTION.get(edge.predicate, "identity")


def occasion(happening: Happening, entity: Entity) -> str:
    """Where an event stands: by its kind, else by whether the group did it or suffered it."""
    known = _OCCASION.get(happening.event.kind or "")
    if known is not None:
        return known
    mine = roles(happening, entity.id)
    return "state" if mine and mine[0].predicate in ("victim", "target") else "violence"


def _section(writer: Writer, found: Profile, who: People, key: str) -> Section:
    own = found.entity
    edges = [e for e in (*found.attributes, *found.outward, *found.inward) if section_of(writer.network, e, own) == key]
    events = [h for h in found.events if occasion(h, own) == key]
    if key == "roles":
        edges = [e for e in edges if not who.tells(e)]
    plain = [_edge(writer, own, edge) for edge in edges]
    for happening in events:
        told = tell(writer, happening, own.id)
        if told is not None:
            plain += [told, *particulars(writer, happening, own.id)]
    # A head holds for all lines after it: what stands under none comes first, or gets a head of its own.
    match key:
        case "roles":
            lines = [*who.lines(writer), *headed(plain, "Also said")]
        case "violence":
            lines = [*_acts(writer, found, events), *plain]
        case "geography":
            lines = [*plain, *_scenes(writer, found)]
        case "links":
            lines = [*plain, *_shared(writer, own), *_together(writer, found)]
        case "identity":
            lines = [*plain, *names(writer, found), *merges(writer, found)]
        case _:
            lines = plain
    return Section(key, TITLES[key], tuple(lines), intro=_INTROS.get(key, ""))


def _edge(writer: Writer, own: Entity, edge: Edge) -> Line:
    text = sentence(writer.network, edge, writer.claims(edge), subject=own.id)
    firm = edge.modality in ("stated", "reported") and not edge.disputed and not edge.negated
    return writer.edge(edge, text, date=_held(writer, edge), favourable=edge.negated, attributed=not firm)


def _held(writer: Writer, edge: Edge) -> str | None:
    """From when it held, by the claim that says so."""
    return min((str(c.valid_from) for c in writer.claims(edge) if c.valid_from is not None), default=None)


def _acts(writer: Writer, found: Profile, events: Sequence[Happening]) -> list[Line]:
    """How many events of each kind name the group as acting, and from when to when."""
    acts = [h for h in events if h.held and any(r.predicate == "agent" and not r.negated for r in roles(h, found.entity.id))]
    if len(acts) < 2:
        return []
    kinds: dict[str, int] = defaultdict(int)
    for happening in acts:
        kinds[(happening.event.kind or "event").replace("_", " ")] += 1
    dates = sorted(h.date for h in acts if h.date)
    when = "" if not dates else f", {spell(dates[0])}" if dates[0] == dates[-1] else f", {spell(dates[0])} to {spell(dates[-1])}"
    what = listed([counted(number, kind) for kind, number in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))])
    claims = [claim for h in acts for role in roles(h, found.entity.id)[:1] for claim in role.claims]
    return [writer.line(f"Named as acting in {counted(len(acts), 'event')}: {what}{when}", claims, computed=True)]


def _scenes(writer: Writer, found: Profile) -> list[Line]:
    """Where events happened in which the group is named, by place."""
    by_place: dict[str, list[tuple[Happening, Edge]]] = defaultdict(list)
    for happening in found.events:
        if happening.held and roles(happening, found.entity.id):
            for part in happening.roles("place"):
                if part.object:
                    by_place[part.object].append((happening, part))
    lines = []
    for place, parts in sorted(by_place.items(), key=lambda item: (writer.network.entities[item[0]].name, item[0])):
        what = listed([f"{noun(h.event.kind)}{f' ({spell(h.date)})' if h.date else ''}" for h, _ in parts], 4)
        claims = [claim for h, part in parts for edge in (part, *roles(h, found.entity.id)[:1]) for claim in edge.claims]
        text = f"{_capital(named(writer.network.entities[place]))}: {what}"
        disputed = any(part.disputed for _, part in parts)
        lines.append(writer.line(text, claims, computed=True, disputed=disputed, names=[place]))
    return headed(lines, "Places of events in which it is named")


def _shared(writer: Writer, own: Entity) -> list[Line]:
    """People whom claims name as having a part in this group and in another."""
    ties: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for edge in writer.network.edges:
        if edge.predicate in _BINDING and edge.object and not edge.negated and criminal(writer.network.entities[edge.object]):
            ties[edge.subject][edge.object].append(edge)
    lines = []
    both = [person for person, groups in ties.items() if own.id in groups and len(groups) > 1]
    for person in sorted(both, key=lambda p: (writer.network.entities[p].name, p)):
        for other in sorted(set(ties[person]) - {own.id}, key=lambda g: (writer.network.entities[g].name, g)):
            edges = [*ties[person][own.id], *ties[person][other]]
            text = (
                f"{named(writer.network.entities[person])} is named in both this group and {_told(writer, ties[person][other])}"
            )
            claims = [claim for edge in edges for claim in edge.claims]
            disputed = any(e.disputed for e in edges)
            status: Status | None = None if all(writer.assessed(e) for e in edges) else "machine"
            lines.append(writer.line(text, claims, status=status, computed=True, disputed=disputed, names=[person, other]))
    return headed(lines, "People named in this group and in another")


_BINDING: Final = frozenset({"leads", "founded", "member_of", "works_for"})


def _told(writer: Writer, edges: Sequence[Edge]) -> str:
    group = named(writer.network.entities[edges[0].object or ""])
    return f"{group}{' (formerly)' if all(e.former for e in edges) else ''}"


def _together(writer: Writer, found: Profile) -> list[Line]:
    """Other criminal groups named in the same events: contact or conflict at most, and said to be no more."""
    shared: dict[str, list[tuple[Happening, Edge]]] = defaultdict(list)
    for happening in found.events:
        if happening.held and roles(happening, found.entity.id):
            for part in happening.parts:
                other = part.object if part.subject == happening.event.id else None
                if other not in (None, found.entity.id) and not part.negated and criminal(writer.network.entities[other]):
                    shared[other].append((happening, part))
    lines = []
    for other, parts in sorted(shared.items(), key=lambda item: (writer.network.entities[item[0]].name, item[0])):
        kinds = listed(
            [f"{part.predicate} in {noun(h.event.kind)}{f' ({spell(h.date)})' if h.date else ''}" for h, part in parts], 3
        )
        claims = [claim for h, part in parts for edge in (part, *roles(h, found.entity.id)[:1]) for claim in edge.claims]
        text = f"{_capital(named(writer.network.entities[other]))}: {kinds}"
        lines.append(writer.line(text, claims, computed=True, names=[other], disputed=any(p.disputed for _, p in parts)))
    return headed(lines, "Groups named in the same events (no tie is stated)")


def _chronology(writer: Writer, found: Profile) -> Section:
    """Everything dated, in order; undated events last."""
    own = found.entity
    lines = []
    for edge in (*found.attributes, *found.outward, *found.inward):
        when = edge.value if edge.predicate == "founding_year" else _held(writer, edge)
        if when is not None and not edge.negated:
            lines.append(writer.edge(edge, sentence(writer.network, edge, writer.claims(edge), subject=own.id), date=when))
    lines += filter(None, [tell(writer, happening, own.id) for happening in found.events])
    dated = sorted((line for line in lines if line.date), key=lambda line: (line.date or "", line.text))
    undated = headed([line for line in lines if not line.date], "Undated")
    return Section("chronology", "Chronology", (*dated, *undated), none="No source dates anything about the group.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
