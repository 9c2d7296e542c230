"""The first page of a person's dossier: what someone with five minutes must know, the most important first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

from entramado.model.network import Edge
from entramado.share.dossier.differences import by_gravity, difference
from entramado.share.dossier.gaps import questions
from entramado.share.dossier.model import Line, Status
from entramado.share.dossier.occasions import roles, tell
from entramado.share.dossier.phrasing import counted, joined_values, listed, named, sentence, spell
from entramado.share.dossier.strength import share, summary
from entramado.share.dossier.writer import Writer, headed
from entramado.share.profile import Profile
from entramado.share.timeline import Happening
from entramado.share.wording import spoken

_WEIGHT: Final = {
    "leads": 10, "conviction": 10, "sentence": 10, "founded": 9, "charge": 9, "member_of": 8, "designation": 8, "sanction": 8,
    "launders_for": 7, "works_for": 7, "holds_post": 7, "reports_to": 6, "traffics": 6, "controls": 6, "successor_of": 6,
    "engages_in": 5, "ships_to": 5, "produces": 5, "pays": 5, "owns": 5, "sources_from": 4, "associate_of": 4, "based_in": 4,
    "operates_in": 4, "family_of": 3, "uses": 3, "former_occupation": 2, "located_in": 2, "part_of": 2,
}  # fmt: skip
"""How much a reader in a hurry needs a line of this predicate. Not how grave it is for the subject."""
_CUSTODY: Final = ("arrest", "escape", "extradition", "sentencing", "conviction")
_SUPPOSED: Final = ("predicted", "hypothetical")
KEY_LINES: Final = 7
DISPUTES: Final = 3
QUESTIONS: Final = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """The first page but for what can only be said once all the rest is written."""

    lines: tuple[Line, ...]
    disputed: tuple[Line, ...]
    unknown: tuple[Line, ...]

    def closed(self, writer: Writer, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The whole first page; ``lines`` are all lines of knowledge of the sections."""
        return (*self.lines, *_evidence(writer, lines), *self.disputed, *_in_favour(writer, lines), *self.unknown)


def died(profile: Profile) -> bool:
    """Whether some source states the subject's death and nobody disputes it."""
    dated = any(e.predicate == "death_date" and _plain(e) for e in profile.attributes)
    return dated or any(_plain(role) for _, role in _deaths(profile))


def answer(writer: Writer, profile: Profile, *, dead: bool, protected: bool, suspected: bool) -> Opening:
    """Who this is, standing now, the lines that matter most, what is disputed, what is not known."""
    used: set[tuple[str, ...]] = set()
    lines = [*_who(writer, profile, dead=dead, protected=protected), *_standing(writer, profile, used)]
    if not protected:
        lines += _key(writer, profile, used, dead=dead)
    grave = by_gravity(profile.disagreements)
    disputed = [difference(writer, profile.entity.id, found) for found in grave[:DISPUTES]]
    asked = questions(writer, profile, dead=dead, suspected=suspected)[:QUESTIONS]
    unknown = [writer.question(question.text, names=question.names) for question in asked]
    return Opening(tuple(lines), tuple(headed(disputed, "Disputed")), tuple(headed(unknown, "Not known")))


