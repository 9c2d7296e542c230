"""What the sources differ on, side by side and value by value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from entramado.model.network import Disagreement
from entramado.model.values import PartialDate
from entramado.share.dossier.model import Line, Section
from entramado.share.dossier.phrasing import VERBS, event_name, listed, named, spell
from entramado.share.dossier.writer import Writer
from entramado.share.wording import phrase, side

NATURES: Final = {
    "contradiction": "a contradiction: they cannot all be true",
    "estimate": "estimates: different, but they can go together",
    "revision": "a revision: a later report changes an earlier one",
    "denial": "a denial: someone disputes what another says",
}
_GRAVITY: Final = {"denial": 0, "contradiction": 1, "revision": 2, "estimate": 3}
_TOPICS: Final = {
    "date": "date", "place": "place", "agent": "who carried it out", "target": "whom it was aimed at",
    "victim": "who suffered it",
    "support": "who helped", "occurred": "whether it happened", "birth_date": "date of birth", "death_date": "date of death",
    "born_in": "place of birth", "size": "number of members", "founding_year": "year of founding",
}  # fmt: skip
_JOINT: Final = {
    "date": " of ",
    "place": " of ",
    "occurred": ": ",
    **dict.fromkeys(("agent", "target", "victim", "support"), ", "),
}
_DENIED_PARTS: Final = {
    "support": "@ supported #", "agent": "@ carried out #", "target": "# was aimed at @", "victim": "@ suffered #",
    "place": "# happened in @", "recipient": "@ received what was passed on in #",
}  # fmt: skip
"""What is denied of an event: @ stands for the entities, # for the event."""
_WITH: Final = {"support": "with the support of", "agent": "carried out by", "target": "aimed at", "place": "in"}
_WITHOUT: Final = {
    "support": "without the support of",
    "agent": "not carried out by",
    "target": "not aimed at",
    "place": "not in",
}


def by_gravity(found: Iterable[Disagreement]) -> list[Disagreement]:
    """What lowers belief first: denials and contradictions, then revisions, then estimates."""
    return sorted(found, key=lambda d: (_GRAVITY[d.nature], d.predicate, d.id))


def differences(writer: Writer, subject: str, found: Iterable[Disagreement]) -> Section:
    """Every disagreement about the subject and the events it took part in, each side under it with who says so."""
    lines: list[Line] = []
    for disagreement in by_gravity(found):
        lines.append(difference(writer, subject, disagreement))
        lines += sides(writer, disagreement)
    return Section(
        "disagreements", "Disagreements and confidence", tuple(lines),
        intro="Each side is shown as its source has it. Denials and contradictions lower how far a thing is believed; estimates "
        "and revisions do not.",
        none="The sources do not differ on the subject.",
    )  # fmt: skip


def difference(writer: Writer, subject: str, found: Disagreement, *, head: str = "") -> Line:
    """A disagreement in one line: what it is about, the values, and of what nature it is."""
    matter = contested(writer, subject, found)
    if found.nature == "denial":
        text = f"Whether {matter}: stated by some, denied by others"
    else:
        text = f"{_capital(matter)}: {listed(list(by_value(writer, found)), 4, last='or')} ({NATURES[found.nature]})"
    return writer.line(
        text,
        found.claims,
        computed=True,
        weighed=False,
        disputed=found.nature in ("contradiction", "denial"),
        names=named_by(writer, subject, found),
        head=head,
    )


def contested(writer: Writer, subject: str, found: Disagreement) -> str:
    """What a disagreement is about: of a denial what is denied ("X supported the operation …"), else a topic ("age")."""
    event = (
        ""
        if found.subject == subject
        else event_name(writer.network.entities[found.subject], writer.network.entities[subject].name)
    )
    if found.nature != "denial":
        topic = _TOPICS.get(found.predicate) or phrase(found.predicate)
        return f"{topic}{_JOINT.get(found.predicate, ' in ')}{event}" if event else topic
    if found.predicate == "occurred":
        return f"{event} happened"
    objects = [named(writer.network.entities[entity]) for entity in _objects(writer, found.claims)]
    if not objects:
        values = dict.fromkeys(value.removeprefix("not ") for value in by_value(writer, found))
        said = f"{phrase(found.predicate)} {listed(list(values), last='or')}"
        return f"{event}: {said}" if event else f"the subject was {said}"
    whom = listed(objects, last="or")
    if event:
        pieces = re.split("([@#])", _DENIED_PARTS.get(found.predicate, f"{phrase(found.predicate)} @ in #"))
        return "".join({"@": whom, "#": event}.get(piece, piece) for piece in pieces)
    verb = VERBS.get(found.predicate)
    return (
        f"the subject {verb.now} {verb.rest} {whom}".replace("  ", " ")
        if verb
        else f"the subject: {phrase(found.predicate)} {whom}"
    )


def named_by(writer: Writer, subject: str, found: Disagreement) -> list[str]:
    """The entities that a line on a disagreement names."""
    return [*(() if found.subject == subject else (found.subject,)), *_objects(writer, found.claims)]


def sides(writer: Writer, found: Disagreement) -> list[Line]:
    """One line a value, with who says so and when that was published."""
    lines = []
    for value, claims in by_value(writer, found).items():
        dates = [writer.exhibits.of(claim).document.published for claim in claims]
        known = sorted({str(date) for date in dates if date is not None})
        when = f" (published {spell(known[0])}{f' to {spell(known[-1])}' if len(known) > 1 else ''})" if known else ""
        lines.append(
            writer.line(
                f"{_capital(_side(found, value))}{when}",
                claims,
                disputed=found.nature in ("contradiction", "denial"),
                names=_objects(writer, claims),
                attributed=True,
                level=1,
            )
        )
    return lines


def _side(found: Disagreement, value: str) -> str:
    """One side of a dispute about a part of an event: "without the support of the United States"."""
    negated = value.startswith("not ")
    opening = (_WITHOUT if negated else _WITH).get(found.predicate)
    return f"{opening} {value.removeprefix('not ')}" if opening else value


def by_value(writer: Writer, found: Disagreement) -> dict[str, list[str]]:
    """The values of a disagreement in words, each with the claims that give it, in the order of publication."""
    values: dict[str, list[str]] = defaultdict(list)
    for exhibit in writer.exhibits.all(found.claims):
        claim = exhibit.claim
        if claim.object is not None:
            says = named(writer.network.entities[writer.network.entity_of[claim.object]])
        else:
            says = spell(claim.value or "") if _is_date(claim.value or "") else claim.value or ""
        values[side(claim.predicate, says, claim.negated, claim.figure)].append(claim.id)
    return values


def _objects(writer: Writer, claims: Iterable[str]) -> list[str]:
    objects = (writer.exhibits.claims[claim].object for claim in claims)
    return sorted({writer.network.entity_of[found] for found in objects if found is not None})


def _is_date(value: str) -> bool:
    try:
        PartialDate.parse(value)
    except ValueError:
        return False
    return "-" in value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
