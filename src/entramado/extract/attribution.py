"""Who says so: the chain from the one who knows to the one who prints, with modality, negation, and what a denial answers.

The step fills what the rule steps left open in each `Draft`. The outlet itself is left out of the chain: the view adds it
where the viewer may know the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from entramado.extract.found import QUOTES
from entramado.extract.rules import load
from entramado.extract.scene import Draft, Ref, Scene, Speaker
from entramado.extract.stance import Stance, climb, stance, weakest
from entramado.knowledge import Knowledge
from entramado.knowledge.tables import fold
from entramado.model.claim import Modality

_ATTRIBUTED: Final = ("ccomp", "xcomp", "dobj", "parataxis", "dep", "oprd", "pcomp", "prep", "conj", "attr")
_UNNAMED_HEADS: Final = frozenset(["that", "it", "this", "which", "who", "there", "what"])


@dataclass(slots=True)
class _Voice:
    """A speaker that the text does not name, by the words it used first."""

    words: str
    head: str
    modifiers: frozenset[str]


@dataclass(slots=True)
class _Voices:
    """The speakers met so far, so that "the official" is the "senior US official" of before."""

    scene: Scene
    unnamed: list[_Voice] = field(default_factory=list)
    worded: dict[tuple[int, int], str] = field(default_factory=dict)
    """The words for the unnamed speaker at a token, by passage number and token index."""

    def speaker(self, token: Token, verb: Token, modality: Modality) -> Speaker | None:
        """Who a noun or pronoun is, as a link of the chain."""
        ref = self.scene.ref_at(token) or self._named_in_apposition(token)
        if ref is not None and ref.name:
            return Speaker(ref.name, ref, verb.lemma_, modality, named=True)
        if token.pos_ == "PRON" or token.lower_ in _UNNAMED_HEADS:
            return None
        return Speaker(self._worded(token), ref, verb.lemma_, modality, named=False)

    def _named_in_apposition(self, token: Token) -> Ref | None:
        for child in token.children:
            if child.dep_ in ("appos", "compound", "nmod"):
                ref = self.scene.ref_at(child)
                if ref is not None and ref.name and (child.dep_ == "appos" or ref.type == "Person"):
                    return ref
        return None

    def hear(self) -> None:
        """Meet every speaker in text order, so that the words used first are known before any claim asks."""
        for sentence in self.scene.sentences():
            for token in sentence:
                modality = _speech(token.lemma_.lower()) if token.pos_ == "VERB" else None
                if modality is not None:
                    for subject in _subjects(token):
                        self.speaker(subject, token, modality)

    def _worded(self, token: Token) -> str:
        key = self.scene.number(token), token.i
        if key not in self.worded:
            self.worded[key] = self._first_words(token)
        return self.worded[key]

    def _first_words(self, token: Token) -> str:
        doc = token.doc
        start = min(
            [token.i, *(c.left_edge.i for c in token.children if c.dep_ in ("det", "amod", "compound", "poss", "nummod", "nmod"))]
        )
        end = token.i + 1
        for child in token.children:
            if (
                child.dep_ == "prep"
                and child.i > token.i
                and child.lower_ in ("of", "at", "from", "for", "with", "in")
                and child.right_edge.i - token.i < 8
            ):
                end = child.right_edge.i + 1
            elif child.i > token.i:
                break
        modifiers = frozenset(t.lemma_.lower() for t in doc[start : token.i] if t.pos_ not in ("DET", "PUNCT"))
        definite = doc[start].lower_ in ("the", "that", "this", "these", "those") or start == token.i
        if definite:
            for voice in reversed(self.unnamed):
                if voice.head == token.lemma_ and modifiers <= voice.modifiers:
                    return voice.words
        words = doc[start:end].text
        self.unnamed.append(_Voice(words, token.lemma_, modifiers))
        return words


@dataclass(slots=True)
class _Said:
    chain: list[Speaker]
    modality: Modality = "stated"


def attribute(scene: Scene, knowledge: Knowledge) -> None:
    """Fill said_by, modality and negated of every draft, in text order, then tie denials to what they answer."""
    voices = _Voices(scene)
    voices.hear()
    quoted = [_quoted(doc) for doc in scene.docs]
    memo: dict[tuple[int, int, bool], tuple[Stance, _Said]] = {}
    for draft in sorted(scene.drafts, key=lambda d: (scene.number(d.trigger), d.trigger.i)):
        named = _presupposed(scene, draft)
        key = scene.number(draft.trigger), draft.trigger.i, named
        if key not in memo:
            memo[key] = stance(draft.trigger, named), _said(scene, draft.trigger, voices, quoted)
        how, said = memo[key]
        if draft.modality is None:
            draft.modality = weakest(how.modality, said.modality)
        if draft.negated is None:
            draft.negated = how.negated
        if draft.said_by is None:
            draft.said_by = [
                s for s in said.chain if s.ref is None or s.ref is not draft.subject or draft.subject.type != "Event"
            ]
    _answers(scene)


def _presupposed(scene: Scene, draft: Draft) -> bool:
    """Whether the trigger only names or describes someone, so that what the clause plans or alleges is not this."""
    token = draft.trigger
    if draft.subject.type == "Event" or token.dep_ in ("attr", "acomp", "oprd"):
        return False
    named = scene.ref_at(token)
    return token.pos_ == "PROPN" or named is not None and named.type != "Event"  # "paid" tells, though it names a payment too


def _said(scene: Scene, trigger: Token, voices: _Voices, quoted: list[list[tuple[int, int]]]) -> _Said:
    chain: list[Speaker] = []
    modalities: list[Modality] = ["stated"]
    for speaker in _chain(scene, trigger, voices):
        if all(speaker.name != s.name for s in chain):
            chain.append(speaker)
            modalities.append(speaker.modality)
    if not any(s.verb not in ("cite", "according") for s in chain):
        outer = _quote_speaker(scene, trigger, voices, quoted)
        if outer is not None and all(outer.name != s.name for s in chain):
            chain.append(outer)
    own = fold(scene.document.source or "")
    return _Said([s for s in chain if not own or fold(s.name) != own], weakest(*modalities))


def _chain(scene: Scene, trigger: Token, voices: _Voices) -> Iterator[Speaker]:
    """Speakers met on the way up the parse, innermost first."""
    yield from _by_phrase(scene, trigger, voices)
    for step in climb(trigger):
        lemma = step.head.lemma_.lower()
        modality = _speech(lemma)
        if modality is not None and step.head.pos_ in ("VERB", "AUX") and _is_said(step.child, step.head, lemma):
            yield from _sayers(step.head, modality, voices)
        yield from _by_phrase(scene, step.head, voices)


def _is_said(child: Token, verb: Token, lemma: str) -> bool:
    """Whether a child of a verb of saying is what is said, not who says it or when."""
    if child.dep_ == "prep":
        return lemma in ("accuse", "suspect", "speak", "tell", "warn", "inform") and child.lower_ in ("of", "about")
    if child.dep_ == "conj":
        return False
    if child.dep_ == "advcl":
        # "the mayor, said the police, was shot" hangs the report as an adverbial clause
        return (
            child.i < verb.i
            and any(t.lower_ in (",", "”", '"') for t in verb.doc[child.right_edge.i + 1 : verb.i])
            and not _marked(child)
        )
    return child.dep_ in _ATTRIBUTED


def _marked(clause: Token) -> bool:
    return clause.tag_ in ("VBG", "VBN") or any(
        c.dep_ in ("mark", "advmod") and c.i < clause.i or c.dep_ == "aux" and c.lower_ == "to" for c in clause.children
    )


def _speech(lemma: str) -> Modality | None:
    table = load("attribution")
    for rule in (*table["speech"].of(lemma), *table["denial"].of(lemma)):
        modality: Modality = rule.fields.get("modality", "stated")
        return modality
    return None


def _sayers(verb: Token, modality: Modality, voices: _Voices) -> Iterator[Speaker]:
    """The subject of a verb of saying, then the outlet it spoke to."""
    subjects = _subjects(verb)
    for subject in subjects:
        speaker = voices.speaker(subject, verb, modality)
        if speaker is not None:
            yield speaker
    if subjects:
        yield from _hearers(voices, verb, subjects[0])


def _subjects(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ == "nsubj"]
    found += [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    if not found and verb.dep_ in ("conj", "advcl", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return _subjects(verb.head)
    if not found and verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBG" and verb.head.pos_ in ("NOUN", "PROPN"):
        return [verb.head]
    return [_antecedent(token, verb) for token in found]


def _antecedent(token: Token, verb: Token) -> Token:
    return verb.head if token.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else token


def _hearers(voices: _Voices, verb: Token, subject: Token) -> Iterator[Speaker]:
    """News organisations that were told: the next link towards print."""
    tokens = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    tokens += [
        p
        for c in verb.children
        if c.dep_ in ("prep", "dative") and c.lower_ in ("to", "with")
        for p in c.children
        if p.dep_ == "pobj"
    ]
    for clause in [*subject.children, *verb.children]:
        if clause.lemma_ == "speak" and clause.dep_ in ("relcl", "acl", "advcl"):
            tokens += [
                p
                for c in clause.children
                if c.dep_ == "prep" and c.lower_ in ("to", "with")
                for p in c.children
                if p.dep_ == "pobj"
            ]
    for token in tokens:
        ref = voices.scene.ref_at(token)
        if ref is not None and ref.name and ref.type == "Organization" and ref.kind == "media":
            yield Speaker(ref.name, ref, "report", "stated", named=True)


def _by_phrase(scene: Scene, token: Token, voices: _Voices) -> Iterator[Speaker]:
    """Sources named in passing: "according to the ministry", "per police", "citing two officials"."""
    for child in token.children:
        if child.lower_ == "according":
            for to in (c for c in child.children if c.lower_ == "to"):
                for source in (c for c in to.children if c.dep_ == "pobj"):
                    speaker = voices.speaker(source, child, "stated")
                    if speaker is not None and source.lemma_ not in ("evidence", "estimate", "record"):
                        yield speaker
        elif child.lower_ in ("per", "says") and child.dep_ == "prep":
            for source in (c for c in child.children if c.dep_ == "pobj"):
                ref = scene.ref_at(source)
                if ref is not None and ref.name:
                    yield Speaker(ref.name, ref, "according", "stated", named=True)
        elif child.lower_ in ("citing", "quoting") and child.dep_ in ("advcl", "acl"):
            for source in (c for c in child.children if c.dep_ == "dobj"):
                speaker = voices.speaker(source, child, "stated")
                if speaker is not None:
                    yield speaker


def _quoted(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges in quotation marks that hold a clause (a nickname in quotes is no utterance)."""
    ranges: list[tuple[int, int]] = []
    if not any(quote in doc.text for quote in QUOTES):
        return ranges
    opened: int | None = None
    for token in doc:
        if token.text in ("“", "«") or (token.text in ('"', "``", "''") and opened is None):
            opened = token.i
        elif token.text in QUOTES - {"'", "‘", "’", "`"} and opened is not None:
            if token.i - opened > 5:
                ranges.append((opened, token.i))
            opened = None
    if opened is not None and len(doc) - opened > 5:
        ranges.append((opened, len(doc)))
    return ranges


