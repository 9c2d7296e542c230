"""The first page of a network assessment: what someone with five minutes must know, the most important first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from entramado.model.network import Edge
from entramado.share.dossier.answer import Opening
from entramado.share.dossier.differences import by_gravity, difference
from entramado.share.dossier.group_gaps import questions
from entramado.share.dossier.model import Line
from entramado.share.dossier.occasions import roles
from entramado.share.dossier.people import People, gone, status_of
from entramado.share.dossier.phrasing import counted, listed, named, sentence, spell
from entramado.share.dossier.resilience import successors
from entramado.share.dossier.writer import Writer, headed
from entramado.share.profile import Profile
from entramado.share.wording import spoken

DISPUTES: Final = 2
ASKED: Final = 4
SHOWN: Final = 5
"""Items of one sort in a line of the first page; the sections have the rest."""
CLEAR: Final = 0.5
"""How far an alias must be believed to stand on the first page; weaker ones stand in the sections."""
VIOLENT: Final = frozenset({"killing", "attack", "clash", "kidnapping", "arson", "blockade"})
BUSINESS: Final = {"engages_in": "engages in", "traffics": "traffics in", "produces": "produces"}
GROUND: Final = {
    "based_in": "based in", "controls": "controls", "operates_in": "operates in", "sources_from": "gets supplies from",
    "ships_to": "ships to",
}  # fmt: skip
RELATIONS: Final = {"allied_with": "allied with", "rival_of": "rival of", "split_from": "split from"}
"""Predicates that share a line of the first page, and their words in it."""
SYMMETRIC: Final = ("allied_with", "rival_of")
_SUPPOSED: Final = ("predicted", "hypothetical")


def answer(writer: Writer, found: Profile, who: People) -> Opening:
    """What it is, who leads it, how big it is, what it does and where, whom it fights, what holds it up, what is open."""
    lines = [
        *_what(writer, found),
        *_lead(writer, who),
        *_size(writer, found),
        *_joined(writer, found, "What it does", BUSINESS),
        *_joined(writer, found, "Where", GROUND),
        *_violence(writer, found),
        *_joined(writer, found, "Other groups", RELATIONS),
        *_heirs(writer, who),
    ]  # fmt: skip
    grave = by_gravity(found.disagreements)
    disputed = [difference(writer, found.entity.id, each) for each in grave[:DISPUTES]]
    unknown = [writer.question(q.text, names=q.names) for q in questions(writer, found, who)[:ASKED]]
    return Opening(tuple(lines), tuple(headed(disputed, "Disputed")), tuple(headed(unknown, "Not known")))


def _what(writer: Writer, found: Profile) -> list[Line]:
    own = found.entity
    edges = [e for e in found.attributes if e.predicate in ("designation", "sanction", "founding_year", "alias") and _held(e)]
    if not edges:
        edges = [e for e in (*found.attributes, *found.outward, *found.inward) if not e.negated][:1]
    if not edges:
        return [writer.question("What is it? No claim that this viewer may see is about it.", head="What it is")]
    called = [e for e in edges if e.predicate == "alias" and e.value != own.name and e.belief >= CLEAR]
    edges = [e for e in edges if e.predicate != "alias" or e in called]
    aliases = list(dict.fromkeys(e.value or "" for e in called))[:3]
    known = f", known as {listed([f'“{a}”' for a in aliases])}" if aliases else ""
    founded = sorted({e.value or "" for e in edges if e.predicate == "founding_year"})
    told = [f"founded in {listed(founded).replace(' and ', ' or ')}"] if founded else []
    for predicate, verb in (("designation", "designated"), ("sanction", "sanctioned under")):
        values = list(dict.fromkeys(e.value or "" for e in edges if e.predicate == predicate))
        told += [f"{verb} {listed(values, SHOWN)}"] if values else []
    kind = "criminal organization" if own.kind == "criminal" else "organization"
    text = f"{own.name}{known}: {'; '.join([kind, *told])}"
    disputed = any(e.disputed for e in edges)
    claims = [claim for e in edges for claim in e.claims]
    return [writer.line(text, claims, computed=True, disputed=disputed, names=[own.id], head="What it is")]


def _lead(writer: Writer, who: People) -> list[Line]:
    """Those named as leading it, and what has become of each."""
    lines: list[Line] = []
    leaders = [each for each in who.having("leader") if not each.membership.former] or who.having("founder")
    for each in leaders[:SHOWN]:
        ground = each.membership.ground
        lines.append(
            writer.line(
                f"{named(each.person)}: {each.membership.words()}", ground.claims, status=status_of([each]),
                disputed=ground.disputed,
                belief=max((writer.odds(e) for e in each.edges), default=None), names=[each.person.id],
            )
        )  # fmt: skip
        if each.gone is not None:
            lines.append(gone(writer, each, level=1))
    rest = leaders[SHOWN:]
    if rest:
        claims = [claim for each in rest for claim in each.membership.ground.claims]
        lines.append(writer.line(f"{counted(len(rest), 'other')} named alike", claims, status=status_of(rest), computed=True))
    return headed(lines, "Who leads it")


def _size(writer: Writer, found: Profile) -> list[Line]:
    sizes = [e for e in found.attributes if e.predicate == "size" and _held(e)]
    if not sizes:
        return []
    figures = listed(list(dict.fromkeys(spoken(e.value or "", e.figure) for e in sizes)), last="or")
    claims = [claim for e in sizes for claim in e.claims]
    belief = writer.odds(sizes[0]) if len(sizes) == 1 else None
    disputed = any(e.disputed for e in sizes)
    text = f"{figures[:1].upper()}{figures[1:]} members"
    return [writer.line(text, claims, belief=belief, computed=True, disputed=disputed, head="How big")]


def _joined(writer: Writer, found: Profile, head: str, verbs: Mapping[str, str]) -> list[Line]:
    """What it is said to do, be or have, in one sentence; what is only alleged or disputed stands apart, in words of its own."""
    edges = [e for e in found.outward if e.predicate in verbs and _held(e) and not e.former]
    edges += [e for e in found.inward if e.predicate in SYMMETRIC and e.predicate in verbs and _held(e)]
    firm = [e for e in edges if e.modality in ("stated", "reported") and not e.disputed]
    told, shown = [], []
    for predicate, verb in verbs.items():
        mine = sorted((e for e in firm if e.predicate == predicate), key=lambda e: (-e.belief, e.object or "", e.value or ""))
        if mine:
            others = [e.object if e.subject == found.entity.id else e.subject for e in mine]
            names = [named(writer.network.entities[other or ""]) for other in others]
            told.append(f"{verb} {listed(list(dict.fromkeys(names)), SHOWN)}")
            shown += mine
    lines = []
    if shown:
        text = "; ".join(told)
        ids = [end for e in shown for end in (e.subject, e.object) if end is not None and end != found.entity.id]
        claims = [claim for e in shown for claim in e.claims]
        lines.append(
            writer.line(f"{text[:1].upper()}{text[1:]}", claims, computed=len(shown) > 1, names=ids, belief=_alone(shown))
        )
    for edge in sorted((e for e in edges if e not in firm), key=lambda e: (-e.belief, e.predicate, e.object or ""))[:SHOWN]:
        said = sentence(writer.network, edge, writer.claims(edge), subject=found.entity.id)
        lines.append(writer.edge(edge, said, attributed=True))
    return headed(lines, head)


def _violence(writer: Writer, found: Profile) -> list[Line]:
    """In how many violent events the group is named as acting, and the latest."""
    acts = [
        h for h in found.events
        if h.held and h.event.kind in VIOLENT
        and any(r.predicate == "agent" and not r.negated and r.modality not in _SUPPOSED for r in roles(h, found.entity.id))
    ]  # fmt: skip
    if not acts:
        return []
    dates = sorted(h.date for h in acts if h.date)
    when = f"; the latest is dated {spell(dates[-1])}" if dates else ""
    kinds = listed(sorted({(h.event.kind or "").replace("_", " ") for h in acts}))
    edges = [roles(h, found.entity.id)[0] for h in acts]
    claims = [claim for e in edges for claim in e.claims]
    text = f"Named as acting in {counted(len(acts), 'violent event')} ({kinds}){when}"
    return [writer.line(text, claims, computed=True, disputed=any(e.disputed for e in edges), head="Violence")]


def _heirs(writer: Writer, who: People) -> list[Line]:
    lines = []
    for edge in [e for e in successors(writer, who) if not e.negated][:SHOWN]:
        firm = edge.modality in ("stated", "reported") and not edge.disputed
        lines.append(writer.edge(edge, sentence(writer.network, edge, writer.claims(edge)), attributed=not firm))
    return headed(lines, "Who could follow")


def _alone(edges: Sequence[Edge]) -> float | None:
    return edges[0].belief if len(edges) == 1 else None


def _held(edge: Edge) -> bool:
    return not edge.negated and edge.modality not in _SUPPOSED
