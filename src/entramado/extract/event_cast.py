"""Who takes part in an event, how many, and what was taken: read off the frame of its trigger and the words around it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from entramado.extract.event_accused import before_court
from entramado.extract.event_agreement import COURT
from entramado.extract.event_settings import dateline, verbal
from entramado.extract.event_triggers import governors
from entramado.extract.figures import count_of
from entramado.extract.frames import Frame, bearers, conjuncts, verb_frame
from entramado.extract.happening import CRIMES, DOERS, KEYS, PARTIES, Count, Happening, Item
from entramado.extract.rules import fill, fits, listed, words
from entramado.extract.scene import Ref, Scene
from entramado.extract.stance import climb
from entramado.model.values import Figure

_LIGHT: Final = words("events", "light")
_MEMBERS: Final = words("events", "members")
_ONE: Final = words("events", "one")
_AGREE: Final = words("events", "agree")
_CONVICTING: Final = words("events", "convicting")
_UNCOUNTED: Final = words("events", "offence") | words("events", "uncounted")
_UNITS: Final = words("events", "units")
_GOODS: Final = words("events", "goods")
_ALL_ACCUSED: Final = frozenset(["defendants", "suspects", "co-defendants"])
_LISTED: Final = frozenset(["charge", "conviction", "sentencing", "arrest", "sanction", "designation"])


class Cast:
    """Fills the roles, counts and items of the mentions of one sentence."""

    def __init__(
        self, scene: Scene, sentence: TokenSpan, frames: dict[int, Frame], places: dict[int, list[tuple[Ref, Token]]]
    ) -> None:
        self.scene = scene
        self.sentence = sentence
        self.frames = frames
        self.places = places
        self.begin = dateline(sentence)

    def fill(self, happening: Happening) -> None:
        """Fill a mention in place."""
        rule, token = happening.rule, happening.trigger
        frame = self.frames[token.i]
        slots: dict[str, list[str]] = rule.fields.get("roles", {})
        types: dict[str, list[str]] = rule.fields.get("types", {})
        taken: set[int] = set()
        for role, names in slots.items():
            if role == "item":
                continue
            wanted = types.get(role, DOERS if happening.kind in CRIMES and role == "agent" else PARTIES)
            for slot in names:
                filled = False
                for head in fill(frame, [slot]):
                    if head.i in taken or head.i < self.begin:
                        continue
                    for ref in self._named(happening, head, wanted):
                        if role == "victim" and ref.type == "Organization" and head.lemma_.lower() not in _MEMBERS:
                            continue  # a body is hurt in its members: "three guards of X", not "an attack on X"
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
        if slots and not happening.roles and not happening.counts:
            heads = fill(frame, slots[next(iter(slots))][:1])
            happening.someone = not frame.verbal or any(t.tag_ in ("NN", "PRP") and t.lemma_ not in _UNCOUNTED for t in heads)
        if frame.verbal and slots and not happening.roles and not happening.counts:
            self._of_subject(happening, next(iter(slots)), types)
        if not frame.verbal:
            self._carried(happening, slots, types)
            if (
                not happening.counts
                and not happening.refs(*KEYS)
                and (figure := count_of(token)) is not None
                and "count" in rule.fields
            ):
                happening.counts.append(Count(str(rule.fields["count"]), figure, None, token))
        if happening.kind == "meeting":
            self._met(happening, frame)
        if happening.kind in CRIMES:
            self._defendant(happening)
        if "item" in slots:
            self._items(happening, frame, slots["item"], types.get("item", ()))
        self._states(happening, frame)
        if happening.kind == "escape":
            happening.places += [(ref, token) for ref, token in happening.roles.get("from", ()) if ref.type == "Place"]

    def _named(self, happening: Happening, head: Token, types: tuple[str, ...] | list[str]) -> list[Ref]:
        """Who a noun stands for; before a court, with those listed beside him: "A, 50; B, 42; and C, 43, were charged"."""
        found = participants(self.scene, head, types)
        if not found and happening.kind in COURT and (head.lower_ == "they" or head.lower_ in _ALL_ACCUSED):
            return before_court(self.scene, head)
        if happening.kind in _LISTED and len(found) == 1:
            found = [ref for ref in listed(self.scene, head, found[0]) if fits(ref, types)]
        return found

    def _of_subject(self, happening: Happening, role: str, types: dict[str, list[str]]) -> None:
        """A participle after a comma often speaks of the subject: "X has been a wanted man, indicted by a court"."""
        token: Token = happening.trigger
        if token.tag_ != "VBN" or token.dep_ not in ("acl", "advcl") or any(c.dep_ == "nsubjpass" for c in token.children):
            return
        root = self.sentence.root
        first = token.left_edge.i
        if not verbal(root) or root.i > token.i or first == 0 or token.doc[first - 1].text != ",":
            return
        for head in verb_frame(root).agent:
            for ref in participants(self.scene, head, types.get(role, PARTIES)):
                happening.give(role, ref, head)

    def _count(self, happening: Happening, role: str, slots: dict[str, list[str]], head: Token) -> None:
        predicate = happening.rule.fields.get("count")
        if predicate is None or role != next(iter(slots)) or any(ref.type == "Person" for ref in happening.refs(role)):
            return
        numbered = [t for t in head.subtree if t.i <= head.i and any(c.isdigit() for c in t.text)]
        in_name = bool(numbered) and all(self.scene.mark_at(t) is not None for t in numbered)  # "the MS-13 gang"
        figure = count_of(head) if head.lemma_.lower() not in _UNCOUNTED and not in_name else None
        if figure is None and any(c.lower_ == "another" for c in head.children) and head.tag_ == "NN":
            figure = Figure.exact(1)
        if figure is not None:
            happening.counts.append(Count(str(predicate), figure, _of_whom(head), head))

    def _carried(self, happening: Happening, slots: dict[str, list[str]], types: dict[str, list[str]]) -> None:
        """What a light verb says of the noun it carries: "the army carried out the raid in Tapalpa"."""
        for verb in governors(happening.trigger):
            lemma = verb.lemma_.lower()
            if lemma not in _LIGHT and not (happening.rule.fields.get("under") and lemma in happening.rule.names("under")):
                continue
            frame = self.frames.get(verb.i) or verb_frame(verb)
            if lemma in happening.rule.names("scene"):
                self._scene(happening, frame)
            if (
                "agent" in slots
                and {happening.trigger, *_above_of(happening.trigger)} & {*frame.patient}
                and not happening.rule.fields.get("violent")
            ):
                for head in _helped(verb) or frame.agent:
                    for ref in participants(self.scene, head, types.get("agent", PARTIES)):
                        happening.give("agent", ref, head)
                        if not self.places.get(happening.trigger.i) and happening.kind == "alert":
                            happening.places += [(r, t) for t, r in _seat(self.scene, head)]

    def _met(self, happening: Happening, frame: Frame) -> None:
        """Who met by the words around: "I told X when we met", "agreed between X and Y at the summit"."""
        heads: list[Token] = []
        token = happening.trigger
        if frame.verbal and any(t.lower_ == "we" for t in frame.agent):
            for verb in self.sentence:
                if verb.lemma_ in ("tell", "assure", "promise", "say") and verb.pos_ == "VERB" and verb.i < token.i:
                    above = verb_frame(verb)
                    heads = [*above.agent, *above.recipient, *above.patient]
        elif token.dep_ == "pobj" and token.head.lower_ in ("at", "during"):
            clause = next((s.head for s in climb(token) if verbal(s.head)), None)
            if clause is not None and clause.lemma_ in _AGREE:
                above = verb_frame(clause)
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
            for token in _enumerated(head):
                item = _item(self.scene, token)
                if item is None or not (happening.items or not types or _wanted(item, types)):
                    continue  # what is listed behind a thing of the right sort was taken with it
                if all(item.text != other.text for other in happening.items):
                    happening.items.append(item)

    def _states(self, happening: Happening, frame: Frame) -> None:
        """In how many states: "across at least 20 Mexican states"."""
        if not (happening.rule.fields.get("violent") or happening.rule.fields.get("states")):
            return
        tokens = [*frame.at("in", "across", "throughout")]
        for verb in governors(happening.trigger):
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


def participants(scene: Scene, head: Token, types: tuple[str, ...] | list[str]) -> list[Ref]:
    """The referents of these types that a noun stands for: itself, the body its members belong to, who it is said of."""
    found = scene.ref_at(head)
    if found is not None:
        return [found] if fits(found, types) and (found.name or found.collective) else []
    if head.lower_ in ("pursuant", "hostage", "captive"):
        # the parser takes the name for a modifier: "designated X pursuant to", "held X hostage"
        return [r for r in (scene.ref_at(c) for c in head.children if c.i == head.i - 1) if r is not None and fits(r, types)]
    if head.lemma_ in ("delegation", "team"):
        led = [c for v in head.children if v.dep_ == "acl" and v.lemma_ in ("lead", "head", "chair") for c in verb_frame(v).agent]
        return [ref for ref in (scene.ref_at(t) for t in led) if ref is not None and ref.name and fits(ref, types)]
    if head.lemma_.lower() in _MEMBERS and not (head.tag_ == "NN" and head.lemma_.lower() in _ONE):
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
    if "Person" in types and _is_pair(head):
        return _pair(scene, head)
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


def _is_pair(head: Token) -> bool:
    """Whether words speak of two persons told before: "the two leaders", "both men", "the pair", "the two"."""
    if head.lemma_ == "victim":
        return False  # those whom the text names last are as often the accused
    if head.lemma_ in ("pair", "duo") or head.lower_ in ("both", "two"):
        return head.lower_ == "both" or any(c.lower_ in ("the", "these") for c in head.children)
    words = {c.lower_ for c in head.children}
    return head.tag_ == "NNS" and ("both" in words or bool({"two"} & words and {"the", "these", "those"} & words))


def _pair(scene: Scene, head: Token) -> list[Ref]:
    """The two persons that the nearest text before names, when it names just two."""
    here = scene.number(head), head.i
    before = [m for m in scene.marks() if (m.passage, m.start) < here and m.ref.type == "Person" and m.ref.name]
    last = list(dict.fromkeys(m.ref for m in reversed(before[-6:])))[:2]
    return last[::-1] if len(last) == 2 else []


def _own_group(scene: Scene, head: Token) -> Ref | None:
    """The group that "cartel gunmen" are of, where the text has named only one."""
    if not any(
        c.dep_ in ("compound", "nmod", "amod") and c.lower_ in ("cartel", "gang") and scene.ref_at(c) is None
        for c in head.children
    ):
        return None
    here = scene.number(head), head.i
    groups = {id(m.ref): m.ref for m in scene.marks() if m.ref.kind == "criminal" and m.ref.name and (m.passage, m.start) < here}
    return next(iter(groups.values())) if len(groups) == 1 else None


def _enumerated(head: Token) -> list[Token]:
    """A noun and what is listed behind it; the parser takes some of a list for appositions."""
    found = conjuncts(head)
    for token in found:
        found += [c for c in token.children if c.dep_ == "appos" and any(g.dep_ in ("nummod", "det") for g in c.children)]
        found += [c for c in token.children if c.dep_ == "conj" and c not in found]
    return found


def _wanted(item: Item, types: list[str] | tuple[str, ...]) -> bool:
    """Whether a thing is of these types; ``goods``: of the things that police find and take."""
    if item.ref is not None:
        return fits(item.ref, types)
    return "goods" in types and item.token.lemma_.lower() in _GOODS


def _above_of(noun: Token) -> Iterator[Token]:
    """The nouns that a noun is "of": "a state of emergency", "a wave of arrests"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
        yield noun


def _helped(verb: Token) -> list[Token]:
    """Who carries a thing out with another's help: "assisted the army in carrying out the raid"."""
    if verb.dep_ != "pcomp" or verb.head.head.lemma_ not in ("assist", "help", "aid", "support"):
        return []
    return verb_frame(verb.head.head).patient


def _describes(token: Token) -> bool:
    return (
        token.dep_ in ("appos", "acl", "oprd") or (token.dep_ == "prep" and token.lower_ in ("of", "as")) or token.dep_ == "pobj"
    )


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
    inner = [c for p in head.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    end = inner[0].i + 1 if inner and head.lemma_.lower() in _MEMBERS and inner[0].i - head.i < 8 else head.i + 1
    return head.doc[words[0].i : end].text


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
    words = [t for t in thing.lefts if t.dep_ in ("amod", "compound", "nmod") and not t.like_num and t.left_edge.i >= t.i - 2]
    start = min([t.left_edge.i for t in words] + [thing.i])
    return Item(thing.doc[start : thing.i + 1].text.strip(" -–—•*"), ref, quantity, unit, thing)
