"""When and where: dates and places go to the word they hang on in the parse, and from there to the words inside its clause
that have none of their own. In "on Feb. 22 troops raided a ranch, killing two", the killing has the raid's date.
"""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from entramado.extract.dates import DateMention
from entramado.extract.event_triggers import AT, governors, with_particle
from entramado.extract.happening import CRIMES, SCENES, Happening
from entramado.extract.rules import words
from entramado.extract.scene import Ref, Scene
from entramado.extract.stance import climb
from entramado.extract.storydates import NUMBERS
from entramado.model.values import PartialDate

_OCCUR: Final = words("events", "occur")
_RESULT: Final = words("events", "result")
_AWAY: Final = words("events", "away")
_SITES: Final = words("events", "sites")
_VENUES: Final = words("events", "venues")
_COURTS: Final = words("events", "convicting") | words("events", "court")
_JUDGES: Final = frozenset(["judge", "court", "jury", "justice", "tribunal"])
_NAME: Final = r"[A-Z][\w.'’]*"
_DATELINE: Final = re.compile(
    rf"{_NAME}(?: {_NAME}){{0,3}}(?:, [\w.]+(?: \d{{1,2}})?(?:, \d{{4}})?)?(?: \([^)]{{2,30}}\))? ?(?:--?|–|—) ?(?=[A-Z“\"])"
)
"""A place, perhaps its state, the day and the wire, then a dash and a capital."""
_APART: Final = re.compile(
    rf"\b(?P<number>{'|'.join(NUMBERS)}|\d{{1,2}}) (?P<unit>day|week|month|year)s? (?P<side>after|before|following)\b",
    re.IGNORECASE,
)


