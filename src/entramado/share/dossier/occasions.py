"""Events told from the side of one who took part: "Was killed in Sampleton", with what differs between sources below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from entramado.model.claim import Claim
from entramado.model.network import Edge
from entramado.model.vocabulary import vocabulary
from entramado.share.dossier.model import Line
from entramado.share.dossier.phrasing import FIRMNESS, common, event_name, listed, named, spell
from entramado.share.dossier.writer import Writer
from entramado.share.timeline import Happening
from entramado.share.wording import spoken

_NOUNS: Final = {
    "information_transfer": "transfer of information",
    "charge": "formal charge",
    "designation": "designation by a state",
    "sanction": "sanction by a state",
    "disruption": "closing of transport or services",
    "alert": "public warning",
}
_SUFFERED: Final = {
    "killing": "Was killed",
    "arrest": "Was arrested",
    "kidnapping": "Was kidnapped",
    "attack": "Was attacked",
    "extradition": "Was handed over to another state",
    "charge": "Was charged",
    "conviction": "Was convicted",
    "sentencing": "Was sentenced",
    "sanction": "Was put under sanctions",
    "designation": "Was designated",
    "meeting": "Was met",
    "payment": "Was paid",
    "succession": "Was replaced",
}
_DONE: Final = {
    "escape": "Escaped",
    "meeting": "Took part in a meeting",
    "formation": "Formed a group",
    "succession": "Took over",
    "payment": "Made a payment",
    "shipment": "Sent a shipment",
    "information_transfer": "Passed on information",
    "alert": "Gave a public warning",
}
_ROLES: Final = {
    "support": "Is named as helping in",
    "recipient": "Is named as recipient in",
    "from": "Is named as the origin of",
    "to": "Is named as the destination of",
    "instrument": "Is named as the means of",
    "item": "Is named as the object of",
}
_WHOM: Final = {
    "killing": "of",
    "kidnapping": "of",
    "arrest": "of",
    "meeting": "with",
    "payment": "to",
    "attack": "on",
    "clash": "with",
}
"""Event kind to the word before whom the subject did it to; "against" for the others."""
_SIDES: Final = ("support", "agent", "target", "victim", "from", "to", "recipient", "instrument", "item", "amount")
_SAID: Final = {
    "support": "With the support of",
    "agent": "By",
    "target": "Aimed at",
    "victim": "Victim:",
    "from": "From",
    "to": "To",
    "recipient": "Recipient:",
    "instrument": "By means of",
    "item": "Item:",
    "amount": "Amount:",
    "caused": "Set off",
    "part_of": "Part of",
}
_DENIED: Final = {"support": "Without the support of", "agent": "Not by", "place": "Not in", "target": "Not aimed at"}
_FINENESS: Final = ("site", "locality", "port", "admin2", "border", "admin1", "region", "country")
_CLEAR: Final = 0.6
"""How far a part must be believed, against the subject's own, to stand in the sentence itself; weaker ones stand below it."""


def noun(kind: str | None) -> str:
    """A kind of event with its article: "an arrest"."""
    word = _NOUNS.get(kind or "", (kind or "event").replace("_", " "))
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def roles(happening: Happening, subject: str) -> list[Edge]:
    """What the subject is in it: asserted parts first, best believed first."""
    found = [p for p in happening.parts if p.object == subject and p.subject == happening.event.id]
    return sorted(found, key=lambda p: (p.negated, p.modality in ("predicted", "hypothetical"), -p.belief, p.predicate))


def tell(writer: Writer, happening: Happening, subject: str, *, head: str = "", dated: bool = False) -> Line | None:
    """The event in one sentence, from the side of ``subject``; None when no part of it names the subject.

    ``dated``: the date stands in the sentence too, for a line that has no column of dates.
    """
    mine = roles(happening, subject)
    if not mine:
        return None
    role = mine[0]
    used = [edge for edge in mine if (edge.predicate, edge.negated) == (role.predicate, role.negated)]
    suffered = role.predicate in ("victim", "target")
    text = _opening(happening, role)
    others = _clear(happening, "agent" if suffered else "target", subject) + (
        [] if suffered else _clear(happening, "victim", subject)
    )
    places = _spots(writer, happening, subject)[:1]
    if others and not role.negated:
        word = "by" if suffered else _WHOM.get(happening.event.kind or "", "against")
        if word in ("of", "on"):
            text = text.replace(noun(happening.event.kind), f"the {noun(happening.event.kind).partition(' ')[2]}")
        text += f" {word} {listed([_object(writer, p) for p in others], 3)}"
        used += others
    if places:
        at = "at" if writer.network.entities[places[0].object or ""].kind == "site" else "in"
        text += f" {at} {_object(writer, places[0])}"
        used += places
    dates = [p for p in happening.roles("date") if p.value == happening.date]
    used += dates
    if dated and happening.date:
        text += f" {'on' if len(happening.date) == 10 else 'in'} {spell(happening.date)}"
    return writer.line(
        _hedged(text, role, happening),
        (claim for edge in used for claim in edge.claims),
        belief=min(writer.odds(edge) for edge in used),
        disputed=role.disputed,
        names=[edge.object for edge in used if edge.object],
        date=happening.date,
        favourable=role.negated,
        head=head,
        attributed=role.modality not in ("stated", "reported") or role.disputed or role.negated,
    )


