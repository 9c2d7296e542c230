"""What one word tells of an event: who, to whom, where, when, how many, read off its frame.

A `Happening` is one mention of an event in one sentence. Dates and places go to the word they hang on in the parse, and from there to the
words inside its clause that have none of their own: in "on Feb. 22 troops raided a ranch, killing two", the killing has the raid's date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from entramado.extract import dates
from entramado.extract.figures import count_of
from entramado.extract.frames import Frame, bearers, conjuncts, noun_frame, verb_frame
from entramado.extract.rules import Rule, fill, fits, load
from entramado.extract.scene import Ref, Scene
from entramado.extract.stance import climb
from entramado.knowledge import Knowledge
from entramado.model.values import Figure, PartialDate

STORY: Final = 8
"""Sentences that a day told in a story holds for."""
PARTIES: Final = ("Person", "Organization", "Place:country", "Place:admin1")
_LIGHT: Final = frozenset(
    [
        "carry",
        "conduct",
        "launch",
        "stage",
        "commit",
        "execute",
        "hold",
        "mount",
        "undertake",
        "make",
        "perform",
        "declare",
        "issue",
        "order",
    ]
    + [
        "activate",
        "raise",
        "lead",
        "erect",
        "chair",
        "attend",
        "announce",
        "unseal",
        "return",
        "impose",
        "orchestrate",
        "organize",
        "host",
    ]
)
"""Verbs whose subject does what their object names."""
_OCCUR: Final = frozenset(
    ["take", "occur", "happen", "come", "begin", "start", "hold", "carry", "conduct", "end", "be", "last", "launch"]
)
_SPEECH_ARGUMENT: Final = ("ccomp",)
_AT: Final = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "across",
        "throughout",
        "around",
        "along",
        "on",
        "within",
        "off",
        "including",
        "like",
        "as",
    ]
)
_AWAY: Final = frozenset(["after", "before", "since", "until", "despite"])
_MEMBERS: Final = frozenset(
    [
        "member",
        "troop",
        "gunmen",
        "hitman",
        "hitmen",
        "force",
        "officer",
        "agent",
        "official",
        "cell",
        "gunman",
        "affiliate",
        "operative",
        "soldier",
        "unit",
        "personnel",
        "faction",
    ]
    + [
        "leader",
        "boss",
        "fighter",
        "gang",
        "police",
        "authority",
        "operation",
        "government",
        "leadership",
        "headquarters",
        "branch",
        "lieutenant",
    ]
)
_AGREE: Final = frozenset(
    ["make", "agree", "establish", "announce", "launch", "discuss", "reach", "sign", "commit", "create", "form", "pledge"]
)
_RESULT: Final = frozenset(["result", "lead", "end", "culminate", "cause", "leave"])
_OFFENCE: Final = frozenset(["count", "degree", "charge", "conspiracy", "circumstance", "attempt", "solicitation", "felony"])
_CONVICTING: Final = frozenset(
    ["convict", "guilty", "charge", "accuse", "sentence", "acquit", "plead", "suspect", "indict", "find"]
)
CASUALTIES: Final = ("killing", "attack", "arrest")
CRIMES: Final = frozenset(["killing", "attack", "kidnapping", "arson", "shipment", "escape", "clash", "blockade"])


@dataclass(eq=False, slots=True)
class Count:
    """A figure told of an event: the predicate it goes under, and of whom."""

    predicate: str
    figure: Figure
    of: str | None
    token: Token


@dataclass(eq=False, slots=True)
class Item:
    """A thing seized, shipped or paid: its words, referent when it is one, quantity and unit."""

    text: str
    ref: Ref | None
    quantity: Figure | None
    unit: str | None
    token: Token


@dataclass(eq=False, slots=True)
class Happening:
    """One mention of an event. ``parent``: the mention in the same sentence that this one is part of or happened in."""

    rule: Rule
    kind: str
    trigger: Token
    definite: bool = False
    roles: dict[str, list[tuple[Ref, Token]]] = field(default_factory=dict)
    dates: list[tuple[PartialDate, bool]] = field(default_factory=list)
    places: list[tuple[Ref, Token]] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    parent: Happening | None = None
    equal: Happening | None = None
    """The mention that this one is said to be: "the raid was a military operation"."""
    sentence: int = 0
    setting: PartialDate | None = None
    """The day that the story told last, when this mention names none."""

    @property
    def only_counts(self) -> bool:
        """Says how many were killed, hurt or arrested, of which body at most, and names no one."""
        counted = bool(self.counts) and self.kind in CASUALTIES and not self.rule.fields.get("violent")
        return counted and not any(ref.type == "Person" for ref in self.refs(*self.roles))

    def refs(self, *roles: str) -> list[Ref]:
        return [ref for role in roles for ref, _ in self.roles.get(role, ())]

    def give(self, role: str, ref: Ref, token: Token) -> None:
        held = self.roles.setdefault(role, [])
        if all(ref is not other for other, _ in held):
            held.append((ref, token))


def happenings(scene: Scene, knowledge: Knowledge) -> list[Happening]:
    """Every mention of an event in the document, in text order; headlines are left to the stories under them."""
    found: list[Happening] = []
    published = dates.anchor(scene.docs, scene.document.published)
    previous: PartialDate | None = None
    number = told_at = 0
    for passage, doc in enumerate(scene.docs):
        for sentence in doc.sents:
            number += 1
            told = dates.find(sentence, published, previous)
            if scene.passages[passage].kind != "headline":
                reader = _Sentence(scene, knowledge, sentence, told)
                for happening in reader.read():
                    happening.sentence = number
                    happening.setting = previous if number - told_at <= STORY else None
                    found.append(happening)
            days = [m.date for m in told if m.date.day and m.relation == "on"]
            if days:
                previous, told_at = days[-1], number
    return found


class _Sentence:
    """One sentence: its triggers, and which of them its dates and places belong to."""

    def __init__(self, scene: Scene, knowledge: Knowledge, sentence: TokenSpan, told: list[dates.DateMention]) -> None:
        self.scene = scene
        self.knowledge = knowledge
        self.sentence = sentence
        self.triggers: dict[int, Happening] = {}
        self.frames: dict[int, Frame] = {}
        self.dates: dict[int, list[tuple[PartialDate, bool]]] = {}
        self.places: dict[int, list[tuple[Ref, Token]]] = {}
        self.told = told

    def read(self) -> list[Happening]:
        for token in self.sentence:
            rule = self._verb(token) if token.pos_ == "VERB" else self._noun(token)
            if rule is not None:
                self.triggers[token.i] = Happening(rule, str(rule.fields["kind"]), token, definite=_definite(token))
        if not self.triggers:
            return []
        self._own()
        for happening in self.triggers.values():
            self._roles(happening)
        for happening in self.triggers.values():
            self._settle(happening, set())
        return list(self.triggers.values())

    # triggers

    def _verb(self, token: Token) -> Rule | None:
        frame = verb_frame(token)
        _turn(frame)
        self.frames[token.i] = frame
        section = load("events")["verbs"]
        for lemma in (frame.lemma, _with_adverb(token)):
            for rule in sorted(section.of(lemma), key=lambda r: "having" not in r.fields):
                if self._having(rule, frame) and token.dep_ != "amod" and self._has_object(rule, frame):
                    return rule
        return None

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
            tokens += [
                c
                for c in frame.trigger.children
                if slot == "complement" and c.dep_ in ("xcomp", "ccomp", "advmod", "dobj", "amod")
            ]
            if any(t.lemma_.lower() in lemmas or t.lower_ in lemmas for t in tokens):
                return True
        return False

    def _has_object(self, rule: Rule, frame: Frame) -> bool:
        """A transitive word needs its object: "pulled over" on the roadside is no arrest."""
        slots = next(iter(rule.fields["roles"].values()), [])
        return slots != ["patient"] or bool(frame.patient) or frame.passive or bool(rule.fields.get("having"))

    def _noun(self, token: Token) -> Rule | None:
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        rules = load("events")["nouns"].of(token.lemma_.lower())
        if not rules:
            return None
        mark = self.scene.mark_at(token)
        if mark is not None and mark.ref.type in ("Person", "Organization", "Place") and mark.how == "name":
            return None
        if token.dep_ in ("compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
            return None
        frame = noun_frame(token)
        _reattach(self.scene, frame)
        self.frames[token.i] = frame
        for rule in rules:
            if self._noun_fits(rule, token, frame):
                return rule
        return None

    def _noun_fits(self, rule: Rule, token: Token, frame: Frame) -> bool:
        if rule.fields.get("singular") and token.tag_ in ("NNS", "NNPS"):
            return False
        modifiers = {t.lower_ for t in frame.oblique.get("compound", ())}
        if modifiers & set(rule.names("unlike")):
            return False
        if token.dep_ == "pobj" and token.head.head.lemma_.lower() in _OFFENCE:
            return False
        if rule.fields.get("bare") is False and not _said_of_one(token, frame):
            return False
        under = rule.names("under")
        if under:
            verbs = _governors(token)
            if not any(v.lemma_.lower() in under or _with_particle(v) in under for v in verbs):
                return False
            if (
                rule.fields.get("violent")
                and token.lemma_ in ("action", "attack")
                and not modifiers & {"retaliatory", "violent", "coordinated"}
            ):
                return False
        return True

    # dates and places

    def _own(self) -> None:
        for mention in self.told:
            span = self.sentence.doc[mention.start : mention.end]
            if mention.relation == "on" or span.root.dep_ in ("compound", "nmod", "amod", "nummod"):
                owner = self._owner(span.root)
                if owner is not None:
                    self.dates.setdefault(owner.i, []).append((mention.date, mention.approx))
        seen: set[int] = set()
        for token in self.sentence:
            mark = self.scene.mark_at(token)
            if mark is None or id(mark) in seen or mark.ref.type != "Place":
                continue
            seen.add(id(mark))
            root = self.scene.tokens(mark).root
            owner = self._place_owner(root)
            if owner is not None:
                self.places.setdefault(owner.i, []).append((mark.ref, root))

    def _owner(self, token: Token) -> Token | None:
        """The trigger or verb that an adjunct belongs to."""
        if token.i in self.triggers:
            return token
        for step in climb(token):
            head = step.head
            if head.i in self.triggers or _verbal(head):
                return head
        return None

    def _place_owner(self, token: Token) -> Token | None:
        """The trigger or verb that a place is the scene of, or None when it is something else's place."""
        if _enclosing(self.scene, token):
            return None
        steps = list(climb(token))
        if not steps:
            return None
        first = steps[0].head
        if token.dep_ in ("conj", "appos"):
            return self._place_owner(first) if self.scene.ref_at(first) is not None else None
        if token.dep_ not in ("pobj", "npadvmod", "nmod") or (token.dep_ == "pobj" and first.lower_ not in _AT):
            return None
        for step in steps:
            head = step.head
            if head.i in self.triggers or _verbal(head):
                return head
            if step.child.dep_ in ("nsubj", "nsubjpass", "poss", "agent"):
                return None
        return None

    def _settle(self, happening: Happening, active: set[int]) -> None:
        """Give a mention its own dates and places, else those of the clause it stands in."""
        index = happening.trigger.i
        if index in active:
            return
        active = active | {index}
        happening.dates = happening.dates or list(self.dates.get(index, ()))
        happening.places = happening.places or list(self.places.get(index, ()))
        if happening.trigger.dep_ == "attr":
            subjects = [self.triggers.get(c.i) for c in happening.trigger.head.children if c.dep_ == "nsubj"]
            happening.equal = next((s for s in subjects if s is not None), None)
        for step in climb(happening.trigger):
            head, child = step.head, step.child
            told_by = head.lemma_ in _OCCUR or head.lemma_ in happening.rule.names("under")
            if child.dep_ in ("nsubj", "nsubjpass", "csubj") and head.i not in self.triggers and not told_by:
                break
            if child.dep_ == "ccomp" and head.i not in self.triggers:
                break
            if child.lower_ in _AWAY or (
                child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _AWAY for c in child.children)
            ):
                break
            if child.dep_ == "prep" and child.lower_ == "following" and happening.kind not in ("operation", "clash", "attack"):
                break
            above = self.triggers.get(head.i) or self._cause(head, child)
            if above is not None:
                self._settle(above, active)
                if happening.parent is None:
                    happening.parent = above
                if not _separate(happening, above):
                    happening.dates = happening.dates or list(above.dates)
                    happening.places = happening.places or list(above.places)
                    above.dates = above.dates or list(happening.dates)
                    above.places = above.places or list(happening.places)
                break
            if _verbal(head):
                happening.dates = happening.dates or list(self.dates.get(head.i, ()))
                happening.places = happening.places or list(self.places.get(head.i, ()))

    def _cause(self, verb: Token, child: Token) -> Happening | None:
        """The event that led to this one: "the raid resulted in the death of X"."""
        if verb.lemma_ not in _RESULT or child.dep_ in ("nsubj", "nsubjpass"):
            return None
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        subjects = [verb.head if c.tag_ == "WDT" else c for c in subjects] or ([verb.head] if verb.dep_ == "acl" else [])
        return next((self.triggers[c.i] for c in subjects if c.i in self.triggers), None)

    # participants

    def _roles(self, happening: Happening) -> None:
        rule, token = happening.rule, happening.trigger
        frame = self.frames[token.i]
        slots: dict[str, list[str]] = rule.fields.get("roles", {})
        types: dict[str, list[str]] = rule.fields.get("types", {})
        taken: set[int] = set()
        for role, names in slots.items():
            if role == "item":
                continue
            wanted = types.get(role, PARTIES)
            for slot in names:
                filled = False
                for head in fill(frame, [slot]):
                    if head.i in taken:
                        continue
                    for ref in participants(self.scene, head, wanted):
                        if any(ref is other for others in happening.roles.values() for other, _ in others):
                            continue
                        happening.give(role, ref, head)
                        filled = True
                    if slot != "compound":
                        self._count(happening, role, slots, head)
                    if filled:
                        taken.add(head.i)
                if filled and not rule.fields.get("spread"):
                    break
        if not frame.verbal:
            self._carried(happening, slots, types)
        if happening.kind == "meeting":
            self._met(happening, frame)
        if happening.kind in CRIMES:
            self._defendant(happening)
        if "item" in slots:
            self._items(happening, frame, slots["item"], types.get("item", ()))
        self._states(happening, frame)

    def _count(self, happening: Happening, role: str, slots: dict[str, list[str]], head: Token) -> None:
        predicate = happening.rule.fields.get("count")
        if predicate is None or role != next(iter(slots)) or any(ref.type == "Person" for ref in happening.refs(role)):
            return
        figure = count_of(head)
        if figure is None and any(c.lower_ == "another" for c in head.children) and head.tag_ == "NN":
            figure = Figure.exact(1)
        if figure is not None:
            happening.counts.append(Count(str(predicate), figure, _of_whom(head), head))

    def _carried(self, happening: Happening, slots: dict[str, list[str]], types: dict[str, list[str]]) -> None:
        """What a light verb says of the noun it carries: "the army carried out the raid in Tapalpa"."""
        for verb in _governors(happening.trigger):
            lemma = verb.lemma_.lower()
            if lemma not in _LIGHT and not (happening.rule.fields.get("under") and lemma in happening.rule.names("under")):
                continue
            frame = self.frames.get(verb.i) or verb_frame(verb)
            if lemma in happening.rule.names("scene"):
                self._scene(happening, frame)
            if "agent" in slots and happening.trigger in frame.patient and not happening.rule.fields.get("violent"):
                for head in _helped(verb) or frame.agent:
                    for ref in participants(self.scene, head, types.get("agent", PARTIES)):
                        happening.give("agent", ref, head)
                        if not self.places.get(happening.trigger.i) and happening.kind == "alert":
                            happening.places += [(r, t) for t, r in _seat(self.scene, head)]

    def _met(self, happening: Happening, frame: Frame) -> None:
        """Who met by the words around: "I told X when we met", "agreed between X and Y at the summit"."""
        heads: list[Token] = []
        token = happening.trigger
        if frame.verbal and any(t.lower_ == "we" for t in frame.agent) and token.dep_ == "advcl":
            above = verb_frame(token.head)
            heads = [*above.agent, *above.recipient, *above.patient]
        elif token.dep_ == "pobj" and token.head.lower_ in ("at", "during"):
            verb = next((s.head for s in climb(token) if _verbal(s.head)), None)
            if verb is not None and verb.lemma_ in _AGREE:
                above = verb_frame(verb)
                heads = above.at("between", "with") or above.agent
        for head in heads:
            for ref in participants(self.scene, head, ("Person", "Place:country", "Organization:government")):
                happening.give("agent", ref, head)

    def _scene(self, happening: Happening, frame: Frame) -> None:
        """The place that is the subject: "parts of Jalisco erupted into violence"."""
        for head in frame.agent:
            for token in (head, *(c for p in head.children if p.lower_ == "of" for c in p.children)):
                ref = self.scene.ref_at(token)
                if ref is not None and ref.type == "Place":
                    happening.places.append((ref, token))

    def _defendant(self, happening: Happening) -> None:
        """The doer of a crime is who was charged with it or convicted of it."""
        for step in climb(happening.trigger):
            head = step.head
            if head.lemma_.lower() not in _CONVICTING or head.pos_ not in ("VERB", "AUX", "ADJ"):
                continue
            verb = head if head.pos_ in ("VERB", "AUX") else head.head
            if verb.pos_ not in ("VERB", "AUX"):
                return
            frame = self.frames.get(verb.i) or verb_frame(verb)
            accused = frame.patient or (frame.agent if verb.lemma_ in ("plead", "be") else [])
            if step.child.pos_ not in ("ADP", "VERB") and step.child.dep_ not in ("prep", "pcomp"):
                return
            happening.roles.pop("agent", None)
            for head_token in accused:
                for ref in participants(self.scene, head_token, ("Person", "Organization")):
                    if ref not in happening.refs("victim"):
                        happening.give("agent", ref, head_token)
            return

    def _items(self, happening: Happening, frame: Frame, slots: list[str], types: list[str] | tuple[str, ...]) -> None:
        for head in fill(frame, slots):
            for token in conjuncts(head):
                item = _item(self.scene, token)
                if item is None or (types and (item.ref is None or not fits(item.ref, types))):
                    continue
                if all(item.text != other.text for other in happening.items):
                    happening.items.append(item)

    def _states(self, happening: Happening, frame: Frame) -> None:
        """In how many states: "across at least 20 Mexican states"."""
        if not (happening.rule.fields.get("violent") or happening.rule.fields.get("states")):
            return
        tokens = [*frame.at("in", "across", "throughout")]
        for verb in _governors(happening.trigger):
            tokens += (self.frames.get(verb.i) or verb_frame(verb)).at("in", "across", "throughout")
        with_clause = [
            t
            for t in self.sentence
            if t.lemma_ == "state" and t.dep_ == "pobj" and t.head.lower_ in ("in", "across", "throughout")
        ]
        for token in (*tokens, *(with_clause if happening.rule.fields.get("violent") else ())):
            figure = count_of(token) if token.lemma_ == "state" else None
            if figure is not None and all(c.predicate != "states" for c in happening.counts):
                happening.counts.append(Count("states", figure, None, token))


