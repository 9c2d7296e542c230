"""Pronouns and common nouns that point back to a name: "he", "its", "the cartel", "X, the leader of Y".

Rules after Lappin and Leass (1994): candidates that agree in type, number and gender, ranked by distance in sentences and
by grammatical role. A doubtful link is left out: what rests on it would be wrong twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from entramado.extract.fellows import (
    HARMED,
    PERSON_NOUNS,
    SUBJECT,
    before_court,
    fellow,
    kin_harmed,
    same_clause,
    stranger,
)
from entramado.extract.found import table, words_of
from entramado.extract.prominence import foremost, prominence
from entramado.extract.roles import Roles
from entramado.extract.scene import Ref, Scene
from entramado.knowledge import Knowledge

_TABLE = "nominals.yaml"
_BODY_NOUNS: Final[dict[str, frozenset[str]]] = {
    noun: frozenset(str(kinds).split()) for noun, kinds in table(_TABLE)["body"].items()
}
_PEOPLE = words_of(_TABLE, "people")
_BODIES = words_of(_TABLE, "bodies")
_PLACES = words_of(_TABLE, "places", "singular")
_MALE: Final = frozenset(("he", "him", "his", "himself"))
_FEMALE: Final = frozenset(("she", "her", "hers", "herself"))
_NEUTER: Final = frozenset(("it", "its", "itself"))
_DEFINITE: Final = frozenset(("the", "this", "that", "both"))
_COURT: Final = ("judge", "justice", "attorney", "prosecutor")
_FREQUENCY: Final = 0.15
"""Share of a candidate's nearer mentions that adds to a farther one."""
_PATIENT: Final = 3.5
"""What speaks for a patient when a pronoun is the one harmed: "forced Mora into a car, where he was shot"."""
_STYLES: Final = frozenset(("excellency", "majesty", "honor", "honour", "holiness", "highness", "eminence"))
_DEADLY: Final = frozenset(("kill", "murder", "assassinate", "execute", "slay", "behead"))
_NEAR: Final = 6
"""Sentences back that "the group" may reach."""
_FARTHEST = 3
"""Sentences back that a pronoun may reach."""


def coreference(scene: Scene, knowledge: Knowledge) -> None:
    """Mark pronouns and definite nouns with the referents they point to, where that is plain."""
    Coreference(scene).run()


@dataclass(slots=True)
class _Seen:
    """A mention on the discourse list."""

    ref: Ref
    sentence: int
    token: Token


