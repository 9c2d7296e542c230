"""What the sources differ on, side by side and value by value; and what speaks for the subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from entramado.model.network import Disagreement, Edge
from entramado.model.values import PartialDate
from entramado.share.dossier.model import Line, Section
from entramado.share.dossier.occasions import roles, tell
from entramado.share.dossier.phrasing import FIRMNESS, listed, named, sentence, spell
from entramado.share.dossier.writer import Writer, headed
from entramado.share.profile import Profile
from entramado.share.wording import phrase, side

NATURES: Final = {
    "contradiction": "a contradiction: they cannot all be true",
    "estimate": "estimates: different, but they can be true together",
    "revision": "a revision: a later report changes an earlier one",
    "denial": "a denial: someone disputes what another says",
}
_GRAVITY: Final = {"denial": 0, "contradiction": 1, "revision": 2, "estimate": 3}
ACCUSING: Final = frozenset({
    "leads", "member_of", "works_for", "founded", "reports_to", "successor_of", "launders_for", "pays", "traffics", "produces",
    "engages_in", "ships_to", "sources_from", "controls", "charge", "conviction", "sentence", "designation", "sanction",
})  # fmt: skip
"""Predicates that weigh against the subject: where one is denied or only alleged, that speaks for him."""
_CONVICTING: Final = frozenset({"conviction", "sentencing"})


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
    about = "" if found.subject == subject else f"{_capital(writer.name(found.subject))}: "
    values = listed(list(_by_value(writer, found)), 4).replace(" and ", " or ")
    topic = "whether it happened" if found.predicate == "occurred" else phrase(found.predicate)
    return writer.line(
        f"{about}{topic if about else _capital(topic)}: {values} ({NATURES[found.nature]})",
        found.claims,
        computed=True,
        disputed=found.nature in ("contradiction", "denial"),
        names=() if found.subject == subject else (found.subject,),
        head=head,
    )


def sides(writer: Writer, found: Disagreement) -> list[Line]:
    """One line a value, with who says so and when that was published."""
    lines = []
    for value, claims in _by_value(writer, found).items():
        dates = [writer.exhibits.of(claim).document.published for claim in claims]
        known = sorted({str(date) for date in dates if date is not None})
        when = f", published {spell(known[0])}" if len(known) == 1 else ""
        lines.append(
            writer.line(
                f"{_capital(value)}{when}",
                claims,
                disputed=found.nature in ("contradiction", "denial"),
                names=_objects(writer, claims),
                attributed=True,
                level=1,
            )
        )
    return lines


def favourable(writer: Writer, profile: Profile) -> Section:
    """Denials, negated claims, what is only alleged, charges without conviction, and what ungraded sources alone say."""
    own = [e for e in (*profile.attributes, *profile.outward, *profile.inward) if e.predicate in ACCUSING]
    lines = [*_denied(writer, profile, own), *_only_alleged(writer, profile, own), *_unproven(writer, profile, own)]
    return Section(
        "favourable", "What speaks for the subject", tuple(lines),
        intro="Denials, what sources only allege or suppose, charges without a conviction, and what ungraded sources alone say.",
        none="No source denies anything of the subject, and no source states a thing in his or her favour.",
    )  # fmt: skip


def _denied(writer: Writer, profile: Profile, own: Sequence[Edge]) -> list[Line]:
    who = profile.entity.id
    lines = [
        writer.edge(e, sentence(writer.network, e, writer.claims(e), subject=who), favourable=True, attributed=True)
        for e in own
        if e.negated
    ]
    for event in profile.events:
        mine = roles(event, who)
        denied = [p for p in mine if p.negated]
        if denied and mine[0].negated:
            lines += filter(None, [tell(writer, event, who, dated=True)])
        if denied and not mine[0].negated and mine[0].predicate == denied[0].predicate:
            text = f"It is denied that the subject was {mine[0].predicate} in {event.event.name}"
            lines.append(writer.edge(denied[0], text, names=(event.event.id,), favourable=True, attributed=True))
    return headed(lines, "Denied")


def _only_alleged(writer: Writer, profile: Profile, own: Sequence[Edge]) -> list[Line]:
    who = profile.entity.id
    lines = [
        writer.edge(e, sentence(writer.network, e, writer.claims(e), subject=who), favourable=True, attributed=True)
        for e in own
        if not e.negated and e.modality in FIRMNESS and e.modality != "reported"
    ]
    for event in profile.events:
        mine = roles(event, who)
        if mine and not mine[0].negated and mine[0].modality in FIRMNESS and mine[0].modality != "reported":
            told = tell(writer, event, who, dated=True)
            lines += [replace(told, favourable=True)] if told is not None else []
    return headed(lines, "Alleged or supposed; no source states it")


def _unproven(writer: Writer, profile: Profile, own: Sequence[Edge]) -> list[Line]:
    lines: list[Line] = []
    charges = [e for e in own if e.predicate == "charge" and not e.negated]
    convicted = any(e.predicate in ("conviction", "sentence") and not e.negated for e in own) or any(
        h.event.kind in _CONVICTING and h.held for h in profile.events
    )
    if charges and not convicted:
        claims = [claim for e in charges for claim in e.claims]
        text = f"{listed([sentence(writer.network, e, writer.claims(e)) for e in charges])}: no source reports a conviction"
        lines.append(writer.line(text, claims, computed=True, favourable=True, head="Charged, not convicted"))
    weak = [e for e in own if not e.negated and e.modality in ("stated", "reported") and _ungraded(writer, e.claims)]
    told = [
        writer.edge(e, sentence(writer.network, e, writer.claims(e), subject=profile.entity.id), favourable=True, attributed=True)
        for e in weak
    ]
    return [*lines, *headed(told, "Said by ungraded sources alone")]


def _ungraded(writer: Writer, claims: Collection[str]) -> bool:
    return all(writer.exhibits.of(claim).grade == "F6" for claim in claims)


def _by_value(writer: Writer, found: Disagreement) -> dict[str, list[str]]:
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
