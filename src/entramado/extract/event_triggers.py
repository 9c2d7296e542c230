"""Words that tell of an event: which rule of the table a verb or a noun answers to, in its frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from entramado.extract.frames import Frame, conjuncts, noun_frame, verb_frame
from entramado.extract.happening import CRIMES
from entramado.extract.rules import Rule, fill, load, words
from entramado.extract.scene import Scene

AT: Final = words("events", "at")
_BOOKS: Final = words("events", "offence") | words("events", "convicting")
_OFFENCE: Final = words("events", "offence")


class Triggers:
    """The event words of one sentence, with their frames by token index."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.frames: dict[int, Frame] = {}

    def rules(self, token: Token) -> list[Rule]:
        """The rules that a token may be a mention by, the narrowest first."""
        return list(self._verb(token) if token.pos_ == "VERB" else self._noun(token))

    def _verb(self, token: Token) -> Iterator[Rule]:
        frame = verb_frame(token)
        turn(frame)
        self.frames[token.i] = frame
        section = load("events")["verbs"]
        for lemma in (_with_adverb(token), _with_preposition(token), frame.lemma):
            for rule in sorted(section.of(lemma), key=lambda r: "having" not in r.fields):
                if rule.fields.get("money") and not any(t.ent_type_ == "MONEY" or t.text in "$€£" for t in token.subtree):
                    continue
                if rule.fields.get("unnamed") and any(self.scene.mark_at(t) is not None for t in frame.patient):
                    continue
                if rule.fields.get("passive") and not frame.passive:
                    continue  # "was seized", "was sent to": in the active voice the words say other things as often
                if set(rule.names("unlike")) & {t.lemma_.lower() for t in (*token.children, *frame.complement)}:
                    continue
                if self._having(rule, frame) and (token.dep_ != "amod" or _there(token)) and self._has_object(rule, frame):
                    yield rule

    def _having(self, rule: Rule, frame: Frame) -> bool:
        wanted = rule.fields.get("having")
        if not wanted:
            return True
        if any(c.dep_ == "neg" for t in frame.complement for c in t.children) or any(
            c.dep_ == "neg" and c.i > frame.trigger.i for c in frame.trigger.children
        ):
            return False
        for slot, lemmas in wanted.items():
            tokens = fill(frame, [slot])
            tokens += [c for t in tokens for p in t.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
            tokens += [c for t in tokens for c in t.children if c.dep_ == "appos" and slot == "patient"]
            tokens += [
                c
                for c in frame.trigger.children
                if slot == "complement" and c.dep_ in ("xcomp", "ccomp", "advmod", "dobj", "amod")
            ]
            tokens += [c for t in tokens if t.dep_ == "amod" or slot == "complement" for c in conjuncts(t)]
            if any(t.lemma_.lower() in lemmas or t.lower_ in lemmas for t in tokens):
                return True
        return False

    def _has_object(self, rule: Rule, frame: Frame) -> bool:
        """A transitive word needs its object: "pulled over" on the roadside is no arrest."""
        slots: list[str] = next(iter(rule.fields["roles"].values()), [])
        return slots != ["patient"] or bool(frame.patient) or frame.passive or bool(rule.fields.get("having"))

    def _noun(self, token: Token) -> Iterator[Rule]:
        if token.pos_ not in ("NOUN", "PROPN"):
            return
        rules = load("events")["nouns"].of(token.lemma_.lower())
        if not rules:
            return
        mark = self.scene.mark_at(token)
        if mark is not None and mark.ref.type in ("Person", "Organization", "Place") and mark.how == "name":
            return
        if token.dep_ in ("compound", "nmod", "amod") and token.head.pos_ in ("NOUN", "PROPN"):
            return
        frame = noun_frame(token)
        _reattach(self.scene, frame)
        self.frames[token.i] = frame
        for rule in rules:
            if self._noun_fits(rule, token, frame):
                yield rule

    def _noun_fits(self, rule: Rule, token: Token, frame: Frame) -> bool:
        if rule.fields.get("singular") and token.tag_ in ("NNS", "NNPS"):
            return False
        modifiers = {t.lower_ for t in frame.oblique.get("compound", ())}
        if modifiers & set(rule.names("unlike")):
            return False
        like = set(rule.names("like"))
        if like and not like & {c.lower_ for c in token.children if c.dep_ in ("amod", "compound")}:
            return False
        if token.dep_ == "pobj" and (token.head.head.lemma_.lower() in _OFFENCE or token.head.head.lower_ == "according"):
            return False
        around = (*governors(token), *(c for c in token.children if c.dep_ == "amod"))
        if any(v.lemma_.lower() in rule.names("sought") for v in around):
            return False  # an extradition that is sought, waived or fought has not been made
        if rule.fields["kind"] in CRIMES and not _said_of_one(token, frame) and _in_the_books(token):
            return False
        if rule.fields.get("bare") is False and not _said_of_one(token, frame):
            return False
        under = rule.names("under")
        if under:
            verbs = governors(token)
            if not any(v.lemma_.lower() in under or with_particle(v) in under for v in verbs):
                return False
            if (
                rule.fields.get("violent")
                and token.lemma_ in ("action", "attack")
                and not modifiers & {"retaliatory", "violent", "coordinated"}
            ):
                return False
        return True


def turn(frame: Frame) -> None:
    """Undo what moves a subject or object: a fronted participle ("Launched in January, the task force …"), an inverted clause
    ("Also charged were X and Y"), an adjective between ("is due to receive"), an object said once for two verbs.
    """
    verb = frame.trigger
    if not frame.patient and _there(verb):
        frame.passive, frame.patient = True, [t for c in _listing(verb.head) for t in conjuncts(c)]
    if not frame.patient and verb.tag_ == "VBN":
        inverted = [t for t in _behind_be(verb) if t.i > verb.i]
        if inverted:
            frame.passive, frame.agent, frame.patient = True, [], [each for t in inverted for each in conjuncts(t)]
    if not frame.agent and not frame.passive and verb.dep_ == "xcomp" and verb.head.dep_ == "acomp":
        frame.agent = verb_frame(verb.head.head).agent
    fronted = verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "conj") and not frame.passive and not frame.patient
    if fronted and not any(c.dep_ in ("aux", "auxpass", "nsubj") for c in verb.children):
        frame.passive, frame.patient, frame.agent = True, frame.agent, []
    if not frame.patient and not frame.passive:
        for child in verb.children:  # "kidnapped and tied up a witness": the object said once is the object of both
            if (
                child.dep_ == "conj"
                and child.pos_ == "VERB"
                and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
            ):
                frame.patient = verb_frame(child).patient if not verb_frame(child).passive else []