def _said_of_one(token: Token, frame: Frame) -> bool:
    """Whether a noun for an offence speaks of one that was done, not of the offence: "the murder of X", not "guilty of murder"."""
    return _definite(token) or bool(frame.oblique.get("of") or frame.oblique.get("'s"))


def participants(scene: Scene, head: Token, types: tuple[str, ...] | list[str]) -> list[Ref]:
    """The referents of these types that a noun stands for: itself, the body its members belong to, who it is said of."""
    found = scene.ref_at(head)
    if found is not None:
        return [found] if fits(found, types) and (found.name or found.collective) else []
    if head.lemma_ in ("delegation", "team"):
        led = [c for v in head.children if v.dep_ == "acl" and v.lemma_ in ("lead", "head", "chair") for c in verb_frame(v).agent]
        return [ref for ref in (scene.ref_at(t) for t in led) if ref is not None and ref.name and fits(ref, types)]
    if head.lemma_.lower() in _MEMBERS:
        own = _own_group(scene, head)
        if own is not None and fits(own, types):
            return [own]
        for child in head.children:
            if child.dep_ in ("compound", "nmod", "poss", "amod") or (child.dep_ == "prep" and child.lower_ in ("of", "from")):
                for token in [child] if child.dep_ != "prep" else [c for c in child.children if c.dep_ == "pobj"]:
                    ref = scene.ref_at(token)
                    if ref is not None and ref.name and fits(ref, types) and ref.type in ("Organization", "Place"):
                        return [ref]
    if head.pos_ in ("NOUN", "NUM") and "Person" in types:
        named = _named_below(scene, head)
        if named is not None:
            return [named]
    if head.pos_ in ("NOUN", "NUM", "DET", "PRON"):
        refs = [scene.ref_at(token) for token in bearers(head)]
        return [ref for ref in dict.fromkeys(r for r in refs if r is not None) if ref.name and fits(ref, types)][
            : 1 if head.tag_ == "NN" else None
        ]
    return []