class Coreference:
    """One pass over a document, front to back, with the mentions met so far."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.seen: list[_Seen] = []
        self.roles = Roles(scene)
        self.titles = {(t.passage, i) for ref in scene.refs for t in ref.titles for i in range(t.start, t.end)}

    def run(self) -> None:
        number = 0
        for doc in self.scene.docs:
            for sentence in doc.sents:
                self.sentence(sentence, number)
                number += 1
            number += 1  # a paragraph break counts as distance

    def sentence(self, sentence: TokenSpan, number: int) -> None:
        quoted = _quoted(sentence)
        for token in sentence:
            mark = self.scene.mark_at(token)
            if mark is not None:
                if token.i == mark.end - 1 and mark.ref.type in ("Person", "Organization", "Place"):
                    self.seen.append(_Seen(mark.ref, number, token))
                continue
            ref, how = self.point(token, number, token.i in quoted)
            if ref is None:
                if stranger(token):
                    self.seen.append(_Seen(Ref("Person", None, None), number, token))
                continue
            start = _phrase_start(self.scene, token) if how == "nominal" else token.i
            self.scene.add(ref, token.doc, start, token.i + 1, "pronoun" if how == "pronoun" else "nominal")
            self.seen.append(_Seen(ref, number, token))

    def point(self, token: Token, number: int, quoted: bool) -> tuple[Ref | None, str]:
        """What a token points to, and whether as pronoun or noun."""
        low = token.lower_
        if low in _MALE or low in _FEMALE:
            if low in ("his", "her") and token.i + 1 < len(token.doc) and token.nbor().lower_ in _STYLES:
                return None, ""
            return self.personal(token, number, "m" if low in _MALE else "f", quoted), "pronoun"
        if low in _NEUTER:
            return self.neuter(token, number), "pronoun"
        if (
            (self.scene.number(token), token.i) in self.titles
            or token.pos_ not in ("NOUN", "PROPN")
            or token.tag_ in ("NNS", "NNPS")
        ):
            return None, ""
        lemma = token.lemma_.lower()
        ref = self.apposition(token, lemma)
        if ref is not None:
            return ref, "nominal"
        if lemma in PERSON_NOUNS and kin_harmed(token):
            return self.only(self.roles.is_harmed), "nominal"
        if not _definite(token):
            return None, ""
        if lemma in PERSON_NOUNS:
            return self.person_noun(token, lemma, number), "nominal"
        if lemma in _BODY_NOUNS:
            return self.body_noun(token, lemma, number), "nominal"
        return None, ""

    def personal(self, token: Token, number: int, gender: str, quoted: bool) -> Ref | None:
        told = self._told_of(token, gender)
        if told is not None:
            return told
        best: tuple[float, int] | None = None
        chosen: Ref | None = None
        scores: dict[int, float] = {}
        befalls = before_court(token)
        apart = {id(s.ref) for s in self.seen[-12:] if fellow(token, s.token)}
        for age, seen in enumerate(reversed(self.seen)):
            distance = number - seen.sentence
            if distance > _FARTHEST:
                break
            if seen.ref.type != "Person" or seen.ref.collective or seen.ref.gender not in (None, gender):
                continue
            if id(seen.ref) in apart or same_clause(token, seen.token):
                continue
            if befalls and any(self.roles.bears(seen.ref, noun) for noun in _COURT):
                continue
            score = _salience(seen, distance, token) + (0.5 if seen.ref.gender == gender else 0.0)
            if token.dep_ == "nsubjpass" and token.head.lemma_ in HARMED and seen.token.dep_ in ("dobj", "nsubjpass"):
                score += _PATIENT
            if (
                quoted
                and distance == 0
                and seen.token.dep_ == "nsubj"
                and seen.token.head.lemma_ in ("say", "tell", "add", "write")
            ):
                continue
            if seen.token.dep_ == "dobj" and seen.token.head.lemma_ in _DEADLY and token.dep_ == "nsubj":
                score -= _PATIENT  # the dead act no more
            scores[id(seen.ref)] = scores.get(id(seen.ref), 0.0) * _FREQUENCY + score
            if best is None or (scores[id(seen.ref)], -age) > best:
                best, chosen = (scores[id(seen.ref)], -age), seen.ref
        if chosen is not None and chosen.gender is None:
            chosen.gender = gender
        return chosen if chosen is None or chosen.name else None

    def _told_of(self, token: Token, gender: str) -> Ref | None:
        """The person whom the clause around a pronoun describes: "Mora, a jeweler who was shot at his store"."""
        for verb in token.ancestors:
            if verb.dep_ == "relcl" and any(c.lower_ == "who" and c.dep_ in SUBJECT for c in verb.children):
                noun = verb.head
                for head in (noun, noun.head if noun.dep_ == "appos" else noun):
                    ref = self.scene.ref_at(head)
                    if ref is not None and ref.type == "Person" and not ref.collective and ref.gender in (None, gender):
                        ref.gender = gender
                        return ref
                return None
        return None

    def neuter(self, token: Token, number: int) -> Ref | None:
        if (
            token.lower_ == "itself"
            or token.lower_ == "it"
            and (token.dep_ not in SUBJECT or token.head.lemma_ in ("be", "seem", "appear", "take", "make"))
        ):
            return None
        near = [
            s
            for s in self.recent(number, 1)
            if s.ref.type in ("Organization", "Place") and not s.ref.collective and not same_clause(token, s.token)
        ]
        for seen in near:
            if (
                seen.token.dep_ in SUBJECT
                or seen.sentence == number
                and seen.token.dep_ in ("conj", "appos")
                and seen.token.head.dep_ in SUBJECT
            ):
                return seen.ref
        told = {id(s.ref): s.ref for s in near if s.ref.kind == "criminal" and prominence(s.token) > 2}
        return next(iter(told.values())) if len(told) == 1 else None

    def apposition(self, token: Token, lemma: str) -> Ref | None:
        """The name that a noun stands beside: "X, the leader of Y", "the leader of Y, X"."""
        if lemma not in PERSON_NOUNS and lemma not in _BODY_NOUNS:
            return None
        want = "Person" if lemma in PERSON_NOUNS else "Organization"
        near = [token.head] if token.dep_ == "appos" else []
        near += [child for child in token.children if child.dep_ == "appos"]
        for other in near:
            ref = self.scene.ref_at(other)
            if ref is not None and ref.type == want:
                return ref
        return None

    def person_noun(self, token: Token, lemma: str, number: int) -> Ref | None:
        group = PERSON_NOUNS[lemma]
        if group == "any" and not (lemma == "lord" and any(c.lower_ == "drug" for c in token.lefts)):
            return None
        if group == "titled":
            if any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children):
                return None  # "the Minister of Home Affairs" is called by another name
            return self.latest(number, 60, lambda r: r.type == "Person" and self.roles.bears(r, lemma))
        if any(child.dep_ in ("prep", "relcl", "acl") and child.lower_ in ("of", "who", "that") for child in token.children):
            return None
        if group == "victim":
            return self.only(self.roles.is_harmed) or self.only(self.roles.is_bystander)
        if group == "accused":
            return self.only(self.roles.is_accused)
        if group in ("man", "woman"):
            sex = "m" if group == "man" else "f"
            if any(child.dep_ == "poss" for child in token.children):
                return None
            return self.latest(
                number,
                2,
                lambda r: r.type == "Person" and r.gender in (None, sex) and not self.roles.is_official(r) and not r.collective,
            )
        return self.latest(number, 4, lambda r: r.type == "Person" and not self.roles.is_official(r) and not r.collective)

    def body_noun(self, token: Token, lemma: str, number: int) -> Ref | None:
        kinds = _BODY_NOUNS[lemma]
        if any(child.dep_ == "prep" and child.lower_ in ("of", "for") for child in token.children):
            return None
        word = "task force" if lemma == "force" and any(c.lower_ == "task" for c in token.lefts) else lemma
        if "named" in kinds:
            found = self.latest(
                number,
                40,
                lambda r: r.type == "Organization" and any(word in n.lower().split() or word in n.lower() for n in r.names),
            )
            if found is not None or word == "force":
                return found
        modifiers = [
            c
            for c in token.lefts
            if c.dep_ in ("compound", "amod")
            and c.lower_ not in ("criminal", "drug", "trafficking", "powerful", "violent", "terrorist")
        ]
        if any(
            c.ent_type_ in ("NORP", "GPE") or c.pos_ == "PROPN" or c.lower_ in ("other", "rival", "same", "entire")
            for c in modifiers
        ):
            return None
        near = [
            s for s in self.recent(number, _NEAR) if s.ref.type == "Organization" and s.ref.kind in kinds and not s.ref.collective
        ]
        if "criminal" not in kinds:
            return near[0].ref if near else None
        near = [s for s in near if s.ref.kind == "criminal"] or near
        near = [s for s in near if any(lemma in n.lower().split() for n in s.ref.names)] or near
        return foremost([s for s in near if not same_clause(token, s.token)], number)

    def recent(self, number: int, reach: int) -> Iterator[_Seen]:
        """Mentions of the last ``reach`` sentences, latest first."""
        for seen in reversed(self.seen):
            if number - seen.sentence > reach:
                return
            yield seen

    def latest(self, number: int, reach: int, fits: object) -> Ref | None:
        """The latest mention that fits; subjects of the last sentences go before what is nearer."""
        for seen in reversed(self.seen):
            if number - seen.sentence > reach:
                return None
            if seen.ref.name and fits(seen.ref):  # type: ignore[operator]
                return seen.ref
        return None

    def only(self, fits: object) -> Ref | None:
        """The one person so far that fits, or None when there are several."""
        found = {id(s.ref): s.ref for s in self.seen if s.ref.type == "Person" and s.ref.name and fits(s.ref)}  # type: ignore[operator]
        return next(iter(found.values())) if len(found) == 1 else None


def _salience(seen: _Seen, distance: int, token: Token) -> float:
    role = seen.token.dep_
    score = 6.0 - 2.5 * distance
    if role == "pobj" and seen.token.head.lower_ == "as" and seen.token.head.head.lemma_ == "identify":
        return score + 3.5  # "identified the defendant as X": whom the text goes on to speak of
    if role in SUBJECT or role == "ROOT":
        score += 3.0
        if seen.token.head.dep_ == "ROOT":
            score += 0.5
    elif role in ("dobj", "appos", "conj", "agent"):
        score += 1.5
    elif role == "poss":
        score += 1.0
    elif role == "pobj":
        score += 0.8
    return score


def _definite(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in token.lefts)


def _quoted(sentence: TokenSpan) -> set[int]:
    """Indices of the tokens inside quotation marks."""
    inside: set[int] = set()
    depth = False
    for token in sentence:
        if token.text in ("“", '"', "”", "''", "``"):
            depth = token.text == "“" or (token.text not in ("”", "''") and not depth)
        elif depth:
            inside.add(token.i)
    return inside


def heads(token: Token) -> Iterator[Token]:
    """The token and its nearest noun heads upward (compound to head)."""
    yield token
    while token.dep_ in ("compound", "nmod", "amod") and token.head != token:
        token = token.head
        yield token


def _phrase_start(scene: Scene, noun: Token) -> int:
    """Where the noun's own words begin: articles and adjectives, but no other mention, clause or possessive mark."""
    start = noun.i
    for token in reversed(noun.doc[noun.left_edge.i : noun.i]):
        if scene.mark_at(token) is not None or token.is_punct and token.text not in ("-", "“", '"') or token.tag_ == "POS":
            break
        start = token.i
    return start


