"""Who holds a role ("X, the leader of Y"; "Jalisco Governor X"; "Secretary of the Navy X"; "X served as …").

Titles pile up before and after names in ways the parser was not trained on ("Secretary of the Interior A; Secretary of
Health B"), so the holder is looked for around the phrase first; the parse decides only what is said through a verb ("X became
the head of Y").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from entramado.extract import rules
from entramado.extract.frames import bearers, examples
from entramado.extract.phrases import PROSPECTIVE, Role, Target, bound, find, is_role
from entramado.extract.rules import Section
from entramado.extract.scene import Mark, Ref, Scene
from entramado.knowledge import Knowledge

_BREAKS: Final = frozenset({",", "—", "–", "-", ")", "--", "("})
_POSSESSIVE: Final = frozenset({"'s", "’s", "’", "'"})
_HONORIFICS = rules.words("relations", "honorifics")
_NAMED: Final = frozenset({"named", "called", "identified", "nicknamed"})
_FORMERLY: Final = frozenset({"served", "previously", "formerly", "once"})
_BESIDE = rules.words("relations", "beside_name")
"""Words that may stand between a name and the phrase said of it ("X, 42, of Phoenix, a leader of Y")."""
_ENDS = rules.words("relations", "closing")


def read(scene: Scene, knowledge: Knowledge, section: Section) -> Iterator[Role]:
    """Every role phrase of the document that names a holder."""
    for doc in scene.docs:
        found = list(find(doc, section))
        starts = {start for start, *_ in found}
        waiting: Role | None = None
        open_ended: Role | None = None
        for start, end, rule, word in found:
            if end in starts or not is_role(scene, doc, start, end):
                continue
            role = Role(rule, doc[start:end].root, word, doc[start:end].text)
            role.plural = doc[end - 1].lower_ != word.replace("-", " ").split()[-1] or bool(rule.fields.get("pair"))
            bound(scene, knowledge, doc, (start, end), role, starts)
            if role.modifiers & PROSPECTIVE and not rule.fields.get("candidate"):
                continue
            role.holders = [h for h in _holders(scene, doc, start, role) if h.type == "Person"]
            role.targets = [t for t in role.targets if t.ref not in role.holders]
            if role.holders:
                if waiting is not None and role.begin <= waiting.finish + 1:
                    waiting.holders = role.holders  # "Deputy Clerk and Security Advisor X"
                    waiting.targets = waiting.targets or role.targets
                    yield waiting
                waiting = None
                if open_ended is not None:
                    if role.begin <= open_ended.finish + 1 and role.holders == open_ended.holders:
                        open_ended.targets = role.targets  # "X, the founder and leader of Y"
                    yield open_ended
                    open_ended = None
                if not role.targets and not role.plural and doc[min(role.finish, len(doc) - 1)].lower_ in ("and", "&"):
                    open_ended = role
                else:
                    yield role
            elif role.finish < len(doc) and doc[role.finish].lower_ in ("and", "&"):
                waiting = role
        if open_ended is not None:
            yield open_ended


def _holders(scene: Scene, doc: Doc, start: int, role: Role) -> list[Ref]:
    """Whom the phrase is said of: the name that bears the title, follows it, or stands in apposition; else by the parse."""
    role.presupposed = True
    inside = scene.mark_at(doc[start])
    if inside is not None and inside.how == "name" and inside.ref.type == "Person":
        role.targets += _behind(scene, doc, inside.end)
        return [inside.ref]
    here = scene.mark_at(doc[role.finish]) if role.finish < len(doc) else None
    if here is not None and here.ref.type == "Person" and here.how == "name":
        marks = _chain(scene, doc, here) if role.plural else [here]
        role.targets += _behind(scene, doc, marks[-1].end)
        return [m.ref for m in marks]
    left = apposed(scene, doc, role.begin, plural=role.plural)
    if left:
        return left
    right = _announced(scene, doc, role)
    if right is not None:
        return [m.ref for m in (_chain(scene, doc, right) if role.plural else [right])]
    role.presupposed = False
    subject = _before_aside(scene, doc, role)
    if subject is not None:
        return [subject]
    found: list[Ref] = []
    for token in bearers(role.head) or (examples(role.head) if role.plural else []):
        ref = scene.ref_at(token)
        if ref is not None and ref not in found and not role.finish > token.i >= start:
            found.append(ref)
    before = [t.lower_ for t in doc[max(0, start - 8) : start]]
    if found and (not _FORMERLY.isdisjoint(before) or ("had", "been") in pairwise(before)):
        role.former = True
    own = scene.mark_at(role.head)
    if not found and own is not None and own.ref.type == "Person" and own.how == "nominal":
        found, role.pointed = [own.ref], True
    return found


def _before_aside(scene: Scene, doc: Doc, role: Role) -> Ref | None:
    """The subject that an aside parts from its "is": "X, also referred to as Y, is the founder of Z"."""
    i = role.begin - 1
    if (
        i < 3
        or doc[i].lower_ not in ("is", "was")
        or not (doc[i - 1].text == "," or (doc[i - 1].is_quote and doc[i - 2].text == ","))
    ):
        return None
    first = scene.mark_at(doc[doc[i].sent.start])
    if (
        first is None
        or first.ref.type != "Person"
        or first.how != "name"
        or first.end >= i
        or doc[first.end].text not in (",", "(")
    ):
        return None
    aside = doc[first.end + 1 : i]
    return first.ref if not any(t.text in (".", ";") or t.dep_ == "nsubj" for t in aside) else None


def _chain(scene: Scene, doc: Doc, first: Mark) -> list[Mark]:
    """The persons listed from a name on: "A, B and C"."""
    marks = [first]
    i = first.end
    while i < len(doc):
        if doc[i].lower_ in (",", "and", "&") or doc[i].like_num:
            i += 1
            continue
        if doc[i].text == "(":  # "A (short form; also known as …) and B"
            i = next((t.i + 1 for t in doc[i : i + 40] if t.text == ")"), len(doc))
            continue
        mark = scene.mark_at(doc[i])
        if mark is None or mark.ref.type != "Person" or mark.how != "name" or mark in marks:
            break
        marks.append(mark)
        i = mark.end
    return marks


def _behind(scene: Scene, doc: Doc, end: int) -> list[Target]:
    """The body named after a titled name: "Detective X of the Y Police Department's Z Squad"."""
    i = end
    if i + 2 < len(doc) and doc[i].text == "," and doc[i + 1].like_num:
        i += 3
    unit = scene.mark_at(doc[i + 1]) if i + 1 < len(doc) and doc[i].text == "," else None
    if unit is not None and unit.ref.kind == "agency" and (unit.end == len(doc) or doc[unit.end].is_punct):
        return [Target("after", unit.ref)]  # "Prosecutor: Deputy District Attorney X, Homicide Unit"
    if i + 2 < len(doc) and doc[i].text == "," and doc[i + 1].lower_ in ("both", "all"):
        i += 2
    if i >= len(doc) or doc[i].lower_ not in ("of", "in", "with", "from", "at"):
        return []
    targets: list[Target] = []
    how = doc[i].lower_
    for token in doc[i + 1 : i + 12]:
        mark = scene.mark_at(token)
        if mark is not None and mark.ref.type == "Place" and how == "of" and not targets:
            return [Target("of", mark.ref)]
        if mark is not None and mark.ref.type == "Organization":
            if not targets or targets[-1].ref is not mark.ref:
                targets.append(Target("at" if how == "at" else "after", mark.ref))
        elif mark is not None and mark.ref.type == "Person" and mark.how == "name":
            break
        elif not token.is_title and token.lower_ not in ("the", "of", *_POSSESSIVE, "da", "dea", "fbi") and not token.is_upper:
            break
    return targets


def apposed(scene: Scene, doc: Doc, begin: int, *, plural: bool) -> list[Ref]:
    """The person a phrase follows: "X, 42, a leader of Y"; "X (“El Alias”), the notorious head of Y"."""
    if begin < 2 or not (doc[begin - 1].text in _BREAKS or (doc[begin - 1].is_quote and doc[begin - 2].text in _BREAKS)):
        return []
    i = begin - 1
    while i >= 0 and begin - i < 16:
        token = doc[i]
        mark = scene.mark_at(token)
        if mark is not None and mark.ref.type == "Person" and mark.how != "nominal":
            return _back(scene, doc, mark) if plural else [mark.ref]
        if mark is not None and mark.ref.type == "Place":
            i = mark.start - 1
        elif token.is_punct or token.like_num or token.lower_ in _BESIDE:
            i -= 1
        else:
            return []
    return []


def _back(scene: Scene, doc: Doc, last: Mark) -> list[Ref]:
    """The persons listed up to a name: "A, B and C"."""
    found = [last.ref]
    i = last.start - 1
    while i > 0 and (doc[i].lower_ in (",", "and", "&") or doc[i].is_quote or doc[i].like_num):
        earlier = scene.mark_at(doc[i - 1])
        if earlier is not None and earlier.ref.type == "Person" and earlier.how == "name":
            found.append(earlier.ref)
            i = earlier.start
        i -= 1
    return found[::-1]


def _announced(scene: Scene, doc: Doc, role: Role) -> Mark | None:
    """The person a phrase announces: "another Y leader, X, …"; "An ex-police officer, X was …" at a sentence's start."""
    at = role.finish
    if at + 1 >= len(doc) or doc[at].text not in (",", ":", "—", "–"):
        return None
    while at + 2 < len(doc) and doc[at + 1].lower_ in _HONORIFICS:
        at += 1
    naming = next((t.i for t in doc[at + 1 : at + 6] if t.lower_ in _NAMED), None)
    mark = scene.mark_at(doc[at + 1 if naming is None else naming + 1])
    if mark is None or mark.ref.type != "Person" or mark.how == "nominal":
        return None
    if doc[role.begin].is_sent_start:
        return mark
    if naming is not None:
        return mark if not any(t.pos_ == "VERB" or t.is_punct for t in doc[at + 1 : naming]) else None
    closing = doc[mark.end].text if mark.end < len(doc) else "."
    return mark if mark.how == "name" and closing in _ENDS else None
