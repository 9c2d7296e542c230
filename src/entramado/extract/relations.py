"""Relations between entities, by the rules of ``relations.yaml``: roles, verbs and nouns, and typed sequences of names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from spacy.tokens import Span as TokenSpan

from entramado.extract import phrases, rules, titles
from entramado.extract.frames import Frame, frames, noun_frame
from entramado.extract.misread import misread
from entramado.extract.posts import post_targets
from entramado.extract.rules import Rule, Section
from entramado.extract.scene import Draft, Ref, Scene
from entramado.extract.sequences import sequences
from entramado.knowledge import Knowledge
from entramado.model.claim import Scalar

_MUTUAL_KIN = frozenset({"brother", "sister", "sibling", "twin", "cousin", "half-brother", "spouse"})
_ALLEGED = rules.words("relations", "alleged")


def relations(scene: Scene, knowledge: Knowledge) -> None:
    """Add a draft for every relation that a rule reads; the same one twice in a sentence is kept once."""
    table = rules.load("relations")
    _substances(scene, knowledge)
    seen: set[tuple[int, str, int, int]] = set()
    for draft in _all(scene, knowledge, table):
        assert draft.object is not None
        if draft.subject is draft.object:
            continue
        key = (id(draft.subject), draft.predicate, id(draft.object), scene.span(draft.trigger.sent).start)
        if key not in seen:
            seen.add(key)
            scene.drafts.append(draft)
    scene.drafts += _by_company(scene.drafts)


def _by_company(drafts: list[Draft]) -> list[Draft]:
    """As in "his head of security, X": whoever serves a group's chief belongs to the group."""
    groups: dict[int, Ref] = {}
    for draft in drafts:
        if draft.predicate in ("leads", "founded", "member_of") and draft.object is not None and draft.object.kind == "criminal":
            groups.setdefault(id(draft.subject), draft.object)
    joined = {id(d.subject) for d in drafts if d.predicate in ("member_of", "leads")}
    return [
        Draft(d.subject, "member_of", d.rule, d.trigger, object=groups[id(d.object)], p=d.p - 0.15)
        for d in drafts
        if d.rule == "role.member" and d.predicate == "reports_to" and id(d.object) in groups and id(d.subject) not in joined
    ]


def _all(scene: Scene, knowledge: Knowledge, table: rules.Table) -> Iterator[Draft]:
    yield from _roles(scene, knowledge, table["roles"])
    for sentence in scene.sentences():
        yield from _verbs(scene, sentence, table["verbs"])
        yield from _nouns(scene, sentence, table["nouns"])
    for draft in sequences(scene, knowledge):
        draft.modality, draft.negated = "stated", False  # said in passing, whatever becomes of the sentence
        yield draft


def _substances(scene: Scene, knowledge: Knowledge) -> None:
    """Mark the substance inside the name of an activity ("fentanyl trafficking"), so that both can be spoken of."""
    for mark in [m for m in scene.marks() if m.ref.type in ("Activity", "Asset")]:
        for token in scene.tokens(mark):
            rows = knowledge.find(token.text, "Substance")
            if rows:
                known = next((r for r in scene.refs if r.key == rows[0].key), None)
                ref = known or Ref("Substance", rows[0].kind, rows[0].name, [token.text], rows[0].key)
                scene.add(ref, token.doc, token.i, token.i + 1)


def _roles(scene: Scene, knowledge: Knowledge, section: Section) -> Iterator[Draft]:
    implied: set[tuple[object, ...]] = set()
    for role in titles.read(scene, knowledge, section):
        yield from _siblings(role)
        yield from _nationality(role)
        targets = post_targets(scene, knowledge, role)
        led = next((t for t in targets if t.how == "of"), targets[0] if targets else None)
        for target in targets:
            for predicate in _predicates(role, target.ref):
                if predicate == "leads" and (target is not led or role.narrowed or target.how == "for"):
                    continue  # "head of the X Division of the Y Agency" leads the division
                if target.how == "implied" and (id(target.ref), predicate, *map(id, role.holders)) in implied:
                    continue  # what no sentence says is claimed once, where the title first stands
                implied.add((id(target.ref), predicate, *map(id, role.holders)))
                qualifiers: dict[str, Scalar] = {}
                if predicate == "leads" and (_local(role, target) or _one_of(role, target)):
                    predicate = "member_of"  # "the leader of the Y Cartel in Sonora" is one of its chiefs
                if role.rule.fields.get("kin"):
                    qualifiers["kin"] = role.word
                elif predicate in ("holds_post", "leads", "member_of", "works_for"):
                    qualifiers["role"] = role.text
                if role.rule.fields.get("candidate") and role.modifiers & phrases.PROSPECTIVE:
                    qualifiers["candidate"] = True
                if role.former:
                    qualifiers["former"] = True
                for holder in role.holders:
                    rule = role.rule
                    draft = Draft(holder, predicate, rule.id, role.head, object=target.ref, qualifiers=qualifiers, p=rule.p)
                    if rule.fields.get("inverse"):
                        draft.subject, draft.object = target.ref, holder
                    if role.presupposed:  # "did not find X, the leader of Y" denies the finding alone
                        draft.modality, draft.negated = "alleged" if role.modifiers & _ALLEGED else "stated", False
                    yield draft


