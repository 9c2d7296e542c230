"""Who does what to whom: predicate frames read off the dependency parse, with voice, control, relative clauses and
conjunctions undone, so that a rule names a verb and its roles once and holds for every way of saying it.

Roles follow the parse labels of spaCy's English models (ClearNLP scheme): agent (logical subject), patient (logical
object), recipient (indirect object), and one list of heads for each preposition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

_SUBJECTS = {"nsubj", "csubj"}
_PASSIVE = {"nsubjpass", "csubjpass"}
_CONTROL = {"xcomp", "conj", "advcl", "pcomp", "acl"}
_PLACING = ("in", "into", "at", "near", "on", "during", "from", "to", "outside", "along", "across", "through", "via", "around")
_BLAMING = frozenset(
    "accuse arrest blame capture charge convict designate detain fine imprison indict investigate jail praise prosecute punish "
    "sanction sentence suspect thank try want".split()
)
"""Verbs whose object, not subject, did what their "for …", "of …", "with …" says."""
_SPANS = frozenset({"year", "month", "decade", "week", "day"})
_DEVERBAL_AGENT = {"by"}


@dataclass(slots=True)
class Frame:
    """One predicate. Heads of its arguments as tokens, conjuncts spelled out; ``trigger`` is the verb or noun."""

    trigger: Token
    lemma: str
    verbal: bool
    agent: list[Token] = field(default_factory=list)
    patient: list[Token] = field(default_factory=list)
    recipient: list[Token] = field(default_factory=list)
    oblique: dict[str, list[Token]] = field(default_factory=dict)
    complement: list[Token] = field(default_factory=list)
    """attr, acomp, oprd: what a copula or "named", "considered" says of its subject or object."""
    passive: bool = False
    negated: bool = False

    def at(self, *prepositions: str) -> list[Token]:
        """Heads under any of these prepositions, in order of the prepositions named."""
        return [token for name in prepositions for token in self.oblique.get(name, ())]


def conjuncts(head: Token) -> list[Token]:
    """The head and what is coordinated with it, in text order."""
    found = [head]
    stack = [head]
    while stack:
        for child in stack.pop().children:
            if child.dep_ == "conj" and child.i > head.i:
                found.append(child)
                stack.append(child)
    return sorted(found, key=lambda t: t.i)


def _spread(tokens: list[Token]) -> list[Token]:
    seen: dict[int, Token] = {}
    for token in tokens:
        for each in conjuncts(token):
            seen.setdefault(each.i, each)
    return [seen[i] for i in sorted(seen)]


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative or participial clause hangs on."""
    return verb.head if verb.dep_ in ("relcl", "acl") and verb.head != verb else None


def verb_frame(verb: Token) -> Frame:
    """The frame of one verb token."""
    frame = Frame(verb, verb.lemma_.lower(), True)
    particle = next((c for c in verb.children if c.dep_ == "prt" or _parts(verb, c)), None)
    if particle is not None:
        frame.lemma += " " + particle.lower_
        for prep in particle.children:
            if prep.dep_ == "prep":
                _prepositions(prep, frame.oblique)
    frame.negated = any(c.dep_ == "neg" or (c.lower_ in ("never", "no", "not") and c.dep_ == "advmod") for c in verb.children)
    subjects: list[Token] = []
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            subjects.append(child)
        elif child.dep_ in _PASSIVE:
            frame.passive = True
            frame.patient.append(child)
        elif child.dep_ in ("dobj", "obj"):
            frame.patient.append(child)
        elif child.dep_ in ("dative", "iobj"):
            if child.pos_ == "ADP":
                frame.recipient += [c for c in child.children if c.dep_ == "pobj"]
            else:
                frame.recipient.append(child)
        elif child.dep_ == "agent":
            frame.passive = True
            subjects += [c for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ in ("attr", "acomp", "oprd"):
            frame.complement.append(child)
        elif child.dep_ == "prep":
            _prepositions(child, frame.oblique)
        elif child.dep_ == "auxpass":
            frame.passive = True
        if child.dep_ == "dobj":
            _attached(child, frame.oblique)
    frame.agent = subjects or _prefixed(verb)
    if frame.passive or verb.tag_ == "VBN":
        frame.agent = frame.agent or _agent_behind(verb)
    if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "ROOT") and not subjects and not frame.patient:
        frame.passive = frame.passive or not any(c.dep_ == "aux" for c in verb.children)  # "Formed in 2009, the group …"
    _borrow(verb, frame)
    frame.agent = [_relative(t, verb) for t in _spread(frame.agent)]
    frame.patient = [_relative(t, verb) for t in _spread(frame.patient)]
    noun = antecedent(verb)
    if noun is not None:  # "A, led by X, and B, led by Y": what is listed behind the clause is not in it
        listed = {t.i for t in conjuncts(noun) if t.i > verb.i}
        frame.agent = [t for t in frame.agent if t.i not in listed]
        frame.patient = [t for t in frame.patient if t.i not in listed]
    frame.recipient = _spread(frame.recipient)
    frame.oblique = {name: _spread(tokens) for name, tokens in frame.oblique.items()}
    return frame