def nominal_ref(scene: Scene, token: Token) -> Ref:
    """The referent a token names or points to, made when there is none: unnamed, collective when the noun is plural.

    The type is that of the head noun ("troops" persons, "cartels" bodies); nouns the table does not know count as persons
    only when the parser says they act or are counted, else as "Thing", which no export shows.
    """
    for each in heads(token):
        found = scene.ref_at(each)
        if found is not None:
            return found
    token = list(heads(token))[-1]
    lemma, low = token.lemma_.lower(), token.lower_
    plural = token.tag_ in ("NNS", "NNPS")
    if low in _BODIES or lemma in _BODY_NOUNS:
        kinds = _BODY_NOUNS.get(lemma, frozenset())
        ref = Ref(
            "Organization",
            next((k for k in ("criminal", "agency", "company", "government", "media") if k in kinds), "other"),
            None,
        )
    elif lemma in _PLACES:
        ref = Ref("Place", None, None)
    elif low in _PEOPLE or lemma in PERSON_NOUNS or token.ent_type_ == "PERSON" or token.pos_ == "PRON":
        ref = Ref("Person", None, None)
    else:
        ref = Ref("Thing", None, None)
    ref.collective = plural or low in _PEOPLE
    start = _phrase_start(scene, token)
    scene.add(ref, token.doc, start, token.i + 1, "nominal")
    return ref
