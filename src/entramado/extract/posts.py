"""What a post is held in when its title does not say: the delegation it is listed under, the prosecutor's office of the
document, the unit named before, the country of a serving head of government.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from spacy.tokens import Token

from entramado.extract import rules
from entramado.extract.phrases import Role, Target, country
from entramado.extract.scene import Ref, Scene
from entramado.extract.whereabouts import demonyms
from entramado.knowledge import Knowledge
from entramado.knowledge.tables import fold

_COLLECTIVES: Final = frozenset({"delegation", "side", "team", "representatives", "participants", "delegates"})
_REACH: Final = 260
"""Tokens a list of a delegation's members may be long."""
_HEADS: Final = frozenset({"president", "prime minister", "king", "queen", "chancellor", "vice president"})
_NAMED_IN: Final = 9
"""Tokens behind "President of" in which its country is named ("the Co-operative Republic of …")."""
_NATIONAL = rules.words("relations", "national_posts")
_REGIONAL: Final = frozenset({"governor", "gov.", "state prosecutor"})
_PLACED: Final = ("of", "'s", "compound", "nation")
_NOT_HELD: Final = ("to", "with", "against", "over", "on", "under")


def post_targets(scene: Scene, knowledge: Knowledge, role: Role) -> list[Target]:
    """The things that a role is held in, the implied ones last; none twice."""
    found = _said(role)
    if role.pointed:  # "the president of X" may be another than the one it was taken for
        return [t for t in found if t.ref.kind == "criminal"]
    implied = str(role.rule.fields.get("implied", ""))
    if implied == "office" and not any("attorney" in (t.ref.name or "").casefold() for t in found):
        found += _target(office(scene))
    elif implied == "federal" and not found:
        found += _target(office(scene, federal=True) or country(scene, knowledge, "US", role.head))
    elif implied == "unit" and not found:
        found += _target(_unit(scene, role))
    elif implied == "country" and not any(t.ref.type == "Place" for t in found):
        implied_in = _delegation(scene, knowledge, role.head) or (None if found else _incumbent(scene, knowledge, role))
        found += _target(implied_in or (None if found else _elsewhere(scene, role) or _setting(scene, knowledge, role)))
    if role.word in ("secretary", "minister", "deputy secretary") and (body := _department(scene, role)) is not None:
        found += [Target("of", body)] if all(t.ref is not body for t in found) else []
    return found


def _target(ref: Ref | None) -> list[Target]:
    return [Target("implied", ref)] if ref is not None else []


def _said(role: Role) -> list[Target]:
    """Targets in the words of the title, of the types its rule knows."""
    wanted = [kind for kind, predicates in role.rule.fields["to"].items() if predicates]
    found: list[Target] = []
    for target in role.targets:
        if not rules.fits(target.ref, wanted) or any(t.ref is target.ref for t in found):
            continue
        if (
            target.ref.type == "Place"
            and target.how not in _PLACED
            and not (target.how == "in" and role.rule.id == "role.state" and "ambassador" not in role.word)
            and target.how not in role.rule.names("places")
        ):
            continue
        employed = target.how == "with" and role.rule.id == "role.official" and not found  # "an analyst with Y"
        if target.ref.type == "Organization" and (target.how in _NOT_HELD and not employed or (target.how == "at" and found)):
            continue
        citizenship = role.rule.id == "role.national" and target.how == "of"  # "a citizen of X and Y"
        if target.ref.type == "Place" and not citizenship and any(t.ref.type == "Place" for t in found):
            continue  # "Mexico's … of Jalisco": the nearest to the title's own noun
        found.append(target)
    return found


def office(scene: Scene, *, federal: bool = False) -> Ref | None:
    """The prosecutor's office that the document speaks for, a county's or the U.S. attorney's: the most often mentioned one."""
    named = [(r, (r.name or "").casefold()) for r in scene.refs if r.type == "Organization"]
    offices = [r for r, name in named if "attorney" in name and "office" in name and ("u.s." in name) == federal]
    return max(offices, key=lambda r: len(r.marks), default=None)


def _unit(scene: Scene, role: Role) -> Ref | None:
    """The bureau of a "Bureau Chief": the last body named before him whose name ends in that word."""
    word = role.word.split()[-2] if " " in role.word else ""
    for i in range(role.head.i - 1, -1, -1):
        ref = scene.ref_at(role.head.doc[i])
        if ref is not None and ref.type == "Organization" and word and (ref.name or "").casefold().endswith(word):
            return ref
    return None


