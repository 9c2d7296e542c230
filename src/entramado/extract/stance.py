"""How firmly a text puts a thing: modality and negation, read on the way up the parse from the word that carries it.

On the way up, a step into the complement of a verb ("planned to kill") takes on that verb's stance; a step out of a modifier
("the raid that killed him may …") does not: from there on only who speaks still matters, which is for `attribution` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from entramado.extract.rules import Section, load
from entramado.model.claim import Modality

WEAKER: Final[tuple[Modality, ...]] = ("stated", "reported", "alleged", "believed", "predicted", "hypothetical")
_HAPPEN: Final = frozenset(
    [
        "happen",
        "occur",
        "take",
        "hold",
        "carry",
        "make",
        "begin",
        "start",
        "conduct",
        "launch",
        "come",
        "follow",
        "be",
        "have",
        "commit",
        "execute",
    ]
)
_REAL: Final = frozenset(
    ["manage", "begin", "start", "continue", "help", "go", "come", "appear", "prove", "proceed", "use", "have", "get"]
)
_HELD_OUT: Final = frozenset(["risk", "fear", "likelihood", "possibility", "information"])
_TOLD: Final = frozenset(
    ["report", "claim", "allegation", "accusation", "suggestion", "rumor", "rumour", "idea", "notion", "assertion", "version"]
)
_NOUNS: Final = ("NOUN", "PROPN", "NUM")
_CONDITION: Final = ("if", "unless", "whether", "lest")


@dataclass(frozen=True, slots=True)
class Step:
    """One step up the parse. ``within``: still inside the complement, so the head's stance holds for the trigger."""

    child: Token
    head: Token
    within: bool


@dataclass(slots=True)
class Stance:
    """Modality and negation of a trigger word. ``denier``: the verb by which someone disputes it, or None."""

    modality: Modality = "stated"
    negated: bool = False
    denier: Token | None = None

    def weaken(self, modality: Modality) -> None:
        if WEAKER.index(modality) > WEAKER.index(self.modality):
            self.modality = modality


def weakest(*modalities: Modality) -> Modality:
    return max(modalities, key=WEAKER.index, default="stated")


def climb(trigger: Token) -> Iterator[Step]:
    """The steps from a token to the root of its sentence."""
    token, within = trigger, True
    while token.head != token:
        within = within and _stays(token)
        yield Step(token, token.head, within)
        token = token.head


def _stays(token: Token) -> bool:
    """Whether what holds of the head's complement holds of this token."""
    dep, head = token.dep_, token.head
    if dep in ("ccomp", "xcomp", "pcomp", "conj", "dobj", "attr", "acomp", "oprd", "agent", "dative", "pobj"):
        return True
    if dep == "prep":
        if head.lemma_ == "be":
            return True  # "is allegedly in charge of": the copula holds what it says of its subject
        return _governs(head.lemma_.lower(), token.lower_) or token.lower_ == "without"
    if dep == "acl":
        that = any(c.lower_ == "that" and c.dep_ in ("mark", "dobj") for c in token.children) and head.lemma_ in _TOLD
        return that or any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children) or head.lower_ in _HELD_OUT
    if dep in ("nsubj", "nsubjpass"):
        return head.lemma_ in _HAPPEN
    return dep in ("advcl", "compound", "amod") and token.pos_ not in _NOUNS


def _governs(lemma: str, preposition: str) -> bool:
    """Whether a word's stance reaches what stands under this preposition: "accused of", "plan for", "lead to"."""
    table = load("attribution")
    if lemma in ("lead", "result", "end", "culminate"):
        return preposition in ("in", "to")
    return any(preposition in rule.names("preps") for name in ("stance", "failure") for rule in table[name].of(lemma))


def stance(trigger: Token, presupposed: bool = False) -> Stance:
    """How firmly the sentence of ``trigger`` puts what it carries.

    ``presupposed``: the words only name someone in passing ("troops may arrest X, a leader of Y"); the clause puts nothing of it.
    """
    found = Stance()
    _own(trigger, found, negation=True)
    if presupposed:
        return found
    if trigger.sent.text.rstrip().endswith("?"):
        found.weaken("hypothetical")
    shared = trigger  # the verb whose auxiliaries and adverbs hold for the trigger: its own, or that of the coordination it ends
    for step in climb(trigger):
        if not step.within:
            break
        _step(step, found)
        if step.child == shared and step.child.dep_ == "conj" and step.head.pos_ in ("VERB", "AUX"):
            if not any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in step.child.children):
                _own(step.head, found, negation=False)  # "allegedly laundered the money and paid the cell"
            shared = step.head
        elif step.child.dep_ == "prep" and step.head.pos_ in ("VERB", "AUX"):
            _own(step.head, found, negation=step.head.lemma_ in ("lead", "result", "be"))
        elif step.child.pos_ in _NOUNS and step.child.dep_ in ("dobj", "nsubj", "nsubjpass", "attr"):
            _own(step.head, found, negation=step.child.dep_ != "dobj" or step.head.lemma_ in _HAPPEN)
    return found