def _who(writer: Writer, profile: Profile, *, dead: bool, protected: bool) -> list[Line]:
    """The subject in one sentence, made of the best believed claims on name, part, trade, nationality and age."""
    aliases = [e for e in _best(profile.attributes, "alias") if e.value != profile.entity.name][:3]
    parts = [e for p in ("leads", "founded", "member_of", "works_for", "holds_post") for e in _best(profile.outward, p)]
    parts = [e for e in parts if not e.disputed][: 0 if protected else 3]
    trade = [*_best(profile.attributes, "occupation"), *_best(profile.attributes, "former_occupation")][:2]
    nations = _best(profile.outward, "national_of")[:2]
    ages = _best(profile.attributes, "age")
    born = _best(profile.attributes, "birth_date")[:1]
    accused = [] if parts or protected else _best(profile.attributes, "conviction") or _best(profile.attributes, "charge")
    told = []
    if accused:
        told.append(_lower(joined_values(accused, [writer.claims(e) for e in accused])))
    if parts:
        told.append(listed([_lower(text) for text in _merged(writer, profile, parts, dead=dead)]))
    told += [f"{'formerly ' * (e.predicate == 'former_occupation')}{e.value}" for e in trade]
    if nations:
        told.append(f"national of {listed([named(writer.network.entities[e.object or '']) for e in nations])}")
    if born:
        told.append(
            f"born on {spell(born[0].value or '')}" if len(born[0].value or "") == 10 else f"born in {spell(born[0].value or '')}"
        )
    if ages:
        figures = sorted({spoken(e.value or "", e.figure) for e in ages})
        told.append(f"aged {listed(figures, last='or')}")
    edges = [*aliases, *accused, *parts, *trade, *nations, *born, *ages]
    if not edges:
        edges = [*profile.attributes, *profile.outward, *profile.inward, *(p for h in profile.events for p in h.parts)]
        if not edges:
            return [writer.question("Who is this? No claim that this viewer may see is about the subject.", head="Who this is")]
        number = counted(len(profile.entity.documents), "document")
        text = f"{_called(profile)}: named in {number}; no source says who this is"
        return [writer.line(text, edges[0].claims, computed=True, names=[profile.entity.id], head="Who this is")]
    known = f", known as {listed([f'“{e.value}”' for e in aliases])}" if aliases else ""
    text = f"{_called(profile)}{known}{': ' if told else ''}{'; '.join(told)}"
    names = [profile.entity.id, *(e.object for e in edges if e.object)]
    claims = [claim for e in edges for claim in e.claims]
    status: Status | None = None if all(writer.assessed(edge) for edge in parts) else "machine"
    return [writer.line(text, claims, status=status, computed=True, weighed=False, names=names, head="Who this is")]


def _merged(writer: Writer, profile: Profile, parts: Sequence[Edge], *, dead: bool) -> list[str]:
    """As few sentences as will do: "is a member of A and B", "founded and led the Example Cartel"."""
    by_verb: dict[tuple[str, str], list[str]] = {}
    for edge in parts:
        name = named(writer.network.entities[edge.object or ""])
        text = sentence(writer.network, edge, writer.claims(edge), subject=profile.entity.id, past=dead)
        verb, _, more = text.partition(name)
        by_verb.setdefault((verb.strip(), more), []).append(name)
    by_object: dict[tuple[str, str], list[str]] = {}
    for (verb, more), names in by_verb.items():
        by_object.setdefault((listed(list(dict.fromkeys(names))), more), []).append(_lower(verb))
    return [f"{listed(verbs)} {name}{more}" for (name, more), verbs in by_object.items()]


def _standing(writer: Writer, profile: Profile, used: set[tuple[str, ...]]) -> list[Line]:
    """Dead or in custody, wanted, charged, designated: as the sources have it."""
    lines = []
    for happening, role in _deaths(profile)[:1]:
        # How sure the death is, and how sure its place and day, are two matters.
        text = "Reported dead, as the victim of a killing" if _plain(role) else "Said to be dead, as the victim of a killing"
        lines.append(writer.edge(role, text, attributed=not _plain(role)))
        lines += filter(None, [tell(writer, happening, profile.entity.id, dated=True)])
    if not lines:
        for edge in _best(profile.attributes, "death_date")[:1]:
            text = f"Reported dead. {sentence(writer.network, edge, writer.claims(edge))}"
            lines.append(writer.edge(edge, text, attributed=edge.disputed))
    kept = [
        h
        for h in profile.events
        if h.event.kind in _CUSTODY and h.held and any(not r.negated for r in roles(h, profile.entity.id))
    ]
    for happening in sorted(kept, key=lambda h: h.date or "")[-1:]:
        told = tell(writer, happening, profile.entity.id, dated=True)
        lines += [told] if told is not None else []
    for predicate in ("conviction", "sentence", "charge", "designation", "sanction", "reward"):
        edges = _best(profile.attributes, predicate)
        if edges:
            used.update(e.claims for e in edges)
            lines.append(_joined(writer, edges))
    return headed(lines, "Standing now")


def _joined(writer: Writer, edges: Sequence[Edge]) -> Line:
    """All values of one predicate in a sentence; what is only alleged is said to be."""
    if len(edges) == 1:
        firm = edges[0].modality in ("stated", "reported") and not edges[0].disputed
        return writer.edge(edges[0], sentence(writer.network, edges[0], writer.claims(edges[0])), attributed=not firm)
    text = joined_values(edges, [writer.claims(e) for e in edges])
    claims = [claim for e in edges for claim in e.claims]
    return writer.line(text, claims, computed=True, disputed=any(e.disputed for e in edges))


