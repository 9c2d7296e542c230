"""What would hold a group up, as far as claims say: stated successors, who stands next to the lead, parts with one holder known.

Nothing is predicted and nobody is scored. That one person alone is named in a part says what the sources know, not what the
group has: each line says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from entramado.model.network import Edge
from entramado.share.dossier.model import Line, Section
from entramado.share.dossier.people import Named, People, gone, status_of
from entramado.share.dossier.phrasing import common, listed, named, sentence
from entramado.share.dossier.writer import Writer, headed
from entramado.share.membership import criminal
from entramado.share.profile import Profile

_DEPUTY: Final = re.compile(
    r"\b(?:deputy|second[- ]in[- ]command|number two|right[- ]hand (?:man|woman)|lieutenant|heir|successor|"
    r"(?:acting|interim) leader)\b",
    re.IGNORECASE,
)
"""Words for a part next to the lead, as sources word it."""
_SUPPLIES: Final = {
    "sources_from": ("place of supply", "it gets supplies from"),
    "ships_to": ("market", "it ships to"),
}
_UNHELD: Final = ("predicted", "hypothetical")


def resilience(writer: Writer, found: Profile, who: People) -> Section:
    """The section. People in a protected category (victims, witnesses, journalists, children) are left out of it."""
    lines = [
        *_lead(writer, who),
        *headed([_told(writer, e, found) for e in successors(writer, who)], "Stated successors"),
        *_next(writer, who),
        *_sole(writer, who),
        *_supplies(writer, found),
        *_lost(writer, who),
        *_parts(writer, found),
    ]
    return Section(
        "resilience", "Resilience", tuple(lines),
        intro="Who could take whose place by stated claims alone, and what rests on one holder as far as the sources know. "
        "That one alone is named does not mean that there is one alone.",
        none="No source says who leads, who would follow, or who holds which part.",
    )  # fmt: skip


def successors(writer: Writer, who: People) -> list[Edge]:
    """Stated or possible successions to anybody named as leading the group."""
    leaders = {each.person.id for each in who.having("leader", "founder")}
    return [
        e for e in writer.network.edges
        if e.predicate == "successor_of" and e.object in leaders and writer.network.entities[e.subject].type == "Person"
    ]  # fmt: skip


def _lead(writer: Writer, who: People) -> list[Line]:
    """Who is named as leading, and who of them is said to be gone."""
    leaders = _open(who.having("leader"))
    if not leaders:
        return []
    claims = [claim for each in leaders for claim in each.membership.ground.claims]
    lost = [each for each in leaders if each.gone is not None]
    names = listed([named(each.person) for each in leaders], 6)
    left = len({each.person.id for each in leaders}) - len({each.person.id for each in lost})
    if not lost:
        said = "none of them is said to be dead or taken" if len(leaders) > 1 else "not said to be dead or taken"
    elif left == 0:
        said = "all of them are said to be dead or taken" if len(leaders) > 1 else "said to be dead or taken"
    else:
        said = f"{listed([named(each.person) for each in lost], 6)} {'is' if len(lost) == 1 else 'are'} said to be dead or taken"
    claims += [claim for each in lost if each.gone is not None for claim in each.gone.ground.claims]
    text = f"Named as leading: {names}; {said}"
    disputed = any(each.membership.ground.disputed for each in leaders)
    ids = [each.person.id for each in leaders]
    status = status_of(leaders)
    return [writer.line(text, claims, status=status, computed=True, disputed=disputed, names=ids, head="The lead")]


def _next(writer: Writer, who: People) -> list[Line]:
    """Who answers to a leader directly, and whose part is worded as next to the lead."""
    lines = []
    for leader in _unique(_open(who.having("leader", "founder"))):
        edges = [
            e for e in writer.network.edges
            if e.predicate == "reports_to" and e.object == leader.person.id and not e.negated and e.modality not in _UNHELD
        ]  # fmt: skip
        if edges:
            names = listed(sorted({named(writer.network.entities[e.subject]) for e in edges}), 8)
            verb = "answer" if len({e.subject for e in edges}) > 1 else "answers"
            claims = [claim for e in edges for claim in e.claims]
            lines.append(
                writer.line(
                    f"{names} {verb} to {named(leader.person)} directly", claims, computed=True,
                    disputed=any(e.disputed for e in edges), names=[leader.person.id, *(e.subject for e in edges)],
                )
            )  # fmt: skip
    for each in _open(who.present()):
        if each.word and _DEPUTY.search(each.word):
            text = f"{named(each.person)} is worded as “{each.word}”"
            ground, status = each.membership.ground, status_of([each])
            lines.append(writer.line(text, ground.claims, status=status, disputed=ground.disputed, names=[each.person.id]))
    return headed(lines, "Next to the lead, as stated")


def _sole(writer: Writer, who: People) -> list[Line]:
    """Parts in which one present person alone is named, and those with several."""
    held: dict[str, list[Named]] = defaultdict(list)
    for each in _open(who.present()):
        if each.membership.role != "founder" and each.part.lower() != "member":
            held[each.part.lower()].append(each)
    one, several = [], []
    for part, holders in sorted(held.items()):
        found = _unique(holders)
        claims = [claim for each in holders for claim in each.membership.ground.claims]
        disputed = any(each.membership.ground.disputed for each in holders)
        ids = [each.person.id for each in found]
        names, status = listed([named(each.person) for each in found], 6), status_of(holders)
        if len(found) == 1:
            text = f"{part[:1].upper()}{part[1:]}: {names} alone is named, and not said to be dead or taken"
            one.append(writer.line(text, claims, status=status, computed=True, disputed=disputed, names=ids))
        else:
            text = f"{part[:1].upper()}{part[1:]}: {names} are named"
            several.append(writer.line(text, claims, status=status, computed=True, disputed=disputed, names=ids))
    return [*headed(one, "Parts with one holder known"), *headed(several, "Parts with several holders known")]


def _supplies(writer: Writer, found: Profile) -> list[Line]:
    """Supply, markets and ports of which one alone is named."""
    lines = []
    held = [e for e in found.outward if not e.negated and not e.former and e.modality not in _UNHELD and e.object]
    for predicate, (what, verb) in _SUPPLIES.items():
        edges = [e for e in held if e.predicate == predicate]
        if len({e.object for e in edges}) == 1:
            goods = common([c for e in edges for c in writer.claims(e)], "of")
            place = named(writer.network.entities[edges[0].object or ""])
            text = f"One {what} is named: {verb} {place}{f' ({goods})' if goods else ''}"
            lines.append(_one(writer, text, edges))
    ports = [
        e for e in held if e.predicate in ("controls", "uses", "operates_in")
        and writer.network.entities[e.object or ""].kind == "port"
    ]  # fmt: skip
    if len({e.object for e in ports}) == 1:
        lines.append(_one(writer, f"One port is named: {named(writer.network.entities[ports[0].object or ''])}", ports))
    return headed(lines, "Supply and markets with one place known")


def _lost(writer: Writer, who: People) -> list[Line]:
    lost = _unique([each for each in _open(who.named) if each.gone is not None])
    return headed([gone(writer, each) for each in lost], "Said to be dead or taken")


def _parts(writer: Writer, found: Profile) -> list[Line]:
    """Groups that are said to be parts of it: they may act on their own."""
    edges = [
        e for e in found.inward
        if e.predicate in ("part_of", "member_of", "works_for") and not e.negated and criminal(writer.network.entities[e.subject])
    ]  # fmt: skip
    if not edges:
        return []
    names = sorted({named(writer.network.entities[e.subject]) for e in edges})
    claims = [claim for e in edges for claim in e.claims]
    ids = [e.subject for e in edges]
    text = f"{listed(names, 8)} {'is' if len(names) == 1 else 'are'} said to be part of it or to serve it"
    disputed = any(e.disputed for e in edges)
    return [writer.line(text, claims, computed=True, disputed=disputed, names=ids, head="Parts with a name of their own")]


def _told(writer: Writer, edge: Edge, found: Profile) -> Line:
    text = sentence(writer.network, edge, writer.claims(edge), subject=found.entity.id)
    firm = edge.modality in ("stated", "reported") and not edge.disputed and not edge.negated
    return writer.edge(edge, text, attributed=not firm)


def _one(writer: Writer, text: str, edges: Sequence[Edge]) -> Line:
    claims = [claim for e in edges for claim in e.claims]
    names = [e.object for e in edges if e.object]
    return writer.line(text, claims, computed=True, disputed=any(e.disputed for e in edges), names=names)


def _open(found: Sequence[Named]) -> list[Named]:
    return [each for each in found if not each.protected]


def _unique(found: Sequence[Named]) -> list[Named]:
    return list({each.person.id: each for each in found}.values())