def _step(step: Step, found: Stance) -> None:
    child, head = step.child, step.head
    table = load("attribution")
    if child.dep_ == "advcl":
        if any(c.dep_ == "mark" and c.lower_ in _CONDITION for c in child.children):
            found.weaken("hypothetical")
        elif _infinitive(child) and head.lemma_ not in _REAL:
            found.weaken("hypothetical")
        return
    if child.dep_ == "prep" and child.lower_ == "without":
        found.negated = True
    if head.dep_ == "prep" or head.pos_ == "ADP":
        if head.lower_ == "without":
            found.negated = True
        return
    if child.dep_ == "conj":
        return
    under = child.lower_ if child.dep_ == "prep" or child.pos_ == "ADP" else None
    if child.dep_ in ("nsubj", "nsubjpass", "appos", "compound", "amod", "agent"):
        return
    lemma = head.lemma_.lower()
    if lemma == "have" and child.dep_ == "xcomp" and any(c.lower_ == "yet" for c in (*head.children, *child.children)):
        found.weaken("hypothetical")  # "has yet to be sentenced"
    for modality in _held(table["stance"], lemma, under, child, head):
        found.weaken(modality)
    for rule in table["failure"].of(lemma):
        if under is None and child.dep_ in ("xcomp", "dobj", "acl") or under in rule.names("preps"):
            found.negated = True
    if table["denial"].of(lemma) and under is None and child.dep_ in ("ccomp", "dobj", "xcomp"):
        found.negated = not found.negated
        found.denier = head
    _own(head, found, negation=child.dep_ in ("xcomp", "acomp"), modal=child.dep_ in ("xcomp", "acomp", "attr"))


def _held(section: Section, lemma: str, under: str | None, child: Token, head: Token) -> Iterator[Modality]:
    for rule in section.of(lemma):
        if under is not None and under not in rule.names("preps"):
            continue
        passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in head.children) or head.tag_ == "VBN" or head.pos_ != "VERB"
        if rule.id in ("stance.believe", "stance.report", "stance.schedule") and not passive:
            continue
        if rule.id == "stance.accuse" and under is None and head.lemma_ not in ("face", "allege", "investigate"):
            continue
        yield _modality(rule.fields["modality"])


def _modality(word: str) -> Modality:
    return next(m for m in WEAKER if m == word)


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _own(token: Token, found: Stance, *, negation: bool, modal: bool = True) -> None:
    """What stands by a word itself: auxiliaries, adverbs, negation, and "no" before it or before its subject."""
    table = load("attribution")
    if modal:
        _auxiliaries(token, found)
    for child in token.children:
        for rule in table["adverbs"].of(child.lower_):
            if child.pos_ == "ADV":
                found.weaken(_modality(rule.fields["modality"]))
        if child.dep_ == "mark" and child.lower_ in _CONDITION:
            found.weaken("hypothetical")
        if child.dep_ == "amod" and child.lower_ in ("alleged", "purported", "suspected", "supposed"):
            found.weaken("alleged")
        if child.dep_ == "amod" and child.lower_ in (
            "planned",
            "attempted",
            "possible",
            "potential",
            "failed",
            "future",
            "threatened",
            "proposed",
        ):
            found.weaken("hypothetical")
        if not negation:
            continue
        if child.dep_ == "neg" or child.lower_ == "never" or (child.dep_ == "det" and child.lower_ in ("no", "neither")):
            found.negated = True
        if child.lemma_ == "contest":
            continue  # who pleads no contest does not contest
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and any(c.lower_ == "no" and c.dep_ == "det" for c in child.children):
            found.negated = True


def _auxiliaries(verb: Token, found: Stance) -> None:
    for child in verb.children:
        if child.dep_ == "aux":
            for rule in load("attribution")["auxiliaries"].of(child.lower_):
                found.weaken(_modality(rule.fields["modality"]))
