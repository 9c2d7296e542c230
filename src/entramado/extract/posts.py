"""What a post is held in when its title does not say: the delegation it is listed under, the prosecutor's office of the
document, the country of a serving head of government.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from entramado.extract import rules
from entramado.extract.scene import Ref, Scene
from entramado.extract.titles import Target, Role
from entramado.knowledge import Knowledge

_COLLECTIVES: Final = frozenset({"delegation", "side", "team", "party", "representatives", "participants"})
_REACH: Final = 260
"""Tokens a list of a delegation's members may be long."""
_HOST: Final = frozenset({"ambassador", "consul", "consul general", "envoy", "special envoy"})
"""Posts whose "to …" names where they serve, not whom."""
_PARENTS: Final = ("leads", "founded", "owns")


def post_targets(scene: Scene, knowledge: Knowledge, role: Role) -> list[Target]:
    """The things that a role is held in, the implied ones last; none twice."""
    wanted = [kind for kind, predicates in role.rule.fields["to"].items() if predicates]
    found: list[Target] = []
    for target in role.targets:
        if not rules.fits(target.ref, wanted) or any(t.ref is target.ref for t in found):
            continue
        if target.ref.type == "Place" and target.how not in ("of", "'s", "compound"):
            continue
        if target.ref.type == "Organization" and target.how in ("to", "with", "against", "over", "on", "under"):
            continue
        found.append(target)
    if role.word in _HOST:
        found = [t for t in found if t.how != "to"]
    places = [t for t in found if t.ref.type == "Place"]
    if len(places) > 1:  # "Mexico's … of Jalisco": the nearest to the title's own noun
        found = [t for t in found if t.ref.type != "Place" or t is places[0]]
    if found:
        return found
    implied = role.rule.fields.get("implied")
    if implied == "office":
        office = _office(scene, role)
        return [Target("implied", office)] if office else []
    if implied == "country" or role.rule.id == "role.official":
        country = _delegation(scene, role.head) or (_incumbent(scene, knowledge, role) if implied == "country" else None)
        return [Target("implied", country)] if country else []
    return []


def _office(scene: Scene, role: Role) -> Ref | None:
    """The prosecutor's office that the document speaks for."""
    offices = [
        r
        for r in scene.refs
        if r.type == "Organization" and r.name and "attorney" in r.name.casefold() and "office" in r.name.casefold()
    ]
    district = [
        r for r in offices if "district attorney" in (r.name or "").casefold() or "state's attorney" in (r.name or "").casefold()
    ]
    return max(district or offices, key=lambda r: len(r.marks), default=None)


def _delegation(scene: Scene, head: Token) -> Ref | None:
    """The country whose delegation the sentence lists: "Mexico's delegation was led by … and included …"."""
    doc = head.doc
    for i in range(head.i - 1, max(-1, head.i - _REACH), -1):
        if doc[i].lower_ in _COLLECTIVES:
            for j in range(i - 1, max(-1, i - 5), -1):
                ref = scene.ref_at(doc[j])
                if ref is not None and ref.type == "Place":
                    return ref
            own = scene.ref_at(doc[i])
            if own is not None and own.type == "Place":
                return own
            return None
    return None


def _incumbent(scene: Scene, knowledge: Knowledge, role: Role) -> Ref | None:
    """The country that a head of state or government is known to lead, when the document speaks of it."""
    for holder in role.holders:
        row = knowledge.rows.get(holder.key or "")
        country = row.fields.get("country") if row else None
        if country:
            for ref in scene.refs:
                if ref.key == country:
                    return ref
    return None