def _agent_behind(verb: Token) -> list[Token]:
    """The agent that coordinated participles share: "owned and controlled by X"."""
    return [
        heads
        for second in verb.children
        if second.dep_ == "conj" and second.tag_ == "VBN"
        for by in second.children
        if by.dep_ == "agent"
        for heads in by.children
        if heads.dep_ == "pobj"
    ]


def _prefixed(verb: Token) -> list[Token]:
    """The subject of "co-founded", which the tokenizer cuts in three and the parser takes for three verbs."""
    if verb.i < 3 or verb.nbor(-1).text not in ("-", "‐", "‑") or verb.nbor(-2).lower_ not in ("co", "re", "ex"):
        return []
    prefix = verb.nbor(-2)
    found = [c for c in prefix.children if c.dep_ in _SUBJECTS]
    return found or [t for t in [prefix.nbor(-1)] if t.pos_ in ("PROPN", "PRON", "NOUN")]


def _parts(verb: Token, child: Token) -> bool:
    """An adverb that is part of the verb, "broke away from"."""
    return child.dep_ == "advmod" and child.i == verb.i + 1 and child.lower_ in ("away", "off", "apart", "out", "up", "down")


def _prepositions(prep: Token, oblique: dict[str, list[Token]]) -> None:
    """Objects of a preposition, through "out of", "because of", "in front of" and coordinated prepositions."""
    name = prep.lower_
    for child in prep.children:
        if child.dep_ in ("pobj", "pcomp"):
            oblique.setdefault(name, []).append(child)
            if child.ent_type_ in ("DATE", "TIME") or child.lemma_ in _SPANS:
                for inner in child.children:  # "feuding for years with X"
                    if inner.dep_ == "prep" and inner.lower_ != "of":
                        _prepositions(inner, oblique)
        elif child.dep_ in ("prep", "conj") and child.pos_ in ("ADP", "SCONJ"):
            _prepositions(child, oblique)
        elif child.dep_ == "conj" and child.pos_ == "ADV":  # "to Mexico and onward to Texas"
            for inner in child.children:
                if inner.dep_ == "prep":
                    _prepositions(inner, oblique)


