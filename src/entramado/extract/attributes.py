"""Values said of a person or body, by the tables of ``attributes.yaml``: offences, sentences, occupations, designations,
founding years, sizes, rewards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from entramado.extract import figures, rules, titles
from entramado.extract.frames import Frame, frames, noun_frame, verb_frame
from entramado.extract.misread import misread
from entramado.extract.offences import offences
from entramado.extract.particulars import particulars
from entramado.extract.rules import Rule, Section
from entramado.extract.scene import Draft, Ref, Scene
from entramado.knowledge import Knowledge
from entramado.model.claim import Modality, Scalar
from entramado.model.values import Money, PartialDate

_DEALING = rules.words("attributes", "dealing")
_VERBAL: Final = ("legal", "sentences", "designations", "foundings")
_CRIMES = rules.words("attributes", "criminal_gerunds")
_NOUNS = rules.words("attributes", "offence_nouns")
_SIZED: Final = frozenset({"grow", "estimate", "swell", "expand", "put", "shrink", "number", "count"})
_ROUGHLY: Final = frozenset({"about", "around", "circa", "c.", "approximately", "roughly", "estimated", "some"})
_RAISING: Final = frozenset({"raise", "increase", "double", "triple", "quadruple", "boost", "hike", "up", "lift", "bump"})
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")


def attributes(scene: Scene, knowledge: Knowledge) -> None:
    """Add a draft for every value that a rule reads; the same one twice in a sentence is kept once."""
    table = rules.load("attributes")
    seen: set[tuple[int, str, str, int]] = set()
    for draft in _all(scene, knowledge, table):
        key = (id(draft.subject), draft.predicate, draft.value or str(id(draft.object)), scene.span(draft.trigger.sent).start)
        if (draft.value or draft.object) and key not in seen:
            seen.add(key)
            scene.drafts.append(draft)


def _all(scene: Scene, knowledge: Knowledge, table: rules.Table) -> Iterator[Draft]:
    yield from _occupations(scene, knowledge, table["occupations"])
    published = scene.document.published
    stems = frozenset().union(*(table[name].stems for name in _VERBAL))
    for sentence in scene.sentences():
        for frame in (*frames(sentence, stems), *misread(scene, sentence, stems)):
            yield from _of_verb(scene, table, frame, published)
        for token in sentence:
            if token.pos_ in ("NOUN", "PROPN"):
                yield from _of_noun(scene, table, token)
    for draft in particulars(scene, table, published):
        draft.modality, draft.negated = "stated", False  # said in passing, whatever becomes of the sentence
        yield draft


def _of_verb(scene: Scene, table: rules.Table, frame: Frame, published: PartialDate | None) -> Iterator[Draft]:
    for rule in table["legal"].of(frame.lemma):
        if not rule.fields.get("noun"):
            yield from _legal(scene, frame, rule)
    for rule in table["sentences"].of(frame.lemma):
        yield from _sentence(scene, frame, rule)
    for rule in table["designations"].of(frame.lemma):
        yield from _designation(scene, frame, rule)
    for rule in table["foundings"].of(frame.lemma):
        yield from _founding(scene, frame, rule, published)


def _of_noun(scene: Scene, table: rules.Table, token: Token) -> Iterator[Draft]:
    lemma = token.lemma_.lower()
    for rule in table["legal"].of(lemma):
        if rule.fields.get("noun"):
            acting = rule.names("acting")
            if not acting or any(t.lemma_ in acting for t in rules.above(token)):
                yield from _legal(scene, noun_frame(token), rule)
    for rule in table["sizes"].of(lemma):
        yield from _size(scene, token, rule)
    for rule in table["rewards"].of(lemma):
        yield from _reward(scene, token, rule)


def _legal(scene: Scene, frame: Frame, rule: Rule) -> Iterator[Draft]:
    near = rule.names("with")
    if near and not any(t.lower_ in near or t.lemma_ in near for t in frame.trigger.subtree):
        return
    subjects = rules.refs(scene, frame, rule.names("subject"), ["Person", "Organization:private"])
    if not subjects:
        return
    predicate, noun = str(rule.fields["predicate"]), rule.fields.get("noun")
    for value, head in offences(frame, rule.names("value")):
        if (acts := rule.fields.get("acts")) and not _is_crime(head, acts):
            continue
        trigger = head if noun else frame.trigger
        for subject in subjects:
            yield Draft(subject, predicate, rule.id, trigger, value=value, p=rule.p)
            for drug in _dealt(scene, head):
                modality: Modality = "alleged" if predicate == "charge" else "stated"
                yield Draft(subject, "traffics", rule.id, trigger, object=drug, modality=modality, p=rule.p - 0.1)


def _is_crime(head: Token, acts: str) -> bool:
    """Whether what someone is accused of, or admits, is an offence, and no step in the telling ("accused of driving to …")."""
    if acts == "listed":
        return head.lemma_.lower() in _NOUNS or head.lower_ in _NOUNS
    return head.lower_ in _CRIMES if head.tag_ == "VBG" else acts == "offences"


def _dealt(scene: Scene, head: Token) -> list[Ref]:
    """The drugs that an offence of dealing names ("sale of heroin", "fentanyl trafficking"); none for mere possession."""
    near = [*head.subtree, *([head.head] if head.dep_ in ("compound", "pobj") else [])]
    if not any(t.lower_ in _DEALING for t in near):
        return []
    found = [scene.ref_at(t) for t in head.subtree]
    return list(dict.fromkeys(r for r in found if r is not None and r.type == "Substance"))


def _sentence(scene: Scene, frame: Frame, rule: Rule) -> Iterator[Draft]:
    near = rule.names("with")
    if near and not any(t.lemma_ in near for t in frame.trigger.subtree):
        return
    subjects = rules.refs(scene, frame, rule.names("subject"), ["Person"])
    for token in rules.fill(frame, rule.names("value")):
        phrase = token.doc[token.left_edge.i : token.right_edge.i + 1].text
        if re.search(r"(?:years?|months?|life)$", phrase) and rule.id != "sentence.verb":  # "received 12 years" "in prison"
            phrase = token.doc[token.left_edge.i : min(token.right_edge.i + 5, token.sent.end)].text
        found = re.match(
            r"(?:a (?:term|sentence|total) of |a |an )?"
            r"(.*?(?:years?|months?|days?|life|death)\b(?: and \S+ (?:months?|days?))?(?:[ -]to[ -]life)?"
            r"(?:(?: in| of)? (?:in |of )?(?:state |federal |county |formal |informal |supervised )*"
            r"(?:prison|jail|probation|imprisonment|custody|release|confinement))?"
            r"(?: without (?:the possibility of )?parole)?)",
            phrase,
            re.IGNORECASE,
        )
        years = re.match(r"(?:an? )?(\S+-(?:year|month|day)(?:-to-life)? (?:\w+ )?(?:term|sentence))", phrase)
        if years:
            for subject in subjects:
                yield Draft(subject, "sentence", rule.id, frame.trigger, value=years[1], p=rule.p)
            return
        if found and len(found[1]) < 90:
            for subject in subjects:
                yield Draft(subject, "sentence", rule.id, frame.trigger, value=found[1], p=rule.p)
            return


def _designation(scene: Scene, frame: Frame, rule: Rule) -> Iterator[Draft]:
    heads = [*frame.at("as", "under", "to", "on"), *frame.complement, *frame.patient]
    words = " ".join(t.lower_ for head in heads for t in head.subtree)
    values: list[str] = []
    for pattern, name in rule.fields["values"].items():
        if pattern in words:
            values.append(name)
            words = words.replace(pattern, "")  # the longest names stand first: what is read as one is not read again
    for subject in rules.refs(scene, frame, ["patient"], ["Organization", "Person"]) if values else []:
        for value in dict.fromkeys(values):
            yield Draft(subject, "designation", rule.id, frame.trigger, value=value, p=rule.p)


def _founding(scene: Scene, frame: Frame, rule: Rule, published: PartialDate | None) -> Iterator[Draft]:
    subjects = rules.refs(scene, frame, ["patient"], ["Organization"])
    if not subjects and not frame.patient:
        subjects = rules.refs(scene, frame, ["agent"], ["Organization"])
    years = [
        found[0]
        for prep in ("in", "around", "since", "by", "during", "circa", "from")
        for token in frame.at(prep)
        for t in token.subtree
        if (found := _YEAR.fullmatch(t.text))
    ]
    if not years:
        year = next((c.text for c in frame.trigger.children if _YEAR.fullmatch(c.text)), None)
        years = [year] if year else []
    if years and (published is None or int(years[0]) <= published.year):
        for subject in subjects:
            bound: dict[str, Scalar] = {"bound": "about"} if _rough(frame.trigger, years[0]) else {}
            yield Draft(subject, "founding_year", rule.id, frame.trigger, value=years[0], qualifiers=bound, p=rule.p)


def _rough(verb: Token, year: str) -> bool:
    """Whether a year is said to be a guess: "around 2011", "in about 2011"."""
    words = verb.sent.text.casefold().partition(year)[0].split()
    return not _ROUGHLY.isdisjoint(words[-2:])


def _size(scene: Scene, noun: Token, rule: Rule) -> Iterator[Draft]:
    """As in "has up to 20,000 armed members"; never the members of a body that something happened to."""
    counted = figures.count_of(noun)
    if counted is None:
        return
    frame = noun_frame(noun)
    subjects: list[Ref] = []
    start = noun.left_edge.i
    if start > 1 and noun.doc[start - 1].text == "(":  # "The X network (around 150 members)"
        subjects = [ref for ref in [scene.ref_at(noun.doc[start - 2])] if ref is not None and ref.type == "Organization"]
    elif noun.dep_ in ("dobj", "attr") and noun.head.lemma_ in rule.names("holds"):
        subjects = rules.refs(scene, frame, ["actor"], ["Organization"])
    elif noun.dep_ == "pobj" and noun.head.lower_ in ("with", "of", "at", "to"):
        over = noun.head.head
        subjects = [ref for ref in [scene.ref_at(over)] if ref is not None and ref.type == "Organization"]
        if not subjects and (
            noun.head.lower_ == "with"
            or over.lemma_ in _SIZED
            or (over.dep_ == "dobj" and over.head.lemma_ in rule.names("holds"))
        ):
            subjects = rules.refs(scene, frame, ["actor"], ["Organization"]) or rules.refs(
                scene, noun_frame(over), ["actor", "bearer"], ["Organization"]
            )
            if not subjects and over.pos_ == "VERB":
                subjects = rules.refs(scene, verb_frame(over), ["patient", "patient>'s", "patient>of"], ["Organization"])
    subjects = subjects or rules.refs(scene, frame, ["'s"], ["Organization"])
    for subject in subjects:
        yield Draft(
            subject, "size", rule.id, noun, value=str(counted), figure=counted, qualifiers={"bound": counted.bound}, p=rule.p
        )


def _reward(scene: Scene, noun: Token, rule: Rule) -> Iterator[Draft]:
    """An amount on someone's head: whom the phrase names, else the person that the sentence is about."""
    acting = rule.fields["acting"].get(noun.lemma_.lower())
    if acting and not any(t.lemma_ in acting for t in rules.above(noun)):
        return
    amount = _raised(noun) or figures.money(noun.doc[noun.left_edge.i : noun.right_edge.i + 1]) or figures.money(noun.sent)
    if amount is None or (amount.amount.high is None and amount.amount.approx) or any(t.lower_ == "their" for t in noun.subtree):
        return  # "tens of millions for their arrest" is no one's price
    near = [scene.ref_at(t) for t in noun.subtree if t.i > noun.i]
    named = [r for r in near if r is not None and r.type in ("Person", "Organization")]
    wanted = [r for r in named if r.type == "Person"] or rules.refs(scene, noun_frame(noun), ["actor"], ["Person"])
    wanted = wanted or rules.refs(scene, verb_frame(noun.head), ["for", "recipient", "on"], ["Person"])
    wanted = wanted or [r for t in noun.sent if (r := scene.ref_at(t)) is not None and r.type == "Person"][:1]
    for subject in dict.fromkeys(wanted):
        draft = Draft(subject, "reward", rule.id, noun, value=str(amount), figure=amount.amount, p=rule.p)
        draft.modality = "stated"  # "for information leading to his arrest": the arrest is to come, the offer stands
        yield draft


def _raised(noun: Token) -> Money | None:
    """The new amount of a reward that was raised: "doubled from $5 million to $10 million"."""
    if not any(t.lemma_ in _RAISING for t in rules.above(noun)):
        return None
    text = noun.sent.text
    found = re.search(r"\bfrom\b[^.;]*?\d[^.;]*? to (?=(?:up to )?(?:US|USD|EUR)? ?[$€£]?\d)", text)
    return figures.money(text[found.end() :]) if found else None


def _occupations(scene: Scene, knowledge: Knowledge, section: Section) -> Iterator[Draft]:
    for role in titles.read(scene, knowledge, section):
        following = role.head.doc[role.head.i + 1 : role.head.i + 2].text.lower()
        if (role.head.is_title and not role.head.is_sent_start) or following == "general":
            continue  # a title with a body of its own: relations read those
        predicate = "former_occupation" if role.former else "occupation"
        for holder in role.holders:
            yield Draft(holder, predicate, role.rule.id, role.head, value=role.word, p=role.rule.p)