def _quote_speaker(scene: Scene, trigger: Token, voices: _Voices, quoted: list[list[tuple[int, int]]]) -> Speaker | None:
    """Who speaks the quotation that a token stands in: the one whom the words around it name."""
    number = scene.number(trigger)
    inside = next(((a, b) for a, b in quoted[number] if a < trigger.i < b), None)
    if inside is None:
        return None
    doc = trigger.doc
    sentences = list(doc.sents)
    after = [s for s in sentences if s.start <= inside[1] < s.end or inside[1] < s.start]
    before = [s for s in sentences if s.start < inside[0]]
    for sentence in (*after[:2], *reversed(before[-2:])):
        speaker = _outside(sentence, quoted[number], voices)
        if speaker is not None:
            return speaker
    for earlier in (scene.docs[number - 1],) if number and inside[0] <= 1 else ():
        *_, last = earlier.sents
        return _outside(last, quoted[number - 1], voices)
    return None


def _outside(sentence: TokenSpan, quoted: list[tuple[int, int]], voices: _Voices) -> Speaker | None:
    """The speaker that a sentence names outside its quotations."""
    for token in sentence:
        if token.pos_ != "VERB" or any(a < token.i < b for a, b in quoted):
            continue
        modality = _speech(token.lemma_.lower())
        if modality is None:
            continue
        for speaker in _sayers(token, modality, voices):
            return speaker
    return None


def _answers(scene: Scene) -> None:
    """Tie each denial to the first claim of the document that it answers."""
    for draft in scene.drafts:
        if draft.negated and draft.disputes is None:
            draft.disputes = next((other for other in scene.drafts if _answered(draft, other)), None)


def _answered(denial: Draft, other: Draft) -> bool:
    same = other is not denial and other.subject is denial.subject and other.predicate == denial.predicate and not other.negated
    return same and (other.object is denial.object if denial.object is not None else other.value == denial.value)
