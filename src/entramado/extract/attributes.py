"""Values said of a person or body, by the tables of ``attributes.yaml``: offences, sentences, occupations, designations,
founding years, sizes, rewards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from entramado.extract import dates, figures, rules, titles
from entramado.extract.frames import Frame, conjuncts, frames, noun_frame
from entramado.extract.particulars import particulars
from entramado.extract.rules import Rule, Section
from entramado.extract.scene import Draft, Ref, Scene
from entramado.knowledge import Knowledge
from entramado.model.values import PartialDate

_NO_OFFENCE: Final = frozenset(
    {
        "circumstance",
        "circumstances",
        "enhancement",
        "enhancements",
        "allegation",
        "connection",
        "role",
        "roles",
        "crime",
        "crimes",
        "charge",
        "charges",
        "offense",
        "offenses",
        "part",
        "involvement",
        "warrant",
        "indictment",
        "trial",
        "them",
        "it",
        "this",
        "that",
        "participation",
        "date",
        "sentence",
        "allegations",
        "felony",
        "felonies",
        "misdemeanor",
        "years",
        "activities",
        "act",
        "acts",
        "order",
        "plea",
        "agreement",
        "deal",
        "jury",
        "court",
        "judge",
        "exchange",
    }
)
_COUNTED: Final = frozenset(
    {
        "count",
        "counts",
        "charge",
        "charges",
        "crime",
        "crimes",
        "offense",
        "offenses",
        "role",
        "roles",
        "felony",
        "felonies",
        "allegation",
        "allegations",
        "part",
        "involvement",
        "number",
        "series",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "participation",
        "act",
        "acts",
    }
)
_STOP: Final = frozenset(
    {
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "multiple",
        "numerous",
        "several",
        "various",
        "felony",
        "count",
        "counts",
        "federal",
        "alleged",
        "other",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "additional",
    }
)
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")


def attributes(scene: Scene, knowledge: Knowledge) -> None:
    """Add a draft for every value that a rule reads; the same one twice in a sentence is kept once."""
    table = rules.load("attributes")
    seen: set[tuple[int, str, str, int]] = set()
    for draft in _all(scene, knowledge, table):
        assert draft.value is not None
        key = (id(draft.subject), draft.predicate, draft.value, scene.span(draft.trigger.sent).start)
        if draft.value and key not in seen:
            seen.add(key)
            scene.drafts.append(draft)


def _all(scene: Scene, knowledge: Knowledge, table: rules.Table) -> Iterator[Draft]:
    yield from _occupations(scene, knowledge, table["occupations"])
    published = dates.anchor(scene.docs, scene.document.published)
    for sentence in scene.sentences():
        for frame in frames(sentence):
            yield from _of_verb(scene, table, frame, published)
        for token in sentence:
            if token.pos_ in ("NOUN", "PROPN"):
                yield from _of_noun(scene, table, token)
    yield from particulars(scene, table, published)


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
    subjects = rules.refs(scene, frame, rule.names("subject"), ["Person", "Organization"])
    if not subjects:
        return
    for value, head in offences(rules.fill(frame, rule.names("value")) or _under_complement(frame, rule.names("value"))):
        for subject in subjects:
            yield Draft(
                subject,
                str(rule.fields["predicate"]),
                rule.id,
                head if rule.fields.get("noun") else frame.trigger,
                value=value,
                p=rule.p,
            )


def _under_complement(frame: Frame, prepositions: tuple[str, ...]) -> list[Token]:
    """The "to …" of "guilty to …", which the parser may hang on the adjective."""
    return [
        token
        for complement in frame.complement
        for prep in complement.children
        if prep.dep_ == "prep" and prep.lower_ in prepositions
        for head in prep.children
        if head.dep_ in ("pobj", "pcomp")
        for token in conjuncts(head)
    ]


def offences(heads: list[Token], depth: int = 0) -> Iterator[tuple[str, Token]]:
    """Offences as the text words them, counts and articles away: "four counts of first-degree murder" → "first-degree murder"."""
    for head in heads:
        inner = [
            token
            for prep in head.children
            if prep.dep_ == "prep" and prep.lower_ in ("of", "in", "for")
            for target in prep.children
            if target.dep_ in ("pobj", "pcomp")
            for token in conjuncts(target)
        ]
        if head.lower_ in _COUNTED:
            if inner and depth < 4:
                yield from offences(inner, depth + 1)
            elif left := _worded(head.doc[head.left_edge.i : head.i]):
                yield left, head  # "faces drug trafficking charges"
            continue
        if head.tag_ == "VBG" and (objects := [c for c in head.children if c.dep_ == "dobj"]):
            yield _worded(head.doc[head.i : objects[0].right_edge.i + 1 if _short(objects[0]) else objects[0].i + 1]), head
            continue
        if (
            head.lower_ in _NO_OFFENCE
            or head.pos_ not in ("NOUN", "PROPN", "VERB")
            or head.ent_type_ in ("DATE", "TIME", "PERSON", "GPE")
        ):
            continue
        end = head.i + 1
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ == "of" and prep.i == end and _short(prep):
                end = prep.right_edge.i + 1
            elif prep.dep_ == "prep" and prep.lower_ == "to" and prep.i == end and _short(prep):
                end = prep.right_edge.i + 1
        if value := _worded(head.doc[max(head.left_edge.i, head.sent.start) : end]):
            yield value, head


def _short(token: Token) -> bool:
    return token.right_edge.i - token.left_edge.i < 6


def _worded(span: TokenSpan) -> str:
    """The words of a phrase without what only counts or points."""
    tokens = list(span)
    while tokens and (tokens[0].lower_ in _STOP or tokens[0].like_num or tokens[0].is_punct or tokens[0].pos_ in ("DET", "PRON")):
        tokens.pop(0)
    while tokens and (tokens[-1].is_punct or tokens[-1].lower_ in ("charges", "charge", "counts", "count")):
        tokens.pop()
    return span.doc[tokens[0].i : tokens[-1].i + 1].text if tokens else ""


def _sentence(scene: Scene, frame: Frame, rule: Rule) -> Iterator[Draft]:
    near = rule.names("with")
    if near and not any(t.lemma_ in near for t in frame.trigger.subtree):
        return
    subjects = rules.refs(scene, frame, rule.names("subject"), ["Person"])
    for token in rules.fill(frame, rule.names("value")):
        phrase = token.doc[token.left_edge.i : token.right_edge.i + 1].text
        found = re.match(
            r"(?:a (?:term|sentence|total) of |a |an )?(.*?(?:years?|months?|days?|life|death|probation)\b(?:[ -]to[ -]life)?"
            r"(?:(?: in| of)? (?:state |federal |county )?(?:prison|jail|probation|imprisonment|custody))?"
            r"(?: without (?:the possibility of )?parole)?)",
            phrase,
            re.IGNORECASE,
        )
        if found and len(found[1]) < 90:
            for subject in subjects:
                yield Draft(subject, "sentence", rule.id, frame.trigger, value=found[1], p=rule.p)
            return


def _designation(scene: Scene, frame: Frame, rule: Rule) -> Iterator[Draft]:
    heads = [*frame.at("as"), *frame.complement, *frame.patient]
    words = " ".join(t.lower_ for head in heads for t in head.subtree)
    value = next((name for pattern, name in rule.fields["values"].items() if pattern in words), None)
    if value is None:
        return
    for subject in rules.refs(scene, frame, ["patient"], ["Organization", "Person"]):
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
            yield Draft(subject, "founding_year", rule.id, frame.trigger, value=years[0], p=rule.p)


def _size(scene: Scene, noun: Token, rule: Rule) -> Iterator[Draft]:
    """ "has up to 20,000 armed members"; never the members of a body that something happened to."""
    counted = figures.count_of(noun)
    if counted is None:
        return
    frame = noun_frame(noun)
    subjects: list[Ref] = []
    if noun.dep_ in ("dobj", "attr") and noun.head.lemma_ in rule.names("holds"):
        subjects = rules.refs(scene, frame, ["actor"], ["Organization"])
    elif noun.dep_ == "pobj" and noun.head.lower_ in ("with", "of", "at"):
        subjects = [ref for ref in [scene.ref_at(noun.head.head)] if ref is not None and ref.type == "Organization"]
    subjects = subjects or rules.refs(scene, frame, ["'s"], ["Organization"])
    for subject in subjects:
        yield Draft(
            subject, "size", rule.id, noun, value=str(counted), figure=counted, qualifiers={"bound": counted.bound}, p=rule.p
        )


def _reward(scene: Scene, noun: Token, rule: Rule) -> Iterator[Draft]:
    """An amount on someone's head: whom the phrase names, else the person that the sentence is about."""
    amount = figures.money(noun.doc[noun.left_edge.i : noun.right_edge.i + 1]) or figures.money(noun.sent)
    if amount is None:
        return
    near = [scene.ref_at(t) for t in noun.subtree if t.i > noun.i]
    named = [r for r in near if r is not None and r.type in ("Person", "Organization")]
    wanted = [r for r in named if r.type == "Person"] or rules.refs(scene, noun_frame(noun), ["actor"], ["Person"])
    wanted = wanted or [r for t in noun.sent if (r := scene.ref_at(t)) is not None and r.type == "Person"][:1]
    for subject in dict.fromkeys(wanted):
        yield Draft(subject, "reward", rule.id, noun, value=str(amount), figure=amount.amount, p=rule.p)


def _occupations(scene: Scene, knowledge: Knowledge, section: Section) -> Iterator[Draft]:
    for role in titles.read(scene, knowledge, section):
        predicate = "former_occupation" if role.former else "occupation"
        for holder in role.holders:
            yield Draft(holder, predicate, role.rule.id, role.head, value=role.text.lower(), p=role.rule.p)