def deny(writer: Writer, happening: Happening, role: Edge) -> Line:
    """That a part in an event, which other sources give the subject, is denied."""
    text = f"{_opening(happening, role)} ({event_name(happening.event, _own(writer, role.object))})"
    return writer.edge(role, text, names=(happening.event.id,), date=happening.date, favourable=True, attributed=True)


def particulars(writer: Writer, happening: Happening, subject: str) -> list[Line]:
    """What else is said of the event, below its sentence: other places and dates, who helped, counts side by side."""
    lines: list[Line] = []
    above = {id(p) for p in roles(happening, subject)}
    suffered = any(p.predicate in ("victim", "target") for p in roles(happening, subject)[:1])
    above |= {id(p) for p in _clear(happening, "agent" if suffered else "target", subject)}
    above |= set() if suffered else {id(p) for p in _clear(happening, "victim", subject)}
    above |= {id(p) for p in _spots(writer, happening, subject)[:1]}
    parts = [p for p in happening.parts if id(p) not in above]
    for edge in parts:
        if edge.predicate == "place":
            opening = _DENIED["place"] if edge.negated else "Place also given as" if len(above) > 1 else "Place:"
            lines.append(_part(writer, edge, opening))
        elif edge.predicate == "date" and edge.value != happening.date:
            lines.append(_part(writer, edge, "Not on" if edge.negated else "Date also given as"))
    for predicate in _SIDES:
        for edge in parts:
            if edge.predicate == predicate and subject not in (edge.object, edge.subject):
                opening = (
                    _DENIED.get(predicate, f"Not: {_SAID[predicate].lower()}")
                    if edge.negated
                    else _beside(happening, edge, subject)
                )
                lines.append(_part(writer, edge, opening))
    lines += counts(writer, parts)
    for edge in parts:
        if edge.predicate in ("caused", "part_of") and edge.subject == happening.event.id and not edge.negated:
            lines.append(_part(writer, edge, _SAID[edge.predicate]))
        elif edge.predicate == "caused" and edge.object == happening.event.id and not edge.negated:
            text = f"Set off by {event_name(writer.network.entities[edge.subject], _own(writer, subject))}"
            lines.append(writer.edge(edge, text, names=(edge.subject,), level=1))
        elif edge.predicate == "occurred" and edge.negated:
            lines.append(writer.edge(edge, "It is denied that this happened", favourable=True, attributed=True, level=1))
    return lines


def counts(writer: Writer, parts: Iterable[Edge], level: int = 1) -> list[Line]:
    """One line a count, with every figure that sources give for it: "Killed: 3, 4 or 7 (sources differ)".

    Figures of what is worded alike, and figures that disagree with each other, are of one count.
    """
    said = [p for p in parts if not p.negated and (word := vocabulary().predicates.get(p.predicate)) and word.role == "count"]
    differing = {claim: number for number, d in enumerate(writer.network.disagreements) for claim in d.claims}
    groups: dict[tuple[str, int | str], list[Edge]] = defaultdict(list)
    for edge in said:
        scope = common(writer.claims(edge), "of") or ""
        groups[edge.predicate, next((differing[c] for c in edge.claims if c in differing), scope)].append(edge)
    return [_count(writer, edges, level) for edges in groups.values()]