def _siblings(role: phrases.Role) -> Iterator[Draft]:
    """As in "the brothers A and B": kin of each other."""
    pair = bool(role.rule.fields.get("pair"))
    mutual = pair or (role.plural and role.word in _MUTUAL_KIN)
    if mutual and not any(t.ref.type == "Person" for t in role.targets):
        for a, b in combinations(role.holders[:2] if pair else role.holders, 2):
            qualifiers: dict[str, Scalar] = {"kin": "spouse" if pair else role.word}
            yield Draft(a, "family_of", role.rule.id, role.head, object=b, qualifiers=qualifiers, p=role.rule.p)


def _local(role: phrases.Role, target: phrases.Target) -> bool:
    """Whether a place behind the body's name says which part of it someone heads."""
    return target.ref.kind == "criminal" and any(t.how == "in" and t.ref.type == "Place" for t in role.targets)


def _one_of(role: phrases.Role, target: phrases.Target) -> bool:
    """Whether the article tells that a body has several such: "a Y Cartel commander"."""
    article = role.head.doc[role.begin].lower_
    return target.ref.kind == "criminal" and role.word == "commander" and article in ("a", "an", "another")


def _nationality(role: phrases.Role) -> Iterator[Draft]:
    """As in "a Colombian businessman": what a demonym before a private person's trade or standing says."""
    if role.rule.fields.get("private"):
        for nation in (t.ref for t in role.targets if t.how == "nation"):
            for holder in role.holders:
                yield Draft(holder, "national_of", role.rule.id, role.head, object=nation, p=role.rule.p)


def _predicates(role: phrases.Role, target: Ref) -> list[str]:
    """What holding this role in that thing means, by the thing's kind."""
    for kind, predicates in role.rule.fields["to"].items():
        if not rules.fits(target, [kind]):
            continue
        if "leads" not in predicates:
            return list(predicates)
        lesser = role.modifiers & set(role.rule.names("rank"))
        if not lesser:
            return list(predicates)
        return ["member_of"] if target.kind == "criminal" else [p for p in predicates if p != "leads"] or ["member_of"]
    return []


def _verbs(scene: Scene, sentence: TokenSpan, section: Section) -> Iterator[Draft]:
    for frame in (*frames(sentence, section.stems), *misread(scene, sentence, section.stems)):
        for rule in section.of(frame.lemma):
            if _holds(scene, frame, rule):
                yield from _link(scene, frame, rule)


def _nouns(scene: Scene, sentence: TokenSpan, section: Section) -> Iterator[Draft]:
    for token in sentence:
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        mark = scene.mark_at(token)
        if mark is not None and mark.how == "name" and mark.ref.type in ("Person", "Organization", "Place"):
            continue
        matching = section.of(token.lemma_.lower())
        if matching:
            frame = noun_frame(token)
            for rule in matching:
                if _holds(scene, frame, rule):
                    yield from _link(scene, frame, rule)


def _holds(scene: Scene, frame: Frame, rule: Rule) -> bool:
    """The conditions of a rule beside its slots."""
    near = rule.names("with")
    if near and not any(t.lemma_.lower() in near for t in frame.trigger.subtree):
        return False
    acting = rule.names("acting")
    if acting and not any(t.lemma_ in acting for t in rules.above(frame.trigger)):
        return False
    wanted = rule.names("with_object")
    if wanted and not rules.refs(scene, frame, ["patient", "in"], wanted):
        return False
    without = rule.names("without")
    if without and any(c.dep_ in without for c in frame.trigger.children):
        return False  # "directed the agency to report" is an order, not an office
    under = rule.names("under")
    return not under or frame.trigger.head.lower_ in under


def _link(scene: Scene, frame: Frame, rule: Rule) -> Iterator[Draft]:
    subjects = rules.refs(scene, frame, rule.names("subject"), rule.names("domain"))
    objects = rules.refs(scene, frame, rule.names("object"), rule.names("range"))
    predicate = str(rule.fields["predicate"])
    for subject in subjects:
        for target in objects:
            if subject is not target:
                qualifiers: dict[str, Scalar] = {"former": True} if rule.fields.get("former") else {}
                yield Draft(subject, predicate, rule.id, frame.trigger, object=target, qualifiers=qualifiers, p=rule.p)
    if rule.fields.get("mutual") and not objects:
        for a, b in combinations(subjects, 2):
            yield Draft(a, predicate, rule.id, frame.trigger, object=b, p=rule.p)