def _delegation(scene: Scene, knowledge: Knowledge, head: Token) -> Ref | None:
    """The country whose delegation the sentence lists: "Mexico's delegation was led by … and included …"."""
    doc = head.doc
    countries = demonyms(knowledge)
    for i in range(head.i - 1, max(-1, head.i - _REACH), -1):
        if doc[i].text == "." and doc[i + 1].is_title and doc[i - 1].lower_ not in ("dr", "u.s", "mr"):
            return None
        if doc[i].lower_ in _COLLECTIVES:
            for j in range(i - 1, max(-1, i - 5), -1):
                if code := countries.get(doc[j].lower_):
                    return country(scene, knowledge, code, doc[j])
                ref = scene.ref_at(doc[j])
                if ref is not None and ref.type == "Place":
                    return ref
            return None
    return None


def _elsewhere(scene: Scene, role: Role) -> Ref | None:
    """The one country that the text names with the same title: "the President of X" above, then "President NAME"."""
    words = role.word.split()
    if not role.presupposed or role.former or role.word not in _HEADS:
        return None
    countries: dict[int, Ref] = {}
    for doc in scene.docs:
        for i in range(len(doc) - len(words) - 1):
            if doc[i + len(words)].lower_ != "of" or any(doc[i + k].lower_ != word for k, word in enumerate(words)):
                continue
            if i and doc[i - 1].lower_ in ("vice", "deputy", "former", "-"):
                continue
            behind = (scene.ref_at(t) for t in doc[i + len(words) + 1 : i + len(words) + _NAMED_IN])
            first = next((r for r in behind if r is not None), None)
            if first is not None and first.type == "Place" and first.kind == "country":
                countries[id(first)] = first
    return next(iter(countries.values())) if len(countries) == 1 else None


def _setting(scene: Scene, knowledge: Knowledge, role: Role) -> Ref | None:
    """The country or state that a story plays in, for a minister or governor it names without one.

    Not the United States: a report of theirs names the office, and "attorney general" or "secretary" may be a state's.
    """
    if not role.presupposed or role.word not in _NATIONAL | _REGIONAL:
        return None
    countries = demonyms(knowledge)
    spoken: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for mark in scene.marks():
        place = knowledge.places.get(mark.ref.key) if mark.ref.type == "Place" and mark.how == "name" else None
        if place is not None and place.country:
            spoken[place.country] += 1
            states[place.key if place.kind == "admin1" else str(place.admin1)] += place.kind != "country"
    spoken.update(code for doc in scene.docs for t in doc if t.is_title and (code := countries.get(t.lower_)))
    if role.word in _REGIONAL:
        named = {r.key: r for r in scene.refs if r.kind == "admin1"}
        inside = [(count, r) for key, r in named.items() if (count := states[str(key)])]
        best = max(inside, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and best[0] >= 0.6 * sum(states.values()) else None
    code, count = max(spoken.items(), key=lambda pair: pair[1], default=("", 0))
    if code in ("", "US") or count < 2 or count < 0.6 * sum(spoken.values()):
        return None
    return country(scene, knowledge, code, role.head)


def _department(scene: Scene, role: Role) -> Ref | None:
    """The body that a minister's title is built on ("Secretary of State": the Department of State), when the text names it."""
    doc = role.head.doc
    field_of = doc[role.head.i + 1 : role.finish].text.casefold() if role.word == doc[role.head.i].lower_ else ""
    names = {f"{body} {field_of}" for body in ("department", "ministry", "secretariat", "u.s. department", "us department")}
    return next(
        (r for r in scene.refs if r.type == "Organization" and {(n or "").casefold() for n in (r.name, *r.names)} & names), None
    )


def _incumbent(scene: Scene, knowledge: Knowledge, role: Role) -> Ref | None:
    """The country of a head of state or government known to serve when the document was published."""
    published = scene.document.published
    for holder in role.holders:
        names = {fold(name) for name in (holder.name, *holder.names) if name}
        for rule in rules.load("incumbents")["incumbents"]:
            if not role.word.endswith(rule.fields["post"]) or not names & {fold(word) for word in rule.words}:
                continue
            since, until = rule.fields["since"], rule.fields.get("until", date.max)
            if role.former or (published is not None and not (since <= published.last and published.first <= until)):
                continue
            return country(scene, knowledge, str(rule.fields["country"]), role.head)
    return None