def _there(verb: Token) -> bool:
    """Whether a participle is the verb of "there were secured four rifles"."""
    return verb.dep_ == "amod" and verb.i >= 2 and verb.nbor(-1).lemma_ == "be" and verb.nbor(-2).lower_ == "there"


def _listing(noun: Token) -> list[Token]:
    return [noun, *(c for c in noun.children if c.dep_ == "appos")]


def _behind_be(verb: Token) -> list[Token]:
    """The subject that stands behind the verb "be" of an inverted clause."""
    be = [c for c in verb.children if c.lemma_ == "be" and c.i > verb.i]
    be += [verb.head] if verb.head.lemma_ == "be" and verb.head.i > verb.i and verb.dep_ in ("csubj", "acomp", "advcl") else []
    found = [c for b in be for c in b.children if c.dep_ in ("nsubj", "nsubjpass", "attr") and c.i > b.i]
    return found or [c for c in verb.children if be and c.dep_ in ("nsubj", "attr") and c.i > be[0].i]


def _with_preposition(verb: Token) -> str:
    """One lemma for "broke out of", where the parser takes the particle for a preposition."""
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if following is None or following.dep_ != "prep" or following.lower_ not in ("out", "away", "off"):
        return ""
    return f"{verb.lemma_.lower()} {following.lower_}"