class Settings:
    """The dates and places of one sentence, by index of the trigger or verb that they belong to."""

    def __init__(self, scene: Scene, sentence: TokenSpan, told: list[DateMention], triggers: dict[int, Happening]) -> None:
        self.scene = scene
        self.sentence = sentence
        self.told = told
        self.triggers = triggers
        self.dates: dict[int, list[tuple[PartialDate, bool]]] = {}
        self.places: dict[int, list[tuple[Ref, Token]]] = {}
        self.begin = dateline(sentence)
        self._own()

    def settle(self) -> None:
        """Give every mention its dates, places and the mention it is part of."""
        for match in _APART.finditer(self.sentence.text):
            self._apart(match)
        for happening in self.triggers.values():
            self._settle(happening, set())
            if happening.rule.fields.get("violent"):
                self._set_off(happening)

    def _own(self) -> None:
        verbless = not verbal(self.sentence.root) and self.sentence.root.i not in self.triggers
        for mention in self.told:
            if mention.end <= self.begin:
                continue
            span = self.sentence.doc[mention.start : mention.end]
            if mention.relation == "on" or span.root.dep_ in ("compound", "nmod", "amod", "nummod"):
                owner = self._followed(span) or self._owner(span.root)
                for index in [owner.i] if owner is not None else self.triggers if verbless else ():
                    self.dates.setdefault(index, []).append((mention.date, mention.approx))
        seen: set[int] = set()
        for token in self.sentence:
            mark = self.scene.mark_at(token)
            if mark is None or id(mark) in seen or mark.ref.type != "Place" or token.i < self.begin:
                continue
            seen.add(id(mark))
            root = self.scene.tokens(mark).root
            owner = self._place_owner(root)
            if owner is not None:
                self.places.setdefault(owner.i, []).append((mark.ref, root))

    def _followed(self, date: TokenSpan) -> Token | None:
        """The act before a court that another followed, when its day is told behind it: "following his plea in May"."""
        before = [t for t in self.sentence if t.i < date.start and (t.i in self.triggers or verbal(t))]
        last = before[-1] if before else None
        if last is None or last.pos_ != "NOUN" or last.i not in self.triggers or self.triggers[last.i].kind != "conviction":
            return None
        after = (
            last.dep_ == "pobj" and last.head.lower_ in ("following", "after") and "," not in date.doc[last.i : date.start].text
        )
        return last if after else None

    def _owner(self, token: Token) -> Token | None:
        """The trigger or verb that an adjunct belongs to."""
        if token.i in self.triggers:
            return token
        for step in climb(token):
            head = step.head
            if head.i in self.triggers or verbal(head):
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
        if _residence(self.scene, token):
            return None
        if token.dep_ in ("conj", "appos"):
            return self._place_owner(first) if self.scene.ref_at(first) is not None or first.lemma_ in _SITES else None
        named = self.triggers.get(first.i)
        if token.dep_ in ("compound", "nmod") and named is not None and named.kind in SCENES and _fine(self.scene, token):
            return first  # "the Tapalpa raid"
        if (
            token.dep_ in ("compound", "nmod")
            and first.lemma_ in (_SITES | _VENUES)
            and first.i > token.i
            and self.scene.ref_at(first) is None
        ):
            return self._place_owner(first)  # "in Guayas province"
        if first.lower_ == "of" and first.head.lemma_ in _SITES and self.scene.ref_at(first.head) is None:
            return self._place_owner(first.head)  # "in the town of Tapalpa"
        if token.dep_ not in ("pobj", "npadvmod", "nmod") or (token.dep_ == "pobj" and first.lower_ not in AT):
            return None
        for step in steps:
            head = step.head
            if head.i in self.triggers or verbal(head):
                return head
            described = step.child.dep_ == "appos" and step.child == first.head and step.child.pos_ == "NOUN"
            if described or step.child.dep_ in ("nsubj", "nsubjpass", "poss", "agent"):
                return None  # "designated X, a fishing company in Lisbon"
        return None

    def _settle(self, happening: Happening, active: set[int]) -> None:
        """Give a mention its own dates and places, else those of the clause it stands in."""
        index = happening.trigger.i
        if index in active:
            return
        active = active | {index}
        own = (happening.trigger, *_auxiliary(happening.trigger), *_asides(happening.trigger))
        happening.dates = happening.dates or [d for t in own for d in self.dates.get(t.i, ())]
        happening.places = happening.places or [p for t in own for p in self.places.get(t.i, ())]
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
            if happening.kind in CRIMES and head.lemma_.lower() in _COURTS and head.i not in self.triggers:
                break  # "will be arraigned tomorrow on charges of shooting X"
            if child.lower_ in _AWAY or (
                child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _AWAY for c in child.children)
            ):
                break
            if child.dep_ == "prep" and child.lower_ == "following" and happening.kind not in ("operation", "clash", "attack"):
                break
            if child.dep_ in ("relcl", "acl") and self._someone(head) and not _scene_clause(child) and not _elliptic(child):
                break  # "X, who was arrested in May, was freed on Monday": the main clause tells of something else
            if child.dep_ == "conj" and any(c.dep_ == "aux" and c.lower_ in ("will", "may", "could") for c in child.children):
                break  # "was arrested on Tuesday and will be extradited"
            above = self.triggers.get(head.i) or self._cause(head, child)
            if above is not None:
                self._settle(above, active)
                if happening.parent is None:
                    happening.parent = above
                if happening.apart is not None:
                    break
                if child.dep_ == "conj" or not _separate(happening, above):
                    happening.dates = happening.dates or list(above.dates)
                    happening.places = happening.places or list(above.places)
                    above.dates = above.dates or list(happening.dates)
                    above.places = above.places or list(happening.places)
                break
            for verb in (
                (head, *(c for c in head.children if c.dep_ == "conj" and c.i < child.i), *_auxiliary(head), *_asides(head))
                if verbal(head)
                else ()
            ):
                happening.dates = happening.dates or list(self.dates.get(verb.i, ()))
                happening.places = happening.places or list(self.places.get(verb.i, ()))

    def _apart(self, match: re.Match[str]) -> None:
        """The days between two mentions: "the raid came a week after gunmen ambushed a patrol"."""
        start = self.sentence.start_char + match.start("side")
        side = self.sentence.doc.char_span(start, start + len(match["side"]), alignment_mode="expand")
        if side is None:
            return
        clause = side[0].head if side[0].dep_ == "mark" else side[0]
        inner = next((self.triggers[t.i] for t in clause.subtree if t.i in self.triggers and t.i > side[0].i), None)
        outer: Happening | None = None
        for step in climb(clause):
            told = [t for t in (step.head, *step.head.children) if t.i in self.triggers and t.i < clause.left_edge.i]
            told = told or [t for t in (step.head,) if t.i in self.triggers]
            if told and outer is None:
                outer = self.triggers[told[0].i]
        if inner is None or outer is None or inner is outer:
            return
        count = NUMBERS.get(match["number"].lower()) or int(match["number"])
        inner.apart = (outer, count if match["side"].lower() == "before" else -count, match["unit"].lower())

    def _set_off(self, happening: Happening) -> None:
        """What the subject of "set off", "triggered" names, through "the raid's success"."""
        for verb in governors(happening.trigger):
            if not {verb.lemma_.lower(), with_particle(verb)} & set(happening.rule.names("under")):
                continue
            for subject in (c for c in verb.children if c.dep_ == "nsubj"):
                told = [t for t in (subject, *subject.children) if t.i in self.triggers]
                if told and self.triggers[told[0].i] is not happening:
                    happening.cause = self.triggers[told[0].i]

    def _someone(self, noun: Token) -> bool:
        """Whether a clause hangs on a person; the parser hangs those on events on any noun between."""
        ref = self.scene.ref_at(noun)
        return noun.i not in self.triggers and (ref.type == "Person" if ref is not None else noun.tag_ in ("NN", "NNS", "CD"))

    def _cause(self, verb: Token, child: Token) -> Happening | None:
        """The event that led to this one: "the raid resulted in the death of X"."""
        if verb.lemma_ not in _RESULT or child.dep_ in ("nsubj", "nsubjpass"):
            return None
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        subjects = [verb.head if c.tag_ == "WDT" else c for c in subjects] or ([verb.head] if verb.dep_ == "acl" else [])
        return next((self.triggers[c.i] for c in subjects if c.i in self.triggers), None)