def _count(writer: Writer, edges: Sequence[Edge], level: int) -> Line:
    ordered = sorted(edges, key=lambda e: (e.figure.number if e.figure else 0, e.value or ""))
    scopes = {common(writer.claims(e), "of") for e in ordered}
    of = scopes.pop() if len(scopes) == 1 else None
    figures = list(dict.fromkeys(spoken(e.value or "", e.figure) + ("" if of else _scope(writer, e)) for e in ordered))
    said = listed(figures, last="or") + " (sources differ)" * (len(figures) > 1)
    return writer.line(
        f"{edges[0].predicate.replace('_', ' ').capitalize()}{f' ({of})' if of else ''}: {said}",
        (claim for edge in ordered for claim in edge.claims),
        belief=writer.odds(ordered[0]) if len(figures) == 1 else None,
        disputed=any(e.disputed for e in ordered),
        level=level,
    )


def _scope(writer: Writer, edge: Edge) -> str:
    of = common(writer.claims(edge), "of")
    return f" ({of})" if of else ""


def _own(writer: Writer, subject: str | None) -> str | None:
    return writer.network.entities[subject].name if subject else None


def _opening(happening: Happening, role: Edge) -> str:
    kind = happening.event.kind or ""
    if role.predicate in ("victim", "target"):
        what = "Was a victim of" if role.predicate == "victim" else "Was the target of"
        said = _SUFFERED.get(kind) or f"{what} {noun(kind)}"
        return said.replace("Was ", "Was not ", 1) if role.negated else said
    if role.predicate == "agent":
        if role.negated:
            return f"Did not carry out {noun(kind)}"
        return _DONE.get(kind) or f"Is named as carrying out {noun(kind)}"
    said = _ROLES.get(role.predicate, "Is named in")
    return f"{said.replace('Is named', 'Is said not to be', 1) if role.negated else said} {noun(kind)}"


def _hedged(text: str, role: Edge, happening: Happening) -> str:
    if role.modality in FIRMNESS and role.modality != "reported":
        text = text.replace("Was ", "To be ", 1) if role.modality == "predicted" else text
        return f"{FIRMNESS[role.modality]}: {text[:1].lower()}{text[1:]}"
    return text if happening.held or role.negated else f"Planned, feared or denied: {text[:1].lower()}{text[1:]}"


def _beside(happening: Happening, edge: Edge, subject: str) -> str:
    """Before one whom the same befell: "Also arrested:"."""
    same = any(role.predicate == edge.predicate for role in roles(happening, subject)[:1])
    befell = _SUFFERED.get(happening.event.kind or "", "")
    return f"Also {befell.removeprefix('Was ')}:" if same and befell else _SAID[edge.predicate]


def _clear(happening: Happening, predicate: str, subject: str) -> list[Edge]:
    """Parts that are plainly so: asserted, undisputed, about as well believed as the subject's own."""
    floor = _CLEAR * max((role.belief for role in roles(happening, subject)), default=0.0)
    found = [p for p in happening.roles(predicate) if p.object and p.object != subject and not p.disputed and p.belief >= floor]
    return sorted(found, key=lambda p: (-p.belief, -p.origins, p.object or ""))


def _spots(writer: Writer, happening: Happening, subject: str) -> list[Edge]:
    """The places that are plainly so, the finest first."""
    kinds = {place: number for number, place in enumerate(_FINENESS)}
    found = _clear(happening, "place", subject)
    return sorted(found, key=lambda p: kinds.get(writer.network.entities[p.object or ""].kind or "", 0))


def _part(writer: Writer, edge: Edge, opening: str) -> Line:
    hedge = f"{FIRMNESS[edge.modality]}: " if edge.modality in FIRMNESS and edge.modality != "reported" else ""
    said = _object(writer, edge) if edge.object else _valued(writer, edge)
    opening = opening[:1].lower() + opening[1:] if hedge else opening
    names = [edge.object] if edge.object else []
    return writer.edge(edge, f"{hedge}{opening} {said}", names=names, attributed=edge.disputed, level=1)


def _object(writer: Writer, edge: Edge) -> str:
    entity = writer.network.entities[edge.object or ""]
    if entity.type == "Event":
        return event_name(entity)
    amount = _amount(writer.claims(edge)) if edge.predicate == "item" else ""
    return f"{amount}{named(entity)}"


def _valued(writer: Writer, edge: Edge) -> str:
    shown = spell(edge.value or "") if edge.predicate == "date" else spoken(edge.value or "", edge.figure)
    amount = _amount(writer.claims(edge)) if edge.predicate == "item" else ""
    return f"{amount}{shown}"


def _amount(claims: Sequence[Claim]) -> str:
    quantity, unit = common(claims, "quantity"), common(claims, "unit")
    return f"{quantity} {unit} of " if quantity and unit else f"{quantity} " if quantity else ""