def _with_adverb(verb: Token) -> str:
    """One lemma for "shot dead", "beaten to death", "opened fire"."""
    lemma: str = verb.lemma_.lower()
    if verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "dead":
        return f"{lemma} dead"
    for child in verb.children:
        if child.lower_ == "dead":
            return f"{lemma} dead"
        if child.lower_ == "fatally":
            return "kill"
        if child.lower_ == "to" and any(c.lower_ == "death" for c in child.children):
            return "shoot dead"
        if child.dep_ == "conj" and child.lemma_ in ("kill", "murder"):
            return ""
        if child.lower_ == "fire" and child.dep_ == "dobj":
            return f"{lemma} fire"
    return lemma + "_"


def with_particle(verb: Token) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    return f"{verb.lemma_.lower()} {particle}"


def _reattach(scene: Scene, frame: Frame) -> None:
    """Give a noun the phrases that the parser hung on a place after it: "the arrest in Mexico of X"."""
    trigger = frame.trigger
    for child in trigger.children:
        if child.dep_ == "conj" and child.pos_ == "NOUN" and "of" not in frame.oblique:
            shared = noun_frame(child)  # "the arrest and extradition of X"
            _reattach(scene, shared)
            frame.oblique.setdefault("of", []).extend(shared.oblique.get("of", ()))
    if trigger.dep_ == "conj" and trigger.head.pos_ == "NOUN":
        shared = noun_frame(trigger.head)
        for child in trigger.head.children:
            _over_place(scene, child, shared)
        for slot in ("'s", "of", "to"):
            frame.oblique.setdefault(slot, shared.oblique.get(slot, []))
    for child in trigger.children:
        _over_place(scene, child, frame)


def _over_place(scene: Scene, prep: Token, frame: Frame) -> None:
    """Take the "of …" that hangs on the place in a phrase of place, or on the body behind "by"."""
    if prep.dep_ not in ("prep", "agent") or prep.lower_ not in (*AT, "to", "from", "by"):
        return
    for place in prep.children:
        ref = scene.ref_at(place)
        for inner in place.children if ref is not None and ref.type in ("Place", "Organization") else ():
            if inner.dep_ == "prep" and inner.lower_ == "of":
                heads = [c for c in inner.children if c.dep_ == "pobj"]
                frame.oblique.setdefault("of", []).extend(t for h in heads for t in conjuncts(h))


def _said_of_one(token: Token, frame: Frame) -> bool:
    """Whether a noun for an offence speaks of one that was done: "the murder of X", not "guilty of murder"."""
    return definite(token) or bool(frame.oblique.get("of") or frame.oblique.get("'s"))


def _in_the_books(token: Token) -> bool:
    """Whether a noun names an offence that someone is charged with: "guilty of kidnapping and aggravated assault"."""
    step = token
    while step.dep_ in ("conj", "pobj", "prep", "appos") and step.head != step:
        step = step.head
        if step.lemma_.lower() in _BOOKS:
            return True
    return False


def governors(noun: Token) -> Iterator[Token]:
    """Verbs whose subject or object a noun is, through "a wave of violence"."""
    token = noun
    while token.dep_ == "pobj" and token.head.lower_ in ("of", "into", "in") and token.head.head.pos_ in ("NOUN", "VERB"):
        if token.head.head.pos_ == "VERB":
            yield token.head.head
            return
        token = token.head.head
    if token.dep_ == "conj":
        token = token.head
    if token.dep_ in ("dobj", "nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX"):
        yield token.head
    elif token.dep_ == "pobj" and token.head.head.pos_ == "VERB":
        yield token.head.head
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB":
            yield child


def definite(token: Token) -> bool:
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those")) for c in token.children
    )