def _fine(scene: Scene, place: Token) -> bool:
    """Whether a place is smaller than a country, whose name before a noun says whose rather than where."""
    ref = scene.ref_at(place)
    return ref is not None and ref.kind not in ("country", "region")


def _residence(scene: Scene, place: Token) -> bool:
    """Whether a place is where a person is from: "X, 25, Lisbon, was charged"."""
    doc, first = place.doc, place.left_edge.i
    mark = scene.mark_at(place)
    first = mark.start if mark is not None else first
    if first < 2 or doc[first - 1].text != ",":
        return False
    before = doc[first - 2]
    ref = scene.ref_at(before)
    return (before.like_num and len(before) <= 2) or (ref is not None and ref.type == "Person")


def _scene_clause(verb: Token) -> bool:
    """Whether a clause tells what happened in what it hangs on: "a stop in which agents found …", "a judge, who sentenced …"."""
    head = verb.head.lemma_.lower()
    if head in _JUDGES:
        return True
    return any(
        c.lower_ in ("where", "when") or (c.dep_ == "prep" and any(g.lower_ == "which" for g in c.children))
        for c in verb.children
    )


def _elliptic(verb: Token) -> bool:
    """Whether a participle is the verb of a clause cut short: "ten were killed and six others injured"."""
    return verb.tag_ == "VBN" and verb.head.dep_ == "conj" and verb.head.head.pos_ == "VERB"


def _auxiliary(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass")]


def _asides(verb: Token) -> list[Token]:
    """The verbs that say when and where the occasion of a clause was: "during a search carried out on Saturday"."""
    clause = (verb, *_auxiliary(verb))  # the parser hangs what is fronted on "was", too
    occasions = [
        n
        for v in clause
        for p in v.children
        if p.dep_ == "prep" and p.lower_ in ("during", "in", "amid", "at")
        for n in p.children
    ]
    return [c for noun in occasions if noun.dep_ == "pobj" for c in noun.children if c.dep_ == "acl" and c.pos_ == "VERB"]


def dateline(sentence: TokenSpan) -> int:
    """Where the story begins after a dateline ("LISBON, May 3 (Wire) - Police …"): index of the first token after it."""
    found = _DATELINE.match(sentence.text) if sentence.start == 0 else None
    if found is None:
        return sentence.start
    return next((t.i for t in sentence if t.idx - sentence.start_char >= found.end()), sentence.start)


def _separate(one: Happening, other: Happening) -> bool:
    """Court acts and the crimes they are about happen at different times and places."""
    court = {"charge", "conviction", "sentencing", "extradition", "designation", "sanction"}
    return (one.kind in court) != (other.kind in court)


_SIZE: Final = {"country": 4, "region": 4, "admin1": 3, "admin2": 2}


def _enclosing(scene: Scene, token: Token) -> bool:
    """Whether a place only says where another one lies: "Tapalpa, Jalisco", "the town of Tapalpa in Jalisco"."""
    ref = scene.ref_at(token)
    here = _SIZE.get((ref.kind or "") if ref else "", 1)

    def holds(inner: Ref | None) -> bool:
        return inner is not None and inner is not ref and inner.type == "Place" and _SIZE.get(inner.kind or "", 1) < here

    first = token.left_edge.i
    if first >= 2 and token.doc[first - 1].lower_ == "," and holds(scene.ref_at(token.doc[first - 2])):
        return True
    for step in climb(token):
        if verbal(step.head):
            break
        other = scene.ref_at(step.head)
        if other is not None and other.type == "Place" and other is not ref:
            return step.child.dep_ != "conj" and holds(other)
        for child in step.head.children:
            named = child.dep_ == "prep" and child.lower_ == "of" and child.i < token.i
            if named and any(holds(scene.ref_at(c)) for c in child.children if c.dep_ == "pobj"):
                return True
    return False


def verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ != "prep"  # "including", "following" are tagged as verbs