def _key(writer: Writer, profile: Profile, used: set[tuple[str, ...]], *, dead: bool) -> list[Line]:
    """The most telling lines that are not above."""
    pool = [
        e for e in (*profile.attributes, *profile.outward, *profile.inward) if e.predicate in _WEIGHT and e.claims not in used
    ]
    pool = [e for e in pool if not e.negated and e.modality not in _SUPPOSED]
    pool.sort(
        key=lambda e: (
            -_WEIGHT[e.predicate] * (1 + log2(e.origins or 1) / 4) * e.belief,
            e.predicate,
            e.object or "",
            e.value or "",
        )
    )
    lines = []
    for edge in pool[:KEY_LINES]:
        text = sentence(writer.network, edge, writer.claims(edge), subject=profile.entity.id, past=dead)
        firm = edge.modality in ("stated", "reported") and not edge.disputed
        lines.append(writer.edge(edge, text, attributed=not firm))
    acts = [
        h
        for h in profile.events
        if h.held and h.date and any(r.predicate == "agent" and _plain(r) for r in roles(h, profile.entity.id))
    ]
    for happening in acts[-max(KEY_LINES - len(lines), 0) :] if len(lines) < KEY_LINES else []:
        told = tell(writer, happening, profile.entity.id, dated=True)
        lines += [told] if told is not None else []
    return headed(lines, "Most important")


def _rank(edge: Edge) -> tuple[float, str, str, str]:
    telling = _WEIGHT[edge.predicate] * edge.belief * (1 + log2(max(edge.origins, 1)) / 4)
    return (-telling, edge.predicate, edge.object or "", edge.value or "")


def _evidence(writer: Writer, lines: Sequence[Line]) -> list[Line]:
    """How good the evidence is, in two sentences."""
    used = writer.used()
    if not used:
        return []
    claims = [e.claim.id for e in used]
    good = [e for e in used if e.source_grade in "AB"]
    single = sum(line.origins == 1 for line in lines if line.level == 0)
    whole = sum(line.level == 0 for line in lines)
    text = (
        f"{summary(used)}. {share(len(good), len(used))} of the claims come from sources graded A or B; {single} of {whole} "
        "lines rest on one origin alone"
    )
    return [writer.line(text, claims, status="assessment", weighed=False, head="How good the evidence is")]


def _in_favour(writer: Writer, lines: Sequence[Line]) -> list[Line]:
    """That something speaks for the subject, and how much: the section has it line by line."""
    found = [line for line in lines if line.favourable and line.level == 0]
    if not found:
        return []
    claims = list(dict.fromkeys(claim for line in found for claim in line.claims))
    number = counted(len({line.claims for line in found}), "thing")
    text = f"{number} denied, only alleged, unproven or said by ungraded sources alone"
    return [writer.line(text, claims, status="assessment", weighed=False, favourable=True, head="Speaks for the subject")]


def _deaths(profile: Profile) -> list[tuple[Happening, Edge]]:
    """Events in which the subject is said to have been killed, best believed first."""
    who = profile.entity.id
    found = [
        (h, role)
        for h in profile.events
        if h.event.kind == "killing" and h.held
        for role in roles(h, who)[:1]
        if role.predicate == "victim" and not role.negated and role.modality not in _SUPPOSED
    ]
    return sorted(found, key=lambda pair: (-pair[1].belief, pair[0].date or "", pair[0].event.id))


def _plain(edge: Edge) -> bool:
    return not edge.negated and not edge.disputed and edge.modality in ("stated", "reported")


def _best(edges: Sequence[Edge], predicate: str) -> list[Edge]:
    """Asserted edges of a predicate, best believed first."""
    found = [e for e in edges if e.predicate == predicate and not e.negated and e.modality not in _SUPPOSED]
    return sorted(found, key=lambda e: (-e.belief, -e.origins, e.object or "", e.value or ""))


def _called(profile: Profile) -> str:
    name = " ".join(profile.entity.name.split())
    if profile.entity.collective:
        return f"Several people, spoken of as “{name}”"
    return name if profile.entity.names else f"An unnamed person, whom the sources call “{name}”"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