def _named_below(scene: Scene, head: Token) -> Ref | None:
    """The person that a description goes on to name: "one of the leaders of the cartel, X", "the smuggler known as X"."""
    if head.tag_ in ("NNS", "NNPS"):
        return None
    for token in head.subtree:
        called = token.dep_ == "pobj" and token.head.lower_ == "as" and token.head.head.lemma_ in ("know", "identify", "call")
        if token.i <= head.i or not (token.dep_ == "appos" or called or (token.dep_ == "oprd" and token.head.dep_ == "acl")):
            continue
        ref = scene.ref_at(token)
        path = list(takewhile(lambda t: t != head, (step.child for step in climb(token))))
        if ref is not None and ref.type == "Person" and ref.name and all(_describes(t) for t in path):
            return ref
    return None


def _own_group(scene: Scene, head: Token) -> Ref | None:
    """The group that "cartel gunmen" are of, where the text has named only one."""
    if not any(
        c.dep_ in ("compound", "nmod") and c.lower_ in ("cartel", "gang") and scene.ref_at(c) is None for c in head.children
    ):
        return None
    here = scene.number(head), head.i
    groups = {id(m.ref): m.ref for m in scene.marks() if m.ref.kind == "criminal" and m.ref.name and (m.passage, m.start) < here}
    return next(iter(groups.values())) if len(groups) == 1 else None