def _attached(noun: Token, oblique: dict[str, list[Token]]) -> None:
    """Place and time phrases that the parser hung on the object ("killed three men in Tapalpa")."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _PLACING:
            _prepositions(child, oblique)
        elif child.dep_ == "conj" and child.pos_ == "ADV":  # "to Mexico and onward to Texas"
            for prep in child.children:
                if prep.dep_ == "prep":
                    _prepositions(prep, oblique)


def _relative(token: Token, verb: Token) -> Token:
    """A relative pronoun stands for its antecedent."""
    if token.tag_ in ("WP", "WDT") or (token.lower_ == "that" and token.pos_ in ("PRON", "SCONJ")):
        clause = verb
        while clause.dep_ in ("conj", "xcomp") and clause.head != clause:
            clause = clause.head
        return antecedent(clause) or token
    return token


def _borrow(verb: Token, frame: Frame) -> None:
    """Subjects that the grammar leaves out: participles, infinitives and coordinated verbs share them."""
    if (frame.agent and not frame.passive) or (frame.passive and frame.patient):
        return
    noun = antecedent(verb)
    if noun is not None:
        has_relative = any(c.dep_ in _SUBJECTS | _PASSIVE | {"dobj"} and c.tag_ in ("WP", "WDT") for c in verb.children)
        if has_relative:
            return
        if verb.tag_ == "VBN":
            frame.passive = True
            frame.patient.append(noun)
        elif verb.tag_ == "VBG" and not frame.agent:
            frame.agent.append(noun)
        elif verb.dep_ == "relcl" and frame.agent and not frame.patient:
            frame.patient.append(noun)
        return
    if verb.dep_ not in _CONTROL or verb.head == verb:
        return
    above, link = _governor(verb)
    owners = [c for c in above.children if c.dep_ == "poss"] if above.pos_ in ("NOUN", "PROPN") else []
    if owners and not frame.passive and not frame.agent:
        frame.agent += owners  # "his role in smuggling heroin"
    if above.pos_ not in ("VERB", "AUX"):
        return
    if verb.dep_ == "conj" and any(c.dep_ in _SUBJECTS | _PASSIVE for c in verb.children):
        return
    up = verb_frame(above)
    blamed = link in ("for", "of", "with", "from") and up.lemma in _BLAMING
    shared = up.patient if up.passive or verb.dep_ == "xcomp" or blamed else up.agent
    source = shared or up.agent
    if (frame.passive and not frame.patient) or (verb.tag_ == "VBN" and verb.dep_ == "conj" and up.passive and not frame.patient):
        frame.passive = True
        frame.patient += source
    elif not frame.agent and not frame.passive:
        frame.agent += source


def _governor(verb: Token) -> tuple[Token, str]:
    """What a clause without a subject hangs on, and by which preposition: "arrested for smuggling", "is responsible for
    smuggling", "played a role in smuggling".
    """
    above, link = verb.head, ""
    for _ in range(4):
        if above.pos_ in ("ADP", "SCONJ"):
            link = link or above.lower_
        elif above.pos_ == "NOUN" and (
            above.dep_ not in ("dobj", "attr", "pobj") or any(c.dep_ == "poss" for c in above.children)
        ):
            break
        elif above.pos_ not in ("ADJ", "NOUN") or not link:
            break
        if above.head == above:
            break
        above = above.head
    return above, link


def noun_frame(noun: Token) -> Frame:
    """The frame of an event noun ("the killing of X by Y in Z", "X's arrest")."""
    frame = Frame(noun, noun.lemma_.lower(), False)
    frame.negated = any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
    for child in noun.children:
        if child.dep_ == "poss":
            frame.oblique.setdefault("'s", []).append(_whose(child, noun))
        elif child.dep_ in ("prep", "agent"):
            if child.lower_ in _DEVERBAL_AGENT:
                frame.agent += [c for c in child.children if c.dep_ == "pobj"]
            else:
                _prepositions(child, frame.oblique)
        elif child.dep_ in ("compound", "amod", "nmod"):
            frame.oblique.setdefault("compound", []).append(child)
    frame.agent = _spread(frame.agent)
    frame.oblique = {name: _spread(tokens) for name, tokens in frame.oblique.items()}
    return frame


def _whose(owner: Token, noun: Token) -> Token:
    """The antecedent of "whose", else the possessor itself."""
    if owner.tag_ != "WP$":
        return owner
    clause = next((t for t in noun.ancestors if t.dep_ == "relcl"), None)
    return clause.head if clause is not None else owner


def frames(sentence: TokenSpan, stems: Collection[str] | None = None) -> Iterator[Frame]:
    """The verb frames of a sentence, in order; only of verbs whose lemma is among ``stems`` when those are given."""
    for token in sentence:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            if stems is not None and token.lemma_.lower() not in stems:
                continue
            yield verb_frame(token)


_PRETENDING = {"pose", "represent", "present", "masquerade", "disguise", "impersonate", "dress", "portray", "pretend", "act"}
_FOLLOWING = {"succeed", "replace", "follow", "take over", "supplant", "hire", "join", "leave", "use", "begin", "start"}
"""Verbs whose subject, not object, is "as …" something."""
_PARTITIVE = {"one", "some", "many", "most", "two", "three", "several", "part", "all"}


def bearers(noun: Token) -> list[Token]:
    """Whom a noun is said of: its subject under a copula, the noun it stands in apposition to or that stands in
    apposition to it, the subject or object of "served as", "known as", "named".
    """
    found = [c for c in noun.children if c.dep_ == "appos" and c.i > noun.i]
    if noun.dep_ in ("compound", "nmod") and noun.head.i > noun.i and noun.head.pos_ == "PROPN":
        found.append(noun.head)
    top = _said(noun)
    head = top.head
    if top.dep_ == "appos":
        found.append(head)
    elif top.dep_ in ("attr", "oprd", "acomp") and head.pos_ in ("AUX", "VERB"):
        found += _said_of(verb_frame(head))
    elif top.dep_ == "pobj" and head.lower_ == "among" and head.head.lemma_ == "be":
        found += verb_frame(head.head).agent
    elif top.dep_ in ("nsubj", "nsubjpass") and head.lemma_ == "be":
        found += [c for c in verb_frame(head).complement if c.pos_ == "PROPN"]
    elif top.dep_ == "dobj" and head.lemma_ in ("become", "remain", "represent"):
        found += verb_frame(head).agent
    elif top.dep_ in ("pobj", "pcomp") and head.lower_ in ("as", "into"):
        above = head.head
        if above.lemma_ in _PRETENDING or above.head.lemma_ in _PRETENDING:
            return []
        if above.pos_ in ("VERB", "AUX"):
            frame = verb_frame(above)
            found += frame.agent if frame.lemma in _FOLLOWING else _said_of(frame)
        elif above.pos_ in ("NOUN", "PROPN"):
            found += [c for c in above.children if c.dep_ == "poss"] or [above]
    return _spread([t for t in found if t != noun])


def _said(noun: Token) -> Token:
    """The token whose place in the clause is the noun's: through "one of the …" and coordination."""
    top = noun
    while True:
        if top.dep_ == "conj" and top.head.pos_ == "NOUN":
            top = top.head  # not up to a name: "A, Secretary of X, and B" are two
        elif top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lower_ in _PARTITIVE:
            top = top.head.head
        else:
            return top


def _said_of(frame: Frame) -> list[Token]:
    """The one a predicate noun describes: the object when there is one ("named him head"), else the subject."""
    return frame.patient or frame.agent


def actors(noun: Token) -> list[Token]:
    """Who does what a noun names when the noun does not say: the subject of the clause it stands in."""
    token = noun
    for _ in range(8):
        if token.head == token:
            return []
        token = token.head
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            return verb_frame(token).agent
    return []


def examples(noun: Token) -> list[Token]:
    """What a general noun is illustrated by: "ports like X", "groups such as X and Y", "agencies including X"."""
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("like", "as", "including"):
            if child.lower_ == "as" and not any(c.lower_ == "such" for c in (*child.children, child.nbor(-1))):
                continue
            found += [c for c in child.children if c.dep_ == "pobj"]
    return _spread(found)


def behind(noun: Token, prepositions: Collection[str]) -> list[Token]:
    """The heads of the first phrase of these prepositions behind a noun, whatever the parser hung it on, before the next verb."""
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.pos_ in ("VERB", "AUX") or token.text == ";":
            return []
        if token.lower_ in prepositions and token.dep_ == "prep":
            return _spread([c for c in token.children if c.dep_ == "pobj"])
    return []
