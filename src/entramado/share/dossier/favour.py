"""What speaks for the subject: it is shown as well as what speaks against."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from entramado.model.network import Edge
from entramado.share.dossier.model import Line, Section
from entramado.share.dossier.occasions import deny, roles, tell
from entramado.share.dossier.phrasing import joined_values, sentence
from entramado.share.dossier.writer import Writer, headed
from entramado.share.profile import Profile

ACCUSING: Final = frozenset({
    "leads", "member_of", "works_for", "founded", "reports_to", "successor_of", "launders_for", "pays", "traffics", "produces",
    "engages_in", "ships_to", "sources_from", "controls", "charge", "conviction", "sentence", "designation", "sanction",
})  # fmt: skip
"""Predicates that weigh against the subject: where one is denied or only alleged, that speaks for him."""
_CONVICTING: Final = frozenset({"conviction", "sentencing"})


def favourable(writer: Writer, profile: Profile, *, dead: bool) -> Section:
    """Denials, negated claims, what is only alleged, charges without conviction, and what ungraded sources alone say."""
    own = [e for e in (*profile.attributes, *profile.outward, *profile.inward) if e.predicate in ACCUSING]
    lines = [
        *_denied(writer, profile, own, dead=dead),
        *_only_alleged(writer, profile, own, dead=dead),
        *_unproven(writer, profile, own, dead=dead),
    ]
    return Section(
        "favourable", "What speaks for the subject", tuple(lines),
        intro="Denials, what sources only allege or suppose, charges without a conviction, and what ungraded sources alone say.",
        none="No source denies anything of the subject, and no source states a thing in his or her favour.",
    )  # fmt: skip


def _denied(writer: Writer, profile: Profile, own: Sequence[Edge], *, dead: bool) -> list[Line]:
    who = profile.entity.id
    lines = [
        writer.edge(e, sentence(writer.network, e, writer.claims(e), subject=who, past=dead), favourable=True, attributed=True)
        for e in own
        if e.negated
    ]
    for event in profile.events:
        mine = roles(event, who)
        denied = [p for p in mine if p.negated]
        if denied and mine[0].negated:
            lines += filter(None, [tell(writer, event, who, dated=True)])
        if denied and not mine[0].negated and mine[0].predicate == denied[0].predicate:
            lines.append(deny(writer, event, denied[0]))
    return headed(lines, "Denied")


def _only_alleged(writer: Writer, profile: Profile, own: Sequence[Edge], *, dead: bool) -> list[Line]:
    who = profile.entity.id
    lines = [
        writer.edge(e, sentence(writer.network, e, writer.claims(e), subject=who, past=dead), favourable=True, attributed=True)
        for e in own
        if not e.negated and _loose(e)
    ]
    for event in profile.events:
        mine = roles(event, who)
        if mine and not mine[0].negated and _loose(mine[0]):
            told = tell(writer, event, who, dated=True)
            lines += [replace(told, favourable=True)] if told is not None else []
    return headed(lines, "Alleged or supposed; no source states it")


def _unproven(writer: Writer, profile: Profile, own: Sequence[Edge], *, dead: bool) -> list[Line]:
    lines: list[Line] = []
    charges = [e for e in own if e.predicate == "charge" and not e.negated]
    convicted = any(e.predicate in ("conviction", "sentence") and not e.negated for e in own) or any(
        h.event.kind in _CONVICTING and h.held for h in profile.events
    )
    if charges and not convicted:
        claims = [claim for e in charges for claim in e.claims]
        text = f"{joined_values(charges, [writer.claims(e) for e in charges])}: no source reports a conviction"
        lines.append(writer.line(text, claims, computed=True, favourable=True, head="Charged, not convicted"))
    weak = [e for e in own if not e.negated and e.modality in ("stated", "reported") and _ungraded(writer, e.claims)]
    told = [
        writer.edge(
            e,
            sentence(writer.network, e, writer.claims(e), subject=profile.entity.id, past=dead),
            favourable=True,
            attributed=True,
        )
        for e in weak
    ]
    return [*lines, *headed(told, "Said by ungraded sources alone")]


def _ungraded(writer: Writer, claims: Collection[str]) -> bool:
    return all(writer.exhibits.of(claim).grade == "F6" for claim in claims)


def _loose(edge: Edge) -> bool:
    """Whether its sources only allege, believe or suppose it. What they foresee speaks neither for nor against."""
    return edge.modality in ("alleged", "believed", "hypothetical")