def _helped(verb: Token) -> list[Token]:
    """Who carries a thing out with another's help: "assisted the army in carrying out the raid"."""
    if verb.dep_ != "pcomp" or verb.head.head.lemma_ not in ("assist", "help", "aid", "support"):
        return []
    return verb_frame(verb.head.head).patient


def _verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ != "prep"  # "including", "following" are tagged as verbs


def _describes(token: Token) -> bool:
    return (
        token.dep_ in ("appos", "acl", "oprd") or (token.dep_ == "prep" and token.lower_ in ("of", "as")) or token.dep_ == "pobj"
    )


def _turn(frame: Frame) -> None:
    """A fronted participle ("Launched in January, the task force …") speaks of the subject as its object."""
    verb = frame.trigger
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


def _reattach(scene: Scene, frame: Frame) -> None:
    """Give a noun the phrases that the parser hung on a place after it: "the arrest in Mexico of X"."""
    trigger = frame.trigger
    for child in trigger.children:
        if child.dep_ == "conj" and child.pos_ == "NOUN" and "of" not in frame.oblique:
            shared = noun_frame(child)  # "the arrest and extradition of X"
            _reattach(scene, shared)
            frame.oblique.setdefault("of", []).extend(shared.oblique.get("of", ()))
    if trigger.dep_ == "conj" and trigger.head.pos_ == "NOUN" and "'s" not in frame.oblique:
        frame.oblique["'s"] = noun_frame(trigger.head).oblique.get("'s", [])
    for child in trigger.children:
        for place in child.children if child.dep_ == "prep" and child.lower_ in (*_AT, "to", "from") else ():
            ref = scene.ref_at(place)
            for prep in place.children if ref is not None and ref.type == "Place" else ():
                if prep.dep_ == "prep" and prep.lower_ == "of":
                    heads = [c for c in prep.children if c.dep_ == "pobj"]
                    frame.oblique.setdefault(prep.lower_, []).extend(t for h in heads for t in conjuncts(h))


def _with_adverb(verb: Token) -> str:
    """ "shot dead", "beaten to death", "opened fire" as one lemma."""
    lemma: str = verb.lemma_.lower()
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


def _with_particle(verb: Token) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    return f"{verb.lemma_.lower()} {particle}"


def _governors(noun: Token) -> Iterator[Token]:
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


def _definite(token: Token) -> bool:
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those")) for c in token.children
    )


def _separate(one: Happening, other: Happening) -> bool:
    """Court acts and the crimes they are about happen at different times and places."""
    court = {"charge", "conviction", "sentencing", "extradition", "designation", "sanction"}
    return (one.kind in court) != (other.kind in court)


def _enclosing(scene: Scene, token: Token) -> bool:
    """Whether a place only says where another one lies: "Tapalpa, Jalisco", "the town of Tapalpa in Jalisco"."""
    ref = scene.ref_at(token)
    size = {"country": 4, "region": 4, "admin1": 3, "admin2": 2}
    here = size.get((ref.kind or "") if ref else "", 1)
    for step in climb(token):
        if _verbal(step.head):
            break
        other = scene.ref_at(step.head)
        if other is not None and other.type == "Place" and other is not ref:
            return step.child.dep_ != "conj" and size.get(other.kind or "", 1) < here
        for child in step.head.children:
            inner = scene.ref_at(child)
            if child.dep_ == "prep" and child.lower_ == "of" and child.i < token.i:
                inner = next((scene.ref_at(c) for c in child.children if c.dep_ == "pobj"), None)
                if inner is not None and inner is not ref and inner.type == "Place" and size.get(inner.kind or "", 1) < here:
                    return True
    before = (
        token.doc[token.left_edge.i - 2] if token.left_edge.i >= 2 and token.doc[token.left_edge.i - 1].lower_ == "," else None
    )
    other = scene.ref_at(before) if before is not None else None
    return other is not None and other.type == "Place" and other is not ref and size.get(other.kind or "", 1) < here


def _seat(scene: Scene, head: Token) -> Iterator[tuple[Token, Ref]]:
    """The place whose officer someone is: "Jalisco Governor X", "the governor of Jalisco"."""
    for token in head.doc[head.left_edge.i : head.i]:
        ref = scene.ref_at(token)
        if ref is not None and ref.type == "Place":
            yield token, ref
            return


def _of_whom(head: Token) -> str | None:
    """Whom a figure counts, in the text's words without the figure: "National Guard members"."""
    words = [
        t for t in head.subtree if t.i <= head.i and t.dep_ not in ("det", "nummod", "quantmod", "advmod", "punct", "predet")
    ]
    words = [
        t
        for t in words
        if not t.like_num and t.lower_ not in ("other", "additional", "another", "more", "at", "least", "than", "up", "to", "as")
    ]
    if not words or head.like_num:
        return None
    return head.doc[words[0].i : head.i + 1].text


_UNITS: Final = frozenset(
    [
        "kilogram",
        "kilo",
        "kg",
        "gram",
        "pound",
        "ton",
        "tonne",
        "ounce",
        "liter",
        "litre",
        "gallon",
        "pill",
        "tablet",
        "package",
        "round",
    ]
)


def _item(scene: Scene, token: Token) -> Item | None:
    """A thing with its quantity: "23 kilos of methamphetamine", "armored vehicles", "$40,000"."""
    quantity = count_of(token)
    unit = None
    thing = token
    if token.lemma_.lower() in _UNITS or token.lower_ in ("worth", "quantities", "amount", "load", "shipment"):
        unit = token.lemma_.lower()
        inner = [c for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
        if not inner:
            return None
        thing = inner[0]
    ref = scene.ref_at(thing)
    if ref is not None and ref.type not in ("Substance", "Asset"):
        return None
    if ref is None and (thing.pos_ not in ("NOUN", "SYM", "NUM") or thing.lower_ in ("it", "control", "power", "opportunity")):
        return None
    words = [t for t in thing.lefts if t.dep_ in ("amod", "compound", "nmod") and not t.like_num]
    start = min([t.left_edge.i for t in words] + [thing.i])
    return Item(thing.doc[start : thing.i + 1].text, ref, quantity, unit, thing)
